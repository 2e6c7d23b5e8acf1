"""Each value of the front matter has a type; every mistake is reported in the author's own spelling."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mkdocs_postmortems.settings import Settings
from tests.read.front_matter.reading import OWN, block, only, read
from tests.tables import all_cases


def test_typographic_quotation_marks_around_a_name_are_reported() -> None:
    """A word processor made them, and each would be part of a service's name. In a title they may be intended."""
    problem = only(block(services="[login, “web shop”]"))
    assert (problem.rule, problem.line, problem.column) == ("type-services", 5, 19)
    assert problem.help == 'write "web shop"'
    assert not read(block(title="“Sorry”", tags="[the “big” one, it’s]"))[1]


def test_what_an_address_cannot_contain_is_reported_with_its_right_spelling() -> None:
    """The rest of it is right."""
    assert only(block(links="{graph: 'https://example.org/a b'}")).help == "write %20 for ' '"
    assert only(block(links="{graph: 'https://example.org/?q=<x>'}")).help == "write %3C for '<'"


@pytest.mark.parametrize(
    ("value", "said", "help"),
    [
        ("404", "the number 404", '"404"'),
        ("14:00", "the number 840", '"14:00"'),
        ("2023-10-15", "a date", '"2023-10-15"'),
        ("no", "false", '"no"'),
        ("[a, b]", "a list", '"[a, b]"'),
        ("{a: b}", "a mapping", '"{a: b}"'),
        ("\n  - a", "a list", 'title: "Login'),
        ("[a,\n  b]", "a list", 'title: "Login'),
        ("", "no value", "title: "),
        ("#7 is down", "YAML reads '#7 is down' as a comment", '"#7 is down"'),
        ("~", "no value", "title: "),
        ("''", "no visible characters", "title: "),
        ('"\u200b"', "no visible characters", "title: "),
        ("'" + "x" * 301 + "'", "301 characters", "shorten"),
    ],
)
def test_a_title_of_the_wrong_type_is_reported(value: str, said: str, help: str) -> None:
    """With how YAML reads it, and how to write it."""
    problem = read(block(title=value))[1][-1]
    assert (problem.rule, problem.line) == ("type-title", 2 + value.startswith("\n"))
    assert said in problem.message
    assert help in problem.help


@pytest.mark.parametrize(
    ("name", "value", "said", "help"),
    [
        ("severity", "no", "'no'", "SEV-1, SEV-2, SEV-3, SEV-4"),
        ("severity", "sev-2", "'sev-2'", "did you mean SEV-2?"),
        ("severity", "SEV2", "'SEV2'", "did you mean SEV-2?"),
        ("severity", "2", "the number 2", "did you mean SEV-2?"),
        ("severity", "P1", "'P1'", "did you mean SEV-1?"),
        ("severity", "SEVV-2", "'SEVV-2'", "did you mean SEV-2?"),
        ("severity", "[SEV-1]", "a list", "SEV-1"),
        ("status", "off", "'off'", "draft, review, final"),
        ("status", "", "no value", "draft, review, final"),
        ("status", "Finale", "'Finale'", "did you mean final?"),
        ("visibility", "Internal", "'Internal'", "did you mean internal?"),
        ("visibility", "external", "'external'", "did you mean public?"),
        ("visibility", "Private", "'Private'", "did you mean internal?"),
        ("status", "closed", "'closed'", "did you mean final?"),
        ("status", "In progress", "'In progress'", "did you mean draft?"),
        ("visibility", "yes", "'yes'", "public, internal"),
        ("visibility", "", "no value", "public, internal"),
        ("visibility", "[public]", "a list", "public, internal"),
    ],
)
def test_a_value_outside_its_set_is_reported(name: str, value: str, said: str, help: str) -> None:
    """In the author's spelling, with what is allowed; a wrong visibility is internal."""
    fields, (problem,) = read(block(**{name: value}))
    assert problem.rule == f"enum-{name}"
    assert said in problem.message
    assert help in problem.help
    assert fields.visibility == "internal"


