"""Conventions of whole reports, as other projects write them: what each one stands for, and what is found in it."""

from __future__ import annotations

import pytest

from tests.imports.conftest import Import
from tests.tables import all_cases

CONVENTIONS = {
    # the convention: a report, how many entries of its timeline begin with a time or a day, its start
    "a line break after each line, and a day as a sub-heading": (
        """\
# Postmortem: Builds stand still

Status: final<br>
Owners: infra<br>

## Summary

Description: machines stopped<br>
Component: builds<br>
Date/time: 2019-03-01 14:44<br>
Duration: 2 hours<br>
User impact: red trees

## Timeline (all times in PST/PDT)

### 2019-03-01

14:44 - something happened<br>
14:45 - next thing happened **&lt;START OF OUTAGE&gt;**

### 2019-03-02

09:12 - another thing happened **&lt;END OF OUTAGE&gt;**

## Impact

x
""",
        5,
        "2019-03-01 14:44",
    ),
    "bold lines for headings, and several facts on one line": (
        """\
# Post-Mortem: X

**Incident ID:** INC-1 | **Severity:** SEV2 | **Status:** resolved

**Timeline:**
*   **2024-01-02 10:00 UTC:** (Detection) foo
*   **2024-01-02 10:10 UTC:** (Ack) bar

**Impact:**
* none
* 11:00 not an event

**Root cause**

x
""",
        2,
        "2024-01-02",
    ),
    "sentences, each a paragraph": (
        """\
# Outage of the API

On March 3rd, 2022 the API was down.

## What happened

Some prose.

At 14:05 UTC the deploy went out.

At 14:10 UTC errors rose.

At 14:40 UTC we rolled back.

## Conclusion

foo
""",
        3,
        "2022-03-03 14:05",
    ),
    "a block of code": (
        """\
# X 2021-05-06

## Timeline

```
14:05 a
14:10 b
14:20 c
```

## Impact
""",
        3,
        "2021-05-06 14:05",
    ),
    "an ordered list, 12-hour clocks": (
        """\
# X

**Date**: 6 May 2021

## Timeline

1. 2:05 PM PDT: a
2. 2:10pm PDT: b
3. 10:45p c
""",
        3,
        "2021-05-06 14:05-07:00",
    ),
    "a column for the date and one for the time": (
        """\
# X

## Timeline

| Date | Time (UTC) | What |
|---|---|---|
| 05/13/2021 | 14:05 | a |
| | 14:10 | b |
| 05/14/2021 | 02:00 | c |
""",
        3,
        "2021-05-13 14:05",
    ),
    "headings that are the events, and none above them": (
        """\
# X

September 4, 2020

## 14:05 - Deploy

text

## 14:20 - Errors

text

## 15:00 - Rollback

text

## Lessons learned

foo
""",
        3,
        "2020-09-04 14:05",
    ),
    "underlined headings": (
        """\
Title of it
===========

Summary
-------

Foo on 2020-02-03.

Timeline (UTC)
--------------

- 10:00 a
- 10:05 b

Follow-Ups
----------

- [ ] x
""",
        2,
        "2020-02-03 10:00",
    ),
    "signs before words": (
        """\
# 🔥 Incident: Login down

- 📅 **Date:** 2024-02-03
- 🚨 **Severity:** 🔴 Critical

## ⏱️ Timeline

- `10:00` a
- `10:05` b
""",
        2,
        "2024-02-03 10:00",
    ),
    "four figures, and midnight passed": (
        """\
# X

Date: 2020-02-03

## Timeline

- 1936 UTC - a
- 1940 UTC - b
- 0010 UTC - c
""",
        3,
        "2020-02-03 19:36",
    ),
    "times from the start": (
        """\
# X

Start: 2020-02-03 10:00 UTC

## Timeline

- T-72h: prep
- T+0: start
- T+5m: alert
""",
        3,
        "2020-02-03 10:00",
    ),
    "Japanese": (
        """\
# 障害報告

- 発生日時: 2023年4月5日 10:00 JST
- 影響サービス: 決済
- 障害レベル: P2

## 時系列（Timeline）

時刻はJSTで統一する。

- 10:00 検知
- 10:20 復旧

## 再発防止策

| 対応 | 担当 | 期限 |
|---|---|---|
| x | y | 2023-05-01 |
""",
        2,
        "2023-04-05 10:00+09:00",
    ),
    "German": (
        """\
# Ausfall Shop

**Datum:** 15.10.2023

**Schweregrad:** hoch

## Zeitlicher Ablauf

- 14:05 Uhr: a
- 14.10 Uhr: b

## Maßnahmen

- x
""",
        2,
        "2023-10-15 14:05",
    ),
    "a heading above all sections": (
        """\
# Post mortems

## 2023-10-15 Login

### Timeline

#### 14:05

a

#### 14:10

b

### Actions

- x
""",
        2,
        "2023-10-15 14:05",
    ),
    "a line for each event in one paragraph": (
        """\
# X

2023-10-15

## Timeline

14:05 – a
14:10 – b
14:15 – c

## Impact
""",
        3,
        "2023-10-15 14:05",
    ),
    "a year that another line tells": (
        """\
# X

## Timeline

- Oct 15, 2:05 PM ET — a
- Oct 15, 2:10 PM ET — b

Published: October 20, 2023
""",
        2,
        "2023-10-15 14:05",
    ),
    "names of fields with underscores": (
        """\
---
title: X
incident_start_time: 2023-10-15T14:05:00Z
incident_end_time: 2023-10-15T15:05:00Z
services_affected: [a, b]
severity: sev2
---

## Timeline

- 14:05 a
""",
        1,
        "2023-10-15 14:05:00",
    ),
    "what is no Markdown above it": (
        """\
export const post = {
  date: '2024-11-19',
  title: 'Relay outage',
}

## Timeline

- 10:00 UTC a
- 10:05 UTC b
""",
        2,
        "2024-11-19 10:00",
    ),
    "a timeline that is folded away": (
        """\
# Outage 2023-01-02

## Summary

x

<details>
<summary>Timeline</summary>
<p>

- 10:00 UTC a
- 10:05 UTC b

</p></details>

## Action items
""",
        2,
        "2023-01-02 10:00",
    ),
    "a fold below the heading, that says the zone": (
        """\
# Outage 2023-01-02

## Timeline

<details><summary>All times in CET</summary>

| Time | Event |
|---|---|
| 10:00 | a |
| 10:05 | b |

</details>
""",
        2,
        "2023-01-02 10:00+01:00",
    ),
    "a list in HTML, with one nested in it": (
        """\
# X 2021-03-03

## Timeline

<ul>
<li><b>14:05</b> a
<ul><li>more</li></ul>
</li>
<li>14:15 b</li>
</ul>

Text behind it.
""",
        2,
        "2021-03-03 14:05",
    ),
    "marks of an editor between those of Markdown": (
        """\
- **Key events**
  - First detected 2024-04-15 12:32
  – 2024-04-15 12:52: b
  - 2024-04-15 13:10 c
""",
        3,
        "2024-04-15",
    ),
    "paragraphs of a public summary": (
        """\
# Summary of the event

We want to tell you of the event on December 7th, 2021.

## Timeline

At 7:30 AM PST, a client did something.

Starting at 11:35 AM PST we shifted traffic.

Between 1:34 PM PST and 2:22 PM PST, devices recovered.
""",
        3,
        "2021-12-07 07:30-08:00",
    ),
    "times of a block explorer": (
        """\
# Exploit

## Timeline

- Attack started at Feb-08-2021 06:17:19 PM +UTC
- Attack ended on Feb-08-2021 06:23:29 PM +UTC with a loss
""",
        2,
        "2021-02-08 18:17:19",
    ),
}


