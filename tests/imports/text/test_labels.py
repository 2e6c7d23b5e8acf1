"""Facts beside labels."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.imports.text.labels import fact_of, find_labels
from mkdocs_postmortems.imports.text.structure import Text
from mkdocs_postmortems.read.body.headings import HeadingParser
from tests.imports.conftest import Import

_PARSER = HeadingParser()


def labels(text: str) -> list[tuple[str, str, int]]:
    found = find_labels(Text.of(text.split("\n"), _PARSER))
    return [(label.fact, label.value, label.line) for label in found]


@pytest.mark.parametrize(
    "line",
    [
        "Severity: SEV1",
        "**Severity**: SEV1",
        "**Severity** · SEV1",
        "**Severity:** SEV1",
        "- Severity: SEV1",
        "* **Severity** - SEV1",
        "> Severity: SEV1",
        "__Severity__: SEV1",
        "Severity：SEV1",
        "**Severity**：SEV1",
        "## Severity: SEV1",
        "🔥 Severity: SEV1",
        "**Severity level:** `SEV1`",
        "Schweregrad: SEV1",
        "Severity (our scale): SEV1",
    ],
)
def test_ways_to_write_a_label(line: str) -> None:
    """One line, many marks."""
    assert [(fact, value.strip("`")) for fact, value, _ in labels(line)] == [("severity", "SEV1")]


@pytest.mark.parametrize(
    ("line", "fact", "value"),
    [
        ("- Resolved 2023-10-15 15:10", "resolved", "2023-10-15 15:10"),
        ("* Incident declared at 15:10 UTC", "acknowledged", "at 15:10 UTC"),
        ("  - First detected Oct 15, 2023, 3:10 PM", "detected", "Oct 15, 2023, 3:10 PM"),
        ("Resolved 15:10", "resolved", "15:10"),
        ("- Fixed 15:10", "resolved", "15:10"),
        ("- Team aware 2023-10-15 14:10", "detected", "2023-10-15 14:10"),
    ],
)
def test_a_time_behind_a_bare_name(line: str, fact: str, value: str) -> None:
    """Neither a colon nor bold type is needed where a time ends the line."""
    assert labels(line) == [(fact, value, 1)]


@pytest.mark.parametrize(
    "line",
    [
        "- Resolved the login problem at 15:10",
        "- Resolved 2023-10-15 15:10 by a restart",
        "resolved 15:10",
        "- Resolved in 2023",
        "- Resolved after 15 minutes",
        "- Login 2023-10-15 15:10",
        "- Severity 2023-10-15",
        "- Not resolved 2023-10-15 15:10",
    ],
)
def test_a_sentence_with_a_time_is_no_label(line: str) -> None:
    """The name must be all that precedes the time, and that of a time field."""
    assert labels(line) == []


def test_a_value_on_the_lines_below() -> None:
    """One short paragraph, or a list."""
    assert labels("**Date**\n\n2023-10-15\n") == [("date", "2023-10-15", 1)]
    assert labels("Services:\n- web\n- login\n") == [("services", "web, login", 1)]


def test_tables() -> None:
    """Names beside values, or above them."""
    assert labels("| Date | 2023-10-15 |\n|---|---|\n| Severity | P1 |") == [
        ("date", "2023-10-15", 1),
        ("severity", "P1", 3),
    ]
    assert labels("| Date | Severity |\n|---|---|\n| 2023-10-15 | P1 |") == [
        ("date", "2023-10-15", 3),
        ("severity", "P1", 3),
    ]


def test_a_heading_with_a_line_below() -> None:
    """As in the book's template."""
    assert labels("## Authors\n\n- Web team\n- SRE\n\n## Summary\n\nText") == [("authors", "Web team, SRE", 1)]


def test_several_labels_with_commas_between_them() -> None:
    """Only if each is in bold: a comma is part of most values."""
    assert labels("**Date**: May 14, 2024, **Severity:** P1; **Status**: done") == [
        ("date", "May 14, 2024", 1),
        ("severity", "P1", 1),
        ("status", "done", 1),
    ]
    assert labels("**Services:** login, **all** of web") == [("services", "login, **all** of web", 1)]


def test_several_labels_side_by_side() -> None:
    """In bold, a space or a dash between them is enough; else a bar, and only if the first two stand for facts."""
    told = [("started", "2023-10-15 14:00 UTC", 1), ("resolved", "15:10 UTC", 1)]
    for line in (
        "**Start:** 2023-10-15 14:00 UTC **End:** 15:10 UTC",
        "**Start:** 2023-10-15 14:00 UTC — **End:** 15:10 UTC",
        "Start: 2023-10-15 14:00 UTC | End: 15:10 UTC",
    ):
        assert labels(line) == told
    assert labels("Services: login | web: all pages") == [("services", "login | web: all pages", 1)]
    assert labels("**Impact:** see **all** of it") == [("impact", "see **all** of it", 1)]


