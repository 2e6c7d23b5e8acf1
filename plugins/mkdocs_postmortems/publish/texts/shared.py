"""Words that several kinds of pages use: names of facets, statuses, phases, kinds of events.

A part of the catalogue in ``texts``, which explains the format.
"""

from __future__ import annotations

SHARED: dict[str, tuple[str, str, str]] = {
    "comma": (", ", ", ", "、"),
    "full_stop": (".", ".", "。"),
    "archive": ("Archive", "Archiv", "アーカイブ"),
    "on_this_page": ("On this page", "Auf dieser Seite", "このページの内容"),
    "insights": ("Insights", "Auswertung", "分析"),
    "action_items": ("Action items", "Maßnahmen", "アクションアイテム"),
    "incidents": ("{n} incident|{n} incidents", "{n} Vorfall|{n} Vorfälle", "{n} 件のインシデント"),
    "not_recorded": ("not recorded", "nicht erfasst", "記録なし"),
    "none": ("none", "keine", "なし"),
    "yes": ("yes", "ja", "はい"),
    "no": ("no", "nein", "いいえ"),
    "named_value": ("{name}: {value}", "{name}: {value}", "{name}: {value}"),
    "internal": ("Internal", "Intern", "社内限定"),
    "as_of": ("As of {date}", "Stand: {date}", "{date} 時点"),
    # Names of facets
    "severity": ("Severity", "Schweregrad", "重大度"),
    "no_severity": ("no severity", "ohne Schweregrad", "重大度なし"),
    "services": ("Service", "Dienst", "サービス"),
    "cause": ("Cause", "Ursache", "原因"),
    "year": ("Year", "Jahr", "年"),
    "tags": ("Tag", "Schlagwort", "タグ"),
    "teams": ("Team", "Team", "チーム"),
    # A report's status
    "status": ("Status", "Status", "状態"),
    "draft": ("Draft", "Entwurf", "下書き"),
    "review": ("In review", "In Prüfung", "レビュー中"),
    "final": ("Final", "Abgeschlossen", "確定"),
    # Figures
    "duration": ("Duration", "Dauer", "継続時間"),
    "to_detect": ("To detect", "Bis zur Entdeckung", "検知まで"),
    "to_mitigate": ("To mitigate", "Bis zur Eindämmung", "緩和まで"),
    "users_affected": ("Users affected", "Betroffene", "影響を受けたユーザー"),
    "open_actions": ("Open action items", "Offene Maßnahmen", "未完了の対策"),
    "n_of_m": ("{n} of {total}", "{n} von {total}", "{total} 件中 {n} 件"),
    # Phases
    "undetected": ("Undetected", "Unentdeckt", "未検知"),
    "responding": ("Responding", "Reaktion", "対応中"),
    "recovering": ("Recovering", "Erholung", "復旧中"),
    "and_phase": ("{first} and {second}", "{first} und {second}", "{first}・{second}"),
    # Kinds of events
    "kind_started": ("started", "begonnen", "開始"),
    "kind_detected": ("detected", "entdeckt", "検知"),
    "kind_acknowledged": ("acknowledged", "übernommen", "確認"),
    "kind_escalated": ("escalated", "eskaliert", "エスカレーション"),
    "kind_false-lead": ("false lead", "falsche Fährte", "誤った手がかり"),
    "kind_cause-found": ("cause found", "Ursache gefunden", "原因判明"),
    "kind_mitigated": ("mitigated", "eingedämmt", "緩和"),
    "kind_resolved": ("resolved", "behoben", "解決"),
    "kind_communicated": ("communicated", "mitgeteilt", "連絡"),
    # Action items
    "action": ("Action", "Maßnahme", "対策"),
    "type": ("Type", "Art", "種別"),
    "owner": ("Owner", "Zuständig", "担当"),
    "due": ("Due", "Fällig", "期限"),
    "ticket": ("Ticket", "Ticket", "チケット"),
    "proposed": ("proposed", "vorgeschlagen", "提案"),
    "open": ("open", "offen", "未完了"),
    "done": ("done", "erledigt", "完了"),
    "not doing": ("not doing", "wird nicht umgesetzt", "実施しない"),
    "days_overdue": ("{n} d overdue", "{n} Tg. überfällig", "{n} 日超過"),
    "due_today": ("due today", "heute fällig", "本日期限"),
    # An exported page, which has no theme around it
    "home": ("Home", "Startseite", "ホーム"),
    "to_dark": ("Dark mode", "Dunkles Farbschema", "ダークモード"),
    "to_light": ("Light mode", "Helles Farbschema", "ライトモード"),
}
