"""A photo that says where it was taken is recognized by its metadata, and nothing else is."""

from __future__ import annotations

from struct import pack
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.check.sensitive.photo_places import holds_place

LATITUDE, ALTITUDE = 2, 6


def exif(order: str, tag: int, degrees: int = 52) -> bytes:
    """Return metadata whose place has one tag, after a tag of another kind."""
    kind = f"{order}HHII"
    mark = b"II" if order == "<" else b"MM"
    first = pack(f"{order}H", 2) + pack(kind, 0x0112, 3, 1, 1) + pack(kind, 0x8825, 4, 1, 38) + pack(f"{order}I", 0)
    place = pack(f"{order}H", 1) + pack(kind, tag, 5, 3, 52) + pack(f"{order}6I", degrees, 1, 0, 1, 0, 1)
    return mark + pack(f"{order}HI", 42, 8) + first + place


def jpeg(tags: bytes) -> bytes:
    """Return a JPEG with metadata after another segment, and a byte that fills up the space between them."""
    data = b"Exif\0\0" + tags
    return b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xe1" + pack(">H", len(data) + 2) + data + b"\xff\xda\0\x02x\xff\xd9"


def png(tags: bytes) -> bytes:
    """Return a PNG with metadata after its pixels."""
    chunks = ((b"IHDR", b"x" * 13), (b"IDAT", b"xyz"), (b"eXIf", tags), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data)) for kind, data in chunks
    )


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("picture", [jpeg, png])
def test_a_photo_with_a_latitude_has_a_place(picture, order: str) -> None:
    """In both orders of bytes, as different cameras write it."""
    assert holds_place(picture(exif(order, LATITUDE)))
    assert not holds_place(picture(exif(order, ALTITUDE)))
    assert not holds_place(picture(exif(order, LATITUDE, degrees=0)))


@pytest.mark.parametrize("picture", [jpeg, png])
def test_a_picture_without_the_tags_has_none(picture) -> None:
    """A screenshot, one with other metadata, and one that is cut off."""
    whole = picture(exif("<", LATITUDE))
    assert not holds_place(picture(b""))
    assert not holds_place(picture(b"II*\0\x08\0\0\0\0\0"))
    assert not holds_place(whole.replace(b"Exif\0\0", b"Exix\0\0").replace(b"eXIf", b"eXIx"))
    assert not any(holds_place(whole[:size]) for size in range(whole.index(b"II*"), whole.index(b"II*") + 38))


@given(st.sampled_from([b"", jpeg(b""), png(b""), jpeg(exif("<", LATITUDE))]), st.binary(max_size=80))
def test_any_bytes_can_be_searched(begin: bytes, content: bytes) -> None:
    """Whatever is beside a report."""
    assert holds_place(content + begin) in (True, False)
    assert holds_place(begin[: len(begin) // 2] + content) in (True, False)
