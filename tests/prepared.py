"""Prepare once what all builds need and none changes, which takes most of a small build: modules, compiled templates,
the list of the theme's files (ten thousand of them icons), and everything that is compiled or read on first use.

Imported for ``forked`` by the process that builds are forked from. Jinja stores code by a template's name, file and
text, so a test's own templates are compiled when they are used.
"""

from __future__ import annotations

import functools
import gc
import importlib
import shutil
import sysconfig
from datetime import UTC, datetime
from pathlib import Path, PurePath
from pkgutil import walk_packages
from tempfile import TemporaryDirectory
from types import CodeType

from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket
from mkdocs.theme import Theme

import mkdocs_postmortems
from mkdocs_postmortems.project import Folder, load_project
from mkdocs_postmortems.publish import render
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from mkdocs_postmortems.write.rendering import Rendering

INSTALLED = sysconfig.get_path("purelib")
MODULES = ("mkdocs.commands.build", "mkdocs.config.defaults", "pymdownx.superfences", "babel.dates", "icalendar")
EXAMPLES = tuple(Path(__file__).parent.parent.glob("postmortems/2025-*.md"))


class _Codes(BytecodeCache):
    """The compiled code of templates, in memory."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key, bucket.checksum] = bucket.code


def _is_used(template: str) -> bool:
    """Return whether builds use one of Material's templates: no test has a blog, and few sites use other languages."""
    path = PurePath(template)
    is_other = path.parent.name == "languages" and path.stem != "en"
    return path.suffix == ".html" and path.stem not in ("blog", "blog-post", "post") and not is_other


class _Listing(FileSystemLoader):
    """Lists the installed files once, without names that start with a dot, which no site publishes."""

    def list_templates(self) -> list[str]:
        return sorted({name for folder in self.searchpath for name in _names(folder)})


def _names(folder: str) -> frozenset[str]:
    return _names_once(folder) if Path(folder).is_relative_to(INSTALLED) else _names_now(folder)


def _names_now(folder: str) -> frozenset[str]:
    return frozenset(name for name in FileSystemLoader(folder).list_templates() if not name.startswith("."))


_names_once = functools.cache(_names_now)


def _get_env(theme: Theme) -> Environment:
    environment = _get_env_as_it_is(theme)
    environment.bytecode_cache, environment.loader = _codes, _Listing(theme.dirs)
    return environment


def _make_pages() -> None:
    """Render the pages of a few reports, so that regular expressions are compiled and locale data is loaded."""
    with TemporaryDirectory() as name:
        archive = Path(name, "postmortems")
        archive.mkdir()
        for report in EXAMPLES:
            shutil.copy(report, archive)
        site = Site(now=datetime(2026, 1, 1, tzinfo=UTC))
        for edition in ("internal", "public"):
            reader = ReportReader(Settings(workers=1, cache="", edition=edition))
            for _ in Rendering(load_project(Folder(Path(name)), reader, site.now), site).outlines():
                pass


_codes, _get_env_as_it_is = _Codes(), Theme.get_env
Theme.get_env = _get_env
for module in (*MODULES, *(each.name for each in walk_packages(mkdocs_postmortems.__path__, "mkdocs_postmortems."))):
    importlib.import_module(module)
for environment in (Theme("material").get_env(), render.environment()):
    for template in environment.list_templates(filter_func=_is_used):
        environment.get_template(template)
_make_pages()
gc.freeze()  # forks need not scan these objects
