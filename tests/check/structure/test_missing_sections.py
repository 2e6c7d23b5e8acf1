"""A missing section is reported, at the line that was probably meant as its heading."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.diagnostics import Level, Problem
from mkdocs_postmortems.sections import SectionRule, SectionSet
from mkdocs_postmortems.settings import Settings
from tests.check.conftest import BODY
from tests.tables import all_cases

TIMELINE = "## Timeline"


def test_a_missing_section_is_reported_at_line_1_with_its_other_names(make, check):
    """There is no better place if nothing looks like its heading."""
    body = make().source.body
    start, end = body.index(TIMELINE), body.index("## Root")
    assert check("missing-section", make(body[start:end], "")) == ['1: section "Timeline" is missing']


@pytest.mark.parametrize(
    ("heading", "first"),
    [
        ("## Zeitverlauf", "Zeitablauf"),
        ("## Dérouler", "Déroulé"),
        ("## What we did", "Timeline of events"),
        ("## Impact", "Timeline of events"),
    ],
)
def test_the_names_in_the_help_are_first_those_like_a_heading_of_the_report(make, diagnose, heading, first):
    """An author who writes German is not told English names only."""
    (finding,) = (each for each in diagnose(make(TIMELINE, heading)) if each.rule == "missing-section")
    assert finding.help.startswith(f'add "## Timeline", or one of its other names: {first}, ')


@all_cases(
    ("written", "reason"),
    [
        ("### Timeline", "this heading is level 3, but sections are level 2"),
        ("# Timeline", "this heading is level 1, but sections are level 2"),
        ("## 2. Timeline", 'this heading reads "2. Timeline"'),
        ("## Timelime", 'this heading reads "Timelime"'),
        ("## Time\u200bline", "the heading contains an invisible character (U+200B)"),
        ("- ## Timeline", "this heading is inside a list, a quotation or another block"),
        ("> ## Timeline", "this heading is inside a list, a quotation or another block"),
        ("**Timeline**", "this is bold text, not a heading"),
        ("**Timeline:** It began at noon.", "this is bold text, not a heading"),
        ("__Timeline__: It began at noon.", "this is bold text, not a heading"),
        ("<h2>Timeline</h2>", "this heading is written as HTML"),
        ("__Timeline__", "this is bold text, not a heading"),
        ("Timeline:", "this is a line of text, not a heading"),
        ("- Timeline", "this is a line of text, not a heading"),
        ("== Timeline ==", "the page does not show this line as a heading"),
        ("h2. Timeline", "the page does not show this line as a heading"),
        ("####### Timeline", "the page does not show this line as a heading"),
        ("<!-- ## Timeline -->", "this heading is inside a comment"),
        ("## The timeline of the incident", 'this heading reads "The timeline of the incident"'),
        ("**Timeline (times in UTC)**", "this is bold text, not a heading"),
        ("## Timelien (UTC)", 'this heading reads "Timelien (UTC)"'),
        ("＃＃ Timeline", "the page does not show this line as a heading"),
        ("\ufeff## Timeline", "an invisible character (U+FEFF) is before this heading"),
        ("\u200b## Timeline", "an invisible character (U+200B) is before this heading"),
    ],
)
def test_a_near_miss_is_reported_on_its_own_line(make, check, written, reason):
    """The author sees what was meant as the heading, and what is wrong with it."""
    report = make(TIMELINE, written)
    line = report.source.lines.index(written) + 1
    assert check("missing-section", report) == [f'{line}: section "Timeline" is missing: {reason}']


def test_a_heading_whose_marker_is_broken_is_not_also_missing(make, check):
    """Unless its name is wrong, too."""
    for written, count in ((f"{TIMELINE} {{.internal", 0), ("## Timelien {.internal", 1)):
        report = make(TIMELINE, written)
        line = report.source.lines.index(written) + 1
        marker = Problem("internal-marker", "", line)
        assert len(check("missing-section", replace(report, problems=(marker,)))) == count
        assert len(check("missing-section", report)) == 1


def test_a_group_of_the_timeline_is_not_taken_for_a_section(make, check):
    """A sub-heading in the timeline may contain a section's name."""
    report = make("## Corrective and preventive measures", "### Actions taken")
    assert check("missing-section", report) == ['1: section "Corrective and preventive measures" is missing']


