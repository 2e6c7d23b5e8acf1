"""Phrases: short runs of words by which a text can be recognized elsewhere.

``phrases`` splits a text into ``Phrase`` values, and ``Wanted`` finds them in other texts. Called by ``leaks``; pure.

A phrase is a run of up to five words within a segment, which ends at a bracket, a quotation mark or a full stop.
Addresses, ids and file names are phrases, too, since punctuation inside them counts as a space. So a text is
recognized in HTML, in a slug and in a file name alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence, Set

Phrase = tuple[str, ...]
"""Words in lower case, at least one."""
LONGEST = 5
"""Number of words in the longest phrase."""
_ALL = bytes([True] * LONGEST)
_UNSPACED_LETTERS = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Thai, Lao, Burmese, Khmer, Japanese, Chinese: scripts without spaces between words or next to other scripts."""
UNSPACED = re.compile(f"[{_UNSPACED_LETTERS}]")
_TOKEN = (
    r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)?|\d{4}-\d\d-\d\d"
    rf"|\d+(?:[.,:]\d+)+|[^\W_{_UNSPACED_LETTERS}]+|[{_UNSPACED_LETTERS}]+"
)
_BRACKETS = '<>[]{}()"“”„|;='
_BRACKET = rf"[{re.escape(_BRACKETS)}\n]"
_MAY_STOP = r"[.,:!?\s]"
"""Begins every stop, so that a search skips all other characters at once."""
_IS_STOP = r"(?<=[.,:!?])(?=[\s*_`]|$)|(?<=\s)[-–—](?=\s)|(?<=\d\d:\d\d\s)"
_STOP = f"{_MAY_STOP}(?:{_IS_STOP})"
_PIECE = re.compile(f"{_TOKEN}|{_BRACKET}|{_STOP}")
BRACKETS = re.compile(f"(?:{_BRACKET})+")
"""Brackets and the like, which end a segment."""
_STOPS = re.compile(rf"{_MAY_STOP}(?:{_IS_STOP}|(?<=\n))")
_AROUND = " \t\r*_`#-.,:!?"
"""Characters around a sentence that are not part of it."""
_COMPOUND = re.compile(r"[^\W_]+(?:[-.@_/:+~]+[^\W_]+)+")
_CLOCK = re.compile(r"\d\d?:\d\d(?::\d\d)?|\d{4}-\d\d-\d\d[t ].*")
_AMOUNT = re.compile(r"\d+[a-z]{1,3}")
_THOUSANDS = re.compile(r"\d{1,3}(?=(?:\d{3})*$)")
_MAY_BE_GROUPED = re.compile(r"\d[.,]\d{3}")
_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*")


def sentences_of(text: str, seen: set[str] | None = None) -> set[str]:
    """Return the segments of a text, which no phrase crosses.

    Text between two brackets or tags is skipped if it is in ``seen``, and added to it otherwise.
    """
    for bracket in _BRACKETS:
        text = text.replace(bracket, "\n")  # all of them take a tenth of the time of one regular expression
    between = set(text.split("\n"))
    if seen is not None:
        between -= seen
        seen |= between
    found = {sentence.strip(_AROUND) for sentence in _STOPS.split("\n".join(["", *between, ""]))}
    found.discard("")
    return found


def phrases(text: str, among: frozenset[str] | set[str] | None = None) -> Iterator[Phrase]:
    """Yield the phrases of a text; with ``among``, only those that consist of these words, which takes less time."""
    pieces = tokenize(text)
    if among is not None and among.isdisjoint(pieces):
        return
    yield from zip(filter(_is_word, pieces) if among is None else among.intersection(pieces), strict=False)
    for run in _runs(pieces):
        if len(run) >= LONGEST:
            yield from (
                zip(*(run[at:] for at in range(LONGEST)), strict=False) if among is None else _grams_of(run, among)
            )
        elif len(run) > 1 and (among is None or among.issuperset(run)):
            yield tuple(run)
    for match in _COMPOUND.finditer(text):
        words = tokenize(match.group())
        if 1 < len(words) < LONGEST and (len(words) > 2 or re.search(r"[@.\d]", match.group())):
            yield from (tuple(run) for run in _runs(words) if len(run) > 1)


def _grams_of(run: Sequence[str], among: Set[str]) -> Iterator[Phrase]:
    """Yield the phrases of a long run that consist of some words."""
    are_among = bytes(map(among.__contains__, run))
    at = are_among.find(_ALL)
    while at >= 0:
        yield tuple(run[at : at + LONGEST])
        at = are_among.find(_ALL, at + 1)


