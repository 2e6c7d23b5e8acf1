"""Markdown without its old front matter, whose fields a ``Document`` has.

Takes a name and a text and returns a ``Document``: of YAML, TOML or JSON in front of the text, of metadata in lines, of
a block of code below the title, or of the statements of a page in MDX. Called by ``files`` and whatever converts
other formats to Markdown.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

import yaml
from msgspec.structs import replace

from mkdocs_postmortems.imports.document import Document
from mkdocs_postmortems.imports.sources.page_heads import PageHead, read_metadata, read_statements
from mkdocs_postmortems.imports.text.labels import fact_of

_WRAPPED = re.compile(
    r"(?P<before>\s*)(?P<fence>```+|~~~+)[ \t]*(?:markdown|md|text|txt)?[ \t]*"
    r"(?P<inside>\r?\n.*\n)(?P=fence)[`~]*(?P<after>\s*)",
    re.DOTALL,
)
_YAML_END = re.compile(r"(?:---|\.\.\.)\s*")
_BELOW_TITLE = {"```yaml": re.compile(r"```\s*"), "```yml": re.compile(r"```\s*"), "<!--": re.compile(r"-->\s*")}
"""What opens and closes metadata that is not in front matter."""
_TEXT = re.compile(r"\s*(?:\[[^\[\]]*\] ?\w|@\w|[^\[\]{}\"'&*!|>%@`\s]).*\s*")
"""A value on one line that YAML does not read as text: ``[Update] Login: it fails``, ``@ana``."""
_OF_PAGES = ("summary", "description")
"""What the code of a page says about it, besides facts of an incident."""
_REMARK = re.compile(r"(?:^|(?<=[ \t]))#")
_NO_YAML = (yaml.YAMLError, ValueError, RecursionError)
_YAML_KEY = re.compile(r":?[\w\"'][\w .\"'/-]*:(?:\s|$)|#|\s*$|\s|- ")


def unwrapped(text: str) -> str:
    """Return a text without the block of code around all of it; its lines keep their numbers."""
    match = _WRAPPED.fullmatch(text)
    if match is None or match["fence"] in match["inside"]:
        return text
    return f"{match['before']}{match['inside']}{match['after']}"


def read_markdown(name: str, text: str) -> Document:
    """Return Markdown without its old front matter, and without the statements of MDX, which become a field."""
    document = _without_front_matter(name, text)
    head = read_statements(document.lines)
    if not head.end or not (name.lower().endswith(".mdx") or head.is_code):
        return document
    above = document.first_line - 1
    code = "\n".join(document.lines[: head.end]).strip()
    said = {key: text for key, text in head.fields.items() if key in _OF_PAGES or fact_of(key)}
    return replace(
        document,
        lines=document.lines[head.end :],
        ends=document.ends[head.end :],
        first_line=document.first_line + head.end,
        fields={**said, **document.fields, "mdx": code},
        field_lines={**{key: head.lines[key] + above for key in said}, **document.field_lines, "mdx": above + 1},
        whole=text,
    )


def below_front_matter(document: Document, front: Document) -> Document:
    """Return a converted text with what the front matter above it says, which takes precedence."""
    return replace(
        document,
        fields={**document.fields, **front.fields},
        field_lines={**document.field_lines, **front.field_lines},
        lost=front.lost,
        remarks=front.remarks,
    )


def _without_front_matter(name: str, text: str) -> Document:
    lines, ends = _split(text)
    start = next((at for at, line in enumerate(lines) if line.strip()), 0)
    fence = lines[start].strip() if lines else ""
    head = _fenced(lines, start, fence) or read_metadata(lines)
    if not head.end:
        below = _below_title(lines)
        return Document(name, lines, ends, fields=below.fields, field_lines=below.lines)
    block = lines[start + 1 : head.end - 1] if fence in ("---", "+++") and not head.lost else ()
    return Document(
        name,
        lines[head.end :],
        ends[head.end :],
        head.end + 1,
        fields=head.fields,
        field_lines=head.lines,
        lost=head.lost,
        remarks=_remarks(block, is_yaml=fence == "---"),
        whole=text,
    )


def _split(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lines and their ends."""
    pieces = re.split(r"(\r\n|\n|\r)", text)
    lines, ends = pieces[::2], [*pieces[1::2], ""]
    if not lines[-1] and len(lines) > 1:
        lines, ends = lines[:-1], ends[:-1]
    return tuple(lines), tuple(ends)


def _fenced(lines: Sequence[str], start: int, fence: str) -> PageHead | None:
    """Return what is between two fences; ``None`` if the first line is none, or only a rule across the page."""
    if fence == "---":
        return _yaml_block(lines, start)
    return _other_block(lines, start, fence) if fence in ("+++", ";;;", "{") else None


