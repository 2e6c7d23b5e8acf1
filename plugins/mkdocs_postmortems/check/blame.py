"""A rule of language: words that make a person the cause, where conditions were.

Tuned to stay quiet: each phrase here speaks of a person's failing by itself. Neutral words (failed, missed, broke)
count only beside a person; quotations, code, and sentences that say it was *not* so do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mkdocs_postmortems.check.subject import Finding, Subject

_PERSON = (
    r"(?:the|an?|our|one|some|this|that)\s+(?:\w+\s+)?"
    r"(?:engineer|developer|operator|admin|administrator|technician|contractor|intern|colleague|employee|person|sre|dba"
    r"|on-?call(?:\s+engineer)?|team\s+member|author|reviewer|committer|manager)"
)
_PEOPLE = """
engineer developer operator admin technician contractor intern colleague employee person sre dba on-call oncall member
author reviewer committer manager
"""
"""One of these is in every ``_PERSON``, in lower case."""
_FAILED = (
    r"(?:forgot|neglected|failed\s+to|did\s+not\s+bother|didn[’']t\s+bother|ignored|overlooked|carelessly|wrongly"
    r"|mistakenly|made\s+an?\s+(?:\w+\s+)?(?:mistake|error)|messed\s+up|screwed\s+up|broke)"
)


_NAME = (
    r"(?-i:(?!(?:The|This|That|These|Those|It|We|You|Nobody|Everybody|Somebody|Someone|Everyone|Which|What|Who|There)\b)"
    r"[A-Z][a-z]{2,15}(?<!ing|ion|ent|ler|tem|ice|est)(?<!ings|ions|ents|ests|erts)"
    r"(?:\s[A-Z][a-z]{1,15})?)"
)
"""A word with a capital that may be somebody's name, and is none of those that systems are called by."""
_WHO = rf"(?:he|she|they|who|{_NAME})"
_OUGHT = (
    r"(?:(?:double-)?checked|asked|remembered|reali[sz]ed|thought|paid\s+attention|been\s+more\s+careful|looked"
    r"|read\s+the|verified|told|noticed|tested|known)"
)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """``signs``: of each group of them one is in a text that holds the phrase. Looking for them first is ten times as
    fast.
    """

    signs: tuple[tuple[str, ...], ...]
    pattern: re.Pattern[str]
    help: str

    def may_be_in(self, lowered: str) -> bool:
        """Whether to look for it in a text, which is in lower case."""
        return all(any(sign in lowered for sign in group) for group in self.signs)


def _phrase(signs: str, pattern: str, help: str) -> _Phrase:
    groups = [signs.split("|"), *([_PEOPLE.split()] if _PERSON in pattern else [])]
    return _Phrase(tuple(map(tuple, groups)), re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), help)


_CONDITIONS = "describe the conditions: time, tools, information, load"
_WHAT = "say what contributed, not who"

