"""The audit: whether a finished site holds anything of the text that was taken out of it.

Comes in: the texts that were taken out, the files of the site, and the texts that may be published. Goes out: ``Leak``
values. Called by ``proof``; pure.

What is looked for are words, long numbers and phrases (see ``phrases``). One that also occurs in a text that may be
published is no leak. Not looked for are clock times, dates, and short numbers without a word beside them: a site has
many that it computed itself. Where no spaces separate words, as in Japanese, or where a word is cut short, the letters
of a phrase alone are looked up in what may be published.

A site repeats the same sentences many times, and nearly all of them are in the published sources, too. So texts are
first cut into sentences, as sets of strings; only those that are not published are taken apart into words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import repeat

from msgspec import Struct

from mkdocs_postmortems.letters import bare
from mkdocs_postmortems.publish.phrases import (
    BRACKETS,
    UNSPACED,
    Phrase,
    Wanted,
    folded,
    longest_word,
    pieces_of,
    says,
    sentences_of,
    signs_of,
)
from mkdocs_postmortems.publish.unpacking import Unpacked, decoded, is_encoded, packed_texts, unpack

_STEMS = ".pf_index"
"""Pagefind's files of words without their endings, and of their parts: ``monitor``, and ``hub`` for *TokenHub*."""
_FRAGMENT = ".pf_fragment"
"""Pagefind's files of a page's text, where a space is all that parts one element from the next."""
_FEW = 200
"""Up to this many phrases are looked for by their words first: the theme has thousands of files."""
_TAGS = re.compile(r"(?:</?[a-z][^<>]*>\s*){2,}")
_INLINE_TAG = re.compile(r"</?(?:a|abbr|b|code|del|em|i|ins|kbd|mark|small|span|strong|sub|sup|wbr)\b[^<>]*>")
_IN_WORD = re.compile(r"(?<=[^\W_])(?:[*`~^]+|==)(?=[^\W_])")
"""Marks of Markdown within a word: ```CPU`s``."""
_WRAP = re.compile(r"(?<=\S)[ \t]*\n[ \t>]*(?=\S)")
"""Where a paragraph goes on in its next line; a description and the search index have it on one."""
_CUT = re.compile(r"[^\W_]+(?=…)")
_MARKDOWN_LINK = re.compile(r"\]\([^()\n]*\)|\]\[[^\[\]\n]*\]|[\[\]]")


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
    spared = {token for text in (*interface, *allowed) for token in pieces_of(text)}
    known = {sentence for text in published for form in _forms(text.text) for sentence in sentences_of(form)}
    secret = (sentence for text in removed for sentence in sentences_of(text.text) if sentence not in known)
    letters = _Letters(frozenset(known))
    found = dict(_find_places(_index_last(files), Wanted(dict.fromkeys(secret)), known, letters))
    found = {phrase: place for phrase, place in found.items() if says(phrase, spared)}
    _drop_published(found, ["\n".join(letters.texts)])
    found = {phrase: place for phrase, place in found.items() if not _is_explained(phrase, place, letters)}
    _drop_published(found, (form for text in theme for form in _forms(text.text)))
    numbers = {phrase: place for phrase, place in found.items() if not longest_word(phrase)}
    _drop_published(numbers, (text.text for text in icons))
    found = {phrase: place for phrase, place in found.items() if phrase in numbers or longest_word(phrase)}
    words = {phrase[0] for phrase in found if len(phrase) == 1}
    shortest = {phrase: place for phrase, place in found.items() if len(phrase) == 1 or words.isdisjoint(phrase)}
    origins = _find_origins(shortest, removed)
    return tuple(
        sorted(Leak(each.path, each.line_of(run), " ".join(run), origins[run]) for run, each in shortest.items())
    )


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


