"""What the last audit has found, so that the next one reads and searches only what is new.

To find the sentences of all texts and files takes most of an audit's time. ``LastAudit`` does that for those that have
changed, in several processes, and tells which sentences are new. Called by ``leaks``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from itertools import chain
from typing import TypeVar

from msgspec import Struct

from mkdocs_postmortems.audit.phrases import Phrase, Wanted
from mkdocs_postmortems.audit.sentences import SiteFile, digest_of, published_sentences, unpublished_sentences
from mkdocs_postmortems.cache import NO_CACHE, Cache
from mkdocs_postmortems.workers import chunks, run_jobs

_PARTS = 4
"""How many parts of the work each process gets."""
Item = TypeVar("Item")


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


class LastAudit:
    """The audit before this one, which asks for ``published`` sentences first, then for ``unpublished`` ones.

    ``search`` is what it has found, or ``None`` if nothing is known of it: then all files are read, in ``workers``
    processes.
    """

    def __init__(self, cache: Cache = NO_CACHE, workers: int = 1) -> None:
        self.workers = workers
        self._cache, self._key = cache, cache.key("audit")
        kept: _Kept = cache.get(self._key) or _Kept()
        self.search = kept.search
        self._published, self._known = kept.published, frozenset[str]()
        self._files = kept.files
        self._before = {kind: _sentences([lines]) for kind, lines in kept.unpublished.items()}
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
        self._known = _sentences(self._published.values())
        self.withdrawn = _sentences(known[digest] for digest in known.keys() - self._published.keys()) - self._known
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
        self.search, self._files, self._before = None, frozenset(), {}

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


def _sentences(texts: Iterable[str]) -> frozenset[str]:
    """Return the sentences on the lines of some texts."""
    return frozenset(sentence for lines in texts for sentence in lines.split("\n") if sentence)


def _published(texts: Iterable[str]) -> list[str]:
    return ["\n".join(published_sentences(text)) for text in texts]


def _by_kind(files: Iterable[SiteFile], published: Set[str]) -> Mapping[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for file in files:
        found[file.kind] |= unpublished_sentences(file, published, seen[file.kind])
    return dict(found)
