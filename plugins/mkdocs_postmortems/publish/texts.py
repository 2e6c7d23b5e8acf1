"""The catalogue: every word of the interface that a reader sees, in each language.

Comes in: a language. Goes out: ``Texts``, which the templates and the other modules of ``publish`` call by key.
An entry holds its languages side by side, so that one which lacks a language cannot be written. Where a count
changes the wording, ``|`` parts the forms in the order of CLDR (English and German: one, other).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from babel import Locale
from babel.numbers import format_decimal

LANGUAGES = ("en", "de", "ja")

Entry = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of one language. Calling it with a key gives plain text: whoever prints it escapes it."""

    language: str

    def __call__(self, key: str, /, **values: Any) -> str:
        """The text of ``key`` with ``{name}`` replaced; ``n`` chooses the form and is written as a number.

        Raises ``KeyError`` for a key that is not in the catalogue, or a value that the text wants and did not get.
        """
        forms = _forms(self.language, key)
        if "n" in values:
            count = values["n"]
            form = forms[0] if len(forms) == 1 or _is_one(self.language, count) else forms[-1]
            values["n"] = _number(self.language, count)
        else:
            form = forms[0]
        return form.format_map(values) if values else form

    def forms(self, key: str) -> list[str]:
        """All forms of a text, unfilled, for a script that counts in the reader's browser."""
        return list(_forms(self.language, key))


@cache
def _forms(language: str, key: str) -> tuple[str, ...]:
    return tuple(CATALOGUE[key][LANGUAGES.index(language)].split("|"))


@lru_cache(maxsize=4096)
def _number(language: str, count: float) -> str:
    return format_decimal(count, locale=language)


@lru_cache(maxsize=256)
def _is_one(language: str, count: int) -> bool:
    return Locale.parse(language).plural_form(count) == "one"


def texts_for(language: str) -> Texts:
    """The words of a language tag such as ``de`` or ``de-AT``; English where it has none of ours."""
    short = language.replace("_", "-").partition("-")[0].lower()
    return Texts(short if short in LANGUAGES else "en")


_SHARED: dict[str, Entry] = {
    "comma": (", ", ", ", "、"),
    "full_stop": (".", ".", "。"),
    "archive": ("Archive", "Archiv", "アーカイブ"),
    "on_this_page": ("On this page", "Auf dieser Seite", "このページの内容"),
    "insights": ("Insights", "Auswertung", "分析"),
    "action_items": ("Action items", "Maßnahmen", "アクションアイテム"),
    "incidents": ("{n} incident|{n} incidents", "{n} Vorfall|{n} Vorfälle", "{n} 件のインシデント"),
    "not_recorded": ("not recorded", "nicht erfasst", "記録なし"),
    "none": ("none", "keine", "なし"),
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
    "open_actions": ("Open actions", "Offene Maßnahmen", "未完了の対策"),
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
}

