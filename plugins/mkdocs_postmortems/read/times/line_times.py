"""Find the time of a line: at its head, after a label or a sender, or in its text.

Each function takes one line without its list marker and returns a ``Head``, which holds the ``Stamp`` and the rest of
the text, or ``None``. Called by ``heads`` and ``timetable``, and wherever else a line may begin with a time.
"""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.read.body.line_starts import without_marker
from mkdocs_postmortems.read.body.tables import BREAK
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.times.stamps import AROUND, SPACE, Cursor, Stamp, read_stamp
from mkdocs_postmortems.read.times.zones import read_zone_word


class Head(Struct, frozen=True):
    """A stamp, the rest of its line, and how the two are separated.

    ``whole`` is the line's text including the time, for events whose time turns out to be unreadable. ``shape`` is
    equal for lines written alike: the marks before the time, and whether it is set off from the text. ``lead`` says
    that a word precedes the time (``At 14:05 ...``).
    """

    stamp: Stamp
    text: str
    whole: str
    shape: tuple[str, bool] = ("", False)
    lead: bool = False

    @property
    def set_off(self) -> bool:
        """Whether marks or a separator such as a colon set the time off from the text."""
        return self.shape[1]


_BETWEEN = "between|zwischen|entre(?: las)?|tra(?: le)?|tussen|mellan|mellem|mellom"
_AT = (
    r"(?:starting|beginning)(?: (?:at|from|on))?|as of|at|on the|on|from|since|by|um|am|ab|von|à|(?:alle |le )?ore"
    r"|le|de|a las|desde las|el|alle|dalle|às|das|pelas"
    rf"|{_BETWEEN}|van|fra|från|od|з|с|о|om|godz\.|o godz\.|lúc|в|во|στις|בשעה|الساعة"
    r"|(?:la )?ora|o|ob|u|v|ve|kello|เวลา"
)
_CLOCK_WORD = r"kl\.?|klokken|klo|pukul|saat"
"""A word that only clock times follow: 14.05 behind it is one."""
_MENTIONED_DAY = r"[A-Z][a-z]{2,8}[ ]\d{1,2},[ ](?:19|20)\d\d"
"""A date that an editor links: ``@October 15, 2023``."""
_LEAD = pattern(
    rf"(?P<around>{AROUND})[ \t]?(?:(?:(?P<clock_behind>{_CLOCK_WORD})|{_AT})[ \t]{{1,2}})?"
    rf"|(?:@(?=[ \t]?\d|{_MENTIONED_DAY})[ \t]?|(?:(?P<clock>{_CLOCK_WORD})|(?P<between>{_BETWEEN})|{_AT})"
    rf"(?:[ \t]{{1,2}}|(?<=kl\.)))(?:(?P<also>{AROUND})[ \t]?)?",
    re.IGNORECASE,
)
_BULLET = pattern(r"\\?[•‣▪◦●○∙‐‑–—−－-][ \t]+|(?:[abd-o][.)]|c\))[ \t]+(?=[*_`~(\[]{0,3}\d{1,2}[:.h]\d\d)")
"""Markers that are not Markdown, or a second one: signs, dashes that programs write for a hyphen, and letters.

``c. 14:05`` is an approximate time; ``p. 3:16`` and ``v. 2:10`` are a page and a version.
"""
_TASK = pattern(r"\[[ xX]\][ \t]+")
_WITHDRAWN = pattern(
    r"(?:~~~?\d[^~]{1,40}~~|<(?P<tag>s|del)>\d[^<]{1,40}</(?P=tag)>)[ \t]{0,2}(?=[*_`~(\[]{0,3}\d{1,2}:\d\d)"
)
"""A time that is struck out, with another one behind it."""
_EMOJI = pattern(r"(?:[\u2190-\u21ff\u2300-\u2bff\U0001f300-\U0001faff]\ufe0f?|:[a-z][a-z0-9_+-]{1,40}:){1,3}[ \t]?")
_AND = pattern(r"[ \t]{1,3}(?:and|und|et|y(?: las)?|e(?: le)?|en|och|og)[ \t]{1,3}", re.IGNORECASE)
"""Joins the two ends of a range after "between"; elsewhere it joins two separate times."""
_SEPARATOR = pattern(r"[:|,;→：、・·]|=>|[-–—]{1,3}>?(?!\d)|\.(?=\s|$)")
_STRONG = frozenset(":|–—-→：")
"""Separators that set a time off from the text; a comma or a full stop may belong to a sentence."""
_PLAUSIBLE = pattern(
    r"(?:\[[ xX]\])?(?:\s?:[a-z][a-z0-9_+-]{1,40}:)?[\W_]{0,12}(?:<[a-z]{1,6}(?:\s[^<>]{0,80})?>)?"
    r"(?:\d|[^\W\d_]{1,15}[.,:)]{0,2}[\s+\-−–(（\d]|[^\W\d_]{1,12}[*`\]):,.]{0,6}$|[午正]|[xXhH?]{1,2}:)|\[?\?\?|--:"
)
"""A cheap test that every line beginning with a time passes, and that most other lines fail."""
_WIDE = str.maketrans(
    "０１２３４５６７８９：／∶꞉﹕︓ː（）\u00a0\u2002\u2003\u2009\u200a\u202f\u3000", "0123456789:/:::::()       "
)
"""Characters that are read as others, one for one: full-width digits and brackets, other colons, no-break spaces."""


