"""Find keys, tokens and passwords in a text.

``find_in_text`` takes a text and yields ``Secret`` values; ``first_in_file`` takes the text of a file that a report
links to. Called by ``secrets`` and ``file_search``; pure.

Only forms with a known prefix, or with a telling word before them, are searched for. Reports are full of hashes, commit
ids and trace ids, which no measure of randomness can tell from a key. Existing libraries read configuration, walk
folders, and import an HTTP client to test whether a key still works, while the forms themselves are documented by
their issuers and fit into a short table.
"""

from __future__ import annotations

import hashlib
import math
import re
import sys
from base64 import b64decode
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from mkdocs_postmortems.check.passages import Passage
from mkdocs_postmortems.check.sensitive.issuers import DOCUMENTED, FORMS
from mkdocs_postmortems.check.sensitive.secret_patterns import OTHER_WORDS, PATTERNS, Evidence, SecretPattern
from mkdocs_postmortems.check.signs import Signs, WordTest
from mkdocs_postmortems.read.body.tables import split_row
from mkdocs_postmortems.read.patterns import pattern

_FORM_SIGNS = Signs(sign for _, signs, _ in FORMS for sign in signs.split())
_FORM = pattern(
    rf"(?<![A-Za-z0-9])(?:{'|'.join(f'(?P<f{at}>{form})' for at, (*_, form) in enumerate(FORMS))})", re.ASCII
)
"""ASCII only: in languages without spaces, a sentence may continue directly after a token."""
_OBJECT_NAME = pattern(
    r"[a-z]{2,}(?:[-_./](?:[a-z]{2,}|[a-z]{0,2}\d{1,4})){1,6}|[a-z]{3,}(?:-[a-z]{3,}){1,6}-[a-z0-9]{4,10}", re.ASCII
)
"""The name of a secret in a cluster or a vault: ``aws-s3-credentials``, or with a generated end."""
_NO_TOKEN = pattern(
    r"EXAMPLE|(.)\1{7}|[-_](?i:your|my|some)[-_]|[-_](?i:token|key)[-_]here|(0123456789|1234567890).{0,20}\2"
)
"""What only a stand-in for a token contains."""
_WHOLE = pattern(r"[\w.=+/-]{1,2000}", re.ASCII)
"""A token with what follows the part that its form describes."""
_NAME = pattern(rf"passw|pwd|passphrase|\b(?:secret|token)\b|{OTHER_WORDS}", re.IGNORECASE)
"""The header of a column of secrets."""
_LABEL = pattern(
    rf"(?:passw(?:or)?[dt]|passphrase|passcode|{OTHER_WORDS}"
    r"|(?:api|access|auth|client|secret)[ _-]?(?:key|token|secret))"
    r"[\"'`*]{0,3}(?:\s(?:is|was|ist|war))?\s{0,3}[:=：][*_]{0,2}\s{0,3}(?:[>|][+-]?)?\s*\Z"
    r"|\bname[\"']?:\s{1,3}[\"']?[\w.-]{0,60}(?:passw(?:or)?d|secret|token|api_?key|session(?:_?id)?)[\"']?,?\s*\Z",
    re.IGNORECASE,
)
"""A line that ends with a label, or with the name of a variable in a manifest, whose value is on the next line."""
_ALONE = pattern(
    r"[>\s]*(?:[-*+]\s+)?(?:[\"']?value[\"']?:\s*)?[\"'`*]{0,3}(?P<value>[^\s\"'`<>|*]{8,200})[\"'`*]{0,3},?\s*",
    re.IGNORECASE,
)
_NETRC = pattern(r"[>\s]*login\s+\S{1,60}\s*")
_NETRC_PASSWORD = pattern(r"[>\s]*password\s+(?P<value>\S{4,200})\s*")
"""Two lines of a file with the logins of hosts."""
_LONGEST_LOGIN = 300
_LONGEST_NAME = 40
_LONGEST_LABEL = 400
_LABEL_ENDS = (":", "=", "：", "*", "_", ">", "|", "+", "-")
"""How a line ends that ``_LABEL`` finds, unless it has a variable's ``name``. To search each line takes far longer."""
_FENCE = pattern(r"[>\s]*(?:`{3,}|~{3,})[^`]*")
_SHORTEST_ENCODED = 24
"""Characters of the shortest secret in Base64."""
_IN_BASE64 = pattern(r"[A-Za-z0-9+/]{6,400}={0,2}", re.ASCII)
_PRINTABLE = pattern(r"[!-~]{6,300}\s?")
_ENCODED = pattern(rf"(?<![\w+/-])[A-Za-z0-9+/_-]{{{_SHORTEST_ENCODED},20000}}={{0,2}}(?![\w+/=-])", re.ASCII)
"""What may be a text in Base64."""
_DELIMITERS = pattern(r"[ >]*+\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)+\|?\s*")
_WIDE = "[\u2e80-\uffef]"
"""Chinese, Japanese and Korean characters, which passwords do not contain."""
_LONGEST_COMMAND = 300
"""Characters of a command over several lines that is searched as one."""
_LONGEST = 20_000
"""Characters of a line that are searched."""
_BREAK = pattern(
    r"[\u00ad\u200b-\u200d\u2060\ufeff]|&(?:shy|ZeroWidthSpace|NoBreak|#8203|#x200b|#173);|<wbr ?/?>", re.I
)
"""What a web page or a word processor puts into a long word, so that it may be broken there."""
_BREAK_SIGNS = (
    *("\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"),
    *("&shy;", "&zerowidthspace;", "&nobreak;", "&#8203;", "&#x200b;", "&#173;", "<wbr"),
)
_DIVIDER = pattern(r"[,;&\s]")
"""Where a line that is too long to be searched may be divided."""
_SHORTEST = 15
"""Characters of the shortest token, and so of the shortest word that can contain one."""
_KEY = "a private key"
_OBJECT = "a secret"
_KEPT_OUT = pattern(
    r"-----BEGIN [A-Z0-9 ]{0,60}-----[\"'`]?(?:\\n|[\s>|\"'#])*"
    r"(?:[<\[]|\*{3}|\.{3}|…|x{3}|redacted|removed|omitted|-----END)",
    re.IGNORECASE,
)
"""A block of a key whose content was replaced."""
_KEY_BLOCK = "PRIVATE KEY"
"""Part of the only form that contains white space."""
_STAND_IN = pattern(
    r"[*x•.…_-]{3,}|\$|\{\{?|%(?![0-9a-f]{2})|<|example|placeholder|-here\b|redact|change-?me|your|dummy|secret$|password$|^hunter2$|foobar"
    r"|^arn:aws|^\[[\w -]+\]|^ENC\[|^@Microsoft\.KeyVault|^ref\+"
    r"|^(?:file|vault|bao|env|op|ssm|sm|gcpsm|awssm|awskms|secretsmanager|keyring|keychain|doppler|azurekeyvault):"
    r"|^\d{4}-\d\d-\d\d(?:T[\d:.]{4,18}(?:Z|[+-][\d:]{2,6})?)?$"
    r"|^(?:true|false|null|none|nil|yes|no|token|\d{1,7}|(?-i:[A-Z][A-Z0-9_]+)|[\w.]+\(.*|pass(?:wd)?|[\w-]{2,}\.(?:[a-z]+\.)*\w+|/.*|https?:.*)$",
    re.IGNORECASE,
)


