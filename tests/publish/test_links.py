"""Where the values of a report link to."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.publish.links import facet_address, figures_address, is_safe_link
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.settings import Settings


def test_a_value_links_to_its_facet() -> None:
    """If the archive has that facet."""
    settings = Settings(facets=("services",))
    assert facet_address(Site(), settings, "services", "C++") == "incidents/service/c-plus-plus/"
    assert facet_address(Site(), settings, "cause", "deployment") == ""
    assert facet_address(Site(), settings, "services", "") == ""


def test_the_page_about_figures_is_found_by_its_name() -> None:
    """Wherever it is in the site's own documents."""
    assert figures_address(Site(documents={"docs/guide/figures.md": "guide/figures/"})) == "guide/figures/"
    assert figures_address(Site(documents={"docs/index.md": ""})) == "incidents/insights/#computed"


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://example.org", True),
        ("mailto:a@example.org", True),
        ("javascript:alert(1)", False),
        (" JavaScript:alert(1)", False),
        ("data:text/html,x", False),
        ("http://[broken", False),
        ("#chat", False),
    ],
)
def test_only_addresses_of_the_web_and_of_mail_are_links(address: str, safe: bool) -> None:
    """Any other address is shown as text."""
    assert is_safe_link(address) is safe
