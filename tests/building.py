"""Small sites of reports, built for real.

Takes reports and settings as text; returns folders, and the output of the builds. Called by tests.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from tests.forked import run_forked
from tests.waiting import PATIENCE

ROOT = Path(__file__).parent.parent
NOW = "1795478400"  # 2026-11-24T00:00:00Z, the date on which tests build the live archive

_QUIET = {"NO_COLOR": "1", "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}

_INTERPRETER = {"PYTHONHASHSEED", "PYTHONOPTIMIZE", "TZ", "LC_ALL"}
"""Variables that Python reads at startup, so that a fork cannot set them."""

FRONT_MATTER = {
    "title": "Login failures",
    "severity": "SEV-2",
    "status": "final",
    "services": "[login]",
    "started": "2023-10-15T14:00:00Z",
    "detected": "2023-10-15T14:05:00Z",
    "mitigated": "2023-10-15T14:30:00Z",
    "resolved": "2023-10-15T15:00:00Z",
    "cause": "bad configuration",
    "visibility": "public",
}
BODY = """\
## Issue summary

Logins failed.

## Timeline

- 14:00 Deployment completes.
- 14:05 **Detected.** An alert fires.
- 14:30 **Mitigated.** Rolled back.
- 15:00 **Resolved.** All clear.

## Root cause and resolution

A bad configuration.

## Corrective and preventive measures

- [ ] Validate the configuration (owner: identity, due: 2023-11-01, type: prevent)
"""


def make_report(body: str = BODY, **fields: str | None) -> str:
    """Return a valid report as text; ``fields`` replace lines of the front matter, and ``None`` removes one."""
    merged = {**FRONT_MATTER, **fields}
    lines = [f"{key}: {value}" for key, value in merged.items() if value is not None]
    return "\n".join(["---", *lines, "---", "", body])


def run_mkdocs(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``mkdocs`` in a folder as a user would, at a fixed time."""
    command = ["mkdocs", *arguments]
    whole = {**os.environ, "SOURCE_DATE_EPOCH": NOW, **_QUIET, **environment}
    if not environment.keys() & _INTERPRETER:
        return run_forked(command, folder, whole, timeout=2 * PATIENCE)
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=whole,
        capture_output=True,
        text=True,
        timeout=2 * PATIENCE,
        check=False,
    )


def build_site(folder: Path, *arguments: str, into: Path | None = None, **environment: str) -> Path:
    """Run ``mkdocs build``, which must succeed, and return the site's folder, which is ``into`` if given."""
    place = ["--site-dir", str(into)] if into else []
    built = run_mkdocs(folder, "build", *place, *arguments, **environment)
    assert built.returncode == 0, built.stdout + built.stderr
    return into or folder / "site"


def refuse_site(folder: Path, *arguments: str, **environment: str) -> str:
    """Run ``mkdocs build``, which must fail, and return all that it says.

    It explains itself without a traceback, changes nothing in the site's folder, and leaves nothing beside it.
    """
    before = digest(folder / "site")
    built = run_mkdocs(folder, "build", *arguments, **environment)
    said = built.stdout + built.stderr
    assert built.returncode == 1, said
    assert "Traceback" not in said
    assert digest(folder / "site") == before
    assert not list(folder.glob(".site.*"))
    return said


def read_page(site: Path, address: str) -> str:
    """Return the HTML of a page of a built site."""
    return (site / address / "index.html").read_text(encoding="utf-8")


def digest(folder: Path) -> dict[str, str]:
    """Return the hash of each file in a folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def write_site(folder: Path, reports: dict[str, str], settings: str = "", config: str = "") -> Path:
    """Write a small site: ``reports`` by file name, the plugin's ``settings``, and further ``config``, as YAML."""
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    (folder / "docs" / "index.md").write_text("# Home\n\nWelcome.\n", encoding="utf-8")
    for name, text in reports.items():
        path = folder / "postmortems" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    plugin = "\n".join(f"      {line}" for line in settings.splitlines())
    (folder / "mkdocs.yml").write_text(
        f"site_name: Example\ntheme: {{name: material, font: false}}\n{config}\n"
        f"plugins:\n  - postmortems:\n{plugin or '      archive: incidents'}\n",
        encoding="utf-8",
    )
    return folder
