"""Details of measures, rewritten as action items have them: in brackets, and dates with the year first.

Takes a converted report and the calendar of its source. Returns its lines with such details rewritten, and each old
line that was changed with a note on it. Called by ``report``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import pairwise, zip_longest

from mkdocs_postmortems.imports.text.calendar import Calendar
from mkdocs_postmortems.imports.text.words import NO_VALUE, STILL_OPEN
from mkdocs_postmortems.read.actions.details import end_of_text
from mkdocs_postmortems.read.actions.words import DETAILS, STATUSES
from mkdocs_postmortems.read.body.markers import has_braces
from mkdocs_postmortems.read.model import ActionItem, Report
from mkdocs_postmortems.read.times.days import read_day
from mkdocs_postmortems.read.times.line_times import read_head

Rewritten = tuple[list[str], list[tuple[str, str]]]

_HALF_A_YEAR = timedelta(days=182)
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d+[.)])[ \t]")
_CELL = re.compile(r"[^|]*")
_DETAIL = re.compile(r"[^,;)、；）]*(?:,[ ]?(?:19|20)\d\d(?!\d))?")
_OTHER_WORDS = frozenset(
    {"target", "by", "when", "bis", "who", "wer", "link", "links", "issue", "issues", "bug", "story"}
)
"""Keys that are details within brackets, but ordinary words in a sentence."""
_KEYS = "|".join(
    re.escape(key) for name in ("owner", "due", "ticket") for key in DETAILS[name] if key not in _OTHER_WORDS
)
_AT_END = re.compile(
    r"(?:(?<=[^\s*+-])[ \t]+[-–—]{1,2}|(?<=[.;,!?。])|(?<=[.!?]\*\*))[ \t]+"
    rf"(?P<details>[*_]{{0,2}}(?:{_KEYS})[*_]{{0,2}}:[^()|]{{1,120}}?)\.?[ \t]*$",
    re.IGNORECASE,
)
_APART = re.compile(rf"[ \t]*(?:[;·•.,]|[ \t][-–—])[ \t]+(?=(?:{_KEYS}|status|state):)", re.IGNORECASE)
"""What separates two details besides a comma."""
_BELOW = re.compile(
    rf"[ \t]+(?:[-*+•][ \t]+)?[*_]{{0,2}}(?P<key>{_KEYS}|status|state)[*_]{{0,2}}:[*_]{{0,2}}[ \t]*"
    r"(?P<value>[^()|]{1,120}?)[ \t]*$",
    re.IGNORECASE,
)
"""A detail on its own line below a measure."""
_OPEN = re.compile(STILL_OPEN + r"|to be \w+$", re.IGNORECASE)
_DONE_WORDS = "|".join(
    word for word in STATUSES["done"] if word[0].isalpha() and word not in ("yes", "true", "x", "ja")
)
_SINCE_DONE = (
    r"(?::|[ ](?:#|\d|[a-z]{2,10}-\d|https?:|(?:by|in|on|at|as|via|with|this|during|before|after|since"
    r"|am|im|mit|von|vor|nach|seit|le|par|avant|après|depuis|en|el|por|desde|em)[ ]))"
)
"""What follows such a word if it says by whom, when or where: not in *closed beta* and *fixed window*."""
_DONE = re.compile(
    rf"(?:[✅✔☑]\ufe0f?|[(\[（](?:{_DONE_WORDS})(?:{_SINCE_DONE}[^()\[\]（）]{{0,30}})?[)\]）]"
    r"|[ \t][-–—][ \t](?:done|completed|fixed))[*_]{0,2}\.?[ \t]*$"
    r"|^[ \t]*(?:[-*+]|\d+[.)])[ \t]+"
    r"(?:(?:\*\*|\[)(?:done|completed|fixed)\b|(?:done|completed|fixed)[ \t]*[:–—-][ \t])",
    re.IGNORECASE,
)
"""A word or a tick before or after a measure that is done."""
_DONE_HEADING = re.compile(
    rf"(?:(?:already|déjà|ya|já|bereits) |(?:action |actions |items )?)(?:{_DONE_WORDS})"
    r"(?: (?:actions?|items?|tasks?|measures))?$"
    rf"|.*[(\[（](?:already |all )?(?:{_DONE_WORDS})[)\]）]$"
    r"|.*\b(?:actions|measures|improvements) implemented$",
    re.IGNORECASE,
)
"""A heading of measures that are done."""
_DUE_IN_OWNER = re.compile(
    r",[ \t]+(?:by|bis(?: zum)?|due|until|hasta(?: el)?|até|avant le)[ \t]+(?=\d)", re.IGNORECASE
)
"""A due date without its key behind an owner: ``(owner: Ana, by 2024-04-01)``."""
_BOLD_LINE = re.compile(r"(?:\*\*|__)(?P<title>[^*_]{2,60})(?:\*\*|__)[ \t]*:?[ \t]*")
_AROUND = re.compile(r"^[\W_]+|[\s*_:：]+$")
_NAMES = r"(?P<names>@[\w-]{1,40}(?:(?:,| and|,? &)? @[\w-]{1,40}){0,4})"
_NAMED_FIRST = re.compile(rf"[ \t]*(?:[-*+]|\d+[.)])[ \t]+(?:\[[ xX]\][ \t]+)?{_NAMES}[ \t]*[:–—-][ \t]")
_NAMED_AT_END = re.compile(rf"(?<=[^\s*+-])[ \t]+(?:[-–—]{{1,2}}[ \t]+|(?P<open>[(\[])){_NAMES}(?(open)[)\]])[ \t]*$")
"""Account names in brackets or after a dash, without a key: ``Buy water (@ana)``."""


def with_details_in_brackets(report: Report) -> Rewritten:
    """Put details into brackets behind their measure.

    These are details behind a dash (``Buy water — owner: ana``), account names (as owners), details on lines of their
    own below the measure, and a tick or a word for *done* (as its status).
    """
    lines: list[str | None] = list(report.source.lines)
    changes: list[tuple[str, str]] = []
    firsts = [action.span.first for action in report.actions]
    done = _below_done(report)
    for action, after in zip_longest(report.actions, firsts[1:]):
        first, last = action.span.first, action.span.last
        stop = min(after or last + 1, last + 1)  # a measure in it has its own details
        written = {number: report.source.lines[number - 1] for number in range(first, stop)}
        if written[first].lstrip().startswith("|"):
            continue
        if not action.owner:
            for number, line in written.items():
                end = end_of_text(line)  # before a mark of internal text
                new = _AT_END.sub(lambda match: f" ({_listed(match['details'])})", line[:end], count=1)
                new = _NAMED_AT_END.sub(r" (owner: \g<names>)", new, count=1)
                if new != line[:end]:
                    lines[number - 1] = new + line[end:]
                    changes.append((line, "the details of this measure are in brackets now"))
        elif told := _due_with_key(action, written):
            at, lines[at - 1] = told
            changes.append((written[at], "the due date of this measure has a key now"))
        if details := list(_details(action, written, first in done)):
            at = _last_line_of_text(written)
            line = lines[at - 1] or ""
            end = end_of_text(line)
            lines[at - 1] = f"{line[:end]} ({', '.join(text for _, text in details)}){line[end:].rstrip()}"
            changes.append((written[first], "the details of this measure are in brackets now"))
            for number in {number for number, _ in details} - {first}:
                lines[number - 1] = None
    return [line for line in lines if line is not None], changes


def _due_with_key(action: ActionItem, written: Mapping[int, str]) -> tuple[int, str] | None:
    """Return the line with a due date behind the owner's name, and what to write there; ``None`` for no such line."""
    due = None if action.due else _DUE_IN_OWNER.search(action.owner)
    if due is None or read_day(action.owner, due.end()) is None:
        return None
    told = f"{action.owner[: due.start()]}, due: {action.owner[due.end() :]}"
    lines = ((number, line.replace(action.owner, told, 1)) for number, line in written.items() if action.owner in line)
    return next(lines, None)


