"""Anchors that are used twice, or that a link leads to and a page lacks, are reported."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.check.links.anchors import anchors_of


@pytest.mark.parametrize(("fragment", "meant"), [("root-cause", "root-cause-and-resolution"), ("measures", "corr")])
def test_part_of_an_anchor_is_enough_for_a_suggestion(make, diagnose, fragment, meant):
    """As after a heading was renamed."""
    (found,) = diagnose(make(new=f"\n[x](#{fragment})\n"))
    assert found.help.startswith(f"did you mean #{meant}")


def test_the_ids_of_headings_are_those_of_the_site(make):
    """As its ``toc`` configuration generates them; a heading never gets an id that the page uses."""
    report = make(new="\n### Event 1\n\n### Note\n\n### Note\n\n### Own {#note}\n")
    assert {"issue-summary", "event-1-section", "note", "note_1", "note_2"} <= anchors_of(report, {})
    own = {"slugify": lambda title, separator: title.upper().replace(" ", separator), "separator": "_"}
    assert {"ISSUE_SUMMARY", "TIMELINE", "NOTE_1"} <= anchors_of(report, own)


@pytest.mark.parametrize("target", ["#nope", "#Timeline", "b.md#nope"])
def test_an_anchor_that_does_not_exist_is_found(make, check, target):
    """In this report or another; case counts."""
    reports = make(new=f"\n[x]({target})\n"), make(path="postmortems/b.md")
    assert len(check("broken-anchor", *reports)) == 1


@pytest.mark.parametrize(
    "target",
    [
        "#timeline",
        "#root-cause-and-resolution",
        "#own",
        "#para",
        "#note_1",
        "#fn:1",
        "b.md#issue-summary",
        "#%E6%97%A5",
        "#calls-of-__init__",
    ],
)
def test_an_anchor_of_the_page_is_silent(make, check, target):
    """Headings, explicit ids, repeated headings, footnotes, any script, code."""
    more = [
        "### Calls of `__init__`",
        "### Own {#own}",
        "Text\n{#para}",
        "### Note",
        "a[^1]",
        "### Note",
        "### 日",
        f"[x]({target})",
        "[^1]: b",
    ]
    assert check("broken-anchor", make(new="\n" + "\n\n".join(more)), make(path="postmortems/b.md")) == []


def test_an_anchor_that_the_page_uses_itself_is_reported(make, check):
    """Events and action items have numbered anchors."""
    found = check("duplicate-anchor", make(new="\n### A {#event-1}\n\nText\n{#event-more}\n"))
    assert [message.partition(": ")[2] for message in found] == [
        "the page already uses the anchor #event-1, so this one is dropped"
    ]


def test_an_anchor_given_twice_is_reported_at_the_second(make, check):
    """A link would lead to the first only."""
    report = make(new="\n### A {#x}\n\na\n\n### B {#x}\n\nb\n")
    line = report.source.lines.index("### B {#x}") + 1
    first = report.source.lines.index("### A {#x}") + 1
    assert check("duplicate-anchor", report) == [f"{line}: duplicate anchor #x, first used on line {first}"]
    assert check("duplicate-anchor", make(new="\n### A {#x}\n\na\n\n### B {id=y}\n")) == []


def test_an_anchor_that_a_heading_would_have_is_reported(make, check):
    """The finding names the heading, above or below."""
    report = make(new="\n### A {#timeline}\n\na\n")
    at, line = (report.source.lines.index(text) + 1 for text in ("### A {#timeline}", "## Timeline"))
    reported = f"{at}: the anchor #timeline takes the id of the heading on line {line}, which gets another"
    assert check("duplicate-anchor", report) == [reported]
