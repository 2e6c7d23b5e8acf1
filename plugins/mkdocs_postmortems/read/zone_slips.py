"""Find a mistyped zone, AM or PM after one time, where most others have it right: ``14:05 UTX``, ``3:05 PN``.

Takes the times at the heads of a section's lines and rows. Returns a ``TimeRefused`` for each such line. Called by
``unread_times``. The times beside it show what is meant, so that also short words can be recognized, which alone would
be the first word of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from mkdocs_postmortems.letters import without_slip
from mkdocs_postmortems.read.line_times import Head
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.zones import TimeRefused, written_zone

_FEW = 2
"""A zone that is behind this many times is the section's usual one."""
_NAME = pattern(r"[A-Z]{3,5}")
_ZONE = pattern(r"[*_`]{0,3}[(\[]?(?P<word>[A-Z]{3,6})(?![\w/'’-])")
_HALF = pattern(r"\d[ \t]?(?P<half>[AP]M|[ap]m)\b")
_NO_HALF = pattern(r"[*_`]{0,3}(?P<word>[A-Z]{2,3}|[a-z]{2,3})(?![\w/'’.-])")
_ROWS = ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")
_BESIDE = {
    letter: {row[at + step] for step in (-1, 1) if 0 <= at + step < len(row)}
    for row in _ROWS
    for at, letter in enumerate(row)
}
"""The letters beside each letter in its row of the keyboard."""
_OTHER_THINGS = frozenset(
    {
        *("ACT", "ADR", "ASR", "ATS", "BAT", "BET", "BTS", "CAR", "CDR", "CFT", "CRT", "CSR", "CTA", "CTE", "CTS"),
        *("DAT", "EAR", "EDR", "EFT", "ETA", "ETD", "ETS", "FMT", "GTM", "HTS", "ISR", "ITS", "LST", "MDR", "MFT"),
        *("MTS", "NRT", "OCT", "OST", "PAT", "PHY", "REST", "RET", "RST", "RTT", "SAT", "SET", "SFT", "SIT", "STG"),
        *("TTR", "VAT", "WAR", "WIN", "MA", "an", "ma"),
    }
)
"""Words and abbreviations that are a key away from a zone, AM or PM."""


def find_zone_slips(heads: Mapping[int, Head]) -> Iterator[tuple[int, TimeRefused]]:
    """Yield each line on which a zone, AM or PM is mistyped, with what to write."""
    clocks = {at: head for at, head in heads.items() if head.stamp.clock is not None}
    for at, word, zone in _mistyped_zones(clocks):
        yield at, TimeRefused("unread-zone", f'"{word}" is not a known time zone and is ignored', f"write {zone}")
    for at, word, half in _mistyped_halves(clocks):
        yield at, TimeRefused("unread-time", f'"{word}" is neither AM nor PM and is ignored', f"write {half}")


def _mistyped_zones(clocks: Mapping[int, Head]) -> Iterator[tuple[int, str, str]]:
    """Yield each line with a slip of a usual zone, the word, and the zone that is meant."""
    bare = {at: head.text for at, head in clocks.items() if not head.stamp.zone}
    usual = Counter(head.stamp.zone for head in clocks.values() if _NAME.fullmatch(head.stamp.zone))
    zones = [zone for zone, times in usual.most_common() if times >= _FEW]
    if zones and len(bare) <= usual.total():
        yield from _slips(bare, _ZONE, zones)


def _mistyped_halves(clocks: Mapping[int, Head]) -> Iterator[tuple[int, str, str]]:
    """Yield each line with a slip of AM or PM, the word, and which of the two is meant."""
    hours = {at: head.stamp.clock.hour for at, head in clocks.items() if head.stamp.clock and not head.stamp.clock.half}
    halves = Counter(match["half"] for head in clocks.values() if (match := _HALF.search(head.whole)))
    if halves.total() >= _FEW and len(hours) * 2 <= halves.total():
        bare = {at: clocks[at].text for at, hour in hours.items() if 1 <= hour <= 12}
        yield from _slips(bare, _NO_HALF, _cases(halves))


def _slips(texts: Mapping[int, str], form: re.Pattern[str], meant: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Yield the lines whose text begins with a slip of one of the words ``meant``."""
    for at, text in texts.items():
        match = form.match(text)
        near = next((each for each in meant if _is_slip(match["word"], each)), "") if match else ""
        if match and near:
            yield at, match["word"], near


def _cases(halves: Counter[str]) -> list[str]:
    """Return AM and PM in the cases in which the section writes them."""
    upper = any(map(str.isupper, halves))
    lower = any(map(str.islower, halves))
    return [*(("PM", "AM") if upper else ()), *(("pm", "am") if lower else ())]


@lru_cache(maxsize=512)
def _is_slip(word: str, meant: str) -> bool:
    """Return whether a word is ``meant`` with two letters swapped, one doubled, or one taken for that beside it."""
    if word.isupper() != meant.isupper() or word in _OTHER_THINGS or written_zone(word):
        return False
    written, right = word.upper(), meant.upper()
    wrong = [pair for pair in zip(written, right, strict=False) if pair[0] != pair[1]]
    if len(written) == len(right) and len(wrong) == 1:
        return wrong[0][0] in _BESIDE[wrong[0][1]]
    return written != right and right in without_slip(written)
