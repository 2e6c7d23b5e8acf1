"""Values of fields from the text of an old report: one line, or several short texts.

Takes Markdown as written, or values of an old front matter, and returns texts. Called by ``titles``, ``text_facts``
and ``old_fields``.
"""

from __future__ import annotations

import re
from typing import Any

from mkdocs_postmortems.imports.text.words import NO_VALUE
from mkdocs_postmortems.read.body.inline import plain
from mkdocs_postmortems.read.characters import is_visible
from mkdocs_postmortems.read.front_matter.values import LONGEST_VALUE

_LONGEST_NAME, _MOST_WORDS, _MOST_NAMES = 60, 7, 50
_HANDLES = re.compile(r"@[\w-]{1,40}(?= +@)")
"""Names of accounts in a row: ``@ana @ben``."""
_SEPARATOR = re.compile(r"(?!(?<=\d),\d{3}(?!\d))[,;、](?![^()]*\))|(?<!\s)\s+/\s+|<br ?/?>")
_AND = re.compile(r"(?<!\s)\s+(?:and|und|&|\+)\s+", re.IGNORECASE)
_GROUP = re.compile(
    r"\b(?:teams?|group|crew|squad|department|office|staff|engineering|operations|development)\b", re.IGNORECASE
)
_LINK = r"\[[^\[\]]{1,60}\]\([^()\s]{1,300}\)"
_CONTACTS = re.compile(
    rf"(?<![ \t])[ \t]+<[^<>\s@]{{1,100}}@[^<>\s]{{1,200}}>|(?<=\w):[ \t]*{_LINK}(?:[ \t]*[,|/·][ \t]*{_LINK})*"
)
"""A mail address behind a name, or links behind a name and a colon."""
_REMARKED = re.compile(r"(.*?\S)(?:\s+\([^()]+\)|\s+[–—-]\s.+)")
"""A name with a remark in brackets or behind a dash."""
_IN_BRACKETS = re.compile(r"\[([^\[\]]+)\]")


def without_contacts(text: str) -> str:
    """Return a text without what is behind names: ``Ana <ana@firm.example>``, ``Ben: [chat](/a), [blog](/b)``."""
    return _CONTACTS.sub("", text)


def one_line(text: str) -> str:
    """Return the text on one line, cut to the length of a title."""
    line = re.sub(r"\s+", " ", text).strip()
    return line if len(line) <= LONGEST_VALUE else line[: LONGEST_VALUE - 1] + "…"


def persons(value: Any) -> list[str]:
    """Return several short texts, where ``Ana and Ben`` are two persons, but ``Search and Ads team`` is not."""
    texts = short_texts(value)
    if not isinstance(value, str):
        return texts
    pairs = [[text] if _GROUP.search(text) else _AND.split(text) for text in texts]
    return list(dict.fromkeys(name for pair in pairs for name in pair))[:_MOST_NAMES]


def short_texts(value: Any) -> list[str]:
    """Return several short texts from a list, or from a text with commas; nothing if the text is a sentence.

    Of a mapping with other keys besides ``name``, the name is used.
    """
    if isinstance(value, str):
        value = without_contacts(_without_brackets(value))  # before it is split at the commas between links
        pieces = _SEPARATOR.split(_HANDLES.sub(r"\g<0>,", value))
    else:
        pieces = [each.get("name") if isinstance(each, dict) else each for each in _listed(value)]
    texts = [one_line(plain(without_contacts(each))).strip(" .-*") for each in pieces if isinstance(each, str)]
    texts = [_without_brackets(text.removeprefix("and ").strip()) for text in texts]
    texts = [text for text in texts if text and text.casefold() not in NO_VALUE]
    if isinstance(value, str) and any(len(text) > _LONGEST_NAME or len(text.split()) > _MOST_WORDS for text in texts):
        return []
    return list(dict.fromkeys(filter(is_visible, texts)))[:_MOST_NAMES]


def names_of_services(value: Any) -> list[str]:
    """Return several short texts. If all of them have a remark, as in ``API (down), Login (slow)``, it is left out."""
    texts = short_texts(value)
    names = [match[1] for match in map(_REMARKED.fullmatch, texts) if match]
    return list(dict.fromkeys(names)) if len(names) == len(texts) > 1 else texts


def _without_brackets(text: str) -> str:
    """Return ``[ana, ben]`` or ``[Ana Doe]``, whose address stands elsewhere, without its brackets."""
    return match[1].strip() if (match := _IN_BRACKETS.fullmatch(text.strip())) else text


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


LISTS = {"services": names_of_services, "authors": persons, "tags": short_texts, "teams": short_texts}
"""Facts that are lists, each with what makes one of a value."""


def say_the_same(one: str, other: str) -> bool:
    """Whether two texts have the same letters and figures, whatever punctuation and ``and`` they have."""
    return _letters(one) == _letters(other)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", _AND.sub(" ", plain(text))).casefold()
