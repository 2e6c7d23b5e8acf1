"""What people write for time zones, and the IANA names that they mean.

Takes a word from ``read.times.zones`` or ``settings``. Provides the tables of words that a timeline may use, and the
names to suggest for a word that is not a zone. A wrong suggestion is worse than none.
"""

from __future__ import annotations

import difflib
import re
import zoneinfo
from functools import lru_cache

from mkdocs_postmortems.letters import bare, without_slip

ABBREVIATIONS: dict[str, tuple[tuple[int, str], ...]] = {
    # abbreviation: (minutes east of UTC, a place that uses it); the most common place comes first
    "UTC": ((0, "Etc/UTC"),),
    "UCT": ((0, "Etc/UTC"),),
    "GMT": ((0, "Etc/GMT"),),  # never Europe/London, which is an hour ahead of it for half the year
    "Z": ((0, "Etc/UTC"),),
    "WET": ((0, "Europe/Lisbon"),),
    "WEST": ((60, "Europe/Lisbon"),),
    "BST": ((60, "Europe/London"), (360, "Asia/Dhaka")),
    "IST": ((330, "Asia/Kolkata"), (60, "Europe/Dublin"), (120, "Asia/Jerusalem")),
    "CET": ((60, "Europe/Berlin"),),
    "CEST": ((120, "Europe/Berlin"),),
    "MEZ": ((60, "Europe/Berlin"),),
    "MESZ": ((120, "Europe/Berlin"),),
    "EET": ((120, "Europe/Helsinki"),),
    "EEST": ((180, "Europe/Helsinki"),),
    "MSK": ((180, "Europe/Moscow"),),
    "TRT": ((180, "Europe/Istanbul"),),
    "WAT": ((60, "Africa/Lagos"),),
    "CAT": ((120, "Africa/Harare"),),
    "SAST": ((120, "Africa/Johannesburg"),),
    "EAT": ((180, "Africa/Nairobi"),),
    "GST": ((240, "Asia/Dubai"),),
    "PKT": ((300, "Asia/Karachi"),),
    "ICT": ((420, "Asia/Bangkok"),),
    "WIB": ((420, "Asia/Jakarta"),),
    "SGT": ((480, "Asia/Singapore"),),
    "HKT": ((480, "Asia/Hong_Kong"),),
    "PHT": ((480, "Asia/Manila"),),
    "AWST": ((480, "Australia/Perth"),),
    "JST": ((540, "Asia/Tokyo"),),
    "KST": ((540, "Asia/Seoul"),),
    "ACST": ((570, "Australia/Darwin"),),
    "ACDT": ((630, "Australia/Adelaide"),),
    "AEST": ((600, "Australia/Sydney"),),
    "AEDT": ((660, "Australia/Sydney"),),
    "NZST": ((720, "Pacific/Auckland"),),
    "NZDT": ((780, "Pacific/Auckland"),),
    "BRT": ((-180, "America/Sao_Paulo"),),
    "ART": ((-180, "America/Argentina/Buenos_Aires"),),
    "AST": ((-240, "America/Halifax"),),
    "ADT": ((-180, "America/Halifax"),),
    "EST": ((-300, "America/New_York"),),
    "EDT": ((-240, "America/New_York"),),
    "CST": ((-360, "America/Chicago"), (480, "Asia/Shanghai"), (-300, "America/Havana")),
    "CDT": ((-300, "America/Chicago"), (-240, "America/Havana")),
    "MST": ((-420, "America/Denver"),),
    "MDT": ((-360, "America/Denver"),),
    "PST": ((-480, "America/Los_Angeles"), (480, "Asia/Manila")),
    "PDT": ((-420, "America/Los_Angeles"),),
    "AKST": ((-540, "America/Anchorage"),),
    "AKDT": ((-480, "America/Anchorage"),),
    "HST": ((-600, "Pacific/Honolulu"),),
}

REGIONS: dict[str, str] = {
    # words for a zone that changes its clocks: "3 pm PT", "2:54 PM Pacific Time"
    "PT": "America/Los_Angeles",
    "MT": "America/Denver",
    "CT": "America/Chicago",
    "ET": "America/New_York",
    "pacific": "America/Los_Angeles",
    "mountain": "America/Denver",
    "central": "America/Chicago",
    "eastern": "America/New_York",
}

