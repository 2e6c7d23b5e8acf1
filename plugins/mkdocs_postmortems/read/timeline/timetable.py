"""Read a table of events: which columns hold the times, and what each row says.

Takes a table's cells and returns ``Row`` values. Called by ``heads``, ``unread_zones``, and the
importer's ``html`` and ``markup.sheet``.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from mkdocs_postmortems.read.actions.words import DETAILS
from mkdocs_postmortems.read.body.markers import cut_internal
from mkdocs_postmortems.read.body.tables import BREAK, NUMBER_COLUMN, column_name
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.timeline.likely_times import has_hours, read_possible_time, write_minutes
from mkdocs_postmortems.read.times.days import DAY_WORD, read_numeric_day
from mkdocs_postmortems.read.times.line_times import Head, read_head
from mkdocs_postmortems.read.times.mistyped import find_typo, refuse_digits
from mkdocs_postmortems.read.times.stamps import Stamp
from mkdocs_postmortems.read.times.zones import TimeRefused, find_zone, written_zone

# How the headers of a table name its columns.
_DAY_COLUMN = pattern(rf"(?:date|datum|fecha|data|дата|{DAY_WORD})\b|日付|月日|日期|날짜", re.IGNORECASE)
_END_COLUMN = pattern(
    r"(?:end|ended|ends|to|until|till|stop|stopped|finish|finished|bis|ende|fin|fine|hasta|até|tot|slut|do)\b"
    r"|終了|结束|종료",
    re.IGNORECASE,
)
_LOCAL = pattern(r"\blo[ck]al|ortszeit|現地|当地", re.IGNORECASE)
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
    r"|total time|time (?:to|spent|taken|until)\b.*|dauer|wert|durée|duración|duração|durata|所要時間"
    r"|(?:response|load|run|wait|processing|execution|query|cpu|up)[ -]times?"
    r"|times? ?[(\[](?:[mµn]?s|sec(?:onds?)?|min(?:utes?)?)[)\]])(?: ?\(.*)?",
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
_WHO_COLUMNS = frozenset(
    {
        *DETAILS["owner"],
        *("actor", "person", "people", "name", "role", "responder", "author", "reporter", "source", "by"),
        *("rolle", "acteur", "誰", "处理人", "操作人", "人员"),
    }
)
"""The headers of a column of those who act: as of the owners of action items, and others."""
_NUMBERED_DAY = pattern(rf"(?:{DAY_WORD}[ ]{{1,2}})?\d{{1,2}}")
_LABEL = pattern(r"(\*\*|__)(?!\s)[^*_\n]{1,60}\1[.:]?")
_NOTHING = pattern(r"[-–—\s]*$")
_HALF = 0.5
"""This share of times makes a column one of times if its header says so."""
_MOST = 0.6
"""This share does whatever the header says."""
_FEW = 0.25
"""This share does if its header says so, and several cells have a clock time."""
_ONE_WORD = pattern(r"[^\s()]+(?:[ ]?\([^()]*\))?")
"""Perhaps with a remark, such as a zone."""
_DAY, _QUARTER = 24 * 60, 15
"""In minutes: the offsets of zones are whole quarters of an hour."""
_SAMPLE = 200
"""How many cells of a column are looked at."""
_NO_TIME = pattern(r"[\s\-–—?xX:n/a.]*$|tbd$|unknown$|unbekannt$|不明$", re.IGNORECASE)


class Row(Struct):
    """One row: its line, its start and end if given, its text, and the ``zone`` that the table's header names.

    ``unread`` is set if its time cell seems to begin with a time but cannot be read: what to write there.
    """

    line: int
    head: Head | None
    text: str
    internal: bool = False
    end: Head | None = None
    unread: TimeRefused | None = None
    zone: str = ""


class _Column(NamedTuple):
    """A column: its name in the header, and its cells below."""

    name: str
    cells: list[str]
    in_hours: bool
    """Whether one of them has a time such as ``14h05``. Then whole hours have their minutes: ``15h00`` for ``15h``."""

    @classmethod
    def of(cls, name: str, cells: list[str]) -> _Column:
        in_hours = any(map(has_hours, cells[:_SAMPLE]))
        return cls(name, list(map(write_minutes, cells)) if in_hours else cells, in_hours)

    @property
    def is_of_times(self) -> bool:
        """Whether its header says that it holds times, or is a zone, and enough of its cells do.

        Half of them, or a quarter with at least two clock times: the header may be "Days before" or "Afterwards".
        """
        if not (names_times(self.name) or written_zone(self.name)):
            return False
        share = self.share_of_times(dotted=True)
        if share >= _HALF or share < _FEW:
            return share >= _HALF
        return sum(head is not None and head.stamp.timed for head in map(read_head, self.cells[:_SAMPLE])) >= 2

    @property
    def is_empty(self) -> bool:
        """Whether no cell says anything."""
        return all(map(_NO_TIME.match, self.cells))

    @property
    def is_elapsed(self) -> bool:
        """Whether its header says that it counts from the start, and half of its cells hold such a time."""
        if not _ELAPSED_COLUMN.match(self.name):
            return False
        heads = [read_head(_from_start(cell)) for cell in self.cells[:_SAMPLE]]
        return 2 * sum(head is not None and head.stamp.offset is not None for head in heads) >= len(heads) > 0

    @property
    def is_full_of_times(self) -> bool:
        """Whether most of its cells begin with a time, whatever its header says, but for durations."""
        return not _LENGTH_COLUMN.fullmatch(self.name) and self.share_of_times() >= _MOST

    @property
    def numbers_days(self) -> bool:
        """Whether it numbers days: ``Day 2``, or 2."""
        cells = [cell.strip("*_` ") for cell in self.cells[:_SAMPLE] if cell.strip()]
        return bool(_DAY_COLUMN.match(self.name) and cells and all(map(_NUMBERED_DAY.fullmatch, cells)))

    @property
    def is_of_days(self) -> bool:
        """Whether its header says that it holds days, or all its cells begin with one alone."""
        if _DAY_COLUMN.match(self.name):
            return True
        heads = [read_head(cell) or read_day_alone(cell) for cell in self.cells[:_SAMPLE] if not _NO_TIME.match(cell)]
        return bool(heads) and all(head and head.stamp.one_day and not head.stamp.timed for head in heads)

    def repeats(self, other: _Column) -> bool:
        """Return whether it has another column's times in another zone, or counted from the start.

        Its header says so, or all of its times are equally far from the others.
        """
        if find_zone(self.name) or _LOCAL.search(self.name):
            return True
        heads = [*zip(map(read_head, self.cells[:_SAMPLE]), map(read_head, other.cells), strict=False)]
        pairs = [(_minutes(own), _minutes(its)) for own, its in heads]
        gaps = [(own - its) % _DAY for own, its in pairs if own is not None and its is not None]
        if len(gaps) < 2 or len({*gaps}) > 1:
            return False
        return gaps[0] % _QUARTER == 0 or any(own is not None and own.stamp.offset is not None for own, _ in heads)

    @property
    def numbers_rows(self) -> bool:
        """Whether it numbers the rows."""
        cells = [cell.strip("*. ") for cell in self.cells if cell]
        return bool(NUMBER_COLUMN.match(self.name) and cells and all(map(str.isdecimal, cells)))

    def share_of_times(self, dotted: bool = False) -> float:
        """Return which share of its cells begins with a time; if ``dotted``, so do ``14.12``, ``10/28`` and typos.

        ``_HALF`` for a column without any text, so that the header decides.
        """
        cells = [cell for cell in self.cells if not _NO_TIME.match(cell)][:_SAMPLE]
        return sum(_is_time(cell, dotted) for cell in cells) / len(cells) if cells else _HALF


def _columns_of(header: list[str], rows: list[list[str]]) -> list[_Column]:
    """Return the columns of a table; those of cells beyond the header have no name."""
    names = [*map(column_name, header)]
    names += [""] * (max(map(len, rows), default=0) - len(names))
    return [_Column.of(name, [row[at] for row in rows if at < len(row)]) for at, name in enumerate(names)]


class Columns(Struct):
    """Which columns of a table hold what. ``texts`` are all without a time, the one that describes the event first."""

    time: int
    texts: list[int] = field(default_factory=list)
    day: int | None = None
    ends: list[int] = field(default_factory=list)
    """The columns of ends: that of their days, that of their clock times, or both."""
    zone: int | None = None
    who: int | None = None
    named: bool = False
    """Whether the header says that there are times, so that ``14.12`` is one."""
    elapsed: bool = False
    """Whether the header says that times count from the start, so that ``0:06`` is not a time of day."""
    in_hours: set[int] = field(default_factory=set)
    """The columns with a time such as ``14h05``, so that ``15h`` is one, too."""

    @classmethod
    def of(cls, header: list[str], rows: list[list[str]]) -> Columns | None:
        """Return the columns, by the header's words, else by the cells; ``None`` if no column holds times."""
        columns = _columns_of(header, rows)
        named = [at for at, column in enumerate(columns) if column.is_of_times]
        elapsed = [] if named else [at for at, column in enumerate(columns) if column.is_elapsed]
        timed = named or elapsed[:1] or [at for at, column in enumerate(columns) if column.is_full_of_times]
        if not timed:
            return None
        filled = [at for at in timed if not columns[at].is_empty] or timed
        days = [at for at in filled if columns[at].is_of_days]
        clocks = [at for at in filled if at not in days]
        zoned = [at for at in clocks if find_zone(columns[at].name)]
        first = (clocks or days)[0]
        if zoned and _LOCAL.search(columns[first].name) and first not in zoned:
            first = zoned[0]  # the other says only that its times are local
        found = cls(time=first, named=bool(named), elapsed=bool(elapsed))
        found.in_hours = {at for at, column in enumerate(columns) if column.in_hours}
        if clocks:
            days += [at for at, column in enumerate(columns) if column.numbers_days]
            found.day = days[0] if days else None
        main = columns[found.time]
        used = {found.time, *(at for at in named if at in days or columns[at].is_empty or columns[at].repeats(main))}
        found._find_end_and_zone(columns, used)
        found._find_texts(columns, used)
        return found

    @classmethod
    def by_header(cls, header: list[str], rows: list[list[str]]) -> Columns | None:
        """Return the columns of a table whose header names a time and an event, whatever its cells say, else ``None``.

        *Response time* and other names of several words may mean a duration.
        """
        columns = _columns_of(header, rows)
        times = [
            at for at, column in enumerate(columns) if names_times(column.name) and _ONE_WORD.fullmatch(column.name)
        ]
        if not times or not any(_TEXT_COLUMN.match(column.name) for at, column in enumerate(columns) if at != times[0]):
            return None
        found = cls(time=times[0])
        found._find_texts(columns, {found.time})
        return found

    def _find_end_and_zone(self, columns: list[_Column], used: set[int]) -> None:
        """Set the columns of ends and zones; ``used`` are those that hold times, to which these are added."""
        rest = {at: column for at, column in enumerate(columns) if at not in (self.time, self.day)}
        ends = [
            at
            for at, column in rest.items()
            if _END_COLUMN.match(column.name) and (at in used or column.share_of_times() >= _HALF)
        ]
        days = [at for at in ends if columns[at].is_of_days]
        clocks = [at for at in ends if at not in days]
        self.ends = [*days[:1], *clocks[:1]]
        used.update(at for at in clocks[1:] if columns[at].repeats(columns[clocks[0]]))
        zones = [at for at, column in rest.items() if at not in {*used, *ends} and _ZONE_COLUMN.match(column.name)]
        self.zone = zones[0] if zones else None
        used.update(self.ends, zones[:1])

    def _find_texts(self, columns: list[_Column], used: set[int]) -> None:
        """Set the columns of actors and texts: all that are not ``used`` and do not number the rows."""
        rest = {at: each for at, each in enumerate(columns) if at not in {*used, self.day} and not each.numbers_rows}
        self.who = next((at for at, column in rest.items() if column.name.casefold() in _WHO_COLUMNS), None)
        texts = [at for at in rest if at != self.who]
        main = next((at for at in texts if _TEXT_COLUMN.match(columns[at].name)), None)
        if main is None and texts:
            main = max(texts, key=lambda at: sum(map(len, columns[at].cells)))
        self.texts = sorted(texts, key=lambda at: at != main)

    @classmethod
    def without_header(cls, first: list[str], rows: list[list[str]]) -> Columns | None:
        """Return the columns of a table whose ``first`` row is an event in place of a header, else ``None``.

        Document editors and spreadsheets write such tables. The row has a clock time in the column of times, or a day
        and no name of a column.
        """
        heads = [read_head(cell) for cell in first]
        if not any(heads):
            return None
        columns = cls.of([], [first, *rows])
        head = heads[columns.time] if columns is not None and columns.time < len(first) else None
        if head is None or head.stamp.four_digits == "year" or not (head.stamp.timed or head.stamp.one_day):
            return None
        return columns if head.stamp.timed or not any(map(_names_column, first)) else None

    def read(self, line: int, row: list[str]) -> Row:
        """Return what a row says; its mark for internal text is removed from ``row``."""
        row[-1], internal = cut_internal(row[-1])
        cell = self._time_cell(row)
        head, unread = self._read_time(cell)
        ends = " ".join(filter(None, (self._cell(row, at) for at in self.ends)))
        end, unread_end = self._read_time(ends, is_end=True) if ends else (None, None)
        text = self._text(row, cell, head)
        if left := ends if end is None else end.text.strip():
            text = text if _NO_TIME.match(left) else " · ".join(filter(None, (text, left)))
        if head is not None:
            head = replace(head, whole=f"{head.whole} · {text}" if text else head.whole)
        return Row(line, head, text, internal, end, unread or unread_end)

    def _read_time(self, cell: str, is_end: bool = False) -> tuple[Head | None, TimeRefused | None]:
        """Return the time in a cell, and what is wrong with it."""
        head = read_head(cell) or (read_day_alone(cell) if self.named else None)
        like = read_possible_time(cell) if head is None and self.named else None
        head = like.head if like is not None else head
        unread = find_typo(head, cell)
        if unread is None and like is not None and head is None:
            message = "the end of this event seems to be a time, but cannot be read"
            unread = TimeRefused("unread-time", message, f"write {like.written}") if is_end else like.refused
        if unread is not None or not self.named or (head is not None and head.stamp.timed):
            return head, unread
        return head, refuse_digits(cell if head is None else head.text)

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

    def _cell(self, row: list[str], column: int | None) -> str:
        """Return a cell without line breaks, and with the minutes of whole hours if they are hours of the day."""
        text = row[column] if column is not None and column < len(row) else ""
        text = write_minutes(text) if column in self.in_hours else text
        return BREAK.sub(" ", text) if "<" in text else text


