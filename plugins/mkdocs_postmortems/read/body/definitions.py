"""Find definitions of footnotes, link targets and abbreviations, their uses, and those that one edition lacks.

Takes a body's lines with their kinds. Called by ``internal``, for those that only one edition defines, and by
``archive.redaction``, which removes unused ones: Python-Markdown shows every footnote that is defined.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set

from msgspec import Struct

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.body.inline import without_code
from mkdocs_postmortems.read.body.line_starts import LIST_MARK
from mkdocs_postmortems.read.model import LineKind, Span
from mkdocs_postmortems.read.patterns import pattern

_START = pattern(
    rf"(?P<place>(?:[ >]|(?:{LIST_MARK})[ ])*)"
    r"(?:(?P<mark>\[\^[^\[\]]+\]|\[[^\[\]^][^\[\]]*\]):|(?P<short>\*\[[^\[\]\\]+\])[ ]?:)"
)
_TARGET = pattern(
    r"[ ]*(?:\n[ ]*)?[^\s]+[ ]*(?:\n[ ]*)?(?:(?P<quote>[\"']).*(?P=quote)[ ]*|\(.*\)[ ]*)?$", re.MULTILINE
)
"""What makes ``[name]:`` a link target instead of text: one address, and at most a title after it."""
_BEFORE = " >"
_NAME = pattern(r"\[[^\[\]]+\]")
_BROKEN_DEFINITION = pattern(rf"[ >]*(?P<mark>{_NAME.pattern})\s?:")


class Definition(Struct, frozen=True):
    """``mark`` is ``[^note]``, ``[name]`` or ``*[ABC]``. Lines count from 0; ``end`` is the column after the mark."""

    mark: str
    lines: tuple[int, ...]
    end: int

    @property
    def is_footnote(self) -> bool:
        return self.mark.startswith("[^")

    @property
    def is_named(self) -> bool:
        """Whether text refers to it by a name in brackets, which shows if undefined: a footnote or a link target."""
        return self.mark.startswith("[")

    def column(self, lines: Sequence[str]) -> int:
        """Return the column, from 1, at which it begins on its first line; its mark is there as written."""
        return lines[self.lines[0]].find(self.mark) + 1 or 1

    def is_used_in(self, text: str, names: Set[str], compared: Set[str]) -> bool:
        """Return whether a text uses it.

        ``names`` are those in brackets in it, ``compared`` the same as names of links are compared.
        """
        if self.mark.startswith("*["):
            return bool(re.search(rf"(?<!\w){re.escape(self.mark[2:-1])}(?!\w)", text))
        return self.mark in names if self.is_footnote else folded(self.mark) in compared


def find_definitions(lines: Sequence[str | None], kinds: Sequence[LineKind]) -> tuple[Definition, ...]:
    """Return all definitions, also in lists and quotes. A line that is ``None`` has been removed."""
    starts = {
        at: match
        for at, line in enumerate(lines)
        if line and "]" in line and kinds[at] != "code" and (match := _START.match(line.expandtabs(4)))
    }
    found = []
    for at, match in starts.items():
        mark = match["mark"] or match["short"]
        if mark.startswith("[^"):
            rest = tuple(_note(lines, at, len(match["place"]), starts.keys()))
        elif (end := _target_end(lines, at, match)) is not None:
            rest = tuple(range(at + 1, end + 1))
        else:
            continue
        found.append(Definition(mark, (at, *rest), match.end()))
    return tuple(found)


def _note(lines: Sequence[str | None], at: int, indent: int, starts: Iterable[int]) -> Iterator[int]:
    """Yield the further lines of a footnote: its paragraph, and indented paragraphs after it."""
    in_paragraph = True
    for number in range(at + 1, len(lines)):
        line = lines[number]
        if line is None:
            continue
        bare = line.expandtabs(4)
        if not bare.strip(_BEFORE):
            in_paragraph = False
        elif number in starts or not (in_paragraph or len(bare) - len(bare.lstrip(_BEFORE)) >= indent + 4):
            return
        else:
            yield number


def _target_end(lines: Sequence[str | None], at: int, match: re.Match[str]) -> int | None:
    """Return the last line of a link target or abbreviation; ``None`` if it is text."""
    below = [(line or "").lstrip(_BEFORE) for line in lines[at + 1 : at + 3]]
    text = "\n".join([match.string[match.end() :], *below])
    if match["short"]:
        return at + int(not text.partition("\n")[0].strip() and bool(below))
    target = _TARGET.match(text)
    return None if target is None else at + target.group().rstrip().count("\n")


def used_definitions(
    definitions: Sequence[Definition], lines: Sequence[str | None], texts: Iterable[int]
) -> frozenset[Definition]:
    """Return the definitions that the lines ``texts`` use, directly or through other definitions. Code uses none."""
    inside = {number for each in definitions for number in each.lines}
    text = "\n".join(without_code(lines[at] or "") for at in texts if at not in inside)
    used: set[Definition] = set()
    while True:
        names = set(_NAME.findall(text))
        compared = set(map(folded, names))
        new = {each for each in definitions if each not in used and each.is_used_in(text, names, compared)}
        if not new:
            return frozenset(used)
        used |= new
        text = "\n".join(text_of(each, lines) for each in new)


def text_of(definition: Definition, lines: Sequence[str | None]) -> str:
    """Return what a definition says, without its mark."""
    first, *rest = definition.lines
    own = [(lines[first] or "").expandtabs(4)[definition.end :], *(lines[at] or "" for at in rest)]
    return "\n".join(map(without_code, own))


def folded(text: str) -> str:
    """Return a text in the form in which names of links are compared."""
    return re.sub(r"\s+", " ", text).casefold()


def find_divided(lines: Sequence[str], kinds: Sequence[LineKind], spans: Sequence[Span]) -> Iterator[Problem]:
    """Report footnotes, links and abbreviations that one edition defines and the other uses."""
    if not spans:
        return
    definitions = find_definitions(lines, kinds)
    hidden = {number for span in spans for number in span.numbers}
    text = [at for at, kind in enumerate(kinds) if kind == "text"]
    known = {at for each in definitions for at in each.lines}
    shown = {folded(each.mark) for each in definitions if each.lines[0] not in hidden}
    yield from _broken_definitions(lines, [at for at in text if at not in known], hidden)
    public = used_definitions(definitions, lines, (at for at in text if at not in hidden))
    internal = used_definitions(definitions, lines, (at for at in text if at in hidden))
    for each in definitions:
        at, mark = each.lines[0], each.mark
        if at not in hidden and each in internal and each not in public:
            message = f"{mark} is used only by internal text, but its definition is outside it and would be published"
            help = "move the definition into the internal block"
            yield Problem("internal-definition", message, at, each.column(lines), help)
        elif at in hidden and each.is_named and folded(each.mark) not in shown and each in public:
            message = f"{mark} is internal, but public text refers to it and would show {mark}"
            help = "remove the reference from the public text, or make the definition public"
            yield Problem("internal-definition", message, at, each.column(lines), help)


def _broken_definitions(lines: Sequence[str], text: Sequence[int], hidden: Set[int]) -> Iterator[Problem]:
    """Report intended definitions of a name that only internal text uses, if Markdown reads them as text."""
    torn = {at: match for at in text if at not in hidden and (match := _BROKEN_DEFINITION.match(lines[at]))}
    if not torn:
        return
    inside = _count_names(lines, (at for at in text if at in hidden))
    outside = _count_names(lines, (at for at in text if at not in hidden))
    for at, match in torn.items():
        mark = match["mark"]
        name = folded(mark)
        if inside[name] and outside[name] <= _count_names(lines, (at,))[name]:
            message = f"{mark} is used only by internal text, and this broken definition of it would be published"
            help = f"move it into the internal block, and write a single address after {mark}:"
            yield Problem("internal-definition", message, at, match.start("mark") + 1, help)


def _count_names(lines: Sequence[str], numbers: Iterable[int]) -> Counter[str]:
    """Count how often each name in brackets occurs in some of the lines, names being compared as links are."""
    return Counter(_NAME.findall(folded("\n".join(without_code(lines[at]) for at in numbers))))