class Secret(NamedTuple):
    """What looks like a secret, and where; never the secret itself, which would end up in logs."""

    line: int
    column: int
    what: str


def find_in_text(text: str, words: frozenset[str], lowered: str) -> Iterator[Secret]:
    """Yield the secrets of a text. ``words`` are its words, and ``lowered`` is the text in lower case."""
    if len(text) > _LONGEST and any(len(line) > _LONGEST for line in text.split("\n")):
        yield from _find_in_parts(text)
    else:
        yield from _find_short(text, words, lowered)
        if any(sign in lowered for sign in _BREAK_SIGNS):
            yield from _find_broken(text)


def _find_broken(text: str) -> Iterator[Secret]:
    """Yield the secrets that are only seen without the invisible breaks in them."""
    for number, line in enumerate(text.split("\n"), 1):
        breaks = [match.span() for match in _BREAK.finditer(line)]
        if not breaks or any(_find_short(line, frozenset(line.split()), line.lower())):
            continue
        bare = _BREAK.sub("", line)
        for secret in _find_short(bare, frozenset(bare.split()), bare.lower()):
            column = secret.column
            for start, end in breaks:
                column += end - start if start < column else 0
            yield Secret(number, column, secret.what)


def _find_short(text: str, words: frozenset[str], lowered: str) -> Iterator[Secret]:
    """Yield the secrets of a text whose lines are short enough to be searched."""
    seen = set[int]()
    for secret in _find_plain(text, words, lowered):
        seen.add(secret.line)
        yield secret
    yield from (secret for secret in _find_encoded(text, words) if secret.line not in seen)


