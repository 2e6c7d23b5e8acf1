"""Facts that old reports state after a label: ``**Date:** 2020-10-28``, ``| Severity | SEV1 |``, ``## Authors``.

Takes a ``Text`` and yields ``Label`` values in the order written. Values are not
judged here. Called by ``finder`` and ``histories``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from msgspec import Struct

from mkdocs_postmortems.imports.text.structure import Text
from mkdocs_postmortems.imports.text.words import FACT_OF, LESS_BEFORE, LESS_BEHIND, NO_VALUE, OF_TIME, STILL_OPEN
from mkdocs_postmortems.read.body.inline import plain
from mkdocs_postmortems.read.body.line_starts import indent_of
from mkdocs_postmortems.read.body.tables import is_table, split_row
from mkdocs_postmortems.read.characters import is_visible
from mkdocs_postmortems.read.model import TIME_FIELDS, Span
from mkdocs_postmortems.read.times.line_times import read_labelled
from mkdocs_postmortems.read.times.zones import find_zone
from mkdocs_postmortems.sections import comparable


class Label(Struct, frozen=True):
    """A fact and its value as written. ``line`` counts from 1 in the body. ``alone``: the line says nothing else.

    ``zone`` is that of a time, where the label names it: ``Start (PST): 2023-10-15 14:05``.
    """

    fact: str
    value: str
    line: int
    where: str
    alone: bool = False
    zone: str = ""


_LINE = re.compile(
    r"[ \t]{0,7}(?:(?:[-*+•]|\d+[.)])[ \t]+|>[ \t]?|#{1,6}[ \t]+)?(?:\[[ xX]\][ \t]+)?"
    r"(?:\s?:[a-z][a-z0-9_+-]{1,40}:)?[^\w*_\[【(<]{0,4}"
    r"(?:(?P<mark>\*{2,3}|__|\*|_)[ \t]*(?P<bold>[^*\n]{2,50}?)[ \t]*(?P=mark)[ \t]*(?P<sign>[:：=·–—-])?"
    r"|(?P<plain>[^\W\d_][^:：=|\n*]{1,50}?)[ \t]*[:：=])"
    r"(?:(?<=：)|(?<=\*:)|(?![/\d]))[ \t]*(?P<value>.*)$"  # a digit behind a bare colon: 14:05
)
_BREAK = re.compile(r"(?: {2,}|\\|<br ?/?>)$")
_BEGINS = re.compile(
    r"[ \t]*(?:[>#|•・]|[-=]{2}|(?:[-*+]|\d+[.)])[ \t]|(?:\*\*|__)[^*_]{1,60}:(?:\*\*|__)|[^\s：。、]{1,12}：)"
)
"""What cannot continue a paragraph."""
_ITEM = re.compile(r"^[ \t]{0,7}(?:[-*+•]|\d+[.)])[ \t]+")
_DEFINITION = re.compile(r" {0,3}: {1,3}(?P<value>\S.*)")
_EMPHASIS = re.compile(
    r"^(?P<before>[ \t]*(?:[-*+>][ \t]+)?)(?P<mark>\*{1,3}|_{1,3})"
    r"(?P<inside>[^\W\d_][^:：*_\n]{1,50}[:：][ \t]*[^\s*_](?:.*[^\s*_])?)(?P=mark)[ \t]*(?:\\|<br ?/?>)?$"
)
_WEAK = re.compile(
    r"[ \t]*(?:[-*+>][ \t]+)?(?:services?|systems?|components?|products?|applications?|affected):", re.IGNORECASE
)
_SENTENCES = frozenset({"impact", "experience", "users", "cause", "duration"})
"""Facts that are stated in sentences: part of a sentence would say something else."""
_TIMES = frozenset({"date", "time", "duration", *TIME_FIELDS})
_SEVERAL = re.compile(r"(?<![ \t])[ \t]+[|·•][ \t]+(?=\*\*|__)")
_BOLD = r"(?:\*\*|__)[^*_]{2,50}(?:[:：](?:\*\*|__)|(?:\*\*|__)[ \t]?[:：])"
_LISTED = re.compile(rf"(?:[,;]|[ \t][-–—])?[ \t]+(?={_BOLD})")
_BOLD_LABEL = re.compile(rf"[ \t]*(?:[-*+>][ \t]+)?{_BOLD}")
_PIPED = re.compile(r"(?<![ \t|])[ \t]+[|·•][ \t]+(?![ \t|])")
_PLAIN_LABEL = re.compile(r"[ \t]*(?:[-*+>][ \t]+)?(?P<name>[^\W\d_][\w /-]{1,30}):[ \t]+\S")
_CLOSES = re.compile(r"\w(?:\*{1,2}|__)(?:\W|$)")
"""The end of emphasis within a value, which has no marks around all of it: ``**Critical** - nobody can log in``."""
_STILL_OPEN = re.compile(STILL_OPEN, re.IGNORECASE)
_LONGEST = 400
_MOST_VALUES, _MOST_SERVICES = 4, 12
"""How many lines below a heading are its values at most."""


def find_labels(text: Text, skip: Span | None = None) -> Iterator[Label]:
    """Yield the labels of the body outside the lines ``skip``, which are a timeline."""
    lines, kinds = text.lines, text.kinds
    titles = {heading.line: heading.title for heading in text.headings}
    head = next((line for line in titles if line > 1), len(lines) + 1)
    at = 0
    while at < len(lines):
        number = at + 1
        if kinds[at] != "text" or (skip and number in skip):
            at += 1
        elif is_table(lines, at):
            last = at + 1
            while last + 1 < len(lines) and kinds[last + 1] == "text" and "|" in lines[last + 1]:
                last += 1
            yield from _of_table(lines, at, last)
            at = last + 1
        else:
            if number in titles:
                yield from _of_heading(text, titles, number)
            yield from (label for label in _of_line(text, at) if number < head or not _is_weak(label, lines))
            at += 1


def fact_of(name: str) -> str:
    """Return the fact that a label stands for; words in brackets at its end do not count, nor those around a name."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=\w)[_-](?=\w)", " ", name)  # start_time, startTime, start-time
    bare = comparable(plain(name)).strip(" .?-–—")
    bare = bare if bare in FACT_OF else comparable(plain(words)).strip(" .?-–—")
    if fact := FACT_OF.get(bare):
        return fact
    whole = re.sub(r"\s*[(（\[].*$", "", bare)
    if fact := _fact_before(whole):
        return fact
    begins = LESS_BEFORE.match(whole)
    fact = _fact_before(whole[begins.end() :]) if begins else ""
    if begins is None or fact == "written" or not (begins["time"] or begins["other"]):
        return fact
    return fact if bool(begins["time"]) == (fact in OF_TIME) else ""


