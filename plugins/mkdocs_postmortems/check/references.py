"""The links in a report's body, each with its address and its place.

``read_links`` takes the body's paragraphs and yields ``Link`` values. Used by ``Subject.links``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Literal

from msgspec import Struct

from mkdocs_postmortems.check.passages import Passage
from mkdocs_postmortems.read.patterns import pattern

_OPENING = pattern(r"(?P<image>!?)\[|\]")
_REPORT = pattern(r"\[\[[ ]*(?P<id>[\w.-]+)\s*(?P<rest>[^\[\]]*)\]\](?!\()")
"""``[[id|text]]``, also with what cannot be an id. The text, with its bar, is in the group ``rest``."""
_DEFINITION = pattern(
    r"^(?P<marks>[ \t>*+\d.)-]{0,40})\[(?!\^)(?P<name>[^\[\]\n]+)\]:"
    r"(?=[ \t]*\n?[ \t]*(?P<target><[^<>\n]*>|\S+)(?P<more>[ \t]+[^\s\"'(])?)",
    re.MULTILINE,
)
"""With more than a title behind the address, it is text: ``[Update]: the cache was full``."""
AUTOLINK = r"(?i:[a-z][a-z0-9+.-]*://|(?:mailto|javascript|vbscript|data|file|about|blob|tel|sms):)[^<>\s]*"
"""The address in ``<https://...>``. Other names before a colon are the namespace of a tag: ``<soap:Body>``."""
_AUTOLINK = pattern(rf"(?<!\()(?<!\]: )(?<!\]:)<(?P<target>{AUTOLINK})>")
_IN_FORMULA = pattern(r"\\href\s{0,5}\{(?P<target>[^{}]{1,2000})\}")
"""A link in a formula, as MathJax reads it."""
_BEGINNING = pattern(r"[\s<]{0,20}[^\s<>]{0,200}")
_END = pattern(r"[()]|(?<=\s)[\"']")
_LONGEST_TARGET = 4_000
_DEEPEST = 32
"""Maximum depth of nested parentheses in an address."""


Kind = Literal["link", "image", "report", "torn", "open", "loose"]

_OTHER_FORMS: tuple[tuple[str, re.Pattern[str], Kind], ...] = (
    ("<", _AUTOLINK, "link"),
    ("\\href", _IN_FORMULA, "loose"),
)
"""Links without brackets: a sign that each contains, their form and their kind."""


class Link(Struct, frozen=True):
    """A link as written. ``target`` is "" for ``[text]()``, and the id for ``[[id]]`` and ``[[id|text]]``.

    The last two are of the kind ``report``, or ``torn`` if an unescaped bar ends the table cell within the link.
    ``open`` is one whose address is never closed, so that it is text: only the scheme of its target can be judged.
    ``loose`` is other text that may not be a link: only the scheme of its target can be judged.
    """

    target: str
    line: int
    column: int
    kind: Kind = "link"
    target_column: int = 0
    """Where its address begins on that line; 0 if unknown or on another line."""
    name: str = ""
    """The name that a definition gives to its address."""

    @property
    def is_by_id(self) -> bool:
        """Whether it names a report: ``[[id]]``."""
        return self.kind in ("report", "torn")

    @property
    def address(self) -> tuple[int, int]:
        """The line and column of its address, or else of the link."""
        return self.line, self.target_column or self.column


def read_links(paragraphs: Sequence[Passage]) -> Iterator[Link]:
    """Yield the inline links, images, definitions, ``<https://...>``, ``[[id]]`` and links in formulas, in order."""
    for paragraph in paragraphs:
        yield from sorted(_links(paragraph), key=attrgetter("line", "column"))


def _links(paragraph: Passage) -> Iterator[Link]:
    prose = paragraph.prose
    if "[" in prose:
        yield from _bracketed(paragraph)
    if "]:" in prose:
        yield from _definitions(paragraph)
    for sign, form, kind in _OTHER_FORMS:
        for match in form.finditer(prose) if sign in prose else ():
            yield Link(match["target"], *paragraph.place(match.start("target")), kind)


def _definitions(paragraph: Passage) -> Iterator[Link]:
    """Yield the targets of links by name, ``[name]: address``, and of what looks like one."""
    for match in _DEFINITION.finditer(paragraph.prose):
        if match["target"] != "<>":  # a comment in the form ``[comment]: <> (hidden text)``
            kind: Kind = "loose" if match["marks"].strip() or match["more"] else "link"
            place = paragraph.place(match.start("target"))
            yield Link(match["target"].strip("<>"), *place, kind, name=match["name"])


def _bracketed(paragraph: Passage) -> Iterator[Link]:
    """Yield links with their text in brackets, in one pass with a stack, since a link may contain an image."""
    prose = paragraph.prose
    opened: list[re.Match[str]] = []
    end = 0
    for match in _OPENING.finditer(prose):
        if match.start() < end:
            continue
        if report := _report(paragraph, match.start()):
            end = report.end()
            is_torn = paragraph.is_row and report["rest"].startswith("|")
            yield Link(report["id"], *paragraph.place(match.start()), "torn" if is_torn else "report")
        elif match.group() != "]":
            opened.append(match)
        elif opened:
            opening = opened.pop()
            if prose.startswith("(", match.end()):
                yield _inline(paragraph, opening, match.end() + 1)


def _inline(paragraph: Passage, opening: re.Match[str], start: int) -> Link:
    """Return the link or image that begins at ``opening``; its address begins at ``start``."""
    kind: Kind = "image" if opening["image"] else "link"
    target = _target(paragraph.raw, start)
    if target is None:
        begun = _BEGINNING.match(paragraph.raw, start)
        kind = "open" if len(paragraph.raw) - start < _LONGEST_TARGET else "loose"
        target = begun.group() if begun else ""
    line, column = paragraph.place(opening.start())
    row, target_column = paragraph.place(start)
    return Link(target, line, column, kind, target_column if row == line else 0)


def _report(paragraph: Passage, at: int) -> re.Match[str] | None:
    """Match ``[[id]]`` or ``[[id|text]]`` at a place; ``[[ two words ]]`` and ``[[1]](#notes)`` are neither."""
    match = _REPORT.match(paragraph.prose, at)
    if match is None:
        return None
    rest = paragraph.raw[match.end("id") : match.end("rest")].lstrip()
    return match if not rest or rest.startswith(("|", "\\|")) else None


def _target(text: str, at: int) -> str | None:
    """Return the address that begins at ``at``, up to the closing parenthesis or a title; ``None`` if never closed."""
    text = text[at : at + _LONGEST_TARGET].lstrip()
    if text.startswith("<") and ">" in text:
        return text[1 : text.index(">")]
    depth = 0
    for match in _END.finditer(text):
        mark = match.group()
        if mark == "(":
            depth += 1
        elif mark == ")":
            depth -= 1
        if depth < 0 or mark not in "()":
            return text[: match.start()].strip()
        if depth > _DEEPEST:
            return None
    return None
