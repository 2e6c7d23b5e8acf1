"""Faster rendering of pages that look alike in the theme: one is rendered with slots, which are filled for the others.

``Shells`` takes a function that renders a ``Page`` in the theme, and returns ``Framed`` pages, byte for byte what the
theme would have rendered, or the ``Shell`` that makes them. Called by ``output`` if no other plugin processes each
page.

A theme's template takes milliseconds but prints few values of a report: title, description, address, edit link, table
of contents and content. A stand-in page of the same shape has a slot for each. Whether the theme prints such a value
unchanged, escapes it twice or truncates it is tested with a probe page whose texts would reveal that; if the result
differs, such pages are rendered one by one.
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
"""A text that reveals whether the theme escapes, strips or truncates it."""
_UNCHANGED = re.compile(r"[^<>&\"'\s]+(?: [^<>&\"'\s]+)*")
"""A text that escaping and stripping leave unchanged."""
_PATH = re.compile(r"[\w-][\w.-]*(?:/[\w-][\w.-]*)*", re.ASCII)
"""A path that quoting leaves unchanged."""

_ONE_BY_ONE = 1
"""How many pages of a shape are rendered before a stand-in pays off."""
_NAMED_FOLDERS = 2
"""How many folders of an address a theme may know by name: the archive's, if it is not deeper, and one below it. Deeper
folders are named after facet values."""

_Pieces = tuple[tuple[str, str, int], ...]
"""Pairs of rendered text and the slot after it (name and number). The last slot is empty."""


class Framed(Struct, frozen=True):
    """A page in the theme: its content, and what the theme puts around it.

    ``before`` is the whole page if the theme does not print the content exactly once and unchanged.
    """

    before: str
    content: str = ""
    after: str = ""

    @property
    def html(self) -> str:
        """The whole page."""
        return "".join((self.before, self.content, self.after))  # `+` would escape strings next to Markup


class Shell(Struct, frozen=True):
    """A rendered page in pieces, before and after its content, with the texts that may fill it.

    ``key`` identifies the pieces: pages with equal values and equal keys are framed alike.
    """

    before: _Pieces
    after: _Pieces
    any_title: bool
    any_heading: bool
    key: str

    def framed(self, page: Page) -> Framed:
        """Return the page inside the theme."""
        return Framed(_filled(self.before, page), page.html, _filled(self.after, page))

    def accepts(self, page: Page) -> bool:
        """Whether filled slots show this page's values as the theme would."""
        title = self.any_title or (
            _UNCHANGED.fullmatch(page.title) and (not page.description or _UNCHANGED.fullmatch(page.description))
        )
        headings = self.any_heading or all(_UNCHANGED.fullmatch(heading.title) for heading in page.headings)
        return bool(title and headings)


class Shells:
    """The shells of a site. ``render`` renders a page in a theme that knows the first ``named`` folders by name."""

    def __init__(self, render: Callable[[Page], str], named: int = _NAMED_FOLDERS) -> None:
        self._render, self._named = render, named
        self._shells: dict[Hashable, Shell | None] = {}
        self._seen: dict[Hashable, int] = {}

    def framed(self, page: Page) -> Framed:
        """Return the page inside the theme."""
        shell = self.shell_for(page)
        return shell.framed(page) if shell else self.rendered(page)

    def shell_for(self, page: Page) -> Shell | None:
        """Return the shell for a page, whose content may be missing; ``None`` if the theme must render the page."""
        shell = self._shell(page) if _has_plain_addresses(page) else None
        return shell if shell and shell.accepts(page) else None

    def rendered(self, page: Page) -> Framed:
        """Render the page with the theme, and split it at its content."""
        html = self._render(page)
        before, found, after = html.partition(page.html) if page.html else (html, "", "")
        return Framed(before, found, after) if found and page.html not in after else Framed(html)

    def _shell(self, page: Page) -> Shell | None:
        shape = _shape(page, self._named)
        self._seen[shape] = self._seen.get(shape, 0) + 1
        if self._seen[shape] > _ONE_BY_ONE and shape not in self._shells:
            self._shells[shape] = self._make(page)
        return self._shells.get(shape)

    def _make(self, page: Page) -> Shell | None:
        """Return a shell for pages of this shape; ``None`` if no shell reproduces what the theme renders."""
        pieces = _split(self._render(_stand_in(page, self._named)))
        contents = [at for at, (_, slot, _) in enumerate(pieces) if slot == "html"]
        if len(contents) != 1:
            return None
        before, after = pieces[: contents[0] + 1], pieces[contents[0] + 1 :]
        for any_title, any_heading in ((True, True), (True, False), (False, True), (False, False)):
            shell = Shell(before, after, any_title, any_heading, key_of(before, after))
            title, heading = (_SPECIAL if fits else "Plain" for fits in (any_title, any_heading))
            probe = _probe(page, title, heading, self._named)
            if shell.framed(probe).html == self._render(probe):
                return shell
        return None


def _filled(pieces: _Pieces, page: Page) -> str:
    """Join the pieces, with the page's texts, except its content, in the slots."""
    segments = _segments(page)

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


def _shape(page: Page, named: int) -> Hashable:
    """Return what pages of one shell have in common: everything that a template may branch on, except the texts."""
    segments = _segments(page)
    return (
        segments[: min(named, len(segments) - 1)],
        len(segments),
        bool(page.description),
        bool(page.source),
        tuple(heading.level for heading in page.headings),
        repr(sorted(page.meta.items())),
    )


def _has_plain_addresses(page: Page) -> bool:
    """Whether the page's addresses stay unchanged even if the theme quotes or escapes them."""
    addresses = [page.address.rstrip("/"), *(heading.id for heading in page.headings)]
    return all(map(_PATH.fullmatch, [*addresses, *([page.source] if page.source else [])]))


def _stand_in(page: Page, named: int) -> Page:
    """Return a page of the same shape, with a slot for each value."""
    return replace(
        page,
        address=_address(page, "pmslotsegment{}z", named),
        title="pmslottitle0z",
        html="pmslothtml0z",
        description="pmslotdescription0z" if page.description else "",
        headings=tuple(
            Heading(f"pmslotid{number}z", f"pmslotheading{number}z", heading.level)
            for number, heading in enumerate(page.headings)
        ),
        source="pmslotsource0z" if page.source else "",
    )


def _probe(page: Page, text: str, heading: str, named: int) -> Page:
    """Return a page of the same shape with these texts."""
    return replace(
        page,
        address=_address(page, "place-{}", named),
        title=text,
        html="<p>Content</p>",
        description=text if page.description else "",
        headings=tuple(replace(each, id=f"id-{at}", title=heading) for at, each in enumerate(page.headings)),
        source="folder/file.md" if page.source else "",
    )


def _segments(page: Page) -> tuple[str, ...]:
    """Return the folders of a page's address."""
    return tuple(page.address.rstrip("/").split("/"))


def _address(page: Page, segment: str, named: int) -> str:
    """Return the page's address with each segment that is not named, at least the last, replaced by a numbered one."""
    segments = _segments(page)
    kept = segments[: min(named, len(segments) - 1)]
    return "/".join([*kept, *(segment.format(number) for number in range(len(kept), len(segments)))]) + "/"


def _split(html: str) -> _Pieces:
    pieces, at = [], 0
    for slot in _SLOT.finditer(html):
        pieces.append((html[at : slot.start()], slot[1], int(slot[2])))
        at = slot.end()
    return *pieces, (html[at:], "", 0)
