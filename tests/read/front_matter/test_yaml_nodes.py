"""The front matter's YAML: exact positions, the author's spelling, and none of YAML's surprises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.front_matter.corrections import quote
from mkdocs_postmortems.read.front_matter.yaml_nodes import Node, read_nodes, reading
from mkdocs_postmortems.read.model import Source
from tests.tables import all_cases


def source(block: str) -> Source:
    """Return a file whose front matter is this block; its first line is line 2."""
    lines = ("---", *block.split("\n"), "---", "")
    return Source("a.md", "\n".join(lines), block, len(lines))


def read(block: str) -> tuple[Node | None, tuple[Problem, ...]]:
    return read_nodes(source(block))


def only(block: str) -> Problem:
    (problem,) = read(block)[1]
    return problem


def test_values_know_their_place_and_spelling() -> None:
    """Lines and columns are those of the file, and no value is converted."""
    root, problems = read("title: x\nimpact:\n  users: 1_200\n  lost: no\nservices: [a, 'b c']")
    assert root is not None
    assert not problems
    impact = root.entries["impact"].value
    users, lost = impact.entries["users"].value, impact.entries["lost"].value
    assert (users.kind, users.text, users.line, users.column) == ("number", "1_200", 4, 10)
    assert (lost.kind, lost.text, lost.line) == ("bool", "no", 5)
    second = root.entries["services"].value.items[1]
    assert (second.kind, second.text, second.quoted, second.line, second.column) == ("text", "b c", True, 6, 15)


def test_the_place_is_right_wherever_the_block_begins() -> None:
    """A file with blank lines above its fence is refused, but its fields are still found."""
    lines = ("", "", "---", "title: x", "a: 1", "a: 2", "---", "")
    _, (problem,) = read_nodes(Source("a.md", "\n".join(lines), "title: x\na: 1\na: 2", 8))
    assert problem.line == 6


@all_cases(
    ("text", "kind", "said"),
    [
        ("14:00", "number", "the number 840"),
        ("0123", "number", "the number 83"),
        ("0x1F", "number", "the number 31"),
        ("1_000", "number", "the number 1000"),
        ("1.5", "number", "the number 1.5"),
        ("190:20:30.15", "number", "the number 685230"),
        (".inf", "number", "the number inf"),
        ("09:30", "text", "text"),
        ("no", "bool", "false"),
        ("On", "bool", "true"),
        ("~", "null", "null"),
        ("", "null", "null"),
        ("2023-10-15", "time", "a date"),
        ("2023-02-30", "time", "a date"),
        ("[a]", "list", "a list"),
        ("{a: b}", "mapping", "a mapping"),
        ("=", "text", "text"),
        ("'no'", "text", "text"),
    ],
)
def test_it_is_known_how_yaml_reads_a_value(text: str, kind: str, said: str) -> None:
    """YAML 1.1 has its own rules for numbers, dates and booleans; a message can say so."""
    root, _ = read(f"key: {text}")
    assert root is not None
    node = root.entries["key"].value
    assert node.kind == kind
    assert reading(node).startswith(said)


@all_cases(
    ("block", "line", "column", "help"),
    [
        ("title: Outage: auth down", 2, 14, 'title: "Outage: auth down"'),
        ('cause: x\ntitle: Say "hi": now', 3, 16, "title: 'Say \"hi\": now'"),
        ("title: [SEV-1] auth down", 2, 16, 'title: "[SEV-1] auth down"'),
        ("title: *auth* down", 2, 13, 'title: "*auth* down"'),
        ("title: > 500ms latency", 2, 10, 'title: "> 500ms latency"'),
        ("title: | pipe", 2, 10, 'title: "| pipe"'),
        ("title: `auth` down", 2, 8, 'title: "`auth` down"'),
        ("title: @auth down", 2, 8, 'title: "@auth down"'),
        ("title: %util high", 2, 8, 'title: "%util high"'),
        ("title: - dash", 2, 8, 'title: "- dash"'),
        ("title: - '", 2, 8, "write a value after title:"),
        ('hide: "toc', 2, 7, "write hide: [toc]"),
        ('links: - "', 2, 8, "write a value after links:"),
        ("title: ? really", 2, 8, 'title: "? really"'),
        ("title: {{ x }}", 2, 9, 'title: "{{ x }}"'),
        ("title: {a} b", 2, 12, 'title: "{a} b"'),
        ('title: "auth" down', 2, 15, """put the whole value in quotes: title: '"auth" down'"""),
        ("title: 'Tis the season", 2, 8, """or put the whole value in quotes: title: "'Tis the season\""""),
        ('title: "Auth outage', 2, 8, 'close the quotation mark: title: "Auth outage"; or'),
        ("title: 'it's down'", 2, 12, 'in quotes: title: "it\'s down"'),
        ('title: "it "is" down"', 2, 13, "in quotes: title: 'it \"is\" down'"),
        ('title: "a" and "b"', 2, 12, 'in quotes: title: \'"a" and "b"\''),
        ('title: "auth\nseverity: SEV-1', 2, 8, "close the quotation mark"),
        ('title: "a\\xb"', 2, 12, "title: 'a\\xb'"),
        ('title: "C:\\Users"', 2, 13, "title: 'C:\\Users'"),
        ('title: "\\ud83d\\ude00"', 2, 11, "the character itself"),
        ("title: *all hands", 2, 13, 'title: "*all hands"'),
        ("title: , x", 2, 8, 'title: ", x"'),
        ("impact:\n\tusers: 5", 3, 1, "spaces"),
        ("title: x\n  severity: y", 3, 11, "put it in quotes"),
        ("title: x\nsome words\ncause: y", 3, 1, "key: value"),
        ("title Outage\ncause: y", 2, 1, "write title: Outage"),
        ("# once\n\ntitle:Outage\ncause: y", 4, 1, "after title"),
        ("title = Outage\nof all: y", 2, 1, "write title: Outage"),
        ("title\n  Outage\ncause: y", 2, 1, "key: value"),
        ("cause: x\ntags: [a,", 3, 7, "end it with ]"),
        ("cause: x\nimpact: {a: b, #c: d}", 3, 16, "put the entry with the # in quotes"),
        ("services: [a, b\ncause: y", 2, 11, "write a list: services: [a, b]"),
        ("services: [auth #1, db]", 2, 17, 'write a list: services: ["auth #1", db]'),
        ("title: x\n--- y", 3, 1, "one mapping"),
        ("? [a, b]\n: 1", 2, 3, "key"),
        ("[a, b]: x", 2, 1, "write the key as a single word"),
        ("%YAML 1.2\ntitle: x", 2, 1, "delete the line"),
        ("\ufefftitle: x\nseverity: y", 3, 1, "on its own line"),
        ("k" * 2000 + ": 1", 2, 2001, "key: value"),
    ],
)
def test_invalid_yaml_is_reported_in_place(block: str, line: int, column: int, help: str) -> None:
    """At the author's mistake, with the corrected line."""
    problem = only(block)
    assert (problem.rule, problem.line, problem.column) == ("yaml-syntax", line, column)
    assert help in problem.help


