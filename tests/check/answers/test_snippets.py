"""Files that others include are found, and so is the internal text in them."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.check.answers.snippets import find_snippets, holds_internal, paths_of


def test_each_file_is_named_with_its_place_and_without_its_section():
    """One on a line, or a list of them between two lines of scissors."""
    lines = ['--8<-- "a.md"', "> -8<- 'b.md:3:9'", "--8<--", "", "  c.md:part", "--8<--", "d.md", 'See --8<-- "e.md"']
    assert list(find_snippets(lines)) == [(0, 9, "a.md"), (1, 9, "b.md"), (4, 3, "c.md")]


def test_a_file_may_be_in_each_of_the_folders():
    """Each path is named once."""
    assert list(paths_of("a.md", [".", "docs", "", "docs/x/.."])) == ["a.md", "docs/a.md"]


@pytest.mark.parametrize(
    ("files", "is_internal"),
    [
        ({"a.md": "Text {.internal}"}, True),
        ({"a.md": "!!! internal\n    Text"}, True),
        ({"a.md": "!!! Internal\n    Text"}, True),
        ({"a.md": '--8<-- "b.md"', "x/b.md": '--8<-- "c.md"', "c.md": "Text {.internal}"}, True),
        ({"a.md": '--8<-- "b.md"', "b.md": '--8<-- "a.md"'}, False),
        ({"a.md": "An internal service.", "b.md": "Text {.internal}"}, False),
        ({}, False),
    ],
)
def test_internal_text_is_found_in_a_file_and_in_those_that_it_includes(files, is_internal):
    """Also what only looks like a marker; files that include one another are read once."""
    assert holds_internal("a.md", ["", "x"], lambda path: files.get(path, "").encode()) is is_internal
