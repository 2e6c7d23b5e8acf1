"""Find keys, tokens and passwords in a text.

``find_in_text`` takes a text and yields ``Secret`` values; ``first_in_file`` takes the text of a file that a report
links to. Called by ``secrets`` and ``file_search``; pure.

Only forms with a known prefix, or with a telling word before them, are searched for. Reports are full of hashes, commit
ids and trace ids, which no measure of randomness can tell from a key. Existing libraries read configuration, walk
folders, and import an HTTP client to test whether a key still works, while the forms themselves are documented by
their issuers and fit into a short table.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterable, Iterator

from mkdocs_postmortems.check.sensitive.secret_lines import LONGEST, Secret, find_in_lines, find_in_sheet
from mkdocs_postmortems.check.signs import WordTest
from mkdocs_postmortems.read.patterns import pattern

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
_SHORTEST_ENCODED = 24
"""Characters of the shortest secret in Base64."""
_ENCODED = pattern(rf"(?<![\w+/-])[A-Za-z0-9+/_-]{{{_SHORTEST_ENCODED},20000}}={{0,2}}(?![\w+/=-])", re.ASCII)
"""What may be a text in Base64."""


def find_in_text(text: str, words: frozenset[str], lowered: str) -> Iterator[Secret]:
    """Yield the secrets of a text. ``words`` are its words, and ``lowered`` is the text in lower case."""
    if len(text) > LONGEST and any(len(line) > LONGEST for line in text.split("\n")):
        yield from _find_in_parts(text)
    else:
        yield from _find_short(text, words, lowered)
        if any(sign in lowered for sign in _BREAK_SIGNS):
            yield from _find_broken(text)


def first_in_file(text: str) -> str:
    """Return what the first secret in a file's text is, and its line; "" for none."""
    first = next(find_in_text(text, frozenset(text.split()), text.lower()), None) or find_in_sheet(text.split("\n"))
    return f"{first.what} on line {first.line}" if first else ""


def _find_short(text: str, words: frozenset[str], lowered: str) -> Iterator[Secret]:
    """Yield the secrets of a text whose lines are short enough to be searched."""
    seen = set[int]()
    for secret in find_in_lines(text, words, lowered):
        seen.add(secret.line)
        yield secret
    yield from (secret for secret in _find_encoded(text, words) if secret.line not in seen)


def _find_in(text: str) -> Iterator[Secret]:
    return _find_short(text, frozenset(text.split()), text.lower())


def _find_broken(text: str) -> Iterator[Secret]:
    """Yield the secrets that are only seen without the invisible breaks in them."""
    for number, line in enumerate(text.split("\n"), 1):
        breaks = [match.span() for match in _BREAK.finditer(line)]
        if not breaks or any(_find_in(line)):
            continue
        bare = _BREAK.sub("", line)
        for secret in _find_in(bare):
            column = secret.column
            for start, end in breaks:
                column += end - start if start < column else 0
            yield Secret(number, column, secret.what)


def _find_in_parts(text: str) -> Iterator[Secret]:
    """Yield the secrets of a text with lines that are too long to be searched as a whole."""
    parts = [(number, *part) for number, line in enumerate(text.split("\n"), 1) for part in _divided(line)]
    divided = "\n".join(part for *_, part in parts)
    for secret in _find_in(divided):
        number, start, _ = parts[secret.line - 1]
        yield Secret(number, start + secret.column, secret.what)


def _divided(line: str) -> Iterator[tuple[int, str]]:
    """Yield parts of a line that are short enough to be searched, and where each begins.

    The data of programs may be one long line.
    """
    start = 0
    while len(line) - start > LONGEST and (end := _DIVIDER.search(line, start + LONGEST // 2)):
        yield start, line[start : end.start()]
        start = end.end()
    yield start, line[start:]


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
        if found := next(find_in_lines(decoded, frozenset(decoded.split()), decoded.lower()), None):
            return found.what
    return ""


def _with_encoded(words: Iterable[str]) -> Iterable[str]:
    return [word for word in words if len(word) >= _SHORTEST_ENCODED and _what_is_encoded(word)]


_ENCODED_WORDS = WordTest(_with_encoded)
