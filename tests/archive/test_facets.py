"""What an archive can be filtered by: the values of each facet, their order and their addresses."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mkdocs_postmortems.archive.facets import build_facets, facet_texts, slug
from mkdocs_postmortems.read.model import Fields, Moment, Report, Source
from mkdocs_postmortems.settings import FACET_NAMES, FieldSetting, Settings


def a_report(id: str, **fields: object) -> Report:
    return Report(f"{id}.md", id, Source(f"{id}.md", ""), Fields(**fields))  # type: ignore[arg-type]


def values_of(facet: str, *reports: Report) -> list[tuple[str, str, str]]:
    """Return label, address segment and reports' ids of each value of a facet."""
    settings = Settings(facets=(facet,), fields={facet: FieldSetting()})
    (built,) = build_facets(reports, settings)
    return [(each.label, each.slug, "".join(report.id for report in each.reports)) for each in built.values]


def test_severities_are_in_the_order_of_the_settings() -> None:
    """A severity that is not among them comes last, and a report without one has no value."""
    severities = {"a": "SEV-9", "b": "SEV-2", "c": "SEV-1", "d": ""}
    reports = [a_report(id, severity=severity) for id, severity in severities.items()]
    assert values_of("severity", *reports) == [
        ("SEV-1", "sev-1", "c"),
        ("SEV-2", "sev-2", "b"),
        ("SEV-9", "sev-9", "a"),
    ]


FULL = a_report(
    "a",
    severity="SEV-1",
    status="final",
    services=("web",),
    started=Moment(datetime(2024, 5, 1, tzinfo=UTC)),
    cause="dns",
    tags=("night",),
    teams=("edge",),
    authors=("edge on-call",),
)


@pytest.mark.parametrize("facet", FACET_NAMES)
def test_every_facet_has_the_values_of_a_full_report(facet: str) -> None:
    """A facet whose values nothing reads would be an empty filter."""
    assert facet_texts(FULL, facet)


def test_years_are_newest_first() -> None:
    """A report without a start is in none."""
    years = {"a": 2023, "b": 2024, "c": 2023}
    reports = [a_report(id, started=Moment(datetime(year, 5, 1, tzinfo=UTC))) for id, year in years.items()]
    assert values_of("year", *reports, a_report("d")) == [("2024", "2024", "b"), ("2023", "2023", "ac")]


def test_spellings_of_one_value_are_shown_in_the_commonest() -> None:
    """Values are sorted by their number of reports; one that a report repeats counts once."""
    tags = {"a": ("Cache", "cache"), "b": ("dns", "DNS", "dns"), "c": ("DNS",)}
    reports = [a_report(id, tags=each) for id, each in tags.items()]
    assert values_of("tags", *reports) == [("DNS", "dns", "bc"), ("cache", "cache", "a")]


@pytest.mark.parametrize(
    ("written", "labels"),
    [
        (None, []),
        ("eu-west", ["eu-west"]),
        (True, ["yes"]),
        (False, ["no"]),
        (3, ["3"]),
        (("eu", "us", "eu"), ["eu", "us"]),
    ],
)
def test_a_field_of_the_site_is_a_facet_whatever_its_type(written: object, labels: list[str]) -> None:
    """Each entry of a list is a value."""
    report = a_report("a", own={} if written is None else {"region": written})
    assert [label for label, _, _ in values_of("region", report)] == labels


@pytest.mark.parametrize("text", ["<b>" * 90, "サービス停止" * 40, "a" * 300, "." * 300, "aux." + "a" * 300])
def test_long_values_have_addresses_short_enough_for_a_disk(text: str) -> None:
    """File names have at most 255 bytes, and the site's own suffixes need some of them."""
    assert len(slug(text).encode()) <= 150


def test_long_values_that_differ_at_their_end_have_two_addresses() -> None:
    """A shortened address ends with a hash of the value."""
    assert slug("a" * 299 + "b") != slug("a" * 299 + "c")


def test_a_short_value_keeps_its_address() -> None:
    """Links depend on it."""
    assert slug("C++") == "c-plus-plus"
    assert slug("a" * 150) == "a" * 150


@pytest.mark.parametrize("text", ["aux", "CON", "Com1", "nul.x", "lpt9.tar.gz"])
def test_no_address_is_the_name_of_a_device(text: str) -> None:
    """Windows can create no folder with such a name."""
    assert slug(text) == f"u{text.lower().encode().hex()}-"


def test_a_longer_value_keeps_its_address() -> None:
    assert [slug(text) for text in ("aux-x", "auxiliary", "x.aux", "com10")] == ["aux-x", "auxiliary", "x.aux", "com10"]
