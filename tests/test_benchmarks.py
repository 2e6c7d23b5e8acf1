"""The benchmark measures what it claims: valid, reproducible reports, and tables in the guide."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mkdocs_postmortems.diagnostics import Level
from mkdocs_postmortems.project import Folder, load_project
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from tests.benchmarks.builds import builds_table, measure_builds
from tests.benchmarks.contenders import CONTENDERS, OURS, Contender
from tests.benchmarks.growth import Size, exponent, growth_table, projection_table
from tests.benchmarks.processes import PeakMemory, Usage, run
from tests.benchmarks.reports import make_reports
from tests.benchmarks.serve import measure_serve
from tests.benchmarks.tables import write_block
from tests.benchmarks.workshop import Workshop
from tests.building import ROOT
from tests.waiting import PATIENCE, until

SMALL = Size(1000, clock=10, processors=20, again=2, memory=300, output=100, files=1500, page=60, largest=200)
LARGE = Size(10_000, clock=100, processors=200, again=20, memory=600, output=1000, files=15_000, page=60, largest=250)

COPY = "import shutil; shutil.copytree('in', 'out', dirs_exist_ok=True)"
BUILD = "import os; os.mkdir('site'); open('log', 'a').write('built ')"
SERVE = """\
import http.server, pathlib, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(pathlib.Path("in", self.path.split("/")[2] + ".md").read_bytes() + b"</html>")
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1].split(":")[1])), Handler).serve_forever()
"""
COPIER = Contender(
    key="copier",
    name="a copier",
    style="plain",
    reports="in",
    config={},
    build=(sys.executable, "-c", COPY),
    serve=(sys.executable, "-c", SERVE, "{address}"),
    pages="any",
    site="out",
)


def test_the_reports_are_valid_and_of_the_requested_length(tmp_path: Path) -> None:
    OURS.write(tmp_path, 12)
    project = load_project(Folder(tmp_path), ReportReader(Settings()), datetime(2026, 6, 1, tzinfo=UTC))
    assert [found for found in project.diagnostics if found.level is not Level.HINT] == []
    assert len(project.reports) == 12
    assert all(600 < len(report.source.body.split()) < 1200 for report in project.reports)


def test_the_same_number_gives_the_same_reports() -> None:
    assert list(make_reports(3, "ours")) == list(make_reports(3, "ours"))


def test_child_processes_are_measured_too(tmp_path: Path) -> None:
    """A command's memory and time include all of its processes."""
    child = "held = b'x' * 80_000_000; sum(range(5_000_000)); input()"
    parent = f"import subprocess, sys; held = b'x' * 80_000_000; subprocess.run([sys.executable, '-c', {child!r}])"
    command = [sys.executable, "-c", parent]
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True) as process,
        PeakMemory(process.pid) as memory,
    ):
        until(lambda: memory.most > 160)
        process.communicate(b"\n")
    assert memory.most < 240
    usage = run((sys.executable, "-c", parent.replace("; input()", "")), tmp_path)
    assert usage.processors > run((sys.executable, "-c", "pass"), tmp_path).processors


