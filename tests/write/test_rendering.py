"""``rendering``: cached pages come without their HTML, which is loaded on demand, even if the cache is lost."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mkdocs_postmortems.cache import Cache
from mkdocs_postmortems.project import Folder, load_project
from mkdocs_postmortems.publish.files import Generated, Page
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from mkdocs_postmortems.write import rendering as module
from mkdocs_postmortems.write.rendering import Rendering
from tests.building import make_report

SITE = Site(now=datetime(2024, 6, 1, tzinfo=UTC))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "postmortems").mkdir()
    for number in range(3):
        report = make_report(title=f"Failure {number}", services=f"[service-{number}]")
        (tmp_path / "postmortems" / f"r-{number}.md").write_text(report, encoding="utf-8")
    return tmp_path


def rendering_of(folder: Path, **settings: object) -> Rendering:
    reader = ReportReader(Settings(workers=1, **settings))  # type: ignore[arg-type]
    return Rendering(load_project(Folder(folder), reader, SITE.now), SITE)


def pages_of(rendering: Rendering) -> list[Page]:
    return [file for file in rendering.outlines() if isinstance(file, Page)]


def whole(rendering: Rendering, pages: list[Page]) -> list[Generated]:
    return [rendering.whole(page) for page in pages]


def test_without_a_cache_every_page_has_its_html(folder: Path) -> None:
    rendering = rendering_of(folder, cache="")
    pages = pages_of(rendering)
    assert len(pages) > 5
    assert all(page.html for page in pages)
    assert whole(rendering, pages) == pages
    assert {rendering.key(page) for page in pages} == {""}


@pytest.mark.parametrize("build", ["the first", "the second"])
def test_a_cached_page_comes_without_its_html(folder: Path, build: str) -> None:
    if build == "the second":
        pages_of(rendering_of(folder))
    rendering = rendering_of(folder)
    pages = pages_of(rendering)
    assert not any(page.html for page in pages)
    assert all(rendering.key(page) for page in pages)
    assert whole(rendering, pages) == pages_of(rendering_of(folder, cache=""))


def test_the_html_of_an_unchanged_page_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_UNKNOWN", 0)
    pages_of(rendering_of(folder))
    changed = folder / "postmortems" / "r-1.md"
    changed.write_text(changed.read_text("utf-8") + "\nMore.\n", encoding="utf-8")
    rendering = rendering_of(folder)
    asked: list[str] = []
    get = Cache.get
    monkeypatch.setattr(Cache, "get", lambda self, key: asked.append(key) or get(self, key))
    pages = pages_of(rendering)
    keys = {page.source: rendering.key(page) for page in pages if page.source}
    assert not set(asked) & set(keys.values())
    (report,) = (page for page in pages if page.source == "postmortems/r-1.md")
    assert "More." in rendering.whole(report).html
    assert asked[-1] == keys["postmortems/r-1.md"]


@pytest.mark.parametrize("loss", ["deleted", "damaged"])
def test_html_lost_from_the_cache_is_rendered_again(folder: Path, loss: str) -> None:
    pages_of(rendering_of(folder))
    rendering = rendering_of(folder)
    pages = pages_of(rendering)
    if loss == "deleted":
        shutil.rmtree(folder / ".cache")
    else:
        for path in (folder / ".cache").rglob("*"):
            if path.is_file():
                path.write_bytes(b"x" * 50)
    assert whole(rendering, pages) == pages_of(rendering_of(folder, cache=""))
    assert all(rendering.project.cache.get(rendering.key(page)) for page in pages)


def test_outlines_are_written_again_once_many_have_changed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To write them takes as long as to load many pages, so a few are loaded one by one."""
    monkeypatch.setattr(module, "_MOST_UNKNOWN", 2)
    written: list[str] = []
    put = Cache.put
    monkeypatch.setattr(Cache, "put", lambda self, key, value: written.append(key) or put(self, key, value))
    rendering = rendering_of(folder)
    pages = pages_of(rendering)
    outlines = rendering.project.cache.key("outlines", rendering.project.settings.edition)
    assert written.count(outlines) == 1
    again = rendering_of(folder)
    assert pages_of(again) == pages
    assert written.count(outlines) == 1


def test_entries_that_are_not_read_are_still_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So they are not deleted as those of another branch, even if the outlines of their pages are known."""
    monkeypatch.setattr(module, "_MOST_UNKNOWN", 0)
    pages_of(rendering_of(folder))
    rendering = rendering_of(folder)
    pages = pages_of(rendering)
    rendering.project.cache.tidy(most=0, every=0)
    assert all(map(rendering.project.cache.has, map(rendering.key, pages)))
