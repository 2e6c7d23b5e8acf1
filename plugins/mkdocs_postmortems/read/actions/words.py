"""The words of action items: keys of details, headers of columns, and statuses, in several languages.

Called by ``section``, ``details`` and the importer.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection
from functools import lru_cache

from mkdocs_postmortems.letters import bare as without_accents
from mkdocs_postmortems.letters import edit_distance
from mkdocs_postmortems.read.model import ActionStatus
from mkdocs_postmortems.read.patterns import pattern

DETAILS: dict[str, tuple[str, ...]] = {
    # detail: its keys in "(key: value)" and in a table's header, in English and in the languages of old reports
    "owner": (
        "owner", "owners", "assignee", "assigned to", "assigned", "dri", "who", "responsible", "team", "lead",
        "responsible team", "owning team", "responsible person", "point of contact", "poc",
        "verantwortlich", "zuständig", "wer", "担当", "担当者", "オーナー",
        "qui", "quién", "dueño", "quem", "chi", "wie", "vem", "kto", "кто",
        "responsable", "propriétaire", "propietario", "responsável", "responsabile", "ответственный", "исполнитель",
        "负责人", "责任人", "담당자", "담당",
        "eigenaar", "verantwoordelijke", "toegewezen aan", "ansvarig", "ägare", "odpowiedzialny", "właściciel",
        "osoba odpowiedzialna",
    ),
    "due": (
        "due", "due date", "deadline", "target", "target date", "by", "by when", "eta", "when", "expected completion",
        "due by", "completion target", "target completion", "target completion date",
        "fällig", "fällig am", "fälligkeit", "frist", "bis", "bis wann", "zieldatum",
        "期限", "期日", "échéance", "fecha límite", "plazo",
        "prazo", "scadenza", "срок", "截止日期", "截止时间", "기한", "마감일",
        "uiterlijk", "vervaldatum", "senast", "förfallodatum", "termin", "date limite", "délai", "data limite",
        "vencimiento", "fecha de vencimiento", "vencimento", "data di scadenza", "締切", "完了予定日", "完成日期",
        "fecha compromiso", "fecha objetivo", "fecha de entrega", "截止", "完成时间", "预计完成时间", "计划完成时间",
    ),
    "type": (
        "type", "category", "kind", "class",
        "typ", "art", "kategorie", "種類", "種別", "分類", "catégorie", "tipo", "categoría",
        "类型", "유형", "soort", "categorie", "kategori", "rodzaj", "kategoria",
    ),
    "priority": (
        "priority", "prio", "priorität", "優先度", "priorité", "prioridad", "prioridade", "priorità", "приоритет",
        "优先级", "우선순위", "prioriteit", "prioritet", "priorytet",
    ),
    "status": (
        "status", "state", "progress", "done?",
        "stand", "zustand", "状態", "ステータス", "状況", "statut", "état", "estado",
        "stato", "статус", "状态", "상태", "voortgang", "estatus",
    ),
    "ticket": (
        "ticket", "tickets", "issue", "issues", "link", "links", "jira", "bug", "tracking", "tracker", "pr", "story",
        "jira link", "jira issue", "github issue", "tracking issue", "pull request",
        "チケット", "課題", "リンク", "enlace", "lien",
    ),
    "closed": (
        "done", "closed", "completed", "done on", "completed on", "closed on", "completion date",
        "erledigt", "erledigt am", "完了", "完了日",
    ),
}  # fmt: skip
ACTION_COLUMNS = frozenset(map(str.casefold, (
    "action", "actions", "action item", "action items", "item", "items", "task", "tasks", "what", "measure",
    "description", "todo", "to do", "follow-up", "follow up", "improvement", "fix", "recommendation", "title",
    "summary", "maßnahme", "maßnahmen", "aufgabe", "was", "beschreibung",
    "アクション", "アクションアイテム", "対応", "対策", "内容", "タスク", "mesure", "acción", "tarea", "tâche",
    "ação", "tarefa", "azione", "действие", "задача", "行动项", "措施", "改进项", "任务", "조치", "조치 사항", "할 일",
    "actie", "actiepunt", "taak", "maatregel", "omschrijving", "åtgärd", "uppgift", "beskrivning", "działanie",
    "zadanie", "opis",
)))  # fmt: skip
TICK_NAMES = (":white_check_mark:", ":heavy_check_mark:", ":ballot_box_with_check:")
STATUSES: dict[ActionStatus, tuple[str, ...]] = {
    "proposed": ("proposed", "idea", "suggested", "under discussion", "vorgeschlagen", "idee", "提案"),
    "open": (
        "open", "todo", "to do", "to-do", "in progress", "wip", "ongoing", "started", "planned", "pending", "backlog",
        "not started", "new", "blocked", "in review", "under review", "no", "in-progress", "scheduled", "backlogged",
        "false", "assigned", "active", "ready", "waiting", "on hold", "deferred", "postponed",
        "offen", "in arbeit", "in bearbeitung", "begonnen", "geplant", "laufend", "zurückgestellt",
        "未", "未着手", "未対応", "対応中", "進行中", "予定",
        "abierto", "abierta", "pendiente", "aberto", "aberta", "pendente", "ouvert",
        "ouverte", "aperto", "aperta", "открыто", "未开始", "未完成", "待处理", "待执行", "待办", "进行中", "处理中",
        "예정", "진행중", "진행 중", "🔄", "⏳", "⌛", "🚧", "⬜", "🔲", "❌", "✗", "☐", "□",
        ":construction:", ":hourglass:", ":hourglass_flowing_sand:", ":arrows_counterclockwise:", ":x:",
        ":white_large_square:", ":negative_squared_cross_mark:",
        "gepland", "bezig", "in behandeling", "te doen", "öppen", "pågår", "planerad", "ej påbörjad", "att göra",
        "otwarte", "w toku", "w trakcie", "planowane", "do zrobienia",
        "en proceso", "en curso", "en progreso", "por hacer", "em andamento", "em curso", "a fazer", "en cours",
        "à faire", "in corso", "da fare", "в работе",
    ),
    "done": (
        "done", "closed", "complete", "completed", "finished", "fixed", "resolved", "shipped", "merged", "deployed",
        "implemented", "released", "verified",
        "yes", "true", "x", "✅", "✔", "✓", "☑", *TICK_NAMES, "erledigt", "fertig", "abgeschlossen", "umgesetzt", "ja",
        "完了", "対応済み", "済",
        "対応済", "hecho", "hecha", "completado", "completada", "cerrado", "concluido", "concluida", "terminado",
        "terminada", "feito", "feita", "concluído", "concluída",
        "fait", "faite", "terminé", "terminée", "fatto", "completato", "готово", "выполнено", "сделано",
        "已完成", "已修复", "已解决", "已关闭", "완료",
        "gereed", "klaar", "afgerond", "voltooid", "gedaan", "klar", "klart", "färdig", "slutförd", "genomförd",
        "zrobione", "gotowe", "ukończone", "zakończone", "zamknięte", "wykonane",
    ),
    "not doing": (
        "not doing", "wontfix", "won't fix", "won’t fix", "won't do", "won’t do", "wont do", "rejected", "declined",
        "cancelled", "canceled", "dropped", "abandoned", "obsolete", "not planned", "wont fix",
        "no longer needed", "no longer required", "no longer relevant", "not needed", "not required", "no action",
        "duplicate", "superseded",
        "verworfen", "abgelehnt", "entfällt", "見送り", "対応しない", "却下", "中止",
        "vervallen", "afgewezen", "avvisad", "utgår", "odrzucone", "anulowane",
    ),
}  # fmt: skip
KEYS = {form: detail for detail, keys in DETAILS.items() for key in keys for form in (without_accents(key), key)}
"""The detail that each key means, with its accents or without them."""
_REMARK = pattern(r"(?:[(（][^()（）]*[)）]|\?)$")
_LAST_WORDS = ("owner", "ticket", "deadline")
_WORDS_FOR_ACTIONS = ("action", "actions", "item", "items", "task", "tasks", "measure", "measures")
_USUAL_HEADERS = (
    *("action", "action item", "action items", "task", "owner", "assignee", "responsible", "due", "due date"),
    *("deadline", "status", "ticket", "priority", "type"),
)
_NO_SLIPS = ("stats", "assigner", "auction", "typed")
"""Other words that differ from one of them in a letter."""
_SHORTEST = 3
"""Letters of the shortest header of which a slip is recognized, if two of them are swapped."""
STATUS_OF = {word: status for status, words in STATUSES.items() for word in words}
"""The status that each word means."""
TICKS = frozenset(word for word in STATUS_OF if not word[0].isalnum()) | {"[x]", "[ ]"}
"""What fills a column of ticks, which needs no header."""
BEGINS_DONE = pattern(
    rf"[✅✔☑]|{'|'.join(TICK_NAMES)}"
    r"|[*_`\[(]{0,3}(?:DONE|FIXED|COMPLETED|CLOSED)(?!\w)[*_`\])]{0,3}(?:[ ]?[:–—]|[ ]-|(?<=[*_\])]))"
)
"""The beginning of a completed item without a check box. In code, such a word may be a name, as of a socket's state."""
ENDS_DONE = pattern(
    r".*[ ][–—-]{1,2}[ ]+[*_`\[(]{0,3}(?:done|fixed|completed?|closed)[*_`\])]{0,3}[ ]*[.!✅✔☑]?[ ]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""The first line of one whose status stands behind its text: ``Index the column - Done``."""


def _bare(header: str) -> str:
    """Return a header without a remark in brackets or a question mark at its end."""
    return _REMARK.sub("", header).rstrip()


@lru_cache(maxsize=256)  # every report has the same few headers
def detail_of_column(name: str) -> str:
    """Return the detail that a header means although it is not one of the keys: ``owner(s)``, ``jira ticket``; or "".

    Of words with a slash between them, such as ``owner / team``, each must mean it.
    """
    bare = _bare(name)
    meant = {KEYS.get(word.strip(), "") for word in bare.split("/")}
    if len(meant) == 1 and (detail := meant.pop()):
        return detail
    last = bare.rpartition(" ")[2]
    return KEYS[last] if last in _LAST_WORDS else ""


@lru_cache(maxsize=256)
def _near_header(name: str) -> str:
    """Return the usual header that a word is a slip of; "" for any other word, and for a right one."""
    if len(name) < _SHORTEST or name in _NO_SLIPS or KEYS.get(name) or names_actions(name) or detail_of_column(name):
        return ""
    near = difflib.get_close_matches(name, _USUAL_HEADERS, 1, 0.85) if len(name) > _SHORTEST else []
    alike = (each for each in _USUAL_HEADERS if each in near or sorted(name) == sorted(each))
    meant = next((each for each in alike if name[0] == each[0] and edit_distance(name, each) == 1), "")
    return "" if name in (f"{meant}s", meant) else meant


def mistyped_header(name: str, others: Collection[str]) -> str:
    """Return the header that was meant by one in lower case, if none of the table's ``others`` is it; or ""."""
    meant = _near_header(name)
    return "" if meant in others else meant


def may_head_ticks(name: str) -> bool:
    """Return whether a column of ticks below this header says what is done: it has no words, or one such as *Done?*."""
    return not any(map(str.isalnum, name)) or STATUS_OF.get(_bare(name)) == "done"


@lru_cache(maxsize=256)
def names_actions(name: str) -> bool:
    """Return whether a header says that its column holds actions: ``action``, ``action(s)``, ``follow-up task``."""
    bare = _bare(name)
    return bare in ACTION_COLUMNS or bare.rpartition(" ")[2] in _WORDS_FOR_ACTIONS
