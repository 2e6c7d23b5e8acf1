"""``audit.unpacking``: the text of a file, whatever its format."""

from __future__ import annotations

import base64
import gzip
import io
import json
import zipfile
import zlib
from time import process_time

import cbor2
import pytest

from mkdocs_postmortems.audit import binary_text
from mkdocs_postmortems.audit.unpacking import decoded, is_encoded, packed_texts, unpack


def packed(content: bytes) -> bytes:
    """Return the content as gzip, independent of the time of day."""
    return gzip.compress(content, mtime=0)


def png(kind: bytes, data: bytes) -> bytes:
    """Return a picture with one chunk, whose checksum is a letter, which must not join the text."""
    return b"\x89PNG\r\n\x1a\n" + len(data).to_bytes(4, "big") + kind + data + b"x\xff\xff\xff"


def archive(name: str, content: bytes, files: int = 1) -> bytes:
    """Return a compressed archive of a file, or of several with the same content."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as opened:
        for number in range(files):
            opened.writestr(f"{number or ''}{name}", content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("a.html", b"<p>canary</p>"),
        ("sitemap.xml.gz", packed(b"<loc>canary</loc>")),
        ("twice.gz", packed(packed(b"canary"))),
        ("en_1.pf_fragment", packed(b"pagefind_dcd" + json.dumps({"content": "canary"}).encode())),
        ("en_1.pf_index", packed(b"pagefind_dcd" + cbor2.dumps([["canary", [1, 2]], {"x": "y"}]))),
        ("en_1.pf_filter", packed(b"pagefind_dcd" + cbor2.dumps(["service", [["canary", [0]]]]))),
        ("a.ics", b"SUMMARY:can\r\n ary"),
        ("a.png", b"\x89PNG\r\n\x1a\n\xff\xfetEXtComment\x00canary the bird\x00"),
        ("bom.txt", "\ufeffcanary".encode()),
        ("wide.csv", "a;canary;b".encode("utf-16")),
        ("old.csv", "M\xfcller;canary".encode("cp1252")),
        ("text.png", png(b"tEXt", b"Author\0canary")),
        ("packed.png", png(b"zTXt", b"Author\0\0" + zlib.compress(b"canary"))),
        ("xmp.png", png(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<dc:creator>canary</dc:creator>")),
        ("packed-xmp.png", png(b"iTXt", b"x\0\1\0en\0\0" + zlib.compress(b"<dc:creator>canary</dc:creator>"))),
        ("exif.png", png(b"eXIf", b"MM\0*\0\1\x02canary\0")),
        ("comment.jpg", b"\xff\xd8\xff\xfe\0\x08canary\xff\xda\x80"),
        ("exif.jpg", b"\xff\xd8\xff\xe1\0\x10Exif\0\0\x01\x80canary\xff\xda\x80"),
        ("wide-exif.jpg", b"\xff\xd8\xff\xe1\0\x14Exif\0\0" + "canary".encode("utf-16-le") + b"\xff\xda\x80"),
        ("xmp.gif", b"GIF89a\x80\0<x:xmpmeta><dc:creator>canary</dc:creator></x:xmpmeta>"),
        ("a.pdf", b"%PDF-1.4\n\x80\0 <</Author (canary)>>"),
        ("wide.pdf", b"%PDF-1.4\n\x80\0 <</Author (" + "canary".encode("utf-16") + b")>>"),
        ("hex.pdf", b"%PDF-1.4\n\x80\0 <</Author <" + "canary".encode("utf-16").hex().encode() + b">>>"),
        ("packed.pdf", b"%PDF-1.5\n\x80\0 stream\n" + zlib.compress(b"<</Author (canary)>>") + b"\nendstream"),
        ("a.xlsx", archive("docProps/core.xml", b"<dc:creator>canary</dc:creator>")),
        ("name.zip", archive("canary.txt", b"")),
        ("picture.docx", archive("media/a.png", png(b"tEXt", b"Author\0canary\0\xff"))),
    ],
)
def test_text_is_found_in_files_of_every_kind(path: str, content: bytes) -> None:
    """Compressed files are decompressed, folded lines unfolded, text in images found."""
    assert "canary" in unpack(path, content).text


def test_pixels_of_an_image_are_not_text() -> None:
    """They are compressed, so any word may occur by chance; texts beside them are read."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + b"\xff" * 4

    content = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IDAT", b"a canary, by chance") + chunk(b"tEXt", b"Comment\x00the bird sings")
    )
    assert unpack("a.png", content).text == "Comment\nthe bird sings"
    assert unpack("a.jpg", b"\xff\xd8\xff\xda\x00 %$ can +?^ {canary}").text == ""


