"""Parse the front matter's YAML into nodes that keep their position and their author's spelling.

Takes a ``Source`` from ``fields`` and returns the mapping as a ``Node``, with the YAML problems found.
python-frontmatter splits the file and calls the handler below for its block, so the text is parsed only once.

The parser's events are assembled here rather than by PyYAML's composer, which drops anchors, lets the second of two
equal keys win, and follows aliases into exponential expansion. No value is constructed: YAML 1.1 reads ``no`` as false,
``14:00`` as 840 and ``0123`` as 83, and a finding must quote what the author wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

import frontmatter
import yaml
from frontmatter.default_handlers import SafeLoader, YAMLHandler
from msgspec import Struct, field

from mkdocs_postmortems.diagnostics import Problem, excerpt
from mkdocs_postmortems.read.characters import find_controls, find_hidden, replace_controls
from mkdocs_postmortems.read.model import Source
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.source import indent_of

Kind = Literal["text", "number", "bool", "null", "time", "list", "mapping"]

_MAX_DEPTH = 20
_MAX_NODES = 50_000
_MAX_DIGITS = 100
_LONGEST_QUOTE = 200
"""The longest line that a help repeats."""

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

    ``comment`` is the comment that ends the line of an unquoted scalar. ``refused``: a problem has been reported for
    the node or for one inside it, and its value must not be used. ``non_text_keys`` are a mapping's keys that are not
    text; they are not among its ``entries``.
    """

    kind: Kind
    line: int
    column: int
    text: str = ""
    quoted: bool = False
    comment: str = ""
    refused: bool = False
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    non_text_keys: list[Node] = field(default_factory=list)

    @property
    def children(self) -> Iterator[Node]:
        yield from self.items
        for entry in self.entries.values():
            yield entry.value


class Entry(NamedTuple):
    """A key of a mapping and its value."""

    key: Node
    value: Node


def read_nodes(source: Source) -> tuple[Node | None, tuple[Problem, ...]]:
    """Read the front matter. Return ``None``, and a problem that says why, if it is not a mapping or not valid YAML."""
    handler = _NodeHandler(first_line=_first_line(source))
    frontmatter.parse(f"---\n{source.front_matter}\n---", handler=handler)
    return handler.root, tuple(handler.problems)


