"""Time zones as people write them: an IANA name, an offset, an abbreviation, a word for a region.

Takes the text of a zone, from ``date_times`` (front matter) and ``stamps`` (timelines). Returns a ``Zone``, or raises a
``TimeRefused`` that says what to write instead.
"""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from itertools import product

from msgspec import Struct

from mkdocs_postmortems.diagnostics import Problem, excerpt
from mkdocs_postmortems.letters import bare as without_accents
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.zone_names import ABBREVIATIONS, NAMES, PLACES, REGIONS, is_zone, suggest_zones, zones_in


class TimeRefused(Exception):
    """A written time, date or zone that cannot be accepted: the rule it breaks, and how to fix it."""

    def __init__(self, rule: str, message: str, help: str = "") -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.help = help

    def problem(self, line: int, column: int = 1) -> Problem:
        """Return the refusal as a problem at a position of the file."""
        return Problem(self.rule, self.message, line, column, self.help)


class Zone(Struct, frozen=True):
    """A time zone, and its name as shown to readers."""

    name: str
    tzinfo: tzinfo


UTC_ZONE = Zone("UTC", UTC)

AREAS = ("Europe", "America", "Asia", "Africa", "Australia", "Pacific", "Atlantic", "Indian")
"""The first parts of the names of places with a city, in the order in which a city is looked up."""

