"""``settings_places``: a wrong setting is reported with its line, in every way to list the plugin."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.settings_places import Places

LIST = """\
site_name: !ENV [NAME, Site]
plugins:
  - search
  - postmortems:
      rules:
        blame: loud
      sections:
        - Summary
        - name: Timeline
"""
MAPPING = """\
plugins:
  search: {}
  postmortems:
    rules: {blame: loud}
"""


@pytest.mark.parametrize(
    ("text", "setting", "line"),
    [
        (LIST, "rules.blame", 6),
        (LIST, "rules.blame.level", 6),
        (LIST, "sections.2", 9),
        (LIST, "sorce", 4),
        (MAPPING, "rules.blame", 4),
        ("plugins: [search, postmortems]", "source", 1),
        ("plugins: [search]", "source", 0),
        ("INHERIT: base.yml", "source", 0),
        ("", "source", 0),
        ("a: [", "source", 0),
    ],
)
def test_the_line_of_a_setting(text: str, setting: str, line: int) -> None:
    assert Places.of(text).line(setting) == line


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("plugins:\n  - postmortems:\n      edition: public\n      edition: internal\n", [(4, "edition")]),
        ("plugins:\n  postmortems:\n    rules: {blame: off, 'blame': hint}\n", [(3, "rules.blame")]),
        ("plugins:\n  postmortems:\n    source: a\n  search:\n    source: b\n", []),
        ("site_name: a\nsite_name: b\nplugins: [postmortems]\n", []),
        (LIST, []),
        ("", []),
        ("a: [", []),
    ],
)
def test_a_setting_that_is_given_twice(text: str, told: list[tuple[int, str]]) -> None:
    """YAML uses the last one, so a site that first says public could become an internal one."""
    assert [(each.line, each.setting) for each in Places.of(text).duplicates()] == told
