"""SVG is written in one place, which escapes it."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from mkdocs_postmortems.draw.svg import drawing, element, join, number, path


@pytest.mark.parametrize(
    ("value", "text"), [(3, "3"), (3.0, "3"), (3.25, "3.2"), (-0.01, "0"), (-1.5, "-1.5"), (1e6, "1000000")]
)
def test_coordinates_have_at_most_one_decimal(value: float, text: str) -> None:
    assert number(value) == text


def test_an_element_escapes_text_and_attributes_but_not_elements() -> None:
    inner = element("b", "<")
    assert element("a", inner, "&", class_='"x"', aria_hidden="true", d=None) == (
        '<a class="&#34;x&#34;" aria-hidden="true"><b>&lt;</b>&amp;</a>'
    )


def test_an_empty_element_closes_itself() -> None:
    assert element("circle", r=10) == '<circle r="10"/>'


def test_a_path_is_written_as_short_as_it_can_be() -> None:
    assert path("M", 12, 3.25, "h", 4, -2) == "M12 3.2h4-2"


@given(st.text())
def test_any_text_is_well_formed(text: str) -> None:
    root = ElementTree.fromstring(drawing("x", 1, 1, "id", text, text, element("a", text, href=text)))
    assert root.tag == "svg"


def test_joined_parts_are_markup() -> None:
    assert isinstance(join("<", element("b")), Markup)
    assert join("<", element("b")) == "&lt;<b/>"
