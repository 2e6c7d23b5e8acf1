"""A line of Markdown as plain text and the links in it, for lists that show no other markup.

``linked_text`` takes inline Markdown, ``ticket_text`` an action item's ticket; both return pieces, which the macro
``linked`` in ``parts.html`` shows. Called by ``actions.page``, ``report.writer``, ``dataset`` and ``calendar``.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from mkdocs_postmortems.publish.links import Target, is_safe_link
from mkdocs_postmortems.read.body.inline import plain, without_code_spans
from mkdocs_postmortems.read.body.links import REPORT_LINK
from mkdocs_postmortems.read.body.summary import LONGEST, shorten

_LINK = re.compile(
    r"(?<![!\\\[])\[(?P<label>[^\[\]]+)\]\((?P<address>(?:[^()\s]|\([^()\s]*\))+)(?:\s+\"[^\"]*\")?\)"
    rf"|{REPORT_LINK}"
    r"|<(?P<bare>https?://[^<>\s]+)>"
)
_BARE = re.compile(r"(?<!\]\()(?<![\[\w])<?(?P<address>https?://[^\s<>\[\]]*[^\s<>\[\]().,;:!?])>?")
"""An address that is no link yet, without the punctuation after it."""
_FIRST, _LAST, _END = 0xE100, 0xF8FE, "\uf8ff"
"""Private characters: each link's label is between the one with its number and the end."""
_PRIVATE = re.compile(f"[{chr(_FIRST)}-{_END}]")
_LABEL = re.compile(f"([{chr(_FIRST)}-{chr(_LAST)}])([^{_END}]*){_END}?")


class Piece(Struct, frozen=True):
    """A part of a text, with the address that it links to, or ""."""

    text: str
    address: str = ""


def find_none(_: str) -> Target | None:
    """Find no report: for a text outside an archive."""
    return None


def linked_text(
    markdown: str, find: Callable[[str], Target | None] = find_none, longest: int = LONGEST
) -> tuple[Piece, ...]:
    """Return inline Markdown as plain text, cut if it is too long, in pieces with and without a link.

    Only addresses of the web and of mail are links: others are relative to the report. ``find`` looks up the report of
    an ``[[id]]``, which is shown by its title.
    """
    if "](" not in markdown and "[[" not in markdown and "<http" not in markdown:
        return (Piece(shorten(plain(markdown), longest)),)
    markdown = _PRIVATE.sub("", markdown)
    without_code = without_code_spans(markdown)
    targets: list[Target] = []

    def mark(link: re.Match[str]) -> str:
        target = _target(link, find) if without_code[link.start()] == link[0][0] else None
        if target is None or _FIRST + len(targets) > _LAST:
            return link[0]
        targets.append(target)
        return f"{chr(_FIRST + len(targets) - 1)}{link['label'] or link['id'] or link['bare']}{_END}"

    text = shorten(plain(_LINK.sub(mark, markdown)), longest)
    pieces: list[Piece] = []
    at = 0
    for label in _LABEL.finditer(text):
        target = targets[ord(label[1]) - _FIRST]
        pieces += [Piece(text[at : label.start()]), Piece(target.title or label[2], target.href)]
        at = label.end()
    return tuple(piece for piece in (*pieces, Piece(text[at:])) if piece.text)


def _target(link: re.Match[str], find: Callable[[str], Target | None]) -> Target | None:
    """Return where a link leads, with the text to show instead of its label, if there is one."""
    if link["id"]:
        found = find(link["id"])
        return Target(found.href, (link["text"] or "").strip() or found.title) if found else None
    address = link["bare"] or link["address"]
    return Target(address, "") if is_safe_link(address) else None


def ticket_text(ticket: str, longest: int = LONGEST) -> tuple[Piece, ...]:
    """Return an action item's ticket, or several of them, in pieces with and without a link.

    A bare address is shown by its last segment.
    """
    return linked_text(_BARE.sub(_named_by_its_end, ticket) if "http" in ticket else ticket, find_none, longest)


def ticket_parts(ticket: str) -> tuple[str, list[str]]:
    """Return the text of a ticket, or of several, and the addresses that it links to: for data, which has no links."""
    pieces = ticket_text(ticket, longest=len(ticket))
    return "".join(piece.text for piece in pieces), [piece.address for piece in pieces if piece.address]


def _named_by_its_end(bare: re.Match[str]) -> str:
    address = bare["address"]
    return f"[{address.rstrip('/').rpartition('/')[2]}]({address})"
