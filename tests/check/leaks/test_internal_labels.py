"""Labels that only say that a text is internal are reported, and the word in a sentence is not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from mkdocs_postmortems.project import Folder, load_project
from mkdocs_postmortems.read.model import Span
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from tests.building import BODY, make_report
from tests.tables import all_cases


@all_cases(
    "text",
    [
        "[internal] Two customers asked.",
        "- [internal] Two customers asked.",
        "- [ ] [Internal] Send the bill",
        "| Time | Event |\n|---|---|\n| 14:03 | Two customers asked. [internal] |",
        "**[INTERNAL ONLY]** Two customers asked.",
        "(internal) Two customers asked.",
        "> [confidential] Two customers asked.",
        "INTERNAL: Two customers asked.",
        "Internal use only: two customers asked.",
        "#### [internal] Customers",
        "- 14:03 [internal] Two customers asked.",
        "1. [社外秘] 顧客から問い合わせ",
        "Said so far:\n[private] two customers asked.",
        "Two customers asked.\n[internal]",
        "Term\n: [internal] two customers asked.",
        "[^1]\n\n[^1]: [internal] two customers asked.",
        "The vendor was down. [internal: two customers asked]",
        "- 14:03 The tool fails. [**Internal only:** two customers asked.]",
        "Confidential: two customers asked.",
        "**Internal note:** two customers asked.",
        "Internal only \u2013 two customers asked.",
        "Do not publish: two customers asked.",
        "Nur intern: zwei Kunden fragten.",
        "Usage interne\u00a0: deux clients ont demandé.",
        "Solo para uso interno: dos clientes preguntaron.",
        "[interno] dos clientes preguntaron.",
        "Только для внутреннего использования: два клиента.",
        "社内限定：顧客から問い合わせ",
        "【社外秘】顧客から問い合わせ",
        "内部资料：客户来电",
        "대외비: 고객 문의",
        "> TLP:AMBER Two customers asked.",
        "Two customers asked. [internal]",
        "- 14:03 Two customers asked **[Internal only]**.",
        "Two customers asked. #internal",
        "- Two customers asked (confidential)",
    ],
)
def test_a_label_is_reported(make, check, text):
    """If its text would be published; the finding is on the label's line."""
    report = make(new=f"\n{text}\n")
    line = report.source.lines.index(text.split("\n")[-1]) + 1
    (found,) = check("internal-label", report)
    assert found.startswith(f"{line}: ")
    assert check("internal-label", make(new=f"\n{text}\n", visibility="internal")) == []
    marked = make(new=f"\n{text}\n", report={"internal": (Span(line, line),)})
    assert check("internal-label", marked) == []


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ('!!! note "Internal only"', "Internal only"),
        ('> ??? warning "Internal"', "Internal"),
        ("/// details | Confidential", "Confidential"),
        ("### Internal notes", "Internal notes"),
        ("### Internal use only ###", "Internal use only"),
        ("### Nicht öffentlich", "Nicht öffentlich"),
        ("> [!note]- Internal", "Internal"),
        ("<details><summary>Internal</summary>Two customers</details>", "Internal"),
        ('=== "Internal only"', "Internal only"),
        ("**Internal only**", "Internal only"),
        ("FOR INTERNAL USE ONLY", "FOR INTERNAL USE ONLY"),
        ("Internal use only.", "Internal use only"),
        ("- Internal use only.", "Internal use only"),
        ("*Confidential*", "Confidential"),
        ('!!! note "Interne"', "Interne"),
    ],
)
def test_a_title_that_is_a_label_is_reported(make, check, title, label):
    """The block or section below it is published like any other."""
    report = make(new=f"\n{title}\n\n    Two customers asked.\n")
    line = report.source.lines.index(title) + 1
    (found,) = check("internal-label", report)
    assert found == f"{line}: the title {label!r} hides nothing: what is below it is published"
    assert check("internal-label", make(new=f"\n{title}\n", visibility="internal")) == []
    assert check("internal-label", make(new=f"\n{title}\n", report={"internal": (Span(line, line),)})) == []


def test_a_label_is_quoted_without_the_full_stop_behind_it(make, check):
    """The message shows what to remove."""
    (found,) = check("internal-label", make(new="\nTwo customers asked [internal].\n"))
    assert "'[internal]' hides nothing" in found


