"""``read.body.look_alikes``: what only looks like a marker of internal text is reported, and ordinary text is not."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.read.body.look_alikes import (
    find_internal_option,
    find_look_alike,
    is_comment_marker,
    means_internal,
)
from tests.tables import all_cases


@all_cases(
    "line",
    [
        "!!! INTERNAL",
        "!!! internl",
        "!!!! internal",
        "!!!internal",
        "!! internal",
        "!!!\u00a0internal",
        "! internal",
        '?Internal "why"',
        "???++ internal",
        "| a | b (.internal) |",
        "\uff01\uff01\uff01 internal",
        "!!! inter\u200bnal",
        "!!! intern\u0430l",
        "???- internal",
        "??? + internal",
        "! ! ! internal",
        "!!!+ internal",
        "!!! internal: why",
        '!!! "internal"',
        "!!! \u201cinternal\u201d",
        "!!! confidential",
        '??? Private "why"',
        "::: non-public",
        "!!! internal 'why'",
        "!!! internal \u201cwhy\u201d",
        "!!! note internal",
        '??? warning internal "why"',
        "- !!! internal",
        "It went on. !!! internal",
        "/// internal",
        "/// html | div.internal",
        '/// html | section[class="wide internal"]',
        "a (owner: b, visibility: internal)",
        "- visibility = internal",
        "- [ ] a (owner: b, internal)",
        "- [ ] a (owner: b, internal, due: 2024-07-01)",
        "- [ ] a (internal: yes)",
        "- [ ] a (owner: b, internal: the customer is a bank, due: 2024-07-01)",
        "| a (internal note = the customer, owner: b) |",
        "| a | edition: internal |",
        "::: internal",
        ":::{.internal}",
        "> [!INTERNAL]",
        ".. internal::",
        "a {.Internal}",
        "a {.confidential}",
        "a {: .Private }",
        "a {internal}",
        "a {#internal}",
        "a {.internal-only}",
        "a {.red.internal}",
        "a {class='red internal'}",
        "a {\uff0einternal}",
        "a \uff5b.internal\uff5d",
        "a {.internal",
        "a .internal}",
        "a \\{.internal}",
        "a {.internal\\}",
        "a (.internal)",
        "a [.internal]",
        "- [ ] a (.internal) (owner: b)",
        "- [ ] a [.internal] (owner: b, due: 2024-07-01)",
        "**[.internal]** a",
        "a **(.internal)**",
        "a <.internal>",
        '<details class="internal"><summary>why</summary>',
        "<div class=internal markdown>",
        "a <!- b -->",
        "a < !-- b -->",
        "a <! -- b -->",
        "a <!\u2014 b \u2014>",
        "a <! b > c",
        "a <--! b -->",
        "<-- ask Ana, she knows the host -->",
        "> - <--b-->",
        "!!! interne",
        "\\!!! internal",
        "\\!\\!\\! internal",
        "\\??? Internal",
        "!!! 社外秘",
        "a {.hidden}",
        "a {: hidden }",
    ],
)
def test_what_an_author_meant_as_a_mark(line: str) -> None:
    """Misspelt, in other letters, broken, or in another dialect. The column is that on the line."""
    found = find_look_alike(line)
    assert found
    assert 0 <= found[0] < len(line)


@all_cases(
    "line",
    [
        "!!! note",
        '!!! note "Internal affairs"',
        "??? question",
        "What!!! internally we saw",
        "Private keys were rotated!!! secret ones too",
        '!!! note "private"',
        "An internal service, internal.example, failed.",
        "The host db7.internal answered (see db7.internal).",
        "See [.internal](https://example.com/zones) for the zone.",
        "Names in the zone of the office (.internal) did not resolve (see below).",
        "https://internal.example/a?b={c}",
        "| internal | public |",
        "- [ ] a (owner: internal tools, ticket: internal-12)",
        "- [ ] a (internal: 3 hosts, external: 2)",
        "- [ ] a (owner: b, internal: no)",
        "The pool (type: node, internal: 12 of 30 hosts) failed.",
        "## Internal tools {#internal-tools}",
        "![graph](graph.png){ .internal-diagram }",
        "a {.red #net}",
        "a {.private-cloud} and {private}",
        "see [[internal-dns]] and [internal](#internal)",
        "it said `x` <!-- and more",
        "a < !b - c",
        "- [ ] a (owner: internal, due: 2024-07-01)",
        "- [ ] a (both teams, internal, external) (owner: internal tools, due: 2024-07-01)",
        "Addresses (internal: 2)",
        "a <-- b and /users/{hidden}",
        "a <-- 3 s --> b",
        "<--- 3 s --->",
        "<-- the arrow leads back",
        '--8<-- "a.md"',
        "x <!y",
        '<kbd class="key">internal</kbd>',
        ": internal traffic",
        "! a ? internal",
        "/// html | div.wide",
        "\\!!! note",
        "\\! internal errors rose",
        "the visibility: internal teams saw nothing",
        "a (visibility: internal networks only)",
        "internal",
    ],
)
def test_ordinary_text(line: str) -> None:
    """The word itself is not reported."""
    assert find_look_alike(line) is None


def test_a_note_is_shown_as_it_is_written() -> None:
    """With its capital letters, by which its author finds it."""
    found = find_look_alike("- [ ] a (owner: b, Internal note: ask Ana)")
    assert found and found.message.startswith("'Internal note: ask Ana' is no")


@pytest.mark.parametrize(
    "word", ["Internal", "INTERNAL", "intrenal", "internl", "\u0456nternal", "lnternal", "internal-only"]
)
def test_words_that_mean_it(word: str) -> None:
    """To a reader."""
    assert means_internal(word)


@pytest.mark.parametrize("word", ["international", "interval", "external", "internals-team", "note"])
def test_words_that_do_not(word: str) -> None:
    """Near as they are."""
    assert not means_internal(word)


def test_comments_that_seem_to_mark_what_follows() -> None:
    """They have no effect; one that says something is an ordinary comment."""
    assert is_comment_marker(" internal ")
    assert is_comment_marker(" /internal ")
    assert is_comment_marker(" begin internal ")
    assert is_comment_marker(" INTERNAL ONLY ")
    assert is_comment_marker(" begin private ")
    assert not is_comment_marker(" the internal review is on Monday ")


@given(st.text(alphabet="!?{}.:#-<>()[] /aintrl\u0430\u200b\uff01", max_size=60))
def test_any_line_is_read(line: str) -> None:
    """Whatever it holds."""
    find_look_alike(line)


@pytest.mark.parametrize(
    ("below", "line"),
    [
        (["    type: internal", "", "b", "///"], 1),
        (["    open: true", "    type: internal", "", "b"], 2),
        (["    class: red internal"], 1),
    ],
)
def test_a_block_that_its_options_call_internal(below: list[str], line: int) -> None:
    """``pymdownx.blocks`` has them below the line that opens it."""
    for opening in ("/// admonition | Why", "//// details"):
        found = find_internal_option(["a", opening, *below], 1)
        assert found
        assert found[0] == 1 + line


@pytest.mark.parametrize(
    "lines",
    [
        ["/// admonition | Why", "    type: warning", "", "    type: internal"],
        ["/// admonition | Why", "    title: internal affairs"],
        ["a // b", "    type: internal"],
        ["/// admonition"],
    ],
)
def test_other_blocks(lines: list[str]) -> None:
    """Text that is not an option calls nothing internal."""
    assert find_internal_option(lines, 0) is None


@pytest.mark.parametrize("line", ["<-- a" + "-" * 200_000, "! internal" + " " * 100_000 + "x"])
def test_a_long_line_takes_little_time(line: str) -> None:
    """Its hyphens and spaces are read in one way only."""
    begun = process_time()
    assert find_look_alike(line) is None
    assert process_time() - begun < 2


@pytest.mark.parametrize(
    ("line", "help"),
    [
        ("- host db1 {.interal}", "write {.internal}"),
        ("| a | b {internal} |", "write {.internal}"),
        ("host {.interal} db1", "write !!! internal on its own line, or {.internal} at the end"),
        ("!!! interal", "write !!! internal on its own line, and indent the text below it"),
        ("::: internal", "write !!! internal on its own line, and indent the text below it"),
    ],
)
def test_the_help_says_what_belongs_there(line: str, help: str) -> None:
    """A marker where the text ends, a block where a line begins."""
    found = find_look_alike(line)
    assert found is not None
    assert found.help.startswith(help)
