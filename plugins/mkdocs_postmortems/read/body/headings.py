"""Find the headings and sections of a body, as the page will show them, with their lines.

Takes a body's lines with their kinds and returns ``Heading`` and ``Section`` values. ``HeadingParser`` uses
Python-Markdown's own block pass: each line that could become a heading gets a mark, and the marks that come out inside
headings show which lines did. No inline markup is rendered and no code is highlighted.

``plain_headings`` does without it for simple bodies, as most are: the parser takes half of the reading time, and
importing Python-Markdown would be most of the start-up of checking one file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from mkdocs_postmortems.read.body.extensions import PREFIX, with_ours
from mkdocs_postmortems.read.body.fences import without_options
from mkdocs_postmortems.read.body.inline import plain
from mkdocs_postmortems.read.model import Heading, LineKind, Section, Span
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.sections import SectionSet

if TYPE_CHECKING:
    import xml.etree.ElementTree as etree

_BEGIN, _END = "\ue010", "\ue011"
_MARK = pattern(f"{_BEGIN}(\\d+){_END}")
_ATX = pattern(r"#{1,6}(?!#)")
_FENCE = pattern(r"[> ]*(?:`{3,}[^`]*|~{3,}.*)")
_BEFORE = " \t>-*+0123456789."
"""What may stand before a heading on its line: list markers and quote marks."""
_SETEXT = pattern(r"(?:=+|-+) *$")
_ATTRIBUTES = pattern(r"[ ]*\{:?(?P<inside>[^{}\n]*)\}[ ]*$")
_ID = pattern(r"(?<!\S)(?:#|id=[\"']?)([^\s\"']+)")
_PLAIN_HEADING = pattern(r"(#{1,6})(?!#)(.*)")
_CODE_FENCE = pattern(r"`{3,}|~{3,}")
_HTML = pattern(r"<[a-zA-Z/!?]")
_NOT_TEXT = pattern("[\x02\x03\ue000-\uf8ff]")


class HeadingParser:
    """Python-Markdown, set up once, used only for its block structure.

    ``extensions`` are those of the site besides ``EXTENSIONS``; their configurations are passed on, but code is never
    highlighted here.
    """

    def __init__(self, extensions: Sequence[Any] = (), configs: Mapping[str, Any] | None = None) -> None:
        import markdown  # imported here: it takes a fifth of the check's start-up

        configs = {name.removeprefix(PREFIX): config for name, config in (configs or {}).items()}
        configs["pymdownx.highlight"] = {"use_pygments": False}
        try:
            self._markdown = markdown.Markdown(extensions=with_ours(extensions), extension_configs=configs)
        except ImportError:
            installed = [each for each in with_ours(extensions) if _is_installed(each)]
            self._markdown = markdown.Markdown(extensions=installed, extension_configs=configs)

    def headings(self, lines: Sequence[str], first_line: int) -> tuple[Heading, ...]:
        """Return all headings that the page shows, in order. ``lines`` must not be costly."""
        marked = [without_options(line) if "=" in line else line for line in _mark_candidates(lines)]
        self._markdown.reset()
        try:
            for preprocessor in self._markdown.preprocessors:
                marked = preprocessor.run(marked)
            root = self._markdown.parser.parseDocument(marked).getroot()
            assert root is not None
        finally:
            self._markdown.reset()
        return tuple(_read_headings(root, lines, first_line))


def _is_installed(extension: Any) -> bool:
    """Return whether an extension of the site can be loaded: a check often runs where only this package is installed.

    Few extensions change headings, and MkDocs itself reports one that is missing.
    """
    import markdown

    try:
        markdown.Markdown(extensions=[extension])
    except ImportError:
        return False
    return True


def _mark_candidates(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines, with a mark in each that could become a heading, where it does not change the result."""
    lines = [line.replace(_BEGIN, " ").replace(_END, " ") for line in lines]
    for at, line in enumerate(lines):
        column = _mark_column(lines, at)
        yield line if column is None else f"{line[:column]}{_BEGIN}{at}{_END}{line[column:]}"


