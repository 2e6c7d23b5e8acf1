"""Time zones by IANA name, abbreviation, offset and region."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from mkdocs_postmortems.read.times.zones import (
    UTC_ZONE,
    TimeRefused,
    check_season,
    check_zone,
    find_zone,
    offset_zone,
    read_zone,
    read_zone_word,
    written_zone,
)
from mkdocs_postmortems.zone_names import ABBREVIATIONS, NAMES, REGIONS
from tests.tables import all_cases


@pytest.mark.parametrize("name", ["UTC", "Europe/London", "Asia/Kathmandu", "Etc/GMT+2", "GMT", "America/Indiana/Knox"])
def test_iana_names_are_zones(name: str) -> None:
    """The zone is shown by the name that was given."""
    assert read_zone(name).name == name


@all_cases(
    ("name", "hint"),
    [
        ("Mars/Phobos", "IANA name"),
        ("UTC+2", "add the offset to each time"),
        ("+02:00", "add the offset to each time"),
        ("America", "America/"),
        ("/etc/localtime", "IANA"),
        ("../etc/passwd", "IANA"),
        ("Factory", "IANA"),
        ("localtime", "IANA"),
        ("right/Europe/Oslo", ""),
        ("", "remove the field"),
        ("Europe/Olso", "Europe/Oslo"),
        ("europe/london", "Europe/London"),
        ("Berlin", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("PST", "mean America/Los_Angeles?"),
        ("BST", "mean Europe/London?"),
        ("Europe/london", "mean Europe/London?"),
        ("europe", "a place in that area, such as Europe/"),
        ("a\0b", "IANA"),
        ("x" * 5000, "IANA"),
        (7, "IANA"),
        (None, "IANA"),
    ],
)
def test_what_is_not_a_zone_is_refused_with_a_suggestion(name: object, hint: str) -> None:
    """Whatever the zone database raises for it."""
    with pytest.raises(TimeRefused) as refused:
        read_zone(name)
    assert refused.value.rule == "unknown-timezone"
    assert hint in refused.value.help
    assert len(refused.value.message) < 200


def test_zones_with_a_reversed_sign_are_doubted() -> None:
    """``Etc/GMT+2`` is two hours behind UTC, which is not what it looks like."""
    problem = check_zone("Etc/GMT+2")
    assert problem is not None
    assert problem.rule == "ambiguous-timezone"
    assert "2 h behind UTC" in problem.message
    assert check_zone("Etc/GMT") is None
    assert check_zone("Etc/GMT+0") is None
    assert check_zone("Europe/Oslo") is None


def test_names_that_have_no_summer_are_doubted() -> None:
    """``EST`` is New York's time in winter only."""
    problem = check_zone("EST")
    assert problem is not None
    assert (problem.rule, problem.help) == ("ambiguous-timezone", "write a place, such as America/New_York")
    assert check_zone("CET") is check_zone("HST") is check_zone("EST5EDT") is None


@pytest.mark.parametrize(
    ("word", "month", "near", "meant"),
    [
        ("EDT", 1, "UTC", "EST"),
        ("CEST", 12, "UTC", "CET"),
        ("BST", 1, "Europe/London", "GMT"),
        ("EST", 7, "America/New_York", "EDT"),
        ("CET", 7, "Europe/Oslo", "CEST"),
        ("AEST", 1, "Australia/Sydney", "AEDT"),
        ("AEDT", 7, "UTC", "AEST"),
    ],
)
def test_an_abbreviation_of_the_other_half_of_the_year(word: str, month: int, near: str, meant: str) -> None:
    """Summer time in winter always; standard time in summer if the report is at home in such a place."""
    refused = check_season(word, datetime(2024, month, 15, 14), [read_zone(near)])
    assert refused is not None
    assert refused.help.startswith(f"write {meant} ")


