"""The steps that find the facts of an incident, the most reliable source first.

``find_facts`` takes a ``Draft`` and adds to its facts, and edits for lines that move out of the text. Later steps add
only what is still missing. Internal text tells nothing: most fields are public. Called by ``report``.
"""

from __future__ import annotations

from mkdocs_postmortems.imports.facts.draft import Draft
from mkdocs_postmortems.imports.facts.incident_days import find_day_of_incident, learn_dates
from mkdocs_postmortems.imports.facts.incident_times import find_start, find_times_of_labels, find_times_of_timeline
from mkdocs_postmortems.imports.facts.incident_zone import find_zone_of_report
from mkdocs_postmortems.imports.facts.moved_lines import move_lines
from mkdocs_postmortems.imports.facts.old_fields import drop_repeated_fields, read_old_fields
from mkdocs_postmortems.imports.facts.text_facts import find_texts
from mkdocs_postmortems.imports.facts.titles import shorten_title, take_title
from mkdocs_postmortems.imports.text.labels import Label, find_labels
from mkdocs_postmortems.read.body.internal import read_internal
from mkdocs_postmortems.read.times.line_times import read_head


def find_facts(draft: Draft) -> None:
    """Find all facts of a document."""
    timeline = draft.layout.timeline
    skip = timeline.span if timeline else None
    spans = read_internal(draft.lines, draft.kinds, draft.headings, 1).spans
    draft.internal = frozenset(line for span in spans for line in span.numbers)
    labels = find_labels(draft, skip)
    others = draft.internal | draft.lines_of_measures()  # a measure has a priority and a component of its own
    draft.labels = [label for label in labels if label.line not in others]
    if day := draft.document.part:  # the heading of the incident on a page of several
        draft.labels.append(Label("date", _time_in_heading(draft) or day, 1, "heading"))
    for step in (
        read_old_fields,
        learn_dates,
        take_title,
        find_day_of_incident,
        find_zone_of_report,
        find_times_of_labels,
        find_times_of_timeline,
        find_start,
        find_texts,
        drop_repeated_fields,
        move_lines,
        shorten_title,
    ):
        step(draft)


def _time_in_heading(draft: Draft) -> str:
    """Return the heading of an incident in a log if it begins with when that began; else ""."""
    title = draft.headings[0].title if draft.headings else ""
    head = read_head(title)
    return title if head and head.stamp.timed else ""