@all_cases("convention", CONVENTIONS)
def test_conventions(do_import: Import, convention: str) -> None:
    """Each with its timeline and its start."""
    text, events, started = CONVENTIONS[convention]
    found = do_import(text)
    assert (found.events, found.started) == (events, started), found.text
    assert not [problem for problem in found.report.problems if problem.rule != "unknown-key"]


def test_a_time_that_cannot_be_right_is_counted(do_import: Import) -> None:
    """It is in the text, and the check names it."""
    found = do_import("# X\n\n## Key events\n\n- First detected 22025-03-18 09:36\n- Declared 2025-03-18 10:03\n")
    assert (found.events, found.started) == (2, "2025-03-18")
    assert [problem.rule for problem in found.report.problems] == ["bad-event-time"]


@pytest.mark.parametrize(
    ("heading", "body", "items"),
    [
        ("Action items", "We will raise the limit.\n\nThe alert is to page\nsooner than it did.\n", 2),
        ("Corrective and preventative measures", "A dashboard should show the queue.\n", 1),
        ("Action items", "Raise the limit.  \nTell of it\\\nand rest.\n", 3),
        ("Action items", "\n\n".join("We think about it." for _ in range(6)) + "\n", 0),
        ("Action items", "Raise the limit.\nTell of it\nBuy water\n", 3),
        ("Next steps", "None needed.\n", 0),
        ("Action items", "No further action is planned.\n", 0),
        ("Action items", "*What will be done, and by whom?*\n\nWe will do the following:\n", 0),
        ("Action items", "We will raise the limit.\n\n- [ ] and tell of it\n", 1),
        ("Mitigation", "The deploy was undone.\n", 0),
        ("Immediate actions", "The deploy was undone.\n", 0),
    ],
)
def test_measures_may_be_told_in_prose(do_import: Import, heading: str, body: str, items: int) -> None:
    """Each paragraph is an item where the section has nothing else, and says that something is to be done."""
    found = do_import(f"# Login fails\n\n## {heading}\n\n{body}\n## Links\n\nA page.\n")
    assert found.actions == items
    assert "\n\nA page.\n" in found.text