@pytest.mark.parametrize("value", ["SEV9", "SEV-0", "SEV", "SEV-12"])
def test_no_severity_is_guessed_for_another_number(value: str) -> None:
    """It may mean any of them, and a wrong guess would be pasted."""
    assert only(block(severity=value)).help == "write one of SEV-1, SEV-2, SEV-3, SEV-4"


def test_an_entry_without_a_value_is_to_go_and_not_its_field() -> None:
    """The other entries of the field stay."""
    assert only(block(impact="{users: 10, cost: }")).help == "write a value, or delete the entry"
    assert only(block(cause="")).help == "write a value, or delete cause"
    assert only(block(description="''")).help == "write a value, or delete description"
    assert only(block(services="[a, '']")).help == "write a value, or delete the entry"
    assert only(block(title="''")).help.startswith("write title: ")


def test_an_example_of_a_time_is_no_value_to_copy() -> None:
    """It would be wrong; a list of one time has the value."""
    assert only(block(started="true")).help == "write started with its date and time, as in started: 2023-10-15 14:00"
    assert only(block(started="[2024-02-02 10:00]")).help == "write started: 2024-02-02 10:00"
    assert only(block(severity=None)).help == "add severity with one of SEV-1, SEV-2, SEV-3, SEV-4"


def test_an_empty_list_has_no_entries() -> None:
    """Which is not to say that something in it is invisible."""
    problem = only(block(services="[]"))
    assert (problem.message, problem.help) == ("services has no entries", "write services: [name-of-the-service]")


def test_severities_are_those_of_the_site() -> None:
    """Numbers among them are written in quotes."""
    settings = Settings(severities=("1", "2"))
    assert read(block(severity="'1'"), settings)[0].severity == "1"
    problem = only(block(severity="1"), settings)
    assert (problem.rule, problem.help) == ("enum-severity", 'put it in quotes: "1"')


@all_cases(
    ("name", "value", "column"),
    [
        ("services", "login", 11),
        ("services", "[login, [db]]", 19),
        ("services", "[404]", 12),
        ("services", "[]", 11),
        ("services", "['']", 12),
        ("services", "{a: b}", 11),
        ("impact", "[a]", 9),
        ("impact", "many", 9),
        ("impact", "{users: .nan}", 17),
        ("impact", "{users: -.INF}", 17),
        ("impact", "{users: [1]}", 17),
        ("impact", "{users: }", 17),
        ("impact", "{14:00: 3, a: 1}", 10),
        ("impact", "{2023: 3}", 10),
        ("impact", "", 8),
        ("tags", "post-mortem", 7),
        ("cause", "5", 8),
        ("summary", "[x]", 10),
        ("authors", "A. Writer", 10),
        ("related", "other", 10),
        ("aliases", "old/", 10),
        ("links", "[x]", 8),
        ("links", "{ticket: 5}", 17),
        ("roles", "{commander: [[a]]}", 20),
        ("internal", "true", 11),
        ("search", "false", 9),
        ("hide", "toc", 7),
        ("description", "[x]", 14),
        ("timezone", "5", 11),
        ("id", "0123", 5),
        ("id", "0x1F", 5),
        ("id", "1_000", 5),
        ("id", "~", 5),
        ("id", "[x]", 5),
    ],
)
def test_values_of_the_wrong_type_are_reported(name: str, value: str, column: int) -> None:
    """One rule per field, at the wrong value or entry."""
    problem = only(block(**{name: value}))
    assert (problem.rule, problem.column) == (f"type-{name}", column)
    assert problem.line == (5 if name == "services" else 7)
    assert problem.help


