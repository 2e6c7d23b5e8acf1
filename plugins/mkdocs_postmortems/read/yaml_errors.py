"""Say what is wrong where YAML cannot be parsed, and how to fix it.

PyYAML says what its parser expected, often far below the mistake. Called by ``yaml_nodes``, and by ``fields`` for the
quotation of values.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.source import indent_of

_LONGEST_QUOTE = 200
"""The longest line that a help repeats."""
_KEY_VALUE = pattern(r"\s*(?:-\s+)?([^\s:#][^:]*?)\s*:\s+(\S.*?)\s*")
_ODD_INDENT = pattern(r"[ ]*(?P<odd>[\u00a0\u2002-\u200a\u202f])\s*(?:-[ ]|[A-Za-z][\w-]{0,40}[ ]*:(?:[ ]|$))")
_FOREIGN_COLON = pattern(r"\s*([A-Za-z_-]{2,40})(?::[\u00a0\u2002-\u200a\u202f\u3000]|[：﹕꞉∶]|:(?=[^\s/]))")
"""A key whose colon is not an ASCII one, or is not followed by a space that YAML accepts."""
_MERGE = pattern(r"(?:<{7}|={7}|>{7})(?:$|[ ])")
_MARKED_KEY = pattern(r"\s*(?P<marks>\*{1,3})(?P<key>[\w -]{1,40}):?(?P=marks):?[ ]+(?P<value>\S.{0,200})")
_EXPLANATIONS = {
    "mapping values are not allowed in this context": "a second colon followed by a space in one value",
    "found unexpected end of stream": "the quotation mark that begins here is never closed",
    "could not find expected ':'": "this line is not of the form key: value",
    "block sequence entries are not allowed in this context": "a list cannot begin on the line of its key",
    "did not find expected comment or line break": "a value that begins with > or | must start on the next line",
    "found unknown escape character": "unknown escape in a double-quoted value",
    "did not find expected ',' or ']'": "the list that begins here is never closed",
    "did not find expected ',' or '}'": "the mapping that begins here is never closed",
    "did not find expected key": "this is not part of the value before it",
    "did not find expected <document start>": "a line that begins with % is a YAML directive",
    "did not find expected node content": "a value cannot begin with this character",
    "mapping keys are not allowed in this context": "a value cannot begin with a question mark",
    "did not find expected hexdecimal number": "incomplete escape in a double-quoted value",
    "found invalid Unicode character escape code": "an escape that is half of a surrogate pair",
    "did not find expected alphabetic or numeric character": "a value that begins with * or & is an alias",
    "found a tab character that violates indentation": "a tab is used for indentation",
}
_NO_CONTENT = "did not find expected node content"
_SECOND_COLON = "mapping values are not allowed in this context"
_NO_KEY = "did not find expected key"
_OPEN_QUOTE = pattern(r"\s*(?:-\s+)?[\w-]+:\s+(?P<quote>[\"'])(?P<rest>.*)")
_CLOSING = {"[": "]", "{": "}"}
_AT_CONTEXT = ("found unexpected end", "could not find expected ':'", "did not find expected ','")


def syntax_problem(error: yaml.MarkedYAMLError, lines: list[str], first_line: int) -> Problem:
    error_text = error.problem or "it cannot be parsed"
    start = (error.context_mark.line, error.context_mark.column) if error.context_mark else None
    found = (error.problem_mark.line, error.problem_mark.column) if error.problem_mark else start or (0, 0)
    at_end = not "".join(lines[found[0] :]).strip()
    if error_text == _NO_CONTENT and at_end and (start := _last_bracket(lines)):
        error_text = f"did not find expected ',' or {_CLOSING[lines[start[0]][start[1]]]!r}"
    elif error_text == _NO_KEY and (opened := _open_quote(lines, *found)):
        error_text, start = "found unexpected end of stream", opened
    elif error_text == _SECOND_COLON and (key := _key_above(lines, *found)):
        message = "the front matter is not valid YAML: this line is indented below a value and continues it"
        help = (
            f"indent it like {key}; if it belongs below {key}, remove the value of {key}; "
            "if both lines are one text, put it in quotes"
        )
        return Problem("yaml-syntax", message, found[0] + first_line, found[1] + 1, help)
    elif error_text == _SECOND_COLON and (keyless := _first_line_without_key(lines[: found[0]])) is not None:
        error_text, found = "could not find expected ':'", (keyless, 0)
    if start and error_text.startswith("did not find expected ','") and (broken := _broken_entry(start, found, lines)):
        message, column, help = broken
        return Problem(
            "yaml-syntax", f"the front matter is not valid YAML: {message}", start[0] + first_line, column, help
        )
    at, column = start if start and error_text.startswith(_AT_CONTEXT) else found
    at = min(at, len(lines) - 1)
    line, place = lines[at], (at + first_line, column + 1)
    if "maximum nesting depth" in error_text:
        return Problem("yaml-limit", "values are nested too deeply", *place, "nest the values less deeply")
    directive = next((number for number, each in enumerate(lines[: at + 1]) if each.startswith("%")), None)
    if "<document start>" in error_text and directive is not None:
        place, help = (directive + first_line, 1), "delete the line"
    elif "<document start>" in error_text:
        error_text, help = (
            "this line does not continue the one above it",
            "write each key: value on its own line, with the same indent",
        )
    else:
        error_text, help = _explain(error_text, line, column)
    return Problem(
        "yaml-syntax", f"the front matter is not valid YAML: {_EXPLANATIONS.get(error_text, error_text)}", *place, help
    )


def odd_indent(lines: Sequence[str], first_line: int) -> Problem | None:
    """Report the first key or entry indented with spaces that YAML reads as text, as copied from web pages."""
    for at, line in enumerate(lines):
        if not line.isascii() and (match := _ODD_INDENT.match(line)):
            message = "the front matter is not valid YAML: this line is indented with spaces that YAML reads as text"
            place = (at + first_line, match.start("odd") + 1)
            return Problem("yaml-syntax", message, *place, "replace the indent with plain spaces")
    return None


def _last_bracket(lines: Sequence[str]) -> tuple[int, int] | None:
    """Return where the last value in brackets begins: line and column, from 0."""
    values = ((at, _KEY_VALUE.fullmatch(line)) for at, line in enumerate(lines))
    brackets = [(at, value.start(2)) for at, value in values if value and value[2][0] in _CLOSING]
    return brackets[-1] if brackets else None


def _open_quote(lines: Sequence[str], at: int, column: int) -> tuple[int, int] | None:
    """Return the position of the opening quotation mark that only a much later one closes, just before the error."""
    for number, line in enumerate(lines[:at]):
        opened = _OPEN_QUOTE.fullmatch(line)
        if opened and opened["quote"] not in opened["rest"] and _KEY_VALUE.fullmatch(lines[number + 1]):
            return (number, opened.start("quote")) if opened["quote"] in lines[at][:column] else None
    return None


def _key_above(lines: Sequence[str], at: int, column: int) -> str:
    """Return the key above a line that is indented more than it, if that key has a value of its own; else ""."""
    above = next((line for line in reversed(lines[:at]) if line.strip()), "")
    has_value = _KEY_VALUE.fullmatch(above)
    first_colon = not re.search(r":\s", lines[at][:column])
    return has_value[1] if has_value and first_colon and indent_of(lines[at]) > indent_of(above) else ""


def _first_line_without_key(lines: Sequence[str]) -> int | None:
    """Return the first non-empty line if it is not ``key: value``: YAML takes it as part of the next one."""
    lines_with_text = (
        (at, line) for at, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")
    )
    at, first = next(lines_with_text, (0, ":"))
    return None if re.search(r":(\s|$)", first) else at


def _broken_entry(start: tuple[int, int], found: tuple[int, int], lines: Sequence[str]) -> tuple[str, int, str] | None:
    """Return what is wrong in a list or mapping in brackets that ends on its line; ``None`` if it does not end there.

    ``start`` is where it begins, ``found`` where parsing failed: line and column, from 0. Returns a message, a column
    from 1, and help.
    """
    (at, opening), (found_at, column) = start, found
    line = lines[at]
    comment = line.find(" #", opening) + 1
    if found_at > at and comment and line[comment:].rstrip().endswith(_CLOSING[line[opening]]):
        message = "the # begins a comment, which hides the closing bracket"
        return message, comment + 1, "put the entry with the # in quotes"
    if found_at == at:
        is_colon = line[column : column + 1] == ":"
        message = "a second colon in one entry" if is_colon else "this is not part of the entry before it"
        return message, column + 1, "put the entry in quotes, or add the missing comma"
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
    if match := _MARKED_KEY.match(line):
        return "a key cannot begin with *", f"remove the marks around it: {match['key']}: {match['value']}"
    if match := _FOREIGN_COLON.match(line):
        return error_text, f"write an ASCII colon and a space after {match[1]}"
    return error_text, quoting_help(line) or "write each line as key: value, and quote text that contains ': ' or ' #'"


def quoting_help(line: str) -> str:
    """Return how to quote the line's value; "" if that would not help."""
    match = _KEY_VALUE.fullmatch(line)
    if match is None or len(line) > _LONGEST_QUOTE:
        return ""
    key, value = match[1], match[2]
    if value[0] == '"' and "\\" in value:
        return f"use single quotes, in which \\ is an ordinary character: {key}: {quote(value.strip(chr(34)))}"
    if value[0] in "\"'":
        return 'close the quotation mark; inside \'...\' write \' twice, and inside "..." write \\" for "'
    closing = _CLOSING.get(value[0], "")
    if closing and closing not in value:
        return f"end it with {closing}, or put the value in quotes: {key}: {quote(value)}"
    return f"put the value in quotes: {key}: {quote(value)}"


def quote(text: str) -> str:
    """Return the text as a quoted YAML value."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
