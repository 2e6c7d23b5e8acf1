"""The catalogue of texts."""

from __future__ import annotations

import string
from collections.abc import Sequence

import pytest

from mkdocs_postmortems.cli import template
from mkdocs_postmortems.publish.data.bulk import mappings
from mkdocs_postmortems.publish.formats import formats_for
from mkdocs_postmortems.publish.texts import CATALOGUE, LANGUAGES, texts_for
from mkdocs_postmortems.publish.texts.actions import ACTIONS
from mkdocs_postmortems.publish.texts.archive import ARCHIVE
from mkdocs_postmortems.publish.texts.drawing import DRAWING
from mkdocs_postmortems.publish.texts.insights import INSIGHTS
from mkdocs_postmortems.publish.texts.report import REPORT
from mkdocs_postmortems.publish.texts.shared import SHARED
from mkdocs_postmortems.sections import CLASSIC, LIGHTWEIGHT
from mkdocs_postmortems.settings import FACET_NAMES, Settings
from mkdocs_postmortems.settings_reader import read_settings


def test_an_unsupported_language_is_english() -> None:
    """A language tag finds its texts with or without a region."""
    assert texts_for("de-AT").language == "de"
    assert texts_for("ja_JP").language == "ja"
    assert texts_for("fr").language == "en"
    assert texts_for("").language == "en"


def test_the_count_chooses_the_form() -> None:
    """Singular or plural, in languages that have both."""
    english, german, japanese = map(texts_for, ("en", "de", "ja"))
    assert english("incidents", n=1) == "1 incident"
    assert english("incidents", n=0) == "0 incidents"
    assert english("incidents", n=1234) == "1,234 incidents"
    assert german("incidents", n=1234) == "1.234 Vorfälle"
    assert japanese("incidents", n=1) == "1 件のインシデント"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_known_wherever_languages_are_listed(language: str) -> None:
    """Its settings, its dates and numbers, the analyzer of search services, and the templates of new reports."""
    told, mistakes = read_settings({"language": language})
    assert (told.language, mistakes) == (language, ())
    assert formats_for(language).locale.language == language
    analyzers = [mappings(Settings(), each)["properties"]["text"]["analyzer"] for each in (language, "en")]
    assert (analyzers[0] == analyzers[1]) == (language == "en")
    assert language in ("en", *template.LANGUAGES)
    for sections in (CLASSIC, LIGHTWEIGHT):
        assert (template.template_of(sections, language) == template.template_of(sections)) == (language == "en")


def test_an_unknown_key_is_an_error() -> None:
    """A misspelt key fails in the code, instead of leaving a gap on a page."""
    with pytest.raises(KeyError):
        texts_for("en")("durration")


def test_every_entry_is_complete() -> None:
    """Each language has texts with the same values as English, and no more forms than it uses."""

    def is_complete(entry: Sequence[str]) -> bool:
        forms = [len(text.split("|")) for text in entry]
        values = {frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name) for text in entry}
        return all(text.strip() for text in entry) and forms in ([1, 1, 1], [2, 2, 1]) and len(values) == 1

    assert {key: entry for key, entry in CATALOGUE.items() if not is_complete(entry)} == {}


def test_every_facet_has_its_names() -> None:
    """A facet without one would stop every build that uses it."""
    assert {key for name in FACET_NAMES for key in (name, f"{name}_list")} - CATALOGUE.keys() == set()


def test_no_text_is_in_two_parts_of_the_catalogue() -> None:
    """One of the two would never be used."""
    parts = (ACTIONS, ARCHIVE, DRAWING, INSIGHTS, REPORT, SHARED)
    assert sum(map(len, parts)) == len(CATALOGUE)
