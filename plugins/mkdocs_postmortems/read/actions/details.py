"""Parse the details of an action item: ``(owner: identity, due: 2023-12-01)`` at the end of its text.

``cut_details`` takes the item's text and returns it without the details, the details, and what looks like one but
cannot be read. Called by ``section``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator

from msgspec import Struct

from mkdocs_postmortems.read.actions.words import ENDS_DONE, KEYS, STATUS_OF, STATUSES
from mkdocs_postmortems.read.body.inline import without_code_spans
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.times.date_times import meant_day
from mkdocs_postmortems.read.times.days import MONTHS
from mkdocs_postmortems.read.unfilled import is_nothing, is_unfilled

_PAIR = pattern(r"[ \t\n]*(?P<key>[^\W\d_][\w ?-]{0,20}?)[ \t]*[:：=][ \t]*(?P<value>(?:(?:.|\n)*\S)?)[ \t\n]*")
_VALUES = {
    "owner": r"\S+(?:[ \t]\S+){0,3}",
    "assignee": r"\S+(?:[ \t]\S+){0,3}",
    "due": r"\S{0,12}\d.*",
    "type": "prevent|detect|mitigate",
    "ticket": r"\S*\d\S*",
    "status": "|".join(re.escape(word) for words in STATUSES.values() for word in words),
}
_SIGN = r"(?:(?:[-–—]{1,2}>?|[→⇒]|=>)[ \t]+)?"
"""What may be in a colon's place."""
_NO_COLON = pattern(
    r"[ \t\n]*(?:"
    + "|".join(rf"(?P<{key}>{key})[ \t]+{_SIGN}(?P<{key}_value>{value})" for key, value in _VALUES.items())
    + r")[ \t\n]*",
    re.IGNORECASE,
)
"""A detail without its colon, recognized only if its value is one that the detail could have."""
_LONE_KEYS = ("owner", "assignee", "due")
_KEYS = (*_LONE_KEYS, "type", "ticket", "status", "priority")
_KEY = "|".join(_KEYS)
_SWALLOWED_DETAIL = pattern(rf"(?<=\s)(?P<key>{_KEY}):(?=[ \t]*\S)", re.IGNORECASE)
_SWALLOWED_KEY = pattern(rf"[ \t]+({_KEY})[ \t]+(?=\S)", re.IGNORECASE)
_NEVER_CLOSED = pattern(rf"\((?P<key>{_KEY}):[ \t]*[^()]*$", re.IGNORECASE)
_OUTSIDE = pattern(
    r"(?:^|[\s\[{(,;–—-])[*_]{0,2}(?P<key>owner|assignee|due)[*_]{0,2}[ \t]*:[*_]{0,2}[ \t]*"
    r"(?P<value>(?:\[[^\[\]\n]*\](?:\([^()\s]*\))?|[^\s,;()（）\[\]}])(?:\([^()\n]*\)|[^,;()（）\[\]}\n])*)",
    re.IGNORECASE | re.MULTILINE,
)
"""A key and value that would be a detail if they were in parentheses at the end of the text."""
_OUTSIDE_BARE = pattern(
    r"(?:(?:^|[ \t])[–—-]{1,2}|[,;])[ \t]+(?:(?P<due>due)[ \t]+(?:(?:on|by)[ \t]+)?(?P<date>[^,;()\n]+)"
    r"|(?P<owner>owner|assignee)[ \t]+(?P<name>(?-i:@|[A-ZÀ-Þ])[\w.-]*(?:[ \t](?-i:[A-ZÀ-Þ])[\w.-]*){0,2})"
    r"(?=[ \t]*(?:$|[,;–—]|-[ \t])))",
    re.IGNORECASE | re.MULTILINE,
)
"""The same without its colon, after a dash or a comma: ``- due 2024-05-01``."""
_OWNER_BESIDE = pattern(
    r"(?:[ \t][–—-]{1,2}|[,;])[ \t]+(?P<owner>owner|assignee)[ \t]+"
    r"(?!(?:and|or|of|on|in|for|with|is|names?|fields?|columns?)\b)(?P<name>@?\w[\w.-]*(?:[ \t]\w[\w.-]*)?)"
    r"(?=[ \t]*(?:$|[,;])|[ \t][–—-])",
    re.IGNORECASE | re.MULTILINE,
)
"""An owner in lower case, which alone may be a part of the sentence, but not beside another detail."""
_NEXT = pattern(
    rf"(?<=\s)[*_]{{0,2}}({_KEY})"
    r"(?:[*_]{0,2}:[*_]{0,2}(?=[ \t]*\S)|(?<=[–—-][ ]due)[ \t]+(?=\S{0,12}\d)|(?<=[–—-][ ]owner)[ \t]+)",
    re.IGNORECASE,
)
"""A further detail in the value of one outside parentheses."""
_OPEN_BRACE = pattern(r"\{[.:#][^{}()\n]*\Z")
_JOINED = pattern(r"(?<!\s)\s+(?:and|und)\s*$", re.IGNORECASE)
_MAIN_KEYS = (*_KEYS, "done")
_DIVIDED = pattern(
    r"`+[^`]*`+"
    r"|(?<=\])\((?:[^\s()]|\([^\s()]*\))*\)"  # the address of a link
    r"|<https?://[^\s<>]*>"
    r"|https?://(?:[^\s,;<>、，；]|[,;](?![\s,;]|$|[^\W\d_][\w ?-]{0,20}[:：]|(?:" + "|".join(_MAIN_KEYS) + r")=))+"
    r"|(?P<sign>[,;、，；])(?![^\[]{0,200}\])"
)
"""A sign between details, or what may contain one that is none: code and addresses."""
_LIKE_DATE = pattern(
    r"[\s*_~`<(\[]*(?:$|\d{1,5}[-/.年月 ]|\d{1,2}(?:st|nd|rd|th)\b|\d{8}\b|Q[1-4]\b"
    r"|(?P<word>[^\W\d_]{3,9})\.? ?\d)"
)
OTHER_THINGS = frozenset({"target", "by", "when"})
"""Keys of a due date that are used for other things too: ``target: five minutes``, ``by: ana``."""
_NEEDED = ("owner", "due")
"""The details that an open item needs: of an item without text, or whose parenthesis is never closed."""
_WIDE = str.maketrans("（）", "()")
_MARKED = pattern(r"(?P<marks>[*_]{0,3})\\?\((?P<inside>(?:.|\n)*?)\\?\)(?P=marks)\Z")
"""Word processors export a backslash before each bracket."""


