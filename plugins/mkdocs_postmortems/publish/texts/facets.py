"""The words for facets and their values in the language of a page.

Called by ``listing``, ``facet_pages``, ``report.page`` and ``feeds``. A site's own fields are named as its settings
say, in all languages.
"""

from __future__ import annotations

from mkdocs_postmortems.publish.texts import texts_for
from mkdocs_postmortems.settings import FACET_NAMES, FieldType, Settings


def facet_label(name: str, settings: Settings, language: str) -> str:
    """Return a facet's name for readers: of a custom field the one in the settings, or else its key as words."""
    if name in FACET_NAMES:
        return texts_for(language)(name)
    given = settings.fields[name].name if name in settings.fields else ""
    return given or name.replace("_", " ").replace("-", " ").capitalize()


def facet_title(name: str, settings: Settings, language: str) -> str:
    """Return the title of a list of a facet's values: its name in the plural, except of a custom field."""
    return texts_for(language)(f"{name}_list") if name in FACET_NAMES else facet_label(name, settings, language)


def facet_word(name: str, settings: Settings, language: str) -> str:
    """Return the facet's name in mid-sentence, which is lower case in English."""
    label = facet_label(name, settings, language)
    return label.lower() if texts_for(language).language == "en" and label[1:].islower() else label


def value_label(facet: str, text: str, settings: Settings, language: str) -> str:
    """Return a facet's value for readers where the facet is named beside it: *yes* and *no* in their language."""
    return texts_for(language)(text) if type_of(facet, settings) == "bool" else text


def value_title(facet: str, text: str, settings: Settings, language: str) -> str:
    """Return a facet's value for readers where nothing else names the facet, such as the title of its page.

    A number, a date, *yes* and *no* mean nothing without the field's name.
    """
    label = value_label(facet, text, settings, language)
    if not needs_name(facet, settings):
        return label
    return texts_for(language)("named_value", name=facet_label(facet, settings, language), value=label)


def needs_name(facet: str, settings: Settings) -> bool:
    """Return whether a value of a facet says nothing without the facet's name."""
    return type_of(facet, settings) in ("number", "date", "bool")


def type_of(facet: str, settings: Settings) -> FieldType:
    """Return the type of a site's own field; the built-in facets are texts."""
    return settings.fields[facet].type if facet in settings.fields else "text"
