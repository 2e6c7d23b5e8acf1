"""Fences of code that other programs read, and the page would not.

Takes a ``Body`` and writes the closing fences as the opening ones, and what follows the language of an opening one as
its title, or leaves it out. Called by ``steps``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from mkdocs_postmortems.imports.edits import Body
from mkdocs_postmortems.read.body.fences import is_opening

_FENCE = re.compile(r"(?P<room> {0,3})(?P<marks>`{3,}|~{3,})(?P<info>[^`\n]*)$")
_INFO = re.compile(r"[ \t]*\.?(?P<language>(?:[a-z][\w#+-]*)?)[ \t:,]*(?P<rest>.*?)[ \t]*$")
_NAME = re.compile(r"[./]|\S \S")
"""A sign of a file's name or of several words, which are a title; one word is an option of another program."""
_OPTION = re.compile(r"(?<!\S)(?P<name>[A-Za-z][\w-]*)=(?P<value>\"[^\"]*\"|'[^']*'|[^\s\"']+)(?:[ \t]+|$)")
_TITLES = frozenset({"caption", "file", "filename", "label", "name", "path", "title"})
"""Options of other programs that say what the code is."""
_SWITCHES = re.compile(r"(?<!\S)(?:copy|linenos|live|lineNumbers|numberLines|showLineNumbers|wrap)(?!\S)")
"""Options without a value, which say how another program shows the code."""
_MARKED_LINES = re.compile(r"(?<!\S)\{(?P<lines>\d[\d, -]{0,200})\}(?!\S)")
"""Lines to highlight, as Docusaurus and Gatsby write them: ``{1,3-5}``."""


def write_own_fences(body: Body) -> None:
    """Rewrite these fences. One that is never closed stays: it is not known where the code ends."""
    opening: re.Match[str] | None = None
    first = 0
    for at, line in enumerate(body.lines):
        fence = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if opening is None:
            opening, first = fence, at
        elif fence and not fence["info"].strip() and fence["marks"].startswith(opening["marks"]):
            marks = opening["room"] + opening["marks"]
            if line.rstrip() != marks:
                body.put(at, marks, "this fence is written as the one above that it closes")
            if not is_opening(opening[0]):
                own = marks + _INFO.sub(_own_info, opening["info"], count=1)
                body.put(first, own, f"{own.strip()!r} was {opening[0].strip()!r}")
            opening = None


def _own_info(info: re.Match[str]) -> str:
    """Return the language, and a title, marked lines or a first number, if the rest of the line says them."""
    language, rest = info["language"], _SWITCHES.sub("", info["rest"])
    marked = _MARKED_LINES.search(rest)
    lines = f'hl_lines="{" ".join(marked["lines"].replace(",", " ").split())}"' if marked else ""
    rest = _MARKED_LINES.sub("", rest, count=1).strip()
    options = list(_OPTION.finditer(rest))
    if sum(len(each[0]) for each in options) == len(rest):
        own = [*_own_options(options), *([lines] if lines and is_opening(f"``` {lines}") else [])]
    else:
        title = info["rest"].replace('"', "'")
        own = [f'title="{title}"'] if _NAME.search(title) else []
    own = [language, *own] if language else own
    return " ".join(own) if is_opening(f"```{' '.join(own)}") else language


def _own_options(options: Iterable[re.Match[str]]) -> list[str]:
    """Return the options that the page reads, and the first that names the code as its title."""
    found = {each["name"].lower(): each["value"].strip("\"'") for each in options}
    title = next((value for name, value in found.items() if name in _TITLES), "")
    known = [f'{name}="{found[name]}"' for name in ("hl_lines", "linenums") if name in found]
    return [*([f'title="{title}"'] if title else []), *(each for each in known if is_opening(f"``` {each}"))]
