"""The rules of sections fire where a section is not as the set asks, and only there."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.diagnostics import Level, Problem
from mkdocs_postmortems.read.model import Span
from mkdocs_postmortems.sections import SectionRule, SectionSet
from mkdocs_postmortems.settings import Settings
from tests.check.conftest import BODY

TIMELINE = "## Timeline"


def test_a_sound_report_has_no_finding_of_sections(make, check):
    """Each required section once, filled and in order: nothing to say."""
    for rule in ("missing-section", "empty-section", "duplicate-section", "section-order"):
        assert check(rule, make()) == []


def test_a_missing_section_is_told_at_line_1_with_its_other_names(make, check):
    """Where nothing looks like the section there is no better place."""
    body = make().source.body
    start, end = body.index(TIMELINE), body.index("## Root")
    assert check("missing-section", make(body[start:end], "")) == ['1: section "Timeline" is missing']


@pytest.mark.parametrize(
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
    ],
)
def test_a_near_miss_is_told_at_its_own_line(make, check, written, reason):
    """What the author took for the section's heading is shown to him, with what is wrong with it."""
    report = make(TIMELINE, written)
    line = report.source.lines.index(written) + 1
    assert check("missing-section", report) == [f'{line}: section "Timeline" is missing: {reason}']


def test_a_group_of_the_timeline_is_taken_for_no_section(make, check):
    """What was done stands below the timeline, and has a name of the actions in it."""
    report = make("## Corrective and preventive measures", "### Actions taken")
    assert check("missing-section", report) == ['1: section "Corrective and preventive measures" is missing']


def test_a_line_of_code_is_taken_for_no_heading(make, check):
    """Programs print ``Events:`` too, which is a name of the timeline."""
    report = make(TIMELINE, "## Timelien\n\n```\nEvents:\n```")
    line = report.source.lines.index("## Timelien") + 1
    assert check("missing-section", report) == [f'{line}: section "Timeline" is missing: this heading reads "Timelien"']


def test_a_heading_in_code_or_a_comment_is_no_section(make, check):
    """The page shows code and no comment, so the section is missing, and the reason is told."""
    code = check("missing-section", make(TIMELINE, f"```\n{TIMELINE}\n```"))
    comment = check("missing-section", make(TIMELINE, f"<!--\n{TIMELINE}\n-->"))
    assert [message.partition(": ")[2] for message in code + comment] == [
        'section "Timeline" is missing: this heading is inside a code block',
        'section "Timeline" is missing: this heading is inside a comment',
    ]


def test_one_near_miss_is_not_offered_for_two_sections(make, check):
    """Each line that looks like a heading explains one missing section."""
    body = "## Some notes\n\nText.\n"
    assert len(check("missing-section", make(body=body))) == 4


def test_further_sections_are_welcome(make, check):
    """A heading that the set does not know is no finding."""
    report = make(new="\n## Lessons learned\n\nSeveral.\n")
    assert check("missing-section", report) == []


@pytest.mark.parametrize("status", ["draft", None])
def test_a_draft_may_lack_sections(make, check, status):
    """So may a report whose status was refused: the refusal is finding enough."""
    assert check("missing-section", make(body="## Issue summary\n\nText.\n", status=status)) == []


def test_a_section_can_be_asked_from_a_severity_or_a_status_on(make, check):
    """Below that severity, or before that status, nothing is missing."""
    rules = (SectionRule("Issue summary"), SectionRule("Cost", from_severity="SEV-2", from_status="final"))
    settings = Settings(sections=SectionSet("own", rules))
    severe, mild = (make(severity=severity, settings=settings) for severity in ("SEV-1", "SEV-3"))
    review = make(severity="SEV-1", status="review", settings=settings)
    assert check("missing-section", severe, settings=settings) == ['1: section "Cost" is missing']
    assert check("missing-section", mild, settings=settings) == []
    assert check("missing-section", review, settings=settings) == []


def test_an_optional_section_is_never_missing(make, check):
    """Optional without a severity or a status is never asked for."""
    settings = Settings(sections=SectionSet("own", (SectionRule("Cost", optional=True),)))
    assert check("missing-section", make(), settings=settings) == []