_OFFSET = pattern(r"(?:UTC|GMT)?\s?([+\-−])(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_SIGNED_ETC = pattern(r"Etc/GMT([+-])(\d{1,2})")
_NO_SEASONS = {"EST": "America/New_York", "MST": "America/Denver or America/Phoenix"}
"""Names in the database that are not places, each with places that may be meant."""
SEASONAL = frozenset(
    {
        *("WET", "WEST", "BST", "CET", "CEST", "EET", "EEST", "AEST", "AEDT", "ACST", "ACDT", "NZST", "NZDT"),
        *("AST", "ADT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "AKST", "AKDT"),
    }
)
"""Abbreviations of which a place alternates between two. Not GMT: many use it for UTC all year."""
_REGIONS = "Pacific|Mountain|Central|Eastern"
_REGION_TIME = pattern(rf"({_REGIONS})(?:\s(?:standard\s|daylight\s)?time)?", re.IGNORECASE)
_PLACE = pattern(r"[A-Z]\w{1,20}(?:/[A-Z][\w+-]{0,20}){1,2}", re.ASCII)


def read_zone(name: object) -> Zone:
    """Return the IANA zone of that name.

    Raises ``TimeRefused`` (``unknown-timezone``) for anything else; names are case-sensitive, as in the database.
    """
    if isinstance(name, str) and is_zone(name):
        return _place(name)
    written = excerpt(name) if isinstance(name, str) else name
    raise TimeRefused("unknown-timezone", f"{written!r} is not a time zone", _suggest(name))


def check_zone(name: str) -> Problem | None:
    """Return a warning (``ambiguous-timezone``) about a valid name that most people misread."""
    if meant := _NO_SEASONS.get(name):
        message = f"{name} has no daylight saving time, but most places that use it do"
        return Problem("ambiguous-timezone", message, help=f"write a place, such as {meant}")
    match = _SIGNED_ETC.fullmatch(name)
    if match is None or int(match[2]) == 0:
        return None
    side, other = ("behind", "-") if match[1] == "+" else ("ahead of", "+")
    message = f"{name} is {match[2]} h {side} UTC: its sign is the opposite of the usual one"
    help = f"write a place, such as Europe/Berlin; or Etc/GMT{other}{match[2]} for the other side of UTC"
    return Problem("ambiguous-timezone", message, help=help)


def check_season(word: str, wall: datetime, near: Iterable[Zone]) -> TimeRefused | None:
    """Return what is wrong with an abbreviation that belongs to the other half of the year: ``EDT`` in January.

    Standard time in summer, such as ``EST`` in July, is reported only if a zone ``near`` (the report's, the site's)
    uses that name in winter, because some places keep it all year.
    """
    if word not in SEASONAL:
        return None
    for zone in near:
        if word in (now := _names(zone, wall)):
            return None
        if word in _seasons(zone, wall):
            return _other_season(word, wall, zone.name, now[0])
    places = [_place(place) for _, place in ABBREVIATIONS[word]]
    is_summer = word == _seasons(places[0], wall)[-1]
    if is_summer and not any(word in _names(place, wall) for place in places):
        return _other_season(word, wall, places[0].name, _names(places[0], wall)[0])
    return None


def _names(zone: Zone, wall: datetime) -> tuple[str, ...]:
    """Return the names of a zone's time at a local time, which may occur twice."""
    return tuple(str(wall.replace(tzinfo=zone.tzinfo, fold=fold).tzname()) for fold in (0, 1))


def _seasons(zone: Zone, wall: datetime) -> tuple[str, ...]:
    """Return the names that a zone's time has in the course of that year, standard time first."""
    there = (wall.replace(tzinfo=zone.tzinfo, month=month, day=1) for month in (1, 7))
    return tuple(str(at.tzname()) for at in sorted(there, key=lambda at: at.dst() or timedelta()))


def _other_season(word: str, wall: datetime, place: str, now: str) -> TimeRefused:
    message = f"{word} on {wall:%Y-%m-%d}: {place} is on {now} that day"
    return TimeRefused("ambiguous-timezone", message, f"write {now} if local time is meant, otherwise the offset")


def written_zone(word: str, near: Iterable[Zone] = (), when: datetime | None = None) -> Zone | None:
    """Return the zone that a word in a timeline stands for: ``UTC``, ``PST``, ``+02:00``, ``US/Pacific``, ``PT``.

    An abbreviation that several places use is read as the zones ``near`` (the report's, the site's) use it at the local
    time ``when``; otherwise as in the place where it is most common. ``None`` if the word is not a zone.
    """
    readings = ABBREVIATIONS.get(word)
    if readings is not None and len(readings) > 1 and when is not None:
        for zone in near:
            at = when.replace(tzinfo=zone.tzinfo)
            offset = at.utcoffset()
            if at.tzname() == word and offset is not None:
                return Zone(word, timezone(offset, word))
    return _zone_of_word(word)


@lru_cache(maxsize=256)
def _zone_of_word(word: str) -> Zone | None:
    if readings := ABBREVIATIONS.get(word) or ABBREVIATIONS.get(word.upper() if word.lower() in ("utc", "gmt") else ""):
        minutes = readings[0][0]
        name = "UTC" if word == "Z" else word.upper()
        return UTC_ZONE if name == "UTC" else Zone(name, timezone(timedelta(minutes=minutes), name))
    if place := REGIONS.get(word):
        return Zone(word, zoneinfo.ZoneInfo(place))
    if match := _OFFSET.fullmatch(word):
        return offset_zone(match[1], match[2], match[3] or "00")
    if meant := NAMES.get(word.casefold()):
        zone = _zone_of_word(meant)
        return Zone(word, zone.tzinfo) if zone and "/" in meant else zone
    if match := _REGION_TIME.fullmatch(word):
        return Zone(word, zoneinfo.ZoneInfo(REGIONS[match[1].lower()]))
    if not _PLACE.fullmatch(word):
        return None
    try:
        return read_zone(word)
    except TimeRefused:
        return None


_N = r"\d{1,2}(?::?\d\d)?(?!\d)"
_WORD = (
    rf"(?:UTC|GMT|utc|gmt)(?:[ \t]?[+−-]{_N}"  # UTC, UTC+2, UTC +2
    rf"|[ \t]?[+−-][ \t]{_N}(?=[ \t]?(?:$|[^\w\s%]))|[ \t]?\+[ \t]{_N}(?=[ \t][A-Z]))?"  # UTC + 2
    r"(?![^\W_]|/(?![A-Z]{2,5}(?!\w)))"  # but UTC+2/CEST
    r"|[Zz]ulu(?:[ \t][Tt]ime)?(?!\w)"
    r"|[A-Z][A-Za-z_]{1,20}/[A-Z][A-Za-z_]{1,20}(?:/[A-Z][A-Za-z_]{1,20})?"  # Europe/London
    r"|(?:[A-Z][a-zäíü]{2,20}[ \t-]){1,4}(?:[Tt]ime|Zeit|Sommerzeit)(?!\w)"  # Pacific Time
    r"|日本時間|日本標準時|協定世界時|北京时间|한국 ?시간|МСК(?!\w)|московско(?:е время|му времени)"
)
_REGION = rf"(?:{_REGIONS})(?=[ \t]?(?:[-–—:,;.)\]*_|]|$))"
"""A region alone, unless a word follows that it could belong to."""
_TO_CLOCK = (
    r"(?:UTC|GMT|utc|gmt)"
    r"(?=[ \t]?[−-](?:[ \t]\d{1,2}:\d\d|(?:1[3-9]|2[0-3]):\d\d|\d{1,2}:\d\d[ \t]?(?:UTC|GMT|utc|gmt)))"
)
"""UTC and the end of a range: ``14:05 UTC - 15:10``, ``14:05 UTC-15:10``. No place is 13 hours behind UTC."""
_BEHIND_CLOCK = pattern(
    rf"[ \t]{{0,2}}(?P<open>[(\[])?\+?(?P<zone>{_TO_CLOCK}|[A-Z]{{3,5}}(?=/[A-Z]{{3,5}}(?![^\W\d]))|{_WORD}"
    rf"|{_REGION}|[A-Z]{{1,5}}(?!\w))(?P<twin>/(?:(?:UTC|GMT)[+−-]{_N}|[A-Z]{{3,5}})(?!\w))?(?(open)[)\]])"
    r"(?!['’-][^\W\d_A-Z])"
)
"""Not part of a word: ``14:05 PST-region hosts``, ``14:05 SAST's scan``. A twin is the same zone once more."""
_PLUS = pattern(r"[ \t]?(?P<zone>\+\d\d(?::?\d\d)?)(?!:?\d)")
_PLUS_OR_MINUS = pattern(r"[ \t]?(?P<zone>[+−-]\d\d:?\d\d|[+-]\d\d)(?!:?\d)")
_JOINED = "[^\\W_\\u3040-\\u30ff\\u4e00-\\u9fff\\uac00-\\ud7af]"
"""A letter or digit of a language with spaces between words. Japanese, Chinese and Korean may surround a zone."""
_IN_SENTENCE = pattern(
    rf"(?<!{_JOINED})(?:[A-Z]{{3,5}}/(?P<offset>(?:UTC|GMT)[+−-]{_N})"  # CEST/UTC+2
    rf"|(?<!/)(?:{_WORD}|(?:{_REGIONS})(?!\w|[ \t]European)|[A-Z]{{2,5}}(?!{_JOINED}|/)))"
)


def read_zone_word(text: str, at: int, minus: bool = False) -> tuple[str, int] | None:
    """Return the zone after a clock time that ends at that position, as a word for ``written_zone``, and its end.

    ``minus`` says whether a minus and digits are an offset there; otherwise they are the end of a range.
    """
    if text[at : at + 1] not in " \t([+-−" and not text[at : at + 1].isalpha():
        return None
    match = (_PLUS_OR_MINUS if minus else _PLUS).match(text, at) or _BEHIND_CLOCK.match(text, at)
    word = _known(match["zone"]) if match else ""
    if match is None or not word or not (twin := match.groupdict().get("twin")):
        return (word, match.end()) if match and word else None
    both = _one_zone(word, _known(twin[1:]))
    return (both, match.end()) if both else None


def _one_zone(word: str, twin: str) -> str:
    """Return the zone that ``word/twin`` names twice, such as CEST/UTC+2 or PST/PDT; "" if they are two, or none."""
    for one, other in ((word, twin), (twin, word)):
        if other and _OFFSET.fullmatch(one):
            return one
    return word if {word, twin} == {"UTC", "GMT"} else find_city(f"{word}/{twin}")


def find_zone(text: str) -> str:
    """Return the first zone that a sentence or heading names, as a word for ``written_zone``, or that of a city."""
    found = _IN_SENTENCE.finditer(text[:300])
    words = (word for match in found if (word := _known(match["offset"] or match.group())))
    return next(words, "") or find_city(text)


_NO_CITIES = (
    *("All", "The", "Approximate", "Local", "Relative", "Start", "End", "Event", "Response", "Down"),
    *("Lokal", "Relativ", "Ungefähr", "Ortszeit", "Seconds", "Minutes", "Hours", "Sekunden", "Minuten", "Stunden"),
    *("Inicio", "Início", "Inizio", "Début", "Comienzo", "Fin", "Fim", "Fine", "Detección", "Detecção"),
    *("Pointe", "Punta", "Pico", "Bureau", "Trabajo", "Trabalho", "Travail", "Lavoro", "Verano", "Verão"),
    *("Production", "Staging", "Server", "Servidor", "Host", "Users", "Customers"),
)
"""Words in the place of a city, which name no zone."""
TIME_WORDS = (
    r"times?|timestamps?|clocks?|zeit(?:en|angaben)?|uhrzeit(?:en)?|heures?|horaires?|horas?|horários?|or[ae]|orari[oa]?"
    r"|tijd(?:en)?|tid(?:er)?|czasy?|godzin[ay]|времена|время"
)
"""Words beside which a sentence names the zone of times."""
_CITY = (
    rf"(?!(?:{'|'.join(_NO_CITIES)})\b)[A-ZÀ-ÖØ-ÞŁŚŠŽ][^\W\d_]{{2,15}}"
    r"(?:[ _-](?:de[ ])?[A-ZÀ-ÖØ-ÞŁŚŠŽ][^\W\d_]{2,12}){0,2}"
)
_VERB = r"[ \t](?:was|were|had|rose|fell|grew|went|left|doubled|tripled|increased|dropped|war|waren|stieg|stiegen)\b"
"""Words after a city that say what happened in it: ``The time in Boston was wrong.``"""
_OF_CITY = pattern(
    rf"(?<!\w)(?=(?i:{TIME_WORDS})(?:[ \t]local[ei]?)?[ \t]?[(\[:,]?[ \t]?(?:(?:are|is|sind)[ \t])?"
    rf"(?:(?:in|of|from|de|di|en|em|w)[ \t])?(?P<after>{_CITY})(?!\w|['’]s|{_VERB})"
    rf"|(?P<before>{_CITY})(?:['’]s)?[ \t](?:local[ \t])?[Tt]imes?\b|(?P<joined>{_CITY})-Zeit\b"
    rf"|(?P<adjective>{_CITY})er[ \t]Zeit\b"  # Berliner Zeit
    rf"|(?:Ortszeit|[Ll]ocal(?:[ \t]time)?)[ \t]?(?:[(\[,]|(?:to|in|of|for|von)[ \t])[ \t]?(?P<local>{_CITY}))"
)
"""A city whose time is meant. The matches may overlap: *Start Time (Berlin)*."""
_NO_CLOCK = pattern(
    r"(?<!\w)(?:response|(?:page )?load(?:ing)?|wait(?:ing)?|build|query|request|processing|reaction|travel|lead|cycle"
    r"|boot|startup|run|render(?:ing)?|delivery|access|trip|queue|first|second|third|last|next|this|that|same"
    r"|(?:at|by) the)[ \t-]$",
    re.IGNORECASE,
)
"""What makes "time" a length or an occasion: ``response times in Tokyo``, ``the first time in Boston``."""
_BY_TURNS = pattern(r"(?<!\w)([A-Z]{3,4})/([A-Z]{3,4})(?!\w)")


def find_city(text: str) -> str:
    """Return the zone of the city whose time a heading or sentence says it uses, or "".

    ``all times Berlin``; and ``PST/PDT`` for the place that alternates between the two.
    """
    for match in _BY_TURNS.finditer(text[:300]):
        first, second = ({place for _, place in ABBREVIATIONS.get(word, ())} for word in match.groups())
        if common := sorted(first & second):
            return common[0]
    return next((place for city in _cities(text[:300]) if (place := _place_of(city))), "")


def _cities(text: str) -> Iterator[str]:
    """Yield the words in a text that stand where a city does whose time is meant."""
    for match in _OF_CITY.finditer(text):
        if match["after"] is None or not _NO_CLOCK.search(text[: match.start()]):
            yield match[match.lastgroup or 0]


def unread_city(text: str) -> str:
    """Return the unknown word in brackets in place of a zone: ``(all times Gotham)``; or ""."""
    bracket = re.search(r"[(（]([^()（）]{1,80})[)）]", text)
    if bracket is None or find_zone(text):
        return ""
    return bracket[1] if any(_cities(bracket[1])) else ""


@lru_cache(maxsize=256)
def _place_of(city: str) -> str:
    """Return the zone of a city, with its accents or without them; "" if there is none of that name."""
    plain = without_accents(city)
    for name, area in product((city, plain.title()), AREAS):
        if is_zone(place := f"{area}/{re.sub('[ -]', '_', name)}"):
            return place
    return PLACES.get(plain, "")


def _known(word: str) -> str:
    """Return the word in the form that ``written_zone`` knows, or ""."""
    for spelling in (word, word.replace(" ", "")):
        if _zone_of_word(spelling):
            return spelling
    return ""


def offset_zone(sign: str, hours: str, minutes: str) -> Zone | None:
    """Return the zone of a written offset; ``None`` if no place on Earth is that far from UTC."""
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    if int(minutes) > 59 or offset > timedelta(hours=14 if sign == "+" else 12):
        return None
    if not offset:
        return UTC_ZONE
    name = f"{'+' if sign == '+' else '-'}{int(hours):02}:{minutes}"
    return Zone(name, timezone(offset if sign == "+" else -offset, name))


@lru_cache(maxsize=64)
def _place(name: str) -> Zone:
    return Zone(name, zoneinfo.ZoneInfo(name))


def _suggest(name: object) -> str:
    """Return what to write instead of a name that is not a zone."""
    if not isinstance(name, str) or not name.strip():
        return "write an IANA name such as Europe/London, or remove the field"
    offset = _OFFSET.fullmatch(name)
    if offset and not int(offset[2]) and not int(offset[3] or 0):
        return "did you mean UTC?"
    if offset:
        return "write a place such as Europe/Berlin, or add the offset to each time, as in 2023-10-15T14:00+02:00"
    near = suggest_zones(name) or suggest_zones(name.partition(",")[0])
    if not near and (inside := zones_in(name)):
        return f"write a place in that area, such as {inside[len(inside) // 2]}"
    return f"did you mean {' or '.join(near)}?" if near else "write an IANA name such as Europe/London"
