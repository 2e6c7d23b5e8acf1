"""The site's severity for one as an organisation writes it.

Takes what a report says and the site's severities, and returns one of them, or "" if it is uncertain which one it
means. Called by ``text_facts``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBERED = re.compile(
    r"(?:sev(?:erity)?|s|p|prio(?:rity)?|level|tier|schweregrad)?[ \-_:#]*(?P<number>[0-9])(?![\d.])", re.IGNORECASE
)
"""SEV1, Sev-1, S1, P1, Priority 1, 1: the first; SEV0 only if the site has one."""

_ROMAN = re.compile(r"(?:sev(?:erity)?|level)[ \-_]*(?P<number>i{1,3}|iv)\b", re.IGNORECASE)
_ROMANS = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}

_CHOICE = re.compile(r"\s*[/|]\s*")
_REMARK = re.compile(r"\s*[(（,;/|·]\s*|\s+[-–—:]\s*|\.(?:\s|$)")
"""What ends the severity: ``SEV2 - major``, ``Sev2 (outage)``, ``S2. It was down``."""
_IN_BRACKETS = re.compile(r"(?P<word>[^\W\d]+) ?[(（](?P<name>(?:sev(?:erity)?|[sp])[ \-_]*[0-9])[)）]", re.IGNORECASE)
_WORDS = (
    ("critical", "kritisch", "critique", "crítico", "crítica", "critico", "critica", "致命", "緊急", "紧急",
     "критический", "критическая"),
    ("high", "hoch", "haute", "élevée", "élevé", "alta", "alto", "高", "높음", "высокий", "высокая"),
    ("medium", "moderate", "mittel", "moyenne", "moyen", "media", "medio", "média", "médio", "中", "보통", "средний",
     "средняя"),
    ("low", "niedrig", "gering", "faible", "basse", "baja", "bajo", "baixa", "baixo", "低", "낮음", "низкий", "низкая"),
)  # fmt: skip
_OF_FOUR = {word: place for place, words in enumerate(_WORDS) for word in words}
"""Words whose order is certain if a site has four severities; if it has another number, only the first row is."""


def site_severity(told: str, severities: Sequence[str]) -> str:
    """Return the site's severity that is meant; "" if it could be several."""
    text = re.sub(r"^[^\w]+|[*_`\[\]]", "", told).strip()
    key = _bare(text)
    for severity in severities:
        if key == _bare(severity):
            return severity
    choices = {_meant(choice, severities) for choice in _CHOICE.split(text)} - {""}
    if len(choices) > 1:  # a form's list that nobody chose from
        return ""
    if match := _IN_BRACKETS.fullmatch(text):
        return _of_two(match["word"], match["name"], severities)
    head = _REMARK.split(text, maxsplit=1)[0].strip()
    return _meant(head, severities) or _both(head, severities)


def _of_two(word: str, name: str, severities: Sequence[str]) -> str:
    """The one that a word and a name in brackets mean: ``High (P2)``; if they differ, the site's own name."""
    own = next((each for each in severities if _bare(each) == _bare(name)), "")
    meant = {_meant(word, severities), _meant(name, severities)} - {""}
    return own or (meant.pop() if len(meant) == 1 else "")


def _both(head: str, severities: Sequence[str]) -> str:
    """The one that a number and a word behind it both mean: ``P2 High``."""
    number, _, word = head.rpartition(" ")
    meant = _meant(number.strip(), severities)
    return meant if meant == _meant(word, severities) else ""


def _meant(head: str, severities: Sequence[str]) -> str:
    """The one that a number or a word means; "" where it is none."""
    numbered = _NUMBERED.fullmatch(head) or _ROMAN.fullmatch(head)
    if numbered:
        told_number = numbered["number"].lower()
        number = _ROMANS.get(told_number, told_number)
        return next((each for each in severities if _number(each) == number), "")
    word = head.casefold()
    if _OF_FOUR.get(word) == 0:
        return severities[0]
    return severities[_OF_FOUR[word]] if len(severities) == 4 and word in _OF_FOUR else ""


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def _number(severity: str) -> str:
    """The first number in a severity's name, without zeros before it; "" where there is none."""
    match = re.search(r"\d+", severity)
    return str(int(match.group())) if match else ""
