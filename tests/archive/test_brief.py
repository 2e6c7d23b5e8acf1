"""A brief contains what other reports need to know of a report, and no more."""

from __future__ import annotations

from datetime import UTC, datetime

from mkdocs_postmortems.archive.brief import Brief, brief_of, newest_first
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import FieldSetting, Settings
from tests.building import make_report


def test_a_report_in_brief() -> None:
    """Its start is in UTC; it counts as public only if it is also final."""
    fields = {"id": "x-1", "started": "2023-10-15T16:00:00+02:00", "related": "[a]", "aliases": "[old]"}
    read = ReportReader(Settings()).read
    assert brief_of(read("p/a.md", make_report(**fields).encode())) == Brief(
        *("p/a.md", "x-1", True, datetime(2023, 10, 15, 14, tzinfo=UTC), "bad configuration", ("login",), ("a",)),
        *(("old",), "public", True),
    )
    draft = brief_of(read("p/a.md", make_report(status="draft").encode()))
    assert (draft.id, draft.has_id, draft.visibility, draft.is_public) == ("a", False, "public", False)


def test_the_values_of_further_facets_are_kept() -> None:
    """Those that the site has; the others get no page, so nobody compares them."""
    settings = Settings(facets=("severity", "year", "tags", "region"), fields={"region": FieldSetting()})
    text = make_report(tags="[dns, tls]", teams="[identity]", region="north")
    report = ReportReader(settings).read("p/a.md", text.encode())
    assert brief_of(report, settings.facets).facets == (("tags", ("dns", "tls")), ("region", ("north",)))
    assert brief_of(report).facets == ()


def test_a_start_in_the_timeline_is_used() -> None:
    """So that duplicates are found even without the field."""
    text = make_report("\n## Timeline\n\n- 2023-10-15 09:00 UTC **Started.** x\n", started=None)
    assert brief_of(ReportReader(Settings()).read("p/a.md", text.encode())).started == datetime(
        2023, 10, 15, 9, tzinfo=UTC
    )


def test_reports_without_a_start_come_last() -> None:
    """Reports with the same start are sorted by id."""
    early, late = datetime(2023, 1, 1, tzinfo=UTC), datetime(2024, 1, 1, tzinfo=UTC)
    keys = [(None, "a"), (late, "c"), (early, "a"), (late, "b")]
    assert sorted(keys, key=lambda each: newest_first(*each)) == [keys[3], keys[1], keys[2], keys[0]]
