"""What to write instead of a wrong value is right at once: following a help literally leaves nothing to report."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.diagnostics import Problem
from tests.read.front_matter.reading import block, only, read
from tests.tables import all_cases

VALUES = [
    # field, what an author wrote, what the help offers
    ("aliases", "/old", "aliases: [old]"),
    ("aliases", "https://example.com/old/", "aliases: [old/]"),
    ("services", "[a]]", "services: [a]"),
    ("services", "a]", "services: [a]"),
    ("services", "[a, b", "services: [a, b]"),
    ("services", "{a}", "services: [a]"),
    ("services", "(a, b)", "services: [a, b]"),
    ("services", '[a b, "c]', "services: [a b, c]"),
    ("services", "a: b", 'services: ["a: b"]'),
    ("services", "yes, 12", 'services: ["yes", "12"]'),
    ("tags", "#a, #b", 'tags: ["#a", "#b"]'),
    ("tags", "[a, #b]", 'tags: [a, "#b"]'),
    ("tags", '"#a"', 'tags: ["#a"]'),
    ("tags", "@a", 'tags: ["@a"]'),
    ("related", "[[a]], [[b]]", "related: [a, b]"),
    ("severity", '"SEV-2', "severity: SEV-2"),
    ("severity", "SEV-2: high", "severity: SEV-2"),
    ("severity", "*SEV-2*", "severity: SEV-2"),
    ("status", "`draft`", "status: draft"),
    ("visibility", "*public*", "visibility: public"),
    ("links", "[OPS-1](https://example.com/1)", 'links: {ticket: "https://example.com/1"}'),
    ("links", "chat: https://example.com", 'links: {chat: "https://example.com"}'),
    ("impact", "users: 12", 'impact: {users: "12"}'),
    ("impact", "@all", 'impact: {users: "@all"}'),
    ("services", "“a”, “b”", "services: [a, b]"),
    ("services", "]", "services: [name]"),
    ("related", "../b.md", "related: [b]"),
    ("id", "a: b", "id: a-b"),
    ("links", "- ticket: https://example.com", 'links: {ticket: "https://example.com"}'),
    ("started", "'2023-10-15 14:00", "started: '2023-10-15 14:00'"),
    ("started", "`2023-10-15 14:00`", "started: 2023-10-15 14:00"),
    ("started", "[2023-10-15 14:00", "started: 2023-10-15 14:00"),
    ("services", "`a`", "services: [a]"),
    ("services", "-a, -b", "services: [a, b]"),
    ("links", "- [OPS-1](https://example.com/1)", 'links: {ticket: "https://example.com/1"}'),
    ("id", "[a-b]", "id: a-b"),
    ("impact", '"all" users', "impact: {users: '\"all\" users'}"),
    ("impact", '"all', 'impact: {users: "all"}'),
    ("links", "www.example.com/1", 'links: {ticket: "https://www.example.com/1"}'),
    ("links", '"[OPS-1](https://example.com/1)"', 'links: {ticket: "https://example.com/1"}'),
    ("links", "OPS-12", "links: {ticket: https://example.org/OPS-12}"),
    ("links", "@ops", "links: {ticket: https://example.org/OPS-12}"),
    ("links", "[OPS-12]", "links: {ticket: https://example.org/OPS-12}"),
    ("started", "2023-10-15: 14:00", "started: 2023-10-15 14:00"),
    ("started", "[[2023-10-15]]", "started: 2023-10-15 14:00"),
    ("started", "'2023-10-15' (noon)", "started: 2023-10-15 14:00"),
    ("timezone", "@here", "timezone: Europe/London"),
    ("timezone", '"Europe/Berlin" (CET)', "timezone: Europe/London"),
    ("tags", "«a», ‹b›", "tags: [a, b]"),
    ("hide", "@toc", "hide: [toc]"),
    ("hide", "yes", "hide: [toc]"),
]
WORDS = [
    # field, what an author wrote, the word that the help offers for it
    ("aliases", "[/old/]", "/old/", "old/"),
    ("aliases", "[./a.html]", "./a.html", "a.html"),
    ("services", "[[a]]", "[a]", "a"),
    ("services", "[a: b]", "a: b", '"a: b"'),
    ("severity", "SEV-2 (high)", "SEV-2 (high)", "SEV-2"),
    ("severity", "SEV-2, SEV-3", "SEV-2, SEV-3", "SEV-2"),
    ("severity", "SEV2 -> SEV3", "SEV2 -> SEV3", "SEV-2"),
    ("severity", "sev 2 / high", "sev 2 / high", "SEV-2"),
    ("severity", "[SEV-2]", "[SEV-2]", "SEV-2"),
    ("severity", "P1 (SEV-1)", "P1 (SEV-1)", "SEV-1"),
    ("severity", "2 - high", "2 - high", "SEV-2"),
    ("severity", "SEV-02", "SEV-02", "SEV-2"),
    ("severity", "ＳＥＶ-２", "ＳＥＶ-２", "SEV-2"),
    ("severity", "{SEV-2}", "{SEV-2}", "SEV-2"),
    ("timezone", "UTC+0", "UTC+0", "UTC"),
    ("timezone", "Berlin, Germany", "Berlin, Germany", "Europe/Berlin"),
    ("started", "20231015T0910Z", "20231015T0910Z", "2023-10-15 09:10Z"),
    ("started", "2023-10-1509:10", "2023-10-1509:10", "2023-10-15 09:10"),
    ("started", "2023-10-15 09:10:5", "2023-10-15 09:10:5", "2023-10-15 09:10:05"),
    ("started", "2023-10-15 09:10:00+1:00", "2023-10-15 09:10:00+1:00", "2023-10-15 09:10:00+01:00"),
    ("started", "UTC 2023-10-15 09:10", "UTC 2023-10-15 09:10", "2023-10-15 09:10Z"),
    ("status", "draft - unfinished", "draft - unfinished", "draft"),
    ("visibility", "public (redacted)", "public (redacted)", "public"),
    ("started", "2023-10-15 9:10 (approx)", "2023-10-15 9:10 (approx)", "2023-10-15 09:10"),
    ("started", "2023-10-15 09:10 local time", "2023-10-15 09:10 local time", "2023-10-15 09:10"),
    ("started", "2023-10-15 09:10 UTC (11:10 CEST)", "2023-10-15 09:10 UTC (11:10 CEST)", "2023-10-15 09:10Z"),
    ("started", "2023-W41-7", "2023-W41-7", "2023-10-15"),
    ("started", "2023-W41-7 09:10Z", "2023-W41-7 09:10Z", "2023-10-15 09:10Z"),
    ("started", "2023-12-31 24:00", "2023-12-31 24:00", "2024-01-01 00:00"),
    ("started", "2023-12-31T24:00+01:00", "2023-12-31T24:00+01:00", "2024-01-01 00:00+01:00"),
    ("started", "1697378400", "1697378400", "2023-10-15 14:00Z"),
    ("started", "“2023-10-15 09:10”", "“2023-10-15 09:10”", "2023-10-15 09:10"),
    ("started", "٢٠٢٣-١٠-١٥ ٠٩:١٠", "٢٠٢٣-١٠-١٥ ٠٩:١٠", "2023-10-15 09:10"),
]


def problem_of(name: str, value: str) -> Problem:
    """Return the only problem of a field with that value."""
    return only(block(**{name: value}))


@all_cases(("name", "value", "line"), VALUES)
def test_a_help_that_offers_a_line(name: str, value: str, line: str) -> None:
    """The line is valid as it stands."""
    assert line in problem_of(name, value).help
    assert read(block(**{name: line.partition(": ")[2]}))[1] == ()


@all_cases(("name", "value", "old", "new"), WORDS)
def test_a_help_that_offers_a_word(name: str, value: str, old: str, new: str) -> None:
    """It is valid in the place of the wrong one."""
    assert new in problem_of(name, value).help
    assert read(block(**{name: value.replace(old, new)}))[1] == ()


@pytest.mark.parametrize("value", ["@closed", "[a", '"a" b', "{{ status }}"])
def test_a_status_that_is_none_is_not_offered_again(value: str) -> None:
    """Only the values that there are."""
    assert problem_of("status", value).help == "write status with one of draft, review, final"


@pytest.mark.parametrize(("name", "value"), [("title", '"'), ("cause", "'"), ("id", '"')])
def test_a_quotation_mark_alone_is_no_value(name: str, value: str) -> None:
    """Two of them would be none, either."""
    assert problem_of(name, value).help == f"write a value after {name}:"


@pytest.mark.parametrize("value", ["-", "?", "[TBD]", "[TBD", "@unknown", "unknown", "n/a"])
def test_a_time_that_is_not_known(value: str) -> None:
    """It is left out."""
    assert problem_of("detected", value).help == "delete detected until the time is known"


@pytest.mark.parametrize("value", ["# none yet", "#"])
def test_a_field_whose_only_value_is_a_comment(value: str) -> None:
    """A mapping needs more than quotation marks."""
    assert problem_of("links", value).help == "write a value, or delete links"


def test_a_year_of_two_digits_is_not_guessed() -> None:
    """Either end may be the year."""
    assert "four digits" in problem_of("started", "23-10-15 09:10").help