def test_a_paragraph_that_becomes_an_item_keeps_its_words_and_is_told(do_import: Import) -> None:
    found = do_import("# Login fails\n\n## Action items\n\nThe alert is to page\nsooner than it did.\n")
    assert found.text.endswith("## Action items\n\n- The alert is to page\nsooner than it did.\n")
    assert [line for line, note in found.notes if "item" in note] == [5]


def test_pictures_by_their_names_are_no_words_of_a_heading(do_import: Import) -> None:
    """``## :warning: Follow-up tasks``: with pictures in front of its times, too."""
    found = do_import(
        "# Login fails\n\n## :clock1: Timeline\n\n- :fire: 2023-10-15 14:00 It burns.\n"
        "- :white_check_mark: 14:20 Out.\n\n"
        "## :ballot_box_with_check: Follow-up tasks\n\n- [ ] Buy water\n"
    )
    assert (found.title, found.events, found.actions) == ("Login fails", 2, 1)


def test_a_day_may_be_counted_before_the_time_from_the_start(do_import: Import) -> None:
    found = do_import(
        "# Login fails\n\nOctober 15th, 2023\n\n## Timeline\n\n**Day 1 - T+0:00** - The node goes down.  \n"
        "**Day 1 - T+5:30** - Nobody sees it.  \n**Day 2 - T+25:00** - It is up again.\n"
    )
    assert (found.events, found.started) == (3, "2023-10-15")


def test_markdown_that_is_html_throughout_is_read_as_a_page(do_import: Import) -> None:
    """Its headings are tags, and no line has a mark of Markdown."""
    found = do_import(
        "<h1>Login fails</h1>\n<p>On 15/10/2023.</p>\n<h3>Timeline</h3>\n<hr>\n<p>14:00 UTC: It burns.</p>\n"
        "<p>14:20 UTC: Out.</p>\n<h3>Action items</h3>\n<ul>\n<li>Buy water</li>\n</ul>\n"
    )
    assert (found.title, found.started, found.events, found.actions) == ("Login fails", "2023-10-15 14:00", 2, 1)


@pytest.mark.parametrize(
    ("timeline", "actions"),
    [
        ("Tijdlijn", "Actiepunten"),
        ("Linha do tempo", "Ações corretivas"),
        ("Línea de tiempo", "Medidas preventivas"),
        ("Cronologia degli eventi", "Azioni correttive"),
        ("Oś czasu", "Działania naprawcze"),
        ("Хронология событий", "План действий"),
        ("时间线", "行动项"),
        ("사건 경과", "재발 방지 대책"),
        ("Déroulé de l'incident", "Actions préventives"),
        ("Zeitstrahl", "Folgemaßnahmen"),
    ],
)
def test_headings_in_other_languages(do_import: Import, timeline: str, actions: str) -> None:
    found = do_import(
        f"# Web\n\n## {timeline}\n\n- 2023-10-15 14:00 a\n\n### 2\n\n- 2023-10-15 14:20 b\n\n## {actions}\n\n- c\n- d\n"
    )
    assert (found.events, found.actions) == (2, 2)
    assert f"## {actions}\n" in found.text


