"""The files that are published with a report: those beside it that it links to, and those that it includes.

``attachments`` takes the ``Subject`` of a check and yields links with the paths of their files. Called by the rules
that have these files searched, ``secrets`` and ``personal``. ``included_files`` is also called by ``withheld_reports``.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence

from mkdocs_postmortems.check.answers.snippets import find_snippets, paths_of
from mkdocs_postmortems.check.links.addresses import published_file
from mkdocs_postmortems.check.references import Link
from mkdocs_postmortems.check.subject import Subject

_EXTENSIONS = """
.log .txt .csv .tsv .json .jsonl .ndjson .har .yml .yaml .toml .ini .conf .cfg .env .properties .sql .sh .ps1 .py .rb
.go .tf .tfvars .diff .patch .pem .key
"""
_READABLE = frozenset(_EXTENSIONS.split())
"""Extensions of files that people read, in lower case. Others are large."""
NUMERIC = frozenset({".svg", ".ipynb", ".drawio"})
"""Those of further text files, which are full of numbers that look like addresses."""

PHOTOS = frozenset({".jpg", ".jpeg", ".png"})
"""Those of pictures that may say where they were taken."""


def attachments(
    subject: Subject, more: frozenset[str] = frozenset(), *, public: bool = False
) -> Iterator[tuple[Link, str]]:
    """Yield the first link to each file that is searched, and the file's path.

    ``more`` are further extensions of such files; ``public``: only those that public text links to or includes.
    """
    seen = set[str]()
    linked = ((link, path) for link in subject.links if _is_readable(path := published_file(subject, link), more))
    included = ((link, path) for link, paths in included_files(subject) for path in paths)
    for link, path in (*linked, *included):
        if path not in seen and not (public and subject.is_internal(link.line)):
            seen.add(path)
            yield link, path


def _is_readable(path: str, more: frozenset[str]) -> bool:
    return posixpath.splitext(path.lower().removesuffix(".gz"))[1] in _READABLE | more


def included_files(subject: Subject) -> Iterator[tuple[Link, Sequence[str]]]:
    """Yield each snippet outside comments, as a link, and the paths at which its file may be.

    It does not matter whether the site enables snippets: a file name alone can reveal a report.
    """
    if "8<-" not in subject.file.raw:
        return
    folders = (*subject.archive.snippet_folders, posixpath.dirname(subject.report.path), subject.settings.source)
    for at, column, name in find_snippets(subject.report.source.lines):
        if subject.report.kind(at + 1) != "comment":
            yield Link(name, at + 1, column, target_column=column), tuple(paths_of(name, folders))
