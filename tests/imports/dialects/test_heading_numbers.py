"""Numbers in front of headings."""

from __future__ import annotations

import pytest

from tests.imports.conftest import Import


def headings(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.startswith("#")]


@pytest.mark.parametrize(
    "numbers",
    [
        ("1. ", "2. ", "3. "),
        ("1) ", "2) ", "3) "),
        ("1 ", "2 ", "3 "),
        ("1\\. ", "2\\. ", "3\\. "),
        ("I. ", "II. ", "III. "),
        ("**1. ", "**2. ", "**3. "),
    ],
)
def test_numbered_sections_have_the_names_of_sections(do_import: Import, numbers: tuple[str, str, str]) -> None:
    """All headings of the outline lose their numbers, also those with other names; nothing is inserted below them."""
    first, second, third = numbers
    end = "**" if first.startswith("*") else ""
    found = do_import(
        f"# Login fails\n\n## {first}Summary{end}\n\nText.\n\n## {second}What it cost us{end}\n\nMuch.\n\n"
        f"## {third}Timeline{end}\n\n- 2023-10-15 14:05 One\n- 14:10 Two\n"
    )
    marks = "**" if end else ""
    assert headings(found.text) == [
        *(f"## {marks}Summary{marks}", f"## {marks}What it cost us{marks}", f"## {marks}Timeline{marks}"),
    ]
    assert found.events == 2
    assert found.notes[0][1] == f"'## {first}Summary{end}' has no number now".replace("\\", "\\\\")


@pytest.mark.parametrize("numbers", [("1、", "2、"), ("1.", "2."), ("一、", "二、"), ("1．", "2．")])
def test_numbers_without_a_space_behind_them(do_import: Import, numbers: tuple[str, str]) -> None:
    """As in Chinese and Japanese."""
    first, second = numbers
    found = do_import(f"# 登录\n\n## {first}概述\n\n文本。\n\n## {second}时间线\n\n- 2023-10-15 14:05 一\n")
    assert headings(found.text) == ["## 概述", "## 时间线"]


def test_headings_below_numbered_ones(do_import: Import) -> None:
    """They lose the numbers of the outline, and no others."""
    found = do_import(
        "# Login fails\n\n## 1. Summary\n\n### 1.1 Text\n\nText.\n\n### 1. A list of its own\n\nText.\n\n"
        "## 2. Impact\n\n### 3 hosts were down\n\nText.\n"
    )
    assert headings(found.text) == [
        *("## Summary", "### Text", "### 1. A list of its own", "## Impact", "### 3 hosts were down"),
    ]


def test_numbers_that_belong_to_the_words(do_import: Import) -> None:
    """They are no outline: days, a method, several causes."""
    text = (
        "# Login fails\n\n## Summary\n\nText.\n\n## 5 Whys\n\nText.\n\n## 16 May\n\nText.\n\n"
        "## Causes\n\n### 1. A key\n\nText.\n\n### 2. A lock\n\nText.\n"
    )
    assert headings(do_import(text).text) == headings(text)[1:]


def test_a_text_that_refers_to_its_sections_by_number(do_import: Import) -> None:
    """Only headings that must have the name of a section lose their numbers."""
    found = do_import(
        "# Login fails\n\n## 1. Summary\n\nSee section 2.\n\n## 2. What it cost us\n\nMuch.\n\n"
        "## 3. Timeline\n\n- 2023-10-15 14:05 One\n"
    )
    assert headings(found.text) == ["## Summary", "## 2. What it cost us", "## Timeline"]


def test_a_link_to_a_numbered_heading_still_leads_to_it(do_import: Import) -> None:
    """As of a table of contents: the heading keeps its anchor."""
    found = do_import(
        "# Login fails\n\n- [Timeline](#2-timeline)\n\n## 1. Summary\n\nText.\n\n"
        "## 2. Timeline\n\n- 2023-10-15 14:05 One\n"
    )
    assert headings(found.text) == ["## Summary", "## Timeline {#2-timeline}"]
    assert [section.key for section in found.report.sections] == ["Issue summary", "Timeline"]
