"""What the words of a heading say: that its section is the timeline, lists measures, or has another known name.

Takes headings as texts. Called by most modules of the import; the words themselves are in ``words``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mkdocs_postmortems.imports.text.words import (
    ACTION_HEADINGS,
    ACTION_MODIFIERS,
    ACTION_NOUNS,
    EMPTY_TITLES,
    NARRATIVE_HEADINGS,
    SECTION_HEADINGS,
    TIMELINE_HEADINGS,
)
from mkdocs_postmortems.read.body.inline import plain
from mkdocs_postmortems.read.times.days import MONTHS, WEEKDAYS
from mkdocs_postmortems.read.times.line_times import read_head, read_labelled
from mkdocs_postmortems.sections import comparable

_WORDS_INSIDE = re.compile(
    r"time[- ]?lines?\b|chronolog|key events|(?:sequence|series|course|log|chain|order) of events|event log"
    r"|play.by.play"
    r"|zeitleiste|zeitlich\w* (?:ab|ver)lauf|chronologi|l[ií]nea de tiempo|linha do tempo|タイムライン|時系列|时间线",
    re.IGNORECASE,
)
"""Words in the heading of a timeline, whatever else it says."""
_SUPPOSED = re.compile(r"\b(?:should|could|would)(?: have|['’]ve)\b|\bideal(?:ly)?\b", re.IGNORECASE)
"""Words in the heading of what did not happen: *What should have happened (ideal timeline)*."""
_NUMBER = re.compile(r"^[\W_]*(?:\d+(?:\.\d+)*(?:[.):]\s*|\s+(?!whys\b)))?[\W_]*")
"""A heading's number, ``3.`` or ``3``, and the punctuation around it."""
_SHORT_CODE = re.compile(r"(?<!\S):[a-z][a-z0-9_+-]{1,40}:(?!\S)")
"""An emoji by its name, as in ``## :warning: Impact``."""
_PREVENTS = re.compile(
    r"(?:(?:how|what|steps)\b[\w' ]{1,30}\b|to )?prevent(?:ing)?\b"
    r".*\b(?:again|future|happening|recurr(?:ing|ence)|similar)\b"
)
"""The beginning of words that say what will keep it from happening again."""
_MEASURES_AT_END = re.compile(r"(?:行动项|行动计划|改进措施|アクションアイテム|再発防止策)$")
"""The end of a heading of measures where no spaces separate its words: *剩余行动项*."""
_AT_TERM = re.compile(r"\ba (?=cort|curt|m[eé]di|larg|long|lung|brev)")
"""The preposition of *a curto prazo*; any other letter may number the heading."""
_AND = re.compile(r"\s*(?:[/+,、・与和及]|\s(?:and|und|et|y|e|i|en(?!\s(?:el|la|los|las|una?|cours)\b)|och|и|та)\s)\s*")
"""What is between the names of two sections; *en* is *and* in Dutch, but *in* in Spanish and French."""

_ANY_WORDS = re.compile(
    r"\d+(?:st|nd|rd|th)?|[^\w\s]|_|\b(?:on|of|for|from|the|at|no|nr|utc|[ap]m|production|public|internal|"
    + "|".join(sorted({*MONTHS, *WEEKDAYS}, key=len, reverse=True))
    + r")(?![^\W\d_])",
    re.IGNORECASE,
)
"""Figures, signs, words of dates, and other words that do not distinguish incidents."""


def heads_section(title: str) -> bool:
    """Whether a heading says what a section is about, or when something was, and so is no title."""
    return is_section(title) or is_of_timeline(title)


def is_of_timeline(title: str) -> bool:
    """Whether a heading is that of a timeline, or of a part of one, such as a day."""
    return heads_timeline(title) or continues_timeline(title)


def continues_timeline(title: str) -> bool:
    """Whether a heading of the timeline's own level continues it.

    It does if it is only a date or time (``## July 22``) or has a time after a label (``## Update - 14:30 UTC``).
    """
    head = read_head(title) or read_labelled(title)
    return head is not None and (head.stamp.timed or not head.text.strip())


def is_section(title: str) -> bool:
    return bare(title) in SECTION_HEADINGS


def whole_words(title: str) -> str:
    """Return a heading's words without number and punctuation around them."""
    words = _NUMBER.sub("", comparable(without_short_codes(plain(title))))
    return re.sub(r"[\W_]+$", "", words)


def says_nothing(title: str) -> bool:
    """Whether any report could have that title: a word such as "Postmortem", a date, or both."""
    words = whole_words(title)
    return words in EMPTY_TITLES or re.sub(r"\s+", " ", _ANY_WORDS.sub(" ", words)).strip() in ("", *EMPTY_TITLES)


def without_short_codes(title: str) -> str:
    """Return a heading without emoji that are written by name."""
    return _SHORT_CODE.sub("", title).strip()


@lru_cache(maxsize=1024)  # each heading is compared with many others
def bare(title: str) -> str:
    """Return a heading's words without number, punctuation, and anything in brackets or behind a dash."""
    words = _NUMBER.sub("", comparable(without_short_codes(plain(title))))
    return re.sub(r"\s*[(（\[【].*$|\s+[-–—|]\s.*$|\s*[:：].*$|[\W_]+$", "", words).strip()


def rank_of(title: str) -> int | None:
    """Return how likely words are the heading of the timeline, 0 the likeliest.

    ``None`` is returned for one of measures or of what should have happened.
    """
    words = bare(title)
    if words in TIMELINE_HEADINGS:
        return 0
    if _SUPPOSED.search(title):
        return None
    if _WORDS_INSIDE.search(title) and len(title) < 100:
        return 1
    if words in NARRATIVE_HEADINGS:
        return 2
    return None if heads_actions(title) else 3


def heads_timeline(title: str) -> bool:
    """Whether words are the heading of a timeline."""
    return rank_of(title) in (0, 1)


def heads_actions(title: str) -> bool:
    """Whether words are the heading of measures.

    They are a known heading, consist of words of such headings, or name measures and something else, as in "Lessons and
    next steps".
    """
    words = bare(title)
    if words in ACTION_HEADINGS or any(piece in ACTION_HEADINGS and piece != "actions" for piece in _AND.split(words)):
        return True
    if re.match(r"follow-?ups\b", words) or _PREVENTS.match(words) or _MEASURES_AT_END.search(words):
        return True
    words = _AT_TERM.sub("", re.sub(r"follow[- ]ups?\b", "followup", words))
    parts = set(re.findall(r"[^\W\d_]+", words))
    return bool(parts & ACTION_NOUNS) and parts <= ACTION_NOUNS | ACTION_MODIFIERS


def heads_others(words: str) -> bool:
    """Whether the words of a heading name another section, too: *Conclusion and next steps*."""
    pieces = _AND.split(words)
    return len(pieces) > 1 and any(piece in SECTION_HEADINGS and not heads_actions(piece) for piece in pieces)


def is_of_actions(title: str) -> bool:
    """Whether words are the heading of measures or of a part of them, as in "Long term" or "Phase 2"."""
    words = set(re.findall(r"[^\W\d_]+", bare(title))) - {"phase", "priority", "p", "high", "low"}
    return heads_actions(title) or words <= ACTION_NOUNS | ACTION_MODIFIERS
