"""Search the content of a file beside a report.

``first_secret`` and ``first_personal`` take a file's bytes, and return what they find first. Called by ``whole``; pure.
"""

from __future__ import annotations

import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from mkdocs_postmortems.check.sensitive import personal_search, secret_search
from mkdocs_postmortems.check.sensitive.photo_places import holds_place, is_photo

_GZIP = b"\x1f\x8b"
_MOST = 500_000
"""Bytes of a file that are searched."""


def first_secret(content: bytes) -> str:
    """Return what the first secret in a file is, and its line; "" for none."""
    return secret_search.first_in_file(_text_of(content))


def first_personal(content: bytes) -> str:
    """Return the first mail or IP address in a file, and its line, or the place of a photo; "" for none."""
    if is_photo(content):
        return "the place where it was taken (GPS)" if holds_place(content) else ""
    return personal_search.first_in_file(_text_of(content))


def _text_of(content: bytes) -> str:
    """Return the beginning of a file as text. Of an unknown encoding, only letters beyond ASCII are lost."""
    if content.startswith(_GZIP):
        content = _unpacked(content)
    encoding = "utf-16" if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    return content[:_MOST].decode(encoding, "replace")


def _unpacked(content: bytes) -> bytes:
    """Return the beginning of what is packed with gzip; nothing if it is damaged."""
    try:
        return zlib.decompressobj(wbits=31).decompress(content, _MOST)
    except zlib.error:
        return b""
