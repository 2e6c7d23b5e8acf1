"""The front matter becomes fields; every mistake is reported at its value."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.check.rules import NAMES
from mkdocs_postmortems.read.front_matter.fields import read_fields, report_id
from mkdocs_postmortems.read.model import Fields, Span
from mkdocs_postmortems.read.source import read_source
from mkdocs_postmortems.settings import FIELD_NAMES, Settings
from tests.read.front_matter.reading import OWN, REQUIRED, block, only, read

CASES = Path(__file__).parents[4] / "shared" / "cases"


def test_every_field_is_read() -> None:
    """A complete front matter, without a finding."""
    fields, problems = read(
        block(
            status="final",
            detected="2023-10-15T14:06+01:00",
            acknowledged="2023-10-15T14:06:30Z",
            mitigated="2023-10-15",
            resolved="2023-10-15 16:30",
            timezone="Europe/London",
            id="login-failures",
            cause="code   deployment",
            impact="{users: 1_200, share: ~30 %, lost: no, since: 2023-10-15}",
            summary=">\n  It\n  broke.",
            tagline="Why?",
            tags="[a, b, a]",
            authors="['A. Writer']",
            teams="[identity]",
            links="{ticket: 'https://example.org/1', mail: 'mailto:a@example.org'}",
            roles="{commander: identity, scribes: [a, b]}",
            related="[other]",
            aliases="[incidents/old/, x/y.html]",
            visibility="public",
            internal="{note: {of: [1, no]}}",
            search="{exclude: true, boost: 2}",
            hide="[toc]",
            description="Of the page.",
        )
    )
    assert not problems
    assert fields.title == "Login failures"
    assert (fields.severity, fields.status, fields.services) == ("SEV-2", "final", ("login",))
    assert fields.started is not None
    assert fields.started.instant == datetime(2023, 10, 15, 13, tzinfo=UTC)
    assert fields.started.zone == "Europe/London"
    assert fields.detected is not None
    assert fields.detected.instant == datetime(2023, 10, 15, 13, 6, tzinfo=UTC)
    assert fields.mitigated is not None
    assert fields.mitigated.precision == "day"
    assert (fields.cause, fields.summary, fields.tagline) == ("code deployment", "It broke.", "Why?")
    assert fields.impact == {"users": "1_200", "share": "~30 %", "lost": "no", "since": "2023-10-15"}
    assert (fields.tags, fields.authors, fields.teams) == (("a", "b"), ("A. Writer",), ("identity",))
    assert fields.links == {"ticket": "https://example.org/1", "mail": "mailto:a@example.org"}
    assert fields.roles == {"commander": "identity", "scribes": "a, b"}
    assert (fields.related, fields.aliases) == (("other",), ("incidents/old/", "x/y.html"))
    assert (fields.id, fields.visibility, fields.timezone) == ("login-failures", "public", "Europe/London")
    assert fields.internal == {"note": {"of": ["1", "no"]}}
    assert fields.material == {
        "search": {"exclude": True, "boost": 2.0},
        "hide": ["toc"],
        "description": "Of the page.",
    }


def test_absent_fields_have_their_defaults() -> None:
    """Above all, a missing visibility is internal."""
    fields, problems = read(block())
    assert not problems
    assert fields.visibility == "internal"
    assert (fields.detected, fields.impact, fields.tags, fields.own) == (None, {}, (), {})


def test_every_missing_key_is_reported_in_one_run() -> None:
    """One finding per key, on line 1, each with a line to add."""
    problems = read("visibility: public")[1]
    assert [problem.rule for problem in problems] == [f"missing-{name}" for name in REQUIRED]
    assert {(problem.line, problem.column) for problem in problems} == {(1, 1)}
    assert all(problem.help.startswith("add ") for problem in problems)


def test_a_heading_that_is_the_title_is_offered_for_it() -> None:
    """Many texts begin with it, as other tools require."""
    front = "\n".join(f"{name}: {value}" for name, value in REQUIRED.items() if name != "title")
    source, _ = read_source("a.md", f"---\n{front}\n---\n\n# Logins fail: why #\n\n## A\n".encode())
    assert source is not None
    (problem,) = read_fields(source, Settings())[1]
    assert (problem.rule, problem.help) == ("missing-title", 'add title: "Logins fail: why"')


@pytest.mark.parametrize(("status", "rules"), [("draft", []), ("review", []), ("final", ["missing-resolved"])])
def test_resolved_is_required_once_final(status: str, rules: list[str]) -> None:
    """A draft may still be ongoing."""
    assert [problem.rule for problem in read(block(status=status))[1]] == rules


def test_a_wrong_field_leaves_the_others_alone() -> None:
    """Each mistake is reported, and the valid fields are read."""
    fields, problems = read(block(title="404", severity="bad", cause="x", services="[a, [b]]"))
    assert {problem.rule for problem in problems} == {"type-title", "enum-severity", "type-services"}
    assert (fields.title, fields.severity, fields.services, fields.cause) == ("", "", (), "x")
    assert fields.status == "draft"


def test_author_is_another_word_for_authors() -> None:
    """As one name or as a list."""
    assert read(block(author="A. Writer"))[0].authors == ("A. Writer",)
    assert read(block(author="[A, B]"))[0].authors == ("A", "B")
    assert read(block(author="A", authors="[B]"))[0].authors == ("B",)
    assert only(block(author="5")).rule == "type-authors"
    assert "301 characters" in only(block(author="x" * 301)).message
    assert only(block(author="\n  - A\n  - [B]")).line == 9


@pytest.mark.parametrize(
    ("key", "field"),
    [
        *(("startet", "started"), ("start", "started"), ("sev", "severity")),
        *(("titel", "title"), ("end", "resolved"), ("resolvd", "resolved")),
    ],
)
def test_a_key_that_was_meant_for_a_missing_field_is_reported_once(key: str, field: str) -> None:
    """As an error at the key: renaming it fixes both."""
    given = block(status="final", resolved="2023-10-15 16:30").split("\n")
    lines = [f"{key}: x" if line.startswith(f"{field}:") else line for line in given]
    problem = only("\n".join(lines))
    assert (problem.rule, problem.line) == ("unknown-key-near", lines.index(f"{key}: x") + 2)
    assert problem.message == f"unknown field '{key}', and {field} is missing"
    assert problem.help == f"did you mean '{field}'?"


@pytest.mark.parametrize(
    ("written", "rule", "help"),
    [
        ("service: login", "unknown-key-near", "did you mean services: [login]?"),
        ("service: login, web", "unknown-key-near", "did you mean services: [login, web]?"),
        ("components: 'web: eu'", "unknown-key-near", 'did you mean services: ["web: eu"]?'),
        ("service: [login]", "unknown-key-near", "did you mean 'services'?"),
        ("service:", "unknown-key-near", "did you mean 'services'?"),
        (f"service: {'long ' * 20}", "unknown-key-near", "did you mean 'services'?"),
        ("services: [a]\nteam: payments", "unknown-key-near", "did you mean teams: [payments]?"),
    ],
)
def test_a_text_in_a_key_meant_for_a_list_is_offered_as_one(written: str, rule: str, help: str) -> None:
    """Renaming the key alone would lead to the next finding."""
    problem = only(block(services=None) + f"\n{written}")
    assert (problem.rule, problem.help) == (rule, help)


def test_a_list_is_offered_for_another_word_of_a_field_that_may_be_absent() -> None:
    """Beside what else can be done with a key that may be nobody's."""
    problem = only(block(owner="Jane"))
    assert problem.help.startswith("did you mean authors: [Jane]? otherwise delete it, ")


