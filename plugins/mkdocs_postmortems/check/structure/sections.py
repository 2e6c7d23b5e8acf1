"""Rules for sections: those of the section set must be there, once, with text, and in order."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.check.order import longest_run
from mkdocs_postmortems.check.subject import Finding, Subject, once_per_report
from mkdocs_postmortems.diagnostics import UNREAD, Level, excerpt
from mkdocs_postmortems.read.body.tables import is_table
from mkdocs_postmortems.read.model import Report, Section
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.unfilled import is_unfilled
from mkdocs_postmortems.sections import SectionRule, comparable, without_remark

_STATUSES = ("draft", "review", "final")
_NUMBER = pattern(r"^(?:\(?(?:\d+|[ivx]+)(?:\.\d+)*[.):]|\d+(?:\.\d+)*\s+(?=\D))\s*")
_HEADING_LIKE = pattern(
    r"(?P<marks>[\s>|:\u200b-\u200f\u2060\ufeff]*(?:(?:[-*+]|\d+[.)])\s+)*(?:<!--+\s*)?)(?:"
    r"\\?[#＃]+\s*(?P<text>[^#＃\s].*?)\s*#*"  # ## Timeline, \## Timeline
    r"|<h[1-6][^>]*>(?P<html>[^<]*)</h[1-6]>"
    r"|(?P<strong>\*\*|__)(?P<bold>[^*_]+)(?P=strong):?"
    r"|(?:=+|h[1-6]\.)\s+(?P<wiki>[^=]+?)(?:\s+=+)?"  # == Timeline ==, h2. Timeline
    r")(?:\s*--+>|\s*\|)?(?:\s*\{[^{}]*\})?\s*$",
    re.IGNORECASE,
)
_BOLD_LEAD = pattern(r"\s*(?P<strong>\*\*|__)(?P<lead>[^*_:]{2,60})(?::(?P=strong)|(?P=strong):)\s+\S")
"""A section's name in bold, with its text on the same line."""
_IN_HTML = pattern(r"##? ?[^\s#]")
"""The beginning of a line that is a heading anywhere but in an HTML element."""
_NO_BLANK = pattern(r"#[^#\s]")
_UNDERLINE = pattern(r"\s*(?:-+|=+)\s*")
_SHOWS_NOTHING = pattern(
    r"(?:[-*_] ?){3,}|[-*+]|\d+\.|(?:&nbsp;|<br ?/?>|[\u00a0\u200b-\u200f\u2060\ufeff])*"
    r"|[.…?!,;_]{1,10}|`{3,} ?\w*|~{3,} ?\w*|[*]?\[[^\[\]]+\]:.*"
    r"|(?:!!!|\?\?\?\+?) ?\w+|</?(?:details|summary)[^<>]*>(?:</summary>)?"
)
"""A horizontal rule, an empty list item, dots, bare fences, definitions, an empty admonition."""

_LISTED = pattern(r"[ ]{0,3}(?:(?:[-*+]|\d{1,9}[.)])[ \t]|\|)")

_SWALLOWS = frozenset({"html-unclosed", "unclosed-fence", "unclosed-comment", "heading-in-fence"})
"""After one of these problems the page shows headings as text; fixing it restores them."""

_LONGEST_NAME = 60

_LIKE_ENOUGH = 0.84
"""Minimum similarity of a suggested heading, measured on the names of the built-in sets."""


_ALIKE = 0.65
"""Minimum similarity of another name that is shown first: it may be a word of the same language only."""

_MOST_COMPARED = 200
"""Maximum number of headings compared with a missing one; a report has about a dozen."""


class _Near(Struct, frozen=True):
    """A line that looks like a missing section's heading, and the reason why it is not read as one."""

    title: str
    line: int
    column: int
    reason: str
    exact: bool = True
    on_page: bool = False
    is_nested: bool = False
    is_hidden: bool = False
    help: str = ""


def find_missing(subject: Subject) -> Iterator[Finding]:
    """``missing-section``"""
    report = subject.report
    present = {section.key for section in report.sections}
    missing = [rule for rule in subject.settings.sections.rules if rule.name not in present]
    is_unknown = report.fields.status is None or bool(subject.problem_lines(*UNREAD))
    missing = [rule for rule in missing if _is_required(rule, subject, "review" if is_unknown else "")]
    near = list(_near_misses(report, {_bare(name) for rule in missing for name in rule.names})) if missing else []
    broken = min(subject.problem_lines(*_SWALLOWS), default=None)
    spoilt = subject.problem_lines("internal-marker")
    for rule in missing:
        miss = _best(rule, near)
        if miss is not None and miss.line in spoilt and _bare(miss.title.partition("{")[0]) in map(_bare, rule.names):
            continue  # only its marker is wrong, as ``internal-marker`` reports
        if miss is None and is_unknown:
            continue  # it may be a draft, which may lack sections but not misspell them
        if miss is None:
            others = ", ".join(_other_names(rule, report))
            names = f", or one of its other names: {others}" if others else ""
            yield Finding(f'section "{rule.name}" is missing', help=f'add "## {rule.name}"{names}')
        elif broken is None or miss.line < broken or not miss.exact or (miss.on_page and not miss.is_nested):
            near = [other for other in near if other.line != miss.line]
            yield Finding(
                f'section "{rule.name}" is missing: {miss.reason}',
                miss.line,
                miss.column,
                miss.help or _help(rule.name, miss),
            )