def test_a_text_is_found_at_its_line() -> None:
    """Lines count from 1; a compressed file has no meaningful lines."""
    file = unpack("a.txt", b"a\nb\n&#99;")
    assert [file.line_of(part) for part in ("a", "b", "c", "d")] == [1, 2, 3, 1]
    assert unpack("a.gz", packed(b"a\nb")).line_of("b") == 1


@pytest.mark.parametrize(
    "line",
    [
        "can&#97;ry",
        "&lt;b&gt;c&amp;#97;nary",
        "c%61nary",
        '{"a": "c\\u0061nary"}',
        '"' + base64.b64encode(b"the canary sings").decode() + '"',
        base64.urlsafe_b64encode("the canary sings ÿÿÿ".encode()).decode(),
        '{"a": "\\ud842\\udfb7 canary \\ud842"}',
        "mail to &#99;&#97;&#110;&#97;&#114;&#121;",
    ],
)
def test_text_is_found_in_every_encoding(line: str) -> None:
    """Whatever the encoding, one of the readings shows the text."""
    assert any("canary" in reading for reading in (decoded(line), *packed_texts(line)))
    assert is_encoded(line) or decoded(line) == line


@pytest.mark.parametrize("unit", [b"stream\n", b"<x:xmpmeta ", b"/Author (", b"/Author <"])
def test_a_file_that_was_cut_off_is_read_in_linear_time(unit: bytes) -> None:
    """The end of each part is looked for once, even if there is none."""
    begun = process_time()
    unpack("a.pdf", b"%PDF-1.5\n\x80\0" + unit * 100_000)
    assert process_time() - begun < 4


@pytest.mark.parametrize(
    "content",
    [
        archive("a", b"one two " * 10_000, files=20),
        b"%PDF-1.5\n\x80\0" + (b"stream\n" + zlib.compress(b"one two " * 10_000) + b"endstream ") * 20,
    ],
    ids=["archive", "pdf"],
)
def test_a_small_file_of_much_text_does_not_fill_the_memory(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read of each part is limited, and what is read of all parts."""
    assert len(unpack("a", content).text) > 1_600_000
    monkeypatch.setattr(binary_text, "_MOST", 200_000)
    assert 200_000 <= len(unpack("a", content).text) < 300_000
    monkeypatch.setattr(binary_text, "_LARGEST", 5_000)
    assert 100_000 <= len(unpack("a", content).text) < 110_000


def test_surrogate_pairs_are_joined() -> None:
    """ASCII JSON has them for all characters above U+FFFF."""
    assert decoded(r'"\ud842\udfb7\u7530"') == '"𠮷田"'
    assert decoded(r"\udfb7") == "\ufffd"


def test_noise_stays_noise() -> None:
    """A hash is not text, and broken compression does not crash."""
    assert list(packed_texts("'sha256-apoQPHefCNWjxbCm+HzVDOAW4CSVWhY7VylQjgOFyfk='")) == []
    assert unpack("a.gz", b"\x1f\x8bbroken").text == ""
    for begins in (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"%PDF-\x80\0", b"PK\x03\x04"):
        for rest in (b"", b"\xff", b"\0\0\0\0iTXt", b"\xe1\0\0\xff\xe1", b"/Author <F> stream\n\x78endstream"):
            unpack("a", begins + rest + b"\xff\0")
    unpack("a.pf_index", packed(b"pagefind_dcd\xff\xff\xff"))
