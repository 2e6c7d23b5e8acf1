from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.archive.action_list import (
    GROUPS,
    ListedAction,
    by_owner,
    flow_by_quarter,
    list_actions,
    opened_on,
    tally,
)
from mkdocs_postmortems.archive.statistics import Quarter, quarter_range
from mkdocs_postmortems.read.model import ActionItem, Fields, Moment, Report, Source, Span

TODAY = date(2024, 11, 6)
QUARTERS = quarter_range([date(2024, 1, 1)], TODAY)


def a_report(*items: ActionItem, id: str = "one", resolved: date | None = date(2024, 8, 12)) -> Report:
    end = Moment(datetime(resolved.year, resolved.month, resolved.day, 9, tzinfo=UTC)) if resolved else None
    return Report(f"{id}.md", id, Source(f"{id}.md", ""), Fields(title=id, resolved=end), actions=items)


def an_item(number: int = 1, **details: object) -> ActionItem:
    return ActionItem(number, f"Measure {number}", Span(1, 1), **details)  # type: ignore[arg-type]


def entry(**details: object) -> ListedAction:
    (found,) = list_actions([a_report(an_item(**details))], TODAY)
    return found


@pytest.mark.parametrize(
    ("details", "group", "late", "days_left"),
    [
        ({"due": date(2024, 11, 5)}, "overdue", 1, None),
        ({"due": date(2024, 11, 6)}, "soon", 0, 0),
        ({"due": date(2024, 12, 6)}, "soon", 0, 30),
        ({"due": date(2024, 12, 7)}, "later", 0, 31),
        ({"due": date(2024, 11, 5), "status": "proposed"}, "overdue", 1, None),
        ({}, "undated", 0, None),
        ({"status": "done", "due": date(2024, 1, 1)}, "done", 0, None),
        ({"status": "not doing"}, "not doing", 0, None),
    ],
)
def test_an_item_is_in_one_group(details: dict[str, object], group: str, late: int, days_left: int | None) -> None:
    """It is overdue from the day after its due date on; a closed item never is."""
    found = entry(**details)
    assert (found.group, found.late, found.days_left) == (group, late, days_left)


def test_an_items_age_counts_from_its_incidents_end() -> None:
    """An open item ages until today, a closed one until its closing date, if that is known."""
    assert entry().age == 86
    assert entry(status="done", closed=date(2024, 8, 20)).age == 8
    assert entry(status="done").age is None
    assert entry(status="done", closed=date(2024, 8, 1)).age == 0


def test_without_an_end_an_item_counts_from_the_start() -> None:
    """Without any time, it has no age."""
    started = Fields(started=Moment(datetime(2024, 3, 1, tzinfo=UTC)))
    assert opened_on(Report("a.md", "a", Source("a.md", ""), started)) == date(2024, 3, 1)
    (found,) = list_actions([a_report(an_item(), resolved=None)], TODAY)
    assert (found.opened, found.age) == (None, None)


def test_the_longest_overdue_comes_first() -> None:
    """Then items by due date; then items without a date, oldest first; closed ones last, newest first."""
    reports = [
        a_report(
            an_item(1, due=date(2024, 11, 1)),
            an_item(2, due=date(2023, 12, 1)),
            an_item(3),
            an_item(4, due=date(2024, 11, 20)),
            an_item(5, due=date(2024, 11, 8)),
            an_item(6, status="done", closed=date(2024, 9, 1)),
            an_item(7, status="done", closed=date(2024, 10, 1)),
        ),
        a_report(an_item(8), id="older", resolved=date(2024, 1, 1)),
    ]
    assert [found.item.number for found in list_actions(reports, TODAY)] == [2, 1, 5, 4, 8, 3, 7, 6]


def test_owners_with_late_items_come_first() -> None:
    """Spellings that differ only in case are one owner; items without an owner come last."""
    late = {"due": date(2024, 1, 1)}
    items = [
        an_item(1, owner="web"),
        an_item(2, owner="Web"),
        an_item(3, owner="web"),
        an_item(4, owner="billing", **late),
        an_item(5, **late),
    ]
    owners = by_owner(list_actions([a_report(*items)], TODAY))
    assert [(owner.name, owner.tally.open, owner.tally.late) for owner in owners] == [
        ("billing", 1, 1),
        ("web", 3, 0),
        ("", 1, 1),
    ]


def test_a_quarter_counts_items_opened_closed_and_left_open() -> None:
    """Its count of open items includes those from before the first quarter."""
    reports = [
        a_report(an_item(1), an_item(2, status="done", closed=date(2024, 5, 1)), id="a", resolved=date(2023, 5, 1)),
        a_report(an_item(1, status="not doing", closed=date(2024, 12, 1)), id="b", resolved=date(2024, 4, 1)),
    ]
    found = flow_by_quarter(list_actions(reports, TODAY), QUARTERS)
    assert [(flow.opened, flow.closed, flow.open_at_end) for flow in found.flows] == [
        (0, 0, 2),
        (1, 1, 2),
        (0, 0, 2),
        (0, 1, 1),
    ]


def test_a_missing_closing_date_is_not_guessed() -> None:
    """The item counts as opened and as closed without a date, and as open in no quarter."""
    found = flow_by_quarter(list_actions([a_report(an_item(status="done"))], TODAY), QUARTERS)
    assert [(flow.opened, flow.closed, flow.open_at_end) for flow in found.flows][2] == (1, 0, 0)
    assert found.undated == 1


ITEMS = st.builds(
    an_item,
    st.integers(1, 9),
    status=st.sampled_from(["open", "proposed", "done", "not doing"]),
    due=st.none() | st.dates(),
    closed=st.none() | st.dates(date(2000, 1, 1), TODAY),
    owner=st.sampled_from(["", "web", "WEB", "identity"]),
)


@settings(deadline=None)
@given(st.lists(ITEMS, max_size=20), st.dates(date(2000, 1, 1), TODAY))
def test_every_item_is_counted_once(items: list[ActionItem], resolved: date) -> None:
    """In its group, by owner and in the flow; the last quarter's open items are those open today."""
    entries = list_actions([a_report(*items, resolved=resolved)], TODAY)
    groups = Counter(entry.group for entry in entries)
    assert groups.keys() <= {*GROUPS}
    assert len(entries) == len(items)
    assert sum(owner.tally.total for owner in by_owner(entries)) == len(items)
    assert tally(entries).late == groups["overdue"]
    flows = flow_by_quarter(entries, [Quarter(2000, 1), *quarter_range([date(2000, 4, 1)], TODAY, most=200)])
    assert sum(flow.opened for flow in flows.flows) == len(items)
    assert sum(flow.closed for flow in flows.flows) + flows.undated + tally(entries).open == len(items)
    assert flows.flows[-1].open_at_end == tally(entries).open
    assert all(flow.open_at_end >= 0 for flow in flows.flows)
