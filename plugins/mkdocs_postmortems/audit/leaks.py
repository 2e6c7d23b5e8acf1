"""Find text in a finished site that was removed from its sources.

``find_leaks`` takes the removed texts, the files of the site, and what the site may contain, and returns ``Leak``
values. Called by ``site``; pure.

This searches for words, long numbers and phrases (see ``phrases``). Any that also occur in a text that may be
published are no leaks. Clock times, dates, and short numbers without a word beside them are skipped: a site computes
many of those itself. Where no spaces separate words, as in Japanese, or where a word is truncated, only the letters of
a phrase are compared with what may be published.

A site repeats the same sentences many times, and nearly all of them are in the published sources, too. So texts are
first split into sets of sentences, and only unpublished sentences are split into words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import repeat

from msgspec import Struct

from mkdocs_postmortems.audit.phrases import (
    BRACKETS,
    UNSPACED,
    Phrase,
    Wanted,
    folded,
    is_distinctive,
    longest_word,
    required_parts,
    sentences_of,
    tokenize,
)
from mkdocs_postmortems.audit.unpacking import Unpacked, decoded, is_encoded, packed_texts, unpack
from mkdocs_postmortems.letters import bare

_STEMS = ".pf_index"
"""Pagefind's index files hold word stems and parts of words: ``monitor``, and ``hub`` for *TokenHub*."""
_FRAGMENT = ".pf_fragment"
"""Pagefind's fragment files hold a page's text, in which only a space separates one element from the next."""
_FEW_PHRASES = 200
"""Up to this many phrases, texts are first searched for the phrases' words: the theme has thousands of files."""
_TAGS = re.compile(r"(?:</?[a-z][^<>]*>\s*){2,}")
_INLINE_TAG = re.compile(r"</?(?:a|abbr|b|code|del|em|i|ins|kbd|mark|small|span|strong|sub|sup|wbr)\b[^<>]*>")
_IN_WORD = re.compile(r"[*`~^=](?:(?<=[^\W_][*`~^])[*`~^]*|(?<=[^\W_]=)=)(?=[^\W_])")
"""Markdown markup within a word: ```CPU`s``. What comes before is looked at last, so that few places are tried."""
_WRAP = re.compile(r"\n(?<=\S\n)[ \t>]*(?=\S)")
"""A line break within a paragraph; descriptions and the search index have the paragraph on one line."""
_TRUNCATED = re.compile(r"[^\W_]+(?=…)")
_MARKDOWN_LINK = re.compile(r"\]\([^()\n]*\)|\]\[[^\[\]\n]*\]|[\[\]]")


class Text(Struct, frozen=True):
    """Text of a source, with its file and line."""

    path: str
    line: int
    text: str


class Leak(Struct, frozen=True, order=True):
    """A phrase in a file of the site that was removed from the source at ``origin``."""

    path: str
    line: int
    phrase: str
    origin: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else f"the name of {self.path}"
        return f"{place}: {self.phrase!r} is published, but occurs only in internal text: {self.origin}"


class Permitted(Struct, frozen=True):
    """What a site may contain: texts, and words that are no secret in any combination."""

    published: Iterable[Text]
    """The sources of what is published."""
    theme: Iterable[Text] = ()
    """Read no further than needed: the theme and the plugins have thousands of files."""
    icons: Iterable[Text] = ()
    """Read only where a phrase may be a part of an outline (``34567``)."""
    interface: Iterable[str] = ()
    """Texts whose words the site combines itself (``5 minutes``)."""
    words: Iterable[str] = ()
    """Words that the site's owner declares to be public."""


def find_leaks(removed: Sequence[Text], files: Iterable[tuple[str, bytes]], permitted: Permitted) -> tuple[Leak, ...]:
    """Return what ``files`` contain of the ``removed`` texts and is not permitted, sorted, each at its first place."""
    known = {sentence for text in permitted.published for form in _forms(text.text) for sentence in sentences_of(form)}
    secret = (sentence for text in removed for sentence in sentences_of(text.text) if sentence not in known)
    letters = _Letters(frozenset(known))
    found = dict(_find_places(_index_last(files), Wanted(dict.fromkeys(secret)), known, letters))
    leaks = _shortest(_unexplained(found, letters, permitted))
    origins = _find_origins(leaks, removed)
    return tuple(sorted(Leak(each.path, each.line_of(run), " ".join(run), origins[run]) for run, each in leaks.items()))


def _unexplained(found: Mapping[Phrase, _Place], letters: _Letters, permitted: Permitted) -> Mapping[Phrase, _Place]:
    """Return the phrases that nothing explains: no publishable text, and nothing of the theme or the interface.

    Numbers without a word are compared with the outlines of icons, too, which consist of numbers.
    """
    spared = {token for text in (*permitted.interface, *permitted.words) for token in tokenize(text)}
    left = {phrase: place for phrase, place in found.items() if is_distinctive(phrase, spared)}
    _drop_published(left, ["\n".join(letters.texts)])
    left = {phrase: place for phrase, place in left.items() if not _is_artifact(phrase, place, letters)}
    _drop_published(left, (form for text in permitted.theme for form in _forms(text.text)))
    numbers = {phrase: place for phrase, place in left.items() if not longest_word(phrase)}
    _drop_published(numbers, (text.text for text in permitted.icons))
    return {phrase: place for phrase, place in left.items() if phrase in numbers or longest_word(phrase)}


def _shortest(found: Mapping[Phrase, _Place]) -> Mapping[Phrase, _Place]:
    """Return the phrases without those that contain a word which is among them by itself."""
    words = {phrase[0] for phrase in found if len(phrase) == 1}
    return {phrase: place for phrase, place in found.items() if len(phrase) == 1 or words.isdisjoint(phrase)}


