"""Changes of a body, line by line.

The first steps of an import rewrite the lines of a ``Body`` in place, so that the next one reads what the last has
written. What ``headings``, ``measures`` and the steps of ``finder`` want to change are ``Edits``, which ``report``
applies at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from mkdocs_postmortems.imports.document import Document, line_end
from mkdocs_postmortems.read.body.blocks import classify
from mkdocs_postmortems.read.model import LineKind


class Edits(Struct):
    """Changes of a body, by line, counted from 1. ``notes`` say what was changed and why, with the line."""

    drop: set[int] = field(default_factory=set)
    replace: dict[int, str] = field(default_factory=dict)
    before: dict[int, str] = field(default_factory=dict)
    notes: list[tuple[int, str]] = field(default_factory=list)

    def note(self, line: int, what: str) -> None:
        self.notes.append((line, what))

    def put(self, line: int, text: str, note: str) -> None:
        """Replace a line. In the text, which may have several lines, they end with a line feed."""
        self.replace[line] = text
        self.note(line, note)

    def put_above(self, line: int, heading: str, note: str) -> None:
        self.before[line] = heading
        self.note(line, note)

    def apply(self, lines: Sequence[str], ends: Sequence[str]) -> str:
        """Return the body with the changes; all other lines and their ends stay as they are."""
        end = line_end(ends)
        out: list[str] = []
        for number, (line, its_end) in enumerate(zip(lines, ends, strict=True), 1):
            new = self.replace[number].replace("\n", end) if number in self.replace else line
            is_new_heading = number in self.replace and new.startswith("##")
            if (number in self.before or is_new_heading) and out and out[-1].strip():
                out.append(end)
            if number in self.before:
                out.append(f"{self.before[number]}{end}{end}")
            if number not in self.drop:
                out.append(new + its_end)
                if is_new_heading and number < len(lines) and lines[number].strip():
                    out.append(end)
        return "".join(out)


class Body(Struct):
    """The lines of a document, from 0, which the first steps rewrite; their number stays the same.

    ``edits`` has the lines that are to be dropped, which are blank until then, and the notes.
    """

    name: str
    form: str
    is_mdx: bool
    lines: list[str]
    ends: list[str]
    edits: Edits
    classified: tuple[list[str], Sequence[LineKind]] = ([], ())
    """The lines as they were classified last, and their kinds."""

    @classmethod
    def of(cls, document: Document) -> Body:
        is_mdx = document.name.lower().endswith(".mdx") or "mdx" in document.fields
        lines, ends, edits = list(document.lines), list(document.ends), Edits(drop=set(document.gone))
        return cls(document.name, document.form, is_mdx, lines, ends, edits)

    def written(self, document: Document) -> Document:
        """Return the document with these lines."""
        return replace(document, lines=tuple(self.lines), ends=tuple(self.ends))

    @property
    def kinds(self) -> Sequence[LineKind]:
        """The kinds of the lines, which are classified again only if one has changed."""
        if self.classified[0] != self.lines:
            self.classified = (list(self.lines), classify(self.lines).kinds)
        return self.classified[1]

    def texts(self) -> Iterator[tuple[int, str]]:
        """Return the lines that are text, and no code."""
        return ((at, self.lines[at]) for at, kind in enumerate(self.kinds) if kind == "text")

    def put(self, at: int, line: str, note: str) -> None:
        self.lines[at] = line
        self.note(at, note)

    def drop(self, at: int, note: str = "") -> None:
        self.lines[at] = ""
        self.edits.drop.add(at + 1)
        if note:
            self.note(at, note)

    def note(self, at: int, what: str) -> None:
        self.edits.note(at + 1, what)
