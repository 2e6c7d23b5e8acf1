"""Convert Org to Markdown.

Takes a ``Sheet`` of Org and changes it in place. Called by ``read_markup``.
"""

from __future__ import annotations

import re
from functools import partial

from mkdocs_postmortems.imports.document import ENDINGS
from mkdocs_postmortems.imports.sources.markup.sheet import Sheet, outside_code

_HEADING = re.compile(
    r"(?P<stars>\*+) (?:(?P<state>TODO|NEXT|WAITING|STARTED|DONE|CANCELL?ED) )?(?:\[#(?P<priority>\w)\] )?(?P<text>.*?)"
    r"(?:[ \t]+:[\w@:]+:)?[ \t]*$"
)
_KEYWORD = re.compile(r"[ \t]*#\+(?P<name>[\w-]+):[ \t]*(?P<value>.*)")
_BEGIN = re.compile(r"[ \t]*#\+begin_(?P<kind>\w+)[ \t]*(?P<language>[\w-]*)", re.IGNORECASE)
_END = re.compile(r"[ \t]*(?:#\+end_\w+|:END:)[ \t]*$", re.IGNORECASE)
_DRAWER = re.compile(r"[ \t]*:[A-Z_]+:[ \t]*$")
_PLANNING = re.compile(r"[ \t]*(?:(?:DEADLINE|CLOSED): *[<\[]\d{4}-\d\d-\d\d[^>\]]*[>\]][ \t]*){1,2}$")
_PLANNED = re.compile(r"(DEADLINE|CLOSED): *[<\[](\d{4}-\d\d-\d\d)")
_DETAILS = re.compile(r"\([^()]*: [^()]*\)$")
_STAMP = re.compile(
    r"[<\[](?P<day>\d{4}-\d\d-\d\d)(?: [^\W\d_]{2,9}\.?)?(?: (?P<time>\d{1,2}:\d\d(?:-\d{1,2}:\d\d)?))?"
    r"(?: [.+]*\+\d+\w)?[>\]]"
)
_LINK = re.compile(r"\[\[(?P<to>[^\[\]]{1,1000})\](?:\[(?P<text>[^\[\]]{1,500})\])?\]")
_CODE = re.compile(r"(?<![\w=~])(?P<mark>[=~])(?P<text>\S(?:[^\n]{0,300}?\S)??)(?P=mark)(?![\w=~])")
_BOLD = re.compile(r"(?<![\w*])\*(?P<text>[^\s*](?:[^*\n]{0,500}[^\s*])?)\*(?![\w*])")
_ITALIC = re.compile(r"(?<![\w/:<(.])/(?P<text>[^\s/](?:[^/\n]{0,500}[^\s/])?)/(?![\w/])")
_TERM = re.compile(r"^(?P<mark>[ \t]*[-+] )(?P<term>[^\n]{1,80}?) :: ")
_BOX = re.compile(r"^(?P<mark>[ \t]*(?:[-+]|\d+[.)]) )\[(?P<box>[ Xx-])\] ")
_PICTURE = re.compile(rf"\.(?:{ENDINGS})$", re.IGNORECASE)
_FIELDS = ("title", "date", "author", "filetags", "language", "email", "subtitle", "description", "keywords")


def from_org(sheet: Sheet) -> None:
    """Convert blocks first, whose text stays; then headings, tables, and the marks within lines."""
    sheet.inline = partial(outside_code, code=_CODE, convert=_marks)
    _blocks(sheet)
    for at, line in list(sheet.rest()):
        if (match := _KEYWORD.match(line)) and match["name"].lower() in _FIELDS:
            name, value = match["name"].lower(), match["value"]
            tags = value.strip().strip(":").replace(":", ", ")
            sheet.add_field(at, *(("tags", tags) if name == "filetags" else (name, value)))
        elif match or line.startswith("# "):
            sheet.put_comment(at, line.strip())
    below = 1 if "title" in sheet.fields else 0
    for at, line in list(sheet.rest()):
        if match := _HEADING.match(line):
            _heading(sheet, at, match, below)
    _tables(sheet)
    for at, line in list(sheet.rest()):
        sheet.lines[at] = sheet.inline(_item(line))


