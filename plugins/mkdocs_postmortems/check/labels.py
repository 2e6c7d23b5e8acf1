"""A rule of labels that are none by a slip of the finger: ``**Detectd.**``, ``**Resovled.**``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.read.kinds import LABELS, label_of, label_word, labels_with

_SHORTEST = 6
"""Letters of a label. A shorter word is too near to others."""


def find_unread(subject: Subject) -> Iterator[Finding]:
    """``unread-label``"""
    timeline = subject.report.timeline
    for event in timeline.events if timeline else ():
        label = "" if event.kind else label_of(event.text)
        meant = _meant(label_word(label), labels_with(subject.settings.kinds)) if label else ""
        if meant:
            line = event.span.first
            column = subject.report.source.lines[line - 1].find(label) + 1
            message = f"{label.rstrip('.:')!r} is no label that is known, so the event is of no kind"
            yield Finding(message, line, max(column, 1), f"did you mean {meant.capitalize()}?")


def _meant(word: str, labels: Mapping[str, str]) -> str:
    """The label that was mistyped: a letter is missing or stands there twice, or two are in each other's place.

    A plural is another word, and so is a verb without the last letter of its past: "restore" begins something.
    """
    if len(word) < _SHORTEST or not word.isalpha():
        return ""
    swapped = [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]
    doubled = [word[:at] + word[at + 1 :] for at in range(len(word) - 1) if word[at] == word[at + 1]]
    near = [each for each in (*swapped, *doubled) if each in labels]
    return near[0] if near else _lacking().get(word, "")


@cache
def _lacking() -> Mapping[str, str]:
    """The labels without one of their letters, which is not the last."""
    words = [word for word in LABELS if word.isalpha() and len(word) > _SHORTEST]
    return {word[:at] + word[at + 1 :]: word for word in words for at in range(1, len(word) - 1)}
