"""A baseline accepts old findings while their files change, but no new ones."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.check.baseline import read_baseline, without_known, write_baseline
from mkdocs_postmortems.diagnostics import Diagnostic, Level

ONE = Diagnostic("a.md", 2, 1, "placeholder", Level.WARNING, "'TODO' is still to be filled in", text="title: TODO")


def test_findings_in_the_baseline_are_accepted():
    """After a round trip through the file, none are left."""
    baseline = read_baseline(write_baseline([ONE]))
    assert without_known([ONE], baseline) == ()


def test_a_finding_is_recognized_after_its_line_has_moved():
    """Neither its line number nor those in its message count."""
    first = replace(ONE, message="first in line 4")
    baseline = read_baseline(write_baseline([first]))
    moved = replace(first, line=4, message="first in line 9")
    assert without_known([moved], baseline) == ()


def test_new_findings_are_reported():
    """Another line, file or rule, or the same finding once more."""
    baseline = read_baseline(write_baseline([ONE]))
    other = [replace(ONE, text="title: Another"), replace(ONE, path="b.md"), replace(ONE, rule="blame")]
    assert without_known(other, baseline) == tuple(other)
    assert without_known([ONE, ONE], baseline) == (ONE,)


def test_the_file_does_not_depend_on_the_order_of_findings():
    """So a review shows only what has changed."""
    two = replace(ONE, path="b.md")
    assert write_baseline([ONE, two]) == write_baseline([two, ONE])


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", '{"version": 2, "files": {}}', '{"version": 1}', "<<<<<<< HEAD"),
        *('{"version": 1, "files": {"a.md": 3}}', '{"version": 1, "files": {"a.md": {"blame": {"0": null}}}}'),
    ],
)
def test_other_files_are_refused(text):
    """They are not read as an empty baseline."""
    with pytest.raises(ValueError):
        read_baseline(text)


def test_entries_of_other_files_are_kept():
    """As when an import adds new files."""
    other, old = replace(ONE, path="b.md"), replace(ONE, text="title: TBD")
    written = write_baseline([ONE], write_baseline([old, other]), {"a.md"})
    assert written == write_baseline([ONE, other])
    with pytest.raises(ValueError):
        write_baseline([ONE], "[]")
