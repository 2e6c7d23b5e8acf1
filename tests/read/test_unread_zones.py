"""Unknown words in place of a zone, and first words of a text, which are left alone."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.read.blocks import classify
from mkdocs_postmortems.read.dating import TimeContext
from mkdocs_postmortems.read.timeline import read_timeline
from mkdocs_postmortems.read.times import parse_datetime
from mkdocs_postmortems.read.zones import UTC_ZONE
from tests.tables import all_cases


def found(text: str, heading: str = "") -> list[tuple[int, str, str]]:
    """Return each word that is reported, with its line and the help."""
    lines = text.split("\n")
    context = TimeContext(started=parse_datetime("2024-03-01 14:00", UTC_ZONE), heading=heading)
    problems = read_timeline(lines, classify(lines).kinds, 1, context).problems
    return [(each.line, each.message.split('"')[1], each.help) for each in problems if each.rule == "unread-zone"]


@all_cases(
    ("text", "word", "help"),
    [
        ("- 14:03 XYZT", "XYZT", "write UTC"),
        ("- 14:03 XYZT Alert fires", "XYZT", "write UTC"),
        ("- 14:03 (XYZT) alert fires", "XYZT", "write UTC"),
        ("- 14:03 XYZT: alert fires", "XYZT", "write UTC"),
        ("- 14:03 XYZT - alert fires", "XYZT", "write UTC"),
        ("- [14:03 XYZT] alert fires", "XYZT", "write UTC"),
        ("- `14:03 XYZT` alert fires", "XYZT", "write UTC"),
        ("- **14:03 XYZT** alert fires", "XYZT", "write UTC"),
        ("- **14:03** XYZT **Detected.** alert fires", "XYZT", "write UTC"),
        ("- 14:03 NPT alert fires", "NPT", "Asia/Kathmandu"),
        ("- 2024-03-01 14:03 [YEKT] alert fires", "YEKT", "Asia/Yekaterinburg"),
        ("- 14:03 cest alert fires", "cest", "write CEST"),
        ("- 14:03 pst", "pst", "write PST"),
        ("- 14:03 CSET alert fires", "CSET", "Europe/Berlin"),
        ("- 14:03 Europe/Berln alert fires", "Europe/Berln", "Europe/Berlin"),
        ("- 14:03 Europe/Xyzzyq Alert fires", "Europe/Xyzzyq", "write UTC"),
        ("- 14:03 India time: alert fires", "India time", "Asia/Kolkata"),
        ("- 14:03–14:10 XYZT Alert fires", "XYZT", "write UTC"),
        ("### 14:03 XYZT\n\nAn alert fires.", "XYZT", "write UTC"),
        ("14:03 XYZT Alert fires", "XYZT", "write UTC"),
        ("| Time | Event |\n|---|---|\n| 14:03 XYZ | a |", "XYZ", "write UTC"),
        ("| Time | Zone | Event |\n|---|---|---|\n| 14:03 | ABC | a |", "ABC", "write UTC"),
        ("- 14:03 KAT alert fires\n- 14:05 KAT we look\n- 14:08 KAT all is well", "KAT", "write UTC"),
        ("All times in NPT.\n\n- 14:03 a", "NPT", "Asia/Kathmandu"),
        ("All times in Europe/Belrin.\n\n- 14:03 a", "Europe/Belrin", "did you mean Europe/Berlin"),
        ("All times are in XYZ unless noted.\n\n- 14:03 a", "XYZ", "write UTC"),
        ("*(All times XYZ)*\n\n- 14:03 a", "XYZ", "write UTC"),
        ("- 14:03R alert fires", "R", "write UTC"),
        ("- **14:03L** alert fires", "L", "write UTC"),
        ("- 2024-03-01T14:03S alert fires", "S", "write UTC"),
        ("| Time | Event |\n|---|---|\n| 14:03Q | a |", "Q", "write UTC"),
        ("| Time (PTS) | Event |\n|---|---|\n| 14:03 | a |", "PTS", "America/Los_Angeles"),
        ("| Time (XYZT) | Event |\n|---|---|\n| 14:03 | a |", "XYZT", "write UTC"),
    ],
)
def test_a_word_in_the_place_of_a_zone(text: str, word: str, help: str) -> None:
    """It is reported once, at its first line, with what to write."""
    ((_, told, written),) = found(text)
    assert told == word
    assert help in written


@pytest.mark.parametrize(
    "heading", ["Timeline (PTS)", "Timeline (XYZT)", "Timeline (all times NPT)", "Timeline (times in NPT)"]
)
def test_a_word_in_a_heading(heading: str) -> None:
    """In brackets."""
    assert [line for line, *_ in found("\n- 14:03 a", heading)] == [0]


def test_the_place_of_a_word_in_a_header() -> None:
    """It is where the word is, not where the row begins."""
    lines = ["| Event | Time (PTS) |", "|---|---|", "| a | 14:03 |"]
    (problem,) = read_timeline(lines, classify(lines).kinds, 1, TimeContext()).problems
    assert (problem.rule, problem.line, problem.column) == ("unread-zone", 1, lines[0].index("PTS") + 1)


@pytest.mark.parametrize("heading", ["Timeline (STG)", "Timeline (SIT)", "Timeline (SAT)"])
def test_another_word_in_a_heading(heading: str) -> None:
    """An environment, or a day."""
    assert found("\n- 14:03 a", heading) == []


@all_cases(
    "text",
    [
        "14:03 DNS fails",
        "14:03 UTC",
        "14:03 UTC DNS fails",
        "14:03 CPU at 100 %",
        "14:03 POST requests fail",
        "14:03 NAT Gateway fails",
        "14:03 REST API fails",
        "14:03 JWT: validation fails",
        "14:03 MQTT Broker restarts",
        "14:03 UAT Cluster restarts",
        "14:03 (SRE) restart",
        "14:03 [ALERT] disk full",
        "14:03 - XYZT fails",
        "14:03: XYZT fails",
        "14:03 XYZT fails over",
        "14:03 SST files are compacted",
        "14:03 est",
        "14:03 ist alles gut",
        "14:03 disk full",
        "14:03 core dumped",
        "14:03 Europe/West loses packets",
        "14:03 Response time rises",
        "14:03 SRE",
        "14:03 EOF",
        "14:03 CERT renewed\n- 14:04 CERT deployed\n- 14:06 CERT live",
        "14:03 RST packets\n- 14:04 SRE looks\n- 14:06 RST again\n- 14:09 RST gone",
        "14:03 America/Lima alert fires",
        "14:03 B was restarted",
        "14:03–14:05 X was restarted",
        "**14:03** R fails",
        "14:03Z restart",
        "14:03 CEST alert fires",
    ],
)
def test_the_first_word_of_a_text(text: str) -> None:
    """However it is written."""
    assert found(f"- {text}") == []


@pytest.mark.parametrize(
    "text",
    [
        "| Time | Event |\n|---|---|\n| 14:03 | DNS fails |",
        "| Time (HH:MM) | Event (SLO) |\n|---|---|\n| 14:03 | a |",
        "All times in UTC.\n\n- 14:03 a",
        "The help desk (PTS) was told.\n\n- 14:03 a",
        "| Time (ETA) | Event |\n|---|---|\n| 14:03 | a |",
        "| Time (SEC) | Event |\n|---|---|\n| 14:03 | a |",
        "All times in Europe/Berlin.\n\n- 14:03 a",
        "Response times in SLA reports rise.\n\n- 14:03 a",
        "All times are approximate (EVENT).\n\n- 14:03 a",
    ],
)
def test_what_else_is_not_a_zone(text: str) -> None:
    """And what is elsewhere."""
    assert found(text) == []
