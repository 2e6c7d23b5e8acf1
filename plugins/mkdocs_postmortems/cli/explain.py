"""``postmortems explain RULE``: prints a rule's page from the guide."""

from __future__ import annotations

import argparse
from importlib.resources import files
from pathlib import Path

from mkdocs_postmortems.check.rules import RULES, Rule, find_rule
from mkdocs_postmortems.cli import WrongUse, nearest


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.description = "Show what a rule does, why, and how to fix what it finds."
    parser.add_argument("rule", metavar="RULE", help="a rule's name, as a finding shows it in brackets")


def run(arguments: argparse.Namespace) -> int:
    """Print the page."""
    rule = find_rule(arguments.rule)
    page = arguments.rule.removesuffix("-*")  # as in the heading of a page that several rules share
    rule = rule if rule.page_name else next((each for each in RULES.values() if each.page == page), rule)
    if not rule.page_name:
        hint = nearest(arguments.rule, RULES, "`postmortems rules` lists them all")
        raise WrongUse(f"there is no rule {arguments.rule!r}; {hint}")
    print(read_page(rule), end="")
    return 0


def page_text(rule: Rule) -> str:
    """Return the page without its heading and the line below it, which repeat the rule's name and level."""
    return read_page(rule).partition("\n\n")[2].partition("\n\n")[2]


def read_page(rule: Rule) -> str:
    """Return the page as Markdown, from the installed package or else from the source tree."""
    name = f"{rule.page_name}.md"
    installed = files("mkdocs_postmortems").joinpath("rule_pages", name)
    if installed.is_file():
        return installed.read_text("utf-8")
    return (Path(__file__).parents[3] / "docs" / "rules" / name).read_text("utf-8")
