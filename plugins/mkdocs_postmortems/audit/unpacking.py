"""The text in a file of a site, whatever its compression or encoding.

``unpack`` takes a file's path and bytes, decompresses gzip and Pagefind's files, and unfolds calendar lines;
``decoded`` and ``packed_texts`` decode HTML, URL, JSON and base64 in text. Called by ``sentences`` and ``site``.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import re
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import cbor2
from msgspec import Struct

from mkdocs_postmortems.audit.binary_text import binary_texts
from mkdocs_postmortems.garbage import no_collections
from mkdocs_postmortems.letters import decode_references
from mkdocs_postmortems.publish.search.pagefind import MAGIC

_GZIP = b"\x1f\x8b"
_SURROGATE = re.compile("[\ud800-\udfff]")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
_TAG = re.compile(r"<[^<>]*>")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([nrtbf])|(.))")
_MAX_DEPTH = 3
"""Maximum number of nested encodings: a feed has HTML in XML in JSON."""


class Unpacked(Struct, frozen=True):
    """A file's text. Compressed and binary files have no meaningful lines."""

    text: str
    has_lines: bool = True

    def line_of(self, part: str) -> int:
        """Return the first line that contains ``part`` as it is, decoded, or without tags; else 1."""
        if not self.has_lines:
            return 1
        at = self.text.find(part)
        if at >= 0:
            return self.text.count("\n", 0, at) + 1
        lines = enumerate(self.text.split("\n"), 1)
        return next(
            (number for number, line in lines if part in (plain := decoded(line)) or part in _TAG.sub("", plain)), 1
        )


def unpack(path: str, content: bytes) -> Unpacked:
    """Return all text of a file."""
    if content.startswith(_GZIP):
        try:
            content = gzip.decompress(content)
        except (OSError, EOFError, zlib.error):
            pass
        else:
            return Unpacked(unpack(path.removesuffix(".gz"), content).text, has_lines=False)
    if content.startswith(MAGIC):
        return Unpacked("\n".join(_pagefind_texts(content.removeprefix(MAGIC))), has_lines=False)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Unpacked("\n".join(binary_texts(content)), has_lines=False)
    if path.endswith(".ics"):
        text = text.replace("\r\n ", "").replace("\r\n\t", "")
    return Unpacked(text)


def decoded(text: str) -> str:
    """Decode a text repeatedly, until it no longer changes or was decoded ``_MAX_DEPTH`` times."""
    for _ in range(_MAX_DEPTH):
        before = text
        text = _decoded(text)
        if text == before:
            break
    return text


def is_encoded(line: str) -> bool:
    """Whether decoding a line may change it."""
    return "&" in line or "\\" in line or ("%" in line and bool(_PERCENT.search(line)))


def packed_texts(text: str) -> Iterator[str]:
    """Yield the texts that are encoded in base64 within a text."""
    return filter(None, map(_from_base64, _BASE64.findall(text)))


def _decoded(text: str) -> str:
    if "&" in text:
        text = decode_references(text)
    if "%" in text and _PERCENT.search(text):
        text = unquote(text)
    if "\\" in text:
        text = _ESCAPE.sub(_unescape, text)
        if _SURROGATE.search(text):  # a character above U+FFFF is escaped as two surrogates
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _unescape(match: re.Match[str]) -> str:
    number = match[1] or match[2]
    if number:
        return chr(int(number, 16))
    return " " if match[3] else match[4]


def _from_base64(text: str) -> str:
    """Decode a text from base64; "" if the result is no text, as with a hash."""
    text = text.rstrip("=").translate(str.maketrans("-_", "+/"))
    try:
        decoded = base64.b64decode(text + "=" * (-len(text) % 4)).decode()
    except (binascii.Error, ValueError):
        return ""
    return decoded if decoded.isprintable() or decoded.replace("\n", "").isprintable() else ""


def _pagefind_texts(content: bytes) -> Iterator[str]:
    """Yield the texts of one of Pagefind's files: a fragment is JSON, an index is CBOR."""
    if not content.startswith(b"{"):
        try:
            yield from _strings(_index(content))
        except (cbor2.CBORError, ValueError, EOFError):
            pass
        else:
            return
    yield content.decode("utf-8", "replace")


def _index(content: bytes) -> Any:
    """Parse an index. It has half a million lists, all of them needed, so the garbage collector is off meanwhile."""
    with no_collections():
        return cbor2.loads(content)


def _strings(value: Any) -> Iterator[str]:
    """Yield every text in a value, found in its ``repr``: an index has millions of numbers, too many to visit."""
    return (match[1] or match[2] for match in _QUOTED.finditer(repr(value)))