def test_names_of_the_time_from_start_to_end() -> None:
    """Also with a hyphen."""
    for name in ("Start-End", "Window (UTC)", "Affected period"):
        assert labels(f"**{name}:** 2023-10-15 14:00 - 15:10") == [("date", "2023-10-15 14:00 - 15:10", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "**Impact**\n\n1. **Who could not log in?**\n    1. All",
        "**Impact**\n\n- Users:\n    - 5",
        "Severity:",
        "Severity: TBD",
        "Date: YYYY-MM-DD",
        "```\nSeverity: SEV1\n```",
        "Our severity: none",
        "see http://x.example/",
    ],
)
def test_what_is_no_fact(text: str) -> None:
    """An empty form, code, other words."""
    assert labels(text) == []


def test_words_of_a_label() -> None:
    """Case, marks and remarks do not matter."""
    assert fact_of("**Services Affected** (all)") == "services"
    assert fact_of("Weather") == ""


@pytest.mark.parametrize(
    ("name", "fact"),
    [
        ("Outage detected at", "detected"),
        ("incident_start_time", "started"),
        ("Date and time resolved (UTC)", "resolved"),
        ("End of outage", "mitigated"),
        ("End of the incident", "resolved"),
        ("Issue severity", "severity"),
        ("First reported at", "detected"),
        ("First seen", "detected"),
        ("First", ""),
        ("First impact", ""),
        ("Issue date", "date"),
        ("Date of issue", ""),
        ("System time", ""),
        ("Time affected", ""),
        ("Document date", ""),
        ("Total time", ""),
        ("Document created", "written"),
        ("Current severity", "severity"),
        ("Report date", "written"),
        ("Event date", "date"),
        ("Time to recover", ""),
        ("Incident", "ticket"),
        ("Incident 42", ""),
    ],
)
def test_words_around_a_name(name: str, fact: str) -> None:
    """Words such as "incident" before a name or "at" behind it change nothing, unless the whole is another name."""
    assert fact_of(name) == fact


@pytest.mark.parametrize(
    "lines",
    [
        "Datum: a\nBeginn: a\nEntdeckt: a\nBehoben am: a\nBetroffene Komponenten: a\nSchweregrad: a",
        "Date : a\nDébut : a\nDétecté le : a\nHeure de fin : a\nServices affectés : a\nCriticité : a",
        "Fecha: a\nInicio: a\nDetectado: a\nResuelto: a\nServicios afectados: a\nSeveridad: a",
        "Data: a\nInício: a\nDetectado em: a\nResolvido em: a\nServiços afetados: a\nSeveridade: a",
        "日付：a\n発生日時：a\n検知日時：a\n復旧日時：a\n影響サービス：a\n重要度：a",
        "日期：a\n开始时间：a\n发现时间：a\n恢复时间：a\n影响服务：a\n故障等级：a",
        "날짜: a\n발생 일시: a\n감지 시각: a\n복구 시각: a\n영향 서비스: a\n심각도: a",
    ],
)
def test_labels_of_other_languages(lines: str) -> None:
    """The facts that a report needs, in the languages in which many are written."""
    facts = ["date", "started", "detected", "resolved", "services", "severity"]
    assert [fact for fact, _, _ in labels(lines)] == facts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            "**Impact:** a fallback that fails on real\nmachines if it runs.",
            "a fallback that fails on real machines if it runs.",
        ),
        (
            "- **Impact:** a fallback that fails\n  on real machines.\n- **Owner:** web",
            "a fallback that fails on real machines.",
        ),
        ("Impact: nobody could log in  \nText.", "nobody could log in"),
        ("Impact: nobody could log in\n**Scope:** web", "nobody could log in"),
        ("Impact: nobody could log in\nDate: 2024-05-14", "nobody could log in"),
        ("Impact: nobody could log in\n- a list", "nobody could log in"),
    ],
)
def test_a_sentence_goes_on_where_its_line_is_wrapped(text: str, value: str) -> None:
    """Its first line alone may say another thing."""
    assert ("impact", value, 1) in labels(text)


def test_names_go_on_behind_a_comma() -> None:
    """Else what is below is text."""
    assert labels("Services: web, login,\nsearch\n") == [("services", "web, login, search", 1)]
    assert labels("Services: web, login\nNobody could log in.\n") == [("services", "web, login", 1)]


def test_a_word_for_services_in_the_text_is_no_label() -> None:
    """Below the head it may well be what a program printed; in bold, in a table and with more words it is one."""
    head = "# Search fails\n\nservices: web\n\n## Runs\n\n"
    assert labels(head + "- services: bad\n\nsystem: 8 total | 8 running\n") == [("services", "web", 3)]
    assert ("services", "login", 7) in labels(head + "**Services:** login\n")
    assert ("services", "login", 7) in labels(head + "Affected services: login\n")


