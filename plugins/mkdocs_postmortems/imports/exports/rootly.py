"""Stub."""

from __future__ import annotations

from typing import Any

from mkdocs_postmortems.imports.document import Document


def claims(data: Any) -> bool:
    return False


def read(name: str, data: Any) -> Document:
    raise NotImplementedError
