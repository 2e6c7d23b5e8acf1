"""Other markups than Markdown -> Markdown: the same words, with other marks around them.

Comes in: a name and a text in reStructuredText, AsciiDoc, Org or MediaWiki's. Goes out: a ``Document``. Called by
``sources``. Each line becomes one line wherever that can be, so that what is told of the report names the lines of its
source.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mkdocs_postmortems.imports.document import Document, Form
from mkdocs_postmortems.imports.markup.asciidoc import from_asciidoc
from mkdocs_postmortems.imports.markup.mediawiki import from_mediawiki
from mkdocs_postmortems.imports.markup.org import from_org
from mkdocs_postmortems.imports.markup.restructured_text import from_restructured_text
from mkdocs_postmortems.imports.markup.sheet import Sheet

CONVERTERS: Mapping[Form, Callable[[Sheet], None]] = {
    "rst": from_restructured_text,
    "asciidoc": from_asciidoc,
    "org": from_org,
    "mediawiki": from_mediawiki,
}
"""What makes Markdown of a form."""


def read_markup(name: str, text: str, form: Form) -> Document:
    """The report in a text of that form."""
    sheet = Sheet(text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(8).split("\n"))
    CONVERTERS[form](sheet)
    lines: list[str] = []
    gone: set[int] = set()
    for at, line in enumerate(sheet.lines):
        lines += line.split("\n")
        gone |= {len(lines)} if at in sheet.gone else set()
    return Document(
        name, tuple(lines), ("\n",) * len(lines), form=form, fields=sheet.fields, field_lines=sheet.field_lines,
        gone=frozenset(gone),
    )  # fmt: skip
