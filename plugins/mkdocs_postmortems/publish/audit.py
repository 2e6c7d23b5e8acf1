"""The audit: whether a finished site holds anything of the text that was taken out of it.

Comes in: the texts that were taken out, the files of the site, and the texts that may be published. Goes out: ``Leak``
values. Called by ``proof``; pure.

What is looked for are words, long numbers and phrases. A phrase is a run of up to five words of one stretch of text,
which ends at a bracket, a quotation mark or a full stop; addresses, ids and file names are phrases too, since any
punctuation inside them counts as a space. So a text is found as HTML, as a slug and as a file name alike. One that
also stands in a text that may be published is no leak. Not looked for are clock times, dates, and short numbers
without a word beside them: a site is full of those that it worked out itself. Where no spaces part words, as in
Japanese, or where a word is cut short, the letters of a phrase alone are looked up among what may be published.

A site has the same sentences many times over, and nearly all of them stand in the published sources too. So texts are
first cut into sentences, as strings and by sets; only those that nobody has published are taken apart into words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import repeat

from msgspec import Struct

from mkdocs_postmortems.letters import bare
from mkdocs_postmortems.publish.unpacking import Unpacked, decoded, is_encoded, packed_texts, unpack

Phrase = tuple[str, ...]
"""Words in lower case, at least one."""

LONGEST = 5

_UNSPACED_LETTERS = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Thai, Lao, Burmese, Khmer, Japanese, Chinese: scripts that put no spaces between words, nor beside other scripts."""
_UNSPACED = re.compile(f"[{_UNSPACED_LETTERS}]")
_TOKEN = (
    r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)?|\d{4}-\d\d-\d\d"
    rf"|\d+(?:[.,:]\d+)+|[^\W_{_UNSPACED_LETTERS}]+|[{_UNSPACED_LETTERS}]+"
)
_BRACKET = r"[<>\[\]{}()\"“”„|;=\n]"
_STOP = r"[.,:!?](?=[\s*_`]|$)|\s[-–—](?=\s)|(?<=\d\d:\d\d)\s"
_PIECE = re.compile(f"{_TOKEN}|{_BRACKET}|{_STOP}")
_BRACKETS = re.compile(f"(?:{_BRACKET})+")
_STOPS = re.compile(f"{_STOP}|\\n")
_AROUND = " \t\r*_`#-.,:!?"
"""What may stand around a sentence without being part of it."""
_STEMS = ".pf_index"
"""Pagefind's files of words without their endings, and of their parts: ``monitor``, and ``hub`` for *TokenHub*."""
_FRAGMENT = ".pf_fragment"
"""Pagefind's files of a page's text, where a space is all that parts one element from the next."""
_FEW = 200
"""Up to this many phrases are looked for by their words first: the theme has thousands of files."""
_COMPOUND = re.compile(r"[^\W_]+(?:[-.@_/:+~]+[^\W_]+)+")
_TAGS = re.compile(r"(?:</?[a-z][^<>]*>\s*){2,}")
_INLINE_TAG = re.compile(r"</?(?:a|abbr|b|code|del|em|i|ins|kbd|mark|small|span|strong|sub|sup|wbr)\b[^<>]*>")
_IN_WORD = re.compile(r"(?<=[^\W_])(?:[*`~^]+|==)(?=[^\W_])")
"""Marks of Markdown within a word: ```CPU`s``."""
_WRAP = re.compile(r"(?<=\S)[ \t]*\n[ \t>]*(?=\S)")
"""Where a paragraph goes on in its next line; a description and the search index have it on one."""
_CUT = re.compile(r"[^\W_]+(?=…)")
_MARKDOWN_LINK = re.compile(r"\]\([^()\n]*\)|\]\[[^\[\]\n]*\]|[\[\]]")
_CLOCK = re.compile(r"\d\d?:\d\d(?::\d\d)?|\d{4}-\d\d-\d\d[t ].*")
_AMOUNT = re.compile(r"\d+[a-z]{1,3}")
_THOUSANDS = re.compile(r"\d{1,3}(?=(?:\d{3})*$)")
_MAY_BE_GROUPED = re.compile(r"\d[.,]\d{3}")
_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*")


class Text(Struct, frozen=True):
    """Text of a source, and the place where it stands: a file and its line."""

    path: str
    line: int
    text: str


