"""``mkdocs serve``: what an author sees while reports are edited, broken and fixed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.building import NOW, make_report
from tests.conftest import Site
from tests.serving import is_shown
from tests.waiting import until


@contextmanager
def served(folder: Path, port: int, quick: float) -> Iterator[str]:
    """The address at which a site is served, for as long as the ``with`` lasts.

    ``quick`` is how many seconds a build may take until its author minds. The rest of a slow one is never asked for.
    MkDocs looks for edits ten times as often as for a person, who does not wait for each of a dozen.
    """
    code = (
        f"from mkdocs_postmortems.plugin import preview; preview.QUICK, preview.PAUSE = {quick}, 3600\n"
        "from mkdocs.livereload import LiveReloadServer\n"
        "LiveReloadServer.__init__.__defaults__ = ('/', 0.05, 0.05)  # the root, two pauses\n"
        "from mkdocs.__main__ import cli; cli()"
    )
    (folder / "tmp").mkdir()
    environment = {**os.environ, "SOURCE_DATE_EPOCH": NOW, "TMPDIR": str(folder / "tmp")}
    with (folder / "log").open("w") as log:
        command = [sys.executable, "-c", code, "serve", "--dev-addr", f"127.0.0.1:{port}"]
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            yield f"http://127.0.0.1:{port}/incidents/"
        finally:
            server.terminate()
            server.wait()


def log_of(folder: Path) -> str:
    return (folder / "log").read_text(encoding="utf-8")


def see(address: str, text: str) -> None:
    """Wait until a page contains a text."""
    until(lambda: is_shown(address, text))


def test_a_broken_report_is_withheld_until_it_is_fixed(site: Site, free_port: int) -> None:
    """Its findings replace it, the others stay; once fixed, it is back without a trace of them (c07)."""
    folder = site({"a.md": make_report(), "b.md": make_report(title="The other one")})
    report = folder / "postmortems" / "a.md"
    with served(folder, free_port, quick=3600) as archive:
        see(f"{archive}a/", "Login failures")
        report.write_text(make_report(title="Renamed while serving"), encoding="utf-8")
        see(f"{archive}a/", "Renamed while serving")
        report.write_text(make_report(title="Brok: en", tags="[CANARY]"), encoding="utf-8")
        see(f"{archive}a/", "a is withheld")
        assert is_shown(f"{archive}b/", "The other one")
        assert is_shown(archive, "The other one")
        assert not is_shown(archive, "Brok")
        report.write_text(make_report(title="Mended"), encoding="utf-8")
        see(f"{archive}a/", "Mended")
        assert is_shown(archive, "Mended")
        assert is_shown(f"{archive}incidents.json", "Mended")
        assert not is_shown(f"{archive}incidents.json", "CANARY")
    assert not (folder / "site").exists()
    assert "yaml-syntax" in log_of(folder)
    assert f"withheld until it is fixed; {archive}a/ shows what to fix" in log_of(folder)


def test_a_link_to_a_report_by_its_file_leads_to_what_to_fix(site: Site, free_port: int) -> None:
    """Also if another report's file is where the page of a broken one would have its own."""
    folder = site({}, "source: docs/incidents")
    (folder / "docs/incidents/x").mkdir(parents=True)
    (folder / "docs/incidents/x/index.md").write_text(make_report(id="y"), encoding="utf-8")
    (folder / "docs/incidents/z.md").write_text(make_report(id="x", severity="loud"), encoding="utf-8")
    (folder / "docs/index.md").write_text("# Home\n\n[z](incidents/z.md)\n", encoding="utf-8")
    with served(folder, free_port, quick=3600) as archive:
        see(f"{archive}x/", "x is withheld")
        see(archive.removesuffix("incidents/"), '<a href="incidents/x/">z</a>')


def test_an_edited_report_is_shown_first(site: Site, free_port: int) -> None:
    """In a slow site, its page or its findings come at once, and the lists that mention it follow."""
    folder = site({"a.md": make_report(), "b.md": make_report(title="The other one")})
    report = folder / "postmortems" / "a.md"
    with served(folder, free_port, quick=0) as archive:
        see(f"{archive}a/", "Login failures")
        report.write_text(make_report(title="x: CANARY: y"), encoding="utf-8")
        see(f"{archive}a/", "a is withheld")
        report.write_text(make_report(title="Renamed while serving"), encoding="utf-8")
        see(f"{archive}a/", "Renamed while serving")
        report.write_text(make_report(title="Renamed while serving", id="c"), encoding="utf-8")
        see(f"{archive}c/", "Renamed while serving")
        assert not is_shown(f"{archive}a/", "Renamed")
        assert not is_shown(archive, "Renamed")
        assert log_of(folder).count("Building documentation") == 1
        (watched,) = folder.glob("tmp/postmortems_*/edited")
        watched.write_text("now", encoding="utf-8")
        see(archive, "Renamed while serving")
        assert log_of(folder).count("Building documentation") == 2


def test_the_folder_of_the_reports_may_come_and_go(site: Site, free_port: int) -> None:
    """A new site has none until its first report, a Git branch may lack it, and the setting may be edited."""
    folder = site({"a.md": make_report()})
    reports, away, config = folder / "postmortems", folder / "away", folder / "mkdocs.yml"
    reports.rename(away)
    with served(folder, free_port, quick=3600) as archive:
        see(archive.removesuffix("incidents/"), "Welcome")
        assert not is_shown(archive, "Login failures")
        away.rename(reports)
        see(archive, "Login failures")
        (reports / "a.md").write_text(make_report(title="Edited"), encoding="utf-8")
        see(archive, "Edited")
        reports.rename(away)
        until(lambda: not is_shown(archive, "Edited"))
        config.write_text(
            config.read_text("utf-8").replace("postmortems:", "postmortems:\n      source: away"), "utf-8"
        )
        see(archive, "Edited")
        (away / "a.md").write_text(make_report(title="Elsewhere"), encoding="utf-8")
        see(archive, "Elsewhere")
