"""``read.body.comments``: where an HTML comment ends."""

from __future__ import annotations

import markdown

from mkdocs_postmortems.read.body.blocks import classify
from mkdocs_postmortems.read.body.extensions import EXTENSIONS
from tests.tables import all_cases


@all_cases(
    ("text", "is_comment"),
    [
        ("a <!-- b\nc --> d", True),
        ("a <!-- b\n- c --> d", True),
        ("- a <!-- b\n  c --> d", True),
        ("> a <!-- b\n> c --> d", True),
        ("> a <!-- b\nc --> d", True),
        ("a <!-- b\n    c --> d", True),
        ("a\n<!-- b\n# H\n--> d", True),
        ("a <!-- b\n# H\nc --> d", False),
        ("a <!-- b\n---\nc --> d", False),
        ("a <!-- b\n***\nc --> d", False),
        ("a <!-- b\n> c --> d", False),
        ("a <!-- b\n!!! note\n    x\n--> d", False),
        ('a <!-- b\n??? note "x"\n    x\n--> d', False),
        ("a <!-- b\n[^1]: x\n--> d", False),
        ("a <!-- b\n[x]: http://e\n--> d", False),
        ("a <!-- b\n*[X]: abc\n--> d", False),
        ("a <!-- b\n: def --> d", False),
        ("- a <!-- b\n- c --> d", False),
        ("1. a <!-- b\n1. c --> d", False),
        ("- a <!-- b\n    - c --> d", False),
        ("> - a <!-- b\n> - c --> d", False),
        ("| a <!-- | b |\n|---|---|\n| c --> | d |", False),
        ("| a | b |\n|---|---|\n| c <!-- | d |\n| e --> | f |", False),
        ("# H <!-- a\n--> b", False),
        ("H <!-- a\n=======\n--> b", False),
    ],
)
def test_a_comment_in_a_text_ends_with_its_paragraph(text: str, is_comment: bool) -> None:
    """As in Python-Markdown, which shows what it does not take for a comment."""
    shown = "&lt;!--" in markdown.markdown(text, extensions=list(EXTENSIONS))
    assert shown is not is_comment
    assert [problem.rule for problem in classify(text.split("\n")).problems] == ["unclosed-comment"] * shown


@all_cases(
    ("text", "line"),
    [
        ("<!-- ask Lee —>\n\nText.\n\n<!-- other -->", 1),
        ("<!-- ask Lee –>\n\nText.\n\nA --> B", 1),
        ("<!-- ask Lee -–>\n\nText.\n\nA --> B", 1),
        ("<!-- ask Lee -- >\n\nText.\n\n<!-- other -->", 1),
        ("<!-- ask Lee ->\n\nText.\n\n<!-- other -->", 1),
        ("<!-- ask Lee --&gt;\n\nText.\n\n<!-- other -->", 1),
        ("<!-- ask Lee --\\>\n\nText.\n\n<!-- other -->", 1),
        ("<!--\nask Lee\n—>\n\nText.\n\n<!-- other -->", 3),
        ("<!-- ask Lee\n\nText.\n\n<!-- other -->", 1),
        ("<!-- ask Lee\nhow many\n\nText.\n\n<!-- other\n-->", 1),
        ("Text. <!-- ask Lee —> More. <!-- other -->", 1),
        # deliberate: one comment around much text, arrows, how a comment is written
        ("<!-- ask Lee —> or Kim -->\n\nText.", 0),
        ("<!--\n## Costs\n\nText.\n\n<!-- other\n-->", 0),
        ("<!-- Costs\n\nText <!-- other\n\n-->", 0),
        ("<!--\n## Costs\n\nA -> B, and B –> C.\n\n<!-- other\n-->", 0),
        ("<!-- fn cost() ->\n\n    u32\n-->", 0),
        ("<!-- browser –>\nproxy –>\nserver\n-->\n\nText.", 0),
        ("<!-- browser —>\n     server -->\n\nText.", 0),
        ("<!-- ask Lee\n<!-- other -->", 0),
        ("<!-- a\n-->\n\nText.\n\n<!-- other -->", 0),
    ],
)
def test_a_comment_whose_end_is_mistyped_is_reported_where_it_should_end(text: str, line: int) -> None:
    """It goes on to the end of the next one, and the page lacks the text between them."""
    found = [(problem.rule, problem.line) for problem in classify(text.split("\n")).problems]
    assert found == ([("unclosed-comment", line)] if line else [])
