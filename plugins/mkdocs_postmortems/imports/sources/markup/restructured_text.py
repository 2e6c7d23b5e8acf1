"""Convert reStructuredText to Markdown.

Takes a ``Sheet`` of reStructuredText and changes it in place. Called by ``read_markup``.
"""

from __future__ import annotations

import re
from functools import partial

from mkdocs_postmortems.imports.sources.markup.directives import DIRECTIVE, convert_directive
from mkdocs_postmortems.imports.sources.markup.sheet import Sheet, outside_code

_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1{2,}[ \t]*$")
_TARGET = re.compile(r"\.\. _(?P<name>`[^`]+`|[^:`]+):[ \t]*(?P<to>\S*)[ \t]*$")
_COMMENT = re.compile(r"[ \t]*\.\.(?: |$)(?P<text>.*)")
_FIELD = re.compile(r"(?P<indent>[ \t]*):(?P<name>[^:\s`][^:`]{0,60}):(?![`:])(?:[ \t]+(?P<value>.*))?$")
_SIMPLE_TABLE = re.compile(r"=+(?: +=+)+[ \t]*$")
_GRID_TABLE = re.compile(r"[ \t]*\+(?:[-=]+\+)+[ \t]*$")
_LIST_MARK = re.compile(r"[ \t]*(?:[-*+•]|[\w#]{1,3}[.)]|\(\w+\)|:[^:]+:) ")
_LITERAL = re.compile(r"::[ \t]*$")
_NUMBERED = re.compile(r"^([ \t]*)#\. ")
_CODE = re.compile(r"``(?P<text>.{1,500}?)``(?!`)")
_NAMED_LINK = re.compile(r"`(?P<text>[^`<]{1,500}?)[ \t]*(?P<wrap>\n?)[ \t]*<(?P<to>[^>`]{1,1000})>`__?")
_MOST_WRAPPED = 4
"""How many lines a mark may have."""
_LINK = re.compile(r"`(?P<phrase>[^`]{1,500})`__?(?!\w)|(?<![\w`/.:-])(?P<word>[A-Za-z][\w.-]{0,80})_(?![\w`])")
_ROLE = re.compile(r":[\w:+.-]{1,40}:`(?P<text>[^`]{1,500})`")


def from_restructured_text(sheet: Sheet) -> None:
    """Convert blocks first, whose text stays; then headings, fields, and the marks within lines."""
    targets = _targets(sheet)
    sheet.inline = partial(outside_code, code=_CODE, convert=partial(_marks, targets=targets))
    _blocks(sheet)
    _headings(sheet)
    _wrapped(sheet)
    for at, line in list(sheet.rest()):
        if (match := _FIELD.match(line)) and not match["indent"]:
            sheet.put(at, f"- **{match['name']}:** {sheet.inline(match['value'] or '')}".rstrip())
        else:
            sheet.put(at, sheet.inline(_NUMBERED.sub(r"\g<1>1. ", line)))


def _wrapped(sheet: Sheet) -> None:
    """Convert marks that go on in the next lines, such as the text of a long link; Markdown wraps it, too."""
    rest = dict(sheet.rest())
    for at, line in rest.items():
        lines = [line] if at not in sheet.done else []
        while lines and _CODE.sub("", "\n".join(lines)).count("`") % 2 and len(lines) < _MOST_WRAPPED:
            below = rest.get(at + len(lines), "")
            lines = [*lines, below] if below.strip() else []
        written = sheet.inline("\n".join(lines)).split("\n")
        if len(written) == len(lines) > 1:
            sheet.put_lines(at, written)


def _targets(sheet: Sheet) -> dict[str, str]:
    """Return the addresses of named links, and remove the lines that define them."""
    found: dict[str, str] = {}
    for at, line in enumerate(sheet.lines):
        if match := _TARGET.match(line):
            name, to = match["name"].strip("`"), match["to"]
            found[" ".join(name.casefold().split())] = to
            sheet.remove(at)
    return {name: to for name, to in found.items() if to}


# --- blocks ---


