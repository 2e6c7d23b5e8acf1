"""Words in angle brackets that are text, and would be tags in Markdown."""

from __future__ import annotations

import pytest

from tests.imports.conftest import Import


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        (
            "login.txt",
            "Login fails\n\nTimeline\n\n2023-10-15 14:05 <ana> no login at <https://a.example>\n14:10 ok\n",
            "ok",
        ),
        (
            "login.rst",
            "Login fails\n===========\n\n- 2023-10-15 14:05 <ana> no login at <https://a.example>\n- ``<b>``\n",
            "`<b>`",
        ),
        ("login.adoc", "= Login fails\n\n* 2023-10-15 14:05 <ana> no login at <https://a.example>\n* `<b>`\n", "`<b>`"),
        (
            "login.org",
            "#+TITLE: Login fails\n\n- 2023-10-15 14:05 <ana> no login at <https://a.example>\n- =<b>=\n",
            "`<b>`",
        ),
        (
            "login.mediawiki",
            "= Login fails =\n\n* 2023-10-15 14:05 <ana> no login at <https://a.example>\n* a<br>b\n",
            "a<br>b",
        ),
        (
            "login.html",
            "<h1>Login fails</h1><!-- <ana> --><ul><li>2023-10-15 14:05 &lt;ana&gt; no login at &lt;https://a.example&gt;"
            "</li><li><code>&lt;b&gt;</code></li></ul>",
            "`<b>`",
        ),
    ],
)
def test_they_stay_text(do_import: Import, name: str, text: str, kept: str) -> None:
    """The page would leave them out; addresses, code and tags of the markup stay as they are."""
    found = do_import(text, name).text
    assert "- 2023-10-15 14:05 &lt;ana> no login at <https://a.example>\n" in found
    assert kept in found
    assert found.count("ana>") == 1


def test_in_a_title(do_import: Import) -> None:
    """A field is no Markdown."""
    assert do_import("ssh <host> fails\n================\n\nText.\n", "ssh.rst").title == "ssh <host> fails"


def test_in_markdown_they_are_tags(do_import: Import) -> None:
    """Its author has seen it so, too."""
    assert do_import("# Login fails\n\nssh <host>\n").text.endswith("\n\nssh <host>\n")
