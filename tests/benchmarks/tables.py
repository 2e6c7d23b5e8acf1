"""Tables of what was measured, as Markdown, and their places in the guide.

Comes in: rows of numbers. Goes out: lines, and pages in which a block between two marks is written anew.
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
    """The lines of a table whose first column is text, and all others numbers."""
    yield f"| {' | '.join(header)} |"
    yield f"|---|{'--:|' * (len(header) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def duration(seconds: float) -> str:
    """In the largest unit that there is one of."""
    for unit, length in (("h", 3600), ("min", 60)):
        if seconds >= length:
            return f"{number(seconds / length)} {unit}"
    return f"{number(seconds)} s"


def number(value: float) -> str:
    """With three digits, or all before the point where there are more."""
    size = abs(float(f"{value:.3g}"))
    return f"{value:,.0f}" if size >= 100 else f"{value:.1f}" if size >= 10 else f"{value:.2f}"


def machine() -> str:
    """What it was measured on."""
    load = os.getloadavg()[0]
    return f"{len(os.sched_getaffinity(0))} processors ({platform.machine()}), load {load:.0f} at the end"


def versions() -> str:
    """What it was measured with."""
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
    """Put a text between the two marks of that name. Whether the page has them."""
    begin, end = f"<!-- benchmark: {name} -->", f"<!-- end of {name} -->"
    before, mark, rest = page.read_text(encoding="utf-8").partition(begin)
    _, _, after = rest.partition(end)
    if mark:
        page.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")
    return bool(mark)
