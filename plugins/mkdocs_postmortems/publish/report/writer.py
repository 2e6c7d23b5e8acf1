"""The ``Writer`` that ``body`` uses to render the parts of a report and to resolve its links.

``ReportWriter`` takes a report, the archive and the site. It returns markup for events and action items, and
addresses, and collects the files in the report's folder that its text shows or links to. Created by ``page``.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from markupsafe import Markup

from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.archive.statistics import day_of
from mkdocs_postmortems.publish.drawing import event_marks
from mkdocs_postmortems.publish.linked_text import ticket_text
from mkdocs_postmortems.publish.links import Target, report_target
from mkdocs_postmortems.publish.render import render
from mkdocs_postmortems.publish.report.event_list import EventList
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.model import ActionItem, Event, Report


class ReportWriter:
    """Renders the parts of one report's body, and resolves its links.

    ``ids`` maps the paths of all reports to their ids. ``files`` collects what the body shows or links to: paths in the
    site, with their sources relative to the project's folder.
    """

    def __init__(self, report: Report, archive: Archive, site: Site, ids: Mapping[str, str]) -> None:
        self.report, self.archive, self.site, self.ids = report, archive, site, ids
        self.address = site.report(report.id)
        self.files: dict[str, str] = {}
        texts = site.texts
        self.internal_word, self.open_word, self.done_word = texts("internal"), texts("open"), texts("done")
        self.marks = event_marks(report, archive.settings)
        self._list = EventList(report, self.marks, archive.settings, texts, site.formats)
        note = self._list.note()
        self.timeline_note = (
            Markup('<p class="pm-caption" dir="auto" data-pagefind-ignore data-search-exclude>{}</p>').format(note)
            if note
            else Markup()
        )

    def events(self, items: Sequence[tuple[Event, Markup]]) -> Markup:
        entries = self._list.entries(items)
        return self._render(
            "report_events.html", entries=entries, folds=self._list.folds(entries), days=self._list.days
        )

    def actions(self, items: Sequence[tuple[ActionItem, Markup]]) -> Markup:
        filled = {name for name in ("type", "owner", "due") for item, _ in items if getattr(item, name)}
        today = day_of(self.site.now, self.archive.settings)
        return self._render("report_actions.html", items=items, filled=filled, today=today, ticket_text=ticket_text)

    def find_report(self, id: str) -> Target | None:
        return report_target(self.archive, self.site, self.address, id)

    def link(self, address: str) -> str:
        """Resolve a link: reports become their pages, files in the report's folder are published beside its page."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return ""
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            return address
        folder = posixpath.dirname(self.report.path)
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        target = self._target(path)
        if target is None:
            return address
        ending = (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
        return quote(self.site.href(self.address, target), safe="/@!$&'()*+,;=~") + ending

    def _target(self, path: str) -> str | None:
        """Return the address in the site of a project file; ``None`` if it is not part of the site."""
        if path in self.ids:
            return self.site.report(self.ids[path])
        if path in self.site.documents:
            return self.site.documents[path]
        folder = posixpath.dirname(self.report.path)
        inside = posixpath.relpath(path, folder or ".")
        if path.endswith(".md") or inside == "." or inside.startswith("../"):
            return None
        self.files[self.address + inside] = path
        return self.address + inside

    def _render(self, template: str, **values: Any) -> Markup:
        return render(template, self.site, self.address, **values)
