"""Every page and the search under the policy that the build wrote, with hostile text in place of everything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import BODY, make_report, published_headers, run_mkdocs, serve, write_site

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "javascript:alert(3)",
    '"><svg onload=alert(4)>',
    "</script><script>alert(5)</script>",
    "{{ 7*7 }}",
)
"""A report holds two of them."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A site of hostile reports, and the address where it is served under its own policy."""
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
    built = run_mkdocs(folder, "build")
    assert built.returncode == 0, built.stderr
    with serve(folder / "site", published_headers(folder / "site")) as address:
        yield folder / "site", address


@pytest.fixture
def watched(page: Page) -> Iterator[Page]:
    """A page that fails the test when a dialog opens or the policy is violated."""
    seen: list[str] = []
    page.on("dialog", lambda dialog: (seen.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.expose_function("sawViolation", lambda text: seen.append(text))
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation',"
        " (event) => window.sawViolation(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`))"
    )
    yield page
    assert seen == []


def test_every_page(hostile: tuple[Path, str], watched: Page) -> None:
    """Each page runs the theme's scripts and ours, and nothing else."""
    site, url = hostile
    for path in sorted(site.rglob("*.html")):
        if path.name == "404.html":
            continue
        answer = watched.goto(url + quote(path.parent.relative_to(site).as_posix().removeprefix(".")) + "/")
        assert answer
        assert "script-src 'self' 'wasm-unsafe-eval' 'sha256-" in answer.headers["content-security-policy"]
        watched.wait_for_function(
            "typeof __md_get === 'function' && !document.documentElement.classList.contains('no-js')"
        )
        assert watched.locator("article script, article iframe, article [onerror], article [onload]").count() == 0


def test_the_search(hostile: tuple[Path, str], watched: Page) -> None:
    """What is typed or stands in the address is text, and so is what is found."""
    _, url = hostile
    for payload in PAYLOADS:
        watched.goto(f"{url}incidents/?q={quote(payload)}")
        expect(watched.locator(".pm-cards mark, [data-pm-nothing]").locator("visible=true").first).to_be_visible()
        box = watched.locator("[data-pm-archive] input[type=search]")
        box.fill("deployment")
        other = watched.locator(".pm-cards mark", has_text="Deployment")
        expect(other).not_to_have_count(0)
        box.fill(payload)
        expect(other).to_have_count(0)
        assert watched.locator("article script, article iframe, article img[src=x]").count() == 0, payload


def test_the_search_finds_under_the_policy(hostile: tuple[Path, str], watched: Page) -> None:
    """The index is loaded, which needs WebAssembly, and gives results."""
    _, url = hostile
    with watched.expect_response(lambda answer: answer.url.endswith(".pagefind") or ".pf_meta" in answer.url):
        watched.goto(f"{url}incidents/?q=deployment")
    expect(watched.locator(".pm-card-text mark").first).to_have_text(re.compile("deployment", re.IGNORECASE))
    expect(watched.locator(".pm-cards").get_by_text("<img src=x onerror=alert(2)>").first).to_be_visible()


def test_a_script_that_is_not_the_site_s_is_stopped(hostile: tuple[Path, str], browser: Browser) -> None:
    """The policy really is in force: an inline script that nobody vouched for does not run."""
    site, url = hostile
    (site / "attack.html").write_text("<script>document.title = 'ran'</script><p>x</p>", encoding="utf-8")
    try:
        page = browser.new_page()
        page.goto(f"{url}attack.html")
        assert page.title() == ""
        page.close()
    finally:
        (site / "attack.html").unlink()
