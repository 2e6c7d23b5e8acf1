"""The rules between reports: ids are unique and lead somewhere, and a repeat is known as one."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

import pytest

from mkdocs_postmortems.check.subject import Subject
from mkdocs_postmortems.check.whole import Clock, Inquiry, Whole
from mkdocs_postmortems.read.model import Source, Span
from mkdocs_postmortems.settings import Settings

NOW = datetime(2024, 6, 1, tzinfo=UTC)


def test_two_reports_with_one_id_are_told_on_both(make, check):
    """Each names the other."""
    reports = make(id="x"), make(path="postmortems/b.md", id="x")
    assert check("duplicate-id", *reports) == [
        "1: the id 'x' is also used by postmortems/b.md",
        "1: the id 'x' is also used by postmortems/a.md",
    ]


def test_an_id_that_is_another_files_name_is_told_on_both(make, check):
    """Whoever links to the file by its name would land elsewhere."""
    reports = make(id="b"), make(path="postmortems/b.md", id="c")
    assert check("duplicate-id", *reports) == [
        "1: the id 'b' is also the file name of postmortems/b.md",
        "1: this file's name is also the id of postmortems/a.md",
    ]


def test_files_that_a_disk_may_mix_up_are_told_on_both(make, check):
    """Names that differ only in case or in composition, and ``x.md`` beside ``x/index.md``."""
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
    """As are files of one name in two folders that have ids of their own."""
    reports = make(path="postmortems/1/x.md", id="one"), make(path="postmortems/2/x.md", id="two")
    assert check("duplicate-id", *reports) == check("duplicate-output", *reports) == []


def test_an_id_that_the_archive_uses_itself_is_refused(make, check):
    """Facets count under the settings that hold."""
    for id in ("index", "actions", "assets", "severity", "pagefind"):
        assert len(check("reserved-id", make(id=id))) == 1
    assert check("reserved-id", make(id="team")) == []
    assert len(check("reserved-id", make(id="team"), settings=Settings(facets=("teams",)))) == 1


def test_related_must_exist(make, check):
    """A near miss is offered; a circle is no mistake."""
    first = make(related=("b",))
    second = make(path="postmortems/b.md", related=("a",))
    lost = make(path="postmortems/c.md", related=("nowhere",))
    assert check("related-missing", first, second, lost) == ["1: `related` names 'nowhere', but no report has that id"]


@pytest.mark.parametrize("written", ["b.md", "postmortems/b.md", "[[b]]", "https://status.example/incidents/b/", "B"])
def test_a_link_where_an_id_belongs_is_told_with_the_id(make, diagnose, written):
    """Among others that are as near by their letters."""
    others = [make(path=f"postmortems/{name}.md") for name in ("a", "b", "c")]
    found = [each for each in diagnose(make(related=(written,)), *others[1:]) if each.rule == "related-missing"]
    assert [each.help for each in found] == ["did you mean 'b'?"]


def test_a_finding_of_a_list_stands_at_its_entry(make):
    """Wherever the list has it; at the value where it is not to be found."""
    lines = ("---", "id: x", "related:", "  - a-b", "  - a", "---", "")
    report = make(lines={"id": Span(2, 2), "related": Span(3, 5)}, report={"source": Source("a.md", lines, "", 7)})
    subject = Subject(report, Inquiry(Whole([])), Clock(NOW), Settings())
    assert subject.entry_of("related", "a") == (5, 5)
    assert subject.entry_of("id", "x") == (2, 5)
    assert subject.entry_of("related", "c") == (3, 1)


def test_a_report_is_not_related_to_itself(make, check):
    """A warning: it does no harm."""
    assert check("related-self", make(related=("a",))) == ["1: `related` names this report itself"]


def test_a_repeat_is_told_on_the_later_report(make, check):
    """Same cause, a service in common, within a year, and not named."""
    cause = {"cause": "expired certificate"}
    first = make(started="2023-06-01T10:00", **cause)
    later = make(path="postmortems/b.md", started="2024-03-01T10:00", **cause)
    assert check("repeat", first, later) == [
        "1: 'a' had the same cause (expired certificate) and a shared service less than a year earlier"
    ]


def test_no_repeat_where_it_is_named_long_ago_or_another_service(make, check):
    """Each of the three makes it none."""
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
