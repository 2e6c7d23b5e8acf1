"""``plugin.hooks``: what no build of a whole site shows."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from mkdocs_postmortems.plugin import PostmortemsPlugin, hooks


def test_a_full_build_follows_an_edit_that_cannot_be_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as one with an image that disappears meanwhile. MkDocs serves no page until a build succeeds."""
    plugin, asked = PostmortemsPlugin(), []
    plugin.theme = SimpleNamespace(config=SimpleNamespace(config_file_path="", docs_dir="docs"))  # type: ignore[assignment]
    plugin.project = SimpleNamespace()  # type: ignore[assignment]

    def fail(*_: Any) -> None:
        raise FileNotFoundError("graph.png")

    monkeypatch.setattr(hooks, "report_states", lambda *_: {})
    monkeypatch.setattr(plugin, "_load", fail)
    preview = SimpleNamespace(edited=lambda states: {tmp_path / "a.md"}, schedule_build=lambda: asked.append("build"))
    with pytest.raises(FileNotFoundError):
        plugin._rebuild(lambda: asked.append("at once"), preview)
    assert asked == ["build"]


def test_one_preview_serves_all_rebuilds() -> None:
    """In a group, the plugin is started before each of them."""
    plugin = PostmortemsPlugin()
    plugin.on_startup(command="serve", dirty=False)
    first = plugin.preview
    plugin.on_startup(command="serve", dirty=False)
    assert first and plugin.preview is first
    plugin.on_shutdown()
    assert not first.watched.exists()