@pytest.mark.parametrize(
    ("name", "value", "help"),
    [
        ("services", "5", 'services: ["5"]'),
        ("services", "[5]", '"5"'),
        ("impact", "5", "impact: {users"),
        ("links", "{ticket: 5}", "links: {ticket"),
        ("impact", "nobody, as far as we know", 'impact: {users: "nobody, as far as we know"}'),
        ("links", "https://example.org/1", 'links: {ticket: "https://example.org/1"}'),
        ("roles", "Lee", 'roles: {incident lead: "Lee"}'),
        (
            "links",
            "[https://a.example, https://b.example]",
            '{ticket: "https://a.example", ticket 2: "https://b.example"}',
        ),
        ("links", "\n  - https://a.example/1", 'the text a name, as in links: {ticket: "https://a.example/1"}'),
        ("links", "\n  - chat: https://a.example/1", 'write one mapping: links: {chat: "https://a.example/1"}'),
        ("links", "\n  - url: https://a.example\n  - url: https://b.example", "write links: {ticket: "),
        ("links", "https://example.org/" + "x" * 90, "x" * 90),
        ("roles", "[[Ana]]", "roles: {incident lead: name-or-team}"),
        ("impact", "x" * 201, "impact: {users: 1200}"),
        ("cause", "5", '"5"'),
        ("id", "0123", 'write id: "0123"'),
        ("id", "2024_03_01", 'write id: "2024-03-01"'),
    ],
)
def test_the_help_leads_to_a_right_value(name: str, value: str, help: str) -> None:
    """Quotes alone do not make a list of a number."""
    assert help in only(block(**{name: value})).help


@pytest.mark.parametrize("value", ["ongoing", "TBD", "Unknown", "n/a", "YYYY-MM-DD", "??"])
def test_a_time_that_is_not_known_yet_is_left_out(value: str) -> None:
    """Every report has a start; the other times may come later."""
    problem = only(block(resolved=f"'{value}'"))
    assert (problem.rule, problem.help) == ("bad-datetime", "delete resolved until the time is known")
    assert "write " in only(block(started=f"'{value}'")).help


@pytest.mark.parametrize("value", ["0123", "0x1F", "1_000"])
def test_a_number_is_quoted_as_it_was_written(value: str) -> None:
    """Not as YAML reads it."""
    assert repr(value) in only(block(id=value)).message


@pytest.mark.parametrize("name", ["started", "detected", "acknowledged", "mitigated", "resolved"])
def test_a_time_without_a_date_is_reported_alike_in_every_spelling(name: str) -> None:
    """YAML reads 14:00 as a number and 09:30 as text; the author sees no difference."""
    problems = [only(block(**{name: value})) for value in ("14:00", "'14:00'", "09:30", "14:00:30")]
    assert {problem.rule for problem in problems} == {f"type-{name}"}
    assert problems[0] == problems[1]
    assert problems[2].message == problems[0].message.replace("14:00", "09:30")
    assert "number" in problems[0].help


@pytest.mark.parametrize("value", ["1697378400", "", "yes", "[2023-10-15]", "{a: b}", "1.5"])
def test_what_is_not_a_time_is_reported(value: str) -> None:
    """Including Unix timestamps."""
    problem = only(block(started=value))
    assert (problem.rule, problem.line) == ("type-started", 6)


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("2023-10-15 25:00", "bad-datetime"),
        ("2023-02-30", "bad-datetime"),
        ("0023-10-15 14:00", "bad-datetime"),
        ("yesterday", "bad-datetime"),
        ("''", "bad-datetime"),
        ("2023-03-26 02:30", "nonexistent-time"),
        ("2023-10-29 02:30", "ambiguous-time"),
    ],
)
def test_times_that_do_not_exist_are_reported_in_place(value: str, rule: str) -> None:
    """In the report's own zone."""
    problem = only(block(started=value, timezone="Europe/Oslo"))
    assert (problem.rule, problem.line, problem.column) == (rule, 6, 10)


def test_naive_times_are_in_the_zone_of_the_site() -> None:
    """If the report names none."""
    fields, _ = read(block(), Settings(timezone="Asia/Tokyo"))
    assert fields.started is not None
    assert fields.started.instant == datetime(2023, 10, 15, 5, tzinfo=UTC)


def test_a_wrong_zone_is_the_only_finding() -> None:
    """Times are not checked against a zone that nobody meant, whatever the order of the keys."""
    problem = only("timezone: Mars/Phobos\n" + block(started="2023-03-26 02:30"), Settings(timezone="Europe/Oslo"))
    assert (problem.rule, problem.line, problem.column) == ("unknown-timezone", 2, 11)


