"""The live archive without MkDocs: exported, and built by other generators."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pyarrow import parquet

from mkdocs_postmortems.cli import main
from mkdocs_postmortems.cli.config import EXPORT_MARK
from tests.building import BODY, NOW, ROOT, digest, make_report, run_mkdocs, write_site
from tests.conftest import Once
from tests.serving import serve


def export(folder: Path) -> None:
    """Export the live archive, as of a fixed day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOW)
        assert run_export(ROOT, folder) == 0


@pytest.fixture(scope="session")
def exported(once: Once) -> Path:
    return once("export", export)


def run_export(site: Path, out: Path, *flags: str) -> int:
    """Export a site's archive into a folder, and return the command's exit code."""
    return main(["export", str(out), *flags, "--config", str(site / "mkdocs.yml")])


def build(folder: Path, command: str, *arguments: str) -> Path:
    """Build an export with a generator's command; return the site's folder."""
    binary = Path(sys.executable).with_name(command)
    built = subprocess.run([binary, "build", *arguments], cwd=folder, capture_output=True, text=True, timeout=240)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder / "site"


def same_pages(site: Path, live: Path) -> None:
    """Check that every page of the archive exists, with the same drawings and without visible front matter."""
    pages = sorted(path.relative_to(live) for path in (live / "incidents").rglob("index.html"))
    assert len(pages) > 100
    for path in pages:
        ours, theirs = (folder.joinpath(path).read_text(encoding="utf-8") for folder in (live, site))
        assert drawings(ours) == drawings(theirs), path
        assert "severity:" not in theirs


def drawings(html: str) -> list[str]:
    """Return our drawings in a page."""
    return re.findall(r'<svg class="pm-.*?</svg>', html, re.DOTALL)


def searches(site: Path, page: Page) -> None:
    """Check that the archive page finds a word that occurs only in one report's body."""
    with serve(site) as url:
        page.goto(f"{url}incidents/?q=kettle")
        results = page.locator("[data-pm-archive] mark")
        results.first.wait_for()
        assert "kettle" in results.first.inner_text().lower()
        page.goto("about:blank")  # so that it sends no requests while the server shuts down


@pytest.mark.parametrize("command", ["zensical", "properdocs --strict"])
def test_other_generators_build_an_export(
    exported: Path, live_site: Path, page: Page, tmp_path: Path, command: str
) -> None:
    """With the same pages, drawings and search."""
    site = build(shutil.copytree(exported, tmp_path / "export"), *command.split())
    same_pages(site, live_site)
    searches(site, page)


def test_the_plugin_runs_under_properdocs(tmp_path: Path) -> None:
    """Unchanged."""
    folder = write_site(tmp_path, {"a.md": make_report()})
    (folder / "mkdocs.yml").rename(folder / "properdocs.yml")
    site = build(folder, "properdocs", "--strict")
    assert (site / "incidents" / "a" / "index.html").is_file()
    assert (site / "incidents" / "pagefind" / "pagefind.js").is_file()


REPORTS = {
    "a.md": make_report(f"{BODY}\n!!! internal\n\n    CANARY-block\n", title="Seen", roles="{lead: CANARY-role}"),
    "b.md": make_report(title="CANARY-internal", visibility="internal"),
    "c.md": make_report(title="CANARY-draft", status="draft"),
}


def test_the_export_follows_the_edition(tmp_path: Path) -> None:
    """Drafts and internal text are never written into a public export."""
    folder = write_site(tmp_path / "s", REPORTS, "edition: public")
    assert run_export(folder, tmp_path / "out") == 0
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert any(b"Seen" in path.read_bytes() for path in files)
    assert not [path for path in files if b"CANARY" in path.read_bytes() or "CANARY" in path.name]


