"""Complete sites, built with ``mkdocs build`` as in a team's CI."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.building import BODY, build_site, digest, make_report, read_page, refuse_site, run_mkdocs, write_site
from tests.conftest import Once, Site


def build_one(folder: Path) -> None:
    build_site(write_site(folder, {"2023-10-15-login.md": make_report(title="Zebra outage")}), "--strict")


@pytest.fixture(scope="module")
def built_of_one(once: Once) -> Path:
    """The site of one valid report."""
    return once("one", build_one) / "site"


def test_a_report_becomes_a_page(built_of_one: Path) -> None:
    """One valid report gives its page, the archive, its facets, feeds and data, under ``--strict``."""
    public = built_of_one / "incidents"
    for path in (
        "index.html",
        "2023-10-15-login/index.html",
        "severity/sev-2/index.html",
        "service/login/index.html",
        "cause/bad-configuration/index.html",
        "year/2023/index.html",
        "insights/index.html",
        "actions/index.html",
        "feed.xml",
        "feed.json",
        "service/login/feed.xml",
        "incidents.json",
        "incidents.schema.json",
        "report.schema.json",
        "incidents.csv",
        "actions.ics",
        "pagefind/pagefind.js",
    ):
        assert (public / path).is_file(), path
    page = read_page(public, "2023-10-15-login")
    assert page.count("<h1") == 1
    assert 'id="event-2"' in page
    assert "<svg" in page


def test_all_findings_are_reported_and_the_old_site_stays(site: Site) -> None:
    """An error stops the build before anything is written; one run reports all findings."""
    folder = site({"a.md": make_report()})
    build_site(folder)
    site({"b.md": make_report(title=None, severity="high"), "c.md": make_report(body="## Timeline\n")})
    said = refuse_site(folder)
    for rule in ("missing-title", "enum-severity", "missing-section", "empty-section"):
        assert f"[{rule}]" in said, rule
    assert "postmortems/b.md:1:1" in said


def test_a_warning_stops_only_a_strict_build(site: Site) -> None:
    """An unknown field is a warning, which stops only strict builds, however they are started (c08)."""
    folder = site({"a.md": make_report(colour="red")})
    build_site(folder)
    before = digest(folder / "site")
    ways: list[tuple[list[str], dict[str, str]]] = [([], {}), (["-q"], {}), (["-v"], {}), ([], {"PYTHONOPTIMIZE": "1"})]
    for flags, environment in ways:
        built = run_mkdocs(folder, *flags, "build", "--strict", **environment)
        assert built.returncode == 1, (flags, environment)
        assert "unknown-key" in built.stderr, (flags, environment)
        assert "1 warning in the postmortems, in strict mode: nothing was built" in built.stdout, (flags, environment)
        assert digest(folder / "site") == before, (flags, environment)


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_an_empty_archive_builds(site: Site, edition: str) -> None:
    """Having no reports, or no public ones, is not a mistake."""
    folder = site({"README.md": "# How to write one", "_template.md": "x"}, f"edition: {edition}")
    built = build_site(folder, "--strict")
    assert (built / "incidents" / "index.html").is_file()
    assert (built / "incidents" / "insights" / "index.html").is_file()


def test_a_missing_source_folder_is_an_empty_archive(site: Site) -> None:
    """A site that has no folder of reports yet still builds."""
    folder = site({})
    build_site(folder, "--strict")


def test_a_missing_source_folder_is_a_warning_if_the_site_names_it(site: Site) -> None:
    """A misspelt one would replace the whole archive by an empty one."""
    folder = site({}, "source: postmortem")
    assert "source: there is no folder 'postmortem', so the archive is empty" in refuse_site(folder, "--strict")


def test_a_source_that_is_a_file_is_refused(site: Site) -> None:
    """Its report was published, with a warning that there is no folder."""
    folder = site({"a.md": make_report()}, "source: postmortems/a.md")
    assert "source: 'postmortems/a.md' is a file; name the folder that it is in" in refuse_site(folder)


def test_wrong_settings_are_reported_all_at_once(site: Site) -> None:
    """Each with its allowed values, in the order of their lines."""
    folder = site({}, "rules: {missing-sektion: off}\nsevrities: [A]\nnav: true\nnav: false\nedition: privat")
    said = refuse_site(folder)
    texts = ("did you mean 'missing-section'", "did you mean 'severities'", "nav: set twice", "'privat' is not allowed")
    places = [said.find(text) for text in texts]
    assert -1 not in places and places == sorted(places), said


def test_a_second_archive_in_one_site_is_refused(site: Site) -> None:
    """Each would replace the whole site: the old one was replaced by an empty folder."""
    folder = site({})
    build_site(folder)
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "\n  - postmortems: {archive: other}\n", "utf-8")
    assert "the plugin postmortems is listed twice" in refuse_site(folder)


@pytest.mark.parametrize("place", ["reports/2023", "reports", "reports/2023/site"])
def test_the_reports_are_never_replaced_by_the_site(site: Site, place: str) -> None:
    """MkDocs protects only ``docs_dir``."""
    folder = site({}, "source: reports/2023")
    (folder / "reports" / "2023").mkdir(parents=True)
    (folder / "reports" / "2023" / "a.md").write_text(make_report(), "utf-8")
    before = digest(folder)
    said = refuse_site(folder, "--site-dir", place)
    assert "would replace the reports" in said
    assert digest(folder) == before


@pytest.mark.parametrize("named", [(), ("--config-file", "mkdocs.yml")])
@pytest.mark.parametrize("cache", ["docs", "docs/cache", "site/cache", "postmortems/cache"])
def test_the_cache_is_never_published(site: Site, cache: str, named: tuple[str, ...]) -> None:
    """It contains internal text, which the audit of a public edition would not recognize in it."""
    folder = site({"a.md": make_report()}, f"cache: {cache}")
    said = refuse_site(folder, *named)
    assert f"cache: '{cache}' is not separate from " in said
    assert not [path for path in folder.rglob("*") if path.name.startswith(".gitignore")]


def test_a_cache_in_a_linked_folder_is_never_published(site: Site) -> None:
    """The setting names no folder below ``docs``, but a symbolic link leads there."""
    folder = site({"a.md": make_report()}, "cache: linked/cache")
    (folder / "linked").symlink_to("docs")
    assert "cache: 'linked/cache' is not separate from docs_dir" in refuse_site(folder)


def test_a_cache_that_docs_links_to_is_never_published(site: Site) -> None:
    """MkDocs follows the link, and would publish internal text with the public edition, as it would the baseline."""
    settings = "edition: public\ncache: kept\nbaseline: known.json"
    folder = site({"a.md": make_report(title="CANARY", visibility="internal")}, settings)
    (folder / "known.json").write_text('{"version": 1, "files": {}}', encoding="utf-8")
    for name in ("kept", "known.json"):
        (folder / "docs" / name).symlink_to(f"../{name}")
    build_site(folder)
    built = build_site(folder)
    assert [path for path in built.rglob("*") if path.is_file() and b"CANARY" in path.read_bytes()] == []
    assert not (built / "known.json").exists()


def test_docs_may_be_the_whole_repository(site: Site) -> None:
    """MkDocs publishes no hidden file, so the cache and the baseline may be where they are by default."""
    folder = site({"a.md": make_report()}, "", "docs_dir: ..\nsite_dir: ../../site")
    settings = folder / "repository" / "settings"
    settings.mkdir(parents=True)
    for name in ("mkdocs.yml", "postmortems"):
        (folder / name).rename(settings / name)
    (folder / "docs" / "index.md").rename(folder / "repository" / "index.md")
    built = run_mkdocs(settings, "build")
    assert built.returncode == 0, built.stdout + built.stderr
    assert (folder / "site/incidents/a/index.html").is_file()
    assert not [path for path in (folder / "site").rglob("*") if path.name.startswith(".") or path.suffix == ".md"]
    with (settings / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("exclude_docs: '!.cache'\n")
    assert "is not separate from docs_dir" in run_mkdocs(settings, "build").stdout


def test_the_baseline_is_never_published(site: Site) -> None:
    """It names all reports with findings, internal ones too."""
    folder = site({"a.md": make_report()}, "baseline: docs/baseline.json")
    assert "baseline: 'docs/baseline.json' would be published" in refuse_site(folder)


def test_inline_scripts_that_differ_by_page_are_reported_once(site: Site) -> None:
    """The policy cannot allow them all; one line for each page would hide all other warnings."""
    script = "def on_post_page(output, page, config): return output + f'<script>x={page.url!r}</script>'\n"
    folder = site({"a.md": make_report(), "b.md": make_report(title="Other")}, config="hooks: [hook.py]")
    (folder / "hook.py").write_text(script, encoding="utf-8")
    (line,) = [line for line in run_mkdocs(folder, "build").stderr.splitlines() if "inline script" in line]
    assert "pages, such as incidents/" in line
    assert "set `headers: false`" in line


def test_a_build_time_that_is_none_is_reported(site: Site) -> None:
    """Before anything is built, and without a traceback."""
    folder = site({})
    assert "SOURCE_DATE_EPOCH is 'tomorrow', which is not a time" in refuse_site(folder, SOURCE_DATE_EPOCH="tomorrow")


def test_images_beside_a_report_are_published(site: Site) -> None:
    """An image is copied to the report's page with a working link; unused files are not published."""
    folder = site({"login/index.md": make_report(body=BODY + "\n## Conclusion\n\n![Graph](img/graph.png)\n")})
    (folder / "postmortems" / "login" / "img").mkdir()
    (folder / "postmortems" / "login" / "img" / "graph.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "postmortems" / "login" / "dump.har").write_text("secret", encoding="utf-8")
    built = build_site(folder, "--strict")
    page = built / "incidents" / "login"
    source = re.search(r'<img[^>]* src="([^"]+)"', (page / "index.html").read_text(encoding="utf-8"))
    assert source
    assert (page / source[1]).resolve().read_bytes().startswith(b"\x89PNG")
    assert not list(built.rglob("dump.har"))


def test_a_file_that_browsers_would_run_is_never_published(site: Site) -> None:
    """Even if the author has silenced the finding: it would run as a part of the site, whose policy allows it."""
    body = f"{BODY}\n[a](a.html) [b](b.js) ![c](c.svg) ![d](d.svg) <!-- postmortems: ignore unsafe-url -->\n"
    folder = site({"r/index.md": make_report(body)})
    drawing = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
    texts = {"a.html": "", "b.js": "", "c.svg": drawing.format("<script>0</script>"), "d.svg": drawing.format("")}
    for name, text in texts.items():
        (folder / "postmortems/r" / name).write_text(text, encoding="utf-8")
    page = build_site(folder, "--strict") / "incidents/r"
    assert sorted(path.name for path in page.iterdir()) == ["d.svg", "index.html"]


def test_reports_below_docs_are_published_only_by_the_archive(site: Site) -> None:
    """MkDocs would publish each file as it is, with internal text and unfinished reports."""
    folder = site({}, "source: docs/reports\nedition: public")
    reports = folder / "docs" / "reports"
    reports.mkdir()
    (reports / "open.md").write_text(make_report(visibility="public"), encoding="utf-8")
    (reports / "canary.md").write_text(make_report(visibility="internal"), encoding="utf-8")
    (reports / "README.md").write_text("# How we write them\n", encoding="utf-8")
    built = build_site(folder, "--strict")
    assert not (built / "reports").exists()
    assert (built / "incidents" / "open" / "index.html").is_file()
    assert not [path for path in built.rglob("*") if "canary" in path.name or "README" in path.name]


@pytest.mark.parametrize(
    ("link", "target"), [("docs/old", "../postmortems"), ("docs/a.md", "../postmortems/a.md"), ("docs/x", "old")]
)
def test_reports_that_docs_links_to_are_published_only_by_the_archive(site: Site, link: str, target: str) -> None:
    """MkDocs follows links, and would publish internal text with the public edition."""
    folder = site({"a.md": make_report(title="CANARY", visibility="internal")}, "edition: public")
    (folder / "docs/old").symlink_to("../postmortems")
    (folder / link).unlink(missing_ok=True)
    (folder / link).symlink_to(target)
    built = build_site(folder)
    assert [path for path in built.rglob("*") if path.is_file() and b"CANARY" in path.read_bytes()] == []


@pytest.mark.parametrize(
    ("source", "target", "named"),
    [("linked", "postmortems", "source: "), ("linked/postmortems", ".", "source: linked: ")],
)
def test_a_source_folder_at_or_below_a_link_is_refused(site: Site, source: str, target: str, named: str) -> None:
    """No link is followed, so the archive would be empty, and MkDocs could publish the reports themselves."""
    folder = site({"a.md": make_report()}, f"source: {source}")
    (folder / "linked").symlink_to(target)
    assert f"{named}this folder is a symbolic link" in refuse_site(folder)


def test_reports_are_not_in_the_navigation(built_of_one: Path) -> None:
    """The archive's three pages are at the top of the navigation; no report is in it."""
    home = read_page(built_of_one, "")
    navigation = home[home.index("md-nav--primary") :]
    for address in ("incidents/", "incidents/insights/", "incidents/actions/"):
        assert f'href="{address}"' in navigation
    assert "Zebra" not in home


def test_the_navigation_uses_the_titles_of_the_site_s_nav(site: Site) -> None:
    """For lists and reports, which MkDocs does not render; the page itself keeps its title."""
    nav = "nav: [index.md, Ours: [Outages: incidents/index.md, incidents/insights/index.md, One: incidents/a/index.md]]"
    folder = site({"a.md": make_report(title="Zebra outage")}, config=nav)
    built = build_site(folder, "--strict")
    home = read_page(built, "")
    navigation = home[home.index("md-nav--primary") :]
    labels = re.findall(r'md-nav__link">\s*<span class="md-ellipsis">\s*(\S.*?)\s*<', navigation)
    assert labels[-4:] == ["Outages", "Insights", "One", "Action items"]
    assert "<title>Zebra outage - Example</title>" in read_page(built, "incidents/a")


@pytest.mark.parametrize("archive", ["incidents", "docs/ops/incidents"])
def test_the_navigation_highlights_the_page_above_one_that_is_not_in_it(site: Site, archive: str) -> None:
    """A report and a facet's page are part of the archive, a year's figures of the insights."""
    built = build_site(site({"a.md": make_report(), "b.md": make_report()}, f"archive: {archive}"), "--strict")
    addresses = ("a/", "b/", "service/", "service/login/", "insights/2023/", "", "actions/")
    above = {name: _highlighted(built / archive / name) for name in addresses}
    inner = {"a/": "../", "b/": "../", "service/": "../", "service/login/": "../../", "insights/2023/": "../"}
    assert above == {**inner, "": "./", "actions/": "./"}
    assert _highlighted(built) == "."


def _highlighted(page: Path) -> str:
    """Return the address of the highlighted entry in the navigation of a page's folder."""
    (found,) = re.findall(r'md-nav__item--active">.*?<a href="(.*?)"', read_page(page, ""), re.DOTALL)
    return str(found)


def _with_theme(folder: Path, theme: str, **templates: str) -> Path:
    """Return a site with another theme, and with templates of its own in the folder ``ours``."""
    file = folder / "mkdocs.yml"
    file.write_text(file.read_text("utf-8").replace("theme: {name: material, font: false}\n", theme), "utf-8")
    (folder / "ours").mkdir()
    for name, text in templates.items():
        (folder / f"ours/{name}.html").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("theme", "name"),
    [
        ("", "mkdocs"),  # a site that names no theme gets MkDocs' own
        ("theme: readthedocs\n", "readthedocs"),
        ("theme: {name: mkdocs, custom_dir: ours}\n", "mkdocs"),
        ("theme: {name: null, custom_dir: ours}\n", "ours"),
    ],
)
def test_a_theme_other_than_material_is_reported(site: Site, theme: str, name: str) -> None:
    """Whatever it is called: pages are made for Material, and have no styles anywhere else."""
    folder = _with_theme(site({"a.md": make_report()}), theme, main="<html><body>{{ page.content }}</body></html>")
    built = run_mkdocs(folder, "build")
    assert built.returncode == 0
    assert f"'{name}'" in built.stderr + built.stdout
    assert "theme: {name: material}" in built.stderr + built.stdout


