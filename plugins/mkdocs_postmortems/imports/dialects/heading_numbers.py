"""Numbers in front of headings: ``## 2. Timeline``, which opens no section, becomes ``## Timeline``.

Takes a ``Body``, its headings and the site's section set, removes the numbers, and returns the headings without them.
Where the headings of the sections are numbered throughout, all of them lose their numbers, and those below them theirs,
so that none of the outline is left over. Called by ``report``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown.extensions.toc import slugify
from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.imports.dialects.anchors import linked_anchors
from mkdocs_postmortems.imports.edits import Body
from mkdocs_postmortems.imports.text.heading_words import heads_section
from mkdocs_postmortems.imports.text.parts import find_title
from mkdocs_postmortems.read.model import Heading
from mkdocs_postmortems.sections import SectionSet

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_CHINESE = tuple("一二三四五六七八九十")
_NUMBER = re.compile(
    r"^(?P<before>[ \t]*(?:#{1,6}[ \t]+)?(?:\*\*|__)?)"
    r"(?:\(?(?P<number>\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}(?=\\?[.):]))\\?[.):]{0,2}[ \t]+"
    r"|(?P<compact>\d{1,2}(?:\.\d{1,2})*|[一二三四五六七八九十])[.．、)）][ \t]*(?=[^\x00-\u2fff]))(?=\S)"
)
"""The number is followed by a space, or, in languages that write none, by a mark."""
_REFERENCE = re.compile(
    r"(?:\b(?:sections?|sec\.|chapter|abschnitt|kapitel|sección|seção)[ \t]|§[ \t]?)\d", re.IGNORECASE
)
"""Words that refer to a section by its number."""
_FEW = 2
"""How many numbers make an outline."""


class _Numbered(Struct, frozen=True):
    """A heading with a number: ``(2, 1)`` of ``2.1``; ``bare`` is its title without it."""

    heading: Heading
    number: tuple[int, ...]
    bare: str


def remove_numbers(body: Body, headings: Sequence[Heading], sections: SectionSet) -> tuple[Heading, ...]:
    """Remove the numbers; return the headings without. One that a link of the text leads to keeps its anchor."""
    lines = body.lines
    tops = [each for each in headings if each.top and each is not find_title(headings)]
    numbered = [found for each in tops if (found := _read(lines[each.line - 1], each))]
    if not numbered:
        return tuple(headings)
    level = min(each.level for each in tops)
    renamed = {
        each.heading.line: each for each in numbered if each.heading.level == level and _is_named(each, sections)
    }
    if not any(map(_REFERENCE.search, lines)):
        renamed |= {each.heading.line: each for each in _outline(numbered)}
    linked = linked_anchors("\n".join(lines))
    for number, each in renamed.items():
        written = lines[number - 1]
        anchor = slugify(each.heading.title, "-")
        kept = f" {{#{anchor}}}" if anchor in linked and "{" not in written else ""
        bare = _NUMBER.sub(r"\g<before>", written.rstrip(), count=1) + kept
        body.put(number - 1, bare, f"{written.strip()!r} has no number now")
    return tuple(replace(each, title=renamed[each.line].bare) if each.line in renamed else each for each in headings)


def _read(line: str, heading: Heading) -> _Numbered | None:
    match, of_title = _NUMBER.match(line), _NUMBER.match(heading.title)
    if match is None or of_title is None:
        return None
    written = match["number"] or match["compact"]
    if written[0].isdecimal():
        number = tuple(map(int, written.split(".")))
    else:
        places = _CHINESE if match["compact"] else _ROMAN
        number = (places.index(written) + 1,) if written in places else ()
    return _Numbered(heading, number, heading.title[of_title.end() :]) if number else None


def _is_named(each: _Numbered, sections: SectionSet) -> bool:
    """Whether a heading has the name of one of the site's sections but for its number."""
    return sections.find(each.heading.title) is None and sections.find(each.bare) is not None


def _outline(numbered: Sequence[_Numbered]) -> Iterator[_Numbered]:
    """Yield the headings of sections that are numbered throughout, and those below them with ``2.1``."""
    for level in sorted({each.heading.level for each in numbered}):
        heads = [each for each in numbered if each.heading.level == level]
        runs = [each.number for each in heads] == [(number,) for number in range(1, len(heads) + 1)]
        if runs and len(heads) >= _FEW and any(heads_section(each.bare) for each in heads):
            yield from heads
            yield from (each for each in numbered if each.heading.level > level and len(each.number) > 1)
            return
