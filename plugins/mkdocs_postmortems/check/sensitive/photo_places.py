"""Find the place at which a photo was taken, which phones and cameras write into the file.

``holds_place`` takes the bytes of a picture. Called by ``file_search``; pure. JPEG and PNG are read, which hold EXIF:
a TIFF file of tags, one of which leads to those of the place.
"""

from __future__ import annotations

import re
from struct import error, unpack_from

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_EXIF = b"Exif\0\0"
_PLACE, _LATITUDE = 0x8825, 2
"""The tag whose value is where those of the place are, and one of these."""
_MOST_TAGS = 1_000
_MARKER = re.compile(rb"\xff+([^\xff\xd9\xda])")
"""The beginning of a segment of a JPEG, before its length. The pixels are behind the last one."""


def is_photo(content: bytes) -> bool:
    """Return whether a file is a picture that may say where it was taken; as text, its pixels could be anything."""
    return content.startswith((_JPEG, _PNG))


def holds_place(content: bytes) -> bool:
    """Return whether a picture says where it was taken. What is damaged says nothing, and phones write 0° for that.

    A latitude is three fractions: degrees, minutes and seconds.
    """
    tags = _exif(content)
    order = {b"II": "<", b"MM": ">"}.get(tags[:2])
    if order is None:
        return False
    try:
        (first,) = unpack_from(f"{order}I", tags, 4)
        place = _value(tags, order, first, _PLACE)
        latitude = None if place is None else _value(tags, order, place, _LATITUDE)
        return latitude is not None and any(unpack_from(f"{order}6I", tags, latitude)[::2])
    except error:
        return False


def _exif(content: bytes) -> bytes:
    """Return the EXIF of a picture; nothing if it has none."""
    if content.startswith(_JPEG):
        return _exif_of_jpeg(content)
    return _exif_of_png(content) if content.startswith(_PNG) else b""


def _exif_of_jpeg(content: bytes) -> bytes:
    at = 2
    while marker := _MARKER.match(content, at):
        at = marker.end()
        end = at + int.from_bytes(content[at : at + 2], "big")
        if marker[1] == b"\xe1" and content.startswith(_EXIF, at + 2):
            return content[at + 2 + len(_EXIF) : end]
        at = max(end, at + 2)
    return b""


def _exif_of_png(content: bytes) -> bytes:
    at = len(_PNG)
    while len(kind := content[at + 4 : at + 8]) == 4:
        size = int.from_bytes(content[at : at + 4], "big")
        if kind == b"eXIf":
            return content[at + 8 : at + 8 + size]
        at += size + 12
    return b""


def _value(tags: bytes, order: str, at: int, wanted: int) -> int | None:
    """Return the value of a tag in the directory at ``at``; ``None`` if it is not there."""
    (count,) = unpack_from(f"{order}H", tags, at)
    for number in range(min(count, _MOST_TAGS)):
        tag, _, _, value = unpack_from(f"{order}HHII", tags, at + 2 + 12 * number)
        if tag == wanted:
            return int(value)
    return None