@pytest.mark.parametrize(
    ("block", "line", "column"),
    [
        ("services:\n- sign-in\n - billing", 4, 2),
        ("title: x\nservices: sign-in\n  - billing\n  - mail", 4, 3),
        ("title: Logins fail\n  - and mail", 3, 3),
    ],
)
def test_an_entry_that_the_value_above_swallows_is_reported(block: str, line: int, column: int) -> None:
    """YAML reads ``sign-in - billing``, one service of that name."""
    problem = only(block)
    assert (problem.rule, problem.line, problem.column) == ("yaml-syntax", line, column)
    assert "indent all entries" in problem.help


@pytest.mark.parametrize(
    ("line", "help"),
    [
        ("<<<<<<< HEAD", "keep one of the two versions, and delete the lines of the merge"),
        ("**Owner**: payments", "remove the marks around it: Owner: payments"),
        ("**Owner:** payments", "remove the marks around it: Owner: payments"),
    ],
)
def test_markdown_and_merges_among_the_keys_are_named(line, help):
    """Quotes, which help elsewhere, would not help here."""
    _, (problem,) = read(f"title: a\n{line}\nseverity: SEV-1")
    assert (problem.rule, problem.line, problem.help) == ("yaml-syntax", 3, help)


@pytest.mark.parametrize("line", ["status：final", "status:\u00a0final", "status:final", "status∶ final"])
def test_a_colon_that_is_not_yamls_is_reported(line: str) -> None:
    """It looks right, so the help says what is wrong with it."""
    problem = only(f"title: x\n{line}\nservices: [a]")
    assert (problem.rule, problem.line) == ("yaml-syntax", 3)
    assert problem.help == "write an ASCII colon and a space after status"


