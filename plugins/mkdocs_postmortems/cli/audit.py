"""``postmortems audit``: searches a published site for text that no public edition may contain.

Prints each leak with its place. Exits with 1 if there are any, else with 0.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from msgspec.structs import replace

from mkdocs_postmortems.audit.leaks import Leak
from mkdocs_postmortems.audit.site import Configuration, audit_site, withheld_settings
from mkdocs_postmortems.cli import WrongUse, named_path, refuse_missing_folder
from mkdocs_postmortems.cli.config import SiteConfig, add_config, load_site, whole_project
from mkdocs_postmortems.cli.export import site_of
from mkdocs_postmortems.diagnostics import counted
from mkdocs_postmortems.publish.files import CopiedFile
from mkdocs_postmortems.tree import absolute
from mkdocs_postmortems.write.rendering import Rendering


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.description = (
        "Search every byte of a site for words, numbers and phrases that occur only in text which no "
        "public edition may contain. A build of the public edition does the same before it is published."
    )
    parser.add_argument("site", type=named_path, metavar="SITE", help="the folder of a finished site")
    add_config(parser)


def run(arguments: argparse.Namespace) -> int:
    """Audit the site, and print the leaks."""
    refuse_missing_folder(arguments.site)
    config = load_site(arguments.config)
    if (config.root / config.settings.source).is_relative_to(absolute(arguments.site)):
        raise WrongUse(
            f"{arguments.site}: the reports are in this folder; name the one of the finished site, such as site"
        )
    leaks = find_site_leaks(config, arguments.site)
    for leak in leaks:
        print(leak)
    print(counted(len(leaks), "leak") if leaks else "no internal text was found")
    return int(bool(leaks))


def find_site_leaks(config: SiteConfig, site: Path) -> tuple[Leak, ...]:
    """Return the leaks of a site built with this configuration, checked as a public edition in any case."""
    config = replace(config, settings=replace(config.settings, edition="public"))
    rendering = Rendering(whole_project(config), site_of(config))
    copied = frozenset(config.root / file.source for file in rendering.outlines() if isinstance(file, CopiedFile))
    withheld = withheld_settings(config.data)
    configuration = Configuration(withheld, config.data, config.plugins, config.folder.documents)
    return audit_site(site, rendering, copied, configuration)