@all_cases(
    "text",
    [
        "[internal](https://status.example/) said so.",
        "[internal]: https://status.example/",
        "[Internal][1] said so.\n\n[1]: https://status.example/",
        "[[internal]] said so.",
        "### Internal\n\nTold to all teams.",
        "### Internal communication\n\nTold to all teams.",
        '!!! note "Internal affairs"\n\n    a',
        '=== "Internal"\n\n    Told to all teams.',
        "(private) beta users were asked.",
        "[Internal] said so.\n\n[internal]: https://status.example/",
        "The dashboard (internal) was red.",
        "Internal tools were down.",
        "Internal: 3 users. External: none.",
        "`[internal]` is text.",
        "- 14:03 The tool [internal] is down.",
        "| a | [internal] |\n|---|---|\n| b | c |",
        "[internally] we said so.",
        "Addresses were (internal: 2, external: 3).",
        "**Internal:** told in the chat. **External:** told on the status page.",
        "- Resolver (internal)",
        "We asked in #internal",
        "The dashboard was red [internal](https://status.example/)",
        "Two of them [internal]\n\n[internal]: https://status.example/",
        "Confidential computing is used.",
        "The advisory was marked TLP:AMBER.",
        "Internal use of the tool grew.",
        "Internal use: 3 of 5 clusters. External use: none.",
        "| API | Internal use | External use |\n|---|---|---|\n| login | 40 % | 60 % |",
        "Do not publish a package twice.",
        "Our confidentiality rules: see below.",
        "The names of the customers are\nconfidential.",
        "The page of the vendor is for\ninternal use only.",
        "| Repository | Access |\n|---|---|\n| web | [private] |",
    ],
)
def test_the_word_internal_in_a_sentence_is_silent(make, check, text):
    """So it is in a link or code."""
    assert check("internal-label", make(new=f"\n{text}\n")) == []


def test_a_label_in_a_field_is_reported(make, check):
    """Just as in the text."""
    (found,) = check("internal-label", make(title='"[internal] Two customers asked."'))
    assert found == "2: '[internal]' hides nothing: title would be published"


@pytest.mark.parametrize("key", ["kosten_intern", "confidential cost"])
def test_a_key_that_hides_nothing_is_reported(tmp_path, key):
    """Only ``internal`` has an effect in a key."""
    report = make_report(impact=f"{{private repositories: 3, internal_cost: 2, {key}: 1}}")
    assert _messages(tmp_path, report) == [(12, f"the key {key!r} hides nothing: it would be published")]


def test_a_labelled_value_of_a_mapping_is_reported_at_its_key(tmp_path):
    """As a field is; what a key keeps internal needs no label."""
    report = make_report(impact='{users: 3, cost: "[internal] 30 000", internal_cost: "[internal] 5"}')
    assert _messages(tmp_path, report) == [(12, "'[internal]' hides nothing: impact would be published")]


TABLE = """\
| Time | Event | {0} |
|---|---|---|
| 14:00 | The deployment begins. | {1} |
| 14:05 | The insurer is told. | {2} |
"""


@pytest.mark.parametrize(
    ("column", "public", "internal"),
    [
        ("Visibility", "public", "internal"),
        ("**Visibility**", "public", "_internal only_"),
        ("Sichtbarkeit", "öffentlich", "intern"),
        ("Public?", "yes", "no"),
        ("Public", "✅", "❌"),
        ("Internal", "", "x"),
    ],
)
def test_a_row_that_a_cell_calls_internal_is_reported(tmp_path, column, public, internal):
    """If it is an event or an action item, because it is published."""
    table = _timed(TABLE.format(column, public, internal))
    assert _messages(tmp_path, table) == [
        (23, f"{internal!r} in the column {column.strip('*')!r} hides nothing: the row would be published")
    ]
    assert _messages(tmp_path, table.replace(f" {internal} |\n", f" {internal} {{.internal}} |\n")) == []
    assert (
        _messages(
            tmp_path, "- 14:00 It begins.\n\n" + table.replace("Time | Event", "Repository | Use").replace("14:0", "r")
        )
        == []
    )


def test_a_column_whose_name_is_a_label_is_reported(tmp_path):
    """Its cells are published in each row."""
    found = [(20, "the column 'Internal notes' hides nothing: its cells are published")]
    assert _messages(tmp_path, _timed(TABLE.format("Internal notes", "", "They were angry."))) == found
    assert _messages(tmp_path, _timed(TABLE.format("Internal services", "", "DNS"))) == []


def _timed(timeline: str) -> str:
    """Return a public report with that timeline."""
    begin, end = BODY.index("- 14:00"), BODY.index("\n## Root cause")
    return make_report(BODY[:begin] + timeline + BODY[end:])


def _messages(folder: Path, report: str) -> list[tuple[int, str]]:
    """Return the lines and messages of the rule's findings in a report."""
    (folder / "postmortems").mkdir(exist_ok=True)
    (folder / "postmortems" / "a.md").write_text(report, encoding="utf-8")
    project = load_project(Folder(folder), ReportReader(Settings()), datetime(2024, 6, 1, tzinfo=UTC))
    return [(each.line, each.message) for each in project.diagnostics if each.rule == "internal-label"]
