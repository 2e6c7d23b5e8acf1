"""The sentences of a site's files and of what it may contain: all that the search for leaks compares.

``published_sentences`` takes a publishable text, and ``site_sentences`` a file. Called by ``last_audit`` and
``leaks``; pure.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Set

from msgspec import Struct

from mkdocs_postmortems.audit.phrases import sentences_of
from mkdocs_postmortems.audit.unpacking import Unpacked, decoded, is_encoded, packed_texts, unpack

_TAGS = re.compile(r"(?:</?[a-z][^<>]*>\s*){2,}")
_INLINE = "a|abbr|b|code|del|em|i|ins|kbd|mark|small|span|strong|sub|sup|wbr"
_INLINE_TAG = re.compile(rf"</?(?:{_INLINE})\b[^<>]*>")
_TELLING_TAG = re.compile(rf"<(?!/?(?:{_INLINE}|br|dd|div|dl|dt|h[1-6]|li|nav|ol|p|pre|t[dhr]|ul)>)/?[a-zA-Z][^<>]*>")
"""A tag that may tell something: that is more than the name of a frequent element."""
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
    r"[a-zA-Z](?!(?<=\d{4}-\d\d-\d\d[Tt])\d\d:\d\d)[a-zA-Z0-9]{2}|[^\x00-\x7f\xa0·–—…]"
    r"|\d(?:[.,]?\d){4}|\d(?:[.,:]\d+){3}|\d[a-zA-Z]{4}|\d(?!(?<=\d{4}-\d\d-\d\d)[Tt]\d\d:\d\d)[a-zA-Z]+\d"
)
"""Matches in every sentence with a phrase that ``phrases.is_distinctive``. Most numbers of a drawing have none, and a
time with its date has none either."""

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
    """Strip inline tags, which are in the middle of sentences, but not what tags themselves tell, as in attributes.

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
        lines += [marked.replace(_TAG_MARK, ""), *_TELLING_TAG.findall(line)]
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
