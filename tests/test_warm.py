"""A build that uses the cache writes the same bytes as one that starts from scratch."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from material.extensions.emoji import to_svg, twemoji
from msgspec.structs import replace

from mkdocs_postmortems.project import Folder, load_project
from mkdocs_postmortems.publish import render
from mkdocs_postmortems.publish.files import Generated, Page
from mkdocs_postmortems.publish.report import page as report_page
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from mkdocs_postmortems.write.rendering import Rendering
from tests.building import BODY, make_report

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)
SITE = Site(now=NOW, documents={"docs/guide.md": "guide/"})


class Project:
    """A folder of reports that is built repeatedly."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.settings, self.site, self.extensions = folder, Settings(workers=1), SITE, ("toc",)
        self.configs: dict[str, object] = {}

    def begin(self) -> None:
        """Write five reports and one page of the site's own."""
        (self.folder / "docs").mkdir()
        (self.folder / "docs" / "guide.md").write_text("# Guide\n", encoding="utf-8")
        (self.folder / "postmortems").mkdir()
        for number in range(5):
            self.write(number)

    def path(self, number: int) -> Path:
        return self.folder / "postmortems" / f"r-{number}.md"

    def write(self, number: int, body: str = "", **fields: str | None) -> None:
        text = f"{BODY}\n## Lessons learned\n\nSee [[r-1]], [that](r-2.md) and [the guide](../docs/guide.md).\n{body}"
        report = make_report(text, **{"title": f"Login failures {number}", **fields})
        day = f"2023-10-{10 + number}"
        self.path(number).write_text(report.replace("2023-10-15", day), encoding="utf-8")

    def build(self, cache: str = ".cache/postmortems") -> list[Generated]:
        settings = replace(self.settings, cache=cache)
        reader = ReportReader(settings, self.extensions, self.configs)
        project = load_project(Folder(self.folder), reader, self.site.now)
        self.broken = project.broken
        site = replace(self.site, extensions=self.extensions, extension_configs=self.configs)
        return list(Rendering(project, site).files())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of reports that was built once, with its cache."""
    made = Project(tmp_path_factory.mktemp("built"))
    made.begin()
    made.build()
    assert not made.broken
    return made.folder


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Project:
    """A copy of a built project, in its own folder."""
    return Project(shutil.copytree(built, tmp_path / "built"))


def rename(project: Project) -> None:
    project.path(3).rename(project.path(7))


def set_settings(**values: object) -> Callable[[Project], None]:
    def edit(project: Project) -> None:
        project.settings = replace(project.settings, **values)  # type: ignore[arg-type]

    return edit


def set_site(**values: object) -> Callable[[Project], None]:
    def edit(project: Project) -> None:
        project.site = replace(project.site, **values)  # type: ignore[arg-type]

    return edit


def set_extensions(project: Project) -> None:
    project.extensions = ("toc", "nl2br")


def set_configs(project: Project) -> None:
    project.configs = {"toc": {"permalink": True}}


EDITS: dict[str, Callable[[Project], None]] = {
    "nothing": lambda project: None,
    "prose": lambda project: project.write(3, "More.\n"),
    "a title, that others show": lambda project: project.write(1, title="Renamed"),
    "a severity": lambda project: project.write(1, severity="SEV-1"),
    "a service": lambda project: project.write(1, services="[other]"),
    "a day, so that neighbours change": lambda project: project.write(1, started="2023-10-15 13:30"),
    "a relation": lambda project: project.write(1, related="[r-4]"),
    "an id, that others link to": lambda project: project.write(1, id="other"),
    "a summary": lambda project: project.write(1, summary="In short."),
    "an action item": lambda project: project.write(1, "\n- [ ] One more\n"),
    "a new report": lambda project: project.write(6),
    "a deletion": lambda project: project.path(2).unlink(),
    "a file's name": rename,
    "a setting": set_settings(severities=("SEV-2", "SEV-1")),
    "the edition": set_settings(edition="public"),
    "the facets": set_settings(facets=("severity",)),
    "the zone": set_settings(timezone="Asia/Tokyo"),
    "the language": set_site(language="de"),
    "the site's address": set_site(url="https://site.example/"),
    "the form of addresses": set_site(use_directory_urls=False),
    "the site's own pages": set_site(documents={"docs/guide.md": "handbook/"}),
    "the next day": set_site(now=NOW + timedelta(days=1)),
    "the day in the site's zone": set_site(now=NOW + timedelta(hours=11)),
    "a day of another year": set_site(now=NOW + timedelta(days=400)),
    "the extensions": set_extensions,
    "an extension's configuration": set_configs,
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_warm_build_equals_a_cold_one(project: Project, edit: Callable[[Project], None]) -> None:
    edit(project)
    assert project.build() == project.build(cache="")


def test_all_edits_in_sequence(project: Project) -> None:
    for edit in EDITS.values():
        edit(project)
        assert project.build() == project.build(cache="")


def test_a_related_report_that_becomes_public_is_named_in_the_public_edition(project: Project) -> None:
    project.settings = replace(project.settings, edition="public")
    project.write(0, related="[r-4]")
    for visibility in ("internal", "public", "internal"):
        project.write(4, visibility=visibility, title="A printer smokes", services="[printer]", cause="fire")
        (page,) = (file for file in project.build() if isinstance(file, Page) and file.address == "incidents/r-0/")
        assert ("r-4/" in page.html) is (visibility == "public")


def note_rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Record the ids of the reports whose pages are rendered from now on."""
    rendered: list[str] = []
    real = report_page.render_body
    monkeypatch.setattr(
        report_page, "render_body", lambda report, *rest: rendered.append(report.id) or real(report, *rest)
    )
    return rendered


