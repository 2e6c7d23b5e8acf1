"""Section sets: which heading opens which section."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.sections import CLASSIC


@pytest.mark.parametrize(
    "title",
    [
        "Timeline",
        "timeline:",
        "Timeline (all times in UTC)",
        "Timeline – 29 May",
        "Timeline [CET]",
        "タイムライン（JST）",
    ],
)
def test_a_name_may_have_a_remark_behind_it(title: str) -> None:
    """In brackets, or behind a dash."""
    rule = CLASSIC.find(title)
    assert rule is not None and rule.role == "timeline"


@pytest.mark.parametrize("title", ["Timelines of others", "Time-line", "(Timeline)", "Our Timeline", "Timelin", ""])
def test_other_words_open_no_section(title: str) -> None:
    """A remark is what stands behind a name, and nothing else."""
    assert CLASSIC.find(title) is None
