"""``places``: a wrong setting is told with its line, however the plugin is listed."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.places import find_setting

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
    assert find_setting(text, setting) == line
