"""Find text that looks like a mark of internal text but is not: misspelt, in another alphabet or Markdown dialect.

Takes a line without its code, comments and valid marks, and returns where such text is and what is wrong with it, so
that a typo never publishes what an author meant to hide. Called by ``internal`` and ``check.leaks.lost_markers``.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from mkdocs_postmortems.letters import in_latin
from mkdocs_postmortems.read.body.line_starts import LIST_MARK
from mkdocs_postmortems.read.body.markers import BRACES
from mkdocs_postmortems.read.patterns import pattern

_SIGNS = ("{", "}", "<!", "< !", "<--", "nternal", "NTERNAL")
_OPENERS = ("!", "?", "\\!", "\\?", ":", "/", "[", ".. ")
_BLOCK_OPENING = pattern(r"[ ]*/{3,}[ ]*\w")
_OPTION = pattern(r"[ ]{4,}(?:(?:type|attrs|class)[ ]*:(?P<classes>[^{]*)$|\w+[ ]*:)")
"""The line that opens a block of ``pymdownx.blocks``, and one of the options below it."""
MARKER_HELP = "write !!! internal on its own line, or {.internal} at the end of the text that it marks"
_BLOCK_HELP = "write !!! internal on its own line, and indent the text below it by 4 spaces"
_NOTE_HELP = "write it as a comment, <!-- ... -->, or {.internal} at the end of the item if all of it is internal"
_COMMENT_HELP = "write <!-- before it and --> after it"
_OPENER = pattern(
    r"[ >*+-]*(?P<mark>(?:\\?[!?](?:[ ]?\\?[!?])+|[:/]{3,})[ ]*[-+]{0,2}[ ]*\{?[ ]*[.#\"'“”„«‘]?|\[!|\.\.[ ]+"
    r"|[!?][ ]?(?=[\w-]+[ ]*(?:\"[^\"]*\"[ ]*)?$))(?P<word>[^\W\d_][\w-]*)"
)
"""What opens a block here, or in another dialect of Markdown."""
_CLASSES = pattern(r"[ >*+-]*(?P<mark>!{3}|\?{3}[+-]?)[ ]*(?P<words>[\w-]+(?:[ ]+[\w-]+)+)[ ]*(?:\"[^\"]*\"[ ]*)?")
_ELEMENT = pattern(r"[ >]*(?P<mark>/{3,})[ ]*html[ ]*\|(?P<words>.*)")
"""A block of ``pymdownx.blocks`` that makes an element, whose classes it names: ``/// html | div.internal``."""
_AT_END = pattern(r"(?:^|\s)(?P<mark>!{3}|\?{3}[+-]?)[ ]*(?P<word>internal)[ ]*(?:\"[^\"]*\"[ ]*)?$")
_OTHER_WORDS = frozenset(
    {
        *("confidential", "nonpublic", "non-public", "not-public", "private", "restricted", "secret", "redacted"),
        *("hidden", "staff-only", "interne", "interno", "vertraulich", "confidentiel", "confidencial", "riservato"),
        *("内部", "社内", "社外秘", "社内限定"),
    }
)
"""Other names that an author may give to a block that the public must not read."""
_TORN = pattern(
    r"\{:?\s*[.#]?internal\b[^{}]*$|(?<!\{)(?<![\w:])\.internal\s*\}|[\[<]\.internal[\]>](?!\()"
    r"|\(\.internal\)(?=[\s*_|]*(?:$|\([^()]*:))"
)
"""A mark with other brackets, or without one. ``(.internal)`` in a sentence is a zone of host names."""
_PAIR = pattern(
    r"(?:^[ >*+-]*|[(\[{,;|][ ]*)(?P<mark>(?:visibility|edition|audience)[ ]*[:=][ ]*[\"']?internal)"
    r"(?=[\"']?[ ]*(?:[)\]},;|]|$))|^[ >*+-]*(?P<key>internal[ ]*:[ ]*(?:yes|true))[ ]*$"
)
"""The front matter's way of saying that all of a report is internal, or a part of it, in its text."""
_DETAIL = pattern(
    r"\((?=[^()]*(?:owner|due|ticket|type)[ ]*:)[^()]*[,;][ ]*(?P<mark>internal(?:[ ]*[:=][ ]*(?:yes|true))?)"
    r"[ ]*(?=[),;])"
    r"|\((?=[^()]*(?:owner|due|ticket|type)[ ]*:)(?:[^()]*[,;])?[ ]*(?P<note>internal(?:[ ](?:notes?|comments?|only))?"
    r"[ ]*[:=][ ]*(?!(?:no|none|false|n/a|-)[ ]*[),;])[^\s(),;][^(),;]*)"
    r"|\((?P<alone>internal[ ]*[:=][ ]*(?:yes|true))\)"
)
"""A detail of an action item that is meant to hide it."""
_ITEM_OR_ROW = pattern(rf"[ >]*(?:{LIST_MARK}|\|)")
_TAG = pattern(r"<[a-z][^<>]*\sclass\s*=\s*(?:[\"'][^\"'<>]*)?\binternal\b[^<>]*>?")
_COMMENT = pattern(r"<\s?!\s*-|<!\s[^<>]*>|<--+!")
_COMMENT_LINE = pattern(r"[ >*+-]*(?P<mark><--)(?=[ ]*\w)[^<>]*-->[ ]*")
"""A line that is only a comment without its ``!``. In a sentence it may be two arrows."""
_MARKED_BY_COMMENT = pattern(
    r"\W*(?:begin|start|end)?\W*(?:internal|private|confidential|non-public)\W*(?:begin|start|end|only|use only)?\W*"
)
_FURTHER = pattern(r"(?<=internal)[_-]?(?:only|use|text|note|section|block)$")
_INSIDE = pattern(r"[\s,;:=\"']+")


