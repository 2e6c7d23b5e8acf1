"""Parse the sections of measures into action items.

Takes a section's lines with their kinds and returns ``Actions``: the items, and the problems of their details. Called
by ``steps`` and by the importer.

An action item is:

- each item of a task list, nested ones too (``- [ ] Alert on failed logins (owner: identity, due: 2023-12-01)``);
- each row of a table that has a column for actions, or for one of their details;
- an item of a plain list that has details, and every outermost item if the section has neither a task list nor a
  table. Without a status such an item is *proposed*: nobody has committed to it yet.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from msgspec import Struct, field

from mkdocs_postmortems.diagnostics import Problem, excerpt
from mkdocs_postmortems.read.code_spans import without_code_spans
from mkdocs_postmortems.read.days import MONTHS
from mkdocs_postmortems.read.markers import cut_internal, cut_internal_of_first_paragraph
from mkdocs_postmortems.read.model import ActionItem, ActionStatus, Span, Unfilled
from mkdocs_postmortems.read.outline import Block, dedent, outline
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.tables import split_row
from mkdocs_postmortems.read.times import TimeRefused, parse_date
from mkdocs_postmortems.read.unfilled import is_nothing, is_unfilled

DETAILS: dict[str, tuple[str, ...]] = {
    # detail: its keys in "(key: value)" and in a table's header, in English and in the languages of old reports
    "owner": (
        "owner", "owners", "assignee", "assigned to", "assigned", "dri", "who", "responsible", "team", "lead",
        "verantwortlich", "zuständig", "wer", "担当", "担当者", "オーナー",
        "responsable", "propriétaire", "propietario", "responsável", "responsabile", "ответственный", "исполнитель",
        "负责人", "责任人", "담당자", "담당",
    ),
    "due": (
        "due", "due date", "deadline", "target", "target date", "by", "by when", "eta", "when",
        "fällig", "fällig am", "frist", "bis", "期限", "期日", "échéance", "fecha límite", "plazo",
        "prazo", "scadenza", "срок", "截止日期", "截止时间", "기한", "마감일",
    ),
    "type": (
        "type", "category", "kind", "class",
        "typ", "art", "kategorie", "種類", "種別", "分類", "catégorie", "tipo", "categoría",
        "类型", "유형",
    ),
    "priority": (
        "priority", "prio", "priorität", "優先度", "priorité", "prioridad", "prioridade", "priorità", "приоритет",
        "优先级", "우선순위",
    ),
    "status": (
        "status", "state", "progress", "done?",
        "stand", "zustand", "状態", "ステータス", "状況", "statut", "état", "estado",
        "stato", "статус", "状态", "상태",
    ),
    "ticket": (
        "ticket", "tickets", "issue", "issues", "link", "links", "jira", "bug", "tracking", "tracker", "pr", "story",
        "チケット", "課題", "リンク", "enlace", "lien",
    ),
    "closed": (
        "done", "closed", "completed", "done on", "completed on", "closed on", "completion date",
        "erledigt", "erledigt am", "完了", "完了日",
    ),
}  # fmt: skip
ACTION_COLUMNS = (
    "action", "actions", "action item", "action items", "item", "items", "task", "tasks", "what", "measure",
    "description", "todo", "to do", "follow-up", "follow up", "improvement", "fix", "recommendation", "title",
    "summary", "maßnahme", "maßnahmen", "aufgabe", "was", "beschreibung",
    "アクション", "アクションアイテム", "対応", "対策", "内容", "タスク", "mesure", "acción", "tarea", "tâche",
    "ação", "tarefa", "azione", "действие", "задача", "行动项", "措施", "改进项", "任务", "조치", "조치 사항", "할 일",
)  # fmt: skip
STATUSES: dict[ActionStatus, tuple[str, ...]] = {
    "proposed": ("proposed", "idea", "suggested", "under discussion", "vorgeschlagen", "idee", "提案"),
    "open": (
        "open", "todo", "to do", "to-do", "in progress", "wip", "ongoing", "started", "planned", "pending", "backlog",
        "not started", "new", "blocked", "in review", "no", "offen", "in arbeit", "geplant", "laufend",
        "未着手", "未対応", "対応中", "進行中", "予定",
        "abierto", "abierta", "pendiente", "aberto", "aberta", "pendente", "ouvert",
        "ouverte", "aperto", "aperta", "открыто", "未开始", "未完成", "待处理", "待执行", "待办", "进行中", "处理中",
        "예정", "진행중", "🔄", "⏳", "⌛", "🚧", "⬜", "🔲", "❌", "✗",
    ),
    "done": (
        "done", "closed", "complete", "completed", "finished", "fixed", "resolved", "shipped", "merged", "deployed",
        "yes", "x", "✅", "✔", "✓", "☑", "erledigt", "fertig", "abgeschlossen", "ja", "完了", "対応済み", "済",
        "対応済", "hecho", "hecha", "completado", "completada", "cerrado", "feito", "feita", "concluído", "concluída",
        "fait", "faite", "terminé", "terminée", "fatto", "completato", "готово", "выполнено", "сделано",
        "已完成", "已修复", "已解决", "已关闭", "완료",
    ),
    "not doing": (
        "not doing", "wontfix", "won't fix", "won’t fix", "won't do", "won’t do", "wont do", "rejected", "declined",
        "cancelled", "canceled", "dropped", "abandoned", "obsolete", "not planned",
        "verworfen", "abgelehnt", "entfällt", "見送り", "対応しない", "却下", "中止",
    ),
}  # fmt: skip

_KEYS = {key: detail for detail, keys in DETAILS.items() for key in keys}
_STATUS_OF = {word: status for status, words in STATUSES.items() for word in words}
_TASK = pattern(r"\[(?P<done>[ xX]?)\](?:[ \t]+|$)")
_TICKS = ("✅", "✔", "☑")
"""The beginning of a completed item without a check box."""
_BOX = r"(?P<box>\[[ \t]?[xXvV√✓✔✅☑*+~-]?[ \t]?\])"
_BROKEN_BOX = pattern(_BOX + r"(?![(\[:])")
_NO_ITEM = pattern(r"[ \t]*[-*+]" + _BOX + r"(?![(\[:])")
"""``-[ ] text``: without a space after its marker it is not an item, but continues the one above."""
_PAIR = pattern(r"[ \t\n]*(?P<key>[^\W\d_][\w ?-]{0,20}?)[ \t]*[:：=][ \t]*(?P<value>(?:(?:.|\n)*\S)?)[ \t\n]*")
_VALUES = {
    "owner": r"\S+(?:[ \t]\S+){0,3}",
    "assignee": r"\S+(?:[ \t]\S+){0,3}",
    "due": r"\S{0,12}\d.*",
    "type": "prevent|detect|mitigate",
    "ticket": r"\S*\d\S*",
    "status": "|".join(re.escape(word) for words in STATUSES.values() for word in words),
}
_NO_COLON = pattern(
    r"[ \t\n]*(?:"
    + "|".join(rf"(?P<{key}>{key})[ \t]+(?P<{key}_value>{value})" for key, value in _VALUES.items())
    + r")[ \t\n]*",
    re.IGNORECASE,
)
"""A detail without its colon, recognized only if its value is one that the detail could have."""
_PICTURE = pattern(r"[^\w\s]{1,3}\s+")
_REMARK = pattern(r"[(（,，;；:：。—–]|\s-\s")
"""Sets a remark off from a status: ``**Done** (in 2.4)``."""
_SWALLOWED_DETAIL = pattern(
    r"(?<=\s)(?P<key>owner|assignee|due|type|ticket|status|priority):(?=[ \t]*\S)", re.IGNORECASE
)
_SWALLOWED_KEY = pattern(r"[ \t]+(owner|assignee|due|type|ticket|status)[ \t]+(?=\S)", re.IGNORECASE)
_AFTER_TICKET = pattern(r"(?<!\S)[*_]{0,2}(DONE|TODO)[*_]{0,2}$")
"""A status after the ticket, where forms have no column for it: ``n/a **DONE**``, ``BUG-12 **TODO**``."""
_NEVER_CLOSED = pattern(r"\((?P<key>owner|assignee|due|ticket|status|type):[ \t]*[^()]*$", re.IGNORECASE)
_OUTSIDE = pattern(
    r"(?:^|[\s\[{(,;–—-])[*_]{0,2}(?P<key>owner|assignee|due)[*_]{0,2}[ \t]*:[*_]{0,2}[ \t]*"
    r"(?P<value>[^\s,;)\]}][^,;)\]}\n]*)",
    re.IGNORECASE | re.MULTILINE,
)
"""A key and value that would be a detail if they were in parentheses at the end of the text."""
_ISO_DAY = pattern(r"\d{4}-\d\d-\d\d")
_MAIN_KEYS = ("owner", "assignee", "due", "type", "ticket", "status", "done", "priority")
_DIVIDED = pattern(r"`+[^`]*`+|(?P<sign>[,;、])(?![^\[]{0,200}\])")
_LIKE_DATE = pattern(
    r"[\s*_~`<(\[]*(?:$|\d{1,5}[-/.年月 ]|\d{1,2}(?:st|nd|rd|th)\b|\d{8}\b|Q[1-4]\b"
    r"|(?P<word>[^\W\d_]{3,9})\.? ?\d)"
)
_OTHER_THINGS = frozenset({"target", "by", "when"})
"""Keys of a due date that are used for other things too: ``target: five minutes``, ``by: ana``."""
_NAME = pattern(r"(`+)[^`\n]+\1[.,;]?")
"""Only code: a list of such items is a list of names."""
_MARKED = pattern(r"(?P<marks>[*_]{0,3})\((?P<inside>(?:.|\n)*)\)(?P=marks)")


class Actions(Struct, frozen=True):
    """The action items of a section. Problems are ``bad-due-date`` and ``action-detail``."""

    items: tuple[ActionItem, ...] = ()
    problems: tuple[Problem, ...] = ()


class _DetailMistake(Struct, frozen=True):
    """Something that looks like a detail but cannot be read; ``written`` is its text in the item."""

    message: str
    written: str
    help: str


_YEARS = range(1970, 2200)
"""The plausible years of a due date."""


class _Draft(Struct):
    """An action item before its details are read; lines count from 0."""

    first: int
    last: int
    text: str
    details: dict[str, str] = field(default_factory=dict)
    internal: bool = False
    default: ActionStatus = "open"
    mistakes: list[_DetailMistake] = field(default_factory=list)
    unfilled: dict[str, str] = field(default_factory=dict)


def read_actions(lines: Sequence[str], kinds: Sequence[str], first_line: int, first_number: int = 1) -> Actions:
    """Read a section's body; ``lines[0]`` is line ``first_line`` of the file, items count from ``first_number``."""
    blocks, body = outline(lines, kinds)
    items: list[ActionItem] = []
    problems: list[Problem] = []
    for number, draft in enumerate(_drafts(blocks, body), first_number):
        dates: dict[str, date | None] = {}
        for detail in ("due", "closed"):
            try:
                dates[detail] = _date(draft.details.get(detail, ""))
            except TimeRefused as refused:
                dates[detail] = None
                line, column = _place(body, draft, draft.details[detail])
                problems.append(refused.problem(line + first_line, column))
        for mistake in (*draft.mistakes, *_check_status(draft)):
            line, column = _place(body, draft, mistake.written)
            problems.append(Problem("action-detail", mistake.message, line + first_line, column, mistake.help))
        items.append(
            ActionItem(
                number,
                draft.text,
                Span(draft.first + first_line, draft.last + first_line),
                _status(draft),
                draft.details.get("owner", ""),
                dates["due"],
                draft.details.get("type") or draft.details.get("priority", ""),
                draft.details.get("ticket", ""),
                draft.internal,
                dates["closed"],
                tuple(_unfilled(draft, body, first_line)),
            )
        )
    problems += [Problem("action-detail", *each) for each in _find_broken_boxes(blocks, body, first_line)]
    return Actions(tuple(items), tuple(problems))