def test_a_zone_that_people_misread_is_reported() -> None:
    """It is used anyway."""
    fields, (problem,) = read(block(timezone="Etc/GMT+2"))
    assert (problem.rule, problem.line) == ("ambiguous-timezone", 7)
    assert fields.timezone == "Etc/GMT+2"


@pytest.mark.parametrize(
    "value",
    ["../../x", "a/b", "'..'", "''", "a b", r'"a\0b"', "con", "lpt1", "ａuth", "Auth", "-a", "x" * 101, "a_b", "a.md"],
)
def test_an_id_that_is_not_an_address_is_refused(value: str) -> None:
    """Before any path is made of it."""
    fields, problems = read(block(id=value))
    assert ("bad-id", 7, 5) in [(each.rule, each.line, each.column) for each in problems]
    assert fields.id is None


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("javascript:alert(1)", "unsafe-url"),
        ("'JavaScript&colon;alert(1)'", "unsafe-url"),
        ("'data:text/html,x'", "unsafe-url"),
        ("/relative", "unsafe-url"),
        ("example.org", "unsafe-url"),
        ("file:///etc/passwd", "unsafe-url"),
        ("'https://'", "unsafe-url"),
        ("'https://[x'", "unsafe-url"),
        ("'https://?x=1'", "unsafe-url"),
        ("'https://a b'", "unsafe-url"),
        (r'"java\tscript:x"', "unsafe-url"),
        ("' https://example.org'", "unsafe-url"),
    ],
)
def test_links_lead_to_the_web_or_to_mail(value: str, rule: str) -> None:
    """Any other scheme is refused, however it is dressed up."""
    fields, (problem,) = read(block(links=f"{{ticket: {value}}}"))
    assert (problem.rule, problem.line, problem.column) == (rule, 7, 17)
    assert fields.links == {}


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("chat.example/x?y=1", "write https://chat.example/x?y=1"),
        ("www.status.test", "write https://www.status.test"),
        ("http//a.example/x", "write http://a.example/x"),
        ("'https:/a.example/x'", "write https://a.example/x"),
        ("<https://chat.example/x>", "write https://chat.example/x"),
        ("OPS-12", "write the full address, beginning with https://, http:// or mailto:"),
    ],
)
def test_the_help_completes_the_address_that_was_written(value: str, meant: str) -> None:
    """A host is enough to know what was meant."""
    assert only(block(links=f"{{ticket: {value}}}")).help == meant


@pytest.mark.parametrize(
    "value", ["../x", "a/../b", "/a", "https://example.org/", "a//b", "'a b'", "./a", "a?b", "'a#b'", r"a\b", "''", "."]
)
def test_earlier_addresses_stay_inside_the_site(value: str) -> None:
    """Relative, plain, and without ``..``."""
    fields, (problem,) = read(block(aliases=f"[{value}]"))
    assert (problem.rule, problem.line, problem.column) == ("bad-alias", 7, 11)
    assert fields.aliases == ()


@pytest.mark.parametrize("name", ["services", "tags", "authors", "teams", "related"])
def test_long_lists_are_refused(name: str) -> None:
    """They would make pages too large."""
    entries = ", ".join(f"s{number}" for number in range(5000))
    problem = only(block(**{name: f"[{entries}]"}))
    assert problem.rule == "list-limit"
    assert "5,000" in problem.message


@pytest.mark.parametrize("name", ["impact", "links", "roles"])
def test_a_name_that_is_too_long_is_reported_in_place(name: str) -> None:
    """With its own length, not that of its value."""
    problem = only(block(**{name: f"{{{'x' * 301}: 'https://example.org'}}"}))
    assert (problem.rule, problem.column) == (f"type-{name}", len(name) + 4)
    assert "301 characters" in problem.message


def test_several_people_are_no_more_than_a_line() -> None:
    """Their length is that of the combined text."""
    assert "601 characters" in only(block(roles=f"{{scribes: [{'x' * 300}, {'y' * 299}]}}")).message