@pytest.mark.parametrize(
    ("word", "day", "near"),
    [
        ("EST", (1, 15), "America/New_York"),
        ("EDT", (10, 9), "UTC"),
        ("EDT", (3, 11), "UTC"),
        ("EST", (7, 15), "UTC"),
        ("MST", (7, 15), "America/Phoenix"),
        ("AEST", (1, 15), "Australia/Brisbane"),
        ("CST", (7, 15), "Asia/Shanghai"),
        ("IST", (7, 15), "Asia/Kolkata"),
        ("GMT", (7, 15), "Europe/London"),
        ("UTC", (7, 15), "America/New_York"),
        ("CET", (7, 15), "America/New_York"),
    ],
)
def test_other_abbreviations_are_left_alone(word: str, day: tuple[int, int], near: str) -> None:
    """They are of that season, or of a place that has them all year."""
    assert check_season(word, datetime(2024, *day, 14), [read_zone(near), UTC_ZONE]) is None


@all_cases(
    ("word", "hours"),
    [
        ("UTC", 0),
        ("utc", 0),
        ("Z", 0),
        ("GMT", 0),
        ("BST", 1),
        ("CEST", 2),
        ("PST", -8),
        ("JST", 9),
        ("IST", 5.5),
        ("CST", -6),
        ("UTC+1", 1),
        ("GMT-3", -3),
        ("UTC +5:30", 5.5),
        ("+02:00", 2),
        ("-0730", -7.5),
        ("US/Pacific", -7),
        ("Pacific", -7),
        ("Eastern Time", -4),
        ("PT", -7),
        ("Asia/Tokyo", 9),
    ],
)
def test_zones_written_in_timelines(word: str, hours: float) -> None:
    """Abbreviations, offsets, regions and IANA names, on a day in July."""
    zone = written_zone(word)
    assert zone is not None
    assert zone.tzinfo.utcoffset(datetime(2023, 7, 1)) == timedelta(hours=hours)


@pytest.mark.parametrize("word", ["est", "THE", "Alarm", "UTC+25", "n/a", "TBD", "", "and/or", "US/Nowhere"])
def test_other_words_are_not_zones(word: str) -> None:
    """A word after a time is a zone only if it is one; ``est`` is French."""
    assert written_zone(word) is None


@pytest.mark.parametrize(
    ("word", "near", "month", "hours"),
    [
        ("IST", "Europe/Dublin", 7, 1),
        ("IST", "Europe/Dublin", 1, 5.5),
        ("IST", "Asia/Jerusalem", 1, 2),
        ("IST", "Europe/Oslo", 7, 5.5),
        ("CST", "Asia/Shanghai", 7, 8),
        ("CST", "America/Chicago", 1, -6),
        ("BST", "Europe/London", 7, 1),
        ("GMT", "Europe/London", 7, 0),
    ],
)
def test_an_ambiguous_abbreviation_is_read_as_the_reports_zone_uses_it(
    word: str, near: str, month: int, hours: float
) -> None:
    """If that zone has the abbreviation on that day; otherwise the most common reading applies."""
    when = datetime(2023, month, 1, 12)
    zone = written_zone(word, (read_zone(near),), when)
    assert zone is not None
    assert zone.name == word
    assert zone.tzinfo.utcoffset(when) == timedelta(hours=hours)


@all_cases("word", ABBREVIATIONS)
def test_every_place_of_an_abbreviation_is_an_iana_zone(word: str) -> None:
    """The suggestions made from the table can be followed."""
    for _, place in ABBREVIATIONS[word]:
        assert read_zone(place).name == place


def test_every_word_of_the_tables_is_a_zone() -> None:
    """Full names and regions lead to existing zones."""
    for word in (*NAMES, *REGIONS):
        assert written_zone(word) is not None, word


@all_cases("name", [each.title() for each in NAMES if each.endswith(("time", "zeit"))])
def test_every_full_name_is_read_behind_a_time_and_in_a_sentence(name: str) -> None:
    """It takes the place of an abbreviation: "West Africa Time" after a time was text."""
    assert read_zone_word(f" {name} a", 0) == (name, len(name) + 1)
    assert find_zone(f"All times in {name}.") == name


