"""``check.subject``: what rules ask about the report that they check."""

from __future__ import annotations

from datetime import UTC, datetime
from time import process_time

from msgspec.structs import replace

from mkdocs_postmortems.check.answers.whole import Clock, Inquiry, Whole
from mkdocs_postmortems.check.subject import Subject
from mkdocs_postmortems.read.model import Span
from mkdocs_postmortems.settings import Settings


def test_a_report_full_of_internal_lines_takes_linear_time(make) -> None:
    """Rules ask for each line; a search of all spans each time took seconds."""
    spans = tuple(Span(line, line) for line in range(2, 40_000, 2))
    report = replace(make(), internal=spans)
    subject = Subject(report, Inquiry(Whole([])), Clock(datetime(2024, 6, 1, tzinfo=UTC)), Settings())
    begun = process_time()
    assert sum(map(subject.is_internal, range(40_000))) == len(spans)
    assert process_time() - begun < 2