class DetailMistake(Struct, frozen=True):
    """Something that looks like a detail but cannot be read; ``written`` is its text in the item.

    ``details`` are those that the item was meant to have there.
    """

    message: str
    written: str
    help: str
    details: tuple[str, ...] = ()


def cut_details(text: str) -> tuple[str, dict[str, str], list[DetailMistake]]:
    """Cut off the details in parentheses at the end of the first paragraph, or of its first line.

    Whatever is not a detail stays in the text, and so do braces and comments after the parentheses.
    """
    first, blank, rest = text.partition("\n\n")
    if _bracket(first) is None and "\n" in first:  # at the end of the first line, with more text below
        first, blank, rest = text.partition("\n")
    if _bracket(first) is None:
        message = "the parenthesis before the details is never closed, so they are not read"
        unclosed = _NEVER_CLOSED.finditer(text.partition("\n\n")[0])
        return text, {}, [DetailMistake(message, each.group()[:40], "close it with )", _NEEDED) for each in unclosed]
    end = end_of_text(first)
    left, rest = first[:end], first[end:] + blank + rest
    found: dict[str, str] = {}
    mistakes: list[DetailMistake] = []
    while bracket := _bracket(left):
        details, kept, more = _read_details(bracket["inside"])
        mistakes = [*more, *mistakes]
        before = left[: bracket.start()].rstrip()
        if not details and not more:
            break
        if not details:  # it looks like a detail, and stays in the text, but there may be details before it
            rest = left[len(before) :] + rest
        found = details | found
        left = before + (f" ({', '.join(kept)})" if details and kept else "")
        if details and kept:
            break
    return left + rest, found, mistakes