def test_a_failing_command_stops_the_benchmark_with_its_output(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no such luck"):
        run((sys.executable, "-c", "raise ValueError('no such luck')"), tmp_path)


def test_a_project_is_built_once_and_shared(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path)
    assert workshop.build(COPIER, 2) is workshop.build(COPIER, 2)
    assert len(list(workshop.site(COPIER, 2).glob("2*.md"))) == 2


def test_the_wait_for_an_edit_ends_when_the_page_shows_it(tmp_path: Path) -> None:
    (waits,) = measure_serve(Workshop(tmp_path), [COPIER], 2)
    assert len(waits.edits) == 3
    assert all(0 < seconds < PATIENCE for seconds in waits.edits)


def test_a_missing_program_is_skipped_with_a_message() -> None:
    missing = Contender("x", "X", "plain", "in", {}, (), needs="no-such-programme")
    assert missing.why_not(1) == "no-such-programme is not installed"
    table = "\n".join(builds_table([("plain", Usage(1, 1, 1))], 1, ["X, since it is not installed"]))
    assert "Left out: X, since it is not installed." in table


def test_ratios_are_relative_to_the_first_line() -> None:
    lines = [("plain", Usage(10.0, 10.0, 40)), ("ours", Usage(5.0, 8.0, 50))]
    assert "| ours | 5.0 | 0.50 | 8.0 | 0.80 | 50 |" in list(builds_table(lines, 1000))


def test_an_exponent_predicts_the_cost_of_ten_times_the_reports() -> None:
    assert exponent([(1000, 3), (5000, 15), (10_000, 30)]) == pytest.approx(1)
    assert exponent([(10, 1), (100, 100)]) == pytest.approx(2)
    assert "| memory, MB | 300 | 600 | 0.30 |" in list(growth_table([SMALL, LARGE]))


def test_larger_archives_are_extrapolated_or_split_into_sites() -> None:
    lines = list(projection_table([SMALL, LARGE]))
    assert "| 100,000 in one site | 16.7 min | 3.33 min | 1.20 | 10.0 | 150,000 |" in lines
    assert "| 100,000 in 10 sites | 16.7 min | 20.0 s | 0.60 | 10.0 | 150,000 |" in lines


def test_a_block_replaces_only_the_previous_one(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text("Before.\n\n<!-- benchmark: builds -->\nold\n<!-- end of builds -->\n\nAfter.\n", encoding="utf-8")
    assert write_block(page, "builds", "new")
    assert not write_block(page, "growth", "nowhere")
    text = page.read_text(encoding="utf-8")
    assert text == "Before.\n\n<!-- benchmark: builds -->\n\nnew\n\n<!-- end of builds -->\n\nAfter.\n"


def test_every_table_has_its_place_in_the_guide() -> None:
    for name in ("builds", "serve", "search", "growth", "projection"):
        page = "scale.md" if name == "projection" else "performance.md"
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        assert text.index(f"<!-- benchmark: {name} -->") < text.index(f"<!-- end of {name} -->")


def test_a_small_run_measures_builds_and_the_search(tmp_path: Path) -> None:
    """Runs the whole benchmark on our site alone: a build, an edit, the checks, and searches."""
    page = tmp_path / "page.md"
    page.write_text("<!-- benchmark: search -->\n<!-- end of search -->\n", encoding="utf-8")
    options = ["--only", "ours", "--parts", "builds", "search"]
    options += ["--reports", "6", "--search-reports", "6", "--visits", "1"]
    command = [sys.executable, "-m", "tests.benchmarks", *options, "--write", str(page)]
    ran = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )  # the benchmark starts its own browser
    assert ran.returncode == 0, ran.stderr
    out = ran.stdout
    for line in ("this plugin", "this plugin, one report edited", "`postmortems check FILE`", "`postmortems check`"):
        assert f"| {line} |" in out
    (row,) = [line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("| this plugin")]
    assert all(int(cell.replace(",", "")) > 0 for cell in row.split("|")[2:-1])


def test_the_reference_is_built_before_and_after_the_second(tmp_path: Path) -> None:
    """Its line is the mean of both runs, because the speed of a shared machine varies."""
    first, second, third = (
        Contender(key, key, "plain", "docs", {}, (sys.executable, "-c", BUILD)) for key in ("a", "b", "c")
    )
    lines = measure_builds(Workshop(tmp_path), (first, second, third), 1)
    assert [name for name, _ in lines] == ["a", "b", "c"]
    assert (tmp_path / "a-1" / "log").read_text() == "built built "
    assert (tmp_path / "c-1" / "log").read_text() == "built "
    assert Usage(1, 2, 3).mean(Usage(3, 6, 2)) == Usage(2, 4, 3)


def test_no_two_contenders_have_the_same_key() -> None:
    assert len({each.key for each in CONTENDERS}) == len(CONTENDERS)
