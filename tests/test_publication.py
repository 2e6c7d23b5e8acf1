"""``publication``: the site is either completely new or completely old, whatever happens."""

from __future__ import annotations

import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mkdocs_postmortems import publication
from mkdocs_postmortems.publication import Publication, PublicationError, exchange, recover, synchronise

Write = Callable[[Path], Path]


def write(folder: Path, **files: str) -> Path:
    """Write files by name, with ``__`` for a slash."""
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def tree(folder: Path) -> dict[str, str]:
    """Return all files of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def leftovers(folder: Path) -> list[str]:
    """Return what publication left beside a site."""
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def publish(target: Path, **files: str) -> str:
    build = Publication(target)
    write(build.folder, **files)
    return build.publish()


@pytest.fixture(params=["one step", "two steps"])
def steps(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to replace a folder."""
    if request.param == "two steps":
        monkeypatch.setattr(publication, "exchange", lambda one, other: False)
    return str(request.param)


def test_the_first_site(tmp_path: Path) -> None:
    """Parent folders are created, and nothing is left beside the site."""
    assert publish(tmp_path / "public" / "site", index="new") == ""
    assert tree(tmp_path / "public" / "site") == {"index": "new"}
    assert leftovers(tmp_path / "public") == []


def test_a_new_site_replaces_the_old_one_except_git(tmp_path: Path, steps: str) -> None:
    """No file of the old site stays, not even hidden ones; ``.git`` does."""
    site = write(tmp_path / "site", index="old", gone="x", **{".hidden__note": "x", ".git__HEAD": "ref", "CNAME": "x"})
    note = publish(site, index="new")
    assert tree(site) == {"index": "new", ".git/HEAD": "ref"}
    assert leftovers(tmp_path) == []
    assert bool(note) == (steps == "two steps")


def test_the_mode_of_the_old_folder_is_kept(tmp_path: Path, steps: str) -> None:
    """The site's permissions do not change, and a first site is readable like any new folder."""
    site = write(tmp_path / "site", index="old")
    site.chmod(0o750)
    publish(site, index="new")
    assert site.stat().st_mode & 0o777 == 0o750
    publish(tmp_path / "other", index="new")
    (tmp_path / "plain").mkdir()
    assert (tmp_path / "other").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_discarded_build_leaves_the_old_site(tmp_path: Path) -> None:
    """It leaves none of its own files."""
    site = write(tmp_path / "site", index="old")
    build = Publication(site)
    write(build.folder, index="new")
    build.discard()
    assert tree(site) == {"index": "old"}
    assert leftovers(tmp_path) == []


def test_a_link_to_the_site_stays_a_link(tmp_path: Path) -> None:
    """Its target is replaced."""
    write(tmp_path / "real", index="old")
    (tmp_path / "site").symlink_to("real")
    publish(tmp_path / "site", index="new")
    assert (tmp_path / "site").is_symlink()
    assert tree(tmp_path / "real") == {"index": "new"}


def test_two_builds_at_once_both_finish(tmp_path: Path) -> None:
    """Neither takes the other's folder for an abandoned one; the last to finish wins."""
    site = write(tmp_path / "site", index="old")
    one, other = Publication(site), Publication(site)
    write(one.folder, index="one")
    write(other.folder, index="other")
    one.publish()
    assert tree(site) == {"index": "one"}
    other.publish()
    assert tree(site) == {"index": "other"}
    assert leftovers(tmp_path) == []


def test_leftovers_of_a_killed_build_are_removed(tmp_path: Path) -> None:
    """The next build removes a half-built folder."""
    site = write(tmp_path / "site", index="old")
    write(tmp_path / ".site.new-abc", index="half")
    publish(site, index="new")
    assert tree(site) == {"index": "new"}
    assert leftovers(tmp_path) == []


def test_killed_between_the_two_steps(tmp_path: Path) -> None:
    """The next build restores the old site with its ``.git``."""
    write(tmp_path / ".site.old-abc", index="old", **{".git__HEAD": "ref"})
    write(tmp_path / ".site.new-abc", index="new")
    recover(tmp_path / "site")
    assert tree(tmp_path / "site") == {"index": "old", ".git/HEAD": "ref"}
    assert leftovers(tmp_path) == []


