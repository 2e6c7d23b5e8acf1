"""The anchors of a report's page: what a link with ``#`` may lead to.

Comes in: a ``Report``. Goes out: the ids of its headings as the page has them, those that its author gave, and those
of its events and action items. Called by ``links``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_postmortems.check.attributes import read_attributes
from mkdocs_postmortems.check.text import read_paragraphs
from mkdocs_postmortems.read.model import Report


def anchors_of(report: Report) -> frozenset[str]:
    """All anchors. A site may make ids in its own way, so each way that Python-Markdown ships is accepted."""
    given = {word.value for braces in read_attributes(read_paragraphs(report)) for word in braces if word.key == "id"}
    titles = [heading.title for heading in report.headings if not heading.id]
    made = {id for ids in _slugs(titles) for id in ids}
    events = len(report.timeline.events) if report.timeline else 0
    numbered = {f"event-{number}" for number in range(1, events + 1)}
    numbered |= {f"action-{number}" for number in range(1, len(report.actions) + 1)}
    notes = re.findall(r"\[\^([^\]\s]+)\]", report.source.body)
    footnotes = {f"{kind}:{note}" for note in notes for kind in ("fn", "fnref")}
    return frozenset({"timeline", *given, *made, *numbered, *footnotes, *(each.id for each in report.headings)} - {""})


def _slugs(titles: list[str]) -> Iterator[list[str]]:
    from markdown.extensions.toc import slugify, slugify_unicode  # late: only a link with # needs them
    from pymdownx.slugs import slugify as configured

    for make in (configured(case="lower"), slugify, slugify_unicode):
        used: set[str] = set()
        yield [_unique(make(title, "-") or "section", used) for title in titles]


def _unique(id: str, used: set[str]) -> str:
    """The id, with a number where it stands twice: as Python-Markdown counts them."""
    from markdown.extensions.toc import unique

    return unique(id, used)
