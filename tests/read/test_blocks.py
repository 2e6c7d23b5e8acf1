"""``read.blocks``: what each line is, as the page will show it."""

from __future__ import annotations

from time import process_time

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.read.blocks import classify, without_code
from mkdocs_postmortems.read.extensions import EXTENSIONS


def kinds(text: str) -> str:
    """One letter per line: t, b, c(ode), or m for a comment."""
    letters = {"text": "t", "blank": "b", "code": "c", "comment": "m"}
    return "".join(letters[kind] for kind in classify(text.split("\n")).kinds)


def problems(text: str) -> list[tuple[str, int]]:
    return [(problem.rule, problem.line) for problem in classify(text.split("\n")).problems]


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
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


def test_no_backslash_hides_a_tag() -> None:
    """Markdown reads ``\\<`` as a backslash and a tag."""
    assert without_code("\\<!-- a `b` \\*") == "\\<!-- a       "


@given(st.text(alphabet="`\\ab ", max_size=60))
def test_code_is_blanked_in_place(line: str) -> None:
    """Columns stay the same when inline code is removed."""
    assert len(without_code(line)) == len(line)


def test_an_invalid_opening_fence_is_reported_instead_of_its_end() -> None:
    """The line meant to close the code opens another block, which nothing closes."""
    lines = ["text", "", '```python title="x" {.y}', "code", "```", "", "more"]
    (problem,) = classify(lines).problems
    assert (problem.rule, problem.line) == ("unclosed-fence", 3)
    assert "in braces" in problem.help
    (problem,) = classify(["```code``` in a line", "", "```", "more"]).problems
    assert problem.line == 3


def test_a_summary_that_swallows_its_details_is_reported() -> None:
    """Browsers show all of it as the title."""
    (problem,) = classify(["<details>", "<summary>a", "", "b", "", "</details>"]).problems
    assert (problem.rule, problem.line) == ("html-unclosed", 2)
    assert classify(["<details>", "<summary>a</summary>", "", "b", "", "</details>"]).problems == ()


@pytest.mark.parametrize("line", ["=", "-14:05 b", "text"])
def test_many_lines_without_a_blank_line_are_reported_in_linear_time(line: str) -> None:
    """Each line is looked at once, not with the fifty above it."""
    begun = process_time()
    classify([line] * 200_000)
    assert process_time() - begun < 4


def test_an_indented_line_continues_what_is_not_far_above() -> None:
    """Below an item, and below lines that lazily continue one; after a blank line elsewhere it is code."""
    assert classify(["- a", "lazy", "", "    b"]).kinds[3] == "text"
    assert classify(["- a", *["lazy"] * 48, "", "    b"]).kinds[-1] == "text"
    assert classify(["- a", *["lazy"] * 60, "", "    b"]).kinds[-1] == "code"
    assert classify(["- a", "", "no item", "", "    b"]).kinds[-1] == "code"


def test_more_angles_than_anybody_writes_are_refused() -> None:
    """Markdown's HTML parser takes them one by one."""
    (problem,) = (each for each in classify(["<" * 100_001]).problems if each.rule == "markdown-cost")
    assert "100,001" in problem.message


@pytest.mark.parametrize(
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


@pytest.mark.parametrize("head", ["", "- ", "- a\n    - ", "1. ", "> - ", "!!! note\n\n    ", ": ", "[^1]: "])
@pytest.mark.parametrize("mark", ["> ", ">", "> - "])
def test_quotations_in_any_container_are_counted(head: str, mark: str) -> None:
    """Python-Markdown takes a second for some thousand, wherever they are."""
    problems = classify(f"{head}{mark * 60}x".split("\n")).problems
    assert [problem.rule for problem in problems] == ["nesting-limit"]
    assert classify(f"{head}{mark * 9}x".split("\n")).problems == ()
    assert classify(f"{head}x {'>' * 60}".split("\n")).problems == ()


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a <details> b", 1, 3),
        ("a <summary> b", 1, 3),
        ("a\n\n<details/>\n\nb", 3, 1),
        ("<details\nopen>\nb", 1, 1),
        ("<details>x</details> <details>", 1, 22),
        ("- a <details> b\n- c", 1, 5),
        ("| a |\n|---|\n| <details> |", 3, 3),
    ],
)
def test_what_hides_text_has_to_be_closed_wherever_it_opens(text: str, line: int, column: int) -> None:
    """Browsers put everything after it inside."""
    (problem,) = classify(text.split("\n")).problems
    assert (problem.rule, problem.line, problem.column) == ("html-unclosed", line, column)


@pytest.mark.parametrize(
    "text",
    [
        "a <details> b </details> c",
        "- a <details><summary>b</summary> c\n    </details>\n- d",
        "<details\nopen>\nb\n</details>",
        "a `<details>` b",
        "a <br/> b",
    ],
)
def test_what_is_closed_hides_nothing_else(text: str) -> None:
    """In the same line or below."""
    assert classify(text.split("\n")).problems == ()


def test_a_long_rule_is_not_nesting() -> None:
    """However many hyphens or asterisks it is drawn with."""
    assert classify(["a", "", "- " * 60, "", "* " * 60]).problems == ()
