"""Words of a report's page: a part of the catalogue in ``texts``, which explains the format."""

from __future__ import annotations

REPORT: dict[str, tuple[str, str, str]] = {
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
    "no_duration": ("duration not recorded", "Dauer nicht erfasst", "所要時間の記録なし"),
    "no_end": ("end not recorded", "Ende nicht erfasst", "終了の記録なし"),
    "own_zone": ("my time", "meine Zeit", "現地時刻"),
    "own_zone_title": (
        "Show times in my time zone, {zone}",
        "Zeiten in meiner Zeitzone zeigen, {zone}",
        "自分のタイムゾーン（{zone}）で表示",
    ),
    "drawing_zone": (
        "The drawing stays in {zone}.",
        "Die Zeichnung bleibt bei {zone}.",
        "図の時刻は {zone} のままです。",
    ),
    "event_times": ("{carry} {rest}", "{carry} {rest}", "{carry}{rest}"),
    "not_timed": ("not timed", "ohne Uhrzeit", "時刻なし"),
    "show_in_drawing": ("Event {number} in the drawing", "Ereignis {number} in der Zeichnung", "図中の出来事 {number}"),
    "moved": ("This report has moved:", "Dieser Bericht ist umgezogen:", "この報告は移動しました："),
    "open_all": ("Open all", "Alle öffnen", "すべて開く"),
    "close_all": ("Close all", "Alle schließen", "すべて閉じる"),
    "link_copied": ("Link copied", "Link kopiert", "リンクをコピーしました"),
    "events_timed": (
        "{n} of {total} events has a time.|{n} of {total} events have times.",
        "{n} von {total} Ereignissen hat eine Uhrzeit.|{n} von {total} Ereignissen haben eine Uhrzeit.",
        "{total} 件中 {n} 件に時刻があります。",
    ),
    "events_none_timed": (
        "The event has no time.|None of the {n} events has a time; they are in the order written.",
        "Das Ereignis hat keine Uhrzeit.|"
        "Keines der {n} Ereignisse hat eine Uhrzeit; sie stehen in der Reihenfolge des Berichts.",
        "{n} 件の出来事にはいずれも時刻がなく、記載順に並んでいます。",
    ),
    "events_rest_between": (
        "The other one happened between {first} and {last}.|"
        "The other {n} happened between {first} and {last}, in the order written.",
        "Das andere geschah zwischen {first} und {last}.|"
        "Die anderen {n} geschahen zwischen {first} und {last}, in der Reihenfolge des Berichts.",
        "残り {n} 件は {first} から {last} の間に、記載順に起きました。",
    ),
    "events_rest": (
        "The other one is where it was written.|The other {n} are in the order written.",
        "Das andere steht, wo es geschrieben wurde.|Die anderen {n} stehen in der Reihenfolge des Berichts.",
        "残り {n} 件は記載順に並んでいます。",
    ),
    "events": ("{n} event|{n} events", "{n} Ereignis|{n} Ereignisse", "{n} 件"),
    "earlier": ("Before", "Schon einmal", "過去の類似"),
    "earlier_alike": (
        "{date}, same service and cause",
        "{date}, gleicher Dienst und gleiche Ursache",
        "{date}、サービスと原因が同じ",
    ),
    "earlier_open": (
        "{n} of {total} action items still open",
        "{n} von {total} Maßnahmen noch offen",
        "対策 {total} 件中 {n} 件が未完了",
    ),
    "earlier_more": ("and earlier ones", "und frühere", "それ以前"),
    "related": ("Related reports", "Verwandte Berichte", "関連レポート"),
    "shares": ("shares {what}", "gemeinsam: {what}", "共通点: {what}"),
    "in_title": ("“{what}” in the title", "„{what}“ im Titel", "題名の「{what}」"),
    "linked": ("linked by the author", "im Bericht genannt", "執筆者による関連付け"),
    "links": ("Links", "Links", "リンク"),
    "roles": ("Roles", "Rollen", "役割"),
    "internal_fields": ("Internal details", "Interne Angaben", "社内限定の情報"),
    "internal_note": (
        "Only in the internal edition",
        "Nur in der internen Ausgabe",
        "社内版のみに掲載",
    ),
    "named_authors": ("Author|Authors", "Verfasst von|Verfasst von", "執筆者"),
    "named_teams": ("Team|Teams", "Team|Teams", "チーム"),
    "named_tags": ("Tag|Tags", "Schlagwort|Schlagwörter", "タグ"),
    "neighbours": ("Neighbouring reports", "Benachbarte Berichte", "前後のレポート"),
    "newer": ("Newer", "Neuer", "新しいレポート"),
    "older": ("Older", "Älter", "古いレポート"),
}
