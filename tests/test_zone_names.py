"""For a word that is not a zone, the zones it was meant for are suggested, and none if that is unclear."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from mkdocs_postmortems.zone_names import _OTHERS, ELSEWHERE, is_zone, suggest_zones, zones_in


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("CEST", "Europe/Berlin"),
        ("CETS", "Europe/Berlin"),
        ("CEDT", "Europe/Berlin"),
        ("PDTT", "America/Los_Angeles"),
        ("BST", "Europe/London"),
        ("NST", "America/St_Johns"),
        ("PT", "America/Los_Angeles"),
        ("Eastern", "America/New_York"),
        ("Pacific Standard Time", "America/Los_Angeles"),
        ("Central European Time", "Europe/Berlin"),
        ("Munich", "Europe/Berlin"),
        ("Asia/Beijing", "Asia/Shanghai"),
        ("Zürich", "Europe/Zurich"),
        ("New York", "America/New_York"),
        ("Europe\\Berlin", "Europe/Berlin"),
        ("Europe / Berlin", "Europe/Berlin"),
        ("US/Pacifc", "US/Pacific"),
        ("utc ", "UTC"),
    ],
)
def test_the_zone_that_was_meant(word: str, meant: str) -> None:
    """By its abbreviation, its region, its name, its city or country, or mistyped."""
    assert suggest_zones(word) == [meant]


@pytest.mark.parametrize("word", ["", "Mars", "local", "X/Y", "none", "AUS", "XYZT", "8", "x" * 5000])
def test_no_zone_is_suggested_for_ambiguous_words(word: str) -> None:
    """A wrong zone would be accepted, and shift every time by hours."""
    assert suggest_zones(word) == []


def test_the_places_that_are_offered_exist() -> None:
    """In today's zone database."""
    assert all(ZoneInfo(place).key == place for place in (*_OTHERS.values(), *ELSEWHERE.values()))
    assert "Europe/Berlin" in zones_in("europe/")


@pytest.mark.parametrize("name", ["UTC", "Europe/London", "America/Argentina/Buenos_Aires", "Etc/GMT+5"])
def test_a_name_of_the_database_is_a_zone(name: str) -> None:
    assert is_zone(name)


@pytest.mark.parametrize(
    "name", ["", "localtime", "Factory", "right/UTC", "posix/UTC", "/UTC", "../UTC", "Europe", "europe/london", "a\0b"]
)
def test_what_depends_on_the_machine_or_is_not_a_name_is_not_a_zone(name: str) -> None:
    assert not is_zone(name)
