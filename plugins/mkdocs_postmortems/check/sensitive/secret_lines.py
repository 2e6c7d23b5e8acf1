"""Find secrets in the lines of a text: each by itself, or together with a line above it.

``find_in_lines`` takes a text and yields ``Secret`` values; ``find_in_sheet`` takes the lines of a table of values.
Called by ``secret_search``; pure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from mkdocs_postmortems.check.passages import Passage
from mkdocs_postmortems.check.sensitive.issuers import FORMS
from mkdocs_postmortems.check.sensitive.secret_patterns import OTHER_WORDS, PATTERNS, Evidence, SecretPattern
from mkdocs_postmortems.check.sensitive.secret_values import is_documented, is_real, is_secret
from mkdocs_postmortems.check.signs import Signs
from mkdocs_postmortems.read.body.tables import split_row
from mkdocs_postmortems.read.patterns import pattern

_FORM_SIGNS = Signs(sign for _, signs, _ in FORMS for sign in signs.split())
_LINE_SIGNS = Signs((sign for each in PATTERNS for sign in each.signs), lower=True)
_FORM = pattern(
    rf"(?<![A-Za-z0-9])(?:{'|'.join(f'(?P<f{at}>{form})' for at, (*_, form) in enumerate(FORMS))})", re.ASCII
)
"""ASCII only: in languages without spaces, a sentence may continue directly after a token."""
_SHORTEST = 15
"""Characters of the shortest token, and so of the shortest word that can contain one."""
_NO_TOKEN = pattern(
    r"EXAMPLE|(.)\1{7}|[-_](?i:your|my|some)[-_]|[-_](?i:token|key)[-_]here|(0123456789|1234567890).{0,20}\2"
)
"""What only a stand-in for a token contains."""
_KEY = "a private key"
_KEY_BLOCK = "PRIVATE KEY"
"""Part of the only form that contains white space."""
_KEPT_OUT = pattern(
    r"-----BEGIN [A-Z0-9 ]{0,60}-----[\"'`]?(?:\\n|[\s>|\"'#])*"
    r"(?:[<\[]|\*{3}|\.{3}|…|x{3}|redacted|removed|omitted|-----END)",
    re.IGNORECASE,
)
"""A block of a key whose content was replaced."""
_OBJECT = "a secret"
_OBJECT_NAME = pattern(
    r"[a-z]{2,}(?:[-_./](?:[a-z]{2,}|[a-z]{0,2}\d{1,4})){1,6}|[a-z]{3,}(?:-[a-z]{3,}){1,6}-[a-z0-9]{4,10}", re.ASCII
)
"""The name of a secret in a cluster or a vault: ``aws-s3-credentials``, or with a generated end."""
_WIDE = "[\u2e80-\uffef]"
"""Chinese, Japanese and Korean characters, which passwords do not contain."""
_NAME = pattern(rf"passw|pwd|passphrase|\b(?:secret|token)\b|{OTHER_WORDS}", re.IGNORECASE)
"""The header of a column of secrets."""
_LONGEST_NAME = 40
_DELIMITERS = pattern(r"[ >]*+\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)+\|?\s*")
_LABEL = pattern(
    rf"(?:passw(?:or)?[dt]|passphrase|passcode|{OTHER_WORDS}"
    r"|(?:api|access|auth|client|secret)[ _-]?(?:key|token|secret))"
    r"[\"'`*]{0,3}(?:\s(?:is|was|ist|war))?\s{0,3}[:=：][*_]{0,2}\s{0,3}(?:[>|][+-]?)?\s*\Z"
    r"|\bname[\"']?:\s{1,3}[\"']?[\w.-]{0,60}(?:passw(?:or)?d|secret|token|api_?key|session(?:_?id)?)[\"']?,?\s*\Z",
    re.IGNORECASE,
)
"""A line that ends with a label, or with the name of a variable in a manifest, whose value is on the next line."""
_LABEL_ENDS = (":", "=", "：", "*", "_", ">", "|", "+", "-")
"""How a line ends that ``_LABEL`` finds, unless it has a variable's ``name``. To search each line takes far longer."""
_LONGEST_LABEL = 400
_ALONE = pattern(
    r"[>\s]*(?:[-*+]\s+)?(?:[\"']?value[\"']?:\s*)?[\"'`*]{0,3}(?P<value>[^\s\"'`<>|*]{8,200})[\"'`*]{0,3},?\s*",
    re.IGNORECASE,
)
_FENCE = pattern(r"[>\s]*(?:`{3,}|~{3,})[^`]*")
_NETRC = pattern(r"[>\s]*login\s+\S{1,60}\s*")
_NETRC_PASSWORD = pattern(r"[>\s]*password\s+(?P<value>\S{4,200})\s*")
"""Two lines of a file with the logins of hosts."""
_LONGEST_LOGIN = 300
_LONGEST_COMMAND = 300
"""Characters of a command over several lines that is searched as one."""
LONGEST = 20_000
"""Characters of a line that are searched."""