def _first_line(source: Source) -> int:
    """Return the file's line on which the front matter's text begins."""
    return source.body_line - 2 - source.front_matter.count("\n")


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
    """Stops reading; the argument is the last problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


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
        self._count = 0

    def compose(self) -> Node | None:
        """Return the mapping in the text; ``None`` if there is none."""
        if problem := _odd_indent(self.lines, self.first_line):
            self.problems.append(problem)
            return None
        try:
            self._handle_all(SafeLoader(self.text))
        except yaml.MarkedYAMLError as error:
            problem = _syntax_problem(error, self.lines, self.first_line)
            # ``*all* hands`` is first an alias and then a syntax error: report one mistake.
            self.problems = [each for each in self.problems if each.line != problem.line]
            self.problems.append(problem)
            return None
        except yaml.YAMLError as error:
            self._report("yaml-syntax", f"the front matter is not valid YAML: {str(error).splitlines()[0]}")
            return None
        except _Stop as stop:
            self.problems.append(stop.problem)
            return None
        self._report_unused_anchors()
        if self.root is None:
            self._report("fm-missing", "the front matter is empty")
        elif self.root.kind != "mapping":
            what = {"list": "a list", "null": "empty"}.get(self.root.kind, "a single value")
            self._report("fm-not-mapping", f"the front matter is {what}", self.root, "write it as lines of key: value")
            return None
        return self.root

    def _handle_all(self, parser: Any) -> None:
        # Not yaml.parse, which asks twice for each event: a thousand reports have many events.
        while not isinstance(event := parser.get_event(), yaml.StreamEndEvent):
            self._handle(event)

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
            place = self._place(event)
            message = "a second YAML document begins in the front matter"
            raise _Stop(Problem("yaml-syntax", message, *place, "keep one mapping between the two fences"))

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        node = self._node("list" if isinstance(event, yaml.SequenceStartEvent) else "mapping", event)
        if len(self._open) >= _MAX_DEPTH:
            message = f"values are nested more than {_MAX_DEPTH} levels deep"
            raise _Stop(Problem("yaml-limit", message, node.line, node.column, "nest the values less deeply"))
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
        if name not in self._aliases:
            self._aliases.add(name)
            help = "write the value itself, or quote the text if the * is part of it"
            self._report("yaml-alias", f"*{name} is a YAML alias; aliases are not supported", node, help)
        return node

    def _node(self, kind: Kind, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> Node:
        node = Node(kind, *self._place(event))
        self._count += 1
        if self._count > _MAX_NODES:
            message = f"the front matter has more than {_MAX_NODES:,} values"
            raise _Stop(Problem("yaml-limit", message, node.line, node.column, "move data into files of their own"))
        if event.anchor is not None:
            node.refused = True
            self._anchors.setdefault(event.anchor, node)
        if event.tag is not None:
            node.refused = True
            tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            help = "delete the tag, or quote the text if the ! is part of it"
            self._report("yaml-tag", f"{tag} is a YAML tag; tags are not supported", node, help)
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
            line = self.lines[key.line - self.first_line]
            is_value = bool(line[: key.column - 1].strip(" -?"))  # as in ``title: {{ x }}``
            help = (is_value and _quoting_help(line)) or "write the key as a single word"
            self._report("yaml-syntax", f"a key cannot be a {key.kind}", key, help)
        elif key.text == "<<" and not key.quoted:
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
            if name not in self._aliases:
                help = "delete it, or quote the text if the & is part of it"
                self._report("yaml-anchor", f"&{name} is a YAML anchor, not part of the value", node, help)

    def _place(self, event: yaml.Event) -> tuple[int, int]:
        mark: Any = event.start_mark
        return mark.line + self.first_line, mark.column + 1

    def _report(self, rule: str, message: str, node: Node | None = None, help: str = "") -> None:
        line, column = (node.line, node.column) if node else (1, 1)
        self.problems.append(Problem(rule, message, line, column, help))


def _kind(text: str) -> Kind:
    """Return the type that YAML 1.1 gives to an unquoted scalar."""
    for tag, spelling in _RESOLVERS.get(text[:1], ()):
        if spelling.match(text):
            return _KINDS.get(tag, "text")
    return "text"


def reading(node: Node) -> str:
    """Return how YAML reads a value that is not text, for a message: ``the number 840``, ``false``, ``a list``."""
    if node.kind == "bool":
        return "true" if node.text.lower() in ("yes", "true", "on") else "false"
    if node.kind == "number":
        return f"the number {_number(node.text)}"
    return {"null": "null", "time": "a date", "list": "a list", "mapping": "a mapping"}.get(node.kind, "text")


def _number(text: str) -> str:
    """Return the number that PyYAML would construct, in its own notation if that differs from the author's."""
    constructor = yaml.constructor.SafeConstructor()
    kind = "float" if re.search(r"[.]|(?<!0x)[eE][-+]", text) else "int"
    try:
        if kind == "float":
            return f"{constructor.construct_yaml_float(yaml.ScalarNode('', text)):g}"
        return str(constructor.construct_yaml_int(yaml.ScalarNode("", text)))
    except (ValueError, OverflowError):
        return text


