"""Convert other markup to Markdown: the same words with other marks around them.

Takes a name and a text in reStructuredText, AsciiDoc, Org or MediaWiki markup and returns a ``Document``. Called by
``files``. Each line becomes one line if possible, so that messages name the lines of the source.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mkdocs_postmortems.imports.document import Document, Form
from mkdocs_postmortems.imports.sources.markup.asciidoc import from_asciidoc
from mkdocs_postmortems.imports.sources.markup.mediawiki import from_mediawiki
from mkdocs_postmortems.imports.sources.markup.org import from_org
from mkdocs_postmortems.imports.sources.markup.restructured_text import from_restructured_text
from mkdocs_postmortems.imports.sources.markup.sheet import Sheet
from mkdocs_postmortems.imports.sources.old_front_matter import below_front_matter, read_markdown

CONVERTERS: Mapping[Form, Callable[[Sheet], None]] = {
    "rst": from_restructured_text,
    "asciidoc": from_asciidoc,
    "org": from_org,
    "mediawiki": from_mediawiki,
}
"""The converter of each format."""


def read_markup(name: str, text: str, form: Form) -> Document:
    """Return the report in a text of that format, which may have front matter of a site generator."""
    front = read_markdown(name, text)
    if front.first_line == 1:
        return _convert(name, text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), form)
    return below_front_matter(_convert(name, front.lines, form, front.first_line), front)


def _convert(name: str, written: Sequence[str], form: Form, first_line: int = 1) -> Document:
    sheet = Sheet([line.expandtabs(8) for line in written])
    CONVERTERS[form](sheet)
    lines: list[str] = []
    gone: set[int] = set()
    for at, line in enumerate(sheet.lines):
        lines += line.split("\n")
        gone |= {len(lines)} if at in sheet.gone else set()
    return Document(
        name,
        tuple(lines),
        ("\n",) * len(lines),
        first_line,
        form,
        fields=sheet.fields,
        field_lines={key: line + first_line - 1 for key, line in sheet.field_lines.items()},
        gone=frozenset(gone),
    )
