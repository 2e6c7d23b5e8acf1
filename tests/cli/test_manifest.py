"""``postmortems manifest``: the files of a site with their hashes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mkdocs_postmortems.cli import main


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a file name that is hard to print."""
    for name in ("index.html", "a/b.svg", ".hidden", "two\nlines", "back\\slash"):
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path / "site"


def test_every_file_is_listed_with_its_hash(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Sorted, one line each, whatever its name."""
    assert main(["manifest", str(site)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 5
    assert lines[-2].endswith("  index.html")
    assert lines[0].endswith("  .hidden")


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
def test_sha256sum_reads_the_list(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``sha256sum -c`` agrees, and notices a change."""
    main(["manifest", str(site)])
    listed = capsys.readouterr().out
    check = ["sha256sum", "-c", "--quiet"]
    assert subprocess.run(check, input=listed, text=True, cwd=site, check=False).returncode == 0
    (site / "index.html").write_text("changed", encoding="utf-8")
    assert subprocess.run(check, input=listed, text=True, cwd=site, check=False, capture_output=True).returncode == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such names")
def test_a_name_is_listed_as_the_bytes_that_it_is(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Also where it is no text, so that ``sha256sum -c`` finds the file."""
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).touch()
    assert main(["manifest", str(tmp_path)]) == 0
    assert capfdbinary.readouterr().out == hashlib.sha256(b"").hexdigest().encode() + b"  caf\xe9.txt\n"


@pytest.mark.parametrize(
    "arguments",
    [["manifest", "a.md"], ["audit", "a.md"], ["init", "a.md"], ["new", "T", "--yes", "--to", "a.md"]],
)
def test_a_file_instead_of_a_folder_is_named(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It exists, so to say that it does not would send somebody looking for it."""
    (tmp_path / "a.md").touch()
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    assert capsys.readouterr().err.endswith("a.md: this is not a folder\n")


@pytest.mark.parametrize("site", [".", "docs", "postmortems"])
def test_the_folder_of_the_reports_is_not_audited_as_a_site(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every internal word would be a leak."""
    for folder in ("docs/postmortems", "postmortems"):
        (tmp_path / folder).mkdir(parents=True)
    source = "docs/postmortems" if site == "docs" else "postmortems"
    text = f"site_name: x\nplugins: [{{postmortems: {{source: {source}}}}}]\n"
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["audit", site]) == 2
    why = "the reports are in this folder; name the one of the finished site, such as site"
    assert capsys.readouterr().err == f"postmortems: {site}: {why}\n"


@pytest.mark.parametrize("command", ["manifest", "audit"])
def test_a_missing_folder_is_wrong_use(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is wrong use, reported in one line."""
    assert main([command, str(tmp_path / "none")]) == 2
    assert "there is no such folder" in capsys.readouterr().err
