"""Fences of code that other programs read, and the page would not."""

from __future__ import annotations

import pytest

from tests.imports.conftest import Import
from tests.tables import all_cases


@all_cases(
    ("written", "becomes"),
    [
        ("```\nx\n ```", "```\nx\n```"),
        ("  ```\n  x\n```", "  ```\n  x\n  ```"),
        ("```\nx\n````", "```\nx\n```"),
        ("```bash copy\nx\n```", "```bash\nx\n```"),
        ("```Get s3 now\nx\n```", '```title="Get s3 now"\nx\n```'),
        ("```json:app.json\nx\n```", '```json title="app.json"\nx\n```'),
        ('```log the "log"\nx\n```', "```log title=\"the 'log'\"\nx\n```"),
        ('```python title="a b"\nx\n```', '```python title="a b"\nx\n```'),
        ("```js {1,3}\nx\n```", "```js {1,3}\nx\n```"),
        ("```js{1,3-5}\nx\n```", '```js hl_lines="1 3-5"\nx\n```'),
        ('```js file="app.js" {2} live\nx\n```', '```js title="app.js" hl_lines="2"\nx\n```'),
        ("```js showLineNumbers {1,3}\nx\n```", '```js hl_lines="1 3"\nx\n```'),
        ("```js a=b of c\nx\n```", '```js title="a=b of c"\nx\n```'),
        ('```js file="app.js" live=yes\nx\n```', '```js title="app.js"\nx\n```'),
        ("```js hl_lines='1,2' linenums='1' title=a\nx\n```", '```js title="a" linenums="1"\nx\n```'),
        ("```js showLineNumbers=true\nx\n```", "```js\nx\n```"),
        ("````\n```\nx\n````", "````\n```\nx\n````"),
        ("~~~\nx\n ```\n~~~", "~~~\nx\n ```\n~~~"),
        ("`````\nx", "`````\nx"),
        ("- a\n\n    ```\n    x\n    ```", "- a\n\n    ```\n    x\n    ```"),
    ],
)
def test_fences_that_the_page_would_not_read(do_import: Import, written: str, becomes: str) -> None:
    """A closing one with another indent or length than the opening one, or an opening one with more than a language."""
    found = do_import(f"# Login fails\n\n## Summary\n\n{written}\n")
    assert found.text.endswith(f"## Summary\n\n{becomes}\n")
    assert bool(found.notes) == (written != becomes)


def test_what_follows_a_fence_is_no_code(do_import: Import) -> None:
    """The times in the code are no events, and those below it are."""
    code = "```\n2023-10-15 14:01 alert\n ```"
    found = do_import(f"# Login fails\n\n{code}\n\n## Timeline\n\n- 2023-10-15 14:05 a\n- 2023-10-15 14:06 b\n")
    assert found.events == 2
    assert not found.report.problems


@pytest.mark.parametrize("closing", ["```", "````"])
def test_a_block_of_code_around_all_of_it(do_import: Import, closing: str) -> None:
    """The text is what is in it; its closing fence may be longer than the opening one."""
    found = do_import(f"```md\n# Login fails\n\n## Impact\n\nNo logins.\n{closing}\n")
    assert (found.title, [each.title for each in found.report.sections]) == ("Login fails", ["Impact"])
    assert "`" not in found.text
