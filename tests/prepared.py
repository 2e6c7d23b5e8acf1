"""What all builds need and none changes, made once: modules, and templates as code, which is half of a small build.

``forked`` has it imported by the process that builds are forked from. Jinja keeps the code by the template's name, file
and text, so that a template of a test's own is compiled when it is asked for.
"""

from __future__ import annotations

import importlib
from pathlib import PurePath
from pkgutil import walk_packages
from types import CodeType

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.theme import Theme

import mkdocs_postmortems
from mkdocs_postmortems.publish import render

MODULES = ("mkdocs.commands.build", "mkdocs.config.defaults", "pymdownx.superfences", "babel.dates", "icalendar")


class _Codes(BytecodeCache):
    """The code of templates, in memory."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key, bucket.checksum] = bucket.code


def _is_used(template: str) -> bool:
    """Whether builds use one of Material's templates: no test has a blog, and few sites are in another language."""
    path = PurePath(template)
    is_other = path.parent.name == "languages" and path.stem != "en"
    return path.suffix == ".html" and path.stem not in ("blog", "blog-post", "post") and not is_other


def _get_env_with_codes(theme: Theme) -> Environment:
    environment = _get_env(theme)
    environment.bytecode_cache = _codes
    return environment


_codes, _get_env = _Codes(), Theme.get_env
Theme.get_env = _get_env_with_codes
for module in (*MODULES, *(each.name for each in walk_packages(mkdocs_postmortems.__path__, "mkdocs_postmortems."))):
    importlib.import_module(module)
for environment in (Theme("material").get_env(), render.environment()):
    for template in environment.list_templates(filter_func=_is_used):
        environment.get_template(template)
