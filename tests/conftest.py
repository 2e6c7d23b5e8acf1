"""What several tests need: real sites, built for real, a server on loopback and a browser."""

from __future__ import annotations

import functools
import http.server
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from http.client import HTTPException
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from tests.chromium import launch_chromium
from tests.forked import run_forked

ROOT = Path(__file__).parent.parent
NOW = "1795478400"  # 2026-11-24T00:00:00Z, the day that the live archive is read on

PATIENCE = 120.0
"""Seconds to wait for what must come in the end."""

# A busy machine is slow now and then; how fast the code is, the benchmarks tell.
expect.set_options(timeout=PATIENCE * 1000)
hypothesis.settings.register_profile("project", deadline=None)
hypothesis.settings.load_profile("project")

_QUIET = {"NO_COLOR": "1", "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}

_INTERPRETER = {"PYTHONHASHSEED", "PYTHONOPTIMIZE", "TZ", "LC_ALL"}
"""What Python reads when it starts: a fork is too late for it."""

FRONT_MATTER = {
    "title": "Login failures",
    "severity": "SEV-2",
    "status": "final",
    "services": "[login]",
    "started": "2023-10-15T14:00:00Z",
    "detected": "2023-10-15T14:05:00Z",
    "mitigated": "2023-10-15T14:30:00Z",
    "resolved": "2023-10-15T15:00:00Z",
    "cause": "bad configuration",
    "visibility": "public",
}
BODY = """\
## Issue summary

Logins failed.

## Timeline

- 14:00 Deployment completes.
- 14:05 **Detected.** An alert fires.
- 14:30 **Mitigated.** Rolled back.
- 15:00 **Resolved.** All clear.

## Root cause and resolution

A bad configuration.

## Corrective and preventive measures

- [ ] Validate the configuration (owner: identity, due: 2023-11-01, type: prevent)
"""


def make_report(body: str = BODY, **fields: str | None) -> str:
    """A sound report as text; ``fields`` replace lines of the front matter, and ``None`` leaves one out."""
    merged = {**FRONT_MATTER, **fields}
    lines = [f"{key}: {value}" for key, value in merged.items() if value is not None]
    return "\n".join(["---", *lines, "---", "", body])


def run_mkdocs(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``mkdocs`` in a folder as its user would, at a fixed time."""
    command = ["mkdocs", *arguments]
    whole = {**os.environ, "SOURCE_DATE_EPOCH": NOW, **_QUIET, **environment}
    if not environment.keys() & _INTERPRETER:
        return run_forked(command, folder, whole, timeout=2 * PATIENCE)
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=whole,
        capture_output=True,
        text=True,
        timeout=2 * PATIENCE,
        check=False,
    )


def write_site(folder: Path, reports: dict[str, str], settings: str = "", config: str = "") -> Path:
    """Write a small site: ``reports`` by file name, ``settings`` of the plugin and more ``config``, both as YAML."""
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    (folder / "docs" / "index.md").write_text("# Home\n\nWelcome.\n", encoding="utf-8")
    for name, text in reports.items():
        path = folder / "postmortems" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    plugin = "\n".join(f"      {line}" for line in settings.splitlines())
    (folder / "mkdocs.yml").write_text(
        f"site_name: Example\ntheme: {{name: material, font: false}}\n{config}\n"
        f"plugins:\n  - postmortems:\n{plugin or '      archive: incidents'}\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Path]:
    """``write_site`` into a folder of its own."""
    return functools.partial(write_site, tmp_path)


@pytest.fixture
def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_shown(address: str, text: str) -> bool:
    """Whether a page is there and holds a text."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return text in answer.read().decode()
    except (OSError, HTTPException):
        return False


def until(holds: Callable[[], object], pause: Callable[[], object] = lambda: time.sleep(0.05)) -> None:
    """Wait until something holds; fails where it does not in the end. ``pause`` is what passes the time."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it never came"
        pause()


@pytest.fixture(scope="session")
def live_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own site, built once for all tests that only read it, in whatever process they run."""
    import fcntl  # late: there is none on Windows

    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    site = folder / "live"
    with (folder / "live.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not site.exists():
            built = run_mkdocs(ROOT, "build", "--strict", "--site-dir", str(site))
            assert built.returncode == 0, built.stdout + built.stderr
    return site


@pytest.fixture(scope="session")
def live_url(live_site: Path) -> Iterator[str]:
    """The address at which the project's own site is served."""
    with serve(live_site) as url:
        yield url


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, headers: Mapping[str, str], **options: Any) -> None:
        self._more = headers
        super().__init__(*arguments, **options)

    def end_headers(self) -> None:
        """Send the headers of this server too."""
        for name, value in self._more.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class serve:
    """A web server on loopback for a folder, for as long as the ``with`` lasts. ``headers`` go with every file."""

    def __init__(self, folder: Path, headers: Mapping[str, str] | None = None) -> None:
        handler = functools.partial(_Quiet, directory=str(folder), headers=headers or {})
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)

    def __enter__(self) -> str:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def published_headers(site: Path) -> dict[str, str]:
    """The headers that a site asks its server to send with every file."""
    lines = (site / "_headers").read_text(encoding="utf-8").splitlines()[1:]
    return {name: value for name, _, value in (line.strip().partition(": ") for line in lines)}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with sync_playwright() as playwright:
        chromium = launch_chromium(playwright, "--js-flags=--single-threaded")  # all cores are busy: helpers cost more
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test on any message on the console and any request to another host."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    messages: list[str] = []
    page.on("console", lambda message: messages.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: messages.append(f"error: {error}"))
    page.on("request", lambda request: _stay_home(request.url, messages))
    yield page
    page.close()
    assert not messages, messages


class Gate:
    """Holds back what a page asks for at addresses like ``pattern``, but the first ``free``, until it is opened."""

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
        """Until something is held back."""
        until(lambda: self._held, lambda: self._page.wait_for_timeout(10))

    def open(self) -> None:
        self._is_open = True
        for route in self._held:
            route.fallback()


def _stay_home(url: str, messages: list[str]) -> None:
    if not url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:", "about:")):
        messages.append(f"request to another host: {url}")
