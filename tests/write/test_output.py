"""``output``: of the former site's files, those with the same inputs stay, and no others are left."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import cast

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.cache import Cache
from mkdocs_postmortems.publish.files import Page, StaticFile
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.publish.theme.csp import Policy
from mkdocs_postmortems.publish.theme.shell import Shells
from mkdocs_postmortems.write.ledger import Ledger
from mkdocs_postmortems.write.output import Output
from mkdocs_postmortems.write.publication import Publication
from mkdocs_postmortems.write.rendering import Rendering

PAGE = Page("incidents/one/", "One", "<p>One</p>")
NAME = "incidents/one/index.html"
INDEX = "incidents/pagefind/"


def in_theme(page: Page) -> str:
    return f"<html><title>{page.title}</title><body>{page.html}</body></html>"


def in_other_theme(page: Page) -> str:
    return in_theme(page).replace("<body>", "<body><nav></nav>")


class Pages:
    """Stands for a ``Rendering``: each page has its address and its HTML as its key, and is loaded when asked for."""

    def __init__(self) -> None:
        self.site = Site()
        self.loaded: list[str] = []

    def key(self, page: Page) -> str:
        return page.address + page.html

    def whole(self, page: Page) -> Page:
        self.loaded.append(page.address)
        return page


class Builds:
    """Builds of one site, in turn."""

    def __init__(self, folder: Path) -> None:
        self.site, self._cache = folder / "site", folder / "cache"
        self.former = self._cache / "former-site"
        self._cache.mkdir()
        self.pages = Pages()
        self.taken_over: set[str] = set()
        self.before_takeover: Callable[[Publication], None] = lambda publication: None

    def build(
        self,
        *pages: Page,
        index: Iterable[tuple[str, Callable[[], Iterable[StaticFile]]]] = (),
        theme: Callable[[Page], str] = in_theme,
        edit: Callable[[Path], None] = lambda folder: None,
    ) -> Policy:
        """Write these pages and parts of the index; ``edit`` is called with the folder before it is published."""
        self.pages.loaded.clear()
        publication = Publication(self.site, self.former, "incidents")
        self.before_takeover(publication)
        ledger, rendering = Ledger(Cache(self._cache), "abc"), cast(Rendering, self.pages)
        output = Output(publication.folder, rendering, ledger)
        names = [f"{page.address}index.html" for page in pages]
        output.take_over(publication, names, [key for key, _ in index], shared=True)
        self.taken_over = {path.name for path in publication.folder.rglob("*") if path.is_file()}
        for name, page in zip(names, pages, strict=True):
            output.write_page(name, page, Shells(theme))
        for key, files in index:
            output.write_part(key, files)
        output.clear()
        edit(publication.folder)
        policy = output.write_headers(pages)
        publication.publish()
        output.remember()
        return policy

    def read(self, name: str = NAME) -> str:
        return (self.site / name).read_text("utf-8")

    def written(self, name: str = NAME) -> tuple[int, int]:
        """Return what changes if a file is written."""
        found = (self.site / name).stat()
        return found.st_ino, found.st_mtime_ns


@pytest.fixture
def builds(tmp_path: Path) -> Builds:
    """After two builds of a page: the former site is the one that the first has left."""
    made = Builds(tmp_path)
    for _ in range(2):
        made.build(PAGE)
    return made


def test_a_page_with_the_same_key_and_theme_stays_and_is_not_loaded(builds: Builds) -> None:
    before = builds.written()
    builds.build(PAGE)
    assert builds.written() == before
    assert builds.pages.loaded == []


@pytest.mark.parametrize(
    ("page", "theme"), [(replace(PAGE, html="<p>Two</p>"), in_theme), (PAGE, in_other_theme)], ids=["page", "theme"]
)
def test_a_page_is_written_if_its_key_or_the_theme_has_changed(
    builds: Builds, page: Page, theme: Callable[[Page], str]
) -> None:
    for _ in range(2):
        builds.build(page, theme=theme)
        assert builds.read() == theme(page)


def test_a_page_that_is_made_again_with_the_same_content_stays(builds: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    before = builds.written()
    monkeypatch.setattr(Pages, "key", lambda self, page: "other")
    builds.build(PAGE)
    assert builds.written() == before
    assert builds.pages.loaded == [PAGE.address]


def test_a_changed_page_does_not_change_copies_of_the_former_site(builds: Builds, tmp_path: Path) -> None:
    (tmp_path / "copy").hardlink_to(builds.former / NAME)
    builds.build(replace(PAGE, html="<p>Two</p>"))
    assert (tmp_path / "copy").read_text("utf-8") == in_theme(PAGE)


def test_only_files_that_this_build_writes_are_taken_over(builds: Builds) -> None:
    """MkDocs writes into existing files, such as a page's that has entered the navigation."""
    builds.build(PAGE, edit=lambda folder: (folder / "incidents/note.txt").write_text("note", "utf-8") and None)
    builds.build()
    assert builds.taken_over == set()
    builds.build()
    assert builds.taken_over == set()
    assert not (builds.site / "incidents/one").exists()


