"""Settings that are addresses of other archives, and messages about wrong values."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.draw.timeline.layout import KINDS
from mkdocs_postmortems.read.front_matter.schema import FIELDS
from mkdocs_postmortems.read.timeline.kinds import WORDS
from mkdocs_postmortems.sections import SETS
from mkdocs_postmortems.settings import FACET_NAMES, FIELD_NAMES, KIND_NAMES, FieldSetting
from mkdocs_postmortems.settings_reader import read_settings
from tests.tables import all_cases


def test_other_archives_are_addresses_on_the_same_host() -> None:
    """From the host's root or from the archive, with a slash at the end."""
    settings, mistakes = read_settings({"also_search": ["/2024/incidents/", "../../2023/incidents"]})
    assert not mistakes
    assert settings.also_search == ("/2024/incidents/", "../../2023/incidents/")


@pytest.mark.parametrize(
    "address",
    [
        "https://other.example/incidents/",
        "//other.example/incidents/",
        "javascript:alert(1)",
        "2024/incidents/",
        "/2024/../incidents/",
        "/./incidents/",
        "/incidents/?q=1",
        "/two words/",
        '/"onload="x/',
        "/",
        "../",
    ],
)
def test_an_address_on_another_host_is_refused(address: str) -> None:
    """The pages' security policy would stop the browser from reading another host, too."""
    settings, (mistake,) = read_settings({"also_search": [address]})
    assert settings.also_search == ()
    assert mistake.setting == "also_search"
    assert "not an archive on this host" in mistake.message


def test_an_archive_that_is_listed_twice_is_reported() -> None:
    """Its reports would be found twice."""
    _, (mistake,) = read_settings({"also_search": ["/2024/incidents", "/2024/incidents/"]})
    assert "twice" in mistake.message


def test_synonyms_are_groups_of_names() -> None:
    settings, mistakes = read_settings({"synonyms": [["checkout", "Tollgate"], ["bus", "Kafka", "stream"]]})
    assert not mistakes
    assert settings.synonyms == (("checkout", "Tollgate"), ("bus", "Kafka", "stream"))


@pytest.mark.parametrize(
    ("value", "mistake"),
    [
        ("DB", "synonyms: 'DB' is not a list of groups (write [[one name, another name]])"),
        (
            ["DB", "database"],
            "synonyms: ['DB', 'database'] is not a list of groups (write [[one name, another name]])",
        ),
        ([["DB", "database"], ["bus"]], "synonyms.2: ['bus'] has no second name (write [one name, another name])"),
        ([["DB", "DB"]], "synonyms.1: a value is listed twice"),
        ([["+", "plus"]], "synonyms.1: '+' has no letter or digit (write a name that a search may have)"),
        ([["on", True]], "synonyms.1: true in the list is not text (put it in quotes, or remove it)"),
    ],
)
def test_wrong_synonyms_are_told_by_their_number(value: object, mistake: str) -> None:
    _, mistakes = read_settings({"synonyms": value})
    assert str(mistakes[0]) == mistake


NO_VALUE = "there is no value (write one, set the environment variable of !ENV, or delete the line)"


