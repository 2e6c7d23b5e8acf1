"""``actions.ics``: the open action items with a due date, as a calendar to subscribe to.

``calendar_events`` takes entries of the action list and the site, and returns the event of each; ``actions_calendar``
takes events, and returns the calendar's bytes.

An item is an all-day event on its due date rather than a to-do (VTODO), because calendar applications ignore to-dos in
a subscription. The event is transparent, so that nobody appears busy. UIDs consist of the report's id and the item's
number, and are the same in every build.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from mkdocs_postmortems.archive.action_list import ListedAction
from mkdocs_postmortems.publish.data.printable import printable
from mkdocs_postmortems.publish.linked_text import ticket_parts
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.body.inline import plain

CalendarEvent = tuple[date, str, bytes]
"""An event's day, the key of its action item, and its lines (RFC 5545)."""


def calendar_events(entries: Iterable[ListedAction], site: Site) -> tuple[CalendarEvent, ...]:
    """Return the events of those entries that are open and have a due date.

    ``DTSTAMP`` is the build's day, so builds on one day give the same bytes.
    """
    return tuple(
        (entry.item.due, entry.key, _event(entry, entry.item.due, site).to_ical())
        for entry in entries
        if entry.item.is_open and entry.item.due is not None
    )


def actions_calendar(events: Iterable[CalendarEvent], site: Site) -> bytes:
    """Return an iCalendar file (RFC 5545) with these events, sorted by day."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//mkdocs-postmortems//action items//EN")
    calendar.add("x-wr-calname", _line(site.name))
    head, end, rest = calendar.to_ical().rpartition(b"END:VCALENDAR")
    return b"".join([head, *(lines for _, _, lines in sorted(events)), end, rest])


def _event(entry: ListedAction, due: date, site: Site) -> Event:
    item, event = entry.item, Event()
    event.add("uid", f"{entry.key}@{urlsplit(site.url).hostname or 'postmortems.invalid'}")
    event.add("dtstamp", datetime.combine(entry.today, time(), UTC))
    event.add("dtstart", due)
    if due < due.max:
        event.add("dtend", due + timedelta(days=1))
    event.add("summary", _line(plain(item.first_paragraph)) + (f" ({_line(item.owner)})" if item.owner else ""))
    ticket, addresses = ticket_parts(item.ticket)
    event.add(
        "description", "\n".join(filter(None, map(_line, (entry.report.fields.title, item.type, ticket, *addresses))))
    )
    event.add("transp", "TRANSPARENT")
    event.add("status", "TENTATIVE" if item.status == "proposed" else "CONFIRMED")
    if entry.report.fields.severity:
        event.add("categories", [_line(entry.report.fields.severity)])
    if site.url:
        event.add("url", site.absolute(site.report(entry.report.id)))
    return event


def _line(text: str) -> str:
    """Return the text on one line, without characters that a calendar cannot contain."""
    return " ".join(printable(text).split())
