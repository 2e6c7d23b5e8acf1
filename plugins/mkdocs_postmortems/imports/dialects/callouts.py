"""Notes, warnings and folds in the markup of other programs, as admonitions of Python-Markdown.

Takes a ``Body`` and rewrites ``> [!NOTE]`` of Git hosts and Obsidian, ``:::note`` of Docusaurus and Quarto, ``<aside>``
of Notion, and tags of site generators such as ``{{< notice >}}``, ``{% hint %}`` or ``<Callout>``. Those around a
timeline are removed, because its reader would not see the times in them. Called by ``steps``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from mkdocs_postmortems.imports.dialects.template_tags import Tag, read_tag
from mkdocs_postmortems.imports.edits import Body
from mkdocs_postmortems.imports.text.parts import are_timed
from mkdocs_postmortems.read.body.blocks import classify
from mkdocs_postmortems.read.model import LineKind

_KINDS = frozenset(
    (
        "note", "abstract", "info", "tip", "success", "question", "warning", "failure", "danger", "bug", "example",
        "quote",
    )
)  # fmt: skip
"""The kinds of admonitions that the theme shows."""
_ALIASES = {
    "summary": "abstract", "tldr": "abstract", "todo": "info", "important": "info", "hint": "tip", "check": "success",
    "done": "success", "help": "question", "faq": "question", "caution": "warning", "attention": "warning",
    "alert": "warning", "fail": "failure", "missing": "failure", "error": "danger", "critical": "danger",
    "primary": "info", "secondary": "note", "default": "note", "notice": "note", "callout": "note",
    "admonition": "note", "aside": "note", "pageinfo": "info", "panel": "note",
}  # fmt: skip
_TITLES = frozenset({"important", "caution", "attention", "critical", "error", "todo", "summary"})
"""Those of them whose names say more than the kind; they become the title."""
_FOLDS = frozenset({"details", "expand", "collapse", "accordion", "expandable", "spoiler", "collapsible"})
_WRAPPERS = frozenset(
    (
        "tabs", "tabpane", "tab", "tabitem", "codegroup", "rawhtml", "unsafe", "center", "columns", "column", "steps",
        "step", "content-ref", "frame", "cards", "cardgroup", "accordiongroup",
    )
)  # fmt: skip
"""Tags that enclose text only to lay it out."""
_ALERT = re.compile(r"> ?\[!(?P<kind>\w+)\](?P<fold>[+-])?[ \t]*(?P<title>.*?)[ \t]*$")
_QUOTE = re.compile(r"> ?")
_COLONS = re.compile(
    r":{3,}[ \t]*(?:\{[ ]*\.callout-(?P<quarto>\w+)(?P<said>[^{}]*)\}"
    r"|(?P<kind>[a-z]+)(?:\[(?P<label>[^\]]*)\]|[ \t]+(?P<title>[^{]*?))?(?:\{[^{}]*\})?)[ \t]*$"
)
_TITLE = re.compile(r"title=(?P<quote>[\"'])(?P<title>.*?)(?P=quote)")
_HEADING = re.compile(r"#{1,6}[ \t]+(?P<title>.*?)[ \t#]*$")


class _Box(Struct, frozen=True):
    """A box: its mark (``!!!``), kind and title, and its lines from 0; ``kind`` is "" for tags that only lay out."""

    mark: str
    kind: str
    title: str
    first: int
    last: int


def write_admonitions(body: Body) -> None:
    """Rewrite these. The lines that close a block become blank."""
    if not re.search(r"\[!\w|^:::|\{%|\{\{[<%]|<[A-Z]|^<aside>", "\n".join(body.lines), re.MULTILINE):
        return
    work = _Work(body, body.lines)
    for at in range(len(work.lines)):
        box = work.box(at) if work.kinds[at] == "text" else None
        if box:
            work.rewrite(box)


class _Work(Struct):
    """The lines during the conversion."""

    body: Body
    lines: list[str]
    kinds: list[LineKind] = field(default_factory=list)
    ends: dict[int, int] = field(default_factory=dict)
    """The line that closes each block, by the line that opens it."""

    def __post_init__(self) -> None:
        self._classify(self.lines, 0)

    def _classify(self, lines: Sequence[str], first: int) -> None:
        """Find what is code, and which blocks there are, in all lines or those of a quotation without its marks."""
        kinds = classify(lines).kinds
        self.kinds[first : first + len(lines)] = kinds
        self.ends |= {first + begin: first + end for begin, end in _ends(lines, kinds).items()}

    def box(self, at: int) -> _Box | None:
        """Return the box that begins at a line."""
        line = self.lines[at].lstrip()
        if (len(self.lines[at]) - len(line)) % 4:
            return None  # in an item of a list, whose text has another indent
        if alert := _ALERT.match(line):
            return self._alert(at, alert)
        if colons := _COLONS.match(line):
            told = _TITLE.search(colons["said"] or "")
            title = colons["label"] or colons["title"] or (told["title"] if told else "")
            last = self.ends.get(at)
            return _boxed(colons["quarto"] or colons["kind"], title, at, last)
        if line.rstrip() == "<aside>":
            return _boxed("aside", "", at, self.ends.get(at))
        if (tag := read_tag(line)) and not tag.closes:
            return self._tagged(at, tag)
        return None

    def _alert(self, at: int, alert: re.Match[str]) -> _Box | None:
        last = at
        while last + 1 < len(self.lines) and self.lines[last + 1].lstrip().startswith(">"):
            last += 1
        box = _boxed(alert["kind"].lower(), alert["title"], at, last)
        if box is None:
            return None
        room = self._room(at)
        inside = [_QUOTE.sub("", line.lstrip(), count=1) for line in self.lines[at + 1 : last + 1]]
        self.lines[at + 1 : last + 1] = [room + line for line in inside]
        self._classify(inside, at + 1)
        marks = {"-": "???", "+": "???+"}
        return replace(box, mark=marks.get(alert["fold"] or "", box.mark))

    def _tagged(self, at: int, tag: Tag) -> _Box | None:
        last = self.ends.get(at)
        name = tag.name.lower()
        title = tag.say("title", "summary", "label", "header") or next((each for each in tag.words if " " in each), "")
        if last is None:
            return None
        if name in _WRAPPERS:
            return _Box("", "", title, at, last)
        told = tag.say("type", "style", "kind", "variant", "color", "intent") or next(iter(tag.words), "")
        kind = told.lower() if _kind(name) and _kind(told.lower()) else name
        words = [each for each in tag.words if name in _FOLDS or not _kind(each.lower())]
        return _boxed(kind, title or " ".join(words), at, last)

    def rewrite(self, box: _Box) -> None:
        """Write a box as an admonition, or without its frame if there is a timeline in it or it has no kind."""
        room, written = self._room(box.first), self.lines[box.first].strip()
        is_alert = written.startswith(">")
        inside = range(box.first + 1, box.last + 1 if is_alert else box.last)
        title = box.title or self._title_inside(inside) if ":::" in written else box.title
        is_open = not box.kind or are_timed(self.lines[at] for at in inside)
        if is_open:
            self.lines[box.first] = f"{room}**{title}**" if title else ""
        else:
            named = title or (box.kind.capitalize() if box.kind in _TITLES else "")
            said = ' "' + named.replace('"', "'") + '"' if named else ""
            self.lines[box.first] = f"{room}{box.mark} {_kind(box.kind)}{said}"
        if not is_alert:
            self.lines[box.last] = ""
        for at in (box.first, box.last):
            beside = self.lines[max(0, at - 1) : at] + self.lines[at + 1 : at + 2]
            if not self.lines[at] and not all(line.strip() for line in beside):
                self.body.drop(at)  # one blank line is enough
        self._indent(inside, room if is_open else f"{room}    ")
        self.body.note(box.first, f"{written!r} is {self.lines[box.first].strip()!r} now")

    def _room(self, at: int) -> str:
        return self.lines[at][: len(self.lines[at]) - len(self.lines[at].lstrip())]

    def _indent(self, numbers: range, room: str) -> None:
        """Indent lines by this, without what they all have in common."""
        filled = [self.lines[at] for at in numbers if self.lines[at].strip()]
        common = min((len(line) - len(line.lstrip()) for line in filled), default=0)
        for at in numbers:
            self.lines[at] = f"{room}{self.lines[at][common:]}" if self.lines[at].strip() else ""

    def _title_inside(self, numbers: Sequence[int]) -> str:
        """Return the heading at the top of a block of Quarto, which is its title, and take it out of the block."""
        first = next((at for at in numbers if self.lines[at].strip()), None)
        heading = _HEADING.match(self.lines[first].strip()) if first is not None else None
        if first is None or heading is None:
            return ""
        self.lines[first] = ""
        return heading["title"]


def _ends(lines: Sequence[str], kinds: Sequence[LineKind]) -> dict[int, int]:
    """Return the line that closes each block, by that which opens it; blocks with the same name may be nested."""
    ends: dict[int, int] = {}
    opened: defaultdict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        found = _delimiter(line) if kinds[at] == "text" else None
        if found is None:
            continue
        name, closes = found
        if not closes:
            opened[name].append(at)
        elif opened[name]:
            ends[opened[name].pop()] = at
    return ends


def _delimiter(line: str) -> tuple[str, bool] | None:
    """Return the name of the block that a line opens or closes, and whether it closes it."""
    text = line.strip()
    if text.startswith(":::"):
        return ":::", not text.strip(":")
    if text in ("<aside>", "</aside>"):
        return "aside", text[1] == "/"
    tag = read_tag(text) if text[:1] in ("{", "<") and not text.endswith("/>") else None
    return (tag.name, tag.closes) if tag else None


def _kind(name: str) -> str:
    """Return the theme's kind for a name of another program; "" for none."""
    return name if name in _KINDS else _ALIASES.get(name, "")


def _boxed(kind: str, title: str, first: int, last: int | None) -> _Box | None:
    if last is None or not (_kind(kind) or kind in _FOLDS):
        return None
    if kind in _FOLDS:
        return _Box("???", "note", title or kind.capitalize(), first, last)
    return _Box("!!!", kind, title, first, last)
