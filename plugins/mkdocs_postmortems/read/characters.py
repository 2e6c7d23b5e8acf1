"""Find characters that a report may not contain, or that its readers cannot see.

Takes text from ``source`` (the file) and ``yaml_nodes`` (escapes in quoted values). Returns problems with their
columns, and text in which every control character is U+FFFD, so that no later step meets one: Python-Markdown marks its
own positions with control characters, XML and feeds may not contain them, and YAML refuses them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.patterns import pattern

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# C0 without tab and line feed, DEL and C1, the Unicode line ends, lone surrogates, and the noncharacters.
_CONTROL = pattern(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
_CONTROL_NAMES = {
    "\x00": "null",
    "\x07": "bell",
    "\x08": "backspace",
    "\x0b": "vertical tab",
    "\x0c": "form feed",
    "\r": "carriage return",
    "\x1b": "escape, as in a terminal's colour codes",
    "\x7f": "delete",
    "\x85": "next line",
    "\u2028": "line separator",
    "\u2029": "paragraph separator",
}

_LINE_ENDS = "\x0b\x0c\r\x85\u2028\u2029"
"""Control characters that end a line: without them, two words would be one."""

_OVERRIDES = "\u202d\u202e"
_EMBEDDINGS = "\u202a\u202b" + _OVERRIDES
_ISOLATES = "\u2066\u2067\u2068"
_CLOSERS = {"\u202c": _EMBEDDINGS, "\u2069": _ISOLATES}

# Joiners, zero-width spaces and fillers are ordinary in Persian, Thai, Khmer, Korean, Braille or an emoji; beside Latin
# letters they only hide.
_JOINERS = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u200b\u200c\u200d\u2060\u2800"
_NEVER_SEEN = (
    "\u180e\u2061-\u2064\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_MARKS = "\u200e\u200f\u061c"
"""Directional marks: ordinary beside signs and letters of other scripts; inside a Latin word they only hide."""
_BRAILLE = pattern("[\u2801-\u28ff]")
_JOINER = pattern(f"[{_JOINERS}]")
_HIDDEN = pattern(f"[{_JOINERS}{_NEVER_SEEN}]|[{_SELECTORS}]{{2,}}|(?<=[A-Za-z0-9])[{_MARKS}]+(?=[A-Za-z0-9])")
_BIDI = pattern(f"[{_EMBEDDINGS}{_ISOLATES}{''.join(_CLOSERS)}]")
_SUSPECT = pattern(f"{_HIDDEN.pattern}|{_BIDI.pattern}")
_SUBDIVISION_FLAG = pattern("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")

# Characters that are invisible although their category is that of letters.
_BLANKS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"

_MOST = 100
"""How many places with one kind of mistake are reported one by one."""


def replace_controls(text: str) -> str:
    """Return the text with U+FFFD for each control character, with as many characters as before."""
    return text if _is_plain(text) else _CONTROL.sub(REPLACEMENT, text)


def _is_plain(text: str) -> bool:
    """Return whether a cheap test shows that the text has no control character."""
    return text.replace("\n", "").replace("\t", "").isprintable()


def find_controls(text: str) -> Iterator[Problem]:
    """Yield a problem for each line with a control character, at the first one."""
    if _is_plain(text) or not _CONTROL.search(text):
        return
    found = [(number, each) for number, each in enumerate(text.split("\n"), 1) if _CONTROL.search(each)]
    for number, each in found[:_MOST]:
        characters = _CONTROL.findall(each)
        more = f", and {len(characters) - 1} more on this line" if len(characters) > 1 else ""
        message = f"{describe(characters[0])} is a control character{more}"
        help = "replace it with a line break or a space" if characters[0] in _LINE_ENDS else "delete it"
        yield Problem("control-char", message, number, each.index(characters[0]) + 1, help)
    if len(found) > _MOST:
        yield Problem("control-char", f"{len(found) - _MOST} more lines contain control characters", found[_MOST][0])


def find_hidden(text: str) -> Iterator[Problem]:
    """Yield a problem for each character that reverses the order of text or that is invisible.

    Right-to-left text, balanced isolates, emoji sequences and variation selectors are ordinary and yield nothing. At
    most a hundred are reported: nobody fixes more one by one.
    """
    if text.isascii() or not _SUSPECT.search(text):
        return
    found = (
        (number, *place)
        for number, each in enumerate(text.split("\n"), 1)
        if _SUSPECT.search(each)
        for place in sorted([*_in_runs(_reordered(each)), *_unseen(each)])
    )
    for number, column, character, why in islice(found, _MOST):
        help = "delete it, or replace it with a visible character"
        yield Problem("bidi-control", f"{describe(character)} {why}", number, column, help)


def _reordered(line: str) -> Iterator[tuple[int, str, str]]:
    """Yield bidirectional controls that are overrides or are not closed on their line."""
    opened: list[tuple[int, str]] = []
    for match in _BIDI.finditer(line):
        column, character = match.start() + 1, match.group()
        if character in _OVERRIDES:
            yield column, character, "makes the text display in a different order than it is written"
        if character not in _CLOSERS:
            opened.append((column, character))
        elif opened and opened[-1][1] in _CLOSERS[character]:
            opened.pop()
        else:
            yield column, character, "closes nothing"
    for column, character in opened:
        if character not in _OVERRIDES:
            yield column, character, "changes the direction of the text and is not closed on its line"


def _in_runs(places: Iterable[tuple[int, str, str]]) -> Iterator[tuple[int, str, str]]:
    """Yield the first of each run of the same character with the same effect, and how many follow it."""
    numbered = enumerate(sorted(places))
    for _, run in groupby(numbered, key=lambda each: (each[1][0] - each[0], *each[1][1:])):
        (_, (column, character, why)), *others = run
        rest = len(others)
        yield column, character, why + (f", like the next {rest}" if rest > 1 else ", like the next" if rest else "")


def _unseen(line: str) -> Iterator[tuple[int, str, str]]:
    """Yield invisible characters that do not join letters of a script that needs them."""
    flags = {place for flag in _SUBDIVISION_FLAG.finditer(line) for place in range(*flag.span())}
    runs: list[tuple[int, int]] = []
    for match in _HIDDEN.finditer(line):
        before, after = line[max(match.start() - 1, 0) : match.start()], line[match.end() : match.end() + 1]
        joins = _JOINER.match(match.group()) and before > "\x7f" and after > "\x7f"
        if joins or match.start() in flags or (match.group() == "\u2800" and _BRAILLE.search(line)):
            continue
        if runs and runs[-1][1] == match.start():
            runs[-1] = (runs[-1][0], match.end())
        else:
            runs.append(match.span())
    for start, end in runs:
        rest = end - start - 1
        more = f", and so are the next {rest}" if rest > 1 else ", and so is the next" if rest else ""
        yield start + 1, line[start], f"is invisible{more}"


def is_visible(text: str) -> bool:
    """Return whether any character is visible: a letter, digit, mark, sign or picture."""
    return any(
        unicodedata.category(character)[0] in "LNPSM" and character not in _BLANKS and not _is_selector(character)
        for character in text
    )


def strip_hidden(text: str) -> str:
    """Return the text without invisible characters, to compare what two texts look like."""
    return "".join(each for each in text if unicodedata.category(each) not in ("Cf", "Cc") and not _is_selector(each))


def _is_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def describe(character: str) -> str:
    """Return a character's code point and name: ``U+202E (right-to-left override)``."""
    name = _CONTROL_NAMES.get(character) or unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X}" + (f" ({name})" if name else "")