def test_killed_before_the_git_folder_moved(tmp_path: Path) -> None:
    """After the exchange the old site has the new one's temporary name: ``.git`` is saved before it is deleted."""
    write(tmp_path / "site", index="new")
    write(tmp_path / ".site.new-abc", index="old", **{".git__HEAD": "ref"})
    recover(tmp_path / "site")
    assert tree(tmp_path / "site") == {"index": "new", ".git/HEAD": "ref"}


def test_other_folders_are_left_alone(tmp_path: Path) -> None:
    """Only leftovers of the same site are removed."""
    write(tmp_path / ".other.new-abc", index="x")
    write(tmp_path / "site.new-abc", index="x")
    publish(tmp_path / "site", index="new")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".other.new-abc", "site", "site.new-abc"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs to fork")
def test_killed_at_random_moments(tmp_path: Path, steps: str) -> None:
    """While it publishes one site after another: the site is always complete (c01)."""
    site = write(tmp_path / "site", **dict.fromkeys("abc", "0"), **{".git__HEAD": "ref"})
    chance = random.Random(7)
    for _ in range(25):
        process = in_a_process(lambda: publish_for_ever(site))
        time.sleep(chance.uniform(0.002, 0.02))
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        if steps == "one step":
            assert len({tree(site)[name] for name in "abc"}) == 1
        recover(site)
        found = tree(site)
        assert found.keys() == {"a", "b", "c", ".git/HEAD"}
        assert len({found[name] for name in "abc"}) == 1
        assert leftovers(tmp_path) == []


def publish_for_ever(site: Path) -> None:
    for number in itertools.count():
        publish(site, **dict.fromkeys("abc", f"{os.getpid()} {number}"))


def in_a_process(work: Callable[[], object]) -> int:
    """Run a function in a fork, which has all modules loaded; return its process id."""
    process = os.fork()
    if process == 0:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    return process


@pytest.mark.parametrize("step", range(1, 8))
def test_killed_at_any_step(tmp_path: Path, step: int) -> None:
    """A process that dies at its nth change of the disk leaves a complete site, at once or after the next start."""
    site = write(tmp_path / "site", a="old", b="old", **{".git__HEAD": "ref"})
    script = textwrap.dedent(
        f"""
        import os, sys
        from pathlib import Path
        from mkdocs_postmortems.publication import Publication
        left = [{step}]
        def count(event, arguments):
            if event in ("os.rename", "os.rmdir", "os.remove", "os.mkdir", "shutil.rmtree", "ctypes.dlsym"):
                left[0] -= 1
                if left[0] < 0:
                    os.kill(os.getpid(), 9)
        build = Publication(Path({str(site)!r}))
        (build.folder / "a").write_text("new")
        (build.folder / "b").write_text("new")
        sys.addaudithook(count)
        build.publish()
        """
    )
    subprocess.run([sys.executable, "-c", script], check=False)
    found = tree(site)
    assert (found["a"], found["b"]) in (("old", "old"), ("new", "new"))
    recover(site)
    assert tree(site)[".git/HEAD"] == "ref"
    assert leftovers(tmp_path) == []


