"""The catalogue: every word of the interface that a reader sees, in each language.

Comes in: a language. Goes out: ``Texts``, which the templates and the other modules of ``publish`` call by key.
The entries stand in a module for each kind of page, ``texts_report`` and its like. One holds its languages side by
side, in the order of ``LANGUAGES``, so that one which lacks a language cannot be written. Where a count changes the
wording, ``|`` parts the forms in the order of CLDR (English and German: one, other).
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from babel import Locale
from babel.numbers import format_decimal
from msgspec import Struct

from mkdocs_postmortems.publish.texts_actions import ACTIONS
from mkdocs_postmortems.publish.texts_archive import ARCHIVE
from mkdocs_postmortems.publish.texts_drawing import DRAWING
from mkdocs_postmortems.publish.texts_insights import INSIGHTS
from mkdocs_postmortems.publish.texts_report import REPORT
from mkdocs_postmortems.publish.texts_shared import SHARED

LANGUAGES = ("en", "de", "ja")

CATALOGUE = {**SHARED, **REPORT, **DRAWING, **ARCHIVE, **ACTIONS, **INSIGHTS}
"""A text in each language by its key."""


class Texts(Struct, frozen=True):
    """The words of one language. Calling it with a key gives plain text: whoever prints it escapes it."""

    language: str

    def __call__(self, key: str, /, **values: Any) -> str:
        """The text of ``key`` with ``{name}`` replaced; ``n`` chooses the form and is written as a number.

        Raises ``KeyError`` for a key that is not in the catalogue, or a value that the text wants and did not get.
        """
        forms = _forms(self.language, key)
        if "n" in values:
            count = values["n"]
            form = forms[0] if len(forms) == 1 or _is_one(self.language, count) else forms[-1]
            values["n"] = _number(self.language, count)
        else:
            form = forms[0]
        return form.format_map(values) if values else form

    def forms(self, key: str) -> list[str]:
        """All forms of a text, unfilled, for a script that counts in the reader's browser."""
        return list(_forms(self.language, key))


@cache
def _forms(language: str, key: str) -> tuple[str, ...]:
    return tuple(CATALOGUE[key][LANGUAGES.index(language)].split("|"))


@lru_cache(maxsize=4096)
def _number(language: str, count: float) -> str:
    return format_decimal(count, locale=language)


@lru_cache(maxsize=256)
def _is_one(language: str, count: int) -> bool:
    return Locale.parse(language).plural_form(count) == "one"


def is_ours(language: str) -> bool:
    """Whether the interface speaks a site's language; where it does not, a page says which part of it is in English."""
    return _primary(language) in LANGUAGES


def texts_for(language: str) -> Texts:
    """The words of a language tag such as ``de`` or ``de-AT``; English where it has none of ours."""
    return Texts(_primary(language) if is_ours(language) else "en")


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()
