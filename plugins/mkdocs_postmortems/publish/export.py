"""An archive as a folder that another generator builds: Markdown pages, static files, and configurations.

``export_files`` takes the generated files of an archive with its search index, and the site, and yields the folder's
files. Called by ``cli``, which writes them. Drafts and internal reports have been excluded before this step.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import yaml

from mkdocs_postmortems.publish.as_markdown import page_markdown
from mkdocs_postmortems.publish.asset_files import SCRIPTS, SEARCH_SCRIPTS, STYLES
from mkdocs_postmortems.publish.files import CopiedFile, Generated, Page, StaticFile
from mkdocs_postmortems.publish.site import Site

DOCS_DIR = "docs"
_SCRIPTS = (*SCRIPTS, *SEARCH_SCRIPTS)


def export_files(generated: Iterable[Generated], site: Site) -> Iterator[StaticFile | CopiedFile]:
    """Yield every file of the folder, with its path in it."""
    texts = site.texts
    navigation = [(texts("home"), "index.md")]
    for file in generated:
        match file:
            case Page():
                if file.nav_title:
                    navigation.append((file.nav_title, file.path))
                yield StaticFile(f"{DOCS_DIR}/{file.path}", page_markdown(file, texts).encode())
            case StaticFile():
                yield StaticFile(f"{DOCS_DIR}/{file.path}", file.content)
            case CopiedFile():
                yield CopiedFile(f"{DOCS_DIR}/{file.path}", file.source)
    home = "\n".join(f"- [{title}]({path})" for title, path in navigation[1:])
    yield StaticFile(f"{DOCS_DIR}/index.md", f"# {site.name}\n\n{home}\n".encode())
    yield StaticFile("properdocs.yml", properdocs_config(site, navigation).encode())
    yield StaticFile("zensical.toml", zensical_config(site, navigation).encode())


def properdocs_config(site: Site, navigation: list[tuple[str, str]]) -> str:
    """Return the configuration for ProperDocs; named ``mkdocs.yml`` it works for MkDocs."""
    config = {
        "site_name": site.name,
        **({"site_url": site.url} if site.url else {}),
        "use_directory_urls": site.use_directory_urls,
        "theme": {
            "name": "material",
            "language": site.language,
            "font": False,
            "palette": [
                {
                    "media": f"(prefers-color-scheme: {media})",
                    "scheme": scheme,
                    "primary": "blue grey",
                    "toggle": {"icon": f"material/{icon}", "name": name},
                }
                for media, scheme, icon, name in _schemes(site)
            ],
        },
        "plugins": [],
        "extra_css": [f"{site.archive}/assets/{name}" for name in STYLES],
        "extra_javascript": [f"{site.archive}/assets/{name}" for name in _SCRIPTS],
        "nav": [{title: path} for title, path in navigation],
        "not_in_nav": f"{site.archive}/**",
    }
    return yaml.safe_dump(config, allow_unicode=True, sort_keys=False)


def zensical_config(site: Site, navigation: list[tuple[str, str]]) -> str:
    """Return the configuration for Zensical."""
    lines = [
        "[project]",
        f"site_name = {_toml(site.name)}",
        *([f"site_url = {_toml(site.url)}"] if site.url else []),
        f"use_directory_urls = {_toml(site.use_directory_urls)}",
        f"extra_css = {_toml([f'{site.archive}/assets/{name}' for name in STYLES])}",
        f"extra_javascript = {_toml([f'{site.archive}/assets/{name}' for name in _SCRIPTS])}",
        "nav = [",
        *(f"  {{ {_toml(title)} = {_toml(path)} }}," for title, path in navigation),
        "]",
        "",
        "[project.theme]",
        'variant = "classic"',
        f"language = {_toml(site.language)}",
        "font = false",
    ]
    for media, scheme, icon, name in _schemes(site):
        lines += [
            "",
            "[[project.theme.palette]]",
            f'media = "(prefers-color-scheme: {media})"',
            f"scheme = {_toml(scheme)}",
            'primary = "blue grey"',
            f'toggle = {{ icon = "material/{icon}", name = {_toml(name)} }}',
        ]
    return "\n".join(lines) + "\n"


def _schemes(site: Site) -> Iterator[tuple[str, str, str, str]]:
    """Yield the colour schemes: the reader's preference, the theme's name, and the icon and label of the toggle."""
    t = site.texts
    yield "light", "default", "weather-night", t("to_dark")
    yield "dark", "slate", "weather-sunny", t("to_light")


def _toml(value: object) -> str:
    """Return a string, boolean or list of strings as TOML. JSON strings are TOML basic strings (TOML 1.0, "String")."""
    return json.dumps(value, ensure_ascii=False)