def test_a_site_address_needs_no_trailing_slash(tmp_path: Path) -> None:
    """Absolute addresses are the same as in MkDocs' site, which adds the slash."""
    folder = write_site(tmp_path / "s", {"a.md": make_report()}, config="site_url: https://ours.example/docs")
    assert run_export(folder, tmp_path / "out") == 0
    (feed,) = (tmp_path / "out").rglob("incidents/feed.xml")
    assert 'href="https://ours.example/docs/incidents/a/"' in feed.read_text(encoding="utf-8")


@pytest.mark.parametrize("format", ["jsonl", "csv", "parquet", "bulk"])
def test_data_follows_the_edition(format: str, tmp_path: Path) -> None:
    """It contains no other reports and no internal text; Parquet files are decoded before the search."""
    folder = write_site(tmp_path / "s", REPORTS, "edition: public")
    assert run_export(folder, tmp_path / "out", "--format", format) == 0
    (data,) = (path for path in (tmp_path / "out").rglob("*") if path.suffix in (f".{format}", ".ndjson"))
    text = str(parquet.read_table(data).to_pylist()) if format == "parquet" else data.read_text(encoding="utf-8")
    assert "Seen" in text
    assert "Validate the configuration" in text or format == "csv"
    assert "CANARY" not in text


def test_parquet_is_an_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without it, the command says how to install it."""
    monkeypatch.setattr("mkdocs_postmortems.cli.export.has_parquet", lambda: False)
    assert main(["export", str(tmp_path / "out"), "--format", "parquet"]) == 2
    assert "mkdocs-postmortems[parquet]" in capsys.readouterr().err


def test_an_export_never_empties_a_foreign_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only a folder that an export wrote is replaced."""
    folder = write_site(tmp_path / "s", {"a.md": make_report()})
    assert run_export(folder, folder / "docs") == 2
    assert "not written by postmortems export" in capsys.readouterr().err
    assert run_export(folder, tmp_path / "out") == 0
    (tmp_path / "out" / "docs" / "stale.md").write_text("old", encoding="utf-8")
    assert run_export(folder, tmp_path / "out") == 0
    assert not (tmp_path / "out" / "docs" / "stale.md").exists()


@pytest.mark.parametrize("target", ["postmortems/out", "link/out", "", "postmortems"])
def test_an_export_never_mixes_with_the_reports(
    target: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its pages would be reports with errors, and the next export would delete the reports around it."""
    folder = write_site(tmp_path, {"a.md": make_report()})
    (tmp_path / "link").symlink_to("postmortems")
    for marked in (tmp_path, tmp_path / "postmortems"):
        (marked / EXPORT_MARK).touch()
    before = digest(tmp_path)
    assert run_export(folder, tmp_path / target) == 2
    assert "the reports are in" in capsys.readouterr().err
    assert digest(tmp_path) == before


def test_an_export_into_a_linked_folder_leaves_nothing_of_an_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A public export would contain the pages of the internal one before it."""
    reports = {"secret.md": make_report(visibility="internal")}
    folder = write_site(tmp_path, reports, "edition: !ENV [EDITION, internal]")
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    for edition, is_there in (("internal", True), ("public", False)):
        monkeypatch.setenv("EDITION", edition)
        assert run_export(folder, tmp_path / "link") == 0
        assert (tmp_path / "real/docs/incidents/secret/index.md").exists() == is_there


def test_an_interrupted_export_can_be_repeated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is ours from the first file on."""
    folder = write_site(tmp_path, {"a.md": make_report()})

    def interrupted(*arguments: object) -> None:
        (tmp_path / "archive" / "half.md").touch()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("mkdocs_postmortems.cli.export._write", interrupted)
        assert run_export(folder, tmp_path / "archive") == 130
    assert run_export(folder, tmp_path / "archive") == 0
    assert not (tmp_path / "archive" / "half.md").exists()


def test_errors_stop_an_export(tmp_path: Path) -> None:
    """Nothing is written while a report has an error."""
    folder = write_site(tmp_path / "s", {"a.md": make_report(title=None)})
    assert run_export(folder, tmp_path / "out") == 1
    assert not (tmp_path / "out").exists()
    assert run_mkdocs(folder, "build").returncode == 1
