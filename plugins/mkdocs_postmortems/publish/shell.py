"""Pages that the theme renders alike: one is rendered with slots in it, and the slots of the others are filled.

Comes in: a ``Page``, and a function that has the theme render one. Goes out: the page's whole HTML, to the byte what
the theme would have made of it. Called by ``plugin``, where no other plugin wants to see each page on its way.

A theme's template takes milliseconds, and what it prints of a report is little: title, description, address, edit
link, table of contents and content. A stand-in page of the same shape has a slot in the place of each. Whether the
theme prints such a value as it is, or escapes it again, or cuts it, is not assumed but tried, on a page whose texts
hold what would be changed; where the outcome differs, such pages are rendered one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace
from html import escape

from mkdocs_postmortems.publish.files import Heading, Page

_SLOT = re.compile(r"pmslot([a-z]+)(\d+)z")
_SPECIAL = 'A&B\'s "c"  <d> ü'
"""A text that every way of printing text changes, but for the right one."""
_UNCHANGED = re.compile(r"[^<>&\"'\s]+(?: [^<>&\"'\s]+)*")
"""A text that escaping and stripping leave alone."""
_PATH = re.compile(r"[\w-][\w.-]*(?:/[\w-][\w.-]*)*", re.ASCII)
"""A path that quoting leaves alone."""

_ONE_BY_ONE = 1
"""So many pages of a shape are rendered before a stand-in pays."""


@dataclass(frozen=True, slots=True)
class _Shell:
    """A rendered page in pieces: text, then a slot's name and number, and so on. Says which texts may fill it."""

    pieces: tuple[tuple[str, str, int], ...]
    end: str
    any_title: bool
    any_heading: bool

    def takes(self, page: Page) -> bool:
        """Whether the slots print this page's values as the theme would."""
        title = self.any_title or (
            _UNCHANGED.fullmatch(page.title) and (not page.description or _UNCHANGED.fullmatch(page.description))
        )
        headings = self.any_heading or all(_UNCHANGED.fullmatch(heading.title) for heading in page.headings)
        return bool(title and headings)


class Shells:
    """The shells of a site. ``render`` has the theme render a page."""

    def __init__(self, render: Callable[[Page], str]) -> None:
        self._render = render
        self._shells: dict[Hashable, _Shell | None] = {}
        self._seen: dict[Hashable, int] = {}

    def html(self, page: Page) -> str:
        """The page inside the theme."""
        if not _has_plain_addresses(page):
            return self._render(page)
        shape = _shape(page)
        self._seen[shape] = self._seen.get(shape, 0) + 1
        if self._seen[shape] <= _ONE_BY_ONE:
            return self._render(page)
        if shape not in self._shells:
            self._shells[shape] = self._make(page)
        shell = self._shells[shape]
        return self._fill(shell, page) if shell and shell.takes(page) else self._render(page)

    def _make(self, page: Page) -> _Shell | None:
        """The shell for pages of this shape; ``None`` where the theme does something with them that it cannot."""
        pieces, end = _split(self._render(_stand_in(page)))
        for any_title, any_heading in ((True, True), (True, False), (False, True), (False, False)):
            shell = _Shell(pieces, end, any_title, any_heading)
            probe = _probe(page, _SPECIAL if any_title else "Plain", _SPECIAL if any_heading else "Plain")
            if self._is_right(shell, probe):
                return shell
        return None

    def _is_right(self, shell: _Shell, page: Page) -> bool:
        return self._fill(shell, page) == self._render(page)

    def _fill(self, shell: _Shell, page: Page) -> str:
        last = _parts(page)[1]

        def each() -> Iterator[str]:
            for text, slot, number in shell.pieces:
                yield text
                match slot:
                    case "html":
                        yield page.html
                    case "title":
                        yield escape(page.title)
                    case "description":
                        yield escape(page.description)
                    case "segment":
                        yield last
                    case "source":
                        yield page.source
                    case "id":
                        yield page.headings[number].id
                    case "heading":
                        yield escape(page.headings[number].title)
            yield shell.end

        return "".join(each())


def _shape(page: Page) -> Hashable:
    """What pages must have in common for one shell: all that a template can decide by, but for the texts."""
    return (
        _parts(page)[0],
        bool(page.description),
        bool(page.source),
        tuple(heading.level for heading in page.headings),
        repr(sorted(page.meta.items())),
    )


def _has_plain_addresses(page: Page) -> bool:
    """Whether the page's addresses are printed as they are, whatever the theme does with addresses."""
    addresses = [page.address.rstrip("/"), *(heading.id for heading in page.headings)]
    return all(map(_PATH.fullmatch, [*addresses, *([page.source] if page.source else [])]))


def _stand_in(page: Page) -> Page:
    """A page of the same shape, with a slot for each value."""
    return replace(
        page,
        address=f"{_parts(page)[0]}pmslotsegment0z/",
        title="pmslottitle0z",
        html="pmslothtml0z",
        description="pmslotdescription0z" if page.description else "",
        headings=tuple(
            Heading(f"pmslotid{number}z", f"pmslotheading{number}z", heading.level)
            for number, heading in enumerate(page.headings)
        ),
        source="pmslotsource0z" if page.source else "",
    )


def _probe(page: Page, text: str, heading: str) -> Page:
    """A page of the same shape that holds these texts."""
    return replace(
        page,
        address=f"{_parts(page)[0]}place/",
        title=text,
        html="<p>Content</p>",
        description=text if page.description else "",
        headings=tuple(replace(each, id=f"id-{at}", title=heading) for at, each in enumerate(page.headings)),
        source="folder/file.md" if page.source else "",
    )


def _parts(page: Page) -> tuple[str, str]:
    """The address of the folder above, which links are relative to, and the last segment."""
    before, slash, last = page.address.rstrip("/").rpartition("/")
    return before + slash, last


def _split(html: str) -> tuple[tuple[tuple[str, str, int], ...], str]:
    pieces, at = [], 0
    for slot in _SLOT.finditer(html):
        pieces.append((html[at : slot.start()], slot[1], int(slot[2])))
        at = slot.end()
    return tuple(pieces), html[at:]