def test_an_interrupted_build_leaves_nothing(tmp_path: Path) -> None:
    """Ctrl-C removes the new folder on exit (c05)."""
    site = write(tmp_path / "site", index="old")
    script = (
        "import signal, time; from pathlib import Path; from mkdocs_postmortems.publication import Publication\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # background jobs of a shell ignore SIGINT
        f"build = Publication(Path({str(site)!r})); print('ready', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout
    process.stdout.readline()
    assert leftovers(tmp_path) != []
    process.send_signal(signal.SIGINT)
    process.wait(30)
    assert leftovers(tmp_path) == []
    assert tree(site) == {"index": "old"}


def test_a_mount_point_is_synchronised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder itself stays, and a message says how it was updated."""
    site = write(tmp_path / "site", index="old", gone__deep="x", **{".git__HEAD": "ref"})
    inode = site.stat().st_ino
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == site)
    assert "mount point" in publish(site, index="new", more__page="x")
    assert tree(site) == {"index": "new", "more/page": "x", ".git/HEAD": "ref"}
    assert site.stat().st_ino == inode
    assert leftovers(tmp_path) == []


def test_synchronising_changes_files_to_folders_and_back(tmp_path: Path) -> None:
    """A file may become a folder; a former link is no longer followed."""
    outside = write(tmp_path / "outside", kept="x")
    site = write(tmp_path / "site", a="file", b__c="x")
    (site / "d").symlink_to(outside)
    synchronise(write(tmp_path / "new", a__b="1", b="2", d__kept="3"), site)
    assert tree(site) == {"a/b": "1", "b": "2", "d/kept": "3"}
    assert tree(outside) == {"kept": "x"}


def test_an_unwritable_place_is_reported(tmp_path: Path) -> None:
    """A parent that is a file cannot hold the new folder."""
    write(tmp_path, blocked="x")
    with pytest.raises(PublicationError, match="blocked"):
        Publication(tmp_path / "blocked" / "site")


NOBODY = 65534


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can reach, unlike tests' default ones."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def output_of_process(work: Callable[[], str], answer: Path, *, ordinary_user: bool = True) -> str:
    """Return a function's output from a process that is not root's by default: root ignores read-only modes."""

    def say() -> None:
        with answer.open("w", encoding="utf-8") as stream:
            if ordinary_user and os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            try:
                stream.write(work())
            except PublicationError as error:
                stream.write(f"refused: {error}")

    os.waitpid(in_a_process(say), 0)
    return answer.read_text(encoding="utf-8")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs to fork")
def test_a_read_only_folder_around_the_site(open_folder: Path, tmp_path: Path) -> None:
    """If the site itself is writable, it is updated file by file, with a message (c05)."""
    site = write(open_folder / "around" / "site", index="old", gone="x")
    for path in (site, *site.iterdir()):
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)
    (open_folder / "around").chmod(0o555)
    said = output_of_process(lambda: publish(site, index="new"), tmp_path / "answer")
    (open_folder / "around").chmod(0o755)
    assert said == "file by file: the folder around it is read-only"
    assert tree(site) == {"index": "new"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs to fork")
def test_a_read_only_site(open_folder: Path, tmp_path: Path) -> None:
    """Refused with a message that names the place; nothing is changed or left behind (c05)."""
    site = write(open_folder / "around" / "site", index="old")
    for folder in (site, site.parent):
        folder.chmod(0o555)
    said = output_of_process(lambda: publish(site, index="new"), tmp_path / "answer")
    for folder in (site.parent, site):
        folder.chmod(0o755)
    assert said.startswith("refused: the site cannot be written: Permission denied: ")
    assert str(site.parent) in said
    assert tree(site.parent) == {"site/index": "old"}
    assert leftovers(site.parent) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs to fork")
def test_a_disk_that_becomes_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the middle of a file: the old file stays complete, and the message names it (c05)."""
    import resource

    (tmp_path / "disk").mkdir()
    site = write(tmp_path / "disk" / "site", first="old", large="old")
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == site)

    def publish_until_it_is_full() -> str:
        build = Publication(site)
        write(build.folder, first="new", large="x" * 100_000)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
        return build.publish()

    said = output_of_process(publish_until_it_is_full, tmp_path / "answer", ordinary_user=False)
    assert said.startswith("refused: the site cannot be written: File too large: ")
    assert tree(site) == {"first": "new", "large": "old"}
    assert leftovers(site.parent) == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0 or not shutil.which("mount"), reason="needs to mount")
def test_a_real_mount_point_and_a_full_disk(tmp_path: Path) -> None:
    """A site on its own disk is synchronised; one that does not fit ends with a clear error."""
    site = tmp_path / "site"
    site.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", site], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        assert "mount point" in publish(site, index="new")
        assert tree(site) == {"index": "new"}
        with pytest.raises(PublicationError, match="No space left"):
            publish(site, index="x" * 1_000_000)
        assert leftovers(tmp_path) == []
    finally:
        subprocess.run(["umount", site], check=False)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges folders")
def test_the_exchange(tmp_path: Path) -> None:
    """Two folders swap names."""
    one, other = write(tmp_path / "one", a="1"), write(tmp_path / "other", b="2")
    if not exchange(one, other):
        pytest.skip("this disk cannot exchange folders")
    assert (tree(one), tree(other)) == ({"b": "2"}, {"a": "1"})


