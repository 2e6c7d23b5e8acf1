"""A document becomes a report: what is found, what is left open, and what stays as it was."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.imports.report import Importer
from mkdocs_postmortems.imports.sources.old_front_matter import read_markdown
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from tests.imports.conftest import Import
from tests.tables import all_cases

TIMELINE = "## Timeline\n\n- 14:00 A deploy.\n- 14:06 Users cannot log in.\n- 15:10 It is undone.\n"


def test_a_plain_report_has_title_day_and_placeholders(do_import: Import) -> None:
    """What is found moves into front matter; what is not is left open, and a draft may."""
    found = do_import("# 2023-10-15: Login fails\n\n" + TIMELINE)
    assert found.text.startswith(
        "---\ntitle: Login fails\nseverity: TODO\nstatus: draft\nservices: [TODO]\n"
        "started: 2023-10-15 14:00\n---\n\n## Timeline\n"
    )
    assert (found.title, found.started, found.events) == ("Login fails", "2023-10-15 14:00", 3)
    assert found.missing == ("severity", "services")
    assert not found.report.problems


def test_the_body_stays_byte_for_byte(do_import: Import) -> None:
    """Line ends, spaces at the end, tabs: all but the title is as it was."""
    body = "Text  \r\n\twith a tab\r\n\r\n## Timeline\r\n\r\n* 2023-10-15 14:00 UTC   a\r\n\r\n\r\n## Odds & ends \r\n"
    found = do_import("# Login fails\r\n\r\n" + body)
    assert found.text.endswith("---\r\n\r\n" + body)


def test_nothing_is_invented(do_import: Import) -> None:
    """A text without facts gets only placeholders, and its file's name for a title."""
    found = do_import("We had an outage.\n", "web-outage.md")
    assert found.title == "Web outage"
    assert found.started is None
    assert found.missing == ("severity", "services", "started")
    assert "started: TODO\n" in found.text


@all_cases(
    ("written", "started"),
    [
        ("**Date:** 2023-10-15 14:00 UTC", "2023-10-15 14:00"),
        ("Date: October 15th, 2023", "2023-10-15"),
        ("* **Date**: 15 Oct 2023 2:00 PM PST", "2023-10-15 14:00-08:00"),
        ("| Incident date | 2023-10-15 |\n|---|---|\n| Owner | web |", "2023-10-15"),
        ("| Date | Severity |\n|---|---|\n| 2023/10/15 | P1 |", "2023-10-15"),
        ("## Date\n\n2023-10-15\n", "2023-10-15"),
        ("Duration: October 15, 2023, 14:00 GMT - October 15, 2023, 16:30 GMT", "2023-10-15 14:00"),
        ("Duration: 2 hours, Start time: Oct 15, 2023 2:00 PM, - End time: Oct 15, 2023 4:00 PM", "2023-10-15 14:00"),
        ("It rained on **15 October 2023** from **14:00** to __15:10__.", "2023-10-15 14:00"),
        ("- Start time: 15.10.2023 14:00 Uhr", "2023-10-15 14:00"),
        ("発生日時: 2023年10月15日 14時00分", "2023-10-15 14:00"),
        ("On 15 October 2023 the site was down.", "2023-10-15"),
        ("**Date:** October 15-16, 2023", "2023-10-15"),
        ("Date: 15./16. Oktober 2023", "2023-10-15"),
        ("Login failed on Oct. 15 & 16, 2023.", "2023-10-15"),
        ("### October 15-16, 2023\n\nIt rained.", "2023-10-15"),
        ("### October 15 - November 2, 2023\n\nIt rained.", "2023-10-15"),
        ("Created: 2023-10-17\n\nIt began on 15 October 2023.", "2023-10-15"),
    ],
)
def test_ways_to_say_when_it_began(do_import: Import, written: str, started: str) -> None:
    """A line, a cell, a heading, a range, a sentence."""
    assert do_import(f"# Login fails\n\n{written}\n\n## Summary\n\nText.\n").started == started


@pytest.mark.parametrize(
    ("name", "head", "text", "started"),
    [
        ("_posts/2023-10-18-login.md", "layout: post", "On Sunday, October 15 nobody could log in.", "2023-10-15"),
        ("_posts/2023-10-18-login.md", "title: Sorry for October 15th", "It rained.", "2023-10-15"),
        ("login.md", "date: 2024-01-02", "It rained.\n\nNobody could log in on December 30th.", "2023-12-30"),
        ("login.md", "date: 2023-10-18", "## Summary\n\nNobody could log in on 2023-10-15.", "2023-10-15"),
        ("login.md", "date: 2023-11-02", "## TL;DR\n\nOn Sunday, 15th October, nobody could log in.", "2023-10-15"),
        ("login.md", "date: 2023-10-18", "On 2023-03-04 we began to trust clouds.", "2023-10-18"),
        ("login.md", "date: 2023-10-18", "It rained.\n\nIt rained.\n\nOn October 15 it did not.", "2023-10-18"),
        ("2023-10-18-login.md", "layout: post", "On October 15 a cloud was seen.", "2023-10-18"),
    ],
)
def test_a_post_says_first_which_day_it_tells_of(
    do_import: Import, name: str, head: str, text: str, started: str
) -> None:
    """Its own date is that of the text: not longer ago than a month, and nothing of the kind where it is no post."""
    assert do_import(f"---\n{head}\n---\n\n{text}\n", name).started == started


@pytest.mark.parametrize(
    ("text", "started", "resolved"),
    [
        ("Nobody could log in from 14:00 UTC to approximately\n15:10 UTC.", "2023-10-15 14:00", "15:10"),
        ("## Summary\n\nBetween 2:00 PM and 3:10 PM it rained.", "2023-10-15 14:00", "15:10"),
        ("It rained from 23:00 until 01:10.", "2023-10-15 23:00", "01:10"),
        ("It rained from 14:00 to 15:10, and from 16:00 to 17:00.\nIt rained from 18:00 to 19:00.", "2023-10-15", ""),
        ("## Cause\n\nIt rained from 14:00 to 15:10.", "2023-10-15", ""),
    ],
)
def test_the_first_paragraphs_tell_from_when_to_when_it_was(
    do_import: Import, text: str, started: str, resolved: str
) -> None:
    """Where no label and no timeline does, and once only."""
    found = do_import(f"# Login fails\n\nDate: 2023-10-15\n\n{text}\n")
    moment = found.report.fields.resolved
    assert (found.started, f"{moment.at:%H:%M}" if moment else "") == (started, resolved)


@pytest.mark.parametrize(
    ("head", "timeline", "started", "zone"),
    [
        ("", "## Timeline (Europe/Berlin)\n\n- 14:06 Alert.", "2023-10-15 14:00", "Europe/Berlin"),
        ("", "## Timeline (all times in CEST)\n\n- 14:06 Alert.", "2023-10-15 14:00+02:00", ""),
        ("", "## Timeline\n\n- 14:06 CEST Alert.\n- 14:08 CEST Undone.", "2023-10-15 14:00+02:00", ""),
        ("", "## Timeline\n\n- 14:06 CEST Alert.\n- 13:08 BST Undone.", "2023-10-15 14:00", ""),
        ("Time zone: CEST\n", "## Timeline\n\n- 14:06 Alert.", "2023-10-15 14:00", "Europe/Berlin"),
        ("Time zone: CET\n", "## Timeline\n\n- 14:06 Alert.", "2023-10-15 14:00+01:00", ""),
        ("Time zone: US/Pacific\n", "## Timeline\n\n- 14:06 UTC Alert.", "2023-10-15 14:00", "US/Pacific"),
    ],
)
def test_one_zone_for_the_start_and_for_the_timeline(
    do_import: Import, head: str, timeline: str, started: str, zone: str
) -> None:
    """A start that names none is in the one that the report names, or that all events are in."""
    found = do_import(f"# Login fails\n\n{head}Start: 2023-10-15 14:00\n\n{timeline}\n")
    assert (found.started, found.report.fields.timezone or "") == (started, zone)


@pytest.mark.parametrize("name", ["20231015-login.md", "2023-10-15-login.md", "2023_10_15.md"])
def test_a_file_name_has_the_date(do_import: Import, name: str) -> None:
    """The last place to look for it."""
    assert do_import("# Login fails\n\n" + TIMELINE, name).started == "2023-10-15 14:00"


def test_other_lines_settle_the_order_of_day_and_month(do_import: Import) -> None:
    """10/11 is in November where another date begins with 25."""
    text = "# Login fails\n\nDate: 10/11/2023\n\n## Timeline\n\n- 25/11/2023 14:00 It is undone.\n"
    assert do_import(text).started == "2023-11-10"


