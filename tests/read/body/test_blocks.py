"""``read.body.blocks``: what each line is, as the page will show it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.read.body.blocks import classify
from tests.tables import all_cases


def kinds(text: str) -> str:
    """One letter per line: t, b, c(ode), or m for a comment."""
    letters = {"text": "t", "blank": "b", "code": "c", "comment": "m"}
    return "".join(letters[kind] for kind in classify(text.split("\n")).kinds)


def problems(text: str) -> list[tuple[str, int]]:
    return [(problem.rule, problem.line) for problem in classify(text.split("\n")).problems]


@all_cases(
    ("text", "expected"),
    [
        ("a\n\nb", "tbt"),
        ("```\n## x\n```\nafter", "ccct"),
        ("a\n```python title='x'\ncode\n```", "tccc"),
        ("````\n```\nx\n```\n````", "ccccc"),
        ("~~~\n```\n~~~", "ccc"),
        ("- item\n\n    ```\n    code\n    ```\n\ntext", "tbcccbt"),
        ("> ```\n> code\n> ```", "ccc"),
        ("  ```\n## not code\n  ```", "ttt"),
        ("```\nnever closed", "tt"),
        ("<!-- one line -->\ntext", "mt"),
        ("<!--\n\nhidden\n\n-->\ntext", "mbmbmt".replace("b", "m")),
        ("text <!-- inside --> text", "t"),
        ("`<!--` is text\n\nmore", "tbt"),
        ("text\n\n    indented code", "tbc"),
        ("- item\n\n    its second paragraph", "tbt"),
        ("!!! note\n\n    inside", "tbt"),
        ("1. item\n    - nested", "tt"),
        ("text\n\n<div>\n\n- 14:00 x", "tbtbc"),
    ],
)
def test_line_kinds(text: str, expected: str) -> None:
    """Fences, comments and indented code are recognized as Python-Markdown does it."""
    assert kinds(text) == expected


@all_cases(
    ("text", "expected"),
    [
        ("a\n\n<!-- never closed\n\nb", [("unclosed-comment", 3)]),
        ("a <!-- in mid-line\n\n-->", [("unclosed-comment", 1)]),
        ("```\nnever closed", [("unclosed-fence", 1)]),
        ("```\nls\n\nText.\n\n```bash\nps\n```\n\nText.", [("unclosed-fence", 1)]),
        ("```bash\nls\n\nText.\n\n```bash\nps\n```\n\n```json\n{}\n```", [("unclosed-fence", 1)]),
        ("```md\n```yaml\na: b\n```\n```", [("unclosed-fence", 1)]),
        ("```\nls\n\n## Timeline\n\n```\nps\n```\n\nText.", [("unclosed-fence", 1)]),
        ("```\nls\n```\n\n```\nls\n\n## Timeline\n\n```\nps\n```", [("unclosed-fence", 5)]),
        ("```\nls\n```\n\n```\n## not alone\nps\n", [("unclosed-fence", 5)]),
        ("````md\n```yaml\na: b\n```\n````", []),
        ("~~~md\n```yaml\na: b\n```\n~~~", []),
        ("```\n``` is a fence\n```", []),
        ("```sh\necho a\n\n## remark\n\necho b\n```", []),
        ("  ```\n## Timeline\n  ```", [("heading-in-fence", 1)]),
        ("a\n\n<div>\n\n## Timeline", [("html-unclosed", 3)]),
        ("<p>\n\ntext", [("html-unclosed", 1)]),
        ("````\ncode\n```", [("unclosed-fence", 1)]),
        ("```\ncode\n~~~\n\n```python\ncode", [("unclosed-fence", 1), ("unclosed-fence", 5)]),
        ("a <!-- b --> c <!-- d", [("unclosed-comment", 1)]),
        ("<!--> shown -->", [("unclosed-comment", 1)]),
        ("<div><!-- </div> -->\n\na", [("html-unclosed", 1)]),
        ("<!-- <!-- a --> shown -->", [("unclosed-comment", 1)]),
        ("<!--\nx <!-- a -->\n\nshown\n\n-->", [("unclosed-comment", 2)]),
        ("<!-- a\nb --!> shown\n-->", [("unclosed-comment", 2)]),
        ("x" * 20_001, [("line-length", 1)]),
        ("\n".join("    " * depth + "- x" for depth in range(60)), [("nesting-limit", 41)]),
        ("\n\n".join("    " * depth + "!!! note" for depth in range(60)), [("nesting-limit", 81)]),
        ("a\n\n" + "\n\n".join("    " * depth + ":   b" for depth in range(60)), [("nesting-limit", 83)]),
        (">" * 60 + " x", [("nesting-limit", 1)]),
        ("//// html | div\n" * 60, [("nesting-limit", 41)]),
        ("/// note\n\n" * 60, [("nesting-limit", 81)]),
        ("1. " * 60 + "x", [("nesting-limit", 1)]),
        ("- > " * 30 + "x", [("nesting-limit", 1)]),
        ("<details markdown>" * 60 + "x" + "</details>" * 60, [("nesting-limit", 1)]),
        ("<div markdown>\n" * 60, [("nesting-limit", 51)]),
        ("[" * 5000 + "x" + "]" * 5000, [("markdown-cost", 1)]),
        ("[a](" * 500, [("markdown-cost", 1)]),
        ("a\n" * 50_001, [("markdown-cost", 1)]),
        ("## a\n" * 1_001, [("markdown-cost", 1)]),
        ('=== "a"\n' * 1_001, [("markdown-cost", 1)]),
        ("!!! note\n" * 1_001, [("markdown-cost", 1)]),
        ('=== "a"\n\n' * 5_001, [("markdown-cost", 1)]),
        ("```\na\n```\n" * 1_001, [("markdown-cost", 1)]),
        ("x[^1] " * 1_001 + "\n\n[^1]: a", [("markdown-cost", 1)]),
        ("a\n\nb\n" + ": x\n" * 1_001, [("markdown-cost", 3)]),
        ("".join(f"*[A{at}]: x\n" for at in range(1_001)), [("markdown-cost", 1)]),
        ("[a]:\n" * 1_001, [("markdown-cost", 1)]),
        ("_a_\n" * 12_000, [("markdown-cost", 1)]),
        ("".join(f"{'~a' * 5_000}\n\n" for _ in range(21)), [("markdown-cost", 41)]),
        *(("\n\n".join([f"{mark}a"] * 101), [("markdown-cost", 1)]) for mark in ("{++", "{--", "{==", "{~~", "{>>")),
        ("<div>a</div>\n" * 10_001, [("markdown-cost", 10_001)]),
        ("<a " * 500, [("markdown-cost", 1)]),
        ("<![CDATA[" * 500, [("markdown-cost", 1)]),
    ],
)
def test_problems(text: str, expected: list[tuple[str, int]]) -> None:
    """What breaks the page, or Markdown itself, is reported with its line."""
    assert problems(text) == expected


@all_cases(
    "text",
    [
        "- [x] done\n- [ ] open",
        "see [a](b) and [c][d]\n\n[d]: e",
        "<details>\n<summary>More</summary>\n\ntext\n\n</details>",
        "a < b and b > c",
        "`<div>` is a tag",
        "```html\n<div>\n```",
        "| a | b |\n|---|---|\n" + "| [1](x) | <br> |\n" * 300,
        "[" * 90 + "]" * 90,
        "text with <kbd>Ctrl</kbd>",
        "<!---- a ---->",
        "`a\n<div>\nb`",
        "a <!-- <details> --> b",
        "/// note | Why\na\n///\n\n" * 60,
        "/// What it does.\n" * 60,
        "a <!-- b\n<details> --> c",
        "2024-03-01T14:05:33Z app[12]: level=info id=abc_def_ghi\n" * 5_000,
        "".join(f"- 14:05 **Update.** `host-{number}` is _slow_\n" for number in range(10_000)),
        "".join(f"| 14:05 | **Update.** `host-{number}` is _slow_ |\n" for number in range(10_000)),
    ],
)
def test_quiet_on_what_is_right(text: str) -> None:
    """Ordinary text has no problems."""
    assert problems(text) == []


@given(st.text(alphabet="`~#<>!-[]() \n\tab", max_size=300))
def test_every_line_has_a_kind(text: str) -> None:
    """Any text is read, and blank lines outside code and comments are blank."""
    lines = text.split("\n")
    blocks = classify(lines)
    assert len(blocks.kinds) == len(lines)
    assert all(kind != "text" for line, kind in zip(lines, blocks.kinds, strict=True) if not line.strip())


def test_an_indented_line_continues_what_is_not_far_above() -> None:
    """Below an item, and below lines that lazily continue one; after a blank line elsewhere it is code."""
    assert classify(["- a", "lazy", "", "    b"]).kinds[3] == "text"
    assert classify(["- a", *["lazy"] * 48, "", "    b"]).kinds[-1] == "text"
    assert classify(["- a", *["lazy"] * 60, "", "    b"]).kinds[-1] == "code"
    assert classify(["- a", "", "no item", "", "    b"]).kinds[-1] == "code"


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("-\ta <details> b", 1, 5), ("a\tb\n\nc\td <!-- e", 3, 5), ("-\ta\n\n\t\t```\n\tb", 3, 3)],
)
def test_a_tab_is_one_character(text: str, line: int, column: int) -> None:
    """Columns count characters, as editors do."""
    (problem,) = classify(text.split("\n")).problems
    assert (problem.line, problem.column) == (line, column)
