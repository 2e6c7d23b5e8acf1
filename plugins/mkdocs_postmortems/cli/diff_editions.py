"""``postmortems diff-editions``: shows an author what the public will not see.

Comes in: reports, or none for all. Goes out: a unified diff for each report of the public edition, and a sentence for
each that is not in it.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from mkdocs_postmortems.archive.difference import edition_difference
from mkdocs_postmortems.archive.editions import is_public
from mkdocs_postmortems.cli import WrongUse
from mkdocs_postmortems.cli.config import load_site
from mkdocs_postmortems.project import Folder, Project, build_time, load_project
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.tree import shown


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser(
        "diff-editions",
        help="show what the public will not see",
        description="Show for each report what its public edition leaves out, as a unified diff.",
    )
    parser.add_argument("reports", nargs="*", type=Path, metavar="REPORT", help="reports (default: all)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the differences."""
    config = load_site(arguments.config)
    reader = ReportReader(config.settings, config.extensions, config.extension_configs)
    project = load_project(Folder(config.root, config.documents), reader, build_time(os.environ))
    wanted = [shown(Path(os.path.abspath(path)), config.root) for path in arguments.reports]  # noqa: PTH100
    reports = {report.path: report for report in project.reports}
    if missing := [path for path in wanted if path not in reports]:
        raise WrongUse("\n".join(f"{path}: there is no such report" for path in missing))
    for path in wanted or sorted(reports):
        for line in describe(reports[path], project):
            print(line)
    return 0


def describe(report: Report, project: Project) -> Sequence[str]:
    """What to say of one report."""
    if report.path in project.broken:
        return (f"{report.path}: has errors, so no edition holds it; see postmortems check",)
    if report.fields.visibility != "public":
        return (f"{report.path}: not in the public edition, because it is internal",)
    if not is_public(report):
        return (f"{report.path}: not in the public edition, because its status is not final",)
    ids = frozenset(each.id for each in project.reports if is_public(each))
    difference = tuple(edition_difference(report, project.settings, ids))
    return difference or (f"{report.path}: the same in both editions",)