def _find_in_parts(text: str) -> Iterator[Secret]:
    """Yield the secrets of a text with lines that are too long to be searched as a whole."""
    parts = [(number, *part) for number, line in enumerate(text.split("\n"), 1) for part in _divided(line)]
    divided = "\n".join(part for *_, part in parts)
    for secret in _find_short(divided, frozenset(divided.split()), divided.lower()):
        number, start, _ = parts[secret.line - 1]
        yield Secret(number, start + secret.column, secret.what)


def _find_encoded(text: str, words: frozenset[str]) -> Iterator[Secret]:
    """Yield the words that are a secret in Base64, as in a cluster's manifest."""
    for word in sorted(_ENCODED_WORDS.among(words)):
        at = text.find(word)
        if what := _what_is_encoded(word):
            yield Secret(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at), f"{what} in Base64")


def _what_is_encoded(word: str) -> str:
    """Return what the first secret is that the word holds in Base64; "" for none."""
    for match in _ENCODED.finditer(word):
        run = match.group().rstrip("=").replace("-", "+").replace("_", "/")
        data = b64decode(run + "=" * (-len(run) % 4)) if len(run) % 4 != 1 else b""
        decoded = data.decode("ascii", "ignore") if data.isascii() else ""
        if found := next(_find_plain(decoded, frozenset(decoded.split()), decoded.lower()), None):
            return found.what
    return ""


def _with_encoded(words: Iterable[str]) -> Iterable[str]:
    return [word for word in words if len(word) >= _SHORTEST_ENCODED and _what_is_encoded(word)]


_ENCODED_WORDS = WordTest(_with_encoded)


def _find_plain(text: str, words: frozenset[str], lowered: str) -> Iterator[Secret]:
    may_have_form = _may_have_form(text, words)
    lines = text.split("\n")
    likely = _likely_patterns(words, lowered)
    key_line = -1
    for number in range(1, len(lines) + 1) if may_have_form else sorted(likely):
        found = _secrets(lines[number - 1][:_LONGEST], likely.get(number, ()), may_have_form)
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


def first_in_file(text: str) -> str:
    """Return what the first secret in a file's text is, and its line; "" for none."""
    first = next(find_in_text(text, frozenset(text.split()), text.lower()), None) or _in_sheet(text.split("\n"))
    return f"{first.what} on line {first.line}" if first else ""


def _in_sheet(lines: Sequence[str]) -> Secret | None:
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
    return (word for word in words if _is_real(word, "doubtful"))


