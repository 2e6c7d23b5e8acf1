"""What an old report has in front of its text."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.imports.sources.old_front_matter import read_markdown
from tests.imports.conftest import Import


@pytest.mark.parametrize(
    "text",
    [
        "---\na: '1'\n---\nbody",
        "+++\na = 1\n+++\nbody",
        '{\n"a": 1\n}\nbody',
        '  {\n    "a": 1\n  }\nbody',
        "---\na: 1\n...\nbody",
        "\n---\na: 1\n---\nbody",
    ],
)
def test_kinds_of_front_matter(text: str) -> None:
    """YAML, TOML and JSON, each value as it was spelt."""
    document = read_markdown("a.md", text)
    assert (document.fields, document.lines) == ({"a": "1"}, ("body",))
    assert document.first_line == len(text.split("\n"))


@pytest.mark.parametrize(
    ("text", "fields", "body"),
    [
        ("---\n# nothing yet\n---\nbody", {}, ("body",)),
        ("---\n- a\n---\nbody", {}, ("---", "- a", "---", "body")),
        ("+++\na = [true, 2]\n[b]\nc = false\n+++\nbody", {"a": ["true", "2"], "b": {"c": "false"}}, ("body",)),
        ('{\n"a": null\n}\nbody', {"a": ""}, ("body",)),
        ("{\n no end", {}, ("{", " no end")),
        ("+++\nno toml\n+++\nbody", {}, ("body",)),
    ],
)
def test_what_front_matter_holds(text: str, fields: dict[str, object], body: tuple[str, ...]) -> None:
    """Nothing, lists and mappings; what is no mapping or has no end is text."""
    document = read_markdown("a.md", text)
    assert (document.fields, document.lines) == (fields, body)


def test_values_are_as_their_author_spelt_them() -> None:
    """No YAML makes 845 of a time, or false of a word."""
    assert read_markdown("a.md", "---\nat: 14:05\nok: no\n---\n").fields == {"at": "14:05", "ok": "no"}


def test_comments_in_front_matter() -> None:
    """They are told apart from a sign in a value."""
    text = "---\n# Ask ana\n#\ntitle: 'Login #12'  # as shown\nnote: |\n  # a heading\ntags: ['#a'] # all\n---\nbody\n"
    assert read_markdown("a.md", text).remarks == ("Ask ana", "as shown", "all")
    assert read_markdown("a.md", "+++\n# Ask ana\ntitle = 'Login #12'\n+++\nbody\n").remarks == ("Ask ana",)
    invalid = read_markdown("a.md", "---\n# Ask ana\ntitle: Postmortem: login\n---\nbody\n")
    assert (invalid.remarks, invalid.fields, invalid.lost) == (("Ask ana",), {"title": "Postmortem: login"}, "")
    assert read_markdown("a.md", "# Title\n").remarks == ()


def test_what_is_no_yaml_is_read_line_by_line() -> None:
    """A colon or a bracket in a title keeps none of the other fields from being read; nor does a key twice."""
    accounts = read_markdown("a.md", "---\ndate: 2024-02-05\nauthors: @ana, @bo\n---\nbody\n")
    assert (accounts.fields, accounts.lost) == ({"date": "2024-02-05", "authors": "@ana, @bo"}, "")
    text = "---\ntitle: Postmortem: login fails\nslug: [a] b\ntags:\n  - web\nslug: c\n---\nbody\n"
    document = read_markdown("a.md", text)
    assert document.fields == {
        "title": "Postmortem: login fails",
        "slug": "[a] b, c",
        "tags": ["web"],
    }
    assert (document.lost, document.field_lines["tags"]) == ("", 4)


def test_what_holds_no_keys_is_kept_as_it_is() -> None:
    """Half of a mapping is no field."""
    assert read_markdown("a.md", "---\na: b\n  c: [\n---\nbody\n").lost == "a: b\n  c: ["


@pytest.mark.parametrize(
    ("fields", "started"),
    [
        ('path = "blog/2023/09/01/login-fails"', "2023-08-16"),
        ('aliases = ["2023/09/01/login.html"]', "2023-08-16"),
        ('path = "blog/2023/09/01/login-fails"\ndate = "2024-09-01"', "2024-08-16"),
        ('path = "blog/2023/14/01/login-fails"', None),
    ],
)
def test_the_day_in_the_address_of_a_page(do_import: Import, fields: str, started: str | None) -> None:
    """It is that of the text, and tells the year of days without one."""
    found = do_import(f'+++\ntitle = "Login fails"\n{fields}\n+++\n\nOn August 16, nobody could log in.\n')
    assert found.started == started
