"""Earlier addresses redirect to a report's current one."""

from __future__ import annotations

from msgspec.structs import replace

from mkdocs_postmortems.check.links.aliases import _OF_THE_ARCHIVE
from mkdocs_postmortems.publish.files import Page
from mkdocs_postmortems.publish.pages import publish
from mkdocs_postmortems.publish.report.redirects import redirect_files
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.settings import Settings
from tests.publish.examples import SITE, make_archive, make_report


def redirects(site: Site = SITE, **fields: object) -> dict[str, str]:
    files = redirect_files(make_archive(make_report(**fields)), site)
    return {file.path: file.content.decode() for file in files}


def test_each_earlier_address_has_a_page_that_redirects() -> None:
    """Immediately in a browser, with a link for other programs, and without a script."""
    found = redirects(aliases=("incidents/old/", "blog/2020/outage.html"))
    assert found.keys() == {"incidents/old/index.html", "blog/2020/outage.html"}
    page = found["blog/2020/outage.html"]
    assert '<meta http-equiv="refresh" content="0; url=../../incidents/login/">' in page
    assert '<a href="../../incidents/login/" dir="auto">Title of login</a>' in page
    assert "url=../login/" in found["incidents/old/index.html"]
    assert "<script" not in page


def test_redirects_have_a_canonical_address() -> None:
    """Absolute if the site's address is known; the redirect itself is in no index."""
    (page,) = redirects(replace(SITE, url="https://ours.example/"), aliases=("old",)).values()
    assert '<link rel="canonical" href="https://ours.example/incidents/login/">' in page
    assert '<meta name="robots" content="noindex">' in page
    (page,) = redirects(aliases=("old",)).values()
    assert '<link rel="canonical" href="../incidents/login/">' in page


def test_from_a_disk_they_lead_to_the_file() -> None:
    """Without directory URLs."""
    (page,) = redirects(replace(SITE, use_directory_urls=False), aliases=("old.html",)).values()
    assert 'url=incidents/login/index.html"' in page


def test_a_title_is_text() -> None:
    """It is escaped here, too."""
    (page,) = redirects(aliases=("old",), title="</title><script>alert(1)</script>").values()
    assert "<script" not in page


def test_the_check_refuses_all_of_the_archives_own_addresses() -> None:
    """So that no redirect can replace a page or a file."""
    archive = make_archive(make_report(), facets=("severity", "services", "year"))
    own = Settings(facets=("severity", "services", "year")).reserved_ids() | _OF_THE_ARCHIVE | {"login"}
    made = {file.address + "index.html" if isinstance(file, Page) else file.path for file in publish(archive, SITE)}
    assert {path.split("/")[1] for path in made} <= own
