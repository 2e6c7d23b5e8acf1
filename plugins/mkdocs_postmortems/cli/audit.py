"""``postmortems audit``: searches a published site for text that no public edition may contain.

Prints each leak with its place, and says if the site looks like the internal edition. Exits with 1 if there are any
leaks, else with 0.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from msgspec.structs import replace

from mkdocs_postmortems.archive.editions import is_public
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
    config = replace(config, settings=replace(config.settings, edition="public"))
    project = whole_project(config)
    site = site_of(config)
    leaks = _find_leaks(config, Rendering(project, site), arguments.site)
    for leak in leaks:
        print(leak)
    print(counted(len(leaks), "leak") if leaks else "no internal text was found")
    addresses = (site.report(report.id).rstrip("/") for report in project.reports if not is_public(report))
    internal = [each for each in addresses if (arguments.site / each / "index.html").is_file()] if leaks else []
    if internal:
        count = counted(len(internal), "internal report")
        print(
            f"{arguments.site} has pages of {count}, such as {internal[0]}: if it should be the public edition, set "
            "`edition: public` in mkdocs.yml, or `edition: !ENV [EDITION, internal]` and build with EDITION=public"
        )
    return int(bool(leaks))


def _find_leaks(config: SiteConfig, rendering: Rendering, site: Path) -> tuple[Leak, ...]:
    """Return the leaks of a site that was built with this configuration."""
    copied = frozenset(config.root / file.source for file in rendering.outlines() if isinstance(file, CopiedFile))
    withheld = withheld_settings(config.data)
    configuration = Configuration(withheld, config.data, config.plugins, config.folder.documents)
    return audit_site(site, rendering, copied, configuration)
