"""``postmortems diff-editions``: shows an author what the public edition leaves out.

Prints a unified diff for each report of the public edition, and the reason for each that is not in it.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from mkdocs_postmortems.archive.difference import edition_difference
from mkdocs_postmortems.archive.editions import is_public
from mkdocs_postmortems.cli import WrongUse
from mkdocs_postmortems.cli.config import add_config, load_site, whole_project
from mkdocs_postmortems.project import Project
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.settings import Settings
from mkdocs_postmortems.tree import absolute, shown


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.description = "Show for each report what its public edition leaves out, as a unified diff."
    parser.add_argument("reports", nargs="*", metavar="REPORT", help="files or ids of reports (default: all)")
    add_config(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the differences."""
    config = load_site(arguments.config)
    project = whole_project(config)
    found = {name: find_report(name, project, config.root) for name in arguments.reports}
    if missing := [name for name, report in found.items() if report is None]:
        raise WrongUse("\n".join(f"{name}: there is no such report; name a file or an id" for name in missing))
    broken = project.broken
    public_ids = frozenset(each.id for each in project.reports if is_public(each))
    for report in filter(None, found.values()) if found else project.reports:
        for line in describe(report, report.path in broken, project.settings, public_ids):
            print(line)
    return 0


def find_report(name: str, project: Project, root: Path) -> Report | None:
    """Return the report with this path or, if there is none, with this id."""
    path = shown(absolute(Path(name)), root)
    by_path = next((report for report in project.reports if report.path == path), None)
    return by_path or next((report for report in project.reports if report.id == name), None)


def describe(report: Report, is_broken: bool, settings: Settings, public_ids: frozenset[str]) -> Sequence[str]:
    """Return the lines to print about one report. ``is_broken`` tells whether the check has found errors in it."""
    if report.fields.visibility != "public" and not is_broken:
        return (f"{report.path}: not in the public edition, because it is internal",)
    if report.fields.status != "final" and not is_broken:
        return (f"{report.path}: not in the public edition, because its status is not final",)
    notes = (f"{report.path}: not in any edition, because it has errors; see postmortems check",) if is_broken else ()
    if not is_public(report):
        return notes
    difference = tuple(edition_difference(report, settings, public_ids))
    return (*notes, *difference) or (f"{report.path}: the same in both editions",)
