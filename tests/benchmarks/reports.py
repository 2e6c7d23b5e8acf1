"""Invented reports to measure with, of about 900 words each, reproducible by their number.

Takes a number of reports and a contender's style; returns names and texts. All contenders get the same prose,
timelines, code and tables; only the front matter and required syntax differ.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Literal

Style = Literal["ours", "plain", "blog", "hugo"]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_NOUNS = _words("""
    alert backlog balancer batch broker bucket cache canary certificate client cluster column config connection
    consumer counter dashboard database deadline deploy disk error event failover gateway handler header health
    heap host index instance invoice job key latency ledger limit lock log memory message metric migration
    network node order packet page partition patch payment pool port probe process proxy query queue quota rate
    record region replica request response retry rollback route schema script secret segment server session
    shard signal snapshot socket storage stream table thread timeout token topic traffic upload version volume
    worker zone
""")
_VERBS = _words("""
    added blocked changed checked closed crossed delayed drained dropped exceeded failed filled found grew kept
    lost missed moved opened paused raised reached read refused replaced restarted returned sent served showed
    slowed split started stopped switched took traced tripled waited woke wrote
""")
_LINKS = _words("after although and as because before but once since so until when where while")
_SYLLABLES = _words("ba ce di fo gu ka le mi no pu ra se ti vo wu xe yi zo")
SERVICES = tuple(
    f"{name}-{kind}"
    for name in ("login", "payment", "search", "mail", "media")
    for kind in ("api", "store", "jobs", "web")
)
CAUSES = (
    "capacity",
    "code deployment",
    "configuration",
    "dependency",
    "expired certificate",
    "hardware",
    "network",
    "unknown",
)
_FIRST = datetime(2016, 1, 1, tzinfo=UTC)
_SPAN = timedelta(days=3650)


def make_reports(count: int, style: Style) -> Iterator[tuple[str, str]]:
    """Yield the reports, each with its name without a suffix."""
    return (_make(number, count, style) for number in range(count))


def _make(number: int, count: int, style: Style) -> tuple[str, str]:
    chance = random.Random(number)
    started = (_FIRST + _SPAN * number / max(count, 1)).replace(second=0, microsecond=0)
    detected = started + timedelta(minutes=chance.randint(1, 30))
    mitigated = detected + timedelta(minutes=chance.randint(5, 200))
    resolved = mitigated + timedelta(minutes=chance.randint(5, 300))
    services = chance.sample(SERVICES, chance.randint(1, 3))
    severity = chance.choices(("SEV-1", "SEV-2", "SEV-3", "SEV-4"), (1, 3, 5, 4))[0]
    cause = chance.choice(CAUSES)
    title = f"{_sentence(chance, 5)[:-1]} in {services[0]}"
    times = {"started": started, "detected": detected, "mitigated": mitigated, "resolved": resolved}
    front = {
        "ours": [
            *(f"title: {title}", f"severity: {severity}", "status: final", f"services: [{', '.join(services)}]"),
            *(f"{name}: {time:%Y-%m-%dT%H:%M:%SZ}" for name, time in times.items()),
            *(f"cause: {cause}", "visibility: public", f"impact: {{users: {chance.randint(10, 90_000)}}}"),
        ],
        "plain": [f"title: {title}", f"tags: [{severity}, {', '.join(services)}]"],
        "blog": [f"title: {title}", f"date: {started:%Y-%m-%d}", f"categories: [{severity}]", f"tags: [{services[0]}]"],
        "hugo": [f"title: {title}", f"date: {started:%Y-%m-%d}", f"tags: [{severity}, {', '.join(services)}]"],
    }[style]
    heading = [f"# {title}", ""] if style in ("plain", "blog") else []
    body = "\n".join([*heading, *_body(chance, started, resolved)])
    return f"{started:%Y-%m-%d}-{number:05}", "\n".join(["---", *front, "---", "", body, ""])


def _body(chance: random.Random, started: datetime, resolved: datetime) -> Iterator[str]:
    yield from (
        "## Issue summary",
        "",
        _paragraph(chance, 5),
        "",
        '!!! warning "Impact"',
        "",
        f"    {_paragraph(chance, 2)}",
    )
    yield from ("", "### Who noticed", "", _paragraph(chance, 4), "", _paragraph(chance, 3), "", "## Timeline", "")
    for part in range(12):
        label = {0: "**Started.** ", 11: "**Resolved.** "}.get(part, "")
        yield f"- {started + (resolved - started) * part / 11:%Y-%m-%d %H:%M} {label}{_sentence(chance)}"
    yield from ("", "## Root cause and resolution", "", _paragraph(chance, 6), "", "```python")
    yield from (f"def connect(limit: int = {chance.randint(2, 90)}) -> Pool:", f"    # {_sentence(chance)}")
    yield from (
        "    for attempt in range(limit):",
        "        if pool := try_once(attempt):",
        "            return pool",
        "```",
    )
    yield from ("", _paragraph(chance, 5), "", "## Corrective and preventive measures", "")
    yield from ("| Action | Type | Owner | Due | Status |", "|---|---|---|---|---|")
    for _ in range(5):
        due = resolved + timedelta(days=chance.randint(5, 60))
        status, kind = chance.choice(("open", "done")), chance.choice(("prevent", "detect", "mitigate"))
        yield f"| {_sentence(chance, 7)} | {kind} | {chance.choice(SERVICES)} | {due:%Y-%m-%d} | {status} |"
    yield from ("", "## Lessons learned", "", _paragraph(chance, 4), "", '??? note "What went well"', "")
    yield from (f"    {_paragraph(chance, 2)}", "", _paragraph(chance, 3))


def _paragraph(chance: random.Random, sentences: int) -> str:
    return " ".join(_sentence(chance) for _ in range(sentences))


def _sentence(chance: random.Random, words: int = 0) -> str:
    count = words or chance.randint(9, 20)
    text = [_word(chance, place) for place in range(count)]
    if not words and chance.random() < 0.3:
        text[3] = f"`{text[3]}`"
    if not words and chance.random() < 0.12:
        text[6] = f"**{text[6]}**"
    return " ".join(text).capitalize() + "."


def _word(chance: random.Random, place: int) -> str:
    """Return mostly one of a few common words, else one of very many, as in real texts."""
    if chance.random() < 0.12:
        return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))
    return chance.choice((_NOUNS, _VERBS, ("the", "a", "one", "its"), _LINKS)[place % 4])
