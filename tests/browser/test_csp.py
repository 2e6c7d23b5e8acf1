"""Every page and the search under the policy that the build wrote, with hostile text everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.building import BODY, build_site, make_report, write_site
from tests.serving import published_headers, serve

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "javascript:alert(3)",
    '"><svg onload=alert(4)>',
    "</script><script>alert(5)</script>",
    "{{ 7*7 }}",
)
"""A report holds two of them."""

FOREIGN = "article script:not([src*='assets/early.js?v='])"
"""Scripts in the content, but for the one that a list's page begins with."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A site of hostile reports, served under its own policy."""
    folder = tmp_path_factory.mktemp("hostile")
    reports = {}
    for number, payload in enumerate(map(" ".join, zip(PAYLOADS[::2], PAYLOADS[1::2], strict=True))):
        quoted = "'" + payload.replace("'", "''") + "'"
        body = BODY.replace("Deployment completes.", f"Deployment `{payload}` completes.")
        reports[f"r{number}.md"] = make_report(
            title=quoted,
            tagline=quoted,
            cause=quoted,
            description=quoted,
            services=f"[{quoted}]",
            tags=f"[{quoted}]",
            impact=f"{{users: {quoted}}}",
            body=body.replace("Validate the configuration", f"Validate `{payload}`"),
        )
    write_site(folder, reports, config="site_url: https://status.example/")
    built = build_site(folder)
    with serve(built, published_headers(built)) as address:
        yield built, address


def test_every_page_runs_only_the_scripts_of_the_site(hostile: tuple[Path, str], page: Page) -> None:
    """Each page runs the theme's scripts and ours, and no others."""
    site, url = hostile
    for path in sorted(site.rglob("*.html")):
        if path.name == "404.html":
            continue
        answer = page.goto(url + quote(path.parent.relative_to(site).as_posix().removeprefix(".")) + "/")
        assert answer
        assert "script-src 'self' 'wasm-unsafe-eval' 'sha256-" in answer.headers["content-security-policy"]
        page.wait_for_function(
            "typeof __md_get === 'function' && !document.documentElement.classList.contains('no-js')"
        )
        assert page.locator(f"{FOREIGN}, article iframe, article [onerror], article [onload]").count() == 0


def test_nothing_that_is_searched_for_becomes_markup(hostile: tuple[Path, str], page: Page) -> None:
    """Typed text, text from the address, and results stay text."""
    _, url = hostile
    for payload in PAYLOADS:
        page.goto(f"{url}incidents/?q={quote(payload)}")
        expect(page.locator(".pm-cards mark, [data-pm-nothing]").locator("visible=true").first).to_be_visible()
        box = page.locator("[data-pm-archive] input[type=search]")
        box.fill("deployment")
        other = page.locator(".pm-cards mark", has_text="Deployment")
        expect(other).not_to_have_count(0)
        box.fill(payload)
        expect(other).to_have_count(0)
        assert page.locator(f"{FOREIGN}, article iframe, article img[src=x]").count() == 0, payload


def test_the_search_works_under_the_policy(hostile: tuple[Path, str], page: Page) -> None:
    """The index loads, which needs WebAssembly, and returns results."""
    _, url = hostile
    with page.expect_response(lambda answer: answer.url.endswith(".pagefind") or ".pf_meta" in answer.url):
        page.goto(f"{url}incidents/?q=deployment")
    expect(page.locator(".pm-card-text mark").first).to_have_text(re.compile("deployment", re.IGNORECASE))
    expect(page.locator(".pm-cards").get_by_text("<img src=x onerror=alert(2)>").first).to_be_visible()


def test_a_foreign_script_is_blocked(hostile: tuple[Path, str], browser: Browser) -> None:
    """The policy is in force: an inline script without a hash does not run."""
    site, url = hostile
    (site / "attack.html").write_text("<script>document.title = 'ran'</script><p>x</p>", encoding="utf-8")
    try:
        page = browser.new_page()
        page.goto(f"{url}attack.html")
        assert page.title() == ""
        page.close()
    finally:
        (site / "attack.html").unlink()
