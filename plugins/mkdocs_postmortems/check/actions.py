"""Rules of action items: an owner and a date for each, and somebody for what a final report leaves open."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.read.model import ActionItem


def find_unowned(subject: Subject) -> Iterator[Finding]:
    """``action-owner``"""
    for item in _committed(subject):
        if not item.owner and not _is_doubtful(subject, item, "owner"):
            yield Finding(
                f"action item {item.number} has no owner", *subject.text_of(item.span.first), help="add (owner: a team)"
            )


def find_undated(subject: Subject) -> Iterator[Finding]:
    """``action-due``"""
    refused = {problem.line for problem in subject.report.problems if problem.rule == "bad-due-date"}
    for item in _committed(subject):
        if item.due is None and item.span.first not in refused and not _is_doubtful(subject, item, "due"):
            yield Finding(
                f"action item {item.number} has no date",
                *subject.text_of(item.span.first),
                help="add (due: YYYY-MM-DD)",
            )


def find_ownerless_final(subject: Subject) -> Iterator[Finding]:
    """``open-actions-no-owner``"""
    open_items = _committed(subject)
    if (
        subject.is_final
        and open_items
        and not any(item.owner or _is_doubtful(subject, item, "owner") for item in open_items)
    ):
        yield Finding(
            f"a final report leaves {_count(len(open_items))} open, and nobody owns any",
            *subject.text_of(open_items[0].span.first),
            help="give each an owner, or mark it `status: not doing`",
        )


def _is_doubtful(subject: Subject, item: ActionItem, detail: str) -> bool:
    """Whether the detail seems to be there and was not understood, or is to be filled in, which another rule tells."""
    if any(each.detail == detail for each in item.unfilled):
        return True
    doubts = (problem for problem in subject.report.problems if problem.rule == "action-detail")
    return any(doubt.line in item.span and detail in doubt.message + doubt.help for doubt in doubts)


def _committed(subject: Subject) -> list[ActionItem]:
    """The items that somebody is to do: a proposed one needs neither owner nor date."""
    return [item for item in subject.report.actions if item.status == "open"]


def _count(number: int) -> str:
    return "one action item" if number == 1 else f"{number} action items"
