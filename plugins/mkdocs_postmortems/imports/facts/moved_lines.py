"""Remove lines at the top of a text that say only what is in the front matter now. Called by ``finder``."""

from __future__ import annotations

from mkdocs_postmortems.imports.facts.draft import ADDRESS, Draft
from mkdocs_postmortems.imports.facts.texts import say_the_same
from mkdocs_postmortems.imports.text.labels import Label
from mkdocs_postmortems.read.model import TIME_FIELDS
from mkdocs_postmortems.read.times.line_times import read_head


def move_lines(draft: Draft) -> None:
    """Remove lines at the top that say only what is in the front matter now."""
    part = draft.layout.timeline
    heads = [each.line for each in draft.headings if each is not draft.layout.title and each.top]
    stop = min([*heads, *([part.line or part.span.first] if part else [])], default=0)
    for label in draft.labels:
        if not (label.alone and 0 < label.line < stop) or _goes_on(draft, label.line):
            continue
        if _says_no_more(draft, label) or _is_mapped(draft, label):
            _move(draft, label.line)
    title = draft.facts.fields.get("title", "")
    for number, line in enumerate(draft.lines[: stop - 1 if stop else None], 1):
        if number in draft.edits.drop or ADDRESS.search(line):
            continue
        if draft.stands_alone(number) and say_the_same(line, title):
            _move(draft, number)


def _move(draft: Draft, line: int) -> None:
    draft.edits.drop.add(line)
    draft.edits.note(line, f"{draft.lines[line - 1].strip()!r} moved into the front matter")


def _is_mapped(draft: Draft, label: Label) -> bool:
    """Whether the line has the severity that was mapped to one of the site's; the author's word is kept."""
    found = draft.facts.found.get("severity")
    if label.fact != "severity" or found is None or found.line != draft.source_line(label.line):
        return False
    draft.facts.kept.setdefault("severity", label.value)
    return True


def _says_no_more(draft: Draft, label: Label) -> bool:
    """Whether the front matter contains all that the line says."""
    fact = "started" if label.fact == "date" else label.fact
    found = draft.facts.found.get(fact)
    if found is None:
        return False
    if fact in ("title", "tags", "authors", "services", "teams", "severity", "timezone"):
        value = draft.facts.fields[fact]
        told = value if isinstance(value, str) else ", ".join(value)
        return say_the_same(label.value, told) and not ADDRESS.search(label.value)
    if fact in TIME_FIELDS:
        head, (start, end) = read_head(label.value), draft.calendar.read(label.value, label.zone)
        if head is None or head.text.strip() or start is None or end is not None:
            return False
        written = draft.calendar.written(start)
        return found.value.startswith(written) if start.is_day else found.value == written
    return False


def _goes_on(draft: Draft, line: int) -> bool:
    """Whether the line below is part of the same item or sentence."""
    below = draft.lines[line] if line < len(draft.lines) else ""
    return bool(below.strip()) and (
        below[:1].isspace() or (not any(each.line == line + 1 for each in draft.labels) and below[0] not in "-*+#|")
    )
