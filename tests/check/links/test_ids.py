"""Ids must be unique, and none of the archive's own pages."""

from __future__ import annotations

import unicodedata

from mkdocs_postmortems.settings import Settings


def test_two_reports_with_the_same_id_are_both_reported(make, check):
    """Each finding names the other report."""
    reports = make(id="x"), make(path="postmortems/b.md", id="x")
    assert check("duplicate-id", *reports) == [
        "1: the id 'x' is also used by postmortems/b.md",
        "1: the id 'x' is also used by postmortems/a.md",
    ]


def test_an_id_that_is_another_files_name_is_reported_for_both(make, check):
    """Links to the file by its name would lead elsewhere."""
    reports = make(id="b"), make(path="postmortems/b.md", id="c")
    assert check("duplicate-id", *reports) == [
        "1: the id 'b' is also the file name of postmortems/b.md",
        "1: this file's name is also the id of postmortems/a.md",
    ]


def test_files_that_a_disk_cannot_tell_apart_are_both_reported(make, check):
    """Names that differ only in case or Unicode composition, and ``x.md`` beside ``x/index.md``."""
    composed, decomposed = "postmortems/café.md", unicodedata.normalize("NFD", "postmortems/café.md")
    for one, other in (
        ("postmortems/Auth.md", "postmortems/auth.md"),
        (composed, decomposed),
        ("postmortems/x.md", "postmortems/x/index.md"),
    ):
        reports = make(path=one), make(path=other)
        assert len(check("duplicate-output", *reports)) == 2
        assert check("duplicate-id", *reports) == []


def test_different_ids_are_silent(make, check):
    """So are files of the same name in two folders if they have ids of their own."""
    reports = make(path="postmortems/1/x.md", id="one"), make(path="postmortems/2/x.md", id="two")
    assert check("duplicate-id", *reports) == check("duplicate-output", *reports) == []


def test_an_id_that_the_archive_uses_itself_is_reported(make, check):
    """Which facets count depends on the settings."""
    for id in ("index", "actions", "assets", "severity", "pagefind"):
        assert len(check("reserved-id", make(id=id))) == 1
    assert check("reserved-id", make(id="team")) == []
    assert len(check("reserved-id", make(id="team"), settings=Settings(facets=("teams",)))) == 1
