"""Decode a file's bytes, split them into lines, and separate the front matter.

Takes a file's path and bytes from ``steps`` and returns ``Source``, with what is wrong with the file as text. One rule
delimits the front matter: line 1 is exactly ``---``, and so is the line that closes it. MkDocs and python-frontmatter
each accept more than that, and not the same. A file that one of them would read differently is refused, because the
difference decides whether ``visibility: internal`` is seen.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from msgspec.structs import replace

from mkdocs_postmortems.diagnostics import Problem, excerpt
from mkdocs_postmortems.read.body.line_starts import indent_of
from mkdocs_postmortems.read.characters import find_controls, find_hidden, replace_controls, strip_hidden
from mkdocs_postmortems.read.model import Fields, Source
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.tree import LFS_POINTER

FENCE = "---"

_BOMS = (
    (codecs.BOM_UTF32_LE, "UTF-32 (little endian)"),
    (codecs.BOM_UTF32_BE, "UTF-32 (big endian)"),
    (codecs.BOM_UTF16_LE, "UTF-16 (little endian)"),
    (codecs.BOM_UTF16_BE, "UTF-16 (big endian)"),
)
_NULS = {
    (False, True, True, True): "UTF-32 (little endian)",
    (True, True, True, False): "UTF-32 (big endian)",
    (False, True, False, True): "UTF-16 (little endian)",
    (True, False, True, False): "UTF-16 (big endian)",
}
"""Which of each four bytes are null in mostly ASCII text, by encoding."""
_MANY_NULS = 8
"""This many null bytes, all at even or all at odd offsets, are not a coincidence."""

_ALMOST_FENCE = pattern(r"\s*(-{2,}|-{3}\s+#.*|\.{3}|(?:[-*_] ?){3,})\s*|\s*[‐-―−]{1,3}\s*")
_FOREIGN_FENCE = pattern(r"(-{3,}|\.{3})\s*")
_DASHES = pattern(r"\s*[‐-―−]{1,3}\s*")
_FOREIGN_START = pattern(r"(\{|\+{3,}|;{3,})\s*|\{\s*\".*| {0,3}[A-Za-z0-9_-]+:(\s.*)?")
_LIKE_OPENER = pattern(r"\s*-{3,}(#.*|\w+|\s+[^\s|-].*)?\s*|\s*[‐-―−]{1,3}\s*")
_HEADING = pattern(r"#{2,6}\s+\S")
_UNDERLINE = pattern(r"(-{4,}|={3,})\s*")
_TEXT = pattern(r"[^\s#:-][^:]*")
_KEY = pattern(r"([A-Za-z_][\w-]*)[\"']?[ ]{0,2}:(\s|$)")
_LISTED_KEY = pattern(r"[ ]*-[ ]+[\"']?[A-Za-z_][\w-]*[\"']?:(\s|$)")
_REMARK = (
    "note|nb|ps|re|see|tldr|todo|update|edit|warning|attention|caution|important|disclaimer|example"
    "|hinweis|achtung|wichtig|siehe|beispiel|remarque|voir|nota|aviso"
)
"""Words that begin a sentence before a colon, also in lower case."""
_LOWER_KEY = pattern(rf"(?!(?:{_REMARK}):)[a-z][a-z0-9_-]{{1,30}}:(?:[ ]+\S.{{0,80}})?$")
_WORD_VALUE = pattern(r"[\w-]+:[ ]+[\w./@-]+")
_SEVERAL = 2
_KNOWN_KEYS = frozenset(Fields.__struct_fields__) - {"own", "material", "lines"}


def read_source(path: str, data: bytes) -> tuple[Source | None, tuple[Problem, ...]]:
    """Read a file's bytes. Return ``None`` if nothing may be shown: empty, not UTF-8, or a fence that never closes."""
    text, problem = _decode(data)
    if problem:
        return None, (problem,)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems = [*find_controls(text), *find_hidden(text)]
    source, fence_problems = _cut(path, tuple(replace_controls(text).split("\n")))
    return source, (*problems, *fence_problems)


def _decode(data: bytes) -> tuple[str, Problem | None]:
    encoding = _foreign_encoding(data)
    if encoding:
        message = f"the file is {encoding}, not UTF-8"
        return "", Problem("encoding-not-utf8", message, help="save it as UTF-8 in your editor")
    start = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    try:
        return data[start:].decode("utf-8"), None
    except UnicodeDecodeError as error:
        return "", _undecodable(data, start + error.start)


