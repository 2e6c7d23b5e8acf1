"""Files are found in order, links are not followed, and unreadable files are reported with the reason."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.tree import FoundFile, LinkedFiles, file_state, first_link, read_file, shown, states_below, walk


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("a.md", "b/index.md", "b/graph.png", "b.md", ".hidden/x.md", "README.md", "_template.md"):
        path = tmp_path / "p" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path


def found(root: Path, *sources: str) -> list[str]:
    walked = walk([root / each for each in sources], root)
    return [each.path + (f" {each.problem.rule}" if each.problem else "") for each in walked]


def test_files_are_listed_by_name_without_hidden_ones(root: Path) -> None:
    """In the same order on every machine."""
    names = ["README.md", "_template.md", "a.md", "b/graph.png", "b/index.md", "b.md"]
    assert found(root, "p") == [f"p/{name}" for name in names]
    assert found(root, "p/b.md", "p/b") == ["p/b.md", "p/b/graph.png", "p/b/index.md"]
    assert found(root, "nowhere") == []
    assert [each.path for each in walk([root / "p"], root) if each.is_report] == ["p/a.md", "p/b/index.md", "p/b.md"]


def test_nothing_below_a_folder_of_templates_is_a_report(root: Path) -> None:
    """Like files whose names start with ``_``; the source folder itself may have such a name."""
    for name in ("p/_templates/x.md", "p/b/_old/c/y.md", "_p/z.md"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name, encoding="utf-8")
    reports = [each.path for each in walk([root / "p", root / "_p"], root) if each.is_report]
    assert reports == ["p/a.md", "p/b/index.md", "p/b.md", "_p/z.md"]


def test_a_name_in_capitals_is_reported(root: Path) -> None:
    """Otherwise its report would be missing without a message."""
    for name in ("X.MD", "readme.MD", "y.markdown", "_z.mdx", "README.markdown", "md", "a.mdb"):
        (root / "p" / name).write_text(name, encoding="utf-8")
    assert [each for each in found(root, "p") if " " in each] == ["p/X.MD bad-filename", "p/y.markdown bad-filename"]


def test_outside_paths_are_relative_to_the_project(root: Path) -> None:
    """With dots, as in a link."""
    assert [each.path for each in walk([root / "p" / "b"], root / "p" / "c")] == ["../b/graph.png", "../b/index.md"]
    assert shown(root / "p", root / "p") == "."


def test_names_do_not_depend_on_the_locale(tmp_path: Path) -> None:
    """In an ASCII locale, too, a name is the one that the settings say, or that UTF-8 bytes of the disk stand for."""
    (tmp_path / "vorfälle").mkdir()
    code = (
        "from pathlib import Path; from mkdocs_postmortems.tree import shown; here = Path.cwd(); "
        "print(*map(ascii, [shown(Path('vorf\\xe4lle').absolute(), here), shown(next(here.iterdir()), here)]))"
    )
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [r"'vorf\xe4lle'"] * 2


def test_links_out_of_the_folder_are_reported(root: Path) -> None:
    """A link inside the folder is skipped: its target is read at its own place."""
    source = root / "p"
    (source / "inside.md").symlink_to("a.md")
    (source / "lost.md").symlink_to("nowhere.md")
    (source / "outside.md").symlink_to("/etc/passwd")
    (source / "way").symlink_to("b")
    (source / "b" / "round").symlink_to("..")
    (source / "folder.md").mkdir()
    os.mkfifo(source / "pipe.md")
    told = [each for each in found(root, "p") if " " in each]
    assert told == [
        *(
            "p/b/round symlink-broken",
            "p/folder.md not-a-file",
            "p/lost.md symlink-broken",
            "p/outside.md symlink-outside",
        ),
        "p/pipe.md not-a-file",
    ]


@pytest.mark.parametrize(
    ("name", "size", "rule"),
    [(b"a\xff.md", 1, "bad-filename"), (b"a\x07.md", 1, "bad-filename"), (b"a.md", 9, "file-size")],
)
def test_an_unreadable_file_is_a_problem(tmp_path: Path, name: bytes, size: int, rule: str) -> None:
    """Because of its name or its size."""
    path = tmp_path / os.fsdecode(name)
    path.write_bytes(b"x" * size)
    (file,) = walk([tmp_path], tmp_path)
    problem = read_file(file, max_size=8)
    assert isinstance(problem, Problem)
    assert problem.rule == rule
    file.path.encode("utf-8")


def test_a_source_that_cannot_be_looked_at_is_a_problem(tmp_path: Path) -> None:
    """It is not taken for a missing one, which is an empty archive. Here it has a name that no system allows."""
    assert found(tmp_path, "p" * 300, "nowhere", "nowhere/below") == [f"{'p' * 300} unreadable"]
    assert first_link(tmp_path, f"{'p' * 300}/below") is None


def test_a_deleted_file_is_a_problem(tmp_path: Path) -> None:
    """Somebody may be working in the folder."""
    problem = read_file(FoundFile("a.md", tmp_path / "a.md"), 8)
    assert isinstance(problem, Problem)
    assert problem.rule == "unreadable"


def test_links_lead_only_to_files_below_the_roots(root: Path) -> None:
    """With exactly the same spelling, and through no symbolic link."""
    (root / "p" / "way").symlink_to(root / "p" / "b")
    (root / "secret.txt").write_text("x", encoding="utf-8")
    files = LinkedFiles(root, [root / "p"])
    assert files.has("p/b/graph.png")
    for path in ("p/b/Graph.png", "p/way/graph.png", "secret.txt", "p/../secret.txt", "p/b", "p/nowhere/x", "p/\0"):
        assert not files.has(path), path
    assert files.beside("p/b/x") == ("p/b/graph.png", "p/b/index.md")
    assert files.read("p/b/graph.png") == b"b/graph.png"
    assert files.read("p/../secret.txt") == b""


def test_states_cover_files_with_the_given_endings(root: Path) -> None:
    """By path relative to the folder, including hidden files; a broken link has none."""
    (root / "p" / "gone.md").symlink_to(root / "nowhere.md")
    names = ["a.md", "b/index.md", "b.md", ".hidden/x.md", "README.md", "_template.md"]
    assert states_below(root / "p", ".md") == {name: file_state(root / "p" / name) for name in names}
    assert states_below(root / "nowhere", ".md") == {}
