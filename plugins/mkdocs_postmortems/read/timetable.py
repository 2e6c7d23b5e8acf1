"""Read a table of events: which columns hold the times, and what each row says.

Takes a table's cells and returns ``Row`` values. Called by ``heads`` and ``unread_zones``.
"""

from __future__ import annotations

import re

from msgspec import Struct, field
from msgspec.structs import replace

from mkdocs_postmortems.read.days import read_numeric_day
from mkdocs_postmortems.read.likely_times import read_possible_time
from mkdocs_postmortems.read.line_times import Head, read_head
from mkdocs_postmortems.read.markers import cut_internal
from mkdocs_postmortems.read.mistyped import find_typo
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.stamps import Stamp
from mkdocs_postmortems.read.zones import TimeRefused, written_zone

# How the headers of a table name its columns.
_DAY_COLUMN = pattern(
    r"(?:date|day|datum|tag|fecha|día|data|jour|dia|giorno|дата)\b|日付|月日|日期|날짜", re.IGNORECASE
)
_END_COLUMN = pattern(r"(?:end|ended|ends|until|finish|finished|bis|ende|fin|終了)\b|終了", re.IGNORECASE)
_ZONE_COLUMN = pattern(r"(?:tz|time ?zone|zone|zeitzone)$|タイムゾーン", re.IGNORECASE)
_TIME_COLUMN = pattern(
    r"(?:.{0,20}\b)?(?:time|times|timestamp|when|start|started|from|begin|date|datetime|at|zeit|uhrzeit|zeitpunkt|zeitstempel|"
    r"wann|beginn|von|heure|horaire|quand|hora|horário|cuándo|hour|clock|ora|orario|quando|tijd|tijdstip|wanneer|czas|"
    r"godzina|tid|čas|saat|waktu|время|час)\b|時刻|時間|日時|いつ|.{0,8}时间|.{0,8}时刻|시각|시간|일시|thời gian",
    re.IGNORECASE,
)
_ELAPSED_COLUMN = pattern(
    r"(?:elapsed|offset|relative|since (?:the )?(?:start|t0)|t ?[+±]|minutes? (?:in|since)|verstrichen|経過)",
    re.IGNORECASE,
)
_LENGTH_COLUMN = pattern(
    r"(?:(?:total|outage|incident|downtime|phase|approx\.?) )?(?:durations?|length|lasted|took|values?|m?tt[adrm]"
    r"|total time|time (?:to|spent|taken|until)\b.*|dauer|wert|durée|duración|duração|durata|所要時間)(?: ?\(.*)?",
    re.IGNORECASE,
)
"""A duration, which is not a time of day."""
_TEXT_COLUMN = pattern(
    r"(?:.{0,20}\b)?(?:events?|what|description|actions?|details?|notes?|comments?|activity|happened|summary|message|update|"
    r"ereignis|was|beschreibung|événement|evento|descripción|descrição|descrizione|gebeurtenis|zdarzenie|opis|"
    r"händelse|hendelse|událost|olay|kejadian|событие|описание|подія|опис)\b|内容|出来事|イベント|事象|説明|対応"
    r"|事件|说明|描述|动作|操作|이벤트|내용|사건|설명",
    re.IGNORECASE,
)
_WHO_COLUMN = pattern(
    r"(?:who|actor|person|people|name|role|responder|team|author|reporter|source|by|wer|rolle|qui|quién)$|担当者?$|誰",
    re.IGNORECASE,
)
_NUMBERED_DAY = pattern(r"(?:(?:Day|Tag|Jour|Día|Dia)[ ]{1,2})?\d{1,2}")
_NUMBER_COLUMN = pattern(r"(?:#|no\.?|nr\.?|num|number|step|id|seq|idx|index|番号)?$", re.IGNORECASE)
_LABEL = pattern(r"(\*\*|__)(?!\s)[^*_\n]{1,60}\1[.:]?")
_BREAK = pattern(r"<br ?/?>", re.IGNORECASE)
_NOTHING = pattern(r"[-–—\s]*$")
_HALF = 0.5
"""This share of times makes a column one of times if its header says so."""
_MOST = 0.6
"""This share does whatever the header says."""
_FEW = 0.25
"""This share does if its header says so, and several cells have a clock time."""
_SAMPLE = 200
"""How many cells of a column are looked at."""
_NO_TIME = pattern(r"[\s\-–—?xX:n/a.]*$|tbd$|unknown$|unbekannt$|不明$", re.IGNORECASE)


class Row(Struct):
    """One row: its line, its start and end if given, and its text.

    ``unread`` is set if its time cell seems to begin with a time but cannot be read: what to write there.
    """

    line: int
    head: Head | None
    text: str
    internal: bool = False
    end: Head | None = None
    unread: TimeRefused | None = None


