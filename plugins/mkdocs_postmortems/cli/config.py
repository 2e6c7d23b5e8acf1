"""The site's configuration, read without MkDocs: our plugin's settings, and what else the commands need.

``load_site`` returns a ``SiteConfig``, or raises one ``WrongUse`` that lists all wrong settings.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from mkdocs_postmortems.check.rules import NAMES
from mkdocs_postmortems.cli import WrongUse, named_path
from mkdocs_postmortems.cli.site_file import Message, read_site_file
from mkdocs_postmortems.settings import BASELINE_REPAIR, LINKED_SOURCE, LISTED_TWICE, Settings
from mkdocs_postmortems.settings_places import Places
from mkdocs_postmortems.settings_reader import read_settings
from mkdocs_postmortems.tree import absolute, first_link, shown

if TYPE_CHECKING:
    from mkdocs_postmortems.project import Folder, Project
    from mkdocs_postmortems.read.report import ReportReader

SITE_FILES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
"""The names of a site's configuration for MkDocs or ProperDocs. In one folder, the first is used."""

EXPORT_MARK = ".postmortems-export"
"""The file that marks a folder as written by ``postmortems export``, which empties no other folder."""

_BUILT_IN = ("toc", "tables", "fenced_code")
"""Extensions that MkDocs always enables."""


class SiteConfig(Struct, frozen=True):
    """The configuration in the folder ``root``, with Python-Markdown's extensions as MkDocs would enable them."""

    root: Path
    settings: Settings = field(default_factory=Settings)
    docs_dir: str = "docs"
    extensions: tuple[str, ...] = ()
    extension_configs: Mapping[str, Any] = field(default_factory=dict)
    name: str = "Incident archive"
    url: str = ""
    use_directory_urls: bool = True
    language: str = "en"
    data: Mapping[str, Any] = field(default_factory=dict)
    """All of ``mkdocs.yml``."""

    @property
    def folder(self) -> Folder:
        """The location of the site's files."""
        from mkdocs_postmortems.project import Folder  # late: some commands read no reports

        return Folder(self.root, self.docs_dir)

    @property
    def plugins(self) -> tuple[str, ...]:
        """The names of the MkDocs plugins that the site lists."""
        return tuple(name for name, _ in _plugins(self.data.get("plugins")))

    @property
    def reader(self) -> ReportReader:
        """A reader of the site's reports."""
        from mkdocs_postmortems.read.report import ReportReader  # late: some commands read no reports

        return ReportReader(self.settings, self.extensions, self.extension_configs)


def add_config(parser: argparse.ArgumentParser) -> None:
    """Add the flag ``--config`` to a command."""
    help = "the site's mkdocs.yml (default: the nearest one from this folder up)"
    parser.add_argument("--config", type=named_path, metavar="FILE", help=help)


def load_site(path: Path | None = None) -> SiteConfig:
    """Read ``path``, or the nearest configuration in the working directory or above it.

    Without one, all settings have their defaults and nothing is cached, because a cache belongs to a site.
    """
    file = path or nearest_site_file(Path.cwd())
    if file is None:
        return SiteConfig(Path.cwd(), Settings(cache=""), extensions=_BUILT_IN)
    messages: list[Message] = []
    data = read_site_file(file, messages)
    settings, mistakes = read_settings(_plugin_block(data.get("plugins"), file), NAMES)
    if mistakes:
        places = Places.of(file.read_text("utf-8-sig"))
        messages += [(file, places.line(mistake.setting), str(mistake)) for mistake in mistakes]
    if messages:
        messages.sort(key=lambda each: (each[0] != file, not each[1], each[1]))
        raise WrongUse(
            "\n".join(f"{path}:{line}: {text}" if line else f"{path}: {text}" for path, line, text in messages)
        )
    configs = dict(_extensions(data.get("markdown_extensions")))
    docs_dir = data.get("docs_dir")
    return SiteConfig(
        root=absolute(file).parent,
        settings=settings,
        docs_dir=docs_dir if isinstance(docs_dir, str) else "docs",
        extensions=tuple(dict.fromkeys([*_BUILT_IN, *configs])),
        extension_configs={name: config for name, config in configs.items() if config},
        name=str(data.get("site_name") or "Incident archive"),
        url=str(data.get("site_url") or ""),
        use_directory_urls=data.get("use_directory_urls") is not False,
        language=_language(data.get("theme")),
        data=data,
    )


