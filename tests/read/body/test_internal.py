"""``read.body.internal``: what the public must not see, and markers without effect."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_postmortems.read.body.blocks import classify
from mkdocs_postmortems.read.body.headings import HeadingParser
from mkdocs_postmortems.read.body.internal import Internal, read_internal
from tests.tables import all_cases

PARSER = HeadingParser()


def read(text: str) -> Internal:
    lines = text.split("\n")
    return read_internal(lines, classify(lines).kinds, PARSER.headings(lines, 1), 1)


def hidden(text: str) -> list[str]:
    """Return the lines that are internal, without blank ones."""
    spans = read(text).spans
    lines = text.split("\n")
    return [line for at, line in enumerate(lines, 1) if line.strip() and any(at in span for span in spans)]


@all_cases(
    ("text", "expected"),
    [
        ("a\n\n!!! internal\n\n    b\n\n    c\n\nd", ["!!! internal", "    b", "    c"]),
        ('??? internal "Why"\n    b\n\nc', ['??? internal "Why"', "    b"]),
        ("???+ internal\n\n    b", ["???+ internal", "    b"]),
        ("- item\n\n    !!! internal\n\n        b\n\n    c", ["    !!! internal", "        b"]),
        ("## A {.internal}\n\na\n\n### B\n\nb\n\n## C", ["## A {.internal}", "a", "### B", "b"]),
        ("## A\n\n### B {#b .internal}\n\nb\n\n### C", ["### B {#b .internal}", "b"]),
        ("## A {.internal}\n\n> ## B\n\nc\n\n## D", ["## A {.internal}", "> ## B", "c"]),
        ("## A {.internal}\n\n- ## B\n\n    c\n\nd\n\n## E", ["## A {.internal}", "- ## B", "    c", "d"]),
        ("!!! note\n    ### A {.internal}\n\n    b\n\nc", ["    ### A {.internal}", "    b"]),
        ("!!! note\n    ### A {.internal}\n\n    b\nlazy\n\nc", ["    ### A {.internal}", "    b", "lazy"]),
        ("- ### A {.internal}\n\n    b\n- c", ["- ### A {.internal}", "    b"]),
        ("> ### A {.internal}\n>\n> b\n\nc", ["> ### A {.internal}", ">", "> b"]),
        ("> ## A {.internal}\n>\n> b\n>\n> ## C", ["> ## A {.internal}", ">", "> b", ">"]),
        ("- a\n- b {.internal}\n- c", ["- b {.internal}"]),
        ("- a {: .internal }\n    - nested\n\n    more\n- c", ["- a {: .internal }", "    - nested", "    more"]),
        ("- a\n{.internal}\n- b", ["- a", "{.internal}"]),
        ("- a\n  goes on {.internal}\n- b", ["- a", "  goes on {.internal}"]),
        ("1. a {.internal}\n2. b", ["1. a {.internal}"]),
        ("one\ntwo {.internal}\n\nthree", ["one", "two {.internal}"]),
        ("one\ntwo\n{.internal}\n\nthree", ["one", "two", "{.internal}"]),
        ("| a | b |\n|---|---|\n| 1 | 2 {.internal} |\n| 3 | 4 |", ["| 1 | 2 {.internal} |"]),
        ("a | b\n---|---\n1 | 2 {.internal}\n3 | 4", ["1 | 2 {.internal}"]),
        (
            "!!! internal\n\n    ```\n    a\n\n    b\n    ```\n\nc",
            ["!!! internal", "    ```", "    a", "    b", "    ```"],
        ),
        ("!!! internal\n\n    ### a\n\n    b\n\nc", ["!!! internal", "    ### a", "    b"]),
        ("- a {.internal}\n\n    ### b\n\n    c\n- d", ["- a {.internal}", "    ### b", "    c"]),
        (
            "- a {.internal}\n\n    ~~~\n    b\n\n    c\n    ~~~\n- d",
            ["- a {.internal}", *(f"    {x}" for x in ("~~~", "b", "c", "~~~"))],
        ),
        ("A\n---\n{.internal}\n\nb\n\n## C", ["A", "---", "{.internal}", "b"]),
        ("A\n---\nb {.internal}\n\nc", ["b {.internal}"]),
        ("term\n:   a {.internal}\n\n    b\n:   c", [":   a {.internal}", "    b"]),
        ("[^a]: b {.internal}\n\n    c\n\nd", ["[^a]: b {.internal}", "    c"]),
        ("> a {.internal}\n>\n> b", ["> a {.internal}"]),
        ("> a\n>\n> b {.internal}", ["> b {.internal}"]),
        ("a\n> b {.internal}", ["> b {.internal}"]),
        ("> | a | b |\n> |---|---|\n> | 1 | 2 {.internal} |\n> | 3 | 4 |", ["> | 1 | 2 {.internal} |"]),
        ("> !!! internal\n>\n>     a\n>\n> b", ["> !!! internal", ">", ">     a"]),
        ("!!! note\n    a {.internal}\n\n    b", ["    a {.internal}"]),
        ("- a\n    !!! internal\n        b\n- c", ["    !!! internal", "        b"]),
        ("- a {.internal}\n\n   > b\n- c", ["- a {.internal}", "   > b"]),
        ("- a {.internal}\n\n<!-- b -->\n\n    c\n- d", ["- a {.internal}", "<!-- b -->", "    c"]),
        ("!!! internal\n    a\n\n<!-- b -->\n\n    c\n\nd", ["!!! internal", "    a", "<!-- b -->", "    c"]),
        ("a {.internal}\n\n- b", ["a {.internal}"]),
        ("- a\n  b {.internal}\n- c", ["- a", "  b {.internal}"]),
        ("### A {.internal}\n- b\n- c", ["### A {.internal}", "- b", "- c"]),
        ("a {.internal}\n\n```\nb\n```", ["a {.internal}"]),
        ("- a {.internal}\n    ```\n    b\n    ```", ["- a {.internal}", "    ```", "    b", "    ```"]),
        ("| a |\n|---|\n| b {.internal} |\n```\nc\n```", ["| b {.internal} |"]),
        ("a {.internal} <!-- b -->\n\nc", ["a {.internal} <!-- b -->"]),
        ("```\n!!! internal\n\n    shown\n```\n\npublic", []),
        ("````\n``` {.internal}\n```\n````", []),
        ("write `{.internal}` at the end", []),
    ],
)
def test_internal_lines(text: str, expected: list[str]) -> None:
    """Each form of marker hides what it marks, all of it and nothing else."""
    assert hidden(text) == expected
    assert read(text).problems == ()


@all_cases(
    ("text", "rule", "line"),
    [
        ("!!! INTERNAL\n\n    a", "internal-marker", 1),
        ("!!!! internal\n\n    a", "internal-marker", 1),
        ("!!!internal\n\n    a", "internal-marker", 1),
        ("!!! intern\u0430l\n\n    a", "internal-marker", 1),
        ("!!! internl\n\n    a", "internal-marker", 1),
        ("a {.Internal}", "internal-marker", 1),
        ("a {internal}", "internal-marker", 1),
        ('a {class="internal"}', "internal-marker", 1),
        ("a {.internal} goes on", "internal-marker", 1),
        ("a {.internal}\ngoes on", "internal-marker", 1),
        ("a\n\n{.internal}\n\nb", "internal-marker", 3),
        ('??? note "a"\n    {.internal}\n    b', "internal-marker", 2),
        ('=== "a"\n    {.internal}\n\n    b', "internal-marker", 2),
        ("a\n> {.internal}\n> b", "internal-marker", 2),
        ("| a | b |\n|---|---|\n| 1 {.internal} | 2 |", "internal-marker", 3),
        ("    !!! internal\n\n        a", "internal-marker", 1),
        ("a\n\n    b {.internal}", "internal-marker", 3),
        ("  ### A {.internal}\n\nb", "internal-marker", 1),
        ("!!! note internal\n\n    a", "internal-marker", 1),
        ("a \\{.internal}", "internal-marker", 1),
        ("a {.internal\n}", "internal-marker", 1),
        ("> a {.internal}\nb", "internal-marker", 1),
        ("term {.internal}\n:   a", "internal-marker", 1),
        ("| a | b {.internal} |\n|---|---|\n| 1 | 2 |", "internal-marker", 1),
        ("| a | b |\n|---|---| {.internal}\n| 1 | 2 |", "internal-marker", 2),
        ("``` {.python .internal}\na\n```", "internal-marker", 1),
        ("```\na\n```\n```internal\nb\n```", "internal-marker", 4),
        ("<!-- internal -->\n\na", "internal-marker", 1),
        ('=== "a" {.internal}\n\n    b', "internal-marker", 1),
        ('!!! note "a" {.internal}\n\n    b', "internal-marker", 1),
        ("the log: {.internal}\n```\na\n```", "internal-block-dedent", 2),
        ("the customers: {.internal}\n- a\n- b", "internal-block-dedent", 2),
        ("the customers:\n{.internal}\n1. a\n2. b", "internal-block-dedent", 3),
        ("- the log: {.internal}\n```\na\n```", "internal-block-dedent", 2),
        ("> the log: {.internal}\n> ~~~\n> a\n> ~~~", "internal-block-dedent", 2),
        ("!!! internal\n    in\n\n  > out", "internal-block-dedent", 4),
    ],
)
def test_what_would_leak(text: str, rule: str, line: int) -> None:
    """A marker without effect, and text beside its block, are reported."""
    assert (rule, line) in [(problem.rule, problem.line) for problem in read(text).problems]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("!!! internal\n\n    see[^s]\n\n[^s]: secret", 5, 1),
        ("!!! internal\n\n    [x][r]\n\n[r]: https://internal.example/", 5, 1),
        ("!!! internal\n\n    ABC\n\n*[ABC]: secret", 5, 1),
        ("!!! internal\n\n    see[^s]\n\n[^s] : secret", 5, 1),
        ("!!! internal\n\n    [x][r]\n\n[r] : https://internal.example/", 5, 1),
        ("!!! internal\n\n    [x][R]\n\n[r]: https://internal.example/ {.wide}", 5, 1),
        ("!!! internal\n\n    see [r]\n\n[r]: https://internal.example/ 'title", 5, 1),
        ("- a\n\n    [^s]: secret\n\nsee[^s] {.internal}", 3, 5),
        ("see[^s]\n\n[^s]: secret {.internal}", 3, 1),
        ("see [this][R]\n\n!!! internal\n\n    [r]: https://internal.example/", 5, 5),
        ("- a\n\n\t[^s]: secret\n\nsee[^s] {.internal}", 3, 2),
        ("!!! internal\n\n    see[^s]\n\n> [^s] : secret", 5, 3),
    ],
)
def test_an_orphaned_definition_is_reported_at_its_mark(text: str, line: int, column: int) -> None:
    """Also in a list, a quotation and a block."""
    places = [(each.line, each.column) for each in read(text).problems if each.rule == "internal-definition"]
    assert places == [(line, column)]


@pytest.mark.parametrize("unit", ["- a {.internal}\n", "| a | b {.internal} |\n", "> ### a {.internal}\n>\n> b\n\n"])
def test_many_markers_take_linear_time(unit: str) -> None:
    """Several thousand in a third of a second of processor time, with room for a slow machine."""
    head = "| a | b |\n|---|---|\n" if unit.startswith("|") else ""
    lines = (head + unit * 5_000).split("\n")
    kinds, headings = classify(lines).kinds, PARSER.headings(lines, 1)
    begun = process_time()
    assert len(read_internal(lines, kinds, headings, 1).spans) == 5_000
    assert process_time() - begun < 2


def test_torn_definitions_take_linear_time() -> None:
    """Two thousand in about a tenth of a second of processor time, with room for a slow machine."""
    names = [f"[n{at}]" for at in range(2_000)]
    lines = ["!!! internal", "", *(f"    {name}" for name in names), "", *(f"{name} : text" for name in names)]
    begun = process_time()
    found = read("\n".join(lines))
    assert process_time() - begun < 2
    assert sum("broken definition" in problem.message for problem in found.problems) == 2_000


@pytest.mark.parametrize("row", ["| 1 {.internal} | 2 |", "1 | 2 {.internal} | 3"])
def test_the_help_for_a_marker_in_another_cell_names_the_last(row: str) -> None:
    """A row is internal as a whole, or not at all."""
    (problem,) = read(f"| a | b |\n|---|---|\n{row}").problems
    assert problem.help == "write {.internal} at the end of the row's last cell to mark the whole row"
    moved = row.replace(" {.internal}", "").rstrip("| ") + " {.internal} |"
    assert [each.first for each in read(f"| a | b |\n|---|---|\n{moved}").spans] == [3]


def test_the_help_for_a_marker_in_a_header_names_the_rows() -> None:
    """The header may be the first event of a table that has none: then it cannot be marked."""
    (problem,) = read("| 14:00 | a {.internal} |\n|---|---|\n| 14:05 | b |").problems
    assert problem.help == "mark each row below the header, or put the table into an !!! internal block"


@pytest.mark.parametrize(
    ("text", "kept", "published"),
    [
        (
            "!!! internal\n\n    in\n\n  out",
            "!!! internal\n\n    in\n\n    out",
            "!!! internal\n\n    in\n\nout",
        ),
        ("!!! internal\n    in\nout", "!!! internal\n    in\n    out", "!!! internal\n    in\n\nout"),
        ("!!! internal\n\nout", "!!! internal\n\n    out", "out"),
        (
            "- a\n\n    !!! internal\n        in\n    out",
            "- a\n\n    !!! internal\n        in\n        out",
            "- a\n\n    !!! internal\n        in\n\n    out",
        ),
    ],
)
def test_the_help_for_text_that_falls_out_can_be_followed(text: str, kept: str, published: str) -> None:
    """Both ways that it names work."""
    (problem,) = read(text).problems
    keep, _, publish = problem.help.partition("; to publish it, ")
    indent = len(kept.split("\n")[-1]) - len("out")
    assert keep == f"indent it by {indent} spaces to keep it internal"
    column = len(published.split("\n")[-1]) - len("out") + 1
    assert publish in (f"start it in column {column} after a blank line", "remove the marker")
    assert read(kept).problems == read(published).problems == ()
    assert any(len(kept.split("\n")) in span for span in read(kept).spans)
    assert not any(len(published.split("\n")) in span for span in read(published).spans)


@pytest.mark.parametrize(
    "text",
    [
        "!!! note\n\n    a",
        "!!! warning\n    in\nout",
        "the internal network {#net}",
        "![x](y.png){ .left }",
        "see[^s] twice\n\n!!! internal\n\n    see[^s]\n\n[^s]: shared",
        "see [r]\n\n!!! internal\n\n    [r]: https://internal.example/\n\n[R]: https://www.example/",
        "ABC\n\n!!! internal\n\n    *[ABC]: secret",
        "What!!! internally we saw",
        "!!! internal\n\n    [x][r]\n\n[s]: the address of it\n\n[r]: no address, of which [r] tells\n\n[r]",
    ],
)
def test_quiet_on_what_is_public(text: str) -> None:
    """Other admonitions, other attributes and shared definitions are not reported."""
    assert read(text).problems == ()


PIECES = [
    *("!!! internal", '??? internal "x"', "> !!! internal", "    in", ">     in", "out", "", "```", "<!--", "-->"),
    *("a {.internal}", "- a {.internal}", "### a {.internal}", "{.internal}", "| a {.internal} |", "|---|", "a: b"),
]


@given(st.lists(st.sampled_from(PIECES) | st.text('!?{}.:#- abinternal|"', max_size=20), max_size=12))
@example(["!!! internal"])
@example(["out", "a {.internal}"])
def test_spans_stay_in_the_body(lines: list[str]) -> None:
    """Whatever the text, spans are runs of its lines."""
    for span in read("\n".join(lines)).spans:
        assert 1 <= span.first <= span.last <= len(lines)


def test_a_marker_with_an_end_is_one_mistake() -> None:
    """Markers have no end; both are reported as one."""
    (problem,) = read("The customer {.internal}Bank{/.internal} called.").problems
    assert (problem.rule, problem.column) == ("internal-marker", 14)


def test_an_option_that_calls_a_block_internal_is_reported_in_place() -> None:
    """The extension that reads it makes an ordinary admonition."""
    (problem,) = read("a\n\n> /// admonition | Why\n>     type: internal\n>\n> b\n> ///").problems
    assert (problem.rule, problem.line, problem.column) == ("internal-marker", 4, 12)


@pytest.mark.parametrize(
    "text",
    [
        "- [ ] a (owner: b, internal: c) {.internal}",
        "- [ ] a (owner: b, internal: c)\n  {.internal}",
        "!!! internal\n\n    a {.Internal}",
        "## A {.internal}\n\n!!! note internal\n\n    b",
    ],
)
def test_what_looks_like_a_mark_in_internal_text_is_not_reported(text: str) -> None:
    """It is not published anyway, so the help to mark it has been followed."""
    assert not read(text).problems


@pytest.mark.parametrize(
    ("text", "column"),
    [("-\t{.interal} a", 3), ("a\tb\t{.interal}", 5), (">\ta\t{.internal} b", 5), ("a {.internal} b\tc", 3)],
)
def test_a_tab_is_one_character(text: str, column: int) -> None:
    """Columns count characters, as editors do."""
    (problem,) = read(text).problems
    assert problem.column == column
