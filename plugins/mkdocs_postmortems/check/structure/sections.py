"""Rules for the sections that are there: once, in order, and with a text, not all of which is internal."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_postmortems.check.order import longest_run
from mkdocs_postmortems.check.subject import Finding, Subject, once_per_report
from mkdocs_postmortems.diagnostics import Level
from mkdocs_postmortems.read.body.tables import is_table
from mkdocs_postmortems.read.model import Report, Section
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.sections import SectionRule, comparable

_STATUSES = ("draft", "review", "final")
_UNDERLINE = pattern(r"\s*(?:-+|=+)\s*")
_SHOWS_NOTHING = pattern(
    r"(?:[-*_] ?){3,}|[-*+]|\d+\.|(?:&nbsp;|<br ?/?>|[\u00a0\u200b-\u200f\u2060\ufeff])*"
    r"|[.…?!,;_]{1,10}|`{3,} ?\w*|~{3,} ?\w*|[*]?\[[^\[\]]+\]:.*"
    r"|(?:!!!|\?\?\?\+?) ?\w+|</?(?:details|summary)[^<>]*>(?:</summary>)?"
)
"""A horizontal rule, an empty list item, dots, bare fences, definitions, an empty admonition."""
_LONGEST_MARK = 60
SWALLOWS = frozenset({"html-unclosed", "unclosed-fence", "unclosed-comment", "heading-in-fence"})
"""After one of these problems the page shows headings as text; fixing it restores them."""


def find_empty(subject: Subject) -> Iterator[Finding]:
    """``empty-section``"""
    broken, fenced = subject.problem_lines(*SWALLOWS), subject.problem_lines("heading-in-fence")
    above = 1
    for section in subject.report.sections:
        is_in_fence = any(above <= line < section.line for line in fenced)  # its text is elsewhere, or code
        above = section.line
        if subject.is_draft or is_in_fence or any(line in section.span for line in broken):
            continue
        if not any(_content_lines(subject.report, section)) and not _has_full_twin(subject.report, section):
            yield Finding(
                f'section "{section.title}" is empty',
                section.line,
                help="fill it in, or say in a sentence why there is nothing to say",
                at_most=Level.ERROR if section.key in _required(subject) else Level.WARNING,
            )


def _has_full_twin(report: Report, section: Section) -> bool:
    """Return whether another section has the same name, as ``duplicate-section`` reports, and has text."""
    twins = (each for each in report.sections if each is not section and section.key)
    same = (each for each in twins if comparable(each.title) == comparable(section.title))
    return any(any(_content_lines(report, each)) for each in same)


def find_duplicates(subject: Subject) -> Iterator[Finding]:
    """``duplicate-section``"""
    first: dict[str, Section] = {}
    for section in subject.report.sections:
        # Two names of a section (Root cause, Resolution) may be used for two sections.
        before = first.setdefault(comparable(section.title), section)
        if before is not section and section.key:
            yield Finding(
                f'duplicate section "{section.title}", first on line {before.line}',
                section.line,
                help="merge the two, or rename this one",
            )


def find_all_internal(subject: Subject) -> Iterator[Finding]:
    """``section-all-internal``"""
    if not subject.is_public or not subject.report.internal:
        return
    by_key: dict[str, list[Section]] = {}
    for section in subject.report.sections:
        by_key.setdefault(section.key, []).append(section)
    for key in _required(subject) & by_key.keys():
        sections = by_key[key]
        lines = [number for section in sections for number in _content_lines(subject.report, section)]
        if lines and all(subject.is_internal(number) for number in lines):
            yield Finding(
                f'all of section "{sections[0].title}" is internal, but the public edition requires it',
                sections[0].line,
                help="keep at least one sentence public",
            )


def find_disorder(subject: Subject) -> Iterator[Finding]:
    """``section-order``"""
    order = [rule.name for rule in subject.settings.sections.rules]
    sections: dict[str, Section] = {}
    for section in subject.report.sections:
        if section.key in order:
            sections.setdefault(section.key, section)
    places = [order.index(name) for name in sections]
    kept = [places[at] for at in longest_run(places)]
    for place, section in zip(places, sections.values(), strict=True):
        if place not in kept:
            before = [order[other] for other in kept if other < place]
            after = [order[other] for other in kept if other > place]
            yield Finding(
                f'section "{section.title}" is out of the usual order',
                section.line,
                help=f'move it after "{before[-1]}"' if before else f'move it before "{after[0]}"',
            )


@once_per_report
def _required(subject: Subject) -> frozenset[str]:
    """Return the names of the sections that the report must have."""
    return frozenset(rule.name for rule in subject.settings.sections.rules if is_required(rule, subject))


def is_required(rule: SectionRule, subject: Subject, status: str = "") -> bool:
    """Return whether the report must have a section; a draft only needs those required from ``draft`` on.

    ``status`` replaces the report's own if that is unknown.
    """
    fields, settings = subject.report.fields, subject.settings
    if rule.optional and not rule.from_status and not rule.from_severity:
        return False
    if _STATUSES.index(fields.status or status or "draft") < _STATUSES.index(rule.from_status or "review"):
        return False
    return not rule.from_severity or settings.rank(fields.severity) <= settings.rank(rule.from_severity)


def _content_lines(report: Report, section: Section) -> Iterator[int]:
    """Yield the lines of a section that show something: no comments, or lines without visible content.

    Headings do not count either, except those of the timeline that are events with a text.
    """
    headings = {heading.line for heading in report.headings if heading.line in section.span}
    headings -= {event.span.first for event in report.events if event.text}
    for number in range(section.line + 1, section.span.last + 1):
        kind, line = report.kind(number), report.source.lines[number - 1]
        bare = line.lstrip(" >\t").rstrip()
        if number in headings or (len(bare) < _LONGEST_MARK and _SHOWS_NOTHING.fullmatch(bare)):
            continue
        if not bare.strip("|:- \t") or is_table(report.source.lines, number - 1):
            continue  # empty cells of any width, or a table's header, which shows nothing without its rows
        underline = kind == "text" and number - 1 in headings and _UNDERLINE.fullmatch(line)
        if kind in ("code", "text") and not underline:
            yield number