def _find_broken_boxes(blocks: list[Block], body: list[str], first_line: int) -> Iterator[tuple[str, int, int, str]]:
    """Yield text that was meant as a task's check box: message, line, column and help."""
    for block in blocks if any("]" in line for line in body) else ():
        if block.kind not in ("item", "paragraph"):
            continue
        for line in range(block.first, block.last + 1):
            begins = line == block.first and block.kind == "item"
            start = block.content if begins else 0
            match = (_BROKEN_BOX if begins else _NO_ITEM).match(body[line], start)
            if match and not (begins and _TASK.match(body[line], start)):
                box = match["box"]
                mark = " " if box.strip("[] ") in ("", "-", "~") else "x"
                message = f"{body[line][start : match.end()].strip()} is not a check box, so the page shows it as text"
                yield message, line + first_line, match.start("box") + 1, f"write - [{mark}] followed by a space"


def _drafts(blocks: list[Block], body: list[str]) -> Iterator[_Draft]:
    tasks = {
        block.first for block in blocks if block.kind == "item" and _TASK.match(body[block.first][block.content :])
    }
    tables = {block.first: rows for block in blocks if block.kind == "table" and (rows := _read_table(block, body))}
    for index, block in enumerate(blocks):
        if block.first in tables:
            yield from tables[block.first]
        elif block.kind == "item":
            draft = _read_item(blocks, index, body, tasks)
            outermost = block.parent is None and not tasks and not tables and not _NAME.fullmatch(draft.text)
            if block.first in tasks or outermost or (draft.details and not _in_task(block, tasks)):
                yield draft


