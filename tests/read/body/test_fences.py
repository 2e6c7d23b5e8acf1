"""``read.body.fences``: fenced code, and fences that are not."""

from __future__ import annotations

from time import process_time

import pytest

from mkdocs_postmortems.read.body.blocks import classify
from tests.tables import all_cases


@all_cases(
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


@pytest.mark.parametrize("below", ["```sh on b", "```sh", "```"])
def test_an_opening_fence_that_is_not_read_is_reported_where_it_is(below: str) -> None:
    """The line meant to close its code opens a block, which the next block opens or closes."""
    lines = ["```js{1,3}", "code", "```", "", "text", "", below, "code", "```", "", "text"]
    (problem,) = classify(lines).problems
    assert (problem.rule, problem.line) == ("unclosed-fence", 1)
    assert "title, hl_lines and linenums" in problem.help


def test_code_between_other_blocks_is_silent() -> None:
    """A block without a language may follow one with a language, text, and code in a line."""
    lines = ["```sh", "a", "```", "", "```", "b", "```", "", "```sh``` or", "", "```", "c", "```"]
    assert classify(lines).problems == ()


def test_an_invalid_opening_fence_is_reported_instead_of_its_end() -> None:
    """The line meant to close the code opens another block, which nothing closes."""
    lines = ["text", "", '```python title="x" {.y}', "code", "```", "", "more"]
    (problem,) = classify(lines).problems
    assert (problem.rule, problem.line) == ("unclosed-fence", 3)
    assert "in braces" in problem.help
    (problem,) = classify(["```code``` in a line", "", "```", "more"]).problems
    assert problem.line == 3


def test_dozens_of_options_take_little_time() -> None:
    """A value ends at the first quotation mark that a space follows."""
    begun = process_time()
    assert classify(["```py " + 'title="a" ' * 5 + "!", "code", "```"]).kinds[1] == "text"
    assert classify(["```py " + 'title="a" ' * 1_000 + "!", "code", "```"]).kinds[1] == "text"
    assert process_time() - begun < 2
