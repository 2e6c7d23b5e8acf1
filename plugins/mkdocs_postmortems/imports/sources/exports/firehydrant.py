"""FireHydrant: an incident of its API (version 1) with its events, or a retrospective with its questions.

Takes an incident (``GET /v1/incidents/ID``), or ``{"incident": {...}, "events": [...], "tasks": [...]}`` with the
responses for its events and tasks; a report (``GET /v1/post_mortems/reports/ID``) has the incident inside and
``questions`` beside it. Returns a ``Document``.
"""

from __future__ import annotations

from typing import Any

from mkdocs_postmortems.imports.document import Document
from mkdocs_postmortems.imports.sources.exports.parts import Page, day, entries, link, names, pick, roles, text
from mkdocs_postmortems.read.model import TIME_FIELDS

_LABELS = {
    # milestones that are events of the timeline, and their labels here
    "started": "Started", "detected": "Detected", "acknowledged": "Acknowledged", "investigating": "Investigating",
    "identified": "Identified", "mitigated": "Mitigated", "resolved": "Resolved",
}  # fmt: skip


def claims(data: Any) -> bool:
    """Whether there are milestones with the times they were reached, or a retrospective's questions."""
    incident = pick(data, "incident") or data
    milestones = pick(incident, "milestones")
    return (isinstance(milestones, list) and pick(incident, "incident_status") is None) or (
        isinstance(pick(data, "questions"), list) and pick(data, "incident") is not None
    )


def read(name: str, data: Any) -> Document:
    """Return the incident."""
    incident = pick(data, "incident") or data
    page = Page()
    page.section("Summary", text(data, "summary") or text(incident, "summary", "description"))
    page.section("Customer impact", text(incident, "customer_impact_summary"))
    page.timeline([*_milestones(incident), *_events(data)])
    for question in entries(data, "questions"):
        page.section(text(question, "title"), text(question, "body"))
    tickets = entries(incident, "incident_tickets")  # others belong to the incident or its tasks
    follow_ups = [each for each in tickets if text(each, "type") == "follow_up"]
    page.actions(
        (
            text(each, "title", "summary", "description"),
            text(each, "state") == "done",
            {
                "owner": text(each, "assignee.name") or next(iter(names(pick(each, "assignees"), "name")), ""),
                "due": day(text(each, "due_at")),
                "ticket": text(each, "link.href_url"),
                "status": "not doing" if text(each, "state") == "cancelled" else "",
            },
        )
        for each in [*entries(data, "tasks"), *follow_ups]
    )
    below = [*entries(incident, "services"), *entries(incident, "functionalities")]
    impacted = below or [pick(each, "impact") for each in entries(incident, "impacts")]
    milestones = entries(incident, "milestones")
    reached = {text(each, "type", "slug"): text(each, "occurred_at") for each in milestones}
    return page.document(
        name,
        "FireHydrant",
        {
            "title": text(data, "name") or text(incident, "name"),
            "severity": text(incident, "severity.slug", "severity"),
            "services": names(impacted, "name"),
            "tags": names(pick(incident, "tag_list")),
            **{field: reached.get(field) or text(incident, f"{field}_at") for field in TIME_FIELDS},
            "roles": roles(entries(incident, "role_assignments"), "incident_role", "user"),
            "links": link("FireHydrant", text(incident, "incident_url")),
            "priority_there": text(incident, "priority.slug", "priority"),
        },
    )  # fmt: skip


def _milestones(incident: Any) -> list[tuple[str, str]]:
    """Return the times of milestones, which are both facts and events."""
    found = []
    for each in entries(incident, "milestones"):
        label = _LABELS.get(text(each, "type", "slug"))
        if label and text(each, "occurred_at"):
            found.append((text(each, "occurred_at"), f"**{label}.**"))
    return found


def _events(data: Any) -> list[tuple[str, str]]:
    found = []
    for each in entries(data, "events"):
        what = text(each, "data.body", "data.message")
        who = text(each, "author.name")
        found.append((text(each, "occurred_at"), f"{who}: {what}" if who and what else what))
    return found