_ESCAPE = pattern(r"(?<=[0-9])\\(?=[-.:/][0-9])|(?<=[0-9A-Z)\]*_` \t])\\(?=[-–—][ \t])")
"""The backslash that text editors export before a sign in a time or behind it: ``2023\\-10\\-15 14:00 \\- text``."""
_LONGEST_TIME = 60
_MARK = pattern("\\A[\u200e\u200f\u200b\ufeff]+|\u200f?\u200e")
"""Invisible characters that chat programs export at the start of a line, and Windows around each part of a date."""


def read_head(text: str, minus: bool = False) -> Head | None:
    """Return the time that the line begins with, or ``None``.

    Emphasis, code and brackets around the time are not part of the remaining text. ``minus`` says that a minus and
    digits after a clock time are an offset, not the end of a range.
    """
    if not _PLAUSIBLE.match(text):
        return None
    if not text.isascii():
        text = _MARK.sub("", text[:_LONGEST_TIME]) + text[_LONGEST_TIME:]
    if "\\" in text:
        text = _ESCAPE.sub("", text[:_LONGEST_TIME]) + text[_LONGEST_TIME:]
    cursor = Cursor(text if text.isascii() else text.translate(_WIDE))
    cursor.minus = minus
    lead = kept = None
    start = 0
    marks = ""
    if not cursor.char.isdigit():
        cursor.take(_BULLET)
        cursor.take(_TASK)
        if cursor.char in "~<":
            cursor.take(_WITHDRAWN)
        kept = cursor.take(_EMOJI)
        start = cursor.at
        cursor.take_openers()
        marks = "".join(cursor.open_marks)
        lead = cursor.take(_LEAD)
        cursor.about = bool(lead and (lead["around"] or lead["also"]))
        cursor.takes_dot = bool(lead and (lead["clock"] or lead["clock_behind"]))
        if lead and lead["between"]:
            cursor.to = _AND
        cursor.take_openers()
    stamp = read_stamp(cursor)
    if stamp is None:
        return None
    if cursor.open_marks and stamp.clock and not stamp.zone:
        stamp = _with_zone_behind_marks(cursor, stamp)
    before = kept.group() if kept else ""
    whole = before + text[start:]
    has_lead = bool(lead and not lead["around"] and not lead.group().startswith("@"))
    separators = _skip_after_time(cursor)
    if separators is None:  # the time is a link's text
        return Head(stamp, whole, whole, (marks, True), has_lead)
    left = before + "".join(cursor.open_marks) + text[cursor.at :]
    return Head(stamp, left, whole, (marks, bool(marks) or not _STRONG.isdisjoint(separators)), has_lead)


def _with_zone_behind_marks(cursor: Cursor, stamp: Stamp) -> Stamp:
    """Return the time with the zone that follows its emphasis: ``**14:05** UTC``."""
    saved = cursor.save()
    while cursor.take_closer():
        pass
    is_link = cursor.char in ("(", "[")
    zone = None if cursor.open_marks or is_link else cursor.read(read_zone_word)
    if zone is None:
        cursor.restore(saved)
        return stamp
    return replace(stamp, zone=zone)


def _skip_after_time(cursor: Cursor) -> set[str] | None:
    """Skip what is between a time and its text. Return the separators, or ``None`` if the time is a link's text."""
    seen: set[str] = set()
    for _ in range(8):
        cursor.take(SPACE)
        if cursor.char == "<":
            cursor.take(BREAK)
        bracket = cursor.open_marks[-1:] == ["["]
        if cursor.take_closer():
            if bracket and cursor.char in ("(", "["):
                return None
            continue
        separator = None if cursor.char.isalnum() else cursor.take(_SEPARATOR)
        if separator is None:
            break
        seen.add(separator.group()[0])
    return seen


