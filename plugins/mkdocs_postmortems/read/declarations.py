"""Find sentences that declare the zone or the day of the times below them. Called by ``timeline_parts``."""

from __future__ import annotations

import re

from mkdocs_postmortems.read.days import Day, find_day
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.zones import find_zone, written_zone

_DECLARES = pattern(
    r"(?<![^\W_])(?:times?|timestamps?|clocks?|time ?zones?|dates?|zeiten"
    r"|zeitangaben|uhrzeiten|zeitzone|heures|horas|horaires|timeline|chronology|events|ereignisse|zeitleiste)\b"
    r"|タイムライン|時刻|時間|タイムゾーン|日時",
    re.IGNORECASE,
)
"""Words of a sentence that may declare the zone or the day of the times below it."""
_LONGEST_DECLARATION = 300


def read_declaration(text: str) -> tuple[str, Day | None] | None:
    """Return the zone and date that a sentence declares for the times below it; ``None`` if it declares neither.

    ``All times in CET.`` ``(UTC)`` ``All times in PST, on February 5th 2019`` ``Timeline of 2023-10-16:``
    """
    if len(text) > _LONGEST_DECLARATION:
        return None
    bare = text.strip("()[]*_. \t\n")
    if written_zone(bare):
        return bare, None
    declares = _DECLARES.search(text)
    if declares is None:
        return None
    rest = re.split(r"[.;]\s", text[declares.start() :], maxsplit=1)[0]
    zone = find_zone(rest) or find_zone(text[: declares.start()])
    day = find_day(rest) if zone or rest.rstrip("*_ ").endswith((":", "：")) else None
    return (zone, day) if zone or day else None
