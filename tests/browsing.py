"""Tools for browser tests: a shared tab, delayed requests, and measurements of a page.

Takes a running Chromium; returns pages, and the faults found in them. Called by ``conftest`` and by tests.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Page, Route

from tests.waiting import until

DESKTOP = 1280
_MEASURES = Path(__file__).with_name("browser") / "measures.js"
_TELL_VIOLATIONS = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`))"""
_FORGET = "() => { try { localStorage.clear(); sessionStorage.clear() } catch { /* it has neither */ } }"


def resize(page: Page, width: int) -> None:
    """Set the width of a page's window, in pixels."""
    page.set_viewport_size({"width": width, "height": 900})


def measure(page: Page, *names: str) -> list[str]:
    """Return the faults found by some of the measures in ``measures.js``."""
    faults: list[str] = page.evaluate("names => names.flatMap((name) => pmMeasures[name]())", [*names])
    return faults


class Tab:
    """A tab shared by many tests, because opening one takes longer than most tests. ``options`` go to its context."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        self._browser, self._options = browser, {"timezone_id": "UTC", **options}
        self._said: list[str] = []
        self._open()

    def _open(self) -> None:
        self.page = self._browser.new_page(**self._options)
        self.page.add_init_script(path=_MEASURES)
        self.page.add_init_script(_TELL_VIOLATIONS)
        self.page.on("console", lambda message: self._said.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self._said.append(f"error: {error}"))
        self.page.on("dialog", lambda dialog: (self._said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.on("request", lambda request: self._note_stranger(request.url))
        self._reset()

    def _note_stranger(self, url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:", "about:")):
            self._said.append(f"request to another host: {url}")

    def _reset(self) -> None:
        self.page.unroute_all(behavior="ignoreErrors")
        self.page.evaluate(_FORGET)
        self.page.goto("about:blank")
        self.page.mouse.move(-1, -1)
        self.page.emulate_media(media="null", forced_colors="null", reduced_motion="null")
        resize(self.page, DESKTOP)

    def clear(self) -> list[str]:
        """Reset the tab. Return what it must not have done: console messages, dialogs, requests to other hosts."""
        try:
            self._reset()
        except Error:  # the tab is unresponsive
            self.close()
            self._open()
        said, self._said = self._said, []
        return said

    def close(self) -> None:
        with suppress(Error):
            self.page.close()


class Gate:
    """Holds back requests to addresses that match ``pattern``, except the first ``free``, until opened."""

    def __init__(self, page: Page, pattern: str, free: int = 0) -> None:
        self._page, self._free = page, free
        self._is_open = False
        self._held: list[Route] = []
        page.route(pattern, self._come)

    def _come(self, route: Route) -> None:
        if self._is_open or self._free:
            self._free = max(0, self._free - 1)
            route.fallback()
        else:
            self._held.append(route)

    def wait(self) -> None:
        """Wait until a request is held back."""
        until(lambda: self._held, lambda: self._page.wait_for_timeout(10))

    def open(self) -> None:
        self._is_open = True
        for route in self._held:
            route.fallback()
