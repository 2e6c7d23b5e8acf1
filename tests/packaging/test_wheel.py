"""The package as released: built from its sources, and used from the wheel alone."""

from __future__ import annotations

import importlib.util
import os
import site
import subprocess
import sys
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from mkdocs_postmortems import __version__
from mkdocs_postmortems.check.rules import RULES
from mkdocs_postmortems.cli.init import CI, FILES
from mkdocs_postmortems.publish.asset_files import SCRIPTS, STYLES
from mkdocs_postmortems.sections import SETS
from tests.building import NOW, ROOT

PACKAGE = ROOT / "plugins" / "mkdocs_postmortems"

pytestmark = pytest.mark.skipif(
    not all(map(importlib.util.find_spec, ("build", "hatchling"))),
    reason="needs build and hatchling: pip install -e '.[test]'",
)


def run(folder: Path, *command: str | Path) -> str:
    """Run a command that must succeed; return its output."""
    quiet = {"SOURCE_DATE_EPOCH": NOW, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        list(map(str, command)), cwd=folder, env={**plain, **quiet}, capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@dataclass(frozen=True)
class Release:
    """The two files of a release."""

    wheel: Path
    sdist: Path


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Both files; the wheel is built from the unpacked sdist, which proves that the sdist is complete."""
    folder = tmp_path_factory.mktemp("dist")
    run(ROOT, sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT)
    (wheel,) = folder.glob("*.whl")
    (sdist,) = folder.glob("*.tar.gz")
    return Release(wheel, sdist)


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel, and nothing from the project's folder."""

    bin: Path

    def postmortems(self, folder: Path, *arguments: str) -> str:
        return run(folder, self.bin / "postmortems", *arguments)

    def python(self, folder: Path, *arguments: str) -> str:
        return run(folder, self.bin / "python", *arguments)


@pytest.fixture(scope="module")
def installed(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in a new environment, with the dependencies that the tests use."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    run(folder, sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", release.wheel)
    # .pth files in a folder added by another .pth file are not read, so an editable install stays invisible.
    (own,) = folder.glob("lib/python*/site-packages")
    (own / "dependencies.pth").write_text("\n".join(site.getsitepackages()) + "\n", "utf-8")
    return Installed(folder / "bin")


def test_the_wheel_contains_all_data_files(release: Release) -> None:
    """Templates, assets, starter files, rule pages, the schema, the typing marker, and the licence."""
    with zipfile.ZipFile(release.wheel) as archive:
        held = set(archive.namelist())
    needed = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*") if path.is_file()}
    needed = {path for path in needed if "cache" not in path and not path.startswith(".")}
    needed |= {f"templates/{name}.md" for name in SETS}
    needed |= {f"starter/{name}" for each in (FILES, *CI.values()) for name in each.values()}
    needed |= {f"publish/assets/{name}" for name in (*STYLES, *SCRIPTS)}
    needed |= {f"rule_pages/{rule.page_name}.md" for rule in RULES.values()}
    needed |= {"py.typed", "formats/findings.schema.json"}
    assert {f"mkdocs_postmortems/{path}" for path in needed} <= held
    assert f"mkdocs_postmortems-{__version__}.dist-info/licenses/LICENSE" in held
    assert not [path for path in held if "/tests/" in path or "__pycache__" in path]


def test_the_sdist_contains_what_a_packager_needs(release: Release) -> None:
    """Including the tests, the guide, and what ``make`` runs."""
    with tarfile.open(release.sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert {"LICENSE", "README.md", "CHANGELOG.md", "pyproject.toml", "docs/start.md", "tests/conftest.py"} <= held
    assert {"Makefile", ".ci/venv", ".ci/browser"} <= held


def test_the_wheel_is_what_runs(installed: Installed, tmp_path: Path) -> None:
    """Otherwise the tests below would prove nothing."""
    where = installed.python(tmp_path, "-c", "import mkdocs_postmortems; print(mkdocs_postmortems.__file__)")
    assert Path(where.strip()).is_relative_to(installed.bin.parent)
    assert installed.postmortems(tmp_path, "--version") == f"postmortems {__version__}\n"


def test_rules_and_their_pages_are_there(installed: Installed, tmp_path: Path) -> None:
    """Without the source tree."""
    assert "missing-section" in installed.postmortems(tmp_path, "rules")
    assert installed.postmortems(tmp_path, "explain", "missing-section").startswith("# missing-section")
    assert installed.postmortems(tmp_path, "schema").startswith("{")


def begin_check_and_build(installed: Installed, folder: Path) -> Path:
    """Follow the guide's first steps; return the incidents of the resulting site."""
    installed.postmortems(folder, "init", "archive")
    archive = folder / "archive"
    installed.postmortems(archive, "new", "Something broke", "--started", "2024-05-01 10:00", "--yes")
    installed.postmortems(archive, "check", "--strict")
    installed.python(archive, "-m", "mkdocs", "build", "--strict")
    return archive / "site" / "incidents"


def test_an_archive_is_started_checked_and_built(installed: Installed, tmp_path: Path) -> None:
    """With the commands of the guide."""
    incidents = begin_check_and_build(installed, tmp_path)
    assert (incidents / "2024-05-01-something-broke" / "index.html").is_file()
    assert (incidents / "assets" / "postmortems.css").is_file()
    assert (incidents / "pagefind" / "pagefind.js").is_file()
