"""Pages that the theme renders alike: one is rendered with slots in it, and the slots of the others are filled.

Comes in: a ``Page``, and a function that has the theme render one. Goes out: ``Framed``, to the byte what the theme
would have made of it, or the ``Shell`` that makes it. Called by ``output``, where no other plugin wants to see each
page on its way.

A theme's template takes milliseconds, and what it prints of a report is little: title, description, address, edit
link, table of contents and content. A stand-in page of the same shape has a slot in the place of each. Whether the
theme prints such a value as it is, or escapes it again, or cuts it, is not assumed but tried, on a page whose texts
hold what would be changed; where the outcome differs, such pages are rendered one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
from html import escape

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.cache import key_of
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
_NAMED = 2
"""So many folders of an address a theme may know by name. Those below are called like the archive's services."""

_Pieces = tuple[tuple[str, str, int], ...]
"""Rendered text, then the name and number of the slot behind it, and so on. The last slot is none."""


class Framed(Struct, frozen=True):
    """A page in the theme: its content, and what the theme put around that.

    ``before`` is the whole page where the theme does not print the content once and as it is.
    """

    before: str
    content: str = ""
    after: str = ""

    @property
    def html(self) -> str:
        """The whole page."""
        return "".join((self.before, self.content, self.after))  # `+` would escape what stands beside Markup


class Shell(Struct, frozen=True):
    """A rendered page in pieces, before and after its content. Says which texts may fill it.

    ``key`` names the pieces: two pages are alike around the same values where the keys of their shells are.
    """

    before: _Pieces
    after: _Pieces
    any_title: bool
    any_heading: bool
    key: str

    def framed(self, page: Page) -> Framed:
        """The page inside the theme."""
        return Framed(_filled(self.before, page), page.html, _filled(self.after, page))

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
        self._shells: dict[Hashable, Shell | None] = {}
        self._seen: dict[Hashable, int] = {}

    def framed(self, page: Page) -> Framed:
        """The page inside the theme."""
        shell = self.fitting(page)
        return shell.framed(page) if shell else self.rendered(page)

    def fitting(self, page: Page) -> Shell | None:
        """The shell for a page, whose content may be missing; ``None`` for a page that the theme must render."""
        shell = self._shell(page) if _has_plain_addresses(page) else None
        return shell if shell and shell.takes(page) else None

    def rendered(self, page: Page) -> Framed:
        """The page as the theme renders it, parted at its content."""
        html = self._render(page)
        before, found, after = html.partition(page.html) if page.html else (html, "", "")
        return Framed(before, found, after) if found and page.html not in after else Framed(html)

    def _shell(self, page: Page) -> Shell | None:
        shape = _shape(page)
        self._seen[shape] = self._seen.get(shape, 0) + 1
        if self._seen[shape] > _ONE_BY_ONE and shape not in self._shells:
            self._shells[shape] = self._make(page)
        return self._shells.get(shape)

    def _make(self, page: Page) -> Shell | None:
        """The shell for pages of this shape; ``None`` where the theme does something with them that it cannot."""
        pieces = _split(self._render(_stand_in(page)))
        contents = [at for at, (_, slot, _) in enumerate(pieces) if slot == "html"]
        if len(contents) != 1:
            return None
        before, after = pieces[: contents[0] + 1], pieces[contents[0] + 1 :]
        for any_title, any_heading in ((True, True), (True, False), (False, True), (False, False)):
            shell = Shell(before, after, any_title, any_heading, key_of(before, after))
            probe = _probe(page, _SPECIAL if any_title else "Plain", _SPECIAL if any_heading else "Plain")
            if shell.framed(probe).html == self._render(probe):
                return shell
        return None


def _filled(pieces: _Pieces, page: Page) -> str:
    """The pieces with the page's texts in the slots, but for its content."""
    segments = _parts(page)[1]

    def each() -> Iterator[str]:
        for text, slot, number in pieces:
            yield text
            match slot:
                case "title":
                    yield escape(page.title)
                case "description":
                    yield escape(page.description)
                case "segment":
                    yield segments[number]
                case "source":
                    yield page.source
                case "id":
                    yield page.headings[number].id
                case "heading":
                    yield escape(page.headings[number].title)

    return "".join(each())


def _shape(page: Page) -> Hashable:
    """What pages must have in common for one shell: all that a template can decide by, but for the texts."""
    named, segments = _parts(page)
    return (
        named,
        len(segments),
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
        address=_address(page, "pmslotsegment{}z"),
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
        address=_address(page, "place-{}"),
        title=text,
        html="<p>Content</p>",
        description=text if page.description else "",
        headings=tuple(replace(each, id=f"id-{at}", title=heading) for at, each in enumerate(page.headings)),
        source="folder/file.md" if page.source else "",
    )


def _parts(page: Page) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The folders of the page's address that a theme may know by name, and the segments below them, one at least."""
    segments = tuple(page.address.rstrip("/").split("/"))
    named = min(_NAMED, len(segments) - 1)
    return segments[:named], segments[named:]


def _address(page: Page, segment: str) -> str:
    """The page's address with other segments, named by their numbers, in the place of its own."""
    named, segments = _parts(page)
    return "/".join([*named, *(segment.format(number) for number in range(len(segments)))]) + "/"


def _split(html: str) -> _Pieces:
    pieces, at = [], 0
    for slot in _SLOT.finditer(html):
        pieces.append((html[at : slot.start()], slot[1], int(slot[2])))
        at = slot.end()
    return *pieces, (html[at:], "", 0)
