"""``postmortems new "Title"``: starts a report from the template of the site's section set.

On a terminal, it asks for what the flags do not give. Else the severity and the services are left open as ``TODO``, the
start is assumed to be now, and both are printed on stderr.
The new file passes the check as a draft. Its path is printed on stdout. An existing file is never changed.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from functools import partial
from itertools import count
from pathlib import Path

from msgspec import Struct

from mkdocs_postmortems.cli import WrongUse, named_path
from mkdocs_postmortems.cli.config import add_config, load_site, time_of_run
from mkdocs_postmortems.cli.template import Answers, fill, template_of
from mkdocs_postmortems.read import ids
from mkdocs_postmortems.read.characters import find_controls, is_visible
from mkdocs_postmortems.read.schema import UNWRITTEN
from mkdocs_postmortems.read.times import parse_datetime
from mkdocs_postmortems.read.values import LONGEST_VALUE
from mkdocs_postmortems.read.zones import TimeRefused, read_zone
from mkdocs_postmortems.sections import SETS
from mkdocs_postmortems.settings import Settings

_LONGEST_SLUG = 60
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "þ": "th", "ð": "d", "ı": "i"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
"""Only in German: Swedish and Turkish names have the same letters, and are not written like this."""
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")

_Ask = Callable[[str], str]


class _Question(Struct, frozen=True):
    """A question, the answer for just Enter, and the answer to assume without a user; "" for none."""

    name: str
    text: str
    proposal: str = ""
    assumed: str = ""


class _Refused(WrongUse):
    """An answer is not accepted. The message says what is allowed."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.description = "Start a report. On a terminal, it asks for what the flags do not give."
    parser.add_argument("title", nargs="?", default="", metavar="TITLE", help="the report's title")
    parser.add_argument("--severity", default="", help="one of the site's severities")
    parser.add_argument("--services", default="", help="the affected services, separated by commas")
    parser.add_argument("--started", default="", help="when it began, such as '2023-10-15 14:00' (default: now)")
    parser.add_argument("--timezone", default="", help="an IANA name (default: the site's)")
    parser.add_argument("--cause", default="", help="a word or phrase to classify the incident by")
    parser.add_argument("--id", default="", help="the report's id (default: the file's name)")
    parser.add_argument(
        "--to", type=named_path, metavar="FOLDER", help="the folder to write to (default: the source folder)"
    )
    parser.add_argument("--set", choices=sorted(SETS), help="use the template of this section set, not the site's")
    parser.add_argument(
        "-y", "--yes", action="store_true", help="do not ask; what is not given is left as TODO, and the start is now"
    )
    add_config(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the report. Return 0 if it is written, 1 if a file with its name exists, 2 for wrong use."""
    config = load_site(arguments.config)
    root, settings = config.root, config.settings
    asks = sys.stdin.isatty() and not arguments.yes
    try:
        answers = collect(arguments, settings, time_of_run(), input if asks else None)
    except (EOFError, KeyboardInterrupt):
        print("\npostmortems: nothing was written", file=sys.stderr)
        return 2
    language = settings.language or config.language
    text = fill(find_template(root, settings, arguments.set, language), answers)
    target = arguments.to or root / settings.source
    target.mkdir(parents=True, exist_ok=True)
    for name in file_names(answers, language):
        try:
            with (target / name).open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            continue
        print(_shown(target / name))
        return 0
    print(f"postmortems: {_shown(target / name)} exists already; choose another title", file=sys.stderr)
    return 1


def collect(arguments: argparse.Namespace, settings: Settings, now: datetime, ask: _Ask | None) -> Answers:
    """Return the answers: from flags, from ``ask`` if there is a user, else assumed and printed on stderr.

    A severity and services are never assumed, because a wrong guess might be published: ``--yes`` leaves them open.
    """
    if ask is None and not arguments.yes:
        _refuse_open(arguments)
    zone_name = arguments.timezone or settings.timezone
    now_there = _local(now, zone_name)
    zone_text = zone_name if arguments.timezone else f"{zone_name} (--timezone for another)"

    def answer(name: str, text: str, read: Callable[[str], str], proposal: str = "", assumed: str = "") -> str:
        return _answer(_Question(name, text, proposal, assumed), getattr(arguments, name), read, ask)

    return Answers(
        title=answer("title", "Title", _title),
        severity=answer(
            "severity",
            f"Severity ({', '.join(settings.severities)})",
            partial(_severity, allowed=settings.severities),
            assumed=UNWRITTEN if arguments.yes else "",
        ),
        services=_services(
            answer(
                "services",
                "Services, separated by commas",
                _services_text,
                assumed=UNWRITTEN if arguments.yes else "",
            )
        ),
        started=answer(
            "started",
            f"Started, in {zone_text}",
            partial(_started, zone_name=zone_name, now=None if arguments.started else now),
            proposal=now_there,
            assumed=now_there,
        ),
        timezone=zone_name,
        cause=_line(arguments.cause, "cause"),
        id=_id(arguments.id) if arguments.id else "",
    )


def find_template(root: Path, settings: Settings, set_name: str | None, language: str = "en") -> str:
    """Return the template of ``set_name`` if given, else the site's own, else that of the site's section set.

    The package's templates are in ``language`` where there is one.
    """
    own = root / settings.source / settings.template
    if set_name is None and own.is_file():
        try:
            return own.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise WrongUse(f"{own}: this template cannot be read: {error}") from error
    if set_name is None and settings.template != Settings().template:
        raise WrongUse(f"{own}: there is no such template; see the setting `template`")
    return template_of(SETS[set_name] if set_name else settings.sections, language)


def file_names(answers: Answers, language: str = "en") -> Iterator[str]:
    """Yield ``YYYY-MM-DD-words-of-the-title.md``, whose stem is an id.

    A title without such words, as in Japanese, could not be changed to be another name: it has a number from the second
    on.
    """
    day, words = answers.started[:10], slug(answers.title, language)
    yield f"{day}-{words or 'incident'}.md"
    if not words:
        yield from (f"{day}-incident-{number}.md" for number in count(2))


def slug(title: str, language: str = "en") -> str:
    """Return a title's words in the letters that an id may have; "" if there are none."""
    text = unicodedata.normalize("NFC", title).casefold()
    text = ids.slug((text.translate(_UMLAUTS) if language == "de" else text).translate(_LETTERS))
    if len(text) > _LONGEST_SLUG:
        text = text[: _LONGEST_SLUG + 1].rpartition("-")[0] or text[:_LONGEST_SLUG]
    return text


def _refuse_open(arguments: argparse.Namespace) -> None:
    """Raise ``_Refused`` with all that is neither given nor assumed."""
    needed = {"a title": arguments.title, "--severity": arguments.severity, "--services": arguments.services}
    if lacking := " and ".join(name for name, given in needed.items() if not given):
        hint = ", or --yes to leave it open" if arguments.title else ""
        raise _Refused(f"this is not a terminal to ask on: give {lacking}{hint}")


def _answer(question: _Question, given: str, read: Callable[[str], str], ask: _Ask | None) -> str:
    """Return one answer, parsed by ``read``. A wrong flag is an error; after a wrong answer, ask again."""
    if given:
        return read(given)
    if ask is None:
        value = read(question.assumed)
        open_or_assumed = "to be filled in" if value == UNWRITTEN else "assumed"
        print(f"{open_or_assumed}: {question.name} is {value}", file=sys.stderr)
        return value
    while True:
        reply = ask(f"{question.text}{f' [{question.proposal}]' if question.proposal else ''}: ").strip()
        try:
            return read(reply or question.proposal)
        except _Refused as refused:
            print(refused, file=sys.stderr)


def _title(text: str) -> str:
    if not is_visible(text):
        raise _Refused("a report needs a title: write what users noticed, such as 'Logins fail'")
    return _line(text, "title")


def _line(text: str, name: str) -> str:
    line = " ".join(text.split())
    for problem in find_controls(line):
        raise _Refused(f"in this {name}, {problem.message}")
    if len(line) > LONGEST_VALUE:
        raise _Refused(f"this {name} has {len(line)} characters; {LONGEST_VALUE} at most")
    return line


def _severity(text: str, allowed: tuple[str, ...]) -> str:
    by_name = {_letters(each): each for each in (UNWRITTEN, *allowed)}
    if _letters(text) in by_name:
        return by_name[_letters(text)]
    problem = f"there is no severity {text!r}" if text else "a report needs a severity"
    raise _Refused(f"{problem}: it is one of {', '.join(allowed)}; write {UNWRITTEN} if it is not known yet")


def _letters(name: str) -> str:
    """Return the letters and digits of a severity: ``SEV-1``, ``sev1`` and ``Sev 1`` are the same."""
    return "".join(filter(str.isalnum, name.casefold()))


def _services_text(text: str) -> str:
    if not _services(text):
        raise _Refused(f"name at least one service; write {UNWRITTEN} if none is known yet")
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
        raise _Refused(f"{refused.message}; {refused.help}" if refused.help else refused.message) from refused
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
        raise _Refused(f"{refused.message}; {refused.help}") from refused
    try:
        return _started(f"{there:%Y-%m-%d %H:%M}", zone_name)
    except _Refused:
        return there.isoformat(timespec="minutes")


def _id(text: str) -> str:
    if not ids.is_id(text):
        raise _Refused(f"{text!r} is not an id: use lower-case letters, digits and '-', at most 100")
    return text


def _shown(path: Path) -> str:
    """Return a path relative to the working directory, if it is below it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
