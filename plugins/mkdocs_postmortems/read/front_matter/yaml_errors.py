"""Say what is wrong where YAML cannot be parsed, and how to fix it.

PyYAML says what its parser expected, often far below the mistake. Called by ``yaml_nodes``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml
from msgspec import Struct

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.body.line_starts import indent_of
from mkdocs_postmortems.read.front_matter.corrections import (
    CLOSING,
    KEY_VALUE,
    help_of_field,
    quote,
    quoting_help,
    words_help,
)
from mkdocs_postmortems.read.model import LIST_FIELDS, Fields
from mkdocs_postmortems.read.patterns import pattern

_ODD_INDENT = pattern(r"[ ]*(?P<odd>[\u00a0\u2002-\u200a\u202f])\s*(?:-[ ]|[A-Za-z][\w-]{0,40}[ ]*:(?:[ ]|$))")
_FOREIGN_COLON = pattern(r"\s*([A-Za-z_-]{2,40})(?::[\u00a0\u2002-\u200a\u202f\u3000]|[：﹕꞉∶]|:(?=[^\s/]))")
"""A key whose colon is not an ASCII one, or is not followed by a space that YAML accepts."""
_COMMENT = pattern(r"(?<=[ \t\[{,])#")
"""The beginning of a comment in a list or mapping in brackets: no space is needed where an entry may begin."""
_MERGE = pattern(r"(?:<{7}|={7}|>{7})(?:$|[ ])")
_FOREIGN_ITEM = pattern(r"[ ]*(?:[•◦▪·–—−*+][ ]*|-|\d{1,2}[.)][ ]+)(?P<entry>[^\s-][^\n]{0,60})$")
"""An entry of a list that does not begin with a hyphen and a space, as programs and other formats write it."""
_LISTED_KEY = pattern(r"-[ ]+(?P<entry>[A-Za-z][\w -]{0,40}:(?:[ ][^\n]{0,200})?)$")
"""A key with the hyphen of a list in front."""
_MARKED_KEY = pattern(r"\s*(?P<marks>\*{1,3})(?P<key>[\w -]{1,40}):?(?P=marks):?[ ]+(?P<value>\S.{0,200})")
_OTHER_SIGN = pattern(r"\s*(?P<key>[A-Za-z][\w-]{0,40})[ ]*(?:=>?|->|:=)[ ]*(?P<value>\S.{0,200}?)\s*")
_NO_SIGN = pattern(r"\s*(?P<key>[A-Za-z][\w-]{0,40})[ ]+(?P<value>\S.{0,200}?)\s*")
"""A key and its value without a colon."""
_BLOCK_TEXT = pattern(r"\s*(?:-\s+)?(?P<key>[^\s:#][^:]*):[ ]+[|>][+-]?\s*")
"""A key whose text is on the lines below it."""
_SIGNED_ENTRY = pattern(r"\s*-[ ]+(?P<entry>[@`%*&!\[{|>?\"'][^\n]{1,200}?)\s*")
_ENTRY = pattern(r"\s*-(?:\s|$)")
_NO_CONTENT = "did not find expected node content"
_SECOND_COLON = "mapping values are not allowed in this context"
_NO_KEY = "did not find expected key"
_NO_COLON = "could not find expected ':'"
_NO_ENTRY = "did not find expected '-' indicator"
_EXPLANATIONS = {
    _SECOND_COLON: "a second colon followed by a space in one value",
    "found unexpected end of stream": "the quotation mark that begins here is never closed",
    _NO_COLON: "this line is not of the form key: value",
    "block sequence entries are not allowed in this context": "a list cannot begin on the line of its key",
    "did not find expected comment or line break": "a value that begins with > or | must start on the next line",
    "found unknown escape character": "unknown escape in a double-quoted value",
    "did not find expected ',' or ']'": "the list that begins here is never closed",
    "did not find expected ',' or '}'": "the mapping that begins here is never closed",
    _NO_KEY: "this is not part of the value before it",
    "did not find expected <document start>": "a line that begins with % is a YAML directive",
    _NO_CONTENT: "a value cannot begin with this character",
    "mapping keys are not allowed in this context": "a value cannot begin with a question mark",
    "did not find expected hexdecimal number": "incomplete escape in a double-quoted value",
    "found invalid Unicode character escape code": "an escape that is half of a surrogate pair",
    "did not find expected alphabetic or numeric character": "a value that begins with * or & is an alias",
    "found a tab character that violates indentation": "a tab is used for indentation",
}
_HYPHENED = "a key among others cannot begin with a hyphen"
_UNKNOWN_TAG = "found undefined tag handle"
_TAG = pattern(r"![^\s,\]}]*")
_OPEN_QUOTE = pattern(r"\s*(?:-\s+)?[\w-]+:\s+(?P<quote>[\"'])(?P<rest>.*)")
_AT_CONTEXT = ("found unexpected end", "could not find expected ':'", "did not find expected ','")


_Place = tuple[int, int]
"""A line and a column, from 0."""
_Mistake = tuple[str, str, _Place]
"""What is wrong, how to fix it, and where it is."""


class _Failure(Struct, frozen=True):
    """What the parser says, where it failed, and where that began which it was reading, if it says so."""

    text: str
    found: _Place
    start: _Place | None

    @property
    def place(self) -> _Place:
        """Where the mistake most likely is."""
        return self.start if self.start and self.text.startswith(_AT_CONTEXT) else self.found


def syntax_problem(error: yaml.MarkedYAMLError, lines: list[str], first_line: int) -> Problem:
    """Return the problem of a front matter that cannot be parsed; ``first_line`` is where it begins in the file."""
    failure = _read(error)
    if "maximum nesting depth" in failure.text:
        at, column = failure.place
        place = (min(at, len(lines) - 1) + first_line, column + 1)
        return Problem("yaml-limit", "values are nested too deeply", *place, "nest the values less deeply")
    if failure.text.startswith(_UNKNOWN_TAG) or str(error.context).endswith(" a tag"):
        at, column = failure.start or failure.found
        tag = _TAG.match(lines[at], column)
        return tag_problem(tag.group() if tag else "!", lines[at], at + first_line, column + 1)
    mistake = _continued_value(failure, lines)
    if mistake is None:
        failure = _where_it_began(failure, lines)
        mistake = _broken_entry(failure, lines) or _misplaced_line(failure, lines) or _explained(failure, lines)
    message, help, (at, column) = mistake
    message = f"the front matter is not valid YAML: {message}"
    return Problem("yaml-syntax", message, at + first_line, column + 1, help)


def tag_problem(tag: str, written: str, line: int, column: int) -> Problem:
    """Return the problem of a tag, whether YAML knows it or not; ``written`` is the text of its line."""
    help = words_help(written, column) or "delete the tag, or quote the text if the ! is part of it"
    return Problem("yaml-tag", f"{tag} is a YAML tag; tags are not supported", line, column, help)


def _read(error: yaml.MarkedYAMLError) -> _Failure:
    start = (error.context_mark.line, error.context_mark.column) if error.context_mark else None
    found = (error.problem_mark.line, error.problem_mark.column) if error.problem_mark else start or (0, 0)
    return _Failure(error.problem or "it cannot be parsed", found, start)


def _continued_value(failure: _Failure, lines: Sequence[str]) -> _Mistake | None:
    """Return the mistake of a key that is indented more than the one above it, which has a value."""
    if failure.text != _SECOND_COLON or not (key := _key_above(lines, *failure.found)):
        return None
    help = (
        f"indent it like {key}; if it belongs below {key}, remove the value of {key}; "
        "if both lines are one text, put it in quotes"
    )
    return "this line is indented below a value and continues it", help, failure.found


def _where_it_began(failure: _Failure, lines: Sequence[str]) -> _Failure:
    """Return the failure that the parser should have reported, where it noticed a mistake only far below."""
    at_end = not "".join(lines[failure.found[0] :]).strip()
    if failure.text == _NO_CONTENT and at_end and (bracket := _last_bracket(lines)):
        closing = CLOSING[lines[bracket[0]][bracket[1]]]
        return _Failure(f"did not find expected ',' or {closing!r}", failure.found, bracket)
    if failure.text == _NO_KEY and (opened := _open_quote(lines, *failure.found)):
        return _Failure("found unexpected end of stream", failure.found, opened)
    if failure.text == _SECOND_COLON and (keyless := _first_line_without_key(lines[: failure.found[0]])) is not None:
        return _Failure("could not find expected ':'", (keyless, 0), failure.start)
    return failure


def _explained(failure: _Failure, lines: Sequence[str]) -> _Mistake:
    """Return the mistake in the words of this module, and of the parser where there are none."""
    at, column = failure.place
    at = min(at, len(lines) - 1)
    if "<document start>" not in failure.text:
        message, help = _explain(failure.text, lines[at], column)
        return _EXPLANATIONS.get(message, message), help, (at, column)
    directive = next((number for number, line in enumerate(lines[: at + 1]) if line.startswith("%")), None)
    if directive is not None:
        return _EXPLANATIONS.get(failure.text, failure.text), "delete the line", (directive, 0)
    help = "write each key: value on its own line, with the same indent"
    return "this line does not continue the one above it", help, (at, column)


def odd_indent(lines: Sequence[str], first_line: int) -> Problem | None:
    """Report the first key or entry indented with spaces that YAML reads as text, as copied from web pages."""
    for at, line in enumerate(lines):
        if not line.isascii() and (match := _ODD_INDENT.match(line)):
            message = "the front matter is not valid YAML: this line is indented with spaces that YAML reads as text"
            place = (at + first_line, match.start("odd") + 1)
            return Problem("yaml-syntax", message, *place, "replace the indent with plain spaces")
    return None


def _last_bracket(lines: Sequence[str]) -> _Place | None:
    """Return where the last value in brackets begins: line and column, from 0."""
    values = ((at, KEY_VALUE.fullmatch(line)) for at, line in enumerate(lines))
    brackets = [(at, value.start(2)) for at, value in values if value and value[2][0] in CLOSING]
    return brackets[-1] if brackets else None


def _open_quote(lines: Sequence[str], at: int, column: int) -> _Place | None:
    """Return the position of the opening quotation mark that only a much later one closes, just before the error."""
    for number, line in enumerate(lines[:at]):
        opened = _OPEN_QUOTE.fullmatch(line)
        if opened and opened["quote"] not in opened["rest"] and KEY_VALUE.fullmatch(lines[number + 1]):
            return (number, opened.start("quote")) if opened["quote"] in lines[at][:column] else None
    return None


def _key_above(lines: Sequence[str], at: int, column: int) -> str:
    """Return the key above a line that is indented more than it, if that key has a value of its own; else ""."""
    above = next((line for line in reversed(lines[:at]) if line.strip()), "")
    has_value = KEY_VALUE.fullmatch(above)
    first_colon = not re.search(r":\s", lines[at][:column])
    return has_value[1] if has_value and first_colon and indent_of(lines[at]) > indent_of(above) else ""


def _first_line_without_key(lines: Sequence[str]) -> int | None:
    """Return the first non-empty line if it is not ``key: value``: YAML takes it as part of the next one."""
    written = ((at, line) for at, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
    at, first = next(written, (0, ":"))
    return None if re.search(r":([ \t]|$)", first) else at


def _broken_entry(failure: _Failure, lines: Sequence[str]) -> _Mistake | None:
    """Return the mistake in a list or mapping in brackets that ends on its line; ``None`` if it does not end there."""
    if failure.text == _NO_CONTENT:
        at, column = failure.found
        is_inside = re.search(r":[ ]+[\[{]", lines[at][:column]) if at < len(lines) else None
        if is_inside and lines[at].startswith(",", column):
            return "there is no entry before this comma", "remove the comma, or write the missing entry", (at, column)
    if failure.start is None or not failure.text.startswith("did not find expected ','"):
        return None
    (at, opening), (found_at, column) = failure.start, failure.found
    line = lines[at]
    comment = _COMMENT.search(line, opening)
    if found_at > at and comment and line.rstrip().endswith(CLOSING[line[opening]]):
        message = "the # begins a comment, which hides the closing bracket"
        field = KEY_VALUE.fullmatch(line)
        help = help_of_field(field[1], field[2]) if field and field[1] in LIST_FIELDS else ""
        return message, help or "put the entry with the # in quotes", (at, comment.start())
    if found_at == at:
        is_colon = line[column : column + 1] == ":"
        message = "a second colon in one entry" if is_colon else "this is not part of the entry before it"
        return message, "put the entry in quotes, or add the missing comma", (at, column)
    return None


def _misplaced_line(failure: _Failure, lines: Sequence[str]) -> _Mistake | None:
    """Return the mistake of a line that is indented otherwise than those it belongs to, or has a hyphen too many."""
    if failure.text == _NO_ENTRY and failure.start:
        first = failure.start[0]
        is_outermost = all(not line.strip() or line.lstrip().startswith("#") for line in lines[:first])
        if is_outermost and (match := _LISTED_KEY.fullmatch(lines[first])):
            return _HYPHENED, f"remove the hyphen: {match['entry']}", (first, 0)
        at, column = failure.found
        if help := _quoted_entry(lines[at] if at < len(lines) else ""):
            return "this is not part of the entry before it", help, (at, column)
        help = "begin it with a hyphen and a space, or indent it like the key above the list"
        return "this line is in a list, but does not begin an entry", help, failure.found
    at, column = failure.place
    if at >= len(lines):
        return None
    line, above = lines[at], next((each for each in reversed(lines[:at]) if each.strip()), "")
    if failure.text == _NO_COLON and (block := _BLOCK_TEXT.fullmatch(above)):
        help = f"indent it by two spaces to make it the text of {block['key']}"
        return "this line is not indented", help, (at, column)
    if failure.text != _NO_KEY or indent_of(line) >= indent_of(above):
        return None
    if _ENTRY.match(line) and _ENTRY.match(above):
        return "this entry is indented less than the one above it", "indent both equally", (at, column)
    if indent_of(line) and KEY_VALUE.fullmatch(line) and (key := KEY_VALUE.fullmatch(above)):
        return "this key is indented less than the one above it", f"indent it like {key[1]}", (at, column)
    if indent_of(line) and not KEY_VALUE.fullmatch(line) and not _ENTRY.match(line):
        return "this text is indented less than the line above it", "indent both equally", (at, column)
    return None


def _explain(error_text: str, line: str, column: int) -> tuple[str, str]:
    """Return what is wrong at a position of a line, and how to fix it."""
    if line[column : column + 1] == "\t":
        return "a tab is used for indentation", "indent with spaces instead"
    if error_text == "found invalid Unicode character escape code":
        return error_text, "write the character itself"
    if "cannot start any token" in error_text:
        error_text = f"{line[column : column + 1]!r} cannot begin a value"
    if _MERGE.match(line):
        return "this line is left over from a merge", "keep one of the two versions, and delete the lines of the merge"
    if (match := _LISTED_KEY.match(line)) and error_text == _NO_KEY:
        return _HYPHENED, f"remove the hyphen: {match['entry']}"
    if match := _MARKED_KEY.match(line):
        return "a key cannot begin with *", f"remove the marks around it: {match['key']}: {match['value']}"
    if match := _FOREIGN_COLON.match(line):
        return error_text, f"write an ASCII colon and a space after {match[1]}"
    if (match := _FOREIGN_ITEM.match(line)) and not KEY_VALUE.fullmatch(line):
        return error_text, f"begin each entry of a list with a hyphen and a space: - {match['entry'].strip()}"
    if error_text == _NO_COLON and (pair := _OTHER_SIGN.fullmatch(line) or _known_pair(line)):
        return error_text, f"write {pair['key']}: {pair['value']}"
    help = quoting_help(line) or _quoted_entry(line)
    return error_text, help or "write each line as key: value, and quote text that contains ': ' or ' #'"


def _quoted_entry(line: str) -> str:
    """Return how to quote an entry of a list that begins with a sign of YAML; "" for any other line."""
    match = _SIGNED_ENTRY.fullmatch(line)
    return f"put the entry in quotes: - {quote(match['entry'])}" if match else ""


def _known_pair(line: str) -> re.Match[str] | None:
    """Return the parts of a line that is the name of a field and its value, without a colon."""
    pair = _NO_SIGN.fullmatch(line)
    return pair if pair and pair["key"] in Fields.__struct_fields__ else None