def _fact_before(words: str) -> str:
    """Return the fact with this name, or that of the name before words such as "at" and "of the incident"."""
    if fact := FACT_OF.get(words):
        return fact
    ends = LESS_BEHIND.search(words)
    fact = FACT_OF.get(words[: ends.start()], "") if ends else ""
    return "" if ends and ends["time"] and fact not in OF_TIME else fact


def _of_line(text: Text, at: int) -> Iterator[Label]:
    """Yield the labels of a line: several side by side, the one that it begins with, or that of a bare name."""
    line = text.lines[at]
    several = _side_by_side(line)
    if several:
        yield from _of_pieces(several, at + 1)
        return
    match = _LINE.match(_without_emphasis(line).rstrip())
    name = _name_of(match)
    fact = fact_of(name) if match else ""
    if match and fact and (_has_sign(match) or not match["value"]):
        yield from _of_match(text, at, match, fact)
        return
    yield from _of_time(line, at + 1)
    if match is None:
        yield from _of_definition(text, at)


def _side_by_side(line: str) -> list[str]:
    """Return the pieces of a line with several labels: ``**Severity:** SEV1 | **Status:** resolved``; else none.

    Names that are not bold need a bar or a dot between them, and the first two must stand for facts.
    """
    pieces = [_without_emphasis(piece) for piece in _SEVERAL.split(line)]
    if len(pieces) > 1:
        return pieces
    listed = _LISTED.split(line)
    if len(listed) > 1 and all(map(_BOLD_LABEL.match, listed)):
        return listed
    piped = _PIPED.split(line)
    names = [match["name"] for piece in piped if (match := _PLAIN_LABEL.match(piece))]
    return piped if 1 < len(piped) == len(names) and all(map(fact_of, names[:2])) else []


