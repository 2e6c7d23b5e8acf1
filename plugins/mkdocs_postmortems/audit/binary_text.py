"""The text in files that are not text: pictures, PDFs and archives, with what describes them.

``binary_texts`` takes a file's bytes and yields its text. Called by ``unpacking``; pure.

Programs write a name, a place or a comment into pictures and documents, where no author sees it. Pixels and other noise
contain words by chance, so outside of such descriptions only long runs of words count.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import chain

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_PDF = b"%PDF-"
_ZIP = b"PK\x03\x04"
_MARKS = (b"\xff\xfe", b"\xfe\xff")
"""The byte order marks of UTF-16."""
_LARGEST, _MOST = 20_000_000, 200_000_000
"""Bytes that are read of a compressed part, and of all parts of a file together, so that no file fills the memory."""
_MOST_MEMBERS = 1_000
_RUN = re.compile(rb"[\w .,:'/@-]{10,}")
"""Runs of text in a binary file, such as an image's description. Shorter runs, or those with other characters, would be
chance: 2 MB of noise contain four such runs, but 440 runs of eight characters of any kind."""
_WIDE_RUN = re.compile(rb"(?:[\w .,:'/@-]\0){6,}")
"""A run of text in UTF-16, in either order of bytes but for the first character."""
_WORD = re.compile(rb"[A-Za-z0-9]{5,}")
"""A word in a description, which is short, so that a word of five letters is no chance."""
_XMP = re.compile(rb"<x:xmpmeta\b"), b"</x:xmpmeta>"
"""How a description in XML begins and ends."""
_STREAM = re.compile(rb"stream\r?\n"), b"endstream"
"""How compressed data in a PDF begins and ends."""
_PDF_ENTRY = re.compile(
    rb"/(?:Author|Title|Subject|Keywords|Creator|Producer|Contents|Company)\s*"
    rb"(?:\((?P<text>(?:[^()\\]|\\.){0,2000})\)|<(?P<digits>[0-9A-Fa-f\s]{0,4000})>)",
    re.DOTALL,
)
_TEXT = re.compile(rb"[^\x00-\x08\x0e-\x1f\x7f]*")


def binary_texts(content: bytes) -> Iterator[str]:
    """Yield the text in a file that is not UTF-8."""
    if content.startswith(_MARKS):
        yield content.decode("utf-16", "replace")
    elif content.startswith(_ZIP):
        yield from _of_archive(content)
    elif content.startswith(_PNG):
        yield from _of_png(content)
    elif content.startswith(_JPEG):
        yield from _of_jpeg(content)
    elif content.startswith(_PDF):
        yield from _of_pdf(content)
    elif _TEXT.fullmatch(content):
        yield content.decode("cp1252", "replace")
    else:
        yield from _runs(content)


def _runs(content: bytes) -> Iterator[str]:
    """Yield the long runs of text in bytes of any kind, and descriptions in XML."""
    yield from (run.decode("ascii") for run in _RUN.findall(content))
    yield from (run.replace(b"\0", b"").decode("ascii") for run in _WIDE_RUN.findall(content))
    yield from (block.decode("utf-8", "replace") for block in _between(_XMP, content))


def _between(limits: tuple[re.Pattern[bytes], bytes], content: bytes) -> Iterator[bytes]:
    """Yield what is between each beginning and the next end. In a file that was cut off, the last one has no end."""
    begin, end = limits
    at = 0
    while (found := begin.search(content, at)) and (stop := content.find(end, found.end())) >= 0:
        yield content[found.end() : stop]
        at = stop + len(end)


def _words(content: bytes) -> Iterator[str]:
    """Yield the words of a description whose format is binary, such as EXIF."""
    yield from (word.decode("ascii") for word in _WORD.findall(content))
    yield from _runs(content)


def _of_png(content: bytes) -> Iterator[str]:
    """Yield the text of a PNG's chunks but its pixels. See https://www.w3.org/TR/png-3/#5DataRep."""
    at = len(_PNG)
    while at < len(content):
        kind, begin = content[at + 4 : at + 8], at + 8
        end = begin + int.from_bytes(content[at : at + 4], "big")
        data, at = content[begin:end], end + 4
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            yield from _of_text_chunk(kind, data)
        elif kind == b"eXIf":
            yield from _words(data)
        elif kind != b"IDAT":
            yield from _runs(data)


def _of_text_chunk(kind: bytes, data: bytes) -> Iterator[str]:
    """Yield the keyword and the text of a chunk; ``zTXt`` is compressed, and ``iTXt`` may be."""
    keyword, _, rest = data.partition(b"\0")
    yield keyword.decode("latin-1")
    if kind == b"tEXt":
        yield rest.decode("latin-1")
    elif kind == b"zTXt":
        yield _inflated(rest[1:]).decode("latin-1")
    else:
        language, _, texts = rest[2:].partition(b"\0")
        translated, _, text = texts.partition(b"\0")
        text = _inflated(text) if rest[:1] == b"\1" else text
        yield "\n".join(part.decode("utf-8", "replace") for part in (language, translated, text))


def _of_jpeg(content: bytes) -> Iterator[str]:
    """Yield the text of a JPEG's comments and application segments, which hold EXIF, and of the rest."""
    at = 2
    while content[at : at + 1] == b"\xff" and content[at + 1 : at + 2] not in (b"\xda", b"\xd9", b""):
        mark, end = content[at + 1], at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        data, at = content[at + 4 : end], max(end, at + 2)
        if mark == 0xFE:
            yield data.decode("utf-8", "replace")
        elif 0xE0 <= mark <= 0xEF:
            yield from _words(data)
    yield from _runs(content[at:])


def _of_pdf(content: bytes) -> Iterator[str]:
    """Yield the text of a PDF's description and streams. What its pages show is in the codes of their fonts."""
    for part in chain([content], _streams(content)):
        yield from _runs(part)
        for entry in _PDF_ENTRY.finditer(part):
            digits = re.sub(rb"\s", b"", entry["digits"] or b"")
            raw = bytes.fromhex(digits[: len(digits) // 2 * 2].decode()) if digits else entry["text"] or b""
            yield raw.decode("utf-16", "replace") if raw.startswith(_MARKS) else raw.decode("latin-1")


def _streams(content: bytes) -> Iterator[bytes]:
    """Yield the compressed parts of a PDF, decompressed."""
    room = _MOST
    for stream in _between(_STREAM, content):
        yield (data := _inflated(stream))
        room -= len(data)
        if room <= 0:
            return


def _of_archive(content: bytes) -> Iterator[str]:
    """Yield the names of an archive's files, and their text: documents and tables of office programs are archives."""
    room = _MOST
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist()[:_MOST_MEMBERS]:
                yield member.filename
                with archive.open(member) as file:
                    data = file.read(min(_LARGEST, room))
                room -= len(data)
                try:
                    yield data.decode("utf-8-sig")
                except UnicodeDecodeError:
                    if not data.startswith(_ZIP):
                        yield from binary_texts(data)
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError):
        yield from _runs(content)


def _inflated(data: bytes) -> bytes:
    """Return compressed data decompressed, up to a limit; nothing if it is not compressed like this."""
    try:
        return zlib.decompressobj().decompress(data, _LARGEST)
    except zlib.error:
        return b""
