"""A report's body as safe HTML, with its events and action items replaced by our own lists and tables.

``render_body`` takes a report and a ``Writer``, which decides what events, action items and links look like, and
returns a ``Body``. Called by ``page``.

Markdown runs once over the whole body, so that references, footnotes and abbreviations resolve across sections.
Beforehand, the source lines of each event and action item are replaced by their text between two marks made of
private-use characters. Once the author's HTML has been sanitized, the text between the marks becomes our markup. Such
characters are stripped from the author's text first, so that no mark can be forged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from markupsafe import Markup, escape
from msgspec import Struct

from mkdocs_postmortems.publish.files import Heading
from mkdocs_postmortems.publish.links import Target
from mkdocs_postmortems.publish.report.markdown import PRIVATE, Converter
from mkdocs_postmortems.publish.report.sanitize import sanitize
from mkdocs_postmortems.read.body.inline import without_code
from mkdocs_postmortems.read.body.markers import BLOCK, BRACES, is_internal
from mkdocs_postmortems.read.model import ActionItem, Event, Group, Report, Span

Part = TypeVar("Part")

_EVENT, _ACTION, _END, _GROUP, _INTERNAL, _NOTE = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004", "\ue005"
_OPEN, _CLOSE = "\ue006", "\ue007"
"""Enclose a section whose heading is internal."""
_DIGITS = {str(digit): chr(0xE010 + digit) for digit in range(10)}
_NUMBER = f"[{_DIGITS['0']}-{_DIGITS['9']}]+"

_RUNS = {kind: re.compile(rf"(?:<p>{kind}{_NUMBER}[^{_END}]*{_END}</p>\s*)+") for kind in (_EVENT, _ACTION)}
_ITEMS = {
    kind: re.compile(rf"<p>{kind}({_NUMBER})(?:</p>)?([^{_END}]*?)(?:<p>)?{_END}</p>") for kind in (_EVENT, _ACTION)
}
_GROUP_HEADING = re.compile(rf"<(h[1-6])((?:\s[^<>]*)?)>{_GROUP}")
_GROUP_START = re.compile(r"^([ \t]*(?:#+[ \t]*|(?:[-*+]|\d+\.)[ \t]+)?)")
_STRAY_MARKS = re.compile(rf"<p>[{PRIVATE}]+</p>\s*|[{PRIVATE}]+")
_MARKS = tuple(map(chr, range(ord(PRIVATE[0]), ord(PRIVATE[-1]) + 1)))
_BLOCK_START = re.compile(r"(.*)<(h[1-6]|p|li|tr|dt|dd|summary)\b([^<>]*)>", re.DOTALL)
"""Everything up to and including the last opening tag of a block."""
_ONE_PARAGRAPH = re.compile(r"\s*<p>((?:(?!<p>).)*)</p>\s*", re.DOTALL)

_PRIVATE = re.compile(f"[{PRIVATE}]")
_ENCODED = re.compile(r"&#(?:0*(?:5734[4-9]|573[56]\d|5737[0-5])|[xX]0*[eE]0[01][0-9a-fA-F]);?")
"""Private characters written as character references, which a parser would turn into the characters."""

_CHECKBOX = re.compile(r'<input type="checkbox"(?![^<>]*\baria-label=)([^<>]*)>')
"""The checkbox of a task list item. It has no accessible name, since the text after it is not a label."""

_CODE = 4
"""How far code is indented."""
_FAR = 50
"""How many lines above an indented line are searched for what contains it."""
_CONTAINER = re.compile(r" {0,3}(?:[-*+]|\d+\.)[ \t]|\[\^|:|[ \t]*(?:!!!|\?\?\?|===)")
"""The beginning of what may contain indented lines below it."""
_DELIMITER_ROW = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")


class Body(Struct, frozen=True):
    """The finished HTML, and its headings in order."""

    html: Markup
    headings: tuple[Heading, ...] = ()


class Writer(Protocol):
    """Renders the parts of a report; implemented in ``writer``."""

    internal_word: str
    open_word: str
    done_word: str
    timeline_note: Markup

    def events(self, items: Sequence[tuple[Event, Markup]]) -> Markup:
        """Return the list of a run of events with nothing between them."""

    def actions(self, items: Sequence[tuple[ActionItem, Markup]]) -> Markup:
        """Return the table of a run of action items with nothing between them."""

    def find_report(self, id: str) -> Target | None:
        """Return the report that ``[[id]]`` refers to."""

    def link(self, address: str) -> str:
        """Return the address to publish for one that the author wrote."""


def render_body(report: Report, converter: Converter, writer: Writer) -> Body:
    """Return the rendered body; empty if it is too costly for Markdown, which the check reports as an error."""
    lines = _strip_private(report.source.lines)
    if report.costly:
        return Body(Markup())
    marked = list(_mark(report, lines, writer.internal_word))
    try:
        text, headings = converter.convert(marked, writer.find_report)
    except Exception as error:
        error.add_note(f"{report.path} cannot be rendered: a Markdown extension failed on its text")
        raise
    safe = sanitize(_ENCODED.sub("", text), writer.link)
    return Body(Markup(_insert_parts(safe, report, writer)), headings)  # all sanitized, or rendered by templates


def _strip_private(lines: Sequence[str]) -> list[str]:
    return [line if line.isascii() else _PRIVATE.sub("", line) for line in lines]


def _mark(report: Report, lines: Sequence[str], internal: str) -> Iterator[str]:
    """Yield the body's lines, with events and action items between marks, and marks for groups and internal text."""
    parts = _parts(report)
    first = min((part.span.first for part in parts.values() if not isinstance(part, ActionItem)), default=0)
    skip = {number for part in parts.values() for number in _table_header(part.span, lines)}
    fences = _opening_fences(report, parts, lines)
    skip |= set(fences.values())
    number = report.source.body_line
    indent: str | None = None
    opened, closed = _internal_sections(report)
    while number <= len(lines):
        line, part = lines[number - 1], parts.get(number)
        for mark in _CLOSE * closed[number] + _OPEN * opened[number]:
            yield from ("", mark, "")
        if number == first:
            # inside the admonition that holds the events, which it would end
            yield from ("", _indent(report, lines, fences.get(number, number)) + _NOTE, "")
        if part is not None and not isinstance(part, Group):
            # A nested part follows its parent in the same list: the item that it was nested in is gone.
            if indent != "":  # no block has less
                own = _indent(report, lines, fences.get(number, number))
                indent = own if indent is None else min(indent, own)
            yield from _mark_part(part, indent, internal)
            number = part.span.last + 1
            continue
        if line.strip():
            indent = None
        if number not in skip:
            line = _mark_internal(line, internal) if report.kind(number) == "text" else line
            yield _GROUP_START.sub(rf"\g<1>{_GROUP}", line, count=1) if part else line
        number += 1
    for mark in _CLOSE * closed[number]:
        yield from ("", mark)