@pytest.mark.parametrize(
    "content",
    [
        *("", "<!-- later -->", "### Detection\n\n### Response", "---", "-", "&nbsp;", "<br>", "```\n```", "!!! note"),
        *("\u200b", "| |\n|---|\n| |", "...", "…", "| Time | Event |\n|---|---|"),
        *("[a]: https://example.com", "[^1]: x", "*[MTTR]: x", "<details>\n<summary></summary>\n</details>"),
    ],
)
def test_a_section_without_text_is_empty(make, check, content):
    """Comments, sub-headings, rules and definitions are no text."""
    report = make("A token had expired.", content)
    line = report.source.lines.index("## Root cause and resolution") + 1
    assert check("empty-section", report) == [f'{line}: section "Root cause and resolution" is empty']


@pytest.mark.parametrize(
    "content",
    ["```\ncode\n```", "![graph](graph.png)", "| a |\n|---|\n| b |", "None yet.", "<div>", "- [ ] a"],
)
def test_a_section_with_anything_to_see_is_not_empty(make, check, content):
    """Code, an image, a table or a sentence is content."""
    assert check("empty-section", make("A token had expired.", content)) == []


def test_an_empty_section_that_nobody_asked_for_is_a_warning(make, diagnose):
    """It is a mistake, but no reason to stop a build."""
    found = diagnose(make(new="\n## Thanks\n"))
    assert [(each.rule, each.level) for each in found] == [("empty-section", "warning")]


def test_a_section_that_stands_twice_is_told_at_the_second(make, check):
    """The finding names the line of the first."""
    report = make(new="\n## Timeline\n\n- 16:00 Again.\n")
    first, second = (at for at, line in enumerate(report.source.lines, 1) if line == TIMELINE)
    assert check("duplicate-section", report) == [f'{second}: duplicate section "Timeline", first on line {first}']


def test_two_names_of_a_section_may_head_two_sections(make, check):
    """Cause and resolution are often told apart."""
    report = make("## Root cause and resolution", "## Root cause\n\nText.\n\n## Resolution")
    assert check("duplicate-section", report) == []


def test_a_required_section_of_a_public_report_is_not_all_internal(make, check):
    """The public edition would have a heading with nothing below it."""
    report = make()
    line = report.source.lines.index("A token had expired.") + 1
    hidden = {"internal": (Span(line, line),)}
    assert check("section-all-internal", make(report=hidden)) == [
        f'{line - 2}: all of section "Root cause and resolution" is internal, but the public edition requires it'
    ]
    assert check("section-all-internal", report) == []
    assert check("section-all-internal", make(report=hidden, visibility="internal")) == []
    more = make("A token had expired.", "A token had expired.\n\nMore.", report=hidden)
    assert check("section-all-internal", more) == []


def test_further_sections_may_stand_twice(make, check):
    """Only the set's own sections must be unique."""
    assert check("duplicate-section", make(new="\n## Note\n\na\n\n## Note\n\nb\n")) == []


def test_only_the_section_that_moved_is_out_of_order(make, check):
    """One section in a wrong place is one finding, not one for each that it passed."""
    body = make().source.body
    start = body.index("## Root")
    moved = body[body.index("## Corrective") :] + "\n" + body[:start] + body[start : body.index("## Corrective")]
    report = make(body=moved)
    line = report.source.lines.index("## Corrective and preventive measures") + 1
    assert check("section-order", report) == [
        f'{line}: section "Corrective and preventive measures" is out of the usual order'
    ]


def test_a_rule_that_is_off_finds_nothing(make, check):
    """The settings' level holds."""
    settings = Settings(rules={"missing-section": Level.OFF})
    assert check("missing-section", make(body="Nothing.\n"), settings=settings) == []


@pytest.mark.parametrize("problem", ["enum-status", "yaml-syntax"])
def test_headings_that_only_look_right_are_told_whatever_else_is_wrong(make, check, problem):
    """Without a status nobody knows which sections must be there, but a misspelt one is misspelt in a draft too."""
    report = make("## Timeline", "## Timline", status=None, report={"problems": (Problem(problem, "wrong", 2),)})
    line = report.source.lines.index("## Timline") + 1
    assert check("missing-section", report) == [f'{line}: section "Timeline" is missing: this heading reads "Timline"']
    lacking = make("## Timeline", "## Further", status=None, report={"problems": (Problem(problem, "wrong", 2),)})
    assert check("missing-section", lacking) == []


