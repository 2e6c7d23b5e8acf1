"""Related reports must exist, and repeated incidents are recognized."""

from __future__ import annotations

import pytest


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