class Secret(NamedTuple):
    """What looks like a secret, and where; never the secret itself, which would end up in logs."""

    line: int
    column: int
    what: str


def find_in_lines(text: str, words: frozenset[str], lowered: str) -> Iterator[Secret]:
    """Yield the secrets of a text. ``words`` are its words, and ``lowered`` is the text in lower case."""
    may_have_form = _may_have_form(text, words)
    lines = text.split("\n")
    likely = _likely_patterns(words, lowered)
    key_line = -1
    for number in range(1, len(lines) + 1) if may_have_form else sorted(likely):
        found = _secrets(lines[number - 1][:LONGEST], likely.get(number, ()), may_have_form)
        below = *_below_header(lines, number), *_below_label(lines, number), *_below_login(lines, number)
        for secret in (*(Secret(number, *each) for each in found), *below):
            if secret.what == _KEY:
                if _KEPT_OUT.match("\n".join(lines[secret.line - 1 : secret.line + 1]), secret.column - 1):
                    continue
                # The first two lines of a key each have a form of their own.
                follows, key_line = secret.line == key_line + 1, secret.line
                if follows:
                    continue
            yield secret
    if "\\\n" in text:
        yield from _in_continued_lines(lines, likely)


def _may_have_form(text: str, words: frozenset[str]) -> bool:
    if _KEY_BLOCK in text:
        return True
    long = frozenset([word for word in words if len(word) >= _SHORTEST])
    return any(_FORM.search(word, 0, LONGEST) for word in _FORM_SIGNS.words(long))


def _likely_patterns(words: frozenset[str], lowered: str) -> Mapping[int, list[SecretPattern]]:
    """Return, by line number, the patterns whose signs the line contains."""
    present = _LINE_SIGNS.among(words)
    lowered_lines = Passage(lowered, 1)
    lines = {sign: tuple(_lines_with(sign, lowered_lines)) for sign in present}
    likely: defaultdict[int, list[SecretPattern]] = defaultdict(list)
    for each in PATTERNS:
        for line in {line for sign in each.signs for line in lines.get(sign, ())}:
            likely[line].append(each)
    return likely


def _lines_with(sign: str, lines: Passage) -> Iterator[int]:
    at = lines.raw.find(sign)
    while at >= 0:
        yield lines.place(at)[0]
        end = lines.raw.find("\n", at)  # go on with the next line
        at = lines.raw.find(sign, end) if end >= 0 else -1


def _secrets(line: str, likely: Sequence[SecretPattern], may_have_form: bool) -> Iterator[tuple[int, str]]:
    """Yield the column and kind of each secret in a line."""
    if '\\"' in line:
        line = line.replace('\\"', '""')  # the quotation marks of JSON in a string, at the same columns
    seen: list[range] = []
    for match in _FORM.finditer(line) if may_have_form else ():
        if not _NO_TOKEN.search(match.group()):
            seen.append(range(*match.span()))
            if not is_documented(line, match.start()):
                yield match.start() + 1, FORMS[int(str(match.lastgroup)[1:])][0]
    for each in likely:
        for match in each.expression.finditer(line) if each.quick(line) else ():
            start, end = match.span(match.lastgroup)  # type: ignore[arg-type]
            value = line[start:end].partition("](")[0].rstrip(".,;:?)]}[({")  # "](" ends the text of a link
            evidence = _evidence(match, each)
            if not value.isascii():  # the sentence continues without a space
                ends = r"[^!-~]" if evidence != each.evidence else _WIDE
                value = re.split(ends, value, maxsplit=1)[0].rstrip(".,;:?)]}[({")
            if any(start in span for span in seen) or not is_secret(value, evidence, each.long):
                continue
            seen.append(range(start, end))
            what = each.what or f"a {_kind(match['name'])}"
            is_name = what == _OBJECT and _OBJECT_NAME.fullmatch(value)
            if not is_name and not is_documented(value):
                yield start + 1, what


