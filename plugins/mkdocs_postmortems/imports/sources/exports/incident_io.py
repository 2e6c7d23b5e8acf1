"""incident.io: the responses of its public API (version 2) for an incident, its updates and its follow-ups.

Takes ``{"incident": {...}, "incident_updates": [...], "follow_ups": [...]}``, where each list is optional, or a single
incident, and returns a ``Document``. Postmortems that it exports as Markdown need no module.
"""

from __future__ import annotations

from typing import Any

from mkdocs_postmortems.imports.document import Document
from mkdocs_postmortems.imports.sources.exports.parts import Page, day, entries, link, names, pick, roles, text

_TIMES = {
    # field here: names of the timestamp there, the most specific first
    "started": ("impact started", "impact started at", "started", "started at", "reported", "reported at"),
    "detected": ("identified", "identified at", "detected", "detected at", "reported", "reported at"),
    "acknowledged": ("accepted", "accepted at", "acknowledged", "acknowledged at"),
    "mitigated": ("fixed", "fixed at", "mitigated", "mitigated at"),
    "resolved": ("resolved", "resolved at", "closed", "closed at"),
}
_SERVICE_FIELDS = frozenset(
    ("affected services", "services", "affected service", "service", "affected systems", "components")
)


def claims(data: Any) -> bool:
    """Whether there are lists that only this tool has, in an incident or around one."""
    incident = pick(data, "incident") or data
    return any(
        pick(incident, key) is not None
        for key in ("incident_timestamp_values", "incident_status", "incident_role_assignments")
    )


def read(name: str, data: Any) -> Document:
    """Return the incident."""
    incident = pick(data, "incident") or data
    page = Page()
    page.section("Summary", text(incident, "summary"))
    page.section("Post-mortem", text(data, "postmortem_document.content") or text(incident, "postmortem"))
    page.timeline((text(each, "created_at"), _update(each)) for each in _list(data, incident, "incident_updates"))
    page.actions(
        (
            "\n\n".join(filter(None, (text(each, "title"), text(each, "description")))),
            text(each, "status") == "completed",
            {
                "status": "not doing" if text(each, "status") == "not_doing" else "",
                "owner": text(each, "assignee.name"),
                "priority": text(each, "priority.name"),
                "ticket": text(each, "external_issue_reference.issue_permalink"),
                "done": day(text(each, "completed_at")),
            },
        )
        for each in _list(data, incident, "follow_ups")
        if text(each, "status") != "deleted"
    )
    return page.document(name, "incident.io", _fields(incident))


def _fields(incident: Any) -> dict[str, Any]:
    """Return the facts that the tool has in fields."""
    times = _times(incident)
    return {
        "title": text(incident, "name"),
        "severity": text(incident, "severity.name"),
        "services": _services(incident),
        **{field: next((times[word] for word in words if word in times), "") for field, words in _TIMES.items()},
        "roles": roles(entries(incident, "incident_role_assignments"), "role", "assignee"),
        "links": {
            **link("incident.io", text(incident, "permalink")),
            **link("post-mortem", text(incident, "postmortem_document_url")),
        },
        "reference": text(incident, "reference"),
        "status": text(incident, "incident_status.name"),
    }


def _list(data: Any, incident: Any, key: str) -> list[Any]:
    return entries(data, key) or entries(incident, key)


def _update(update: Any) -> str:
    """Return an update as an event: new status, new severity, and message."""
    told = {"Status": text(update, "new_incident_status.name"), "Severity": text(update, "new_severity.name")}
    changes = [f"{what}: {value}." for what, value in told.items() if value]
    return " ".join([*changes, text(update, "message")]).strip()


def _times(incident: Any) -> dict[str, str]:
    return {
        text(each, "incident_timestamp.name").casefold(): value
        for each in entries(incident, "incident_timestamp_values")
        if (value := text(each, "value.value"))
    }


def _services(incident: Any) -> list[str]:
    for each in entries(incident, "custom_field_entries"):
        if text(each, "custom_field.name").casefold() in _SERVICE_FIELDS:
            return names(
                pick(each, "values"), "value_catalog_entry.name", "value_option.value", "value_text", "value_link"
            )
    return []
