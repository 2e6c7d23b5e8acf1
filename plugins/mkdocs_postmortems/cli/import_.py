"""``postmortems import FILE|FOLDER... --to FOLDER``: converts old reports to this project's format.

Prints what was found, and in which line. An edited report is not overwritten. What the check finds in the imported
texts goes into the baseline, as in any archive that adopts the check.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from mkdocs_postmortems.cli import WrongUse, named_path, refuse_file
from mkdocs_postmortems.cli.config import SiteConfig, add_config, load_site, nearest_site_file
from mkdocs_postmortems.cli.import_run import ImportRun
from mkdocs_postmortems.progress import Progress
from mkdocs_postmortems.tree import absolute
from mkdocs_postmortems.workers import silent


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.description = (
        "Convert old reports: Markdown, reStructuredText, AsciiDoc, Org, MediaWiki, plain text, e-mails, HTML, or an "
        "incident tool's JSON. Exits with 0 if all were imported, 1 if some were not, 2 for wrong use."
    )
    parser.add_argument("sources", nargs="+", type=named_path, metavar="PATH", help="files, or folders of them")
    parser.add_argument(
        "--to", type=named_path, metavar="FOLDER", help="the folder to write to (default: the source folder)"
    )
    parser.add_argument("--dry-run", action="store_true", help="write nothing, only show what would be done")
    parser.add_argument("--overwrite", action="store_true", help="overwrite reports that were edited since the import")
    parser.add_argument("--report", type=named_path, metavar="FILE", help="write what was found as JSON")
    parser.add_argument("--encoding", default="", help="the encoding of files that are not UTF-8, such as cp1252")
    parser.add_argument(
        "--source-url", default="", metavar="URL", help="the base of relative links to files that are not imported"
    )
    parser.add_argument("--no-baseline", action="store_true", help="do not add findings to the baseline")
    parser.add_argument("-q", "--quiet", action="store_true", help="print only what went wrong")
    add_config(parser)


def run(arguments: argparse.Namespace) -> int:
    """Import all reports, and print what was found."""
    _refuse_unusable(arguments.sources)
    config = _site(arguments)
    target = absolute(arguments.to or config.root / config.settings.source)
    refuse_file(target)
    work = ImportRun(config, target, arguments)
    progress = Progress("Importing reports", sys.stderr, partial(print, file=sys.stderr))
    work.convert(silent if arguments.quiet else progress)
    work.update_baseline()
    account = work.account
    for line in account.complaints():
        print(line, file=sys.stderr)
    if not arguments.quiet:
        for line in account.summary(config.settings.baseline, arguments.dry_run):
            print(line)
    if arguments.report:
        data = json.dumps(account.as_data(), indent=2, ensure_ascii=False)
        arguments.report.write_text(f"{data}\n", "utf-8", newline="\n")
    return int(account.is_incomplete)


def _refuse_unusable(sources: Sequence[Path]) -> None:
    """Raise ``WrongUse`` for paths that do not exist, or lead to a pipe or a device, which is not read."""
    reasons = [
        f"{path}: {'this is neither a file nor a folder' if path.exists() else 'there is no such file or folder'}"
        for path in sources
        if not (path.is_file() or path.is_dir())
    ]
    if reasons:
        raise WrongUse("\n".join(reasons))


def _site(arguments: argparse.Namespace) -> SiteConfig:
    """Load the site of ``--config``, or that around the target, or else that around the working directory."""
    return load_site(arguments.config or (arguments.to and nearest_site_file(absolute(arguments.to))))
