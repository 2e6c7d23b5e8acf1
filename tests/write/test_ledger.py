"""``ledger``: a file is reused only if it is unchanged and was made from the same inputs."""

from __future__ import annotations

from pathlib import Path

from mkdocs_postmortems.cache import Cache
from mkdocs_postmortems.write.ledger import Ledger, Written

SCRIPTS = frozenset({"sha256-x"})


def write(folder: Path, **pages: Written) -> None:
    """Write pages as a build would, and publish them."""
    Ledger(Cache(folder), "abc").close(pages)


def find(folder: Path, path: str, state: tuple[int, int]) -> Written | None:
    return Ledger(Cache(folder), "abc").find(path, state)


def test_a_file_is_found_by_path_and_state(tmp_path: Path) -> None:
    page = Written((10, 1), "a", SCRIPTS)
    write(tmp_path, page=page)
    assert find(tmp_path, "page", (10, 1)) == page
    assert find(tmp_path, "other", (10, 1)) is None
    assert find(tmp_path, "page", (11, 1)) is None
    assert find(tmp_path, "page", (10, 2)) is None


def test_two_builds_are_remembered(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        write(tmp_path, page=Written((10, number), f"text {number}", SCRIPTS))
    found = [find(tmp_path, "page", (10, number)) for number in (1, 2, 3)]
    assert [each and each.made_of for each in found] == [None, "text 2", "text 3"]


def test_a_file_with_unknown_inputs_is_never_found(tmp_path: Path) -> None:
    """But it is known that a build wrote one there."""
    write(tmp_path, page=Written((10, 1), "", SCRIPTS))
    assert find(tmp_path, "page", (10, 1)) is None
    assert Ledger(Cache(tmp_path), "abc").has("page")
    assert not Ledger(Cache(tmp_path), "abc").has("other")
    assert Ledger(Cache(tmp_path), "abc").files_of([""]) == {}


def test_a_file_is_not_found_if_the_disk_s_clock_is_too_coarse(tmp_path: Path) -> None:
    write(tmp_path, page=Written((10, 1), "before", SCRIPTS))
    write(tmp_path, page=Written((10, 1), "after", SCRIPTS))
    assert find(tmp_path, "page", (10, 1)) is None


def test_all_files_of_a_part_are_found(tmp_path: Path) -> None:
    write(tmp_path, one=Written((10, 1), "part"), two=Written((20, 1), "part"), other=Written((30, 1), "other"))
    write(tmp_path, one=Written((10, 2), "newer"))
    ledger = Ledger(Cache(tmp_path), "abc")
    assert ledger.files_of(["part", "newer", "unknown"]) == {"part": {"one", "two"}, "newer": {"one"}}


def test_of_two_builds_with_the_same_inputs_the_last_one_tells_which_files_there_are(tmp_path: Path) -> None:
    write(tmp_path, one=Written((10, 1), "part"), two=Written((20, 1), "part"))
    write(tmp_path, one=Written((10, 2), "part"))
    assert Ledger(Cache(tmp_path), "abc").files_of(["part"]) == {"part": {"one"}}


def test_without_a_cache_nothing_is_remembered() -> None:
    ledger = Ledger(Cache(None), "")
    ledger.close({"page": Written((10, 1), "a", SCRIPTS)})
    assert ledger.find("page", (10, 1)) is None
