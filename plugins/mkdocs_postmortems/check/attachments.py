"""The text files beside a report that it links to, which are published with it.

``attachments`` takes the ``Subject`` of a check and yields links with the paths of their files. Called by the rules
that have these files searched, ``secrets`` and ``personal``.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from mkdocs_postmortems.check.links import published_file
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


def attachments(
    subject: Subject, more: frozenset[str] = frozenset(), *, public: bool = False
) -> Iterator[tuple[Link, str]]:
    """Yield the first link to each file that is searched, and the file's path.

    ``more`` are further extensions of such files; ``public``: only those that public text links to.
    """
    seen = set[str]()
    for link in subject.links:
        if public and subject.is_internal(link.line):
            continue
        path = published_file(subject, link)
        name = path.lower().removesuffix(".gz")
        if path not in seen and posixpath.splitext(name)[1] in _READABLE | more:
            seen.add(path)
            yield link, path
