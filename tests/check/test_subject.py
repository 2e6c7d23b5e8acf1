"""``check.subject``: what rules ask about the report that they check."""

from __future__ import annotations

from time import process_time

from msgspec.structs import replace

from mkdocs_postmortems.check.answers.whole import Clock, Inquiry
from mkdocs_postmortems.check.subject import Subject
from mkdocs_postmortems.read.model import Source, Span
from mkdocs_postmortems.settings import Settings
from tests.check.conftest import NOW, whole_of


def test_a_report_full_of_internal_lines_takes_linear_time(make) -> None:
    """Rules ask for each line; a search of all spans each time took seconds."""
    spans = tuple(Span(line, line) for line in range(2, 40_000, 2))
    report = replace(make(), internal=spans)
    subject = Subject(report, Inquiry(whole_of([])), Clock(NOW), Settings())
    begun = process_time()
    assert sum(map(subject.is_internal, range(40_000))) == len(spans)
    assert process_time() - begun < 2


def test_a_finding_points_to_the_entry_of_a_list(make):
    """In any style of list; if the entry is not found, to the value."""
    text = "---\nid: x\nrelated:\n  - a-b\n  - a\n---\n"
    report = make(lines={"id": Span(2, 2), "related": Span(3, 5)}, report={"source": Source("a.md", text, "", 7)})
    subject = Subject(report, Inquiry(whole_of([])), Clock(NOW), Settings())
    assert subject.entry_of("related", "a") == (5, 5)
    assert subject.entry_of("id", "x") == (2, 5)
    assert subject.entry_of("related", "c") == (3, 1)
