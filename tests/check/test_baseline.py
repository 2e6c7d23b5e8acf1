"""A baseline lets old findings be while the file changes around them, and no new ones."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.check.baseline import read_baseline, without_known, write_baseline
from mkdocs_postmortems.diagnostics import Diagnostic, Level

ONE = Diagnostic("a.md", 2, 1, "placeholder", Level.WARNING, "'TODO' is still to be filled in", text="title: TODO")


def test_what_the_baseline_holds_is_let_be():
    """Written and read again, it leaves nothing."""
    baseline = read_baseline(write_baseline([ONE]))
    assert without_known([ONE], baseline) == ()


def test_a_finding_is_known_where_its_line_has_moved():
    """Its number is not what it is known by, nor are other lines' numbers in its message."""
    first = replace(ONE, message="first in line 4")
    baseline = read_baseline(write_baseline([first]))
    moved = replace(first, line=4, message="first in line 9")
    assert without_known([moved], baseline) == ()


def test_what_is_new_is_told():
    """Another line, another file, another rule, or the same once more."""
    baseline = read_baseline(write_baseline([ONE]))
    other = [replace(ONE, text="title: Another"), replace(ONE, path="b.md"), replace(ONE, rule="blame")]
    assert without_known(other, baseline) == tuple(other)
    assert without_known([ONE, ONE], baseline) == (ONE,)


def test_the_file_is_the_same_in_any_order():
    """So that a review shows what has changed."""
    two = replace(ONE, path="b.md")
    assert write_baseline([ONE, two]) == write_baseline([two, ONE])


@pytest.mark.parametrize("text", ["", "[]", '{"version": 2, "files": {}}', '{"version": 1}'])
def test_what_is_no_baseline_is_refused(text):
    """Rather than read as an empty one."""
    with pytest.raises(ValueError):
        read_baseline(text)


def test_what_an_earlier_baseline_holds_of_other_files_stays():
    """As where an import brings new ones."""
    other, old = replace(ONE, path="b.md"), replace(ONE, text="title: TBD")
    written = write_baseline([ONE], write_baseline([old, other]), {"a.md"})
    assert written == write_baseline([ONE, other])
    with pytest.raises(ValueError):
        write_baseline([ONE], "[]")
