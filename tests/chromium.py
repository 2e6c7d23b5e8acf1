"""The browser of the tests, the benchmarks and the guide's pictures.

Comes in: Playwright. Goes out: a running Chromium that asks nobody for anything.
"""

from __future__ import annotations

import shutil

from playwright.sync_api import Browser, Playwright

_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""On the PATH. The first has no windows, and a third less to do."""

_QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


def launch_chromium(playwright: Playwright, *flags: str) -> Browser:
    """The first that is on the PATH, else Playwright's own; ``flags`` are more of its own words."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    return playwright.chromium.launch(executable_path=path, args=[*_QUIET, *flags])
