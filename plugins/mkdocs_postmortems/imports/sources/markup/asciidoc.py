"""Convert AsciiDoc to Markdown.

Takes a ``Sheet`` of AsciiDoc and changes it in place. Called by ``read_markup``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from mkdocs_postmortems.imports.sources.markup.sheet import Sheet, outside_code

_TITLE = re.compile(r"(?P<marks>={1,6}) (?P<text>\S.*?)(?: =+)?$")
_ATTRIBUTE = re.compile(r":(?P<name>!?[\w][\w-]*!?):[ \t]*(?P<value>.*)$")
_DELIMITER = re.compile(r"(?P<kind>-|\.|\+|=|\*|_|/)(?P=kind){3,}$|--$|```\w*$")
_STYLE = re.compile(r"\[(?P<inside>[^\[\]]*)\]$")
_ANCHOR = re.compile(r"\[\[[\w:.-]+(?:,[^\[\]|]+)?\]\]$")
_INCLUDE = re.compile(r"include::.+\[.*\]$")
_CELL = r"(?:\d*+(?:\.\d*)?[+*]?[<^>]?(?:\.[<^>])?[adehlms]?)\|"
"""What begins a cell: how many it spans, how it is aligned, and its style."""
_CELL_AT_HEAD = re.compile(_CELL)
_CELL_BEHIND = re.compile(rf"(?<!\\)[ \t]{_CELL}")
_NOTE = re.compile(r"(?P<kind>NOTE|TIP|IMPORTANT|WARNING|CAUTION)(?:: |$)")
_BLOCK_TITLE = re.compile(r"\.(?=[^\s.])(?P<text>.+)$")
_ITEM = re.compile(r"[ \t]*(?P<marks>\*{1,5}|\.{1,5}|-) (?=\S)")
_TERM = re.compile(r"(?P<term>[^\s:][^:\n]{0,80}?)::(?:[ \t]+(?P<text>.*))?$")
_PICTURE = re.compile(r"image::?(?P<to>[^\s\[]{1,500})\[(?P<text>[^\],]{0,300})[^\]]{0,300}\]")
_LINK = re.compile(
    r"(?:link:(?P<path>[^\s\[]{1,500})|(?P<url>https?://[^\s\[\]<>]{1,1000}))\[(?P<text>[^\]]{0,500}?)[\^]?\]"
)
_OPENS_LINK = re.compile(r"(?:(?:link|xref):[^\s\[]{1,500}|https?://[^\s\[\]<>]{1,1000})\[[^\]]*$")
_REFERENCE = re.compile(
    r"<<(?P<to>[^,<>]{1,200})(?:,[ \t]*(?P<text>[^<>]{1,300}))?>>"
    r"|xref:(?P<file>[^\s\[]{1,300})\[(?P<words>[^\]]{0,300})\]"
)
_CODE = re.compile(
    r"(?<![\w`])`\+?(?P<text>[^`\n]{1,300}?)\+?`(?![\w`])|(?<![\w+])\+(?P<old>[^\s+][^+\n]{0,300})\+(?![\w+])"
)
_BOLD = re.compile(r"(?<![\w*])\*(?P<text>[^\s*](?:[^*\n]{0,500}[^\s*])?)\*(?![\w*])")
_ITALIC = re.compile(r"(?<![\w_])_(?P<text>[^\s_](?:[^_\n]{0,500}[^\s_])?)_(?![\w_])")
_MONTH = r"[^\W\d_]{3,9}\.?"
_REVISION = re.compile(
    r"(?:v?(?P<number>\d[\d.]*)(?:,[ \t]*(?=\S)|$)|(?=\d{4}-))"
    rf"(?P<day>\d{{4}}-\d\d-\d\d|{_MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}}\.? {_MONTH} \d{{4}})?"
    r"(?::[ \t]*(?P<remark>.*))?$"
)
_NAME = r"[^\W\d_][\w.'’-]*(?:[ \t]+[^\W\d_][\w.'’-]*)"
_AUTHOR = re.compile(rf"(?P<name>{_NAME}{{1,2}}|{_NAME}{{0,2}}(?=[ \t]+<))(?:[ \t]+<(?P<mail>[^<>\s]+)>)?")
_OURS = {"revdate": "written", "keywords": "tags"}
"""Attributes of a document, and the names of their facts."""


def from_asciidoc(sheet: Sheet) -> None:
    """Convert blocks first, whose text stays; then titles, lists, and the marks within lines."""
    sheet.inline = partial(_inline, attributes=_header(sheet))
    _blocks(sheet)
    _wrapped(sheet)
    for at, line in list(sheet.rest()):
        if match := _TITLE.match(line):
            sheet.put(at, f"{'#' * len(match['marks'])} {sheet.inline(match['text'])}")
        elif _ATTRIBUTE.match(line) or _INCLUDE.match(line) or line.startswith("//"):
            sheet.put(at, f"<!-- {line.lstrip('/ ')} -->")
        elif _STYLE.match(line) or _ANCHOR.match(line) or line.strip() in ("+", "<<<", "toc::[]"):
            sheet.remove(at)
        else:
            sheet.put(at, _line(sheet, line))


def _wrapped(sheet: Sheet) -> None:
    """Convert links whose text goes on in the next line, as it may in Markdown."""
    rest = dict(sheet.rest())
    for at, line in rest.items():
        below = rest.get(at + 1, "")
        goes_on = at not in sheet.done and _OPENS_LINK.search(line) and "]" in below
        lines = _line(sheet, f"{line}\n{below}").split("\n") if goes_on else []
        if len(lines) == 2:
            sheet.put_lines(at, lines)


def _header(sheet: Sheet) -> dict[str, str]:
    """Return the attributes below the document's title; those with a value become fields."""
    found: dict[str, str] = {}
    begun = False
    for at, line in enumerate(sheet.lines):
        match = _ATTRIBUTE.match(line)
        if match and match["value"]:
            found[match["name"]] = match["value"]
            sheet.add_field(at, _OURS.get(match["name"], match["name"]), match["value"])
        elif match:
            sheet.remove(at)
        elif line.startswith("= "):
            begun = True
        elif begun and (told := _below_title(line, sheet.lines[at - 1])):
            for name, value in told.items():
                if value:
                    sheet.add_field(at, name, value)
        elif (not line.strip() and (begun or found)) or (line.strip() and not line.startswith("//") and not begun):
            return found
    return found


