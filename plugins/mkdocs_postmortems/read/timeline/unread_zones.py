"""Find unknown words in place of a time's zone, AM or PM: ``14:03 NPT``, ``14:03 (XYZT)``, ``3:05 PN``.

Takes the times at the heads of a section's lines, its tables' rows, or a sentence that declares a zone. Returns a
``TimeRefused`` for the lines with such words. Called by ``unread_times`` and ``section``.

Most words after a time begin the event's text. A word counts only if it can hardly be anything else: it is a zone
abbreviation that is not supported, or a misspelt one; it looks like one and not like a word; it stands alone in a cell,
or after every time; or it is a slip of what most other times have in its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from mkdocs_postmortems.letters import without_slip
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.timeline.timetable import Row
from mkdocs_postmortems.read.times.line_times import Head
from mkdocs_postmortems.read.times.zones import AREAS, TimeRefused, find_zone, written_zone
from mkdocs_postmortems.zone_names import ABBREVIATIONS, ELSEWHERE, mistyped, suggest_zones

_AREAS = "|".join((*AREAS, "Antarctica", "Etc"))
_WORD = pattern(
    rf"[*_`]{{0,3}}(?P<open>[(\[])?(?P<zone>(?:{_AREAS})/(?!West|East|North|South|Central|{_AREAS})[A-Z][a-zA-Z_]{{2,20}}"
    r"|(?P<name>[A-Z][A-Za-z]{1,15})[ ](?:local[ ])?[Tt]ime|[A-Z]{3,5}|[a-z]{3,4})(?![\w/-])(?(open)[)\]])"
)
_LETTER = pattern(r"[*_`(\[]{0,3}(?P<zone>[B-IK-OQ-Y])(?![\w'’])")
"""A military time zone right after a time: ``14:03R``. J is local time."""
_TWO_ZONES = pattern(r"[*_`]{0,3}[(\[]?(?P<zone>[A-Z]{3,5}/[A-Z]{3,5})(?![\w/-])")
_BEGINS_ANEW = pattern(r"[)\]*_`]{0,3}[ \t]*(?:$|[^\w\s)\]]|[ \t][A-ZÄÖÜ0-9])")
"""What follows a zone, but rarely the first word of a sentence."""
_SEPARATORS = (":", "-", "–", "—", "|", ",", ".", ";", ">", "→", "：", "·")
_DECLARED = pattern(
    r"[*_(\[]{0,3}(?:[Aa]ll[ ](?:[a-z]+[ ]){0,2})?[Tt]im(?:es|estamps)[ ](?:(?:are|given|shown)[ ]){0,2}(?:in[ ])?"
    rf"(?P<zone>[A-Z]{{3,5}}(?![\w:/-])|(?:{_AREAS})/[A-Z]\w{{2,20}})"
)
_ASIDE = pattern(r"\([ ]?(?:[Aa]ll[ ])?(?:[Tt]imes?[ ](?:in[ ])?)?(?P<zone>[A-Z]{3,5})[ ]?\)")
_IN_SMALL = pattern(r"[*_(\[]{0,3}(?:[Aa]ll[ ])?[Tt]imes[ ](?:are[ ])?(?:in[ ])?(?P<zone>[A-Za-z][a-z]{2,4})[.)\]*_ ]*")
"""A zone that is not in capitals, at the end of a sentence about times."""
_ASIDE_IN_SMALL = pattern(
    r"[(\[](?P<times>(?:[Aa]ll[ ])?[Tt]imes[ ](?:are[ ])?(?:in[ ])?)?(?P<zone>[A-Za-z][a-z]{2,4})[ ]?[)\]]"
)
"""The same in brackets in a heading, or in the header of a table."""
_NO_ZONES = frozenset(
    {
        *("AUDIT", "AGENT", "ALERT", "BOT", "CERT", "CRDT", "CSIRT", "EVENT"),
        *("GET", "HOST", "MQTT", "POST", "PSIRT", "PUT", "SIRT", "START"),
    }
)
"""Who speaks in a timeline, or what begins a log line, and ends in T."""
_OTHER_THINGS = frozenset({"AFT", "AMT", "CLT", "COT", "IDT", "MMT", "PET", "SST", "VET"})
"""Zones elsewhere whose abbreviations mostly mean something else."""
_IN_HEADS = frozenset({"ETA", "ETD", "SAT", "SIT", "STG"})
"""Words that the head of a section or of a table may have in brackets, with two letters of a zone swapped."""
_WORDS_TOO = frozenset(
    {"art", "ast", "cat", "eat", "est", "hst", "ict", "ist", "mst", "pkt", "sgt", "wat", "west", "wib"}
)
"""Zones that are ordinary words in lower case."""
_FEW = 3
"""This many times with the same word after each are not a coincidence."""
_HELP = "write UTC, an offset such as +02:00, or use an IANA name such as Europe/London"
_LONGEST = 80
"""Characters of a heading or a sentence that may declare a zone in small letters."""
_USUAL = 2
"""A zone that is behind this many times is the section's usual one."""
_NAME = pattern(r"[A-Z]{3,5}")
_IN_CAPITALS = pattern(r"[*_`]{0,3}[(\[]?(?P<word>[A-Z]{3,6})(?![\w/'’-])")
_HALF = pattern(r"\d[ \t]?(?P<half>[AP]M|[ap]m)\b")
_NO_HALF = pattern(r"[*_`]{0,3}(?P<word>[A-Z]{2,3}|[a-z]{2,3})(?![\w/'’.-])")
_ROWS = ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")
_BESIDE = {
    letter: {row[at + step] for step in (-1, 1) if 0 <= at + step < len(row)}
    for row in _ROWS
    for at, letter in enumerate(row)
}
"""The letters beside each letter in its row of the keyboard."""
_NO_SLIPS = frozenset(
    {
        *("ACT", "ADR", "ASR", "ATS", "BAT", "BET", "BTS", "CAR", "CDR", "CFT", "CRT", "CSR", "CTA", "CTE", "CTS"),
        *("DAT", "EAR", "EDR", "EFT", "ETA", "ETD", "ETS", "FMT", "GTM", "HTS", "ISR", "ITS", "LST", "MDR", "MFT"),
        *("MTS", "NRT", "OCT", "OST", "PAT", "PHY", "REST", "RET", "RST", "RTT", "SAT", "SET", "SFT", "SIT", "STG"),
        *("TTR", "VAT", "WAR", "WIN", "MA", "an", "ma"),
    }
)
"""Words and abbreviations that are a key away from a zone, AM or PM."""


