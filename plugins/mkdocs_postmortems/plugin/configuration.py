"""Translate MkDocs' configuration for the modules below, which do not know MkDocs.

Called by the other modules of ``plugin``.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from mkdocs.config.base import ConfigErrors, ValidationError
from mkdocs.structure.files import File, InclusionLevel, set_exclusions

from mkdocs_postmortems.project import Folder
from mkdocs_postmortems.publish.report.rasterizer import has_rasterizer
from mkdocs_postmortems.publish.site import Site, folder_address
from mkdocs_postmortems.settings import LINKED_SOURCE, Settings
from mkdocs_postmortems.settings_places import Places
from mkdocs_postmortems.settings_reader import Mistake
from mkdocs_postmortems.tree import State, absolute, file_states, first_link, shown, walk

if TYPE_CHECKING:
    from datetime import datetime

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.plugins import BasePlugin
    from mkdocs.theme import Theme

    from mkdocs_postmortems.publish.files import Page

PAGE_EVENTS = ("pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page")


def setting_errors(mistakes: Iterable[Mistake], config_file: str | None) -> ConfigErrors:
    """Return an error for each mistake and each duplicate setting, in the order of their lines.

    Those without a line, such as settings of an inherited file, come last.
    """
    path = Path(config_file or "mkdocs.yml")
    places = Places.of(path.read_text("utf-8-sig") if path.is_file() else "")
    found = [(each.setting, places.line(each.setting), str(each)) for each in mistakes]
    found += [(each.setting, each.line, str(each)) for each in places.duplicates()]
    found.sort(key=lambda each: (not each[1], each[1]))
    return [
        (setting, ValidationError(f"{path.name}:{line}: {text}" if line else text)) for setting, line, text in found
    ]


def project_folder(config: MkDocsConfig) -> Folder:
    """Return the folder of ``mkdocs.yml``, or the working directory without one, and ``docs_dir``.

    Some plugins, such as monorepo, copy the pages of several folders to one, and set ``docs_dir`` to that: to know the
    folder that authors see, call this before them. MkDocs keeps the path of a configuration as ``--config-file`` names
    it, which may be relative.
    """
    root = absolute(Path(config.config_file_path)).parent if config.config_file_path else Path.cwd()
    return Folder(root, os.path.relpath(config.docs_dir, root))


def folder_conflict(config: MkDocsConfig, settings: Settings) -> str:
    """Return what is wrong if reports would be replaced or not found, or internal files published; "" if nothing is.

    Call this before the build gets a folder of its own. MkDocs itself keeps only ``docs_dir`` and ``site_dir`` apart.
    """
    root, site = project_folder(config).root, Path(config.site_dir).resolve()
    if link := first_link(root, settings.source):
        place = "source" if link == root / settings.source else f"source: {shown(link, root)}"
        return f"{place}: {LINKED_SOURCE}"
    source, cache = (root / settings.source).resolve(), (root / settings.cache).resolve()
    if os.path.isfile(source):  # noqa: PTH113  # False if unreadable, which is a finding
        return f"source: {settings.source!r} is a file; name the folder that it is in"
    if _overlap(source, site):
        return f"site_dir: {site} would replace the reports in {source}, or be among them; name another folder"
    near = {
        "docs_dir": Path(config.docs_dir).resolve().is_relative_to(cache) or _is_copied(cache / "a file", config),
        "site_dir": _overlap(cache, site),
        "source": _overlap(cache, source),
    }
    if settings.cache and any(near.values()):
        hint = "the cache contains internal text; name another folder"
        return f"cache: {settings.cache!r} is not separate from {next(filter(near.get, near))}, but {hint}"
    if _is_copied((root / settings.baseline).resolve(), config):
        return f"baseline: {settings.baseline!r} would be published, and names internal reports; name a file elsewhere"
    return ""


def _is_copied(path: Path, config: MkDocsConfig) -> bool:
    """Return whether MkDocs would publish a file or folder as it is: it is below ``docs_dir``, and is not left out.

    Hidden files are left out, and what ``exclude_docs`` lists. So ``docs_dir`` may be the whole repository. ``path`` is
    compared without symbolic links: MkDocs follows them.
    """
    documents = Path(config.docs_dir).resolve()
    if not path.is_relative_to(documents):
        return False
    file = File(path.relative_to(documents).as_posix(), src_dir=None, dest_dir="", use_directory_urls=False)
    set_exclusions([file], config)
    return file.inclusion is not InclusionLevel.EXCLUDED


def _overlap(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def report_states(config: MkDocsConfig, settings: Settings) -> dict[Path, State]:
    """Return the state of each report's file."""
    root = project_folder(config).root
    return file_states(found.location for found in walk([root / settings.source], root) if found.is_report)


