"""Lists and tables that are too large for a page are reported."""

from __future__ import annotations

from time import process_time

import pytest

from mkdocs_postmortems.read.model import ActionItem, Span


def test_a_list_of_thousands_is_reported(make, diagnose):
    """On the field's line."""
    found = [
        each for each in diagnose(make(services=tuple(f"s{at}" for at in range(5000)))) if each.rule == "list-limit"
    ]
    assert [(each.line, each.level) for each in found] == [(5, "error")]


def test_a_table_of_thousands_of_columns_is_reported(make, check):
    """On the table's first line."""
    assert len(check("list-limit", make(new="\n" + "|a" * 5000 + "|\n" + "|-" * 5000 + "|\n"))) == 1


def test_many_action_items_are_a_warning(make, diagnose):
    """They can be published, but nobody will read them."""
    items = tuple(ActionItem(at, "x", Span(20, 20), "done") for at in range(600))
    found = [each for each in diagnose(make(report={"actions": items})) if each.rule == "list-limit"]
    assert [each.level for each in found] == ["warning"]


@pytest.mark.parametrize(("count", "level"), [(600, "warning"), (5_100, "error")])
def test_many_headings_are_reported(make, diagnose, count, level):
    """So many that the build would take minutes are an error."""
    text = "\n" + "".join(f"### H{at}\n\ntext\n\n" for at in range(count))
    found = [each for each in diagnose(make(new=text)) if each.rule == "list-limit"]
    assert [each.level for each in found] == [level]


def test_ordinary_sizes_are_silent(make, check):
    """A wide table, a dozen services."""
    wide = "\n" + "|a" * 12 + "|\n" + "|-" * 12 + "|\n"
    assert check("list-limit", make(new=wide, services=tuple(f"s{at}" for at in range(12)))) == []


@pytest.mark.parametrize(
    "text",
    ["Ask <a" + ",a" * 40 + '"> b', "| password |\n" + " " * 20_000 + "x |", "Text\n\n    " + " " * 20_000 + "x"],
    ids=["commas in brackets", "spaces below a header", "spaces in code"],
)
def test_repeated_characters_take_little_time(make, diagnose, text):
    """No expression reads them in more than one way."""
    report = make(new=f"\n{text}\n")
    begun = process_time()
    diagnose(report)
    assert process_time() - begun < 2
