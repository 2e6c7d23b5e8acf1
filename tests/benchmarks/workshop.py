"""The benchmark's projects, each written and built once and shared by all parts of the benchmark.

Takes contenders and numbers of reports; returns folders of projects and sites, and the cost of their builds.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from tests.benchmarks.contenders import Contender
from tests.benchmarks.processes import Usage, run
from tests.benchmarks.reports import make_reports


class Workshop:
    """Manages the projects in ``root``, a folder that nothing else uses."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._built: dict[Path, Usage] = {}

    def project(self, contender: Contender, count: int) -> Path:
        """Return the folder of a project, which is written if it does not exist."""
        place = self._root / f"{contender.key}-{count}"
        if not place.exists():
            contender.write(place, count)
        return place

    def build(self, contender: Contender, count: int) -> Usage:
        """Return the cost of the first build of a project, which is run if it has not been."""
        place = self.project(contender, count)
        if place not in self._built:
            self._built[place] = run(contender.build, place)
            tell(f"{contender.name}, {count:,} reports", self._built[place])
        return self._built[place]

    def build_anew(self, contender: Contender, count: int) -> Usage:
        """What the first build costs once more, of a contender that keeps nothing."""
        self.build(contender, count)
        place = self.project(contender, count)
        shutil.rmtree(place / contender.site)
        usage = run(contender.build, place)
        tell(f"{contender.name}, {count:,} reports, once more", usage)
        return usage

    def build_again(self, contender: Contender, count: int) -> Usage:
        """What the next build cost after an edit of one report."""
        self.build(contender, count)
        place = self.project(contender, count)
        edit(report_in_the_middle(contender, place))
        usage = run(contender.again, place)
        tell(f"{contender.name}, {count:,} reports, one edited", usage)
        return usage

    def build_with_new(self, contender: Contender, count: int) -> Usage:
        """What the next build cost with one more report, the newest. Afterwards, the site is without it again."""
        self.build(contender, count)
        place = self.project(contender, count)
        *_, (name, text) = make_reports(count + 1, contender.style)
        report = place / contender.reports / f"{name}.md"
        report.write_text(text, encoding="utf-8")
        usage = run(contender.again, place)
        tell(f"{contender.name}, {count:,} reports, one added", usage)
        report.unlink()
        run(contender.again, place)
        return usage

    def site(self, contender: Contender, count: int) -> Path:
        """The folder of a finished site."""
        self.build(contender, count)
        return self.project(contender, count) / contender.site


def report_in_the_middle(contender: Contender, project: Path) -> Path:
    """Return the report to edit: neither the newest nor the oldest."""
    reports = sorted((project / contender.reports).glob("2*.md"))
    return reports[len(reports) // 2]


def edit(report: Path, sentence: str = "One more sentence.") -> None:
    """Append a sentence to a report."""
    with report.open("a", encoding="utf-8") as stream:
        stream.write(f"\n{sentence}\n")


def tell(what: str, found: object) -> None:
    """Print the benchmark's progress."""
    print(f"{what}: {found}", file=sys.stderr, flush=True)
