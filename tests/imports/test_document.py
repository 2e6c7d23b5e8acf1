"""Bytes as a document."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.imports.document import Unreadable, decode, form_of


def test_encodings() -> None:
    """A byte order mark tells; else UTF-8, unless another one is named."""
    assert decode("Ä".encode("utf-16")) == "Ä"
    assert decode(b"\xef\xbb\xbfa") == "a"
    assert decode("Ä".encode("cp1252"), "cp1252") == "Ä"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xc4rger", "--encoding cp1252"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "HTML"),
        (b"", "empty"),
        (b"a\0" * 99, "binary"),
    ],
)
def test_what_cannot_be_read_says_how_to_mend_it(data: bytes, says: str) -> None:
    """A reason, and a way."""
    with pytest.raises(Unreadable, match=says):
        decode(data)


def test_forms_by_name() -> None:
    """What is none of them is no report."""
    assert [form_of(name) for name in ("a.MD", "a.txt", "a.htm", "a.json", "a.png")] == [
        *("markdown", "text", "html", "json", None),
    ]
