"""Our plugin together with others."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, SoupStrainer
from material.plugins.search.plugin import Parser

from tests.building import BODY, build_site, make_report, read_page
from tests.conftest import Site


def test_material_plugins_keep_working(site: Site) -> None:
    """Search, tags, meta, privacy, offline, and redirects."""
    folder = site({"a.md": make_report(tags="[deploy]")})
    text = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    others = "  - search\n  - tags\n  - meta\n  - privacy: {assets_exclude: [unpkg.com/*]}\n  - offline\n"
    others += "  - redirects:\n      redirect_maps: {old.md: index.md}\n"
    (folder / "mkdocs.yml").write_text(text + others, encoding="utf-8")
    (folder / "docs" / "index.md").write_text("---\ntags: [home]\n---\n# Home\n\n[[x]]\n", encoding="utf-8")
    (folder / "docs" / "tags.md").write_text("# Tags\n\n<!-- material/tags -->\n", encoding="utf-8")
    public = build_site(folder, "--strict")
    assert (public / "incidents" / "a" / "index.html").is_file()
    assert (public / "old.html").is_file()
    tags = (public / "tags.html").read_text(encoding="utf-8")
    assert "deploy" in tags and "incidents/a/index.html" in tags
    assert "Deployment completes" in (public / "search" / "search_index.json").read_text(encoding="utf-8")


OPENING_HOOK = """\
def on_env(env, config, files):
    for file in files.media_files():
        open(file.abs_src_path, "rb").close()

def on_page_content(html, page, config, files):
    return html
"""


def test_plugins_may_open_every_media_file(site: Site) -> None:
    """As Material's plugins for pictures and for several projects do. Data and link previews are only in memory."""
    hook = "site_url: https://example.org/\nhooks: [hook.py]"
    folder = site({"a.md": make_report(body=BODY + "\n![A graph](graph.png)\n")}, config=hook)
    (folder / "postmortems/graph.png").write_bytes(b"PNG")
    (folder / "hook.py").write_text(OPENING_HOOK, encoding="utf-8")
    built = build_site(folder)
    names = ("a/graph.png", "assets/previews/a.png", "feed.xml", "assets/postmortems.css")
    assert all((built / "incidents" / name).is_file() for name in names)


EXCLUDING_HOOK = """\
from mkdocs.structure.files import Files

def on_files(files, config):
    return Files([file for file in files if not file.src_uri.startswith(("incidents/a/", "incidents/insights/"))])

def on_env(env, config, files):
    files.remove(files.get_file_from_path("incidents/c/index.md"))
    files.remove(files.get_file_from_path("incidents/severity/sev-2/index.md"))
    return env
"""


def test_a_plugin_may_leave_out_pages_of_ours(site: Site) -> None:
    """Like exclude, which returns another list of files: links to a report's own file still lead to its page."""
    folder = site(
        {name: make_report() for name in ("a.md", "b.md", "c.md")},
        config="hooks: [hook.py]\nsite_url: https://x.example/",
    )
    (folder / "docs/index.md").write_text("# Home\n\n[The failure](../postmortems/b.md)\n", encoding="utf-8")
    (folder / "hook.py").write_text(EXCLUDING_HOOK, encoding="utf-8")
    for build in ("first", "second"):
        built = build_site(folder, "--strict")
        home = read_page(built, "")
        assert 'href="incidents/b/"' in home and "incidents/insights/" not in home, build
        assert {path.name for path in (built / "incidents").iterdir()}.isdisjoint({"a", "c", "insights"})
        assert "incidents/a/" not in (built / "sitemap.xml").read_text(encoding="utf-8")
        found = [gzip.decompress(path.read_bytes()) for path in (built / "incidents/pagefind/fragment").iterdir()]
        assert sum(b"Login failures" in page for page in found) == 1


def test_the_plugin_may_be_in_a_group(site: Site) -> None:
    """Material adds the plugins of a group while MkDocs calls the plugins one by one."""
    folder = site({"a.md": make_report()})
    text = (folder / "mkdocs.yml").read_text(encoding="utf-8").partition("plugins:")[0]
    group = "plugins: [group: {enabled: true, plugins: [tags, postmortems: {archive: outages}]}]\n"
    (folder / "mkdocs.yml").write_text(text + group, encoding="utf-8")
    assert "Deployment completes" in read_page(build_site(folder, "--strict"), "outages/a")


