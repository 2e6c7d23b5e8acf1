"""The anchors of a report's page: what a link with ``#`` may lead to.

Comes in: a ``Report``. Goes out: the ids of its headings as the page has them, those that its author gave, and those
of its events and action items. Called by ``links``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mkdocs_postmortems.check.attributes import read_attributes
from mkdocs_postmortems.check.text import read_paragraphs
from mkdocs_postmortems.read.model import Heading, Report


def anchors_of(report: Report) -> frozenset[str]:
    """All anchors. A site may make ids in its own way, so each way that Python-Markdown ships is accepted."""
    given = {word.value for braces in read_attributes(read_paragraphs(report)) for word in braces if word.key == "id"}
    events = len(report.timeline.events) if report.timeline else 0
    numbered = {f"event-{number}" for number in range(1, events + 1)}
    numbered |= {f"action-{number}" for number in range(1, len(report.actions) + 1)}
    notes = re.findall(r"\[\^([^\]\s]+)\]", report.source.body)
    footnotes = {f"{kind}:{note}" for note in notes for kind in ("fn", "fnref")}
    return frozenset({"timeline", *given, *_of_headings(report.headings), *numbered, *footnotes})


def internal_anchors(report: Report) -> frozenset[str]:
    """Those of headings that are internal, and of no public one."""
    hidden = {number for span in report.internal for number in range(span.first, span.last + 1)}
    if not hidden:
        return frozenset()
    internal = _of_headings([each for each in report.headings if each.line in hidden])
    return internal - _of_headings([each for each in report.headings if each.line not in hidden])


def _of_headings(headings: Sequence[Heading]) -> frozenset[str]:
    made = {id for ids in _slugs([each.title for each in headings if not each.id]) for id in ids}
    return frozenset({*made, *(each.id for each in headings if each.id)})


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
