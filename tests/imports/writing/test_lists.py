"""Lists that Git hosts show are lists on the page, too."""

from __future__ import annotations

import markdown
import pytest

from tests.imports.conftest import Import

BEFORE, AFTER = "# Login fails\n\n", "\n\n## Timeline\n\n- 2023-10-15 14:05 A deploy.\n  - It is slow.\n"


def body(do_import: Import, text: str) -> str:
    """Return what the import makes of a text above the timeline."""
    whole = do_import(BEFORE + text + AFTER).text
    assert "- 2023-10-15 14:05 A deploy.\n  - It is slow." in whole
    return whole.partition("\n---\n")[2].partition("## Timeline")[0].strip("\n")


@pytest.mark.parametrize(
    ("written", "nested"),
    [
        ("- a\n  - b\n    - c\n- d", "- a\n    - b\n        - c\n- d"),
        ("1. a\n   - b\n   - c\n2. d", "1. a\n    - b\n    - c\n2. d"),
        ("- a\n  - b\n    more\n\n    and more", "- a\n    - b\n        more\n\n        and more"),
        ("- a\n  - b\nlazy", "- a\n    - b\nlazy"),
        ("* a\n\n  * b\n\n    ```\n      code\n    ```", "* a\n\n    * b\n\n        ```\n          code\n        ```"),
    ],
)
def test_nested_items_are_indented_by_four_spaces(do_import: Import, written: str, nested: str) -> None:
    """With all lines that belong to them; only the indent changes."""
    assert body(do_import, written) == nested
    assert [each.strip() for each in nested.split("\n")] == [each.strip() for each in written.split("\n")]
    assert markdown.markdown(nested).count("<ul>") + markdown.markdown(nested).count("<ol>") >= 2


@pytest.mark.parametrize(
    ("written", "nested"),
    [
        ("!!! internal\n    - a\n\n      - b\n\n    c", "!!! internal\n    - a\n\n        - b\n\n    c"),
        ('??? internal "x"\n    a:\n    1. b\n       - c', '??? internal "x"\n    a:\n\n    1. b\n        - c'),
        ("!!! note\n    a\n    - b\n      - c\n        d\n", "!!! note\n    a\n\n    - b\n        - c\n            d"),
        (
            '??? note "x"\n\n    - b\n      ```\n      c\n      ```\n\n- d',
            '??? note "x"\n\n    - b\n      ```\n      c\n      ```\n\n- d',
        ),
        ("a[^1]\n\n[^1]:\n    - b\n      - c", "a[^1]\n\n[^1]:\n    - b\n        - c"),
    ],
)
def test_a_list_in_a_block_stays_in_it(do_import: Import, written: str, nested: str) -> None:
    """Outside an internal block it would be published."""
    assert body(do_import, written) == nested


@pytest.mark.parametrize(
    "written", ["- a\n    - b", "- a\n- b", " - a\n    - b", "- a\n\t- b\n  - c", "```\n- a\n  - b\n```"]
)
def test_other_lists_stay_as_they_are(do_import: Import, written: str) -> None:
    """Lists that are nested already, flat ones, those with tabs, and code."""
    assert body(do_import, written) == written


@pytest.mark.parametrize(
    ("written", "separate"),
    [
        ("Two things:\n- a\n- b", "Two things:\n\n- a\n- b"),
        ("**Two things**\n1. a\n2. b", "**Two things**\n\n1. a\n2. b"),
        ("a\n- b\n\nc\n- d", "a\n\n- b\n\nc\n\n- d"),
        ("It was in\n2024. A good year", "It was in\n2024. A good year"),
        ("> a\n- b", "> a\n- b"),
        ("a {.internal}\n- b", "a {.internal}\n- b"),
    ],
)
def test_a_list_is_separated_from_the_paragraph_above_it(do_import: Import, written: str, separate: str) -> None:
    """Otherwise it would be a part of the paragraph."""
    assert body(do_import, written) == separate


def test_the_account_names_the_lines(do_import: Import) -> None:
    """Those of the old text."""
    notes = do_import(BEFORE + "Two things:\n- a\n  - b" + AFTER).notes
    assert notes[-2:] == (
        (4, "a blank line is above this list now, which was part of a paragraph"),
        (4, "the nested items of this list are indented by four spaces now"),
    )


def test_keys_at_the_top_are_items(do_import: Import) -> None:
    """Below the front matter, the reader would take them for fields that are published by mistake."""
    found = do_import("# Login fails\n\nstatus: resolved\nDoc: x\n\nIt rained: a lot.\n\n## Summary\n\nIt rained.\n")
    assert "---\n\n* status: resolved\n* Doc: x\n\nIt rained: a lot.\n" in found.text
    assert not found.report.problems
    assert (3, "'status: resolved' is an item now, so that it is no key of front matter") in found.notes


def test_times_below_an_item_are_separated_from_it(do_import: Import) -> None:
    """Otherwise they would be its text; a single one, or one that is indented, is left there."""
    head = "# Login fails\n\n## Timeline\n\n- **Context**:\n"
    found = do_import(f"{head}2023-10-15 14:00: A deploy.\n2023-10-15 14:06: An alert.\nUsers call.\n")
    assert "- **Context**:\n\n2023-10-15 14:00: A deploy.\n" in found.text
    assert [each.text for each in found.report.timeline.events] == ["A deploy.", "An alert.\nUsers call."]
    for text in ("2023-10-15 14:00: A deploy.\nIt rained.\n", "  - 2023-10-15 14:00: A deploy.\n"):
        assert "Context**:\n\n" not in do_import(head + text).text