def read_day_alone(cell: str) -> Head | None:
    """Read ``10/28`` if it fills a time cell or a heading: elsewhere it may be a fraction."""
    bare = cell.strip("*_` ")
    day = read_numeric_day(bare.strip("[]() ") if bare.startswith(("[", "(")) else bare)
    return Head(Stamp(day), "", cell) if day else None


def _minutes(head: Head | None) -> int | None:
    """Return the minutes of a time, since midnight or since the start; ``None`` for anything else."""
    if head is None or not head.stamp.timed:
        return None
    clock, offset = head.stamp.clock, head.stamp.offset
    return clock.hour * 60 + clock.minute if clock else offset // timedelta(minutes=1) if offset is not None else None


def names_times(header: str) -> bool:
    """Return whether a column's header says that it holds times or dates."""
    name = column_name(header)
    return bool(_TIME_COLUMN.match(name) or _DAY_COLUMN.match(name)) and not _LENGTH_COLUMN.fullmatch(name)


def _names_column(header: str) -> bool:
    name = column_name(header)
    if names_times(name) or name.casefold() in _WHO_COLUMNS:
        return True
    return any(each.match(name) for each in (_TEXT_COLUMN, _ZONE_COLUMN, _END_COLUMN))


def _from_start(cell: str) -> str:
    """Return a cell of such a column in a form that is not a time of day: ``T+0:06``."""
    bare = cell.lstrip("+*_` ")
    return f"T+{bare}" if bare[:1].isdigit() else cell


def _with_actor(who: str, text: str) -> str:
    """Return an event's text with its actor in front, after any label: ``**Detected.** Ana: sees errors``."""
    label = _LABEL.match(text)
    start = label.end() if label else 0
    rest = text[start:].strip()
    return " ".join(filter(None, (text[:start], f"{who}: {rest}" if rest else who)))


def _is_time(cell: str, dotted: bool) -> bool:
    head = read_head(cell)
    if not dotted or head is not None:
        return head is not None
    like = read_possible_time(cell)
    is_likely = like is not None and (like.head is not None or (":" in cell and not like.ahead))
    return is_likely or read_day_alone(cell) is not None or find_typo(None, cell) is not None
