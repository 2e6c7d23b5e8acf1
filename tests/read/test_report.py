"""A file as a report: how its parts work together."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings

_READER = ReportReader(Settings())


def read(body: str = "", **fields: str) -> Report:
    given = {"title": "A", "severity": "SEV-1", "status": "draft", "services": "[a]", "started": "2023-10-15", **fields}
    front = "".join(f"{key}: {value}\n" for key, value in given.items())
    return _READER.read("postmortems/a.md", f"---\n{front}---\n{body}".encode())


def test_several_timelines_are_one() -> None:
    """Their events are renumbered."""
    report = read("## Timeline\n\n- 14:00 a\n\n## Follow-up timeline\n\n- 2023-10-16 09:00 b\n")
    assert report.timeline is not None
    assert [(event.number, event.text, event.span.first) for event in report.timeline.events] == [
        *((1, "a", 10), (2, "b", 14)),
    ]


def test_a_timeline_below_an_empty_day_is_of_that_day() -> None:
    """A day with text of its own is another matter."""
    body = "## Timeline\n\n- 14:00 a\n\n## October 17, 2023\n{}\n## Follow-up timeline\n\n- 09:00 b\n"
    days = []
    for between in ("", "\nIt rained.\n"):
        timeline = read(body.format(between)).timeline
        assert timeline is not None
        days += [event.start.at.day for event in timeline.events if event.start]
    assert days == [15, 17, 15, 15]


def test_of_two_timelines_of_one_name_the_first_is_read() -> None:
    """The second is a mistake, which a rule reports."""
    report = read("## Timeline\n\n- 14:00 a\n\n## Timeline\n\n- 15:00 b\n")
    assert report.timeline is not None
    assert [event.text for event in report.timeline.events] == ["a"]


@pytest.mark.parametrize(
    ("event", "add"),
    [
        ("15:10 **Resolved.** Done.", "add `resolved: 2023-10-15 15:10`, the time of the event on line 12"),
        ("15:10+02:00 **Resolved.** Done.", "add `resolved: 2023-10-15 15:10+02:00`, the time of the event on line 12"),
        ("15:10 UTC **Resolved.** Done.", "add `resolved: 2023-10-15 15:10`, the time of the event on line 12"),
        ("2023-10-16 **Resolved.** Done.", "add `resolved: 2023-10-16`, the time of the event on line 12"),
    ],
)
def test_a_missing_end_that_the_timeline_has_is_pointed_to(event: str, add: str) -> None:
    """A label alone is not enough in a final report, but it has the time."""
    report = read(f"\n## Timeline\n\n- 14:00 a\n- {event}\n", status="final", started="2023-10-15 14:00")
    (problem,) = [each for each in report.problems if each.rule == "missing-resolved"]
    assert problem.help == add


@pytest.mark.parametrize("field", ["severity", "started", "services"])
def test_a_draft_may_leave_a_field_open(field: str) -> None:
    """TODO stands for an unknown value: the field is absent, and nothing is wrong with it."""
    report = read("\n", **{field: "[TODO]" if field == "services" else "TODO"})
    assert not report.problems
    assert not getattr(report.fields, field)
    assert report.fields.lines[field]


@pytest.mark.parametrize(("field", "rule"), [("severity", "enum-severity"), ("started", "bad-datetime")])
def test_only_a_draft_may(field: str, rule: str) -> None:
    """In any other status it is a wrong value."""
    report = read("\n", status="review", **{field: "TODO"})
    assert [problem.rule for problem in report.problems] == [rule]


@pytest.mark.parametrize(
    "front_matter",
    [
        "visibility: public",
        "visibilty: public",
        "visib\u0456lity: public",
        "visibility: publc",
        "visibility: [public]",
        "title: [",
    ],
)
def test_markers_without_effect_are_reported_if_the_report_may_be_public(front_matter: str) -> None:
    """Also if that is unknown because its field is misspelt or the front matter cannot be read."""
    text = f"---\n{front_matter}\n---\n\n## Timeline\n\n!!! internl\n\n    Names.\n"
    report = ReportReader(Settings()).read("postmortems/a.md", text.encode())
    assert "internal-marker" in {problem.rule for problem in report.problems}


@pytest.mark.parametrize("front_matter", ["visibility: internal", "title: T", "sevrity: SEV-1", "title: a #b"])
def test_markers_in_an_internal_report_are_nobodys_mistake(front_matter: str) -> None:
    """Nothing of it is published."""
    text = f"---\n{front_matter}\n---\n\n## Timeline\n\n!!! internl\n\n    Names.\n"
    report = ReportReader(Settings()).read("postmortems/a.md", text.encode())
    assert "internal-marker" not in {problem.rule for problem in report.problems}


def test_front_matter_that_ends_too_early_lacks_nothing() -> None:
    """The fields that seem to be missing are below, which is reported once."""
    data = b"---\ntitle: A\nsummary: |\n  a\n---\n  b\nseverity: SEV-1\nstatus: draft\n---\n\n## Timeline\n"
    assert [each.rule for each in _READER.read("postmortems/a.md", data).problems] == ["fm-spill"]


@pytest.mark.parametrize(
    ("front_matter", "rules"),
    [
        ('title: "A\n---\nb"\nseverity: SEV-1', ["fm-spill"]),
        ("title: 'A\n---\nb'\nseverity: SEV-1", ["fm-spill"]),
        ("title: A\nservices: [a,\n---\nb]\nseverity: SEV-1", ["fm-spill"]),
        ('title: "A\n---\nseverity: SEV-1', ["yaml-syntax", "fm-spill"]),
        ('title: "A\n---\nseverity: "SEV-1"', ["yaml-syntax", "fm-spill"]),
    ],
)
def test_a_value_that_a_fence_cuts_off_is_one_mistake(front_matter: str, rules: list[str]) -> None:
    """A value that is not closed below either is another one."""
    report = _READER.read("postmortems/a.md", f"---\n{front_matter}\n---\n\n## Timeline\n".encode())
    assert sorted(each.rule for each in report.problems) == sorted(rules)


@pytest.mark.parametrize(
    ("name", "value", "rules"),
    [
        ("title", "\u200b", ["type-title"]),
        ("title", '"\u200b\u202e"', ["type-title"]),
        ("title", '"\\u200b"', ["type-title"]),
        ("tit\u200ble", "A", ["unknown-key-confusable"]),
        ("severity", "SEV\u200b-1", ["enum-severity"]),
        ("started", "2023-10-15 14:00\u200b", ["bad-datetime"]),
        ("title", "A\u200bB", ["bidi-control"]),
        ("owner", "A\u200bB", ["bidi-control", "unknown-key"]),
        ("services", "[A\u200bB, 5]", ["bidi-control", "type-services"]),
    ],
)
def test_an_invisible_character_is_reported_once(name: str, value: str, rules: list[str]) -> None:
    """With the key or value that it spoils, but apart from what is wrong elsewhere on its line."""
    given = {"title": "A", "severity": "SEV-1", "status": "draft", "services": "[a]", "started": "2023-10-15"}
    del given[name.replace("\u200b", "") if name != "owner" else "status"]
    given |= {"status": "draft", name: value}
    front = "".join(f"{key}: {text}\n" for key, text in given.items())
    found = _READER.read("postmortems/a.md", f"---\n{front}---\n".encode()).problems
    assert sorted(each.rule for each in found) == rules