_FULL_NAMES: dict[str, tuple[str, ...]] = {
    # zone: its full names, which say more than a region does, such as "Central European Time"
    "UTC": ("coordinated universal time", "universal time", "zulu", "zulu time", "協定世界時"),
    "GMT": ("greenwich mean time",),
    "BST": ("british summer time",),
    "WET": ("western european time",),
    "WEST": ("western european summer time",),
    "Europe/Berlin": ("central european time",),
    "CEST": ("central european summer time",),
    "Europe/Helsinki": ("eastern european time",),
    "EEST": ("eastern european summer time",),
    "MSK": ("moscow time", "moscow standard time", "мск", "московское время", "московскому времени"),
    "TRT": ("turkey time", "türkiye time"),
    "WAT": ("west africa time", "west african time", "west africa standard time"),
    "CAT": ("central africa time", "central african time"),
    "SAST": ("south africa standard time", "south african standard time", "south africa time"),
    "EAT": ("east africa time", "east african time", "eastern africa time"),
    "GST": ("gulf standard time",),
    "PKT": ("pakistan standard time", "pakistan time"),
    "IST": ("india standard time", "indian standard time"),
    "ICT": ("indochina time",),
    "WIB": ("western indonesia time", "western indonesian time"),
    "Asia/Shanghai": ("china standard time", "beijing time", "北京时间"),
    "SGT": ("singapore time", "singapore standard time"),
    "HKT": ("hong kong time", "hong kong standard time"),
    "PHT": ("philippine time", "philippine standard time"),
    "JST": ("japan standard time", "japan time", "日本時間", "日本標準時"),
    "KST": ("korea standard time", "korean standard time", "korea time", "한국 시간", "한국시간"),
    "AWST": ("australian western standard time",),
    "Australia/Adelaide": ("australian central time",),
    "ACST": ("australian central standard time",),
    "ACDT": ("australian central daylight time",),
    "Australia/Sydney": ("australian eastern time",),
    "AEST": ("australian eastern standard time",),
    "AEDT": ("australian eastern daylight time",),
    "Pacific/Auckland": ("new zealand time",),
    "NZST": ("new zealand standard time",),
    "NZDT": ("new zealand daylight time",),
    "BRT": ("brasília time", "brasilia time"),
    "ART": ("argentina time",),
    "America/Halifax": ("atlantic time",),
    "AST": ("atlantic standard time",),
    "ADT": ("atlantic daylight time",),
    "America/Anchorage": ("alaska time",),
    "AKST": ("alaska standard time",),
    "AKDT": ("alaska daylight time",),
    "HST": ("hawaii time", "hawaii standard time", "hawaii-aleutian standard time"),
    "MEZ": ("mitteleuropäische zeit",),
    "MESZ": ("mitteleuropäische sommerzeit",),
}
NAMES = {name: zone for zone, names in _FULL_NAMES.items() for name in names}
"""The zone that each full name means."""

ELSEWHERE: dict[str, str] = {
    # unsupported abbreviations, because others use them too, or hardly anybody does
    "NST": "America/St_Johns",
    "NDT": "America/St_Johns",
    "CHST": "Pacific/Guam",
    "SST": "Pacific/Pago_Pago",
    "WAST": "Africa/Windhoek",
    "CLT": "America/Santiago",
    "CLST": "America/Santiago",
    "VET": "America/Caracas",
    "COT": "America/Bogota",
    "PET": "America/Lima",
    "PYT": "America/Asuncion",
    "UYT": "America/Montevideo",
    "BRST": "America/Sao_Paulo",
    "AMT": "America/Manaus",
    "NPT": "Asia/Kathmandu",
    "MMT": "Asia/Yangon",
    "MYT": "Asia/Kuala_Lumpur",
    "WITA": "Asia/Makassar",
    "AFT": "Asia/Kabul",
    "AZT": "Asia/Baku",
    "IDT": "Asia/Jerusalem",
    "IRST": "Asia/Tehran",
    "UZT": "Asia/Tashkent",
    "ULAT": "Asia/Ulaanbaatar",
    "ALMT": "Asia/Almaty",
    "SAMT": "Europe/Samara",
    "YEKT": "Asia/Yekaterinburg",
    "OMST": "Asia/Omsk",
    "NOVT": "Asia/Novosibirsk",
    "KRAT": "Asia/Krasnoyarsk",
    "IRKT": "Asia/Irkutsk",
    "YAKT": "Asia/Yakutsk",
    "VLAT": "Asia/Vladivostok",
    "MAGT": "Asia/Magadan",
    "SAKT": "Asia/Sakhalin",
    "PETT": "Asia/Kamchatka",
    "MSD": "Europe/Moscow",
    "MEST": "Europe/Berlin",
    "CEDT": "Europe/Berlin",
    "EEDT": "Europe/Helsinki",
    "WEDT": "Europe/Lisbon",
    "EDST": "America/New_York",
    "HAST": "Pacific/Honolulu",
    "CHADT": "Pacific/Chatham",
    "CHAST": "Pacific/Chatham",
}