class Columns(Struct):
    """Which columns of a table hold what. ``texts`` are all without a time, the one that describes the event first."""

    time: int
    texts: list[int] = field(default_factory=list)
    day: int | None = None
    end: int | None = None
    zone: int | None = None
    who: int | None = None
    named: bool = False
    """Whether the header says that there are times, so that ``14.12`` is one."""
    elapsed: bool = False
    """Whether the header says that times count from the start, so that ``0:06`` is not a time of day."""

    @classmethod
    def of(cls, header: list[str], rows: list[list[str]]) -> Columns | None:
        """Return the columns, by the header's words, else by the cells; ``None`` if no column holds times."""
        names = [name.strip("*_` ") for name in header]
        names += [""] * (max(map(len, rows), default=0) - len(names))
        named = [column for column, name in enumerate(names) if _is_time_column(name, rows, column)]
        elapsed = [] if named else [column for column, name in enumerate(names) if _holds_elapsed(name, rows, column)]
        timed = named or elapsed[:1] or _columns_full_of_times(names, rows)
        if not timed:
            return None
        days = [column for column in timed if _DAY_COLUMN.match(names[column])]
        clocks = [column for column in timed if column not in days]
        found = cls(time=(clocks or days)[0], named=bool(named), elapsed=bool(elapsed))
        if clocks:
            found.day = days[0] if days else _column_of_numbered_days(names, rows)
        used = {*timed} if named else {found.time}
        found._find_end_and_zone(names, rows, used)
        found._find_texts(names, rows, used)
        return found

    def _find_end_and_zone(self, names: list[str], rows: list[list[str]], used: set[int]) -> None:
        """Set the columns of ends and zones; ``used`` are those that hold times, to which these are added."""
        for column, name in enumerate(names):
            if column in (self.time, self.day):
                continue
            if _END_COLUMN.match(name) and (column in used or _share_of_times(rows, column) >= _HALF):
                self.end = column
                used.add(column)
            elif column not in used and _ZONE_COLUMN.match(name):
                self.zone = column
                used.add(column)

    def _find_texts(self, names: list[str], rows: list[list[str]], used: set[int]) -> None:
        """Set the columns of actors and texts: all that are not ``used`` and do not number the rows."""
        rest = [
            column
            for column, name in enumerate(names)
            if column not in used
            and column != self.day
            and not (_NUMBER_COLUMN.match(name) and _numbers_rows(rows, column))
        ]
        self.who = next((column for column in rest if _WHO_COLUMN.match(names[column])), None)
        texts = [column for column in rest if column != self.who]
        main = next((column for column in texts if _TEXT_COLUMN.match(names[column])), None)
        if main is None and texts:
            main = max(texts, key=lambda column: sum(len(row[column]) for row in rows if column < len(row)))
        self.texts = sorted(texts, key=lambda column: column != main)

    def read(self, line: int, row: list[str]) -> Row:
        """Return what a row says; its mark for internal text is removed from ``row``."""
        internal = False
        if row:
            row[-1], internal = cut_internal(row[-1])
        cell = self._time_cell(row)
        head = read_head(cell) or (_read_day_alone(cell) if self.named else None)
        like = read_possible_time(cell) if head is None and self.named else None
        head = like.head if like is not None else head
        text = self._text(row, cell, head)
        if head is not None:
            head = replace(head, whole=f"{head.whole} · {text}" if text else head.whole)
        ends = self._cell(row, self.end)
        unread = find_typo(head, cell) or (like.refused if like is not None and head is None else None)
        return Row(line, head, text, internal, read_head(ends) if ends else None, unread)

    def _time_cell(self, row: list[str]) -> str:
        """Return a row's time as it would be at the head of a line: its day, its clock time and its zone."""
        day = self._cell(row, self.day)
        day = f"Day {day.strip('*_` ')}" if day.strip("*_` ").isdecimal() else day
        cell = " ".join(filter(None, (day, self._cell(row, self.time), self._cell(row, self.zone))))
        return _from_start(cell) if self.elapsed else cell

    def _text(self, row: list[str], cell: str, head: Head | None) -> str:
        """Return a row's text: what its time ``cell`` says besides the time, its actor, and its other cells."""
        texts = [row[column] for column in self.texts if column < len(row) and not _NOTHING.match(row[column])]
        who = self._cell(row, self.who).strip()
        if who and not _NOTHING.match(who):
            texts[:1] = [_with_actor(who, texts[0] if texts else "")]
        if head is not None and head.text.strip():
            texts.insert(0, head.text.strip())
        elif head is None and cell and not _NO_TIME.match(cell):
            texts.insert(0, cell)
        return " · ".join(texts)

    @staticmethod
    def _cell(row: list[str], column: int | None) -> str:
        text = row[column] if column is not None and column < len(row) else ""
        return _BREAK.sub(" ", text) if "<" in text else text