def test_the_search_of_material_leaves_out_what_is_no_prose(live_site: Path) -> None:
    """Its parser ends an excluded element at the first inner one of the same name, or even fails there."""
    searched, only = 0, SoupStrainer(class_=["pm-after", "pm-chart-key"])
    for path in sorted((live_site / "incidents").glob("**/index.html")):
        page = path.read_text(encoding="utf-8")
        article = page[page.index("<article") : page.rindex("</article>")]
        parser = Parser()
        parser.feed(article)
        if "pm-after" in article or "pm-chart-key" in article:
            found = "".join(chain.from_iterable(section.text for section in parser.data))
            excluded = BeautifulSoup(article, "html.parser", parse_only=only).select(".pm-after, .pm-chart-key")
            ends = [text[-30:] for each in excluded if (text := each.get_text().strip())]
            assert not [end for end in ends if end in found], path
            searched += len(ends)
    assert searched > 100


_HISTORIAN = """
from pathlib import Path

def on_page_content(html, page, config, files):
    with Path(config.config_file_path).with_name("told.txt").open("a") as file:
        file.write(f"{page.file.src_uri} {page.file.abs_src_path}\\n")
    assert not page.file.generated_by, "git-revision-date-localized would show the day of the build"
"""


@pytest.mark.parametrize(("edition", "told"), [("internal", "postmortems/a.md"), ("public", "postmortems")])
def test_plugins_can_read_the_history_of_a_page(site: Site, edition: str, told: str) -> None:
    """A report's history is its file's, a list's is the folder's; the authors of reports are not published."""
    folder = site({"a.md": make_report(visibility="public")}, f"edition: {edition}", config="hooks: [historian.py]")
    (folder / "historian.py").write_text(_HISTORIAN, encoding="utf-8")
    build_site(folder, "--strict")
    sources = dict(line.split() for line in (folder / "told.txt").read_text(encoding="utf-8").splitlines())
    assert sources["incidents/a/index.md"] == str(folder / told)
    assert sources["incidents/index.md"] == str(folder / "postmortems")


def test_a_plugin_that_drops_our_pages_is_reported(site: Site) -> None:
    """One that builds the site again for each language, only from the files in ``docs``."""
    folder = site({"a.md": make_report()})
    described = folder / "languages-1.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: languages\nVersion: 1.0\n")
    (described / "entry_points.txt").write_text("[mkdocs.plugins]\ni18n = languages:Plugin\n")
    (folder / "languages.py").write_text("from mkdocs.plugins import BasePlugin\nclass Plugin(BasePlugin): pass\n")
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("  - i18n\n")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])}
    command = [sys.executable, "-m", "mkdocs", "build"]
    built = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert built.returncode == 1
    assert "an mkdocs.yml of their own, without i18n" in built.stdout
    assert not (folder / "site").exists()


@pytest.mark.parametrize(
    "nav",
    ["[incidents/a/index.md]", "[index.md, The login: incidents/a/index.md, {Days: [incidents/year/2023/index.md]}]"],
)
def test_a_page_in_the_navigation_is_as_mkdocs_renders_it(site: Site, nav: str) -> None:
    """Like a page of the site's own, it is highlighted there, and linked with its neighbours."""
    built = {}
    for pages in ("auto", "theme"):
        folder = site({"a.md": make_report()}, f"pages: {pages}", config=f"nav: {nav}")
        built[pages] = read_page(build_site(folder), "incidents/a")
    assert "Deployment completes" in built["auto"]
    assert "assets/report.css" in built["auto"]
    assert "md-nav__link--active" in built["auto"]
    assert built["auto"] == built["theme"]


def test_a_page_below_one_in_the_navigation_highlights_it(site: Site) -> None:
    """However deep that is: a quarter's page is below that of its year."""
    nav = "nav: [incidents/insights/index.md, incidents/insights/2023/index.md]"
    folder = site({"a.md": make_report()}, config=nav)
    page = BeautifulSoup(read_page(build_site(folder), "incidents/insights/2023/q4"), "html.parser")
    assert {link["href"] for link in page.select(".md-nav__item--active > a")} == {"../"}