_REPORT: dict[str, Entry] = {
    "header": ("The incident at a glance", "Der Vorfall auf einen Blick", "インシデントの概要"),
    "draft_note": (
        "This report is a draft. It may be incomplete and may change.",
        "Dieser Bericht ist ein Entwurf. Er kann unvollständig sein und sich noch ändern.",
        "このレポートは下書きです。未完成の箇所があり、変更されることがあります。",
    ),
    "review_note": (
        "This report is in review. It may still change.",
        "Dieser Bericht ist in Prüfung. Er kann sich noch ändern.",
        "このレポートはレビュー中です。変更されることがあります。",
    ),
    "cause_chip": ("cause: {cause}", "Ursache: {cause}", "原因: {cause}"),
    "about_figures": ("How it is computed", "So wird gerechnet", "計算方法"),
    "no_end": ("end not recorded", "Ende nicht erfasst", "終了の記録なし"),
    "own_zone": ("my time", "meine Zeit", "現地時刻"),
    "own_zone_title": (
        "Show times in my time zone, {zone}",
        "Zeiten in meiner Zeitzone zeigen, {zone}",
        "自分のタイムゾーン（{zone}）で表示",
    ),
    "graphic_zone": ("The graphic keeps {zone}.", "Die Grafik bleibt bei {zone}.", "図の時刻は {zone} のままです。"),
    "event_times": ("{carry} {rest}", "{carry} {rest}", "{carry}{rest}"),
    "not_timed": ("not timed", "ohne Uhrzeit", "時刻なし"),
    "show_in_graphic": ("Event {number} in the graphic", "Ereignis {number} in der Grafik", "図中の出来事 {number}"),
    "moved": ("This report has moved:", "Dieser Bericht ist umgezogen:", "この報告は移動しました："),
    "open_all": ("Open all", "Alle öffnen", "すべて開く"),
    "close_all": ("Close all", "Alle schließen", "すべて閉じる"),
    "link_copied": ("Link copied", "Link kopiert", "リンクをコピーしました"),
    "events_timed": (
        "{n} of {total} events carries a time.|{n} of {total} events carry a time.",
        "{n} von {total} Ereignissen hat eine Uhrzeit.|{n} von {total} Ereignissen haben eine Uhrzeit.",
        "{total} 件中 {n} 件に時刻があります。",
    ),
    "events_none_timed": (
        "None of the {total} events carries a time; they stand in the order written.",
        "Keines der {total} Ereignisse hat eine Uhrzeit; sie stehen in der Reihenfolge des Berichts.",
        "{total} 件の出来事にはいずれも時刻がなく、記載順に並んでいます。",
    ),
    "events_rest_between": (
        "The other one happened between {first} and {last}.|"
        "The other {n} happened between {first} and {last}, in the order written.",
        "Das andere geschah zwischen {first} und {last}.|"
        "Die anderen {n} geschahen zwischen {first} und {last}, in der Reihenfolge des Berichts.",
        "残り {n} 件は {first} から {last} の間に、記載順に起きました。",
    ),
    "events_rest": (
        "The other one stands where it was written.|The other {n} stand in the order written.",
        "Das andere steht, wo es geschrieben wurde.|Die anderen {n} stehen in der Reihenfolge des Berichts.",
        "残り {n} 件は記載順に並んでいます。",
    ),
    "events": ("{n} event|{n} events", "{n} Ereignis|{n} Ereignisse", "{n} 件"),
    "related": ("Related reports", "Verwandte Berichte", "関連レポート"),
    "shares": ("shares {what}", "gemeinsam: {what}", "共通点: {what}"),
    "linked": ("named by its author", "im Bericht genannt", "執筆者による関連付け"),
    "links": ("Links", "Links", "リンク"),
    "roles": ("Roles", "Rollen", "役割"),
    "internal_fields": ("Internal details", "Interne Angaben", "社内限定の情報"),
    "internal_note": (
        "Only in the internal edition",
        "Nur in der internen Ausgabe",
        "社内版のみに掲載",
    ),
    "authors": ("Authors", "Verfasst von", "執筆者"),
    "neighbours": ("Neighbouring reports", "Benachbarte Berichte", "前後のレポート"),
    "newer": ("Newer", "Neuer", "新しいレポート"),
    "older": ("Older", "Älter", "古いレポート"),
}

