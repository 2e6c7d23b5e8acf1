"""Find footnotes, link targets and abbreviations that only one edition defines but the other uses.

Takes a body's lines with their kinds, and the spans of internal text. Returns problems with lines counted from 0.
Called by ``internal``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.code_spans import without_code
from mkdocs_postmortems.read.definitions import find_definitions, folded, used_definitions
from mkdocs_postmortems.read.line_kinds import LineKind
from mkdocs_postmortems.read.model import Span
from mkdocs_postmortems.read.patterns import pattern

_NAME = pattern(r"\[[^\[\]]+\]")
_BROKEN_DEFINITION = pattern(rf"[ >]*(?P<mark>{_NAME.pattern})\s?:")


def find_divided(lines: Sequence[str], kinds: Sequence[LineKind], spans: Sequence[Span]) -> Iterator[Problem]:
    """Report footnotes, links and abbreviations that one edition defines and the other uses."""
    if not spans:
        return
    definitions = find_definitions(lines, kinds)
    hidden = {number for span in spans for number in range(span.first, span.last + 1)}
    text = [at for at, kind in enumerate(kinds) if kind == "text"]
    known = {at for each in definitions for at in each.lines}
    shown = {folded(each.mark) for each in definitions if each.lines[0] not in hidden}
    yield from _broken_definitions(lines, [at for at in text if at not in known], hidden)
    public = used_definitions(definitions, lines, (at for at in text if at not in hidden))
    internal = used_definitions(definitions, lines, (at for at in text if at in hidden))
    for each in definitions:
        at = each.lines[0]
        if at not in hidden and each in internal and each not in public:
            message = (
                f"{each.mark} is used only by internal text, but its definition is outside it and would be published"
            )
            yield Problem("internal-definition", message, at, 1, "move the definition into the internal block")
        elif at in hidden and each.is_named and folded(each.mark) not in shown and each in public:
            message = f"{each.mark} is internal, but public text refers to it and would show {each.mark}"
            help = "remove the reference from the public text, or make the definition public"
            yield Problem("internal-definition", message, at, 1, help)


def _broken_definitions(lines: Sequence[str], text: Sequence[int], hidden: Set[int]) -> Iterator[Problem]:
    """Report intended definitions of a name that only internal text uses, if Markdown reads them as text."""
    torn = {at: match["mark"] for at in text if at not in hidden and (match := _BROKEN_DEFINITION.match(lines[at]))}
    if not torn:
        return
    inside = _count_names(lines, (at for at in text if at in hidden))
    outside = _count_names(lines, (at for at in text if at not in hidden))
    for at, mark in torn.items():
        name = folded(mark)
        if inside[name] and outside[name] <= _count_names(lines, (at,))[name]:
            message = f"{mark} is used only by internal text, and this broken definition of it would be published"
            help = f"move it into the internal block, and write a single address after {mark}:"
            yield Problem("internal-definition", message, at, 1, help)


def _count_names(lines: Sequence[str], numbers: Iterable[int]) -> Counter[str]:
    """Count how often each name in brackets occurs in some of the lines, names being compared as links are."""
    return Counter(_NAME.findall(folded("\n".join(without_code(lines[at]) for at in numbers))))
