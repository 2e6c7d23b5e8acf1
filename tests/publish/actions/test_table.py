"""The action items as CSV."""

from __future__ import annotations

import csv
import io

from mkdocs_postmortems.archive.action_list import list_actions
from mkdocs_postmortems.publish.actions.table import actions_csv
from mkdocs_postmortems.read.model import ActionItem, Span
from tests.publish.examples import NOW, make_report


def test_a_ticket_and_its_addresses_are_columns() -> None:
    """Several tickets are joined as other lists are; a spreadsheet shows no Markdown."""
    ticket = "[OPS-1](https://tickets.example/OPS-1), https://tickets.example/OPS-2"
    report = make_report("one", actions=(ActionItem(1, "Alert", Span(1, 1), ticket=ticket),))
    table = actions_csv(list_actions([report], NOW.date()))
    (row,) = csv.DictReader(io.StringIO(table.decode(), newline=""), strict=True)
    assert row["ticket"] == "OPS-1, OPS-2"
    assert row["ticket_urls"] == "https://tickets.example/OPS-1; https://tickets.example/OPS-2"
