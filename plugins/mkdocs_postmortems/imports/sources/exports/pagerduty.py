"""PagerDuty: an incident of its REST API with its log entries and notes, or a post-incident report.

Takes ``{"incident": {...}, "log_entries": [...], "notes": [...]}``, where each list is optional, or a single incident,
and returns a ``Document``.
"""

from __future__ import annotations

from typing import Any

from mkdocs_postmortems.imports.document import Document
from mkdocs_postmortems.imports.sources.exports.parts import Page, entries, link, names, pick, text
from mkdocs_postmortems.imports.sources.html import html_to_markdown

_KINDS = {
    # type of a log entry: the label of its event; others only say who was notified
    "trigger_log_entry": "**Alert.** ", "acknowledge_log_entry": "**Acknowledged.** ",
    "escalate_log_entry": "**Escalated.** ", "resolve_log_entry": "**Resolved.** ",
    "status_update_log_entry": "**Communicated.** ", "assign_log_entry": "", "delegate_log_entry": "",
    "annotate_log_entry": "", "snooze_log_entry": "", "unacknowledge_log_entry": "", "priority_change_log_entry": "",
    "urgency_change_log_entry": "",
}  # fmt: skip
_SECTIONS = (
    # a report's fields, and their headings in PagerDuty's template
    ("overview", "Overview"), ("summary", "Overview"), ("what_happened", "What happened"),
    ("root_cause", "Contributing factors"), ("contributing_factors", "Contributing factors"),
    ("resolution", "Resolution"), ("impact", "Impact"), ("what_went_well", "What went well"),
    ("what_didnt_go_well", "What didn't go so well"), ("what_went_wrong", "What didn't go so well"),
)  # fmt: skip


def claims(data: Any) -> bool:
    """Whether there are an incident's number with urgency or service, log entries, or a report's impact times."""
    incident = pick(data, "incident") or data
    numbered = pick(incident, "incident_number") is not None and any(
        pick(incident, key) is not None for key in ("urgency", "service", "escalation_policy")
    )
    report = pick(data, "postmortem") or pick(data, "post_mortem") or data
    return numbered or pick(data, "log_entries") is not None or pick(report, "impact_start_time") is not None


def read(name: str, data: Any) -> Document:
    """Return the incident or the report."""
    incident = pick(data, "incident") or {}
    report = pick(data, "postmortem") or pick(data, "post_mortem") or ({} if incident else data)
    incident = incident or data
    page = Page()
    for key, heading in _SECTIONS:
        page.section(heading, html_to_markdown(text(report, key)))
    if not page.parts:
        page.section("Summary", text(incident, "body.details", "description"))
    notes = entries(data, "notes")
    noted = {text(each, "content") for each in notes}  # a note is in the log too
    log = [each for each in entries(data, "log_entries") if _said(each) not in noted or not _said(each)]
    page.timeline(
        [
            *((text(each, "created_at"), _entry(each)) for each in log if text(each, "type") in _KINDS),
            *((text(each, "created_at"), text(each, "content")) for each in notes),
            *((text(each, "at", "timestamp"), _line(each)) for each in entries(report, "timeline")),
        ]
    )
    page.actions(
        (
            text(each, "summary", "title", "description"),
            text(each, "status") in ("closed", "done"),
            {"owner": text(each, "assignee.summary", "owner"), "ticket": text(each, "url")},
        )
        for each in entries(report, "action_items")
    )
    return page.document(name, "PagerDuty", {**_times(incident, report, log), **_facts(incident, report)})


def _facts(incident: Any, report: Any) -> dict[str, Any]:
    services = [pick(incident, "service"), *entries(report, "services")]
    return {
        "title": text(report, "title", "name") or text(incident, "title", "description"),
        "severity": text(incident, "priority.summary", "priority.name"),
        "services": names(services, "summary", "name"),
        "teams": names(pick(incident, "teams"), "summary", "name"),
        "authors": names([pick(report, "owner")], "summary", "name"),
        "links": link("PagerDuty", text(incident, "html_url")),
        "incident_number": text(incident, "incident_number"),
        "status": text(incident, "status"),
        "urgency": text(incident, "urgency"),
    }


def _times(incident: Any, report: Any, log: list[Any]) -> dict[str, str]:
    """Return the times. Only a report knows when the incident began; an alert shows when it was detected."""
    first: dict[str, str] = {}
    for each in log:
        first.setdefault(text(each, "type"), text(each, "created_at"))
    ended = text(report, "impact_end_time") or text(incident, "resolved_at") or first.get("resolve_log_entry", "")
    if not ended and text(incident, "status") == "resolved":
        ended = text(incident, "last_status_change_at")
    detected = first.get("trigger_log_entry", "") or text(incident, "created_at")
    acknowledged = (text(each, "at") for each in entries(incident, "acknowledgements"))
    return {
        "started": text(report, "impact_start_time") or detected[:10],
        "detected": detected,
        "acknowledged": first.get("acknowledge_log_entry", "") or next(acknowledged, ""),
        "resolved": ended,
    }


def _said(entry: Any) -> str:
    """Return the message in the channel of a log entry."""
    return text(entry, "channel.content", "channel.notes", "channel.summary")


def _entry(entry: Any) -> str:
    said = _said(entry)
    summary = text(entry, "summary")
    told = f"{summary.rstrip('.')}: {said}" if said and said not in summary else summary
    return _KINDS[text(entry, "type")] + told


def _line(line: Any) -> str:
    return html_to_markdown(text(line, "description", "summary"))