def test_a_missing_field_that_no_key_was_meant_for_is_reported() -> None:
    """Whatever other keys there are."""
    rules = [each.rule for each in read(block(severity=None, date="2024-03-01", colour="red"))[1]]
    assert sorted(rules) == ["missing-severity", "unknown-key", "unknown-key"]


def test_own_fields_are_read_by_their_type() -> None:
    """It may have any name, even that of a method of the model."""
    fields, problems = read(
        block(region="north", customers="1.5", page="yes", reviewed="2023-11-01", sites="[a, b]", copy="x"), OWN
    )
    assert not problems
    assert fields.own == {
        "region": "north",
        "customers": 1.5,
        "page": True,
        "reviewed": date(2023, 11, 1),
        "sites": ("a", "b"),
        "copy": "x",
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("region", "5"),
        ("customers", "many"),
        ("customers", "0123"),
        ("customers", "14:00"),
        ("customers", ".inf"),
        ("customers", "'5'"),
        ("page", "'yes'"),
        ("page", "1"),
        ("reviewed", "2023-13-01"),
        ("reviewed", "2023-11-01 10:00"),
        ("reviewed", "soon"),
        ("sites", "a"),
        ("copy", ""),
    ],
)
def test_own_fields_of_the_wrong_type_are_reported(name: str, value: str) -> None:
    """One rule for all of them, with the type from the settings."""
    fields, (problem,) = read(block(**{name: value}), OWN)
    assert (problem.rule, problem.line) == ("type-field", 7)
    assert value.strip("'") in problem.message
    assert fields.own == {}


