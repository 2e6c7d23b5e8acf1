"""``archive.editions``: which fields and reports the public edition contains."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.archive.editions import is_public, public_fields, tells_of_report
from mkdocs_postmortems.read.model import Fields, Report, Source
from mkdocs_postmortems.settings import FieldSetting, Settings

WHOLE = Fields(
    title="Outage",
    impact={"users": "9", "internal_cost": "1", "Internal note": "2", "customers (internal)": "3", "internals": "4"},
    links={"status": "https://x.example/", "chat-internal": "https://y.example/"},
    authors=("Jane <jane@x.example>", "jane@x.example", "Bob"),
    teams=("ops <ops@x.example>",),
    roles={"commander": "Jane"},
    internal={"customer": "Acme"},
    related=("a", "b"),
    own={"region": "north", "customer": "Acme"},
    visibility="public",
)


def test_fields_of_the_allow_list() -> None:
    """Fields that are not listed, or are marked internal, are withheld; so are people's addresses."""
    settings = Settings(fields={"region": FieldSetting("text", public=True), "customer": FieldSetting("text")})
    public = public_fields(WHOLE, settings, frozenset({"b"}))
    assert public.impact == {"users": "9"}
    assert public.links == {"status": "https://x.example/"}
    assert public.authors == ("Jane", "Bob")
    assert public.teams == ("ops",)
    assert public.related == ("b",)
    assert public.own == {"region": "north"}
    assert "Acme" not in repr(public)


def test_a_new_field_is_withheld() -> None:
    """Each field of the model is published or withheld by an explicit decision."""
    withheld = {"roles", "internal", "lines"}
    assert set(Fields.__struct_fields__) - withheld == {
        *("title", "severity", "status", "services", "started", "detected", "acknowledged", "mitigated", "resolved"),
        *("timezone", "id", "cause", "impact", "summary", "tagline", "tags", "authors", "teams", "links", "related"),
        *("aliases", "visibility", "own", "material"),
    }


@pytest.mark.parametrize(
    ("visibility", "status", "expected"),
    [("public", "final", True), ("public", "review", False), ("public", None, False), ("internal", "final", False)],
)
def test_public_reports_are_final_and_marked_public(visibility: str, status: str | None, expected: bool) -> None:
    """Both are required."""
    fields = Fields(visibility=visibility, status=status)  # type: ignore[arg-type]
    assert is_public(Report("a.md", "a", Source("a.md", ""), fields)) is expected


def test_ids_that_are_unlikely_words() -> None:
    """With a number, or of three words."""
    assert tells_of_report("2024-01-02-label")
    assert tells_of_report("big-label-outage")
    assert not tells_of_report("sign-in")
    assert not tells_of_report("login")
