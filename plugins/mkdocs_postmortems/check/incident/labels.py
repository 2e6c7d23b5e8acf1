"""A rule for mistyped labels of events: ``**Detectd.**``, ``**Resovled.**``, ``Detected:``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.letters import without_slip
from mkdocs_postmortems.read.model import Event
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.timeline.kinds import LABELS, WORDS, label_of, label_word, labels_with

_SHORTEST = 6
"""Minimum number of letters in a label; shorter words are too similar to others."""
_LONG = 8
"""Minimum number of letters in a label of which any letter but the first and the last two may be wrong."""
_OTHER_WORDS = frozenset({"abgenommen", "angekommen", "betätigt", "reposted", "revolution", "resorted", "retorted"})
"""Words that differ from a label in one letter."""
_PLAIN = pattern(rf"(?:{'|'.join(kind.replace('-', ' ') for kind in WORDS)})(?=[.:](?:\s|$|[*_]))", re.IGNORECASE)
"""The name of a kind in a label's place, but not in bold."""
_OPEN = pattern(r"(?P<mark>\*\*|__)(?P<label>[^\W\d_][^*_\n.:]{2,40})(?:[.:][*_]?|[*_])(?=\s|$)(?!.{0,200}(?P=mark))")
"""A word in bold that is closed with one sign too few, or not at all."""


def find_unread(subject: Subject) -> Iterator[Finding]:
    """``unread-label``"""
    for event in subject.report.events:
        if event.kind:
            continue
        label = label_of(event.text)
        open_label = _OPEN.match(event.text)
        if open_label and label_word(open_label["label"]) in labels_with(subject.settings.kinds):
            message = f"the bold text {open_label.group()!r} is not closed, so the event has no kind"
            yield _finding(subject, event, open_label.group(), message, f"write **{open_label['label']}.**")
        elif meant := _meant(label_word(label), labels_with(subject.settings.kinds)) if label else "":
            message = f"{label.rstrip('.:')!r} is not a known label, so the event has no kind"
            yield _finding(subject, event, label, message, f"did you mean {meant.capitalize()}?")
        elif plain := _PLAIN.match(event.text):
            message = f"{plain.group()!r} is a label only in bold, so the event has no kind"
            yield _finding(subject, event, plain.group(), message, f"write **{plain.group().capitalize()}.**")


def _finding(subject: Subject, event: Event, label: str, message: str, help: str) -> Finding:
    line = event.span.first
    return Finding(message, line, max(subject.line(line).find(label) + 1, 1), help)


def _meant(word: str, labels: Mapping[str, str]) -> str:
    """Return the label that was mistyped, or "": a letter is missing or doubled, or two are swapped.

    In a long label, a letter may also be wrong or added. A plural is a different word, and so is a verb without the
    last letter of its past tense, such as "restore".
    """
    if len(word) < _SHORTEST or not _is_in_letters(word) or word in _OTHER_WORDS:
        return ""
    added = [word[:at] + word[at + 1 :] for at in range(1, len(word) - 2) if len(word) > _LONG]
    wrong = [each for each in labels if _LONG <= len(each) == len(word) and _differ_in_one_letter(each, word)]
    near = [each for each in (*without_slip(word), *added, *wrong) if each in labels]
    return near[0] if near else _lacking().get(word, "")


def _is_in_letters(label: str) -> bool:
    """Return whether a label is one or more words without digits and signs."""
    return label.replace(" ", "").isalpha()


def _differ_in_one_letter(one: str, other: str) -> bool:
    """Return whether two words of one length differ in one letter, neither the first nor one of the last two."""
    unlike = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(unlike) == 1 and 0 < unlike[0] < len(one) - 2


@cache
def _lacking() -> Mapping[str, str]:
    """Return the labels by their spelling without one letter, which is neither the first nor the last."""
    words = [word for word in LABELS if _is_in_letters(word) and len(word) > _SHORTEST]
    return {word[:at] + word[at + 1 :]: word for word in words for at in range(1, len(word) - 1)}