def _in_task(block: Block, tasks: set[int]) -> bool:
    """Return whether an item is nested in a task, so that it belongs to the task's text."""
    parent = block.parent
    while parent is not None and parent.first not in tasks:
        parent = parent.parent
    return parent is not None


# --- lists ---


def _read_item(blocks: list[Block], index: int, body: list[str], tasks: set[int]) -> _Draft:
    """Read an item with the plain items nested in it; nested tasks are items of their own."""
    block = blocks[index]
    last = block.last
    texts = [body[block.first][block.content :], *body[block.first + 1 : last + 1]]
    for after in range(index + 1, len(blocks)):
        below = blocks[after]
        if below.kind != "item" or below.parent is None or below.indent <= block.indent or below.first in tasks:
            break
        texts += [""] if last == block.last and texts[-1].strip() else []
        texts += body[last + 1 : below.last + 1]
        last = below.last
    texts[1:] = dedent(texts[1:], block.content)
    task = _TASK.match(texts[0])
    if task:
        texts[0] = texts[0][task.end() :]
    text, internal = cut_internal_of_first_paragraph("\n".join(texts).strip("\n").rstrip())
    text, written, mistakes = _cut_details(text)
    details, unfilled = _split_placeholders(written)
    mistakes = mistakes or [*_check_text(text, written, is_task=task is not None)]
    ticked = task["done"].strip() if task else texts[0].startswith(_TICKS)
    default: ActionStatus = "done" if ticked else "open" if task else "proposed"
    return _Draft(block.first, last, text, details, internal or block.internal, default, mistakes, unfilled)


