"""Findings as text: for people, and in the formats of those who show them beside a change.

Comes in: ``Findings``, from ``cli``. Goes out: one text, whole whatever a file's name or a title holds. ``FORMATS``
is the table of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mkdocs_postmortems.formats import github, gitlab, plain_json, rdjson, sarif, text
from mkdocs_postmortems.formats.findings import Findings

FORMATS: Mapping[str, Callable[[Findings], str]] = {
    "text": text.write,
    "json": plain_json.write,
    "github": github.write,
    "gitlab": gitlab.write,
    "sarif": sarif.write,
    "rdjson": rdjson.write,
}

__all__ = ["FORMATS", "Findings"]
