"""The generators to measure, with their input and the commands that build and serve it.

Takes a folder and a number of reports; returns ``Contender`` values. Programs that are not installed are left out
with a message.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tests.benchmarks.reports import Style, make_reports

ADDRESS = "{address}"
"""Stands in a command for the host and the port to serve at."""

_MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet")
_SERVE = (sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", ADDRESS)
_ZENSICAL = str(Path(sys.executable).with_name("zensical"))
_EXTENSIONS = "[attr_list, admonition, footnotes, tables, pymdownx.details, pymdownx.superfences, pymdownx.tasklist]"
_HEAD = "site_name: Benchmark\ntheme: {name: material, font: false}\n"
_PLAIN = f"{_HEAD}plugins: [search]\nmarkdown_extensions: {_EXTENSIONS}\n"


@dataclass(frozen=True)
class Contender:
    """A generator.

    ``reports`` is the folder of the texts, ``pages`` that of the reports' pages in the site. ``again`` builds once
    more after an edit; it is empty where that costs what ``build`` does. ``needs`` is the programme or module without
    which the contender is left out, ``most`` the number of reports above which it would take too long.
    """

    key: str
    name: str
    style: Style
    reports: str
    config: Mapping[str, str]
    build: tuple[str, ...]
    again: tuple[str, ...] = ()
    serve: tuple[str, ...] = ()
    pages: str = "postmortems"
    site: str = "site"
    needs: str = ""
    most: int = sys.maxsize

    def why_not(self, count: int) -> str:
        """Return why the contender is left out, or ""."""
        if self.needs and not (shutil.which(self.needs) or importlib.util.find_spec(self.needs)):
            return f"{self.needs} is not installed"
        return f"it takes too long with more than {self.most:,} reports" if count > self.most else ""

    def write(self, folder: Path, count: int) -> None:
        """Write this contender's project."""
        home = {"docs/index.md": "# Home\n\nWelcome.\n"} if self.style != "hugo" else {}
        texts = {f"{self.reports}/{name}.md": text for name, text in make_reports(count, self.style)}
        for path, text in {**home, **self.config, **texts}.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")


PLAIN = Contender(
    key="plain",
    name="plain: MkDocs with Material",
    style="plain",
    reports="docs/postmortems",
    config={"mkdocs.yml": f'{_PLAIN}not_in_nav: "*"\n'},
    build=_MKDOCS,
    serve=_SERVE,
)
OURS = Contender(
    key="ours",
    name="this plugin",
    style="ours",
    reports="postmortems",
    config={"mkdocs.yml": f"{_HEAD}plugins: [postmortems]\n"},
    build=_MKDOCS,
    again=_MKDOCS,
    serve=_SERVE,
    pages="incidents",
)
CONTENDERS = (
    PLAIN,
    OURS,
    replace(
        OURS,
        key="public",
        name="this plugin, the public edition with its audit",
        config={"mkdocs.yml": f"{_HEAD}plugins: [{{postmortems: {{edition: public}}}}]\n"},
    ),
    Contender(
        key="nav",
        name="plain, with all pages in the navigation",
        style="plain",
        reports="docs/postmortems",
        config={"mkdocs.yml": _PLAIN},
        build=_MKDOCS,
        most=2000,
    ),
    Contender(
        key="blog",
        name="Material's blog and tags plugins",
        style="blog",
        reports="docs/blog/posts",
        config={
            "mkdocs.yml": f"{_HEAD}plugins: [search, blog, tags]\nmarkdown_extensions: {_EXTENSIONS}\n",
            "docs/blog/index.md": "# Blog\n",
        },
        build=_MKDOCS,
    ),
    Contender(
        key="zensical",
        name="Zensical",
        style="plain",
        reports="docs/postmortems",
        config={"mkdocs.yml": f"{_HEAD}markdown_extensions: {_EXTENSIONS}\n"},
        build=(_ZENSICAL, "build", "--clean"),
        again=(_ZENSICAL, "build"),
        needs="zensical",
    ),
    Contender(
        key="hugo",
        name="Hugo, with full texts as JSON and RSS",
        style="hugo",
        reports="content/postmortems",
        config={
            "hugo.toml": 'baseURL = "https://site.example/"\n[outputs]\nhome = ["HTML", "RSS", "JSON"]\n',
            "layouts/_default/single.html": "<html><title>{{ .Title }}</title>{{ .Content }}</html>",
            "layouts/_default/list.html": "<html>{{ range .Pages }}<a href='{{ .Permalink }}'>x</a>{{ end }}</html>",
            "layouts/index.json": "[{{ range .Site.RegularPages }}{{ .Plain | jsonify }},{{ end }}0]",
        },
        build=("hugo", "--quiet"),
        needs="hugo",
    ),
)
