"""The guide's page on importing does what it says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mkdocs_postmortems.cli import main
from mkdocs_postmortems.imports.text.labels import fact_of

PAGE = (Path(__file__).parents[2] / "docs" / "import.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}[^\n]*\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def test_the_example_becomes_what_the_page_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both commands run; the report and the account of it are those of the page."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("plugins: [postmortems]\n", "utf-8")
    source, target = blocks("markdown")
    (tmp_path / "old-reports").mkdir()
    (tmp_path / "old-reports" / "2023-10-15-login.md").write_text(source, "utf-8")
    for line in blocks("console")[0].splitlines():
        assert main(line.removeprefix("$ postmortems ").split()) == 0
    assert (tmp_path / "postmortems" / "2023-10-15-login.md").read_text("utf-8") == target
    assert json.loads((tmp_path / "found.json").read_text("utf-8")) == json.loads(blocks("json")[0])


def test_every_label_of_the_page_is_known() -> None:
    """Those in italics, but for values."""
    table = PAGE[PAGE.index("| Field |") : PAGE.index("The first event is the start")]
    labels = set(re.findall(r"(?<!\*)\*([A-Z][^*]+)\*(?!\*)", table))
    assert len(labels) > 15
    assert {label for label in labels if not fact_of(label)} == set()