@pytest.mark.parametrize("line", ["title：x", "title:\u00a0x", "title:x"])
def test_a_colon_that_is_not_yamls_is_reported_in_the_first_line_too(line: str) -> None:
    """YAML takes that line as part of the next key, which is right."""
    problem = only(f"{line}\nstatus: final\nservices: [a]")
    assert (problem.rule, problem.line) == ("yaml-syntax", 2)
    assert problem.help == "write an ASCII colon and a space after title"


def test_a_key_with_the_hyphen_of_a_list_is_reported() -> None:
    """Quotes would not help."""
    problem = only("title: x\n- visibility: public\nservices: [a]")
    assert (problem.rule, problem.line, problem.help) == ("yaml-syntax", 3, "remove the hyphen: visibility: public")


@pytest.mark.parametrize("mark", ["•", "• ", "– ", "* ", "+ ", "1. ", "-"])
def test_an_entry_that_begins_with_another_mark_is_no_entry(mark: str) -> None:
    """As other programs write lists; YAML takes the text for a line without a key."""
    problem = only(f"services:\n{mark}identity\nstatus: draft")
    assert (problem.rule, problem.line) == ("yaml-syntax", 3)
    assert problem.help == "begin each entry of a list with a hyphen and a space: - identity"


def test_a_value_may_go_on_in_the_next_line() -> None:
    """As long as that does not look like an entry."""
    root, problems = read("title: Logins\n  -fail - again\nservices:\n  - a\n  - b")
    assert root is not None
    assert (root.entries["title"].value.text, problems) == ("Logins -fail - again", ())


@pytest.mark.parametrize("line", ["\u00a0\u00a0users: 5", "  \u00a0users: 5", "\u00a0 - users", "\u202fusers:"])
def test_spaces_that_are_text_to_yaml_do_not_indent(line: str) -> None:
    """As copied from a web page: to YAML they begin a key, and what is above has no value."""
    problem = only(f"title: x\nimpact:\n{line}")
    assert (problem.rule, problem.line) == ("yaml-syntax", 4)
    assert line[problem.column - 1] in "\u00a0\u202f"
    assert problem.help.endswith("with plain spaces")


@pytest.mark.parametrize(
    "text", ["title: a\u00a0b: c", "summary: |\n  \u3000API が\n  \u00a0text", "title: x\n  \u00a0more"]
)
def test_other_spaces_in_a_text_are_left_alone(text: str) -> None:
    """They begin no key."""
    assert not [each for each in read(text)[1] if "spaces" in each.message]


def test_a_tab_after_a_colon_is_fine() -> None:
    """Only tabs that indent are refused."""
    root, problems = read("title:\tx\ncause:\t 'y'")
    assert not problems
    assert root is not None
    assert root.entries["title"].value.text == "x"


@pytest.mark.parametrize(
    ("block", "line", "first"),
    [
        ("severity: a\ntitle: x\nseverity: b", 4, 2),
        ("impact:\n  a: 1\n  a: 2", 4, 3),
        ("x: {a: 1, 'a': 2}", 2, 2),
        ('"title": a\ntitle: b', 3, 2),
    ],
)
def test_the_second_of_two_equal_keys_is_reported(block: str, line: int, first: int) -> None:
    """YAML would silently let it win. Neither value is used."""
    root, (problem,) = read(block)
    assert (problem.rule, problem.line) == ("yaml-duplicate-key", line)
    assert f"line {first}" in problem.message
    assert root is not None
    assert any(entry.value.refused for entry in root.entries.values())


@pytest.mark.parametrize(
    ("block", "rule", "line", "column"),
    [
        ("title: &auth outage", "yaml-anchor", 2, 8),
        ("a: &x 1\nb: *x", "yaml-alias", 3, 4),
        ("<<: {b: 1}", "yaml-alias", 2, 1),
        ("x: [a, *y]", "yaml-alias", 2, 8),
        ("&k title: x", "yaml-anchor", 2, 1),
        ("title: *down", "yaml-alias", 2, 8),
        ("a: &x [*x]", "yaml-alias", 2, 8),
    ],
)
def test_anchors_aliases_and_merges_are_refused(block: str, rule: str, line: int, column: int) -> None:
    """None of them is followed, so none can expand exponentially."""
    problems = read(block)[1]
    assert (rule, line, column) in [(each.rule, each.line, each.column) for each in problems]


