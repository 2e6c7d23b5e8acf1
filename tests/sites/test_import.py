"""Old reports become an archive: imported with the command, and built with ``mkdocs build --strict``."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.building import ROOT, build_site
from tests.conftest import Site

SAMPLES = ROOT / "tests" / "imports" / "samples"
REPORTS = ROOT.parent / "shared" / "reports"

POOR = """\
# Login fails

Nobody could log in on 2023-10-15. See ![the graph](graph.png), [the notes](notes.md), [home](/).

<img src="graph2.png"> <a name="x"></a> <font color="red">Red</font>

## Timeline

- 14:00 A deploy.
"""


def import_into(folder: Path, *sources: Path) -> list[dict[str, object]]:
    """Import, build under ``--strict``, and return the findings."""
    code = "import sys; from mkdocs_postmortems.cli import main; sys.exit(main())"
    words = ["import", *map(str, sources), "--report", "found.json", "-q"]
    subprocess.run([sys.executable, "-c", code, *words], cwd=folder, check=True)
    build_site(folder, "--strict")
    return list(json.loads((folder / "found.json").read_text("utf-8"))["files"])


def published(folder: Path) -> list[str]:
    data = json.loads((folder / "site" / "incidents" / "incidents.json").read_text("utf-8"))
    return sorted(incident["title"] for incident in data["incidents"])


def test_imported_reports_build_as_drafts(site: Site, tmp_path: Path) -> None:
    """Reports in every format, including one with everything that the check refuses in new reports."""
    old = tmp_path / "old"
    shutil.copytree(SAMPLES, old)
    (old / "poor.md").write_text(POOR, "utf-8")
    folder = site({})
    found = import_into(folder, old)
    assert len(found) == len(list(SAMPLES.iterdir()))  # including the report with mistakes, without the README
    assert published(folder) == sorted(str(each["title"]) for each in found)


def test_a_missing_image_does_not_stop_the_build(site: Site, tmp_path: Path) -> None:
    """If the baseline covers it; the page has no image then."""
    (tmp_path / "poor.md").write_text(POOR, "utf-8")
    folder = site({})
    import_into(folder, tmp_path / "poor.md")
    page = (folder / "site" / "incidents" / "poor" / "index.html").read_text("utf-8")
    assert 'alt="the graph"' in page
    assert not list((folder / "site" / "incidents").rglob("graph*.png"))


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the reports to try it on are not there")
def test_real_reports_build_as_drafts(site: Site) -> None:
    """All of them, in one archive."""
    folder = site({})
    found = import_into(folder, REPORTS)
    assert len(found) == 138
    assert published(folder) == sorted(str(each["title"]) for each in found)
    assert sum(bool(each["started"]) for each in found) >= 0.95 * len(found)