def _below_title(lines: Sequence[str]) -> PageHead:
    """Return the fields of a block of code or a comment at the top or right below the title. The text keeps it.

    A block with fewer than two facts, or with mappings, is about something else.
    """
    for at in [at for at, line in enumerate(lines[:10]) if line.strip()][:2]:
        closing = _BELOW_TITLE.get(lines[at].strip().casefold())
        head = (_yaml_block(lines, at, closing) if closing else None) or PageHead()
        known = {key: value for key, value in head.fields.items() if fact_of(key)}
        if len(known) > 1 and not any(isinstance(value, dict) for value in head.fields.values()):
            return PageHead(known, head.lines)
        if not lines[at].startswith("# "):
            break
    return PageHead()


def _yaml_block(lines: Sequence[str], start: int, closing: re.Pattern[str] = _YAML_END) -> PageHead | None:
    """Read YAML between ``---`` and ``---`` or ``...``; ``None`` if the first line is only a rule across the page."""
    end = next((at for at in range(start + 1, len(lines)) if closing.fullmatch(lines[at])), None)
    if end is None:
        return None
    block = lines[start + 1 : end]
    if not all(map(_YAML_KEY.match, block)):
        return None
    text = "\n".join(block)
    try:
        data = _load(text) or {}
    except _NO_YAML:
        data = _line_by_line(block)
        if not data:
            return PageHead(end=end + 1, lost=text)
    if not isinstance(data, dict):
        return None
    fields = {str(key).strip(":"): value for key, value in data.items()}  # :title: as in AsciiDoc
    return PageHead(fields, _lines_of(fields, block, start + 2), end + 1)


def _remarks(block: Sequence[str], is_yaml: bool) -> tuple[str, ...]:
    """Return the comments in front matter; of TOML, or of YAML that is none, only those on lines of their own."""
    text = "\n".join(block)
    if "#" not in text:
        return ()
    try:
        tokens = [each for each in yaml.scan(text, _Loader) if isinstance(each, yaml.ScalarToken)] if is_yaml else None
    except yaml.YAMLError:
        tokens = None
    if tokens is None:
        return tuple(told for line in block if line.lstrip()[:1] == "#" and (told := line.strip("# \t")))
    said: list[str] = []
    first = 0
    for line in block:
        inside = [(each.start_mark.index - first, each.end_mark.index - first) for each in tokens]
        signs = (match.start() for match in _REMARK.finditer(line))
        begin = next((at for at in signs if not any(start <= at < end for start, end in inside)), len(line))
        said += filter(None, [line[begin:].strip("# \t")])
        first += len(line) + 1
    return tuple(said)


def _load(text: str) -> Any:
    """Read YAML with every value as its author spelt it. Raises one of ``_NO_YAML``."""
    return yaml.load(text, _Loader)


def _line_by_line(block: Sequence[str]) -> dict[str, Any]:
    """Read the fields of invalid YAML one by one: of ``title: Postmortem: login``, the value is all behind the key.

    Return nothing if one of them cannot be meant as text.
    """
    fields: dict[str, Any] = {}
    said = [line for line in block if line[:1] != "#"]
    for entry in re.split(r"\n(?=[\w\"'])", "\n".join(said)):
        key, colon, text = entry.partition(":")
        try:
            data = _load(entry)
        except _NO_YAML:
            data = {key: text.strip()} if colon and _TEXT.fullmatch(text) else None
        if not isinstance(data, dict):
            return {}
        for name, value in data.items():
            twice = isinstance(value, str) and isinstance(fields.get(name), str)
            fields[str(name)] = f"{fields[name]}, {value}" if twice else value
    return fields


class _Loader(yaml.BaseLoader):
    """Refuses aliases of lists and mappings: ten lines of them, each of the one before, would expand to a billion
    values."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        is_alias = self.check_event(yaml.AliasEvent)
        node = super().compose_node(parent, index)
        if is_alias and not isinstance(node, yaml.ScalarNode):
            raise yaml.YAMLError("this alias stands for a list or mapping")
        return node


def _other_block(lines: Sequence[str], start: int, fence: str) -> PageHead | None:
    """Read TOML between ``+++``, or JSON between ``;;;`` or in braces."""
    closing = {"{": "}"}.get(fence, fence)
    room = re.sub(r"\S.*", "", lines[start])
    end = next((at for at in range(start + 1, len(lines)) if lines[at].rstrip() == room + closing), None)
    if end is None:
        return None
    block = lines[start : end + 1] if fence == "{" else lines[start + 1 : end]
    text = "\n".join(block)
    try:
        data = tomllib.loads(text) if fence == "+++" else json.loads(text if fence == "{" else "{" + text + "}")
    except (ValueError, RecursionError):
        return PageHead(end=end + 1, lost=text)
    fields = {key: _plain(value) for key, value in data.items()}
    return PageHead(fields, _lines_of(fields, block, start + (1 if fence == "{" else 2)), end + 1)


def _plain(value: Any) -> Any:
    """Return a value of TOML or JSON as texts, lists and mappings."""
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _lines_of(fields: Mapping[str, Any], block: Sequence[str], first: int) -> dict[str, int]:
    found = {}
    for key in fields:
        begins = re.compile(rf"\s*:?[\"']?{re.escape(key)}[\"']?\s*[:=]")
        found[key] = next((first + at for at, line in enumerate(block) if begins.match(line)), first)
    return found
