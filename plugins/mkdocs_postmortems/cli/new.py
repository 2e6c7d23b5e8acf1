"""``postmortems new "Title"``: starts a report from the template of the site's section set.

On a terminal, it asks for what the flags do not give; ``questions`` reads the answers. The new file passes the check as
a draft. Its path is printed on stdout. An existing file is never changed.
"""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from mkdocs_postmortems.cli import WrongUse, complain, named_path, refuse_file, write_new
from mkdocs_postmortems.cli.config import add_config, load_site, time_of_run
from mkdocs_postmortems.cli.questions import collect
from mkdocs_postmortems.cli.template import NAMES, Answers, fill, template_of, unknown_placeholder
from mkdocs_postmortems.read import ids
from mkdocs_postmortems.sections import SETS
from mkdocs_postmortems.settings import Settings
from mkdocs_postmortems.tree import absolute, shown

_LONGEST_SLUG = 60
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "þ": "th", "ð": "d", "ı": "i"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
"""Only in German: Swedish and Turkish names have the same letters, and are not written like this."""


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


def run(arguments: argparse.Namespace) -> int:
    """Write the report. Return 0 if it is written, 1 if a file with its name exists, 2 for wrong use."""
    config = load_site(arguments.config)
    root, settings = config.root, config.settings
    asks = sys.stdin.isatty() and not arguments.yes
    try:
        answers = collect(arguments, settings, time_of_run(), input if asks else None)
    except (EOFError, KeyboardInterrupt):
        print(file=sys.stderr)
        return complain("nothing was written")
    language = settings.language or config.language
    text = fill(find_template(root, settings, arguments.set, language), answers)
    target = absolute(arguments.to or root / settings.source)
    refuse_file(target)
    target.mkdir(parents=True, exist_ok=True)
    for place in (target / name for name in file_names(answers, language)):
        if write_new(place, text):
            print(shown(place, Path.cwd()))
            return 0
    return complain(f"{shown(place, Path.cwd())} exists already; choose another title", 1)


def find_template(root: Path, settings: Settings, set_name: str | None, language: str = "en") -> str:
    """Return the template of ``set_name`` if given, else the site's own, else that of the site's section set.

    The package's templates are in ``language`` where there is one.
    """
    own = root / settings.source / settings.template
    if set_name is None and own.is_file():
        return _read_template(own)
    if set_name is None and settings.template != Settings().template:
        raise WrongUse(f"{own}: there is no such template; see the setting `template`")
    return template_of(SETS[set_name] if set_name else settings.sections, language)


def _read_template(path: Path) -> str:
    """Return the text of a site's own template. Raises ``WrongUse`` if it cannot become a report."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse(f"{path}: this template cannot be read: {error}") from error
    if unknown := unknown_placeholder(text):
        line, name = unknown
        raise WrongUse(
            f"{path}:{line}: {{{{ {name} }}}} stands for no answer; write a value, or one of {', '.join(NAMES)}"
        )
    return text


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