def _blocks(sheet: Sheet) -> None:
    """Convert directives, comments, literal blocks, tables and quotations."""
    at = 0
    while at < len(sheet.lines):
        line = sheet.lines[at]
        if at in sheet.done:
            at += 1
        elif match := DIRECTIVE.match(line):
            at = convert_directive(sheet, at, match)
        elif match := _COMMENT.match(line):
            end = max(sheet.block_end(at + 1, sheet.indent(at)), at + 1)
            for inside in range(at, end):
                sheet.put_comment(inside, sheet.lines[inside].strip().removeprefix("..").strip())
            at = end
        elif _SIMPLE_TABLE.match(line) or _GRID_TABLE.match(line):
            at = _table(sheet, at)
        elif _LITERAL.search(line) and (end := sheet.block_end(at + 1, sheet.indent(at))) > at + 1:
            colon = "" if line.rstrip()[:-2][-1:] in ("", " ") else ":"
            sheet.put(at, sheet.inline(_LITERAL.sub(colon, line).rstrip()))
            first = next(n for n in range(at + 1, end) if sheet.lines[n].strip())
            sheet.put_code(first, end, inside="    " if _LIST_MARK.match(line) else "")
            at = end
        elif _is_quotation(sheet, at):
            end = sheet.block_end(at, 0)
            sheet.quote(at, end)
            at = end
        else:
            at += 1


def _is_quotation(sheet: Sheet, at: int) -> bool:
    """Whether an indented paragraph begins at a line that belongs to nothing above it; Markdown would show code."""
    if not sheet.lines[at].strip() or sheet.indent(at) < 2 or (at and sheet.lines[at - 1].strip()):
        return False
    above = next(
        (n for n in range(at - 1, -1, -1) if sheet.lines[n].strip() and sheet.indent(n) < sheet.indent(at)), None
    )
    return above is None or not _LIST_MARK.match(sheet.lines[above])


def _table(sheet: Sheet, at: int) -> int:
    """Convert a table drawn with lines; return the line behind it."""
    grid = _GRID_TABLE.match(sheet.lines[at])
    end = at + 1
    if grid:
        while end < len(sheet.lines) and sheet.lines[end].strip()[:1] in ("|", "+"):
            end += 1
        rows = _grid_rows(sheet.lines[at:end])
    else:
        rules = [at]
        while end < len(sheet.lines) and (sheet.lines[end].strip() or len(rules) < 2):
            if _SIMPLE_TABLE.match(sheet.lines[end]):
                rules.append(end)
            end += 1
        end = rules[-1] + 1
        rows = _simple_rows(sheet.lines[at:end])
    sheet.put_table(at, end, rows)
    return end


def _simple_rows(lines: list[str]) -> list[list[str]]:
    starts = [match.start() for match in re.finditer(r"=+", lines[0])]
    rows: list[list[str]] = []
    for line in lines:
        if not line.strip() or set(line.strip()) <= set("=- "):
            continue
        cuts = [_cut(line, start) for start in starts]
        cells = [line[start:stop].strip() for start, stop in zip(cuts, [*cuts[1:], None], strict=True)]
        if rows and not cells[0]:
            rows[-1] = [" ".join(filter(None, pair)) for pair in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    return rows


def _cut(line: str, start: int) -> int:
    """Return where a column begins in a line; a word that reaches into it from the left is not cut."""
    while line[start - 1 : start].strip() and line[start : start + 1].strip():
        start += 1
    return start


def _grid_rows(lines: list[str]) -> list[list[str]]:
    rows: list[list[str]] = []
    begun = False
    for line in lines:
        if line.strip().startswith("+"):
            begun = False
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if begun and len(cells) == len(rows[-1]):
            rows[-1] = [" ".join(filter(None, pair)) for pair in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
        begun = True
    return rows


# --- headings, and marks in lines ---


def _headings(sheet: Sheet) -> None:
    """Convert titles with lines below or around them; the order in which signs occur gives their levels."""
    levels: list[tuple[str, bool]] = []
    for at in range(1, len(sheet.lines)):
        rule, text = sheet.lines[at], sheet.lines[at - 1]
        if at in sheet.done or at - 1 in sheet.done or not _ADORNMENT.match(rule) or not text.strip():
            continue
        above = sheet.lines[at - 2].strip() if at > 1 else ""
        over = bool(_ADORNMENT.match(above)) and above[0] == rule[0]
        if _ADORNMENT.match(text) or (text[0].isspace() and not over) or (above and not over) or len(rule.strip()) < 3:
            continue
        kind = rule[0], over
        if kind not in levels:
            levels.append(kind)
        sheet.put(at - 1, f"{'#' * min(6, levels.index(kind) + 1)} {sheet.inline(text.strip())}")
        sheet.remove(at)
        if over:
            sheet.remove(at - 2)


def _marks(text: str, targets: dict[str, str]) -> str:
    def link(match: re.Match[str]) -> str:
        words = match["phrase"] or match["word"]
        to = targets.get(" ".join(words.casefold().split()))
        return f"[{words}]({to})" if to else words if match["phrase"] else match.group()

    text = _ROLE.sub(lambda match: re.sub(r"[ \t]*<[^>]+>$", "", match["text"]), text)
    text = _NAMED_LINK.sub(r"[\g<text>](\g<to>)\g<wrap>", text)
    return _LINK.sub(link, text)
