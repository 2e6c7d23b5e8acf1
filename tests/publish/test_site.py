"""Links are relative, from any page to any other."""

from __future__ import annotations

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.publish.site import Site

ADDRESSES = st.lists(st.sampled_from(["a", "b", "c", "日本"]), max_size=4).map(
    lambda parts: "".join(f"{x}/" for x in parts)
)


@pytest.mark.parametrize(
    ("source", "target", "link"),
    [
        ("incidents/x/", "incidents/y/", "../y/"),
        ("incidents/x/", "incidents/", "../"),
        ("incidents/", "incidents/", "./"),
        ("incidents/x/", "", "../../"),
        ("", "incidents/feed.xml", "incidents/feed.xml"),
        ("incidents/x/", "incidents/y/#event-3", "../y/#event-3"),
    ],
)
def test_a_link_is_relative_from_one_address_to_another(source: str, target: str, link: str) -> None:
    assert Site().href(source, target) == link


@given(ADDRESSES, ADDRESSES)
def test_every_link_is_the_shortest_relative_path(source: str, target: str) -> None:
    short = posixpath.relpath(target or ".", source or ".")
    assert Site(use_directory_urls=False).href(source, target) == ("" if short == "." else f"{short}/") + "index.html"
