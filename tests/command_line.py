"""Generate the guide's page of commands from their parsers: ``python -m tests.command_line``.

Writes ``docs/command-line.md``. A test compares that page with this module's output.
"""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator

from mkdocs_postmortems.cli import COMMANDS, parsers
from tests.building import ROOT

PAGE = ROOT / "docs" / "command-line.md"

_INTRODUCTION = """\
# Command line

`postmortems COMMAND` takes the site's settings from `mkdocs.yml` in the present folder or the nearest one above, or
from the file that `--config` names after the command. Without one, settings have their defaults. No command imports
MkDocs.

It exits with 0 when all is well, 1 when there is something to fix, and 2 for wrong use.

These environment variables have an effect, besides those that `mkdocs.yml` names by `!ENV`: `SOURCE_DATE_EPOCH` is the
time of the run, in seconds since 1970, and any value of `NO_COLOR` or `TERM=dumb` turns colours off.
"""

_EXAMPLES = {
    "init": ["postmortems init incidents"],
    "check": ["postmortems check", "postmortems check --strict --format github"],
    "new": ['postmortems new "Login failures" --severity SEV-2 --services identity --started "2023-10-15 14:00" --yes'],
    "import": ["postmortems import old-reports --dry-run"],
    "rules": ["postmortems rules"],
    "explain": ["postmortems explain missing-section"],
    "export": ["postmortems export archive", "postmortems export warehouse --format parquet"],
    "audit": ["postmortems audit site"],
    "diff-editions": ["postmortems diff-editions"],
    "manifest": ["postmortems manifest site"],
    "schema": ["postmortems schema", "postmortems schema findings"],
}


def command_line() -> str:
    """Return the page."""
    return "\n".join([_INTRODUCTION, *(line for name in COMMANDS for line in _command(name))]).rstrip() + "\n"


def parser_of(name: str) -> argparse.ArgumentParser:
    """Return a command's parser, built as the program builds it."""
    return parsers(name)[1]


def _command(name: str) -> Iterator[str]:
    parser = parser_of(name)
    yield f"## {name}\n"
    yield textwrap.fill(str(parser.description), 120, break_on_hyphens=False, break_long_words=False) + "\n"
    if examples := _EXAMPLES.get(name):
        yield "\n".join(["```console", *(f"$ {line}" for line in examples), "```\n"])
    actions = [action for action in parser._actions if action.dest != "help"]
    if actions:
        yield "| Argument | |"
        yield "|---|---|"
        yield from map(_row, actions)
        yield ""


def _row(action: argparse.Action) -> str:
    """Return one argument's row: its syntax and its help."""
    value = action.metavar or (action.dest.upper() if action.nargs != 0 else "")
    if action.choices:
        value = "" if action.option_strings else str(action.metavar or action.dest.upper())
    names = ", ".join(f"`{option}{f' {value}' if value else ''}`" for option in action.option_strings) or f"`{value}`"
    text = (action.help or "").replace("|", "\\|")
    text = text[:1].upper() + text[1:]
    if action.choices:
        text += f": {', '.join(f'`{choice}`' for choice in action.choices)}"
    return f"| {names} | {text}. |"


if __name__ == "__main__":
    PAGE.write_text(command_line(), "utf-8", newline="\n")