@pytest.mark.parametrize(
    ("started", "detected", "example"),
    [
        ("2024-03-01 14:00", "14:06", "2024-03-01 14:06"),
        ("2024-03-01", "'9:05'", "2024-03-01 09:05"),
        ("01.03.2024 14:00", "14:06", "2023-10-15 14:00"),
        ("14:00", "14:06", "2023-10-15 14:00"),
    ],
)
def test_a_time_without_a_date_is_shown_with_the_day_of_the_start(started: str, detected: str, example: str) -> None:
    """Most incidents end on the day on which they begin; without a start that can be read, the date is an example."""
    _, problems = read(block(started=started, detected=detected))
    (help,) = (each.help for each in problems if each.rule == "type-detected")
    assert help == f"add the date, as in detected: {example}; YAML reads some bare times as numbers"


@pytest.mark.parametrize(
    ("name", "value", "help"),
    [
        ("region", "5", 'put it in quotes: "5"'),
        ("region", "[eu]", "write a text, as the settings declare it"),
        ("sites", "eu, us", "write a list: sites: [eu, us]"),
        ("sites", "5", 'write a list: sites: ["5"]'),
        ("sites", "{eu: 1}", "write a list such as [first, second], as the settings declare it"),
        ("sites", "", "write a list such as [first, second], or delete sites until it is known"),
        ("customers", "TODO", "write a number without a unit, or delete customers until it is known"),
        ("reviewed", "n/a", "write a date, year first, or delete reviewed until it is known"),
        ("customers", "1,200 firms", "write a number without a unit, as the settings declare it"),
        ("page", "'yes'", "write true or false, as the settings declare it"),
        ("reviewed", "soon", "write a date, year first, as the settings declare it"),
    ],
)
def test_the_help_for_an_own_field_shows_how_its_type_is_written(name: str, value: str, help: str) -> None:
    """Authors have not read the settings; the value is repeated where it only lacks brackets or quotation marks."""
    _, (problem,) = read(block(**{name: value}), OWN)
    assert problem.help == help


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("visiblity: internal", "unknown-key-near"),
        ("visib\u200bility: internal", "unknown-key-confusable"),
        ("colour: red", "unknown-key"),
        ("content: x", "unknown-key"),
        ("handler: x", "unknown-key"),
        ("self: x", "unknown-key"),
        ("permalink: ../../index.html", "unknown-key-path"),
        ("template: redirect.html", "reserved-key"),
        ("2023: x", "type-key"),
        ("no: x", "type-key"),
        ("internal: {2023: x}", "type-key"),
        ("internal: {a: [{no: x}]}", "type-key"),
        ("colour: {2023: x}", "type-key"),
    ],
)
def test_unknown_keys_are_reported(line: str, rule: str) -> None:
    """At the key, whatever its value is."""
    fields, problems = read(block() + "\n" + line)
    assert (rule, 7) in [(problem.rule, problem.line) for problem in problems]
    assert fields.visibility == "internal"


