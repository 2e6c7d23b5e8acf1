"""Decide by the section as a whole which digits are times: ``14.12 text`` is one if the times around it agree.

``settle_likely`` takes the section's blocks and lines, and the times that its lines certainly begin with. It returns
further times, and what to write where digits seem to be a time but are not read as one. Called by ``heads``.
``read_possible_time`` takes one line in which ``line_times`` finds no time. Called also by ``timetable``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from mkdocs_postmortems.read.body.markers import cut_internal
from mkdocs_postmortems.read.body.outline import Block
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.times.clocks import MOVED_COLON, Clock, read_moved_colon
from mkdocs_postmortems.read.times.line_times import Head, read_head
from mkdocs_postmortems.read.times.mistyped import LIKE_DIGIT, UNREADABLE, with_digits
from mkdocs_postmortems.read.times.zones import TimeRefused

# Times in a form that counts only if the surrounding times agree.
_BEFORE_DIGITS = (
    r"(?P<before>[~*_`(\[]{0,4}(?:(?<=~)[ \t])?"
    r"(?:(?!(?i:the|this|that|our|der|die|das|les?|la)[ ])[^\W\d_]{2,9}\.?,?[ \t])?[~*_`(\[]{0,4})"
)
"""A word may precede the digits, but not an article, which would belong to a noun after them."""
_DOTTED = pattern(
    _BEFORE_DIGITS
    + r"(?P<hour>[01]?\d|2[0-3])\.(?P<minute>[0-5]\d)"
    + r"(?:(?P<to>[ \t]?[-–—][ \t]?~?)(?P<last_hour>[01]?\d|2[0-3])\.(?P<last_minute>[0-5]\d))?"
    + r"(?P<set_off>(?=[*_`)\]]{1,3}|[ \t]*(?:$|[:|])|[ \t]+(?:[-–—]|\*\*)))?(?!(?!ish\b)[\w.%]|:\w)"
)
_PAST_THE_HOUR = pattern(_BEFORE_DIGITS + r"(?P<hour>[01]?\d|2[0-3])\.(?P<minute>[6-9]\d)(?![\w.%]|:\w)")
"""``14.75`` is no time, but may be meant as one."""
_DIGITS = pattern(
    _BEFORE_DIGITS
    + rf"(?:(?P<moved>{MOVED_COLON})|(?P<hour>[01]\d|2[0-3]|\d(?=[,;:]))(?:[,;'’]|:{{1,2}}|[ ]:|:[ ])?"
    + r"(?P<minute>[0-5]\d|(?<=:)0[ ]\d|(?<=:)\d))(?![\w.,:%/]|-\w)"
)
_WITH_LETTERS = pattern(
    rf"[~*_`(\[]{{0,4}}(?P<hour>{LIKE_DIGIT}{{2}})[.,;hH'’](?P<minute>{LIKE_DIGIT}{{2}})(?<![BSZl])"
    r"(?![\w.,:%/]|-\w)"
)
"""14.0O, 1O.05: letters that look like digits in a time without a colon. 12.5B and 12.5l have units."""
_UNIT = pattern(
    r"[*_`)\]]{0,3}[ \t]?(?:%|[€$£]|[kKMGT]i?[Bb]\b|x\b|times\b|(?:m|b)illion\b|(?:m|µ)?s\b|sec|min"
    r"|hours?\b|h\b|days?\b|percent|Prozent|EUR\b|USD\b)"
)
_FAR_AHEAD = pattern(
    r"(?P<before>[^\n]{1,40}?)(?<![\w:.,/+-])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?"
    r"(?![\w%]|[:.,/]\d)(?P<colon>[*_`\])]{0,3}:)?"
)
_IN_BRACKETS = pattern(r"\[[^\[\]]{1,30}\]|\([^()]{1,30}\)|[*_`]{1,3}")
_OF_A_DATE = pattern(
    r"\d[\d./年月日-]*|\d{1,2}(?:st|nd|rd|th|\.|[A-Za-z]{3}\d\d(?:\d\d)?)|[A-Za-z]{3}/\d[\d/]*|令和\w+日"
)
_OTHER_DAY = pattern(r"(?i:next|following|previous|tomorrow|yesterday|folgetag|翌日|翌朝|前日)|D[+-]\d{1,2}")
_BESIDE_A_TIME = pattern(
    r"\W+|#?\d{1,3}[.)]?|D-Day|Day|Tag|(?i:same|day|morning|同日|当日)|[A-Z][A-Za-z_]{2,20}/[A-Z][A-Za-z_]{2,20}"
)
"""What may precede a time at the head of a line, besides dates and brackets: numbers, words for a day, zones."""
_HOUR = r"(?:[01]?\d|2[0-3])[ \t]?[hH](?:[ \t]?[0-5]\d(?!\d))?"
_IN_HOURS = pattern(
    rf"(?P<before>[~*_`(\[]{{0,4}}(?:[^\W\d_]{{1,9}}\.?[ \t])?[~*_`(\[]{{0,4}})(?P<first>{_HOUR})"
    rf"(?:(?P<to>[ \t]{{0,3}}(?:[-–—]|\bà\b|\bto\b|\bbis\b)[ \t]{{0,3}})(?P<last>{_HOUR}))?"
    r"(?!\w|[ \t]?(?:d['’]|(?i:de|du|of|plus|après|avant|after|later|before|ago|since|into|downtime|outage|später)\b))"
)
_HOURS_AND_MINUTES = pattern(r"[^\n]{0,40}?(?<![\w:.])\d{1,2}[ \t]?[hH][ \t]?[0-5]\d(?!\w)")
_MAY_BE_DOTTED = pattern(r"\W{0,6}\d{1,2}\.\d\d")
_FEW = 3
"""How many times such as ``14.12`` in ascending order cannot be plain numbers."""


class PossibleTime(Struct, frozen=True):
    """Digits at the head of a line that may be a clock time: ``14.12 text``, ``1415 text``, ``same day 14:15 text``.

    ``clocks`` are what it may mean: two if digits are mistyped. ``head`` is the time, if it may be read provided that
    the surrounding times agree; ``set_off`` says that its form alone distinguishes it from a number. ``ahead`` says
    that other text precedes it, and ``other_day`` that this is a word for another day.
    """

    clocks: tuple[Clock, ...]
    head: Head | None = None
    set_off: bool = False
    ahead: bool = False
    other_day: bool = False

    @property
    def written(self) -> str:
        """The supported spelling, of both times if there are two."""
        return " or ".join(f"{clock.hour:02}:{clock.minute:02}" for clock in self.clocks)

    @property
    def refused(self) -> TimeRefused:
        """The problem to report if it is not read as a time."""
        help = f"write {self.written}, or put a word before the digits"
        if self.other_day:
            help = f"write the date in place of the word: YYYY-MM-DD {self.written}"
        elif self.ahead:
            help = f"begin the line with {self.written}, or put a date before it"
        return TimeRefused("unread-time", UNREADABLE, help)


def read_possible_time(text: str) -> PossibleTime | None:
    """Return the possible time at the head of a line in which ``read_head`` finds none."""
    far = _read_far_ahead(text)
    dotted = _DOTTED.match(text)
    match = dotted or _DIGITS.match(text)
    if far is not None and far.set_off:
        return far
    if match is None:
        return far or _read_letters(text)
    if _UNIT.match(text, match.end()):
        return None
    if not dotted and match["moved"]:
        clocks = read_moved_colon(match["moved"])
        return PossibleTime(tuple(clocks)) if clocks else None
    like = PossibleTime((Clock(int(match["hour"]), int(match["minute"].replace(" ", ""))),))
    if not dotted:
        return like
    last = f"{match['to']}{match['last_hour']}:{match['last_minute']}" if match["to"] else ""
    head = read_head(match["before"] + like.written + last + text[match.end() :])
    set_off = match["set_off"] is not None or bool(last)
    return replace(like, head=replace(head, whole=text) if head else None, set_off=set_off)


def _read_letters(text: str) -> PossibleTime | None:
    """Return the time of ``14.0O text``, of which at least two characters are digits."""
    match = _WITH_LETTERS.match(text)
    if match is None or _UNIT.match(text, match.end()) or sum(map(str.isdigit, match.group())) < 2:
        return None
    clock = Clock(int(with_digits(match["hour"])), int(with_digits(match["minute"])))
    return PossibleTime((clock,)) if clock.exists else None


def has_hours(text: str) -> bool:
    """Return whether a time such as ``14h05`` is at the head of a text: ``15h`` beside it is a time, too."""
    return _HOURS_AND_MINUTES.match(text) is not None


def write_minutes(text: str) -> str:
    """Return a text with the minutes of whole hours at its head, ``15h00`` for ``15h``; also of the end of a range."""
    match = _IN_HOURS.match(text)
    if match is None:
        return text
    first, last = (f"{hour}00" if hour[-1] in "hH" else hour for hour in (match["first"], match["last"] or "00"))
    range_ = f"{first}{match['to']}{last}" if match["to"] else first
    return f"{match['before']}{range_}{text[match.end() :]}"


def _read_hours(text: str) -> PossibleTime | None:
    """Return the time of ``15h text``, to be read only where other times are written like ``14h05``."""
    written = write_minutes(text)
    head = read_head(written) if written != text else None
    if head is None or head.stamp.clock is None:
        return None
    return PossibleTime((head.stamp.clock,), replace(head, whole=text), set_off=True)


def _read_far_ahead(text: str) -> PossibleTime | None:
    """Return the clock time after text that may precede one, such as a date in unknown words."""
    match = _FAR_AHEAD.match(text) if ":" in text[:48] else None
    if match is None or _UNIT.match(text, match.end()):
        return None
    words = re.split(r"[\s,，、]+", _IN_BRACKETS.sub(" ", match["before"]).strip())
    dates = [word for word in words if _OF_A_DATE.fullmatch(word) and (not word.isdigit() or len(word) == 4)]
    days = [word for word in (*words, *re.findall(r"\w+", match["before"])) if _OTHER_DAY.fullmatch(word)]
    known = (_OF_A_DATE, _OTHER_DAY, _BESIDE_A_TIME)
    others = [word for word in words if word and not any(form.fullmatch(word) for form in known)]
    is_name = len(words) == 1 and words[0].istitle() and match["colon"]
    if len(others) > (2 if dates or days else 0) and not is_name:
        return None
    clock = Clock(int(match["hour"]), int(match["minute"]))
    return PossibleTime((clock,), set_off=bool(dates or days), ahead=True, other_day=bool(days))


def settle_likely(
    blocks: Sequence[Block], lines: Sequence[str], heads: Mapping[int, Head]
) -> tuple[dict[int, Head], dict[int, TimeRefused]]:
    """Read ``14.12`` at the head of a line as a time if it fits between the times around it, else as a number.

    If nearly all times of a section are written like that, they are times if they are in order. ``heads`` are the times
    by their lines, as are both results.
    """
    blocks = [block for block in blocks if block.kind in ("item", "paragraph")]
    in_hours = _are_in_hours(heads, lines)
    likely = {block.first: like for block in blocks if (like := _likely(block, lines, heads, in_hours)) is not None}
    dotted = _dotted_times(blocks, lines, heads, likely)
    read = dotted if len(dotted) >= _FEW else {}
    clocks = {
        at: head.stamp.clock for at, head in (*heads.items(), *read.items()) if head.stamp.clock or head.stamp.day
    }
    if not any(clocks.values()):
        dated = {at: like.refused for at, like in likely.items() if like.ahead and like.set_off}
        return read, dated or _bare_digits(likely, _count_items(blocks))
    unread = {}
    if len(dotted) >= _FEW:
        read |= dict(_past_the_hour(blocks, lines, {*heads, *likely}, clocks))
    for at, like in likely.items():
        if at not in read:
            fitting = tuple(clock for clock in like.clocks if _fits(clock, at, clocks))
            if fitting and like.head is not None:
                read[at] = like.head
            elif fitting:
                unread[at] = replace(like, clocks=fitting).refused
            elif like.set_off:
                unread[at] = like.refused
    return read, unread


def _are_in_hours(heads: Mapping[int, Head], lines: Sequence[str]) -> bool:
    """Return whether at least half of the clock times are written like ``14h05``."""
    timed = [at for at, head in heads.items() if head.stamp.clock]
    return 2 * sum(has_hours(lines[at]) for at in timed) >= len(timed) > 0


def _likely(block: Block, lines: Sequence[str], heads: Mapping[int, Head], in_hours: bool) -> PossibleTime | None:
    """Return what may be a time at the head of a block without one. In prose it must be set off from the text.

    ``in_hours`` says that the times around it are written like ``14h05``.
    """
    if block.first in heads or block.is_within(heads):
        return None
    text = cut_internal(block.title(lines))[0]
    like = read_possible_time(text) or (_read_hours(text) if in_hours else None)
    return like if like is None or like.set_off or block.kind == "item" else None


def _count_items(blocks: Sequence[Block]) -> int:
    return sum(block.kind == "item" for block in blocks)


def _dotted_times(
    blocks: Sequence[Block], lines: Sequence[str], heads: Mapping[int, Head], likely: Mapping[int, PossibleTime]
) -> dict[int, Head]:
    """Return ``12.05 Rolled back`` times that begin the lines of paragraphs, or nearly all items of lists.

    They must be in order. One exception in five is a typo, or the hour after noon on a 12-hour clock.
    """
    found = {at: like.head for at, like in likely.items() if like.head}
    in_prose = dict(_dotted_lines(blocks, lines, heads, likely))
    if len(in_prose) > len(found):
        found |= in_prose
    elif 4 * len(found) < 3 * _count_items(blocks):
        return {}
    every = {**{at: head for at, head in heads.items() if head.stamp.clock}, **found}
    strays = sum(_goes_back(every, above, below, heads) for above, below in pairwise(sorted(every)))
    return found if 5 * strays <= len(every) else {}


def _dotted_lines(
    blocks: Sequence[Block], lines: Sequence[str], heads: Mapping[int, Head], likely: Mapping[int, PossibleTime]
) -> Iterator[tuple[int, Head]]:
    """Yield the lines of paragraphs that begin with a possible time."""
    for block in blocks:
        for at in block.numbers if block.kind == "paragraph" else ():
            line = lines[at].strip()
            may_be = at not in heads and _MAY_BE_DOTTED.match(line)
            like = likely.get(at) or (read_possible_time(line) if may_be else None)
            if like and like.head:
                yield at, like.head


def _past_the_hour(
    blocks: Sequence[Block], lines: Sequence[str], known: Set[int], clocks: Mapping[int, Clock | None]
) -> Iterator[tuple[int, Head]]:
    """Yield the items that begin like ``14.75 Rolled back`` among dotted times, so that the check reports them."""
    for block in blocks:
        text = cut_internal(block.title(lines))[0] if block.kind == "item" and block.first not in known else ""
        match = _PAST_THE_HOUR.match(text)
        if match is None or _UNIT.match(text, match.end()):
            continue
        head = read_head(f"{match['before']}{match['hour']}:{match['minute']}{text[match.end() :]}")
        if head and head.stamp.clock and _fits(head.stamp.clock, block.first, clocks):
            yield block.first, replace(head, whole=text)


def _goes_back(every: Mapping[int, Head], above: int, below: int, heads: Mapping[int, Head]) -> bool:
    """Return whether a time is before the one above it with no date between the two."""
    first, second = every[above].stamp.clock, every[below].stamp.clock
    if first is None or second is None or _time_of_day(first) <= _time_of_day(second):
        return False
    return not any(above < at < below and head.stamp.day for at, head in heads.items())


def _bare_digits(likely: Mapping[int, PossibleTime], items: int) -> dict[int, TimeRefused]:
    """Report ``1405 Rolled back`` if nearly all of so many items begin so and the section has no other times.

    The digits must be in order; otherwise they are numbers.
    """
    times = [_time_of_day(like.clocks[0]) for like in likely.values() if like.head is None]
    if len(times) < max(_FEW, 3 * items / 4) or times != sorted(times) or len(times) != len(likely):
        return {}
    return {at: like.refused for at, like in likely.items()}


def _fits(clock: Clock, at: int, clocks: Mapping[int, Clock | None]) -> bool:
    """Return whether a clock time fits between the nearest ones above and below, possibly across midnight.

    ``clocks`` has ``None`` for a line that is only a day: the times beyond it do not matter.
    """
    time = _time_of_day(clock)
    above = clocks.get(max((line for line in clocks if line < at), default=-1))
    below = clocks.get(min((line for line in clocks if line > at), default=-1))
    after = above is None or _time_of_day(above) <= time
    before = below is None or time <= _time_of_day(below)
    if above is None or below is None:
        return after and before
    passed = _time_of_day(above) > _time_of_day(below)
    return after or before if passed else after and before


def _time_of_day(clock: Clock) -> tuple[int, int]:
    return clock.hour, clock.minute
