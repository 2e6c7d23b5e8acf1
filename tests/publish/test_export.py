"""The configurations of an export; ``sites/test_export.py`` tests that generators build it."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
import yaml

from mkdocs_postmortems.publish.export import export_files
from mkdocs_postmortems.publish.files import Page, StaticFile
from mkdocs_postmortems.publish.site import Site

PAGES = (Page("incidents/", "Archive", "<p>All</p>", nav_title="Archiv"), Page("incidents/a/", "A", "<p>One</p>"))


def configs(language: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the parsed ``properdocs.yml`` and ``zensical.toml``."""
    files = {
        each.path: each.content for each in export_files(PAGES, Site(language=language)) if isinstance(each, StaticFile)
    }
    return yaml.safe_load(files["properdocs.yml"]), tomllib.loads(files["zensical.toml"].decode())["project"]


def test_both_configurations_have_the_same_navigation() -> None:
    """The home page, and each page with a navigation title."""
    properdocs, zensical = configs("en")
    assert properdocs["nav"] == zensical["nav"] == [{"Home": "index.md"}, {"Archiv": "incidents/index.md"}]


@pytest.mark.parametrize(("language", "home", "dark"), [("de", "Startseite", "Dunkles"), ("ja", "ホーム", "ダーク")])
def test_their_texts_are_in_the_sites_language(language: str, home: str, dark: str) -> None:
    """The name of the home page, and of the switch between colour schemes."""
    properdocs, zensical = configs(language)
    assert properdocs["nav"][0] == zensical["nav"][0] == {home: "index.md"}
    assert properdocs["theme"]["palette"][0]["toggle"]["name"].startswith(dark)
    assert zensical["theme"]["palette"][0]["toggle"]["name"].startswith(dark)
