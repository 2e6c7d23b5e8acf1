"""Builds that are killed, stopped, concurrent, or out of disk space: the site is completely old or completely new."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.building import BODY, NOW, build_site, digest, make_report, refuse_site, run_mkdocs
from tests.conftest import Site
from tests.waiting import PATIENCE

HOOKS = {
    "nothing": "",
    "killed": (
        "import os\ndef on_page_context(context, page, **kw):\n"
        "    if 'insights' in page.url:\n        os.kill(os.getpid(), 9)\n"
    ),
    "fails": "def on_env(env, **kw):\n    raise ValueError('the hook failed')\n",
    "warns late": (
        "import logging\nfrom mkdocs.plugins import event_priority\n@event_priority(-100)\n"
        "def on_post_build(config):\n    logging.getLogger('mkdocs.plugins.late').warning('too late')\n"
    ),
    "changes a picture": (
        "from pathlib import Path\ndef on_env(env, config, **kw):\n"
        "    (Path(config.config_file_path).parent / 'postmortems' / 'graph.png').write_bytes(b'other')\n"
    ),
    "deletes a picture": (
        "from pathlib import Path\ndef on_env(env, config, **kw):\n"
        "    (Path(config.config_file_path).parent / 'postmortems' / 'graph.png').unlink()\n"
    ),
    "changes a report": (
        "from pathlib import Path\ndef on_env(env, config, **kw):\n"
        "    (Path(config.config_file_path).parent / 'postmortems' / 'a.md').write_text('broken')\n"
    ),
    "writes last": (
        "from pathlib import Path\nfrom mkdocs.plugins import event_priority\n@event_priority(-100)\n"
        "def on_post_build(config):\n    (Path(config.site_dir) / 'late.txt').write_text('late')\n"
    ),
}
REPORT = make_report(body=BODY + "\n![Graph](graph.png)\n")


def write(site: Site) -> Path:
    folder = site({"a.md": REPORT}, "search: false", config="hooks: [hook.py]\nsite_url: https://status.example/")
    (folder / "postmortems" / "graph.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    hook(folder, "nothing")
    return folder


def hook(folder: Path, name: str) -> None:
    (folder / "hook.py").write_text(HOOKS[name], encoding="utf-8")


def leftovers(folder: Path) -> list[str]:
    """Return temporary folders that a build left beside its site."""
    return [path.name for path in folder.iterdir() if path.name.startswith(".site")]


def test_a_failed_build_leaves_the_old_site(site: Site) -> None:
    """After an exception, a late warning in strict mode, or an image that changes or disappears: exit 1 (c02, c04)."""
    folder = write(site)
    build_site(folder, "--strict")
    (folder / "site" / ".git").mkdir()
    before = digest(folder / "site")
    for name, flags, told in (
        ("fails", [], "the hook failed"),
        ("warns late", ["--strict"], "too late"),
        ("changes a picture", [], "changed-during-build"),
        ("deletes a picture", [], "graph.png cannot be read, so the old site is kept: No such file"),
    ):
        hook(folder, name)
        built = run_mkdocs(folder, "build", *flags)
        assert built.returncode == 1, name
        assert told in built.stdout + built.stderr, name
        assert digest(folder / "site") == before, name
        assert leftovers(folder) == [], name
    hook(folder, "warns late")
    (folder / "postmortems" / "graph.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    build_site(folder)


def test_killed_and_built_again(site: Site) -> None:
    """A killed build changes nothing; the next one removes its leftovers and is complete (c01)."""
    folder = write(site)
    build_site(folder)
    before = digest(folder / "site")
    hook(folder, "killed")
    assert run_mkdocs(folder, "build").returncode == -9
    assert digest(folder / "site") == before
    assert leftovers(folder) != []
    hook(folder, "writes last")
    build_site(folder)
    assert leftovers(folder) == []
    after = digest(folder / "site")
    assert after.pop("late.txt")
    assert after == before | {"incidents/a/graph.png": after["incidents/a/graph.png"]}


def test_a_report_is_read_once(site: Site) -> None:
    """Changes made after the check are in the next build, and not partly in this one (c04)."""
    folder = write(site)
    hook(folder, "changes a report")
    build_site(folder, "--strict")
    assert "Login failures" in (folder / "site" / "incidents" / "a" / "index.html").read_text(encoding="utf-8")


def test_two_builds_at_once(site: Site) -> None:
    """Both succeed, and the site is complete (c03)."""
    folder = write(site)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": NOW}
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    both = [subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.DEVNULL) for _ in range(2)]
    assert [each.wait(2 * PATIENCE) for each in both] == [0, 0]
    found = digest(folder / "site")
    assert leftovers(folder) == []
    build_site(folder)
    assert digest(folder / "site") == found


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB: enough for the sources, not for a site."""
    if os.name == "nt" or os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("needs to mount")
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(tmp_path)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    yield tmp_path
    subprocess.run(["umount", "-l", str(tmp_path)], check=False)


