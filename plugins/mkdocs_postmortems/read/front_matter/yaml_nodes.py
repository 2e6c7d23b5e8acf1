"""Parse the front matter's YAML into nodes that keep their position and their author's spelling.

Takes a ``Source`` from ``fields`` and returns the mapping as a ``Node``, with the YAML problems found.
python-frontmatter splits the file and calls the handler below for its block, so the text is parsed only once.

The parser's events are assembled here rather than by PyYAML's composer, which drops anchors, lets the second of two
equal keys win, and follows aliases into exponential expansion. No value is constructed: YAML 1.1 reads ``no`` as false,
``14:00`` as 840 and ``0123`` as 83, and a finding must quote what the author wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple, NoReturn

import frontmatter
import yaml
from frontmatter.default_handlers import SafeLoader, YAMLHandler
from msgspec import Struct, field

from mkdocs_postmortems.diagnostics import Problem, excerpt
from mkdocs_postmortems.read.characters import find_controls, find_hidden, replace_controls
from mkdocs_postmortems.read.front_matter.corrections import quoting_help, words_help
from mkdocs_postmortems.read.front_matter.yaml_errors import odd_indent, syntax_problem, tag_problem
from mkdocs_postmortems.read.model import Source
from mkdocs_postmortems.read.patterns import pattern

Kind = Literal["text", "number", "bool", "null", "time", "list", "mapping"]
_MAX_DEPTH = 20
_MAX_NODES = 50_000
_MAX_DIGITS = 100
_KINDS: dict[str, Kind] = {
    "tag:yaml.org,2002:int": "number",
    "tag:yaml.org,2002:float": "number",
    "tag:yaml.org,2002:bool": "bool",
    "tag:yaml.org,2002:null": "null",
    "tag:yaml.org,2002:timestamp": "time",
}
_RESOLVERS = yaml.SafeLoader.yaml_implicit_resolvers
_CUT = pattern(r"\s+(#.*)")
_ENTRY = pattern(r"[ ]*-(?=[ ])")


class Node(Struct):
    """One value of the front matter.

    ``text`` is a scalar's text as written, without quotes; ``quoted`` says whether there were any. For a list or
    mapping in brackets on one line, it is the whole source text.

    ``comment`` is the comment that ends the line of an unquoted scalar, and ``comment_place`` its line and column.
    ``refused``: a problem has been reported for the node or for one inside it, and its value must not be used.
    ``non_text_keys`` are a mapping's keys that are not text; they are not among its ``entries``.
    """

    kind: Kind
    line: int
    column: int
    text: str = ""
    quoted: bool = False
    comment: str = ""
    comment_place: tuple[int, int] = (1, 1)
    refused: bool = False
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    non_text_keys: list[Node] = field(default_factory=list)

    def problem(self, rule: str, message: str, help: str = "") -> Problem:
        """Return a problem at its place."""
        return Problem(rule, message, self.line, self.column, help)

    def walk(self) -> Iterator[Node]:
        """Yield it and all nodes in it, which are at most ``_MAX_DEPTH`` levels deep."""
        yield self
        for each in self.items:
            yield from each.walk()
        for entry in self.entries.values():
            yield from entry.value.walk()


class Entry(NamedTuple):
    """A key of a mapping and its value."""

    key: Node
    value: Node


def read_nodes(source: Source) -> tuple[Node | None, tuple[Problem, ...]]:
    """Read the front matter. Return ``None``, and a problem that says why, if it is not a mapping or not valid YAML."""
    handler = _NodeHandler(first_line=source.body_line - 2 - source.front_matter.count("\n"))
    frontmatter.parse(f"---\n{source.front_matter}\n---", handler=handler)
    return handler.root, tuple(handler.problems)


class _NodeHandler(YAMLHandler):
    """Makes python-frontmatter split by this project's rule, and keeps the nodes that it cannot carry."""

    FM_BOUNDARY = re.compile(r"^---$", re.MULTILINE)

    def __init__(self, first_line: int) -> None:
        super().__init__()
        self.first_line = first_line
        self.root: Node | None = None
        self.problems: list[Problem] = []

    def load(self, fm: str, **kwargs: object) -> dict[str, Node]:
        composer = _Composer(fm, self.first_line - 1)
        self.root = composer.compose()
        self.problems = composer.problems
        return {key: entry.value for key, entry in self.root.entries.items()} if self.root else {}


class _Stop(Exception):
    """Stops reading, after the last problem has been reported."""