PLACES: dict[str, str] = {
    # other names of places, without accents: cities in their own and in other languages, countries in one zone
    **dict.fromkeys(("uk", "england", "manchester", "londres", "londra"), "Europe/London"),
    **dict.fromkeys(("france", "lyon", "parigi"), "Europe/Paris"),
    **dict.fromkeys(("spain", "barcelona"), "Europe/Madrid"),
    **dict.fromkeys(("germany", "munich", "munchen", "hamburg", "frankfurt"), "Europe/Berlin"),
    **dict.fromkeys(("koln", "cologne", "dusseldorf", "stuttgart", "w. europe standard time"), "Europe/Berlin"),
    **dict.fromkeys(("milan", "milano", "mailand", "roma", "rom"), "Europe/Rome"),
    **dict.fromkeys(("geneva", "genf", "geneve", "ginevra", "basel", "bern"), "Europe/Zurich"),
    **dict.fromkeys(("bruxelles", "brussel", "bruselas"), "Europe/Brussels"),
    **dict.fromkeys(("krakow", "warszawa", "warschau"), "Europe/Warsaw"),
    **dict.fromkeys(("lisboa", "lissabon", "lisbonne"), "Europe/Lisbon"),
    **dict.fromkeys(("kobenhavn", "kopenhagen"), "Europe/Copenhagen"),
    **dict.fromkeys(("praha", "prag"), "Europe/Prague"),
    **dict.fromkeys(("moskau", "moskva", "moscou"), "Europe/Moscow"),
    "wien": "Europe/Vienna",
    **dict.fromkeys(("india", "mumbai", "bangalore", "bengaluru", "delhi", "new delhi"), "Asia/Kolkata"),
    **dict.fromkeys(("hyderabad", "chennai", "pune"), "Asia/Kolkata"),
    **dict.fromkeys(("china", "beijing", "peking", "shenzhen"), "Asia/Shanghai"),
    "japan": "Asia/Tokyo",
    **dict.fromkeys(("brazil", "rio de janeiro", "brasilia"), "America/Sao_Paulo"),
    "ciudad de mexico": "America/Mexico_City",
    **dict.fromkeys(("california", "san francisco", "seattle"), "America/Los_Angeles"),
    **dict.fromkeys(("texas", "dallas", "austin"), "America/Chicago"),
    **dict.fromkeys(("nyc", "nueva york", "boston", "washington", "atlanta"), "America/New_York"),
}
_RARELY_MEANT = frozenset({"America/Havana", "Asia/Dhaka", "Asia/Manila"})
"""Places whose abbreviations usually mean another place."""
_LONGEST = 60


def is_zone(name: str) -> bool:
    """Return whether this is the IANA name of a zone, spelt as in the database.

    Excludes what depends on the machine (``localtime``), and the database's copies of itself (``right/UTC``).
    """
    if name.startswith(("/", "posix/", "right/")) or name in ("Factory", "localtime", "posixrules"):
        return False
    try:
        zoneinfo.ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # a folder's name, "../x" or a NUL, and any other
        return False
    return True


def suggest_zones(name: str) -> list[str]:
    """Return the IANA names most likely meant by a word that is not one, the likeliest first."""
    word = bare(name[:_LONGEST]).replace("\\", "/")
    word = " ".join(re.sub(" ?/ ?", "/", word).split()).strip("/")
    if places := _abbreviated(word) or _named(word):
        return places
    by_lower = {each.lower(): each for each in _names()}
    wanted = word.replace(" ", "_")
    if wanted in by_lower:
        return [by_lower[wanted]]
    city = wanted.rpartition("/")[2]
    if places := [each for each in _names() if each.lower().endswith("/" + wanted)][:3] or _named(city):
        return places
    near = difflib.get_close_matches(wanted, by_lower, 3, 0.75)
    return [by_lower[each] for each in near] or mistyped(word)


def zones_in(area: str) -> list[str]:
    """Return the names in an area such as Europe."""
    return [each for each in _names() if each.startswith(area.strip("/").capitalize() + "/")]


def _abbreviated(word: str) -> list[str]:
    """Return the places that use an abbreviation."""
    places = [place for _, place in ABBREVIATIONS.get(word.upper(), ())]
    return [each.replace("Etc/", "") for each in places if each not in _RARELY_MEANT] or places


def _named(word: str) -> list[str]:
    """Return the place that a region's word (perhaps with "time"), a zone's name or another word stands for."""
    region = word.split(" ")[0] if word.endswith(" time") else word
    meant = (
        ELSEWHERE.get(word.upper())
        or PLACES.get(word)
        or NAMES.get(word)
        or REGIONS.get(word.upper())
        or REGIONS.get(region)
    )
    return ([meant] if "/" in meant else _abbreviated(meant)) if meant else []


def mistyped(word: str, shortest: int = 4) -> list[str]:
    """Return the places whose abbreviation was mistyped: two letters swapped, or one doubled.

    With three letters, hundreds of words are: the caller allows them only where nothing but a zone can be.
    """
    if not (word.isalpha() and shortest <= len(word) < 6):
        return []
    return list(dict.fromkeys(place for each in sorted(without_slip(word)) for place in _abbreviated(each)))[:3]


@lru_cache(maxsize=1)
def _names() -> tuple[str, ...]:
    """Return the names to suggest; listing them walks the zone database."""
    return tuple(sorted(each for each in zoneinfo.available_timezones() if "/" in each or each in ("UTC", "GMT")))
