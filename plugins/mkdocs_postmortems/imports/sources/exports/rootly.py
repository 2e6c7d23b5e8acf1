"""Rootly: an incident or a retrospective of its API (JSON:API) or its webhooks.

Takes ``{"data": {"type": "incidents", "attributes": {...}}, "included": [...]}``, or a webhook's
``{"event": {"type": "incident_post_mortem..."}, "data": {...}}``, and returns a ``Document``. Prose is HTML there.
"""

from __future__ import annotations

from typing import Any

from mkdocs_postmortems.imports.document import Document
from mkdocs_postmortems.imports.sources.exports.parts import Page, day, entries, link, lowered, names, pick, text
from mkdocs_postmortems.imports.sources.html import html_to_markdown
from mkdocs_postmortems.read.model import TIME_FIELDS

_TYPES = ("incidents", "incident_post_mortems")


def claims(data: Any) -> bool:
    """Whether there are resources or webhooks of its types, or the flags of a retrospective."""
    return (
        text(data, "data.type") in _TYPES
        or text(data, "type") in _TYPES
        or text(data, "event.type").startswith(("incident.", "incident_post_mortem."))
        or any(pick(each, "show_timeline_trail") is not None for each in (data, pick(data, "data")))
    )


def read(name: str, data: Any) -> Document:
    """Return the incident."""
    resource = pick(data, "data") or data
    incident = pick(resource, "attributes") or resource
    page = Page()
    page.section("Summary", html_to_markdown(text(incident, "summary")))
    if document := html_to_markdown(text(incident, "content")).strip():
        page.parts.append(lowered(document, 2))  # it has headings of its own
    page.timeline(_events(data, incident))
    page.section("Mitigation", html_to_markdown(text(incident, "mitigation_message")))
    page.section("Resolution", html_to_markdown(text(incident, "resolution_message")))
    page.actions(_actions(data, incident))
    return page.document(
        name,
        "Rootly",
        {
            "title": text(incident, "title"),
            "severity": text(incident, "severity.data.attributes.name", "severity.name", "severity"),
            "services": _named(incident, "services"),
            "teams": _named(incident, "groups"),
            "cause": next(iter(_named(incident, "causes")), ""),
            **{field: text(incident, f"{field}_at") for field in TIME_FIELDS},
            "links": link("Rootly", text(incident, "url")),
            "status": text(incident, "status"),
            "sequential_id": text(incident, "sequential_id"),
        },
    )  # fmt: skip


def _resources(data: Any, incident: Any, type: str, key: str) -> list[Any]:
    """Return resources of a type: included ones, or those below a key of the incident."""
    found = [each for each in entries(data, "included") if text(each, "type") == type]
    below = entries(incident, key) or entries(data, key)
    return [pick(each, "attributes") or each for each in found or below]


def _events(data: Any, incident: Any) -> list[tuple[str, str]]:
    return [
        (text(each, "occurred_at", "created_at"), html_to_markdown(text(each, "event")))
        for each in _resources(data, incident, "incident_events", "events")
    ]


def _actions(data: Any, incident: Any) -> list[tuple[str, bool, dict[str, str]]]:
    return [
        (
            text(each, "summary") or html_to_markdown(text(each, "description")),
            text(each, "status") == "done",
            {
                "status": "not doing" if text(each, "status") == "cancelled" else "",
                "owner": text(each, "assigned_to.name", "assigned_to.full_name"),
                "due": day(text(each, "due_date")),
                "priority": text(each, "priority"),
                "ticket": text(each, "jira_issue_url", "url"),
            },
        )
        for each in _resources(data, incident, "incident_action_items", "action_items")
    ]


def _named(incident: Any, key: str) -> list[str]:
    return names(entries(incident, key), "attributes.name", "name")