def _below_title(line: str, above: str) -> dict[str, str | None]:
    """Return what a line below the title tells: the revision, or, directly below it, the authors."""
    if line.strip() and (revision := _REVISION.match(line)):
        return {"revnumber": revision["number"], "written": revision["day"], "revremark": revision["remark"]}
    authors = _authors(line) if above.startswith("= ") else []
    if not authors:
        return {}
    mails = ", ".join(author["mail"] for author in authors if author["mail"])
    return {"author": ", ".join(author["name"] for author in authors), "email": mails}


def _authors(line: str) -> list[re.Match[str]]:
    """Return the authors that the line below the title names, ``Ana Doe <ana@firm.example>; Ben Roe``."""
    found = [_AUTHOR.fullmatch(each.strip()) for each in line.split(";")]
    names = [each for each in found if each and each["name"][0].isupper()]
    return names if len(names) == len(found) else []


def _blocks(sheet: Sheet) -> None:
    """Convert code, examples, quotations, comments and tables, each between two equal lines."""
    at, style = 0, ""
    while at < len(sheet.lines):
        line = sheet.lines[at].rstrip()
        if match := _STYLE.match(line):
            style = match["inside"]
        elif line.startswith("|===") or _DELIMITER.match(line):
            closing = "```" if line.startswith("```") else line
            last = len(sheet.lines)
            end = next((n for n in range(at + 1, last) if sheet.lines[n].rstrip() == closing), last)
            framed = line.startswith("|===") and _unframe(sheet, at, end)
            if not framed:
                _block(sheet, at, end, line, style)
            inside_stays = line[0] in "-.+/`|" and line != "--" and not framed
            at = end if inside_stays else at
            style = ""
        elif line and not _BLOCK_TITLE.match(line):
            style = ""
        at += 1


