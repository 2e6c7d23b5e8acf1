"""The message catalogue: every word of the interface that a reader sees, in each language.

``texts_for`` returns the ``Texts`` of a language, which the templates and modules of ``publish`` call with a key. Each
kind of page has a module of entries: ``report``, ``archive``, ``actions``, ``insights``, ``drawing``, and ``shared``
for several of them. ``facets`` has the words for facets and their values, which depend on the site's settings.

An entry lists its languages side by side, in the order of ``LANGUAGES``, so the type checker rejects one that lacks a
language. Where the wording depends on a count, ``|`` separates the plural forms in CLDR's order (English and German:
one, other).
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from babel import Locale
from babel.numbers import format_decimal
from msgspec import Struct

from mkdocs_postmortems.publish.texts.actions import ACTIONS
from mkdocs_postmortems.publish.texts.archive import ARCHIVE
from mkdocs_postmortems.publish.texts.drawing import DRAWING
from mkdocs_postmortems.publish.texts.insights import INSIGHTS
from mkdocs_postmortems.publish.texts.report import REPORT
from mkdocs_postmortems.publish.texts.shared import SHARED

LANGUAGES = ("en", "de", "ja")

CATALOGUE = {**SHARED, **REPORT, **DRAWING, **ARCHIVE, **ACTIONS, **INSIGHTS}
"""The text in each language, by key."""


class Texts(Struct, frozen=True):
    """The words of one language. Call it with a key for plain text, which the caller must escape."""

    language: str

    def __call__(self, key: str, /, **values: Any) -> str:
        """Return the text of ``key`` with each ``{name}`` replaced; ``n`` selects the plural form.

        ``n`` is formatted as a number. Raises ``KeyError`` for an unknown key or a missing value.
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
        """Return all plural forms of a text, unformatted, for a script that counts in the browser."""
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


def is_translated(language: str) -> bool:
    """Whether the catalogue has a site's language; if not, a page marks which part of it is in English."""
    return primary_language(language) in LANGUAGES


def texts_for(language: str) -> Texts:
    """Return the words for a language tag such as ``de`` or ``de-AT``; English if the catalogue lacks it."""
    return Texts(primary_language(language) if is_translated(language) else "en")


def primary_language(language: str) -> str:
    """Return the language of a tag: ``de`` for ``de-AT``."""
    return language.replace("_", "-").partition("-")[0].lower()
