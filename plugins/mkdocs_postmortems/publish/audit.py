"""The audit: whether a finished site holds anything of the text that was taken out of it.

Comes in: the texts that were taken out, the files of the site, and the texts that may be published. Goes out: ``Leak``
values. Called by ``proof``; pure.

What is looked for are words, long numbers and phrases. A phrase is a run of up to five words of one stretch of text,
which ends at a bracket, a quotation mark or a full stop; addresses, ids and file names are phrases too, since any
punctuation inside them counts as a space. So a text is found as HTML, as a slug and as a file name alike. One that
also stands in a text that may be published is no leak. Not looked for are clock times, dates, and short numbers
without a word beside them: a site is full of those that it worked out itself.

Time is linear in the size of the site: each line is taken apart once, and a line that is on many pages once for all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from mkdocs_postmortems.publish.unpacking import file_lines, readings

Place = TypeVar("Place")
Phrase = tuple[str, ...]
"""Words in lower case, at least one."""

LONGEST = 5

_TOKEN = re.compile(
    r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)?|\d{4}-\d\d-\d\d"
    r"|\d+(?:[.,:]\d+)+|[^\W_]+"
)
_STRETCH = re.compile(r"[<>\[\]{}()\"“”„|;=\n]|[.,:!?](?=[\s*_`]|$)|\s[-–—]\s|(?<=\d\d:\d\d)\s")
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
    spared = {token for text in (*interface, *allowed) for token in _tokens(text)}
    wanted = _Wanted()
    for text in removed:
        wanted.update(phrase for phrase in phrases(text.text) if _says(phrase, spared))
    found = dict(_find(_site_lines(files), wanted))
    _drop_published(found, published)
    if not found:
        return ()
    origins = dict(_find(((text, text.text) for text in removed), _Wanted(found)))
    return tuple(
        sorted(Leak(*place, " ".join(phrase), _origin(origins.get(phrase))) for phrase, place in found.items())
    )


def phrases(text: str) -> Iterator[Phrase]:
    """What a text would be known by, wherever it turned up."""
    for stretch in _stretches(text):
        tokens = _tokens(stretch)
        yield from ((token,) for token in tokens if _is_telling(token))
        for run in _without_clocks(tokens):
            if 1 < len(run) < LONGEST:
                yield tuple(run)
            yield from zip(*(run[at:] for at in range(LONGEST)), strict=False)
    for match in _COMPOUND.finditer(text):
        tokens = _tokens(match.group())
        if 1 < len(tokens) < LONGEST and (len(tokens) > 2 or re.search(r"[@.\d]", match.group())):
            yield from (tuple(run) for run in _without_clocks(tokens) if len(run) > 1)


def _is_telling(token: str) -> bool:
    """Whether a single token is rare enough to be looked for by itself."""
    if token[0].isdigit():
        if token.isdigit():
            return len(token) >= 5
        return token.count(".") == 3 or (token.isalnum() and not _AMOUNT.fullmatch(token))
    return len(token) >= (3 if token.isascii() else 2)


def _says(phrase: Phrase, spared: set[str]) -> bool:
    """Whether a phrase says more than words that are nobody's secret, and short ones, do."""
    return any(_is_telling(token) and token not in spared for token in phrase)


@dataclass
class _Wanted:
    """The phrases to look for. Runs of words are kept as hashes alone: a large archive has millions."""

    phrases: Iterable[Phrase] = ()
    words: set[str] = field(default_factory=set)
    openings: set[int] = field(default_factory=set)
    runs: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.update(self.phrases)

    def update(self, phrases: Iterable[Phrase]) -> None:
        for phrase in phrases:
            if len(phrase) == 1:
                self.words.add(phrase[0])
            else:
                self.openings.add(hash(phrase[:2]))
                self.runs.add(hash(phrase))

    def in_line(self, line: str) -> Iterator[Phrase]:
        """Those that stand in a line, in any reading of it."""
        for reading in readings(line):
            tokens = _tokens(reading)
            yield from ((word,) for word in self.words.intersection(tokens))
            if self.openings.isdisjoint(map(hash, pairwise(tokens))):
                continue
            for stretch in (*_stretches(reading), *_stretches(_without_markup(reading))):
                yield from self._runs_in(_tokens(stretch))

    def _runs_in(self, tokens: Sequence[str]) -> Iterator[Phrase]:
        for start, opening in enumerate(pairwise(tokens)):
            if hash(opening) in self.openings:
                runs = (tuple(tokens[start : start + length]) for length in range(2, LONGEST + 1))
                yield from (run for run in dict.fromkeys(runs) if hash(run) in self.runs)


def _find(lines: Iterable[tuple[Place, str]], wanted: _Wanted) -> Iterator[tuple[Phrase, Place]]:
    """Each phrase with its first place."""
    seen: set[Phrase] = set()
    for place, line in lines:
        for phrase in wanted.in_line(line):
            if phrase not in seen:
                seen.add(phrase)
                yield phrase, place


def _site_lines(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[tuple[str, int], str]]:
    """Every line of the site once, at its first place; a file's name is its line 0."""
    seen: set[int] = set()
    for path, content in files:
        yield (path, 0), path
        for number, line in file_lines(path, content):
            mark = hash(line)
            if mark not in seen:
                seen.add(mark)
                yield (path, number), line


def _drop_published(found: dict[Phrase, tuple[str, int]], published: Iterable[Text]) -> None:
    """Forget what also stands in a text that may be published. Reads no further than needed."""
    wanted = _Wanted(found)
    texts = iter(published)
    while found and (text := next(texts, None)):
        for form in (text.text, _MARKDOWN_LINK.sub("", text.text)):
            for phrase in wanted.in_line(form):
                found.pop(phrase, None)


def _origin(text: Text | None) -> str:
    return f"{text.path}:{text.line}" if text else ""


def _tokens(text: str) -> list[str]:
    """Words and numbers; a number without the marks between its thousands."""
    found = _TOKEN.findall(_plain(text))
    return [re.sub("[.,]", "", token) if _GROUPED.fullmatch(token) else token for token in found]


def _plain(text: str) -> str:
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def _stretches(text: str) -> list[str]:
    return [stretch for stretch in _STRETCH.split(text) if stretch]


def _without_markup(text: str) -> str:
    """HTML as text: tags inside a sentence go, those between elements part it."""
    return _INLINE_TAG.sub("", _TAGS.sub("\n", text)) if "<" in text else text


def _without_clocks(tokens: Sequence[str]) -> Iterator[Sequence[str]]:
    """The runs between clock times: where a time is shown, it is shown in an element of its own."""
    start = 0
    for at, token in enumerate(tokens):
        if ":" in token and _CLOCK.fullmatch(token):
            yield tokens[start:at]
            start = at + 1
    yield tokens[start:]
