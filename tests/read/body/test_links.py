"""The addresses of redirects."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.read.body.links import redirect_path


@pytest.mark.parametrize(
    ("alias", "path"),
    [
        ("incidents/old/", "incidents/old/index.html"),
        ("incidents/old", "incidents/old/index.html"),
        ("old.HTML", "old.HTML"),
        ("old.htm/", "old.htm"),
        ("v2.0", "v2.0/index.html"),
    ],
)
def test_an_address_is_a_folder_or_a_file(alias: str, path: str) -> None:
    """A file if it is written as one."""
    assert redirect_path(alias) == path