def test_thousands_of_unknown_keys_end_in_a_count() -> None:
    """Each is compared with every field, so the number must be limited."""
    problems = read(block() + "".join(f"\nkey{number}: x" for number in range(5000)))[1]
    assert len(problems) == 101
    assert "4,900 more" in problems[-1].message


def test_a_duplicate_key_is_not_used() -> None:
    """Neither of two visibilities counts, and the key is not reported as missing."""
    fields, (problem,) = read(block(visibility="public") + "\nvisibility: public")
    assert (problem.rule, problem.line) == ("yaml-duplicate-key", 8)
    assert fields.visibility == "internal"
    assert [each.rule for each in read(block() + "\ntitle: x")[1]] == ["yaml-duplicate-key"]


def test_a_value_with_an_anchor_or_a_tag_is_not_used() -> None:
    """It is reported once, and the other fields are read."""
    fields, (problem,) = read(block(title="&auth outage"))
    assert problem.rule == "yaml-anchor"
    assert (fields.title, fields.severity) == ("", "SEV-2")
    assert only(block(services="!!set {a, b}")).rule == "yaml-tag"


def test_front_matter_that_is_not_yaml_is_one_finding() -> None:
    """Nothing else is reported, and the report is internal."""
    fields, (problem,) = read(block(title="Outage: auth down", visibility="public"))
    assert problem.rule == "yaml-syntax"
    assert fields == Fields()


def test_absent_front_matter_has_no_further_findings() -> None:
    """The missing front matter itself has been reported."""
    fields, problems = read("# nothing")
    assert [problem.rule for problem in problems] == ["fm-missing"]
    assert fields == Fields()


def test_each_key_knows_its_lines() -> None:
    """Up to the next key, comments included, so that hiding a key hides everything that belongs to it."""
    fields, _ = read("title: x\n# remark\ninternal:\n  note: |\n    a\n\n    b\n  # more\nstatus: draft")
    assert fields.lines == {"title": Span(2, 3), "internal": Span(4, 9), "status": Span(10, 10)}
    assert read("{title: x, status: draft}")[0].lines == {"title": Span(2, 2), "status": Span(2, 2)}


@pytest.mark.parametrize(
    ("path", "id"),
    [
        ("2023/login-failures.md", "login-failures"),
        ("2023-10-15-auth.md", "2023-10-15-auth"),
        ("login-failures/index.md", "login-failures"),
    ],
)
def test_the_id_is_the_name_of_the_file_or_folder(path: str, id: str) -> None:
    """If the field is absent."""
    assert report_id(path, Fields(), Settings()) == (id, None)


def test_the_field_comes_before_the_name() -> None:
    """Even if the name is not an id."""
    assert report_id("Login Failures.md", Fields(id="login"), Settings()) == ("login", None)


@pytest.mark.parametrize(
    ("path", "offer"),
    [
        ("Login Failures!.md", "login-failures"),
        ("Café_déjà.md", "cafe-deja"),
        ("con.md", "con-incident"),
        ("My Outage/index.md", "my-outage"),
        ("x" * 150 + ".md", "x" * 100),
        ("-a-.md", "a"),
    ],
)
def test_a_file_name_that_is_not_an_id_is_reported_with_one(path: str, offer: str) -> None:
    """The suggested id is used until then."""
    id, problem = report_id(path, Fields(), Settings())
    assert id == offer
    assert problem is not None
    assert (problem.rule, problem.line) == ("bad-id", 1)
    assert f"id: {offer}" in problem.help


def test_a_name_without_a_latin_letter_has_an_id_of_its_own() -> None:
    """Two such files do not share one."""
    ids = {report_id(path, Fields(), Settings())[0] for path in ("障害.md", "停電.md", "index.md")}
    assert len(ids) == 3


