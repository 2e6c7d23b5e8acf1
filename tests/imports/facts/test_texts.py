"""Values as a field holds them."""

from __future__ import annotations

from time import process_time

import pytest

from mkdocs_postmortems.imports.facts.texts import names_of_services, one_line, persons, say_the_same, short_texts
from tests.imports.conftest import Import


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ("login, web and mail", ["login", "web and mail"]),
        ("login, web, and mail", ["login", "web", "mail"]),
        ("**login**; [web](https://example.org)", ["login", "web"]),
        (["login", "login", "TBD", 7], ["login"]),
        ("Nobody could log in, since the service had been given the wrong key", []),
        ({"login": 1}, []),
        ("@ana @ben-b, Carl @carl", ["@ana", "@ben-b", "Carl @carl"]),
        ([{"name": "Ana", "link": "https://example.org"}, {"mail": "ben@example.org"}], ["Ana"]),
        ({"name": "Ana"}, ["Ana"]),
        ("[login, web]", ["login", "web"]),
        ("login (web, mail), 2,500 pumps, shop", ["login (web, mail)", "2,500 pumps", "shop"]),
        ("[login], [web], [mail] here", ["login", "web", "[mail] here"]),
        (
            ["login", "the part of the portal where you may ask for a new password"] * 2,
            ["login", "the part of the portal where you may ask for a new password"],
        ),
    ],
)
def test_several_short_texts(value: object, texts: list[str]) -> None:
    """A sentence is none, but for one in a list, and what stands for nothing neither."""
    assert short_texts(value) == texts


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Ana and Ben Roe", ["Ana", "Ben Roe"]),
        ("Ana, Ben & Carl, and Ana", ["Ana", "Ben", "Carl"]),
        ("Ana und @ben", ["Ana", "@ben"]),
        ("Ana, the Search and Mail team", ["Ana", "the Search and Mail team"]),
        (["Ana and Ben"], ["Ana and Ben"]),
        ("[Ana Doe]", ["Ana Doe"]),
    ],
)
def test_persons(value: object, names: list[str]) -> None:
    """Two of them may be joined by a word; a list in YAML was divided by its author."""
    assert persons(value) == names


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("API (down), Login page (some errors)", ["API", "Login page"]),
        ("API – down for all (0 %), Login page — slow", ["API", "Login page"]),
        (["API (down)", "API (slow)"], ["API"]),
        ("API (v2), Login page", ["API (v2)", "Login page"]),
        ("API (port 5003)", ["API (port 5003)"]),
        ("sign-in, check-out", ["sign-in", "check-out"]),
    ],
)
def test_names_of_services(value: object, names: list[str]) -> None:
    """What each list item says of its service is no part of the name; brackets behind one of them may be."""
    assert names_of_services(value) == names


def test_one_line_is_no_longer_than_a_title() -> None:
    assert one_line(" a \n b ") == "a b"
    assert len(one_line("x" * 1000)) == 300


def test_signs_make_no_difference() -> None:
    assert say_the_same("**Login** fails.", "login: fails")
    assert not say_the_same("Login fails", "Login failed")


@pytest.mark.parametrize(
    ("first", "told"),
    [("## 1. The gate\n\n", False), ("## Summary\n\n", True), ("", True), ("## 1. The gate\n\n### Part\n\n", True)],
)
def test_the_impact_of_each_of_several_faults(do_import: Import, first: str, told: bool) -> None:
    """What a section tells about its fault is not the impact of the incident; what a summary tells is."""
    text = f"{first}**Impact:** nobody gets in\n\n## 2. The lock\n\n**Impact:** nobody gets out\n"
    assert ("effect: nobody gets in\n" in do_import(f"# Doors\n\n{text}").text) is told


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("Ana Doe: [chat](https://a.example/ana), [blog](https://b.example)", ["Ana Doe"]),
        ("Ana Doe: [chat](/ana); Ben Roe <ben@b.example>", ["Ana Doe", "Ben Roe"]),
        ("[Ana](https://a.example/ana), [Ben](https://b.example)", ["Ana", "Ben"]),
    ],
)
def test_links_behind_the_name_of_an_author_are_no_authors(do_import: Import, written: str, authors: list[str]) -> None:
    labelled = f"# Login fails\n\n**Authors:** {written}\n\nText.\n"
    for text in (labelled, f"---\ntitle: Login fails\nauthor: '{written}'\n---\n\nText.\n"):
        assert list(do_import(text).report.fields.authors) == authors


@pytest.mark.parametrize("value", ["ana:" + " " * 100_000 + "b", "ana:[b](c)," * 20_000])
def test_long_values_take_linear_time(value: str) -> None:
    """An old front matter may hold anything."""
    begun = process_time()
    assert persons(value)
    assert process_time() - begun < 2
