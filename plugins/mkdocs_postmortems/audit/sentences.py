"""The sentences of a site's files and of what it may contain: all that the search for leaks compares.

``published_sentences`` takes a publishable text, ``site_sentences`` a file. Both are pure. They take most of an audit's
time, so ``Sentences`` does it in several processes, and keeps the results: after an edit, only the sentences of changed
texts and files are found again, and tells which of them are new. Called by ``leaks``.
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

from mkdocs_postmortems.audit.phrases import Phrase, Wanted, sentences_of
from mkdocs_postmortems.audit.unpacking import Unpacked, decoded, is_encoded, packed_texts, unpack
from mkdocs_postmortems.cache import NO_CACHE, Cache
from mkdocs_postmortems.workers import chunks, run_jobs

_TAGS = re.compile(r"(?:</?[a-z][^<>]*>\s*){2,}")
_INLINE_TAG = re.compile(r"</?(?:a|abbr|b|code|del|em|i|ins|kbd|mark|small|span|strong|sub|sup|wbr)\b[^<>]*>")
_ATTRIBUTES = re.compile(r"<[a-zA-Z][^<>]*=[^<>]*>")
_TAG_MARK = "\0"
_BETWEEN_WORDS = re.compile(r"\0(?<=[\w.,:]\0)\0*[.,:]?\w")
"""Inline tags, each replaced by ``_TAG_MARK``, that are all that separates two words."""
_MARKS = re.compile(r"[*`~^=_](?:(?<=[*`~^])[*`~^]*|(?<==)=|(?<=_)(?:(?<![^\W_]_)_*(?=[^\W_])|(?<=[^\W_]_)_*(?!\w)))")
"""Markdown's marks of emphasis and code, also within a word (```CPU`s``), without the underscores there.