@all_cases(
    ("block", "message"),
    [
        ({"rules": {"blame": {"level": "off"}}}, "{'level': 'off'} is not a level (use off, hint, warning or error)"),
        ({"rules": {"blame": "of"}}, "'of' is not a level (did you mean 'off'?)"),
        ({"fields": {"title": "text"}}, "this is a built-in field (use another name)"),
        ({"fields": {"region": "lst"}}, "'lst' is not allowed (did you mean 'list'?)"),
        ({"fields": {"region": {"typ": "list"}}}, "a field has no 'typ' (did you mean 'type'?)"),
        ({"fields": {"region": {"name": ["Region"]}}}, "['Region'] is not text (write one text)"),
        (
            {"fields": {"region": {"name": "Re\ngion"}}},
            "'Re\\ngion' contains a control character or a line break (delete it)",
        ),
        ({"kinds": {"vendor": {"like": "mitigted"}}}, "'mitigted' is not allowed (did you mean 'mitigated'?)"),
        ({"kinds": {"vendor": {"wrds": []}}}, "a kind has no 'wrds' (did you mean 'words'?)"),
        ({"sections": [{"nme": "A"}]}, "a section has no 'nme' (did you mean 'name'?)"),
        (
            {"sections": [{"role": "timeline"}]},
            "{'role': 'timeline'} is not a section (use a name, or a mapping with a name)",
        ),
        ({"sections": [{"name": "A", "role": "time"}]}, "'time' is not allowed (did you mean 'timeline'?)"),
        (
            {"sections": [{"name": "A", "from_severity": "SEV1"}]},
            "'SEV1' is not one of the severities (did you mean 'SEV-1'?)",
        ),
        (
            {"sections": [{"name": "A", "from_status": "done"}]},
            "'done' is not allowed (use one of draft, review, final)",
        ),
        ({"kinds": {"vendor": {"name": 7}}}, "7 is not text (put it in quotes)"),
        ({"archive": 404}, "404 is not text (put it in quotes)"),
        ({"title": ["Outages"]}, "['Outages'] is not text (write one text)"),
        ({"title": " "}, "' ' is empty (write a text, or delete the line)"),
        (
            {"kinds": {"vendor": "supplier"}},
            "'supplier' is not a kind (use a list of words, or a mapping with name, words and like)",
        ),
        (
            {"kinds": {"Vendor": ["supplier"]}},
            "'Vendor' is not a valid name of a kind (use lower-case letters, digits and '-')",
        ),
        ({"max_file_size": 0}, "0 is not a whole number of 1 or more"),
        ({"workers": -1}, "-1 is not a whole number of 0 or more"),
        ({"timezone": "europe/london"}, "'europe/london' is not a time zone (did you mean 'Europe/London'?)"),
        ({"timezone": "Berlin"}, "'Berlin' is not a time zone (did you mean 'Europe/Berlin'?)"),
        ({"timezone": "CEST"}, "'CEST' is not a time zone (did you mean 'Europe/Berlin'?)"),
        ({"timezone": "Mars"}, "'Mars' is not a time zone (use an IANA name such as Europe/London)"),
        ({"timezone": "localtime"}, "'localtime' is not a time zone (use an IANA name such as Europe/London)"),
        ({"sections": ["Timeline", "timeline"]}, "a section is listed twice"),
        ({"sections": [{"name": "A", "optional": "no"}]}, "'no' is neither true nor false"),
        (
            {"sections": [{"name": "A", "from_severity": "sev-1"}]},
            "'sev-1' is not one of the severities (did you mean 'SEV-1'?)",
        ),
        (
            {"template": "incident.md"},
            "'incident.md' would be published as a report (use a name that begins with '_', such as '_incident.md')",
        ),
        ({"cache": "a\0b"}, "'a\\x00b' contains a control character or a line break (delete it)"),
        ({"title": "a\nb"}, "'a\\nb' contains a control character or a line break (delete it)"),
        (
            {"template": "../_incident.md"},
            "'../_incident.md' is not a file below the site's folder (use a relative path without '..')",
        ),
        (
            {"baseline": "../known.json"},
            "'../known.json' is not a file below the site's folder (use a relative path without '..')",
        ),
        (
            {"baseline": "/known.json"},
            "'/known.json' is not a file below the site's folder (use a relative path without '..')",
        ),
        ({"facets": ["regoin"]}, f"unknown facet 'regoin' (use one of {', '.join(FACET_NAMES)})"),
        (
            {"facets": ["services", "service"], "fields": {"service": "text"}},
            "the archive has other pages at incidents/service/, the address of 'service' (rename the field)",
        ),
        (
            {"facets": ["insights"], "fields": {"insights": "text"}, "archive": "ops"},
            "the archive has other pages at ops/insights/, the address of 'insights' (rename the field)",
        ),
        ({"facets": ["service"]}, "unknown facet 'service' (did you mean 'services'?)"),
        ({"facets": ["cause", "cause"]}, "a value is listed twice"),
        ({"severities": ["a", "b", "A"]}, "'a' and 'A' look like one severity (remove one of them)"),
        (
            {"archive": "Incidents"},
            "'Incidents' is not an address (use lower-case letters, digits, '-', '_', '.' and '/')",
        ),
        ({"severities": []}, "the list is empty (list at least one severity, the most severe first)"),
        ({"fields": {True: "date"}}, "the name true is not text (put it in quotes)"),
        ({"facets": ["cause", True]}, "true in the list is not text (put it in quotes, or remove it)"),
        ({"severities": ["a", " a "]}, "a value is listed twice"),
        ({"edition": False}, "false is not allowed (use one of internal, public)"),
        ({"html": None}, NO_VALUE),
        ({"rules": None}, NO_VALUE),
        (
            {"archive": "index.html"},
            "'index.html' is the address of one of the site's own files (use another one, such as incidents)",
        ),
        (
            {"archive": "404.html/a"},
            "'404.html/a' is the address of one of the site's own files (use another one, such as incidents)",
        ),
        ({"severities": [1, 2]}, "1 in the list is not text (put it in quotes, or remove it)"),
        ({"public_words": "Harbour"}, "'Harbour' is not a list of texts (write [one, another])"),
        ({"rules": ["blame"]}, "['blame'] is not a mapping of names to values (write lines of name: value)"),
        ({"sections": "clasic"}, "unknown section set 'clasic' (did you mean 'classic'?)"),
        (
            {"sections": []},
            f"[] is not a section set (use a list of sections, or one of {', '.join(SETS)})",
        ),
        *(
            (
                {"cache": path},
                f"{path!r} is not a folder below the one with mkdocs.yml "
                "(use a relative path with '/', without '~' or a drive)",
            )
            for path in ("~/.cache/postmortems", "C:/postmortems", "build\\postmortems")
        ),
        ({"archive": "../ops"}, "'../ops' is not an address (use lower-case letters, digits, '-', '_', '.' and '/')"),
        ({"archive": "/"}, "'/' is not an address (use lower-case letters, digits, '-', '_', '.' and '/')"),
        ({"source": "/etc"}, "'/etc' is not a folder below the one with mkdocs.yml (use a relative path without '..')"),
    ],
)
def test_a_wrong_value_is_reported_with_a_suggestion(block: dict[str, object], message: str) -> None:
    """Whatever type YAML made of it."""
    _, (mistake,) = read_settings(block)
    assert str(mistake).partition(": ")[2] == message
    assert mistake.setting.startswith(next(iter(block)))


