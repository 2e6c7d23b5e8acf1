"""A page that tells of several incidents is as many reports, and a report with several days is one."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.imports.report import Importer
from mkdocs_postmortems.imports.sources.files import read_documents

HISTORY = """\
---
layout: page
---

# Outages

What went wrong so far.

## 2023

### 2023-10-15: Login fails

**Impact:** nobody could log in.

#### Timeline

- 14:00 A deploy.
- 15:10 It is undone.

### 2023-09-01: Mail is late

**Impact:** mail was late.

## 2022

### 2022-12-24: Pictures are gone

**Impact:** none.
"""


def test_each_incident_of_a_history_is_a_report(importer: Importer) -> None:
    """With its own title, day and timeline; what stands above the first goes with it and is shown nowhere."""
    documents = read_documents("outages.md", HISTORY.encode())
    reports = [importer.read(each, f"postmortems/{each.part}.md") for each in documents]
    assert [(each.title, each.started, each.events) for each in reports] == [
        ("Login fails", "2023-10-15 14:00", 2),
        ("Mail is late", "2023-09-01", 0),
        ("Pictures are gone", "2022-12-24", 0),
    ]
    assert [each.report.fields.internal for each in reports] == [
        {"imported": {"page": "---\nlayout: page\n---\n\n# Outages\n\nWhat went wrong so far.\n\n## 2023"}},
        *({}, {}),
    ]
    assert [each.found[0].line for each in reports] == [11, 20, 26]


LOG = """\
# Incident log

## Q1 2024 (January-March)

- **Mean time to repair**: 1h

### Incident on 2024-03-12 09:20 - Login fails

- **Impact**: nobody could log in.
- First detected: 2024-03-12 09:10

### Incident on 2024-01-08

- **Impact**: mail was late.

## Q4 2023 (October to December)

### No incidents declared

## Q3 2023

### Incident on 2023-08-01 10:00 - Pictures are gone

- **Impact**: none.

### Incident on 2023-07-02 11:00 - Search fails

- **Impact**: none.

## Q2 2023

### Incident on 2023-05-01 - Labels are wrong

- **Impact**: ten parcels.

### Incident on 2023-04-02 - The shop is slow

- **Impact**: none.

### Incident on 2023-04-01 - The shop is down

- **Impact**: no orders.

### Incident on 2023-03-31 - The queue is full

- **Impact**: late mail.

## Template

