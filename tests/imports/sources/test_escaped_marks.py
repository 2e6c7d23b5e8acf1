"""A text whose marks of Markdown all have a backslash."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.imports.sources.escaped_marks import unescaped
from tests.imports.conftest import Import

_PASTED = r"""\# Login fails

\## Timeline (UTC, 2023-10-15)

| Time | Event |

|---|---|

| 14:05 | Nobody can log in \_at all\_ |

| 15:10 | \*\*Resolved.\*\* |

\## Action items

\- Buy a disk

1\. Test it
"""


def test_pasted_markdown(do_import: Import) -> None:
    """Its headings, tables and lists are those that its author meant."""
    found = do_import(_PASTED)
    assert (found.title, found.events, found.actions) == ("Login fails", 2, 2)
    assert "| 14:05 | Nobody can log in _at all_ |\n| 15:10 | **Resolved.** |\n" in found.text
    assert "\\" not in found.text


@pytest.mark.parametrize(
    "text", ["# Login fails\n\n\\# 1 of the disks\n\n\\# 2 of them\n", "\\# 1 is the disk.\n\n\\- 3 degrees\n"]
)
def test_backslashes_that_are_meant(text: str) -> None:
    """With a heading that has none, or with a single one in front of a sign, they show the sign itself."""
    assert unescaped(text) == text


def test_tables_stay_apart() -> None:
    """More than a blank line, or a text, ends a table."""
    marks = "\\# A\n\\# B\n"
    text = "| a |\n\n| b |\n\n\n| c |\nText.\n| d |\n"
    assert unescaped(marks + text) == "# A\n# B\n| a |\n| b |\n\n\n\n| c |\nText.\n| d |\n"


def test_code_stays() -> None:
    """Its backslashes are its own, unless its fence has them, too."""
    code = "```sh\ngrep '\\.log' \\*\n```\n\nRun `grep \\.log`.\n"
    assert unescaped(f"\\# A\n\n\\# B\n\n{code}") == f"# A\n\n# B\n\n{code}"
    pasted = "\\# A\n\n\\# B\n\n\\`\\`\\`\nrm \\*\n\\`\\`\\`\n\n    \\- c\n"
    assert unescaped(pasted) == "# A\n\n# B\n\n```\nrm *\n```\n\n    - c\n"
