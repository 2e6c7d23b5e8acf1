"""A card's image as PNG."""

from __future__ import annotations

import struct

import pytest

from mkdocs_postmortems.publish.report import rasterizer
from mkdocs_postmortems.publish.report.rasterizer import has_rasterizer, rasterize
from tests.publish.report.test_social import card


@pytest.mark.skipif(not has_rasterizer(), reason="needs the extra social")
def test_an_image_has_the_same_bytes_each_time() -> None:
    """As a PNG of the requested size."""
    png = rasterize(card())
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == (1200, 630)
    assert png == rasterize(card())


@pytest.mark.skipif(not has_rasterizer(), reason="the extra social is not installed")
@pytest.mark.parametrize("title", ["Zürich – “it works”", "デプロイの後に停止"])
def test_fewer_fonts_draw_the_same(title: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two font files cover western cards; other cards use all of the machine's fonts."""
    svg = card(title=title)
    drawn = rasterize(svg)
    monkeypatch.setattr(rasterizer, "_font_files", list)
    assert rasterize(svg) == drawn
