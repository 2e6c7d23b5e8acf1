"""The sentences of a site's files and of what it may contain: all that the search for leaks compares.

``published_sentences`` takes a publishable text, ``site_sentences`` a file. Both are pure. They take most of an audit's
time, so ``Sentences`` does it in several processes, and keeps the results: after an edit, only the sentences of changed
texts and files are found again, and tells which of them the last search has not seen. Called by ``leaks``.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from itertools import chain
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.audit.phrases import Phrase, Wanted, sentences_of
from mkdocs_postmortems.audit.unpacking import Unpacked, decoded, is_encoded, packed_texts, unpack
from mkdocs_postmortems.cache import NO_CACHE, Cache
from mkdocs_postmortems.workers import chunks, run_jobs

_TAGS = re.compile(r"(?:</?[a-z][^<>]*>\s*){2,}")
_INLINE_TAG = re.compile(r"</?(?:a|abbr|b|code|del|em|i|ins|kbd|mark|small|span|strong|sub|sup|wbr)\b[^<>]*>")
_IN_WORD = re.compile(r"[*`~^=](?:(?<=[^\W_][*`~^])[*`~^]*|(?<=[^\W_]=)=)(?=[^\W_])")
"""Markdown markup within a word: ```CPU`s``. What comes before is looked at last, so that few places are tried."""
_WRAP = re.compile(r"\n(?<=\S\n)[ \t>]*(?=\S)")
"""A line break within a paragraph; descriptions and the search index have the paragraph on one line."""
_MARKDOWN_LINK = re.compile(r"\]\([^()\n]*\)|\]\[[^\[\]\n]*\]|[\[\]]")
_MAY_TELL = re.compile(
    r"[a-zA-Z][a-zA-Z0-9]{2}|[^\x00-\x7f]|\d(?:[.,]?\d){4}|\d(?:[.,:]\d+){3}|\d[a-zA-Z]+\d|\d[a-zA-Z]{4}"
)
"""Matches in every sentence with a phrase that ``phrases.is_distinctive``; most numbers of a drawing have none."""
_PARTS = 4
"""How many parts of the work each process gets."""
Item = TypeVar("Item")

STEMS = ".pf_index"
"""Pagefind's index files hold word stems and parts of words: ``monitor``, and ``hub`` for *TokenHub*."""
FRAGMENT = ".pf_fragment"
"""Pagefind's fragment files hold a page's text, in which only a space separates one element from the next."""


class SiteFile(Struct, frozen=True):
    """A file of the site: its path, the digest of its content, and a function that reads it."""

    path: str
    digest: bytes
    read: Callable[[], bytes]

    @property
    def identity(self) -> bytes:
        """What the file's text depends on: its content, and its name, which tells how to unpack it."""
        return posixpath.basename(self.path).encode("utf-8", "surrogateescape") + self.digest

    @property
    def kind(self) -> str:
        """``FRAGMENT`` or ``STEMS`` for two kinds of Pagefind's files, and "" for all other files."""
        return next((kind for kind in (FRAGMENT, STEMS) if self.path.endswith(kind)), "")

    def unpacked(self) -> Unpacked:
        """Return the file's text."""
        return unpack(self.path, self.read())


class Search(Struct, frozen=True):
    """What a search has found: the phrases of ``secret`` sentences, given by their digest, in unpublished sentences.

    ``found`` has the phrases by the kind of files, and ``explained`` those that occur in publishable texts as well.
    """

    secret: bytes = b""
    found: Mapping[str, Set[Phrase]] = {}
    explained: Set[Phrase] = frozenset()


class _Kept(Struct, frozen=True):
    """What the last audit has found: the sentences of publishable texts by their digest, those of files, the search.

    ``shown`` has the sentences by the kind of the ``files``, whose identities are listed, not by each file: pages
    share most of them. No sentence has a line break, so they are kept as lines, which load in a third of the time.
    """

    published: Mapping[bytes, str] = {}
    files: frozenset[bytes] = frozenset()
    shown: Mapping[str, str] = {}
    search: Search = Search()