def test_numbers_for_material_are_those_that_yaml_reads() -> None:
    """In any of its notations. What is no number stays text."""
    search = "{boost: 0x1F, octal: 010, hours: 1:30, thousands: 1_000, float: 2.5, hidden: no, none: .nan}"
    numbers = {"boost": 31, "octal": 8, "hours": 90, "thousands": 1000, "float": 2.5}
    assert read(block(search=search))[0].material["search"] == {**numbers, "hidden": False, "none": ".nan"}


def test_internal_fields_hold_plain_data() -> None:
    """Even null, as long as it is YAML."""
    assert read(block(internal="{a: ~, b: [.nan, yes]}"))[0].internal == {"a": None, "b": [".nan", "yes"]}


@pytest.mark.parametrize("name", ["impact", "links", "roles"])
def test_long_mappings_are_refused(name: str) -> None:
    """As lists are."""
    entries = ", ".join(f"s{number}: 'https://example.org'" for number in range(101))
    assert only(block(**{name: f"{{{entries}}}"})).rule == "list-limit"


def test_an_empty_text_in_place_of_a_list_is_reported() -> None:
    """``services: []`` would be refused too."""
    assert only(block(services="''")).help == "write a list: services: [name-of-the-service]"


def test_entries_without_a_space_are_reported() -> None:
    """``-sign-in`` is a text."""
    assert only(block(services="\n  -sign-in\n  -mail")).help == "put a space after each -, as in - sign-in"


@pytest.mark.parametrize("name", ["services", "tags", "teams", "related"])
@pytest.mark.parametrize("written", ["[payments; checkout]", "\n  - payments, checkout\n", "[mail, payments;checkout]"])
def test_an_entry_that_was_meant_for_several_is_reported(name: str, written: str) -> None:
    """Such a service would have its own page."""
    problem = only(block(**{name: written}))
    assert problem.rule == f"type-{name}"
    assert "payments, checkout; if it is one" in problem.help


@pytest.mark.parametrize("written", ['["payments, checkout"]', "['a;b']", "[C++, a & b]", "[payments;]"])
def test_an_entry_in_quotes_may_hold_any_sign(written: str) -> None:
    """So may names of people."""
    assert read(block(services=written, authors="\n  - Doe, Ana"))[1] == ()


def test_a_text_that_was_meant_for_a_list_is_divided_as_one() -> None:
    assert only(block(services="payments; checkout")).help == "write a list: services: [payments, checkout]"


def test_the_wrong_entries_of_a_list_are_reported_up_to_a_few_on_a_line() -> None:
    """One run reports all that a person would fix at once."""
    for entries, columns in (("[1, a, 2]", [12, 18]), (f"[{', '.join('1' * 90)}]", [12, 15, 18, 21, 24])):
        problems = read(block(services=entries))[1]
        assert {each.rule for each in problems} == {"type-services"}
        assert [each.column for each in problems] == columns
    problems = read(block(aliases="[../a, b/, /c]"))[1]
    assert [each.message.split()[0] for each in problems] == ["'../a'", "'/c'"]


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        ("title: Outage in pod #7", "#7"),
        ("title: Outage # remark", "# remark"),
        ("services:\n  - pod #7", "#7"),
        ("impact:\n  pods: web #7", "#7"),
        ("cause: C #", "#"),
    ],
)
def test_text_after_a_hash_is_reported(line: str, lost: str) -> None:
    """YAML drops it silently."""
    name = line.partition(":")[0]
    text = block(**{name: None}) + "\n" + line
    problem = only(text)
    assert problem.rule == "yaml-comment-cut"
    assert repr(lost) in problem.message
    lines = ["---", *text.split("\n")]
    assert (problem.line, problem.column) == (len(lines), lines[-1].index("#") + 1)


@pytest.mark.parametrize(
    "values",
    [
        {"severity": "SEV-2 # see the matrix"},
        {"severity": "SEV-2 #see the matrix"},
        {"started": "2023-10-15 14:00 #local"},
        {"services": "[login] #all"},
        {"title": "'Outage in pod #7'"},
        {"title": "a#b"},
        {"region": "north # as of today"},
    ],
)
def test_remarks_that_take_nothing_away_are_fine(values: dict[str, str]) -> None:
    """After a value of a fixed kind, or in the usual form of a comment."""
    assert not read(block(**values), OWN)[1]
