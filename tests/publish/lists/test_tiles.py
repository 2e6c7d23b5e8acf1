"""The figures above a list of incidents."""

from __future__ import annotations

from msgspec.structs import replace

from mkdocs_postmortems.archive.statistics import distribution
from mkdocs_postmortems.publish.lists.tiles import Tile, median_tile
from tests.publish.examples import SITE, many


def test_a_median_has_its_sample_size() -> None:
    """In words."""
    tile = median_tile(distribution(many(5), "time_to_mitigate"), "time_to_mitigate", SITE, "last 12 months")
    assert tile == Tile("54 min", "median to mitigate, last 12 months, n\u00a05")


def test_too_few_values_give_no_median() -> None:
    """A word replaces it, which does not look like a figure."""
    tile = median_tile(distribution(many(4), "time_to_detect"), "time_to_detect", SITE)
    assert tile == Tile("too few", "median to detect, n\u00a04", missing=True)


def test_unrecorded_values_are_not_called_too_few() -> None:
    """Without any incidents, the tile says so, because nothing was left unrecorded."""
    reports = [replace(each, fields=replace(each.fields, mitigated=None)) for each in many(4)]
    for members, word in ((reports, "not recorded"), ([], "none")):
        tile = median_tile(distribution(members, "time_to_mitigate"), "time_to_mitigate", SITE)
        assert tile == Tile(word, "median to mitigate, n\u00a00", missing=True)