_UNFINISHED = pattern(
    rf"(?:.*[\s(])?(?:{_AT}|{_CLOCK_WORD}|{AROUND}|until|till|to|for|and|or|before|after|than"
    r"|(?:that|which)(?: (?:is|was|are|were))?|the|of|namely|exactly|when|because"
    r"|bis|und|vor|nach|nämlich|dass|als)[ \t]*$",
    re.IGNORECASE,
)


def expects_time(line: str) -> bool:
    """Return whether a line ends with a word such as "at" or "until": a time below it is part of its sentence."""
    return bool(_UNFINISHED.match(line[-_FAR_INSIDE:]))


# Times that do not begin the line.
_TIME_AHEAD = r"(?=[~*`\[(]{0,3}(?:\d|(?:[A-Z][a-z]{2,8}[.,]?[ \t]{1,2})?(?:\d|[A-Z][a-z]{2,8}\.?[ \t-]{1,2}\d)))"
"""Digits, optionally preceded by the name of a month, a weekday or both: a label ends here."""
_LABEL = pattern(r"(?P<label>[^\d:.!?=|\n]{2,60}?)(?P<colon>[*_`]{0,3}:[*_`]{0,3}[ \t]{1,20}|[ \t]{1,2})" + _TIME_AHEAD)
_LABEL_BOLD = pattern(
    r"(?P<label>(\*\*|__)(?!\s)[^*_\n]{1,60}\2)(?P<colon>[:,.]?[ \t]{0,2}[-–—]?[ \t]{1,20})(?:[Aa]t|[Oo]n)?[ \t]{0,3}"
    + _TIME_AHEAD
)
_MOST_WORDS = 3
"""Words of a label that has no mark and is not followed by a colon, but by a time and a colon."""
_LABEL_END = pattern(r",$|,?[ \t](?:at|on|um|am|@|-|–|—|:)$", re.IGNORECASE)
_GOES_ON = pattern(
    r"(?:.*[ \t])?(?:of|the|this|that|by|than|since|from|until|till|to|and|or|every|each|is|was|von|vor|nach|seit|bis"
    r"|und|oder|der|de|del|della|da|do|dès|hasta|até|fino|van|tot)$",
    re.IGNORECASE,
)
"""Words before a time that is a part of a sentence: ``The run of 14:30: it fails``."""
_LENGTHS = pattern(
    r"duration|downtime|time to|total|length|lasted|mttr|ttd|ttr|dauer|impact:|window|for$|after$|within$|every$"
    r"|version|所要|時間",
    re.IGNORECASE,
)
"""Words before a duration, which is not a point in time."""


def read_labelled(text: str, set_off: bool = False) -> Head | None:
    """Return the time after a short label: ``First detected: 2023-07-25 14:05``, ``**Resolved** 15:10 text``.

    After a colon or a bold label, text may follow the time, and after a few words text that a colon sets off: ``Ana
    (14:05): It fails``. Otherwise the time must end the line or be followed by a bracket. With ``set_off``, only labels
    with a colon or in bold count.
    """
    match = _LABEL_BOLD.match(text) or _LABEL.match(text)
    if match is None or _LENGTHS.search(match["label"].rstrip("*_: ")):
        return None
    label = match["label"].rstrip()
    cursor = Cursor(text, match.end())
    cursor.take_about()
    cursor.take_openers()
    stamp = read_stamp(cursor)
    if stamp is None or stamp.offset is not None or (stamp.four_digits and not stamp.day):
        return None
    separators = _skip_after_time(cursor)
    rest = ("".join(cursor.open_marks) + text[cursor.at :]).strip()
    named = ":" in match["colon"] or label.endswith(("**", "__"))
    if not named and rest and separators == {":"} and label.count(" ") < _MOST_WORDS and stamp.clock:
        is_part = set_off or _GOES_ON.match(label)
        return None if is_part else Head(stamp, f"{_LABEL_END.sub('', label)}: {rest}", text, ("label", True))
    full = stamp.clock is not None or (stamp.day is not None and stamp.day.year is not None)
    if not named and (set_off or not (full and rest[:1] in ("", "("))):
        return None
    if not named:
        label = _LABEL_END.sub("", label)
    colon = match["colon"].rstrip(" \t-–—") if rest else match["colon"].replace(":", "").strip(" \t-–—,")
    left = f"{label}{colon} {rest}" if rest else f"{label}{colon}"
    return Head(stamp, left, text, ("label", True))


