"""Find values of fields that are probably another spelling of one that several reports have.

Takes the briefs of all reports and returns, by a report's path, its ``Slip`` values. Called by ``whole``, also if all
findings are cached, so it imports no rule and no reader.

Only a value of a single report counts, and only with a slip that hardly makes another word: other separators or
accents, two letters swapped, a letter missing or doubled, or a wrong letter in a long word. Another number, word, first
letter or ending is never one: ``db1`` and ``db2``, ``checkout-eu``, ``payment`` and ``payments``, ``tracing`` and
``tracking`` are different services.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from mkdocs_postmortems.archive.brief import Brief
from mkdocs_postmortems.letters import bare, commonest
from mkdocs_postmortems.read.patterns import pattern

_SEVERAL = 3
"""How many reports must have a value for another one to be a misspelling of it."""
_LEAST = 6
"""The letters of the shortest word in which two may be swapped."""
_LEAST_MISSING = 7
"""Those of the shortest word in which one may be missing: a ``tracer`` is no ``tracker``."""
_LEAST_WRONG = 9
"""Those of the shortest word in which one may be wrong: ``shopping`` is not ``shipping``."""
_LONGEST = 60
"""A longer value is a sentence, and comparing sentences would take long."""
_ENDING = 3
"""The letters at the end of a word that may be another ending."""
_SEPARATORS = pattern(r"[\s_-]+")
_SAME_SEPARATORS = pattern(r"[\s-]+")
_DIGITS = pattern(r"\d+")


class Slip(Struct, frozen=True):
    """A value of a field, and the one of other reports that was probably meant."""

    field: str
    value: str
    meant: str


def find_slips(briefs: Sequence[Brief]) -> Mapping[str, tuple[Slip, ...]]:
    """Return the slips of all reports by their paths; a report with both values distinguishes them."""
    found: dict[str, list[Slip]] = defaultdict(list)
    for field in dict.fromkeys(("services", "cause", *(name for brief in briefs for name, _ in brief.facets))):
        users: dict[str, dict[str, str]] = defaultdict(dict)
        for brief in briefs:
            for value in _values(brief, field):
                if len(value) <= _LONGEST:
                    users[_SAME_SEPARATORS.sub("-", value.casefold())].setdefault(brief.path, value)
        common = {commonest(paths.values()): paths for paths in users.values() if len(paths) >= _SEVERAL}
        rare = {next(iter(paths.values())): paths for paths in users.values() if len(paths) == 1}
        for value, meant in _pairs(rare, sorted(common, key=lambda each: (-len(common[each]), each))):
            (path,) = rare[value]
            if path not in common[meant]:
                found[path].append(Slip(field, value, meant))
    return {path: tuple(slips) for path, slips in found.items()}


def _values(brief: Brief, field: str) -> tuple[str, ...]:
    match field:
        case "services":
            return brief.services
        case "cause":
            return (brief.cause,) if brief.cause else ()
        case _:
            return next((texts for name, texts in brief.facets if name == field), ())


def _pairs(rare: Iterable[str], common: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each rare value that misspells a common one, with the first such.

    A text and its misspelling are equal or have a part in common that lacks one letter, so few pairs are compared.
    """
    by_part: dict[str, list[str]] = defaultdict(list)
    for value in common:
        for part in _parts(_joined(value)):
            by_part[part].append(value)
    rank = {value: at for at, value in enumerate(common)}
    for value in rare:
        near = {each for part in _parts(_joined(value)) for each in by_part.get(part, ())} if by_part else set()
        if meant := [each for each in sorted(near, key=rank.__getitem__) if is_slip(value, each)]:
            yield value, meant[0]


def _parts(text: str) -> set[str]:
    return {text, *(text[:at] + text[at + 1 :] for at in range(len(text)))}


def _joined(value: str) -> str:
    return _SEPARATORS.sub("", bare(value))


def is_slip(value: str, meant: str) -> bool:
    """Return whether a value is the other one with a slip of the keyboard, or with other separators or accents."""
    if _DIGITS.findall(value) != _DIGITS.findall(meant):
        return False
    if _joined(value) == _joined(meant):
        return len(_joined(value)) >= _LEAST
    words, others = _SEPARATORS.split(bare(value)), _SEPARATORS.split(bare(meant))
    differing = [(word, other) for word, other in zip(words, others, strict=False) if word != other]
    return len(words) == len(others) and len(differing) == 1 and _is_slip_in_word(*differing[0])


def _is_slip_in_word(word: str, meant: str) -> bool:
    """Return whether two words differ by one slip after the first letter and, but for swapped ones, before the end."""
    if not (word.isascii() and meant.isascii() and word.isalpha() and meant.isalpha()):
        return False  # in other scripts one letter may be a word
    short, long = sorted((word, meant), key=len)
    at = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    if at == 0:
        return False
    if len(short) < len(long):
        is_missing = short[at:] == long[at + 1 :] and len(short) - at > _ENDING
        return is_missing and len(short) >= _LEAST_MISSING
    if short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]:
        return len(short) >= _LEAST
    return short[at + 1 :] == long[at + 1 :] and len(short) - at > _ENDING and len(short) >= _LEAST_WRONG
