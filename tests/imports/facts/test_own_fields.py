"""The fields that a site declares itself, in an old front matter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from mkdocs_postmortems.imports.facts.own_fields import as_declared, own_name
from mkdocs_postmortems.imports.report import Imported, Importer
from mkdocs_postmortems.imports.sources.files import read_documents
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import FieldSetting, FieldType, Settings

SETTINGS = Settings(
    fields={
        "company": FieldSetting(name="Firma, bei der es war"),
        "customer-tier": FieldSetting("list"),
        "lost_orders": FieldSetting("number"),
        "reviewed": FieldSetting("date"),
        "sla": FieldSetting("bool"),
        "component": FieldSetting(),
    }
)


@pytest.fixture(scope="module")
def import_fields() -> Callable[[str], Imported]:
    """Import a report with these lines in its front matter into a site that declares fields."""
    importer = Importer(ReportReader(SETTINGS))

    def read(lines: str) -> Imported:
        text = f"---\ntitle: Login fails\n{lines}\n---\n\n## Timeline\n\n- 2023-10-15 14:00 a\n"
        (document,) = read_documents("report.md", text.encode())
        return importer.read(document, "postmortems/report.md")

    return read


def test_a_field_of_the_site_stays_one(import_fields: Callable[[str], Imported]) -> None:
    """In its type, in front of what is kept, and with its line in the account."""
    found = import_fields(
        "company: Example\nCustomer tier: gold, silver\nlost_orders: 1240\nreviewed: 20.10.2023\nsla: no\nother: x"
    )
    assert found.report.fields.own == {
        "company": "Example",
        "customer-tier": ("gold", "silver"),
        "lost_orders": 1240,
        "reviewed": date(2023, 10, 20),
        "sla": False,
    }
    assert found.text.partition("company:")[2].startswith(" Example\ncustomer-tier: [gold, silver]\n")
    assert "sla: false\ninternal:\n  imported:\n    other: x\n---" in found.text
    assert [(each.value, each.line) for each in found.found if each.field == "company"] == [("Example", 3)]
    assert found.report.problems == ()


@pytest.mark.parametrize("lines", ["lost_orders: many", "reviewed: last week", "sla: maybe", "company: {name: a}"])
def test_a_value_of_another_type_is_kept_as_it_was(import_fields: Callable[[str], Imported], lines: str) -> None:
    """Under ``internal``, with a remark in the account."""
    found = import_fields(lines)
    assert found.report.fields.own == {}
    assert list(found.report.fields.internal["imported"]) == [lines.partition(":")[0]]
    assert "cannot be right; kept under internal" in found.doubts[0][1]
    assert found.report.problems == ()


def test_a_field_of_the_site_may_also_be_a_fact(import_fields: Callable[[str], Imported]) -> None:
    """What is called a component is a service as well."""
    fields = import_fields("component: web").report.fields
    assert (fields.own, fields.services) == ({"component": "web"}, ("web",))


def test_a_field_of_the_site_may_be_in_a_nested_one(import_fields: Callable[[str], Imported]) -> None:
    """Where a page generator keeps it."""
    assert import_fields("params:\n  company: Example").report.fields.own == {"company": "Example"}


def test_the_first_of_two_keys_is_the_field(import_fields: Callable[[str], Imported]) -> None:
    """The other one is kept."""
    found = import_fields("lost_orders: 1\nlost-orders: 2")
    assert found.report.fields.own == {"lost_orders": 1}
    assert found.report.fields.internal["imported"] == {"lost-orders": "2"}


@pytest.mark.parametrize(
    ("value", "type", "expected"),
    [
        ("012.50", "number", 12.5),
        ("-3", "number", -3),
        ("nan", "number", "nan"),
        ("1e999", "number", "1e999"),
        (7, "number", 7),
        ("2023-02-30", "date", "2023-02-30"),
        ("03/04/2023", "date", "03/04/2023"),
        ("Yes", "bool", True),
        (["a", "b"], "text", "a, b"),
        (["a", "b"], "list", ["a", "b"]),
        ("a; b", "list", ["a", "b"]),
    ],
)
def test_values_in_their_types(value: object, type: FieldType, expected: object) -> None:
    """What has none there stays as it is."""
    assert as_declared(value, type) == expected


def test_names_of_fields() -> None:
    """In any spelling; others are none."""
    names = [own_name(key, SETTINGS) for key in ("Company", "customer_tier", "Lost Orders", "Companies", "")]
    assert names == ["company", "customer-tier", "lost_orders", "", ""]
    assert own_name("Firma, bei der es war", SETTINGS) == "company"
    both = Settings(fields={"team": FieldSetting(), "group": FieldSetting(name="Team")})
    assert own_name("Team", both) == "team", "a field's own name comes first"
