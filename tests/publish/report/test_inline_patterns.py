"""Inline patterns are skipped where they cannot match, and nowhere else."""

from __future__ import annotations

import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.treeprocessors import InlineProcessor

from mkdocs_postmortems.publish.report import inline_patterns
from mkdocs_postmortems.publish.report.inline_patterns import ScreenedInlineProcessor, needed_signs

EXTENSIONS = (
    *("abbr", "attr_list", "footnotes", "md_in_html", "tables", "pymdownx.arithmatex", "pymdownx.betterem"),
    *("pymdownx.caret", "pymdownx.critic", "pymdownx.emoji", "pymdownx.inlinehilite", "pymdownx.keys"),
    *("pymdownx.magiclink", "pymdownx.mark", "pymdownx.tilde"),
)
PIECES = (
    *("word ", "14:02 ", "\\", "`", "``", "**", "*", "__", "_", "~~", "^^", "==", "[", "]", "(", ")", "![", "](a.md)"),
    *("<b>", "</b>", "<", ">", "&amp;", "&", "$", "$x$", "\\(", "++ctrl+c++", ":smile:", ":", "(c)", "-->", "[^1]"),
    *("https://example.com/a_b", "www.example.com", "a@example.com", "<https://example.com>", "{.x}", '"t"', "é"),
    *("  \n", "\n"),
)


def with_stock_processor(extensions: tuple[str, ...]) -> Markdown:
    return Markdown(extensions=list(extensions))


def screened(extensions: tuple[str, ...]) -> Markdown:
    markdown = Markdown(extensions=list(extensions))
    markdown.treeprocessors.register(ScreenedInlineProcessor(markdown), "inline", 20)
    return markdown


PAIRS = [
    (with_stock_processor(each), screened(each)) for each in ((), EXTENSIONS, (*EXTENSIONS, "pymdownx.smartsymbols"))
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_the_html_is_that_of_python_markdown(text: str) -> None:
    """With few extensions and with many."""
    for stock, ours in PAIRS:
        html = ours.reset().convert(text)
        with contextlib.suppress(IndexError):  # see below
            assert html == stock.reset().convert(text)


def test_what_makes_a_pattern_fail_stays_as_written() -> None:
    """A mistake in an extension must not end the build; the rest of the text is rendered."""
    text = "a *b* ***^*^*c `d`\n\n*e*"
    with pytest.raises(IndexError):  # if this stops failing, the extension has been corrected
        with_stock_processor(EXTENSIONS).convert(text)
    html = screened(EXTENSIONS).convert(text)
    assert "***^*^*c <code>d</code>" in html
    assert "<p><em>e</em></p>" in html


@pytest.mark.parametrize(
    ("expression", "signs"),
    [
        (r"(?<!\\)(`+)(.+?)(?<!`)\1", "`"),
        (r"(?:\*|__)x", "*_"),
        (r"\[\^a", "["),
        (r"(?=@)x|y:", ":@"),
        (r"a+b", ""),
        (r"(?<=@)x", ""),
        (r"@?x", ""),
        (r"@|x", ""),
        (r"[@x]", ""),
        (r"[^@]", ""),
        (r"(?i)www\.|ftp:", ".:"),
    ],
)
def test_the_signs_that_each_match_contains(expression: str, signs: str) -> None:
    """Of a part that may be absent, of a lookbehind and of letters, nothing is known."""
    assert "".join(sorted(needed_signs(re.compile(expression)))) == signs


def test_most_patterns_are_skipped_in_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the processor would only cost time."""
    calls: list[str] = []
    apply = InlineProcessor._InlineProcessor__applyPattern  # type: ignore[attr-defined]

    def count(self: InlineProcessor, *args: object) -> object:
        calls.append("")
        return apply(self, *args)

    monkeypatch.setattr(InlineProcessor, "_InlineProcessor__applyPattern", count)
    screened(EXTENSIONS).convert("The queue was full, and requests failed")
    assert not calls


def test_without_a_parser_of_expressions_nothing_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a private module of Python."""
    monkeypatch.setattr(inline_patterns, "_parser", None)
    assert screened(()).convert("a `b` *c*") == "<p>a <code>b</code> <em>c</em></p>"