class TestFormerSite:
    """What the next build reuses from the previous site."""

    def build(self, folder: Path, **pages: str) -> list[str]:
        """Publish pages; return those that were reused."""
        build = Publication(folder / "site", folder / "cache/former-site")
        taken = []
        for name, text in pages.items():
            name = name.replace("__", "/") + ("" if name.endswith("_file") else "/index.html")
            if build.reuse_if_equal(name, text.encode()):
                taken.append(name)
            else:
                write(build.folder, **{name: text})
        build.publish()
        assert leftovers(folder) == []
        return taken

    def test_unchanged_pages(self, tmp_path: Path, steps: str) -> None:
        (tmp_path / "cache").mkdir()
        assert self.build(tmp_path, a="1", b__c="1", b__d="1") == []
        assert self.build(tmp_path, a="2", b__c="1", b__d="1") == ["b/c/index.html", "b/d/index.html"]
        assert self.build(tmp_path, a="1", b__c="1", b__e="1") == ["a/index.html", "b/c/index.html"]
        assert tree(tmp_path / "site") == dict.fromkeys(["a/index.html", "b/c/index.html", "b/e/index.html"], "1")

    def test_other_unchanged_files(self, tmp_path: Path) -> None:
        (tmp_path / "cache").mkdir()
        self.build(tmp_path, a="1", a__b_file="1", a__c_file="1")
        self.build(tmp_path)
        taken = self.build(tmp_path, a="1", a__b_file="1", a__c_file="2")
        assert taken == ["a/index.html", "a/b_file"]
        assert tree(tmp_path / "site") == {"a/index.html": "1", "a/b_file": "1", "a/c_file": "2"}

    def test_changed_pages_are_new_files(self, tmp_path: Path) -> None:
        """Hard-linked copies of the old site stay unchanged."""
        (tmp_path / "cache").mkdir()
        self.build(tmp_path, a="1")
        os.link(tmp_path / "site/a/index.html", tmp_path / "backup.html")
        self.build(tmp_path, a="2")
        assert self.build(tmp_path, a="3") == []
        assert tree(tmp_path / "site") == {"a/index.html": "3"}
        assert (tmp_path / "backup.html").read_text() == "1"

    def test_existing_files_and_links_are_kept(self, tmp_path: Path) -> None:
        former = write(
            tmp_path / "cache/former-site",
            **{"a/index.html": "1", "a/extra.txt": "x", "b/index.html": "1", "b/inner/index.html": "1"},
        )
        (former / "c").mkdir()
        (former / "c/index.html").symlink_to(former / "a/index.html")
        build = Publication(tmp_path / "site", tmp_path / "cache/former-site")
        write(build.folder, **{"b/new.txt": "", "b/inner/index.html": "2"})
        assert not build.reuse_if_equal("c/index.html", b"1")
        assert not build.reuse_if_equal("b/inner/index.html", b"1")
        assert build.reuse_if_equal("a/index.html", b"1")
        assert build.reuse_if_equal("b/index.html", b"1")
        build.publish()
        files = {"a/index.html": "1", "b/index.html": "1", "b/new.txt": "", "b/inner/index.html": "2"}
        assert tree(tmp_path / "site") == files

    def test_without_a_previous_site(self, tmp_path: Path) -> None:
        """As in CI, which keeps the cache but not the site."""
        (tmp_path / "cache").mkdir()
        for taken in ([], ["a/index.html"], ["a/index.html"]):
            assert self.build(tmp_path, a="1", b="1" if taken else "2")[:1] == taken
            shutil.rmtree(tmp_path / "site")

    def test_on_a_mount_point(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The site is updated file by file, and the build's folder is kept."""
        monkeypatch.setattr(os.path, "ismount", lambda path: Path(path).name == "site")
        (tmp_path / "cache").mkdir()
        (tmp_path / "site").mkdir()
        assert self.build(tmp_path, a="1", b="1") == []
        assert self.build(tmp_path, a="1", b="2") == ["a/index.html"]
        assert tree(tmp_path / "site") == {"a/index.html": "1", "b/index.html": "2"}

    def test_without_a_cache_no_site_is_kept(self, tmp_path: Path) -> None:
        self.build(tmp_path, a="1")
        self.build(tmp_path, a="1")
        assert not (tmp_path / "cache").exists()
