"""``python -m tests.benchmarks``: run the benchmarks, print tables, and write them into pages of the guide.

All contenders run in one session on the same texts, so that their ratios are valid on a slow or busy machine, too. If
a part is left out, its table in the guide stays as it is.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.builds import builds_table, measure_builds
from tests.benchmarks.contenders import CONTENDERS, Contender
from tests.benchmarks.growth import growth_table, measure_growth, projection_table
from tests.benchmarks.search import measure_search, search_table
from tests.benchmarks.serve import measure_serve, serve_table
from tests.benchmarks.tables import write_block
from tests.benchmarks.workshop import Workshop

PARTS = {
    "builds": "builds and checks, side by side",
    "serve": "from an edit to the page, while the site is served",
    "search": "bytes and time to a result, in Chromium",
    "growth": "the same at several sizes, and what larger ones would cost",
}


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    chosen = [each for each in CONTENDERS if not options.only or each.key in options.only]
    with tempfile.TemporaryDirectory() as folder:
        for name, lines in _measure(Workshop(Path(folder)), chosen, options):
            text = "\n".join(lines)
            print(f"{text}\n", flush=True)
            for page in options.write:
                write_block(page, name, text)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description=__doc__.partition("\n")[0],
        epilog="Parts: " + "; ".join(f"{name}: {what}" for name, what in PARTS.items()) + ".",
    )
    parser.add_argument("--reports", type=int, default=1000, metavar="N", help="for builds and serve (default: 1000)")
    parser.add_argument("--search-reports", type=int, metavar="N", help="for search (default: five times as many)")
    parser.add_argument("--visits", type=int, default=3, metavar="N", help="for search, of each site (default: 3)")
    parser.add_argument(
        "--growth", type=int, nargs="+", metavar="N", help="for growth, two or more (default: N, 5 N and 10 N)"
    )
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS), help="what to measure (default: all)")
    parser.add_argument(
        "--only", nargs="+", choices=[each.key for each in CONTENDERS], help="whom to measure (default: all)"
    )
    parser.add_argument("--write", type=Path, nargs="+", default=[], metavar="PAGE", help="write the tables there, too")
    return parser


def _measure(
    workshop: Workshop, chosen: Sequence[Contender], options: argparse.Namespace
) -> Iterator[tuple[str, Iterator[str]]]:
    """Return the tables, each with the name of its place in a page."""
    count = options.reports
    there = [each for each in chosen if not each.why_not(count)]
    left_out = [f"{each.name}, since {each.why_not(count)}" for each in chosen if each not in there]
    if "builds" in options.parts:
        yield "builds", builds_table(measure_builds(workshop, there, count), count, left_out)
    if "serve" in options.parts:
        yield "serve", serve_table(list(measure_serve(workshop, there, count)), count)
    if "search" in options.parts:
        searched, visits = options.search_reports or 5 * count, options.visits
        yield "search", search_table(list(measure_search(workshop, there, searched, visits)), searched, visits)
    if "growth" in options.parts:
        sizes = list(measure_growth(workshop, options.growth or (count, 5 * count, 10 * count)))
        yield "growth", growth_table(sizes)
        yield "projection", projection_table(sizes)


if __name__ == "__main__":
    sys.exit(main())