def _unframe(sheet: Sheet, at: int, end: int) -> bool:
    """Remove a table around a single cell of AsciiDoc, ``a|``; return whether it was one."""
    inside = [n for n in range(at + 1, end) if sheet.lines[n].strip()]
    first, *others = inside or [end]
    if not inside or not sheet.lines[first].startswith("a|") or any(_begins_cell(sheet.lines[n]) for n in others):
        return False
    sheet.remove(*(mark for mark in (at, end) if mark < len(sheet.lines)))
    sheet.lines[first] = sheet.lines[first].removeprefix("a|").lstrip()
    return True


def _begins_cell(line: str) -> bool:
    return bool(_CELL_AT_HEAD.match(line) or _CELL_BEHIND.search(line))


def _block(sheet: Sheet, at: int, end: int, line: str, style: str) -> None:
    for mark in (at, end):
        if mark < len(sheet.lines):
            sheet.remove(mark)
    if end <= at + 1:
        return
    if line.startswith("|==="):
        sheet.put_table(at, min(end + 1, len(sheet.lines)), _rows(sheet.lines[at + 1 : end], style))
    elif line[0] == "/":
        for inside in range(at + 1, end):
            sheet.put_comment(inside, sheet.lines[inside])
    elif line[0] in "-.+`" and line != "--":
        parts = [part.strip() for part in style.split(",")]
        language = parts[1] if parts[0] == "source" and len(parts) > 1 else line.strip("`") if line[0] == "`" else ""
        sheet.put_code(at + 1, end, language)
    elif line[0] == "_":
        sheet.quote(at + 1, end)
    elif _NOTE.match(style):
        sheet.put(at, f"**{style.capitalize()}:**")


def _rows(lines: list[str], style: str) -> list[list[str]]:
    """Return the rows of a table, with as many cells as its style says, or as are in its first line."""
    cells: list[str] = []
    width = 0
    for line in lines:
        if head := _CELL_AT_HEAD.match(line):
            begun = [cell.strip() for cell in re.split(r"(?<!\\)\|", line[head.end() - 1 :])[1:]]
            width = width or len(begun)
            cells += begun
        elif line.strip() and not cells:
            cells.append(line.strip())
        elif line.strip():
            more, *begun = _CELL_BEHIND.split(line)
            cells[-1] = f"{cells[-1]} {more.strip()}".strip()
            cells += [cell.strip() for cell in begun]
    columns = re.search(r"cols=\"?([^\"\]]*)", style)
    if columns:
        times = re.match(r"(\d+)\*", columns[1])
        width = int(times[1]) if times else len(columns[1].rstrip(",").split(","))
    width = max(1, width)
    return [cells[start : start + width] for start in range(0, len(cells), width)]


def _line(sheet: Sheet, line: str) -> str:
    if match := _NOTE.match(line):
        return f"**{match['kind'].capitalize()}:** {sheet.inline(line[match.end() :])}".rstrip()
    if match := _BLOCK_TITLE.match(line):
        return f"**{sheet.inline(match['text'])}**"
    if match := _ITEM.match(line):
        marks = match["marks"]
        mark = "1. " if marks[0] == "." else "- "
        return "    " * (len(marks) - 1) + mark + sheet.inline(line[match.end() :])
    if match := _TERM.match(line):
        return f"- **{sheet.inline(match['term'])}:** {sheet.inline(match['text'] or '')}".rstrip()
    return sheet.inline(line)


def _inline(text: str, attributes: Mapping[str, str]) -> str:
    """Convert the marks within a line, but not those in code. A plus sign that ends it breaks the line."""
    for name, value in attributes.items():
        text = text.replace(f"{{{name}}}", value)
    return re.sub(r" \+$", "  ", outside_code(text, _CODE, _marks))


def _marks(text: str) -> str:
    text = _BOLD.sub(r"**\g<text>**", text)
    text = _ITALIC.sub(r"*\g<text>*", text)
    text = _PICTURE.sub(r"![\g<text>](\g<to>)", text)
    text = _LINK.sub(
        lambda match: f"[{match['text'] or match['path'] or match['url']}]({match['path'] or match['url']})", text
    )
    return _REFERENCE.sub(_reference, text)


def _reference(match: re.Match[str]) -> str:
    if match["file"]:
        to = re.sub(r"\.adoc\b", ".md", match["file"])
        return f"[{match['words'] or to}]({to})"
    return match["text"] or (match["to"][1:].replace("_", " ") if match["to"][0] == "_" else match["to"])
