"""``postmortems check``: finds mistakes in reports, the same ones as a build, and prints them in one of the formats."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from mkdocs_postmortems import __version__
from mkdocs_postmortems.check.rules import RULES, find_rule
from mkdocs_postmortems.cli import STILL_FAIL, WrongUse, named_path
from mkdocs_postmortems.cli.config import SiteConfig, add_config, baseline_text, load_site, source_folder, time_of_run
from mkdocs_postmortems.cli.explain import page_text
from mkdocs_postmortems.diagnostics import Level, counted, counted_by_rule
from mkdocs_postmortems.formats import FORMATS, Findings
from mkdocs_postmortems.project import Scope, load_project
from mkdocs_postmortems.tree import absolute, shown


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.description = (
        "Find mistakes in reports. Exits with 0 if no finding fails the check, 1 if one does, 2 for wrong use."
    )
    parser.add_argument(
        "paths",
        nargs="*",
        type=named_path,
        metavar="PATH",
        help="reports or folders (default: the whole source folder). Those outside the source folder are checked as a "
        "separate archive",
    )
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="the output format (default: text)")
    parser.add_argument("--strict", action="store_true", help="fail on warnings, too")
    baseline = parser.add_mutually_exclusive_group()
    baseline.add_argument("--update-baseline", action="store_true", help="write all current findings into the baseline")
    baseline.add_argument("--no-baseline", action="store_true", help="show the findings in the baseline, too")
    parser.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="colour the output (default: auto)"
    )
    add_config(parser)


def run(arguments: argparse.Namespace) -> int:
    """Check the reports, and print the findings."""
    config = load_site(arguments.config)
    baseline = not (arguments.no_baseline or arguments.update_baseline)
    found = check_paths(config, arguments.paths, time_of_run(), baseline)
    if arguments.update_baseline:
        return _update_baseline(config, found, arguments.paths)
    here, color = Path.cwd(), _has_color(arguments.color, os.environ, sys.stdout.isatty())
    diagnostics = tuple(replace(each, path=shown(config.root / each.path, here)) for each in found.diagnostics)
    found = replace(found, diagnostics=diagnostics, color=color)
    sys.stdout.write(FORMATS[arguments.format](found))
    sys.stdout.flush()
    return exit_code(found, arguments.strict)


def check_paths(config: SiteConfig, paths: Sequence[Path], now: datetime, baseline: bool = True) -> Findings:
    """Return the findings for these paths. Paths outside the source folder are checked as a separate archive."""
    folder, reader = config.folder, config.reader
    _refuse_missing(paths)
    source = config.root / config.settings.source if paths else source_folder(config)
    inside = [path for path in map(absolute, paths) if path.is_relative_to(source)]
    outside = [path for path in map(absolute, paths) if not path.is_relative_to(source)]
    projects = []
    if inside or not paths:
        narrowed = () if source in inside else tuple(shown(path, config.root) for path in inside)
        projects.append(load_project(folder, reader, now, Scope(paths=narrowed, baseline=baseline)))
    if outside:
        projects.append(load_project(folder, reader, now, Scope(tuple(outside), baseline=baseline)))
    return Findings(
        diagnostics=tuple(sorted(each for project in projects for each in project.diagnostics)),
        files=sum(project.files for project in projects),
        rules={name: rule.summary for name, rule in RULES.items()},
        version=__version__,
        page_of=lambda name: page_text(find_rule(name)),
    )


def exit_code(found: Findings, strict: bool) -> int:
    """Return 1 if there are errors or, in strict mode, warnings; hints do not count."""
    return int(found.summary.errors > 0 or (strict and found.summary.warnings > 0))


def _update_baseline(config: SiteConfig, found: Findings, paths: Sequence[Path]) -> int:
    """Write the baseline. If only some paths were checked, what it accepts in other files stays."""
    from mkdocs_postmortems.check.baseline import read_baseline, write_baseline  # late: most runs do not need it

    file = config.root / config.settings.baseline
    checked = [absolute(path) for path in paths]
    earlier = baseline_text(config, "update it without PATH") if paths else None
    known = read_baseline(earlier) if earlier is not None else {}
    replaced = {path for path in known if any((config.root / path).is_relative_to(each) for each in checked)}
    failing = [each for each in found.diagnostics if each.level is not Level.HINT]
    file.write_text(write_baseline(failing, earlier, replaced), "utf-8", newline="\n")
    refused = [each for each in failing if not find_rule(each.rule).can_be_accepted]
    here = " in these files" if paths else ""
    print(f"{file.name} accepts {counted(len(failing) - len(refused), 'finding')}{here}", file=sys.stderr)
    if refused:
        print(f"{STILL_FAIL}: {counted_by_rule(refused)}", file=sys.stderr)
    return 0


def _refuse_missing(paths: Iterable[Path]) -> None:
    missing = [path for path in paths if not path.exists() and not path.is_symlink()]
    if missing:
        raise WrongUse("\n".join(f"{path}: there is no such file or folder" for path in missing))


def _has_color(choice: str, environment: Mapping[str, str], on_terminal: bool) -> bool:
    """Return whether to colour the output: by the flag, else on terminals, unless ``NO_COLOR`` is set.

    See https://no-color.org.
    """
    if choice != "auto":
        return choice == "always"
    return on_terminal and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