def _read_day_alone(cell: str) -> Head | None:
    """Read ``10/28`` if it fills a time cell: elsewhere it may be a fraction."""
    day = read_numeric_day(cell.strip("*_`[]() "))
    return Head(Stamp(day), "", cell) if day else None


def names_times(header: str) -> bool:
    """Return whether a column's header says that it holds times or dates."""
    name = header.strip("*_` ")
    return bool(_TIME_COLUMN.match(name) or _DAY_COLUMN.match(name)) and not _LENGTH_COLUMN.fullmatch(name)


def _is_time_column(name: str, rows: list[list[str]], column: int) -> bool:
    """Return whether a column's header says that it holds times, or is a zone, and enough of its cells do."""
    return bool(names_times(name) or written_zone(name)) and _holds_times(rows, column)


def _columns_full_of_times(names: list[str], rows: list[list[str]]) -> list[int]:
    """Return the columns of which most cells begin with a time, whatever their headers say, but for durations."""
    others = [column for column, name in enumerate(names) if not _LENGTH_COLUMN.fullmatch(name)]
    return [column for column in others if _share_of_times(rows, column) >= _MOST]


def _column_of_numbered_days(names: list[str], rows: list[list[str]]) -> int | None:
    """Return the first column of days whose cells number them: ``Day 2``, or 2."""
    for column, name in enumerate(names):
        if _DAY_COLUMN.match(name):
            cells = [cell.strip("*_` ") for cell in _sample(rows, column) if cell.strip()]
            if cells and all(map(_NUMBERED_DAY.fullmatch, cells)):
                return column
    return None


def _holds_times(rows: list[list[str]], column: int) -> bool:
    """Return whether enough cells under a time header hold a time: half, or a quarter with at least two clock times.

    Otherwise the header may be "Days before" or "Afterwards".
    """
    share = _share_of_times(rows, column, dotted=True)
    if share >= _HALF or share < _FEW:
        return share >= _HALF
    heads = map(read_head, _sample(rows, column))
    return sum(head is not None and head.stamp.timed for head in heads) >= 2


def _holds_elapsed(name: str, rows: list[list[str]], column: int) -> bool:
    """Return whether a column's header says that it counts from the start, and half of its cells hold such a time."""
    if not _ELAPSED_COLUMN.match(name):
        return False
    heads = [read_head(_from_start(cell)) for cell in _sample(rows, column)]
    return 2 * sum(head is not None and head.stamp.offset is not None for head in heads) >= len(heads) > 0


def _sample(rows: list[list[str]], column: int) -> list[str]:
    """Return a column's first cells."""
    return [row[column] for row in rows[:_SAMPLE] if column < len(row)]


def _from_start(cell: str) -> str:
    """Return a cell of such a column in a form that is not a time of day: ``T+0:06``."""
    bare = cell.lstrip("+*_` ")
    return f"T+{bare}" if bare[:1].isdigit() else cell


def _numbers_rows(rows: list[list[str]], column: int) -> bool:
    """Return whether a column numbers the rows."""
    cells = [row[column].strip("*. ") for row in rows if column < len(row) and row[column]]
    return bool(cells) and all(cell.isdecimal() for cell in cells)


def _with_actor(who: str, text: str) -> str:
    """Return an event's text with its actor in front, after any label: ``**Detected.** Ana: sees errors``."""
    label = _LABEL.match(text)
    start = label.end() if label else 0
    rest = text[start:].strip()
    return " ".join(filter(None, (text[:start], f"{who}: {rest}" if rest else who)))


def _share_of_times(rows: list[list[str]], column: int, dotted: bool = False) -> float:
    """Return which share of a column's cells begins with a time; if ``dotted``, ``14.12`` and ``10/28`` count too.

    ``_HALF`` for a column without any text, so that the header decides.
    """
    cells = [row[column] for row in rows if column < len(row) and not _NO_TIME.match(row[column])][:_SAMPLE]
    return sum(_is_time(cell, dotted) for cell in cells) / len(cells) if cells else _HALF


def _is_time(cell: str, dotted: bool) -> bool:
    if read_head(cell) is not None or (dotted and _read_day_alone(cell) is not None):
        return True
    like = read_possible_time(cell) if dotted else None
    return like is not None and like.head is not None
