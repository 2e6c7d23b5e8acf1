"""Filtering by the site's own fields, in a site that is not in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.building import BODY, build_site, make_report, write_site
from tests.serving import serve


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The archive of two incidents, one of which was a drill."""
    reports = {f"{drill}.md": make_report(BODY, title=f"Incident {drill}", drill=drill) for drill in ("yes", "no")}
    settings = "{language: de, fields: {drill: bool}, facets: [severity, drill]}"
    root = write_site(tmp_path_factory.mktemp("own"), reports, settings=settings)
    with serve(build_site(root)) as address:
        yield f"{address}incidents/"


def test_yes_and_no_are_chosen_in_the_sites_language(page: Page, url: str) -> None:
    """A filter in use stands without its heading, so it names the field; the address stays the same in any language."""
    page.goto(url)
    page.get_by_role("checkbox", name="ja", exact=True).check()
    expect(page.locator(".pm-cards .pm-card-title")).to_have_text(["Incident yes"])
    expect(page).to_have_url(re.compile(r"\?drill=yes$"))
    chip = page.get_by_role("button", name="Drill: ja entfernen")
    expect(chip).to_have_text("Drill: ja ✕")
    chip.click()
    expect(page.locator(".pm-cards .pm-card-title")).to_have_count(2)