def test_a_full_disk_leaves_the_old_site(small_disk: Path, site: Site) -> None:
    """Exit 1 with a message, the old site unchanged, and the space released (c05)."""
    folder = write(site)
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("old", encoding="utf-8")
    said = refuse_site(folder)
    assert "the site cannot be written" in said
    assert "No space left" in said


def test_an_error_of_another_plugin_is_not_taken_for_a_failed_write(site: Site) -> None:
    """Network errors and missing files are ``OSError`` too; MkDocs shows where they come from."""
    folder = site({"a.md": make_report()}, config="hooks: [hook.py]")
    text = "def on_page_markdown(markdown, **_): raise ConnectionError('no answer from example.org')\n"
    (folder / "hook.py").write_text(text, encoding="utf-8")
    built = run_mkdocs(folder, "build")
    assert built.returncode == 1
    assert "no answer from example.org" in built.stderr
    assert "cannot be written" not in built.stdout + built.stderr
    assert leftovers(folder) == []


def test_a_file_in_place_of_the_site_folder(site: Site) -> None:
    """It is reported in a sentence."""
    folder = write(site)
    (folder / "blocked").write_text("x", encoding="utf-8")
    assert "the site cannot be written" in refuse_site(folder, "--site-dir", "blocked/site")


def test_gh_deploy_finds_the_site(site: Site) -> None:
    """After the build, the configuration names the published folder again."""
    folder = write(site)
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@x.example", "-c", "init.defaultBranch=main"]
    remote = folder.parent / f"{folder.name}-remote.git"
    subprocess.run([*git, "init", "-q", "--bare", remote], check=True)
    for arguments in (
        ["init", "-q"],
        ["remote", "add", "origin", str(remote)],
        ["commit", "-q", "--allow-empty", "-m", "x"],
    ):
        subprocess.run([*git, *arguments], cwd=folder, check=True)
    identity = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    built = run_mkdocs(folder, "gh-deploy", **identity)
    assert built.returncode == 0, built.stderr
    listed = subprocess.run(
        ["git", "ls-tree", "-r", "--name-only", "gh-pages"], cwd=remote, capture_output=True, text=True, check=True
    )
    assert "incidents/a/index.html" in listed.stdout.splitlines()


_WHERE = """
from mkdocs.config import load_config
config = load_config("mkdocs.yml")
config.plugins.run_event("startup", command="mike", dirty=False)
print(config.plugins.run_event("config", config).site_dir)
config.plugins.run_event("shutdown")
"""


def test_mike_finds_the_site(site: Site) -> None:
    """It asks plugins for the configuration without building, and must get the published folder."""
    folder = write(site)
    asked = subprocess.run([sys.executable, "-c", _WHERE], cwd=folder, capture_output=True, text=True, check=True)
    assert asked.stdout.strip() == str(folder / "site")
    assert leftovers(folder) == []
