"""Rules for the anchors of a report's page: none may be used twice, and links with ``#`` must lead to one.

They are the ids of headings as on the page, those given by the author, and those of events and action items. Used by
``withheld_reports``, too, for links to anchors that the public edition lacks.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import dropwhile
from typing import Any
from urllib.parse import unquote

from mkdocs_postmortems.check.links.addresses import divided, is_elsewhere, report_at
from mkdocs_postmortems.check.passages import read_paragraphs
from mkdocs_postmortems.check.references import Link
from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.check.text.attributes import Word, read_attributes
from mkdocs_postmortems.diagnostics import excerpt
from mkdocs_postmortems.read.body.links import PAGE_IDS
from mkdocs_postmortems.read.model import ActionItem, Event, Heading, Report


def anchors_of(report: Report, toc: Mapping[str, Any]) -> frozenset[str]:
    """Return all anchors, with the ids of headings as the site's ``toc`` configuration generates them."""
    paragraphs = tuple(read_paragraphs(report))
    given = {word.value for braces in read_attributes(paragraphs) for word in braces if word.key == "id"}
    numbered = {f"{kind}-{each.number}" for kind, parts in _numbered(report) for each in parts}
    notes = re.findall(r"\[\^([^\]\s]+)\]", report.source.body)
    footnotes = {f"{kind}:{note}" for note in notes for kind in ("fn", "fnref")}
    return frozenset({"timeline", *given, *_of_headings(report.headings, toc), *numbered, *footnotes})


def internal_anchors(report: Report, toc: Mapping[str, Any]) -> frozenset[str]:
    """Return the anchors of internal headings that no public heading has."""
    hidden = report.internal_lines
    if not hidden:
        return frozenset()
    internal = _of_headings([each for each in report.headings if each.line in hidden], toc)
    return internal - _of_headings([each for each in report.headings if each.line not in hidden], toc)


def moved_anchors(report: Report) -> frozenset[str]:
    """Return the anchors of events and action items that the public edition leaves out or renumbers."""
    return frozenset(
        f"{kind}-{each.number}"
        for kind, parts in _numbered(report)
        for each in dropwhile(lambda part: not part.internal, parts)
    )


def anchored_links(subject: Subject) -> Iterator[tuple[Link, Report, str]]:
    """Yield the links to an anchor of a report, with that report and the anchor."""
    for link in subject.links:
        _, fragment = divided(link.target)
        if fragment and not is_elsewhere(link.target) and (report := report_at(subject, link.target)):
            yield link, report, unquote(fragment)


def find_duplicates(subject: Subject) -> Iterator[Finding]:
    """``duplicate-anchor``"""
    first: dict[str, Word] = {}
    for word in (word for braces in read_attributes(subject.text) for word in braces):
        if word.key != "id" or not word.value:
            continue
        if PAGE_IDS.fullmatch(word.value):
            message = f"the page already uses the anchor #{word.value}, so this one is dropped"
            yield Finding(message, word.line, word.column, "rename it")
            continue
        if word.value in first:
            message = f"duplicate anchor #{word.value}, first used on line {first[word.value].line}"
            yield Finding(message, word.line, word.column, "rename it: links lead to the first one only")
        first.setdefault(word.value, word)
    for heading in subject.report.headings if first else ():
        id = next(iter(_of_headings([heading], subject.archive.toc)))
        if not heading.id and id in first:
            word = first.pop(id)
            message = f"the anchor #{id} takes the id of the heading on line {heading.line}, which gets another"
            yield Finding(message, word.line, word.column, "rename it: links to that heading would lead here")


def find_broken(subject: Subject) -> Iterator[Finding]:
    """``broken-anchor``"""
    for link, report, anchor in anchored_links(subject):
        if link.kind != "link":
            continue
        anchors = anchors_of(report, subject.archive.toc)
        if anchor not in anchors:
            near = _near_anchors(anchor, anchors)
            where = "this report" if report is subject.report else report.path
            yield Finding(
                f"{where} has no heading or anchor {excerpt('#' + divided(link.target)[1])!r}",
                link.line,
                link.column,
                f"did you mean #{near[0]}?"
                if near
                else "use the id of a heading: its text in lower case, with hyphens",
            )


def _near_anchors(name: str, anchors: Set[str]) -> list[str]:
    """Return the anchor that was most likely meant: one spelt alike, or that begins or ends with the name."""
    parts = [each for each in sorted(anchors) if each.startswith(f"{name}-") or each.endswith(f"-{name}")]
    return difflib.get_close_matches(name, sorted(anchors), 1) or parts[:1]


def _numbered(report: Report) -> Iterator[tuple[str, Sequence[Event | ActionItem]]]:
    """Yield the kinds of numbered parts: each part has an anchor with its number."""
    yield "event", report.events
    yield "action", report.actions


def _of_headings(headings: Sequence[Heading], toc: Mapping[str, Any]) -> frozenset[str]:
    from markdown.extensions.toc import unique  # late: only links with # need them
    from pymdownx.slugs import slugify

    make, separator = toc.get("slugify") or slugify(case="lower"), str(toc.get("separator") or "-")
    used = {each.id for each in headings if each.id}
    for heading in headings:
        if not heading.id:
            id = make(heading.title, separator) or "section"
            unique(f"{id}{separator}section" if PAGE_IDS.fullmatch(id) else id, used)  # adds it to ``used``
    return frozenset(used)
