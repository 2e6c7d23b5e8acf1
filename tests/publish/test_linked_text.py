"""Short texts keep their links, and nothing else of their Markdown."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.publish.linked_text import Piece, linked_text, ticket_parts, ticket_text
from mkdocs_postmortems.publish.links import Target

WIKI = "https://wiki.example/a"


def find(id: str) -> Target | None:
    return Target(f"../{id}/", "The *first* one") if id == "one" else None


@pytest.mark.parametrize(
    ("markdown", "pieces"),
    [
        ("Alert on *failed* logins", ["Alert on failed logins"]),
        (f"[Runbook]({WIKI})", [("Runbook", WIKI)]),
        (f'See **the [`run` book]({WIKI} "title"), too**.', ["See the ", ("run book", WIKI), ", too."]),
        (f"[a]({WIKI}) <{WIKI}>", [("a", WIKI), " ", (WIKI, WIKI)]),
        (f"See [a]({WIKI}_(b)).", ["See ", ("a", f"{WIKI}_(b)"), "."]),
        (f"Write `[a]({WIKI})` and [b]({WIKI})", ["Write [a](https://wiki.example/a) and ", ("b", WIKI)]),
        ("Do as in [[one]]", ["Do as in ", ("The *first* one", "../one/")]),
        ("Do as in [[ one | that one ]]!", ["Do as in ", ("that one", "../one/"), "!"]),
        ("Do as in [[two]]", ["Do as in two"]),
        ("[other](other.md) and [x](javascript:alert(1))", ["other and x"]),
        (f"<!-- [a]({WIKI}) --> [b]({WIKI}?b)", [("b", f"{WIKI}?b")]),
        (f"\ue100 \uf8ff [a]({WIKI})", [("a", WIKI)]),
    ],
)
def test_a_text_is_plain_but_for_its_links(markdown: str, pieces: list[str | tuple[str, str]]) -> None:
    """To the web, and to reports that the archive has."""
    wanted = [Piece(*([each] if isinstance(each, str) else each)) for each in pieces]
    assert list(linked_text(markdown, find)) == wanted


def test_a_text_is_cut_within_a_link() -> None:
    """What is left of it still leads there."""
    first, link = linked_text(f"Read [the whole long page]({WIKI}) at once", longest=20)
    assert (first.text, link) == ("Read ", Piece("the whole…", WIKI))


LINKED_1, LINKED_2 = ([Piece(number, f"https://a.example/{number}")] for number in "12")


@pytest.mark.parametrize(
    ("ticket", "pieces"),
    [
        ("OPS_12_a", [Piece("OPS_12_a")]),
        ("https://tickets.example/browse/OPS-12/", [Piece("OPS-12", "https://tickets.example/browse/OPS-12/")]),
        (f"[OPS-12]({WIKI})", [Piece("OPS-12", WIKI)]),
        (f"[OPS-1]({WIKI}), OPS-2", [Piece("OPS-1", WIKI), Piece(", OPS-2")]),
        ("https://a.example/1, https://a.example/2.", [*LINKED_1, Piece(", "), *LINKED_2, Piece(".")]),
        ("OPS-1 (<https://a.example/1>)", [Piece("OPS-1 ("), *LINKED_1, Piece(")")]),
        ("[https://a.example/1](https://a.example/1)", [Piece("https://a.example/1", "https://a.example/1")]),
        ("**OPS-1**, [OPS-2](../2)", [Piece("OPS-1, OPS-2")]),
        ("javascript:alert(1)", [Piece("javascript:alert(1)")]),
    ],
)
def test_a_ticket_is_shown_by_its_number(ticket: str, pieces: list[Piece]) -> None:
    """With a link to its address, if that is a web address."""
    assert list(ticket_text(ticket)) == pieces


def test_data_has_tickets_and_their_addresses_apart() -> None:
    """Programs that read the data know no Markdown. A long text is not cut."""
    long = "OPS-" + "1" * 400
    assert ticket_parts(f"[OPS-1](https://a.example/1), [{long}](https://a.example/2)") == (
        f"OPS-1, {long}",
        ["https://a.example/1", "https://a.example/2"],
    )
    assert ticket_parts("OPS-1") == ("OPS-1", [])
    assert ticket_parts("") == ("", [])
