"""Measures of old reports become action items."""

from __future__ import annotations

import pytest

from tests.imports.conftest import Import


@pytest.mark.parametrize(
    "heading",
    [
        *("Follow-up improvements", "Resulting action", "Actions following review", "Short-term measures"),
        *("Follow-ups that this night brought", "Follow-up hardening", "Proactive measures", "Prevent recurrence"),
        *("Vorbeugung", "Prävention", "如何避免（Prevention）", "11. 剩余行动项"),
        *("Preventing the issue from happening again / Lessons", "How to prevent similar failures"),
        *("Actions correctives proposées", "Acciones recomendadas (sin más recursos)", "Ações a curto prazo"),
        *("Vorgeschlagene Maßnahmen", "Mesures à court terme", "Azioni correttive proposte"),
    ],
)
def test_headings_of_measures_that_are_put_together(do_import: Import, heading: str) -> None:
    """Of words such headings have; what was done in the incident is another matter."""
    assert do_import(f"# A\n\n## {heading}\n\n- Add an alert.\n").actions == 1
    assert do_import("# A\n\n## Actions taken\n\n- Looked at the logs.\n").actions == 0
    assert do_import("# A\n\n## Follow-up call\n\n- Looked at the logs.\n").actions == 0
    assert do_import("# A\n\n## Medidas tomadas\n\n- Looked at the logs.\n").actions == 0
    assert do_import("# A\n\n## Follow-up A — Non-blocking calls\n\n- Looked at the logs.\n").actions == 0


def test_what_was_done_at_once_is_no_measure_below_the_resolution(do_import: Import) -> None:
    """As a section of its own it is one: authors list there what is to be done first."""
    items = "- Restarted it\n\n"
    assert (
        do_import(f"# A\n\n## Resolution\n\nIt works.\n\n### Immediate fixes\n\n{items}## Follow-up\n\n- B\n").actions
        == 1
    )
    assert do_import(f"# A\n\n## Resolution\n\nIt works.\n\n## Immediate fixes\n\n{items}").actions == 1
    assert do_import(f"# A\n\n## Measures\n\n### Immediate fixes\n\n{items}### Long term\n\n- B\n").actions == 2
    assert do_import(f"# A\n\n## Recommendations to us\n\n### Immediate fixes\n\n{items}### Why\n\nB\n").actions == 1


def test_thanks_are_no_measures(do_import: Import) -> None:
    text = "- Buy water\n- Many thanks to Ana!\n- Merci à tous\n- **Danke** an alle\n- Thank users by mail\n- Gracias\n"
    text += "- 感谢大家\n- We apologise for it\n"
    found = do_import(f"# A\n\n## Action items\n\n{text}\n## Later\n\nText.\n")
    assert [each.text for each in found.report.actions] == ["Buy water", "Thank users by mail"]
    assert "\nMerci à tous\n" in found.text


@pytest.mark.parametrize(
    "written", ["owner: Ana, by 2024-04-01", "zuständig: Ana, bis 01.04.2024", "担当：Ana、期限：2024/4/1"]
)
def test_a_due_date_without_its_key(do_import: Import, written: str) -> None:
    """It is no part of the owner's name."""
    (item,) = do_import(f"# A\n\n## Action items\n\n- Buy water ({written})\n").report.actions
    assert (item.text, item.owner, str(item.due)) == ("Buy water", "Ana", "2024-04-01")


@pytest.mark.parametrize("owner", ["Ana, by 2024 budget", "Ana, until 2 teams have time"])
def test_a_number_is_no_due_date(do_import: Import, owner: str) -> None:
    (item,) = do_import(f"# A\n\n## Action items\n\n- Buy water (owner: {owner})\n").report.actions
    assert (item.owner, item.due) == (owner, None)


def test_a_preposition_does_not_separate_two_sections(do_import: Import) -> None:
    """*En* is *and* in Dutch only."""
    assert do_import("# A\n\n## Lessen en acties\n\n- Buy water.\n").actions == 1
    assert do_import("# A\n\n## Mejoras en el proceso de despliegue\n\n- Buy water.\n").actions == 0
    assert do_import("# A\n\n## Acciones en el futuro\n\n- Buy water.\n").actions == 1
    assert do_import("# A\n\n## Actions en cours\n\n- Buy water.\n").actions == 1


def test_two_headings_of_measures_get_two_names(do_import: Import) -> None:
    """A section of the same name must not stand twice."""
    text = "# A busca\n\n## Ações preventivas (feitas)\n\n- [x] Um\n\n## Ações futuras (pendentes)\n\n- [ ] Dois\n"
    found = do_import(text)
    heads = [line for line in found.text.splitlines() if line.startswith("## Corr")]
    assert heads == ["## Corrective and preventive measures", "## Corrective and preventive measures (2)"]
    assert found.actions == 2


