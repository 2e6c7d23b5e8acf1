"""``read.sections``: the headings that the page will have, with their lines."""

from __future__ import annotations

import re
from time import process_time

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.read.sections import EXTENSIONS, HeadingParser, plain, read_sections
from mkdocs_postmortems.sections import CLASSIC

PARSER = HeadingParser()


def headings(text: str) -> list[tuple[int, int, str]]:
    return [(each.line, each.level, each.title) for each in PARSER.headings(text.split("\n"), 1) if each.top]


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("a **b** _c_ `d`", "a b c d"),
        ("[link](x.md) and ![image](y.png)", "link and image"),
        ("see it [[1]](#notes)", "see it [1]"),
        ("a [lock](https://wiki.example/Lock_(software)) in (b)", "a lock in (b)"),
        ("see [[other]] and [[other|the *label* one]]", "see other and the label one"),
        (r"how to link: \[[other]]", "how to link: [[other]]"),
        ("snake_case_name", "snake_case_name"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a <kbd>b</kbd> &amp; c", "a b & c"),
        (r"\*not bold\*", "*not bold*"),
        (r"a \[b\](c) and **\*d\***", "a [b](c) and *d*"),
        (
            "use `[a](b)`, `**c**`, `__init__`, `<div>`, `&amp;` or `[[id]]`",
            "use [a](b), **c**, __init__, <div>, &amp; or [[id]]",
        ),
        (r"`a\*b`, ``c`d``, **`e`** and [`f`](g)", r"a\*b, c`d, e and f"),
        ("`<!-- a -->` <!-- b --> c", "<!-- a --> c"),
        (
            "see <https://status.example/a?b=1> or <a@status.example>",
            "see https://status.example/a?b=1 or a@status.example",
        ),
    ],
)
def test_plain_text(markdown: str, text: str) -> None:
    """Marks are removed, words stay."""
    assert plain(markdown) == text


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


@pytest.mark.parametrize("mark", ["`", "``a", "__a ", "**a", "<!--", "[a](", "[a](b("])
def test_the_text_of_a_heading_of_nothing_but_marks_takes_linear_time(mark: str) -> None:
    """Otherwise, one of these lines would take minutes."""
    text = mark * 20_000
    begun = process_time()
    plain(text)
    plain(text[:2_000])
    assert process_time() - begun < 2
