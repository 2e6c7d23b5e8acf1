"""Figures above a list of incidents."""

from __future__ import annotations

from mkdocs_postmortems.archive.statistics import distribution
from mkdocs_postmortems.publish.tiles import Tile, median_tile
from tests.publish.examples import SITE, many


def test_a_median_stands_with_its_sample_size() -> None:
    """In words, with what else is said of it."""
    tile = median_tile(distribution(many(5), "time_to_mitigate"), "time_to_mitigate", SITE, "last 12 months")
    assert tile == Tile("54 min", "median to mitigate, last 12 months, n 5")


def test_too_few_values_for_a_median_are_no_figure() -> None:
    """A word stands there, which does not look like one."""
    tile = median_tile(distribution(many(4), "time_to_detect"), "time_to_detect", SITE)
    assert tile == Tile("too few", "median to detect, n 4", missing=True)
