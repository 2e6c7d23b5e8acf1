"""Every incident is a mark on its day that links to its report, and the drawing stays small."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta
from xml.etree import ElementTree

from msgspec.structs import replace

from mkdocs_postmortems.draw.charts.strip import Strip, StripIncident
from tests.draw.english import draw_strip
from tests.draw.incidents import incident


def many(count: int, years: int) -> tuple[StripIncident, ...]:
    chance = random.Random(1)
    days = [date(2014, 1, 1) + timedelta(days=chance.randrange(365 * years)) for _ in range(count)]
    return tuple(incident(day, chance.randrange(4), f"i{index}") for index, day in enumerate(days))


def _without_severity(name: str) -> StripIncident:
    return replace(incident(date(2024, 3, 8), 4, name), severity="")


def test_every_mark_links_to_its_report_and_has_a_name() -> None:
    drawing = draw_strip(Strip((incident(date(2024, 3, 8), 0, "login"),))).wide
    assert '<a href="login/" class="m1"><title>8 Mar 2024 · SEV-1 · Title of login</title>' in drawing


def test_an_incident_without_a_severity_has_words_for_it() -> None:
    """Most newly imported reports have none."""
    drawn = draw_strip(Strip((_without_severity("one"),)))
    assert "<title>8 Mar 2024 · Title of one</title>" in drawn.wide
    assert [entry.text for entry in drawn.key] == ["no severity"]


def test_an_incident_without_a_severity_does_not_look_like_the_least_severe() -> None:
    """Its circle is empty, in the key, too. A severity that the site does not know is not a missing one."""
    least, unknown = incident(date(2024, 3, 1), 3, "least"), incident(date(2024, 3, 6), 4, "unknown")
    drawn = draw_strip(Strip((least, unknown, _without_severity("none"))))
    classes = dict(re.findall(r'<a href="(\w+)/" class="([^"]+)"', drawn.wide))
    assert classes == {"least": "m4", "unknown": "m4", "none": "m4 none"}
    told = [(entry.text, "none" in entry.swatch) for entry in drawn.key]
    assert told == [("SEV-4", False), ("SEV-5", False), ("no severity", True)]


def test_on_a_facets_page_other_incidents_are_ticks() -> None:
    drawn = draw_strip(Strip((incident(date(2024, 3, 8)),), (date(2024, 1, 1), date(2024, 1, 1), date(2024, 5, 1))))
    (ticks,) = re.findall(r'<path d="([^"]+)" class="others"', drawn.wide)
    assert ticks.count("M") == 2
    assert [entry.text for entry in drawn.key] == ["SEV-3", "any other incident"]


def test_ticks_that_would_touch_are_merged() -> None:
    """Twenty years with a tick each day are not larger than a few ticks."""
    days = tuple(date(2004, 1, 1) + timedelta(days=number) for number in range(7300))
    drawn = draw_strip(Strip((incident(date(2024, 3, 8)),), days))
    assert 500 < drawn.wide.count("v6") <= 1600
    assert len(drawn.wide) + len(drawn.narrow) < 40_000


def test_ten_thousand_incidents_show_their_weeks_and_stay_small() -> None:
    drawn = draw_strip(Strip(many(10_000, 10), year_hrefs={2014: "incidents/year/2014/"}))
    for drawing in (drawn.wide, drawn.narrow):
        assert len(drawing) < 100_000
        ElementTree.fromstring(drawing)
    assert '<a href="incidents/year/2014/" class="bars"><title>2014 · ' in drawn.wide


def test_bars_are_explained_in_the_key() -> None:
    """They are used if a year has too many incidents for dots, which need no explanation besides their severity."""
    told = "bars: older or busier years, by week or month"

    def shown(count: int, years: int) -> list[str]:
        return [entry.shown for entry in draw_strip(Strip(many(count, years))).key if entry.text == told]

    assert (shown(3000, 3), shown(10, 3)) == (["both"], [])
    assert shown(290, 10) == ["narrow"], "a narrow drawing fits half as many marks"


def test_bars_of_all_years_have_one_scale() -> None:
    """So that they can be compared. The bar of a single incident is high enough to be seen."""
    days = [date(2024, 3, 8)] * 90 + [date(2023, 3, 8)] * 30 + [date(2023, 5, 1)]
    drawn = draw_strip(Strip(tuple(incident(day, 0, f"i{index}") for index, day in enumerate(days))))
    for drawing in (drawn.wide, drawn.narrow):
        assert re.findall(r"v-([\d.]+)h", drawing) == ["24", "8", "1.5"]


def test_incidents_without_a_severity_are_a_part_of_a_bar() -> None:
    """It is at the top, and outlined as their dots are."""
    least = [incident(date(2024, 3, 8), 3)] * 60
    drawn = draw_strip(Strip((*[_without_severity("none")] * 20, *least)), most_marks=10)
    for drawing in (drawn.wide, drawn.narrow):
        parts = re.findall(r'<path d="M\d+ ?([-\d.]+)v-([\d.]+)h[^"]+" class="(m[^"]+)"', drawing)
        assert parts == [("12", "18", "m4"), ("-6", "6", "m4 none")]


def test_many_years_of_bars_show_months() -> None:
    """The bars of forty years are not larger than the weeks of eight."""
    assert len(draw_strip(Strip(many(10_000, 40))).wide) < 60_000


def test_marks_are_positioned_in_percent() -> None:
    """So that the strip fills its container, with the months aligned."""
    drawing = draw_strip(Strip((incident(date(2024, 1, 1)), incident(date(2023, 12, 31))))).wide
    assert 'width="100%"' in drawing and "viewBox" not in drawing.partition(">")[0]
    assert re.findall(r'<circle cx="([^"]+)"', drawing) == ["0.14%", "99.86%"]


def test_same_incidents_in_any_order_give_the_same_bytes() -> None:
    incidents = many(200, 4)
    assert draw_strip(Strip(incidents)) == draw_strip(Strip(incidents[::-1]))


def test_without_incidents_nothing_is_drawn() -> None:
    assert draw_strip(Strip()).wide == ""