def test_nothing_is_thought_to_be_taken_over_if_that_has_failed(builds: Builds) -> None:
    """As where there is such a folder already: all files are written."""

    def occupy(publication: Publication) -> None:
        (publication.folder / "incidents/own").mkdir(parents=True)
        (publication.folder / "incidents/own/page.html").write_text("own", "utf-8")

    builds.before_takeover = occupy
    builds.build(PAGE)
    assert builds.read() == in_theme(PAGE)


def part(*names: str, content: bytes = b"index") -> Callable[[], Iterable[StaticFile]]:
    return lambda: [StaticFile(INDEX + name, content) for name in names]


def test_a_part_of_the_index_that_is_made_from_the_same_stays(builds: Builds) -> None:
    """And is not even loaded. Files of parts that are no longer there are deleted, with their folders."""
    for _ in range(2):
        builds.build(index=[("one", part("a", "b")), ("two", part("2/c", "2/d"))])
    before = (builds.former / INDEX / "a").stat().st_ino
    builds.build(index=[("one", lambda: pytest.fail("this part is known"))])
    assert builds.written(f"{INDEX}a")[0] == before
    assert sorted(path.name for path in (builds.site / INDEX).rglob("*")) == ["a", "b"]


def test_a_part_of_the_index_is_written_again_if_one_of_its_files_has_changed(builds: Builds) -> None:
    for _ in range(2):
        builds.build(index=[("one", part("a", "b"))])
    (builds.former / INDEX / "a").write_bytes(b"damaged")
    builds.build(index=[("one", part("a", "b"))])
    assert builds.read(f"{INDEX}a") == "index"


def test_files_that_others_have_put_into_the_index_are_not_taken_over(builds: Builds) -> None:
    def add(folder: Path) -> None:
        (folder / INDEX / "own").write_text("own", "utf-8")

    for _ in range(3):
        builds.build(index=[("one", part("a"))], edit=add)
    assert builds.taken_over == {"a"}


SCRIPT = "<script>alert(1)</script>"


def test_scripts_of_the_theme_are_allowed_and_those_of_content_are_not(builds: Builds) -> None:
    """Not even those in the content of a page in the navigation, around which all scripts are the theme's."""

    def theme(page: Page) -> str:
        return in_theme(page).replace("</body>", "<script>theme()</script></body>")

    nav = Page("incidents/", "All", f"<p>All</p>{SCRIPT}", nav_title="All")
    for number in range(2):
        policy = builds.build(PAGE, nav, theme=theme)
        assert policy.text.count("'sha256-") == 1, number
        assert policy.unknown == ()


def test_a_page_is_read_again_for_its_scripts_if_a_plugin_has_changed_it(builds: Builds) -> None:
    def insert(folder: Path) -> None:
        text = (folder / NAME).read_text("utf-8")
        (folder / NAME).unlink()
        (folder / NAME).write_text(text.replace("</body>", f"{SCRIPT}</body>"), "utf-8")

    assert builds.build(PAGE).unknown == ()
    assert builds.build(PAGE, edit=insert).unknown == (NAME,)
