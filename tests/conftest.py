"""Shared fixtures: sites built by real builds, a local web server, and a browser."""

from __future__ import annotations

import functools
import gc
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browsing import Tab
from tests.building import ROOT, build_site, write_site
from tests.chromium import launch_chromium
from tests.serving import serve
from tests.waiting import PATIENCE

Once = Callable[[str, Callable[[Path], object]], Path]
Site = Callable[..., Path]

# A busy machine is slow at times; speed is measured by the benchmarks.
expect.set_options(timeout=PATIENCE * 1000)
hypothesis.settings.register_profile("project", deadline=None)
hypothesis.settings.load_profile("project")


def pytest_collection() -> None:
    """Turn off garbage collection while thousands of tests are collected: there is hardly any garbage."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Exclude the collected tests from later garbage collections."""
    gc.freeze()
    gc.enable()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Return ``write_site``, with a temporary folder as its target."""
    return functools.partial(write_site, tmp_path)


@pytest.fixture
def free_port() -> int:
    """Return a free port on the loopback interface."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Return a function that fills a named folder once for all tests that only read it, across worker processes."""
    import fcntl  # here, because Windows does not have it

    root = tmp_path_factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root

    def filled(name: str, fill: Callable[[Path], object]) -> Path:
        folder, done = root / f"once-{name}", root / f"{name}.done"
        with (root / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)  # leftovers of a failed attempt
                folder.mkdir()
                fill(folder)
                done.touch()
        return folder

    return filled


@pytest.fixture(scope="session")
def live_site(once: Once) -> Path:
    """The project's own site."""
    return once("live", lambda folder: build_site(ROOT, "--strict", into=folder / "site")) / "site"


@pytest.fixture(scope="session")
def live_url(live_site: Path) -> Iterator[str]:
    """The address where the project's own site is served."""
    with serve(live_site) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A running Chromium."""
    with sync_playwright() as playwright:
        chromium = launch_chromium(playwright, "--js-flags=--single-threaded")  # all cores are in use by the tests
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Iterator[Tab]:
    """The tab used by ``page``. Test files that change a tab permanently override this with their own."""
    with closing(Tab(browser)) as tab:
        yield tab


@pytest.fixture
def page(tab: Tab) -> Iterator[Page]:
    """A page that fails the test on any console message, dialog, or request to another host."""
    yield tab.page
    assert tab.clear() == []
