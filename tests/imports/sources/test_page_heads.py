"""What site generators read at the top of a file, besides front matter in fences."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.imports.sources.old_front_matter import read_markdown
from tests.imports.conftest import Import

METADATA = """\
title: Login fails
date: '2023-10-18T09:00:00+00:00'
Category: Outages
authors: ana,
    ben
permalink: login

"""
MDX = """\
import { Post } from '@/post'
import Image from 'next/image'

export const post = {
  author: 'ana',
  date: "2023-10-18",
  title: 'Login fails: it\\'s the key',
}

export default (props) => <Post article={post} {...props} />

"""


def test_metadata_without_a_fence_is_front_matter(do_import: Import) -> None:
    """As Pelican and MultiMarkdown have it: a key in each line, up to the first blank one."""
    found = do_import(METADATA + "On October 15 nobody could log in.\n\n## Summary\n\nIt rained.\n")
    assert (found.title, found.started, found.report.fields.authors) == ("Login fails", "2023-10-15", ("ana", "ben"))
    assert found.text.split("---\n")[2] == "\nOn October 15 nobody could log in.\n\n## Summary\n\nIt rained.\n"
    assert found.report.fields.internal == {
        "imported": {"date": "2023-10-18T09:00:00+00:00", "permalink": "login"},
    }
    assert not found.report.problems


@pytest.mark.parametrize(
    "text",
    [
        "title: Login fails\ndate: 2023-10-15\nseverity: SEV1\nslug: x\n\nIt rained.\n",
        "title: Login fails\nauthor: ana\n\nIt rained.\n",
        "title: Login fails\nslug: login\nIt rained.\n\nAgain.\n",
        "title: Login fails\nslug: login\n",
        "slug: login\nlayout: post\n\nIt rained.\n",
    ],
)
def test_labels_of_a_report_are_no_metadata(text: str) -> None:
    """A label of the incident, a sentence, nothing that only pages have, no title, no text below."""
    assert read_markdown("a.md", text).fields == {}


def test_the_code_of_a_page_in_mdx_is_front_matter(do_import: Import) -> None:
    """The page would show it as text. What it says is used, and all of it is kept."""
    found = do_import(MDX + "## Best practices\n\nIt rained.\n\n## What went well\n\nThe sun.\n", "login.mdx")
    assert (found.title, found.started) == ("Login fails: it's the key", "2023-10-18")
    assert found.report.fields.internal["imported"]["mdx"] == MDX.strip()
    assert found.text.split("---\n")[2].lstrip().startswith("## Best practices\n")
    assert {each.field: each.line for each in found.found}["title"] == 7


def test_front_matter_above_the_code_takes_precedence(do_import: Import) -> None:
    """The code below it is moved, too. Code in other places stays, and so does Markdown with such words."""
    found = do_import(f"---\ntitle: Nobody can log in\n---\n{MDX}# Summary\n\nexport default x\n", "login.mdx")
    assert found.title == "Nobody can log in"
    assert found.text.endswith("---\n\n## Summary\n\nexport default x\n")
    code = "import Badges from '@site/badges.js';\n"
    assert do_import(f"---\ntitle: a\n---\n\n{code}\n## Summary\n\nx\n").text.count("badges.js") == 1
    assert do_import(f"It rained.\n{code}\n## Summary\n\nx\n").text.count("badges.js") == 1
    assert "import duties rose" in do_import("import duties rose\n\n## Summary\n\nIt rained.\n").text