@all_cases(
    ("written", "rules"),
    [
        ("TODO", {"missing-section": 1, "placeholder": 25}),
        ("**TODO**", {"missing-section": 1, "placeholder": 25}),
        ("**TODO:** Ask the network team.", {"missing-section": 1, "placeholder": 25}),
        ("- TODO", {"missing-section": 1, "placeholder": 25}),
        ("TODO:\n\n- [ ] Watch the tokens", {"missing-section": 25}),
        ("**TODO**\n\n| Action | Owner |\n|---|---|\n| Watch | identity |", {"missing-section": 25}),
        ("### TODO\n\nWatch the tokens", {"missing-section": 25}),
    ],
)
def test_a_line_that_is_still_to_be_written_is_no_heading_unless_it_heads_a_list(make, diagnose, written, rules):
    """TODO is also a name of the section of measures; either way it is one mistake."""
    body = BODY.partition("## Corrective")[0].replace("A token had expired.", written)
    found = {
        each.rule: each.line for each in diagnose(make(body=body)) if each.rule in ("missing-section", "placeholder")
    }
    assert found == rules


def test_a_line_of_code_is_not_taken_for_a_heading(make, check):
    """Programs print ``Events:`` too, which is a name of the timeline."""
    report = make(TIMELINE, "## Timelien\n\n```\nEvents:\n```")
    line = report.source.lines.index("## Timelien") + 1
    assert check("missing-section", report) == [f'{line}: section "Timeline" is missing: this heading reads "Timelien"']


def test_a_heading_in_code_or_a_comment_does_not_open_a_section(make, check):
    """The section is missing, and the finding says why."""
    code = check("missing-section", make(TIMELINE, f"```\n{TIMELINE}\n```"))
    comment = check("missing-section", make(TIMELINE, f"<!--\n{TIMELINE}\n-->"))
    assert [message.partition(": ")[2] for message in code + comment] == [
        'section "Timeline" is missing: this heading is inside a code block',
        'section "Timeline" is missing: this heading is inside a comment',
    ]


@all_cases(
    ("around", "seen", "reason"),
    [
        ("```\n{}\n```", "### Chronology", "this heading is level 3, but sections are level 2"),
        ("    {}", "**Timeline**", "this is bold text, not a heading"),
        ("<!--\n{}\n-->", "## Time line", 'this heading reads "Time line"'),
        ("<!-- {} -->", "Timeline:", "this is a line of text, not a heading"),
    ],
)
def test_a_line_that_the_page_shows_is_rather_meant_than_one_that_it_does_not(make, check, around, seen, reason):
    """The other may be an example, or a template's advice."""
    report = make(TIMELINE, around.format(TIMELINE) + f"\n\n{seen}\n")
    line = report.source.lines.index(seen) + 1
    assert check("missing-section", report) == [f'{line}: section "Timeline" is missing: {reason}']


@all_cases(
    ("written", "help"),
    [
        ("```\n## Timeline\n```", "move it, and the text below it, out of the code block"),
        ("<!--\n## Timeline\n-->", "move it, and the text below it, out of the comment"),
        ("<!-- ## Timeline -->", 'write "## Timeline" at the start of a line'),
        ("    ## Timeline", 'write "## Timeline" at the start of a line'),
        ("## Timeline\\", "delete the backslash"),
    ],
)
def test_the_help_says_more_than_to_write_at_the_start_of_a_line_what_is_there(make, diagnose, written, help):
    """Followed literally, it must mend the mistake."""
    (found,) = [each for each in diagnose(make(TIMELINE, written)) if each.rule == "missing-section"]
    assert found.help == help