@pytest.mark.parametrize(
    ("block", "line", "column", "said", "help"),
    [
        ('title: "Payments fail\ncause: y\ntags: ["a"]', 2, 8, "never closed", "close the quotation mark"),
        ("title: 'It fails\ncause: y\ntagline: 'why'", 2, 8, "never closed", "close the quotation mark"),
        ("impact: many\n  users: 12", 3, 8, "indented below a value", "remove the value of impact"),
        ("severity: SEV-2\n status: final", 3, 8, "indented below a value", "indent it like severity"),
        ("a:\n  b: c\n    d: e", 4, 6, "indented below a value", "indent it like b"),
        ("title: a: b", 2, 9, "a second colon", 'title: "a: b"'),
        ("impact:\n  users: a: b", 3, 11, "a second colon", 'users: "a: b"'),
    ],
)
def test_a_mistake_is_reported_where_it_was_made(block: str, line: int, column: int, said: str, help: str) -> None:
    """YAML often continues a while before it fails."""
    problem = read(block)[1][0]
    assert (problem.rule, problem.line, problem.column) == ("yaml-syntax", line, column)
    assert said in problem.message
    assert help in problem.help


def test_a_key_with_an_anchor_is_reported_once() -> None:
    """Nothing in it could be put in quotes."""
    root, (problem,) = read("&k title: x")
    assert problem.rule == "yaml-anchor"
    assert root is not None
    assert root.non_text_keys == []


def test_a_merge_is_one_finding() -> None:
    """Its alias and the anchor are not reported as well; another use of the alias is."""
    (problem,) = read("a: &x {b: 1}\n<<: *x")[1]
    assert (problem.rule, problem.line, problem.column) == ("yaml-alias", 3, 1)
    assert [each.line for each in read("a: &x {b: 1}\n<<: *x\nc: *x")[1]] == [3, 4]


def test_a_bomb_of_aliases_is_a_few_findings() -> None:
    """Nine levels of nine: refused before anything is built."""
    levels = [f"l{number}: &l{number} [{', '.join([f'*l{number - 1}'] * 9)}]" for number in range(1, 10)]
    problems = read("\n".join(["l0: &l0 [x]", *levels]))[1]
    assert len(problems) == 10
    assert {problem.rule for problem in problems} == {"yaml-alias", "yaml-anchor"}


@pytest.mark.parametrize(
    ("value", "tag"),
    [
        ("!!python/object/apply:os.system ['touch pwned']", "!!python/object/apply:os.system"),
        ("!ENV HOME", "!ENV"),
        ("!!bool foo", "!!bool"),
        ("!!timestamp foo", "!!timestamp"),
        ("!!set {a, b}", "!!set"),
        ("!!str 5", "!!str"),
        ("! plain", "!"),
        ("!important down", "!important"),
        ("!!int [a]", "!!int"),
    ],
)
def test_tags_are_refused(value: str, tag: str) -> None:
    """Nothing is built from them; the help is for authors who meant an exclamation mark."""
    root, (problem,) = read(f"title: x\nx: {value}")
    assert (problem.rule, problem.line, problem.column) == ("yaml-tag", 3, 4)
    assert problem.message.startswith(tag + " ")
    assert root is not None
    assert root.entries["x"].value.refused
    assert not root.entries["title"].value.refused


@pytest.mark.parametrize("value", ["!e!foo b", "!<foo b", "!foo! b", "!!! b", "[!e!foo, b]"])
def test_a_tag_that_yaml_refuses_is_reported_as_a_tag(value: str) -> None:
    """Its prefix is not declared, or it is not a tag at all, but text that begins with exclamation marks."""
    problem = only(f"a: 1\nb: {value}")
    assert (problem.rule, problem.line, problem.column) == ("yaml-tag", 3, 5 if value[0] == "[" else 4)
    assert problem.message.startswith(value.strip("[").split()[0].rstrip(",") + " is a YAML tag")