def test_an_alert_does_not_tell_when_it_began(do_import: Import) -> None:
    """Of a timeline that begins with the detection only the day is known to be the start's."""
    text = "# Login fails\n\n## Timeline\n\n- 2023-10-15 14:06 Alert on failed logins.\n- 14:20 Undone.\n"
    assert do_import(text).started == "2023-10-15"


def test_a_day_that_prose_tells_of_does_not_hide_the_time(do_import: Import) -> None:
    """A date on a line of its own is the day of the start; an event with no more than a date may be the start."""
    text = "# Login fails\n\n## Timeline\n\n{}\n\n14:00 A deploy.\n"
    assert do_import(text.format("15 October 2023\n\nIt rained.")).started == "2023-10-15 14:00"
    assert do_import(text.format("15 October 2023: The release is cut.")).started == "2023-10-15"


def test_an_old_front_matter_is_replaced_and_nothing_of_it_lost(do_import: Import) -> None:
    """Fields of ours are taken; the others are kept where no public output ever is."""
    text = "---\ntitle: Login fails\ndate: 2023-10-15\nlayout: post\ntags: [auth]\n---\n\n# Login fails\n\nText.\n"
    found = do_import(text)
    assert found.report.fields.internal == {"imported": {"layout": "post"}}
    assert found.report.fields.tags == ("auth",)
    assert found.started == "2023-10-15"
    assert found.text.count("Login fails") == 1


def test_entries_without_a_day_are_counted(do_import: Import) -> None:
    """All of them, as in a timeline without any time."""
    found = do_import("# Login fails\n\n## Timeline\n\n- 14:00 A deploy.\n- Somebody looks.\n- 14:06 It is undone.\n")
    assert (found.started, found.events) == (None, 3)
    assert do_import("# Login fails\n\n## Timeline\n\n- A deploy.\n- It is undone.\n").events == 2
    assert do_import("# Login fails\n\n## Timeline\n\n- T-72h: A deploy.\n- 00:00 Login fails.\n").events == 2


def test_broken_front_matter_is_kept_as_text(do_import: Import) -> None:
    """What is no YAML is not guessed at, and not thrown away."""
    found = do_import("---\ntitle: [Login\nlayout: post\n---\n\n# Login fails\n")
    assert found.report.fields.internal == {"imported": {"front-matter": "title: [Login\nlayout: post"}}
    assert not found.report.problems


def test_front_matter_of_aliases_is_kept_as_text(do_import: Import) -> None:
    """Twenty lists, each of nine times the one before, are not written out; an alias of a text is that text."""
    bomb = "\n".join(["a0: &a0 [x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20))])
    found = do_import(f"---\n{bomb}\n---\n\n# Login fails\n")
    assert found.report.fields.internal == {"imported": {"front-matter": bomb}}
    found = do_import("---\nlayout: &kind post\nkind: *kind\n---\n\n# Login fails\n")
    assert found.report.fields.internal == {"imported": {"layout": "post", "kind": "post"}}


def test_a_rule_at_the_top_is_no_front_matter(do_import: Import) -> None:
    """``---`` above prose is a rule across the page."""
    found = do_import("---\nWe had an outage, as you know\n---\n\n# Login fails\n")
    assert "We had an outage, as you know" in found.text


def test_facts_of_the_head_move_and_others_stay(do_import: Import) -> None:
    """A line that says nothing but what the front matter says now is moved, a severity that was mapped too."""
    text = (
        "# Login fails\n\nAuthors: Web team, SRE\nSeverity: P1\nServices: login, web\nRegards\n\n## Summary\n\nText.\n"
    )
    found = do_import(text)
    assert found.report.fields.authors == ("Web team", "SRE")
    assert found.report.fields.severity == "SEV-1"
    assert found.report.fields.services == ("login", "web")
    assert "Authors:" not in found.text
    assert "Severity:" not in found.text
    assert found.report.fields.internal == {"imported": {"severity": "P1"}}
    assert "Regards" in found.text


def test_a_paragraph_that_only_repeats_the_title_goes(do_import: Import) -> None:
    """The page shows it once; a sentence with the title in it stays."""
    found = do_import("Mail outage\n===========\n\nMail outage\n\nMail outage at noon\n\n## Timeline\n\n- 12:00 a\n")
    assert found.text.endswith("---\n\nMail outage at noon\n\n## Timeline\n\n- 12:00 a\n")


def test_times_in_plain_text_may_be_written_with_a_dot(do_import: Import) -> None:
    """And set right, one below another."""
    text = "Mail outage\n\ndate: 4 March 2022\n\nTimeline\n 9.05 - mail stands\n 9.20 - disk full\n10.15 - mail flows\n"
    found = do_import(text, "mail.txt")
    assert found.events == 3
    assert "\n- 9.05 - mail stands\n- 9.20 - disk full\n- 10.15" in found.text


def test_numbered_headings_in_plain_text(do_import: Import) -> None:
    """They name sections and lose their numbers; the lines above them are no timeline; a table of contents has none."""
    text = (
        "REPORT\n======\n\n1. Summary\n2. Timeline\n3. Actions\n\nSeverity:  2\nDate:   15 October 2023\n\n"
        "1. SUMMARY\n\nIt rained.\n\n2. TIMELINE\n\n14:05  One\n15:10  Two\n\n3. ACTIONS\n\n"
        "a) Renew the key\nb) Test it (done)\n"
    )
    found = do_import(text, "login-fails.txt")
    assert [heading.title for heading in found.report.headings][-3:] == ["SUMMARY", "TIMELINE", "ACTIONS"]
    assert (found.report.fields.severity, found.started, found.events) == ("SEV-2", "2023-10-15 14:05", 2)
    assert [action.text for action in found.report.actions] == ["a) Renew the key", "b) Test it (done)"]


def test_a_greeting_is_no_title(do_import: Import) -> None:
    """The name of the file says more."""
    found = do_import("Hello everyone,\n\nnobody could log in.\n\nTimeline\n\n14:05 One\n", "login-fails.txt")
    assert found.title == "Login fails"
    assert "\nHello everyone,\n" in found.text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("---\nimpact: Logins failed\nusers affected: all\n---\n\nText.\n", "report.md"),
        ("{{Incident\n| impact = Logins failed\n| users affected = all\n}}\nText.\n", "report.mediawiki"),
    ],
)
def test_the_impact_in_an_old_front_matter(do_import: Import, text: str, name: str) -> None:
    """A text becomes an entry of the field."""
    found = do_import(text, name)
    assert "impact:\n  effect: Logins failed\n  users: all\n" in found.text
    assert "imported" not in found.text


def test_the_level_of_a_status_page_is_no_effect(do_import: Import) -> None:
    """It calls the severity *impact*."""
    found = do_import("---\nimpact: critical\n---\n\nText.\n", "report.md")
    assert "severity: SEV-1\n" in found.text
    assert "\nimpact:" not in found.text


def test_a_date_of_an_old_front_matter_that_is_not_the_start_is_kept(do_import: Import) -> None:
    """Another field has told the start."""
    found = do_import("---\ndate: 2023-10-18\nstarted: 2023-10-15 14:00\n---\n\nText.\n", "report.md")
    assert "started: 2023-10-15 14:00\n" in found.text
    assert "  imported:\n    date: '2023-10-18'\n" in found.text


@pytest.mark.parametrize("heading", ["Summary", "Incident summary", "Issue summary", "Overview", "Executive summary"])
def test_the_day_of_a_post_may_be_below_the_heading_of_a_summary(do_import: Import, heading: str) -> None:
    """The date in the front matter is that of the post."""
    post = f"---\ntitle: Login fails\ndate: 2023-10-16\n---\n\n## {heading}\n\nOn October 15, 2023, it rained.\n"
    assert do_import(post, "_posts/2023-10-16-login.md").started == "2023-10-15"


def test_comments_in_an_old_front_matter_are_kept(do_import: Import) -> None:
    """Under ``internal``, since nobody meant to publish them."""
    found = do_import("---\ntitle: Login fails # for now\n# ask ana\n---\n\nText.\n")
    assert found.title == "Login fails"
    assert found.report.fields.internal == {"imported": {"front-matter-comments": ["for now", "ask ana"]}}


