"""Each card shows one report."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mkdocs_postmortems.publish.cards import BAR, Card, build_card, phases
from mkdocs_postmortems.read.body.summary import LONGEST, summarize
from mkdocs_postmortems.read.model import Moment, Report
from mkdocs_postmortems.settings import Settings
from tests.publish.examples import SITE, make_report

MINUTES = ("started", "detected", "mitigated", "resolved")


def at(minute: int) -> Moment:
    return Moment(datetime.fromtimestamp(1_700_000_000 + 60 * minute, UTC))


def card_of(**fields: Any) -> Card:
    return build_card(make_report(**fields), Settings(), SITE)


def names(report: Report) -> list[tuple[str, int]]:
    return [(phase.name, phase.width) for phase in phases(report)]


def test_a_card_has_what_distinguishes_a_report() -> None:
    """Severity, title, day, sentence, services and cause with their pages, and the duration in words."""
    card = card_of(cause="capacity", tagline="It was full.")
    assert (card.severity, card.level, card.day, card.sentence) == ("SEV-2", 2, "2024-05-01", "It was full.")
    assert [(chip.label, chip.address) for chip in card.chips] == [
        ("login", "incidents/service/login/"),
        ("cause: capacity", "incidents/cause/capacity/"),
    ]
    assert card.duration == "1 h 30 min"
    assert card.bar_text == "Phases: Undetected 10 %, Responding 50 %, Recovering 40 %"


def test_phases_are_listed_in_the_language_s_way() -> None:
    card = build_card(make_report(), Settings(), replace(SITE, language="ja"))
    assert card.bar_text.count("、") == 2
    assert ", " not in card.bar_text


def test_a_value_without_a_page_is_no_link() -> None:
    """If the settings leave a facet out, its values have no pages."""
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
def test_a_phase_without_a_recorded_end_is_joined_with_the_next(
    missing: tuple[str, ...], shares: list[tuple[str, int]]
) -> None:
    """Missing times are not invented."""
    assert names(make_report(**dict.fromkeys(missing))) == shares


def test_a_report_of_days_has_no_phases() -> None:
    """From midnight to midnight is not a measurement."""
    days = {name: Moment(datetime(2024, 5, day, tzinfo=UTC), precision="day") for day, name in enumerate(MINUTES, 1)}
    assert names(make_report(**days)) == []
    assert card_of(**days).duration == "duration not recorded"


def test_of_many_services_a_card_names_the_first() -> None:
    """And counts the others, which would fill a phone's screen. Six fit; of seven, the last two are counted."""
    for number, more in ((6, []), (7, ["2 more"]), (14, ["9 more"])):
        services = tuple(f"service-{each}" for each in range(number))
        chips = card_of(services=services).chips
        named = services if not more else services[:5]
        assert [chip.label for chip in chips if chip.label.startswith(("service", *more))] == [*named, *more]


def test_an_unresolved_incident_says_so() -> None:
    """Its card has no duration yet."""
    assert card_of(resolved=None).duration == "end not recorded"


def test_only_unfinished_reports_show_their_status() -> None:
    """Most reports are final; the word would be noise on every card."""
    assert card_of().status == ""
    assert card_of(status="draft").status == "draft"


@pytest.mark.parametrize(("severity", "level"), [("SEV-1", 1), ("SEV-4", 4), ("SEV-7", 4), ("unheard of", 4)])
def test_severities_past_the_fourth_share_its_colour(severity: str, level: int) -> None:
    """There are four colours; the label distinguishes the others."""
    settings = Settings(severities=tuple(f"SEV-{number}" for number in range(1, 9)))
    assert build_card(make_report(severity=severity), settings, SITE).level == level


@given(st.lists(st.integers(0, 100_000), min_size=4, max_size=4).map(sorted))
def test_the_bar_is_filled_without_overflow(minutes: list[int]) -> None:
    """Rectangles are adjacent and not empty, and stay inside the bar, whatever the times are."""
    report = make_report(**{name: at(minute) for name, minute in zip(MINUTES, minutes, strict=True)})
    bar = build_card(report, Settings(), SITE).bar
    assert bool(bar) == (minutes[-1] > minutes[0])
    edges = [edge for _, x, width in bar for edge in (x, x + width)]
    assert edges == sorted(edges)
    assert not edges or (edges[0] == 0 and edges[-1] == BAR)
    assert all(width >= 2 for _, _, width in bar)


def test_a_long_summary_is_cut() -> None:
    """From any field, to the same length as in feeds."""
    page = "The queue was full. " * 40
    for fields in ({"tagline": page}, {"summary": page, "tagline": "Short."}):
        report = make_report(**fields)
        card = build_card(replace(report, summary=summarize(report)), Settings(), SITE)
        assert card.sentence.startswith("The queue was full.")
        assert len(card.sentence) <= LONGEST
