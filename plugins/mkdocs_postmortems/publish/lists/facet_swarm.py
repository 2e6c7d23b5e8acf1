"""The times to mitigate of a facet value's incidents, compared with those of all incidents.

``facet_swarm`` takes both distributions and the page's address, and returns the drawing and its table's rows for
``facet.html``. ``draw.charts`` itself knows no reports.
"""

from __future__ import annotations

from msgspec import Struct

from mkdocs_postmortems.archive.statistics import Distribution, Value
from mkdocs_postmortems.draw.charts.chart import ChartDrawing
from mkdocs_postmortems.draw.charts.swarm import Dot, Swarm, SwarmRow, draw_swarm
from mkdocs_postmortems.publish.drawing import drawing_locale
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.settings import Settings

MOST_DOTS = 250
"""Maximum dots in a row, since the page also has a strip and a list; a fuller row is drawn as bars."""


class ArchiveTimes(Struct, frozen=True):
    """The times to mitigate of all incidents, and their row, drawn below that of each value."""

    times: Distribution
    row: SwarmRow


class FacetSwarm(Struct, frozen=True):
    """The drawing, and each row's name and distribution."""

    drawing: ChartDrawing
    rows: tuple[tuple[str, Distribution], ...]


def facet_swarm(
    label: str,
    own: Distribution,
    archive_times: ArchiveTimes,
    settings: Settings,
    site: Site,
    address: str,
) -> FacetSwarm | None:
    """Return the swarm of a value; ``None`` if none of its incidents has a recorded time to mitigate."""
    if not own.values:
        return None
    t = site.texts
    dots = tuple(_dot(value, settings, site, address) for value in own.values)
    own_row = SwarmRow(label, dots, own.median, own.quartiles, strong=True)
    swarm = Swarm(t("time_to_mitigate"), (own_row, archive_times.row), own.missing)
    drawing = draw_swarm(swarm, drawing_locale(site.language), most_dots=MOST_DOTS)
    return FacetSwarm(drawing, ((label, own), (archive_times.row.label, archive_times.times)))


def archive_times(times: Distribution, site: Site) -> ArchiveTimes:
    """Return what the swarms of all values have in common."""
    dots = tuple(Dot(value.length) for value in times.values)
    row = SwarmRow(site.texts("everything"), dots, times.median, times.quartiles)
    return ArchiveTimes(times, row)


def _dot(value: Value, settings: Settings, site: Site, address: str) -> Dot:
    fields = value.report.fields
    title = f"{site.formats.duration(value.length)} · {fields.title or value.report.id}"
    return Dot(value.length, title, site.href(address, site.report(value.report.id)), settings.rank(fields.severity))
