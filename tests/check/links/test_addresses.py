"""A forbidden scheme is found in any spelling of an address."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.check.links.addresses import forbidden_scheme
from tests.tables import all_cases


@all_cases(
    "target",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "java&#10;script:alert(1)",
        "java&Tab;script&colon;alert(1)",
        "&#x6A;avascript:alert(1)",
        "javascript%3Aalert(1)",
        "java\x00script:alert(1)",
        "\u200bjavascript:alert(1)",
        "\ufffdjavascript:alert(1)",
        "java\ufffdscript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "//evil.example/x",
        "/\\evil.example",
        "\\\\evil.example",
        "tel:+1",
        "x-custom:y",
    ],
)
def test_any_spelling_of_another_scheme_is_found(target):
    """After decoding it as a browser would."""
    assert forbidden_scheme(target)


@pytest.mark.parametrize(
    "target",
    [
        "https://example.com/a:b",
        "HTTP://example.com",
        "mailto:on-call@example.com",
        "other.md",
        "../docs/guide.md#a:b",
        "#javascript:",
        "?q=a:b",
        "a/b:c",
        "/absolute",
        "",
    ],
)
def test_allowed_addresses_are_silent(target):
    """Three schemes, and paths."""
    assert forbidden_scheme(target) == ""


@settings(deadline=None)  # the machine may be busy
@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_a_scheme(text):
    """Any target gets an answer."""
    assert isinstance(forbidden_scheme(text), str)
