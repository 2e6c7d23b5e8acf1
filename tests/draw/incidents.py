"""Incidents for a year strip."""

from __future__ import annotations

from datetime import date

from mkdocs_postmortems.draw.charts.strip import StripIncident


def incident(day: date, rank: int = 2, name: str = "one") -> StripIncident:
    return StripIncident(day, f"Title of {name}", f"{name}/", f"SEV-{rank + 1}", rank)
