"""Words of the pages of action items.

Goes out: a part of the catalogue in ``texts``, whose docstring says how an entry is written.
"""

from __future__ import annotations

ACTIONS: dict[str, tuple[str, str, str]] = {
    "action_open_and_late": (
        "{n} open or proposed, {late} of them overdue, as of {date}.",
        "{n} offen oder vorgeschlagen, davon {late} überfällig (Stand: {date}).",
        "未完了・提案 {n} 件、うち期限超過 {late} 件（{date} 時点）。",
    ),
    "action_as_of_reader": (
        "{n} open or proposed, {late} of them overdue, as of today, {date}.",
        "{n} offen oder vorgeschlagen, davon {late} überfällig (Stand: heute, {date}).",
        "未完了・提案 {n} 件、うち期限超過 {late} 件（本日 {date} 時点）。",
    ),
    "calendar_file": ("Calendar (.ics)", "Kalender (.ics)", "カレンダー (.ics)"),
    "csv_file": ("CSV", "CSV", "CSV"),
    "search_actions": (
        "Search {n} action item…|Search {n} action items…",
        "{n} Maßnahme durchsuchen…|{n} Maßnahmen durchsuchen…",
        "{n} 件の対策を検索…",
    ),
    "search_actions_label": ("Search the action items", "Maßnahmen durchsuchen", "対策を検索"),
    "action_shown_of": (
        "{n} of {total} action items",
        "{n} von {total} Maßnahmen",
        "対策 {total} 件中 {n} 件",
    ),
    "action_shown_failed": (
        "The other pages could not be loaded: only the items on this page are listed.",
        "Die weiteren Seiten konnten nicht geladen werden: Dies sind die Maßnahmen dieser Seite.",
        "他のページを読み込めませんでした。このページの対策のみを表示しています。",
    ),
    "actions_none": (
        "No report has any action items yet.",
        "Noch kein Bericht hat eine Maßnahme.",
        "対策のあるレポートはまだありません。",
    ),
    "actions_no_match": (
        "No action items match.",
        "Keine Maßnahme passt.",
        "条件に一致する対策はありません。",
    ),
    "show_actions": (
        "Show {n} action item|Show {n} action items",
        "{n} Maßnahme zeigen|{n} Maßnahmen zeigen",
        "対策 {n} 件を表示",
    ),
    "group_overdue": ("Overdue", "Überfällig", "期限超過"),
    "group_soon": ("Due in the next 30 days", "In den nächsten 30 Tagen fällig", "30 日以内に期限"),
    "group_undated": ("No due date", "Ohne Frist", "期限なし"),
    "group_later": ("Due later", "Später fällig", "それ以降に期限"),
    "group_done": ("Done", "Erledigt", "完了"),
    "group_not doing": ("Not doing", "Wird nicht umgesetzt", "実施しない"),
    "longest_first": ("longest first", "längste zuerst", "長い順"),
    "action_and_report": ("Action and report", "Maßnahme und Bericht", "対策とレポート"),
    "age": ("Age", "Alter", "経過"),
    "late_or_left": ("Late or due in", "Verspätet oder fällig", "超過または残り"),
    "days_age": ("{days} d", "{days} Tg.", "{days} 日"),
    "days_late": ("{days} d late", "{days} Tg. zu spät", "{days} 日遅れ"),
    "days_left": ("in {days} d", "in {days} Tg.", "あと {days} 日"),
    "closed_on": ("closed {date}", "beendet {date}", "{date} 終了"),
    "late_count": ("{late} late", "{late} verspätet", "{late} 件遅れ"),
    "nobody": ("no owner", "niemand", "担当なし"),
    "group_by": ("Group", "Gruppieren", "グループ化"),
    "by_due": ("By due date", "Nach Frist", "期限別"),
    "by_owner": ("By owner", "Nach Zuständigen", "担当別"),
    "by_report": ("By report", "Nach Bericht", "レポート別"),
    "count_late": ("Late", "Verspätet", "遅れ"),
    "count_open": ("Open", "Offen", "未完了"),
    "count_closed": ("Closed", "Beendet", "終了"),
    "closed_by_year": ("Done or not doing", "Erledigt oder nicht umgesetzt", "完了・実施しない"),
    "all_owners": ("All {n} owners", "Alle {n} Zuständigen", "担当 {n} 件すべて"),
    "all_actions": ("All action items", "Alle Maßnahmen", "すべての対策"),
}
