"""For a word that is not a zone, the intended zones are suggested, or none if that is unclear."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from mkdocs_postmortems.zone_names import ELSEWHERE, PLACES, is_zone, suggest_zones, zones_in
from tests.tables import all_cases


@all_cases(
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
def test_the_intended_zone_is_suggested(word: str, meant: str) -> None:
    """For its abbreviation, region, city or country, or a misspelt name."""
    assert suggest_zones(word) == [meant]


@pytest.mark.parametrize("word", ["", "Mars", "local", "X/Y", "none", "AUS", "XYZT", "8", "x" * 5000])
def test_no_zone_is_suggested_for_ambiguous_words(word: str) -> None:
    """A wrong zone would be accepted, and shift every time by hours."""
    assert suggest_zones(word) == []


def test_suggested_zones_exist() -> None:
    """In today's zone database."""
    assert all(ZoneInfo(place).key == place for place in (*PLACES.values(), *ELSEWHERE.values()))
    assert "Europe/Berlin" in zones_in("europe/")


@pytest.mark.parametrize("name", ["UTC", "Europe/London", "America/Argentina/Buenos_Aires", "Etc/GMT+5"])
def test_names_in_the_database_are_zones(name: str) -> None:
    assert is_zone(name)


@pytest.mark.parametrize(
    "name", ["", "localtime", "Factory", "right/UTC", "posix/UTC", "/UTC", "../UTC", "Europe", "europe/london", "a\0b"]
)
def test_local_zones_and_other_words_are_not_zones(name: str) -> None:
    assert not is_zone(name)
