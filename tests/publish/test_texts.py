"""The catalogue of words."""

from __future__ import annotations

import string

import pytest

from mkdocs_postmortems.publish import (
    texts_actions,
    texts_archive,
    texts_drawing,
    texts_insights,
    texts_report,
    texts_shared,
)
from mkdocs_postmortems.publish.texts import CATALOGUE, LANGUAGES, texts_for


def test_a_language_without_words_of_ours_is_english() -> None:
    """A language tag finds its words with or without a region; an unknown one gets English."""
    assert texts_for("de-AT").language == "de"
    assert texts_for("ja_JP").language == "ja"
    assert texts_for("fr").language == "en"
    assert texts_for("").language == "en"


def test_the_count_chooses_the_form() -> None:
    """One and many are worded apart where the language does so."""
    english, german, japanese = map(texts_for, LANGUAGES)
    assert english("incidents", n=1) == "1 incident"
    assert english("incidents", n=0) == "0 incidents"
    assert english("incidents", n=1234) == "1,234 incidents"
    assert german("incidents", n=1234) == "1.234 Vorfälle"
    assert japanese("incidents", n=1) == "1 件のインシデント"


def test_an_unknown_key_is_a_mistake() -> None:
    """A misspelt key fails where it is written, not as an empty place on a page."""
    with pytest.raises(KeyError):
        texts_for("en")("durration")


@pytest.mark.parametrize("key", CATALOGUE)
def test_every_entry_is_whole(key: str) -> None:
    """Each language has words, with the values that English has, and no more forms than the language knows."""
    entry = CATALOGUE[key]
    assert all(text.strip() for text in entry)
    assert [len(text.split("|")) for text in entry] in ([1, 1, 1], [2, 2, 1])
    wanted = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in entry]
    assert wanted[0] == wanted[1] == wanted[2]


def test_no_text_stands_in_two_parts_of_the_catalogue() -> None:
    """One of the two would be said by no page."""
    parts = (
        *(texts_actions.ACTIONS, texts_archive.ARCHIVE, texts_drawing.DRAWING, texts_insights.INSIGHTS),
        *(texts_report.REPORT, texts_shared.SHARED),
    )
    assert sum(map(len, parts)) == len(CATALOGUE)
