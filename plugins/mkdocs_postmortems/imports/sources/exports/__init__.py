"""Exports of incident tools: JSON as documents, one module for each tool.

Each module has ``claims(data)``, which recognizes the tool's export by the keys in its documentation, and
``read(name, data)``, which returns a ``Document``: prose as Markdown, facts as fields.
"""

from __future__ import annotations

import json
from typing import Any

from mkdocs_postmortems.imports.document import Document, Unreadable


def read_export(name: str, text: str) -> tuple[Document, ...]:
    """Return the incidents of an export. Raises ``Unreadable`` if no module recognizes it."""
    from mkdocs_postmortems.imports.sources.exports import (
        firehydrant,
        forge,
        incident_io,
        pagerduty,
        rootly,
        statuspage,
    )

    tools = (incident_io, pagerduty, rootly, firehydrant, statuspage, forge)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"this is no JSON: {str(error).split(':', maxsplit=1)[0]}") from error
    found: list[Document] = []
    for each in _incidents(data):
        tool = next((tool for tool in tools if tool.claims(each)), None)
        if tool is not None:
            found.append(tool.read(name, each))
    if not found:
        raise Unreadable(
            "this JSON is no export of incident.io, PagerDuty, Rootly, FireHydrant or Statuspage, nor a GitHub or "
            "GitLab issue: export the post-incident review as Markdown or HTML"
        )
    return tuple(found)


def _incidents(data: Any) -> list[dict[str, Any]]:
    """Return the incidents in a response: one, a list of them, or a paginated list below a key."""
    if isinstance(data, list):
        return [each for each in data if isinstance(each, dict)]
    if not isinstance(data, dict):
        return []
    for key in ("incidents", "post_mortems", "postmortems", "issues", "items", "data"):
        if isinstance(data.get(key), list):
            return [each for each in data[key] if isinstance(each, dict)]
    return [data]
