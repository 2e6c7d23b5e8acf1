"""``archive.difference``: an author sees each line that is withheld from the public, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mkdocs_postmortems.archive.difference import edition_difference
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import FieldSetting, Settings

GUIDE = Path(__file__).parents[2] / "docs" / "editions.md"
SETTINGS = Settings(fields={"region": FieldSetting("text", public=True), "customer": FieldSetting("text")})


def changes(text: str, *ids: str) -> list[str]:
    report = ReportReader(SETTINGS).read("a.md", text.encode())
    lines = list(edition_difference(report, SETTINGS, frozenset(ids)))[2:]
    return [line for line in lines if line.startswith(("+", "-"))]


def front(*lines: str) -> str:
    return "\n".join(["---", "title: T", *lines, "visibility: public", "---", "", "text", ""])


def test_a_fully_public_report_has_no_difference() -> None:
    """Public fields stay as written, in their order."""
    assert changes(front("region:   'eu'", "tags: [a,   b]", "related: [b]"), "b") == []


def test_withheld_fields() -> None:
    """Complete, with their comments."""
    removed = ["customer: X", "roles: {lead: Y}", "# a remark", "internal:", "  cost: 5", "unknown: z"]
    assert sorted(changes(front(*removed))) == sorted(f"-{line}" for line in removed)


def test_partly_withheld_fields() -> None:
    """The rest is shown as the public edition has it."""
    found = changes(front("related: [b, c]", "authors: [Jane Doe <jane@x.example>]"), "c")
    assert "+related: [c]" in found
    assert "+authors: [Jane Doe]" in found
    assert "-related: [b, c]" in found


def test_a_mapping_of_several_lines_loses_only_the_lines_of_what_is_withheld() -> None:
    """The entries that stay are no changes, with their order, quotes, continuation lines and remarks."""
    kept = ["impact:", "  users: '12 %'", "  experience: |", "    none", "    at all"]
    removed = ["  # a remark", "  internal_cost: 14 000", "  internal_note: >", "    told", "    nobody"]
    found = changes(front(*kept[:2], *removed, *kept[2:]))
    assert sorted(found) == sorted(f"-{line}" for line in removed)


@pytest.mark.parametrize(
    "entries",
    [
        ("", "  users: all", "  internal_cost: 5"),
        ("  {users: all, internal_cost: 5}",),
        ("  ? users", "  : all", "  internal_cost: 5"),
        ("  internal_cost:", "", "    5", "", "  users: all"),
    ],
)
def test_a_mapping_in_another_form_shows_what_is_withheld(entries: tuple[str, ...]) -> None:
    """With empty lines, in braces below its key, or with marks for its keys; never as if nothing was withheld."""
    text = front("impact:", *entries)
    assert any(line.startswith("-") and "internal_cost" in line for line in changes(text))
    written = [line for line in text.splitlines() if f"-{line}" not in changes(text)]
    shown = "\n".join([*written, *(line[1:] for line in changes(text) if line.startswith("+"))])
    assert "users" in shown and "all" in shown


def test_a_mapping_in_braces_keeps_its_order() -> None:
    """It is written anew without what is withheld."""
    for written in (
        "impact: {users: all, internal_cost: 5, experience: slow}",
        "impact: {internal_cost: 5,\n  users: all}",
    ):
        (shown,) = (line for line in changes(front(written)) if line.startswith("+"))
        assert "internal" not in shown
        assert shown.startswith("+impact: {users: all")


def test_the_guide_shows_what_the_command_prints() -> None:
    """The guide's example report gives the guide's example diff."""
    text = GUIDE.read_text(encoding="utf-8")
    report = re.search(r"```markdown\n(.*?)```", text, re.DOTALL)
    shown = re.search(r"```diff\n(.*?)```", text, re.DOTALL)
    assert report
    assert shown
    read = ReportReader(Settings()).read("postmortems/labels.md", report[1].encode())
    assert read.problems == ()
    lines = [line.rstrip() for line in edition_difference(read, Settings(), frozenset())]
    assert "\n".join(lines).strip() == "\n".join(map(str.rstrip, shown[1].splitlines())).strip()