def test_a_misspelt_heading_that_open_html_swallows_is_told_at_once(make, check):
    """To close the tag brings back those that are right, and they are not told."""
    report = make("## Timeline", "<div>\n\n## Timline")
    line = report.source.lines.index("## Timline") + 1
    assert check("missing-section", report) == [f'{line}: section "Timeline" is missing: this heading reads "Timline"']


def test_what_open_html_makes_of_the_rest_is_not_told(make, diagnose):
    """No heading, no event and no action item of it is one: to close the tag mends all."""
    for tag in ("<details>", "<details markdown>\n\ntext"):
        for before in ("Nobody could sign in", "- 14:05 An alert"):
            found = diagnose(make(before, f"{tag}\n\n- 13:00 x\n- 09:00 y\n\n{before}"))
            assert [each.rule for each in found] == ["html-unclosed"]


def test_a_heading_of_level_1_competes_with_the_title(make, check):
    """One that repeats the title goes; any other is one level down."""
    report = make(body=f"# Logins fail after a deployment\n\n{BODY}\n# What we learned\n\nSeveral.\n\n> # Quoted\n")
    lines = report.source.lines
    message = "this heading is level 1, like the page's title"
    assert check("heading-level-one", report) == [
        f"{lines.index(each) + 1}: {message}" for each in ("# Logins fail after a deployment", "# What we learned")
    ]


@pytest.mark.parametrize("title", ["Logins fail after a deployment", "Incident: logins fail"])
def test_the_first_heading_may_be_the_title(make, diagnose, title):
    """In other words than the field's too; so the help does not make a section of it alone."""
    report = make(body=f"# {title}\n\n{BODY}\n# What we learned\n\nSeveral.\n")
    helps = [each.help for each in diagnose(report) if each.rule == "heading-level-one"]
    take_out = "remove it if it repeats the title from the front matter; otherwise "
    assert helps == [f"{take_out}write ## for a section", "write ## for a section"]


def test_a_heading_of_level_1_that_is_meant_for_a_section_is_told_once(make, check):
    """As the section that is missing."""
    report = make("## Timeline", "# Timeline")
    assert check("heading-level-one", report) == []
    assert len(check("missing-section", report)) == 1


@pytest.mark.parametrize(
    ("written", "levels"),
    [
        ("#### A\n\na", (4, 2)),
        ("### A\n\n##### B\n\nb", (5, 3)),
        ("# A\n\n### B\n\nb", (3, 1)),
        ("##### A\n\na\n\n### B", (5, 2)),
    ],
)
def test_a_skipped_level_is_told_where_it_is_skipped(make, check, written, levels):
    """Programs that read a page aloud go by the levels; the way back up may be as long as it likes."""
    (found,) = check("heading-skipped", make(new=f"\n{written}\n"))
    assert found.endswith("this heading is level {}, but the one before it is level {}".format(*levels))


@pytest.mark.parametrize(
    "written",
    ["### A\n\n#### B\n\n##### C\n\n## D", "> #### A", "- #### A", "`#### A`", "```\n#### A\n```", "## A\n\n### B"],
)
def test_levels_that_follow_each_other_and_headings_inside_blocks_are_let_be(make, check, written):
    """What stands inside a quotation is not the report's own structure."""
    assert check("heading-skipped", make(new=f"\n{written}\n")) == []


def test_a_section_that_is_a_level_too_low_is_told_once(make, check):
    """As the section that is missing."""
    assert check("heading-skipped", make("## Issue summary", "### Issue summary")) == []


def test_a_heading_of_level_1_ends_an_internal_section(make, check):
    """Which its author may not have meant, so it is said."""
    report = make(new="\n## Costs {.internal}\n\nMuch.\n\n# Later\n\nMore.\n")
    lines = report.source.lines
    headings = tuple(replace(each, internal=each.title == "Costs") for each in report.headings)
    first, last = lines.index("## Costs {.internal}") + 1, lines.index("# Later")
    marked = replace(report, headings=headings, internal=(Span(first, last),))
    (found,) = check("heading-level-one", marked)
    assert found.endswith("like the page's title, and ends the internal section above it")