def _is_word(piece: str) -> bool:
    return piece[0].isalnum()


def _is_rare(word: str) -> bool:
    """Whether a single word or number is rare enough to search for on its own."""
    if word[0].isdigit():
        if word.isdigit():
            return len(word) >= 5
        return word.count(".") == 3 or (word.isalnum() and not _AMOUNT.fullmatch(word))
    return len(word) >= (3 if word.isascii() else 2)


def is_distinctive(phrase: Phrase, spared: Set[str]) -> bool:
    """Whether a phrase has a distinctive word that is not in ``spared``, or is a word whose scripts alternate."""
    return any(_is_rare(word) and word not in spared for word in phrase) or _alternates(phrase)


def _alternates(phrase: Phrase) -> bool:
    """Whether scripts with and without spaces take turns, as in ``aあbいc``, so that no word is long enough."""
    kinds = "".join("u" if UNSPACED.match(word) else "s" for word in phrase)
    return "usu" in kinds and "sus" in kinds and all(map(str.isalpha, phrase))


class Wanted:
    """The phrases of some texts, see ``phrases``.

    Only hashes of multi-word phrases are kept: a large archive has millions.
    """

    def __init__(self, texts: Iterable[str], among: frozenset[str] | set[str] | None = None) -> None:
        self.words: set[str] = set()
        self.runs: dict[int, set[int]] = {length: set() for length in range(2, LONGEST + 1)}
        for text in texts:
            self._add(phrases(text, among))

    @classmethod
    def of(cls, found: Iterable[Phrase]) -> Wanted:
        """Return an instance with exactly these phrases."""
        wanted = cls(())
        wanted._add(found)
        return wanted

    def _add(self, found: Iterable[Phrase]) -> None:
        for phrase in found:
            if len(phrase) == 1:
                self.words.add(phrase[0])
            else:
                self.runs[len(phrase)].add(hash(phrase))

    def find_in(self, text: str) -> set[Phrase]:
        """Return the wanted phrases that occur in a text."""
        pieces = tokenize(text)
        found: set[Phrase] = set(zip(self.words.intersection(pieces), strict=False))
        for length, runs in self.runs.items():
            if runs and not runs.isdisjoint(map(hash, _grams(pieces, length))):
                found.update(run for run in _grams(pieces, length) if hash(run) in runs)
        return found


def _grams(pieces: Sequence[str], length: int) -> Iterator[Phrase]:
    return zip(*(pieces[at:] for at in range(length)), strict=False)


def required_parts(phrase: Phrase) -> tuple[str, ...]:
    """Return strings that any text with the phrase contains, longest first. Numbers are split at thousands."""
    signs = (sign for word in phrase for sign in (_THOUSANDS.findall(word) if word.isdigit() else (word,)))
    return tuple(sorted(dict.fromkeys(signs), key=len, reverse=True))


def longest_word(phrase: Phrase) -> str:
    """Return the longest word of a phrase; "" if it only has numbers, which can be written in many ways."""
    return max(filter(str.isalpha, phrase), key=len, default="")


def tokenize(text: str) -> list[str]:
    """Split a text into words, numbers, and the breaks between segments."""
    plain = folded(text)
    found = _PIECE.findall(plain)
    if not _MAY_BE_GROUPED.search(plain):
        return found
    return [piece if len(piece) < 5 or piece.isalnum() else _number(piece) for piece in found]


def words_of(texts: Iterable[str]) -> set[str]:
    """Return the words and numbers of some texts."""
    return set(filter(_is_word, tokenize("\n".join(texts))))


def _number(piece: str) -> str:
    """Strip the thousands separators of a number; return any other piece unchanged."""
    return re.sub("[.,]", "", piece) if _GROUPED.fullmatch(piece) else piece


def folded(text: str) -> str:
    """Return the text without differences of case and of compatibility characters, such as full-width ones (NFKC).

    A soft hyphen is part of no word: it shows where a line may break.
    """
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text.replace("\xad", "")).casefold()


def _runs(pieces: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the segments, also split at times of day, since pages show times in elements of their own."""
    start = 0
    for at, piece in enumerate(pieces):
        if not piece[0].isalnum() or (":" in piece and _CLOCK.fullmatch(piece)):
            yield pieces[start:at]
            start = at + 1
    yield pieces[start:]