_KEY_VALUE = pattern(r"\s*(?:-\s+)?([^\s:#][^:]*?)\s*:\s+(\S.*?)\s*")
_ODD_INDENT = pattern(r"[ ]*(?P<odd>[\u00a0\u2002-\u200a\u202f])\s*(?:-[ ]|[A-Za-z][\w-]{0,40}[ ]*:(?:[ ]|$))")
_FOREIGN_COLON = pattern(r"\s*([A-Za-z_-]{2,40})(?::[\u00a0\u2002-\u200a\u202f\u3000]|[：﹕꞉∶]|:(?=[^\s/]))")
"""A key whose colon is not an ASCII one, or is not followed by a space that YAML accepts."""
_EXPLANATIONS = {
    "mapping values are not allowed in this context": "a second colon followed by a space in one value",
    "found unexpected end of stream": "the quotation mark that begins here is never closed",
    "could not find expected ':'": "this line is not of the form key: value",
    "block sequence entries are not allowed in this context": "a list cannot begin on the line of its key",
    "did not find expected comment or line break": "a value that begins with > or | must start on the next line",
    "found unknown escape character": "unknown escape in a double-quoted value",
    "did not find expected ',' or ']'": "the list that begins here is never closed",
    "did not find expected ',' or '}'": "the mapping that begins here is never closed",
    "did not find expected key": "this is not part of the value before it",
    "did not find expected <document start>": "a line that begins with % is a YAML directive",
    "did not find expected node content": "a value cannot begin with this character",
    "mapping keys are not allowed in this context": "a value cannot begin with a question mark",
    "did not find expected hexdecimal number": "incomplete escape in a double-quoted value",
    "found invalid Unicode character escape code": "an escape that is half of a surrogate pair",
    "did not find expected alphabetic or numeric character": "a value that begins with * or & is an alias",
    "found a tab character that violates indentation": "a tab is used for indentation",
}
_NO_CONTENT, _SECOND_COLON = "did not find expected node content", "mapping values are not allowed in this context"
_NO_KEY = "did not find expected key"
_OPEN_QUOTE = pattern(r"\s*(?:-\s+)?[\w-]+:\s+(?P<quote>[\"'])(?P<rest>.*)")
_CLOSING = {"[": "]", "{": "}"}
_AT_CONTEXT = ("found unexpected end", "could not find expected ':'", "did not find expected ','")


def _syntax_problem(error: yaml.MarkedYAMLError, lines: list[str], first_line: int) -> Problem:
    error_text = error.problem or "it cannot be parsed"
    start = (error.context_mark.line, error.context_mark.column) if error.context_mark else None
    found = (error.problem_mark.line, error.problem_mark.column) if error.problem_mark else start or (0, 0)
    at_end = not "".join(lines[found[0] :]).strip()
    if error_text == _NO_CONTENT and at_end and (start := _last_bracket(lines)):
        error_text = f"did not find expected ',' or {_CLOSING[lines[start[0]][start[1]]]!r}"
    elif error_text == _NO_KEY and (opened := _open_quote(lines, *found)):
        error_text, start = "found unexpected end of stream", opened
    elif error_text == _SECOND_COLON and (key := _key_above(lines, *found)):
        message = "the front matter is not valid YAML: this line is indented below a value and continues it"
        help = (
            f"indent it like {key}; if it belongs below {key}, remove the value of {key}; "
            "if both lines are one text, put it in quotes"
        )
        return Problem("yaml-syntax", message, found[0] + first_line, found[1] + 1, help)
    elif error_text == _SECOND_COLON and (keyless := _first_line_without_key(lines[: found[0]])) is not None:
        error_text, found = "could not find expected ':'", (keyless, 0)
    if start and error_text.startswith("did not find expected ','") and (broken := _broken_entry(start, found, lines)):
        message, column, help = broken
        return Problem(
            "yaml-syntax", f"the front matter is not valid YAML: {message}", start[0] + first_line, column, help
        )
    at, column = start if start and error_text.startswith(_AT_CONTEXT) else found
    at = min(at, len(lines) - 1)
    line, place = lines[at], (at + first_line, column + 1)
    if "maximum nesting depth" in error_text:
        return Problem("yaml-limit", "values are nested too deeply", *place, "nest the values less deeply")
    directive = next((number for number, each in enumerate(lines[: at + 1]) if each.startswith("%")), None)
    if "<document start>" in error_text and directive is not None:
        place, help = (directive + first_line, 1), "delete the line"
    elif "<document start>" in error_text:
        error_text, help = (
            "this line does not continue the one above it",
            "write each key: value on its own line, with the same indent",
        )
    else:
        error_text, help = _explain(error_text, line, column)
    return Problem(
        "yaml-syntax", f"the front matter is not valid YAML: {_EXPLANATIONS.get(error_text, error_text)}", *place, help
    )


def _odd_indent(lines: Sequence[str], first_line: int) -> Problem | None:
    """Report the first key or entry indented with spaces that YAML reads as text, as copied from web pages."""
    for at, line in enumerate(lines):
        if not line.isascii() and (match := _ODD_INDENT.match(line)):
            message = "the front matter is not valid YAML: this line is indented with spaces that YAML reads as text"
            place = (at + first_line, match.start("odd") + 1)
            return Problem("yaml-syntax", message, *place, "replace the indent with plain spaces")
    return None