def _blocks(sheet: Sheet) -> None:
    """Convert code, examples, quotations and drawers."""
    at = 0
    # the last line of each kind: what begins below it is never closed
    closing = {line.strip().casefold(): n for n, line in enumerate(sheet.lines) if _END.match(line)}
    while at < len(sheet.lines):
        if match := _BEGIN.match(sheet.lines[at]):
            kind = match["kind"].lower()
            mark = f"#+end_{kind}"
            if closing.get(mark, -1) < at:
                at += 1
                continue
            end = next(n for n in range(at + 1, len(sheet.lines)) if sheet.lines[n].strip().casefold() == mark)
            sheet.remove(at)
            sheet.remove(end)
            if kind in ("src", "example", "verbatim", "export") and end > at + 1:
                sheet.put_code(at + 1, end, match["language"] if kind == "src" else "")
            elif kind in ("quote", "verse"):
                sheet.quote(at + 1, end)
            at = end
        elif _DRAWER.match(sheet.lines[at]):
            numbers = range(at, len(sheet.lines)) if closing.get(":end:", -1) >= at else ()
            end = next((n for n in numbers if sheet.lines[n].strip() == ":END:"), at)
            for inside in range(at, end + 1):
                sheet.put_comment(inside, sheet.lines[inside].strip())
            at = end
        at += 1


def _heading(sheet: Sheet, at: int, match: re.Match[str], below: int) -> None:
    """Return a heading, or a task with its priority and dates if the heading is to be done."""
    text = sheet.inline(match["text"])
    if match["state"] is None:
        sheet.put(at, f"{'#' * min(6, len(match['stars']) + below)} {text}")
        return
    details = ["status: not doing"] if match["state"].startswith("CANCEL") else []
    details += [f"priority: {match['priority']}"] if match["priority"] else []
    if at + 1 < len(sheet.lines) and _PLANNING.match(below_it := sheet.lines[at + 1]):
        details += [f"{'due' if word == 'DEADLINE' else 'closed'}: {day}" for word, day in _PLANNED.findall(below_it)]
        sheet.remove(at + 1)
    box = "x" if match["state"] == "DONE" else " "
    sheet.put(at, f"- [{box}] {_with_details(text, ', '.join(details))}")


def _with_details(text: str, details: str) -> str:
    """Return a task with details behind it, within its brackets if it has some."""
    if not details:
        return text
    return f"{text[:-1]}, {details})" if _DETAILS.search(text) else f"{text} ({details})"


def _tables(sheet: Sheet) -> None:
    """Convert rows, with the rule below the header, which Org draws with plus signs or omits."""
    at = 0
    while at < len(sheet.lines):
        end = at
        while end < len(sheet.lines) and end not in sheet.done and sheet.lines[end].lstrip().startswith("|"):
            end += 1
        if end > at:
            lines = [line.strip() for line in sheet.lines[at:end]]
            rows = [line.strip("|").split("|") for line in lines if not line.startswith("|-")]
            sheet.put_table(at, end, rows)
        at = max(end, at + 1)


def _item(line: str) -> str:
    line = _TERM.sub(lambda match: f"{match['mark']}**{match['term']}:** ", line)
    return _BOX.sub(lambda match: f"{match['mark']}[{'x' if match['box'] in 'xX' else ' '}] ", line)


def _marks(text: str) -> str:
    text = _STAMP.sub(lambda match: " ".join(filter(None, (match["day"], match["time"]))), text)
    text = _BOLD.sub(r"**\g<text>**", text)
    text = _ITALIC.sub(r"*\g<text>*", text)
    return _LINK.sub(_link, text)


def _link(match: re.Match[str]) -> str:
    to = match["to"].removeprefix("file:")
    if match["text"]:
        return f"[{match['text']}]({to})"
    return f"![]({to})" if _PICTURE.search(to) else f"<{to}>" if ":" in to else f"[{to}]({to})"
