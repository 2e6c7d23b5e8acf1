"""Changes of a body, line by line.

``Edits`` are what each step of an import wants to change; ``report`` applies them all at the end. The steps before
``headings``, ``headings`` itself, ``measures`` and the steps of ``fact_finder`` make them.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field


class Edits(Struct):
    """Changes of a body, by line, counted from 1. ``notes`` say what was changed and why, with the line."""

    drop: set[int] = field(default_factory=set)
    replace: dict[int, str] = field(default_factory=dict)
    before: dict[int, str] = field(default_factory=dict)
    notes: list[tuple[int, str]] = field(default_factory=list)

    def add(self, other: Edits) -> None:
        """Take over dropped lines and notes of an earlier step, whose other changes are in the lines already."""
        self.drop |= other.drop
        self.notes += other.notes

    def apply(self, lines: Sequence[str], ends: Sequence[str]) -> str:
        """Return the body with the changes; all other lines and their ends stay as they are."""
        end = next((each for each in ends if each), "\n")
        out: list[str] = []
        for number, (line, its_end) in enumerate(zip(lines, ends, strict=True), 1):
            new = self.replace.get(number, line)
            if (number in self.before or (number in self.replace and new[:2] == "##")) and out and out[-1].strip():
                out.append(end)
            if number in self.before:
                out.append(f"{self.before[number]}{end}{end}")
            if number not in self.drop:
                out.append(new + its_end)
                if number in self.replace and new[:2] == "##" and number < len(lines) and lines[number].strip():
                    out.append(end)
        return "".join(out)