@pytest.mark.parametrize(
    ("theme", "templates"),
    [
        ("theme: {name: material, font: false, custom_dir: ours}\n", {"main": "{% extends 'base.html' %}"}),
        (
            "theme: {name: null, custom_dir: ours}\n",  # a fork, as far as this is concerned
            {"main": "{% extends 'base.html' %}", "base": '<html><body data-md-color-scheme="slate"></body></html>'},
        ),
    ],
)
def test_a_theme_made_from_material_is_not_reported(site: Site, theme: str, templates: dict[str, str]) -> None:
    """Neither one that extends it nor one with a copy of its templates."""
    build_site(_with_theme(site({"a.md": make_report()}), theme, **templates), "--strict")


def test_styles_of_the_site_come_last(site: Site) -> None:
    """So that they can override our colours."""
    folder = site({"a.md": make_report()}, config="extra_css: [own.css]")
    (folder / "docs" / "own.css").write_text("[data-md-color-scheme] { --pm-sev-1: #6a1b9a }", encoding="utf-8")
    built = build_site(folder, "--strict")
    for page in ("index.html", "incidents/index.html", "incidents/a/index.html"):
        styles = re.findall(r'stylesheet" href="([^"]*)"', (built / page).read_text(encoding="utf-8"))
        assert styles[-1].endswith("own.css")
        assert any("postmortems.css?v=" in style for style in styles)


