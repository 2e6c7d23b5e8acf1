"""``postmortems manifest``: lists the files of a site with their SHA-256, in the format that ``sha256sum -c`` reads."""

from __future__ import annotations

import argparse
import hashlib
import os
import sys

from mkdocs_postmortems.cli import named_path, refuse_missing_folder
from mkdocs_postmortems.tree import read_tree


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.description = (
        "List the files of a site with their SHA-256. Two builds of one commit with the same "
        "SOURCE_DATE_EPOCH give the same list."
    )
    parser.add_argument("site", type=named_path, metavar="SITE", help="the folder of a finished site")


def run(arguments: argparse.Namespace) -> int:
    """Print the list. Names of files are bytes, which need not be text in the terminal's encoding."""
    refuse_missing_folder(arguments.site)
    for path, content in read_tree(arguments.site):
        sys.stdout.buffer.write(os.fsencode(f"{manifest_line(path, content)}\n"))
    sys.stdout.flush()
    return 0


def manifest_line(path: str, content: bytes) -> str:
    """Return one line. Line breaks and backslashes in a name are escaped as ``sha256sum`` does."""
    escaped = path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    mark = "\\" if escaped != path else ""
    return f"{mark}{hashlib.sha256(content).hexdigest()}  {escaped}"
