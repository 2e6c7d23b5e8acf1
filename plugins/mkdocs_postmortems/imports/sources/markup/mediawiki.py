"""Convert MediaWiki markup to Markdown.

Takes a ``Sheet`` of a wiki page and changes it in place. Links to other pages of the wiki become their text, since they
lead nowhere outside it. Called by ``read_markup``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from mkdocs_postmortems.imports.sources.markup.sheet import Sheet, outside_code

_HEADING = re.compile(r"(?P<level>={1,6})[ \t]*(?P<text>[^=].*?)[ \t]*(?P=level)[ \t]*$")
_ITEM = re.compile(r"(?P<marks>[*#:;]+)[ \t]*(?P<text>.*)")
_TERM = re.compile(r"(?P<term>[^:\n]{1,80}?)[ \t]*:[ \t]+(?P<text>\S.*)")
_FIELD = re.compile(r"[ \t]*\|[ \t]*(?P<name>[\w -]{1,40}?)[ \t]*=[ \t]*(?P<value>.*?)[ \t]*$")
_BLOCK = re.compile(r"[ \t]*<(?P<tag>pre|syntaxhighlight|source)\b(?P<given>[^<>]*)>(?P<text>.*)$", re.IGNORECASE)
_LANGUAGE = re.compile(r"lang=[\"']?(\w+)")
_NOTHING = re.compile(r"[ \t]*(?:__[A-Z]+__|\[\[Category:[^\]]*\]\]|\{\{[^{}]*=[^{}]*\}\})[ \t]*$", re.IGNORECASE)
_ROOM = re.compile(r"^[\w -]+=(?:\"[^\"]*\"|'[^']*'|\S+)[^|]*\|(?!\|)")
"""Attributes of a cell, in front of its text."""
_CODE = re.compile(r"<(?:code|tt|nowiki)>(?P<text>[^<\n]{1,500})</(?:code|tt|nowiki)>", re.IGNORECASE)
_STRONG = re.compile(r"'''(?P<text>[^'\n](?:[^\n]{0,500}?[^'\n])??)'''")
_EMPHASIS = re.compile(r"''(?P<text>[^'\n](?:[^\n]{0,500}?[^'\n])??)''")
_PICTURE = re.compile(
    r"\[\[(?:File|Image|Datei):(?P<to>[^\[\]|]{1,300})(?:\|(?P<rest>[^\[\]]{0,500}))?\]\]", re.IGNORECASE
)
_PAGE = re.compile(r"\[\[:?(?P<to>[^\[\]|]{1,300})(?:\|(?P<text>[^\[\]]{1,300}))?\]\]")
_LINK = re.compile(r"\[(?P<to>(?:https?:)?//[^\s\[\]]{1,1000})(?:[ \t]+(?P<text>[^\[\]]{1,500}))?\]")
_TICK = re.compile(r"\{\{(?:done|yes|tick|check|ya)\}\}", re.IGNORECASE)
"""Templates that draw a tick; most write *Done* behind it."""
_TEMPLATE = re.compile(r"\{\{(?P<name>[^{}|\n]{1,60})\|(?P<text>[^{}=|\n]{1,200})\}\}")


def from_mediawiki(sheet: Sheet) -> None:
    """Convert blocks first, whose text stays; then headings, tables, lists, and the marks within lines."""
    sheet.inline = partial(outside_code, code=_CODE, convert=_marks)
    _blocks(sheet)
    _fields(sheet)
    _tables(sheet)
    for at, line in list(sheet.rest()):
        if match := _HEADING.match(line):
            sheet.put(at, f"{'#' * len(match['level'])} {sheet.inline(match['text'])}")
        elif _NOTHING.match(line):
            sheet.remove(at)
        elif line.startswith("----"):
            sheet.put(at, "---")
    for at, line in list(sheet.rest()):
        sheet.lines[at] = _line(sheet, at, line)


def _blocks(sheet: Sheet) -> None:
    """Convert code between tags, or with a space before each line."""
    ends = {tag: _last_with(sheet, f"</{tag}>") for tag in ("pre", "syntaxhighlight", "source")}
    at = 0
    while at < len(sheet.lines):
        end = at + 1
        if (match := _BLOCK.match(sheet.lines[at])) and ends[match["tag"].lower()] > at:
            end = _put_block(sheet, at, match)
        elif sheet.lines[at][:1] == " " and sheet.lines[at].strip():
            while end < len(sheet.lines) and sheet.lines[end][:1] == " " and sheet.lines[end].strip():
                end += 1
            sheet.put_code(at, end)
        at = end


def _last_with(sheet: Sheet, mark: str) -> int:
    return next((at for at in range(len(sheet.lines) - 1, -1, -1) if mark in sheet.lines[at].casefold()), -1)


def _put_block(sheet: Sheet, at: int, match: re.Match[str]) -> int:
    """Make code of the lines between two tags; return the line behind them."""
    mark = f"</{match['tag']}>".casefold()
    last = next(n for n in range(at, len(sheet.lines)) if mark in sheet.lines[n].casefold())
    if last == at:
        return at + 1
    language = _LANGUAGE.search(match["given"])
    sheet.lines[at] = match["text"]
    sheet.lines[last] = sheet.lines[last][: sheet.lines[last].casefold().index(mark)]
    for edge in (at, last):
        if not sheet.lines[edge].strip():
            sheet.remove(edge)
    if (first := at + (at in sheet.gone)) < (end := last + (last not in sheet.gone)):
        sheet.put_code(first, end, language[1] if language else "")
    return last + 1


def _fields(sheet: Sheet) -> None:
    """Take the parameters of a template on several lines as fields: ``{{Incident``, ``| start = 14:05``, ``}}``."""
    inside = False
    for at, line in list(sheet.rest()):
        if line.startswith("{{") and "}}" not in line:
            inside = True
            sheet.remove(at)
        elif inside and line.strip() == "}}":
            inside = False
            sheet.remove(at)
        elif inside and (match := _FIELD.match(line)):
            if match["value"]:
                sheet.add_field(at, match["name"].replace("-", " "), sheet.inline(match["value"]))
            else:
                sheet.remove(at)


def _tables(sheet: Sheet) -> None:
    """Convert rows between ``{|`` and ``|}``, with all cells on one line or each on its own."""
    at = 0
    while at < len(sheet.lines):
        if at in sheet.done or not sheet.lines[at].startswith("{|"):
            at += 1
            continue
        end = next((n for n in range(at, len(sheet.lines)) if sheet.lines[n].startswith("|}")), None)
        if end is None:
            return
        rows, caption = _rows(sheet.lines[at + 1 : end])
        first = at
        if caption:
            sheet.put(at, f"{sheet.inline(caption)}\n")
            first += 1
        sheet.put_table(first, end + 1, rows)
        at = end + 1


def _rows(lines: Sequence[str]) -> tuple[list[list[str]], str]:
    """Return the rows of a table with their cells, and its caption with any other text above the first cell."""
    rows: list[list[str]] = [[]]
    above: list[str] = []
    for line in lines:
        if line.startswith("|-"):
            rows.append([])
        elif line.startswith(("|", "!")) and not line.startswith("|+"):
            rows[-1] += [_ROOM.sub("", cell.strip(), count=1) for cell in re.split(r"\|\||!!", line[1:])]
        elif text := _ROOM.sub("", line[2:].strip(), count=1) if line.startswith("|+") else line.strip():
            row = next((row for row in reversed(rows) if row), None)
            if row:
                row[-1] += f" {text}"
            else:
                above.append(text.strip())
    return [row for row in rows if row], " ".join(above)


def _line(sheet: Sheet, at: int, line: str) -> str:
    """Write a list item or a line of a paragraph, with a blank line between the two."""
    item, above = _ITEM.match(line), sheet.lines[at - 1] if at else ""
    is_below_item = bool(re.match(r"\n?[ \t]*(?:- |1\. )", above))
    if item is None:
        return f"\n{sheet.inline(line)}" if is_below_item and line.strip() else sheet.inline(line)
    text, mark = item["text"], "1. " if item["marks"][-1] == "#" else "- "
    if item["marks"][-1] == ";":
        term = _TERM.match(text)
        text = f"'''{term['term']}:''' {term['text']}" if term else f"'''{text}'''"
    gap = "\n" if above.strip() and not is_below_item and at - 1 not in sheet.done else ""
    return f"{gap}{'    ' * (len(item['marks']) - 1)}{mark}{sheet.inline(text)}"


def _marks(text: str) -> str:
    text = _TICK.sub("**Done**", text)
    text = _TEMPLATE.sub(r"\g<name> \g<text>", text)
    text = _STRONG.sub(r"**\g<text>**", text)
    text = _EMPHASIS.sub(r"*\g<text>*", text)
    text = _PICTURE.sub(lambda match: f"![{(match['rest'] or '').split('|')[-1]}]({match['to'].strip()})", text)
    text = _PAGE.sub(lambda match: match["text"] or match["to"], text)
    return _LINK.sub(lambda match: f"[{match['text']}]({match['to']})" if match["text"] else f"<{match['to']}>", text)
