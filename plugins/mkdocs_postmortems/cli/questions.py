"""The questions about a new report, and what is accepted as an answer.

``collect`` takes the flags of ``new``, which calls it, and returns ``Answers``: from the flags, from the user or, with
``--yes``, assumed. What is assumed, or is to be corrected, is printed on stderr.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial

from msgspec import Struct

from mkdocs_postmortems.cli import WrongUse
from mkdocs_postmortems.cli.template import Answers
from mkdocs_postmortems.read import ids
from mkdocs_postmortems.read.characters import find_controls, is_visible
from mkdocs_postmortems.read.front_matter.schema import UNWRITTEN
from mkdocs_postmortems.read.front_matter.values import LONGEST_VALUE
from mkdocs_postmortems.read.times.date_times import parse_datetime
from mkdocs_postmortems.read.times.zones import TimeRefused, check_zone, read_zone
from mkdocs_postmortems.settings import Settings

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")

Ask = Callable[[str], str]
"""Puts a question to the user, and returns the reply."""


class Refused(WrongUse):
    """An answer is not accepted. The message says what is allowed."""


def collect(arguments: argparse.Namespace, settings: Settings, now: datetime, ask: Ask | None) -> Answers:
    """Return the answers. ``ask`` is ``None`` if there is no user to ask.

    A severity and services are never assumed, because a wrong guess might be published: ``--yes`` leaves them open.
    """
    if ask is None and not arguments.yes:
        _refuse_open(arguments)
    zone_name = arguments.timezone or settings.timezone
    zone_text = zone_name if arguments.timezone else f"{zone_name} (--timezone for another)"
    severity = partial(_severity, allowed=settings.severities)
    started = partial(_started, zone_name=zone_name, now=None if arguments.started else now)
    now_there = _local(now, zone_name)
    if arguments.timezone and (doubt := check_zone(zone_name)):
        print(f"to be corrected: {doubt.message}; {doubt.help}", file=sys.stderr)
    answer = _Interview(arguments, ask).answer
    return Answers(
        title=answer("title", "Title", _title),
        severity=answer("severity", f"Severity ({', '.join(settings.severities)})", severity, assumed=UNWRITTEN),
        services=_services(answer("services", "Services, separated by commas", _services_text, assumed=UNWRITTEN)),
        started=answer("started", f"Started, in {zone_text}", started, proposal=now_there),
        timezone=zone_name,
        cause=_line(arguments.cause, "cause"),
        id=_id(arguments.id) if arguments.id else "",
    )


def _refuse_open(arguments: argparse.Namespace) -> None:
    """Raise ``Refused`` with all that is neither given nor assumed."""
    needed = {"a title": arguments.title, "--severity": arguments.severity, "--services": arguments.services}
    if lacking := " and ".join(name for name, given in needed.items() if not given):
        hint = ", or --yes to leave it open" if arguments.title else ""
        raise Refused(f"this is not a terminal to ask on: give {lacking}{hint}")


class _Interview(Struct, frozen=True):
    """The flags, and the user, ``None`` if there is none to ask."""

    flags: argparse.Namespace
    ask: Ask | None

    def answer(
        self, name: str, question: str, read: Callable[[str], str], *, proposal: str = "", assumed: str = ""
    ) -> str:
        """Return one answer, parsed by ``read``: the flag with this name, or else the reply to the question.

        A wrong flag is an error; after a wrong reply, the question is asked again. Just Enter accepts ``proposal``.
        Without a user, ``assumed`` is the answer, or else ``proposal``.
        """
        if given := getattr(self.flags, name):
            return read(given)
        if self.ask is None:
            value = read(assumed or proposal)
            print(f"{'to be filled in' if value == UNWRITTEN else 'assumed'}: {name} is {value}", file=sys.stderr)
            return value
        while True:
            reply = self.ask(f"{question}{f' [{proposal}]' if proposal else ''}: ").strip()
            try:
                return read(reply or proposal)
            except Refused as refused:
                print(refused, file=sys.stderr)


def _title(text: str) -> str:
    if not is_visible(text):
        raise Refused("a report needs a title: write what users noticed, such as 'Logins fail'")
    return _line(text, "title")


def _line(text: str, name: str) -> str:
    line = " ".join(text.split())
    for problem in find_controls(line):
        raise Refused(f"in this {name}, {problem.message}")
    if len(line) > LONGEST_VALUE:
        raise Refused(f"this {name} has {len(line)} characters; {LONGEST_VALUE} at most")
    return line


def _severity(text: str, allowed: tuple[str, ...]) -> str:
    """Return the severity with these letters and digits, or with this number if only one has it."""
    written = _letters(text)
    named = [each for each in (UNWRITTEN, *allowed) if _letters(each) == written]
    numbered = [each for each in allowed if written.isdecimal() and "".join(filter(str.isdecimal, each)) == written]
    if named or len(numbered) == 1:
        return (named or numbered)[0]
    problem = f"there is no severity {text!r}" if text else "a report needs a severity"
    raise Refused(f"{problem}: it is one of {', '.join(allowed)}; write {UNWRITTEN} if it is not known yet")


def _letters(name: str) -> str:
    """Return the letters and digits of a severity: ``SEV-1``, ``sev1`` and ``Sev 1`` are the same."""
    return "".join(filter(str.isalnum, name.casefold()))


def _services_text(text: str) -> str:
    if not _services(text):
        raise Refused(f"name at least one service; write {UNWRITTEN} if none is known yet")
    return text


def _services(text: str) -> tuple[str, ...]:
    names = [_line(each, "service") for each in text.split(",") if is_visible(each)]
    return tuple(dict.fromkeys(UNWRITTEN if name.casefold() == UNWRITTEN.casefold() else name for name in names))


def _started(text: str, zone_name: str, now: datetime | None = None) -> str:
    """Return a date and time. With ``now``, a time of day alone is the last one: that of a script needs its date."""
    if now and (clock := _CLOCK.fullmatch(text.strip())):
        text = _last(time(int(clock[1]), int(clock[2])), now.astimezone(read_zone(zone_name).tzinfo))
        print(f"assumed: started is {text}", file=sys.stderr)
    try:
        parse_datetime(text, read_zone(zone_name))
    except TimeRefused as refused:
        raise Refused(f"{refused.message}; {refused.help}" if refused.help else refused.message) from refused
    return text.strip()


def _last(clock: time, there: datetime) -> str:
    """Return the date and time at which local clocks showed a time of day last."""
    day = there.date() - timedelta(days=clock > there.time())
    return f"{day} {clock:%H:%M}"


def _local(now: datetime, zone_name: str) -> str:
    """Return the local time in a zone, with its offset if the clocks show it twice that day."""
    try:
        there = now.astimezone(read_zone(zone_name).tzinfo)
    except TimeRefused as refused:
        raise Refused(f"{refused.message}; {refused.help}") from refused
    try:
        return _started(f"{there:%Y-%m-%d %H:%M}", zone_name)
    except Refused:
        return there.isoformat(timespec="minutes")


def _id(text: str) -> str:
    if not ids.is_id(text):
        raise Refused(f"{text!r} is not an id: use lower-case letters, digits and '-', at most 100")
    return text