Copy this for a new one.
"""


def test_a_log_of_incidents_is_divided_at_each(importer: Importer) -> None:
    """Although a quarter without incidents and a template are among them; what belongs to none is kept, too."""
    documents = read_documents("log.md", LOG.encode())
    reports = [importer.read(each, f"postmortems/{each.part}.md") for each in documents]
    assert [(each.started, each.title) for each in reports][:3] == [
        ("2024-03-12", "Incident on 2024-03-12 09:20 - Login fails"),
        ("2024-01-08", "Incident 2024-01-08"),
        ("2023-08-01", "Incident on 2023-08-01 10:00 - Pictures are gone"),
    ]
    assert len(reports) == 8
    pages = [each.report.fields.internal.get("imported", {}).get("page", "") for each in reports]
    assert "Mean time to repair" in pages[0] and "No incidents declared" in pages[2]
    assert pages[-1] == "## Template\n\nCopy this for a new one."
    assert not any(pages[3:-1])


def test_a_log_may_name_incidents_by_when_they_began(importer: Importer) -> None:
    """With the time of the start, and the end if the heading tells it; newest first, as on status pages."""
    page = (
        "#### 04.07.2023, 13:00 -- 04.07.2023, 15:00\n\n##### Mail is late\n\nA disk is full.\n\n"
        "#### 19.06.2023, 12:00 Login fails\n\nA certificate has expired.\n\n"
        "#### 13.06.2023, 09:00\n\n##### Pictures are gone\n\nNobody knows why.\n"
    )
    documents = read_documents("incidents.md", page.encode())
    reports = [importer.read(each, f"postmortems/{each.part}.md") for each in documents]
    assert [(each.title, each.started, each.report.fields.resolved is not None) for each in reports] == [
        ("Mail is late", "2023-07-04 13:00", True),
        ("Login fails", "2023-06-19 12:00", False),
        ("Pictures are gone", "2023-06-13 09:00", False),
    ]


def test_each_incident_has_the_targets_of_its_links() -> None:
    """Pages have them at the end, where they would belong to the last incident, or in another one."""
    page = (
        "# Log\n\n## 2023-01-05: Login fails\n\nImpact: see [a][t1], [the wiki].[^1]\n"
        "\n[t1]: https://a.example/1\n\n## 2023-02-07: Mail fails\n\nImpact: see [b][t1]\n"
        "\n[the wiki]: https://a.example/2\n[^1]: A note.\n\n    And more.\n"
    )
    first, last = read_documents("log.md", page.encode())
    assert first.lines[-5:] == ("", "[the wiki]: https://a.example/2", "[^1]: A note.", "", "    And more.")
    assert last.lines[-2:] == ("", "[t1]: https://a.example/1")
    assert all(len(each.lines) == len(each.ends) and "" not in each.ends[:-1] for each in (first, last))


def test_an_incident_below_a_day_alone_is_called_what_the_next_heading_says(importer: Importer) -> None:
    """Or by its day, where none is there."""
    page = "# Outages\n\n## 2024-03-05\n\n### Login\n\nImpact: a\n\n## 2024-03-09\n\nImpact: b\n"
    reports = [importer.read(each, "postmortems/a.md") for each in read_documents("log.md", page.encode())]
    assert [each.title for each in reports] == ["Login", "Incident 2024-03-09"]


def test_the_day_of_an_incident_is_that_of_its_heading(importer: Importer) -> None:
    """What was posted before announced it; two messages with their times are a timeline."""
    done = "Done.\n<br><span>March 6, 16:30 UTC</span>"
    first = f"### March 5, 2024\n\n#### Login\n\n{done}\n\nSoon.\n<br><span>March 1, 9:00 UTC</span>"
    other = "### February 2, 2024\n\n#### Mail\n\nImpact: none\n\n### January 9, 2024\n\n#### Web\n\nImpact: much\n"
    documents = read_documents("log.md", f"### Of this year\n\nRain.\n\n{first}\n\n{other}".encode())
    found = importer.read(documents[0], "postmortems/a.md")
    assert (found.started, found.events) == ("2024-03-05", 2)
    assert [(each.level, each.title) for each in found.report.headings] == [
        *((2, "March 5, 2024"), (3, "Login"), (2, "Timeline")),
    ]


@pytest.mark.parametrize(
    "page",
    [
        "### Of this year\n\nRain.\n\n### March 5, 2024\n\n#### Login\n\nx\n\n### March 4, 2024\n\n#### Mail\n\nx\n"
        "\n### January 9 - 11, 2024\n\n#### Web\n\nx\n",
        "# Incident log\n\n## Login (March 5, 2024)\n\nIt was down.\n\n## Mail (April 1, 2024)\n\nIt was late.\n"
        "\n## Web (May 9, 2024)\n\nIt was slow.\n",
        "# 2024-03-05\n\n## Impact\n\nNone.\n\n# 2024-03-06\n\n## Impact\n\nMuch.\n",
        "<html><h1>Outages</h1><h2>March 5, 2024</h2><p><b>Duration:</b> 1 hour</p>"
        "<h2>March 6, 2024</h2><p><b>Duration:</b> 2 hours</p></html>",
        "# Outages\n\nRain.\n\n## Login fails (1)\n\n**Date:** 2024-03-05\n\n**Impact:** a\n\n### Timeline\n\nx\n"
        "\n## Mail is late (2)\n\n**Date:** 2024-03-06\n\n**Impact:** b\n",
        "Outages\n=======\n\n2024-03-05 Login\n----------------\n\nCause: rain\n\n2024-03-06 Mail\n---------------\n"
        "\nCause: wind\n",
    ],
)
def test_signs_of_several_incidents(page: str) -> None:
    """Names that lie days apart, or parts that say the same kinds of things."""
    assert len(read_documents("log.html" if page.startswith("<") else "log.md", page.encode())) >= 2


@pytest.mark.parametrize(
    "report",
    [
        "# Login fails\n\n## 2024-03-05: A deploy\n\nx\n\n## 2024-03-06: An alert\n\nx\n\n## 2024-03-07: A fix\n\nx\n",
        "# Login fails\n\n## 2024-03-05: A deploy\n\nImpact: a\n\n## 2024-03-09: A fix\n\nImpact: b\n"
        "\n## Action items\n\nx\n",
        "# Login fails\n\n## Timeline\n\n### 2024-03-05: A deploy\n\nx\n\n### 2024-03-09: A fix\n\nx\n"
        "\n### 2024-03-19: A post\n\nx\n",
        "# 2024-03-05: Login fails\n\n## Impact\n\nNone.\n\n## Cause\n\nRain.\n",
        "# Login fails\n\n## 2024-03-05 14:00 A deploy\n\nx\n\n## 2024-04-05 15:00 A fix\n\nx\n"
        "\n## 2024-05-05 16:00 A post\n\nx\n",
        "# Login fails\n\n## Detection\n\nDate: 2024-03-05\nImpact: a\n"
        "\n## Resolution\n\nDate: 2024-03-06\nImpact: b\n",
        "# Login fails\n\n## Rain\n\nDate: 2024-03-05\nImpact: a\n\n## Wind\n\nIt blew.\n"
        "\n## Snow\n\nDate: 2024-03-06\nImpact: b\n",
        "Date: 2024-03-05\nImpact: a\n\nPublished: 2024-03-06\n",
        "---\nseverity: SEV-1\nstarted: 2024-03-05\n---\n"
        "\n## 2024-03-05: A\n\nImpact: a\n\n## 2024-03-09: B\n\nImpact: b\n",
    ],
)
def test_a_report_of_several_days_is_one(report: str) -> None:
    """Days in a row, days of a timeline, events, or a front matter that speaks of one incident."""
    assert len(read_documents("login.md", report.encode())) == 1
