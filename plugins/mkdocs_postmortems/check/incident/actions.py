"""Rules for the owners and due dates of action items."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mkdocs_postmortems.check.incident.times import is_future
from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.diagnostics import counted
from mkdocs_postmortems.read.model import ActionItem

_TWINS = frozenset({"action-owner", "open-actions-no-owner"})
"""Rules that report the same items, singly and at once; only the second does, unless the settings name either."""


def find_unowned(subject: Subject) -> Iterator[Finding]:
    """``action-owner``"""
    if _TWINS.isdisjoint(subject.settings.rules) and any(find_ownerless_final(subject)):
        return  # which reports all at once
    for item in _committed(subject):
        if not item.mentions("owner"):
            yield Finding(
                f"action item {item.number} has no owner",
                *subject.text_of(item.span.first),
                help="write a team in a column Owner" if item.is_row else "add (owner: a team)",
            )


def find_undated(subject: Subject) -> Iterator[Finding]:
    """``action-due``"""
    for item in _committed(subject):
        if not item.mentions("due"):
            yield Finding(
                f"action item {item.number} has no due date",
                *subject.text_of(item.span.first),
                help="write it as YYYY-MM-DD in a column Due" if item.is_row else "add (due: YYYY-MM-DD)",
            )


def find_due_early(subject: Subject) -> Iterator[Finding]:
    """``due-before-start``"""
    started = subject.report.fields.started
    if started is None or is_future(started, subject.clock):
        return  # a start in the future is a mistake, as ``future-time`` reports
    begun = started.at.date()
    for item in subject.report.actions:
        if item.due is not None and item.is_open and item.due < begun:
            later = _years_later(item.due, begun)
            yield Finding(
                f"action item {item.number} is due on {item.due}, before the incident began",
                *subject.text_of(item.span.first),
                help=f"did you mean {later}?" if later else "correct the date",
            )


def _years_later(day: date, after: date) -> date | None:
    """Return the same day in the first year that puts it on or after another; ``None`` if that year lacks the day."""
    try:
        same = day.replace(year=after.year)
        return same if same >= after else day.replace(year=after.year + 1)
    except ValueError:
        return None


def find_ownerless_final(subject: Subject) -> Iterator[Finding]:
    """``open-actions-no-owner``"""
    open_items = _committed(subject)
    if subject.is_final and open_items and not any(item.mentions("owner") for item in open_items):
        yield Finding(
            f"this final report leaves {counted(len(open_items), 'action item')} open without an owner",
            *subject.text_of(open_items[0].span.first),
            help="write a team in a column Owner, or `not doing` in a column Status"
            if open_items[0].is_row
            else "give each an owner, or mark it `status: not doing`",
        )


def _committed(subject: Subject) -> list[ActionItem]:
    """Return the items that are to be done; proposed ones need neither owner nor date."""
    return [item for item in subject.report.actions if item.status == "open"]
