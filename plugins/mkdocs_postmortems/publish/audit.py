"""The audit: whether a finished site holds anything of the text that was taken out of it.

Comes in: the texts that were taken out, the files of the site, and the texts that may be published. Goes out: ``Leak``
values. Called by ``proof``; pure.

What is looked for are words, long numbers and phrases. A phrase is a run of up to five words of one stretch of text,
which ends at a bracket, a quotation mark or a full stop; addresses, ids and file names are phrases too, since any
punctuation inside them counts as a space. So a text is found as HTML, as a slug and as a file name alike. One that
also stands in a text that may be published is no leak. Not looked for are clock times, dates, and short numbers
without a word beside them: a site is full of those that it worked out itself.

Time is linear in the size of the site: each file is taken apart once, and a line that is on many pages once for all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mkdocs_postmortems.publish.unpacking import file_lines, readings

Phrase = tuple[str, ...]
"""Words in lower case, at least one."""

LONGEST = 5

_TOKEN = (
    r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)?|\d{4}-\d\d-\d\d"
    r"|\d+(?:[.,:]\d+)+|[^\W_]+"
)
_BREAK = r"[<>\[\]{}()\"“”„|;=\n]|[.,:!?](?=[\s*_`]|$)|\s[-–—](?=\s)|(?<=\d\d:\d\d)\s"
_PIECE = re.compile(f"{_TOKEN}|{_BREAK}")
_COMPOUND = re.compile(r"[^\W_]+(?:[-.@_/:+~]+[^\W_]+)+")
_TAGS = re.compile(r"(?:</?[a-z][^<>]*>\s*){2,}")
_INLINE_TAG = re.compile(r"</?(?:a|abbr|b|code|del|em|i|ins|kbd|mark|small|span|strong|sub|sup|wbr)\b[^<>]*>")
_MARKDOWN_LINK = re.compile(r"\]\([^()]*\)|\]\[[^\[\]]*\]|[\[\]]")
_CLOCK = re.compile(r"\d\d?:\d\d(?::\d\d)?|\d{4}-\d\d-\d\d[t ].*")
_AMOUNT = re.compile(r"\d+[a-z]{1,3}")
_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*")


@dataclass(frozen=True, slots=True)
class Text:
    """Text of a source, and the place where it stands: a file and its line."""

    path: str
    line: int
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """What stands in a file of the site, though it was taken out of the source at ``origin``."""

    path: str
    line: int
    phrase: str
    origin: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else f"the name of {self.path}"
        return f"{place}: {self.phrase!r} is published, but stands only in internal text: {self.origin}"


def find_leaks(
    removed: Sequence[Text],
    files: Iterable[tuple[str, bytes]],
    published: Iterable[Text],
    interface: Iterable[str] = (),
    allowed: Iterable[str] = (),
) -> tuple[Leak, ...]:
    """All leaks, sorted, each at its first place.

    A phrase that has only words of ``interface``, which the site puts together itself (``5 minutes``), and of
    ``allowed``, which it may publish wherever they come from, is not looked for.
    """
    spared = {token for text in (*interface, *allowed) for token in _pieces(text)}
    found = dict(_find_places(files, _Wanted(text.text for text in removed)))
    found = {phrase: place for phrase, place in found.items() if _says(phrase, spared)}
    _drop_published(found, published)
    words = {phrase[0] for phrase in found if len(phrase) == 1}
    shortest = {phrase: place for phrase, place in found.items() if len(phrase) == 1 or words.isdisjoint(phrase)}
    origins = _find_origins(shortest, removed)
    return tuple(sorted(Leak(*place, " ".join(phrase), origins[phrase]) for phrase, place in shortest.items()))


def phrases(text: str) -> Iterator[Phrase]:
    """What a text would be known by, wherever it turned up."""
    pieces = _pieces(text)
    yield from zip(filter(_is_word, pieces), strict=False)
    for run in _runs(pieces):
        if 1 < len(run) < LONGEST:
            yield tuple(run)
        yield from zip(*(run[at:] for at in range(LONGEST)), strict=False)
    for match in _COMPOUND.finditer(text):
        words = _pieces(match.group())
        if 1 < len(words) < LONGEST and (len(words) > 2 or re.search(r"[@.\d]", match.group())):
            yield from (tuple(run) for run in _runs(words) if len(run) > 1)


def _is_word(piece: str) -> bool:
    return piece[0].isalnum()


def _is_telling(word: str) -> bool:
    """Whether a single word or number is rare enough to be looked for by itself."""
    if word[0].isdigit():
        if word.isdigit():
            return len(word) >= 5
        return word.count(".") == 3 or (word.isalnum() and not _AMOUNT.fullmatch(word))
    return len(word) >= (3 if word.isascii() else 2)


def _says(phrase: Phrase, spared: set[str]) -> bool:
    """Whether a phrase says more than words that are nobody's secret, and short ones, do."""
    return any(_is_telling(word) and word not in spared for word in phrase)


