"""Every text that a file of a site holds, however it is packed or written.

Comes in: a file's path and bytes. Goes out: lines of text with their numbers, each in plain words: gzip and Pagefind's
files unpacked, calendar lines unfolded, HTML, URL, JSON and base64 forms decoded. Called by ``audit``.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import html
import re
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import cbor2

_GZIP = b"\x1f\x8b"
_PAGEFIND = b"pagefind_dcd"
_PRINTABLE = re.compile(rb"[\x20-\x7e]{8,}")
"""Runs of text in a file that is none, such as an image's description. Shorter ones are chance."""
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([nrtbf])|(.))")
_DEEPEST = 3
"""How often a text may be wrapped in another: a feed holds HTML in XML in JSON."""


def file_lines(path: str, content: bytes) -> Iterator[tuple[int, str]]:
    """The lines of a file; of one that is unpacked first, all are on line 1."""
    if content.startswith(_GZIP):
        try:
            content = gzip.decompress(content)
        except (OSError, EOFError, zlib.error):
            pass
        else:
            yield from ((1, line) for _, line in file_lines(path.removesuffix(".gz"), content))
            return
    if content.startswith(_PAGEFIND):
        yield from ((1, text) for text in _pagefind_texts(content.removeprefix(_PAGEFIND)))
        return
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield from ((1, run.decode("ascii")) for run in _PRINTABLE.findall(content))
        return
    if path.endswith(".ics"):
        text = text.replace("\r\n ", "").replace("\r\n\t", "")
    yield from enumerate(text.splitlines(), 1)


def readings(text: str) -> Iterator[str]:
    """A text as it stands; then those of its lines that whoever decodes them reads in another way."""
    yield text
    decoded = text
    for _ in range(_DEEPEST):
        before = decoded
        decoded = _decoded(decoded)
        if decoded == before:
            break
    if decoded != text:
        old, new = text.split("\n"), decoded.split("\n")
        yield decoded if len(old) != len(new) else "\n".join(b for a, b in zip(old, new, strict=True) if a != b)
    for match in _BASE64.finditer(text):
        if packed := _from_base64(match.group()):
            yield packed


def _decoded(text: str) -> str:
    if "&" in text:
        text = html.unescape(text)
    if "%" in text:
        text = unquote(text)
    if "\\" in text:
        text = _ESCAPE.sub(_unescaped, text)
    return text


def _unescaped(match: re.Match[str]) -> str:
    number = match[1] or match[2]
    if number:
        return chr(int(number, 16))
    return " " if match[3] else match[4]


def _from_base64(text: str) -> str:
    """What a text says in base64; "" where it is no text, as a hash is none."""
    text = text.rstrip("=").translate(str.maketrans("-_", "+/"))
    try:
        decoded = base64.b64decode(text + "=" * (-len(text) % 4)).decode()
    except (binascii.Error, ValueError):
        return ""
    return decoded if decoded.isprintable() or decoded.replace("\n", "").isprintable() else ""


def _pagefind_texts(content: bytes) -> Iterator[str]:
    """A fragment is JSON, an index is CBOR."""
    if not content.startswith(b"{"):
        try:
            yield from _strings(cbor2.loads(content))
        except (cbor2.CBORError, ValueError, EOFError):
            pass
        else:
            return
    yield from content.decode("utf-8", "replace").splitlines()


def _strings(value: Any) -> Iterator[str]:
    """Every text in a value; long lists of numbers, which an index is full of, are passed over."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings([*value, *value.values()])
    elif isinstance(value, list | tuple) and value and not all(type(each) is int for each in value):
        for each in value:
            yield from _strings(each)
