"""The page of one report: its header with the timeline drawing, its body, related reports and neighbours.

``ReportPages`` takes an archive and a site once, then each report, and yields its ``Page`` and the files in its folder
that its text shows or links to. Called by ``pages``, and by ``plugin.edits`` for a report that was just edited.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import partial
from html import escape
from typing import Any

from msgspec import Struct

from mkdocs_postmortems.archive.facets import facet_texts
from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.archive.related import Related
from mkdocs_postmortems.draw.measure import text_width
from mkdocs_postmortems.draw.timeline.drawing import TimelineDrawing, draw_timeline
from mkdocs_postmortems.publish.cards import first_services, severity_level
from mkdocs_postmortems.publish.drawing import drawing_locale, timeline_input
from mkdocs_postmortems.publish.files import CopiedFile, Heading, Page, StaticFile
from mkdocs_postmortems.publish.formats import in_utc, in_zone_of, iso, zone_names
from mkdocs_postmortems.publish.links import facet_address, figures_address, is_safe_link
from mkdocs_postmortems.publish.render import render
from mkdocs_postmortems.publish.report.body import render_body
from mkdocs_postmortems.publish.report.markdown import Converter
from mkdocs_postmortems.publish.report.rasterizer import rasterize
from mkdocs_postmortems.publish.report.social import preview_of, social_card
from mkdocs_postmortems.publish.report.structured_data import structured_data
from mkdocs_postmortems.publish.report.writer import ReportWriter
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.publish.texts import is_translated
from mkdocs_postmortems.publish.texts.facets import facet_label, value_label
from mkdocs_postmortems.read.model import Moment, Report

_HEADER, _LABEL_SIZE, _LABEL_MARGIN = 646, 12, 27
"""Pixels: the header's width on a laptop, the size of its letters, and a label's padding, border and gap."""


class Figure(Struct, frozen=True):
    """A value with its label. ``recorded`` is false if it is missing; ``value`` then says so.

    ``target`` is the address of the page that explains how it is computed, or "".
    """

    label: str
    value: str
    recorded: bool = True
    target: str = ""


class Period(Struct, frozen=True):
    """When the incident happened: ``text`` in the report's zone, ``zone`` its short name, ``utc`` the same in UTC."""

    text: str
    zone: str = ""
    utc: str = ""
    start: str = ""
    end: str = ""


class OwnField(Struct, frozen=True):
    """A field that the site has declared, with its label, and its values with what readers see of each."""

    name: str
    label: str
    values: tuple[tuple[str, str], ...]


class Earlier(Struct, frozen=True):
    """The last incident with the same service and cause. ``open`` of its ``actions`` action items are open.

    ``has_more`` says whether the list of related reports has further ones from before.
    """

    report: Report
    open: int
    actions: int
    has_more: bool