def split_placeholders(details: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Split the details into those with a value and those to be filled in; an explicit "none" is neither."""
    given = {detail: value for detail, value in details.items() if detail == "status" or not is_nothing(value)}
    unfilled = {detail: value for detail, value in given.items() if detail != "status" and is_unfilled(value)}
    return {detail: value for detail, value in given.items() if value and detail not in unfilled}, unfilled


def _read_details(inside: str) -> tuple[dict[str, str], list[str], list[DetailMistake]]:
    """Read the text in the parentheses: details, pieces that are none, and pieces that look like one."""
    details: dict[str, str] = {}
    kept: list[str] = []
    mistakes: list[DetailMistake] = []
    last = ""
    pieces = [*_pieces(inside)]
    for piece, below in zip(pieces, [*pieces[1:], ""], strict=True):
        pair = _PAIR.fullmatch(piece)
        key, value = (pair["key"], pair["value"]) if pair else ("", "")
        detail = KEYS.get(key.casefold())
        # With another value than a date, the key has another meaning: "done: in 2.4", "target: five minutes".
        if detail and (detail == "closed" or key.casefold() in OTHER_THINGS) and not is_like_date(value):
            answer = value.strip().casefold() if detail == "closed" else ""
            if detail == "closed":
                details.setdefault("status", answer if answer in STATUS_OF else "done")
            kept += [] if answer in STATUS_OF else [piece.strip()]
            last = ""
            continue
        mistake = None if detail else _check_piece(piece, key, below, bool(details))
        if detail:
            mistake = _check_value(key, value, detail in details)
            details[detail] = value.strip()
            last = detail
        elif last and not pair and mistake is None:
            details[last] = f"{details[last]}, {piece.strip()}".strip(", ")  # owner: network, storage
        else:
            kept.append(piece.strip())
            last = ""
        mistakes += [mistake] if mistake else []
    return details, kept, mistakes


def _pieces(inside: str) -> Iterator[str]:
    """Split at commas and semicolons outside code and links."""
    start = 0
    for match in _DIVIDED.finditer(inside):
        if match["sign"]:
            yield inside[start : match.start()]
            start = match.end()
    yield inside[start:]


def is_like_date(value: str) -> bool:
    """Return whether a value begins like a date, valid or not."""
    match = _LIKE_DATE.match(value)
    return match is not None and (match["word"] is None or match["word"].casefold() in MONTHS)


def _check_value(key: str, value: str, is_second: bool) -> DetailMistake | None:
    """Return what looks wrong with a detail's value: another detail begins in it, or the detail is given twice."""
    if match := _SWALLOWED_DETAIL.search(value):
        name = match["key"]
        return _mistake(f"a comma is missing before {name}", name, f"add one before {name}", name)
    twice = _mistake(f"{key} is given twice", f"{key}: {value.strip()}", "keep one of the two", key)
    return twice if is_second else None


def _mistake(message: str, written: str, help: str, *keys: str) -> DetailMistake:
    """Return a mistake in the details that are written with these keys."""
    return DetailMistake(message, written, help, tuple(KEYS[key.casefold()] for key in keys))


def _check_piece(piece: str, key: str, below: str, is_beside: bool) -> DetailMistake | None:
    """Return why a piece that looks like a detail is not one.

    ``below`` is the piece after it, and ``is_beside`` says that there are details before it.
    """
    written = piece.strip()
    if written.casefold() in _LONE_KEYS and is_beside and not below.strip():  # (due: 2024-07-01, owner)
        help = f"write {written}: {_expected_value(written, 'TBD')}"
        return _mistake(f"{written} has no value", written, help, written)
    if written.casefold() in _LONE_KEYS and below.strip() and not _PAIR.fullmatch(below):  # (owner; ops)
        help = f"write {written}: {_expected_value(written, below.strip())}"
        return _mistake(f"a colon is missing after {written}", written, help, written)
    if match := _NO_COLON.fullmatch(piece):
        name = next(key for key in _VALUES if match[key])
        parts = [name, *_SWALLOWED_KEY.split(match[f"{name}_value"])]
        pairs = zip(parts[::2], parts[1::2], strict=True)
        wanted = ", ".join(f"{key}: {_expected_value(key, value)}" for key, value in pairs)
        return _mistake(f"a colon is missing after {name}", written, f"write {wanted}", *parts[::2])
    near = difflib.get_close_matches(key.casefold(), _MAIN_KEYS, 1, 0.75) if key else []
    near = near or [each for each in _MAIN_KEYS if sorted(each) == sorted(key.casefold())]  # a short word, swapped
    if near and len(key) < 12:
        return _mistake(f"unknown detail {key!r}", written, f"did you mean {near[0]}?", near[0])
    return None


def check_text(text: str, details: Collection[str], is_task: bool) -> Iterator[DetailMistake]:
    """Yield what is wrong with an item's text apart from its details: it is empty, or contains further details."""
    if is_task and not text.strip():
        help = "say what is to be done, and add (owner: a team, due: YYYY-MM-DD), or remove the item"
        yield DetailMistake("this action item is empty", "", help, _NEEDED)
    outside = [each for each in _outside(without_code_spans(text)) if KEYS[each.key] not in details]
    if outside:
        found: dict[str, str] = {}
        for key, value in (pair for each in outside for pair in _expected_pairs(each)):
            found.setdefault(key, value)
        if ENDS_DONE.match(text):
            found["status"] = "done"
        pairs = ", ".join(f"{key}: {value}" for key, value in found.items())
        message = f"{outside[0].key}: is outside the parentheses for details, so it is not read"
        yield _mistake(message, outside[0].written, f"write ({pairs}) at the end of the text", *found)


class _Outside(Struct, frozen=True):
    """A key and its value outside parentheses, and how they are written in the text."""

    key: str
    value: str
    written: str


def _outside(text: str) -> Iterator[_Outside]:
    """Yield what would be details if it were in parentheses at the end of the text, in the order written."""
    found = [*_OUTSIDE.finditer(text)] if ":" in text else []
    found += (match for match in _OUTSIDE_BARE.finditer(text) if not match["due"] or is_like_date(match["date"]))
    found += _OWNER_BESIDE.finditer(text) if found else ()
    end = 0
    for match in sorted(found, key=lambda each: each.start()):
        if match.start() >= end:  # else it is in the value of the one before
            end = match.end()
            parts = match.groupdict()
            key = parts.get("key") or parts.get("due") or parts["owner"]
            value = parts.get("value") or parts.get("date") or parts["name"]
            yield _Outside(key.lower(), value, match.group().strip(" \t[{(,;–—-"))


def _expected_pairs(outside: _Outside) -> Iterator[tuple[str, str]]:
    """Yield the key and value to write for a detail outside parentheses, and for others that begin in its value."""
    parts = [outside.key, *_NEXT.split(outside.value)]
    for name, written in zip(parts[::2], parts[1::2], strict=True):
        yield name.lower(), _expected_value(name, _JOINED.sub("", written).strip(" *_.-–—"))


def _expected_value(key: str, value: str) -> str:
    """Return what to write as the value of a detail."""
    if key.lower() == "due":
        return meant_day(value) or meant_day(value.partition(" ")[0]) or "the date as YYYY-MM-DD"
    return "a team" if is_unfilled(value) else value


def _bracket(paragraph: str) -> re.Match[str] | None:
    """Return the bracket that closes at the end of the paragraph, and the emphasis around it."""
    paragraph = paragraph.translate(_WIDE)
    end = len(paragraph[: end_of_text(paragraph)].rstrip("."))
    marks = end - len(paragraph[:end].rstrip("*_"))
    depth = 0
    for at in range(end - marks - 1, -1, -1):
        if paragraph[at] == ")":
            depth += 1
        elif paragraph[at] == "(":
            depth -= 1
        if depth == 0:
            break
    else:
        return None
    is_link = paragraph.endswith("]", 0, at)  # that bracket is an address
    start = at - marks - paragraph.endswith("\\", 0, at)
    return None if is_link else _MARKED.match(paragraph, max(0, start), end)


def end_of_text(paragraph: str) -> int:
    """Return where the text of a paragraph ends: before the braces and comments after it, even if left open."""
    left_open = _OPEN_BRACE.search(paragraph) if "{" in paragraph else None
    end = left_open.start() if left_open else len(paragraph)
    while True:
        while end and paragraph[end - 1].isspace():
            end -= 1
        opening = "{" if paragraph.endswith("}", 0, end) else "<!--" if paragraph.endswith("-->", 0, end) else ""
        at = paragraph.rfind(opening, 0, end) if opening else -1
        if at < 0:
            return end
        end = at
