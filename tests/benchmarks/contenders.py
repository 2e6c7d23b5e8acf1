"""The generators that are measured: what each is given, and the command that builds it.

Comes in: a folder and a number of reports. Goes out: ``Contender`` values. A programme that is not installed is left
out, and said so.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.reports import Style, make_reports

_MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet")
_EXTENSIONS = "[attr_list, admonition, footnotes, tables, pymdownx.details, pymdownx.superfences, pymdownx.tasklist]"
_HEAD = "site_name: Benchmark\ntheme: {name: material, font: false}\n"


@dataclass(frozen=True)
class Contender:
    """A generator. ``needs`` is the programme or module without which it is left out."""

    name: str
    style: Style
    reports: str
    config: Mapping[str, str]
    command: tuple[str, ...]
    needs: str = ""

    @property
    def is_there(self) -> bool:
        return not self.needs or bool(shutil.which(self.needs) or importlib.util.find_spec(self.needs))

    def write(self, folder: Path, count: int) -> None:
        """Write the project of this contender."""
        home = {"docs/index.md": "# Home\n\nWelcome.\n"} if self.style != "hugo" else {}
        texts = {f"{self.reports}/{name}.md": text for name, text in make_reports(count, self.style)}
        for path, text in {**home, **self.config, **texts}.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")


PLAIN = Contender(
    "plain: MkDocs with Material",
    "plain",
    "docs/postmortems",
    {"mkdocs.yml": f'{_HEAD}plugins: [search]\nnot_in_nav: "*"\nmarkdown_extensions: {_EXTENSIONS}\n'},
    _MKDOCS,
)
OURS = Contender("this plugin", "ours", "postmortems", {"mkdocs.yml": f"{_HEAD}plugins: [postmortems]\n"}, _MKDOCS)
OTHERS = (
    Contender(
        "Material's blog plugin",
        "blog",
        "docs/blog/posts",
        {
            "mkdocs.yml": f"{_HEAD}plugins: [search, blog, tags]\nmarkdown_extensions: {_EXTENSIONS}\n",
            "docs/blog/index.md": "# Blog\n",
        },
        _MKDOCS,
    ),
    Contender(
        "Zensical",
        "plain",
        "docs/postmortems",
        {"mkdocs.yml": f"{_HEAD}markdown_extensions: {_EXTENSIONS}\n"},
        (str(Path(sys.executable).with_name("zensical")), "build", "--clean"),
        needs="zensical",
    ),
    Contender(
        "Hugo",
        "hugo",
        "content/postmortems",
        {
            "hugo.toml": 'baseURL = "https://site.example/"\n[outputs]\nhome = ["HTML", "RSS", "JSON"]\n',
            "layouts/_default/single.html": "<html><title>{{ .Title }}</title>{{ .Content }}</html>",
            "layouts/_default/list.html": "<html>{{ range .Pages }}<a href='{{ .Permalink }}'>x</a>{{ end }}</html>",
            "layouts/index.json": "[{{ range .Site.RegularPages }}{{ .Plain | jsonify }},{{ end }}0]",
        },
        ("hugo", "--quiet"),
        needs="hugo",
    ),
)
