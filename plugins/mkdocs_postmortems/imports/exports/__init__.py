"""Exports of incident tools: JSON -> documents, one module for each tool.

Each module of a tool has ``claims(data)``, which tells its export by the keys that its documentation names, and
``read(name, data)``, which puts what the export says into a ``Document``: prose as Markdown, facts as fields.
"""

from __future__ import annotations

import json
from typing import Any

from mkdocs_postmortems.imports.document import Document, Unreadable


def read_export(name: str, text: str) -> tuple[Document, ...]:
    """The incidents of an export. Raises ``Unreadable`` where it is none that is known."""
    from mkdocs_postmortems.imports.exports import firehydrant, forge, incident_io, pagerduty, rootly, statuspage

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
    """The incidents in what an interface answers: one, a list of them, or a list below a key, with pages around it."""
    if isinstance(data, list):
        return [each for each in data if isinstance(each, dict)]
    if not isinstance(data, dict):
        return []
    for key in ("incidents", "post_mortems", "postmortems", "issues", "items", "data"):
        if isinstance(data.get(key), list):
            return [each for each in data[key] if isinstance(each, dict)]
    return [data]