def _internal_sections(report: Report) -> tuple[Counter[int], Counter[int]]:
    """Count, by line number, the internal sections that begin before a line and those that end before it."""
    headings = {heading.line for heading in report.headings if heading.internal and heading.top}
    spans = [span for span in report.internal if span.first in headings]
    return Counter(span.first for span in spans), Counter(span.last + 1 for span in spans)


def _parts(report: Report) -> Mapping[int, Event | ActionItem | Group]:
    """Return the parts to replace, by their first line; a part inside another remains part of its text."""
    timeline = report.timeline.parts if report.timeline else ()
    has_events = any(isinstance(part, Event) for part in timeline)
    parts: list[Event | ActionItem | Group] = [*report.actions]
    parts += [part for part in timeline if isinstance(part, Event | Group) and has_events]
    found: dict[int, Event | ActionItem | Group] = {}
    last = 0
    for part in sorted(parts, key=lambda part: (part.span.first, -part.span.last)):
        if part.span.first > last:
            found[part.span.first] = part
            last = part.span.last
    return found


def _mark_part(part: Event | ActionItem, indent: str, internal: str) -> Iterator[str]:
    """Yield a part's text between marks. If the whole part is internal, nothing within it is marked again."""
    mark = _EVENT if isinstance(part, Event) else _ACTION
    number = "".join(_DIGITS[digit] for digit in str(part.number))
    lines = [_mark_internal(line, internal) for line in _strip_private(part.text.split("\n"))]
    if part.internal:
        lines = [line.replace(_INTERNAL, "") for line in lines]
    if len(lines) == 1 and not lines[0].rstrip().endswith("}"):
        # One paragraph holding both marks makes a third of the blocks, and blocks are what Markdown spends its time on.
        lines = [f"{mark}{number} {lines[0]} {_END}"]
    else:
        lines = [mark + number, "", *lines, "", _END]
    for line in ("", *lines, ""):
        yield indent + line if line else ""


def _indent(report: Report, lines: Sequence[str], number: int) -> str:
    """Return the indentation of the block that the part at a line is in; of a part in a code block, give its fence.

    Lines of code have none: their indentation is text. An indented line may continue a paragraph of less indentation.
    The blank line that is inserted above a part would make it code.
    """
    spaces = _spaces(lines[number - 1])
    if report.kind(number) == "code" and not _is_fence(lines[number - 1]):
        return ""
    if len(spaces) < _CODE:
        return spaces
    block = spaces
    for above in range(number - 1, max(report.source.body_line, number - _FAR) - 1, -1):
        line = lines[above - 1]
        if report.kind(above) != "text":
            break
        if line.startswith("#"):
            return ""
        if _CONTAINER.match(line):
            return spaces
        block = _spaces(line)
    return block


def _spaces(line: str) -> str:
    return line[: len(line) - len(line.lstrip())].expandtabs(4)


