"""``postmortems init FOLDER``: writes a small archive that builds as it is: a site, one report, and a CI workflow.

The folder may contain other files already. None is overwritten.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from importlib.resources import files
from pathlib import Path

from mkdocs_postmortems import __version__
from mkdocs_postmortems.cli import WrongUse, named_path
from mkdocs_postmortems.cli.config import SITE_FILES
from mkdocs_postmortems.diagnostics import counted
from mkdocs_postmortems.tree import absolute

FILES = {
    "mkdocs.yml": "mkdocs.yml",
    "docs/index.md": "index.md",
    "postmortems/README.md": "reports.md",
    "postmortems/2024-03-12-parcels-without-labels.md": "example.md",
    ".gitignore": "gitignore",
}
"""The path of each file, and its name in the package's folder ``starter``."""

CI = {
    "github": {".github/workflows/postmortems.yml": "github.yml"},
    "gitlab": {".gitlab-ci.yml": "gitlab-ci.yml"},
    "none": {},
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.description = (
        "Write a small archive that builds as it is: a site, an example report, and a CI workflow that checks "
        "it. Existing files are never overwritten."
    )
    parser.add_argument("folder", type=named_path, metavar="FOLDER", help="the folder to write to; it need not exist")
    parser.add_argument("--ci", choices=sorted(CI), default="github", help="the CI workflow to write (default: github)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the missing files, and print the next steps."""
    folder: Path = arguments.folder
    if folder.exists() and not folder.is_dir():
        raise WrongUse(f"{folder}: this is not a folder")
    for name in SITE_FILES:
        if (folder / name).exists():
            raise WrongUse(f"{folder}: there is a site already; add the plugin postmortems to its {name} instead")
    texts = {"requirements.txt": f"mkdocs-postmortems~={__version__}\n"}
    starter = files("mkdocs_postmortems") / "starter"
    for target, name in {**FILES, **CI[arguments.ci]}.items():
        texts[target] = (starter / name).read_text("utf-8")
    kept = [target for target, text in texts.items() if not _write(folder / target, text)]
    for target in kept:
        print(f"not overwritten: {target}", file=sys.stderr)
    is_here = absolute(folder) == Path.cwd()
    print(f"{counted(len(texts) - len(kept), 'file')} in {'this folder' if is_here else folder}. Next:")
    if not is_here:
        print(f"  cd {shlex.quote(str(folder))}")
    print("  pip install -r requirements.txt")
    print("  mkdocs serve")
    for workflow in CI[arguments.ci]:
        _tell_where_it_runs(workflow, absolute(folder))
    return 0


def _tell_where_it_runs(workflow: str, folder: Path) -> None:
    """Say what to do with a workflow in a subfolder of a repository: a host of repositories would never run it."""
    top = next((each for each in folder.parents if (each / ".git").exists()), None)
    if top is None or (folder / ".git").exists():
        return
    config = shlex.quote((folder / "mkdocs.yml").relative_to(top).as_posix())
    print(
        f"CI reads {workflow} only at the top of the repository, {top}. Move it there, and add --config {config} to "
        f"its checks, -f {config} to its builds, and the folder to the paths of its other files."
    )


def _write(path: Path, text: str) -> bool:
    """Write a file unless it exists. Return whether it was written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return False
    return True
