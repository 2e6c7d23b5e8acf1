"""Paths and ids of imported reports."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.imports.writing.naming import Naming, id_for, is_kept


@pytest.mark.parametrize(
    ("path", "taken", "id"),
    [
        ("2023-10-15-login.md", set(), ""),
        ("PM 1 - Login.md", set(), "pm-1-login"),
        ("a/2023-10-15.md", {"2023-10-15"}, "a-2023-10-15"),
        ("a/2023-10-15.md", {"2023-10-15", "a-2023-10-15"}, "a-2023-10-15-2"),
        ("2023-10-15/index.md", set(), ""),
        ("日本.md", set(), "report-2"),
    ],
)
def test_ids(path: str, taken: set[str], id: str) -> None:
    """A name that is an id needs none; others get one that nobody has."""
    assert id_for(path, taken) == id


@pytest.mark.parametrize(
    "path",
    [
        *("a.md", "2023/README.md", "2023/index.md", "post-mortems/2023.txt", "license-server-outage.md"),
        *("Home-page-is-blank.md", "2023/home.md"),
    ],
)
def test_what_may_be_a_report(path: str) -> None:
    """A README below the top may be the report of its folder."""
    assert is_kept(path)


@pytest.mark.parametrize(
    "path",
    [
        *("README.md", "index.md", "LICENSE.txt", "a/template.md", "postmortem-template.md", "_a.md", "CHANGELOG.md"),
        *("Home.md", "home.md", "Home.mediawiki", "_Sidebar.md", "_Footer.md"),
    ],
)
def test_what_is_none(path: str) -> None:
    """By its name."""
    assert not is_kept(path)


def test_two_sources_of_one_name() -> None:
    """The second gets a number, whatever the case of its letters."""
    naming = Naming({})
    assert [naming.path(each) for each in ("a.md", "A.txt", "b/README.md", "c.json")] == [
        *("a.md", "a-2.md", "b/index.md", "c.md"),
    ]


def test_files_of_one_name_in_several_folders_get_ids() -> None:
    """All of them: the name of each would be taken for the id of the first."""
    naming = Naming({})
    paths = [naming.path(each) for each in ("login/report.md", "mail/report.md", "mail/other.md")]
    assert [naming.id(each, each) for each in paths] == ["login-report", "mail-report", ""]


def test_a_file_that_is_converted_gets_a_name_that_is_an_id() -> None:
    """A Markdown file keeps its own, by which others link to it."""
    naming = Naming({})
    assert naming.path("old/Mail outage, March.txt") == "old/mail-outage-march.md"
    assert naming.path("old/Web outage.md") == "old/Web outage.md"
    assert naming.path("障害.html") == "障害.md"


def test_a_folder_whose_name_begins_with_an_underscore_loses_it() -> None:
    """Such a folder holds no reports: those of a blog's ``_posts`` would be found by nobody."""
    naming = Naming({})
    assert naming.path("blog/_posts/2023-10-15-login.md") == "blog/posts/2023-10-15-login.md"
    assert naming.path("blog/posts/2023-10-15-login.md") == "blog/posts/2023-10-15-login-2.md"
    assert naming.path("_/a.md") == "reports/a.md"


def test_a_file_whose_name_begins_with_an_underscore_loses_it() -> None:
    """MkDocs publishes none of that name; the user has named the file, so it is a report."""
    assert [Naming({}).path(name) for name in ("_login.md", "_.md")] == ["login.md", "report.md"]
