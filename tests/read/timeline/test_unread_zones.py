"""Unknown and mistyped words in place of a zone, AM or PM, and first words of a text, which are left alone."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.read.timeline.dating import TimeContext
from tests.read.timeline.reading import STARTED, timeline
from tests.tables import all_cases


def found(text: str, heading: str = "") -> list[tuple[int, str, str]]:
    """Return each word that is reported, with its line and the help."""
    problems = timeline(text, TimeContext(started=STARTED, heading=heading)).problems
    quoted = (each for each in problems if each.rule in ("unread-zone", "unread-time") and '"' in each.message)
    return [(each.line, each.message.split('"')[1], each.help) for each in quoted]


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
        ("| Time (EST/PST) | Event |\n|---|---|\n| 14:03 | a |", "EST/PST", "keep"),
        ("| Time | Event |\n|---|---|\n| 14:03 EST/PST | a |", "EST/PST", "keep"),
        ("- 14:03 EST/PST: alert fires", "EST/PST", "keep"),
        ("- 14:03 (EST/PST) Alert fires", "EST/PST", "keep"),
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
    header = "| Event | Time (PTS) |"
    (problem,) = timeline(f"{header}\n|---|---|\n| a | 14:03 |").problems
    assert (problem.rule, problem.line, problem.column) == ("unread-zone", 1, header.index("PTS") + 1)


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
        "All times are approximate (bot).\n\n- 14:03 a",
        "| Time (bot) | Event (west) |\n|---|---|\n| 14:03 | a |",
        "All times in utc.\n\n- 14:03 a",
        "At all times in west wing.\n\n- 14:03 a",
    ],
)
def test_what_else_is_not_a_zone(text: str) -> None:
    """And what is elsewhere."""
    assert found(text) == []


@all_cases(
    ("text", "word", "help"),
    [
        ("all times in pst\n\n- 14:03 a", "pst", "write PST"),
        ("*(All times are in Cest.)*\n\n- 14:03 a", "Cest", "write CEST"),
        ("Times in ist\n\n- 14:03 a", "ist", "write IST"),
        ("| Time (cest) | Event |\n|---|---|\n| 14:03 | a |", "cest", "write CEST"),
    ],
)
def test_a_zone_in_small_letters_is_not_one(text: str, word: str, help: str) -> None:
    """In a sentence about times, or in brackets in a table's header."""
    ((_, told, written),) = found(text)
    assert (told, written) == (word, help)


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
