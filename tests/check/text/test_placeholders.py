"""Text that is still to be filled in is reported."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.model import ActionItem, Span
from tests.tables import all_cases


@all_cases(
    "text",
    [
        "TODO",
        "TODO: numbers",
        "Owner: TBD",
        "FIXME",
        "- YYYY-MM-DD HH:mm Something",
        "YYYY-MM-DD",
        "<what users saw>",
        "<SERVICE>",
        "<Describe the impact, in numbers>",
        "Recording: <Link to the call or recording>",
        "[insert the graph]",
        "[Describe what happened]",
        "Lorem ipsum dolor",
        "Owner: tbd",
        "Owner: T.B.D.",
        "TT.MM.JJJJ",
        "On dd/mm/yyyy",
        "From XX:XX to XX:XX",
        "Ticket INC-XXXX",
        "X% of users",
        "It lasted X hours Y minutes",
        "Some ____ users",
        "Lorem Ipsum dolor",
        "Your text here",
        "[fill me in]",
        "[List of authors]",
        "[INCIDENT NAME]",
        "TODOです。",
        "日時はYYYY-MM-DDです。",
        "担当者（要記入）",
        "It took ??? minutes",
        "影响：[待补充]",
        "Ursache: [noch offen]",
        "Impact (to be completed)",
    ],
)
def test_a_placeholder_is_found(make, check, text):
    """Once, and not as HTML as well."""
    report = make("A token had expired.", text)
    assert len(check("placeholder", report)) >= 1
    assert check("raw-html", report) == []


def test_a_comment_that_is_never_closed_is_one_finding(make, check):
    """Its author means to hide what it says."""
    report = make("A token had expired.", "A token had expired. <!-- TODO: which?")
    line = report.source.lines.index("A token had expired. <!-- TODO: which?") + 1
    unclosed = Problem("unclosed-comment", "this comment is never closed", line)
    assert check("placeholder", replace(report, problems=(unclosed,))) == []


@all_cases(
    "text",
    [
        "The TODO list was long; a TODO comment stood there.",
        "todos and methods, mastodon",
        "`TODO` in the code",
        "```\nTODO\n```",
        "<!-- TODO: ask the network team -->",
        "[describe the system](https://example.com)",
        "<kbd>Ctrl</kbd>",
        "Format `YYYY-MM-DD`",
        "TODOs were left behind",
        "See DEBUGGING-TODO for the rest",
        "担当者の欄が未記入だった。",
        "Some text\n\n____\n\nand more",
        "CVE-2023-XXXX and HTTP 5XX, 4xx, the X axis, X-ray, TB of data, 3 TBW",
        "[ALERT] disk full, [NAME](https://example.com)",
        "a ____b____ c and **____** d",
        "the list of [authors] was long, X hours went by",
        "Pourquoi ??? And what???",
        "The form had to be completed by hand (which to be confirmed takes a day).",
        "[à compléter](https://example.com)",
        "[the runbook](<the run book.md>)",
        "[a]\n\n[a]: <run-book.md>",
        "A Map<K, V> and a Result<The value, Error>.",
    ],
)
def test_words_code_and_comments_are_silent(make, check, text):
    """Only what a reader would see as unfinished counts."""
    assert check("placeholder", make("A token had expired.", text)) == []


@pytest.mark.parametrize(("text", "reported"), [("Watch the tokens", 0), ("TODO", 1)])
def test_the_status_of_an_action_item_is_no_placeholder(make, check, text, reported):
    """*TODO* says there that it is open; in the text of the item it is one."""
    report = make("A token had expired.", f"| {text} | identity | TODO |\n\nText.")
    line = next(number for number, each in enumerate(report.source.lines, 1) if "| identity |" in each)
    report = replace(report, actions=(ActionItem(1, text, Span(line, line)),))
    assert len(check("placeholder", report)) == 2 * reported


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("## TODO\n\n- [ ] Watch the tokens", 0),
        ("### **TODO:**\n\n1. Watch the tokens", 0),
        ("### TODO\n\n| Action | Owner |\n|---|---|\n| Watch | identity |", 0),
        ("TODO\n----\n\n- Watch the tokens", 0),
        ("### TODO\n\nWatch the tokens", 1),
        ("### TODO", 1),
        ("### TODO: causes\n\n- a token", 1),
        ("### TODO\n\n- TODO", 1),
        ("TODO\n\n- Watch the tokens", 1),
    ],
)
def test_the_title_of_a_list_is_no_placeholder(make, check, text, reported):
    """*TODO* is a heading of measures; above anything else it says that something is missing."""
    report = make("A token had expired.", f"A token had expired.\n\n{text}")
    assert len(check("placeholder", report)) == reported


def test_the_front_matter_is_searched_too(make, check):
    """The finding is on the field's line; comments are ignored."""
    assert check("placeholder", make(title="TODO")) == ["2: 'TODO' is still to be filled in"]
    assert check("placeholder", make(title="Fine # TODO later")) == []