@pytest.mark.parametrize(
    ("name", "hours"),
    [("West Africa Time", 1), ("West African Time", 1), ("South African Standard Time", 2), ("Hong Kong Time", 8)],
)
def test_the_offset_of_a_full_name(name: str, hours: int) -> None:
    """That of its abbreviation."""
    zone = written_zone(name)
    assert zone is not None
    assert zone.tzinfo.utcoffset(datetime(2024, 1, 1)) == timedelta(hours=hours)


def test_every_abbreviation_has_a_full_name() -> None:
    """But for American zones, whose region is read, and those whose name is that of a place with two seasons."""
    named = {*NAMES.values()}
    regions = {"EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT"}
    assert {*ABBREVIATIONS} - named - regions == {"UCT", "Z", "CET", "EET"}


def test_offsets_that_no_place_has_are_not_zones() -> None:
    """From 12 hours west to 14 hours east."""
    assert offset_zone("+", "14", "00") is not None
    assert offset_zone("-", "12", "00") is not None
    assert offset_zone("+", "14", "30") is None
    assert offset_zone("-", "14", "20") is None
    assert offset_zone("+", "05", "75") is None


def test_the_zone_that_a_sentence_names() -> None:
    """The first one in it."""
    assert find_zone("All times in CEST (UTC+2)") == "CEST"
    assert find_zone("(All times US/Pacific, 24-hour clock.)") == "US/Pacific"
    assert find_zone("Times are in Central European Time (CET)") == "Central European Time"
    assert find_zone("all times in UTC +02:00") == "UTC +02:00"
    assert find_zone("Date and Time in CET") == "CET"
    assert find_zone("All times are local") == ""
    assert find_zone("Timeline (CEST/UTC+2)") == find_zone("Timeline (UTC+2/CEST)") == "UTC+2"
    assert find_zone("時刻はすべてJSTです。") == "JST"
    assert find_zone("所有时间均为北京时间。") == "北京时间"


@all_cases(
    ("text", "place"),
    [
        ("Timeline (heure de Paris)", "Europe/Paris"),
        ("Todas las horas en hora de Madrid.", "Europe/Madrid"),
        ("Gli orari sono in ora di Madrid", "Europe/Madrid"),
        ("Timeline (Berliner Zeit)", "Europe/Berlin"),
        ("Alle Zeiten in München.", "Europe/Berlin"),
        ("Alle Uhrzeiten in Zürich", "Europe/Zurich"),
        ("Horários de São Paulo", "America/Sao_Paulo"),
        ("Horas de Ciudad de México", "America/Mexico_City"),
        ("Heure (Paris)", "Europe/Paris"),
        ("Local time (Berlin)", "Europe/Berlin"),
        ("Start Time (New York)", "America/New_York"),
        ("All times Berlin", "Europe/Berlin"),
        ("Alle Zeiten sind Ortszeit (Berlin).", "Europe/Berlin"),
        ("(all times are local to Berlin)", "Europe/Berlin"),
        ("Timeline (Lokaler Zeit)", ""),
        ("Una hora de Trabajo", ""),
        ("Timeline (Ortszeit)", ""),
        ("Response times in Tokyo were high.", ""),
        ("Page load times from Bern tripled", ""),
        ("This was the first time in Boston that it failed.", ""),
        ("By that time Austin had left.", ""),
        ("At the time Sydney and Paris slept.", ""),
        ("The clock in Rome's data centre was wrong.", ""),
        ("The time in New York was read from a server.", ""),
        ("The response time was measured; times are in Berlin", "Europe/Berlin"),
        ("All times in New York unless noted", "America/New_York"),
    ],
)
def test_the_place_that_a_sentence_in_another_language_names(text: str, place: str) -> None:
    """By its city; other words are none."""
    assert find_zone(text) == place
