"""Markers that have no effect are reported in public reports."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Logins fail {.internal}"),
        ("summary", "Logins at Acme fail {internal}"),
        ("services", ("sign-in", "acme {.Internal}")),
        ("impact", {"users": "all {: .internal }"}),
        ("material", {"description": "Acme {.internal}"}),
    ],
)
def test_a_marker_in_a_field_is_reported(make, check, field, value):
    """A field can only be internal as a whole, but its author means to hide part of it."""
    assert len(check("internal-marker", make(**{field: value}))) == 1
    assert check("internal-marker", make(**{field: value}, visibility="internal")) == []
    assert (
        check("internal-marker", make(internal={"note": "x {.internal}"}, impact={"internal_note": "{.internal}"}))
        == []
    )


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Logins fail <!-- two customers asked -->", "error"),
        ("<!--only for us--> Logins fail", "error"),
        ("`docs` <!-- only for us --> and `code`", "error"),
        ("A stray <!-- hides the status page", "hint"),
        ("The mark `<!-- x -->` is shown", "hint"),
        ("An empty <!-- --> is shown", "hint"),
        ("An empty <!-- --> and another <!-- x --> are shown", "hint"),
        ("Between <!-- and words --> and <!-- - -->", "error"),
    ],
)
def test_a_comment_in_a_field_is_reported(make, diagnose, title, level):
    """Fields are not Markdown, so the page shows it. A title may be about comments, though."""
    (found,) = diagnose(make(title=title))
    assert (found.rule, found.level, found.line) == ("internal-marker", level, 2)
    assert found.message == "title is not Markdown, so this comment would be published"
    assert diagnose(make(title=title, visibility="internal")) == ()