def _help(name: str, miss: _Near) -> str:
    return f'write "## {name}" at the start of a line' if miss.exact else f'did you mean "## {name}"?'


def _other_names(rule: SectionRule, report: Report) -> tuple[str, ...]:
    """Return three other names of a missing section: first those like a heading that opens none, as in its language."""
    names = {comparable(name): name for name in rule.aliases}
    unknown = [comparable(section.title) for section in report.sections if not section.key][:_MOST_COMPARED]
    like = [name for title in unknown for name in difflib.get_close_matches(title, names, 3, _ALIKE)]
    return tuple(names[name] for name in dict.fromkeys([*like, *names]))[:3]


@once_per_report
def missing_lines(subject: Subject) -> frozenset[int]:
    """Return the lines that ``missing-section`` reports, so that other rules skip them."""
    return frozenset(finding.line for finding in find_missing(subject))


def find_level_one(subject: Subject) -> Iterator[Finding]:
    """``heading-level-one``"""
    headings = [each for each in subject.report.headings if each.level == 1 and each.top]
    internal = {heading.line for heading in subject.report.headings if heading.internal and heading.level > 1}
    ended = {span.last + 1 for span in subject.report.internal if span.first in internal}
    for heading in headings:
        if heading.line in missing_lines(subject):
            continue
        ends = ", and ends the internal section above it" if heading.line in ended else ""
        if not ends and _NO_BLANK.match(subject.line(heading.line)):
            continue  # such as #channel, which ``heading-ambiguous`` reports
        help = "write ## for a section"
        if not subject.line(heading.line).lstrip(" \t>-*+0123456789.").startswith("#"):
            help = "delete the line of = signs below it, which makes it a heading; write ## before it for a section"
        if heading is subject.report.headings[0]:
            help = f"remove it if it repeats the title from the front matter; otherwise {help}"
        message = f"this heading is level 1, like the page's title{ends}"
        yield Finding(message, heading.line, heading.column, help)


def find_skipped(subject: Subject) -> Iterator[Finding]:
    """``heading-skipped``"""
    above = 1  # the page's title
    for heading in (each for each in subject.report.headings if each.top):
        if heading.level > above + 1 and heading.line not in missing_lines(subject):
            message = f"this heading is level {heading.level}, but the one before it is level {above}"
            yield Finding(message, heading.line, heading.column, f"write {'#' * (above + 1)}")
        above = heading.level


def _is_required(rule: SectionRule, subject: Subject, status: str = "") -> bool:
    """Return whether the report must have a section; a draft only needs those required from ``draft`` on.

    ``status`` replaces the report's own if that is unknown.
    """
    fields, settings = subject.report.fields, subject.settings
    if rule.optional and not rule.from_status and not rule.from_severity:
        return False
    if _STATUSES.index(fields.status or status or "draft") < _STATUSES.index(rule.from_status or "review"):
        return False
    return not rule.from_severity or settings.rank(fields.severity) <= settings.rank(rule.from_severity)


@once_per_report
def _required(subject: Subject) -> frozenset[str]:
    """Return the names of the sections that the report must have."""
    return frozenset(rule.name for rule in subject.settings.sections.rules if _is_required(rule, subject))


def find_empty(subject: Subject) -> Iterator[Finding]:
    """``empty-section``"""
    broken, fenced = subject.problem_lines(*_SWALLOWS), subject.problem_lines("heading-in-fence")
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


def _content_lines(report: Report, section: Section) -> Iterator[int]:
    """Yield the lines of a section that show something: no comments, or lines without visible content.

    Headings do not count either, except those of the timeline that are events with a text.
    """
    headings = {heading.line for heading in report.headings if heading.line in section.span}
    headings -= {event.span.first for event in report.events if event.text}
    for number in range(section.line + 1, section.span.last + 1):
        kind, line = report.kind(number), report.source.lines[number - 1]
        bare = line.lstrip(" >\t").rstrip()
        if number in headings or (len(bare) < _LONGEST_NAME and _SHOWS_NOTHING.fullmatch(bare)):
            continue
        if not bare.strip("|:- \t") or is_table(report.source.lines, number - 1):
            continue  # empty cells of any width, or a table's header, which shows nothing without its rows
        underline = kind == "text" and number - 1 in headings and _UNDERLINE.fullmatch(line)
        if kind in ("code", "text") and not underline:
            yield number


