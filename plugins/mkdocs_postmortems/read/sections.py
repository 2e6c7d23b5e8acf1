"""Find the headings and sections of a body, as the page will show them, with their lines.

Takes a body's lines with their kinds and returns ``Heading`` and ``Section`` values, from Python-Markdown's own block
pass: each line that could become a heading gets a mark, and the marks that come out inside headings show which lines
did. No inline markup is rendered and no code is highlighted.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from mkdocs_postmortems.read.code_spans import code_spans
from mkdocs_postmortems.read.extensions import EXTENSIONS, PREFIX
from mkdocs_postmortems.read.line_kinds import LineKind
from mkdocs_postmortems.read.model import Heading, Section, Span
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.report_links import REPORT_LINK
from mkdocs_postmortems.sections import SectionSet

if TYPE_CHECKING:
    import xml.etree.ElementTree as etree

_REPLACED = "fenced_code"
"""MkDocs always lists it. Loaded after superfences it would replace it, and a fence inside a tab would be text."""

_BEGIN, _END = "\ue010", "\ue011"
_MARK = pattern(f"{_BEGIN}(\\d+){_END}")
_ATX = pattern(r"#{1,6}(?!#)")
_LONGEST_LINE = 2_000
"""The longest heading, in characters, whose markup is stripped: the time grows with the number of marks."""
_FENCE = pattern(r"[> ]*(?:`{3,}[^`]*|~{3,}.*)")
_BEFORE = " \t>-*+0123456789."
"""What may stand before a heading on its line: list markers and quote marks."""
_SETEXT = pattern(r"(?:=+|-+) *$")
_MARKUP = pattern(r"[\\`*_~=<>&\[\]]")
_LINK = pattern(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\](?:\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])")
"""A link or an image, whose address may contain parentheses in pairs."""
_REPORT_LINK = pattern(REPORT_LINK)
_AUTOLINK = pattern(r"<([A-Za-z][A-Za-z0-9+.-]*://[^<>\s]*|(?:[Mm]ailto:)?[^<>\s@!/]+@[^<>\s@]+)>")
_ESCAPED = pattern(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_PRIVATE_USE = 0xF0000
"""The first character of a plane for private use, in which no program writes."""
_ATTRIBUTES = pattern(r"[ ]*\{:?(?P<inside>[^{}\n]*)\}[ ]*$")
_ID = pattern(r"(?<!\S)(?:#|id=[\"']?)([^\s\"']+)")


def with_ours(extensions: Sequence[Any]) -> list[Any]:
    """Return ``EXTENSIONS`` and those of the site, each once, in an order in which they work together."""
    named = (each.removeprefix(PREFIX) if isinstance(each, str) else each for each in extensions)
    return [each for each in dict.fromkeys([*EXTENSIONS, *named]) if each != _REPLACED]


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
        marked = list(_mark_candidates(lines))
        self._markdown.reset()
        try:
            for preprocessor in self._markdown.preprocessors:
                marked = preprocessor.run(marked)
            root = self._markdown.parser.parseDocument(marked).getroot()
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
    for at, line in enumerate(lines):
        if "\ue010" in line or "\ue011" in line:
            line = line.replace(_BEGIN, " ").replace(_END, " ")
        heading = _ATX.search(line) if "#" in line else None
        if heading and not line[: heading.start()].strip(_BEFORE):
            text = len(line) - len(line[heading.end() :].lstrip(" \t"))  # one extension requires a space after the #
            yield f"{line[:text]}{_BEGIN}{at}{_END}{line[text:]}"
        elif _is_underlined(lines, at):
            yield f"{line}{_BEGIN}{at}{_END}"
        else:
            yield line


def _read_headings(root: etree.Element | None, lines: Sequence[str], first_line: int) -> Iterator[Heading]:
    top = set(root) if root is not None else set()
    for element in root.iter() if root is not None else ():
        if not re.fullmatch("h[1-6]", element.tag):
            continue
        marks = _MARK.findall(element.text or "")
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


def could_be_heading(lines: Sequence[str], at: int) -> bool:
    """Return whether a line begins like a heading, or is underlined by the next one."""
    line = lines[at]
    heading = _ATX.search(line) if "#" in line else None
    if heading and not line[: heading.start()].strip(_BEFORE):
        return True
    return _is_underlined(lines, at)


def _is_underlined(lines: Sequence[str], at: int) -> bool:
    """Return whether the next line is an underline. A fence before ``---`` opens code, and a mark would break it."""
    if at + 1 == len(lines) or not _SETEXT.match(lines[at + 1]):
        return False
    return bool(lines[at].strip()) and not _FENCE.fullmatch(lines[at])


def plain(markdown: str) -> str:
    """Return a line of inline Markdown as plain text: links by their text, code by its content."""
    if len(markdown) > _LONGEST_LINE or not _MARKUP.search(markdown):
        return " ".join(markdown.split())
    text, kept = _set_aside(markdown) if "`" in markdown or "\\" in markdown else (markdown, {})
    text = re.sub(r"<!--.*?-->", "", text) if "-->" in text else text
    text = _REPORT_LINK.sub(lambda link: link["text"] or link["id"], text)
    text = _LINK.sub(r"\1", text)
    text = re.sub(r"(\*\*|\*|~~|==)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<!\w)(__|_)(?=\S)(.+?)(?<=\S)\1(?!\w)", r"\2", text)
    text = _AUTOLINK.sub(r"\1", text)
    text = re.sub(r"</?[a-zA-Z][^<>]*>", "", text)
    return re.sub(r"\s+", " ", html.unescape(text).translate(kept)).strip()


def _set_aside(markdown: str) -> tuple[str, dict[int, str]]:
    """Replace inline code and escaped characters, in which nothing is markup, by characters of private use.

    Returns the text, and what each of those characters stands for.
    """
    kept: dict[int, str] = {}

    def stand_in(text: str) -> str:
        kept[_PRIVATE_USE + len(kept)] = text
        return chr(_PRIVATE_USE + len(kept) - 1)

    out, done = [], 0
    for start, end, length in code_spans(markdown):
        out.append(_ESCAPED.sub(lambda escape: stand_in(escape[1]), markdown[done:start]))
        out.append(stand_in(markdown[start + length : end - length].strip()))
        done = end
    out.append(_ESCAPED.sub(lambda escape: stand_in(escape[1]), markdown[done:]))
    return "".join(out), kept


def guess_headings(lines: Sequence[str], kinds: Sequence[LineKind], first_line: int) -> tuple[Heading, ...]:
    """Return the headings of a body too costly for Markdown: lines that begin with ``#``."""
    found = []
    for at, line in enumerate(lines):
        match = _ATX.match(line)
        if kinds[at] == "text" and match:
            found.append(Heading(match.end(), plain(line[match.end() :].rstrip("# ")), first_line + at))
    return tuple(found)


def read_sections(headings: Sequence[Heading], set: SectionSet, last_line: int) -> tuple[Section, ...]:
    """Return the sections that second-level headings open. ``last_line`` is the file's last line."""
    seconds = [heading for heading in headings if heading.level <= 2 and heading.top]
    sections = []
    for place, heading in enumerate(seconds):
        end = seconds[place + 1].line - 1 if place + 1 < len(seconds) else last_line
        rule = set.find(heading.title)
        if heading.level == 2:
            span = Span(heading.line, max(heading.line, end))
            sections.append(Section(rule.name if rule else "", heading.title, heading.line, span, heading.internal))
    return tuple(sections)