_SENDER = pattern(
    r"(?P<name>(?:@|\*\*|__)?[^\W\d_][\w.'’-]{0,20}(?:[ \t][\w.'’()-]{1,20}){0,2}(?:\*\*|__)?)"
    r"(?:[ \t](?:added a comment|commented|replied|wrote|posted)(?:[ \t](?:at|on))?)?"
    r"(?:,?[ \t]{0,2}[\[(|·]|[ \t]{1,4}(?:(?:APP|[–—-])[ \t]{1,2})?)"
    r"(?:[Tt]oday at(?=[ \t]))?(?=[ \t]{0,2}(?:[A-Z][a-z]{2,8}\b|\d))"
)


def read_sender(line: str) -> Head | None:
    """Return the time after the sender of a chat message, alone on a line: ``ana 10:32 AM``, ``ana [10:32]``."""
    match = _SENDER.match(line) if len(line) < 80 else None
    if match is None:
        return None
    cursor = Cursor(line, match.end())
    cursor.take(SPACE)
    stamp = read_stamp(cursor)
    if stamp is None or stamp.clock is None or stamp.four_digits or line[cursor.at :].strip(" \t])*_:"):
        return None
    return Head(stamp, match["name"], line, ("sender", True))


_INSIDE = pattern(
    rf"(?<![^\W_])(?:at|@|on|um|around|à|a las|(?P<near>[Aa]fter|[Bb]efore|[Nn]ach|[Vv]or))[ \t]{{1,2}}"
    rf"(?:(?P<around>{AROUND})[ \t]?)?{_TIME_AHEAD}",
)
_ANY_CLOCK = pattern(r"\d{1,2}[:.]\d\d(?::\d\d)?(?!\d)(?:[ \t]?[ap]\.?m\b)?|\d[ \t]?[ap]\.?m\b", re.IGNORECASE)
_FAR_INSIDE = 60


def read_inside(text: str) -> Head | None:
    """Return the time in the middle of a short sentence, or in brackets at its end.

    ``The instance was retired at 16:00``, ``Deploy starts (14:05 UTC)``: it must be the only time there or end the
    first part of the sentence. Within a sentence it also needs a word such as "at" before it, near the head of the
    line. The text stays whole.
    """
    line = text.partition("\n")[0].rstrip()[:1000]
    clocks = len(_ANY_CLOCK.findall(line))
    match = _INSIDE.search(line, 0, _FAR_INSIDE) if clocks else None
    if match is not None:
        about = bool(match["around"] or match["near"])
        return _read_at(text, match.end(), "" if clocks == 1 else ", ", about)
    return read_bracketed(line) if clocks else None


def read_bracketed(line: str) -> Head | None:
    """Return the time or range in brackets that ends a line or heading, if no other time precedes it."""
    start = line.rfind("(") + 1 if line.endswith((")", ").")) else 0
    label, colon, _ = line[: min(start, _FAR_INSIDE)].partition(": ")
    if not start or _ANY_CLOCK.search(line, 0, start) or (colon and _LENGTHS.search(label)):
        return None
    return _read_at(line, start, ")")


def _read_at(text: str, start: int, end: str, about: bool = False) -> Head | None:
    """Read the clock time at a position of the text; ``end`` must follow it."""
    cursor = Cursor(text, start)
    cursor.about = about
    cursor.take_about()
    cursor.take_openers()
    stamp = read_stamp(cursor)
    if stamp is None or stamp.clock is None or not stamp.clock.exists or stamp.four_digits:
        return None
    if stamp.end_clock and end != ")":
        return None
    return Head(stamp, text, text, ("inside", False)) if text.startswith(end, cursor.at) else None


_WRITTEN = pattern(
    r"(?<!\w)[OoIl|][\dOoIl|]?[:.,;][\dOoIl|]{2}|(?<![\d-])\d{1,2}[ \t]?(?:[:.hH時])[ \t]?\d\d|\d{4}-\d\d-\d\d"
    r"|(?<![\d-])\d{3,4}(?![\d-])|\d"
)


def time_column(line: str) -> int:
    """Return the column, from 1, at which a line's time is written; 1 if the line has no digits."""
    match = _WRITTEN.search(line, len(line) - len(without_marker(line)))
    return match.start() + 1 if match else 1
