"""After each rebuild, a site equals the one that a first build would make."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.building import BODY, build_site, digest, make_report, run_mkdocs, write_site

OVERRIDE = '{% extends "base.html" %}{% block announce %}Hello{% endblock %}'


def write(folder: Path, number: int, body: str = "", **fields: str) -> None:
    text = make_report(f"{BODY}\n{body}", title=f"Failure {number}", **fields)
    (folder / "postmortems" / f"r-{number}.md").write_text(text, encoding="utf-8")


def write_reports(folder: Path) -> Path:
    write_site(folder, {}, "workers: 1")
    (folder / "postmortems").mkdir()
    for number in range(4):
        write(folder, number, services=f"[service-{number}]")
    return folder


def configure(before: str, after: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        text = (folder / "mkdocs.yml").read_text("utf-8")
        assert before in text
        (folder / "mkdocs.yml").write_text(text.replace(before, after), encoding="utf-8")

    return edit


def change_the_theme(folder: Path) -> None:
    (folder / "theme").mkdir()
    (folder / "theme" / "main.html").write_text(OVERRIDE, encoding="utf-8")
    configure("font: false", "font: false, custom_dir: theme")(folder)


def add_to_the_index(folder: Path) -> None:
    (folder / "docs/incidents/pagefind").mkdir(parents=True)
    (folder / "docs/incidents/pagefind/words.txt").write_text("own", encoding="utf-8")


def alter(place: str) -> Callable[[Path], None]:
    """Modify a site's files as another program might, without changing their size."""

    def edit(folder: Path) -> None:
        for path in filter(Path.is_file, (folder / place).rglob("*")):
            content = path.read_bytes()
            path.write_bytes(content[:-2] + b"!!")

    return edit


EDITS: dict[str, Callable[[Path], None]] = {
    "nothing": lambda folder: None,
    "prose": lambda folder: write(folder, 1, "More.\n"),
    "the prose of before": lambda folder: write(folder, 1),
    "a new report": lambda folder: write(folder, 9),
    "a deletion": lambda folder: (folder / "postmortems/r-9.md").unlink(),
    "the site's name": configure("site_name: Example", "site_name: Other"),
    "the site's name of before": configure("site_name: Other", "site_name: Example"),
    "the theme": change_the_theme,
    "the site that will be the former one": alter("site"),
    "nothing, after that": lambda folder: None,
    "no search": configure("workers: 1", "search: false"),
    "the search of before": configure("search: false", "workers: 1"),
    "a file of the site's own in the folder of the search index": add_to_the_index,
    "nothing, beside that file": lambda folder: None,
    "the former site": alter(".cache/postmortems/former-site"),
}


def folders_below(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_dir()}


def test_a_rebuild_gives_the_bytes_of_a_first_build_after_every_edit(tmp_path: Path) -> None:
    """And no empty folders."""
    folder = write_reports(tmp_path / "site")
    build_site(folder)
    first_builds: dict[str, dict[str, str]] = {}
    first_folders: dict[str, set[str]] = {}
    for name, edit in EDITS.items():
        edit(folder)
        build_site(folder)
        fresh = tmp_path / "fresh"
        shutil.copytree(folder, fresh, ignore=shutil.ignore_patterns(".cache", "site"))
        source = str(digest(fresh))
        if source not in first_builds:
            build_site(fresh)
            first_builds[source] = digest(fresh / "site")
            first_folders[source] = folders_below(fresh / "site")
        assert digest(folder / "site") == first_builds[source], name
        assert folders_below(folder / "site") == first_folders[source], name
        shutil.rmtree(fresh)


