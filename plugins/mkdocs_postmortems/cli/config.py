"""The site's configuration, read without MkDocs: the plugin's block of ``mkdocs.yml`` and what reading needs besides.

Comes in: the file's path. Goes out: ``SiteConfig``; every wrong setting is told at once, as ``WrongUse``. ``INHERIT``
is followed, ``!ENV`` is looked up, and tags of Python (``!!python/name:``) are read as nothing, but for the functions
that make ids of headings: no other code is imported.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from mkdocs_postmortems.check.rules import NAMES
from mkdocs_postmortems.cli import WrongUse, named_path
from mkdocs_postmortems.places import find_setting
from mkdocs_postmortems.settings import Settings, read_settings

if TYPE_CHECKING:
    from mkdocs_postmortems.project import Folder
    from mkdocs_postmortems.read.report import ReportReader

_NAMES = ("mkdocs.yml", "mkdocs.yaml")
_BUILT_IN = ("toc", "tables", "fenced_code")
"""Extensions that MkDocs always turns on."""

_SLUGIFIERS = frozenset(
    {
        *("pymdownx.slugs.slugify", "pymdownx.slugs.uslugify", "pymdownx.slugs.gfm"),
        *("markdown.extensions.toc.slugify", "markdown.extensions.toc.slugify_unicode"),
    }
)
"""Functions that a site may name for the ids of its headings. The check knows by them where a link with # leads."""

_INERT = object()
"""What a tag of Python is read as."""


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """``root`` is the folder of ``mkdocs.yml``; the extensions are Python-Markdown's, as MkDocs would set them up."""

    root: Path
    settings: Settings = field(default_factory=Settings)
    documents: str = "docs"
    extensions: tuple[str, ...] = ()
    extension_configs: Mapping[str, Any] = field(default_factory=dict)
    name: str = "Incident archive"
    url: str = ""
    pretty: bool = True
    language: str = "en"
    data: Mapping[str, Any] = field(default_factory=dict)
    """All of ``mkdocs.yml``, for whoever needs more of it."""

    @property
    def folder(self) -> Folder:
        """Where the site's files are."""
        from mkdocs_postmortems.project import Folder  # late: most commands read no report

        return Folder(self.root, self.documents)

    @property
    def reader(self) -> ReportReader:
        """What reads its reports."""
        from mkdocs_postmortems.read.report import ReportReader  # late, likewise

        return ReportReader(self.settings, self.extensions, self.extension_configs)


def add_config(parser: argparse.ArgumentParser) -> None:
    """The flag that names what ``load_site`` reads."""
    parser.add_argument(
        "--config", type=named_path, metavar="FILE", help="the site's mkdocs.yml (default: the one in this folder)"
    )


def load_site(path: Path | None = None) -> SiteConfig:
    """Read ``path``, or the ``mkdocs.yml`` of the present folder.

    A folder without one has the defaults, and keeps nothing: there is no site that a cache would belong to.
    """
    file = path or next((Path(name) for name in _NAMES if Path(name).is_file()), None)
    if file is None:
        return SiteConfig(Path.cwd(), Settings(cache=""), extensions=_BUILT_IN)
    data = _load(file, ())
    settings, mistakes = read_settings(_plugin_block(data.get("plugins"), file), NAMES)
    if mistakes:
        text = file.read_text("utf-8-sig")
        lines = (find_setting(text, mistake.setting) for mistake in mistakes)
        places = (f"{file}:{line}" if line else str(file) for line in lines)
        raise WrongUse("\n".join(f"{place}: {mistake}" for place, mistake in zip(places, mistakes, strict=True)))
    configs = dict(_extensions(data.get("markdown_extensions")))
    documents = data.get("docs_dir")
    return SiteConfig(
        root=file.absolute().parent,
        settings=settings,
        documents=documents if isinstance(documents, str) else "docs",
        extensions=tuple(dict.fromkeys([*_BUILT_IN, *configs])),
        extension_configs={name: config for name, config in configs.items() if config},
        name=str(data.get("site_name") or "Incident archive"),
        url=str(data.get("site_url") or ""),
        pretty=data.get("use_directory_urls") is not False,
        language=_language(data.get("theme")),
        data=data,
    )


