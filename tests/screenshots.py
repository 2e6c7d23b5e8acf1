"""Take the guide's screenshots from the live archive: ``make screenshots``.

Writes the images in ``docs/images``. Run it after a change of the design; the tests check only that the images exist.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright

from tests.building import ROOT, run_mkdocs
from tests.chromium import launch_chromium
from tests.serving import serve

IMAGES = ROOT / "docs" / "images"
WIDTH = 1280


@dataclass(frozen=True)
class Shot:
    """A screenshot: its name, its page, the visible part in pixels, and the colour scheme."""

    name: str
    page: str
    height: int
    scheme: Literal["light", "dark"]


SHOTS = (
    Shot("archive.png", "incidents/", 860, "light"),
    Shot("archive-dark.png", "incidents/", 860, "dark"),
    Shot("report.png", "incidents/2025-09-30-acquirer-quarter-end/", 860, "light"),
    Shot("report-dark.png", "incidents/2025-09-30-acquirer-quarter-end/", 860, "dark"),
)


def main() -> None:
    """Build the site and take every screenshot."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        built = run_mkdocs(ROOT, "build", "--site-dir", str(site))  # not strict: an image may be missing
        if built.returncode:
            raise SystemExit(built.stderr)
        IMAGES.mkdir(exist_ok=True)
        with serve(site) as url:
            _take(url)


def _take(url: str) -> None:
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        for shot in SHOTS:
            page = browser.new_page(
                viewport={"width": WIDTH, "height": shot.height},
                color_scheme=shot.scheme,
                reduced_motion="reduce",
                timezone_id="UTC",
                locale="en-GB",
            )
            page.goto(url + shot.page, wait_until="networkidle")
            page.locator(".pm-search-open").wait_for()
            if shot.page == "incidents/":
                page.locator("[data-pm-archive] input[type=search]").wait_for()
            page.screenshot(path=IMAGES / shot.name)
            print(f"docs/images/{shot.name}")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