def source_folder(config: SiteConfig) -> Path:
    """Return the folder with the site's reports.

    Raises ``WrongUse`` if there is none, as in a folder of no site, or if it or a folder above it is a link.
    """
    folder = config.root / config.settings.source
    if not folder.is_dir():
        hint = "create it with `postmortems new`, set `source`, or name the site's mkdocs.yml with --config"
        raise WrongUse(f"{folder}: there is no such folder; {hint}")
    if link := first_link(config.root, config.settings.source):
        raise WrongUse(f"{link}: {LINKED_SOURCE}")
    return folder


def whole_project(config: SiteConfig) -> Project:
    """Return all reports of the site, read and checked. Raises ``WrongUse`` as ``source_folder`` does."""
    from mkdocs_postmortems.project import load_project  # late: some commands read no reports

    source_folder(config)
    return load_project(config.folder, config.reader, time_of_run())


def baseline_text(config: SiteConfig, help: str = BASELINE_REPAIR) -> str | None:
    """Return the text of the site's baseline, or ``None`` if there is none.

    Raises ``WrongUse``, with ``help``, if it cannot be read or is not a baseline.
    """
    from mkdocs_postmortems.check.baseline import read_baseline  # late: most runs do not need it

    file = config.root / config.settings.baseline
    try:
        text = file.read_text("utf-8") if file.exists() else None
        if text is not None:
            read_baseline(text)
    except (OSError, ValueError) as error:
        raise WrongUse(f"{file}: this baseline cannot be read: {error}; {help}") from error
    return text


def time_of_run() -> datetime:
    """Return the time of this run. Raises ``WrongUse`` if the environment sets one that is not a time."""
    from mkdocs_postmortems.project import build_time  # late: some commands read no reports

    try:
        return build_time(os.environ)
    except ValueError as error:
        raise WrongUse(str(error)) from error


def nearest_site_file(folder: Path) -> Path | None:
    """Return the nearest configuration in a folder or above it, relative to the working directory, or ``None``.

    That of an export is passed over: it has none of the plugin's settings, and those of the site around it are meant.
    """
    folders = [each for each in (folder, *folder.parents) if not (each / EXPORT_MARK).is_file()]
    found = next((each / name for each in folders for name in SITE_FILES if (each / name).is_file()), None)
    return found and Path(shown(found, Path.cwd()))


def _language(theme: Any) -> str:
    return str(theme.get("language") or "en") if isinstance(theme, dict) else "en"


def _plugin_block(plugins: Any, file: Path) -> Mapping[str, Any] | None:
    """Return the options of our plugin, or ``None`` if it has none or is not listed.

    MkDocs itself reads ``enabled``, an option of every plugin. The reports are the same without their site.
    """
    for entry in plugins if isinstance(plugins, list) else ():
        if isinstance(entry, dict) and "postmortems" in entry and len(entry) > 1:
            beside = ", ".join(str(name) for name in entry if name != "postmortems")
            raise WrongUse(f"{file}: {beside}: indent the options of the plugin postmortems more than its name")
    blocks = [options for name, options in _plugins(plugins) if name == "postmortems"]
    if len(blocks) > 1:
        raise WrongUse(f"{file}: {LISTED_TWICE}")
    block = blocks[0] if blocks else None
    if not isinstance(block, dict | None):
        raise WrongUse(f"{file}: the options of the plugin postmortems are not a mapping; write lines of `name: value`")
    return block and {name: value for name, value in block.items() if name != "enabled"}


def _plugins(listed: Any) -> Iterator[tuple[str, Any]]:
    """Yield the names of plugins with their options, also of those in a ``group`` of Material."""
    for name, options in _entries(listed):
        yield name, options
        if name.rpartition("/")[2] == "group" and isinstance(options, dict):
            yield from _plugins(options.get("plugins"))


def _extensions(listed: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, config in _entries(listed):
        yield name, config if isinstance(config, dict) else {}


def _entries(listed: Any) -> Iterator[tuple[str, Any]]:
    """Yield names with their options, in any of the forms that MkDocs accepts."""
    if isinstance(listed, dict):
        yield from ((str(name), options) for name, options in listed.items())
    for entry in listed if isinstance(listed, list) else ():
        if isinstance(entry, dict):
            yield from ((str(name), options) for name, options in entry.items())
        else:
            yield str(entry), None
