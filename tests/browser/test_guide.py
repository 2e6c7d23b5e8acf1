"""How readers use the guide, and what its stylesheet adds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import Tab


@pytest.fixture
def start(browser: Browser, live_url: str) -> Iterator[Page]:
    """The page that newcomers read first."""
    with closing(Tab(browser)) as tab:
        tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_url.rstrip("/"))
        tab.page.goto(live_url + "start/")
        yield tab.page
        assert tab.clear() == []


def test_commands_are_copied_without_prompts_and_output(start: Page) -> None:
    """They can be pasted into a terminal."""
    block = start.locator(".highlight", has_text="postmortems init incidents").first
    block.hover()
    block.get_by_role("button").first.click()
    expect(start.locator("[data-md-component=dialog]")).to_be_visible()
    copied = start.evaluate("navigator.clipboard.readText()").splitlines()
    assert copied == ["pip install mkdocs-postmortems", "postmortems init incidents"]
