"""Unknown keys: a near miss, a disguise, an address, a reserved word, or simply another word."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.read.front_matter.keys import check_key
from mkdocs_postmortems.read.front_matter.yaml_nodes import Node
from mkdocs_postmortems.settings import FIELD_NAMES


def rule(name: str) -> str:
    return check_key(Node("text", 5, 3, name), FIELD_NAMES).rule


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("visiblity", "visibility"),
        ("visibilty", "visibility"),
        ("Visibility", "visibility"),
        ("VISIBILITY", "visibility"),
        ("visability", "visibility"),
        ("vsibiltiy", "visibility"),
        ("titel", "title"),
        ("service", "services"),
        ("severty", "severity"),
        ("tag", "tags"),
        ("link", "links"),
        ("tag-line", "tagline"),
        ("time_zone", "timezone"),
        ("impact2", "impact"),
        ("statsu", "status"),
    ],
)
def test_a_near_miss_names_the_field(name: str, field: str) -> None:
    """One typo in a short name, two in a long one."""
    problem = check_key(Node("text", 5, 3, name), FIELD_NAMES)
    assert (problem.rule, problem.line, problem.column) == ("unknown-key-near", 5, 3)
    assert repr(field) in problem.help


@pytest.mark.parametrize(
    "name", ["colour", "state", "weight", "date", "ip", "ids", "hidden", "content", "self", "日付", ""]
)
def test_another_key_is_just_unknown(name: str) -> None:
    """A different word is not taken for a typo."""
    assert rule(name) == "unknown-key"


@pytest.mark.parametrize(
    ("name", "field"),
    [
        *[("public", "visibility"), ("date", "started"), ("Root cause", "cause"), ("draft", "status")],
        *[("category", "tags"), ("subtitle", "tagline"), ("duration", "impact"), ("impacted-service", "services")],
    ],
)
def test_another_word_for_a_field_names_it(name: str, field: str) -> None:
    """As other templates call it. It stays a warning: it is not read as that field."""
    problem = check_key(Node("text", 5, 3, name), FIELD_NAMES)
    assert problem.rule == "unknown-key"
    assert repr(field) in problem.help


@pytest.mark.parametrize(
    ("name", "help"),
    [
        ("Title", "'title' is given, too: keep one of the two"),
        ("titl\u00ade", "'title' is given, too: keep one of the two"),
        ("headline", "delete it, move its value to 'title', or declare it under `fields` in the settings"),
    ],
)
def test_a_field_that_is_given_is_not_offered_as_the_name(name: str, help: str) -> None:
    """It would then be given twice."""
    assert check_key(Node("text", 5, 3, name), FIELD_NAMES, given=["title"]).help == help


def test_a_key_without_a_name_resembles_no_field() -> None:
    """Not even itself, which the front matter has."""
    help = "delete it, or declare it under `fields` in the settings"
    assert check_key(Node("text", 5, 3, ""), FIELD_NAMES, given=["title", ""]).help == help


@pytest.mark.parametrize(
    "name",
    ["visib\u200bility", "title\u00ad", "\ufefftitle", "vіsibility", "ｔitle", "ѕtаtuѕ", "tıtle"],
)
def test_a_disguised_key_is_reported(name: str) -> None:
    """Invisible characters, and letters of another script that look Latin."""
    assert rule(name) == "unknown-key-confusable"


@pytest.mark.parametrize("name", ["permalink", "slug", "url", "Redirect", "redirect-to", "path"])
def test_a_key_that_would_move_the_page_is_reported(name: str) -> None:
    """An address comes from the id alone."""
    assert rule(name) == "unknown-key-path"


@pytest.mark.parametrize("name", ["template", "location", "canonical", "canonical_url", "canonical-url", "Template"])
def test_a_key_that_the_theme_obeys_is_reported(name: str) -> None:
    """A report does not decide how its page is made."""
    assert rule(name) == "reserved-key"
