"""An issue of GitHub or GitLab that contains a postmortem.

Takes an issue as returned by either API or by ``gh issue view --json``, and returns a ``Document`` with the author's
Markdown unchanged. Comments follow under a heading of their own.
"""

from __future__ import annotations

import re
from typing import Any

from msgspec.structs import replace

from mkdocs_postmortems.imports.document import Document
from mkdocs_postmortems.imports.sources.exports.parts import entries, link, names, pick, stamp, text
from mkdocs_postmortems.imports.sources.old_front_matter import read_markdown

_LEVEL = re.compile(r"(?:sev|severity)[-_: ]*\w+$|p[0-4]$", re.IGNORECASE)
"""A label that is a severity: sev3, severity::high, P1."""


def claims(data: Any) -> bool:
    """Whether there are a title, a body or description, and the address of an issue of either forge."""
    has_text = isinstance(pick(data, "body"), str) or isinstance(pick(data, "description"), str)
    return bool(text(data, "title")) and has_text and ("/issues/" in _address(data) or pick(data, "iid") is not None)


def read(name: str, data: Any) -> Document:
    """Return the report in an issue. The issue's date is that of writing, not of the incident."""
    body = pick(data, "body") if isinstance(pick(data, "body"), str) else pick(data, "description")
    document = read_markdown(name, str(body or "").replace("\r\n", "\n") + _comments(data))
    fields = {
        "title": text(data, "title"),
        "severity": next(filter(_LEVEL.match, _labels(data)), "") or text(data, "severity"),
        "tags": [each for each in _labels(data) if len(each) <= 60],
        "authors": _people(data),
        "links": link("issue", _address(data)),
        "created": text(data, "created_at", "createdAt"),
        "state": text(data, "state"),
        **document.fields,
    }  # fmt: skip
    return replace(document, form="json", tool="issue", fields={key: value for key, value in fields.items() if value})


def _address(data: Any) -> str:
    return text(data, "html_url", "web_url", "url")


def _people(data: Any) -> list[str]:
    """Return the author of an issue or a comment."""
    return names([pick(data, "user") or pick(data, "author")], "name", "login", "username")


def _labels(data: Any) -> list[str]:
    return names(pick(data, "labels"), "name", "title")


def _comments(data: Any) -> str:
    """Return the comments, if the export has them."""
    said = []
    for each in entries(data, "comments") or entries(data, "notes"):
        if pick(each, "system") is True or not text(each, "body"):
            continue
        told = (*_people(each), stamp(text(each, "created_at", "createdAt")))
        said.append(f"**{', '.join(filter(None, told))}:**\n\n{text(each, 'body')}")
    return "\n\n## Comments\n\n" + "\n\n".join(said) if said else ""