def site_of(
    config: MkDocsConfig, settings: Settings, now: datetime, documents: Mapping[str, str], serving: bool
) -> Site:
    """Return the site. Call this after all plugins have changed the configuration: mike adds a version to the URL."""
    theme_language = str(config.theme.get("language") or "en")
    language = settings.language or theme_language
    return Site(
        name=config.site_name or "",
        url=folder_address(config.site_url or ""),
        archive=settings.archive,
        use_directory_urls=bool(config.use_directory_urls),
        language=language,
        theme_language=theme_language if language != theme_language else "",
        now=now,
        theme_search=any(name.rpartition("/")[2] == "search" for name in config.plugins),
        extensions=tuple(config.markdown_extensions),
        extension_configs=dict(config.mdx_configs),
        documents=documents,
        previews=bool(config.site_url) and not serving and has_rasterizer(),
    )


def options(config: MkDocsConfig) -> Sequence[Mapping[str, Any]]:
    """Return the site's configuration, and the options of its theme and plugins."""
    folders = ("config_file_path", "docs_dir", "site_dir", "plugins", "theme")
    own = {name: value for name, value in config.data.items() if name not in folders}
    of_plugins = (getattr(plugin, "config", {}) for plugin in config.plugins.values())  # hook scripts have none
    return [own, dict(config.theme), *map(dict, of_plugins)]


def withhold_settings(config: MkDocsConfig) -> Mapping[str, str]:
    """Remove the settings that a public edition does not show, and return their values by name."""
    from mkdocs_postmortems.audit.site import WITHHELD, withheld_settings  # late: only a public build needs it

    withheld = withheld_settings(config)
    for name in WITHHELD:
        config[name] = None
    return withheld


def add_assets(config: MkDocsConfig, settings: Settings) -> None:
    """Make the theme load our styles and scripts on every page, the styles before the site's own."""
    from mkdocs_postmortems.publish.asset_files import SCRIPTS, SEARCH_SCRIPTS, STYLE, STYLES, asset_address

    styles = STYLES if is_instant(config) else (STYLE,)  # an instantly loaded page is shown before its own styles load
    scripts = (*SCRIPTS, *(SEARCH_SCRIPTS if settings.search else ()))
    config.extra_css[:0] = [asset_address(settings.archive, name) for name in styles]
    config.extra_javascript.extend(asset_address(settings.archive, name) for name in scripts)


def is_material(theme: Theme) -> bool:
    """Return whether a theme is Material or made from it: our styles need the colour scheme that it sets on a page.

    A theme that extends Material, or a ``custom_dir`` over it, has Material's folder of templates as well. A fork has
    a name and templates of its own.
    """
    templates = (Path(folder, name) for folder in theme.dirs for name in ("main.html", "base.html"))
    return any(b"data-md-color-scheme" in each.read_bytes() for each in templates if each.is_file())


def is_instant(config: MkDocsConfig) -> bool:
    """Return whether the theme replaces a page's content by script instead of loading the next page."""
    return "navigation.instant" in (config.theme.get("features") or ())


def is_watched(config: MkDocsConfig, us: BasePlugin[Any], events: Iterable[str]) -> bool:
    """Return whether another plugin, or a hook script of the site, handles any of these events."""
    handlers = (handler for event in events for handler in config.plugins.events[event])
    return any(getattr(handler, "__self__", None) is not us for handler in handlers)


def edit_url(page: Page, config: MkDocsConfig, settings: Settings, folder: Folder) -> str | None:
    """Return the URL to edit a report's source, which MkDocs computes only for files in ``docs_dir``."""
    if not page.source or settings.edition == "public":
        return None
    documents = folder.documents.name + "/"
    if config.edit_uri_template:
        prefix, _, _ = config.edit_uri_template.partition("{path")
        uri = prefix.removesuffix(documents) + page.source
    elif config.edit_uri:
        uri = config.edit_uri.removesuffix(documents) + page.source
    else:
        return None
    return urljoin(f"{(config.repo_url or '').rstrip('/')}/", uri)
