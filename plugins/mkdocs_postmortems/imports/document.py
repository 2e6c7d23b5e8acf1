"""A file as a ``Document``: Markdown with line numbers, and the fields of an old front matter or an export.

Takes names of files and returns their formats; takes bytes and returns text. Raises ``Unreadable`` with advice. Called
by ``files``, whose modules return a ``Document``.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, Literal

from msgspec import Struct, field

Form = Literal["markdown", "text", "html", "json", "rst", "asciidoc", "org", "mediawiki", "mail"]

FORMS: dict[str, Form] = {
    ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown", ".mkd": "markdown", ".mdx": "markdown",
    ".qmd": "markdown",
    ".txt": "text", ".text": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".json": "json",
    ".rst": "rst",
    ".adoc": "asciidoc", ".asciidoc": "asciidoc",
    ".org": "org",
    ".mediawiki": "mediawiki", ".wiki": "mediawiki",
    ".eml": "mail",
}  # fmt: skip
"""The format of a file, by the end of its name."""

OTHER_DOCUMENTS = frozenset((".doc", ".docx", ".ipynb", ".msg", ".odt", ".pages", ".pdf", ".rtf", ".tex", ".textile"))
"""Formats that may contain a report and cannot be read."""

ENDINGS = "png|jpe?g|gif|svg|webp|avif"
"""A pattern of the endings of pictures' names."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_MAGIC = {
    b"%PDF": "this is a PDF: save the report as HTML or as text",
    b"PK\x03\x04": "this is an archive or an office document: save the report as HTML or as Markdown",
    b"\x89PNG": "this is a picture, not a report",
    b"\xff\xd8\xff": "this is a picture, not a report",
    b"GIF8": "this is a picture, not a report",
    b"\xd0\xcf\x11\xe0": "this is an old office document: save it as HTML or as text",
}


class Unreadable(Exception):
    """A file that cannot be imported; the message says why, and what to do."""


class Document(Struct, frozen=True):
    """A source as Markdown.

    ``lines`` are those of the body, without their line ends, which are ``ends``; ``lines[0]`` is line ``first_line``
    of the source. ``fields`` are those of an old front matter or of an export, each as text, list or mapping;
    ``field_lines`` are their lines, and ``remarks`` the comments between them. ``lost`` is the text of an old front
    matter that cannot be parsed.
    """

    name: str
    lines: tuple[str, ...]
    ends: tuple[str, ...] = ()
    first_line: int = 1
    form: Form = "markdown"
    tool: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    field_lines: Mapping[str, int] = field(default_factory=dict)
    lost: str = ""
    remarks: tuple[str, ...] = ()
    gone: frozenset[int] = frozenset()
    """Lines of the body, counted from 1, that only said how others are shown, and are empty now."""
    whole: str = ""
    """The file's text with its front matter, if it has one."""
    part: str = ""
    """The day of the incident, if the file is about several."""

    @property
    def stem(self) -> str:
        path = PurePosixPath(self.name)
        return path.parent.name if path.stem.casefold() in ("index", "readme") and path.parent.name else path.stem

    @classmethod
    def of(cls, name: str, text: str, **rest: Any) -> Document:
        """Return a document of converted text, whose lines end with a line feed."""
        lines = tuple(text.strip("\n").split("\n"))
        return cls(name, lines, ("\n",) * len(lines), **rest)


def line_end(ends: Sequence[str]) -> str:
    """Return how the lines of a document end: as the first of these line ends that is not empty."""
    return next(filter(None, ends), "\n")


def form_of(name: str) -> Form | None:
    """Return the format of a file of that name; ``None`` if it is no report."""
    return FORMS.get(PurePosixPath(name).suffix.lower())


def decode(data: bytes, encoding: str = "") -> str:
    """Return the text of a file in UTF-8, or as its byte order mark or ``encoding`` says. Raises ``Unreadable``."""
    for magic, why in _MAGIC.items():
        if data.startswith(magic):
            raise Unreadable(why)
    if not data.strip():
        raise Unreadable("the file is empty: write the report, or leave the file out")
    marked = next(((bom, name) for bom, name in _BOMS if data.startswith(bom)), None)
    try:
        if marked:
            return data.decode(marked[1]).removeprefix("\ufeff")
        text = data.decode(encoding or "utf-8")
    except (UnicodeDecodeError, LookupError) as error:
        where = f" (byte {error.start + 1:,})" if isinstance(error, UnicodeDecodeError) else ""
        raise Unreadable(
            f"the file is not {encoding or 'UTF-8'}{where}: name its encoding, as in --encoding cp1252, or save it "
            "as UTF-8"
        ) from error
    if text.count("\0") > len(text) // 20:
        raise Unreadable("the file holds binary data: save the report as Markdown, text or HTML")
    return text