def find_unread_zones(heads: Mapping[int, Head], rows: Iterable[Row]) -> dict[int, TimeRefused]:
    """Return the first line with each word in place of a zone, and what to write there."""
    found: dict[str, int] = {}
    for at, word in (*_words_of_lines(heads), *_words_of_rows(rows)):
        found.setdefault(word, at)
    return {at: refuse_zone(word) for word, at in found.items() if word not in _NO_ZONES}


def _words_of_lines(heads: Mapping[int, Head]) -> Iterator[tuple[int, str]]:
    """Yield each word in place of a zone behind the time of a line.

    One that ends in T, and may also begin the text, counts if it is behind every time.
    """
    bare = {at: head for at, head in heads.items() if _has_no_zone(head)}
    doubtful: dict[str, list[int]] = {}
    for at, head in bare.items():
        if (letter := _LETTER.match(head.text)) and _before(head)[-1:].isdigit():
            yield at, letter["zone"]
        if (both := _two_zones(_TWO_ZONES.match(head.text))) and _BEGINS_ANEW.match(head.text.partition(both)[2]):
            yield at, both
        match = _WORD.match(head.text) if _follows(head) else None
        if match is not None and _is_certain(match):
            yield at, match["zone"]
        elif match is not None and match["zone"].endswith("T"):
            doubtful.setdefault(match["zone"], []).append(at)
    yield from ((lines[0], word) for word, lines in doubtful.items() if len(lines) == len(bare) >= _FEW)


def _words_of_rows(rows: Iterable[Row]) -> Iterator[tuple[int, str]]:
    """Yield each word in place of a zone that is alone behind the time in the cell of a table."""
    for row in rows:
        if row.head is None or not _has_no_zone(row.head):
            continue
        text = row.head.text.strip()
        if letter := _LETTER.fullmatch(text):
            yield row.line, letter["zone"]
        if both := _two_zones(_TWO_ZONES.match(text)):
            yield row.line, both
        match = _WORD.fullmatch(text)
        if match and (match["zone"].isupper() or _is_meant(match["zone"], match["name"] or "")):
            yield row.line, match["zone"]


def _two_zones(match: re.Match[str] | None) -> str:
    """Return the two zones with a slash between them, of which a time can have only one: ``EST/PST``; or ""."""
    return match["zone"] if match and all(map(written_zone, match["zone"].split("/"))) else ""


def _has_no_zone(head: Head) -> bool:
    return head.stamp.clock is not None and not head.stamp.zone