def test_the_file_of_an_unchanged_page_is_moved(tmp_path: Path) -> None:
    """Or linked after a first build; the last site stays until the new one is finished."""
    folder = write_reports(tmp_path)
    build_site(folder)
    page = folder / "site/incidents/r-2/index.html"
    before = page.stat()
    for text in ("More.\n", "Still more.\n"):
        write(folder, 0, text)
        build_site(folder)
        after = page.stat()
        assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_files_of_an_unchanged_part_of_the_index_are_moved(tmp_path: Path) -> None:
    folder = write_reports(tmp_path)
    build_site(folder)
    entry = folder / "site/incidents/pagefind/pagefind-entry.json"
    before = entry.stat()
    build_site(folder)
    assert (entry.stat().st_ino, entry.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    write(folder, 0, "More.\n")
    build_site(folder)
    assert entry.stat().st_mtime_ns != before.st_mtime_ns


def test_a_file_that_is_made_again_with_the_same_content_is_moved(tmp_path: Path) -> None:
    """Such as the feed of another year, and the search index's file of another report."""
    folder = write_reports(tmp_path)
    build_site(folder)
    site = folder / "site/incidents"
    fragments = {path.name for path in site.glob("pagefind/fragment/*")}
    before = {path.name: path.stat() for path in (site / "assets").glob("*.css")}
    write(folder, 0, "More.\n")
    build_site(folder)
    for name, state in before.items():
        after = (site / "assets" / name).stat()
        assert (after.st_ino, after.st_mtime_ns) == (state.st_ino, state.st_mtime_ns)
    now = {path.name for path in site.glob("pagefind/fragment/*")}
    assert len(fragments - now) == len(now - fragments) == 1, "only the edited report has another file, and not two"
    kept = [path.stat() for path in site.glob("pagefind/fragment/*") if path.name in fragments]
    assert kept and all(state.st_mtime_ns < (site / "r-0/index.html").stat().st_mtime_ns for state in kept)


def test_a_page_that_enters_the_navigation_does_not_change_copies_of_the_old_site(tmp_path: Path) -> None:
    """MkDocs writes such a page, into the existing file if there is one, which may have further hard links."""
    folder = write_reports(tmp_path)
    build_site(folder)
    backup = tmp_path / "backup.html"
    backup.hardlink_to(folder / "site/incidents/r-2/index.html")
    before = backup.read_text("utf-8")
    configure("site_name: Example", "site_name: Example\nnav: [index.md, incidents/r-2/index.md]")(folder)
    build_site(folder)
    assert backup.read_text("utf-8") == before
    assert (folder / "site/incidents/r-2/index.html").read_text("utf-8") != before


_REWRITER = """
from pathlib import Path

def on_post_build(config):
    for page in Path(config.site_dir).rglob("*.html"):
        page.write_text(page.read_text("utf-8") + "<!-- more -->", "utf-8")
    raise SystemExit("no")
"""


def test_a_new_plugin_that_rewrites_files_does_not_change_the_old_site(tmp_path: Path) -> None:
    """After a first build, the former site's files are links to those of the site that is published."""
    folder = write_reports(tmp_path)
    build_site(folder)
    before = digest(folder / "site")
    (folder / "rewriter.py").write_text(_REWRITER, "utf-8")
    configure("site_name: Example", "site_name: Example\nhooks: [rewriter.py]")(folder)
    assert run_mkdocs(folder, "build").returncode
    assert digest(folder / "site") == before


_EARLIER = """
import shutil
from pathlib import Path
from mkdocs.plugins import event_priority

@event_priority(50)
def on_post_build(config):
    for script in Path(config.site_dir).rglob("*.js"):
        script.write_bytes(script.read_bytes() + b"//")
    shutil.rmtree(Path(config.site_dir, "incidents/pagefind/fragment"), ignore_errors=True)
"""


def test_a_plugin_that_comes_before_ours_changes_the_same_files_in_every_build(tmp_path: Path) -> None:
    """In a first build, it would not see files that are written after it; in the next one, they are there already."""
    folder = write_reports(tmp_path / "site")
    write(folder, 1)
    build_site(folder)
    (folder / "earlier.py").write_text(_EARLIER, "utf-8")
    configure("site_name: Example", "site_name: Example\nhooks: [earlier.py]")(folder)
    first = digest(build_site(folder, into=tmp_path / "first"))
    for text in ("", "More.\n", ""):
        write(folder, 1, text)
        build_site(folder)
    assert digest(folder / "site") == first


def test_a_build_says_why_it_uses_no_cache(tmp_path: Path) -> None:
    folder = write_site(tmp_path, {"2023-10-15-login.md": make_report()}, "search: false")
    why = "The cache is not used: the Markdown extension pymdownx.snippets may read other files"
    assert why not in run_mkdocs(folder, "build").stderr
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("\nmarkdown_extensions: [pymdownx.snippets]\n")
    assert why in run_mkdocs(folder, "build").stderr