class _Wanted:
    """The phrases of some texts. Runs of words are kept as hashes alone: a large archive has millions."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.words: set[str] = set()
        self.openings: set[int] = set()
        self.runs: set[int] = set()
        for text in texts:
            self._add(phrases(text))

    @classmethod
    def of(cls, found: Iterable[Phrase]) -> _Wanted:
        """Those phrases and no others."""
        wanted = cls(())
        wanted._add(found)
        return wanted

    def _add(self, found: Iterable[Phrase]) -> None:
        for phrase in found:
            if len(phrase) == 1:
                self.words.add(phrase[0])
            else:
                self.openings.add(hash(phrase[:2]))
                self.runs.add(hash(phrase))

    def within(self, text: str) -> set[Phrase]:
        """Those that stand in a text, in any reading of it."""
        found: set[Phrase] = set()
        for reading in readings(text):
            pieces = _pieces(reading)
            found.update(zip(self.words.intersection(pieces), strict=False))
            found.update(self._runs_in(pieces))
            if marked := [line for line in reading.split("\n") if "<" in line and _INLINE_TAG.search(line)]:
                found.update(self._runs_in(_pieces(_without_markup("\n".join(marked)))))
        return found

    def _runs_in(self, pieces: Sequence[str]) -> Iterator[Phrase]:
        openings, runs = self.openings, self.runs
        starts = [start for start, opening in enumerate(map(hash, pairwise(pieces))) if opening in openings]
        for start in starts:
            for end in range(start + 2, start + LONGEST + 1):
                run = tuple(pieces[start:end])
                if hash(run) in runs:
                    yield run


def _find_places(files: Iterable[tuple[str, bytes]], wanted: _Wanted) -> Iterator[tuple[Phrase, tuple[str, int]]]:
    """Each phrase with the first file that holds it, and the line; a file's name is its line 0."""
    seen: set[int] = set()
    known: set[Phrase] = set()
    for path, content in files:
        lines = [(0, path), *((number, line) for number, line in file_lines(path, content) if hash(line) not in seen)]
        seen.update(hash(line) for _, line in lines)
        new = wanted.within("\n".join(line for _, line in lines)) - known
        known |= new
        for number, line in lines if new else ():
            here = wanted.within(line) & new
            yield from ((phrase, (path, number)) for phrase in here)
            new -= here
        yield from ((phrase, (path, 1)) for phrase in new)  # they run over several lines


def _drop_published(found: dict[Phrase, tuple[str, int]], published: Iterable[Text]) -> None:
    """Forget what also stands in a text that may be published. Reads no further than needed."""
    wanted = _Wanted.of(found)
    texts = iter(published)
    while found and (text := next(texts, None)):
        for form in {text.text, _MARKDOWN_LINK.sub("", text.text)}:
            for phrase in wanted.within(form):
                found.pop(phrase, None)


def _find_origins(found: Iterable[Phrase], removed: Iterable[Text]) -> Mapping[Phrase, str]:
    """The first place in the sources of each phrase."""
    wanted = _Wanted.of(found)
    origins: dict[Phrase, str] = {}
    for text in removed if found else ():
        for phrase in wanted.within(text.text):
            origins.setdefault(phrase, f"{text.path}:{text.line}")
    return origins


def _pieces(text: str) -> list[str]:
    """Words, numbers, and the breaks between stretches of text, which are no words."""
    found = _PIECE.findall(_plain(text))
    return [piece if len(piece) < 5 or piece.isalnum() else _number(piece) for piece in found]


def _number(piece: str) -> str:
    """A number without the marks between its thousands; any other piece as it is."""
    return re.sub("[.,]", "", piece) if _GROUPED.fullmatch(piece) else piece


def _plain(text: str) -> str:
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def _without_markup(text: str) -> str:
    """HTML as text: tags inside a sentence go, those between elements part it."""
    return _INLINE_TAG.sub("", _TAGS.sub("\n", text))


def _runs(pieces: Sequence[str]) -> Iterator[Sequence[str]]:
    """The stretches, also cut at clock times: where a time is shown, it is shown in an element of its own."""
    start = 0
    for at, piece in enumerate(pieces):
        if not piece[0].isalnum() or (":" in piece and _CLOCK.fullmatch(piece)):
            yield pieces[start:at]
            start = at + 1
    yield pieces[start:]