class _Place(Struct, frozen=True):
    """Where a phrase was found first: in one of a file's ``sentences``, or in its name where there is no ``file``."""

    path: str
    sentences: Iterable[str]
    file: Unpacked | None = None

    def line_of(self, phrase: Phrase) -> int:
        """The line; 0 for the name."""
        wanted = Wanted.of([phrase])
        holders = (sentence for sentence in self.sentences if phrase in wanted.within(sentence))
        return min(map(self.file.line_of, holders), default=1) if self.file else 0

    def has_joined(self, phrase: Phrase) -> bool:
        """Whether no space stands between the words here, as in an address."""
        joined = r"(?:[^\w\s]|_)+".join(map(re.escape, phrase))
        return re.search(joined, folded("\n".join(self.sentences))) is not None


def _find_places(
    files: Iterable[tuple[str, bytes]], wanted: Wanted, known: set[str], letters: _Letters
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
        for sentences, origin in ((sentences_of(path), None), (_site_sentences(new, seen), file)):
            sentences -= known
            known |= sentences
            sentences.update(*map(sentences_of, packed_texts("\n".join(sentences))))
            phrases = wanted.within("\n".join(_without_cut_words(sentences, wanted, letters))) - found
            found |= phrases
            yield from zip(phrases, repeat(_Place(path, sentences, origin)), strict=False)


def _without_cut_words(sentences: Iterable[str], wanted: Wanted, letters: _Letters) -> Iterator[str]:
    """Sentences without the words that are wanted, but are only what an ellipsis has left of a published one."""

    def word(match: re.Match[str]) -> str:
        return "" if folded(match[0]) in wanted.words and letters.hold([match[0]]) else match[0]

    return (_CUT.sub(word, each) if "…" in each else each for each in sentences)


def _site_sentences(lines: Sequence[str], seen: set[str]) -> set[str]:
    """The sentences of lines of a site in each way that they may be read, without those that were ``seen``."""
    readings = ["\n".join(lines)]
    if changed := [after for line in lines if is_encoded(line) and (after := decoded(line)) != line]:
        readings.append("\n".join(changed))
    found = set()
    for reading in readings:
        found |= sentences_of(reading, seen)
        if marked := [line for line in reading.split("\n") if "<" in line and _INLINE_TAG.search(line)]:
            found |= sentences_of(_without_markup("\n".join(marked)), seen)
    return found


def _drop_published(found: dict[Phrase, _Place], published: Iterable[str]) -> None:
    """Forget what also stands in a text that may be published. Reads no further than needed.

    Where few phrases are left, only the stretches between brackets with the longest sign of one are taken apart.
    """
    wanted, signs = Wanted.of(found), {phrase: signs_of(phrase) for phrase in found}
    for text in published if found else ():
        if len(found) <= _FEW:
            plain = folded(text)
            near = [phrase for phrase in found if all(map(plain.__contains__, signs[phrase]))]
            if not near:
                continue
            wanted, telling = Wanted.of(near), [signs[phrase][0] for phrase in near]
            text = "\n".join(each for each in BRACKETS.split(plain) if any(map(each.__contains__, telling)))
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
    return (place.path.endswith(_STEMS) or any(map(UNSPACED.search, phrase))) and letters.hold(phrase)


def _letters(text: str) -> str:
    """A text's letters and digits in lower case, without accents, which a stem does not keep either."""
    return re.sub(r"[\W_]+", "", bare(text))


def _find_origins(found: Iterable[Phrase], removed: Iterable[Text]) -> Mapping[Phrase, str]:
    """The first place in the sources of each phrase."""
    wanted = Wanted.of(found)
    origins: dict[Phrase, str] = {}
    for text in removed if found else ():
        for phrase in wanted.within(text.text):
            origins.setdefault(phrase, f"{text.path}:{text.line}")
    return origins


def _without_markup(text: str) -> str:
    """HTML as text: tags inside a sentence go, those between elements part it."""
    return _INLINE_TAG.sub("", _TAGS.sub("\n", text))