def test_what_is_still_to_be_determined_is_no_value(do_import: Import) -> None:
    found = do_import("# Login fails\n\n**Duration:** [TBD - still going on]\n**Services:** TBD by the team\n")
    assert (found.report.fields.impact, found.missing) == ({}, ("severity", "services", "started"))


@pytest.mark.parametrize(
    ("day", "days"),
    [
        ("### 2023-10-16\n\n", 1),
        ("### October 16th: the second day\n\n", 1),
        ("**October 16:**\n\n", 1),
        ("### The second day\n\n", 0),
        ("- 2023-10-16\n", 1),
    ],
)
def test_days_that_head_events_are_counted_with_them(do_import: Import, day: str, days: int) -> None:
    """They are entries of the timeline that begin with a time, though no events."""
    inner = "  " if day.startswith("-") else ""
    found = do_import(
        f"# A\n\n## Timeline\n\n- 2023-10-15 14:00 a\n- 14:05 b\n\n{day}{inner}- 09:00 c\n{inner}- 09:05 d\n\n"
        "## Impact\n\nx\n"
    )
    assert (found.events, found.days) == (4 + days, days)
    assert found.report.timeline is not None
    assert len(found.report.timeline.events) == 4


@pytest.mark.parametrize(
    ("heading", "actions"),
    [
        ("Open follow-ups", 2),
        ("Remaining risks and action items", 2),
        ("Lessons learned / next steps", 2),
        ("剩余风险与行动项", 2),
        ("Resolution and recovery", 0),
        ("Detection and actions", 0),
    ],
)
def test_measures_may_be_one_of_two_things_that_a_heading_names(do_import: Import, heading: str, actions: int) -> None:
    assert do_import(f"# Login fails\n\n## {heading}\n\n- Buy water\n- Rest\n").actions == actions


def test_a_narrative_ends_where_the_measures_begin(do_import: Import) -> None:
    """Though their heading is a level below that of the whole."""
    found = do_import(
        "# Login\n\n## Login fails in March\n\nText.\n\n### Description\n\n2023-10-15 14:00 UTC: It burns.\n\n"
        "2023-10-15 14:10 UTC: It still does.\n\n2023-10-15 14:20 UTC: Out.\n\n### Notes\n\nText.\n\n"
        "### Action items\n\n- Buy water\n- Rest\n\n### Links\n\nA page.\n"
    )
    assert (found.events, found.actions) == (3, 2)


@pytest.mark.parametrize(
    ("time", "text"),
    [
        ("UTC 时间", "事件"),
        ("시각", "내용"),
        ("Время", "Событие"),
        ("Tijdstip", "Gebeurtenis"),
        ("Horário", "Descrição"),
    ],
)
def test_the_head_of_a_table_may_be_in_another_language(do_import: Import, time: str, text: str) -> None:
    """So that its column of times is known by its name, where some of its cells say something else."""
    rows = "".join(f"| {cell} | x |\n" for cell in ("2023-10-15 14:00", "?", "later", "then", "15:00"))
    assert do_import(f"# A\n\n## Timeline\n\n| {time} | {text} |\n|---|---|\n{rows}").events == 2


def test_a_report_may_stand_in_a_block_of_code_as_a_whole(do_import: Import) -> None:
    """As it was copied from a chat, or a form for plain text; code in it stays code."""
    plain = "Title: Login fails\n\nImpact:\nNobody could log in.\n\nAction items:\nBuy water\nRest\n"
    found = do_import(f"```\n{plain}\n```\n")
    assert (found.title, found.actions) == ("Login fails", 2)
    assert do_import("```markdown\n# Login fails\n\n## Action items\n\n- Rest\n```\n").actions == 1
    kept = do_import("```\nmake\n```\n\nText.\n\n```\nmake\n```\n", "web.md")
    assert kept.text.count("```") == 4
