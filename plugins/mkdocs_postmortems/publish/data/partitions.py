"""The dataset for a data warehouse: a folder for each year, as JSON lines, CSV or Parquet.

``partition_files`` takes the archive, the site and a format, and yields files such as
``incidents/year=2025/incidents.parquet``. Called by ``cli``.

``year=2025`` is Hive's name for a partition, which DuckDB, Spark and others turn into a column. All partitions have the
same columns, even if some are empty throughout. ``dataset`` defines the records.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from importlib.util import find_spec
from itertools import groupby
from typing import TYPE_CHECKING, Any

from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.archive.statistics import MEASURES, started_day
from mkdocs_postmortems.publish.data.dataset import (
    Record,
    incidents_csv,
    incidents_schema,
    json_lines,
    pretty_json,
    record,
)
from mkdocs_postmortems.publish.files import StaticFile
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.model import TIME_FIELDS, Report
from mkdocs_postmortems.settings import Settings

if TYPE_CHECKING:
    import pyarrow

_UNDATED = "__HIVE_DEFAULT_PARTITION__"
"""Hive's name for the partition of rows without a value."""

_ACTION_TIMES = ("due", "closed")


def has_parquet() -> bool:
    """Whether the extra ``parquet`` is installed."""
    return find_spec("pyarrow") is not None


def partition_files(archive: Archive, site: Site, format: str) -> Iterator[StaticFile]:
    """Yield the files in a format of ``PARTITIONED``, and the schema of their records, that of ``incidents.json``."""
    write = PARTITIONED[format]
    yield StaticFile("incidents.schema.json", pretty_json(incidents_schema(archive.settings, site)))
    reports = sorted(archive.reports, key=_year, reverse=True)  # stable: newest first in each year, too
    for year, members in groupby(reports, _year):
        records = [record(report, archive, site) for report in members]
        yield StaticFile(f"incidents/year={year}/incidents.{format}", write(records, archive.settings))


def _year(report: Report) -> str:
    day = started_day(report)
    return f"{day.year:04d}" if day else _UNDATED


def _parquet(records: Sequence[Record], settings: Settings) -> bytes:
    import pyarrow  # late: an optional dependency
    from pyarrow import parquet

    out = io.BytesIO()
    table = pyarrow.Table.from_pylist([_row(each) for each in records], _columns(settings))
    parquet.write_table(table, out, compression="zstd")
    return out.getvalue()


PARTITIONED: Mapping[str, Callable[[Sequence[Record], Settings], bytes]] = {
    "jsonl": lambda records, settings: json_lines(records),
    "csv": incidents_csv,
    "parquet": _parquet,
}
"""Writes the records of a year, by format; the format is also the files' extension."""


def _row(record: Record) -> dict[str, Any]:
    """Convert a record to the types of the columns."""
    times = {f"{name}_at": _instant(record[name]) for name in TIME_FIELDS}
    return {
        **record,
        **times,
        "impact": list(record["impact"].items()),
        "actions": list(map(_action, record["actions"])),
    }


def _instant(text: str | None) -> datetime | None:
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _action(action: Record) -> dict[str, Any]:
    dates = {name: date.fromisoformat(action[name]) if action[name] else None for name in _ACTION_TIMES}
    return {**action, **dates}


def _columns(settings: Settings) -> pyarrow.Schema:
    """Return the columns of the Parquet files: a record's fields in order, and each time as a timestamp as well."""
    import pyarrow as pa

    text, texts = pa.string(), pa.list_(pa.string())
    action = pa.struct(
        [
            ("number", pa.int32()),
            *((name, text) for name in ("text", "status", "owner")),
            *((name, pa.date32()) for name in _ACTION_TIMES),
            *((name, text) for name in ("type", "ticket")),
            ("ticket_urls", texts),
        ]
    )
    own = {"text": text, "list": texts, "number": pa.float64(), "date": text, "bool": pa.bool_()}
    fields = pa.struct([(name, own[field.type]) for name, field in settings.fields.items()])
    return pa.schema(
        [
            *((name, text) for name in ("id", "url", "title", "summary", "severity", "status")),
            ("services", texts),
            ("cause", text),
            *((name, texts) for name in ("tags", "teams")),
            *((name, text) for name in TIME_FIELDS),
            *((f"{name}_at", pa.timestamp("s", "UTC")) for name in TIME_FIELDS),
            *((f"{name}_seconds", pa.int64()) for name in MEASURES),
            ("impact", pa.map_(text, text)),
            ("related", texts),
            ("events", pa.int32()),
            ("actions", pa.list_(action)),
            *([("fields", fields)] if settings.fields else []),  # Parquet has no struct without fields
        ]
    )
