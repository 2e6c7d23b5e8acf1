"""A rule for sections that are missing, with the line that was probably meant as the heading of one.

``missing_lines`` are these lines. Other rules, which would report them for another reason, skip them.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.check.structure.sections import SWALLOWS, is_required
from mkdocs_postmortems.check.subject import Finding, Subject, once_per_report
from mkdocs_postmortems.diagnostics import UNREAD, excerpt
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.unfilled import is_unfilled
from mkdocs_postmortems.sections import SectionRule, comparable, without_remark

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
_LISTED = pattern(r"[ ]{0,3}(?:(?:[-*+]|\d{1,9}[.)])[ \t]|\|)")
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


@once_per_report
def find_missing(subject: Subject) -> tuple[Finding, ...]:
    """``missing-section``"""
    return tuple(_missing(subject))


def missing_lines(subject: Subject) -> frozenset[int]:
    """Return the lines that ``missing-section`` reports, so that other rules skip them."""
    return frozenset(finding.line for finding in find_missing(subject))


def _missing(subject: Subject) -> Iterator[Finding]:
    report = subject.report
    present = {section.key for section in report.sections}
    is_unknown = report.fields.status is None or bool(subject.problem_lines(*UNREAD))
    status = "review" if is_unknown else ""
    rules = (rule for rule in subject.settings.sections.rules if rule.name not in present)
    missing = [rule for rule in rules if is_required(rule, subject, status)]
    near = list(_near_misses(report, {_bare(name) for rule in missing for name in rule.names})) if missing else []
    broken = min(subject.problem_lines(*SWALLOWS), default=None)
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
            hidden = _first_hidden(miss.title)
            why = f"the heading contains an invisible character ({hidden})" if hidden else _reading(miss)
            return replace(miss, reason=miss.reason or why)
    titles = list(by_title)[:_MOST_COMPARED]
    on_page = (title for title in titles if by_title[title].on_page and not by_title[title].reason)
    title = next((title for title in on_page if any(re.search(rf"\b{re.escape(name)}\b", title) for name in names)), "")
    if not title:
        close = [(name, title) for name in names for title in difflib.get_close_matches(name, titles, 1, _LIKE_ENOUGH)]
        _, title = max(close, key=lambda pair: difflib.SequenceMatcher(None, *pair).ratio(), default=("", ""))
    return replace(by_title[title], reason=_reading(by_title[title]), exact=False) if title else None


def _reading(miss: _Near) -> str:
    return f'this heading reads "{excerpt(miss.title)}"'


def _first_hidden(text: str) -> str:
    """Return the code point of the first invisible character of a text; "" if it has none."""
    return next((f"U+{ord(char):04X}" for char in text if unicodedata.category(char) == "Cf"), "")


def _bare(title: str) -> str:
    """Return a title without its number, invisible characters, and punctuation at its end."""
    visible = "".join(char for char in title if unicodedata.category(char) != "Cf")
    return _NUMBER.sub("", comparable(visible)).strip(" .:-–—")