_NAVIGATOR = """
from mkdocs.structure.nav import Navigation

def on_nav(nav, **_):
    for page in nav.pages:
        if "title" not in vars(page):
            page.title = f"Named {page.file.name}"
    return Navigation(nav.items[::-1], nav.pages)
"""


def test_a_plugin_may_name_and_reorder_what_is_in_the_navigation(site: Site) -> None:
    """Like section-index. Reports show the same navigation as the site's own pages."""
    folder = site({"a.md": make_report()}, config="nav: [index.md, incidents/index.md]\nhooks: [navigator.py]")
    (folder / "navigator.py").write_text(_NAVIGATOR, encoding="utf-8")
    built = build_site(folder, "--strict")
    found = []
    for name in ("index.html", "incidents/a/index.html"):
        page = BeautifulSoup((built / name).read_text(encoding="utf-8"), "html.parser")
        links = page.select(".md-nav--primary a.md-nav__link")
        found.append([label for each in links if (label := each.get_text().strip())])
    assert found[0] == found[1]
    assert found[0][-2:] == ["Named index", "Named index"]


COPYING_HOOK = """\
import shutil
from pathlib import Path
from mkdocs.plugins import event_priority

@event_priority({priority})
def on_config(config):
    copy = Path(config.config_file_path).parent.with_name("merged")
    shutil.copytree(config.docs_dir, copy, dirs_exist_ok=True)
    (copy / "billing.md").write_text("# Billing\\n\\nThe insurer, Krakatau, pays.\\n")
    config.docs_dir = str(copy)
"""
"""Does what the plugin monorepo does: MkDocs reads a copy of ``docs_dir``, with pages of other folders in it."""


@pytest.mark.parametrize("priority", [50, -50])
def test_no_copied_report_is_published(site: Site, priority: int) -> None:
    """It is a file in another place, but contains the same internal text."""
    folder = site({}, "source: docs/reports\nedition: public", "hooks: [hook.py]")
    (folder / "docs/reports").mkdir()
    internal = "\nThe insurer, Tambora, pays nothing. {.internal}\n"
    (folder / "docs/reports/a.md").write_text(make_report(BODY + internal), "utf-8")
    (folder / "hook.py").write_text(COPYING_HOOK.format(priority=priority), "utf-8")
    built = build_site(folder, "--strict")
    assert (built / "incidents/a/index.html").is_file() and not (built / "reports").exists()


def test_copied_pages_may_say_what_is_internal_in_reports(site: Site) -> None:
    """The pages that another plugin has copied beside those of ``docs`` are as public as these."""
    internal = "\nKrakatau is told. {.internal}\n"
    folder = site({"a.md": make_report(BODY + internal)}, "edition: public", "hooks: [hook.py]")
    (folder / "hook.py").write_text(COPYING_HOOK.format(priority=0), "utf-8")
    assert "Krakatau" in read_page(build_site(folder), "billing")


@pytest.mark.parametrize("priority", [50, -50])
def test_links_between_reports_and_copied_pages_work(site: Site, priority: int) -> None:
    """They name the files that authors see, and so do the links to edit a report."""
    body = BODY.replace("Logins failed.", "Logins failed. [Guide](../docs/guide.md)")
    config = "hooks: [hook.py]\nrepo_url: https://git.example/team/site\nedit_uri: edit/main/docs/"
    folder = site({"a.md": make_report(body)}, "", config)
    text = (folder / "mkdocs.yml").read_text("utf-8")
    text = text.replace("font: false", "font: false, features: [content.action.edit]")
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    (folder / "docs/guide.md").write_text("# Guide\n\n[Report](../postmortems/a.md)\n", "utf-8")
    (folder / "hook.py").write_text(COPYING_HOOK.format(priority=priority), "utf-8")
    built = build_site(folder, "--strict")
    assert 'href="../incidents/a/"' in read_page(built, "guide")
    page = read_page(built, "incidents/a")
    assert 'href="../../guide/"' in page and "https://git.example/team/site/edit/main/postmortems/a.md" in page
