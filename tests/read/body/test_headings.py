"""``read.body.headings``: the headings that the page will have, with their lines; without Python-Markdown, too."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.read.body.blocks import classify
from mkdocs_postmortems.read.body.extensions import EXTENSIONS, are_harmless, may_read_files
from mkdocs_postmortems.read.body.headings import HeadingParser, plain_headings, read_sections
from mkdocs_postmortems.read.model import Heading
from mkdocs_postmortems.sections import CLASSIC
from tests.tables import all_cases

PARSER = HeadingParser()


def headings(text: str) -> list[tuple[int, int, str]]:
    return [(each.line, each.level, each.title) for each in PARSER.headings(text.split("\n"), 1) if each.top]


@all_cases(
    ("text", "expected"),
    [
        ("## Timeline", [(1, 2, "Timeline")]),
        ("a\n\n## Timeline ##\n", [(3, 2, "Timeline")]),
        ("Timeline\n--------\n\ntext", [(1, 2, "Timeline")]),
        ("##Timeline", [(1, 2, "Timeline")]),
        ("## `Timeline`", [(1, 2, "Timeline")]),
        ("## Time&#108;ine", [(1, 2, "Timeline")]),
        ("## **Time**line {#t .internal}", [(1, 2, "Timeline")]),
        ("text\n## Timeline\ntext", [(2, 2, "Timeline")]),
        ("```\n## Timeline\n```", []),
        ("<!--\n\n## Timeline\n\n-->", []),
        ('```sh title="a.sh"\n# a\n```\n\n## <b>A</b>', [(5, 2, "A")]),
        ('~~~ linenums="1" hl_lines="1 2"\n## a\n~~~', []),
        ('- a\n\n\t```py title="a.py"\n\t# a\n\t```', []),
        ("```sh {.x title='a'}\n# a\n```", []),
        ("```sh title=a\n## A\n```", [(2, 2, "A")]),
        ("- ## Timeline", []),
        ("<details>\n\n## Timeline\n\n</details>", []),
        ("    ## Timeline", []),
        ("  ```\n## Timeline\n  ```", [(2, 2, "Timeline")]),
        ("- item\n## After a list", [(2, 2, "After a list")]),
        ("a | b\n--- | ---\n1 | 2", []),
        ("## 時系列", [(1, 2, "時系列")]),
    ],
)
def test_headings(text: str, expected: list[tuple[int, int, str]]) -> None:
    """What the page shows as a heading is one, at its line, and nothing else is."""
    assert headings(text) == expected


def test_a_site_may_require_a_space_after_the_marks() -> None:
    """As other Markdown programs do."""
    lines = ["## Timeline", "", "##No heading", "", "##\tSummary ##"]
    found = HeadingParser(["pymdownx.saneheaders"]).headings(lines, 1)
    assert [(each.line, each.title) for each in found] == [(1, "Timeline"), (5, "Summary")]


def test_an_extension_that_is_not_installed_is_left_out() -> None:
    """A check in CI often has this package only; MkDocs reports the missing extension when the site is built."""
    found = HeadingParser(["pymdownx.saneheaders", "no_such_extension"]).headings(
        ["## Timeline", "", "##No heading"], 1
    )
    assert [each.title for each in found] == ["Timeline"]


def test_attributes_of_a_heading() -> None:
    """An id and the marker ``.internal`` are read from the braces."""
    for written in ("#when", "id=when", 'id="when"', "#then #when"):
        (heading,) = PARSER.headings([f"## Timeline {{{written} .internal}}"], 7)
        assert (heading.id, heading.internal, heading.line) == ("when", True, 7)


def test_sections_span_to_the_next_heading() -> None:
    """A section ends where the next heading of its level begins; subheadings stay in it."""
    lines = ["## Summary", "", "a", "", "### Impact", "", "## Other", "", "b"]
    sections = read_sections(PARSER.headings(lines, 1), CLASSIC, len(lines))
    assert [(each.key, each.title, each.span.first, each.span.last) for each in sections] == [
        ("Issue summary", "Summary", 1, 6),
        ("", "Other", 7, 9),
    ]


LINES = st.sampled_from(
    [
        "## A",
        "### B",
        "##C",
        "text",
        "",
        "- item",
        "    ## D",
        "```",
        '```sh title="a"',
        '    ```sh linenums="1"',
        "    ```",
        "<!--",
        "-->",
        "> ## E",
        "F\n---",
        "!!! note",
        "1. x",
    ]
)


@given(st.lists(LINES, max_size=14))
def test_the_same_headings_as_the_page(lines: list[str]) -> None:
    """Whatever the blocks around them, the headings are those of the rendered page, in order."""
    text = "\n".join(lines)
    html = markdown.Markdown(extensions=list(EXTENSIONS)).convert(text)
    html = re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL)
    rendered = re.findall(r"<h([1-6])>(.*?)</h\1>", html)
    found = [(str(each.level), each.title) for each in PARSER.headings(text.split("\n"), 1)]
    assert found == rendered


def test_a_fence_inside_a_tab_is_code_whatever_the_site_lists() -> None:
    """MkDocs lists ``fenced_code`` by itself; it must not replace superfences."""
    text = '=== "Shell"\n\n    ```sh\n    # a comment\n    ```\n\n## Timeline\n'
    parser = HeadingParser(["toc", "tables", "fenced_code", "markdown.extensions.fenced_code"])
    assert [each.title for each in parser.headings(text.split("\n"), 1)] == ["Timeline"]


CASES = sorted((Path(__file__).parents[2] / "cases").rglob("*.md"))
LIKE_A_SITE = HeadingParser(["toc", "sane_lists"])
PIECES = [
    *(
        "",
        "",
        "",
        "text",
        "## Title",
        "### `Code` *and* [link](x)",
        "# One",
        "#No space",
        "## Closed ##",
        "##",
        "####### x",
    ),
    *("## A {#b .internal}", "- item", "    more", "- # in a list", "> ## quoted", "1. one", "***", "---", "===", "-"),
    *(
        "```",
        "```python",
        '```python title="a"',
        '~~~ hl_lines="1"',
        "    # comment",
        "~~~",
        "!!! note",
        '??? "x"',
        '=== "Tab"',
        "[^1]: note",
        ": definition",
    ),
    *(
        "| a | b |",
        "|---|---|",
        "<div markdown>",
        "</div>",
        "<!-- # x",
        "-->",
        "a < b",
        "\t## tab",
        " ## one",
        "\u3000",
    ),
    *("## \\# x", "[a]: http://x", "*[H]: hyper", "    ## four", "## <b>x</b>", "    ```", "> ```", "## 日本"),
]


def read_plainly(lines: list[str]) -> tuple[Heading, ...] | None:
    return plain_headings(lines, classify(lines).kinds, 1)


def agree(lines: list[str]) -> bool:
    """Return whether both give the same headings, or the simple way leaves it to the parser."""
    blocks = classify(lines)
    found = None if blocks.costly or blocks.problems else read_plainly(lines)
    return found is None or found == LIKE_A_SITE.headings(lines, 1)


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_both_ways_agree_on_any_mixture_of_blocks(lines: list[str]) -> None:
    assert agree(lines)


@all_cases("path", CASES)
def test_both_ways_agree_on_every_case(path: Path) -> None:
    assert agree(path.read_text(encoding="utf-8", errors="replace").split("\n"))


def test_an_ordinary_report_needs_no_parser() -> None:
    lines = ["## Summary", "", "Text with `#` in it.", "", "## Timeline", "", "- 14:00 **Started.** x", "    more"]
    lines += [
        "",
        '!!! note "x"',
        "",
        "    text",
        "",
        "```python",
        "# comment",
        "    # more",
        "```",
        "",
        "### Part {#p}",
    ]
    found = read_plainly(lines)
    assert found is not None
    assert [(each.level, each.title, each.line, each.id) for each in found] == [
        (2, "Summary", 1, ""),
        (2, "Timeline", 5, ""),
        (3, "Part", 19, "p"),
    ]


@pytest.mark.parametrize(
    "lines", [["text", "---"], ["<div>"], ["- # x"], ["text", "# x"], ["## x ##"], ["<!--", "# x", "-->"]]
)
def test_what_only_the_parser_can_decide_is_left_to_it(lines: list[str]) -> None:
    assert read_plainly(lines) is None


def test_an_unknown_extension_may_make_headings_of_anything() -> None:
    assert are_harmless(["toc", "markdown.extensions.tables", "pymdownx.keys"])
    assert not are_harmless(["pymdownx.snippets"])
    assert not are_harmless([object()])


def test_what_an_extension_makes_of_a_text_can_be_cached_unless_it_may_read_files() -> None:
    """Also of one that changes what is a heading."""
    assert not may_read_files(["toc", "pymdownx.arithmatex", "pymdownx.blocks.tab"])
    assert not are_harmless(["pymdownx.arithmatex"])
    assert may_read_files(["toc", "pymdownx.snippets"]) == ["pymdownx.snippets"]
    assert may_read_files([object()])


def test_front_matter_shown_as_code_is_not_a_heading() -> None:
    """A fence is not taken for the text above an underline, by either way."""
    lines = ["```yaml", "---", "title: x", "---", "```"]
    assert read_plainly(lines) == LIKE_A_SITE.headings(lines, 1) == ()