def _near_misses(report: Report, names: Collection[str]) -> Iterator[_Near]:
    """Yield lines that look like a heading but open no known section, and plain lines that are one of ``names``."""
    known = {section.line for section in report.sections if section.key}
    headings = {heading.line: heading for heading in report.headings}
    for number, line in report.source.numbered_body():
        if number in known:
            continue
        heading = headings.get(number)
        if heading is not None:
            reason = _why_no_section(heading.level, heading.top)
            yield _Near(heading.title, number, heading.column, reason, on_page=True, is_nested=not heading.top)
        elif match := _HEADING_LIKE.match(line):
            title = match["text"] or match["html"] or match["bold"] or match["wiki"]
            if not match["bold"] or not _is_note(report, number, title):
                kind = report.kind(number)
                reason, help = _why_no_heading(kind, match)
                is_hidden = kind in ("code", "comment")
                yield _Near(title, number, match.end("marks") + 1, reason, help=help, is_hidden=is_hidden)
        elif report.kind(number) == "text" and (bold := _BOLD_LEAD.match(line)) and _bare(bold["lead"]) in names:
            if not is_unfilled(bold["lead"]):
                yield _Near(bold["lead"], number, bold.start("strong") + 1, "this is bold text, not a heading")
        elif report.kind(number) == "text" and len(line) < _LONGEST_NAME and _bare(line) in names:
            column = len(line) - len(line.lstrip()) + 1
            if not _is_note(report, number, line):
                yield _Near(line.strip(), number, column, "this is a line of text, not a heading")


def _is_note(report: Report, number: int, text: str) -> bool:
    """Return whether a line of text that could be a section's name, such as TODO, says that text is to come."""
    return is_unfilled(_bare(text)) and not heads_list(report, number)


def heads_list(report: Report, line: int) -> bool:
    """Return whether a list or a table is directly below a line."""
    below = (text for at, text in report.source.numbered_body() if at > line and text.strip("-= \t"))
    return _LISTED.match(next(below, "")) is not None


def _why_no_section(level: int, top: bool) -> str:
    if not top:
        return "this heading is inside a list, a quotation or another block"
    return f"this heading is level {level}, but sections are level 2" if level != 2 else ""


def _why_no_heading(kind: str, match: re.Match[str]) -> tuple[str, str]:
    """Return why a line is no heading, and how to fix it if that is not to write it at the start of a line."""
    if kind in ("code", "comment"):
        block = "code block" if kind == "code" else "comment"
        help = "" if match["marks"] else f"move it, and the text below it, out of the {block}"
        return f"this heading is inside a {block}", help
    if match["html"]:
        return "this heading is written as HTML", ""
    if match["bold"]:
        return "this is bold text, not a heading", ""
    if hidden := _first_hidden(match["marks"]):
        return f"an invisible character ({hidden}) is before this heading", "delete the invisible character"
    if match.string.rstrip().endswith("\\"):
        return "this heading ends with a backslash, so the page shows it as text", "delete the backslash"
    if _IN_HTML.match(match.string):
        return "this heading is inside an HTML element", "move it, and the text below it, out of the HTML element"
    return "the page does not show this line as a heading", ""


def _best(rule: SectionRule, near: Sequence[_Near]) -> _Near | None:
    """Return the line that was most likely meant as a section's heading: one that the page shows, or else any."""
    visible = [miss for miss in near if not miss.is_hidden]
    return _closest(rule, visible) or _closest(rule, near)


def _closest(rule: SectionRule, near: Sequence[_Near]) -> _Near | None:
    """Return the line that is closest to a section's heading: with the same words, or else similar ones."""
    names = [_bare(name) for name in rule.names]
    by_title: dict[str, _Near] = {}
    for miss in near:
        by_title.setdefault(_bare(miss.title), miss)
        by_title.setdefault(_bare(without_remark(miss.title)), miss)
    for name in names:
        if name in by_title:
            miss = by_title[name]
            return miss if miss.reason else _explained(miss)
    titles = list(by_title)[:_MOST_COMPARED]
    for title in titles:
        if (
            by_title[title].on_page
            and not by_title[title].reason
            and any(re.search(rf"\b{re.escape(name)}\b", title) for name in names)
        ):
            reason = f'this heading reads "{excerpt(by_title[title].title)}"'
            return replace(by_title[title], reason=reason, exact=False)
    close = [(name, title) for name in names for title in difflib.get_close_matches(name, titles, 1, _LIKE_ENOUGH)]
    if not close:
        return None
    _, title = max(close, key=lambda pair: difflib.SequenceMatcher(None, *pair).ratio())
    return replace(by_title[title], reason=f'this heading reads "{excerpt(by_title[title].title)}"', exact=False)


def _explained(miss: _Near) -> _Near:
    """Return a level 2 heading with the right words, with what is wrong about it as the reason."""
    if hidden := _first_hidden(miss.title):
        return replace(miss, reason=f"the heading contains an invisible character ({hidden})")
    return replace(miss, reason=f'this heading reads "{excerpt(miss.title)}"')


def _first_hidden(text: str) -> str:
    """Return the code point of the first invisible character of a text; "" if it has none."""
    return next((f"U+{ord(char):04X}" for char in text if unicodedata.category(char) == "Cf"), "")


def _bare(title: str) -> str:
    """Return a title without its number, invisible characters, and punctuation at its end."""
    visible = "".join(char for char in title if unicodedata.category(char) != "Cf")
    return _NUMBER.sub("", comparable(visible)).strip(" .:-–—")