def _below_done(report: Report) -> frozenset[int]:
    """Return the first lines of the measures of which the heading above, or a line in bold, says that they are done."""
    bold = ((number, _BOLD_LINE.fullmatch(line)) for number, line in enumerate(report.source.lines, 1))
    titles = {number: match["title"] for number, match in bold if match}
    titles |= {heading.line: heading.title for heading in report.headings if heading.title}
    heads = sorted(titles)
    places = ((action.span.first, bisect_left(heads, action.span.first)) for action in report.actions)
    above = ((first, titles[heads[at - 1]]) for first, at in places if at)
    return frozenset(first for first, title in above if _DONE_HEADING.match(_AROUND.sub("", title)))


def _details(action: ActionItem, written: Mapping[int, str], is_done: bool) -> Iterator[tuple[int, str]]:
    """Yield the details outside of brackets: the line, and the detail as it is written in brackets."""
    first = action.span.first
    if not action.owner and (named := _NAMED_FIRST.match(written[first])):
        yield first, f"owner: {named['names']}"
    for number, line in written.items():
        below = _BELOW.match(line) if number > first and not has_braces(line) else None
        if below and not _OPEN.match(below["value"]) and below["value"].casefold() not in NO_VALUE:
            yield number, f"{below['key']}: {below['value'].strip('*_ ')}"
    text = written[first][: end_of_text(written[first])]
    if action.status == "proposed" and (is_done or _DONE.search(text)):
        yield first, "status: done"


def _last_line_of_text(written: Mapping[int, str]) -> int:
    """Return the last line of the first paragraph of a measure."""
    numbers = list(written)
    for number, after in pairwise(numbers):
        if not written[after].strip() or _BELOW.match(written[after]) or _ITEM.match(written[after]):
            return number
    return numbers[-1]


def _listed(details: str) -> str:
    """Return details separated by commas, without emphasis."""
    return _APART.sub(", ", re.sub(r"[*_]{1,2}", "", details))


def is_detail(line: str) -> bool:
    """Whether a line of a list or below a measure is a detail."""
    return _BELOW.match(f" {line}") is not None


def with_written_due_dates(report: Report, calendar: Calendar) -> Rewritten:
    """Write due dates with the year first. One without a year is the first such day after the incident."""
    lines = list(report.source.lines)
    changes: list[tuple[str, str]] = []
    middle = calendar.day + _HALF_A_YEAR if calendar.day else None  # so that the nearest one follows the incident
    for problem in report.problems:
        if problem.rule != "bad-due-date":
            continue
        line, start = lines[problem.line - 1], problem.column - 1
        inside = (_CELL if line.lstrip().startswith("|") else _DETAIL).match(line, start)
        written = inside.group().strip(" *_`") if inside else ""
        head = read_head(written)
        day = calendar.find_day(written, middle) if head and not head.stamp.timed and not head.text.strip() else None
        if day is not None:
            at = line.index(written, start)
            lines[problem.line - 1] = f"{line[:at]}{day}{line[at + len(written) :]}"
            changes.append((report.source.lines[problem.line - 1], f"due date {written!r} is {day} now"))
    return lines, changes
