"""``read.fences``: fenced code, and fences that are not."""

from __future__ import annotations

from mkdocs_postmortems.read.blocks import classify


def test_an_invalid_opening_fence_is_reported_instead_of_its_end() -> None:
    """The line meant to close the code opens another block, which nothing closes."""
    lines = ["text", "", '```python title="x" {.y}', "code", "```", "", "more"]
    (problem,) = classify(lines).problems
    assert (problem.rule, problem.line) == ("unclosed-fence", 3)
    assert "in braces" in problem.help
    (problem,) = classify(["```code``` in a line", "", "```", "more"]).problems
    assert problem.line == 3
