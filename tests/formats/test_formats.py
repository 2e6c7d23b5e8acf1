"""Each format is what its consumers expect, and stays valid whatever names and titles contain."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.diagnostics import Diagnostic, Level
from mkdocs_postmortems.formats import FORMATS, Findings
from mkdocs_postmortems.formats.plain_json import schema

HOSTILE = [
    "plain.md",
    "a\n::error::x.md",
    "a\r\n::set-output name=x::y.md",
    "\x1b[31mred\x1b]0;title\x07.md",
    "quote\"'`,:%25.md",
    "\u202eevil\u2066.md",
    "line\u2028separator.md",
    "lone\udc80surrogate.md",
    "caf\u00e9 日本.md",
    "</script><b>.md",
    "nul\x00.md",
]

POSITION: Mapping[str, Any] = {
    "type": "object",
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
    "required": ["line"],
    "additionalProperties": False,
}

# The parts of the public schemas that our output uses, with no other properties allowed.
SARIF: Mapping[str, Any] = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "additionalProperties": False,
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "additionalProperties": False,
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "additionalProperties": False,
                                "properties": {
                                    "name": {"type": "string"},
                                    "version": {"type": "string"},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],
                                            "additionalProperties": False,
                                            "properties": {
                                                "id": {"type": "string"},
                                                "shortDescription": {"$ref": "#/$defs/message"},
                                                "help": {
                                                    "type": "object",
                                                    "required": ["text"],
                                                    "additionalProperties": False,
                                                    "properties": {
                                                        "text": {"type": "string", "minLength": 1},
                                                        "markdown": {"type": "string", "minLength": 1},
                                                    },
                                                },
                                            },
                                        },
                                    },
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message"],
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": -1},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": {"$ref": "#/$defs/message"},
                                "partialFingerprints": {"additionalProperties": {"type": "string"}},
                                "locations": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "required": ["physicalLocation"],
                                        "additionalProperties": False,
                                        "properties": {
                                            "physicalLocation": {
                                                "type": "object",
                                                "additionalProperties": False,
                                                "properties": {
                                                    "artifactLocation": {
                                                        "properties": {"uri": {"pattern": r"^[A-Za-z0-9._~/%-]+$"}}
                                                    },
                                                    "region": {
                                                        "properties": {
                                                            "startLine": {"type": "integer", "minimum": 1},
                                                            "startColumn": {"type": "integer", "minimum": 1},
                                                        },
                                                        "additionalProperties": False,
                                                    },
                                                },
                                            }
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
    "$defs": {
        "message": {
            "type": "object",
            "required": ["text"],
            "additionalProperties": False,
            "properties": {"text": {"type": "string", "minLength": 1}},
        }
    },
}

GITLAB: Mapping[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./|/)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}

RDJSON: Mapping[str, Any] = {
    "type": "object",
    "required": ["source", "diagnostics"],
    "additionalProperties": False,
    "properties": {
        "source": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message", "location"],
                "additionalProperties": False,
                "properties": {
                    "message": {"type": "string", "minLength": 1},
                    "severity": {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]},
                    "code": {"type": "object", "properties": {"value": {"type": "string"}}},
                    "location": {
                        "type": "object",
                        "required": ["path"],
                        "properties": {
                            "path": {"type": "string"},
                            "range": {"type": "object", "properties": {"start": POSITION, "end": POSITION}},
                        },
                    },
                },
            },
        },
    },
}

SCHEMAS: Mapping[str, Mapping[str, Any]] = {
    "json": json.loads(schema()),
    "sarif": SARIF,
    "gitlab": GITLAB,
    "rdjson": RDJSON,
}

_COMMAND = re.compile(r"::(error|warning|notice) file=([^,:]*),line=\d+,col=\d+,title=[a-z-]+::(.+)")


def findings(*texts: str, color: bool = False) -> Findings:
    """One finding per level in each file; the hostile texts are in names, titles, help and lines."""
    diagnostics = [
        Diagnostic(text, 2, 3, "placeholder", level, f"{text} was left", f"help {text}", f"  {text}")
        for text in texts
        for level in (Level.ERROR, Level.WARNING, Level.HINT)
    ]
    return Findings(tuple(diagnostics), len(texts), {"placeholder": "Left"}, color=color)


@pytest.mark.parametrize("format", SCHEMAS)
def test_json_formats_match_their_schemas(format):
    """With no findings, and with the worst names."""
    for each in (findings(), findings(*HOSTILE)):
        jsonschema.validate(json.loads(FORMATS[format](each)), SCHEMAS[format])


def test_the_published_schema_is_a_schema():
    """According to JSON Schema itself."""
    jsonschema.Draft202012Validator.check_schema(json.loads(schema()))


@pytest.mark.parametrize("format", FORMATS)
@settings(deadline=None)  # the machine may be busy
@given(text=st.text(alphabet=st.characters(exclude_characters="/"), min_size=1, max_size=30))
def test_no_text_breaks_out_of_a_format(format, text):
    """No raw escape sequence, no injected command, nothing that is invalid in UTF-8."""
    out = FORMATS[format](findings(text))
    assert not set(out) & {"\x1b", "\r", "\x00", "\u2028", "\u202e", "\x85"}
    out.encode("utf-8")
    if format == "github":
        assert len(out.splitlines()) == 3
        assert all(_COMMAND.fullmatch(line) for line in out.splitlines())
    elif format != "text":
        json.loads(out)


def test_github_gets_one_command_per_finding():
    """Separators in properties are escaped, so that a name cannot end them."""
    (first, *others) = FORMATS["github"](findings("a,b:c%.md")).splitlines()
    assert first == (
        "::error file=a%2Cb%3Ac%25.md,line=2,col=3,title=placeholder::"
        "a,b:c%25.md:2:3: a,b:c%25.md was left%0Ahelp a,b:c%25.md"
    )
    assert [line.split(" ")[0] for line in others] == ["::warning", "::notice"]


def test_gitlab_fingerprints_are_distinct():
    """Even for two equal findings, and between files."""
    same = findings("a.md", "b.md")
    doubled = Findings(same.diagnostics * 2, 2)
    prints = [each["fingerprint"] for each in json.loads(FORMATS["gitlab"](doubled))]
    assert len(set(prints)) == len(prints)


def test_columns_of_rdjson_count_bytes():
    """As its specification says; ours count characters."""
    finding = Diagnostic("a.md", 1, 3, "blame", Level.HINT, "x", text="日本x")
    written = json.loads(FORMATS["rdjson"](Findings((finding,), 1)))
    assert written["diagnostics"][0]["location"]["range"]["start"] == {"line": 1, "column": 7}


def test_sarif_names_files_by_uri():
    """With percent-encoding."""
    written = json.loads(FORMATS["sarif"](findings("a b/日.md")))
    uri = written["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri) == "a b/日.md"


def test_sarif_has_the_rules_page_without_links_to_others():
    """Code scanning shows it beside the finding, where relative links lead nowhere; examples stay as they are."""
    page = "See [all](../check.md#levels) and [id](type.md).\n\n    [a](2024-02-01-internal.md)\n"
    found = Findings(findings("a.md").diagnostics, 1, {"placeholder": "Left"}, page_of=lambda name: f"{name}: {page}")
    (rule,) = json.loads(FORMATS["sarif"](found))["runs"][0]["tool"]["driver"]["rules"]
    shown = "placeholder: See all and id.\n\n    [a](2024-02-01-internal.md)\n"
    assert rule["help"] == {"text": shown, "markdown": shown}


def test_text_shows_the_line_with_a_caret_and_counts():
    """As in the guide."""
    finding = Diagnostic("p/a.md", 2, 8, "placeholder", Level.WARNING, "'TODO' was left", "write it", "title: TODO")
    assert FORMATS["text"](Findings((finding,), 1)) == (
        "p/a.md:2:8: warning[placeholder] 'TODO' was left\n"
        "   2 | title: TODO\n"
        "     |        ^\n"
        "   help: write it\n"
        "1 warning in 1 report\n"
    )


def test_a_finding_without_a_place_shows_no_line():
    """The fence of the front matter would be no help."""
    finding = Diagnostic("a.md", 1, 1, "missing-section", Level.ERROR, "x", text="---")
    out = FORMATS["text"](Findings((finding,), 1))
    assert out == "a.md:1:1: error[missing-section] x\n1 error in 1 report\n"


def test_the_caret_accounts_for_wide_characters():
    """CJK takes two columns, a tab four, and a long line is cut."""
    wide = Diagnostic("a.md", 1, 3, "blame", Level.HINT, "x", text="日\tx")
    out = FORMATS["text"](Findings((wide,), 1))
    assert out.splitlines()[1:3] == ["   1 | 日    x", "     |       ^"]
    long = Diagnostic("a.md", 1, 501, "blame", Level.HINT, "x", text="a" * 500 + "X" + "b" * 500)
    shown, caret = FORMATS["text"](Findings((long,), 1)).splitlines()[1:3]
    assert shown[caret.index("^")] == "X"
    assert len(shown) < 120


def test_colors_only_where_they_are_supported():
    """Otherwise the text is the same."""
    plain, painted = (FORMATS["text"](findings("a.md", color=color)) for color in (False, True))
    assert "\x1b[" not in plain
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == plain


def test_a_clean_check_says_so():
    """Silence could be a mistake."""
    assert FORMATS["text"](Findings((), 12)) == "no findings in 12 reports\n"
