"""Zones, AM and PM that are mistyped beside others that are right, and words that are alike and left alone."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.read.blocks import classify
from mkdocs_postmortems.read.dating import TimeContext
from mkdocs_postmortems.read.timeline import read_timeline
from mkdocs_postmortems.read.times import parse_datetime
from mkdocs_postmortems.read.zones import UTC_ZONE
from tests.tables import all_cases


def found(text: str) -> list[tuple[int, str, str]]:
    """Return each word that is reported, with its line and the help."""
    lines = text.split("\n")
    context = TimeContext(started=parse_datetime("2024-03-01 14:00", UTC_ZONE))
    problems = read_timeline(lines, classify(lines).kinds, 1, context).problems
    names = ("unread-zone", "unread-time")
    return [(each.line, each.message.split('"')[1], each.help) for each in problems if each.rule in names]


@all_cases(
    ("text", "word", "help"),
    [
        ("- 14:00 UTC a\n- 14:05 UTX alert fires\n- 14:06 UTC b", "UTX", "write UTC"),
        ("- 14:00 PST a\n- 14:05 PTS alert fires\n- 14:06 PST b", "PTS", "write PST"),
        ("- 14:00 JST a\n- 14:05 JSTT alert fires\n- 14:06 JST b", "JSTT", "write JST"),
        ("- 14:00 CEST a\n- 14:05 **CRST** alert fires\n- 14:06 CEST b", "CRST", "write CEST"),
        ("- 3:00 PM a\n- 3:05 PN alert fires\n- 3:06 PM b", "PN", "write PM"),
        ("- 9:00 AM a\n- 9:05 AN alert fires\n- 9:06 AM b", "AN", "write AM"),
        ("- 3:00 pm a\n- 3:05 mp alert fires\n- 3:06 pm b", "mp", "write pm"),
        ("- **3:00 PM** a\n- **3:05 PN** - b\n- **3:06 PM** b", "PN", "write PM"),
        ("| Time | Event |\n|---|---|\n| 3:00 PM | a |\n| 3:05 PN | b |\n| 3:06 PM | c |", "PN", "write PM"),
    ],
)
def test_a_slip(text: str, word: str, help: str) -> None:
    """It is reported at its line, with the word that is meant."""
    ((_, told, written),) = found(text)
    assert (told, written) == (word, help)


@pytest.mark.parametrize(
    "text",
    [
        "- 14:00 UTC a\n- 14:05 UTX alert fires",
        "- 14:00 UTC a\n- 14:05 DNS fails\n- 14:06 UTC b",
        "- 14:00 UTC a\n- 14:05 UTF-8 breaks\n- 14:06 UTC b",
        "- 14:00 UTC a\n- 14:05 ETA is an hour\n- 14:06 UTC b",
        "- 14:00 CDT a\n- 14:05 CDN fails\n- 14:06 CDT b",
        "- 14:00 EST a\n- 14:05 RST packets\n- 14:06 EST b",
        "- 14:00 EEST a\n- 14:05 REST calls fail\n- 14:06 EEST b",
        "- 14:00 SGT a\n- 14:05 STG is rebuilt\n- 14:06 SGT b",
        "- 14:00 CST a\n- 14:05 CSR is signed\n- 14:06 CST b",
        "- 14:00 EAT a\n- 14:05 ETA is an hour\n- 14:06 EAT b",
        "- 14:00 UTC a\n- 14:06 UTC b\n- 14:07 UTX c\n- 14:08 d\n- 14:09 e",
        "- 3:00 pm a\n- 3:05 an alert fires\n- 3:06 pm b",
        "- 3:00 PM a\n- 15:05 PN alert fires\n- 3:06 PM b",
        "- 3:00 PM a\n- 3:05 ON call is paged\n- 3:06 PM b",
        "- 3:00 PM a\n- 3:05 Pn a name\n- 3:06 PM b",
    ],
)
def test_other_words(text: str) -> None:
    """The first word of a text, or a word beside too few times that have a zone."""
    assert found(text) == []
