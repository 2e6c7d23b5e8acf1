"""A report in one sentence."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.read.body.summary import LONGEST, first_sentence, shorten, summarize
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from tests.publish.examples import make_report


def read(body: str) -> str:
    return summarize(ReportReader(Settings()).read("postmortems/a.md", f"---\ntitle: T\n---\n{body}".encode()))


def test_the_authors_own_summary_comes_first() -> None:
    """A field ``summary`` is used as it is."""
    assert summarize(make_report(summary="One.  Two.\n")) == "One. Two."


def test_else_the_first_sentence_of_the_first_section() -> None:
    """Without its marks, across line ends, and without what is not running text."""
    body = "Before.\n\n## Issue summary\n\n```\ncode.\n```\n\nAbout **30 %** of\n[users](a.md) failed. Not now."
    assert read(body) == "About 30 % of users failed."


@pytest.mark.parametrize(
    ("body", "summary"),
    [
        ("## Issue summary\n\n- **Impact:** users `saw` errors. More.\n- Next.", "Impact: users saw errors."),
        ("## Issue summary\n\n!!! internal\n    Secret.\n\n    More.\n\nPublic. Yes.", "Public."),
        ("## Issue summary\n\n### Impact\n\nText", "Text"),
        ("## 概要\n\nログインできませんでした。続きます。", "ログインできませんでした。"),
        ("## Issue summary\n\n<!-- nothing -->\n\n## Timeline\n\nText.", ""),
        ("## Issue summary\n\n[^1]: Note.\n\n> Quoted text. Yes.", "Quoted text."),
        ("## Issue summary {.internal}\n\nSecret.", ""),
        ("## Issue summary\n\nSecret {.internal}\n\nPublic. Yes.", "Public."),
        ("## Issue summary\n\nSecret.\n{.internal}\n\n- Secret {.internal}\n- Public.", "Public."),
        ("## Facts\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## Issue summary\n\nText. More.", "Text."),
        ("## Facts\n\nText. More.\n\n## Issue summary\n\nOther.", "Text."),
        ("", ""),
    ],
)
def test_what_counts_as_running_text(body: str, summary: str) -> None:
    """Lists and quotes do; headings, notes, comments, code and internal text do not."""
    assert read(body) == summary


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Version 1.2.3 failed. Then not.", "Version 1.2.3 failed."),
        ("Tools, e.g. curl, failed. Then not.", "Tools, e.g. curl, failed."),
        ('He said "stop." They did.', 'He said "stop.'),
        ("No full stop", "No full stop"),
        ("Really?! Yes.", "Really?!"),
    ],
)
def test_where_a_sentence_ends(text: str, sentence: str) -> None:
    """At a full stop followed by a new beginning."""
    assert first_sentence(text).startswith(sentence)


def test_a_long_sentence_is_cut_at_a_word() -> None:
    """It never exceeds its limit."""
    text = shorten("word " * 200)
    assert len(text) <= LONGEST
    assert text.endswith("word…")
    assert len(shorten("字" * 1000)) <= LONGEST
