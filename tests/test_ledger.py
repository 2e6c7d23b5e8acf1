"""``ledger``: a file is reused as a page only if it is unchanged and was made from the same inputs."""

from __future__ import annotations

from pathlib import Path

from mkdocs_postmortems.cache import Cache
from mkdocs_postmortems.ledger import Ledger, Written

SCRIPTS = frozenset({"sha256-x"})


def write(folder: Path, **pages: Written) -> None:
    """Write pages as a build would, and publish them."""
    Ledger(Cache(folder), "abc").close(pages)


def find(folder: Path, path: str, made_of: str, state: tuple[int, int]) -> Written | None:
    return Ledger(Cache(folder), "abc").find(path, made_of, state)


def test_a_page_is_found_by_path_file_and_inputs(tmp_path: Path) -> None:
    page = Written((10, 1), "a", SCRIPTS)
    write(tmp_path, page=page)
    assert find(tmp_path, "page", "a", (10, 1)) == page
    assert find(tmp_path, "other", "a", (10, 1)) is None
    assert find(tmp_path, "page", "b", (10, 1)) is None
    assert find(tmp_path, "page", "a", (11, 1)) is None
    assert find(tmp_path, "page", "a", (10, 2)) is None


def test_two_builds_are_remembered(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        write(tmp_path, page=Written((10, number), f"text {number}", SCRIPTS))
    found = [find(tmp_path, "page", f"text {number}", (10, number)) for number in (1, 2, 3)]
    assert [bool(each) for each in found] == [False, True, True]


def test_a_page_with_unknown_inputs_is_never_found(tmp_path: Path) -> None:
    write(tmp_path, page=Written((10, 1), "", SCRIPTS))
    assert find(tmp_path, "page", "", (10, 1)) is None


def test_a_page_is_not_found_if_the_disk_s_clock_is_too_coarse(tmp_path: Path) -> None:
    write(tmp_path, page=Written((10, 1), "before", SCRIPTS))
    write(tmp_path, page=Written((10, 1), "after", SCRIPTS))
    assert find(tmp_path, "page", "before", (10, 1)) is None
    assert find(tmp_path, "page", "after", (10, 1)) is None


def test_without_a_cache_nothing_is_remembered() -> None:
    ledger = Ledger(Cache(None), "")
    ledger.close({"page": Written((10, 1), "a", SCRIPTS)})
    assert ledger.find("page", "a", (10, 1)) is None