@pytest.mark.parametrize(
    "block",
    [
        "x: " + "[" * 40 + "]" * 40,
        "x: " + "[" * 2000 + "]" * 2000,
        "x: " + "{a: " * 30 + "1" + "}" * 30,
        "x:\n - " + "- " * 3000 + "a",
        "x: " + "9" * 5000,
        "x: [" + "1, " * 60_000 + "1]",
    ],
    ids=["lists", "many-lists", "mappings", "dashes", "digits", "values"],
)
def test_depth_and_size_are_limited(block: str) -> None:
    """Neither recursion nor numbers with thousands of digits get further."""
    assert only(block).rule == "yaml-limit"


@pytest.mark.parametrize(("block", "line"), [("- a\n- b", 2), ("just text", 2), ("\n\n~", 4), ("[]", 2), ("'a: b'", 2)])
def test_front_matter_that_is_not_a_mapping_is_reported(block: str, line: int) -> None:
    """A list or a single value has no fields."""
    problem = only(block)
    assert (problem.rule, problem.line) == ("fm-not-mapping", line)


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        (r'"a\0b"', "control-char"),
        (r'"a\u2028b"', "control-char"),
        (r'"a\eb"', "control-char"),
        (r'"a\u202Eb"', "bidi-control"),
    ],
)
def test_escapes_make_no_hidden_characters(value: str, rule: str) -> None:
    """The file is clean, but the value would not be."""
    root, (problem,) = read(f"title: {value}")
    assert (problem.rule, problem.line, problem.column) == (rule, 2, 8)
    assert root is not None
    assert "\x00" not in root.entries["title"].value.text


@pytest.mark.parametrize(
    ("block", "help"),
    [
        (
            "title: !important CSS is lost",
            'put the value in quotes: title: "!important CSS is lost"; or delete !important',
        ),
        ("title: &auth is down", 'put the value in quotes: title: "&auth is down"; or delete &auth'),
        ("title: !x", "delete the tag"),
        ("tags: &t [a]", "delete it"),
        ("tags: [!x a]", "delete the tag"),
        ("- !x a", "delete the tag"),
    ],
)
def test_words_after_a_tag_or_an_anchor_are_quoted_in_the_help(block: str, help: str) -> None:
    """A title may begin with such a sign. A list or a mapping is hardly meant as text."""
    assert read(block)[1][0].help.startswith(help)


@pytest.mark.parametrize("entry", ["@platform/login", "*.example.com", "%5", "[EU] login", '"EU" login'])
def test_an_entry_of_a_list_that_begins_with_a_sign_of_yaml_is_quoted_in_the_help(entry: str) -> None:
    """Such as the name of a team on a Git host."""
    quoted = f'"{entry}"' if '"' not in entry else f"'{entry}'"
    (problem,) = read(f"services:\n  - web\n  - {entry}\nstatus: final")[1]
    assert (problem.rule, problem.line, problem.help) == ("yaml-syntax", 4, f"put the entry in quotes: - {quoted}")


def test_characters_that_the_file_contains_are_not_escapes() -> None:
    """The reader of the file reports them in place."""
    assert read('title: "a\u200bb"')[1] == ()


def test_escaped_line_breaks_are_not_hidden_characters() -> None:
    """A value of several lines may be written like that."""
    assert not read(r'summary: "a\nb\tc"')[1]


@pytest.mark.parametrize("key", ["content", "handler", "self", "metadata"])
def test_any_key_can_be_handed_over(key: str) -> None:
    """Including the names of python-frontmatter's parameters."""
    root, problems = read(f"{key}: x")
    assert not problems
    assert root is not None
    assert key in root.entries


def test_keys_that_are_not_text_are_kept_apart() -> None:
    """A year or a boolean as a key is not among the entries."""
    root, _ = read("2023: a\nno: b\n~: c\ntitle: d\n'2024': e")
    assert root is not None
    assert list(root.entries) == ["title", "2024"]
    assert [key.text for key in root.non_text_keys] == ["2023", "no", "~"]


def test_a_comment_that_ends_a_line_is_kept_with_its_value() -> None:
    """It may be text that was meant to be part of the value."""
    root, _ = read("title: Outage in pod #7\nid: '5' # quoted\nx: a#b")
    assert root is not None
    assert [entry.value.comment for entry in root.entries.values()] == ["#7", "", ""]


