"""Find text in a finished site that was removed from its sources.

``find_leaks`` takes the removed texts, the files of the site, and what the site may contain, and returns ``Leak``
values. Called by ``site``; pure.

This searches for words, long numbers and phrases (see ``phrases``). Any that also occur in a text that may be
published are no leaks. Clock times, dates, and short numbers without a word beside them are skipped: a site computes
many of those itself. Where no spaces separate words, as in Japanese, or where a word is truncated, only the letters of
a phrase are compared with what may be published.

A site repeats the same sentences many times, and nearly all of them are in the published sources, too. So texts are
first split into sets of sentences (see ``sentences``), and only unpublished sentences are split into words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property, partial
from itertools import chain

from msgspec import Struct

from mkdocs_postmortems.audit.last_audit import LastAudit, Search
from mkdocs_postmortems.audit.phrases import (
    BRACKETS,
    UNSPACED,
    Phrase,
    Wanted,
    folded,
    is_distinctive,
    longest_word,
    phrases,
    required_parts,
    sentences_of,
    tokenize,
    words_of,
)
from mkdocs_postmortems.audit.sentences import (
    FRAGMENT,
    STEMS,
    SiteFile,
    digest_of,
    forms_of,
    unpublished_sentences,
)
from mkdocs_postmortems.letters import bare
from mkdocs_postmortems.workers import chunks, run_jobs

_FEW_PHRASES = 200
"""Up to this many phrases, texts are first searched for the phrases' words: the theme has thousands of files."""
_MOST_SENTENCES = 20_000
"""How many sentences are split into words at a time, in one process."""
_KINDS = ("", FRAGMENT, STEMS)
"""The kinds of files, pages first: a leak is told in the first that has it."""
_OTHER_ASCII = {code: None for code in range(128) if not chr(code).isalnum() and chr(code) != "\n"}
"""Removes all ASCII characters but letters, digits and line breaks."""
_TRUNCATED = re.compile(r"[^\W_]+(?=…)")


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

    published: Iterable[str]
    """The sources of what is published."""
    others: Iterable[str] = ()
    """Other texts, read no further than needed: the theme and the plugins have thousands of files."""
    icons: Iterable[str] = ()
    """Read only where a phrase may be a part of an outline (``34567``)."""
    interface: Iterable[str] = ()
    """Texts whose words the site combines itself (``5 minutes``)."""
    words: Iterable[str] = ()
    """Words that the site's owner declares to be public."""


def find_leaks(
    removed: Sequence[Text], files: Iterable[SiteFile], permitted: Permitted, last: LastAudit | None = None
) -> tuple[Leak, ...]:
    """Return what ``files`` contain of the ``removed`` texts and is not permitted, sorted, each at its first place.

    The sentences of all files are searched at once. Only if there is a leak, the files are searched one by one. After
    another audit, only what is new is searched; if that raises a suspicion, everything is.
    """
    last, files = last or LastAudit(), tuple(files)
    letters = _Letters(last.published(permitted.published))
    secrets = _Secrets(removed, letters.texts)
    if last.withdrawn & secrets.all:
        last.forget()  # pages that are not read again may still have them
    spared = {token for text in (*permitted.interface, *permitted.words) for token in tokenize(text)}
    search, left = _search(secrets, files, spared, letters, last)
    if last.search and not left.keys() <= last.search.others:
        last.forget()
        search, left = _search(secrets, files, spared, letters, last)
    suspected = _unexplained(left, letters, permitted)
    last.keep(None if suspected else search)
    origins = _find_origins(suspected, removed)
    leaks = _shortest(_find_places(origins, files, letters) if origins else {})
    return tuple(sorted(Leak(each.path, each.line_of(run), " ".join(run), origins[run]) for run, each in leaks.items()))


class _Secrets:
    """The sentences of removed texts that no publishable text has. Those of one source have a digest in common."""

    def __init__(self, removed: Iterable[Text], published: Set[str]) -> None:
        texts: defaultdict[str, list[str]] = defaultdict(list)
        for text in removed:
            texts[text.path].append(text.text)
        joined = map("\n".join, texts.values())
        self._by_source = {digest_of(each.encode("utf-8", "surrogatepass")): each for each in joined}
        self.all = sentences_of("\n".join(self._by_source.values())) - published

    @property
    def sources(self) -> frozenset[bytes]:
        """The digests of the sources."""
        return frozenset(self._by_source)

    def of_others(self, sources: Set[bytes]) -> Set[str]:
        """Return the sentences of other sources than these."""
        others = (text for digest, text in self._by_source.items() if digest not in sources)
        return self.all & sentences_of("\n".join(others))


