"""Tables of measurements in Markdown, and their places in the guide.

Takes rows of numbers; returns lines, and writes them into pages, between two markers.
"""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

_PACKAGES = ("mkdocs", "mkdocs-material", "markdown", "pagefind_bin_extended", "zensical")


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Return the lines of a table whose first column is text and whose other columns are numbers."""
    yield f"| {' | '.join(header)} |"
    yield f"|---|{'--:|' * (len(header) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def duration(seconds: float) -> str:
    """Return a duration in the largest unit that is at least one."""
    for unit, length in (("h", 3600), ("min", 60)):
        if seconds >= length:
            return f"{number(seconds / length)} {unit}"
    return f"{number(seconds)} s"


def number(value: float) -> str:
    """Return a number with three digits, or with all digits before the point if there are more."""
    size = abs(float(f"{value:.3g}"))
    return f"{value:,.0f}" if size >= 100 else f"{value:.1f}" if size >= 10 else f"{value:.2f}"


def machine() -> str:
    """Describe the machine of the measurements."""
    load = os.getloadavg()[0]
    return f"{len(os.sched_getaffinity(0))} processors ({platform.machine()}), load {load:.0f} at the end"


def versions() -> str:
    """List the versions that were measured."""
    found = [f"Python {platform.python_version()}", *(f"{name} {_version(name)}" for name in _PACKAGES)]
    if shutil.which("hugo"):
        said = subprocess.run(["hugo", "version"], capture_output=True, text=True, check=False).stdout
        found.append(f"hugo {(re.findall(r'v([0-9.]+)', said) or ['?'])[0]}")
    return ", ".join(each for each in found if not each.endswith(" "))


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def write_block(page: Path, name: str, text: str) -> bool:
    """Write a text between the two markers with this name. Returns whether the page has them."""
    begin, end = f"<!-- benchmark: {name} -->", f"<!-- end of {name} -->"
    before, mark, rest = page.read_text(encoding="utf-8").partition(begin)
    _, _, after = rest.partition(end)
    if mark:
        page.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")
    return bool(mark)