@pytest.mark.parametrize("head", ["## Prevention", "Prevention\n----------"])
def test_a_heading_that_is_not_known_is_below_that_of_the_section(do_import: Import, head: str) -> None:
    """Neither heads an empty section, and links to its anchor still lead there."""
    parts = "- Buy water\n\n### Tests\n\n- Test the pump\n\n## Notes\n\nIt rained.\n"
    found = do_import(f"# Login fails\n\nSee [below](#prevention).\n\n{head}\n\n{parts}")
    titles = [(heading.level, heading.title) for heading in found.report.headings]
    assert titles == [(2, "Corrective and preventive measures"), (3, "Prevention"), (4, "Tests"), (2, "Notes")]
    assert found.actions == 2


def test_a_quotation_is_no_measure(do_import: Import) -> None:
    assert do_import("# Login\n\n## Action items\n\n> We wish that we had rested.\n").actions == 0


def test_what_announces_measures_and_what_closes_the_report_are_none(do_import: Import) -> None:
    told = "We looked at the pumps.\nThese are our plans:\nBuy water.\nBuy bread.\n"
    found = do_import(f"# Login fails\n\n## Action items\n\n{told}\nBuy wine.\n\nSincerely,\nJo Doe\n\nEditor\n")
    assert [each.text for each in found.report.actions] == ["Buy water.", "Buy bread.", "Buy wine."]
    assert "\nThese are our plans:\n\n- Buy water.\n- Buy bread.\n\n- Buy wine.\n\nSincerely,\nJo Doe\n" in found.text
    found = do_import("# Login fails\n\n## Action items\n\nBuy water, in detail:\ntwo barrels, and one pump\n")
    assert [each.text for each in found.report.actions] == ["Buy water, in detail:\ntwo barrels, and one pump"]
    found = do_import(
        "Login fails\n\nSummary\nIt rained all day long.\n\nIdeas:\nBuy water\nWe apologise to all.\n", "a.txt"
    )
    assert "\n- Buy water\n\nWe apologise to all.\n" in found.text


@pytest.mark.parametrize("text", ["With regards to the pumps, buy two", "Thanks to Ana we can buy water", "Regards"])
def test_only_a_signature_and_thanks_to_readers_close_a_report(do_import: Import, text: str) -> None:
    """A measure may begin with such words, and others may be below it."""
    found = do_import(f"# Login fails\n\n## Action items\n\nBuy bread\n\n{text}\n\nBuy wine\n")
    assert found.actions == (1 if text == "Regards" else 3)


@pytest.mark.parametrize("text", ["N/A", "None.", "*None*", "No further actions needed", "特になし"])
def test_an_item_that_says_there_is_none(do_import: Import, text: str) -> None:
    """It is a paragraph, and no measure; one beside others, or with more to say, stays."""
    found = do_import(f"# Login fails\n\n## Action items\n\n- {text}\n\n## Lessons\n\nIt rained.\n")
    assert (found.actions, f"\n\n{text}\n\n" in found.text) == (0, True)
    assert do_import(f"# Login fails\n\n## Action items\n\n- {text}\n- Buy water\n").actions == 2
    assert do_import("# Login fails\n\n## Action items\n\n- None of the pumps may stop: buy two\n").actions == 1


def test_what_a_measure_says_of_itself_is_not_about_the_incident(do_import: Import) -> None:
    """Its priority is no severity, and its labels are no tags."""
    told = "- **Priority:** P1\n- **Label**: type=water\n- **Service**: pump\n"
    found = do_import(f"# Login fails\n\n## Action items\n\n### Buy water\n\n{told}")
    assert not {"severity", "tags", "services"} & {each.field for each in found.found}


def test_headings_may_be_measures(do_import: Import) -> None:
    """Each with its details; what stands below it is in it."""
    below = (
        "### 1. Buy water\n**Owner:** ana\n\nIt is good.\n\n### 2. Buy bread\n\n- Due: 2023-11-02\n\n## Notes\n\nx\n"
    )
    found = do_import(f"# Search is down\n\n2023-10-15\n\n## Action items\n\n{below}")
    assert [(each.first_paragraph, each.owner, str(each.due)) for each in found.report.actions] == [
        ("Buy water", "ana", "None"),
        ("Buy bread", "", "2023-11-02"),
    ]
    assert "\n2. Buy bread" in found.text
    assert "\n    It is good.\n" in found.text


def test_headings_above_forms_are_measures(do_import: Import) -> None:
    """A list below each with the same labels describes it; measures with names of their own are measures."""
    form = "- **Priority:** high\n- **Description**: It is good.\n- **Effort:** a day\n"
    text = "# Login fails\n\n## Action items\n\n"
    assert do_import(f"{text}### Buy water\n\n{form}\n### Buy bread\n\n{form}").actions == 2
    shops = "### Shops\n\n- **Buy water:** high\n- **Buy wine:** low\n\n### Inns\n\n- **Sell water:** x\n- **Eat:** y\n"
    assert do_import(text + shops).actions == 4


