"""``postmortems schema``: prints the JSON Schema of the front matter for editors, or of the findings for programs."""

from __future__ import annotations

import argparse
import json

from mkdocs_postmortems.cli.config import add_config, load_site


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.description = (
        "Print the JSON Schema of the front matter under this site's settings, or that of the output of "
        "`postmortems check --format json`."
    )
    parser.add_argument(
        "of",
        nargs="?",
        metavar="SCHEMA",
        choices=("report", "findings"),
        default="report",
        help="which schema to print (default: report)",
    )
    add_config(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the schema."""
    if arguments.of == "findings":
        from mkdocs_postmortems.formats.plain_json import schema

        print(schema(), end="")
        return 0
    from mkdocs_postmortems.read.front_matter.schema import report_schema

    settings = load_site(arguments.config).settings
    print(json.dumps(report_schema(settings), indent=2, ensure_ascii=False))
    return 0
