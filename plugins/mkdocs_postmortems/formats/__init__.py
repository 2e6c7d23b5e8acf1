"""Output formats of findings: text for people, and the formats of tools that show findings beside a change.

``FORMATS`` is the table of them; each takes ``Findings``. Whatever characters a file name or a title contains, the
output stays well-formed. Called by ``cli``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module

from mkdocs_postmortems.formats.findings import Findings


def _write(module: str, findings: Findings) -> str:
    """Write the findings in the format of a module, which is imported only when it is needed."""
    return str(import_module(f"{__name__}.{module}").write(findings))


FORMATS: Mapping[str, Callable[[Findings], str]] = {
    "text": partial(_write, "text"),
    "json": partial(_write, "plain_json"),
    "github": partial(_write, "github"),
    "gitlab": partial(_write, "gitlab"),
    "sarif": partial(_write, "sarif"),
    "rdjson": partial(_write, "rdjson"),
}

__all__ = ["FORMATS", "Findings"]