class Leak(Struct, frozen=True, order=True):
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
    theme: Iterable[Text] = (),
    interface: Iterable[str] = (),
    allowed: Iterable[str] = (),
    icons: Iterable[Text] = (),
) -> tuple[Leak, ...]:
    """All leaks, sorted, each at its first place.

    ``published`` may stand in the site, and so may ``theme``, of which no more is read than needed, and ``icons``,
    which are read only where a phrase may be a part of an outline (``34567``). A phrase that has only words of
    ``interface``, which the site puts together itself (``5 minutes``), and of ``allowed``, which it may publish
    wherever they come from, is not looked for.
    """
    spared = {token for text in (*interface, *allowed) for token in _pieces(text)}
    known = {sentence for text in published for form in _forms(text.text) for sentence in _sentences(form)}
    secret = (sentence for text in removed for sentence in _sentences(text.text) if sentence not in known)
    letters = _Letters(frozenset(known))
    found = dict(_find_places(_index_last(files), _Wanted(dict.fromkeys(secret)), known, letters))
    found = {phrase: place for phrase, place in found.items() if _says(phrase, spared)}
    _drop_published(found, ["\n".join(letters.texts)])
    found = {phrase: place for phrase, place in found.items() if not _is_explained(phrase, place, letters)}
    _drop_published(found, (form for text in theme for form in _forms(text.text)))
    numbers = {phrase: place for phrase, place in found.items() if not _longest_word(phrase)}
    _drop_published(numbers, (text.text for text in icons))
    found = {phrase: place for phrase, place in found.items() if phrase in numbers or _longest_word(phrase)}
    words = {phrase[0] for phrase in found if len(phrase) == 1}
    shortest = {phrase: place for phrase, place in found.items() if len(phrase) == 1 or words.isdisjoint(phrase)}
    origins = _find_origins(shortest, removed)
    return tuple(
        sorted(Leak(each.path, each.line_of(run), " ".join(run), origins[run]) for run, each in shortest.items())
    )


def _sentences(text: str, seen: set[str] | None = None) -> set[str]:
    """The stretches of a text that no phrase reaches out of.

    What stands between two brackets or tags, and is in ``seen``, is left out; all else is added there.
    """
    between = set(_BRACKETS.split(text))
    if seen is not None:
        between -= seen
        seen |= between
    found = {sentence.strip(_AROUND) for sentence in _STOPS.split("\n".join(between))}
    found.discard("")
    return found


def _forms(text: str) -> set[str]:
    """A text that may be published in each way that a page, or what is made of it, may show it."""
    forms = {text, decoded(text)} if is_encoded(text) else {text}
    shown = {_as_shown(form) for form in forms}
    unwrapped = {_WRAP.sub(" ", form) for form in shown}
    return forms.union(shown, unwrapped, packed_texts(text))


def _as_shown(text: str) -> str:
    """A Markdown text without links' addresses, tags within a sentence, and marks within a word."""
    if "]" in text:
        text = _MARKDOWN_LINK.sub("", text)
    if "<" in text and _INLINE_TAG.search(text):
        text = _without_markup(text)
    return _IN_WORD.sub("", text)


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
        self.runs: dict[int, set[int]] = {length: set() for length in range(2, LONGEST + 1)}
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
                self.runs[len(phrase)].add(hash(phrase))

    def within(self, text: str) -> set[Phrase]:
        """Those that stand in a text."""
        pieces = _pieces(text)
        found: set[Phrase] = set(zip(self.words.intersection(pieces), strict=False))
        for length, runs in self.runs.items():
            if runs and not runs.isdisjoint(map(hash, _grams(pieces, length))):
                found.update(run for run in _grams(pieces, length) if hash(run) in runs)
        return found


def _grams(pieces: Sequence[str], length: int) -> Iterator[Phrase]:
    return zip(*(pieces[at:] for at in range(length)), strict=False)


class _Place(Struct, frozen=True):
    """Where a phrase was found first: in one of a file's ``sentences``, or in its name where there is no ``file``."""

    path: str
    sentences: Iterable[str]
    file: Unpacked | None = None

    def line_of(self, phrase: Phrase) -> int:
        """The line; 0 for the name."""
        wanted = _Wanted.of([phrase])
        holders = (sentence for sentence in self.sentences if phrase in wanted.within(sentence))
        return min(map(self.file.line_of, holders), default=1) if self.file else 0

    def has_joined(self, phrase: Phrase) -> bool:
        """Whether no space stands between the words here, as in an address."""
        joined = r"(?:[^\w\s]|_)+".join(map(re.escape, phrase))
        return re.search(joined, _plain("\n".join(self.sentences))) is not None