_PHRASES = (
    _phrase(
        "error",
        r"(?:human|operator|pilot)\s+errors?",
        "say what made the slip easy, and what did not catch it",
    ),
    _phrase(
        "known",
        r"should\s+(?:have|['’]ve)\s+known(?:\s+better)?",
        "say what was known then, and what would have told more",
    ),
    _phrase(
        "careless|negligen|incompeten|sloppy|reckless",
        r"careless(?:ly|ness)?|negligen(?:t|tly|ce)|incompeten(?:t|ce)|sloppy|sloppiness|reckless(?:ly|ness)?",
        _CONDITIONS,
    ),
    _phrase(
        "blame|fault",
        r"(?:is|was|were|are|be)\s+(?:solely\s+|entirely\s+|personally\s+)?(?:to\s+blame|at\s+fault)",
        _WHAT,
    ),
    _phrase(
        "fault|stupid",
        r"(?:his|her|their|[^\W\d_]+['’]s)\s+(?:own\s+)?(?:fault|stupidity)(?!\s+toleran)",
        _WHAT,
    ),
    _phrase(
        "caused by|broken by",
        r"(?:caused|broken)\s+by\s+" + _PERSON,
        "name the change or the condition, not the person",
    ),
    _phrase(
        "forgot|neglect|fail|bother|ignored|overlook|carelessly|wrongly|mistake|error|messed|screwed|broke",
        _PERSON + r"\s+(?:\w+ly\s+)?" + _FAILED,
        "say what the step left to memory, and what could check it",
    ),
    _phrase(
        "should have",
        _PERSON + r"\s+should\s+have",
        "say what was known then, and what would have helped",
    ),
    _phrase(
        "should have|should've|should’ve",
        _WHO + r"\s+should(?:\s+have|['’]ve)\s+" + _OUGHT,
        "say what was known then, and what would have helped",
    ),
    _phrase(
        "forgot|messed|screwed|failed to",
        _WHO + r"\s+(?:\w+ly\s+)?(?:forgot(?:\s+to)?|(?:messed|screwed)\s+up"
        r"|failed\s+to\s+(?:follow|read|ask|tell|notice|verify|communicate|remember))",
        "say what the step left to memory, and what could check it",
    ),
    _phrase(
        "mistake|error|fault",
        r"(?:mistakes?|errors?|fault)\s+(?:of|by|made\s+by)\s+" + _PERSON,
        _WHAT,
    ),
    _phrase(
        "lack of|want of",
        r"(?:lack|want)\s+of\s+(?:attention|diligence|care|discipline|competence)",
        _CONDITIONS,
    ),
    _phrase(
        "versagen|bedienfehler",
        r"menschliche\w*\s+versagen\w*|bedienfehler\w*",
        "sage, was den Fehler leicht machte, und was ihn nicht auffing",
    ),
)

_QUOTED = re.compile(r"\"[^\"\n]*\"|“[^”\n]*”|„[^“\n]*“|«[^»\n]*»|^\s*>.*$", re.MULTILINE)
_DENIED = re.compile(r"(?:\bnot?|\bnever|\brather than|\binstead of|n['’]t|\bwithout)\s+(?:\w+\s+){0,2}$", re.I)


def find_blame(subject: Subject) -> Iterator[Finding]:
    """``blame``"""
    body = subject.file.raw.lower()
    phrases = [phrase for phrase in (*_PHRASES, *_named_people(subject)) if phrase.may_be_in(body)]
    for paragraph in subject.text:
        lowered = paragraph.prose.lower()
        likely = [phrase for phrase in phrases if phrase.may_be_in(lowered)]
        if not likely:
            continue
        prose = _QUOTED.sub(lambda match: " " * len(match.group()), paragraph.prose)
        for match, help in _largest(prose, likely):
            words = " ".join(match.group().split())
            yield Finding(f'"{words}" makes a person the cause', *paragraph.place(match.start()), help)


def _largest(prose: str, phrases: Sequence[_Phrase]) -> Iterator[tuple[re.Match[str], str]]:
    """The phrases in a text in their order; of those that overlap, the longest."""
    found = [
        (match, phrase.help)
        for phrase in phrases
        for match in phrase.pattern.finditer(prose)
        if not _DENIED.search(prose, max(0, match.start() - 40), match.start())
    ]
    end = 0
    for match, help in sorted(found, key=lambda each: (each[0].start(), -each[0].end())):
        if match.start() >= end:
            yield match, help
        end = max(end, match.end())


def _named_people(subject: Subject) -> Iterator[_Phrase]:
    """People whom the front matter names, and handles, where the text lets them fail."""
    fields = subject.report.fields
    names = {name.strip() for name in (*fields.authors, *map(str, fields.roles.values()))}
    words = {part for name in names for part in (name, *name.split()) if len(part) > 3 and part[0].isupper()}
    failed = rf"(?:\s+\w+ly)?\s+(?:{_FAILED}|should\s+have|caused\s+(?:the|this))"
    help = "name the step, and what made it easy to miss"
    yield _Phrase((("@",),), re.compile(r"(?<![\w@])@[\w-]{2,40}" + failed), help)
    if words:
        people = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
        signs = tuple(word.lower() for word in sorted(words))
        yield _Phrase((signs,), re.compile(rf"(?<!\w)(?:{people}){failed}"), help)