@pytest.mark.parametrize(
    "text",
    [
        "!!! internal\n    It began on 2023-10-15 at 14:05.\n",
        "It began on 2023-10-15. {.internal}\n",
        "## Timeline {.internal}\n\n- 2023-10-15 14:05 One\n- 2023-10-15 14:10 Two\n",
        "## Timeline\n\n- 2023-10-15 14:05 One {.internal}\n- 2023-10-15 14:10 Two {.internal}\n",
        "## Timeline of 2023-10-15 {.internal}\n\n- 14:05 One\n- 14:10 Two\n",
    ],
)
def test_internal_text_tells_no_times(do_import: Import, text: str) -> None:
    """The start is a public field."""
    assert do_import(f"# Login fails\n\n## Summary\n\nNobody could log in.\n\n{text}").started is None


def test_a_sentence_that_is_wrapped_in_plain_text_is_put_together(do_import: Import) -> None:
    """In front of a time and behind one."""
    text = "Mail outage\n\nTimeline:\n\nOn 4 March 2022 at\n9:05 UTC the disk was\nfull.\nAt 9:20 it was not.\n"
    found = do_import(text, "mail.txt")
    assert "\n- On 4 March 2022 at 9:05 UTC the disk was full.\n- At 9:20 it was not.\n" in found.text
    assert (found.events, found.started) == (2, "2022-03-04 09:05")


def test_times_that_contradict_the_start_are_not_written(do_import: Import) -> None:
    """An end before the start is a slip of the author's: it is kept, but no field."""
    found = do_import("# Login fails\n\nStart: 2023-10-15 14:00\nEnd: 2023-10-14 16:00\n\n## Summary\n\nText.\n")
    assert found.report.fields.resolved is None
    assert [line for line, _ in found.doubts] == [4]
    assert not [problem for problem in found.report.problems if problem.rule == "time-order"]


def test_what_was_written_for_a_severity_is_told(do_import: Import) -> None:
    """Mapped or not."""
    (told,) = [each.value for each in do_import("# A\n\nSeverity: P1\n").found if each.field == "severity"]
    assert told == "SEV-1, written 'P1'"
    assert do_import("# A\n\nSeverity: major\n").doubts == (
        (3, "severity 'major' is not for certain one of the site's; not taken"),
    )


def test_importing_a_report_twice_gives_the_same_bytes(do_import: Import) -> None:
    """Same source, same report."""
    text = "# 2023-10-15: Login fails\n\n" + TIMELINE
    assert do_import(text).text == do_import(text).text


def test_a_report_of_this_project_stays_as_it_is(do_import: Import) -> None:
    """Its status too."""
    text = (
        "---\ntitle: A\nseverity: SEV-1\nstatus: review\nservices: [a]\nstarted: 2023-10-15 14:00\n---\n\n# A\n\n"
        "### Timeline\n"
    )
    found = do_import(text)
    assert found.text == text
    assert found.started == "2023-10-15 14:00"
    with_tab = text.replace("title: A", "title: A\tB")  # which some parsers of YAML refuse
    assert do_import(with_tab).text == with_tab


def test_an_imported_report_stays_as_it_is(do_import: Import) -> None:
    """What it leaves open is still open, and is not kept as something that an author wrote."""
    first = do_import("# Login fails\n\nText.\n")
    again = do_import(first.text)
    assert again.text == first.text
    assert again.missing == first.missing == ("severity", "services", "started")


def test_midnight_to_the_second_in_front_matter_is_a_day(do_import: Import) -> None:
    """It is how programs write a day."""
    assert do_import("+++\ntitle = 'A'\ndate = 2023-10-15T00:00:00Z\n+++\nText.\n").started == "2023-10-15"


def test_a_table_of_times_in_html(do_import: Import) -> None:
    """It becomes a table of Markdown; other HTML stays."""
    table = (
        "<table>\n<tr><th>Time</th><th>Event</th></tr>\n"
        "<tr>\n<td>2023-10-15 14:00</td>\n<td>A <b>deploy</b>.</td>\n</tr>\n"
        "<tr><td>14:10</td><td>It is undone.</td></tr>\n</table>\n"
    )
    found = do_import(f"# A\n\n<table><tr><td>x</td></tr></table>\n\n## Timeline\n\n{table}\n## Impact\n\nNone.\n")
    assert found.events == 2
    assert "| 2023-10-15 14:00 | A **deploy**. |\n| 14:10 | It is undone. |\n\n## Impact" in found.text
    assert "<table><tr><td>x</td></tr></table>" in found.text
    assert [line for line, _ in found.notes] == [7]


def test_action_items_are_counted(do_import: Import) -> None:
    """Under any of their names."""
    assert do_import("# Login fails\n\n### Summary\n\nText\n\n### Next steps\n\n* one\n* two\n").actions == 2


