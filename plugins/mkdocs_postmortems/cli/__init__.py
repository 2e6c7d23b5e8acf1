"""The command ``postmortems``. Nothing outside this package prints.

Exit codes are 0 for success, 1 for findings, and 2 for wrong use. A command's module is imported only when the command
is called: otherwise, imports would take most of the time of a short run.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import TextIO

from mkdocs_postmortems.garbage import collect_seldom

COMMANDS = {
    "init": "start a new archive",
    "check": "find mistakes in reports",
    "new": "start a new report",
    "import": "import old reports",
    "rules": "list the rules of the check",
    "explain": "show a rule's page",
    "export": "write the archive for another program",
    "audit": "search a published site for internal text",
    "diff-editions": "show what the public edition leaves out",
    "manifest": "list a site's files with their SHA-256",
    "schema": "print the JSON Schema of the front matter, or of the findings",
}
"""All commands with their summaries. A command's module has its name, with ``_`` for a hyphen and after a keyword of
Python, and defines ``add_arguments`` and ``run``, which returns the exit code."""


STILL_FAIL = "these still fail, because a baseline cannot accept them"
"""What a command that writes the baseline says of the other findings."""


class WrongUse(Exception):
    """The command cannot run as asked. Each line of the message gives a reason."""


def named_path(text: str) -> Path:
    """Parse a path on the command line. An empty one, such as an unset variable of a shell, is refused."""
    if not text:
        raise argparse.ArgumentTypeError("this path is empty; name a file or a folder (. is this folder)")
    return Path(text)


def refuse_file(path: Path) -> None:
    """Raise ``WrongUse`` if there is a file where a command needs a folder."""
    if path.exists() and not path.is_dir():
        raise WrongUse(f"{path}: this is not a folder")


def refuse_missing_folder(path: Path) -> None:
    """Raise ``WrongUse`` if there is no folder. Called by the commands that read a finished site."""
    refuse_file(path)
    if not path.is_dir():
        raise WrongUse(f"{path}: there is no such folder")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command, and return its exit code. Mistakes of users never raise."""
    argv = sys.argv[1:] if argv is None else list(argv)
    collect_seldom()
    _open_closed_streams()
    _escape_unknown_characters()
    try:
        code = _run(argv)
        sys.stdout.flush()  # while an error can still be explained
        return code
    except WrongUse as error:
        return complain(str(error))
    except KeyboardInterrupt:
        return complain("interrupted", 130)  # as of a program that this signal has ended: 128 + SIGINT
    except BrokenPipeError:  # nobody reads the output any more
        _drop_unwritable_output()
        return 1
    except UnicodeEncodeError as error:  # in a path of mkdocs.yml
        if error.encoding == "utf-8":
            raise
        lacking, encoding = ascii(error.object[error.start : error.end]), error.encoding
        return complain(f"a path contains {lacking}, which the locale's encoding, {encoding}, lacks; set PYTHONUTF8=1")
    except OSError as error:  # such as a read-only folder or a full disk
        _drop_unwritable_output()
        place = f"{error.filename}: " if error.filename else ""
        return complain(place + (error.strerror or str(error)))


def complain(reasons: str, code: int = 2) -> int:
    """Print why a command has failed, each line with the command's name, and return the exit code."""
    for reason in reasons.splitlines():
        print(f"postmortems: {reason}", file=sys.stderr)
    return code


def write_new(path: Path, text: str) -> bool:
    """Write a file unless it exists. Return whether it was written."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return False
    return True


def _run(argv: Sequence[str]) -> int:
    try:
        arguments = _parse(argv)
    except SystemExit as end:  # argparse has printed its message
        return int(end.code or 0)
    return int(arguments.run(arguments))


def _drop_unwritable_output() -> None:
    """Discard output that cannot be written, so that Python does not fail again when it writes the rest at exit."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_closed_streams() -> None:
    """Discard what is written to a stream that the caller has closed, as in ``postmortems check >&-``."""
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()


def _nowhere() -> TextIO:
    return os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")


def _escape_unknown_characters() -> None:
    """Print characters of reports that the terminal's encoding lacks as escapes."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    """Parse a command line. Raises ``WrongUse`` for an unknown command, and ``SystemExit`` as argparse does."""
    called = argv[0] if argv else ""
    parser, command = parsers(called)
    if not argv:
        parser.print_help(sys.stderr)
        raise SystemExit(2)
    if called not in {*COMMANDS, "-h", "--help", "--version"}:
        hint = "flags come after the command" if called.startswith("-") else "`postmortems --help` lists all"
        raise WrongUse(f"there is no command {called!r}; {nearest(called, COMMANDS, hint)}")
    arguments, unknown = parser.parse_known_args(argv)
    if unknown:  # argparse would print the usage of all commands instead of this one's
        flags = re.findall(r"--[a-z-]+", command.format_usage())
        command.error(f"unrecognized argument {unknown[0]!r}; {nearest(unknown[0], flags, 'see --help')}")
    return arguments


def nearest(written: str, known: Iterable[str], otherwise: str) -> str:
    """Return a hint at the known word that was probably meant, or else another hint."""
    import difflib  # takes a tenth of the time of a short command, which needs it only for mistakes

    near = difflib.get_close_matches(written, known, 1)
    return f"did you mean {near[0]}?" if near else otherwise


def parsers(called: str) -> tuple[argparse.ArgumentParser, argparse.ArgumentParser]:
    """Return the parser and that of the called command, which alone has its arguments; others have just a summary."""
    parser = argparse.ArgumentParser(
        prog="postmortems", description="Check, write, import and export incident postmortems."
    )
    parser.add_argument("--version", action="version", version=_version())
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    subparsers = {name: commands.add_parser(name, help=summary) for name, summary in COMMANDS.items()}
    if called in subparsers:
        name = f"{called}_" if iskeyword(called) else called.replace("-", "_")
        module = import_module(f"{__name__}.{name}")
        module.add_arguments(subparsers[called])
        subparsers[called].set_defaults(run=module.run)
    return parser, subparsers.get(called, parser)


def _version() -> str:
    from mkdocs_postmortems import __version__

    return f"postmortems {__version__}"
