"""The format of a file, and the documents in it.

Takes a name and bytes from ``cli`` and returns ``Document`` values: one for each incident of an export or of a page
about several, else a single one. Raises ``Unreadable``.
"""

from __future__ import annotations

from mkdocs_postmortems.imports.document import Document, Unreadable, decode, form_of
from mkdocs_postmortems.imports.sources.escaped_marks import unescaped
from mkdocs_postmortems.imports.sources.exports import read_export
from mkdocs_postmortems.imports.sources.histories import read_history
from mkdocs_postmortems.imports.sources.html import is_page, read_page
from mkdocs_postmortems.imports.sources.mail import read_mail
from mkdocs_postmortems.imports.sources.markup import CONVERTERS, read_markup
from mkdocs_postmortems.imports.sources.old_front_matter import read_markdown, unwrapped
from mkdocs_postmortems.imports.sources.plain_text import is_plain, read_plain_text


def read_documents(name: str, data: bytes, encoding: str = "") -> tuple[Document, ...]:
    """Return the documents of a file, one for each incident."""
    try:
        documents = _read(name, data, encoding)
    except RecursionError as error:
        raise Unreadable("its HTML is nested too deeply: close the elements that are left open") from error
    return read_history(documents[0]) if len(documents) == 1 and not documents[0].tool else documents


def _read(name: str, data: bytes, encoding: str) -> tuple[Document, ...]:
    form = form_of(name)
    if form == "mail":
        return (read_mail(name, data),)
    text = decode(data, encoding)
    if form in ("markdown", "text"):
        text = unescaped(unwrapped(text))
    if form == "html" or (form is None and text.lstrip()[:15].lower().startswith(("<!doctype html", "<html"))):
        return (read_page(name, text),)
    if form == "markdown" and is_page("\n".join(read_markdown(name, text).lines)):
        return (read_page(name, text),)
    if form == "json":
        return read_export(name, text)
    if form and form in CONVERTERS:
        return (read_markup(name, text, form),)
    if form == "text" or (form == "markdown" and is_plain(text)):
        return (read_plain_text(name, text),)
    if form is None and "\0" in text:
        raise Unreadable("this is no text: save the report as Markdown, text or HTML")
    return (read_markdown(name, text),)