def test_a_near_miss_explains_only_one_missing_section(make, check):
    """Even if it resembles two."""
    body = "## Some notes\n\nText.\n"
    assert len(check("missing-section", make(body=body))) == 4


@pytest.mark.parametrize("status", ["draft", None])
def test_a_draft_may_lack_sections(make, check, status):
    """So may a report with an invalid status, which is reported anyway."""
    assert check("missing-section", make(body="## Issue summary\n\nText.\n", status=status)) == []


def test_a_section_can_be_required_from_a_severity_or_a_status_on(make, check):
    """Below that severity, or before that status, it is not missing."""
    rules = (SectionRule("Issue summary"), SectionRule("Cost", from_severity="SEV-2", from_status="final"))
    settings = Settings(sections=SectionSet("own", rules))
    severe, mild = (make(severity=severity, settings=settings) for severity in ("SEV-1", "SEV-3"))
    review = make(severity="SEV-1", status="review", settings=settings)
    assert check("missing-section", severe, settings=settings) == ['1: section "Cost" is missing']
    assert check("missing-section", mild, settings=settings) == []
    assert check("missing-section", review, settings=settings) == []


def test_an_optional_section_is_never_missing(make, check):
    """Unless it is required from a severity or a status on."""
    settings = Settings(sections=SectionSet("own", (SectionRule("Cost", optional=True),)))
    assert check("missing-section", make(), settings=settings) == []


def test_a_rule_that_is_off_finds_nothing(make, check):
    """The level in the settings applies."""
    settings = Settings(rules={"missing-section": Level.OFF})
    assert check("missing-section", make(body="Nothing.\n"), settings=settings) == []


@pytest.mark.parametrize("problem", ["enum-status", "yaml-syntax"])
def test_misspelt_headings_are_reported_even_without_a_status(make, check, problem):
    """It is unknown which sections are required, but a misspelt heading is wrong in a draft too."""
    report = make("## Timeline", "## Timline", status=None, report={"problems": (Problem(problem, "wrong", 2),)})
    line = report.source.lines.index("## Timline") + 1
    assert check("missing-section", report) == [f'{line}: section "Timeline" is missing: this heading reads "Timline"']
    lacking = make("## Timeline", "## Further", status=None, report={"problems": (Problem(problem, "wrong", 2),)})
    assert check("missing-section", lacking) == []


def test_a_misspelt_heading_inside_unclosed_html_is_reported(make, check):
    """Closing the tag restores the correct ones, which are not reported."""
    report = make("## Timeline", "<div>\n\n## Timline")
    line = report.source.lines.index("## Timline") + 1
    assert check("missing-section", report) == [f'{line}: section "Timeline" is missing: this heading reads "Timline"']


def test_the_consequences_of_unclosed_html_are_not_reported(make, diagnose):
    """The lost headings, events and action items return once the tag is closed."""
    for tag in ("<details>", "<details markdown>\n\ntext"):
        for before in ("Nobody could sign in", "- 14:05 An alert"):
            found = diagnose(make(before, f"{tag}\n\n- 13:00 x\n- 09:00 y\n\n{before}"))
            assert [each.rule for each in found] == ["html-unclosed"]


def test_a_section_at_level_1_is_one_finding(make, check):
    """It is reported as the missing section."""
    report = make("## Timeline", "# Timeline")
    assert check("heading-level-one", report) == []
    assert len(check("missing-section", report)) == 1


def test_a_section_one_level_too_low_is_one_finding(make, check):
    """It is reported as the missing section."""
    assert check("heading-skipped", make("## Issue summary", "### Issue summary")) == []


def test_a_heading_in_an_html_element(make, diagnose):
    """It is at the start of a line, so the help says what else to do."""
    report = make("## Timeline\n", "<details>\n<summary>What happened</summary>\n\n## Timeline\n\n</details>\n")
    (found,) = [each for each in diagnose(report) if each.rule == "missing-section"]
    assert report.source.lines[found.line - 1] == "## Timeline"
    assert found.message.endswith("inside an HTML element")
    assert found.help.startswith("move it")