def _mark_column(lines: Sequence[str], at: int) -> int | None:
    """Return where the mark of a line goes that begins like a heading or is underlined; ``None`` for other lines."""
    line = lines[at]
    heading = _ATX.search(line) if "#" in line else None
    if heading and not line[: heading.start()].strip(_BEFORE):
        return len(line) - len(line[heading.end() :].lstrip(" \t"))  # one extension requires a space after the #
    return len(line) if _is_underlined(lines, at) else None


def _is_underlined(lines: Sequence[str], at: int) -> bool:
    """Return whether the next line is an underline. A fence before ``---`` opens code, and a mark would break it."""
    if at + 1 == len(lines) or not _SETEXT.match(lines[at + 1]):
        return False
    return bool(lines[at].strip()) and not _FENCE.fullmatch(lines[at])


def _read_headings(root: etree.Element, lines: Sequence[str], first_line: int) -> Iterator[Heading]:
    top = set(root)
    for element in root.iter():
        marks = _MARK.findall(element.text or "") if re.fullmatch("h[1-6]", element.tag) else []
        if not marks:
            continue
        at = int(marks[-1])
        raw = _MARK.sub("", element.text or "")
        column = len(lines[at]) - len(lines[at].lstrip(_BEFORE)) + 1
        yield make_heading(int(element.tag[1]), raw, first_line + at, column, top=element in top)


def make_heading(level: int, raw: str, line: int, column: int, top: bool) -> Heading:
    """Return a heading from its Markdown, with or without attributes at its end."""
    attributes = _ATTRIBUTES.search(raw)
    inside = attributes["inside"] if attributes else ""
    return Heading(
        level=level,
        title=plain(raw[: attributes.start()] if attributes else raw),
        line=line,
        column=column,
        top=top,
        id=next(reversed(_ID.findall(inside)), ""),
        internal=".internal" in inside.split(),
    )


def plain_headings(lines: Sequence[str], kinds: Sequence[LineKind], first_line: int) -> tuple[Heading, ...] | None:
    """Return the headings, if each begins a line after a blank one and the body has no HTML; else ``None``."""
    found = []
    fence = ""
    for at, line in enumerate(lines):
        if fence:
            fence = "" if line.rstrip() == fence else fence
            continue
        kind, after_text = kinds[at], at > 0 and bool(lines[at - 1].strip(" \t"))
        if kind == "code" and (opening := _CODE_FENCE.match(line)):
            if after_text:
                return None
            fence = opening.group()
            continue
        is_odd = not line.isprintable() and _NOT_TEXT.search(line)
        if kind == "text" and (is_odd or ("<" in line and _HTML.search(line))):
            return None
        if _mark_column(lines, at) is None:
            continue
        match = _PLAIN_HEADING.fullmatch(line)
        if kind != "text" or match is None or after_text:
            return None
        text = match[2].strip()
        if not text or text.endswith("#") or "\\" in text:
            return None
        found.append(make_heading(len(match[1]), text, first_line + at, 1, top=True))
    return tuple(found)


def guess_headings(lines: Sequence[str], kinds: Sequence[LineKind], first_line: int) -> tuple[Heading, ...]:
    """Return the headings of a body too costly for Markdown: lines that begin with ``#``."""
    found = ((at, _ATX.match(line)) for at, line in enumerate(lines) if kinds[at] == "text")
    return tuple(
        Heading(match.end(), plain(match.string[match.end() :].rstrip("# ")), first_line + at)
        for at, match in found
        if match
    )


def read_sections(headings: Sequence[Heading], set: SectionSet, last_line: int) -> tuple[Section, ...]:
    """Return the sections that second-level headings open. ``last_line`` is the file's last line."""
    seconds = [heading for heading in headings if heading.level <= 2 and heading.top]
    sections = []
    for heading, after in zip_longest(seconds, seconds[1:]):
        if heading.level == 2:
            rule = set.find(heading.title)
            span = Span(heading.line, max(heading.line, after.line - 1 if after else last_line))
            sections.append(Section(rule.name if rule else "", heading.title, heading.line, span, heading.internal))
    return tuple(sections)
