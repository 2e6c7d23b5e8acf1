"""The drawings are well-formed and small, nothing in them overlaps, and text says the same as they do."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mkdocs_postmortems.draw.timeline.layout import Mark, TimelineInput
from tests.draw.english import draw_timeline

SVG = "{http://www.w3.org/2000/svg}"
START = datetime(2024, 3, 8, 14, tzinfo=UTC)
HOSTILE = "</title><script>alert(1)</script>\"'&<b>\x00\x1b\ud800\ufffe"
KINDS = ("started", "detected", "false-lead", "escalated", "cause-found", "mitigated", "resolved")


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def incident(*minutes: float | None, zone: str = "UTC", kinds: dict[int, str] | None = None) -> TimelineInput:
    """An incident from the first of these minutes to the last, detected after a tenth and mitigated after half."""
    known = [minute for minute in minutes if minute is not None]
    length = max(known) - min(known)
    limits = (min(known) + length * share for share in (0, 0.1, 0.5, 1))
    marks = (
        Mark(number, (kinds or {}).get(number, ""), start=None if minute is None else at(minute), title="What happened")
        for number, minute in enumerate(minutes, 1)
    )
    return TimelineInput(ZoneInfo(zone), *map(at, limits), tuple(marks))


def crowd(count: int, minutes: float) -> TimelineInput:
    """Many events, increasingly dense towards the start, the first ones labelled."""
    places = sorted(minutes * (index / (count - 1)) ** 2 for index in range(count))
    return incident(*places, kinds=dict(enumerate(KINDS, 1)))


CASES = {
    "untimed": TimelineInput(
        started=at(0),
        detected=at(0),
        resolved=at(150),
        marks=tuple(
            Mark(number, kind, start=start, title=kind)
            for number, kind, start in (
                (1, "detected", at(0)),
                (2, "", None),
                (3, "false-lead", None),
                (4, "escalated", None),
                (5, "resolved", at(150)),
            )
        ),
    ),
    "crowded": crowd(40, 180),
    "three-days": incident(0, 180, 1500, 2900, 4240, zone="Europe/Berlin", kinds={1: "started", 5: "resolved"}),
    "binned": crowd(400, 360),
    "one-event": TimelineInput(started=at(0), marks=(Mark(1, "started", start=at(0), title="It began"),)),
    "three-seconds": incident(0, 1 / 60, 3 / 60),
    "ten-years": incident(0, 365 * 1440, 3653 * 1440),
    "ranges": TimelineInput(
        started=at(0),
        resolved=at(60),
        marks=(
            Mark(1, "escalated", start=at(10), end=at(40), title="A call"),
            Mark(2, "", start=at(20), end=at(50), approximate=True, title="Another"),
        ),
    ),
    "long-before": replace(incident(0, 30, 300), marks=incident(-12 * 1440, -9000, 0, 30, 40, 160, 310).marks),
    "no-times": TimelineInput(marks=(Mark(1, "started"), Mark(2), Mark(3, "resolved"))),
}


def test_a_timeline_without_events_has_no_empty_row_above_it() -> None:
    """There is nothing where the circles would be."""
    without, with_one = (replace(incident(0, 60), marks=marks) for marks in ((), incident(0).marks))
    tops = [
        float(re.findall(r'<rect class="\w+" x="12" y="([\d.]+)"', str(draw_timeline(each).wide))[0])
        for each in (without, with_one)
    ]
    assert tops[0] < 10 < tops[1]


def test_days_of_several_years_are_named_with_their_year() -> None:
    """In titles and in the description: the same day a year later would have the same name."""
    drawn = str(draw_timeline(incident(0, 365 * 1440)).wide)
    assert "1 · 8 Mar 2024 14:00" in drawn and "2 · 8 Mar 2025 14:00" in drawn
    assert '<desc id="timeline-w-d">8 Mar 2024 14:00 to 8 Mar 2025 14:00' in drawn
    assert "2024" not in str(draw_timeline(incident(0, 5 * 1440)).wide)


@pytest.mark.parametrize("name", CASES)
def test_hard_cases_match_their_golden_drawings(name: str, golden: Callable[[str, str], None]) -> None:
    golden(name, draw_timeline(CASES[name]).narrow if name == "binned" else draw_timeline(CASES[name]).wide)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_any_incident_gives_well_formed_drawings(
    incidents: st.SearchStrategy[TimelineInput], data: st.DataObject
) -> None:
    drawn = draw_timeline(data.draw(incidents))
    for drawing in filter(None, (drawn.wide, drawn.narrow)):
        root = ElementTree.fromstring(drawing)
        assert all(each.tag in ALLOWED and "style" not in each.attrib for each in root.iter())
        assert all(re.fullmatch(r"#event-\d+", link.get("href", "")) for link in root.iter("a"))


ALLOWED = {"svg", "g", "a", "title", "desc", "path", "rect", "circle", "text", "pattern"}


def test_twenty_events_take_less_than_12_kilobytes_in_both_drawings() -> None:
    drawn = draw_timeline(
        TimelineInput(
            started=at(0),
            detected=at(6),
            mitigated=at(100),
            resolved=at(150),
            marks=tuple(
                Mark(
                    number,
                    KINDS[number % 7],
                    start=at(number * 7),
                    title="Deployment rolled back to the last version " * 3,
                )
                for number in range(1, 21)
            ),
        )
    )
    assert len((drawn.wide + drawn.narrow).encode()) < 12_000


def test_ten_thousand_events_stay_small_and_quick() -> None:
    marks = tuple(Mark(number, KINDS[number % 7], start=at(number), title="x" * 500) for number in range(10_000))
    begin = time.process_time()
    drawn = draw_timeline(TimelineInput(started=at(0), resolved=at(9999), marks=marks))
    assert time.process_time() - begin < 1
    assert len((drawn.wide + drawn.narrow).encode()) < 100_000


def test_same_input_same_bytes() -> None:
    assert draw_timeline(CASES["crowded"]) == draw_timeline(CASES["crowded"])


def test_hostile_text_stays_text() -> None:
    timeline = TimelineInput(started=at(0), resolved=at(5), marks=(Mark(1, HOSTILE, start=at(0), title=HOSTILE),))
    root = ElementTree.fromstring(draw_timeline(timeline).wide)
    (link,) = root.iter("a")
    assert link.get("class") is None
    assert "<script>alert(1)</script>" in (link.findtext("title") or "")
    assert not list(root.iter("script"))


def test_a_drawing_is_a_named_group_with_unique_ids() -> None:
    drawn = draw_timeline(CASES["crowded"])
    ids = [re.findall(r' id="([^"]+)"', drawing) for drawing in (drawn.wide, drawn.narrow)]
    assert not set(ids[0]) & set(ids[1])
    root = ElementTree.fromstring(drawn.wide)
    assert root.get("role") == "group"
    assert set((root.get("aria-labelledby") or "").split()) <= set(ids[0])
    assert (root.get("width"), root.get("viewBox", "").split()[2]) == ("648", "648")


def test_the_description_says_what_the_drawing_shows() -> None:
    root = ElementTree.fromstring(draw_timeline(CASES["untimed"]).wide)
    assert root.findtext("desc") == (
        "14:00 to 16:30, 2 h 30 min. Responding and recovering 2 h 30 min. 5 events, 3 not timed."
    )


def test_a_joined_phase_is_explained() -> None:
    drawn = draw_timeline(CASES["untimed"])
    assert drawn.notes == ("The mitigation has no time, so responding and recovering are drawn as one phase.",)
    assert [entry.text for entry in drawn.key][-1] == "false lead"


def test_nothing_is_drawn_without_anything_to_show() -> None:
    drawn = draw_timeline(TimelineInput())
    assert (drawn.wide, drawn.narrow, drawn.key) == ("", "", ())


def test_a_start_alone_is_not_drawn() -> None:
    """As in a new report: a band without a duration shows nothing."""
    assert draw_timeline(TimelineInput(started=at(0))).wide == ""
    assert draw_timeline(TimelineInput(started=at(0), detected=at(10))).wide