@pytest.mark.parametrize(
    "line",
    ["_Severity: SEV1_", "*Severity: SEV1*", "**Severity: SEV1**", "***Severity: SEV1***", "- **Severity: SEV1**"],
)
def test_a_line_may_be_emphasised_as_a_whole(line: str) -> None:
    """Label and value within the same marks."""
    assert labels(line) == [("severity", "SEV1", 1)]


def test_several_emphasised_labels_in_a_line() -> None:
    """Each within marks of its own."""
    found = labels("**Date: 2024-05-14** | **Severity: SEV1**")
    assert found == [("date", "2024-05-14", 1), ("severity", "SEV1", 1)]


def test_a_list_of_definitions() -> None:
    """A term, and one definition in the line below it."""
    assert labels("Severity\n: SEV1\n\nAuthors\n:   ana, ben\n") == [
        ("severity", "SEV1", 2),
        ("authors", "ana, ben", 5),
    ]
    assert labels("Impact\n: one\n: two\n") == []


def test_a_value_goes_on_with_a_word_in_italics() -> None:
    """Though a list could begin with that sign."""
    text = "**Cause:** the key was taken from\n*yesterday* and not from today.\n**Impact:** x\n* nobody"
    assert labels(text)[:2] == [
        ("cause", "the key was taken from *yesterday* and not from today.", 1),
        ("impact", "x", 3),
    ]


def test_a_value_may_have_emphasis_of_its_own() -> None:
    """Marks around all of it are removed, but not one of a pair."""
    assert (
        labels("# Login\n\n## Severity\n\n**High** - nobody can log in\n\n## Cause")[0][1]
        == "**High** - nobody can log in"
    )
    assert labels("Severity: **High**")[0][1] == "High"


def test_services_in_a_table(do_import: Import) -> None:
    """Below a heading that calls them so, in a column that does, too."""
    table = "| Service | Duration |\n|---|---|\n| web (shop) | 40 min |\n| mail | 2 h |\n"
    text = f"# Login fails\n\n## Impact\n\n### Services affected\n\n{table}"
    assert "services: [web (shop), mail]" in do_import(text).text
    assert "services: [TODO]" in do_import(text.replace("| Service ", "| Region ")).text
    assert "services: [TODO]" in do_import(text.replace("Services affected", "Symptoms")).text


def test_services_are_names(do_import: Import) -> None:
    """A number with a comma is one piece, and who was affected is no service below the first heading."""
    text = "# Login fails\n\nServices: pump (2,500 users), well\n\n## Impact\n\n- Affected: all users\n"
    assert "services: [pump (2,500 users), well]" in do_import(text).text.replace('"', "")
    assert "services: [TODO]" in do_import(text.replace("Services:", "It rained on")).text


def test_values_below_a_nested_label_are_nested_deeper() -> None:
    """What is indented as much as the label is the next item."""
    assert labels("- Facts\n    - Services:\n        - web\n        - mail\n    - Others") == [
        ("services", "web, mail", 2)
    ]
    assert labels("- Facts\n    - Services:\n    - Others") == []


def test_the_head_of_a_table_of_other_things_is_no_label() -> None:
    """Only a table with further facts below it has one there, or one with a single row."""
    assert labels("| Component | Value |\n|---|---|\n| Driver | 1.2 |\n| Disk | 40 GB |") == []
    assert labels("| Service | login |\n|---|---|\n| Severity | SEV1 |") == [
        ("services", "login", 1),
        ("severity", "SEV1", 3),
    ]
    assert labels("| Service | login |\n|---|---|\n| Remark | It rained |") == [("services", "login", 1)]


def test_a_weak_label_in_a_quotation_is_none_below_the_first_heading() -> None:
    """As in a list: what a quoted page says of a product is not about the incident."""
    assert labels("# Login fails\n\n## Impact\n\n> Product: Orders\n") == []


def test_a_form_below_a_heading_is_not_its_value() -> None:
    """Each of its lines has a name of its own."""
    assert labels("# A\n\n## Team\n\n- **One:** Ana\n- **Other:** Ben\n\n## Authors\n\n- Ana\n\n## B\n") == [
        ("authors", "Ana", 8),
    ]


@pytest.mark.parametrize(
    "line", ["発生日時：2023-10-15 14:05", "> **首次发生时间（UTC）**：2023-10-15 14:05", "**Start**:2023-10-15 14:05"]
)
def test_a_figure_may_follow_a_colon_without_a_space(line: str) -> None:
    assert labels(line) == [("started", "2023-10-15 14:05", 1)]


def test_a_line_with_a_full_width_colon_is_not_part_of_the_value_above() -> None:
    text = "影響範囲：全ユーザー\n記録者：佐藤\n\n影響：ログインできない\nユーザーがいた"
    assert [value for _, value, _ in labels(text)] == ["全ユーザー", "ログインできない ユーザーがいた"]
