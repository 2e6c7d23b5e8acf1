"""Text for file formats with restricted characters."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.publish.data.printable import printable


def test_characters_that_xml_does_not_allow_are_replaced() -> None:
    """Everything else stays unchanged, in any script."""
    assert printable(" a\x00b\x1b[31m \ud800 \ufffe\n") == "a\ufffdb\ufffd[31m \ufffd \ufffd"
    assert printable("日本 🚨 é\tü") == "日本 🚨 é\tü"


@given(st.text())
def test_any_text_is_well_formed(text: str) -> None:
    node = ElementTree.Element("title")
    node.text = printable(text)
    ElementTree.fromstring(ElementTree.tostring(node, encoding="utf-8"))
