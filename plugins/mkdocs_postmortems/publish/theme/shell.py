"""Faster rendering of pages that look alike in the theme: one is rendered with slots, which are filled for the others.

``Shells`` takes a function that renders a ``Page`` in the theme, and returns ``Framed`` pages, byte for byte what the
theme would have rendered, or the ``Shell`` that makes them. Called by ``output`` if no other plugin processes each
page.

A theme's template takes milliseconds but prints few values of a report: title, description, address, edit link, tags,
table of contents and content. A stand-in page of the same shape has a slot for each. Whether the theme prints such a
value unchanged, escapes it twice or truncates it is tested with a probe page whose texts would reveal that; if the
result differs, such pages are rendered one by one. Pages that only differ in their headings have shells that
``outline`` puts together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from html import escape
from itertools import product
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from mkdocs_postmortems.cache import key_of
from mkdocs_postmortems.publish.files import Heading, Page
from mkdocs_postmortems.publish.theme.outline import Outline, Piece

_SLOT = re.compile(r"pmslot([a-z]+)(\d+)z")
_SPECIAL = 'A&B\'s "c"  <d> ü'
"""A text that reveals whether the theme escapes, strips or truncates it."""
_UNCHANGED = re.compile(r"[^<>&\"'\s]+(?: [^<>&\"'\s]+)*")
"""A text that escaping and stripping leave unchanged."""
_PATH = re.compile(r"[\w-][\w.-]*(?:/[\w-][\w.-]*)*", re.ASCII)
"""A path that quoting leaves unchanged."""

_NAMED_FOLDERS = 2
"""How many folders of an address a theme may know by name: the archive's, if it is not deeper, and one below it. Deeper
folders are named after facet values."""

_Pieces = tuple[Piece, ...]


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
    any_source: bool
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
        source = self.any_source or not page.source or _PATH.fullmatch(page.source)
        return bool(title and headings and source and all(map(_UNCHANGED.fullmatch, _tags(page))))


class _Kind(Struct):
    """What is known of pages that are alike but for their headings.

    ``counts`` are the numbers of headings of those pages that were compared with the theme's, by the level of the first
    heading, which decides between which pieces the theme prints what depends on the number; ``once`` has the levels of
    those that the theme has rendered because it was too early to make a shell.
    """

    outline: Outline = field(default_factory=Outline)
    any_title: bool = True
    any_heading: bool = True
    counts: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    once: set[tuple[int, ...]] = field(default_factory=set)

    def is_new(self, headings: Sequence[Heading]) -> bool:
        """Whether fewer or more headings than on the pages before might make a difference to the theme."""
        counts = self.counts[headings[0].level]
        return not (counts and min(counts) <= len(headings) <= max(counts))

    def count(self, headings: Sequence[Heading]) -> None:
        """Note that a page with these headings was compared with the theme's."""
        self.counts[headings[0].level].add(len(headings))


class Shells:
    """The shells of a site. ``render`` renders a page in a theme that knows the first ``named`` folders by name."""

    def __init__(self, render: Callable[[Page], str], named: int = _NAMED_FOLDERS) -> None:
        self._render, self._named = render, named
        self._shells: dict[Hashable, Shell | None] = {}
        self._kinds: dict[Hashable, _Kind] = {}

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
        levels = tuple(heading.level for heading in page.headings)
        if (shape, levels) not in self._shells:
            kind = self._kinds.setdefault(shape, _Kind())
            if not kind.outline.is_usable and levels not in kind.once:
                kind.once.add(levels)
                return None  # such a page may remain the only one, and a shell takes as long as several pages
            self._shells[shape, levels] = self._composed(page, kind) or self._learned(page, kind)
        return self._shells[shape, levels]

    def _composed(self, page: Page, kind: _Kind) -> Shell | None:
        """Return a shell that is put together from those of other pages of its kind."""
        pieces = kind.outline.pieces(page.headings) if page.headings else None
        if pieces is None:
            return None
        shell = _shell_of(pieces, kind.any_title, kind.any_heading)
        if kind.is_new(page.headings) or not kind.outline.is_certain(page.headings):
            kind.outline.is_usable = self._is_like_the_theme(shell, page)
            kind.outline.confirm(page.headings)
            kind.count(page.headings)
        return shell if kind.outline.is_usable else None

    def _learned(self, page: Page, kind: _Kind) -> Shell | None:
        """Return a shell for which pages are rendered."""
        shell = self._make(page)
        if shell is None:
            kind.outline.is_usable = False
        elif page.headings and kind.outline.is_usable:
            kind.outline.learn((*shell.before, *shell.after), page.headings)
            kind.count(page.headings)
            kind.any_title &= shell.any_title
            kind.any_heading &= shell.any_heading
        return shell

    def _make(self, page: Page) -> Shell | None:
        """Return a shell for pages of this shape; ``None`` if no shell reproduces what the theme renders."""
        pieces = _split(self._render(_stand_in(page, self._named)))
        if sum(slot == "html" for _, slot, _ in pieces) != 1:
            return None
        shells = (_shell_of(pieces, *fits) for fits in product((True, False), repeat=2))
        return next((shell for shell in shells if self._is_like_the_theme(shell, page)), None)

    def _is_like_the_theme(self, shell: Shell, page: Page) -> bool:
        """Whether a page of this shape is the same in a shell as in the theme, whatever its texts."""
        title, heading = (_SPECIAL if fits else "Plain" for fits in (shell.any_title, shell.any_heading))
        probe = _probe(page, title, heading, self._named)
        return shell.framed(probe).html == self._render(probe)


def _shell_of(pieces: _Pieces, any_title: bool, any_heading: bool) -> Shell:
    """Return the shell with these pieces, one of which ends with the slot of the content."""
    at = next(at for at, (_, slot, _) in enumerate(pieces, 1) if slot == "html")
    any_source = all(slot != "source" for _, slot, _ in pieces)  # as long as there is no link to edit it
    return Shell(pieces[:at], pieces[at:], any_title, any_heading, any_source, key_of(pieces))


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
                case "tag":
                    yield _tags(page)[number]

    return "".join(each())


def _shape(page: Page, named: int) -> Hashable:
    """Return everything that a template may branch on, except the texts and the headings' levels."""
    segments = _segments(page)
    return (
        segments[: min(named, len(segments) - 1)],
        len(segments),
        bool(page.description),
        bool(page.source),
        bool(page.headings),
        len(_tags(page)),
        repr(sorted((name, value) for name, value in page.meta.items() if name != "tags")),
    )


def _has_plain_addresses(page: Page) -> bool:
    """Whether the page's addresses stay unchanged even if the theme quotes or escapes them."""
    return all(map(_PATH.fullmatch, [page.address.rstrip("/"), *(heading.id for heading in page.headings)]))


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
        meta=_with_tags(page, "pmslottag{}z"),
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
        meta=_with_tags(page, "Tag {}"),
    )


def _tags(page: Page) -> Sequence[str]:
    """Return the tags in a page's metadata, already escaped."""
    tags: Sequence[str] = page.meta.get("tags", ())
    return tags


def _with_tags(page: Page, tag: str) -> Mapping[str, Any]:
    """Return the page's metadata with each tag replaced by a numbered one."""
    tags = [tag.format(number) for number in range(len(_tags(page)))]
    return {**page.meta, **({"tags": tags} if tags else {})}


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
