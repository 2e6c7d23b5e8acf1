"""``read.fences``: fenced code, and fences that are not."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.read.blocks import classify


@pytest.mark.parametrize(
    ("info", "is_read"),
    [
        *(
            (info, True)
            for info in ("", "sh", " sh", "c++", ".sh", 'sh title="a b"', "sh title='x' linenums=\"1\"", "sh title")
        ),
        *((info, True) for info in ('sh hl_lines="1-2 4"', "{.sh}", "sh {.x y=z}", "{ .sh data-x=1 }")),
        *(
            (info, False)
            for info in ("sh on host", "sh copy", 'sh file="x"', "sh linenums", 'sh hl_lines="1,2"', "sh:x y")
        ),
    ],
)
def test_a_fence_with_an_option_that_is_not_known_is_text(info: str, is_read: bool) -> None:
    """As in superfences, whose page would show the line, and a comment of the code as a heading."""
    blocks = classify([f"```{info}", "# a comment", "", "code", "```"])
    assert (blocks.kinds[1] == "code") == is_read
    assert [(each.rule, each.line) for each in blocks.problems] == ([] if is_read else [("unclosed-fence", 1)])


def test_text_between_two_fences_that_are_not_read_is_reported() -> None:
    """The ends of both are read as one block."""
    lines = ["```sh on a", "code", "```", "", "text", "", "```sh on b", "code", "```"]
    assert [each.rule for each in classify(lines).problems] == ["unclosed-fence"]


def test_an_invalid_opening_fence_is_reported_instead_of_its_end() -> None:
    """The line meant to close the code opens another block, which nothing closes."""
    lines = ["text", "", '```python title="x" {.y}', "code", "```", "", "more"]
    (problem,) = classify(lines).problems
    assert (problem.rule, problem.line) == ("unclosed-fence", 3)
    assert "in braces" in problem.help
    (problem,) = classify(["```code``` in a line", "", "```", "more"]).problems
    assert problem.line == 3