_ARCHIVE: dict[str, Entry] = {
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

_ACTIONS: dict[str, Entry] = {
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
        "The further pages could not be loaded: these are the items of this page.",
        "Die weiteren Seiten konnten nicht geladen werden: Dies sind die Maßnahmen dieser Seite.",
        "他のページを読み込めませんでした。このページの対策のみを表示しています。",
    ),
    "actions_none": (
        "No report has an action item yet.",
        "Noch kein Bericht hat eine Maßnahme.",
        "対策のあるレポートはまだありません。",
    ),
    "actions_no_match": (
        "No action item matches.",
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
    "overdue_by": ("Overdue by", "Überfällig seit", "超過日数"),
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

_DRAWING: dict[str, Entry] = {
    "drawing_timeline": ("Timeline of the incident", "Zeitleiste des Vorfalls", "インシデントのタイムライン"),
    "drawing_phase": ("{phase} · {length}", "{phase} · {length}", "{phase}・{length}"),
    "drawing_span": (
        "{start} to {end}, {length}.",
        "{start} bis {end}, {length}.",
        "{start} から {end} まで、{length}。",
    ),
    "drawing_rail": (
        "{n} event not timed: place not to scale|{n} events not timed: order as written, places not to scale",
        "{n} Ereignis ohne Uhrzeit: Ort nicht maßstäblich|"
        "{n} Ereignisse ohne Uhrzeit: in der Reihenfolge des Berichts, nicht maßstäblich",
        "時刻なし {n} 件: 記載順、位置は縮尺どおりではありません",
    ),
    "drawing_rail_short": (
        "{n} not timed, place not to scale|{n} not timed, places not to scale",
        "{n} ohne Uhrzeit, nicht maßstäblich|{n} ohne Uhrzeit, nicht maßstäblich",
        "時刻なし {n} 件、位置は縮尺外",
    ),
    "drawing_about": ("~{time}", "~{time}", "約 {time}"),
    "drawing_range": ("{start}–{end}", "{start}–{end}", "{start}～{end}"),
    "drawing_night": ("night", "Nacht", "夜間"),
    "drawing_bins": (
        "events in {length}, most {n}|events in {length}, most {n}",
        "Ereignisse je {length}, höchstens {n}|Ereignisse je {length}, höchstens {n}",
        "{length} ごとの件数、最大 {n}",
    ),
    "drawing_key_timed": (
        "timed: the line meets the band at its minute",
        "mit Uhrzeit: die Linie trifft das Band zu ihrer Minute",
        "時刻あり: 線が帯のその時刻を指します",
    ),
    "drawing_key_untimed": (
        "not timed: between its timed neighbours",
        "ohne Uhrzeit: zwischen den Nachbarn mit Uhrzeit",
        "時刻なし: 時刻のある前後の間",
    ),
    "drawing_key_about": ("about that time", "ungefähr um diese Zeit", "およその時刻"),
    "drawing_key_range": ("from, to", "von, bis", "開始と終了"),
    "drawing_no_detection": (
        "The detection has no time, so undetected and responding are drawn as one phase.",
        "Die Entdeckung hat keine Uhrzeit; unentdeckt und Reaktion sind daher als eine Phase gezeichnet.",
        "検知の時刻がないため、未検知と対応中を一つの区間として描いています。",
    ),
    "drawing_no_mitigation": (
        "The mitigation has no time, so responding and recovering are drawn as one phase.",
        "Die Eindämmung hat keine Uhrzeit; Reaktion und Erholung sind daher als eine Phase gezeichnet.",
        "緩和の時刻がないため、対応中と復旧中を一つの区間として描いています。",
    ),
    "drawing_no_limits": (
        "Detection and mitigation have no time, so the incident is drawn as one phase.",
        "Entdeckung und Eindämmung haben keine Uhrzeit; der Vorfall ist daher als eine Phase gezeichnet.",
        "検知と緩和の時刻がないため、全体を一つの区間として描いています。",
    ),
    "drawing_no_start": (
        "The start is not recorded; the drawing begins at the first known time.",
        "Der Beginn ist nicht erfasst; die Zeichnung beginnt mit der ersten bekannten Zeit.",
        "開始時刻の記録がないため、最初にわかっている時刻から描いています。",
    ),
    "drawing_no_end": (
        "The end is not recorded; the drawing stops at the last known time.",
        "Das Ende ist nicht erfasst; die Zeichnung endet mit der letzten bekannten Zeit.",
        "終了時刻の記録がないため、最後にわかっている時刻まで描いています。",
    ),
}

_EXPORT: dict[str, Entry] = {
    "home": ("Home", "Startseite", "ホーム"),
    "to_dark": ("Dark scheme", "Dunkles Farbschema", "ダークモード"),
    "to_light": ("Light scheme", "Helles Farbschema", "ライトモード"),
}

_INSIGHTS: dict[str, Entry] = {
    "final_reports_between": (
        "{n} final report, {first} to {last}; drafts left out.|{n} final reports, {first} to {last}; drafts left out.",
        "{n} abgeschlossener Bericht, {first} bis {last}; ohne Entwürfe.|"
        "{n} abgeschlossene Berichte, {first} bis {last}; ohne Entwürfe.",
        "確定したレポート {n} 件（{first} から {last} まで、下書きを除く）。",
    ),
    "final_reports_none": (
        "There is no final report yet; drafts are left out.",
        "Noch kein abgeschlossener Bericht; Entwürfe zählen nicht.",
        "確定したレポートはまだありません（下書きを除く）。",
    ),
    "one_year": ("One year:", "Ein Jahr:", "年別:"),
    "all_years": ("All years", "Alle Jahre", "全期間"),
    "per_quarter_heading": (
        "Incidents per quarter, by severity",
        "Vorfälle je Quartal, nach Schweregrad",
        "四半期別・重大度別のインシデント数",
    ),
    "per_quarter_note": (
        "Stacked from the axis up, most severe first.",
        "Von der Achse aufwärts, schwerste zuerst.",
        "軸から上へ重大度の高い順。",
    ),
    "quarter_not_over": ("* Quarter not over.", "* Quartal läuft noch.", "* は進行中の四半期。"),
    "earlier_left_out": (
        "{n} earlier incident is on the pages of its year.|{n} earlier incidents are on the pages of their years.",
        "{n} früherer Vorfall steht auf der Seite seines Jahres.|"
        "{n} frühere Vorfälle stehen auf den Seiten ihrer Jahre.",
        "それ以前の {n} 件は各年のページにあります。",
    ),
    "quarter": ("Q{number}", "Q{number}", "Q{number}"),
    "quarter_of_year": ("Q{number} {year}", "Q{number} {year}", "{year} 年 Q{number}"),
    "quarter_total": ("All", "Alle", "合計"),
    "how_long_heading": (
        "How long they took, by severity",
        "Wie lange es dauerte, nach Schweregrad",
        "重大度別の所要時間",
    ),
    "how_long_note": (
        "One dot, one incident, on a logarithmic scale. Tall tick: median, left out where n is under {least}. "
        "Line under the dots: middle half. n: reports with that time recorded.",
        "Ein Punkt, ein Vorfall, auf logarithmischer Skala. Hoher Strich: Median, weggelassen bei n unter {least}. "
        "Linie unter den Punkten: mittlere Hälfte. n: Berichte, die diese Zeit erfasst haben.",
        "点 1 つがインシデント 1 件（対数目盛）。縦線は中央値（n が {least} 未満では省略）。"
        "点の下の線は中央の半分。n はその時間が記録されたレポート数。",
    ),
    "dots_binned": (
        "Where a row has too many values for dots, its width shows how many there are.",
        "Hat eine Zeile zu viele Werte für Punkte, zeigt ihre Breite, wie viele es sind.",
        "点で示すには値が多すぎる行は、帯の幅で件数を示します。",
    ),
    "time_to_detect": ("Time to detect", "Zeit bis zur Entdeckung", "検知までの時間"),
    "not_recorded_n": ("not recorded {n}", "nicht erfasst {n}", "記録なし {n}"),
    "measure": ("Measure", "Maß", "指標"),
    "from_to": ("{first} to {last}", "{first} bis {last}", "{first}〜{last}"),
    "services_heading": ("Services", "Dienste", "サービス"),
    "mitigate_by_year": (
        "Time to mitigate, by year",
        "Zeit bis zur Eindämmung, nach Jahr",
        "年別の緩和までの時間",
    ),
    "by_year_note": (
        "One dot, one incident. Tick: median, left out where n is under {least}.",
        "Ein Punkt, ein Vorfall. Strich: Median, weggelassen bei n unter {least}.",
        "点 1 つがインシデント 1 件。縦線は中央値（n が {least} 未満では省略）。",
    ),
    "count_incidents": ("Incidents", "Vorfälle", "件数"),
    "count_12_months": ("12 months", "12 Monate", "12 か月"),
    "sparkline_column": ("Per quarter, {years}", "Je Quartal, {years}", "四半期別、{years}"),
    "all_csv": ("All {n}, CSV", "Alle {n}, CSV", "全 {n} 件の CSV"),
    "actions_flow_heading": (
        "Action items opened and closed",
        "Maßnahmen: neu und beendet",
        "対策の発生と終了",
    ),
    "actions_flow_note": (
        "Per quarter: outlined up, opened; filled down, closed (done or not doing). "
        "Below: still open at the quarter’s end.",
        "Je Quartal: umrandet nach oben, neu; gefüllt nach unten, beendet (erledigt oder nicht umgesetzt). "
        "Darunter: am Quartalsende offen.",
        "四半期別。上向きの枠は発生、下向きの塗りは終了（完了または実施しない）。その下は四半期末の未完了数。",
    ),
    "actions_undated": (
        "{n} closed item has no closing date: it counts as opened only.|"
        "{n} closed items have no closing date: they count as opened only.",
        "{n} beendete Maßnahme hat kein Enddatum: Sie zählt nur als neu.|"
        "{n} beendete Maßnahmen haben kein Enddatum: Sie zählen nur als neu.",
        "終了日のない終了済みの対策が {n} 件あり、発生としてのみ数えています。",
    ),
    "opened": ("opened", "neu", "発生"),
    "closed": ("closed", "beendet", "終了"),
    "opened_n": ("opened {n}", "neu {n}", "発生 {n}"),
    "closed_n": ("closed {n}", "beendet {n}", "終了 {n}"),
    "open_at_end": ("open at the end", "am Ende offen", "期末の未完了"),
    "still_open": ("{n} open", "{n} offen", "未完了 {n}"),
    "overdue_n": ("{n} overdue", "{n} überfällig", "期限超過 {n}"),
    "causes_heading": ("Causes", "Ursachen", "原因"),
    "severe": ("severe", "schwer", "重大"),
    "severe_n": ("{n} severe", "{n} schwer", "重大 {n}"),
    "severe_note": (
        "Inner part, “severe”: {severities}. Each report names one cause; n {total}.",
        "Innerer Teil, „schwer“: {severities}. Jeder Bericht nennt eine Ursache; n {total}.",
        "内側は重大（{severities}）。原因は 1 レポートにつき 1 つ、n {total}。",
    ),
    "and_more": ("and {n} more", "und {n} weitere", "他 {n} 件"),
    "show_chart": ("Show as chart", "Als Grafik zeigen", "グラフで表示"),
    "quarter_column": ("Quarter", "Quartal", "四半期"),
    "title": ("Title", "Titel", "タイトル"),
    "day": ("Day", "Tag", "日付"),
    "computed_heading": ("How figures are computed", "So wird gerechnet", "数値の計算方法"),
    "computed_to_detect": (
        "From the start of the impact to its detection.",
        "Vom Beginn der Auswirkung bis zu ihrer Entdeckung.",
        "影響の開始から検知まで。",
    ),
    "computed_to_mitigate": (
        "From the start of the impact to its mitigation.",
        "Vom Beginn der Auswirkung bis zu ihrer Eindämmung.",
        "影響の開始から緩和まで。",
    ),
    "computed_duration": (
        "From the start of the impact to its end.",
        "Vom Beginn der Auswirkung bis zu ihrem Ende.",
        "影響の開始から終了まで。",
    ),
    "computed_times": (
        "Each time is that of the report’s header or, where it is absent there, of the first event labelled so. "
        "Lengths are true time, also across a change of clocks; a day without a clock time gives none.",
        "Jede Zeit ist die aus dem Kopf des Berichts oder, wo sie dort fehlt, die des ersten so bezeichneten "
        "Ereignisses. Dauern sind echte Zeit, auch über eine Zeitumstellung; ein Tag ohne Uhrzeit ergibt keine.",
        "各時刻はレポートのヘッダーの値、なければそのラベルが付いた最初の出来事の時刻です。"
        "長さは時計の切り替えをまたいでも実時間で、時刻のない日付からは計算しません。",
    ),
    "computed_not_recorded": (
        "Nobody wrote the time down, or two times contradict each other. A recorded zero is 0 min.",
        "Niemand hat die Zeit notiert, oder zwei Zeiten widersprechen sich. Eine erfasste Null ist 0 min.",
        "時刻が記録されていないか、時刻同士が矛盾しています。記録されたゼロは 0 分です。",
    ),
    "computed_median": (
        "Half of the incidents took less, half took more. It stands from {least} values on. There is no mean: "
        "one long night would move it further than a year of work.",
        "Die Hälfte der Vorfälle war kürzer, die Hälfte länger. Er steht ab {least} Werten. Einen Mittelwert gibt es "
        "nicht: Eine lange Nacht würde ihn weiter verschieben als ein Jahr Arbeit.",
        "半数のインシデントはこれより短く、半数は長かったことを示します。値が {least} 以上のときに示します。"
        "平均は使いません。一晩の長い障害が、一年の改善よりも大きく平均を動かすためです。",
    ),
    "computed_middle_half": (
        "From the first to the third quartile, by linear interpolation between the sorted values, both ends included.",
        "Vom ersten bis zum dritten Quartil, linear interpoliert zwischen den sortierten Werten, Enden inbegriffen.",
        "第 1 四分位から第 3 四分位まで。並べた値の間を両端を含めて線形補間します。",
    ),
    "computed_quarter": (
        "An incident belongs to the quarter and year in which its impact began, in the report’s own time zone. "
        "Only final reports count.",
        "Ein Vorfall gehört zu dem Quartal und Jahr, in dem die Auswirkung begann, in der Zeitzone des Berichts. "
        "Nur abgeschlossene Berichte zählen.",
        "インシデントは、レポートのタイムゾーンで影響が始まった四半期と年に属します。確定したレポートのみを数えます。",
    ),
    "computed_severe": ("These are: {severities}.", "Das sind: {severities}.", "{severities} を指します。"),
    "computed_actions": (
        "An item is opened on the day its incident ended, and closed on the day its report names. "
        "It is overdue from the day after its due date.",
        "Eine Maßnahme entsteht an dem Tag, an dem ihr Vorfall endete, und ist beendet an dem Tag, den ihr Bericht "
        "nennt. Überfällig ist sie ab dem Tag nach ihrer Frist.",
        "対策はインシデントが終わった日に発生し、レポートに書かれた日に終了します。期限の翌日から期限超過になります。",
    ),
    "most_severe_of": (
        "The {n} most severe of {total} incidents.",
        "Die {n} schwersten von {total} Vorfällen.",
        "{total} 件中、重大度の高い {n} 件です。",
    ),
}

CATALOGUE: dict[str, Entry] = {**_SHARED, **_REPORT, **_DRAWING, **_ARCHIVE, **_ACTIONS, **_EXPORT, **_INSIGHTS}
