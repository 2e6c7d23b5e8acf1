"""Sections of action items read for tests."""

from __future__ import annotations

from mkdocs_postmortems.read.actions.section import Actions, read_actions
from mkdocs_postmortems.read.body.blocks import classify


def actions(text: str, first_line: int = 1) -> Actions:
    lines = text.split("\n")
    return read_actions(lines, classify(lines).kinds, first_line)


def texts(text: str) -> list[str]:
    return [item.text for item in actions(text).items]
