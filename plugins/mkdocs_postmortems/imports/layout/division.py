"""A body while it is divided into sections.

``headings`` makes a ``Division`` of a body's lines, and it and ``measures`` change it: the levels of its headings, and
the edits that make headings of other lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from mkdocs_postmortems.imports.edits import Edits
from mkdocs_postmortems.imports.text.parts import STAND_IN, Part
from mkdocs_postmortems.imports.text.structure import Text
from mkdocs_postmortems.read.model import Heading
from mkdocs_postmortems.sections import Role, SectionSet, comparable

REST = "## Further details"
"""The heading of the rest of a page behind a part that no heading ends."""


class Division(Text):
    """A text and what becomes of it.

    ``headings`` are those that open or could open a section, and ``levels`` their new levels, by line. ``timeline`` is
    the part that holds the timeline.
    """

    sections: SectionSet
    timeline: Part | None
    edits: Edits
    levels: dict[int, int]

    def name_of(self, role: Role, otherwise: str) -> str:
        """Return the heading of a section of that role in the site's set."""
        return next(iter(self.sections.names_with(role)), otherwise)

    def unused(self, name: str) -> str:
        """Return a heading that no other one equals: the name, or the name with a number."""
        others = {comparable(each.title) for each in self.headings}
        others |= {comparable(each.lstrip("# ")) for each in self.edits.before.values()}
        names = (name, *(f"{name} ({number})" for number in range(2, len(others) + 3)))
        return next(each for each in names if comparable(each) not in others)

    def is_known(self, title: str, role: Role) -> bool:
        """Whether a heading with that text opens a section of that role."""
        rule = self.sections.find(title)
        return rule is not None and rule.role == role

    def family(self, at: int) -> list[Heading]:
        """Return a heading and those behind it, up to the end of the part around them."""
        here = self.headings[at]
        return list(takewhile(lambda each: each.level >= here.level, self.headings[at:]))

    def raise_to_sections(self, headings: Sequence[Heading]) -> None:
        """Raise the first of the headings to level 2, and the others by as much."""
        raise_by = max(0, self.levels[headings[0].line] - 2) if headings else 0
        for each in headings:
            self.levels[each.line] = max(2, self.levels[each.line] - raise_by)

    def put_section_above(self, place: int, name: str) -> None:
        """Put a heading above one that is not known, which is below it then with all that it heads.

        So its words and its anchor stay, and neither of the two heads nothing.
        """
        here = self.headings[place]
        self.edits.put_above(here.line, f"## {name}", f'put "## {name}" above "{here.title}"')
        lower_by = max(0, 3 - self.levels[here.line])
        for at in (place, *self.places_below(place)):
            line = self.headings[at].line
            self.levels[line] = min(6, self.levels[line] + lower_by)

    def make_heading(self, part: Part, name: str, what: str) -> None:
        """Turn the line that serves as a heading into one, and separate the rest of its list or page from the part.

        ``name`` is put in front of its words; "" if they are the name of such a section.
        """
        title = part.title.strip().rstrip(":：").rstrip()
        heading = f"## {name} - {title}" if name else f"## {title}"
        self.edits.notes = [each for each in self.edits.notes if each[0] != part.line]
        self.edits.put(part.line, heading, f"{what}: {self.lines[part.line - 1].strip()!r} is a heading now")
        if self.edits.before.get(part.line) == REST:
            del self.edits.before[part.line]
        inside = [self.lines[at] for at in range(part.span.first - 1, part.span.last) if self.lines[at].strip()]
        indent = min((len(line) - len(line.lstrip()) for line in inside), default=0)
        if indent > 1:  # it was nested in an item, and would be code now
            for at in part.span.numbers:
                line = self.lines[at - 1]
                self.edits.replace[at] = line[min(indent, len(line)) :]
        self.set_off(part, what)

    def set_off(self, part: Part, what: str) -> None:
        """Insert a heading behind a part that no heading ends."""
        below = range(part.span.last + 1, len(self.lines) + 1)
        after = next((at for at in below if self.lines[at - 1].strip()), None)
        if after is None or after in self.levels or after in self.edits.replace:
            return
        match = STAND_IN.match(self.lines[after - 1])
        if part.kind != "item" and match and self.kinds[after - 1] == "text":
            words = (match["bold"] or match["plain"]).strip()
            heading = f"## {words.rstrip(':：').rstrip()}"
            self.edits.put(after, heading, f"{words!r} is a heading now, so that the {what} ends above it")
        else:
            self.edits.put_above(after, REST, f'put "{REST}" here, so that the {what} ends above it')