def _is_certain(match: re.Match[str]) -> bool:
    """Return whether a word can only be a zone: it is known as one, or has the form of one and does not go on."""
    if _is_meant(match["zone"], match["name"] or ""):
        return True
    is_apart = match["open"] or _BEGINS_ANEW.match(match.string, match.end("zone"))
    return _has_shape(match["zone"]) and bool(is_apart)


def unread_declaration(text: str, is_head: bool = False) -> str:
    """Return the unknown word that a sentence declares as a zone, or the head of a section or of a table; or ""."""
    if match := _DECLARED.match(text):
        return "" if written_zone(match["zone"]) else match["zone"]
    if small := _zone_in_small(text, is_head):
        return small
    if both := _two_zones(_TWO_ZONES.search(text)) if is_head and not find_zone(text) else "":
        return both
    aside = _ASIDE.search(text)
    word = aside["zone"] if aside else ""
    is_slip = is_head and word not in _IN_HEADS and bool(mistyped(word.lower(), shortest=3))
    is_meant = word in ELSEWHERE or _has_shape(word) or is_slip
    return word if word and not written_zone(word) and is_meant else ""


def _zone_in_small(text: str, is_head: bool) -> str:
    """Return the zone that a sentence, or the head of a section or of a table, declares in small letters; or ""."""
    found = _IN_SMALL.fullmatch(text.strip()) if len(text) < _LONGEST else None
    is_word = False
    if found is None and is_head and (found := _ASIDE_IN_SMALL.search(text)):
        is_word = not found["times"] and (found["zone"].lower() in _WORDS_TOO or found["zone"].upper() in _NO_ZONES)
    if found is None or is_word or found["zone"].upper() not in ABBREVIATIONS or written_zone(found["zone"]):
        return ""
    return found["zone"]


def _follows(head: Head) -> bool:
    """Return whether the text follows the time directly, with nothing between them that sets them apart."""
    before = _before(head)
    return len(before) < len(head.whole) and not before.rstrip(" \t*_`)]").endswith(_SEPARATORS)


def _before(head: Head) -> str:
    """Return the part of the line before the text, without marks that open there."""
    return head.whole.removesuffix(head.text.lstrip("*_`[("))


@lru_cache(maxsize=256)
def _is_meant(word: str, name: str) -> bool:
    """Return whether a word is an unsupported zone or a misspelt one."""
    if written_zone(word):
        return False
    if "/" in word:
        return True
    if word in ELSEWHERE:
        return word not in _OTHER_THINGS
    if name:
        return bool(suggest_zones(name))
    if word.islower():
        return word.upper() in ABBREVIATIONS and word not in _WORDS_TOO
    return word.isupper() and bool(mistyped(word.lower()))


def _has_shape(word: str) -> bool:
    """Return whether a word in capitals without a vowel ends in T, like zones and hardly any word."""
    return len(word) > 3 and word.isupper() and word.endswith("T") and not set("AEIOU") & set(word)


def refuse_zone(word: str) -> TimeRefused:
    """Return the refusal of an unknown zone, with the zone that was probably meant."""
    if "/" in word and word.isupper():
        return TimeRefused(
            "unread-zone", f'"{word}" names two time zones and is ignored', "keep the one in which the time is"
        )
    name = word.removesuffix(" time").removesuffix(" Time")
    near = suggest_zones(name) or mistyped(name.lower(), shortest=3)
    help = f"did you mean {' or '.join(near)}?" if near else _HELP
    if written_zone(word.upper()):
        help = f"write {word.upper()}"
    return TimeRefused("unread-zone", f'"{word}" is not a known time zone and is ignored', help)


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
    zones = [zone for zone, times in usual.most_common() if times >= _USUAL]
    if zones and len(bare) <= usual.total():
        yield from _slips(bare, _IN_CAPITALS, zones)


def _mistyped_halves(clocks: Mapping[int, Head]) -> Iterator[tuple[int, str, str]]:
    """Yield each line with a slip of AM or PM, the word, and which of the two is meant."""
    hours = {at: head.stamp.clock.hour for at, head in clocks.items() if head.stamp.clock and not head.stamp.clock.half}
    halves = Counter(match["half"] for head in clocks.values() if (match := _HALF.search(head.whole)))
    if halves.total() >= _USUAL and len(hours) * 2 <= halves.total():
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
    if word.isupper() != meant.isupper() or word in _NO_SLIPS or written_zone(word):
        return False
    written, right = word.upper(), meant.upper()
    wrong = [pair for pair in zip(written, right, strict=False) if pair[0] != pair[1]]
    if len(written) == len(right) and len(wrong) == 1:
        return wrong[0][0] in _BESIDE[wrong[0][1]]
    return written != right and right in without_slip(written)