_IMPORTER = Importer(ReportReader(Settings()))
_PIECES = st.sampled_from(
    [
        *("# Title", "## Timeline", "### Timeline (UTC)", "**Timeline**", "- **Key events**", "  - 14:05 it began"),
        *("- 2023-10-15 14:00 a", "| Time | What |", "|---|---|", "| 14:05 | b |", "Date: 2023-10-15", "", "Timeline"),
        *(
            "## Action items",
            "- [ ] do",
            "* **Impact**:",
            "    indented",
            "> quoted",
            "Severity: SEV1",
            "text",
            "\ttab",
        ),
        *("---", "===", "```", "+++"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=14))
def test_every_line_of_the_author_is_kept(pieces: list[str]) -> None:
    """Whatever stands where: no line loses a word, but for what moved into the front matter."""
    document = read_markdown("report.md", "\n".join(pieces))
    found = _IMPORTER.read(document, "postmortems/report.md")
    front, _, body = found.text.partition("\n---\n")
    moved = {"Title", "Date", "Severity", "SEV1", *re.findall(r"\w+", front)}
    left = Counter(map(_words, body.split("\n")))
    for words, count in Counter(map(_words, document.lines)).items():
        assert left[words] >= count or set(words) <= moved, found.text
    rules = {problem.rule for problem in found.report.problems}
    assert not rules & {"fm-missing", "fm-unclosed", "fm-spill", "yaml-syntax"}


def _words(line: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", line))


def test_updates_of_a_status_page_are_a_timeline(do_import: Import) -> None:
    """Each is a section of its own, the newest first; the day is that on which the file was made."""
    found = do_import(
        "---\ntitle: Login fails\ncreated_at: 2023-10-15T10:00:00Z\n---\n\n## Update - 12:30 UTC\n\nAll is well.\n\n"
        "## Update - 11:15 UTC\n\nA fix.\n\n## Update - 10:00 UTC\n\nWe look.\n"
    )
    assert (found.events, found.started) == (3, "2023-10-15 10:00")


def test_messages_of_a_status_page_are_posted_below_their_state(do_import: Import) -> None:
    """The time goes up into the heading; what else was posted, such as the postmortem, is no event."""
    found = do_import(
        "# Login fails\n\n## Postmortem\n\n*Posted Oct 17, 2023 - 09:00 UTC*\n\nFrom 10:00 UTC on it failed.\n\n"
        "## Resolved\n\n*Posted Oct 15, 2023 - 12:30 UTC*\n\nAll is well.\n\n"
        "## Update\n\nPosted Oct 15, 2023 - 11:15 UTC\n\nA fix.\n\n"
        "## Investigating\n\n*Posted Oct 15, 2023 - 10:00 UTC*\n\nWe look.\n"
    )
    assert (found.events, found.started) == (3, "2023-10-15 10:00")
    assert "### Resolved - Oct 15, 2023 - 12:30 UTC\n\nAll is well." in found.text
    assert "*Posted Oct 17, 2023 - 09:00 UTC*" in found.text
    assert (11, "'*Posted Oct 15, 2023 - 12:30 UTC*' is in the heading above now") in found.notes


def test_states_of_a_status_page_above_their_times(do_import: Import) -> None:
    """The bare time below a state goes up, too, so that it is no event without a text."""
    found = do_import(
        "---\ntitle: Login fails\n---\n\n## Postmortem\n\n*Posted Oct 17, 2023 - 09:00 UTC*\n\nIt is over.\n\n"
        "## Updates\n\n### resolved\n2023-10-15T12:30:00.000Z\n\nAt 12:31 UTC, all is well.\n"
    )
    assert "### resolved - 2023-10-15T12:30:00.000Z\n\nAt 12:31 UTC" in found.text
    assert found.started == "2023-10-15"


@pytest.mark.parametrize(
    "mark",
    [
        '{{< track "2023-10-15 %s:00" >}}',
        '<br><span class="timestamp">Oct 15, %s UTC</span>',
        "<small>Oct 15, %s</small>",
    ],
)
def test_messages_of_a_status_page_end_with_the_time_of_their_posting(do_import: Import, mark: str) -> None:
    """In the marks of the page's generator; the page shows it in words, and the change is told."""
    messages = "".join(
        f"**{state}**:\nWe are on it.\n{mark % time}\n\n"
        for state, time in (("Restored", "16:00"), ("Working", "15:00"), ("Investigating", "14:05"))
    )
    found = do_import(f"# Login fails\n\nOn 2023-10-15.\n\n{messages}")
    assert (found.events, found.started) == (3, "2023-10-15 14:05" + ":00" * ("track" in mark))
    assert mark[:4] not in found.text
    assert any("Posted" in note for _, note in found.notes)
    assert mark[:4] in do_import(f"# Login fails\n\n{mark.replace('%s', 'soon')}\n").text


def test_a_message_may_end_with_the_time_of_its_posting(do_import: Import) -> None:
    """As in cState: the time goes in front, where the timeline has it."""
    found = do_import(
        '# Login fails\n\n*Resolved* - All is well. {{< track "2023-10-15 16:00:00" >}}\n\n'
        '*Monitoring* - It is undone,\nand we wait. {{< track "2023-10-15 15:00:00" >}}\n\n'
        '*Investigating* - We look. {{< track "2023-10-15 14:05:00" >}}\n\nSee {{< track "a song" >}}\n'
    )
    assert (found.events, found.started) == (3, "2023-10-15 14:05:00")
    assert "\n2023-10-15 15:00:00 - *Monitoring* - It is undone,\nand we wait.\n" in found.text
    assert '{{< track "a song" >}}' in found.text


def test_updates_of_a_status_page_in_containers(do_import: Import) -> None:
    """Each with its state and time in the line that opens it."""
    found = do_import(
        "---\ntitle: Login fails\naffectedsystems: [web]\n---\n\nText.\n\n"
        "::: update Identified | 2023-10-15T14:05:00.000Z\nWe know.\n:::\n\n"
        "::: update Resolved | 2023-10-15T15:00:00.000Z\n\nDone.\n\n:::\n\n::: tip\nRest\n:::\n"
    )
    assert (found.events, found.report.fields.services) == (2, ("web",))
    assert "### Resolved - 2023-10-15T15:00:00.000Z\n\nDone.\n\n" in found.text
    assert ":::" not in found.text and "!!! tip\n    Rest\n" in found.text


@pytest.mark.parametrize(
    ("duration", "started", "resolved"),
    [
        ("~1 hour 30 minutes (1:00 PM UTC — 2:30 PM UTC)", "2023-10-15 13:00", "2023-10-15 14:30"),
        ("3 days [Oct 12 - Oct 15, 2023]", "2023-10-12", "2023-10-15"),
        ("45 minutes (of which 10 at night)", "2023-10-15", None),
        ("47 minutes from 4:14 pm to 5:01 pm", "2023-10-15 16:14", "2023-10-15 17:01"),
        ("~83 minutes — 19:27 UTC to 20:50 UTC (web alone)", "2023-10-15 19:27", "2023-10-15 20:50"),
        ("61 minutes (down ~01:40 UTC to 02:11 UTC on 2023-10-16)", "2023-10-16 01:40", "2023-10-16 02:11"),
        ("It was down on October 15, 2023, from 10:00 AM to 10:45 AM (UTC).", "2023-10-15 10:00", "2023-10-15 10:45"),
        ("Twice: 14:00 to 14:10, and 15:00 to 15:10", "2023-10-15", None),
    ],
)
def test_a_duration_may_tell_its_range_in_brackets(
    do_import: Import, duration: str, started: str, resolved: str | None
) -> None:
    """Which is when it began and ended; what was written of its length is kept too."""
    found = do_import(f"# Login fails\n\n- Date: 2023-10-15\n- Duration: {duration}\n\n## Summary\n\nx\n")
    end = found.report.fields.resolved
    assert found.started == started
    assert (end and f"{end.at:%Y-%m-%d %H:%M}"[: len(resolved or "")]) == resolved
    assert found.report.fields.impact


def test_a_section_may_be_numbered_without_a_full_stop(do_import: Import) -> None:
    """``## 3 Action items``."""
    assert do_import("# Login fails\n\n## 3 Action items\n\n- [ ] a\n- [x] b\n").actions == 2


def test_what_a_status_page_keeps_in_front_matter(do_import: Import) -> None:
    """``affected`` and ``resolvedWhen``, as a page of Hugo has them."""
    found = do_import(
        "---\ntitle: Login fails\ndate: 2023-10-15 14:00\nresolved: true\nresolvedWhen: 2023-10-15 15:10\n"
        "severity: down\naffected:\n- login\n- web shop\n---\n\nNobody can log in.\n"
    )
    assert found.report.fields.services == ("login", "web shop")
    assert "resolved: 2023-10-15 15:10\n" in found.text


def test_a_low_heading_of_times_is_no_title(do_import: Import) -> None:
    """The title stands elsewhere: the days below the heading are part of the timeline."""
    found = do_import("---\ntitle: Login fails\n---\n\n## Problems/timeline\n\n### 2023-10-15\n\n14:00 a\n\n14:05 b\n")
    assert (found.title, found.events, found.days) == ("Login fails", 3, 1)


def test_services_on_lines_of_a_cell(do_import: Import) -> None:
    """Each is one."""
    found = do_import("# Login fails\n\n|  |  |\n|--|--|\n| **Affected Service(s)** | Login<br>Web shop |\n")
    assert found.report.fields.services == ("Login", "Web shop")


def test_the_language_tells_the_order_of_day_and_month(do_import: Import) -> None:
    """Where no date can be read in one way only. In English the month is first."""
    portuguese = "# Pagamentos fora do ar\n\n**Data:** 05/03/2024\n\nO serviço de pagamentos não estava no ar.\n"
    assert do_import(portuguese).started == "2024-03-05"
    assert do_import("# Payments fail\n\n**Date:** 05/03/2024\n\nThe payments were down.\n").started == "2024-05-03"
    assert do_import(portuguese + "\nMelhorou em 03/25/2024.\n").started == "2024-05-03"


@pytest.mark.parametrize("marks", [("```yaml", "```"), ("<!--", "-->")])
@pytest.mark.parametrize("title", ["# Login fails\n\n", ""])
def test_metadata_may_stand_in_code_or_a_comment(do_import: Import, marks: tuple[str, str], title: str) -> None:
    """At the head, or right below the title; the page keeps it. What is about something else is none."""
    facts = "\n".join((marks[0], "severity: SEV-2", "start_time: 2023-10-15 14:05", "services: [web, mail]", marks[1]))
    found = do_import(f"{title}{facts}\n\n## Impact\n\nx\n")
    fields = found.report.fields
    assert (fields.severity, fields.services, found.started) == ("SEV-2", ("web", "mail"), "2023-10-15 14:05")
    assert facts in found.text
    other = "\n".join((marks[0], "services:", "  web:", "    image: a", "version: 2", "priority: 1", marks[1]))
    assert do_import(f"{title}{other}\n").missing == ("severity", "services", "started")


@all_cases(
    ("item", "text", "owner", "due"),
    [
        ("- [ ] Buy water — owner: ana", "Buy water", "ana", None),
        ("- [ ] Buy water. Owner: @ana.", "Buy water.", "@ana", None),
        ("- [ ] Buy water - **Owner:** ana, due: 2023-11-02", "Buy water", "ana", "2023-11-02"),
        ("- [ ] Buy water (@ana)", "Buy water", "@ana", None),
        ("- [ ] Buy water -- @ana, @ben", "Buy water", "@ana, @ben", None),
        ("- [ ] Buy water (owner: ana)", "Buy water", "ana", None),
        ("- [ ] Ask @ana", "Ask @ana", "", None),
        ("- [ ] Buy water - **Owner:** ana - **Due:** 2023-11-02", "Buy water", "ana", "2023-11-02"),
        ("- [ ] **Buy water.** Owner: ana. Due: November 2, 2023.", "**Buy water.**", "ana", "2023-11-02"),
        ("- [ ] Buy water\n    - **Owner:** ana\n    - Cold", "Buy water\n\n- Cold", "ana", None),
        ("- [ ] Buy water\n    - Due: 2023-11-02\n    - Target: ten", "Buy water\n\n- Target: ten", "", "2023-11-02"),
        ("- [ ] Buy\n  water\n  Owner: ana", "Buy\nwater", "ana", None),
        ("- [ ] @ana: Buy water", "@ana: Buy water", "@ana", None),
        ("- [ ] Buy water\n    - Owner: to be found", "Buy water\n\n- Owner: to be found", "", None),
        ("- [ ] Buy water — target: ten litres", "Buy water — target: ten litres", "", None),
        ("- [ ] Write to a@ben", "Write to a@ben", "", None),
    ],
)
def test_details_behind_a_measure(do_import: Import, item: str, text: str, owner: str, due: str | None) -> None:
    """Are in brackets now, where their author only set them off."""
    found = do_import(f"# Login fails\n\nOn 2023-10-15.\n\n## Action items\n\n{item}\n- [ ] Rest\n")
    action = found.report.actions[0]
    assert (action.text, action.owner, str(action.due) if action.due else None) == (text, owner, due)
    assert found.actions == 2
    assert any("brackets" in note for _, note in found.notes) == (bool(owner or due) and "(owner" not in item)


@pytest.mark.parametrize(
    ("item", "written"),
    [
        ("- [ ] Buy water — owner: ana {.internal}", "- [ ] Buy water (owner: ana) {.internal}\n"),
        ("- [ ] Buy water (@ana) {.internal}", "- [ ] Buy water (owner: @ana) {.internal}\n"),
        ("- [ ] Buy water {.internal}\n    - Owner: ana", "- [ ] Buy water (owner: ana) {.internal}\n"),
        ("- [ ] Buy\n    - Owner: ana {.internal}", "- [ ] Buy\n    - Owner: ana {.internal}\n"),
    ],
)
def test_details_are_in_front_of_a_mark_of_internal_text(do_import: Import, item: str, written: str) -> None:
    """Behind them it would have no effect."""
    found = do_import(f"# Login fails\n\nOn 2023-10-15.\n\n## Action items\n\n{item}\n- [ ] Rest\n")
    assert written in found.text.replace("Owner: ana)", "owner: ana)")
    assert found.report.internal and not [each for each in found.report.problems if each.rule == "internal-marker"]


@pytest.mark.parametrize(
    ("item", "status"),
    [
        ("- Buy water ✅", "done"),
        ("- Buy water ✅ {.internal}", "done"),
        ("- Buy water [DONE]", "done"),
        ("- Buy water (completed on October 20)", "done"),
        ("1. **Done** - Buy water", "done"),
        ("- Buy water\n  - Status: in progress", "open"),
        ("- [ ] Buy water (completed)", "open"),
        ("- Get the tests done", "proposed"),
        ("- Fixed prices for water", "proposed"),
    ],
)
def test_a_measure_that_is_said_to_be_done_is(do_import: Import, item: str, status: str) -> None:
    """By a tick or a word that is set off, unless a box says otherwise; what else is in the list stays a measure."""
    found = do_import(f"# Login fails\n\nOn 2023-10-15.\n\n## Action items\n\n- Buy bread\n{item}\n")
    assert [action.status for action in found.report.actions][-1] == status


def test_due_dates_are_written_year_first(do_import: Import) -> None:
    """In a table and in brackets, by the order that the report's other dates tell; what is no date stays."""
    found = do_import(
        "# Login fails\n\n## Action items\n\n| Action | Due |\n|---|---|\n| a | 20/03/2024 |\n"
        "| b | April 1, 2024 |\n| c | **02.05.2024** |\n| d | Q2 |\n| e | 2024-03-22 |\n\n"
        "## Follow-up\n\n- [ ] f (owner: web, due: 4/3/2024)\n"
    )
    days = ["2024-03-20", "2024-04-01", "2024-05-02", "None", "2024-03-22", "2024-03-04"]
    assert [str(item.due) for item in found.report.actions] == days
    assert "| a | 2024-03-20 |" in found.text and "| c | **2024-05-02** |" in found.text and "| d | Q2 |" in found.text
    assert (7, "due date '20/03/2024' is 2024-03-20 now") in found.notes
    assert found.report.timeline is None and found.started is None


def test_a_due_date_without_a_year_follows_the_incident(do_import: Import) -> None:
    """It is the first such day; where nothing tells the incident's, it stays."""
    items = "## Action items\n\n| Action | Due |\n|---|---|\n| a | June 1 |\n| b | 1 March |\n| c | Q3 |\n"
    found = do_import(f"# Search fails\n\n**Date:** 2024-05-14\n\n{items}")
    assert [str(item.due) for item in found.report.actions] == ["2024-06-01", "2025-03-01", "None"]
    assert "due date 'June 1' is 2024-06-01 now" in [note for _, note in found.notes]
    assert [item.due for item in do_import(f"# Search fails\n\n{items}").report.actions] == [None] * 3


def test_fields_of_one_meaning_are_put_together(do_import: Import) -> None:
    """Categories and keywords are both tags."""
    found = do_import("---\ntitle: Login fails\ncategories: [web, dns]\nkeywords: [dns, login]\n---\n\nText.\n")
    assert found.report.fields.tags == ("web", "dns", "login")


def test_a_line_with_an_address_stays(do_import: Import) -> None:
    """The front matter holds the name alone."""
    found = do_import("# Login fails\n\nCreated By: Jo Doe <jo@firm.example>\n\n## Summary\n\nText.\n")
    assert found.report.fields.authors == ("Jo Doe",)
    assert "Created By: Jo Doe <jo@firm.example>" in found.text


@pytest.mark.parametrize(
    ("head", "timeline", "started"),
    [
        ("title: Search fails\ndate: 2024-05-17 09:30\n", "", "2024-05-17"),
        ("title: Search fails on May 14th\ndate: 2024-05-17\n", "", "2024-05-14"),
        ("title: Search fails on December 30th\ndate: 2024-01-04\n", "", "2023-12-30"),
        (
            "title: Search fails\ndate: 2024-05-17 09:30\n",
            "**May 14, 2024**\n\n- 14:00 A deploy.\n",
            "2024-05-14 14:00",
        ),
        (
            "title: Search fails\ndate: 2024-08-02\n",
            "**May 14, 2024**\n\n- 14:00 A deploy.\n\n**May 15, 2024**\n\n- 09:00 Undone.\n",
            "2024-05-14 14:00",
        ),
        (
            "title: Search fails on May 14, 2024\ndate: 2024-05-17\n",
            "- 2024-02-01 11:00 A rule is written.\n- 2024-05-14 14:00 A deploy.\n",
            "2024-05-14",
        ),
        ("title: Search fails\ndate: 2024-05-14 09:30\nseverity: high\n", "", "2024-05-14 09:30"),
    ],
)
def test_the_date_of_a_page_is_that_of_its_text(do_import: Import, head: str, timeline: str, started: str) -> None:
    """What a page generator keeps as ``date`` is when the text was written: its time of day is no start.

    The title may tell another day, and so may a timeline that ends before it. A front matter that tells of the
    incident, such as its severity, tells its start too.
    """
    found = do_import(
        f"---\n{head}layout: post\n---\n\n## Timeline\n\n{timeline}\n## Impact\n\nNobody finds a thing.\n"
    )
    assert found.started == started


def test_a_labelled_date_behind_the_last_event_is_that_of_the_text(do_import: Import) -> None:
    """The timeline has dates of its own, and all are before it."""
    text = (
        "# Search fails\n\nAuthor: web\nDate: May 17, 2024, 18:00 UTC\n\n## Timeline\n\n- 2024-05-14 14:00 A deploy.\n"
    )
    assert do_import(text).started == "2024-05-14 14:00"


def test_the_offset_of_a_pages_date_is_the_writers_zone(do_import: Import) -> None:
    """Where nothing else tells one."""
    head = "---\ntitle: Search fails\ndate: 2024-05-17 09:30:00 +0800\n---\n\n"
    assert do_import(head + "## Timeline\n\n- 14:00 A deploy.\n- 15:00 Undone.\n").started == "2024-05-17 14:00+08:00"


@pytest.mark.parametrize(
    ("text", "started", "resolved"),
    [
        ("## Date: May 14, 2024\n\n## Time: 5:13:57 UTC\n", "2024-05-14 05:13:57", ""),
        ("**Date:** 2024-05-14\n**Time:** 14:00–15:30 UTC\n", "2024-05-14 14:00", "2024-05-14 15:30"),
        ("| Date | 2024-05-14 |\n|---|---|\n| Time | 2:00 PM CEST |\n", "2024-05-14 14:00+02:00", ""),
        ("**Date:** 2024-05-14\n**Time:** in the afternoon\n", "2024-05-14", ""),
        ("**Date:** 2024-05-14\n" + "\nText.\n" * 4 + "\nTime: 14:00\n", "2024-05-14", ""),
    ],
)
def test_a_time_of_day_beside_the_date(do_import: Import, text: str, started: str, resolved: str) -> None:
    """Two labels near each other tell one moment."""
    found = do_import(f"# Search fails\n\n{text}\n## Summary\n\nText.\n")
    assert found.started == started
    assert (f"\nresolved: {resolved}\n" in found.text) == bool(resolved)


@pytest.mark.parametrize(
    ("text", "started", "resolved"),
    [
        ("- **Time:** 14:00 - 15:30 UTC\n", "2024-05-14 14:00", "2024-05-14 15:30"),
        ("Time: 2024-05-13 23:50 to 2024-05-14 01:10\n", "2024-05-13 23:50", "2024-05-14 01:10"),
        ("Time: 14:00\n\nText.\n\nTime: 15:00\n", "2024-05-14", ""),
        ("- 13:00 Deploy\n- 13:05 Look\n- 13:10 Undone\n\n## Meeting\n\nTime: 14:00\n", "2024-05-14 13:00", ""),
        ("- **Start / End (UTC):** 2024-05-14 14:00 / 2024-05-14 15:30\n", "2024-05-14 14:00", "2024-05-14 15:30"),
        ("- Start/End: 14:00 / 15:30 CEST\n", "2024-05-14 14:00+02:00", "2024-05-14 15:30+02:00"),
        ("- Date: 14:00 UTC / 16:00 CEST\n", "2024-05-14 14:00", ""),
        ("- Start / End: 14:00 / still open\n", "2024-05-14 14:00", ""),
    ],
)
def test_a_time_without_the_date(do_import: Import, text: str, started: str, resolved: str) -> None:
    """The only label *Time* above the timeline is that of the incident; two times may be its start and its end."""
    found = do_import(f"# Search fails 2024-05-14\n\n{text}\n## Summary\n\nText.\n")
    assert found.started == started
    assert (f"\nresolved: {resolved}\n" in found.text) == bool(resolved)


@pytest.mark.parametrize(
    ("text", "instants"),
    [
        ("- **Start (PDT):** 2024-05-14 10:00\n- **End (PDT):** 2024-05-14 11:00\n", (17, 18)),
        ("| Start Time (in JST) | 2024-05-14 10:00 |\n|--|--|\n| End Time | 2024-05-14 11:00 |\n", (1, 2)),
        ("| Start (UTC) | End (PDT) |\n|--|--|\n| 2024-05-14 10:00 | 2024-05-14 04:00 |\n", (10, 11)),
        ("**Date (PDT):** 2024-05-14\n**Time:** 10:00-11:00\n", (17, 18)),
        ("## Start time (PDT)\n\n2024-05-14 10:00\n\n## End time (PDT)\n\n2024-05-14 18:00 UTC\n", (17, 18)),
    ],
)
def test_the_zone_in_the_name_of_a_label(do_import: Import, text: str, instants: tuple[int, int]) -> None:
    """It is that of its time, and if no other is named, that of the whole report."""
    fields = do_import(f"# Search fails\n\n{text}\n## Summary\n\nText.\n").report.fields
    assert fields.started is not None
    assert fields.resolved is not None
    assert (fields.started.instant.hour, fields.resolved.instant.hour) == instants
    timeline = do_import(f"# Search fails\n\n{text}\n## Timeline\n\n- 11:00 Undone.\n").report.timeline
    (moment,) = [event.start for event in timeline.events]
    assert moment is not None
    assert moment.instant.hour == (11 if "UTC" in text and "|" in text else instants[1])


@pytest.mark.parametrize(
    ("start", "end", "timeline", "instants"),
    [
        ("2024-05-14 10:00 PDT", "2024-05-14 11:00", "", (17, 18)),
        ("2024-05-14 10:00", "11:00 (UTC-7)", "", (17, 18)),
        ("2024-05-14 10:00 CEST", "11:00", "## Timeline (UTC)\n\n- 08:00 One.\n- 08:30 Two.\n", (8, 9)),
        ("2024-05-14 10:00 PDT", "2024-05-14 18:00 UTC", "- **Declared:** 17:30\n", (17, 18)),
    ],
)
def test_a_labelled_time_is_in_the_zone_of_the_others(
    do_import: Import, start: str, end: str, timeline: str, instants: tuple[int, int]
) -> None:
    """Unless these have several."""
    fields = do_import(f"# Search fails\n\n- **Start:** {start}\n- **End:** {end}\n{timeline}\nText.\n").report.fields
    assert fields.started is not None
    assert fields.resolved is not None
    assert (fields.started.instant.hour, fields.resolved.instant.hour) == instants


def test_what_page_generators_write_in_front_matter(do_import: Import) -> None:
    """A category is a tag and no cause, Jekyll's tags have blanks between them, related reports are named as files."""
    found = do_import(
        "---\ntitle: Search fails\nlayout: post\ncategory: outages\ntags: search web\n"
        "related: [2024-04-01-disk.md, ../old/2024-03-01-mail.md]\n---\n\nText.\n"
    )
    assert set(found.report.fields.tags) == {"outages", "search", "web"}
    assert found.report.fields.related == ("2024-04-01-disk", "2024-03-01-mail")
    assert not found.report.fields.cause


def test_labels_in_russian(do_import: Import) -> None:
    """The most usual ones, in a table."""
    found = do_import(
        "# Поиск не работает\n\n| Поле | Значение |\n|---|---|\n| Дата обнаружения | 14.05.2024 |\n"
        "| Компоненты | `search`, `web` |\n| Серьёзность | Средняя |\n\n"
        "## Меры предотвращения повторения\n\n- [ ] Тест\n"
    )
    assert "\ndetected: 2024-05-14\n" in found.text
    assert (found.report.fields.services, found.report.fields.severity) == (("search", "web"), "SEV-3")
    assert found.actions == 1


def test_addresses_of_authors_in_front_matter_are_kept(do_import: Import) -> None:
    """The field holds the names alone."""
    found = do_import("---\nauthor: Ana ([@ana](https://a.example/@ana)) and Ben\n---\n\nText.\n")
    assert found.report.fields.authors == ("Ana (@ana)", "Ben")
    assert "    author: Ana ([@ana](https://a.example/@ana)) and Ben\n" in found.text


def test_what_page_generators_keep_below_a_key_of_their_own(do_import: Import) -> None:
    """It is used, and kept as it is."""
    found = do_import('+++\ntitle = "Login fails"\n[extra]\nauthors = ["Ana"]\nseverity = "SEV2"\n+++\n\nText.\n')
    assert (found.report.fields.authors, found.report.fields.severity) == (("Ana",), "SEV-2")
    assert "    extra:\n      authors:\n      - Ana\n      severity: SEV2\n" in found.text


def test_names_in_code_beside_each_other(do_import: Import) -> None:
    """Each is one."""
    assert do_import("# Search fails\n\n**Services:** `search` `web`\n").report.fields.services == ("search", "web")


@pytest.mark.parametrize(
    ("title", "severity"),
    [
        *[
            (title, "SEV-1")
            for title in ("[SEV1] Search fails", "SEV-1: search fails", "Search fails (P1)", "P1 - search")
        ],
        *[(title, "") for title in ("Search fails on P1", "S3 is down", "Sev rises", "[SEV9] Search fails")],
    ],
)
def test_the_title_tells_the_severity(do_import: Import, title: str, severity: str) -> None:
    """Where it is marked as one, and nothing else tells it."""
    assert do_import(f"# {title}\n\n## Summary\n\nText.\n").report.fields.severity == severity
    labelled = do_import(f"# {title}\n\n**Severity:** low\n\n## Summary\n\nText.\n")
    assert labelled.report.fields.severity == "SEV-4"


def test_an_event_that_is_the_name_of_a_time_field_tells_it(do_import: Import) -> None:
    """Before the time or behind it, in a list or a table; of several recoveries the last."""
    body = (
        "- Fault occurs 2023-10-15 14:00\n- Team aware 2023-10-15 14:05\n- Incident declared: 2023-10-15 14:10\n"
        "- Repaired 2023-10-15 14:50\n- Resolved the name at 2023-10-15 15:00\n- Resolved 2023-10-15 15:10\n"
        "- 2023-10-15 15:30 Resolved\n"
    )
    found = do_import(f"# Login fails\n\n- **Key events**\n{body}")
    fields = found.report.fields
    times = (fields.started, fields.detected, fields.acknowledged, fields.mitigated, fields.resolved)
    assert [f"{each.at:%H:%M}" for each in times if each] == ["14:00", "14:05", "14:10", "14:50", "15:30"]
    assert found.events == 7
    assert body.splitlines() == found.text.splitlines()[-7:]


def test_an_event_labelled_in_bold_is_read_without_a_field(do_import: Import) -> None:
    """The event says it, and a field would say it twice."""
    found = do_import(
        "# Login fails\n\n## Timeline\n\n- 2023-10-15 14:00 It fails.\n- 2023-10-15 15:00 **Resolved.** It works.\n"
        "- 2023-10-15 15:10 Resolved\n"
    )
    assert found.report.fields.resolved is None
    assert f"{found.report.time('resolved').at:%H:%M}" == "15:00"


def test_an_end_on_a_day_before_the_start_is_doubted(do_import: Import) -> None:
    """It is a mistyped year, and kept as it was."""
    found = do_import("# Login fails\n\nStarted: 2023-10-15\n\nResolved: 2022-10-15 15:10\n\n## Impact\n\nNone.\n")
    assert found.report.fields.resolved is None
    assert [told for _, told in found.doubts] == ["resolved '2022-10-15 15:10' cannot be right; kept under internal"]


def test_the_zone_of_most_events_is_the_one_of_times_without_a_zone(do_import: Import) -> None:
    """Though some are told in another one, and the report has a start with a clock time."""
    found = do_import(
        "# Login fails\n\nStart: 2023-10-15 14:00\n\n## Timeline\n\n- 14:00 PDT A deploy.\n- 14:06 It fails.\n"
        "- 14:08 An alarm.\n- 21:10 UTC Somebody far away calls.\n- 14:30 It is undone.\n"
    )
    assert found.started == "2023-10-15 14:00-07:00"
    starts = [each.start for each in found.report.timeline.events if each.start]
    assert [f"{each.instant:%H:%M}" for each in starts] == ["21:00", "21:06", "21:08", "21:10", "21:30"]


@all_cases(
    ("sentence", "zone", "started"),
    [
        ("All times in PDT (UTC-7).", "America/Los_Angeles", "14:00"),
        ("*All times listed in this report are in Pacific Time (US & Canada).", "America/Los_Angeles", "14:00"),
        ("_All times are in UTC._", "", "14:00"),
        ("All times are in some zone.", "", "14:00"),
        ("At all times, PDT is used.", "", "14:00"),
    ],
)
def test_a_sentence_outside_of_the_timeline_names_the_zone(
    do_import: Import, sentence: str, zone: str, started: str
) -> None:
    """At the top, or below another heading; the times of events are in it, too."""
    events = "## Timeline\n\n- 2023-10-15 14:00 A deploy.\n- 15:10 It is undone.\n"
    for text in (f"# Login fails\n\n{sentence}\n\n{events}", f"# Login fails\n\n{events}\n## Notes\n\n{sentence}\n"):
        found = do_import(text)
        assert (found.report.fields.timezone or "", found.started) == (zone, f"2023-10-15 {started}"), text


def test_the_offset_of_a_posts_date_is_not_that_of_a_timeline_in_utc(do_import: Import) -> None:
    """Though the site is in UTC, too, and only the first event names it."""
    events = "## Timeline\n\n- 2023-10-15 14:05 UTC A deploy.\n- 15:10 It is undone.\n"
    found = do_import(f"---\ntitle: Login fails\ndate: 2023-10-16 09:30:00 +0200\n---\n\n{events}")
    assert found.started == "2023-10-15 14:05"
    starts = [each.start for each in found.report.timeline.events if each.start]
    assert [f"{each.instant:%H:%M}" for each in starts] == ["14:05", "15:10"]


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_the_end_of_a_text_stays_as_it_is(do_import: Import, end: str) -> None:
    """No line is added at the end when the details of measures are rewritten."""
    lines = ("# Login fails", "", "## Action items", "", "- Buy water - DONE", "- Ask ana (due: 1 May 2024)")
    found = do_import((end or "\n").join(lines) + end)
    assert found.text.endswith(f"- Buy water - DONE{end or chr(10)}- Ask ana (due: 2024-05-01){end}")


def test_marks_of_internal_text_stay(do_import: Import) -> None:
    """A title with one is no less internal, and no label in internal text becomes a field, which is public."""
    internal = "# Login fails {.internal}\n\nAuthors: Ana Doe {.internal}\n\n!!! internal\n    Users affected: 7\n"
    found = do_import(f"{internal}\nIt rained.\n")
    assert "# Login fails {.internal}\n\nAuthors: Ana Doe {.internal}\n" in found.text
    assert {each.field for each in found.found} <= {"title", "started"}


def test_a_day_that_a_program_wrote_is_no_midnight(do_import: Import) -> None:
    """Programs write a day as a time: nothing begins at midnight to the second."""
    assert do_import("---\nstarted: 2023-10-15T00:00:00Z\n---\n\n# Login fails\n").started == "2023-10-15"


def test_an_old_mapping_of_impact_stays_one(do_import: Import) -> None:
    """It has the form of this project's field."""
    fields = do_import("---\nimpact:\n  users: all\n---\n\n# Login fails\n\n## Cause\n\nRain.\n").report.fields
    assert dict(fields.impact) == {"users": "all"}


@pytest.mark.parametrize("label", ["Impact", "Cause"])
def test_a_later_label_is_about_a_part(do_import: Import, label: str) -> None:
    """The first one tells it of the incident, even if it is too long for the field."""
    first = f"**{label}:** {'all the water was gone, ' * 10}and nobody knew.\n"
    text = f"# Login fails\n\n{first}\n## Another matter\n\n**{label}:** a typo\n"
    fields = do_import(text).report.fields
    assert (dict(fields.impact), fields.cause) == ({}, None)
    fields = do_import(text.replace(first, "")).report.fields
    assert "a typo" in (fields.cause, dict(fields.impact).get("effect"))


@pytest.mark.parametrize(
    "fields",
    ["aliases: [/blog/login/, out.html]", "redirect_from:\n- /blog/login/\n- out.html", "redirect_from: /blog/login/"],
)
def test_earlier_addresses(do_import: Import, fields: str) -> None:
    """Other programs name the field otherwise, and begin at the site's root with a slash."""
    aliases = do_import(f"---\ntitle: Login fails\n{fields}\n---\n\n2023-10-15\n").report.fields.aliases
    assert aliases in (("blog/login/", "out.html"), ("blog/login/",))
    both = do_import("---\ntitle: Login fails\naliases: [a]\nredirect_from: [/b]\n---\n\n2023-10-15\n")
    assert (both.report.fields.aliases, "redirect_from:\n    - /b\n" in both.text) == (("a",), True)


@all_cases(
    ("title", "timeline", "started"),
    [
        ("Login fails", "- 2023-10-15 14:00 Started analyzing the issue.", "2023-10-15"),
        ("Login fails", "- 2023-10-15 14:00 The investigation began.", "2023-10-15"),
        ("Login fails", "- 2023-10-15 14:00 The page is back online.\n- 2023-10-15 15:10 The app, too.", "2023-10-15"),
        ("Login fails", "- 2023-10-15 14:00 Last successful login.\n- 14:06 Alerts.", "2023-10-15"),
        ("Login fails", "- First seen 22023-10-15 13:50\n- 2023-10-15 14:00 Repaired.", "2023-10-15"),
        ("Login fails", "- 2023-10-15 14:00 Started a deploy after the last good build.", "2023-10-15 14:00"),
        # an alert before the day that the title names: the incident had begun
        (
            "Login fails on 2023-10-15",
            "- 2023-10-12 23:37 Logins begin to fail.\n- 2023-10-13 03:08 An alert.\n"
            "- 2023-10-15 11:50 Ana looks.\n- 2023-10-15 12:10 A fix.\n- 2023-10-15 12:20 All is well.",
            "2023-10-12 23:37",
        ),
        (
            "Login fails on 2023-10-15",
            "- 2023-10-12 23:37 A rule is written.\n- 2023-10-13 03:08 A test.\n"
            "- 2023-10-15 11:50 A deploy.\n- 2023-10-15 12:10 A fix.\n- 2023-10-15 12:20 All is well.",
            "2023-10-15 11:50",
        ),
    ],
)  # fmt: skip
def test_events_that_are_not_the_start(do_import: Import, title: str, timeline: str, started: str) -> None:
    """The response, what was well before or after, or a time behind a mistyped one: only the day counts."""
    assert do_import(f"# {title}\n\n## Timeline\n\n{timeline}\n").started == started


def test_the_last_success_before_an_incident_leaves_the_start_to_the_summary(do_import: Import) -> None:
    """Though that says a later time."""
    found = do_import(
        "# Outage 2023-10-15\n\n## Summary\n\nNobody could log in for 5 minutes (14:05-14:10 UTC).\n\n"
        "## Timeline (UTC)\n\n- **14:01:57** - last successful login\n- **14:06** - the first alert\n"
    )
    assert found.started == "2023-10-15 14:05"


def test_the_first_sentence_tells_the_start_on_the_day_of_the_title(do_import: Import) -> None:
    """What a later section tells of earlier days is history, though it has more times."""
    found = do_import(
        "# Attack on October 15th, 2023\n\nAt 4:11 AM UTC on October 15th, malicious packages were published.\n\n"
        "## What happened\n\nOn October 12th at 17:40 UTC, somebody opened a pull request.\n\n"
        "On October 13th at 15:28 UTC, a token was read.\n\nOn October 13th at 15:43 UTC, another one was.\n"
    )
    assert found.started == "2023-10-15 04:11"


def test_a_narrative_beside_the_timeline_gets_another_heading(do_import: Import) -> None:
    """Two sections with the same name would be a finding."""
    found = do_import(
        "# Login fails\n\n## Summary\n\nIt rained.\n\n2023-10-15 14:00 UTC: A deploy.\n\n"
        "2023-10-15 14:10 UTC: An alert.\n\n2023-10-15 15:10 UTC: It is undone.\n\n"
        "## Timeline\n\nThe updates are on [our page](https://status.example.com/1).\n"
    )
    assert [each.title for each in found.report.sections] == ["Summary", "Timeline (2)", "Timeline"]
    assert found.events == 3


@pytest.mark.parametrize(("day", "is_doubted"), [("2023-09-15", True), ("2023-10-14", False), ("2023-10-15", False)])
def test_a_start_days_before_all_events_is_doubted(do_import: Import, day: str, is_doubted: bool) -> None:
    """Its month may be mistyped; an incident may be noticed on the next day."""
    found = do_import(f"# Login fails\n\nDate: {day}\n\n## Timeline\n\n- 2023-10-15 14:00: A deploy.\n")
    titled = do_import(f"# Login fails on {day}\n\n## Timeline\n\n- 2023-10-15 14:00: A deploy.\n", f"{day}.md")
    assert titled.started == (day if is_doubted else "2023-10-15 14:00")
    doubts = ((3, f"started '{day}' is before all events, from 2023-10-15 on"),)
    assert found.doubts == (doubts if is_doubted else ())


def test_a_labelled_start_after_all_events_is_doubtful(do_import: Import) -> None:
    """It may be the date of the text; all events may be of the months before, so the start is none of them."""
    text = "# Login fails\n\nDate: 2023-12-01\n\n## Timeline\n\n- 2023-07-15 09:00 One\n- 2023-10-15 14:00 Two\n"
    found = do_import(text)
    assert found.started == "2023-12-01"
    assert found.doubts == ((3, "started '2023-12-01' is after all events, until 2023-10-15"),)


def test_a_start_in_the_opening_after_all_events_is_doubtful(do_import: Import) -> None:
    """The times below tell only what led to the incident, which a timeline of them would not show."""
    text = "# Login failed on October 15, 2023\n\nAt 04:11 UTC on October 15th, 2023, nobody could log in.\n\n"
    history = (
        "At 5:40PM on October 9th, the key was made.\n\nAt 3:28 PM UTC on October 14th, it was used.\n\n"
        "At 3:43 PM, it was used again.\n"
    )
    found = do_import(f"{text}## How did it happen?\n\n{history}")
    assert found.started == "2023-10-15 04:11"
    assert found.doubts == ((3, "started '2023-10-15 04:11' is after all events, until 2023-10-14"),)


@all_cases(
    ("measure", "started"),
    [
        ("- Time to detection: 0 minutes", "2023-10-15 14:00"),
        ("**Time to detect**: 0m", "2023-10-15 14:00"),
        ("| Time to detect | 00:00 |", "2023-10-15 14:00"),
        ("- Time to detection: 10 minutes", "2023-10-15"),
        ("- Time to detection: 0.5 hours", "2023-10-15"),
        ("- Time to recovery: 0 minutes", "2023-10-15"),
    ],
)
def test_an_incident_detected_at_once_began_then(do_import: Import, measure: str, started: str) -> None:
    """If the report says so."""
    timeline = "## Timeline\n\n- 2023-10-15 14:00 **Detection:** We got alerts.\n- 2023-10-15 15:10 It is undone."
    assert do_import(f"# Login fails\n\n{timeline}\n\n## Stats\n\n{measure}\n").started == started


@pytest.mark.parametrize(
    ("name", "what"), [("2023-06-08-sync.md", "year"), ("2012-08-08-sync.md", "month"), ("2023-06-09-sync.md", "")]
)
def test_a_day_of_the_title_in_another_year_or_month_than_in_the_files_name_is_doubted(
    do_import: Import, name: str, what: str
) -> None:
    """One of the two is mistyped; other days may be those of the incident and of the text."""
    found = do_import("# 2012-06-08 Sync is stuck\n\nIt rained.\n", name)
    doubt = f"'2012-06-08' in the title is in another {what} than '{name[:10]}' in the file's name"
    assert (found.started, found.doubts) == ("2012-06-08", ((1, doubt),) if what else ())


def test_an_event_on_the_day_of_the_title_in_another_year_is_no_start(do_import: Import) -> None:
    """Its year is mistyped, as in January."""
    found = do_import("# Leak on 2023-01-05\n\n## Timeline\n\n- 2022-01-05 08:56 A leak.\n- 2023-01-06 10:30 Closed.\n")
    assert found.started == "2023-01-05"


def test_lines_of_the_front_matter_are_no_lines_of_a_page(do_import: Import) -> None:
    """A page in HTML gets lines of its own, whatever stood above it."""
    found = do_import(
        "title: Login fails\ndate: 2023-10-19\nlayout: post\n\n"
        "<p>On October 15th nobody could log in.</p><p>The old disk had failed on October 1st.</p><p>Sorry.</p>\n"
        "<p>We bought a new one.</p><p>It works.</p>\n"
    )
    assert found.started == "2023-10-15"


def test_a_post_tells_the_day_of_its_incident_below_its_first_heading(do_import: Import) -> None:
    """A paragraph that begins with a day of the month before says more than the date of publication."""
    post = "---\ntitle: Login fails\ndate: 2023-11-02\n---\n\n## Our practice\n\nWe tell.\n\n## So what happened\n\n"
    assert do_import(f"{post}On October 15th ’23 nobody could log in.\n").started == "2023-10-15"
    assert do_import(f"{post}Nobody could log in. Our host was down on October 8.\n").started == "2023-11-02"
    assert do_import(f"{post}On May 15th we had moved to another host.\n").started == "2023-11-02"


def test_a_month_is_no_range_of_days(do_import: Import) -> None:
    """Its last day is not when the incident was over, nor its first day when it started."""
    timeline = "## Timeline\n\n- 2023-10-15 It broke.\n- 2023-10-16 It was mended.\n"
    found = do_import(f"# Login fails\n\n**Date of incident**: October 2023\n\n{timeline}")
    assert (found.started, found.report.fields.resolved) == ("2023-10-15", None)
    found = do_import("# Login fails\n\n**Date of incident**: October 2023\n**Date of resolution**: October 16, 2023\n")
    assert found.report.fields.resolved is not None
    assert found.report.fields.resolved.at.day == 16
    assert do_import("# Login fails\n\n**Date**: 2023-10\n").started is None
    assert do_import("# Login fails\n\n**Dates**: October 1-31, 2023\n").started == "2023-10-01"


@pytest.mark.parametrize(
    ("text", "started"),
    [
        ("It ran PHP 8.4.19 and WordPress 7.0.3.", None),
        ("Es begann am 8.4.19 in der Nacht.", "2019-04-08"),
        ("It began on 15.10.2023, with PHP 8.4.19.", "2023-10-15"),
        ("It began in the night, 08.04.19.", "2019-04-08"),
    ],
)
def test_a_version_is_no_date(do_import: Import, text: str, started: str | None) -> None:
    assert do_import(f"# Login fails\n\n## Analysis\n\n{text}\n").started == started


@pytest.mark.parametrize(
    ("posts", "started"),
    [
        (
            "## In progress\n\n*Posted Oct 15, 2023 - 14:00 UTC*\n\nIt runs.\n\n"
            "## Scheduled\n\n*Posted Oct 10, 2023 - 09:00 UTC*\n\nWe will do it.\n",
            "2023-10-15 14:00",
        ),
        ("## Scheduled\n\n*Posted Oct 10, 2023 - 09:00 UTC*\n\nWe will do it.\n", "2023-10-10"),
        (
            "## Timeline\n\n- 2023-10-15 14:00 Scheduled job fails\n- 2023-10-15 15:00 Job runs\n",
            "2023-10-15 14:00",
        ),
    ],
)
def test_the_announcement_of_maintenance_is_not_its_start(do_import: Import, posts: str, started: str) -> None:
    """Unless nothing else has a time; a job that is scheduled is an event like others."""
    assert do_import(f"# Maintenance\n\n{posts}").started == started