class Sentences:
    """Finds the sentences of texts and files that are new since the last audit, in ``workers`` processes."""

    def __init__(self, cache: Cache = NO_CACHE, workers: int = 1) -> None:
        self.workers = workers
        self._cache, self._key = cache, cache.key("sentences")
        kept: _Kept = cache.get(self._key) or _Kept()
        self._before = {kind: _sentences(lines) for kind, lines in kept.shown.items()}
        self._shown = self._before
        self._kept = replace(kept, shown={})  # as lines again when all are known: both at once take a lot of memory
        self._withdrawn: frozenset[str] = frozenset()

    def published(self, texts: Iterable[str]) -> frozenset[str]:
        """Return the sentences of publishable texts, in every form."""
        by_digest = {digest_of(text.encode("utf-8", "surrogatepass")): text for text in texts}
        known = self._kept.published
        new = [digest for digest in by_digest if digest not in known]
        jobs = [partial(_published, [by_digest[digest] for digest in part]) for part in self._parts(new)]
        found = dict(zip(new, chain.from_iterable(run_jobs(jobs, self.workers)), strict=True))
        current = {digest: found[digest] if digest in found else known[digest] for digest in by_digest}
        sentences = _sentences("\n".join(current.values()))
        self._withdrawn = _sentences("\n".join(known[digest] for digest in known.keys() - current.keys())) - sentences
        self._kept = replace(self._kept, published=current)
        return sentences

    def shown(self, files: Sequence[SiteFile]) -> Mapping[str, frozenset[str]]:
        """Return the sentences of a site's files by kind, and a few that were in earlier versions of these files."""
        identities = frozenset(file.identity for file in files)
        if len(self._kept.files - identities) > len(identities):
            self._kept, self._before = replace(self._kept, files=frozenset(), search=Search()), {}
        new = [file for file in files if file.identity not in self._kept.files]
        found: defaultdict[str, set[str]] = defaultdict(set)
        for part in run_jobs([partial(_by_kind, part) for part in self._parts(new)], self.workers):
            for kind, sentences in part.items():
                found[kind] |= sentences
        self._shown = {
            kind: self._before.get(kind, frozenset()) | found.pop(kind, set()) for kind in {*self._before, *found}
        }
        self._kept = replace(self._kept, files=self._kept.files | identities)
        return self._shown

    def last_search(self, secret: bytes) -> Search:
        """Return what the last audit has found if it searched for the same sentences, else only what it explained."""
        last = self._kept.search
        return last if last.secret == secret else Search(secret, explained=last.explained)

    def unsearched(self, kind: str, unpublished: Set[str]) -> Set[str]:
        """Return those of some unpublished sentences that the last search has not seen.

        These are new sentences, and those that are no longer published. A sentence with an ellipsis may end in a
        published word that was cut, and is searched in every audit.
        """
        new = unpublished - self._before.get(kind, frozenset())
        return new | (unpublished & self._withdrawn) | {each for each in unpublished if "…" in each}

    def explained_still(self, phrases: Set[Phrase]) -> Set[Phrase]:
        """Return those of some phrases in publishable texts that no text has lost since the last audit."""
        return phrases - Wanted.of(phrases).find_in("\n".join(self._withdrawn))

    def keep(self, search: Search | None) -> None:
        """Keep what was found, for the next audit.

        If there may be leaks, no ``search`` and no sentences of files are kept: the next audits would look for these
        leaks in every file, even once all are mended.
        """
        if not self._cache.is_on:
            return
        kept = _Kept(self._kept.published)
        if search:
            lines = {kind: "\n".join(sentences) for kind, sentences in self._shown.items()}
            kept = replace(self._kept, shown=lines, search=search)
        self._cache.put(self._key, kept)

    def _parts(self, items: Sequence[Item]) -> Iterator[Sequence[Item]]:
        """Split items into a few parts for each process: each part's result repeats what others have, too."""
        return chunks(items, 1 + len(items) // (self.workers * _PARTS))


def _sentences(lines: str) -> frozenset[str]:
    """Return the sentences on some lines."""
    return frozenset(filter(None, lines.split("\n")))


def _published(texts: Iterable[str]) -> list[str]:
    return ["\n".join(published_sentences(text)) for text in texts]


def _by_kind(files: Iterable[SiteFile]) -> Mapping[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for file in files:
        found[file.kind] |= site_sentences(file, seen[file.kind])
    return dict(found)


def published_sentences(text: str) -> set[str]:
    """Return the sentences of a publishable text, in every form in which a page may show it."""
    return {sentence for form in forms_of(text) for sentence in sentences_of(form)}


def site_sentences(file: SiteFile, lines_before: set[str] | None = None) -> set[str]:
    """Return the sentences of a site's file that may tell something, in every reading of its lines.

    Lines in ``lines_before`` are skipped, and its own are added: most lines of a page are those of others, too.
    """
    before = lines_before if lines_before is not None else set()
    lines = [line for line in dict.fromkeys(file.unpacked().text.split("\n")) if line not in before]
    before.update(lines)
    readings = ["\n".join(lines)]
    if changed := [after for line in lines if is_encoded(line) and (after := decoded(line)) != line]:
        readings.append("\n".join(changed))
    found: set[str] = set()
    seen: set[str] = set()
    for reading in readings:
        found |= sentences_of(reading, seen)
        if marked := [line for line in reading.split("\n") if "<" in line and _INLINE_TAG.search(line)]:
            found |= sentences_of(_without_markup("\n".join(marked)), seen)
    return set(filter(_MAY_TELL.search, found))


def forms_of(text: str) -> set[str]:
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


def _without_markup(text: str) -> str:
    """Strip HTML: inline tags vanish, runs of other tags become line breaks."""
    return _INLINE_TAG.sub("", _TAGS.sub("\n", text))


def digest_of(content: bytes) -> bytes:
    """Return what identifies the content of a file or a text."""
    return hashlib.sha256(content).digest()
