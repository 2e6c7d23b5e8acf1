"""A rule for phrases that blame a person instead of describing conditions.

It is tuned to stay quiet. Quotations, code and negated phrases are ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from msgspec.structs import replace

from mkdocs_postmortems.check.passages import Passage
from mkdocs_postmortems.check.signs import Signs
from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.check.text.blame_phrases import NAMED_SIGNS, PHRASES, Phrase, phrases_of

_SIGNS = Signs({"caused", *(sign for phrase in PHRASES for group in phrase.signs for sign in group)}, lower=True)

_FIELDS = ("title", "cause", "tagline", "summary", "description", "impact")
_MARKED = re.compile(r"^([ ]*[\w -]+:[ ]*)[\"'](.*)[\"'](?=[ ]*$)")
"""A value in the quotation marks of YAML, which are no quotation."""
_QUOTED = re.compile(r"\"[^\"\n]*\"|“[^”\n]*”|„[^“\n]*“|«[^»\n]*»|^\s*>.*$", re.MULTILINE)
_DENIED = re.compile(
    r"(?:\bnot?|\bnever|\brather than|\binstead of|n['’]t|\bwithout)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)


def find_blame(subject: Subject) -> Iterator[Finding]:
    """``blame``"""
    present = _SIGNS.among(subject.words)
    people = list(phrases_of(_names(subject))) if present & NAMED_SIGNS else []
    present = present.union(*(phrase.signs[0] for phrase in people))
    phrases = [phrase for phrase in (*PHRASES, *people) if not any(map(present.isdisjoint, phrase.signs))]
    if not phrases:
        return
    texts = _texts(subject)
    plain = [_plain(paragraph.prose) for paragraph in texts]
    whole = "\n".join(plain)
    phrases = list(_narrowed(phrases, {sign for sign in present if sign in whole}))
    for paragraph, text in zip(texts, plain, strict=True):
        likely = [phrase for phrase in phrases if phrase.may_be_in(text)]
        if not likely:
            continue
        prose = _QUOTED.sub(lambda match: " " * len(match.group()), paragraph.prose)
        for match, help in _largest(prose, likely):
            words = " ".join(match.group().split())
            yield Finding(f'"{words}" blames a person', *paragraph.place(match.start()), help)


def _texts(subject: Subject) -> Sequence[Passage]:
    """Return the fields of the front matter that readers see as text, and the paragraphs of the body."""
    spans = [span for name in _FIELDS if (span := subject.report.fields.lines.get(name))]
    written = ([_MARKED.sub(r"\1 \2 ", subject.line(number)) for number in span.numbers] for span in spans)
    fields = (Passage("\n".join(lines), span.first) for lines, span in zip(written, spans, strict=True))
    return [*fields, *subject.text]


def _plain(text: str) -> str:
    """Return a text in lower case, with one space between words."""
    return " ".join(text.lower().split())


def _narrowed(phrases: Sequence[Phrase], present: Set[str]) -> Iterator[Phrase]:
    """Yield the phrases that may be in a text with these signs, each with only those signs."""
    for phrase in phrases:
        groups = tuple(group & present for group in phrase.signs)
        if all(groups):
            yield replace(phrase, signs=groups)


def _largest(prose: str, phrases: Sequence[Phrase]) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the phrases in a text in order, and the longest of those that overlap."""
    found = [
        (match, phrase.help)
        for phrase in phrases
        for match in phrase.find(prose)
        if not _DENIED.search(prose, max(0, match.start() - 40), match.start())
    ]
    end = 0
    for match, help in sorted(found, key=lambda each: (each[0].start(), -each[0].end())):
        if match.start() >= end:
            yield match, help
        end = max(end, match.end())


def _names(subject: Subject) -> set[str]:
    """Return the names of people in the front matter."""
    fields = subject.report.fields
    return {name.strip() for name in (*fields.authors, *map(str, fields.roles.values()))}
