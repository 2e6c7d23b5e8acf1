"""``python -m tests.benchmarks [--reports N] [--write FILE]``: measures, prints the table, and writes it.

All contenders run in one go on the same texts, so that their ratios hold on a slow or busy machine too. What is
measured is the time by the clock, that of all processors together, and the most memory that one process took.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.contenders import OTHERS, OURS, PLAIN, Contender

_BEGIN, _END = "<!-- benchmark -->", "<!-- end of benchmark -->"
_PACKAGES = ("mkdocs", "mkdocs-material", "markdown", "pagefind_bin_extended", "zensical")


@dataclass(frozen=True)
class Measured:
    """One run. Seconds, and megabytes."""

    name: str
    clock: float
    processors: float
    memory: float


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.split("\n")[0])
    parser.add_argument("--reports", type=int, default=1000, metavar="N", help="how many (default: 1000)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the table into this page, too")
    parser.add_argument("--only-ours", action="store_true", help="leave the other generators out")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        runs = list(_run_all(Path(folder), options.reports, () if options.only_ours else OTHERS))
    text = "\n".join(table(runs, options.reports))
    print(text)
    if options.write:
        write_table(options.write, text)
    return 0


def _run_all(folder: Path, count: int, others: Sequence[Contender]) -> Iterator[Measured]:
    for contender in (PLAIN, OURS, *others):
        if not contender.is_there:
            print(f"{contender.name}: left out, {contender.needs} is not installed", file=sys.stderr)
            continue
        place = folder / contender.name.replace(" ", "-").replace(":", "")
        contender.write(place, count)
        yield _measure(contender.name, contender.command, place)
        if contender is OURS:
            yield from _run_more(place)


def _run_more(place: Path) -> Iterator[Measured]:
    """Ours again: with one report edited, and the check."""
    command = str(Path(sys.executable).with_name("postmortems"))
    reports = sorted((place / "postmortems").glob("*.md"))
    edited = reports[len(reports) // 2]
    edited.write_text(edited.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    yield _measure("this plugin, one report edited", OURS.command, place)
    edited.write_text(edited.read_text(encoding="utf-8") + "\nAnd another.\n", encoding="utf-8")
    yield _measure("`postmortems check FILE`", (command, "check", str(edited)), place)
    for cached in sorted((place / ".cache").rglob("*"), reverse=True):
        cached.unlink() if cached.is_file() else cached.rmdir()
    yield _measure("`postmortems check`", (command, "check"), place)


def _measure(name: str, command: Sequence[str], place: Path) -> Measured:
    """Run a command by itself, in a process whose children are this command alone."""
    reader, writer = os.pipe()
    process = os.fork()
    if process == 0:
        begin = time.perf_counter()
        done = subprocess.run(command, cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        clock, used = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
        failed = done.returncode not in (0, 1) or (done.returncode == 1 and "check" not in command)
        said = done.stderr.decode(errors="replace")[-2000:] if failed else ""
        os.write(writer, f"{clock} {used.ru_utime + used.ru_stime} {used.ru_maxrss / 1024}\n{said}".encode())
        os._exit(0)
    os.close(writer)
    with open(reader, "rb") as stream:  # noqa: PTH123
        numbers, _, said = stream.read().decode().partition("\n")
    os.waitpid(process, 0)
    if said:
        raise SystemExit(f"{name} failed:\n{said}")
    print(f"{name}: {numbers}", file=sys.stderr)
    return Measured(name, *map(float, numbers.split()))


def table(runs: Sequence[Measured], count: int) -> Iterator[str]:
    """The lines of a table in Markdown."""
    plain = runs[0]
    versions = (f"{name} {found}" for name in _PACKAGES if (found := _version(name)))
    yield f"{count:,} reports of about 900 words. Ratios are to the first line, in the same run."
    yield ""
    yield "| | seconds | ratio | seconds of all processors | ratio | MB |"
    yield "|---|--:|--:|--:|--:|--:|"
    for run in runs:
        clock, processors = run.clock / plain.clock, run.processors / plain.processors
        numbers = f"{run.clock:.1f} | {clock:.2f} | {run.processors:.1f} | {processors:.2f} | {run.memory:,.0f}"
        yield f"| {run.name} | {numbers} |"
    yield ""
    yield f"{_machine()}, Python {platform.python_version()}, {', '.join(versions)}."


def _machine() -> str:
    cores, load = len(os.sched_getaffinity(0)), os.getloadavg()[0]
    return f"{cores} processors ({platform.machine()}) under a load of {load:.0f} at the end, {platform.system()}"


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def write_table(page: Path, text: str) -> None:
    """Put the table between its two marks."""
    before, _, rest = page.read_text(encoding="utf-8").partition(_BEGIN)
    _, _, after = rest.partition(_END)
    page.write_text(f"{before}{_BEGIN}\n\n{text}\n\n{_END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
