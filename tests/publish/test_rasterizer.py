"""The picture of a card, as bytes."""

from __future__ import annotations

import struct

import pytest

from mkdocs_postmortems.publish import rasterizer
from mkdocs_postmortems.publish.rasterizer import has_rasterizer, rasterize
from tests.publish.test_social import card


@pytest.mark.skipif(not has_rasterizer(), reason="needs the extra social")
def test_a_picture_is_drawn_the_same_each_time() -> None:
    """As a PNG of the size that was told."""
    png = rasterize(card())
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == (1200, 630)
    assert png == rasterize(card())


@pytest.mark.skipif(not has_rasterizer(), reason="the extra social is not installed")
@pytest.mark.parametrize("title", ["Zürich – “it works”", "デプロイの後に停止"])
def test_fewer_fonts_draw_the_same(title: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The two files hold all that a western card needs; others are drawn with all fonts of the machine."""
    svg = card(title=title)
    drawn = rasterize(svg)
    monkeypatch.setattr(rasterizer, "_font_files", list)
    assert rasterize(svg) == drawn
