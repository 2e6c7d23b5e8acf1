"""``publish.unpacking``: a text is read however a file holds it."""

from __future__ import annotations

import base64
import gzip
import json

import cbor2
import pytest

from mkdocs_postmortems.publish.unpacking import file_lines, readings


def packed(content: bytes) -> bytes:
    """The content as gzip, the same bytes at any time of day."""
    return gzip.compress(content, mtime=0)


def texts(path: str, content: bytes) -> list[str]:
    return [text for _, text in file_lines(path, content)]


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
    ],
)
def test_files(path: str, content: bytes) -> None:
    """Packed files are unpacked, folded lines unfolded, text in pictures found."""
    assert any("canary" in text for text in texts(path, content))


def test_line_numbers() -> None:
    """Lines count from 1; a packed file has no lines to speak of."""
    assert list(file_lines("a.txt", b"a\nb")) == [(1, "a"), (2, "b")]
    assert [number for number, _ in file_lines("a.gz", packed(b"a\nb"))] == [1, 1]


@pytest.mark.parametrize(
    "line",
    [
        "can&#97;ry",
        "&lt;b&gt;c&amp;#97;nary",
        "c%61nary",
        '{"a": "c\\u0061nary"}',
        '"' + base64.b64encode(b"the canary sings").decode() + '"',
        base64.urlsafe_b64encode("the canary sings ÿÿÿ".encode()).decode(),
        "mail to &#99;&#97;&#110;&#97;&#114;&#121;",
    ],
)
def test_readings(line: str) -> None:
    """Whatever the wrapping, one reading shows the text."""
    assert any("canary" in reading for reading in readings(line)), list(readings(line))


def test_noise_stays_noise() -> None:
    """A hash is no text, broken packing is no crash."""
    assert list(readings("'sha256-apoQPHefCNWjxbCm+HzVDOAW4CSVWhY7VylQjgOFyfk='"))[1:] == []
    assert texts("a.gz", b"\x1f\x8bbroken") == []
    texts("a.pf_index", packed(b"pagefind_dcd\xff\xff\xff"))
