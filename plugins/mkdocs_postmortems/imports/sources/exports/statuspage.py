"""Atlassian Statuspage: an incident with its updates, as returned by a page's public ``/api/v2/incidents.json``.

Takes ``{"incidents": [...]}`` or one incident, and returns a ``Document``. The management API has the
postmortem in a field of the incident; in the public one it is an update. See https://developer.statuspage.io/.
"""

from __future__ import annotations

from typing import Any

from mkdocs_postmortems.imports.document import Document
from mkdocs_postmortems.imports.sources.exports.parts import Page, entries, link, lowered, names, pick, text


def claims(data: Any) -> bool:
    """Whether the data has the updates and the impact of an incident."""
    return isinstance(pick(data, "incident_updates"), list) and pick(data, "impact") is not None


def read(name: str, data: Any) -> Document:
    """Return the incident."""
    updates = entries(data, "incident_updates")
    postmortems = [each for each in updates if text(each, "status") == "postmortem"]
    page = Page()
    for each in [text(data, "postmortem_body"), *(text(update, "body") for update in postmortems)]:
        if each and each not in page.parts:
            page.parts.append(lowered(each, 2))
    page.timeline((_time(each), _event(each)) for each in updates if each not in postmortems)
    return page.document(
        name,
        "Statuspage",
        {
            "title": text(data, "name"),
            "severity": text(data, "impact"),
            "services": _components(data, updates),
            "started": text(data, "scheduled_for", "started_at", "created_at"),
            "resolved": text(data, "resolved_at"),
            "links": link("Statuspage", text(data, "shortlink")),
            "status": text(data, "status"),
        },
    )


def _time(update: Any) -> str:
    """When the update was shown; its author may set a time other than that of writing."""
    return text(update, "display_at", "created_at")


def _event(update: Any) -> str:
    status = text(update, "status").replace("_", " ").capitalize()
    return f"**{status}.** {text(update, 'body')}" if status else text(update, "body")


def _components(data: Any, updates: list[Any]) -> list[str]:
    """The components of the incident, or else those that its updates name."""
    affected = [each for update in updates for each in entries(update, "affected_components")]
    return names(entries(data, "components") or affected, "name")
