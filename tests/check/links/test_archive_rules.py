"""Ids must be unique and lead somewhere, and repeated incidents are recognized."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

import pytest

from mkdocs_postmortems.check.answers.whole import Clock, Inquiry, Whole
from mkdocs_postmortems.check.subject import Subject
from mkdocs_postmortems.read.model import Source, Span
from mkdocs_postmortems.settings import Settings

NOW = datetime(2024, 6, 1, tzinfo=UTC)


def test_two_reports_with_the_same_id_are_both_reported(make, check):
    """Each finding names the other report."""
    reports = make(id="x"), make(path="postmortems/b.md", id="x")
    assert check("duplicate-id", *reports) == [
        "1: the id 'x' is also used by postmortems/b.md",
        "1: the id 'x' is also used by postmortems/a.md",
    ]


def test_an_id_that_is_another_files_name_is_reported_for_both(make, check):
    """Links to the file by its name would lead elsewhere."""
    reports = make(id="b"), make(path="postmortems/b.md", id="c")
    assert check("duplicate-id", *reports) == [
        "1: the id 'b' is also the file name of postmortems/b.md",
        "1: this file's name is also the id of postmortems/a.md",
    ]


def test_files_that_a_disk_cannot_tell_apart_are_both_reported(make, check):
    """Names that differ only in case or Unicode composition, and ``x.md`` beside ``x/index.md``."""
    composed, decomposed = "postmortems/café.md", unicodedata.normalize("NFD", "postmortems/café.md")
    for one, other in (
        ("postmortems/Auth.md", "postmortems/auth.md"),
        (composed, decomposed),
        ("postmortems/x.md", "postmortems/x/index.md"),
    ):
        reports = make(path=one), make(path=other)
        assert len(check("duplicate-output", *reports)) == 2
        assert check("duplicate-id", *reports) == []


def test_different_ids_are_silent(make, check):
    """So are files of the same name in two folders if they have ids of their own."""
    reports = make(path="postmortems/1/x.md", id="one"), make(path="postmortems/2/x.md", id="two")
    assert check("duplicate-id", *reports) == check("duplicate-output", *reports) == []


def test_an_id_that_the_archive_uses_itself_is_reported(make, check):
    """Which facets count depends on the settings."""
    for id in ("index", "actions", "assets", "severity", "pagefind"):
        assert len(check("reserved-id", make(id=id))) == 1
    assert check("reserved-id", make(id="team")) == []
    assert len(check("reserved-id", make(id="team"), settings=Settings(facets=("teams",)))) == 1


def test_related_ids_must_exist(make, check):
    """A similar id is suggested; reports may name each other."""
    first = make(related=("b",))
    second = make(path="postmortems/b.md", related=("a",))
    lost = make(path="postmortems/c.md", related=("nowhere",))
    assert check("related-missing", first, second, lost) == ["1: `related` names 'nowhere', but no report has that id"]


@pytest.mark.parametrize("written", ["b.md", "postmortems/b.md", "[[b]]", "https://status.example/incidents/b/", "B"])
def test_a_link_in_place_of_an_id_is_reported_with_the_id(make, diagnose, written):
    """Even if other ids are spelt as similarly."""
    others = [make(path=f"postmortems/{name}.md") for name in ("a", "b", "c")]
    found = [each for each in diagnose(make(related=(written,)), *others[1:]) if each.rule == "related-missing"]
    assert [each.help for each in found] == ["did you mean 'b'?"]


def test_a_report_is_never_suggested_to_itself(make, diagnose):
    """It would be a link to the page that it is on."""
    report = make(path="postmortems/2024-05-01-a.md", related=("2024-05-01-b",), new="\n[[2024-05-01-c]]\n")
    helps = [each.help for each in diagnose(report) if each.rule in ("related-missing", "broken-link")]
    assert len(helps) == 2
    assert not any("did you mean" in each for each in helps)


def test_a_finding_points_to_the_entry_of_a_list(make):
    """In any style of list; if the entry is not found, to the value."""
    text = "---\nid: x\nrelated:\n  - a-b\n  - a\n---\n"
    report = make(lines={"id": Span(2, 2), "related": Span(3, 5)}, report={"source": Source("a.md", text, "", 7)})
    subject = Subject(report, Inquiry(Whole([])), Clock(NOW), Settings())
    assert subject.entry_of("related", "a") == (5, 5)
    assert subject.entry_of("id", "x") == (2, 5)
    assert subject.entry_of("related", "c") == (3, 1)


def test_a_report_is_not_related_to_itself(make, check):
    """A warning, since it does no harm."""
    assert check("related-self", make(related=("a",))) == ["1: `related` names this report itself"]


def test_a_repeat_is_reported_for_the_later_report(make, check):
    """The same cause and service, within a year, and not related by either report."""
    cause = {"cause": "expired certificate"}
    first = make(started="2023-06-01T10:00", **cause)
    later = make(path="postmortems/b.md", started="2024-03-01T10:00", **cause)
    assert check("repeat", first, later) == [
        "1: 'a' had the same cause (expired certificate) and a shared service less than a year earlier"
    ]


def test_related_old_or_different_incidents_are_no_repeat(make, check):
    """Any one of the three is enough."""
    cause = {"cause": "expired certificate"}
    first = make(started="2023-06-01T10:00", **cause)
    for change in (
        {"related": ("a",)},
        {"started": "2024-12-01T10:00"},
        {"services": ("billing",)},
        {"cause": None},
    ):
        later = make(path="postmortems/b.md", **{"started": "2024-03-01T10:00", **cause, **change})
        assert check("repeat", first, later) == []