def test_all_mistakes_in_a_mapping_are_reported_at_once() -> None:
    block = {
        "rules": {"blame": "loud", "placeholder": 7, "secret": "hint"},
        "fields": {"Region": "list", "lost": "numbr", "sites": {"typ": "list", "public": "no"}},
        "kinds": {"A B": [], "c": 7},
        "sections": ["Summary", {"name": "Timeline", "role": "time", "optionl": True, "from_severity": "SEV"}, 7],
    }
    _, mistakes = read_settings(block)
    assert [each.setting for each in mistakes] == [
        *("rules.blame", "rules.placeholder", "fields.Region", "fields.lost", "fields.sites.typ"),
        *("fields.sites.public", "kinds.A B", "kinds.c", "sections.2.role", "sections.2.optionl", "sections.3"),
        "sections.2.from_severity",
    ]


def test_wrong_severities_cause_no_further_mistakes() -> None:
    """Sections that refer to severities are checked only once these are valid."""
    sections = [{"name": "A", "from_severity": "P1"}]
    _, mistakes = read_settings({"severities": "P1, P2", "sections": sections})
    assert [each.setting for each in mistakes] == ["severities"]
    assert read_settings({"severities": ["P1", "P2"], "sections": sections})[1] == ()


@pytest.mark.parametrize("name", ["_incident.md", "_templates/incident.md", "incident.txt"])
def test_a_template_is_a_file_that_is_not_a_report(name: str) -> None:
    """Because of its name or its folder's."""
    settings, mistakes = read_settings({"template": name})
    assert (settings.template, mistakes) == (name, ())


def test_an_unknown_rule_is_reported_besides_other_mistakes() -> None:
    _, mistakes = read_settings({"rules": {"blam": "off", "secret": "loud"}}, frozenset({"blame", "secret"}))
    assert [str(each) for each in mistakes] == [
        "rules.secret: 'loud' is not a level (use off, hint, warning or error)",
        "rules.blam: unknown rule (did you mean 'blame'?)",
    ]


def test_an_unrecognizable_rule_is_reported_without_a_list() -> None:
    """There are more than a hundred."""
    _, (mistake,) = read_settings({"rules": {"xyzzy": "off"}}, frozenset({"blame", "secret"}))
    assert str(mistake) == "rules.xyzzy: unknown rule (run `postmortems rules` to list them)"


def test_the_fields_of_every_site_are_those_that_are_read() -> None:
    assert tuple(FIELDS) == FIELD_NAMES
    assert tuple(WORDS) == KIND_NAMES
    assert set(KIND_NAMES) >= KINDS


def test_a_field_may_have_a_name_for_readers() -> None:
    """Besides its type, in any script."""
    settings, mistakes = read_settings({"fields": {"region": {"type": "list", "name": " 影響地域 "}, "cost": "number"}})
    assert mistakes == ()
    assert settings.fields == {"region": FieldSetting("list", name="影響地域"), "cost": FieldSetting("number")}


def test_a_wrong_field_does_not_affect_other_facets() -> None:
    """Consequences of a mistake are not reported separately."""
    _, mistakes = read_settings(
        {"fields": {"region": {"type": "text"}, "team": {"type": "word"}}, "facets": ["region"]}
    )
    assert [mistake.setting for mistake in mistakes] == ["fields.team.type"]


def test_spaces_around_a_text_of_a_list_do_not_count() -> None:
    """As for a single text; a report could not have such a severity."""
    settings, mistakes = read_settings({"severities": [" high", "low "], "facets": ["cause "]})
    assert (settings.severities, settings.facets, mistakes) == (("high", "low"), ("cause",), ())
