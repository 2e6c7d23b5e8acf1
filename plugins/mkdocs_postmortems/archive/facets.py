"""Facets: what an archive can be filtered by, with the reports and the address of each value."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from msgspec import Struct

from mkdocs_postmortems.letters import commonest
from mkdocs_postmortems.read.ids import is_device
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.settings import Settings

_NAMED = {"+": "plus", "#": "sharp", "&": "and", "@": "at", "%": "percent", "*": "star"}
_LONGEST = 150
"""Bytes of a slug. A file name may have 255, and the site adds suffixes."""


class FacetValue(Struct, frozen=True):
    """One value of a facet. ``slug`` is the last segment of its page's address."""

    facet: str
    label: str
    slug: str
    reports: tuple[Report, ...]


class Facet(Struct, frozen=True):
    """``name`` as in the settings (``services``), ``segment`` as in addresses (``service``)."""

    name: str
    segment: str
    values: tuple[FacetValue, ...]


def build_facets(reports: Iterable[Report], settings: Settings) -> tuple[Facet, ...]:
    """Return the facets in the settings, with the values that occur and the reports of each, in the order given."""
    reports = tuple(reports)
    return tuple(
        Facet(name, segment, _values(name, reports, settings)) for name, segment in settings.facet_segments().items()
    )


def facet_texts(report: Report, facet: str) -> tuple[str, ...]:
    """Return a report's values of a facet, as its author wrote them."""
    fields = report.fields
    match facet:
        case "severity":
            return (fields.severity,) if fields.severity else ()
        case "services" | "tags" | "teams":
            return tuple(dict.fromkeys(getattr(fields, facet)))
        case "cause":
            return (fields.cause,) if fields.cause else ()
        case "year":
            started = report.time("started")
            return (f"{started.at.year:04d}",) if started else ()
        case _:
            return _own_texts(fields.own.get(facet))


def _own_texts(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    if isinstance(value, tuple | list):
        return tuple(dict.fromkeys(map(str, value)))
    return (str(value),)


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """Return a text as a segment of an address, in lower case and with the letters of all scripts.

    Texts that differ only in case, or have spaces for hyphens, get the same slug and are one value. Other characters
    are spelt out, so that ``C++`` and ``C#`` differ. What cannot be a folder's name, ``..`` or ``aux`` on Windows, is
    written in hexadecimal digits. Links depend on slugs: do not change them.
    """
    out = []
    for char in unicodedata.normalize("NFKC", text).casefold():
        if char.isalnum() or char in "_.":
            out.append(char)
        elif char in _NAMED:
            out.append(f"-{_NAMED[char]}-")
        elif char.isspace() or char == "-" or unicodedata.category(char) in ("Pd", "Cf", "Cc"):
            out.append("-")
        elif unicodedata.category(char).startswith("M"):
            out.append(char)
        else:
            out.append(f"-u{ord(char):x}-")
    joined = re.sub(r"-+", "-", "".join(out)).strip("-")
    is_name = joined.strip(".") and not is_device(joined)
    return _shortened(joined if is_name else f"u{joined.encode().hex()}-")


def _shortened(slug: str) -> str:
    """Shorten a slug to fit into a file name. A digest at its end keeps it unique."""
    written = slug.encode()
    if len(written) <= _LONGEST:
        return slug
    digest = hashlib.sha256(written).hexdigest()[:16]
    return f"{written[: _LONGEST - 17].decode(errors='ignore')}-{digest}"


def _values(facet: str, reports: tuple[Report, ...], settings: Settings) -> tuple[FacetValue, ...]:
    members: dict[str, list[Report]] = {}
    spellings: dict[str, list[str]] = {}
    for report in reports:
        for key, text in {slug(text): text for text in facet_texts(report, facet)}.items():
            members.setdefault(key, []).append(report)
            spellings.setdefault(key, []).append(text)
    values = [FacetValue(facet, commonest(spellings[key]), key, tuple(found)) for key, found in members.items()]
    return tuple(sorted(values, key=lambda value: _order(facet, value, settings)))


def _order(facet: str, value: FacetValue, settings: Settings) -> tuple[int, str]:
    """Sort severities by rank, years newest first, and all others by frequency."""
    if facet == "severity":
        return settings.rank(value.label), value.slug
    if facet == "year":
        return -int(value.label), value.slug
    return -len(value.reports), value.slug