def _evidence(match: re.Match[str], found: SecretPattern) -> Evidence:
    """Return how sure a match is: less than its pattern if it is part of a sentence."""
    parts = match.groupdict()
    if (parts.get("label") or ":").strip() in ("", "with", "as", "using", "mit", "als"):
        return "weak"
    return "doubtful" if parts.get("verb") else found.evidence


def _kind(name: str) -> str:
    return "password" if re.search(rf"pass|pwd?|psk|wort|{OTHER_WORDS}", name, re.I) else "secret"


def _in_continued_lines(lines: Sequence[str], likely: Mapping[int, list[SecretPattern]]) -> Iterator[Secret]:
    """Yield the secrets that are only seen together with the lines above, each of which ends with a backslash."""
    above, patterns = "", list[SecretPattern]()
    for number, line in enumerate(lines, 1):
        patterns += likely.get(number, ())
        if above and patterns and len(above) + len(line) < _LONGEST_COMMAND:
            alone = {column for column, _ in _secrets(line, likely.get(number, ()), may_have_form=False)}
            bare = line.lstrip()
            before = len(above) - (len(line) - len(bare))
            for column, what in _secrets(above + bare, list(dict.fromkeys(patterns)), may_have_form=False):
                if column > len(above) and column - before not in alone:
                    yield Secret(number, column - before, what)
        if line.endswith("\\") and len(above) < _LONGEST_COMMAND:
            above += line[:-1].strip() + " "
        else:
            above, patterns = "", []


def _below_header(lines: Sequence[str], number: int) -> Iterator[Secret]:
    """Yield each password in a table whose header is on line ``number``."""
    if "|" not in lines[number - 1] or number == len(lines) or not _DELIMITERS.fullmatch(lines[number]):
        return
    columns = [at for at, name in enumerate(split_row(lines[number - 1])) if _NAME.search(name)]
    for at in range(number + 1, len(lines)):
        if not columns or "|" not in lines[at]:
            return
        for value in _passwords_in(split_row(lines[at]), columns):
            yield Secret(at + 1, lines[at].find(value) + 1, "a password")


def _below_label(lines: Sequence[str], number: int) -> Iterator[Secret]:
    """Yield the password that is all that a line says, if line ``number`` above it is only a label: ``Password:``."""
    line = lines[number - 1][:_LONGEST_LABEL]
    may_be_label = line.rstrip().endswith(_LABEL_ENDS) or "name" in line.lower()
    if number == len(lines) or not may_be_label or not _LABEL.search(line):
        return
    below = (at for at in range(number, min(number + 3, len(lines))) if lines[at].strip())
    at = next((at for at in below if not _FENCE.fullmatch(lines[at])), len(lines))
    match = _ALONE.fullmatch(lines[at]) if at < len(lines) and len(lines[at]) < _LONGEST_LABEL else None
    if match and is_real(match["value"], "doubtful") and not is_documented(match["value"]):
        yield Secret(at + 1, match.start("value") + 1, "a password")


def _below_login(lines: Sequence[str], number: int) -> Iterator[Secret]:
    """Yield the password below a user name in a ``.netrc`` file, of which line ``number`` is ``login name``."""
    below = lines[number] if number < len(lines) else ""
    match = _NETRC_PASSWORD.fullmatch(below) if len(below) < _LONGEST_LOGIN else None
    if match and _NETRC.fullmatch(lines[number - 1][:_LONGEST_LABEL]) and is_real(match["value"], "place"):
        yield Secret(number + 1, match.start("value") + 1, "a password")


def find_in_sheet(lines: Sequence[str]) -> Secret | None:
    """Return the first password in a file of comma-separated values whose first line names a column of them."""
    separator = next((sign for sign in ",;\t" if sign in lines[0]), "")
    names = [name.strip("\"' ") for name in lines[0].split(separator)] if separator else []
    columns = [at for at, name in enumerate(names) if len(name) < _LONGEST_NAME and _NAME.search(name)]
    for number, line in enumerate(lines[1:], 2) if columns else ():
        if any(_passwords_in(line.split(separator), columns)):
            return Secret(number, 1, "a password")
    return None


def _passwords_in(cells: Sequence[str], columns: Sequence[int]) -> Iterator[str]:
    """Yield the passwords of a row in those columns, whose headers say that they hold some."""
    words = (word.strip("*_`\"'(),;") for column in columns if column < len(cells) for word in cells[column].split())
    return (word for word in words if is_real(word, "doubtful"))
