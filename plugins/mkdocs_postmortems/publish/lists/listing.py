"""A list of incidents with its filters: the lower part of the archive page and of every facet page.

``build_listing`` takes cards, the facets to filter by and the site, and returns a ``Listing`` for ``listing.html``,
including the words that the list's script needs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.archive.facets import Facet, build_facets
from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.publish.asset_files import LIST_SCRIPT, asset_address
from mkdocs_postmortems.publish.cards import Card, severity_level
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.publish.texts import texts_for
from mkdocs_postmortems.publish.texts.facets import facet_label, facet_word, needs_name, type_of, value_label

WHOLE = 100
"""Maximum number of incidents on the archive's page; a larger archive is split by year."""

SHOWN = 6
"""Values of a facet that the filter column shows at once; further ones are folded."""

LISTED = 30
"""Maximum number of values of a facet in the column; the facet's own page lists all."""

SCRIPT_WORDS = (
    *("clear_all", "comma", "filter_from", "filter_to", "found_of", "incidents", "named_value", "no_results"),
    *("not_recorded", "phase_share"),
    *("phase_shares", "recovering", "remove_filter", "responding", "results", "results_for", "search"),
    *(
        "search_archive",
        "search_close",
        "search_failed",
        "search_incomplete",
        "search_keys",
        "search_partial",
        "search_site",
    ),
    *("search_unavailable", "searching", "show_incidents", "undetected", "and_phase", "whole", "without_filters"),
)


class Choice(Struct, frozen=True):
    """A value to filter by: ``label`` for readers, ``value`` in the search index. ``level`` is a severity's, else 0."""

    label: str
    value: str
    address: str
    count: int
    level: int = 0


class Narrowing(Struct, frozen=True):
    """A facet beside the list: the values shown and folded, their total, and the address that lists all of them.

    ``yes_no`` has the words for the values of a field of type ``bool``, as JSON for the script, else it is "".
    ``is_named`` says whether a value is shown with the facet's name where it stands alone.
    """

    name: str
    label: str
    word: str
    segment: str
    shown: tuple[Choice, ...]
    folded: tuple[Choice, ...]
    total: int
    address: str
    yes_no: str = ""
    is_named: bool = False


class Listing(Struct, frozen=True):
    """A list for ``listing.html``.

    ``fixed`` holds the page's own filter values by segment; ``here`` is the address of its first page. ``total`` is the
    number of incidents on all its pages.
    """

    cards: tuple[Card, ...]
    narrowings: tuple[Narrowing, ...]
    total: int
    here: str
    fixed: dict[str, str]
    words: str
    also: tuple[str, ...] = ()
    """Addresses of other archives to search together with this one."""
    script: str = ""
    """Address of the script that the page loads before its content; "" without a search index."""

    @property
    def fixed_json(self) -> str:
        return json.dumps(self.fixed, ensure_ascii=False)


def build_listing(
    archive: Archive,
    site: Site,
    shown: Iterable[Card],
    total: int,
    facets: Iterable[Facet],
    here: str,
    fixed: dict[str, str] | None = None,
) -> Listing:
    """Return a list of the cards ``shown`` out of ``total``, with filters for ``facets``.

    Its cards leave out the value that the whole page is about.
    """
    return Listing(
        cards=tuple(card.without_chip(here) for card in shown),
        narrowings=tuple(_narrowing(facet, archive, site) for facet in facets if facet.values),
        total=total,
        here=here,
        fixed=fixed or {},
        words=json.dumps(script_words(site.language), ensure_ascii=False),
        also=() if fixed else archive.settings.also_search,
        script=asset_address(site.archive, LIST_SCRIPT) if archive.settings.search else "",
    )


def is_split(archive: Archive) -> bool:
    """Whether the archive's page shows only the newest incidents, and links to pages of years for the others."""
    return len(archive.reports) > WHOLE


def facets_with_pages(archive: Archive) -> tuple[Facet, ...]:
    """Return the facets whose values have pages: those of the settings, and the years of a split archive."""
    if not is_split(archive) or any(facet.name == "year" for facet in archive.facets):
        return archive.facets
    return (*archive.facets, *build_facets(archive.reports, replace(archive.settings, facets=("year",))))


def choices(facet: Facet, archive: Archive, site: Site) -> tuple[Choice, ...]:
    """Return all values of a facet with their pages."""
    return tuple(
        Choice(
            value_label(facet.name, value.label, archive.settings, site.language),
            value.label,
            site.facet(facet.segment, value.slug),
            len(value.reports),
            severity_level(value.label, archive.settings) if facet.name == "severity" else 0,
        )
        for value in facet.values
    )


def script_words(language: str) -> dict[str, list[str]]:
    """Return the words that scripts need, each with its plural forms."""
    texts = texts_for(language)
    return {key: texts.forms(key) for key in SCRIPT_WORDS}


def _narrowing(facet: Facet, archive: Archive, site: Site) -> Narrowing:
    values: Sequence[Choice] = choices(facet, archive, site)
    few = len(values) <= SHOWN + 1
    first = len(values) if few else SHOWN
    return Narrowing(
        name=facet.name,
        label=facet_label(facet.name, archive.settings, site.language),
        word=facet_word(facet.name, archive.settings, site.language),
        segment=facet.segment,
        shown=tuple(values[:first]),
        folded=tuple(values[first:LISTED]),
        total=len(values),
        address=f"{site.archive}/{facet.segment}/",
        yes_no=_yes_no(site.language) if type_of(facet.name, archive.settings) == "bool" else "",
        is_named=needs_name(facet.name, archive.settings),
    )


def _yes_no(language: str) -> str:
    return json.dumps({word: texts_for(language)(word) for word in ("yes", "no")}, ensure_ascii=False)