class _Composer:
    """Assembles events into nodes, without recursion."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.first_line = first_line
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self._open: list[Node] = []
        self._keys: list[Node | None] = []
        self._anchors: dict[str, Node] = {}
        self._aliases: set[str] = set()
        self._merged: set[str] = set()
        self._count = 0

    def compose(self) -> Node | None:
        """Return the mapping in the text; ``None`` if there is none."""
        if problem := odd_indent(self.lines, self.first_line):
            self.problems.append(problem)
            return None
        try:
            parser: Any = SafeLoader(self.text)
            # Not yaml.parse, which asks twice for each event: a thousand reports have many events.
            while not isinstance(event := parser.get_event(), yaml.StreamEndEvent):
                self._handle(event)
        except yaml.MarkedYAMLError as error:
            problem = syntax_problem(error, self.lines, self.first_line)
            # ``*all* hands`` is first an alias and then a syntax error: report one mistake.
            self.problems = [each for each in self.problems if each.line != problem.line]
            self.problems.append(problem)
            return None
        except yaml.YAMLError as error:
            self._report("yaml-syntax", f"the front matter is not valid YAML: {str(error).splitlines()[0]}")
            return None
        except _Stop:
            return None
        self._report_unused_anchors()
        if self.root is None:
            self._report("fm-missing", "the front matter is empty")
        elif self.root.kind != "mapping":
            what = {"list": "a list", "null": "empty"}.get(self.root.kind, "a single value")
            self._report("fm-not-mapping", f"the front matter is {what}", self.root, "write it as lines of key: value")
            return None
        return self.root

    def _handle(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._add(self._scalar(event))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._keys.pop()
            self._add(self._spelt(self._open.pop(), event))
        elif isinstance(event, yaml.AliasEvent):
            self._add(self._alias(event))
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            message = "a second YAML document begins in the front matter"
            place = Node("null", *self._place(event))
            self._stop("yaml-syntax", message, place, "keep one mapping between the two fences")

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        node = self._node("list" if isinstance(event, yaml.SequenceStartEvent) else "mapping", event)
        if len(self._open) >= _MAX_DEPTH:
            message = f"values are nested more than {_MAX_DEPTH} levels deep"
            self._stop("yaml-limit", message, node, "nest the values less deeply")
        self._open.append(node)
        self._keys.append(None)

    def _spelt(self, node: Node, end: yaml.CollectionEndEvent) -> Node:
        mark: Any = end.end_mark
        if mark.line == node.line - self.first_line:
            written = self.lines[mark.line][node.column - 1 : mark.column]
            node.text = written if written.startswith(("[", "{")) else ""
        return node

    def _scalar(self, event: yaml.ScalarEvent) -> Node:
        if event.style not in (None, ""):
            node = self._node("text", event)
            node.quoted = True
            node.text = self._unescaped(event, node) if event.style == '"' else event.value
            return node
        node = self._node(_kind(event.value), event)
        node.text = event.value
        end: Any = event.end_mark
        rest = self.lines[end.line][end.column :]
        if rest and (cut := _CUT.fullmatch(rest)):
            node.comment = cut[1]
            node.comment_place = end.line + self.first_line, end.column + cut.start(1) + 1
        if end.line > node.line - self.first_line and self._report_swallowed(node, end.line):
            node.refused = True
        if node.kind == "number" and len(node.text) > _MAX_DIGITS:
            node.refused = True
            self._report("yaml-limit", f"a number has {len(node.text)} digits", node, "put it in quotes, or shorten it")
        return node

    def _report_swallowed(self, node: Node, last: int) -> bool:
        """Report list entries that continue the value above them because they are indented more than its entry."""
        for index in range(node.line - self.first_line + 1, last + 1):
            if match := _ENTRY.match(self.lines[index]):
                place = index + self.first_line, match.end()
                message = "this line continues the value above it and does not begin a list entry"
                help = "indent all entries of the list equally, or put the value in quotes"
                self.problems.append(Problem("yaml-syntax", message, *place, help))
                return True
        return False

    def _unescaped(self, event: yaml.ScalarEvent, node: Node) -> str:
        """Return a double-quoted value's text; its escapes may produce characters that the file does not contain."""
        value = event.value
        end: Any = event.end_mark
        written = set("".join(self.lines[node.line - self.first_line : end.line + 1]))
        escaped = "".join(" " if each == "\n" or (each in written and each > "\x7f") else each for each in value)
        for problem in (*find_controls(escaped), *find_hidden(escaped)):
            self._report(problem.rule, f"this value has an escape: {problem.message}", node, problem.help)
        return replace_controls(value)

    def _alias(self, event: yaml.AliasEvent) -> Node:
        node = Node("null", *self._place(event), refused=True)
        name = event.anchor or ""
        if self._keys and self._keys[-1] is not None and _is_merge(self._keys[-1]):
            self._merged.add(name)  # which is reported with the key
        elif name not in self._aliases:
            self._aliases.add(name)
            help = "write the value itself, or quote the text if the * is part of it"
            self._report("yaml-alias", f"*{name} is a YAML alias; aliases are not supported", node, help)
        return node

    def _node(self, kind: Kind, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> Node:
        node = Node(kind, *self._place(event))
        self._count += 1
        if self._count > _MAX_NODES:
            message = f"the front matter has more than {_MAX_NODES:,} values"
            self._stop("yaml-limit", message, node, "move data into files of their own")
        if event.anchor is not None:
            node.refused = True
            self._anchors.setdefault(event.anchor, node)
        if event.tag is not None:
            node.refused = True
            tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            self.problems.append(tag_problem(tag, self._line_of(node), node.line, node.column))
        return node

    def _add(self, node: Node) -> None:
        """Add a completed node to the open collection."""
        if not self._open:
            self.root = node
            return
        parent, key = self._open[-1], self._keys[-1]
        parent.refused |= node.refused
        if parent.kind == "list":
            parent.items.append(node)
        elif key is None:
            self._keys[-1] = node
        else:
            self._keys[-1] = None
            self._add_entry(parent, key, node)

    def _add_entry(self, parent: Node, key: Node, value: Node) -> None:
        if key.kind in ("list", "mapping"):
            parent.refused = True
            line = self._line_of(key)
            is_value = bool(line[: key.column - 1].strip(" -?"))  # as in ``title: {{ x }}``
            help = (is_value and quoting_help(line)) or "write the key as a single word"
            self._report("yaml-syntax", f"a key cannot be a {key.kind}", key, help)
        elif _is_merge(key):
            parent.refused = True
            self._report("yaml-alias", "<< merges another mapping; merges are not supported", key, "write the keys out")
        elif key.refused:
            parent.refused = True  # the key's problem has been reported
        elif key.kind != "text":
            parent.non_text_keys.append(key)
        elif key.text in parent.entries:
            first = parent.entries[key.text]
            first.value.refused = parent.refused = True
            message = f"duplicate key {excerpt(key.text)!r}, first on line {first.key.line}"
            self._report("yaml-duplicate-key", message, key, "keep one of the two")
        else:
            parent.entries[key.text] = Entry(key, value)

    def _report_unused_anchors(self) -> None:
        """Report the anchors that no alias uses; the others are reported with their alias."""
        for name, node in self._anchors.items():
            if name not in self._aliases | self._merged:
                words = words_help(self._line_of(node), node.column)
                help = words or "delete it, or quote the text if the & is part of it"
                self._report("yaml-anchor", f"&{name} is a YAML anchor, not part of the value", node, help)

    def _line_of(self, node: Node) -> str:
        """Return the text of the line on which a node begins."""
        return self.lines[node.line - self.first_line]

    def _place(self, event: yaml.Event) -> tuple[int, int]:
        mark: Any = event.start_mark
        return mark.line + self.first_line, mark.column + 1

    def _report(self, rule: str, message: str, node: Node | None = None, help: str = "") -> None:
        line, column = (node.line, node.column) if node else (1, 1)
        self.problems.append(Problem(rule, message, line, column, help))

    def _stop(self, rule: str, message: str, node: Node, help: str) -> NoReturn:
        self._report(rule, message, node, help)
        raise _Stop


def _is_merge(key: Node) -> bool:
    return key.text == "<<" and not key.quoted


def _kind(text: str) -> Kind:
    """Return the type that YAML 1.1 gives to an unquoted scalar."""
    for tag, spelling in _RESOLVERS.get(text[:1], ()):
        if spelling.match(text):
            return _KINDS.get(tag, "text")
    return "text"


def as_text(word: str) -> str:
    """Return a word as it must be written for YAML to read it as text: in quotes if it looks like a number or date."""
    return word if _kind(word) == "text" else f'"{word}"'


def reading(node: Node) -> str:
    """Return how YAML reads a value that is not text, for a message: ``the number 840``, ``false``, ``a list``."""
    if node.kind == "bool":
        return "true" if node.text.lower() in ("yes", "true", "on") else "false"
    if node.kind == "number":
        return f"the number {_number(node.text)}"
    return {"null": "null", "time": "a date", "list": "a list", "mapping": "a mapping"}.get(node.kind, "text")


def _number(text: str) -> str:
    """Return the number that PyYAML would construct, in its own notation if that differs from the author's."""
    try:
        number = construct_number(text)
    except (ValueError, OverflowError):
        return text
    return f"{number:g}" if isinstance(number, float) else str(number)


def construct_number(text: str) -> float:
    """Return the number that PyYAML would construct. Raises ``ValueError`` or ``OverflowError``."""
    constructor, node = yaml.constructor.SafeConstructor(), yaml.ScalarNode("", text)
    is_float = re.search(r"[.]|(?<!0x)[eE][-+]", text)
    number: float = constructor.construct_yaml_float(node) if is_float else constructor.construct_yaml_int(node)
    return number
