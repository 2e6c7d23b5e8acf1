"""Findings as text: for people, and in the formats of those who show them beside a change.

Comes in: ``Findings``, from ``cli``. Goes out: one text, whole whatever a file's name or a title holds. ``FORMATS``
is the table of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module

from mkdocs_postmortems.formats.findings import Findings


def _write(module: str, findings: Findings) -> str:
    """The findings, by a module that is imported when its format is asked for."""
    return str(import_module(f"{__name__}.{module}").write(findings))


FORMATS: Mapping[str, Callable[[Findings], str]] = {
    "text": partial(_write, "text"),
    "json": partial(_write, "plain_json"),
    "github": partial(_write, "github"),
    "gitlab": partial(_write, "gitlab"),
    "sarif": partial(_write, "sarif"),
    "rdjson": partial(_write, "rdjson"),
}

__all__ = ["FORMATS", "Findings"]
