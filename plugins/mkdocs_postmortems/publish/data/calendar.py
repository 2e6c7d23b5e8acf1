"""``actions.ics``: the open action items with a due date, as a calendar to subscribe to.

``actions_calendar`` takes entries of the action list and the site, and returns the calendar's bytes.

An item is an all-day event on its due date rather than a to-do (VTODO), because calendar applications ignore to-dos in
a subscription. The event is transparent, so that nobody appears busy. UIDs consist of the report's id and the item's
number, and are the same in every build.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from mkdocs_postmortems.archive.action_list import ListedAction
from mkdocs_postmortems.publish.data.printable import printable
from mkdocs_postmortems.publish.linked_text import ticket_parts
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.inline import plain


def actions_calendar(entries: Iterable[ListedAction], site: Site) -> bytes:
    """Return an iCalendar file (RFC 5545). ``DTSTAMP`` is the build's day, so builds on one day give the same bytes."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//mkdocs-postmortems//action items//EN")
    calendar.add("x-wr-calname", _line(site.name))
    for entry in sorted(entries, key=lambda entry: (entry.item.due is None, entry.item.due, entry.key)):
        if entry.item.is_open and entry.item.due is not None:
            calendar.add_component(_event(entry, site))
    content: bytes = calendar.to_ical()
    return content


def _event(entry: ListedAction, site: Site) -> Event:
    item, due = entry.item, entry.item.due
    assert due is not None
    event = Event()
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
