"""Figures above a list of incidents, each with its caption.

``median_tile`` takes a distribution of times and the site, ``late_tile`` a number of action items; both return a
``Tile``. Called by ``archive_page`` and ``facet_pages``.
"""

from __future__ import annotations

from msgspec import Struct

from mkdocs_postmortems.archive.statistics import Distribution
from mkdocs_postmortems.publish.site import Site


class Tile(Struct, frozen=True):
    """A figure with its caption and link. ``missing``: ``value`` is a word instead of a figure."""

    value: str
    caption: str
    late: bool = False
    address: str = ""
    missing: bool = False


def late_tile(count: int, caption: str, site: Site) -> Tile:
    """Return the tile of a number of late action items, which links to the list of these."""
    return Tile(site.formats.number(count), caption, late=count > 0, address=f"{site.archive}/actions/")


def median_tile(found: Distribution, measure: str, site: Site, *more: str) -> Tile:
    """Return the tile of a median with its sample size, or with a word if there are too few values, or none."""
    t, f = site.texts, site.formats
    reason = "too_few" if found.n else "not_recorded" if found.missing else "none"
    value = f.duration(found.median) if found.median is not None else t(reason)
    words = [t("median_to_detect" if measure == "time_to_detect" else "median_to_mitigate"), *more]
    return Tile(value, t("comma").join([*words, t("sample", n=found.n)]), missing=found.median is None)
