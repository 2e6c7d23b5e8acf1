"""Incidents of every shape for property tests of layout and drawing, and the comparison with golden drawings."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import strategies as st
from msgspec.structs import replace

from mkdocs_postmortems.draw.timeline.layout import KINDS, Mark, TimelineInput

GOLDENS = Path(__file__).parent / "goldens"
TEN_YEARS = 10 * 366 * 86400
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia")


@pytest.fixture(scope="session")
def incidents() -> st.SearchStrategy[TimelineInput]:
    """Generate incidents of any length, with optional limits, and events far outside, or with only a day."""
    lengths = st.sampled_from([3, 59, 3600, 86400, 3 * 86400, 40 * 86400, TEN_YEARS]) | st.integers(3, TEN_YEARS)
    return st.builds(
        _incident,
        zone=st.sampled_from(ZONES).map(ZoneInfo),
        start=st.integers(0, 2**31).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
        length=lengths,
        limits=st.tuples(*[st.none() | st.floats(0, 1)] * 4),
        begin=st.sampled_from([0, 0.4, 0.99]),
        share=st.sampled_from([1, 0.01]),
        marks=st.lists(
            st.tuples(
                st.builds(
                    Mark,
                    number=st.just(0),
                    kind=st.sampled_from(["", "", *sorted(KINDS), "vendor"]),
                    approximate=st.booleans(),
                    title=st.text(max_size=12),
                ),
                st.none() | st.floats(0, 1),
                st.none() | st.floats(0, 1),
            ),
            max_size=120,
        ),
        dated=st.booleans(),
    )


def _incident(
    zone: ZoneInfo,
    start: datetime,
    length: int,
    limits: tuple[float | None, ...],
    begin: float,
    share: float,
    marks: list[tuple[Mark, float | None, float | None]],
    dated: bool,
) -> TimelineInput:
    def at(share: float | None) -> datetime | None:
        return None if share is None else start + timedelta(seconds=int(share * length))

    def day(begin: float | None, end: float | None) -> datetime | None:
        return None if begin is not None or not dated else at(end or 0)

    numbered = (
        replace(mark, number=number, start=at(begin), end=at(end), day=day(begin, end))
        for number, (mark, begin, end) in enumerate(marks, 1)
    )
    short = (None if limit is None else min(begin + share * limit, 1) for limit in limits)
    return TimelineInput(zone, *map(at, short), tuple(numbered))


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare a drawing with ``goldens/NAME.svg``; with ``UPDATE_GOLDENS=1`` in the environment, overwrite it."""

    def compare(name: str, drawing: str) -> None:
        file = GOLDENS / f"{name}.svg"
        lines = str(drawing).replace("><", ">\n<") + "\n"
        if os.environ.get("UPDATE_GOLDENS"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(lines, encoding="utf-8")
        assert lines == file.read_text(encoding="utf-8"), f"{file.name} differs; UPDATE_GOLDENS=1 writes it anew"

    return compare


@pytest.fixture(scope="session")
def make() -> Callable[..., TimelineInput]:
    """Make an incident with events at these minutes from 8 March 2024 14:00 UTC, ``None`` for one without a time.

    It lasts from the first to the last, is detected after a tenth of that and mitigated after a half. Keywords:
    ``zone``, and ``kinds`` by an event's number.
    """

    def incident(*minutes: float | None, zone: str = "UTC", kinds: dict[int, str] | None = None) -> TimelineInput:
        def at(minute: float) -> datetime:
            return datetime(2024, 3, 8, 14, tzinfo=UTC) + timedelta(minutes=minute)

        known = [minute for minute in minutes if minute is not None]
        limits = (min(known) + (max(known) - min(known)) * share for share in (0, 0.1, 0.5, 1))
        marks = (
            Mark(
                number, (kinds or {}).get(number, ""), start=None if minute is None else at(minute), title="It happened"
            )
            for number, minute in enumerate(minutes, 1)
        )
        return TimelineInput(ZoneInfo(zone), *map(at, limits), tuple(marks))

    return incident
