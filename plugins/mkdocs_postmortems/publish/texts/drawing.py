"""Words in the drawings: a part of the catalogue in ``texts``, which explains the format."""

from __future__ import annotations

DRAWING: dict[str, tuple[str, str, str]] = {
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
    "drawing_rail_days": (
        "{n} event without a time, placed by its day|{n} events without times, placed by their days",
        "{n} Ereignis ohne Uhrzeit, nach seinem Tag|{n} Ereignisse ohne Uhrzeit, nach ihren Tagen",
        "時刻なし {n} 件: 日付の位置",
    ),
    "drawing_rail_short": (
        "{n} not timed, place not to scale|{n} not timed, places not to scale",
        "{n} ohne Uhrzeit, nicht maßstäblich|{n} ohne Uhrzeit, nicht maßstäblich",
        "時刻なし {n} 件、位置は縮尺外",
    ),
    "drawing_about": ("~{time}", "~{time}", "約 {time}"),
    "drawing_range": ("{start}–{end}", "{start}–{end}", "{start}～{end}"),
    "drawing_before": ("before the incident", "vor dem Vorfall", "インシデントの前"),
    "drawing_after": ("after the incident", "nach dem Vorfall", "インシデントの後"),
    "drawing_both": ("before and after the incident", "vor und nach dem Vorfall", "インシデントの前後"),
    "drawing_night": ("night", "Nacht", "夜間"),
    "drawing_bins": (
        "events per {length}, at most {n}|events per {length}, at most {n}",
        "Ereignisse je {length}, höchstens {n}|Ereignisse je {length}, höchstens {n}",
        "{length} ごとの件数、最大 {n}",
    ),
    "drawing_key_timed": (
        "timed: the line meets the band at that minute",
        "mit Uhrzeit: die Linie trifft das Band zu ihrer Minute",
        "時刻あり: 線が帯のその時刻を指します",
    ),
    "drawing_key_untimed": (
        "not timed: between its timed neighbours",
        "ohne Uhrzeit: zwischen den Nachbarn mit Uhrzeit",
        "時刻なし: 時刻のある前後の間",
    ),
    "drawing_key_about": ("approximate time", "ungefähr um diese Zeit", "およその時刻"),
    "drawing_key_range": ("from, to", "von, bis", "開始と終了"),
    "drawing_key_scale": ("change of scale", "Wechsel des Maßstabs", "縮尺の変わり目"),
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
    "drawing_contradiction": (
        "Some times of the incident contradict each other and are left out of the phases.",
        "Einige Zeiten des Vorfalls widersprechen sich und fehlen in den Phasen.",
        "時刻の一部が互いに矛盾しているため、区間に含めていません。",
    ),
    "drawing_no_phases": (
        "Detection, mitigation and end have no time, so no phases are drawn.",
        "Entdeckung, Eindämmung und Ende haben keine Uhrzeit; daher sind keine Phasen gezeichnet.",
        "検知・緩和・終了の時刻がないため、区間は描いていません。",
    ),
    "drawing_no_times": (
        "Start, detection, mitigation and end have no time, so no phases are drawn.",
        "Beginn, Entdeckung, Eindämmung und Ende haben keine Uhrzeit; daher sind keine Phasen gezeichnet.",
        "開始・検知・緩和・終了の時刻がないため、区間は描いていません。",
    ),
    "drawing_strip_bars": (
        "bars: older or busier years, by week or month",
        "Balken: ältere oder vollere Jahre, je Woche oder Monat",
        "棒: 古い年や件数の多い年（週または月ごと）",
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
