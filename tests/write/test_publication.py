"""``publication``: the site is either completely new or completely old, whatever happens."""

from __future__ import annotations

import errno
import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mkdocs_postmortems.tree import State
from mkdocs_postmortems.write import publication
from mkdocs_postmortems.write.publication import Publication, PublicationError, exchange, recover, synchronise
from tests.waiting import PATIENCE

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


def test_a_build_publishes_into_the_folder_of_another(tmp_path: Path) -> None:
    """Material's plugin ``projects`` builds other sites so, and waits for them."""
    outer = Publication(tmp_path / "site")
    inner = threading.Thread(target=publish, args=(outer.folder / "team",), kwargs={"index": "team"}, daemon=True)
    inner.start()
    inner.join(PATIENCE)
    assert not inner.is_alive()
    outer.publish()
    assert tree(tmp_path / "site") == {"team/index": "team"}
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


def test_a_git_folder_that_cannot_be_moved_is_kept_beside_the_new_site(
    tmp_path: Path, steps: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as a mount point: the old site never replaces the new one again."""
    site = write(tmp_path / "site", index="old", **{".git__HEAD": "ref"})
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name == ".git":
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PublicationError, match=r"busy: .*\.git"):
        publish(site, index="new")
    assert tree(site) == {"index": "new"}
    (kept,) = leftovers(tmp_path)
    assert tree(tmp_path / kept) == {"index": "old", ".git/HEAD": "ref"}


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
        from mkdocs_postmortems.write.publication import Publication
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
        "import signal, time; from pathlib import Path; from mkdocs_postmortems.write.publication import Publication\n"
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
    """What the next build takes over from the previous site."""

    def build(self, folder: Path, *kept: str, **pages: str) -> dict[str, str]:
        """Publish pages, and those of the previous site at the paths ``kept``; return the latter."""
        build = Publication(folder / "site", folder / "cache/former-site", "archive")
        assert build.take_over(lambda name, state: name in kept) == (build.folder / "archive").is_dir()
        taken = tree(build.folder)
        write(build.folder, **{f"archive/{name}": text for name, text in pages.items()})
        build.publish()
        assert leftovers(folder) == []
        return taken

    def test_kept_files(self, tmp_path: Path, steps: str) -> None:
        (tmp_path / "cache").mkdir()
        assert self.build(tmp_path, **{"a": "1", "b/c": "1", "b/d": "1", "e/f": "1"}) == {}
        kept = {"archive/b/c": "1", "archive/a": "1"}
        assert self.build(tmp_path, *kept, "archive/unknown", new="2") == kept
        assert tree(tmp_path / "site") == {**kept, "archive/new": "2"}
        assert sorted(path.name for path in (tmp_path / "site/archive").iterdir()) == ["a", "b", "new"]

    def test_the_site_before_the_last_is_the_former_one(self, tmp_path: Path) -> None:
        (tmp_path / "cache").mkdir()
        self.build(tmp_path, a="1")
        assert self.build(tmp_path, "archive/a", b="2") == {"archive/a": "1"}, "linked after a first build"
        assert self.build(tmp_path, "archive/a", "archive/b", c="3") == {"archive/a": "1"}
        assert self.build(tmp_path, "archive/a", "archive/b") == {"archive/a": "1", "archive/b": "2"}
        assert tree(tmp_path / "site") == {"archive/a": "1", "archive/b": "2"}

    def test_copies_of_the_old_site_stay_unchanged(self, tmp_path: Path) -> None:
        """They may share its files by hard links."""
        (tmp_path / "cache").mkdir()
        self.build(tmp_path, a="1")
        os.link(tmp_path / "site/archive/a", tmp_path / "backup")
        for number in "23":
            self.build(tmp_path, a=number)
            assert tree(tmp_path / "site") == {"archive/a": number}
        assert (tmp_path / "backup").read_text() == "1"

    def test_an_existing_folder_stays_as_it_is(self, tmp_path: Path) -> None:
        """Another plugin may have written into it already."""
        write(tmp_path / "cache/former-site", **{"archive/a": "1", "archive/b": "1"})
        build = Publication(tmp_path / "site", tmp_path / "cache/former-site", "archive")
        write(build.folder, **{"archive/a": "2"})
        assert not build.take_over(lambda name, state: True)
        build.publish()
        assert tree(tmp_path / "site") == {"archive/a": "2"}

    def test_links_and_folders_without_files_are_deleted(self, tmp_path: Path) -> None:
        former = write(tmp_path / "cache/former-site", **{"archive/a": "1", "archive/b/c/d": "1", "other": "1"})
        (former / "archive/link").symlink_to(former / "archive/a")
        (former / "archive/up").symlink_to(former)
        build = Publication(tmp_path / "site", tmp_path / "cache/former-site", "archive")
        assert build.take_over(lambda name, state: not name.endswith("d"))
        assert [path.name for path in (build.folder / "archive").iterdir()] == ["a"]
        build.discard()

    def test_two_builds_at_once_with_the_same_cache(self, tmp_path: Path) -> None:
        """As of both editions: one deletes no file that the other has found."""
        write(tmp_path / "cache/former-site", **{"archive/a": "1", "archive/b": "1"})
        first, second = (
            Publication(tmp_path / name, tmp_path / "cache/former-site", "archive") for name in ("site", "public")
        )
        seen: list[str] = []
        is_done = threading.Event()

        def deletes_one(name: str, state: State) -> bool:
            seen.append(name)
            return len(seen) == 2 and is_done.wait(5)

        other = threading.Thread(target=second.take_over, args=[deletes_one])

        def keeps_all(name: str, state: State) -> bool:
            if other.ident is None:
                other.start()
            other.join(0.1)
            return True

        assert first.take_over(keeps_all)
        is_done.set()
        other.join()
        assert tree(first.folder) == {"archive/a": "1", "archive/b": "1"}
        first.discard()
        second.discard()

    def test_an_archive_below_another_folder(self, tmp_path: Path) -> None:
        write(tmp_path / "cache/former-site", **{"docs/incidents/a": "1", "docs/b": "1"})
        build = Publication(tmp_path / "site", tmp_path / "cache/former-site", "docs/incidents")
        assert build.take_over(lambda name, state: name == "docs/incidents/a")
        assert tree(build.folder) == {"docs/incidents/a": "1"}
        build.discard()

    def test_without_a_previous_site(self, tmp_path: Path) -> None:
        """As in CI, which keeps the cache but not the site."""
        (tmp_path / "cache").mkdir()
        for found in ({}, {"archive/a": "1"}, {"archive/a": "1"}):
            assert self.build(tmp_path, "archive/a", **({} if found else {"a": "1"})) == found
            shutil.rmtree(tmp_path / "site")