def _of_pieces(pieces: Sequence[str], number: int) -> Iterator[Label]:
    for piece in pieces:
        match = _LINE.match(piece)
        name = _name_of(match)
        if match and (fact := fact_of(name)):
            yield from _label(fact, match["value"], number, "line", name=name)


def _of_match(text: Text, at: int, match: re.Match[str], fact: str) -> Iterator[Label]:
    """Yield a label with the value behind it, which may go on in the next lines, or else with that below it."""
    name, value = _name_of(match), match["value"]
    if not value.strip(" *_"):
        yield from _label(fact, _below(text, at), at + 1, "line", name=name)
        return
    if fact in _SENTENCES or value.rstrip().endswith((",", "、")):
        value = _wrapped(text, at, value)
    yield from _label(fact, value, at + 1, "line", True, name)


def _name_of(match: re.Match[str] | None) -> str:
    """Return the name in a match of ``_LINE``."""
    return match["bold"] or match["plain"] or "" if match else ""


def _has_sign(match: re.Match[str]) -> bool:
    """Whether a colon or another sign separates the name from what follows."""
    return bool(match["sign"] or match["plain"] or _name_of(match).rstrip().endswith((":", "：")))


def _of_time(line: str, number: int) -> Iterator[Label]:
    """A time behind the bare name of a time field: ``- Resolved 2023-10-15 15:10``.

    A sentence is no label: the name must be all that precedes the time, and the time must end the line.
    """
    item = _ITEM.match(line)
    text = line[item.end() if item else 0 :].strip()
    head = read_labelled(text) if item or text[:1].isupper() else None
    if head and (fact := fact_of(head.text)) in TIME_FIELDS:
        yield from _label(fact, text[len(head.text) :], number, "line")


def _of_definition(text: Text, at: int) -> Iterator[Label]:
    """Yield a term with one definition, as in a definition list: ``Severity``, and ``: SEV1`` in the next line."""
    lines, below = text.lines, at + 1
    if below >= len(lines) or text.kinds[below] != "text" or len(lines[at]) > 60:
        return
    defined, fact = _DEFINITION.match(lines[below]), fact_of(lines[at])
    if defined and fact and not (below + 1 < len(lines) and _DEFINITION.match(lines[below + 1])):
        yield from _label(fact, defined["value"], below + 1, "line", name=lines[at])


def _below(text: Text, at: int) -> str:
    """Return the value below a label that ends its line: one short paragraph, or the items of one list."""
    inside: list[str] = []
    lines, kinds, indent = text.lines, text.kinds, indent_of(text.lines[at])
    for below in range(at + 1, min(at + 12, len(lines))):
        line = lines[below]
        if kinds[below] == "blank":
            if inside:
                break
            continue
        if kinds[below] != "text" or line.startswith("#") or "|" in line or _is_label(line):
            break
        if indent and indent_of(line) <= indent:
            break
        inside.append(_ITEM.sub("- ", line).strip())
    items = [line[2:] for line in inside if line.startswith("- ")]
    if any(item.strip(" *_").endswith(("?", ":")) for item in items):
        return ""  # questions, with their answers below them
    if items and len(items) == len(inside):
        return ", ".join(items)
    return inside[0] if len(inside) == 1 else ""


def _is_weak(label: Label, lines: Sequence[str]) -> bool:
    """Whether the label for services may mean something else: ``services: 8 running``, ``Affected: all users``."""
    return label.fact == "services" and bool(_WEAK.match(lines[label.line - 1]))