What comes before is looked at last, so that few places are tried.
"""
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
    """What an audit has searched for, and what it has found.

    ``removed`` has the digest of each source's removed text. ``found`` has the phrases of these texts in unpublished
    sentences, by the kind of files, and ``explained`` those of them that occur in publishable texts as well. Something
    else explained the ``others``: if nothing does, the audit keeps no search.
    """

    removed: frozenset[bytes] = frozenset()
    found: Mapping[str, Set[Phrase]] = {}
    explained: Set[Phrase] = frozenset()
    others: Set[Phrase] = frozenset()


class _Kept(Struct, frozen=True):
    """What the last audit has found: the sentences of publishable texts by their digest, those of files, the search.

    ``unpublished`` has the sentences that were in no publishable text, by the kind of the ``files``, whose identities
    are listed, not by each file: files share many. No sentence has a line break, so they are kept as lines, which load
    in a third of the time.
    """

    published: Mapping[bytes, str] = {}
    files: frozenset[bytes] = frozenset()
    unpublished: Mapping[str, str] = {}
    search: Search | None = None


class Sentences:
    """Finds the sentences of texts and files that are new since the last audit, in ``workers`` processes.

    ``last_search`` is what the last audit has found, or ``None`` if nothing is known of it: then all files are read.
    """

    def __init__(self, cache: Cache = NO_CACHE, workers: int = 1) -> None:
        self.workers = workers
        self._cache, self._key = cache, cache.key("sentences")
        kept: _Kept = cache.get(self._key) or _Kept()
        self.last_search = kept.search
        self._published, self._known = kept.published, frozenset[str]()
        self._files = kept.files
        self._before = {kind: _sentences(lines) for kind, lines in kept.unpublished.items()}
        self._unpublished: Mapping[str, frozenset[str]] = {}
        self.withdrawn = frozenset[str]()
        """The sentences that were publishable in the last audit, and no longer are."""

    def published(self, texts: Iterable[str]) -> frozenset[str]:
        """Return the sentences of publishable texts, in every form."""
        by_digest = {digest_of(text.encode("utf-8", "surrogatepass")): text for text in texts}
        known = self._published
        new = [digest for digest in by_digest if digest not in known]
        jobs = [partial(_published, [by_digest[digest] for digest in part]) for part in self._parts(new)]
        found = dict(zip(new, chain.from_iterable(run_jobs(jobs, self.workers)), strict=True))
        self._published = {digest: found[digest] if digest in found else known[digest] for digest in by_digest}
        self._known = _sentences("\n".join(self._published.values()))
        lost = (known[digest] for digest in known.keys() - self._published.keys())
        self.withdrawn = _sentences("\n".join(lost)) - self._known
        return self._known

    def unpublished(self, files: Sequence[SiteFile]) -> Mapping[str, frozenset[str]]:
        """Return the sentences of a site's files that no publishable text has, by the kind of files.

        After another audit, these may be too many: sentences of earlier versions of the files, and withdrawn ones,
        which files that are not read again may still have. See ``forget``.
        """
        identities = frozenset(file.identity for file in files)
        if len(self._files - identities) > len(identities):
            self.forget()
        found: defaultdict[str, set[str]] = defaultdict(set)
        if self._files:
            found[""] |= self.withdrawn
        new = [file for file in files if file.identity not in self._files]
        for part in run_jobs([partial(_by_kind, part, self._known) for part in self._parts(new)], self.workers):
            for kind, sentences in part.items():
                found[kind] |= sentences
        before = {kind: sentences - self._known for kind, sentences in self._before.items()}
        self._unpublished = {kind: before.get(kind, frozenset()) | found.pop(kind, set()) for kind in {*before, *found}}
        self._files |= identities
        return self._unpublished

    def are_new(self, kind: str, unpublished: Set[str]) -> Set[str]:
        """Return those of some unpublished sentences that the last audit has not searched."""
        return unpublished - self._before.get(kind, frozenset())

    def explained_still(self, phrases: Set[Phrase]) -> Set[Phrase]:
        """Return those of some phrases in publishable texts that no text has lost since the last audit."""
        return phrases - Wanted.of(phrases).find_in("\n".join(self.withdrawn))

    def forget(self) -> None:
        """Forget the last audit, so that all files are read again and everything is searched for in all of them."""
        self.last_search, self._files, self._before = None, frozenset(), {}

    def keep(self, search: Search | None) -> None:
        """Keep what was found, for the next audit.

        If there are leaks, no ``search`` and no sentences of files are kept: the next audits would look for these
        leaks in every file, even once all are mended.
        """
        if not self._cache.is_on:
            return
        kept = _Kept(self._published)
        if search:
            lines = {kind: "\n".join(sentences) for kind, sentences in self._unpublished.items()}
            kept = _Kept(self._published, self._files, lines, search)
        self._cache.put(self._key, kept)

    def _parts(self, items: Sequence[Item]) -> Iterator[Sequence[Item]]:
        """Split items into a few parts for each process: each part's result repeats what others have, too."""
        return chunks(items, 1 + len(items) // (self.workers * _PARTS))


def _sentences(lines: str) -> frozenset[str]:
    """Return the sentences on some lines."""
    return frozenset(filter(None, lines.split("\n")))


def _published(texts: Iterable[str]) -> list[str]:
    return ["\n".join(published_sentences(text)) for text in texts]


def _by_kind(files: Iterable[SiteFile], published: Set[str]) -> Mapping[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for file in files:
        found[file.kind] |= unpublished_sentences(file, published, seen[file.kind])
    return dict(found)


def published_sentences(text: str) -> set[str]:
    """Return the sentences of a publishable text, in every form in which a page may show it."""
    return {sentence for form in forms_of(text) for sentence in sentences_of(form)}


def unpublished_sentences(file: SiteFile, published: Set[str], lines_before: set[str] | None = None) -> set[str]:
    """Return the sentences of a site's file that are not published, and those encoded in base64 within them.

    Lines in ``lines_before`` are skipped, see ``site_sentences``.
    """
    found = site_sentences(file, lines_before) - published
    return found.union(*map(sentences_of, packed_texts("\n".join(found)))) - published


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
        found |= sentences_of(_without_inline_tags(reading), seen)
    return set(filter(_MAY_TELL.search, found))


def forms_of(text: str) -> set[str]:
    """Return every form in which a page, or a file derived from it, may show a publishable text."""
    forms = {text, decoded(text)} if is_encoded(text) else {text}
    shown = {_as_shown(form) for form in forms}
    return forms.union(shown, map(_unwrapped, shown), packed_texts(text))


def _as_shown(text: str) -> str:
    """Strip link targets, inline tags, and marks of emphasis and code from Markdown."""
    if "]" in text:
        text = _MARKDOWN_LINK.sub("", text)
    if "<" in text and _INLINE_TAG.search(text):
        text = _without_markup(text)
    return _MARKS.sub("", text)


def _unwrapped(text: str) -> str:
    """Join the lines of each paragraph."""
    if " \n" in text or "\t\n" in text:
        text = "\n".join(line.rstrip(" \t") for line in text.split("\n"))
    return _WRAP.sub(" ", text)


def _without_inline_tags(text: str) -> str:
    """Strip inline tags, which are in the middle of sentences, but not what they say in attributes.

    Where a tag is all that separates two words, the line is kept as it is, too.
    """
    if "<" not in text:
        return text
    lines = []
    for line in text.split("\n"):
        marked = _with_marked_tags(line) if "<" in line else line
        if _TAG_MARK not in marked:
            lines.append(line)
            continue
        lines += [marked.replace(_TAG_MARK, ""), *_ATTRIBUTES.findall(line)]
        if _BETWEEN_WORDS.search(marked):
            lines.append(line)
    return "\n".join(lines)


def _without_markup(text: str) -> str:
    """Strip HTML: inline tags vanish, runs of other tags become line breaks."""
    return _with_marked_tags(text).replace(_TAG_MARK, "")


def _with_marked_tags(text: str) -> str:
    return _INLINE_TAG.sub(_TAG_MARK, _TAGS.sub("\n", text))


def digest_of(content: bytes) -> bytes:
    """Return what identifies the content of a file or a text."""
    return hashlib.sha256(content).digest()
