"""Exports of incident tools, by the samples of this folder."""

from __future__ import annotations

import json

import pytest

from mkdocs_postmortems.imports.document import Unreadable
from mkdocs_postmortems.imports.sources.files import read_documents
from tests.imports.conftest import SAMPLES, Import

EXPECTED = {
    # sample: title, severity, services, started, resolved, events, action items
    "incident-io.json": ("Checkout answers with errors", "SEV-1", ("checkout", "payments"), "2024-03-04 09:05", "10:20", 3, 3),  # noqa: E501
    "pagerduty.json": ("Search answers slowly", "SEV-2", ("search",), "2024-05-06", "14:20", 4, 0),
    "rootly.json": ("Mail is delivered late", "SEV-3", ("mail relay",), "2024-06-01 06:00+02:00", "08:30", 2, 2),
    "rootly-retrospective.json": ("Mail is delivered late", "", (), "2024-06-01 04:00", "06:30", 0, 0),
    "firehydrant.json": ("Sign-in fails for new accounts", "SEV-2", ("accounts",), "2024-02-10 22:00", "01:00", 6, 4),
    "statuspage.json": ("Images are slow to load", "SEV-1", ("Image proxy",), "2024-07-02 08:05", "09:40", 3, 1),
    "github-issue.json": ("Postmortem: images are missing", "SEV-3", (), "2024-01-16 08:00", "", 3, 2),
    "gitlab-issue.json": ("Pipeline stood still", "SEV-4", (), "2024-02-02 10:00+01:00", "", 2, 1),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_samples(sample: Import, name: str) -> None:
    """Each tool's facts, timeline and measures."""
    found = sample(name)
    fields = found.report.fields
    resolved = f"{fields.resolved.at:%H:%M}" if fields.resolved else ""
    assert (
        *(found.title, fields.severity, fields.services, found.started, resolved, found.events, found.actions),
    ) == EXPECTED[name]
    assert not found.report.problems


def test_what_is_not_done_is_told(sample: Import) -> None:
    """Each tool has a word for it, and none of them counts as done."""
    words = ("firehydrant.json", "incident-io.json", "rootly.json")
    assert [sum(item.status == "not doing" for item in sample(name).report.actions) for name in words] == [1, 1, 1]


def test_every_sample_is_described() -> None:
    """The table beside the samples names each of them."""
    told = (SAMPLES / "README.md").read_text("utf-8")
    assert [path.name for path in SAMPLES.iterdir() if f"`{path.name}`" not in told and path.name != "README.md"] == []


def test_an_alert_is_no_start(sample: Import) -> None:
    """PagerDuty knows when it rang; when the incident began, only its day."""
    fields = sample("pagerduty.json").report.fields
    assert fields.started is not None and fields.started.precision == "day"
    assert fields.detected is not None and fields.detected.precision == "minute"


def test_several_incidents_in_one_file() -> None:
    """A list gives one document each."""
    incident = json.loads((SAMPLES / "firehydrant.json").read_text("utf-8"))["incident"]
    assert len(read_documents("all.json", json.dumps({"data": [incident, incident]}).encode())) == 2


def test_comments_of_an_issue(do_import: Import) -> None:
    """They follow the text, with author and time as far as known; what the forge itself says is left out."""
    said = [
        {"author": {"login": "ana"}, "createdAt": "2023-10-16T09:00:00Z", "body": "It rained."},
        {"user": {"username": "ben"}, "body": "It snowed."},
        {"system": True, "body": "closed"},
        {"author": {"login": "ana"}, "body": ""},
    ]
    issue = {
        "title": "Login fails",
        "body": "It was down.",
        "url": "https://forge.example/a/issues/1",
        "comments": said,
    }
    found = do_import(json.dumps(issue), "issue.json")
    comments = "**ana, 2023-10-16 09:00 UTC:**\n\nIt rained.\n\n**ben:**\n\nIt snowed."
    assert found.text.rstrip().endswith(f"It was down.\n\n## Comments\n\n{comments}")


def test_services_and_times_of_other_fields(do_import: Import) -> None:
    """A tool has them in several places: some in lists that only some teams use."""
    entry = {"custom_field": {"name": "Team"}, "values": [{"value_text": "web"}]}
    incident = {"name": "Login fails", "incident_status": {"name": "Closed"}, "custom_field_entries": [entry]}
    assert do_import(json.dumps({"incident": incident}), "incident.json").report.fields.services == ()
    times = {"created_at": "2023-10-15T14:00:00Z", "last_status_change_at": "2023-10-15T15:00:00Z"}
    incident = {"incident_number": 1, "title": "Login fails", "urgency": "high", "status": "resolved", **times}
    incident["acknowledgements"] = [{"at": "2023-10-15T14:10:00Z"}]
    report = {
        "timeline": [{"at": "2023-10-15T14:05:00Z", "description": "<b>It</b> rained."}],
        "action_items": [{"title": "Buy a disk", "status": "done", "assignee": {"summary": "ana"}, "owner": "ben"}],
    }
    found = do_import(json.dumps({"incident": incident, "postmortem": report}), "incident.json")
    assert found.report.fields.resolved is not None and f"{found.report.fields.resolved.at:%H:%M}" == "15:00"
    assert "- 2023-10-15 14:05 UTC **It** rained." in found.text
    assert found.report.fields.acknowledged and f"{found.report.fields.acknowledged.at:%H:%M}" == "14:10"
    assert [(item.status, item.owner) for item in found.report.actions] == [("done", "ana")]


@pytest.mark.parametrize("text", ["{", "[]", '{"a": 1}', "3", '"text"', "[[1]]"])
def test_other_json_is_told(text: str) -> None:
    """With the tools that are known."""
    with pytest.raises(Unreadable):
        read_documents("other.json", text.encode())


def test_updates_of_a_status_page_are_labelled_by_their_status(sample: Import) -> None:
    """In the order and at the times that the page showed; the postmortem among them is no event."""
    timeline = sample("statuspage.json").report.timeline
    assert timeline is not None
    assert [(f"{each.start.at:%H:%M}", each.kind) for each in timeline.events if each.start] == [
        ("08:12", ""), ("08:55", ""), ("09:40", "resolved"),
    ]  # fmt: skip
    assert timeline.events[1].text == "**Monitoring.** The cache is larger.\n\nWe watch it."
