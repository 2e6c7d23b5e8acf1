"""The page on security: each protection that it promises has an existing test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
TESTS = sorted(set(re.findall(r"`(tests/[\w/]+\.py)`", PAGE)))
GUARDS = ("can", "stays", "is whole", "No request")
"""Words in the headings of sections with promises."""


@pytest.mark.parametrize("path", TESTS)
def test_named_test_files_exist(path: str) -> None:
    """And contain tests."""
    assert "def test_" in (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "section", [each for each in PAGE.split("\n## ")[1:] if any(word in each.partition("\n")[0] for word in GUARDS)]
)
def test_each_promise_names_its_test(section: str) -> None:
    """Each list item does, or its section as a whole."""
    points = re.findall(r"^(?:- |\d\. )(.*(?:\n {2,}.*)*)", section, re.MULTILINE) or [section]
    assert [point for point in points if "`tests/" not in point] == []