@pytest.mark.parametrize("text", ["a: b", 'say "hi"', "it's", "back\\slash", "x #1", "日本", "both \" and '"])
def test_quoted_text_reads_back(text: str) -> None:
    """The suggested spelling is valid and means the same."""
    root, problems = read(f"title: {quote(text)}")
    assert not problems
    assert root is not None
    assert root.entries["title"].value.text == text


@pytest.mark.parametrize(
    ("text", "line", "message", "help"),
    [
        ("- title: x\nseverity: y", 2, "cannot begin with a hyphen", "remove the hyphen: title: x"),
        ("# fields\n- title: x\nseverity: y", 3, "cannot begin with a hyphen", "remove the hyphen: title: x"),
        ("tags:\n  - a\n  b: c", 4, "does not begin an entry", "begin it with a hyphen"),
        ("tags:\n  - a\n - b", 4, "this entry is indented less", "indent both equally"),
        ("impact:\n  users: 5\n experience: x", 4, "this key is indented less", "indent it like users"),
        ("title: a\nservices: - a", 3, "cannot begin on the line of its key", "write a list: services: [a]"),
        ("title: a\nservices: [a, , b]", 3, "no entry before this comma", "remove the comma"),
        ("summary: |\n  some\n text", 4, "this text is indented less", "indent both equally"),
        ("summary: |\ntext", 3, "not indented", "indent it by two spaces to make it the text of summary"),
        ("summary: >-\n\ntext", 4, "not indented", "indent it by two spaces to make it the text of summary"),
        ("title: a\nowner = Bob", 3, "not of the form", "write owner: Bob"),
        ("title -> a\nstatus: draft", 2, "not of the form", "write title: a"),
        ("title a b\nstatus: draft", 2, "not of the form", "write title: a b"),
        ("words of text\nstatus: draft", 2, "not of the form", "write each line as key: value"),
    ],
)
def test_a_line_in_the_wrong_place_or_without_its_colon(text: str, line: int, message: str, help: str) -> None:
    """The help says what to type there, not to quote a value that is right."""
    problem = only(text)
    assert (problem.rule, problem.line) == ("yaml-syntax", line)
    assert message in problem.message
    assert problem.help.startswith(help)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t")))
def test_any_text_can_be_read(block: str) -> None:
    """Nothing raises, and what is not read has a finding."""
    root, problems = read(block)
    assert root is not None or problems


TOKENS = st.sampled_from(
    [
        *("title", ": ", ":\n", "\n", "\n  ", "- ", "[", "]", "{", "}", ", ", "'", '"', "#", " #", "&a ", "*a", "!t "),
        *("<<", "? ", "|\n", ">\n", "1", "no", "~", "\\x", "\t", "%", "--- ", "é", "2023-01-01", "=", "|", "@"),
    ]
)


@given(st.lists(TOKENS, max_size=40).map("".join))
def test_any_pieces_of_yaml_can_be_read(block: str) -> None:
    """Findings lie inside the file, whatever the pieces make."""
    root, problems = read(block)
    assert root is not None or problems
    for problem in problems:
        assert 1 <= problem.line <= block.count("\n") + 3
        assert problem.column >= 1


@pytest.mark.parametrize(
    ("text", "column", "message", "help"),
    [
        ("authors: [a: b, c: d: e]", 21, "a second colon in one entry", "put the entry in quotes"),
        ("impact: {users: 1: 2}", 18, "a second colon in one entry", "put the entry in quotes"),
        ('tags: [a, "b" c]', 15, "is not part of the entry before it", "add the missing comma"),
        ("tags: [a #b, c]", 10, "the # begins a comment", 'write a list: tags: ["a #b", c]'),
        ("tags: [#a, b]", 8, "the # begins a comment", 'write a list: tags: ["#a", b]'),
        ("tags: [a,#b]", 10, "the # begins a comment", 'write a list: tags: [a, "#b"]'),
        ("links: {chat: #inc-12}", 15, "the # begins a comment", "put the entry with the # in quotes"),
        ("tags: [a, b", 7, "is never closed", "write a list: tags: [a, b]"),
    ],
)
def test_a_list_in_brackets_that_cannot_be_read(text: str, column: int, message: str, help: str) -> None:
    """The position is that of the entry, and the suggested line is a list again."""
    problem = only(text)
    assert (problem.rule, problem.line, problem.column) == ("yaml-syntax", 2, column)
    assert message in problem.message
    assert help in problem.help