def _divided(line: str) -> Iterator[tuple[int, str]]:
    """Yield parts of a line that are short enough to be searched, and where each begins.

    The data of programs may be one long line.
    """
    start = 0
    while len(line) - start > _LONGEST and (end := _DIVIDER.search(line, start + _LONGEST // 2)):
        yield start, line[start : end.start()]
        start = end.end()
    yield start, line[start:]


def _may_have_form(text: str, words: frozenset[str]) -> bool:
    if _KEY_BLOCK in text:
        return True
    long = frozenset([word for word in words if len(word) >= _SHORTEST])
    return any(_FORM.search(word, 0, _LONGEST) for word in _FORM_SIGNS.words(long))


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
            if not _is_documented(_WHOLE.match(line, match.start())):
                yield match.start() + 1, FORMS[int(str(match.lastgroup)[1:])][0]
    for each in likely:
        for match in each.expression.finditer(line) if each.quick(line) else ():
            start, end = match.span(match.lastgroup)  # type: ignore[arg-type]
            value = line[start:end].partition("](")[0].rstrip(".,;:?)]}[({")  # "](" ends the text of a link
            evidence = _evidence(match, each)
            if not value.isascii():  # the sentence continues without a space
                ends = r"[^!-~]" if evidence != each.evidence else _WIDE
                value = re.split(ends, value, maxsplit=1)[0].rstrip(".,;:?)]}[({")
            if any(start in span for span in seen) or not _is_secret(value, evidence, each.long):
                continue
            seen.append(range(start, end))
            what = each.what or f"a {_kind(match['name'])}"
            is_name = what == _OBJECT and _OBJECT_NAME.fullmatch(value)
            if not is_name and not _is_documented(_WHOLE.match(value)):
                yield start + 1, what


def _is_documented(token: re.Match[str] | None) -> bool:
    """Return whether a whole token is one that its issuer uses as an example."""
    written = token.group().rstrip(".") if token else ""
    return hashlib.sha256(written.encode()).hexdigest()[:16] in DOCUMENTED


def _evidence(match: re.Match[str], found: SecretPattern) -> Evidence:
    """Return how sure a match is: less than its pattern if it is part of a sentence."""
    parts = match.groupdict()
    if (parts.get("label") or ":").strip() in ("", "with", "as", "using", "mit", "als"):
        return "weak"
    return "doubtful" if parts.get("verb") else found.evidence


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
    if match and _is_real(match["value"], "doubtful") and not _is_documented(_WHOLE.match(match["value"])):
        yield Secret(at + 1, match.start("value") + 1, "a password")


def _below_login(lines: Sequence[str], number: int) -> Iterator[Secret]:
    """Yield the password below a user name in a ``.netrc`` file, of which line ``number`` is ``login name``."""
    below = lines[number] if number < len(lines) else ""
    match = _NETRC_PASSWORD.fullmatch(below) if len(below) < _LONGEST_LOGIN else None
    if match and _NETRC.fullmatch(lines[number - 1][:_LONGEST_LABEL]) and _is_real(match["value"], "place"):
        yield Secret(number + 1, match.start("value") + 1, "a password")


_LINE_SIGNS = Signs((sign for each in PATTERNS for sign in each.signs), lower=True)


def _kind(name: str) -> str:
    return "password" if re.search(rf"pass|pwd?|psk|wort|{OTHER_WORDS}", name, re.I) else "secret"


def _is_secret(value: str, evidence: Evidence, long: int) -> bool:
    """Return whether a value, or what it is in Base64, is a real secret: ``password: aHVudGVyMjIh``."""
    decoded = _decoded(value) if evidence == "label" else ""
    return _is_real(decoded or value, evidence, long)


def _decoded(value: str) -> str:
    """Return the text that a value holds in Base64; "" if it can hardly be one."""
    if len(value) % 4 or not _IN_BASE64.fullmatch(value):
        return ""
    text = b64decode(value).decode("latin-1")
    return text if _PRINTABLE.fullmatch(text) else ""


def _is_real(value: str, evidence: Evidence, long: int = sys.maxsize) -> bool:
    """Return whether a value is a real secret, not a stand-in, a variable's name or a word of the sentence."""
    letters, digits = any(map(str.isalpha, value)), any(map(str.isdigit, value))
    if evidence == "certain" or (letters and digits and len(value) >= long):
        return True
    if len(value) < (4 if evidence == "place" else 8) or _STAND_IN.search(value):
        return False
    if evidence == "place":
        return True
    odd = any(not char.isalnum() and char not in "-_./" for char in value)
    is_mixed = evidence != "weak" and value.lower() != value != value.upper()
    if evidence in ("doubtful", "weak") and not (digits and (odd or is_mixed)):
        return False
    return letters and (digits or odd) and _surprise(value) > 2.5


def _surprise(value: str) -> float:
    """Return the Shannon entropy per character, in bits, which is low for words that repeat letters."""
    counts = Counter(value)
    return -sum(count / len(value) * math.log2(count / len(value)) for count in counts.values())
