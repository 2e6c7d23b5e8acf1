"""``indexing``: the index is the same whoever builds its parts, and parts that are known early are built early."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_postmortems.project import Folder, load_project
from mkdocs_postmortems.publish.files import Page, StaticFile
from mkdocs_postmortems.publish.search import parts as parts_module
from mkdocs_postmortems.publish.search.parts import SearchPart, search_files
from mkdocs_postmortems.publish.search.records import OtherPage
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from mkdocs_postmortems.write import indexing
from mkdocs_postmortems.write.indexing import Indexing
from mkdocs_postmortems.write.rendering import Rendering
from tests.building import make_report
from tests.write.test_rendering import SITE

OTHERS = [OtherPage("handbook/", "Handbook", "<p>Whom to call.</p>")]
PARTS = {"", "1/", "2/"}
"""The folders of the parts: three quarters, each with a report."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(parts_module, "part_size", lambda _: 1)
    monkeypatch.setattr(indexing, "count_workers", lambda wanted: wanted)  # even if another test's thread still runs
    source = tmp_path / "postmortems"
    source.mkdir()
    for month in ("02", "05", "08"):
        report = make_report(title=f"Failure in {month}").replace("2023-10", f"2023-{month}")
        (source / f"r-{month}.md").write_text(report, encoding="utf-8")
    return tmp_path


def rendering_of(folder: Path, **settings: object) -> Rendering:
    reader = ReportReader(Settings(**settings))  # type: ignore[arg-type]
    return Rendering(load_project(Folder(folder), reader, SITE.now), SITE)


def indexed(rendering: Rendering) -> list[StaticFile]:
    index = Indexing(rendering)
    pages = [file for file in rendering.outlines(on_reports=index.begin) if isinstance(file, Page)]
    index.go_on(pages, OTHERS)
    return [*(file for _, files in index.parts() for file in files()), *index.companions()]


@pytest.mark.parametrize("settings", [{"workers": 1}, {"workers": 2}, {"workers": 2, "cache": ""}])
def test_the_index_is_the_same_however_it_is_built(folder: Path, settings: dict[str, object]) -> None:
    rendering = rendering_of(folder, cache="")
    pages = [file for file in rendering.files() if isinstance(file, Page)]
    expected = list(search_files(pages, rendering.archive, SITE, OTHERS))
    for build in ("first", "second"):
        assert indexed(rendering_of(folder, **settings)) == expected, build


@pytest.fixture
def builders(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], dict[str, bool]]:
    """Return for each part that was built whether another process has built it."""
    log, build = folder / "builders", SearchPart.build

    def logged(part: SearchPart, whole: Callable[[Page], Page]) -> list[StaticFile]:
        with log.open("a") as file:
            file.write(f"{part.folder} {os.getpid()}\n")
        return build(part, whole)

    def read() -> dict[str, bool]:
        lines = [line.rsplit(" ", 1) for line in log.read_text().splitlines()]
        log.unlink()
        assert len({name for name, _ in lines}) == len(lines), "a part is built once"
        return {name: int(process) != os.getpid() for name, process in lines}

    monkeypatch.setattr(SearchPart, "build", logged)
    return read


def test_parts_of_reports_alone_are_built_by_another_process(
    folder: Path, builders: Callable[[], dict[str, bool]]
) -> None:
    """The first part waits for the site's other pages."""
    indexed(rendering_of(folder, workers=2))
    assert builders() == {"": False, "2/": True, "1/": True}


def test_only_the_part_of_an_edited_report_is_built_again(
    folder: Path, builders: Callable[[], dict[str, bool]]
) -> None:
    indexed(rendering_of(folder, workers=2))
    assert set(builders()) == PARTS
    edited = folder / "postmortems" / "r-05.md"
    edited.write_text(edited.read_text("utf-8") + "\nMore.\n", encoding="utf-8")
    indexed(rendering_of(folder, workers=2))
    assert builders() == {"2/": True}


def test_a_large_archive_builds_no_part_in_another_process(
    folder: Path, builders: Callable[[], dict[str, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes would take a quarter more memory, even for a single part."""
    monkeypatch.setattr(parts_module, "_PARALLEL_PAGES", 1)
    indexed(rendering_of(folder, workers=2))
    assert builders() == {"": False, "2/": False, "1/": False}


def test_a_failed_build_ends_the_other_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forked: list[int] = []
    fork = os.fork
    monkeypatch.setattr(os, "fork", lambda: forked.append(fork()) or forked[-1])
    rendering = rendering_of(folder, workers=2)
    index = Indexing(rendering)
    list(rendering.outlines(on_reports=index.begin))
    index.stop()
    (process,) = forked
    with pytest.raises(ChildProcessError):
        os.waitpid(process, os.WNOHANG)
