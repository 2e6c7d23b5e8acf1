"""``postmortems init FOLDER``: writes a small archive that builds as it is: a site, one report, and a CI workflow.

The folder may contain other files already. None is overwritten. In a subfolder of a repository, the workflow has its
paths, and that of GitHub is at the top.
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from itertools import chain, count
from pathlib import Path

from mkdocs_postmortems import __version__
from mkdocs_postmortems.cli import WrongUse, named_path, refuse_file, write_new
from mkdocs_postmortems.cli.config import SITE_FILES
from mkdocs_postmortems.diagnostics import counted
from mkdocs_postmortems.read import ids
from mkdocs_postmortems.tree import absolute, shown

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
        "it. Existing files are never overwritten. In a subfolder of a repository, the workflow for GitHub is written "
        "at the top, since GitHub reads no other."
    )
    parser.add_argument("folder", type=named_path, metavar="FOLDER", help="the folder to write to; it need not exist")
    parser.add_argument("--ci", choices=sorted(CI), default="github", help="the CI workflow to write (default: github)")


def run(arguments: argparse.Namespace) -> int:
    """Write the missing files, and print the next steps."""
    folder: Path = arguments.folder
    refuse_file(folder)
    for name in SITE_FILES:
        if (folder / name).exists():
            raise WrongUse(f"{folder}: there is a site already; add the plugin postmortems to its {name} instead")
    top = _top_of_repository(folder)
    texts = {folder / target: _starter(name) for target, name in FILES.items()}
    texts[folder / "requirements.txt"] = f"{_requirement()}\n"
    workflows = dict(_workflows(arguments.ci, folder, top))
    texts |= workflows
    for path in texts:
        path.parent.mkdir(parents=True, exist_ok=True)
    kept = [path for path, text in texts.items() if not write_new(path, text)]
    for path in kept:
        print(f"not overwritten: {shown(path, folder)}", file=sys.stderr)
    is_here = absolute(folder) == Path.cwd()
    print(f"{counted(len(texts) - len(kept), 'file')} in {'this folder' if is_here else folder}. Next:")
    if not is_here:
        print(f"  cd {shlex.quote(str(folder))}")
    print("  pip install -r requirements.txt")
    print("  mkdocs serve")
    if top != absolute(folder):
        _tell_where_it_runs(arguments.ci, map(absolute, workflows), top)
    return 0


def _requirement() -> str:
    """Return the package as CI has to install it: this version or, if it came from a repository, the same commit.

    pip records where it found a package: https://packaging.python.org/en/latest/specifications/direct-url/.
    """
    try:
        origin = json.loads(distribution("mkdocs-postmortems").read_text("direct_url.json") or "{}")
    except PackageNotFoundError:  # it is run from its source
        origin = {}
    if found := origin.get("vcs_info"):
        return f"mkdocs-postmortems @ {found['vcs']}+{origin['url']}@{found['commit_id']}"
    return f"mkdocs-postmortems~={__version__}"


def _starter(name: str) -> str:
    return (files("mkdocs_postmortems") / "starter" / name).read_text("utf-8")


def _top_of_repository(folder: Path) -> Path:
    """Return the top of the repository around a folder, or the folder itself if there is none."""
    here = absolute(folder)
    return next((each for each in (here, *here.parents) if (each / ".git").exists()), here)


def _workflows(host: str, folder: Path, top: Path) -> Iterator[tuple[Path, str]]:
    """Yield the places of a host's workflows, and their texts.

    GitHub reads them at the top of the repository only, where another archive may have one; GitLab reads one in a
    subfolder if the one at the top includes it. Both run the commands at the top.
    """
    below = absolute(folder).relative_to(top).as_posix()
    for target, name in CI[host].items():
        text = _starter(name)
        if below == ".":
            yield folder / target, text
            continue
        text = _of_subfolder(text, below)
        yield _unused(top / target, ids.slug(below), text) if host == "github" else folder / target, text


def _unused(place: Path, name: str, text: str) -> Path:
    """Return ``place`` if it is free or has this text already; else a place beside it with ``name``, or a number."""
    stem = f"{place.stem}-{name}" if name else place.stem
    numbered = (f"{stem}-{number}" for number in count(2))
    places = map(place.with_stem, chain([place.stem, stem], numbered))
    return next(each for each in places if not each.exists() or each.read_bytes() == text.encode())


def _of_subfolder(workflow: str, below: str) -> str:
    """Return a workflow with the paths of a site in the folder ``below`` of a repository.

    A job of GitLab has the folder in its name, since GitLab merges the jobs of that name in all included files.
    """
    config, requirements = (shlex.quote(f"{below}/{name}") for name in ("mkdocs.yml", "requirements.txt"))
    return (
        workflow.replace("\npostmortems:\n", f"\n{json.dumps(f'postmortems {below}', ensure_ascii=False)}:\n")
        .replace("-r requirements.txt", f"-r {requirements}")
        .replace("postmortems check", f"postmortems check --config {config}")
        .replace("mkdocs build", f"mkdocs build -f {config}")
        .replace("preview/", f"{below}/preview/")
    )


def _tell_where_it_runs(host: str, workflows: Iterable[Path], top: Path) -> None:
    """Say where the workflow of a site in a subfolder is, and how to make GitLab run it."""
    for workflow in workflows:
        if host == "github":
            print(f"The workflow is {shown(workflow, Path.cwd())}, because GitHub reads no other folder.")
        else:
            print(f"To make GitLab run the pipeline, add this line to {shown(top / workflow.name, Path.cwd())}:")
            print(f"  include: {shown(workflow, top)}")