class ReportPages:
    """Makes the pages of an archive's reports; what they share is set up once."""

    def __init__(self, archive: Archive, site: Site) -> None:
        self.archive, self.site = archive, site
        self.texts, self.formats = site.texts, site.formats
        self.converter = Converter(site.extensions, site.extension_configs)
        self.ids = {report.path: report.id for report in archive.reports}
        self.about_figures = figures_address(site)

    def files(self, report: Report) -> Iterator[Page | StaticFile | CopiedFile]:
        """Yield the report's page and its preview image, then the files in its folder that it shows or links to."""
        writer, language = ReportWriter(report, self.archive, self.site, self.ids), self.site.language
        timeline = timeline_input(report, writer.marks)
        drawing = draw_timeline(timeline, drawing_locale(language))
        page = self._page(report, writer, drawing)
        yield page
        if page.preview:
            level = severity_level(report.fields.severity, self.archive.settings)
            yield StaticFile(page.preview.path, rasterize(social_card(report, drawing.wide, level, self.site)))
        for path, source in sorted(writer.files.items()):
            yield CopiedFile(path, source)

    def _page(self, report: Report, writer: ReportWriter, drawing: TimelineDrawing) -> Page:
        address = self.site.report(report.id)
        services, period = first_services(report), self._period(report)
        newer, older = self.archive.neighbours(report.id)
        body = render_body(report, self.converter, writer)
        html = render(
            "report.html",
            self.site,
            address,
            report=report,
            fields=report.fields,
            settings=self.archive.settings,
            internal_edition=self.archive.settings.edition == "internal",
            services=services,
            period=period,
            labels_fit=self._labels_width(report, *services) + self._period_width(period) <= _HEADER,
            figures=tuple(self._figures(report)),
            facet=partial(facet_address, self.site, self.archive.settings),
            drawing=drawing,
            contents=_contents(body.headings, report),
            body=body.html,
            earlier=self._earlier(report),
            own_fields=tuple(self._own_fields(report)),
            related=self.archive.related.get(report.id, ()),
            shared=self._shared,
            newer=newer,
            older=older,
            text_of=text_of,
            is_safe_link=is_safe_link,
            direction=_direction(report.summary),
            own_language="" if is_translated(self.site.language) else self.site.language,
        )
        return Page(
            address,
            report.fields.title,
            str(html),
            description_of(report),
            body.headings,
            theme_meta(report),
            report.path,
            structured=structured_data(report, self.site, self.texts("archive")),
            preview=preview_of(report, self.site) if self.site.previews else None,
            styles=("report.css", "drawings.css") if drawing.wide else ("report.css",),
        )

    def _labels_width(self, report: Report, shown: Sequence[str], folded: Sequence[str]) -> float:
        """Return about how many pixels the header's labels take in one line."""
        fields = report.fields
        labels = [fields.severity, self.texts(fields.status) if fields.status else "", *shown]
        labels += [self.texts("more_values", n=len(folded))] if folded else []
        labels += [self.texts("cause_chip", cause=fields.cause)] if fields.cause else []
        return sum(text_width(label, _LABEL_SIZE) + _LABEL_MARGIN for label in labels if label)

    def _period_width(self, period: Period | None) -> float:
        """Return about how many pixels the time takes, with the button that converts it."""
        if period is None:
            return 0
        button = self.texts("own_zone") if period.start else ""
        return text_width(f"{period.text} {period.zone} {button}", _LABEL_SIZE) + _LABEL_MARGIN

    def _own_fields(self, report: Report) -> Iterator[OwnField]:
        settings, language = self.archive.settings, self.site.language
        for name in settings.fields:
            if values := tuple(filter(None, facet_texts(report, name))):
                shown = tuple((each, value_label(name, each, settings, language)) for each in values)
                yield OwnField(name, facet_label(name, settings, language), shown)

    def _earlier(self, report: Report) -> Earlier | None:
        places = self.archive.places
        alike = (each.report for each in self.archive.related.get(report.id, ()) if each.services and each.cause)
        dated = (places[other.id] for other in alike if other.time("started"))  # those without a start come last
        before = sorted(other for other in dated if other > places[report.id])
        if not before or report.time("started") is None:
            return None
        last = self.archive.reports[before[0]]
        still_open = sum(item.is_open for item in last.actions)
        return Earlier(last, still_open, len(last.actions), len(before) > 1)

    def _shared(self, related: Related) -> str:
        """Return what two reports have in common, as one text."""
        common = [*related.services, *([related.cause] if related.cause else []), *related.tags]
        if related.words:
            common.append(self.texts("in_title", what=" ".join(related.words)))
        return self.texts("comma").join(common)

    def _period(self, report: Report) -> Period | None:
        start, end = report.time("started"), report.time("resolved")
        if start is None:
            return None
        end = in_zone_of(end, start) if end else None
        text = self.formats.period(start, end)
        if start.is_day or (end and end.is_day):
            return Period(text)
        return Period(text, zone_names(start, end), self._utc_period(start, end), iso(start), iso(end) if end else "")

    def _utc_period(self, start: Moment, end: Moment | None) -> str:
        return f"{self.formats.period(in_utc(start), in_utc(end) if end else None)} UTC"

    def _figures(self, report: Report) -> Iterator[Figure]:
        yield self._length("duration", report.duration, report)
        yield self._length("to_detect", report.time_to_detect, report)
        yield self._length("to_mitigate", report.time_to_mitigate, report)
        if users := report.fields.impact.get("users"):
            yield Figure(self.texts("users_affected"), users)
        if report.actions:
            still_open = sum(item.is_open for item in report.actions)
            total = self.formats.number(len(report.actions))
            yield Figure(self.texts("open_actions"), self.texts("n_of_m", n=still_open, total=total))

    def _length(self, name: str, length: timedelta | None, report: Report) -> Figure:
        if length is not None and length >= timedelta(0):
            return Figure(self.texts(name), self.formats.duration(length), target=self.about_figures)
        unresolved = name == "duration" and report.time("resolved") is None and report.fields.status != "final"
        missing = self.texts("no_end" if unresolved else "not_recorded")
        return Figure(self.texts(name), missing, recorded=False, target=self.about_figures)


def description_of(report: Report) -> str:
    """Return the text for search results and link previews: the author's description, else the summary."""
    return str(report.fields.material.get("description") or report.summary)


def _contents(headings: Sequence[Heading], report: Report) -> Sequence[Heading]:
    """Return the sections to list where the theme lists none: nothing if there are few, or the author hides them."""
    sections = [heading for heading in headings if heading.level == 2]
    hidden = report.fields.material.get("hide")
    is_hidden = isinstance(hidden, Sequence) and "toc" in hidden
    return sections if len(sections) > 2 and not is_hidden else ()


def _direction(text: str) -> str:
    """Return ``rtl`` if a text begins right to left, else ``auto``, by which browsers follow the first heading."""
    if text.isascii():
        return "auto"
    strong = (unicodedata.bidirectional(each) for each in text)
    return "rtl" if next((each for each in strong if each in ("L", "R", "AL")), "L") != "L" else "auto"


def theme_meta(report: Report) -> dict[str, Any]:
    """Return the metadata that the theme and its plugins read: Material's documented keys, and the tags.

    Title and description are left to ``theme``, which escapes them, since the theme prints them as they are.
    """
    kept = {name: value for name, value in report.fields.material.items() if name != "description"}
    tags = [escape(tag) for tag in report.fields.tags]  # the theme prints tags unescaped, too
    return {**kept, **({"tags": tags} if tags else {})}


def text_of(value: object) -> str:
    """Return a value of the ``internal`` mapping as text."""
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {text_of(each)}" for key, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(text_of, value))
    return str(value)