@pytest.mark.parametrize(
    "below",
    [
        "### Buying\n\n- Buy water\n- Buy bread\n\n### Selling\n\n- Sell wine\n",
        "### Shops\n\n| Action | Owner |\n|---|---|\n| Buy water | ana |\n\n### Inns\n\nNone.\n",
        "### Buy water\n\nIt is good.\n",
    ],
)
def test_headings_of_parts_are_no_measures(do_import: Import, below: str) -> None:
    """They head lists or tables of them, or head all."""
    found = do_import(f"# Search is down\n\n2023-10-15\n\n## Action items\n\n{below}")
    assert below in found.text


def test_items_that_group_measures_are_none(do_import: Import) -> None:
    """The items in them are."""
    text = "- **Prevention**\n  - Buy water\n    and bread\n  - Buy wine\n- **Detection**\n  - Taste it\n"
    found = do_import(f"# Search is down\n\n2023-10-15\n\n## Action items\n\n{text}\n## Notes\n\nx\n")
    assert [each.text for each in found.report.actions] == ["Buy water\nand bread", "Buy wine", "Taste it"]
    assert "\n**Prevention**\n\n- Buy water\n" in found.text
    indented = "".join(f"   {line}\n" for line in text.splitlines())
    found = do_import(f"# Search is down\n\n2023-10-15\n\n## Action items\n{indented}\n## Notes\n\nx\n")
    assert [each.text for each in found.report.actions] == ["Buy water\nand bread", "Buy wine", "Taste it"]
    kept = "- **Buy water**: at once\n  - In bottles\n- Buy bread:\n  - White\n"
    assert kept in do_import(f"# Search is down\n\n2023-10-15\n\n## Action items\n\n{kept}").text


def test_a_heading_that_becomes_an_item_keeps_its_marks(do_import: Import) -> None:
    """Code and the addresses of links."""
    text = "### 1) Ask `@ana` for [water](https://a.example) ###\n\nIt is good.\n\n### Buy *bread*\n\nIt is, too.\n"
    found = do_import(f"# Search is down\n\n2023-10-15\n\n## Action items\n\n{text}")
    assert "\n- 1) Ask `@ana` for [water](https://a.example)\n\n    It is good.\n\n- Buy *bread*\n" in found.text


def test_bold_lines_above_measures_keep_their_words(do_import: Import) -> None:
    """A known name is put in front of those that are no names of the section, so that all are read."""
    text = "**Immediate fixes:**\n\n- Buy water\n\n**Action items**\n\n- Buy bread\n\n**What went well**\n\n- Wine\n"
    found = do_import(f"# Search is down\n\n2023-10-15\n\nIt rained.\n\n{text}")
    assert [each.text for each in found.report.actions] == ["Buy water", "Buy bread"]
    assert "## Corrective and preventive measures - Immediate fixes\n" in found.text
    assert "## Action items\n\n- Buy bread\n\n## What went well\n" in found.text
    assert len({line for line, _ in found.notes}) == len(found.notes)


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("Completed", "done"),
        ("Done:", "done"),
        ("Immediate actions (completed)", "done"),
        ("Completed actions", "done"),
        ("To be done", "proposed"),
        ("What we have done badly", "proposed"),
        ("Short term", "proposed"),
        ("Measures implemented", "done"),
        ("Déjà fait", "done"),
        ("À faire", "proposed"),
        ("対応済み", "done"),
    ],
)
def test_a_heading_says_that_measures_are_done(do_import: Import, heading: str, status: str) -> None:
    """Those below it, up to the next heading."""
    text = f"### {heading}\n\n- Buy water\n\n### Long term\n\n- Buy bread\n"
    found = do_import(f"# Search is down\n\n2023-10-15\n\n## Action items\n\n{text}")
    assert [each.status for each in found.report.actions] == [status, "proposed"]
    bold = do_import(
        f"# Search is down\n\n## Action items\n\n**{heading}:**\n\n- Buy water\n\n**Later**\n\n- Buy bread\n"
    )
    assert [each.status for each in bold.report.actions] == [status, "proposed"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        *(("Buy water（完了）", "done"), ("Comprar agua (hecho)", "done"), ("Buy water (deployed in v2)", "done")),
        *(
            ("Buy water（次のステップ）", "proposed"),
            ("Buy water (not done)", "proposed"),
            ("Test with users (closed beta)", "proposed"),
            ("Watch the breaker (closed state)", "proposed"),
            ("Use a counter (fixed window)", "proposed"),
            ("Buy water (fixed OPS-12)", "done"),
            ("Buy water (completed 2023-11-01)", "done"),
            ("Buy water (merged: #12)", "done"),
            ("Buy water (shipped this commit)", "done"),
            ("Buy water **(Done during this incident)**", "done"),
            ("Say that it is done", "proposed"),
        ),
    ],
)
def test_a_word_in_brackets_says_that_a_measure_is_done(do_import: Import, text: str, status: str) -> None:
    found = do_import(f"# Search is down\n\n## Action items\n\n- {text}\n")
    assert [each.status for each in found.report.actions] == [status]