def test_edit_links_lead_to_the_source(site: Site) -> None:
    """A report's edit link leads to its own file, outside the docs folder."""
    config = "repo_url: https://git.example/team/site\nedit_uri: edit/main/docs/"
    config += "\nextra: {}"
    folder = site({"2023/a.md": make_report()}, config=config)
    text = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        text.replace("font: false}", "font: false, features: [content.action.edit]}"), encoding="utf-8"
    )
    built = build_site(folder, "--strict")
    page = read_page(built, "incidents/a")
    assert 'href="https://git.example/team/site/edit/main/postmortems/2023/a.md"' in page
    archive = read_page(built, "incidents")
    assert "edit/main" not in archive


def test_links_between_reports_and_pages(site: Site) -> None:
    """Links to another report's file, to ``[[id]]`` and to a page in docs all work."""
    links = "\n## Conclusion\n\n[file](b.md), [[b]], [home](../docs/index.md), [event](b.md#event-2).\n"
    folder = site({"a.md": make_report(body=BODY + links), "b.md": make_report(title="The other")})
    built = build_site(folder, "--strict")
    page = read_page(built, "incidents/a")
    body = page[page.index("Conclusion") :]
    assert '<a href="../b/">file</a>' in body
    assert '<a href="../b/#event-2">event</a>' in body
    assert '<a href="../../">home</a>' in body
    assert re.search(r'<a[^>]* href="../b/"[^>]*>The other</a>', body)


