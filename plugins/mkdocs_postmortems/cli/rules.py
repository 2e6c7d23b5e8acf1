"""``postmortems rules``: lists the rules of the check, each with its level on this site."""

from __future__ import annotations

import argparse

from mkdocs_postmortems.check.rules import RULES
from mkdocs_postmortems.cli.config import add_config, load_site


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.description = (
        "List the rules of the check, each with its level on this site. Levels changed by the settings are marked "
        "with *."
    )
    add_config(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print one line per rule."""
    settings = load_site(arguments.config).settings
    width = max(map(len, RULES))
    for name, rule in RULES.items():
        level = settings.rules.get(name, rule.level)
        changed = "*" if level != rule.level else " "
        print(f"{name:{width}}  {level:7}{changed} {rule.summary}")
    return 0