def _find_places(
    files: Iterable[tuple[str, bytes]], wanted: _Wanted, known: set[str], letters: _Letters
) -> Iterator[tuple[Phrase, _Place]]:
    """Each phrase with the first file that holds it, unless it is the start of a published word, cut with an ellipsis.

    ``known`` are sentences that need not be looked at; those that were are added.
    """
    lines: set[str] = set()
    seen: set[str] = set()
    found: set[Phrase] = set()
    for path, content in files:
        file = unpack(path, content)
        new = [line for line in file.text.split("\n") if line not in lines]
        lines.update(new)
        for sentences, origin in ((_sentences(path), None), (_site_sentences(new, seen), file)):
            sentences -= known
            known |= sentences
            sentences.update(*map(_sentences, packed_texts("\n".join(sentences))))
            phrases = wanted.within("\n".join(_without_cut_words(sentences, wanted, letters))) - found
            found |= phrases
            yield from zip(phrases, repeat(_Place(path, sentences, origin)), strict=False)


def _without_cut_words(sentences: Iterable[str], wanted: _Wanted, letters: _Letters) -> Iterator[str]:
    """Sentences without the words that are wanted, but are only what an ellipsis has left of a published one."""

    def word(match: re.Match[str]) -> str:
        return "" if _plain(match[0]) in wanted.words and letters.hold([match[0]]) else match[0]

    return (_CUT.sub(word, each) if "…" in each else each for each in sentences)


def _site_sentences(lines: Sequence[str], seen: set[str]) -> set[str]:
    """The sentences of lines of a site in each way that they may be read, without those that were ``seen``."""
    readings = ["\n".join(lines)]
    if changed := [after for line in lines if is_encoded(line) and (after := decoded(line)) != line]:
        readings.append("\n".join(changed))
    found = set()
    for reading in readings:
        found |= _sentences(reading, seen)
        if marked := [line for line in reading.split("\n") if "<" in line and _INLINE_TAG.search(line)]:
            found |= _sentences(_without_markup("\n".join(marked)), seen)
    return found


def _drop_published(found: dict[Phrase, _Place], published: Iterable[str]) -> None:
    """Forget what also stands in a text that may be published. Reads no further than needed.

    Where few phrases are left, only the stretches between brackets with the longest sign of one are taken apart.
    """
    wanted, signs = _Wanted.of(found), {phrase: _signs(phrase) for phrase in found}
    for text in published if found else ():
        if len(found) <= _FEW:
            plain = _plain(text)
            near = [phrase for phrase in found if all(map(plain.__contains__, signs[phrase]))]
            if not near:
                continue
            wanted, telling = _Wanted.of(near), [signs[phrase][0] for phrase in near]
            text = "\n".join(each for each in _BRACKETS.split(plain) if any(map(each.__contains__, telling)))
        for phrase in wanted.within(text):
            found.pop(phrase, None)
        if not found:
            return


def _index_last(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The files, those of Pagefind at the end: what is found first in one of them is in no other file."""
    last = []
    for path, content in files:
        if path.endswith((_FRAGMENT, _STEMS)):
            last.append((path, content))
        else:
            yield path, content
    yield from last


class _Letters:
    """What may be published, letter by letter: for what does not stand there as words of its own."""

    def __init__(self, texts: frozenset[str]) -> None:
        self.texts = texts

    @cached_property
    def _all(self) -> str:
        return "\n".join(map(_letters, self.texts))

    def hold(self, phrase: Iterable[str]) -> bool:
        """Whether the letters of some words stand in one text, whatever stands between them."""
        return _letters("".join(phrase)) in self._all


def _is_explained(phrase: Phrase, place: _Place, letters: _Letters) -> bool:
    """Whether a phrase that nobody has published so is how a published text is cut into words, or put together."""
    if place.path.endswith(_FRAGMENT) and len(phrase) > 1 and not place.has_joined(phrase):
        return True  # the page itself has it not: it is the end of one element and the start of the next
    return (place.path.endswith(_STEMS) or any(map(_UNSPACED.search, phrase))) and letters.hold(phrase)


def _letters(text: str) -> str:
    """A text's letters and digits in lower case, without accents, which a stem does not keep either."""
    return re.sub(r"[\W_]+", "", bare(text))


def _signs(phrase: Phrase) -> tuple[str, ...]:
    """What any text with the phrase has in it, the longest first. The thousands of a number may be marked there."""
    signs = (sign for word in phrase for sign in (_THOUSANDS.findall(word) if word.isdigit() else (word,)))
    return tuple(sorted(dict.fromkeys(signs), key=len, reverse=True))


def _longest_word(phrase: Phrase) -> str:
    """A word that any text with the phrase has; "" where there are only numbers, which are written in many ways."""
    return max(filter(str.isalpha, phrase), key=len, default="")


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
    plain = _plain(text)
    found = _PIECE.findall(plain)
    if not _MAY_BE_GROUPED.search(plain):
        return found
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
