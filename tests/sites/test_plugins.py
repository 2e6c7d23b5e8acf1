"""Other plugins beside ours, and ``mkdocs serve``."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from tests.conftest import NOW, make_report, run_mkdocs

Site = Callable[..., Path]


def test_material_plugins_work_beside_ours(site: Site) -> None:
    """Search, tags, meta, privacy and offline of Material, and redirects, keep working."""
    folder = site({"a.md": make_report(tags="[deploy]")})
    text = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    others = "  - search\n  - tags\n  - meta\n  - privacy: {assets_exclude: [unpkg.com/*]}\n  - offline\n"
    others += "  - redirects:\n      redirect_maps: {old.md: index.md}\n"
    (folder / "mkdocs.yml").write_text(text + others, encoding="utf-8")
    (folder / "docs" / "index.md").write_text("---\ntags: [home]\n---\n# Home\n\n[[x]]\n", encoding="utf-8")
    (folder / "docs" / "tags.md").write_text("# Tags\n\n<!-- material/tags -->\n", encoding="utf-8")
    built = run_mkdocs(folder, "build", "--strict")
    assert built.returncode == 0, built.stderr
    public = folder / "site"
    assert (public / "incidents" / "a" / "index.html").is_file()
    assert (public / "old.html").is_file()
    tags = (public / "tags.html").read_text(encoding="utf-8")
    assert "deploy" in tags and "incidents/a/index.html" in tags
    assert "Deployment completes" in (public / "search" / "search_index.json").read_text(encoding="utf-8")


def test_serve_shows_edits_and_survives_a_broken_report(site: Site, free_port: int) -> None:
    """An edit is visible at once; a broken report's findings take its place, the rest stays, a mend brings it back."""
    folder = site({"a.md": make_report(), "b.md": make_report(title="The other one")})
    report = folder / "postmortems" / "a.md"
    address = f"http://127.0.0.1:{free_port}/incidents/a/"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{free_port}"]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=folder, env={**os.environ, "SOURCE_DATE_EPOCH": NOW}, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            assert wait_for(address, "Login failures")
            report.write_text(make_report(title="Renamed while serving"), encoding="utf-8")
            assert wait_for(address, "Renamed while serving")
            report.write_text(make_report(title="x: CANARY: y"), encoding="utf-8")
            assert wait_for(address, "a is withheld")
            assert wait_for(address.replace("/a/", "/b/"), "The other one")
            report.write_text(make_report(title="Mended"), encoding="utf-8")
            assert wait_for(address, "Mended")
        finally:
            server.terminate()
            server.wait(10)
    assert "yaml-syntax" in (folder / "log").read_text(encoding="utf-8")


def test_serve_shows_an_edited_report_before_all_else(site: Site, free_port: int) -> None:
    """Of a slow site its page comes at once, or why it is withheld; the lists that name it follow by themselves."""
    folder = site({"a.md": make_report(), "b.md": make_report(title="The other one")})
    report = folder / "postmortems" / "a.md"
    archive = f"http://127.0.0.1:{free_port}/incidents/"
    patched = "from mkdocs_postmortems import preview; preview.QUICK = 0; from mkdocs.__main__ import cli; cli()"
    command = [sys.executable, "-c", patched, "serve", "--dev-addr", f"127.0.0.1:{free_port}"]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=folder, env={**os.environ, "SOURCE_DATE_EPOCH": NOW}, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            assert wait_for(f"{archive}a/", "Login failures")
            report.write_text(make_report(title="x: CANARY: y"), encoding="utf-8")
            assert wait_for(f"{archive}a/", "a is withheld")
            report.write_text(make_report(title="Renamed while serving"), encoding="utf-8")
            assert wait_for(f"{archive}a/", "Renamed while serving")
            report.write_text(make_report(title="Renamed while serving", id="c"), encoding="utf-8")
            assert wait_for(f"{archive}c/", "Renamed while serving")
            assert not wait_for(f"{archive}a/", "Renamed", seconds=0.1)
            assert log_of(folder).count("Building documentation") == 1
            assert wait_for(archive, "Renamed while serving")
            assert log_of(folder).count("Building documentation") == 2
        finally:
            server.terminate()
            server.wait(10)


def log_of(folder: Path) -> str:
    return (folder / "log").read_text(encoding="utf-8")


def wait_for(address: str, text: str, seconds: float = 20) -> bool:
    """Whether a page holds a text within some seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                if text in answer.read().decode():
                    return True
        except OSError:
            pass
        time.sleep(0.1)
    return False


def test_a_report_in_the_navigation_is_whole_however_large_the_site_is(site: Site) -> None:
    """MkDocs renders such a page, also where the content of finished pages waits on the disk."""
    nav = "nav: [index.md, Report: incidents/a/index.md]"
    folder = site({"a.md": make_report(), "b.md": make_report(title="The other one")}, config=nav)
    patched = "from mkdocs_postmortems import plugin; plugin._MOST_HELD = 0; from mkdocs.__main__ import cli; cli()"
    pages = []
    for command in (["-m", "mkdocs"], ["-c", patched]):
        environment = {**os.environ, "SOURCE_DATE_EPOCH": NOW}
        built = subprocess.run(
            [sys.executable, *command, "build", "-q"], cwd=folder, env=environment, capture_output=True, check=False
        )
        assert built.returncode == 0, built.stderr
        pages.append([(folder / f"site/incidents/{id}/index.html").read_text(encoding="utf-8") for id in "ab"])
    assert pages[0] == pages[1]
    assert "Deployment completes" in pages[0][0]
    assert "assets/report.css" in pages[0][0]