@pytest.mark.parametrize("mark", [" {.internal}", "\n{.internal}", "\n{: .internal }"])
def test_a_heading_that_is_internal_becomes_an_internal_measure(do_import: Import, mark: str) -> None:
    """Its mark is behind the measure's text: on a line of its own below an item it would have no effect."""
    found = do_import(f"# Login\n\n## Action items\n\n### Buy water{mark}\n\nOf Ana.\n\n### Buy bread\n\nSoon.\n")
    assert f"- Buy water {mark.strip()}\n\n    Of Ana.\n" in found.text
    assert [(each.text, each.internal) for each in found.report.actions] == [
        ("Buy water\n\nOf Ana.", True),
        ("Buy bread\n\nSoon.", False),
    ]


@pytest.mark.parametrize("heading", ["Conclusion and next steps", "Lessons learned & recommendations"])
def test_prose_below_a_heading_of_several_things_is_no_measure(do_import: Import, heading: str) -> None:
    """Its paragraphs may be about the others; a list below it is of measures."""
    assert do_import(f"# Login fails\n\n## {heading}\n\nAll is well now.\n\nThank you.\n").actions == 0
    assert do_import(f"# Login fails\n\n## {heading}\n\n- Add an alarm.\n").actions == 1
    assert do_import("# Login fails\n\n## Actions and next steps\n\nAdd an alarm.\n").actions == 1


def test_measures_by_term(do_import: Import) -> None:
    """A heading that says only when belongs to the one around it: paragraphs below it are measures, too."""
    parts = "### Short term\n\nWe buy a disk.\n\n### Long term\n\nWe should move house.\n\n### Why\n\nIt was full.\n"
    found = do_import(f"# Login fails\n\n## Proposed improvements\n\n{parts}")
    assert [each.text for each in found.report.actions] == ["We buy a disk.", "We should move house."]
    assert not do_import(f"# Login fails\n\n## Impact\n\n{parts}").actions
    at_once = "# Login fails\n\n## Actions\n\n### Immediate\n\nWe bought a disk.\n\n### Why\n\nIt was full.\n"
    assert not do_import(at_once).actions


def test_columns_without_accents(do_import: Import) -> None:
    table = "| Action | Priorite | Echeance | Etat |\n|---|---|---|---|\n| Acheter | Haute | 15/04/2024 | En cours |\n"
    found = do_import(f"# A\n\n## Actions correctives\n\n{table}")
    (item,) = found.report.actions
    assert (item.text, item.type, str(item.due), item.status) == ("Acheter", "Haute", "2024-04-15", "open")
    assert found.unread == ()


def test_columns_of_other_languages(do_import: Import) -> None:
    """Their dates are written with the year first."""
    head = "| Medida | Responsable | Fecha compromiso | Estatus |\n|---|---|---|---|\n"
    table = f"{head}| Comprar agua | Ana | 15/04/2024 | Concluido |\n"
    (item,) = do_import(f"# A\n\n## Medidas correctivas\n\n{table}").report.actions
    assert (item.text, item.owner, str(item.due), item.status) == ("Comprar agua", "Ana", "2024-04-15", "done")


def test_lines_of_measures_end_as_those_of_the_file(do_import: Import) -> None:
    """Also where one line becomes several: editors ask about a file whose lines end in two ways."""
    measures = "### Disk\n\n- Buy a disk.\n\n### Water\n\n- Buy water.\n- Thanks to Ana.\n- Buy bread."
    text = f"# Login fails\n\n## Actions\n\n- **Soon**\n    - Buy tea.\n\n## Next steps\n\n{measures}\n"
    found = do_import(text).text
    assert found.count("\n") > text.count("\n")
    assert do_import(text.replace("\n", "\r\n")).text == found.replace("\n", "\r\n")


@pytest.mark.parametrize(
    "heading", ["Maßnahmen", "Mesures correctives", "Mejoras", "Misure correttive", "Empfehlungen"]
)
def test_prose_below_a_heading_of_measures_in_other_languages(do_import: Import, heading: str) -> None:
    """Its paragraphs are items, as below *Action items*; what prevents it may be told in prose."""
    text = "We buy a disk.\n\nWe buy water.\n"
    assert do_import(f"# Login fails\n\n## {heading}\n\n{text}").actions == 2
    assert do_import(f"# Login fails\n\n## Prevención\n\n{text}").actions == 0