def _cut_details(text: str) -> tuple[str, dict[str, str], list[_DetailMistake]]:
    """Cut off the details in parentheses at the end of the first paragraph, or of its first line.

    Whatever is not a detail stays in the text, and so do braces and comments after the parentheses.
    """
    first, blank, rest = text.partition("\n\n")
    if _bracket(first) is None and "\n" in first:  # at the end of the first line, with more text below
        first, blank, rest = text.partition("\n")
    if _bracket(first) is None:
        unclosed = _NEVER_CLOSED.search(text.partition("\n\n")[0])
        message = "the parenthesis before the details is never closed, so they are not read"
        return text, {}, [_DetailMistake(message, unclosed.group()[:40], "close it with )")] if unclosed else []
    end = _end_of_text(first)
    left, rest = first[:end], first[end:] + blank + rest
    found: dict[str, str] = {}
    mistakes: list[_DetailMistake] = []
    kept: list[str] = []
    while not kept and (bracket := _bracket(left)):
        details, kept, more = _read_details(bracket["inside"])
        mistakes = [*more, *mistakes]
        if not details:
            break
        found = details | found
        left = left[: bracket.start()].rstrip() + (f" ({', '.join(kept)})" if kept else "")
    return left + rest, found, mistakes


def _split_placeholders(details: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Split the details into those with a value and those to be filled in; an explicit "none" is neither."""
    given = {detail: value for detail, value in details.items() if detail == "status" or not is_nothing(value)}
    unfilled = {detail: value for detail, value in given.items() if detail != "status" and is_unfilled(value)}
    return {detail: value for detail, value in given.items() if value and detail not in unfilled}, unfilled


def _unfilled(draft: _Draft, body: list[str], first_line: int) -> Iterator[Unfilled]:
    for detail, written in draft.unfilled.items():
        line, column = _place(body, draft, written)
        yield Unfilled(detail, written, line + first_line, column)


def _read_details(inside: str) -> tuple[dict[str, str], list[str], list[_DetailMistake]]:
    """Read the text in the parentheses: details, pieces that are none, and pieces that look like one."""
    details: dict[str, str] = {}
    kept: list[str] = []
    mistakes: list[_DetailMistake] = []
    last = ""
    for piece in _pieces(inside):
        pair = _PAIR.fullmatch(piece)
        detail = _KEYS.get(pair["key"].strip().casefold()) if pair else None
        if pair and detail and _is_remark(pair["key"].strip().casefold(), detail, pair["value"]):
            if detail == "closed":
                details.setdefault("status", "done")
            kept.append(piece.strip())
            last = ""
            continue
        mistake = None if detail else _check_piece(piece, pair["key"] if pair else "")
        if pair and detail:
            mistake = _check_value(pair["key"].strip(), pair["value"], detail in details)
            details[detail] = pair["value"].strip()
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


def _is_remark(key: str, detail: str, value: str) -> bool:
    """Return whether the key is used in another meaning because its value is not a date: ``done: in 2.4``."""
    return (detail == "closed" or key in _OTHER_THINGS) and not _is_like_date(value)


def _is_like_date(value: str) -> bool:
    """Return whether a value begins like a date, valid or not."""
    match = _LIKE_DATE.match(value)
    return match is not None and (match["word"] is None or match["word"].casefold() in MONTHS)


def _check_value(key: str, value: str, is_second: bool) -> _DetailMistake | None:
    """Return what looks wrong with a detail's value: another detail begins in it, or the detail is given twice."""
    if match := _SWALLOWED_DETAIL.search(value):
        return _DetailMistake(
            f"a comma is missing before {match['key']}", match["key"], f"add one before {match['key']}"
        )
    return (
        _DetailMistake(f"{key} is given twice", f"{key}: {value.strip()}", "keep one of the two") if is_second else None
    )


def _check_piece(piece: str, key: str) -> _DetailMistake | None:
    """Return why a piece that looks like a detail is not one."""
    written = piece.strip()
    if match := _NO_COLON.fullmatch(piece):
        name = next(key for key in _VALUES if match[key])
        parts = [name, *_SWALLOWED_KEY.split(match[f"{name}_value"])]
        wanted = ", ".join(
            f"{key}: {_expected_value(key, value)}" for key, value in zip(parts[::2], parts[1::2], strict=True)
        )
        return _DetailMistake(f"a colon is missing after {name}", written, f"write {wanted}")
    near = difflib.get_close_matches(key.casefold(), _MAIN_KEYS, 1, 0.75) if key else []
    near = near or [each for each in _MAIN_KEYS if sorted(each) == sorted(key.casefold())]  # a short word, swapped
    if near and len(key) < 12:
        return _DetailMistake(f"unknown detail {key!r}", written, f"did you mean {near[0]}?")
    return None


def _check_text(text: str, details: Collection[str], is_task: bool) -> Iterator[_DetailMistake]:
    """Yield what is wrong with an item's text apart from its details: it is empty, or contains further details."""
    if is_task and not text.strip():
        help = "say what is to be done, and add (owner: a team, due: YYYY-MM-DD), or remove the item"
        yield _DetailMistake("this action item is empty", "", help)
    if ":" not in text:
        return
    outside = [
        match for match in _OUTSIDE.finditer(without_code_spans(text)) if _KEYS[match["key"].lower()] not in details
    ]
    if outside:
        pairs = ", ".join(f"{match['key'].lower()}: {match['value'].strip(' *_.')}" for match in outside)
        message = f"{outside[0]['key'].lower()}: is outside the parentheses for details, so it is not read"
        yield _DetailMistake(message, outside[0].group().strip(" [{(,;–—-"), f"write ({pairs}) at the end of the text")


def _expected_value(key: str, value: str) -> str:
    """Return what to write as the value of a detail."""
    return "the date as YYYY-MM-DD" if key.lower() == "due" and not _ISO_DAY.fullmatch(value) else value


def _bracket(paragraph: str) -> re.Match[str] | None:
    """Return the bracket that closes at the end of the paragraph, and the emphasis around it."""
    end = len(paragraph[: _end_of_text(paragraph)].rstrip("."))
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
    return None if is_link else _MARKED.match(paragraph, max(0, at - marks), end)


def _end_of_text(paragraph: str) -> int:
    """Return where the text of a paragraph ends: before the braces and comments after it."""
    end = len(paragraph)
    while True:
        while end and paragraph[end - 1].isspace():
            end -= 1
        opening = "{" if paragraph.endswith("}", 0, end) else "<!--" if paragraph.endswith("-->", 0, end) else ""
        at = paragraph.rfind(opening, 0, end) if opening else -1
        if at < 0:
            return end
        end = at


# --- tables ---


def _read_table(block: Block, body: list[str]) -> list[_Draft]:
    header = [name.strip("*_` ").rstrip(":：").casefold() for name in split_row(body[block.first])]
    columns: dict[str, int] = {}
    for column, name in enumerate(header):
        detail = _KEYS.get(name)
        if detail and detail not in columns:
            columns[detail] = column
    action = next((column for column, name in enumerate(header) if name in ACTION_COLUMNS), None)
    if action is None and not columns.keys() - {"type"}:
        return []
    if action is None:
        action = next((column for column in range(len(header)) if column not in columns.values()), 0)
    drafts = []
    for line in range(block.first + 2, block.last + 1):
        row = split_row(body[line])
        row[-1], internal = cut_internal(row[-1])
        cells = {detail: row[column] for detail, column in columns.items() if column < len(row) and column != action}
        details, unfilled = _split_placeholders(cells)
        if "closed" in details and not _is_like_date(details["closed"]):
            details.setdefault("status", _status_of_done_cell(details.pop("closed")))
        text = row[action] if action < len(row) else ""
        default: ActionStatus = "open"
        if task := _TASK.match(text):
            text, default = text[task.end() :], "done" if task["done"].strip() else "open"
        if text or details:
            found = _Draft(line, line, text, details, internal or block.internal, default, unfilled=unfilled)
            drafts.append(found)
    return drafts


def _status_of_done_cell(cell: str) -> str:
    """Return the status in a cell of a column such as *Done* that holds no date: yes, no, or how it was done."""
    word = cell.strip("*_`[] ").casefold()
    return cell if word in _STATUS_OF else "done"


# --- details ---


def _status(draft: _Draft) -> ActionStatus:
    status = _written_status(draft)
    if status is None and "closed" in draft.details and draft.default != "done":
        return "done"
    return status or draft.default


def _written_status(draft: _Draft) -> ActionStatus | None:
    written = draft.details.get("status", "").casefold()
    if not written and (match := _AFTER_TICKET.search(draft.details.get("ticket", ""))):
        written = match[1].casefold()
    bare = _PICTURE.sub("", written)  # 🟢 Done
    heads = (written, _REMARK.split(written, maxsplit=1)[0], written.split(" ", 1)[0], bare, bare.split(" ", 1)[0])
    return next((status for head in heads if (status := _STATUS_OF.get(head.strip("*_`[] :,.–-")))), None)


def _check_status(draft: _Draft) -> Iterator[_DetailMistake]:
    written = draft.details.get("status", "")
    status = _written_status(draft)
    if draft.default == "done" and status in ("open", "proposed"):
        message = f"this item is ticked, but its status is {status}; it counts as {status}"
        yield _DetailMistake(message, written, "remove the tick, or set the status to done")
    word = written.strip("*_`[] ").casefold()
    if not word or is_nothing(word) or is_unfilled(word) or status is not None:
        return
    near = difflib.get_close_matches(word, STATUSES, 1, 0.7)
    help = f"did you mean {near[0]}?" if near else "write proposed, open, done or not doing"
    yield _DetailMistake(f"{excerpt(written)!r} is not a status; the item counts as {_status(draft)}", written, help)


def _date(text: str) -> date | None:
    written = text.strip("*_` ")
    day = None if is_nothing(written) else parse_date(written)
    if day is not None and day.year not in _YEARS:
        raise TimeRefused("bad-due-date", f"{written} is in the year {day.year}", "correct the year")
    return day


def _place(body: list[str], draft: _Draft, value: str) -> tuple[int, int]:
    """Return the line, from 0, and the column, from 1, at which a value of the item is written."""
    for line in range(draft.first, draft.last + 1):
        column = body[line].rfind(value)
        if column >= 0:
            return line, column + 1
    return draft.first, 1
