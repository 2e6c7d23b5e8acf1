"""Words of the insights pages: a part of the catalogue in ``texts``, which explains the format."""

from __future__ import annotations

INSIGHTS: dict[str, tuple[str, str, str]] = {
    "final_reports_between": (
        "{n} final report, {days}; drafts excluded.|{n} final reports, {days}; drafts excluded.",
        "{n} abgeschlossener Bericht, {days}; ohne Entwürfe.|{n} abgeschlossene Berichte, {days}; ohne Entwürfe.",
        "確定したレポート {n} 件（{days}、下書きを除く）。",
    ),
    "final_reports_none": (
        "There are no final reports yet; drafts are excluded.",
        "Noch kein abgeschlossener Bericht; Entwürfe zählen nicht.",
        "確定したレポートはまだありません（下書きを除く）。",
    ),
    "final_reports_none_of": (
        "The only report is not final yet, and figures count final reports only.|"
        "None of the {n} reports is final yet, and figures count final reports only.",
        "Der einzige Bericht ist noch nicht abgeschlossen, und hier zählen nur abgeschlossene.|"
        "Keiner der {n} Berichte ist abgeschlossen, und hier zählen nur abgeschlossene.",
        "{n} 件のレポートはまだ確定していません。数値は確定したレポートのみから計算します。",
    ),
    "one_year": ("One year:", "Ein Jahr:", "年別:"),
    "all_years": ("All years", "Alle Jahre", "全期間"),
    "per_quarter_heading": (
        "Incidents per quarter, by severity",
        "Vorfälle je Quartal, nach Schweregrad",
        "四半期別・重大度別のインシデント数",
    ),
    "trend": (
        "{last}; {before}.",
        "{last}; {before}.",
        "{last}、{before}。",
    ),
    "trend_last": (
        "{n} incident in the last four full quarters|{n} incidents in the last four full quarters",
        "{n} Vorfall in den letzten vier vollen Quartalen|{n} Vorfälle in den letzten vier vollen Quartalen",
        "終わった直近 4 四半期は {n} 件",
    ),
    "trend_last_none": (
        "No incidents in the last four full quarters",
        "Keine Vorfälle in den letzten vier vollen Quartalen",
        "終わった直近 4 四半期は 0 件",
    ),
    "trend_before": ("{n} in the four before", "{n} in den vier davor", "その前の 4 四半期は {n} 件"),
    "trend_before_none": ("none in the four before", "keine in den vier davor", "その前の 4 四半期は 0 件"),
    "trend_severe": (
        "{count}, {severe} of them severe",
        "{count}, davon {severe} schwer",
        "{count}（うち重大 {severe} 件）",
    ),
    "per_quarter_note": (
        "Stacked from the axis up, most severe first.",
        "Von der Achse aufwärts, schwerste zuerst.",
        "軸から上へ重大度の高い順。",
    ),
    "quarter_not_over": ("* Quarter in progress.", "* Quartal läuft noch.", "* は進行中の四半期。"),
    "earlier_left_out": (
        "{n} earlier incident is on the page for its year.|{n} earlier incidents are on the pages for their years.",
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
        "Each dot is one incident, on a logarithmic scale. Tall tick: median, omitted if n is below {least}. "
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
    "by_year_heading": ("How long they took, by year", "Wie lange es dauerte, nach Jahr", "年別の所要時間"),
    "by_year_note": (
        "Each dot is one incident. Tick: median, omitted if n is below {least}.",
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
        "{n} closed item has no closing date, so it counts only as opened.|"
        "{n} closed items have no closing date, so they count only as opened.",
        "{n} beendete Maßnahme hat kein Enddatum: Sie zählt nur als neu.|"
        "{n} beendete Maßnahmen haben kein Enddatum: Sie zählen nur als neu.",
        "終了日のない終了済みの対策が {n} 件あり、発生としてのみ数えています。",
    ),
    "opened": ("opened", "neu", "発生"),
    "closed": ("closed", "beendet", "終了"),
    "opened_n": ("opened {n}", "neu {n}", "発生 {n}"),
    "closed_n": ("closed {n}", "beendet {n}", "終了 {n}"),
    "open_at_end": ("open at the end", "am Ende offen", "期末の未完了"),
    "in_final_reports": ("In final reports", "In abgeschlossenen Berichten", "確定したレポート"),
    "still_open": ("{n} open", "{n} offen", "未完了 {n}"),
    "overdue_n": ("{n} overdue", "{n} überfällig", "期限超過 {n}"),
    "causes_heading": ("Causes", "Ursachen", "原因"),
    "severe": ("severe", "schwer", "重大"),
    "severe_n": ("{n} severe", "{n} schwer", "重大 {n}"),
    "severe_note": (
        "Inner part, “severe”: {severities}. Each report names one cause; n\u00a0{total}.",
        "Innerer Teil, „schwer“: {severities}. Jeder Bericht nennt eine Ursache; n\u00a0{total}.",
        "内側は重大（{severities}）。原因は 1 レポートにつき 1 つ、n\u00a0{total}。",
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
        "Each time comes from the report’s header or, if absent there, from the first event with that label. "
        "Durations are elapsed time, even across a clock change; a date without a time of day gives none.",
        "Jede Zeit ist die aus dem Kopf des Berichts oder, wo sie dort fehlt, die des ersten so bezeichneten "
        "Ereignisses. Dauern sind echte Zeit, auch über eine Zeitumstellung; ein Tag ohne Uhrzeit ergibt keine.",
        "各時刻はレポートのヘッダーの値、なければそのラベルが付いた最初の出来事の時刻です。"
        "長さは時計の切り替えをまたいでも実時間で、時刻のない日付からは計算しません。",
    ),
    "computed_not_recorded": (
        "The time was not written down, or two times contradict each other. A recorded zero is 0 min.",
        "Niemand hat die Zeit notiert, oder zwei Zeiten widersprechen sich. Eine erfasste Null ist 0 Min.",
        "時刻が記録されていないか、時刻同士が矛盾しています。記録されたゼロは 0 分です。",
    ),
    "computed_median": (
        "Half of the incidents took less time, half took more. Shown from {least} values on. No mean is shown: "
        "one long night would move it further than a year of improvements.",
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
        "An item counts as opened on the day its incident ended, and as closed on the day that its report gives. "
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
