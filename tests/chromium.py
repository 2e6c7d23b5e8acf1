"""The browser for the tests, the benchmarks and the guide's screenshots.

Takes Playwright; returns a running Chromium that makes no requests of its own.
"""

from __future__ import annotations

import shutil

from playwright.sync_api import Browser, Playwright

_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""Names to look for on the PATH. The first is headless, and uses a third less time."""

_QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


def launch_chromium(playwright: Playwright, *flags: str) -> Browser:
    """Launch the first Chromium on the PATH, else Playwright's own, with extra command-line ``flags``."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    return playwright.chromium.launch(executable_path=path, args=[*_QUIET, *flags])