class LookAlike(NamedTuple):
    """What looks like a mark: its column, from 0, what is wrong with it, and how to fix it."""

    column: int
    message: str
    help: str


def may_hold_one(line: str) -> bool:
    """Return whether a line needs a closer look: most do not."""
    if not line.isascii():
        line = _plain(line)
    return line.lstrip(" >*+-").startswith(_OPENERS) or any(sign in line for sign in _SIGNS)


def find_look_alike(line: str) -> LookAlike | None:
    """Return what looks like a mark on a line but is not; ``None`` if nothing does."""
    plain = _plain(line)
    if match := _opener(plain):
        return _no_block(line, match.start("mark"))
    for match in BRACES.finditer(plain) if "{" in plain else ():
        if any(map(means_internal, _names(match["inside"]))) or _is_other_word(match.group()):
            found = _no_marker(_written(line, plain, match), match.start())
            is_last = not plain[match.end() :].strip(" |")
            return found._replace(help="write {.internal}") if is_last else found
    folded = plain.casefold()
    if "internal" in folded:
        if match := _TORN.search(folded) or _TAG.search(folded):
            return _no_marker(match.group().strip(), match.start())
        match = _PAIR.search(folded) or _DETAIL.search(folded)
        kind = str(match.lastgroup) if match else ""
        if match and (kind != "note" or _ITEM_OR_ROW.match(folded)):
            found = _no_marker(_written(line, folded, match, kind).strip(), match.start(kind))
            return found._replace(help=_NOTE_HELP) if kind == "note" else found
    if "!" in plain and "<!--" not in line and (match := _COMMENT.search(plain)):
        return _no_comment(match.group(), match.start())
    if "<--" in plain and (match := _COMMENT_LINE.fullmatch(plain)):
        return _no_comment(match["mark"], match.start("mark"))
    return None


def find_internal_option(lines: Sequence[str], opening: int) -> tuple[int, LookAlike] | None:
    """Return the line and mistake of the option that makes a ``pymdownx.blocks`` block opened here internal."""
    if not _BLOCK_OPENING.match(lines[opening]):
        return None
    at = opening + 1
    while at < len(lines) and (option := _OPTION.match(lines[at])):
        if any(map(means_internal, re.findall(r"[\w-]+", option["classes"] or ""))):
            return at, _no_block(lines[at], option.start("classes"))
        at += 1
    return None


def _no_block(line: str, column: int) -> LookAlike:
    return LookAlike(
        column,
        f"{line.strip()!r} does not open an internal block, so the text after it would be published",
        _BLOCK_HELP,
    )


def _no_comment(written: str, column: int) -> LookAlike:
    return LookAlike(column, f"{written!r} does not begin a comment, so the text would be published", _COMMENT_HELP)


def _no_marker(written: str, column: int) -> LookAlike:
    return LookAlike(column, f"{written!r} is not an internal marker, so the text would be published", MARKER_HELP)


def _is_other_word(braces: str) -> bool:
    """Return whether braces hold only what hides text elsewhere: ``{.confidential}``, ``{: hidden }``."""
    word = braces.strip("{} ").casefold()
    return word[:1] in (":", ".") and word.lstrip(":. ") in _OTHER_WORDS


def is_comment_marker(text: str) -> bool:
    """Return whether a comment looks like a marker for what follows it: ``<!-- internal -->``."""
    return bool(_MARKED_BY_COMMENT.fullmatch(_plain(text).casefold()))


@lru_cache(maxsize=4096)  # the same words recur in every report
def means_internal(word: str) -> bool:
    """Return whether a word looks like ``internal``: in any case, with look-alike letters, or nearly."""
    plain = _FURTHER.sub("", re.sub(r"[1|]", "l", in_latin(_plain(word).casefold())))
    return plain != "interval" and difflib.SequenceMatcher(None, plain, "internal").ratio() > 0.85


def _opener(plain: str) -> re.Match[str] | None:
    opener = _OPENER.match(plain)
    if opener and (means_internal(opener["word"]) or opener["word"].casefold() in _OTHER_WORDS):
        return opener
    classes = _CLASSES.fullmatch(plain)
    if classes and any(map(means_internal, classes["words"].split())):
        return classes
    element = _ELEMENT.match(plain)
    if element and any(map(means_internal, re.findall(r"[\w-]+", element["words"]))):
        return element
    return _AT_END.search(plain)


def _names(inside: str) -> list[str]:
    """Return the names in attributes: classes, ids and values."""
    words = [word for word in _INSIDE.split(inside) if word]
    return [
        name for word in words for name in (word.strip(".#"), *(word.split(".") if word[0] in ".#" else ())) if name
    ]


def _written(line: str, plain: str, match: re.Match[str], group: str | int = 0) -> str:
    """Return what the author wrote; if characters were dropped, what remains of it."""
    return line[slice(*match.span(group))] if len(line) == len(plain) else match[group]


def _plain(text: str) -> str:
    """Return the text without combining or invisible characters, and with plain dashes, spaces and letters."""
    if text.isascii():
        return text
    kept = (char for char in unicodedata.normalize("NFKD", text) if unicodedata.category(char) not in ("Mn", "Cf"))
    return "".join({"Pd": "-", "Zs": " "}.get(unicodedata.category(char), char) for char in kept)
