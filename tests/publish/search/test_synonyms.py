"""``publish.search.synonyms``: search finds a report by other names of what it says."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.publish.search.synonyms import Synonyms
from mkdocs_postmortems.short_names import USUAL

OWN = (
    *(("checkout", "Tollgate"), ("受注", "注文"), ("message bus", "event stream", "Kafka")),
    *(("C#", "csharp"), (".NET", "dotnet")),
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The DB was full.", "DB (database)"),
        ("Two databases were full.", "database (DB)"),
        ("The pods ran out of memory on k8s.", "k8s (Kubernetes), out of memory (OOM)"),
        ("an out-of-memory error", "out of memory (OOM)"),
        ("rolled\nback by hand", "rolled back (rollback)"),
        ("The Tollgate service", "Tollgate (checkout)"),
        ("受注データベースの障害", "受注 (注文)"),
        ("a c# service on .NET.", ".NET (dotnet), C# (csharp)"),
        ("the event streams", "event stream (message bus, Kafka)"),
    ],
)
def test_other_names_are_found(text: str, names: str) -> None:
    """In any case, in the plural, and with hyphens or line breaks between words."""
    assert ", ".join(sorted(Synonyms((*USUAL, *OWN)).of(text))) == names


@pytest.mark.parametrize(
    "text",
    [
        "",
        "No short form.",
        "The DB, a database, was full.",
        "dbx, tlsx and vmware",
        "memory ran out of it",
        "a bus message",
        "a disk C: on the net, see example.net",
        "Two certificates",
    ],
)
def test_nothing_is_added_to_other_texts(text: str) -> None:
    """Nor if all names are there, or begin what is there."""
    assert [*Synonyms((*USUAL, *OWN)).of(text)] == []


def test_each_name_is_in_one_group() -> None:
    names = [name.casefold() for group in USUAL for name in group]
    assert len(names) == len(set(names))
    assert all(len(group) > 1 for group in USUAL)