def _search(
    secrets: _Secrets, files: Sequence[SiteFile], spared: Set[str], letters: _Letters, last: LastAudit
) -> tuple[Search, Mapping[Phrase, Sequence[_Shown]]]:
    """Return what unpublished sentences have of secret ones, and its phrases that occur in no publishable text.

    Phrases whose distinctive words are all ``spared`` are left out: the site combines these words itself, or its owner
    has declared them public. What the last audit has searched for is not searched for again.
    """
    shown = dict(last.unpublished(files))
    names = sentences_of("\n".join(file.path for file in files)) - letters.texts
    shown[""] = shown.get("", frozenset()) | names
    found = _find_new(secrets, shown, letters, last)
    places = _by_phrase(found, shown)
    distinctive = {phrase: where for phrase, where in places.items() if is_distinctive(phrase, spared)}
    explained = last.search.explained if last.search else frozenset()
    left = _without_published(distinctive, last.explained_still(explained), letters, last.workers)
    explained = distinctive.keys() - left.keys()
    return Search(secrets.sources, found, explained, frozenset(left)), left


def _find_new(
    secrets: _Secrets, shown: Mapping[str, Set[str]], letters: _Letters, last: LastAudit
) -> Mapping[str, Set[Phrase]]:
    """Return the phrases of secret sentences in ``shown`` ones, by the kind of files that have these.

    After another audit, all secret sentences are searched for in new sentences, and new ones in all sentences.
    """
    before, workers = last.search, last.workers
    if before is None:
        wanted = Wanted(_joined(secrets.all))
        return {kind: _find(wanted, texts, letters, workers) for kind, texts in shown.items()}
    new = {kind: last.are_new(kind, texts) for kind, texts in shown.items()}
    cut = _cut_words(chain.from_iterable(shown.values()), _Letters(last.withdrawn))
    wanted = Wanted(_joined(secrets.all), among=words_of(chain(cut, *new.values())))
    more = {phrase for sentence in secrets.of_others(before.removed) for phrase in phrases(sentence)}
    wanted_more, found = Wanted.of(more), {}
    for kind, texts in shown.items():
        unread = new[kind] | _with_cut_words(texts, cut & wanted.words)
        newly = _find(wanted, unread, letters, workers) | _find(wanted_more, _near(more, texts), letters, workers)
        found[kind] = newly.union(before.found.get(kind, ()))
    return found


def _find(wanted: Wanted, unpublished: Set[str], letters: _Letters, workers: int) -> set[Phrase]:
    """Return the wanted phrases in unpublished sentences, without starts of published words cut by an ellipsis."""
    return _occurring(wanted, list(_without_cut_words(unpublished, wanted, letters)), workers)


def _near(found: Set[Phrase], sentences: Set[str]) -> Set[str]:
    """Return the sentences that may contain one of these phrases, or all sentences if it takes as long to find out."""
    if len(found) > _FEW_PHRASES:
        return sentences
    signs = {required_parts(phrase)[0] for phrase in found}
    plain = folded("\n".join(sentences)).split("\n") if signs else []
    return {sentence for sentence, text in zip(sentences, plain, strict=False) if any(map(text.__contains__, signs))}


def _by_phrase(found: Mapping[str, Set[Phrase]], shown: Mapping[str, Set[str]]) -> Mapping[Phrase, Sequence[_Shown]]:
    """Return where each phrase is: in one or more kinds of files."""
    places: defaultdict[Phrase, list[_Shown]] = defaultdict(list)
    for kind in _KINDS:
        place = _Shown(kind, shown.get(kind, frozenset()))
        for phrase in found.get(kind, ()):
            places[phrase].append(place)
    return places


def _occurring(wanted: Wanted, sentences: Sequence[str], workers: int) -> set[Phrase]:
    """Return the wanted phrases that occur in some sentences. Several processes search a part each."""
    parts = chunks(sentences, _MOST_SENTENCES)
    return set().union(*run_jobs([partial(_occurring_in, wanted, part) for part in parts], workers))


def _occurring_in(wanted: Wanted, sentences: Sequence[str]) -> set[Phrase]:
    return wanted.find_in("\n".join(sentences))


def _joined(sentences: Iterable[str]) -> Iterator[str]:
    """Yield texts of many sentences each: to split one into words is faster than each sentence."""
    return map("\n".join, chunks(tuple(sentences), _MOST_SENTENCES))


def _without_published(
    found: Mapping[Phrase, Sequence[_Shown]], explained: Set[Phrase], letters: _Letters, workers: int
) -> dict[Phrase, Sequence[_Shown]]:
    """Return the phrases that occur in no publishable text. Those of ``explained`` are known to occur in one."""
    left = {phrase: place for phrase, place in found.items() if phrase not in explained}
    if len(left) > _FEW_PHRASES:
        for phrase in _occurring(Wanted.of(left), list(letters.texts), workers):
            left.pop(phrase, None)
    else:
        _drop_published(left, _joined(letters.texts))
    return left


def _unexplained(
    found: Mapping[Phrase, Sequence[_Shown]], letters: _Letters, permitted: Permitted
) -> Mapping[Phrase, Sequence[_Shown]]:
    """Return the phrases that nothing else explains either: how texts are split and joined, other texts, icons.

    Numbers without a word are compared with the outlines of icons, too, which consist of numbers.
    """
    left = {phrase: places for phrase, places in found.items() if not _is_artifact(phrase, places, letters)}
    _drop_published(left, chain.from_iterable(map(forms_of, permitted.others)))
    numbers = {phrase: place for phrase, place in left.items() if not longest_word(phrase)}
    _drop_published(numbers, permitted.icons)
    return {phrase: place for phrase, place in left.items() if phrase in numbers or longest_word(phrase)}


