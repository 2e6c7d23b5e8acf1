"""Cards show one report each."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mkdocs_postmortems.publish.cards import BAR, build_card, phases
from mkdocs_postmortems.read.model import Moment, Report
from mkdocs_postmortems.read.summary import LONGEST, summarize
from mkdocs_postmortems.settings import Settings
from tests.publish.examples import SITE, make_report

MINUTES = ("started", "detected", "mitigated", "resolved")


def at(minute: int) -> Moment:
    return Moment(datetime.fromtimestamp(1_700_000_000 + 60 * minute, UTC))


def names(report: Report) -> list[tuple[str, int]]:
    return [(phase.name, phase.width) for phase in phases(report)]


def test_a_card_says_what_tells_a_report_from_its_neighbours() -> None:
    """Severity, title, day, sentence, services and cause with their pages, and the length in words."""
    card = build_card(make_report(cause="capacity", tagline="It was full."), Settings(), SITE)
    assert (card.severity, card.level, card.day, card.sentence) == ("SEV-2", 2, "2024-05-01", "It was full.")
    assert [(chip.label, chip.address) for chip in card.chips] == [
        ("login", "incidents/service/login/"),
        ("cause: capacity", "incidents/cause/capacity/"),
    ]
    assert card.duration == "1 h 30 min"
    assert card.bar_text == "Phases: Undetected 10 %, Responding 50 %, Recovering 40 %"


def test_phases_are_listed_as_the_language_lists() -> None:
    card = build_card(make_report(), Settings(), replace(SITE, language="ja"))
    assert card.bar_text.count("、") == 2
    assert ", " not in card.bar_text


def test_a_value_without_a_page_is_no_link() -> None:
    """Where the settings leave a facet out, its values have no page to lead to."""
    (chip,) = build_card(make_report(), Settings(facets=("severity",)), SITE).chips
    assert chip.address == ""


@pytest.mark.parametrize(
    ("missing", "shares"),
    [
        ((), [("undetected", 14), ("responding", 70), ("recovering", 56)]),
        (("detected",), [("undetected-responding", 84), ("recovering", 56)]),
        (("mitigated",), [("undetected", 14), ("responding-recovering", 126)]),
        (("detected", "mitigated"), [("whole", 140)]),
        (("resolved",), []),
        (("started",), []),
    ],
)
def test_a_phase_whose_limit_is_not_recorded_joins_the_next(
    missing: tuple[str, ...], shares: list[tuple[str, int]]
) -> None:
    """Nothing is invented for a time that nobody wrote down."""
    assert names(make_report(**dict.fromkeys(missing))) == shares


def test_a_report_of_days_has_no_phases() -> None:
    """From midnight to midnight is no measurement."""
    days = {name: Moment(datetime(2024, 5, day, tzinfo=UTC), precision="day") for day, name in enumerate(MINUTES, 1)}
    assert names(make_report(**days)) == []
    assert build_card(make_report(**days), Settings(), SITE).duration == "not recorded"


def test_of_many_services_a_card_names_the_first() -> None:
    """And counts the others: they would fill a telephone. Six have room, of seven the last two are counted."""
    for number, more in ((6, []), (7, ["2 more"]), (14, ["9 more"])):
        services = tuple(f"service-{each}" for each in range(number))
        chips = build_card(make_report(services=services), Settings(), SITE).chips
        named = services if not more else services[:5]
        assert [chip.label for chip in chips if chip.label.startswith(("service", *more))] == [*named, *more]


def test_an_unresolved_incident_says_so() -> None:
    """Its card has no length yet."""
    assert build_card(make_report(resolved=None), Settings(), SITE).duration == "end not recorded"


def test_only_what_is_not_final_shows_its_status() -> None:
    """Most reports are final; the word would be noise on every card."""
    assert build_card(make_report(), Settings(), SITE).status == ""
    assert build_card(make_report(status="draft"), Settings(), SITE).status == "draft"


@pytest.mark.parametrize(("severity", "level"), [("SEV-1", 1), ("SEV-4", 4), ("SEV-7", 4), ("unheard of", 4)])
def test_severities_past_the_fourth_share_its_colour(severity: str, level: int) -> None:
    """There are four marks; the label tells the rest apart."""
    settings = Settings(severities=tuple(f"SEV-{number}" for number in range(1, 9)))
    assert build_card(make_report(severity=severity), settings, SITE).level == level


@given(st.lists(st.integers(0, 100_000), min_size=4, max_size=4).map(sorted))
def test_the_bar_is_filled_and_never_left(minutes: list[int]) -> None:
    """Rectangles follow one another, none is empty, and none leaves the bar, whatever the times are."""
    report = make_report(**{name: at(minute) for name, minute in zip(MINUTES, minutes, strict=True)})
    bar = build_card(report, Settings(), SITE).bar
    assert bool(bar) == (minutes[-1] > minutes[0])
    edges = [edge for _, x, width in bar for edge in (x, x + width)]
    assert edges == sorted(edges)
    assert not edges or (edges[0] == 0 and edges[-1] == BAR)
    assert all(width >= 2 for _, _, width in bar)


def test_a_card_has_no_room_for_a_page_of_summary() -> None:
    """Whichever field it is in: as much as feeds show of it."""
    page = "The queue was full. " * 40
    for fields in ({"tagline": page}, {"summary": page, "tagline": "Short."}):
        report = make_report(**fields)
        card = build_card(replace(report, summary=summarize(report)), Settings(), SITE)
        assert card.sentence.startswith("The queue was full.")
        assert len(card.sentence) <= LONGEST
