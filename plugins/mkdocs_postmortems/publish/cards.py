"""Cards: the entries of incident lists, each a report at a glance.

``build_card`` takes a report, the settings and the site, and returns a ``Card`` for ``cards.html`` on the archive page
and the facet pages. ``search.records`` stores the same values in the index, so that scripts draw the same cards from
search results.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.archive.statistics import started_day
from mkdocs_postmortems.draw.charts.chart import SEVERITIES
from mkdocs_postmortems.draw.timeline.phases import find_phases
from mkdocs_postmortems.publish.links import facet_address
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.publish.texts import Texts
from mkdocs_postmortems.read.body.summary import shorten
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.settings import Settings

BAR = 140
"""Width of a card's phase bar, in pixels."""

GAP = 1.5
"""Pixels between two phases, since neighbouring phases can look alike."""

CHIPS = 6
"""Maximum number of services on a card; if there are more, it names one fewer and counts the rest."""

NARROWEST = 4
"""Minimum width of a phase in pixels, including its gap."""


class PhaseShare(Struct, frozen=True):
    """A phase's share of an incident: its ``name`` in the catalogue, and its ``width`` in pixels, gap included."""

    name: str
    percent: int
    width: int


class Chip(Struct, frozen=True):
    """A service, or the cause with a prefix; ``address`` is the page's, "" if it has none."""

    label: str
    address: str


class Card(Struct, frozen=True):
    """What a card shows. ``level`` is 1 to 4; ``day`` an ISO date or ""; ``duration`` formatted."""

    address: str
    title: str
    severity: str
    level: int
    status: str
    day: str
    sentence: str
    chips: tuple[Chip, ...]
    phases: tuple[PhaseShare, ...]
    bar_text: str
    """The phase bar in words: each phase's percentage."""
    duration: str

    @property
    def bar(self) -> tuple[tuple[str, int, float], ...]:
        """The rectangles of the phase bar from left to right: name, x and width."""
        drawn, left = [], 0
        for phase in self.phases:
            last = phase is self.phases[-1]
            drawn.append((phase.name, left, phase.width if last else phase.width - GAP))
            left += phase.width
        return tuple(drawn)

    def without_chip(self, address: str) -> Card:
        """Return the card without the chip that links to ``address``, for the page at that address."""
        chips = tuple(chip for chip in self.chips if chip.address != address)
        return self if len(chips) == len(self.chips) else replace(self, chips=chips)


def build_card(report: Report, settings: Settings, site: Site) -> Card:
    """Return the card of a report."""
    fields = report.fields
    day = started_day(report)
    t, found = site.texts, phases(report)
    services, more = first_services(report)
    chips = [Chip(each, facet_address(site, settings, "services", each)) for each in services]
    if more:
        chips.append(Chip(t("more_values", n=len(more)), ""))
    if fields.cause:
        label = t("cause_chip", cause=fields.cause)
        chips.append(Chip(label, facet_address(site, settings, "cause", fields.cause)))
    return Card(
        address=site.report(report.id),
        title=fields.title or report.id,
        severity=fields.severity,
        level=severity_level(fields.severity, settings),
        status=fields.status if fields.status in ("draft", "review") else "",
        day=day.isoformat() if day else "",
        sentence=report.summary if fields.summary else shorten(fields.tagline or "") or report.summary,
        chips=tuple(chips),
        phases=found,
        bar_text=_bar_text(found, t),
        duration=_duration(report, site),
    )


def first_services(report: Report) -> tuple[list[str], list[str]]:
    """Return the services to show, and those to count only: a long list would fill a phone's screen."""
    services = [each for each in report.fields.services if each]
    first = CHIPS - 1 if len(services) > CHIPS else CHIPS
    return services[:first], services[first:]


def severity_level(severity: str, settings: Settings) -> int:
    """Return the colour level of a severity, 1 to 4. Further severities share the last level."""
    return min(settings.rank(severity), SEVERITIES - 1) + 1


def phase_name(name: str, t: Texts) -> str:
    """Return a phase's name for readers; two phases drawn as one have both names."""
    first, _, second = name.partition("-")
    return t("and_phase", first=t(first), second=t(second)) if second else t(first)


def _bar_text(phases: Iterable[PhaseShare], t: Texts) -> str:
    shares = [(phase_name(phase.name, t), phase.percent) for phase in phases]
    parts = [t("phase_share", phase=name, percent=each) for name, each in shares]
    return t("phase_shares", what=t("comma").join(parts))


def phases(report: Report) -> tuple[PhaseShare, ...]:
    """Return the phases of an incident with their shares; none if its start or end is not recorded."""
    limits = [_instant(report, name) for name in ("started", "detected", "mitigated", "resolved")]
    if limits[0] is None or limits[-1] is None or limits[-1] <= limits[0]:
        return ()
    whole = limits[-1] - limits[0]
    found, _ = find_phases(limits, limits[-1])
    parts = [(phase.end - phase.start) / whole for phase in found]
    return tuple(
        PhaseShare(phase.name, round(part * 100), width)
        for phase, part, width in zip(found, parts, _widths(parts), strict=True)
    )


def _widths(parts: Sequence[float]) -> list[int]:
    """Return widths in whole pixels that fill the bar; the widest gives way so that each is wide enough to see."""
    widths = [max(NARROWEST, round(part * BAR)) for part in parts]
    widest = widths.index(max(widths))
    widths[widest] += BAR - sum(widths)
    return widths


def _instant(report: Report, name: str) -> datetime | None:
    moment = report.time(name)
    return moment.instant if moment and not moment.is_day else None


def _duration(report: Report, site: Site) -> str:
    length = report.duration
    if length is not None:
        return site.formats.duration(length)
    return site.texts("no_end" if report.time("resolved") is None else "no_duration")