def _foreign_encoding(data: bytes) -> str:
    """Return whether the bytes are UTF-16 or UTF-32, by their byte order mark or null bytes: its name, or ""."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    for size in (400, 16):  # even a Chinese text begins with a fence and an ASCII key
        sample = data[: 2 * size].replace(b"\r\n", b"\n")[:size]  # so that line ends do not affect the counts
        if len(sample) < 8 or sample.count(0) < len(sample) // 4:
            continue
        shares = tuple(sample[place::4].count(0) / len(sample[place::4]) for place in range(4))
        if found := _NULS.get(tuple(share > 0.5 for share in shares)):  # type: ignore[arg-type]
            return found
    if data.startswith(FENCE.encode()):
        return ""
    even, odd = data[::2].count(0), data[1::2].count(0)  # of line ends and digits in a text without Latin letters
    if min(even, odd) == 0 and max(even, odd) >= _MANY_NULS:
        return "UTF-16 (little endian)" if odd else "UTF-16 (big endian)"
    return ""


def _undecodable(data: bytes, offset: int) -> Problem:
    before = data[:offset].decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    help = "save the file as UTF-8 in your editor"
    if re.match(rb"\xed[\xa0-\xbf]", data[offset : offset + 2]):
        message = f"the bytes at offset {offset} encode half of a surrogate pair, which is not UTF-8"
        return Problem("encoding-not-utf8", message, line, column, help)
    guess = data[offset : offset + 1].decode("cp1252", "ignore")
    hint = f"; in Windows-1252 that byte is {guess!r}" if guess.isalpha() else ""
    message = f"the byte 0x{data[offset]:02X} at offset {offset} is not UTF-8"
    return Problem("encoding-not-utf8", message, line, column, help + hint)


def _cut(path: str, lines: tuple[str, ...]) -> tuple[Source | None, list[Problem]]:
    """Find the front matter of a file."""
    if not any(map(str.strip, lines)):
        return None, [_missing("the file is empty")]
    if lines[0] != FENCE:
        return _without_fence(path, lines)
    closer = next((number for number, line in enumerate(lines[1:], 2) if _FOREIGN_FENCE.fullmatch(line)), None)
    swallowed = _heading_inside(lines, (closer or len(lines) + 1) - 1)
    if closer is None or swallowed:
        return None, [_unclosed(lines, swallowed)]
    if lines[closer - 1] != FENCE:
        message = f"{lines[closer - 1]!r} closes the front matter for some programs only"
        problem = _fence(message, closer, "close the front matter with a line that is exactly ---")
        return _fenced(path, lines, 1, closer), [problem]
    source = _fenced(path, lines, 1, closer)
    return source, list(_problems_of_fenced(lines, closer, source))


def _fenced(path: str, lines: tuple[str, ...], opener: int, closer: int) -> Source:
    block = lines[opener : closer - 1]
    says_nothing = all(not line.strip() or line.lstrip().startswith("#") for line in block)
    return Source(path, "\n".join(lines), "" if says_nothing else "\n".join(block), closer + 1)


def _problems_of_fenced(lines: tuple[str, ...], closer: int, source: Source) -> Iterator[Problem]:
    """Report what is wrong with front matter that is correctly fenced."""
    if not source.front_matter:
        yield _missing("the front matter is empty")
    if closer == len(lines):
        yield _fence("the file ends right after the closing ---", closer, "add a line break after it")
    if spilt := _spilled_key(lines, closer) or _cut_value(lines, closer) or _unknown_keys(lines, closer):
        message = f"the front matter ends on line {closer}, but line {spilt} has a key that would be published"
        help = "put all keys between the two --- lines, and indent a --- that is part of a value"
        yield Problem("fm-spill", message, spilt, help=help)


def _spilled_key(lines: Sequence[str], closer: int) -> int | None:
    """Return the line of a key at the beginning of the body, before any heading.

    Evidence is a known key on the body's first line, or among keys right below the front matter, or keys followed by
    another fence: right below the front matter any keys, even quoted, in a list or below a YAML comment; further down
    only known ones.
    """
    key_line, is_first, is_block, is_keys = None, True, True, True
    for number, line in enumerate(lines[closer:], closer + 1):
        match = _KEY.match(line.lstrip(" \"'") if is_block else line)
        known = match is not None and (match[1] in _KNOWN_KEYS or (is_block and match[1].lower() == "visibility"))
        if known and (is_first or is_keys):
            return key_line or number
        is_keys = is_keys and match is not None
        if known or (match is not None and is_block) or (is_block and _LISTED_KEY.match(line)):
            key_line = key_line or number
        elif line == FENCE and not is_first:
            return key_line
        elif line.startswith("#") and not (is_block and _KEY.match("".join(lines[number : number + 1]))):
            return None
        is_first = is_first and (not line.strip() or line == FENCE)
        is_block = is_block and (line == FENCE or match is not None or line.startswith((" ", "-", "#")))
    return None


def _cut_value(lines: Sequence[str], closer: int) -> int | None:
    """Return the line below the front matter if it continues, by its indent, the value that ends the front matter."""
    above, below = lines[closer - 2], "".join(lines[closer : closer + 1])
    indent = indent_of(above)
    return closer + 1 if indent and below.startswith(" " * indent) and below.strip() else None


def _unknown_keys(lines: Sequence[str], closer: int) -> int | None:
    """Return the line right below the front matter if it and those after it are keys that no field has.

    A single one must have a value of one word, so that it is not a sentence: ``owner: platform``.
    """
    run = list(takewhile(_LOWER_KEY.match, lines[closer : closer + _SEVERAL]))
    return closer + 1 if len(run) == _SEVERAL or (run and _WORD_VALUE.fullmatch(run[0])) else None


def _without_fence(path: str, lines: tuple[str, ...]) -> tuple[Source, list[Problem]]:
    """Handle a file whose line 1 is not ``---``: it has a fence of another kind, or none at all."""
    first = next(number for number, line in enumerate(lines, 1) if line.strip())
    line = lines[first - 1]
    if _LIKE_OPENER.fullmatch(strip_hidden(line)) and (closer := _next_fence(lines, first)):
        what = f"line {first} is {line!r}" if first == 1 else "there are blank lines before the front matter"
        problem = _fence(what, 1, "make line 1 exactly ---, with nothing before or after it")
        return _fenced(path, lines, first, closer), [problem]
    if first == 1 and _FOREIGN_START.fullmatch(line):
        message = f"the file begins with {excerpt(line)!r}, which only some programs read as front matter"
        help = "put the fields as YAML between two lines that are exactly ---, the first of them on line 1"
        return Source(path, "\n".join(lines), body_line=_end_of_header(lines)), [_fence(message, 1, help)]
    if line.startswith(LFS_POINTER.decode()):
        message = "this is a pointer of Git LFS, not the report itself"
        return Source(path, "\n".join(lines)), [replace(_missing(message), help="run `git lfs pull`")]
    missing = _missing("the file has no front matter")
    missing = replace(missing, help=f"{missing.help}; `postmortems import` does this for an old report")
    if late := _late_fence(lines):
        missing = replace(missing, help=f"line {late} looks like its beginning: remove the lines before it")
    return Source(path, "\n".join(lines)), [missing]


def _late_fence(lines: Sequence[str]) -> int | None:
    """Return the line of a fence after line 1 that known keys follow."""
    keys = (_KEY.match(line) for line in lines[1:])
    known = next((number for number, key in enumerate(keys, 1) if key and key[1] in _KNOWN_KEYS), 0)
    return known if known and lines[known - 1] == FENCE else None


def _next_fence(lines: Sequence[str], after: int) -> int | None:
    """Return the line of the next fence below a line; if that line is made of other dashes, so may be this one."""
    forms = (_FOREIGN_FENCE, _DASHES) if _DASHES.fullmatch(lines[after - 1]) else (_FOREIGN_FENCE,)
    below = enumerate(lines[after:], after + 1)
    return next((number for number, line in below if any(form.fullmatch(line) for form in forms)), None)


def _end_of_header(lines: Sequence[str]) -> int:
    """Return the line after a header of another kind: after its closing bracket or fence, or the first blank line."""
    closer = {"{": "}", "+++": "+++", ";;;": ";;;"}.get(lines[0].strip(), "")
    return next((number + 1 for number, line in enumerate(lines[1:], 2) if line.strip() == closer), len(lines) + 1)


def _heading_inside(lines: Sequence[str], end: int) -> int | None:
    """Return the line of a Markdown heading within the front matter, where it is a YAML comment or closes it.

    Only if a blank line is above it, and another one or an underline below: a comment or a key does not look like that.
    """
    for index in range(1, end):
        line, below = lines[index], "".join(lines[index + 1 : index + 2])
        is_marked = _HEADING.match(line) and (not below or index + 1 == end)
        is_underlined = _UNDERLINE.fullmatch(below) and _TEXT.fullmatch(line)
        if not lines[index - 1].strip() and (is_marked or is_underlined):
            return index + 1
    return None


def _unclosed(lines: Sequence[str], swallowed: int | None) -> Problem:
    numbered = enumerate(map(strip_hidden, lines[1:]), 2)
    almost = next((number for number, line in numbered if _ALMOST_FENCE.fullmatch(line)), None)
    help = "add a line that is exactly --- after the last key"
    if almost and (swallowed is None or almost < swallowed):
        help = f"make line {almost} exactly ---, not {lines[almost - 1]!r}"
    elif swallowed:
        help = f"add a line that is exactly --- before the heading at line {swallowed}"
    return Problem("fm-unclosed", "the front matter that begins here is never closed", help=help)


def _fence(message: str, line: int, help: str) -> Problem:
    return Problem("fm-fence", message, line, help=help)


def _missing(message: str) -> Problem:
    help = "begin with a --- line, then title, severity, status, services and started, then another --- line"
    return Problem("fm-missing", message, help=help)