def _last_bracket(lines: Sequence[str]) -> tuple[int, int] | None:
    """Return where the last value in brackets begins: line and column, from 0."""
    values = ((at, _KEY_VALUE.fullmatch(line)) for at, line in enumerate(lines))
    brackets = [(at, value.start(2)) for at, value in values if value and value[2][0] in _CLOSING]
    return brackets[-1] if brackets else None


def _open_quote(lines: Sequence[str], at: int, column: int) -> tuple[int, int] | None:
    """Return the position of the opening quotation mark that only a much later one closes, just before the error."""
    for number, line in enumerate(lines[:at]):
        opened = _OPEN_QUOTE.fullmatch(line)
        if opened and opened["quote"] not in opened["rest"] and _KEY_VALUE.fullmatch(lines[number + 1]):
            return (number, opened.start("quote")) if opened["quote"] in lines[at][:column] else None
    return None


def _key_above(lines: Sequence[str], at: int, column: int) -> str:
    """Return the key above a line that is indented more than it, if that key has a value of its own; else ""."""
    above = next((line for line in reversed(lines[:at]) if line.strip()), "")
    has_value = _KEY_VALUE.fullmatch(above)
    first_colon = not re.search(r":\s", lines[at][:column])
    return has_value[1] if has_value and first_colon and indent_of(lines[at]) > indent_of(above) else ""


def _first_line_without_key(lines: Sequence[str]) -> int | None:
    """Return the first non-empty line if it is not ``key: value``: YAML takes it as part of the next one."""
    lines_with_text = (
        (at, line) for at, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")
    )
    at, first = next(lines_with_text, (0, ":"))
    return None if re.search(r":(\s|$)", first) else at


def _broken_entry(start: tuple[int, int], found: tuple[int, int], lines: Sequence[str]) -> tuple[str, int, str] | None:
    """Return what is wrong in a list or mapping in brackets that ends on its line; ``None`` if it does not end there.

    ``start`` is where it begins, ``found`` where parsing failed: line and column, from 0. Returns a message, a column
    from 1, and help.
    """
    (at, opening), (found_at, column) = start, found
    line = lines[at]
    comment = line.find(" #", opening) + 1
    if found_at > at and comment and line[comment:].rstrip().endswith(_CLOSING[line[opening]]):
        message = "the # begins a comment, which hides the closing bracket"
        return message, comment + 1, "put the entry with the # in quotes"
    if found_at == at:
        is_colon = line[column : column + 1] == ":"
        message = "a second colon in one entry" if is_colon else "this is not part of the entry before it"
        return message, column + 1, "put the entry in quotes, or add the missing comma"
    return None


def _explain(error_text: str, line: str, column: int) -> tuple[str, str]:
    """Return what is wrong at a position of a line, and how to fix it."""
    if line[column : column + 1] == "\t":
        return "a tab is used for indentation", "indent with spaces instead"
    if error_text == "found invalid Unicode character escape code":
        return error_text, "write the character itself"
    if "cannot start any token" in error_text:
        error_text = f"{line[column : column + 1]!r} cannot begin a value"
    if match := _FOREIGN_COLON.match(line):
        return error_text, f"write an ASCII colon and a space after {match[1]}"
    return error_text, _quoting_help(line) or "write each line as key: value, and quote text that contains ': ' or ' #'"


def _quoting_help(line: str) -> str:
    """Return how to quote the line's value; "" if that would not help."""
    match = _KEY_VALUE.fullmatch(line)
    if match is None or len(line) > _LONGEST_QUOTE:
        return ""
    key, value = match[1], match[2]
    if value[0] == '"' and "\\" in value:
        return f"use single quotes, in which \\ is an ordinary character: {key}: {quote(value.strip(chr(34)))}"
    if value[0] in "\"'":
        return 'close the quotation mark; inside \'...\' write \' twice, and inside "..." write \\" for "'
    closing = _CLOSING.get(value[0], "")
    if closing and closing not in value:
        return f"end it with {closing}, or put the value in quotes: {key}: {quote(value)}"
    return f"put the value in quotes: {key}: {quote(value)}"


def quote(text: str) -> str:
    """Return the text as a quoted YAML value."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
