"""Comments silence the rules that they name, where they are, and nothing else."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.check.silence import read_silences

IGNORE = "<!-- postmortems: ignore {} -->"


def test_a_comment_in_a_line_covers_that_line(make, check):
    """But not the next line of the same paragraph."""
    text = "TODO one " + IGNORE.format("placeholder") + "\nTODO two"
    assert len(check("placeholder", make("A token had expired.", text))) == 1


def test_a_comment_on_its_own_line_covers_the_block_below(make, check):
    """Up to the next blank line."""
    text = IGNORE.format("placeholder") + "\n\nTODO one\nTODO two\n\nTODO three"
    found = check("placeholder", make("A token had expired.", text))
    assert [each.partition(": ")[2] for each in found] == ["'TODO' is still to be filled in"]


def test_consecutive_comments_cover_the_same_block(make, check):
    """Each up to the end of the block."""
    text = f"{IGNORE.format('blame')}\n{IGNORE.format('placeholder')}\nTODO one\nTODO two\n\nTODO three"
    assert len(check("placeholder", make("A token had expired.", text))) == 1


def test_many_comments_are_read_quickly(make):
    """When each searched for the end of their common block, tens of thousands took minutes."""
    text = "\n".join(IGNORE.format(f"x{number}") for number in range(6_000))
    report = make("A token had expired.", text)
    *others, last = read_silences(report)
    assert {silence.lines.last for silence in others} == {last.line}


def test_only_the_named_rules_are_silenced(make, check):
    """There may be several."""
    text = "TODO <b>x</b> " + IGNORE.format("placeholder, raw-html")
    report = make("A token had expired.", text)
    assert check("placeholder", report) == check("raw-html", report) == []
    assert check("raw-html", make("A token had expired.", "<b>x</b> " + IGNORE.format("placeholder"))) != []


def test_at_the_top_a_comment_covers_findings_without_a_line(make, check):
    """A missing section is reported at line 1, where no comment can be."""
    body = IGNORE.format("missing-section") + "\n\n## Issue summary\n\nText.\n"
    assert check("missing-section", make(body=body)) == []


@pytest.mark.parametrize(
    ("above", "found"), [("{0}\n{1}\n", 0), ("{0}{1}\n", 0), ("{0}\nText.\n{1}\n", 1), ("{0}\n\n{1}\n", 1)]
)
def test_several_comments_may_be_at_the_top(make, check, above, found):
    """On one line, or on lines without anything between them."""
    body = above.format(IGNORE.format("blame"), IGNORE.format("missing-section")) + "\n## Issue summary\n\nText.\n"
    assert bool(check("missing-section", make(body=body))) == bool(found)


def test_a_comment_in_code_has_no_effect(make, check):
    """As on the page that documents it."""
    text = "```\n" + IGNORE.format("placeholder") + "\n```\nTODO"
    assert len(check("placeholder", make("A token had expired.", text))) == 1


@pytest.mark.parametrize("comment", ["# postmortems: ignore placeholder", "# postmortems: ignore blame, placeholder"])
def test_in_the_front_matter_it_is_a_yaml_comment(make, check, comment):
    """On the field's line."""
    assert check("placeholder", make(title=f"TODO {comment}")) == []


def test_an_unknown_rule_is_reported(make, diagnose):
    """With the one that was meant, since the comment silences nothing."""
    (found,) = diagnose(make(new="\nText " + IGNORE.format("placehodler") + "\n"))
    assert (found.rule, found.level, found.help) == ("unknown-ignore", "warning", "did you mean 'placeholder'?")


@pytest.mark.parametrize(
    ("comment", "help"),
    [
        ("<!-- postmortem: ignore placeholder -->", "write <!-- postmortems: ignore placeholder -->"),
        ("<!-- postmortems: disable placeholder, blame -->", "write <!-- postmortems: ignore placeholder, blame -->"),
        ("<!-- postmortems ignore placeholder -->", "write <!-- postmortems: ignore placeholder -->"),
        ("<!-- Postmortems: ignore -->", "write <!-- postmortems: ignore RULE -->"),
    ],
)
def test_a_comment_that_was_meant_to_silence_a_rule_is_reported(make, diagnose, comment, help):
    """It silences nothing, though its author thinks so."""
    (found,) = diagnose(make(new=f"\nText {comment}\n"))
    assert (found.rule, found.column, found.help) == ("unknown-ignore", 6, help)


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- postmortems: why we ignore some alerts -->",
        "<!-- Postmortem of the second outage: skip for now -->",
        "`<!-- postmortem: ignore blame -->`",
        IGNORE.format("blame"),
    ],
)
def test_other_comments_are_silent(make, diagnose, comment):
    """Whatever they are about."""
    assert diagnose(make(new=f"\nText {comment}\n")) == ()
