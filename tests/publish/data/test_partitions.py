"""The dataset for a data warehouse, read back with a warehouse's reader."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace
from pyarrow import dataset

from mkdocs_postmortems.archive.model import build_archive
from mkdocs_postmortems.publish.data.partitions import PARTITIONED, partition_files
from mkdocs_postmortems.read.model import ActionItem, Moment, Report, Span
from mkdocs_postmortems.settings import FieldSetting, Settings
from tests.publish.examples import SITE, make_report

SETTINGS = Settings(
    fields={"region": FieldSetting("list"), "cost": FieldSetting("number"), "drill": FieldSetting("bool")}
)
TOKYO = timezone(timedelta(hours=9))


def reports() -> list[Report]:
    """Two reports from different years, one with many fields and one with few, and one without a start."""
    item = ActionItem(
        1, "Alert", Span(9, 9), owner="identity", due=date(2026, 2, 1), ticket="https://tickets.example/OPS-1"
    )
    full = make_report(
        "full",
        datetime(2026, 1, 1, 8, tzinfo=TOKYO),
        impact={"users": "all"},
        own={"region": ("eu", "us"), "cost": 3, "drill": True},
    )
    bare = make_report("bare", datetime(2025, 5, 1, tzinfo=UTC), services=(), detected=None)
    day = Moment(datetime(2025, 5, 1, tzinfo=UTC), "UTC", "day")
    return [
        replace(full, actions=(item,)),
        replace(bare, fields=replace(bare.fields, started=day)),
        make_report("undated", started=None),
    ]


def files(format: str, settings: Settings = SETTINGS) -> dict[str, bytes]:
    found = partition_files(build_archive(reports(), settings), SITE, format)
    return {file.path: file.content for file in found}


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """Return the rows of the Parquet files by report id, as a warehouse reads them."""
    folder = tmp_path_factory.mktemp("parquet")
    for path, content in files("parquet").items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    read = dataset.dataset(folder / "incidents", format="parquet", partitioning="hive").to_table()
    return {row["id"]: row for row in read.to_pylist()}


@pytest.mark.parametrize("format", PARTITIONED)
def test_each_year_has_a_folder(format: str) -> None:
    """The year in the report's zone, although in UTC it was still 2025."""
    assert list(files(format))[1:] == [
        f"incidents/year={year}/incidents.{format}" for year in ("__HIVE_DEFAULT_PARTITION__", "2026", "2025")
    ]


def test_the_folders_are_a_column(table: dict[str, dict[str, object]]) -> None:
    assert {id: row["year"] for id, row in table.items()} == {"full": 2026, "bare": 2025, "undated": None}


def test_values_have_the_types_of_their_columns(table: dict[str, dict[str, object]]) -> None:
    """Times are included both as written and as instants."""
    full = table["full"]
    assert full["started"] == "2026-01-01T08:00:00+09:00"
    assert full["started_at"] == datetime(2025, 12, 31, 23, tzinfo=UTC)
    assert full["duration_seconds"] == 5400
    assert full["impact"] == [("users", "all")]
    assert full["fields"] == {"region": ["eu", "us"], "cost": 3.0, "drill": True}
    (action,) = full["actions"]  # type: ignore[misc]
    assert action["due"] == date(2026, 2, 1)
    assert action["closed"] is None
    assert (action["ticket"], action["ticket_urls"]) == ("OPS-1", ["https://tickets.example/OPS-1"])


def test_missing_values_are_null(table: dict[str, dict[str, object]]) -> None:
    bare = table["bare"]
    assert (bare["detected"], bare["detected_at"], bare["time_to_detect_seconds"]) == (None, None, None)
    assert (bare["started"], bare["started_at"]) == ("2025-05-01", datetime(2025, 5, 1, tzinfo=UTC))
    assert bare["services"] == []


def test_an_archive_without_custom_fields_has_no_column_for_them() -> None:
    """Parquet does not allow a structure without fields."""
    assert len(files("parquet", Settings())) == 4


def test_each_line_of_json_matches_the_schema() -> None:
    found = files("jsonl")
    schema = json.loads(found["incidents.schema.json"])
    (line,) = found["incidents/year=2026/incidents.jsonl"].splitlines()
    Draft202012Validator({**schema["$defs"]["incident"], "$defs": schema["$defs"]}).validate(json.loads(line))


def test_each_table_has_its_header() -> None:
    tables = [content.decode() for path, content in files("csv").items() if path.endswith(".csv")]
    rows = [row for table in tables for row in csv.DictReader(io.StringIO(table, newline=""))]
    assert sorted(row["id"] for row in rows) == ["bare", "full", "undated"]
    assert len(tables) == len(rows)


def test_the_same_reports_give_the_same_bytes() -> None:
    assert files("parquet") == files("parquet")