def test_a_refused_id_is_reported_once() -> None:
    """The name of the file does not add a second finding."""
    assert report_id("A b.md", Fields(lines={"id": Span(3, 3)}), Settings()) == ("a-b", None)


YAMLISH = st.lists(
    st.sampled_from(
        [
            *(f"{name}: " for name in FIELD_NAMES),
            *(
                "\n",
                "\n  ",
                "- ",
                "[",
                "]",
                "{",
                "}",
                ", ",
                "'",
                '"',
                "# ",
                "&a ",
                "*a",
                "!t ",
                "<<: ",
                "? ",
                "|\n",
                "x",
            ),
            *(
                "1",
                "no",
                "~",
                "0123",
                "14:00",
                ".nan",
                "2023-10-15 14:00",
                "2023-02-30",
                "public",
                "final",
                "a: b",
                "é",
            ),
            *("https://example.org", "Europe/London", "\\0", "\t", "2023: ", "customers: ", "reviewed: "),
        ]
    ),
    max_size=40,
).map("".join)


@given(YAMLISH)
def test_any_front_matter_can_be_read(text: str) -> None:
    """Nothing raises; a finding is within the file, has a known rule, and has a message."""
    source, problems = read_source("a.md", f"---\n{text}\n---\n".encode())
    if source is None:
        return
    fields, more = read_fields(source, OWN)
    for problem in (*problems, *more):
        assert 1 <= problem.line <= len(source.lines)
        assert problem.message
        assert problem.rule in NAMES
    assert fields.visibility in ("public", "internal")
    json.dumps([fields.impact, fields.internal, fields.material], allow_nan=False)


@given(st.binary(max_size=200))
def test_any_bytes_can_be_read(data: bytes) -> None:
    """Nothing raises."""
    source, _ = read_source("a.md", b"---\n" + data + b"\n---\n")
    if source is not None:
        read_fields(source, Settings())


def _entries() -> list[dict[str, str | int]]:
    """The shared cases that these two functions decide, if they are available."""
    if not (CASES / "manifest.json").is_file():
        return []
    decided = ("e0", "y", "t01", "t02", "t03", "t04", "t05", "t07", "t08", "t09", "p01", "h01", "h02", "h06", "h07")
    entries = json.loads((CASES / "manifest.json").read_text(encoding="utf-8"))["entries"]
    return [entry for entry in entries if entry["case"].startswith(decided) and (entry["file"] or "").endswith(".md")]


@pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not here")
@pytest.mark.parametrize("entry", _entries(), ids=lambda entry: str(entry["file"]))
def test_shared_cases_come_out_as_they_say(entry: dict[str, str | int]) -> None:
    """The rule, the line and the column of each; none for those that are right."""
    data = (CASES / "corpus" / str(entry["file"])).read_bytes()
    source, problems = read_source(Path(str(entry["file"])).name, data)
    found = [*problems, *(read_fields(source, Settings())[1] if source else ())]
    if entry["expect"] == "ok":
        assert not found
        return
    named = [problem for problem in found if problem.rule == entry["code"]]
    assert named, found
    assert entry.get("line", named[0].line) in [problem.line for problem in named]
    assert entry.get("col", named[0].column) in [problem.column for problem in named]


@pytest.mark.parametrize(
    ("stem", "help"),
    [
        ("2023_10_15", 'add id: "2023-10-15", or rename the file'),
        ("No.", 'add id: "no", or rename the file'),
        ("Index", "add id: report-index, or rename the file"),
        ("Year", "add id: report-year, or rename the file"),
        ("#17", 'add id: "17", or rename the file'),
        ("2023_10_15 login", "add id: 2023-10-15-login, or rename the file"),
    ],
)
def test_an_id_is_offered_in_quotes_where_yaml_would_not_read_text(stem: str, help: str) -> None:
    """The help would otherwise lead to the next error."""
    problem = report_id(f"postmortems/{stem}.md", Fields(), Settings())[1]
    assert problem is not None
    assert problem.help == help
