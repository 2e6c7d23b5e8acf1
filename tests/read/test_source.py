"""Bytes become lines and front matter by one strict rule; anything else is refused in place."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.model import Source
from mkdocs_postmortems.read.source import read_source
from tests.tables import all_cases

FRONT = "title: Café outage\nvisibility: internal"
REPORT = f"---\n{FRONT}\n---\n\n## Issue summary\n\nLogins failed.\n"


def read(text: str | bytes) -> tuple[Source | None, tuple[Problem, ...]]:
    return read_source("a.md", text.encode() if isinstance(text, str) else text)


def rules(text: str | bytes) -> list[str]:
    return [problem.rule for problem in read(text)[1]]


def test_a_report_is_cut_into_front_matter_and_body() -> None:
    """The body begins on the line after the closing fence."""
    source, problems = read(REPORT)
    assert source is not None
    assert not problems
    assert source.front_matter == FRONT
    assert source.body_line == 5
    assert source.lines[source.body_line] == "## Issue summary"


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + REPORT.encode(),
        REPORT.replace("\n", "\r\n").encode(),
        REPORT.replace("\n", "\r").encode(),
        REPORT.replace("\n", "\r\n", 3).encode(),
        (REPORT[:30].replace("\n", "\r") + REPORT[30:].replace("\n", "\r\n")).encode(),
    ],
    ids=["bom", "crlf", "cr", "mixed", "cr-crlf"],
)
def test_a_mark_and_line_ends_change_nothing(data: bytes) -> None:
    """A byte order mark and every kind of line end give the same lines."""
    assert read(data) == read(REPORT)


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-16", "UTF-16 (little endian)"),
        ("utf-16-le", "UTF-16 (little endian)"),
        ("utf-16-be", "UTF-16 (big endian)"),
        ("utf-32", "UTF-32 (little endian)"),
        ("utf-32-le", "UTF-32 (little endian)"),
        ("utf-32-be", "UTF-32 (big endian)"),
    ],
)
def test_other_unicode_encodings_are_named(codec: str, name: str) -> None:
    """With or without a byte order mark."""
    source, problems = read(REPORT.encode(codec))
    assert source is None
    assert [(problem.rule, problem.line) for problem in problems] == [("encoding-not-utf8", 1)]
    assert name in problems[0].message


def test_an_encoding_is_named_where_few_letters_are_latin() -> None:
    """Any report begins with a fence and a key."""
    (problem,) = read(f"---\ntitle: {'決済障害' * 50}\n---\n".encode("utf-16-le"))[1]
    assert "UTF-16 (little endian)" in problem.message


@pytest.mark.parametrize(("codec", "name"), [("utf-16-le", "little"), ("utf-16-be", "big")])
def test_an_encoding_is_named_where_only_line_ends_are_latin(codec: str, name: str) -> None:
    """As in a text from before there was front matter."""
    (problem,) = read(("決済が停止した\n" * 10).encode(codec))[1]
    assert f"UTF-16 ({name} endian)" in problem.message


def test_null_characters_in_utf8_are_no_encoding() -> None:
    """Each of them is a character to delete."""
    (problem,) = read(REPORT + "a\0" * 20 + "\n")[1]
    assert problem.rule == "control-char"


def test_front_matter_between_typographic_dashes_is_read() -> None:
    """Some editors make a dash of three hyphens, also of those that close it."""
    source, (problem,) = read("—\ntitle: a\n—\n\n## A\n".encode())
    assert (problem.rule, problem.line) == ("fm-fence", 1)
    assert source is not None
    assert (source.front_matter, source.body_line) == ("title: a", 4)


@pytest.mark.parametrize(
    ("data", "line", "column", "said"),
    [
        (b"---\ntitle: Caf\xe9\n---\n", 2, 11, "0xE9 at offset 14"),
        (b"---\r\ntitle: Caf\xe9\r\n---\r\n", 2, 11, "0xE9 at offset 15"),
        (b"---\rtitle: \xc3\xa9\xff\r", 2, 9, "0xFF at offset 13"),
        (b"\xef\xbb\xbf---\n\x80", 2, 1, "0x80 at offset 7"),
        (b"---\ntitle: \xed\xa0\x80\n", 2, 8, "surrogate"),
        (b"---\n\xc0\xaf", 2, 1, "0xC0 at offset 4"),
        (b"---\n\xf4\x90\x80\x80", 2, 1, "0xF4 at offset 4"),
        (b"---\nab\xe2\x82", 2, 3, "0xE2 at offset 6"),
    ],
)
def test_bytes_that_are_not_utf8_are_reported_in_place(data: bytes, line: int, column: int, said: str) -> None:
    """Line, column in characters, and the offset in the file."""
    source, (problem,) = read(data)
    assert source is None
    assert (problem.rule, problem.line, problem.column) == ("encoding-not-utf8", line, column)
    assert said in problem.message


def test_a_byte_of_windows_1252_is_recognized() -> None:
    """The help shows the letter that was probably meant."""
    assert "'é'" in read(b"Caf\xe9")[1][0].help


def test_control_characters_are_reported_and_never_passed_on() -> None:
    """No later step meets a control character, and lines are counted as editors count them."""
    source, (problem,) = read(REPORT + "a\x00b\x85c\u2028d\n")
    assert source is not None
    assert (problem.rule, problem.line, problem.column) == ("control-char", 9, 2)
    assert source.lines[8] == "a�b�c�d"


def test_reversed_text_is_reported() -> None:
    """A right-to-left override is a finding at its column."""
    (problem,) = read(REPORT + "Outage \u202egnp.exe\n")[1]
    assert (problem.rule, problem.line, problem.column) == ("bidi-control", 9, 8)


@pytest.mark.parametrize("text", ["", "\ufeff", "\n", " \n\t\n", "\r\n"])
def test_an_empty_file_has_no_front_matter(text: str) -> None:
    """It is reported once, on line 1."""
    source, (problem,) = read(text)
    assert source is None
    assert (problem.rule, problem.line) == ("fm-missing", 1)


@pytest.mark.parametrize(
    ("text", "body_line"),
    [
        ("---\n---\n## A\n", 3),
        ("---\n\n---\n## A\n", 4),
        ("---\n# a remark\n---\n## A\n", 4),
        ("## A\n\ntext\n", 1),
        ("# Title\n\n---\n\ntext\n", 1),
        ("<!-- note -->\n---\ntitle: x\n---\n", 1),
    ],
)
def test_absent_front_matter_leaves_the_body_to_check(text: str, body_line: int) -> None:
    """The sections of such a file are checked anyway."""
    source, (problem,) = read(text)
    assert (problem.rule, problem.line) == ("fm-missing", 1)
    assert source is not None
    assert (source.front_matter, source.body_line) == ("", body_line)


@pytest.mark.parametrize(
    "closer", ["", "\u2014\u2014\u2014\n", " ---\n", " --- \n", "--\n", "***\n", "- --\n"], ids=repr
)
def test_an_unclosed_fence_is_never_read(closer: str) -> None:
    """What follows it could be anything, so nothing of the file is passed on."""
    source, (problem,) = read(f"---\n{FRONT}\n{closer}\n## Issue summary\n\nText.\n")
    assert source is None
    assert (problem.rule, problem.line) == ("fm-unclosed", 1)


def test_what_looks_like_a_closing_fence_is_named() -> None:
    """For instance three dashes that an editor turned into an em dash."""
    (problem,) = read(f"---\n{FRONT}\n———\n\n## A\n")[1]
    assert "line 4" in problem.help


@pytest.mark.parametrize("closer", ["--", "- - -", "***", "___", "--- # end"])
def test_another_rule_is_taken_for_the_closing_fence(closer: str) -> None:
    """One dash too few, or a rule as other programs write it."""
    (problem,) = read(f"---\n{FRONT}\n{closer}\n\n## A\n")[1]
    assert (problem.rule, problem.help) == ("fm-unclosed", f"make line 4 exactly ---, not {closer!r}")


def test_a_fence_with_an_invisible_character_is_taken_for_the_closing_fence() -> None:
    """Its author sees three hyphens."""
    assert read(f"---\n{FRONT}\n---\u200b\n\n## A\n")[1][-1].help == "make line 4 exactly ---, not '---\\u200b'"


@pytest.mark.parametrize("underline", ["--------", "======="])
def test_an_underlined_heading_closes_nothing(underline: str) -> None:
    """Its line of hyphens is not a fence with extra hyphens."""
    source, (problem,) = read(f"---\n{FRONT}\n\nIssue summary\n{underline}\n\nText.\n\n---\n")
    assert source is None
    assert (problem.rule, problem.line) == ("fm-unclosed", 1)
    assert "line 5" in problem.help


@pytest.mark.parametrize("rule", ["---", "----", "- - -\n\n---", "..."])
def test_headings_before_the_closing_fence_are_not_comments(rule: str) -> None:
    """YAML would read them as comments: two sections would vanish silently."""
    source, problems = read(f"---\ntitle: x\n\n## Issue summary\n\n## Timeline\n\n{rule}\n\n## Cause\n")
    assert source is None
    assert [problem.rule for problem in problems] == ["fm-unclosed"]
    assert "line 4" in problems[0].help


def test_comments_in_the_front_matter_are_not_headings() -> None:
    """Only a heading that stands alone is one."""
    assert not rules("---\n# people\ntitle: x\n## more\ncause: y\n\n# last\n\n---\n\ntext\n")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"---\n{FRONT}\n...\n\n## A\n", 4),
        (f"---\n{FRONT}\n----\n\n## A\n", 4),
        (f"---\n{FRONT}\n--- \n\n## A\n", 4),
        (f"---\n{FRONT}\n---\t\n\n## A\n", 4),
        (f"---\n{FRONT}\n...\n---\n\n## A\n", 4),
        (f"---\n{FRONT}\n---", 4),
        (f" ---\n{FRONT}\n---\n\n## A\n", 1),
        (f"--- \n{FRONT}\n---\n\n## A\n", 1),
        (f"----\n{FRONT}\n---\n\n## A\n", 1),
        (f"\n---\n{FRONT}\n---\n\n## A\n", 1),
        (f"--- # fields\n{FRONT}\n---\n\n## A\n", 1),
        (f"---yaml\n{FRONT}\n---\n\n## A\n", 1),
        (f"--- !yaml\n{FRONT}\n---\n\n## A\n", 1),
        (f"\u2014\n{FRONT}\n---\n\n## A\n", 1),
    ],
)
def test_fences_that_programs_read_differently_are_refused(text: str, line: int) -> None:
    """The fields are read anyway, so that everything else is reported in the same run."""
    source, (problem,) = read(text)
    assert (problem.rule, problem.line) == ("fm-fence", line)
    assert source is not None
    assert source.front_matter.rstrip("\n.") == FRONT


@pytest.mark.parametrize(
    ("text", "body_line"),
    [
        ('{\n"title": "x", "visibility": "internal"\n}\n\n## A\n', 4),
        ('{"title": "x"}\n\n## A\n', 3),
        ("+++\ntitle = 'x'\n+++\n\n## A\n", 4),
        (";;;\n{}\n;;;\n## A\n", 4),
        ("title: x\nvisibility: internal\n\n## A\n", 4),
        ("Title:\n    x\n\n## A\n", 4),
    ],
)
def test_headers_of_other_kinds_are_refused(text: str, body_line: int) -> None:
    """JSON, TOML and bare keys: one program reads them, the next one prints them."""
    source, (problem,) = read(text)
    assert (problem.rule, problem.line) == ("fm-fence", 1)
    assert source is not None
    assert (source.front_matter, source.body_line) == ("", body_line)


@all_cases(
    ("text", "line"),
    [
        ("---\ntitle: x\nsummary: |\n  first\n---\nvisibility: internal\ncause: y\n---\n\n## A\n", 6),
        ("---\ntitle: x\n---\n\nvisibility: internal\n---\n", 5),
        ("---\ntitle: x\nsummary: |\n  a\n---\n  b\nvisibility: internal\n---\n## A\n", 7),
        ("---\ntitle: x\n---\ninternal:\n  note: y\n\n## A\n", 4),
        ("---\ntitle: x\n---\n---\nvisibility: internal\n---\n\n## A\n", 5),
        ("---\ntitle: x\n---\n\n---\nvisibility: internal\n---\n\n## A\n", 6),
        ("---\ntitle: x\n---\nVisibility: internal\n\n## A\n", 4),
        ("---\ntitle: x\n---\n  visibility: internal\n\n## A\n", 4),
        ('---\ntitle: x\n---\n"roles": {lead: y}\n---\n\n## A\n', 4),
        ("---\ntitle: x\n---\n# a remark\ninternal: {a: b}\n---\n\n## A\n", 5),
        ("---\ntitle: x\n---\n- visibility: internal\n---\n\n## A\n", 4),
        ("---\ntitle: x\n---\n\nvisibility : internal\n\n## A\n", 5),
        ("---\ntitle: x\n---\nowner: x\nroles: y\n\n## A\n", 4),
        ("---\ntitle: x\n---\nowner: y\nnotes:\n  - z\n---\n\n## A\n", 4),
        ("---\ntitle: x\n---\nowner: ana\n\n## A\n", 4),
        ("---\ntitle: x\n---\nowner: ana and bob\nreviewed-by: cleo\n\n## A\n", 4),
        ("---\ninternal:\n  note: |\n    before\n---\n    after\n\n## A\n", 6),
        ("---\ntitle: x\ninternal:\n  - before\n---\n  - after\n\n## A\n", 6),
    ],
)
def test_keys_below_the_closing_fence_are_reported(text: str, line: int) -> None:
    """They would be printed on the page, visibility and all."""
    (problem,) = read(text)[1]
    assert (problem.rule, problem.line) == ("fm-spill", line)


@pytest.mark.parametrize(
    "body",
    [
        "Note: this is an example.\n",
        "Summary: all is well.\n\nMore.\n",
        "Text.\n\nstatus: final, they said\n",
        "\n## A\n\ntitle: x\n\n---\n",
        "# Title\n\ntitle: x\n\n---\n",
        "Note: text\nCause: text\n\nimpact: none\n",
        "Note: text, and\nmore\nimpact: none\n",
        "- Status: done\n- Impact: none\n\nText.\n",
        "Some setext heading\n---\n\ntext\n",
        "\n---\n\nNote: text\n",
        "\nNote: text\n\n---\n\nMore.\n",
        "https://example.org\n",
        "note: late\n",
        "important: internal\n",
        "see: INC-123\n",
        "hinweis: Entwurf\n",
        "outcome: all parcels were labelled by hand\n",
        "\nowner: ana\nreviewer: bob\n",
        " A blank too many.\n",
        "text\ntitle: x\n" * 20_000,
    ],
    ids=lambda body: body[:12],
)
def test_prose_with_colons_is_not_front_matter(body: str) -> None:
    """Only known keys, and only before the first heading."""
    assert not rules(f"---\n{FRONT}\n---\n{body}")


def test_text_before_the_front_matter_is_reported() -> None:
    """A line above the first fence turns all fields into text."""
    (problem,) = read("Draft!\n\n---\ntitle: x\n---\n\n## A\n")[1]
    assert (problem.rule, problem.line) == ("fm-missing", 1)
    assert "line 3" in problem.help


def test_the_import_is_suggested_for_old_reports() -> None:
    """A file without any front matter usually comes from another tool."""
    assert "postmortems import" in read("# Title\n\nText.\n")[1][0].help


def test_an_invisible_character_before_the_first_fence_is_reported() -> None:
    """Its effect on the front matter is the second finding."""
    problems = read(f"\u200b---\n{FRONT}\n---\n\n## A\n")[1]
    assert [problem.rule for problem in problems] == ["bidi-control", "fm-fence"]


def test_an_indented_fence_in_a_value_is_text() -> None:
    """A block scalar may hold three dashes, indented as the rest of it is."""
    source, problems = read("---\ntitle: x\nsummary: |\n  a\n  ---\n  b\n---\n\n## A\n")
    assert not problems
    assert source is not None
    assert source.body_line == 8


@given(st.binary(max_size=300))
def test_any_bytes_can_be_read(data: bytes) -> None:
    """Nothing raises, and whatever is passed on is clean."""
    source, problems = read(data)
    assert source is not None or problems
    if source is not None:
        assert not any(character in "\r\x00" for line in source.lines for character in line)


LINES = st.lists(
    st.sampled_from(["---", "...", "----", " ---", "title: x", "## A", "", "text", "a: |", "  b", "é\u2028", "\x00"]),
    max_size=12,
)


@given(LINES, st.lists(st.sampled_from(["\n", "\r\n", "\r"]), min_size=12, max_size=12))
@example(["\x00"] * 4, ["\n", "\n", "\r\n", *["\n"] * 9])
def test_line_ends_never_change_the_result(lines: list[str], ends: list[str]) -> None:
    """Any mixture of line ends is read like line feeds, including findings and their lines."""
    mixed = "".join(line + end for line, end in zip(lines, ends, strict=False))
    if any(line == "" for line in lines):  # an empty line between \r and \n would make them one line end
        mixed = "".join(line + ends[0] for line in lines)
    assert read(mixed) == read("".join(line + "\n" for line in lines))


@given(LINES)
def test_front_matter_and_body_are_parts_of_the_file(lines: list[str]) -> None:
    """No line is in both, and none is lost between them but the fences."""
    source, _ = read("\n".join(lines))
    if source is not None and source.front_matter:
        block = tuple(source.front_matter.split("\n"))
        first = source.body_line - 2 - len(block)
        assert source.lines[first + 1 - 1 : source.body_line - 2] == block


def test_a_pointer_of_git_lfs_is_told_as_one() -> None:
    """Front matter above it would make it a report of its own."""
    _, (problem,) = read("version https://git-lfs.github.com/spec/v1\noid sha256:0a\nsize 12345\n")
    assert problem.rule == "fm-missing"
    assert problem.message == "this is a pointer of Git LFS, not the report itself"
    assert problem.help == "run `git lfs pull`"
