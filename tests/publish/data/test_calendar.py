from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from mkdocs_postmortems.archive.action_list import list_actions
from mkdocs_postmortems.publish.data.calendar import actions_calendar, calendar_events
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.model import ActionItem, Fields, Report, Source, Span

SITE = Site(name="Example archive", url="https://status.example.com/", now=datetime(2024, 11, 6, tzinfo=UTC))
TODAY = date(2024, 11, 6)


def calendar(*items: ActionItem, site: Site = SITE, title: str = "Login fails") -> Calendar:
    report = Report("one.md", "one", Source("one.md", ""), Fields(title=title, severity="SEV-2"), actions=items)
    return Calendar.from_ical(actions_calendar(calendar_events(list_actions([report], TODAY), site), site))


def an_item(number: int = 1, text: str = "Alert on *failed* logins", **details: object) -> ActionItem:
    return ActionItem(number, text, Span(1, 1), **{"due": date(2024, 12, 1), **details})  # type: ignore[arg-type]


def test_an_open_item_is_an_all_day_event_on_its_due_date() -> None:
    """With its text, owner, report, ticket, and the address of the report."""
    (event,) = calendar(an_item(owner="observability", ticket="[OPS-13](https://tickets.example/OPS-13)")).walk(
        "VEVENT"
    )
    assert event["uid"] == "one-1@status.example.com"
    assert event.decoded("dtstart") == date(2024, 12, 1)
    assert event.decoded("dtend") == date(2024, 12, 2)
    assert event.decoded("dtstamp") == datetime(2024, 11, 6, tzinfo=UTC)
    assert event["summary"] == "Alert on failed logins (observability)"
    assert event["description"] == "Login fails\nOPS-13\nhttps://tickets.example/OPS-13"
    assert event["url"] == "https://status.example.com/incidents/one/"
    assert event["transp"] == "TRANSPARENT"


def test_closed_and_undated_items_are_left_out() -> None:
    """Proposed ones are tentative."""
    found = calendar(an_item(1, status="done"), an_item(2, status="not doing"), an_item(3, due=None)).walk("VEVENT")
    assert list(found) == []
    (event,) = calendar(an_item(status="proposed")).walk("VEVENT")
    assert event["status"] == "TENTATIVE"


def test_an_empty_calendar_is_valid() -> None:
    """It has a version and a product."""
    found = calendar()
    assert found["version"] == "2.0" and found["prodid"]


def test_the_last_possible_day_has_no_end() -> None:
    """An event without an end lasts its day."""
    (event,) = calendar(an_item(due=date.max)).walk("VEVENT")
    assert "dtend" not in event


@settings(deadline=None)
@given(st.text(), st.text())
def test_no_text_starts_a_new_line(text: str, title: str) -> None:
    """Whatever it contains, the calendar has one event and no additional property."""
    hostile = an_item(text=f"x\r\nEND:VEVENT\r\nATTACH:{text}", owner="a\nb")
    (event,) = calendar(hostile, title=title).walk("VEVENT")
    assert set(event) == {
        "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP", "STATUS", "CATEGORIES", "URL"
    }  # fmt: skip


def test_same_input_same_bytes() -> None:
    """Apart from the timestamp, the order of the items and the time of the build do not matter."""
    report = Report("one.md", "one", Source("one.md", ""), actions=(an_item(1), an_item(2, due=date(2024, 11, 9))))
    events = calendar_events(list_actions([report], TODAY), SITE)
    assert actions_calendar(events, SITE) == actions_calendar(events[::-1], SITE)