@pytest.mark.parametrize(("source", "place"), [("docs/incidents", "incidents"), ("past", "../past")])
@pytest.mark.parametrize(("urls", "index"), [("true", ""), ("false", "index.html")])
def test_pages_of_the_site_link_to_reports_by_their_files(
    site: Site, source: str, place: str, urls: str, index: str
) -> None:
    """Wherever the reports are, from pages at any depth and from ``nav``; also to what is beside a report."""
    nav = f"nav: [index.md, guide/start.md, The outage: {place}/2024/mail.md]"
    folder = site({}, f"source: {source}", f"use_directory_urls: {urls}\n{nav}")
    texts = {
        f"{source}/2024/mail.md": make_report(id="no-mail", title="Mail is down"),
        f"{source}/login/index.md": make_report(body=f"{BODY}\n![Logins](logins.png)\n"),
        f"{source}/login/logins.png": "PNG",
        "docs/index.md": f"# Home\n\n[mail]({place}/2024/mail.md#timeline)\n",
        "docs/guide/start.md": f"# Start\n\n[login](../{place}/login/index.md) ![a](../{place}/login/logins.png)\n",
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    built = build_site(folder, "--strict")
    home = read_page(built, "")
    assert f'<a href="incidents/no-mail/{index}#timeline">mail</a>' in home
    assert re.search(rf'href="incidents/no-mail/{index}" class="md-nav__link">(\s|<[^>]*>)*The outage\s', home)
    start = (built / ("guide/start.html" if index else "guide/start/index.html")).read_text(encoding="utf-8")
    up = "../" if index else "../../"
    assert f'<a href="{up}incidents/login/{index}">login</a>' in start
    assert f'src="{up}incidents/login/logins.png"' in start


@pytest.mark.parametrize("place", ["incidents/index", "guide"])
def test_a_page_of_the_site_is_never_replaced(site: Site, place: str) -> None:
    """By the archive, a report or a redirect: the build stops and names the page."""
    folder = site({"a.md": make_report(aliases="[guide/]")})
    (folder / "docs" / "incidents").mkdir()
    (folder / "docs" / f"{place}.md").write_text("# Mine\n", encoding="utf-8")
    assert f"docs has something at {place.removesuffix('/index')}/index.html" in refuse_site(folder)


def test_hostile_titles_are_text(site: Site) -> None:
    """Markup in the front matter is shown as text in the page, its title and its description."""
    payload = "'</title><script>alert(1)</script><img src=x onerror=alert(2)>'"
    folder = site(
        {"a.md": make_report(title=payload, cause=payload, description=payload, tags=f"[{payload}]", tagline=payload)}
    )
    built = build_site(folder, "--strict")
    for path in built.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<script>alert" not in text, path
        assert "<img src=x" not in text, path


def test_links_lead_to_files_without_directory_urls(site: Site) -> None:
    """With ``use_directory_urls: false``, every link in the archive leads to an existing file."""
    folder = site({"a.md": make_report(), "b.md": make_report(title="B")}, config="use_directory_urls: false")
    built = build_site(folder, "--strict")
    broken = []
    for path in (built / "incidents").rglob("*.html"):
        for link in re.findall(r'(?:href|src)="([^"#?]+)', path.read_text(encoding="utf-8")):
            if not re.match(r"[a-z]+:", link) and not (path.parent / link).is_file():
                broken.append((str(path), link))
    assert not broken, broken[:5]


def test_data_has_the_same_reports_as_the_pages(site: Site) -> None:
    """The dataset, the feed and the pages agree."""
    folder = site(
        {
            "a.md": make_report(),
            "b.md": make_report(started="2024-01-01", detected=None, mitigated=None, resolved="2024-01-02"),
        }
    )
    public = build_site(folder) / "incidents"
    data = json.loads((public / "incidents.json").read_text(encoding="utf-8"))
    assert {each["id"] for each in data["incidents"]} == {"a", "b"}
    feed = json.loads((public / "feed.json").read_text(encoding="utf-8"))
    assert len(feed["items"]) == 2


def test_pages_in_a_shell_are_those_that_mkdocs_renders(tmp_path: Path) -> None:
    """Pages filled into a shell have the same bytes as those that MkDocs renders one by one."""
    reports = {
        f"r-{number}.md": make_report(
            title=f"'Login failures & more {number}'", tags="[a, b]", hide="[toc]" if number == 5 else "[]"
        )
        for number in range(8)
    }
    config = "site_url: https://site.example/\nrepo_url: https://forge.example/team/site\nedit_uri: edit/main/docs/"
    digests = []
    for pages in ("theme", "auto"):
        folder = write_site(tmp_path, reports, f"pages: {pages}", config)
        text = (folder / "mkdocs.yml").read_text(encoding="utf-8")
        text = text.replace("font: false", "font: false, features: [content.action.edit]")
        (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
        link = "# Guide\n\n[one](incidents/r-1/index.md#event-1)\n"
        (folder / "docs" / "guide.md").write_text(link, encoding="utf-8")
        built = build_site(folder, "--strict")
        digests.append(digest(built))
    assert digests[0] == digests[1]
    assert "/incidents/r-1/" in (built / "sitemap.xml").read_text(encoding="utf-8")
    assert "forge.example/team/site/edit/main/postmortems/r-1.md" in read_page(built, "incidents/r-1")


def test_another_plugin_sees_every_page(tmp_path: Path) -> None:
    """If a hook of the site changes pages, reports are rendered by the theme and changed, too."""
    hook = tmp_path / "hook.py"
    hook.write_text("def on_post_page(output, page, config):\n    return output + '<!-- seen -->'\n", encoding="utf-8")
    folder = write_site(tmp_path, {"a.md": make_report()}, config="hooks: [hook.py]")
    assert read_page(build_site(folder, "--strict"), "incidents/a").endswith("<!-- seen -->")


def test_any_number_of_processes_builds_the_same_site(tmp_path: Path) -> None:
    """One or three processes give the same bytes."""
    reports = {f"r-{number}.md": make_report(title=f"Login failures {number}") for number in range(70)}
    digests = []
    for workers in (1, 3):
        folder = write_site(
            tmp_path, reports, f"workers: {workers}\ncache: false"
        )  # so that each build does everything itself
        digests.append(digest(build_site(folder)))
    assert digests[0] == digests[1]
