"""``read.body.inline``: inline code, which is no text, and text without its marks."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.read.body.inline import outside_code, plain, without_code
from tests.tables import all_cases


def test_no_backslash_hides_a_tag() -> None:
    """Markdown reads ``\\<`` as a backslash and a tag."""
    assert without_code("\\<!-- a `b` \\*") == "\\<!-- a       "


@given(st.text(alphabet="`\\ab ", max_size=60))
def test_code_is_blanked_in_place(line: str) -> None:
    """Columns stay the same when inline code is removed."""
    assert len(without_code(line)) == len(line)


def test_only_what_is_outside_code_is_rewritten() -> None:
    """A run of backticks that nothing closes is text."""
    assert outside_code("a `b` c ``d ` e`` f ` g", str.upper) == "A `b` C ``d ` e`` F ` G"


@all_cases(
    ("markdown", "text"),
    [
        ("a **b** _c_ `d`", "a b c d"),
        ("[link](x.md) and ![image](y.png)", "link and image"),
        ("see it [[1]](#notes)", "see it [1]"),
        ("a [lock](https://wiki.example/Lock_(software)) in (b)", "a lock in (b)"),
        ("see [[other]] and [[other|the *label* one]]", "see other and the label one"),
        (r"how to link: \[[other]]", "how to link: [[other]]"),
        ("see [the runbook][runbook], [`reset`][] and ![load][1]", "see the runbook, reset and load"),
        ("the cell [a][b], rows[0][1] and [a-z][0-9]", "the cell [a][b], rows[0][1] and [a-z][0-9]"),
        ("[OPS][PROD] Logins fail, [error][auth] **twice**", "[OPS][PROD] Logins fail, [error][auth] twice"),
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


@pytest.mark.parametrize("mark", ["`", "``a", "__a ", "**a", "<!--", "[a](", "[a](b("])
def test_the_text_of_a_heading_of_nothing_but_marks_takes_linear_time(mark: str) -> None:
    """Otherwise, one of these lines would take minutes."""
    text = mark * 20_000
    begun = process_time()
    plain(text)
    plain(text[:2_000])
    assert process_time() - begun < 2
