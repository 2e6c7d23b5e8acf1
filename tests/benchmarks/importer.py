"""Measure how much of real reports the importer finds: ``python -m tests.benchmarks.importer [FOLDER]``.

Takes a folder with one folder of reports per project, and ``timelines.json`` beside them, which says how many lines
of each timeline start with a time; prints a table with a line per project. The command line imports the reports into
a new site, which is then built.

``events`` counts the reports whose number of timed entries is within 5 % of the counted lines. Regular expressions
made that count: they take durations such as ``10:00-17:00`` and times within prose for entries, which the importer
does not. Both count days that are headings, and quoted log lines with date and time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs_postmortems.imports.document import form_of
from mkdocs_postmortems.imports.writing.naming import is_kept

ROOT = Path(__file__).parent.parent.parent
REPORTS = ROOT.parent / "shared" / "reports"
COLUMNS = ("files", "read", "title", "started", "timeline", "events", "actions", "built")

_SITE = """\
site_name: Imported
theme: {name: material, font: false}
plugins:
  - search
  - postmortems
"""


@dataclass(frozen=True, slots=True)
class Result:
    """One report: what was found and what it has. ``counted`` is ``None`` without a timeline."""

    project: str
    counted: int | None
    entry: Mapping[str, Any] | None
    is_built: bool = False

    def holds(self, column: str) -> bool | None:
        """Return whether the report counts in a column; ``None`` if the column does not apply."""
        entry = self.entry or {}
        match column:
            case "files":
                return True
            case "read":
                return self.entry is not None
            case "title" | "started" | "actions":
                return bool(entry.get(column))
            case "timeline":
                return None if self.counted is None else bool(entry.get("events"))
            case "events":
                if not self.counted:
                    return None
                return 0.95 <= entry.get("events", 0) / self.counted <= 1.05
            case _:
                return self.is_built


def main() -> int:
    """Import, build, and print the table."""
    reports = Path(sys.argv[1]) if len(sys.argv) > 1 else REPORTS
    if not reports.is_dir():
        print(f"{reports}: there are no reports to measure on", file=sys.stderr)
        return 0
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        results = tuple(measure(reports, Path(folder)))
    for line in table(results):
        print(line)
    print(f"{time.perf_counter() - begun:.0f} s")
    return 0


def measure(reports: Path, site: Path) -> Iterator[Result]:
    """Import all reports into a new site, build it, and compare."""
    (site / "docs").mkdir()
    (site / "docs" / "index.md").write_text("# Imported\n", "utf-8")
    (site / "mkdocs.yml").write_text(_SITE, "utf-8")
    run(site, "mkdocs_postmortems.cli", "import", str(reports), "--to", "postmortems", "--report", "found.json", "-q")
    run(site, "mkdocs", "build", "-q")
    found = json.loads((site / "found.json").read_text("utf-8"))
    entries = {entry["source"]: entry for entry in found["files"]}
    counted = {each["file"]: each["n_entries"] for each in json.loads((reports / "timelines.json").read_text("utf-8"))}
    data = site / "site" / "incidents" / "incidents.json"
    built = {each["title"] for each in json.loads(data.read_text("utf-8"))["incidents"]} if data.exists() else set()
    for location in sorted(reports.rglob("*")):
        path = location.relative_to(reports).as_posix()
        if location.is_file() and form_of(path) in ("markdown", "text", "html") and is_kept(path):
            entry = entries.get(path)
            yield Result(path.split("/")[0], counted.get(path), entry, entry is not None and entry["title"] in built)


def run(folder: Path, module: str, *words: str) -> None:
    """Run a module as a program, and show its output. Findings do not count as a failure."""
    code = "import sys; from mkdocs_postmortems.cli import main; sys.exit(main())"
    call = [sys.executable, "-c", code] if module.startswith("mkdocs_postmortems") else [sys.executable, "-m", module]
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    subprocess.run([*call, *words], cwd=folder, env={**os.environ, **quiet}, check=False)


def table(results: Iterable[Result]) -> Iterator[str]:
    """Return a line for each project, and one for all."""
    by_project: dict[str, list[Result]] = {}
    for result in results:
        by_project.setdefault(result.project, []).append(result)
    everything = [result for each in by_project.values() for result in each]
    yield f"{'':38}" + "".join(f"{column:>10}" for column in COLUMNS)
    for project, members in [*sorted(by_project.items()), ("all", everything)]:
        yield f"{project[:37]:38}" + "".join(f"{share(members, column):>10}" for column in COLUMNS)


def share(members: Iterable[Result], column: str) -> str:
    """Return how many of the reports to which a column applies count in it."""
    held = [each for each in (result.holds(column) for result in members) if each is not None]
    return str(len(held)) if column == "files" else f"{sum(held)}/{len(held)}"


if __name__ == "__main__":
    sys.exit(main())