def _language(theme: Any) -> str:
    return str(theme.get("language") or "en") if isinstance(theme, dict) else "en"


def _load(file: Path, seen: tuple[Path, ...]) -> dict[str, Any]:
    """A file's mapping, over that of the file which it inherits from."""
    if file.resolve() in seen:
        raise WrongUse(f"{file}: INHERIT leads back to this file")
    try:
        data = yaml.load(file.read_text("utf-8-sig"), _Loader)  # a SafeLoader, see below
    except OSError as error:
        raise WrongUse(f"{file}: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise WrongUse(f"{file}: {' '.join(str(error).split())}") from error
    if not isinstance(data, dict):
        raise WrongUse(f"{file}: this is no configuration of MkDocs")
    data = {key: _without_inert(value) for key, value in data.items() if value is not _INERT}
    parent = data.pop("INHERIT", None)
    if not isinstance(parent, str):
        return data
    return _merge(_load(file.parent / parent, (*seen, file.resolve())), data)


def _merge(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    """Mappings are merged, all else is replaced: as MkDocs does."""
    merged = dict(parent)
    for key, value in child.items():
        mine = merged.get(key)
        merged[key] = _merge(mine, value) if isinstance(mine, dict) and isinstance(value, dict) else value
    return merged


def _plugin_block(plugins: Any, file: Path) -> Mapping[str, Any] | None:
    """The options of our plugin, where it is listed: by its name, as an entry of a list, or as a key."""
    for name, options in _entries(plugins):
        if name == "postmortems":
            if not isinstance(options, dict | None):
                raise WrongUse(f"{file}: the options of the plugin postmortems are no mapping")
            return options
    return None


def _extensions(listed: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, config in _entries(listed):
        yield name, config if isinstance(config, dict) else {}


def _entries(listed: Any) -> Iterator[tuple[str, Any]]:
    """Names with their options, of any of the forms in which MkDocs takes them."""
    if isinstance(listed, dict):
        yield from ((str(name), options) for name, options in listed.items())
    for entry in listed if isinstance(listed, list) else ():
        if isinstance(entry, dict):
            yield from ((str(name), options) for name, options in entry.items())
        else:
            yield str(entry), None


class _Loader(yaml.SafeLoader):
    """YAML with the tags that a ``mkdocs.yml`` may hold."""


def _env(loader: _Loader, node: yaml.Node) -> Any:
    """``!ENV NAME`` or ``!ENV [NAME, OTHER, default]``: the first that is set, read as YAML would read it."""
    if isinstance(node, yaml.SequenceNode):
        nodes, default = node.value, None
        if len(nodes) > 1:
            nodes, default = nodes[:-1], loader.construct_object(nodes[-1], deep=True)
        names = [str(each.value) for each in nodes]
    else:
        names, default = [str(node.value)], None
    value = next((os.environ[name] for name in names if name in os.environ), None)
    if value is None:
        return default
    return yaml.safe_load(value) if value else value


def _inert(loader: _Loader, suffix: str, node: yaml.Node) -> object:
    return _INERT


def _python(loader: _Loader, suffix: str, node: yaml.Node) -> object:
    """``!!python/name:`` and ``!!python/object/apply:`` of a function that makes ids, as its value."""
    kind, _, name = suffix.partition(":")
    if name not in _SLUGIFIERS:
        return _INERT
    module, _, attribute = name.rpartition(".")
    function = getattr(import_module(module), attribute, None)
    if function is None or kind == "name":
        return function or _INERT
    given = loader.construct_mapping(node, deep=True) if isinstance(node, yaml.MappingNode) else {}
    try:
        return function(**given.get("kwds", {}))
    except TypeError:
        return _INERT


_Loader.add_constructor("!ENV", _env)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _python)
_Loader.add_multi_constructor("!", _inert)


def _without_inert(value: Any) -> Any:
    """The value without entries that only Python could give a meaning: their default is closer than a guess."""
    if isinstance(value, dict):
        return {key: _without_inert(each) for key, each in value.items() if each is not _INERT}
    if isinstance(value, list):
        return [_without_inert(each) for each in value if each is not _INERT]
    return value