def test_an_edit_of_prose_renders_one_page(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered = note_rendered(monkeypatch)
    project.write(3, "More.\n")
    project.build()
    assert rendered == ["r-3"]


def test_the_next_day_renders_reports_with_due_items(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, item in {1: "- [x] Validate the configuration (due: 2023-11-01)", 3: "- [ ] Validate it"}.items():
        text = project.path(number).read_text("utf-8")
        project.path(number).write_text(re.sub(r"- \[ \] Validate.*", item, text), encoding="utf-8")
    project.build()
    rendered = note_rendered(monkeypatch)
    set_site(now=NOW + timedelta(days=1))(project)
    project.build()
    assert sorted(rendered) == ["r-0", "r-2", "r-4"]


def test_an_edit_of_a_summary_renders_the_lists_that_show_it(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the pages of other values, the figures or the action items."""
    project.write(4, severity="SEV-4")
    project.build()
    rendered: list[str] = []
    real = render.environment().get_template
    monkeypatch.setattr(
        render.environment(), "get_template", lambda name, *rest: rendered.append(name) or real(name, *rest)
    )
    project.write(4, severity="SEV-4", summary="In short.")
    project.build()
    pages = [name for name in rendered if name in ("archive.html", "facet.html", "insights.html", "actions.html")]
    assert sorted(pages) == ["archive.html", *["facet.html"] * 4]  # the pages of its severity, service, cause and year


def test_damaged_entries_are_rebuilt(project: Project) -> None:
    for path in (project.folder / ".cache").rglob("*"):
        if path.is_file():
            path.write_bytes(b"x" * 50)
    assert project.build() == project.build(cache="")
    assert project.build() == project.build(cache="")


def test_an_icon_of_the_site_is_part_of_every_key(project: Project) -> None:
    """The extension for emoji inserts it into pages, and keeps it for the rest of the process."""
    icon = project.folder / "icons" / "own" / "logo.svg"
    icon.parent.mkdir(parents=True)
    options = {"custom_icons": [str(project.folder / "icons")]}
    configs = {"pymdownx.emoji": {"emoji_index": twemoji, "emoji_generator": to_svg, "options": options}}
    keys = []
    for shape in ("M1 1h5v5z", "M9 9h5v5z", "M1 1h5v5z"):
        icon.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><path d="{shape}"/></svg>', encoding="utf-8")
        reader = ReportReader(project.settings, ("toc", "pymdownx.emoji"), configs)
        keys.append(load_project(Folder(project.folder), reader, NOW).cache.key())
    assert keys[0] and keys[0] == keys[2] != keys[1]


def test_extensions_that_may_read_files_disable_the_cache(project: Project) -> None:
    project.extensions = ("toc", "pymdownx.snippets")
    before = len(list((project.folder / ".cache").rglob("*")))
    project.build()
    assert len(list((project.folder / ".cache").rglob("*"))) == before
