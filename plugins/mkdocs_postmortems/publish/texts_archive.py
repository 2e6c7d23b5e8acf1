"""Words of the pages that list incidents, and of the search.

Goes out: a part of the catalogue in ``texts``, whose docstring says how an entry is written.
"""

from __future__ import annotations

ARCHIVE: dict[str, tuple[str, str, str]] = {
    "lost_page": (
        "No page has this address. A report that has moved is found by its title in the archive.",
        "Unter dieser Adresse gibt es keine Seite. Ein verschobener Bericht findet sich über seinen Titel im Archiv.",
        "このアドレスにページはありません。移動した報告書は、アーカイブで題名から探せます。",
    ),
    "incident_archive": ("Incident archive", "Vorfallarchiv", "インシデントアーカイブ"),
    "incidents_since": (
        "incident since {year}|incidents since {year}",
        "Vorfall seit {year}|Vorfälle seit {year}",
        "件のインシデント（{year} 年以降）",
    ),
    "incidents_none": ("incidents so far", "Vorfälle bisher", "件のインシデント"),
    "incidents_last_year": (
        "incident · {recent} in the last 12 months|incidents · {recent} in the last 12 months",
        "Vorfall · {recent} in den letzten 12 Monaten|Vorfälle · {recent} in den letzten 12 Monaten",
        "件のインシデント · 過去 12 か月に {recent} 件",
    ),
    "incidents_in_year": ("incident|incidents", "Vorfall|Vorfälle", "件のインシデント"),
    "incidents_year_before": (
        "incident · {before} the year before|incidents · {before} the year before",
        "Vorfall · {before} im Jahr davor|Vorfälle · {before} im Jahr davor",
        "件のインシデント · 前年 {before} 件",
    ),
    "median_to_mitigate": ("median to mitigate", "Median bis zur Eindämmung", "緩和までの中央値"),
    "median_to_detect": ("median to detect", "Median bis zur Entdeckung", "検知までの中央値"),
    "last_12_months": ("last 12 months", "letzte 12 Monate", "過去 12 か月"),
    "sample": ("n {n}", "n {n}", "n {n}"),
    "too_few": ("too few", "zu wenige", "少数"),
    "overdue_items": (
        "action item overdue, as of {date}|action items overdue, as of {date}",
        "Maßnahme überfällig (Stand: {date})|Maßnahmen überfällig (Stand: {date})",
        "件の対策が期限超過（{date} 時点）",
    ),
    "overdue_of_open": (
        "action item overdue, of {open} open, as of {date}|action items overdue, of {open} open, as of {date}",
        "Maßnahme überfällig, von {open} offenen (Stand: {date})|"
        "Maßnahmen überfällig, von {open} offenen (Stand: {date})",
        "件の対策が期限超過（未完了 {open} 件中、{date} 時点）",
    ),
    "skip_chart": ("Skip the chart", "Grafik überspringen", "図をスキップ"),
    "all_incidents": ("All incidents by day", "Alle Vorfälle nach Tag", "日別の全インシデント"),
    "any_other": ("any other incident", "anderer Vorfall", "その他のインシデント"),
    "search_incidents": (
        "Search {n} incident…|Search {n} incidents…",
        "{n} Vorfall durchsuchen…|{n} Vorfälle durchsuchen…",
        "{n} 件のインシデントを検索…",
    ),
    "search_label": ("Search the incidents", "Vorfälle durchsuchen", "インシデントを検索"),
    "filters": ("Filters", "Filter", "絞り込み"),
    "clear_all": ("Clear all", "Alle entfernen", "すべて解除"),
    "remove_filter": ("Remove {what}", "{what} entfernen", "{what} を解除"),
    "more_values": ("{n} more", "{n} weitere", "他 {n} 件"),
    "all_values": ("All {n}", "Alle {n}", "全 {n} 件"),
    "narrow_by": ("Narrow by {facet}", "Eingrenzen nach {facet}", "{facet}で絞り込む"),
    "show_incidents": (
        "Show {n} incident|Show {n} incidents",
        "{n} Vorfall zeigen|{n} Vorfälle zeigen",
        "{n} 件を表示",
    ),
    "found_of": (
        "{n} of {total} incidents",
        "{n} von {total} Vorfällen",
        "{total} 件中 {n} 件",
    ),
    "nothing_matches": (
        "No incident matches this search.",
        "Kein Vorfall passt zu dieser Suche.",
        "条件に一致するインシデントはありません。",
    ),
    "nothing_hint": (
        "Try fewer words or remove a filter.",
        "Weniger Wörter oder weniger Filter können helfen.",
        "語句や絞り込みを減らしてみてください。",
    ),
    "no_incidents": (
        "No incident has been published yet.",
        "Noch kein Vorfall veröffentlicht.",
        "公開済みのインシデントはまだありません。",
    ),
    "search_partial": (
        "{n} found. Not every archive could be searched.",
        "{n} gefunden. Nicht jedes Archiv war zu durchsuchen.",
        "{n} 件。検索できないアーカイブがありました。",
    ),
    "search_failed": (
        "The search could not be loaded. The list below is complete.",
        "Die Suche konnte nicht geladen werden. Die Liste unten ist vollständig.",
        "検索を読み込めませんでした。以下の一覧は完全です。",
    ),
    "show_more": ("Show more", "Mehr zeigen", "さらに表示"),
    "sort": ("Sort", "Sortieren", "並べ替え"),
    "sort_newest": ("Newest first", "Neueste zuerst", "新しい順"),
    "sort_oldest": ("Oldest first", "Älteste zuerst", "古い順"),
    "sort_longest": ("Longest first", "Längste zuerst", "長い順"),
    "sort_severe": ("Most severe first", "Schwerste zuerst", "重大度順"),
    "sort_relevance": ("Best match first", "Beste Treffer zuerst", "関連度順"),
    "phase_shares": ("Phases: {what}", "Phasen: {what}", "フェーズ: {what}"),
    "phase_share": ("{phase} {percent} %", "{phase} {percent} %", "{phase} {percent}%"),
    "whole": ("Start to end", "Anfang bis Ende", "開始から終了まで"),
    "newest_of": (
        "The newest {n} of {total} incidents. All of them by year:",
        "Die neuesten {n} von {total} Vorfällen. Alle nach Jahr:",
        "{total} 件中、最新の {n} 件です。年別の一覧:",
    ),
    "pages": ("Pages", "Seiten", "ページ"),
    "page_n": ("Page {n}", "Seite {n}", "{n} ページ"),
    "incidents_heading": ("Incidents", "Vorfälle", "インシデント"),
    "facet_count": (
        "{n} of {total} incidents, since {date}",
        "{n} von {total} Vorfällen, seit {date}",
        "{total} 件中 {n} 件（{date} 以降）",
    ),
    "atom_feed": ("Atom feed", "Atom-Feed", "Atom フィード"),
    "json_feed": ("JSON feed", "JSON-Feed", "JSON フィード"),
    "everything": ("all incidents", "alle Vorfälle", "全インシデント"),
    "time_to_mitigate": ("Time to mitigate", "Zeit bis zur Eindämmung", "緩和までの時間"),
    "show_table": ("Show as table", "Als Tabelle zeigen", "表で表示"),
    "median": ("median", "Median", "中央値"),
    "middle_half": ("middle half", "mittlere Hälfte", "中央の半分"),
    "search": ("Search", "Suche", "検索"),
    "search_site": ("Search this site", "Diese Website durchsuchen", "サイト内を検索"),
    "search_close": ("Close the search", "Suche schließen", "検索を閉じる"),
    "search_keys": (
        "Arrow keys choose, Enter opens, Escape closes",
        "Pfeiltasten wählen, Enter öffnet, Escape schließt",
        "矢印キーで選択、Enter で開く、Escape で閉じる",
    ),
    "search_archive": ("Filter in the archive", "Im Archiv filtern", "アーカイブで絞り込む"),
    "results": ("{n} result|{n} results", "{n} Treffer|{n} Treffer", "{n} 件"),
    "no_results": ("Nothing found", "Nichts gefunden", "見つかりませんでした"),
}