def _forms(text: str) -> set[str]:
    """Return every form in which a page, or a file derived from it, may show a publishable text."""
    forms = {text, decoded(text)} if is_encoded(text) else {text}
    shown = {_as_shown(form) for form in forms}
    return forms.union(shown, map(_unwrapped, shown), packed_texts(text))


def _as_shown(text: str) -> str:
    """Strip link targets, inline tags, and markup within words from Markdown."""
    if "]" in text:
        text = _MARKDOWN_LINK.sub("", text)
    if "<" in text and _INLINE_TAG.search(text):
        text = _without_markup(text)
    return _IN_WORD.sub("", text)


def _unwrapped(text: str) -> str:
    """Join the lines of each paragraph."""
    if " \n" in text or "\t\n" in text:
        text = "\n".join(line.rstrip(" \t") for line in text.split("\n"))
    return _WRAP.sub(" ", text)


class _Place(Struct, frozen=True):
    """Where a phrase was first found: in one of a file's ``sentences``, or in its name if ``file`` is ``None``."""

    path: str
    sentences: Iterable[str]
    file: Unpacked | None = None

    def line_of(self, phrase: Phrase) -> int:
        """Return the line of a phrase; 0 for the file's name."""
        wanted = Wanted.of([phrase])
        holders = (sentence for sentence in self.sentences if phrase in wanted.find_in(sentence))
        return min(map(self.file.line_of, holders), default=1) if self.file else 0

    def is_joined(self, phrase: Phrase) -> bool:
        """Whether the words are joined without spaces here, as in a URL."""
        joined = r"(?:[^\w\s]|_)+".join(map(re.escape, phrase))
        return re.search(joined, folded("\n".join(self.sentences))) is not None


def _find_places(
    files: Iterable[tuple[str, bytes]], wanted: Wanted, known: set[str], letters: _Letters
) -> Iterator[tuple[Phrase, _Place]]:
    """Yield each phrase with the first file that contains it, except starts of published words cut by an ellipsis.

    Sentences in ``known`` are skipped; those examined are added to it.
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
            phrases = wanted.find_in("\n".join(_without_cut_words(sentences, wanted, letters))) - found
            found |= phrases
            yield from zip(phrases, repeat(_Place(path, sentences, origin)), strict=False)


def _without_cut_words(sentences: Iterable[str], wanted: Wanted, letters: _Letters) -> Iterator[str]:
    """Yield sentences without wanted words that are merely published words cut off by an ellipsis."""

    def word(match: re.Match[str]) -> str:
        return "" if folded(match[0]) in wanted.words and letters.contain([match[0]]) else match[0]

    return (_TRUNCATED.sub(word, each) if "…" in each else each for each in sentences)


def _site_sentences(lines: Sequence[str], seen: set[str]) -> set[str]:
    """Return the sentences of a site's lines, in every reading of them, except those already ``seen``."""
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
    """Remove phrases that also occur in a publishable text; read only as many texts as needed.

    Once few phrases are left, only segments that contain the longest required part of one are split into words.
    """
    wanted, signs = Wanted.of(found), {phrase: required_parts(phrase) for phrase in found}
    for text in published if found else ():
        if len(found) <= _FEW_PHRASES:
            plain = folded(text)
            near = [phrase for phrase in found if all(map(plain.__contains__, signs[phrase]))]
            if not near:
                continue
            wanted, telling = Wanted.of(near), [signs[phrase][0] for phrase in near]
            text = "\n".join(each for each in BRACKETS.split(plain) if any(map(each.__contains__, telling)))
        for phrase in wanted.find_in(text):
            found.pop(phrase, None)
        if not found:
            return


def _index_last(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield Pagefind's files last, so that a phrase first found in one of them is in no other file."""
    last = []
    for path, content in files:
        if path.endswith((_FRAGMENT, _STEMS)):
            last.append((path, content))
        else:
            yield path, content
    yield from last


class _Letters:
    """The letters of all publishable texts, to look up what does not occur there as separate words."""

    def __init__(self, texts: frozenset[str]) -> None:
        self.texts = texts

    @cached_property
    def _all(self) -> str:
        return "\n".join(map(_letters, self.texts))

    def contain(self, phrase: Iterable[str]) -> bool:
        """Whether one text contains the letters of these words in a row, whatever separates them."""
        return _letters("".join(phrase)) in self._all


def _is_artifact(phrase: Phrase, place: _Place, letters: _Letters) -> bool:
    """Whether a phrase merely results from how published text is split into words or joined."""
    if place.path.endswith(_FRAGMENT) and len(phrase) > 1 and not place.is_joined(phrase):
        return True  # not on the page itself: the end of one element followed by the start of the next
    return (place.path.endswith(_STEMS) or any(map(UNSPACED.search, phrase))) and letters.contain(phrase)


def _letters(text: str) -> str:
    """Return a text's letters and digits in lower case, without accents, which stems lack, too."""
    return re.sub(r"[\W_]+", "", bare(text))


def _find_origins(found: Iterable[Phrase], removed: Iterable[Text]) -> Mapping[Phrase, str]:
    """Return each phrase's first place in the sources, as ``path:line``."""
    wanted = Wanted.of(found)
    origins: dict[Phrase, str] = {}
    for text in removed if found else ():
        for phrase in wanted.find_in(text.text):
            origins.setdefault(phrase, f"{text.path}:{text.line}")
    return origins


def _without_markup(text: str) -> str:
    """Strip HTML: inline tags vanish, runs of other tags become line breaks."""
    return _INLINE_TAG.sub("", _TAGS.sub("\n", text))