def test_in_a_draft_it_is_a_hint(make, diagnose):
    """A draft is unfinished by definition."""
    levels = {
        status: [each.level for each in diagnose(make("A token had expired.", "TODO", status=status))]
        for status in ("draft", "review", "final")
    }
    assert levels == {"draft": ["hint"], "review": ["warning"], "final": ["warning"]}


def test_the_finding_of_a_draft_is_at_its_first_placeholder(make, diagnose):
    """Also if that is of another kind than those below it."""
    text = "TODO: the number of users.\n\n## Lessons learned\n\n_Describe what went well._"
    report = make("Nobody could sign in for an hour.", text, status="draft")
    (found,) = [each for each in diagnose(report) if each.rule == "placeholder"]
    lines = report.source.lines
    assert found.line == lines.index("TODO: the number of users.") + 1
    assert found.message.endswith(f"and 1 more on line {lines.index('_Describe what went well._') + 1}")


def test_a_draft_has_one_finding_for_all_placeholders(make, check):
    """It lists the lines; other reports have a finding for each."""
    texts = ("A token had expired.", "TODO\n\nTBD, TODO")
    (found,) = check("placeholder", make(*texts, status="draft"))
    assert "'TODO' is still to be filled in, and 2 more on line" in found
    assert len(check("placeholder", make(*texts, status="review"))) == 3


@pytest.mark.parametrize(
    ("field", "value", "left"),
    [
        ("title", "<title>", "<title>"),
        ("title", '"<Title of the incident>"', "<Title of the incident>"),
        ("services", "[a, <service name>]", "<service name>"),
    ],
)
def test_a_forms_words_in_a_field_are_reported(make, diagnose, field, value, left):
    """In the text they may be HTML, which another rule reports."""
    (found,) = [each for each in diagnose(make(**{field: value})) if each.rule == "placeholder"]
    assert found.message == f"{left!r} is still to be filled in"
    assert found.text[found.column - 1 :].startswith(left)


@pytest.mark.parametrize("title", ["<b>", "<img> in mails", "a <b and c> d", "List<title>s"])
def test_other_tags_in_a_field_are_silent(make, check, title):
    """Fields are plain text."""
    assert check("placeholder", make(title=title)) == []


def test_a_merge_conflict_is_one_finding(make, diagnose):
    """At its start, or at its end if only that is left. A code block may show one."""
    merge = "<<<<<<< HEAD\nA token.\n=======\nA key.\n>>>>>>> branch"
    report = make("A token had expired.", merge)
    found = diagnose(report)
    assert [(each.rule, each.text) for each in found] == [("placeholder", "<<<<<<< HEAD")]
    rest = merge.partition("\n")[2].replace("=======\n", "")
    assert [each.text for each in diagnose(make("A token had expired.", rest))] == [">>>>>>> branch"]
    assert diagnose(make("A token had expired.", f"```\n{merge}\n```")) == ()


def test_the_help_says_how_to_write_what_is_meant_as_text(make, diagnose):
    """In the body; code in a field is shown as it is."""
    report = make(new="\nThe format is YYYY-MM-DD.\n", title="TBD")
    helps = {each.message.split("'")[1]: each.help for each in diagnose(report) if each.rule == "placeholder"}
    assert helps == {
        "YYYY-MM-DD": "fill it in, or remove it; if it is meant as text, put it in `code`",
        "TBD": "fill it in, or remove it",
    }


@pytest.mark.parametrize(
    "text",
    [
        "_Describe the root cause here._",
        "*Explain what went wrong,\nand why.*",
        "> _Briefly summarize the fix_",
        "_Beschreibe die Ursache._",
        "_List affected services and customers._",
        "**Document the root cause.**",
    ],
)
def test_an_instruction_that_is_all_of_a_section(make, check, text):
    """A template's own words are left."""
    assert len(check("placeholder", make("A token had expired.", text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "_Describe the root cause here._\n\nA token had expired.",
        "Describe the root cause here.",
        "_A token had expired._",
        "_List_ the tokens.",
        "_What went wrong?_",
        "_Write access was lost for an hour._",
        "_Document uploads failed for everybody._",
        "*Explain plans changed after the upgrade.*",
        "**Add-on modules failed.**",
    ],
)
def test_other_text_in_italics(make, check, text):
    """An instruction above its answer, a question, and sentences."""
    assert check("placeholder", make("A token had expired.", text)) == []


def test_an_instruction_among_action_items(make, check):
    """It may be what is to be done."""
    item = "- [ ] Watch the tokens (owner: identity, due: 2024-07-01)"
    assert check("placeholder", make(item, "**Add a second replica of the database.**")) == []