def _table_header(span: Span, lines: Sequence[str]) -> Sequence[int]:
    """Return the lines of a table's header if ``span`` is its first row: our list needs none."""
    if span.first < 3 or "|" not in lines[span.first - 1] or not _DELIMITER_ROW.fullmatch(lines[span.first - 2]):
        return ()
    return (span.first - 2, span.first - 1)


def _opening_fences(
    report: Report, parts: Mapping[int, Event | ActionItem | Group], lines: Sequence[str]
) -> Mapping[int, int]:
    """Return the opening fence of the code block that each event is in, by the event's first line.

    Our list needs no fence. It is indented as the fence is, so that it stays in the same admonition.
    """
    found: dict[int, int] = {}
    last = fence = 0
    for first, part in parts.items():
        is_code = report.kind(first) == "code"
        for number in range(first - 1, last, -1) if is_code else ():
            if report.kind(number) != "code" or _is_fence(lines[number - 1]):
                fence = number if report.kind(number) == "code" else 0
                break
        if is_code and fence:
            found[first] = fence
        fence, last = fence if is_code else 0, part.span.last
    return found


def _is_fence(line: str) -> bool:
    return line.lstrip().startswith(("```", "~~~"))


def _mark_internal(line: str, word: str) -> str:
    """Replace a line's markers for internal text by marks that are never shown, or by a block title with ``word``."""
    if "internal" not in line:
        return line
    block = BLOCK.match(line)
    if block:
        title = block["title"] + _INTERNAL if block["title"] else word
        return f'{block["opening"]} "{title}"'
    at = 0
    out = []
    for braces in BRACES.finditer(without_code(line)):
        if is_internal(braces):
            others = " ".join(word for word in braces["inside"].split() if word != ".internal")
            out.append(_append_mark(line[at : braces.start()].rstrip(" \t"), f" {{{others}}}" if others else ""))
            at = braces.end()
    return "".join(out) + line[at:]


def _append_mark(text: str, others: str) -> str:
    """Append the mark to a text; in a table row to the last cell, as text after that would not appear on the page."""
    row, bar, rest = text.rpartition("|")
    if bar and not rest and not row.endswith("\\"):
        return f"{row}{_INTERNAL}{others} |"
    return f"{text}{_INTERNAL}{others}"


def _insert_parts(html: str, report: Report, writer: Writer) -> str:
    events = {event.number: event for event in report.events}
    actions = {item.number: item for item in report.actions}
    if _EVENT in html:
        html = _RUNS[_EVENT].sub(lambda run: writer.events(_items(run.group(), _EVENT, events)), html)
    if _ACTION in html:
        html = _RUNS[_ACTION].sub(lambda run: writer.actions(_items(run.group(), _ACTION, actions)), html)
    html = html.replace(f"<p>{_NOTE}</p>", writer.timeline_note)
    html = html.replace(f"<p>{_OPEN}</p>", '<div class="pm-internal-section">').replace(f"<p>{_CLOSE}</p>", "</div>")
    if _GROUP in html:
        html = _GROUP_HEADING.sub(lambda match: f"<{match[1]}{_with_class(match[2], 'pm-group')}>", html)
    if _INTERNAL in html:
        html = _show_internal(html, writer.internal_word)
    if "<input" in html:
        html = _CHECKBOX.sub(lambda box: _label_checkbox(box, writer), html)
    return _STRAY_MARKS.sub("", html) if any(mark in html for mark in _MARKS) else html  # ten times faster


def _label_checkbox(box: re.Match[str], writer: Writer) -> str:
    word = writer.done_word if " checked" in box[1] else writer.open_word
    return f'<input type="checkbox" aria-label="{escape(word)}"{box[1]}>'


def _items(run: str, kind: str, parts: Mapping[int, Part]) -> list[tuple[Part, Markup]]:
    return [
        (parts[_number(match[1])], Markup(_unwrap(match[2].strip())))  # sanitized by the caller
        for match in _ITEMS[kind].finditer(run)
    ]


def _number(mark: str) -> int:
    return int("".join(str(ord(char) - 0xE010) for char in mark))


def _unwrap(html: str) -> str:
    """Strip the tags of a single paragraph."""
    match = _ONE_PARAGRAPH.fullmatch(html)
    return match[1] if match else html


def _show_internal(html: str, word: str) -> str:
    """Replace each mark by the word, and add a class to the block that contains it."""
    label = f' <span class="pm-internal-mark">{escape(word)}</span>'
    out = []
    at = 0
    for mark in re.finditer(_INTERNAL, html):
        before = html[at : mark.start()]
        start = _BLOCK_START.search(before)
        if start and start[2] != "summary":  # a summary's block has its own style
            opening = f"<{start[2]}{_with_class(start[3], 'pm-internal')}>"
            before = start[1] + opening + before[start.end() :]
        out += [before, label]
        at = mark.end()
    return "".join(out) + html[at:]


def _with_class(attributes: str, name: str) -> str:
    if 'class="' in attributes:
        return attributes.replace('class="', f'class="{name} ', 1)
    return f'{attributes} class="{name}"'
