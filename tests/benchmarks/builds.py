"""Compare how long builds and checks take.

Takes contenders and a number of reports; returns a table with ratios to the first contender's build.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.benchmarks.contenders import OURS, Contender
from tests.benchmarks.processes import Usage, run
from tests.benchmarks.tables import machine, table, versions
from tests.benchmarks.workshop import Workshop, edit, report_in_the_middle

Line = tuple[str, Usage]

_POSTMORTEMS = str(Path(sys.executable).with_name("postmortems"))
_CLEAN_OR_FINDINGS = (0, 1)


def measure_builds(workshop: Workshop, contenders: Sequence[Contender], count: int) -> list[Line]:
    """Measure each contender's build, rebuilds after a change if the contender has a cache, and our check.

    The reference is measured both before and after the second contender, because the speed of a shared machine
    varies. Its line is the mean of the two.
    """
    lines = [line for contender in contenders[:2] for line in _measure(workshop, contender, count)]
    if len(contenders) > 1 and not contenders[0].again:
        lines[0] = contenders[0].name, lines[0][1].mean(workshop.build_anew(contenders[0], count))
    return [*lines, *(line for contender in contenders[2:] for line in _measure(workshop, contender, count))]


def _measure(workshop: Workshop, contender: Contender, count: int) -> Iterator[Line]:
    yield contender.name, workshop.build(contender, count)
    if contender.again:
        yield f"{contender.name}, one report edited", workshop.build_again(contender, count)
        yield f"{contender.name}, one report added", workshop.build_with_new(contender, count)
    if contender is OURS:
        yield from _measure_checks(workshop.project(OURS, count))


def _measure_checks(project: Path) -> Iterator[Line]:
    report = report_in_the_middle(OURS, project)
    edit(report)
    yield "`postmortems check FILE`, edited", run((_POSTMORTEMS, "check", str(report)), project, _CLEAN_OR_FINDINGS)
    yield "`postmortems check FILE`", run((_POSTMORTEMS, "check", str(report)), project, _CLEAN_OR_FINDINGS)
    kept = shutil.move(project / ".cache", project / ".cache-of-the-build")
    yield "`postmortems check`, the first one", run((_POSTMORTEMS, "check"), project, _CLEAN_OR_FINDINGS)
    yield "`postmortems check`", run((_POSTMORTEMS, "check"), project, _CLEAN_OR_FINDINGS)
    shutil.rmtree(project / ".cache", ignore_errors=True)
    shutil.move(kept, project / ".cache")


def builds_table(lines: Sequence[Line], count: int, left_out: Iterable[str] = ()) -> Iterator[str]:
    """Return the table in Markdown. ``left_out`` names missing contenders with the reason."""
    first = lines[0][1]
    yield f"{count:,} reports of about 900 words. Ratios are to the first line, in the same run. MB are the most that"
    yield "all processes of a build took together, Pagefind's too; what they share is counted once."
    yield ""
    header = ("run", "seconds", "ratio", "seconds of all processors", "ratio", "MB")
    yield from table(header, (_row(*line, first) for line in lines))
    yield ""
    yield from (f"Left out: {each}.\n" for each in left_out)
    yield f"{machine()}, {versions()}."


def _row(name: str, usage: Usage, first: Usage) -> tuple[str, ...]:
    clock, processors = f"{usage.clock / first.clock:.2f}", f"{usage.processors / first.processors:.2f}"
    return name, f"{usage.clock:.1f}", clock, f"{usage.processors:.1f}", processors, f"{usage.memory:,.0f}"