def _is_artifact(phrase: Phrase, places: Iterable[_Shown], letters: _Letters) -> bool:
    """Whether a phrase is an artifact in all kinds of files that have it. Some may only have had it before."""
    return all(place.is_artifact(phrase, letters) for place in places)


def _shortest(found: Mapping[Phrase, _Place]) -> Mapping[Phrase, _Place]:
    """Return the phrases without those that contain a word which is among them by itself."""
    words = {phrase[0] for phrase in found if len(phrase) == 1}
    return {phrase: place for phrase, place in found.items() if len(phrase) == 1 or words.isdisjoint(phrase)}


class _Shown(Struct, frozen=True):
    """Unpublished sentences of files of one kind, in which a phrase was found."""

    kind: str
    sentences: Set[str]

    def is_artifact(self, phrase: Phrase, letters: _Letters) -> bool:
        """Whether a phrase merely results from how published text is split into words or joined."""
        if self.kind == FRAGMENT and len(phrase) > 1 and not self._joins(phrase):
            return True  # not on the page itself: the end of one element followed by the start of the next
        return (self.kind == STEMS or any(map(UNSPACED.search, phrase))) and letters.contain(phrase)

    def _joins(self, phrase: Phrase) -> bool:
        """Whether the words are joined without spaces here, as in a URL."""
        joined = r"(?:[^\w\s]|_)+".join(map(re.escape, phrase))
        return re.search(joined, folded("\n".join(self.sentences))) is not None


class _Place(Struct, frozen=True):
    """Where a phrase was first found: in a file, or in its name if ``file`` is ``None``."""

    path: str
    shown: _Shown
    file: SiteFile | None = None

    def line_of(self, phrase: Phrase) -> int:
        """Return the line of a phrase; 0 for the file's name."""
        if self.file is None:
            return 0
        wanted, text = Wanted.of([phrase]), self.file.unpacked()
        holders = (sentence for sentence in self.shown.sentences if phrase in wanted.find_in(sentence))
        return min(map(text.line_of, holders), default=1)


def _find_places(phrases: Iterable[Phrase], files: Iterable[SiteFile], letters: _Letters) -> dict[Phrase, _Place]:
    """Return the phrases that are leaks, each with the first file that leaks it, a page rather than Pagefind's file.

    A phrase that only earlier versions of the files have is in none of them. One whose words stand apart on a page is
    none in the index either.
    """
    wanted = Wanted.of(phrases)
    places: dict[Phrase, _Place] = {}
    apart: set[Phrase] = set()
    for file in sorted(files, key=lambda file: _KINDS.index(file.kind)):
        content = unpublished_sentences(file, letters.texts)
        for kind, sentences, origin in (("", sentences_of(file.path), None), (file.kind, content, file)):
            shown = _Shown(kind, sentences - letters.texts)
            for phrase in _find(wanted, shown.sentences, letters, 1):
                if shown.is_artifact(phrase, letters):
                    apart.add(phrase)
                elif shown.kind != STEMS or phrase not in apart:
                    places.setdefault(phrase, _Place(file.path, shown, origin))
    return places


def _cut_words(sentences: Iterable[str], withdrawn: _Letters) -> set[str]:
    """Return the words that sentences cut off by an ellipsis, and that a withdrawn text has.

    No published word may begin like this any more.
    """
    cut = {word for sentence in sentences if "…" in sentence for word in _TRUNCATED.findall(sentence)}
    return {folded(word) for word in cut if withdrawn.contain([word])}


def _with_cut_words(sentences: Iterable[str], words: Set[str]) -> set[str]:
    """Return the sentences that cut off one of these words."""
    cut = (each for each in sentences if "…" in each) if words else ()
    return {each for each in cut if not words.isdisjoint(map(folded, _TRUNCATED.findall(each)))}


def _without_cut_words(sentences: Iterable[str], wanted: Wanted, letters: _Letters) -> Iterator[str]:
    """Yield sentences without wanted words that are merely published words cut off by an ellipsis."""

    def word(match: re.Match[str]) -> str:
        return "" if folded(match[0]) in wanted.words and letters.contain([match[0]]) else match[0]

    return (_TRUNCATED.sub(word, each) if "…" in each else each for each in sentences)


def _drop_published(found: dict[Phrase, Sequence[_Shown]], published: Iterable[str]) -> None:
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


class _Letters:
    """The letters of all publishable texts, to look up what does not occur there as separate words."""

    def __init__(self, texts: frozenset[str]) -> None:
        self.texts = texts

    @cached_property
    def _all(self) -> str:
        plain = "\n".join(filter(str.isascii, self.texts)).lower().translate(_OTHER_ASCII)  # much faster at once
        return "\n".join([plain, *(_letters(text) for text in self.texts if not text.isascii())])

    def contain(self, phrase: Iterable[str]) -> bool:
        """Whether one text contains the letters of these words in a row, whatever separates them."""
        return _letters("".join(phrase)) in self._all


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