def _without_emphasis(line: str) -> str:
    """Return a line without marks around all of it: ``_Date: 2023-10-15_``, ``**Severity: SEV1**``."""
    return _EMPHASIS.sub(r"\g<before>\g<inside>", line)


def _wrapped(text: Text, at: int, value: str) -> str:
    """Return a value with the lines that it wraps onto; its first line alone is no whole sentence."""
    lines, pieces = text.lines, [value]
    for below in range(at + 1, len(lines)):
        line = lines[below]
        if text.kinds[below] != "text" or _BREAK.search(lines[below - 1]) or _BEGINS.match(line) or _is_label(line):
            break
        pieces.append(line)
    return " ".join(piece.strip() for piece in pieces)


def fact_in(line: str) -> str:
    """Return the fact of a line's label; "" without one."""
    return fact_of(_name_of(_LINE.match(line)))


def _is_label(line: str) -> bool:
    match = _LINE.match(line)
    return bool(match and (match["sign"] or fact_of(_name_of(match))))


def _of_heading(text: Text, titles: Mapping[int, str], number: int) -> Iterator[Label]:
    """Yield a heading that is a label, with the short text below it: ``## Authors``."""
    lines, fact = text.lines, fact_of(titles[number])
    if not fact:
        return
    inside: list[str] = []
    most = _MOST_SERVICES if fact == "services" else _MOST_VALUES
    for below in range(number, min(number + most + 6, len(lines))):
        if fact == "services" and not inside and is_table(lines, below):
            yield from _of_column(lines, below, number)
        if below + 1 in titles or is_table(lines, below):
            break
        if _BOLD_LABEL.match(lines[below]):  # a form: what is below the heading has names of its own
            return
        if text.kinds[below] == "text" and set(lines[below].strip()) - set("-="):
            inside.append(_ITEM.sub("", lines[below]).strip())
    else:
        return
    if 1 <= len(inside) <= most:
        value = ", ".join(inside) if fact in ("authors", "services") else inside[0]
        yield from _label(fact, value, number, "heading", name=titles[number])


def _of_column(lines: Sequence[str], first: int, number: int) -> Iterator[Label]:
    """Yield the names in the first column of a table if its header calls them services."""
    header, _, *rows = takewhile(lambda line: "|" in line, lines[first:])
    if fact_of(split_row(header)[0]) == "services":
        names = ", ".join(split_row(row)[0] for row in rows)
        yield from _label("services", names, number, "heading")


def _of_table(lines: Sequence[str], first: int, last: int) -> Iterator[Label]:
    """Yield the labels of a table of names and values, or of one with names above its only row."""
    header = split_row(lines[first])
    rows = [(at, split_row(lines[at])) for at in range(first + 2, last + 1)]
    if len(header) == 2:
        named = [(at, cells) for at, cells in ((first, header), *rows) if len(cells) == 2 and fact_of(cells[0])]
        is_head = (len(rows) > 1 and len(named) == 1) or bool(fact_of(header[1]))  # of a table about something else
        for at, (name, value) in named:
            if at > first or not is_head:
                yield from _label(fact_of(name), value, at + 1, "table", name=name)
    if len(rows) == 1:
        facts = [fact_of(name) for name in header]
        if sum(map(bool, facts)) >= 2:
            for name, fact, value in zip(header, facts, rows[0][1], strict=False):
                if fact:
                    yield from _label(fact, value, rows[0][0] + 1, "table", name=name)


def _label(fact: str, value: str, line: int, where: str, alone: bool = False, name: str = "") -> Iterator[Label]:
    text = value.strip()
    bare = text.strip("*_ ")
    text = text if _CLOSES.search(bare) else bare
    text = re.sub(r"<br ?/?>$|\\$", "", text).strip()
    text = re.sub(r"^([\"'])(.*)\1,?$", r"\2", text)
    if is_visible(text) and text.casefold() not in NO_VALUE and not _STILL_OPEN.match(text) and len(text) <= _LONGEST:
        yield Label(fact, text, line, where, alone, find_zone(name) if fact in _TIMES else "")
