"""``archive.redaction``: the text that remains, and the text that was removed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.archive.redaction import redact, removed_lines
from mkdocs_postmortems.read.model import Fields, Report, Source
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from tests.tables import all_cases

READER = ReportReader(Settings(), ("tables", "admonition", "footnotes"))


def read(text: str) -> Report:
    return READER.read_body(Source("a.md", text), Fields(visibility="public"))


def left(text: str) -> str:
    return "\n".join(redact(read(text)).lines).rstrip("\n")


@all_cases(
    ("text", "expected"),
    [
        ("- a\n- b {.internal}\n- c", "- a\n- c"),
        ("- a\n- b {.internal}\n\n    more\n- c", "- a\n- c"),
        ("| a | b |\n|---|---|\n| 1 | 2 {.internal} |\n| 3 | 4 |", "| a | b |\n|---|---|\n| 3 | 4 |"),
        ("a\n\n!!! internal\n\n    b\n\nc", "a\n\n\n\n\n\nc"),
        ("a <!-- b --> c", "a  c"),
        ("- a\n<!-- b -->\n- c", "- a\n- c"),
        ("a <!-- b\nc --> d", "a \n d"),
        ("`<!-- shown -->`", "`<!-- shown -->`"),
        ("```\n<!-- shown -->\n\n[x]: y\n```", "```\n<!-- shown -->\n\n[x]: y\n```"),
        ("a {.internal}\n\n```\nb\n\nc\n```", "\n\n```\nb\n\nc\n```"),
        ("see[^a]\n\n[^a]: kept\n\n[^b]: gone\n    and this\n\n    and this\n\nend", "see[^a]\n\n[^a]: kept"),
        ("[x]\n\n[x]: kept\n[y]: gone\n'title'", "[x]\n\n[x]: kept"),
        ("ABC\n\n*[ABC]: kept\n*[XYZ]: gone", "ABC\n\n*[ABC]: kept"),
        ("a\n\n[^b]: gone[^c]\n\n[^c]: gone[^b]", "a"),
        ("- a\n\n    [^b]: gone\n\n- c", "- a"),
        ("a\n\n[note]: this is text", "a\n\n[note]: this is text"),
        ("a <!-- gone --> b <!-- gone --> c", "a  b  c"),
        ("<!-- ` gone\n\ngone --> ` b", "\n\n ` b"),
        ("a <!-- gone {.internal}\ngone --> b", "a "),
    ],
)
def test_the_remaining_text(text: str, expected: str) -> None:
    """Internal text leaves no gap in a list or a table; code that shows a marker stays."""
    assert left(text).startswith(expected)
    assert "gone" not in left(text)
    assert "and this" not in left(text)


def test_the_front_matter_is_removed_and_line_numbers_stay() -> None:
    """The body starts on the same line, and is as long as before."""
    report = READER.read("postmortems/a.md", b"---\ntitle: Secret\nstatus: draft\n---\n\na\n\nb {.internal}\n\nc\n")
    lines = redact(report).lines
    assert len(lines) == len(report.source.lines)
    assert lines[:6] == ("", "", "", "", "", "a")
    assert lines[9] == "c"


def test_removed_text_is_returned_with_its_line() -> None:
    """Whole lines, or the removed part of a line."""
    report = read("a\n\nb {.internal}\n\nc <!-- d --> e")
    assert [(each.line, each.text) for each in removed_lines(report)] == [(3, "b {.internal}"), (5, "<!-- d -->")]


@given(st.text(alphabet="!?{}.: #-<>`\n|[]^*aintrl", max_size=300))
def test_redaction_keeps_the_length_and_adds_nothing(text: str) -> None:
    """For any text, the number of lines stays, and each remaining line was in the original."""
    report = read(text)
    lines = redact(report).lines
    assert len(lines) == len(report.source.lines)
    if "<!--" not in text:
        assert {line for line in lines if line} <= set(report.source.lines)
