"""The conventions of old reports, as tables: the names of facts, and the headings of sections.

The other modules of ``imports`` look words up here. A convention that is not understood yet is a word missing here, or
a row missing in ``read.times.days``, ``read.times.clocks`` or ``read.times.zones``. The names of sections that
``sections`` knows are known here, too.
"""

from __future__ import annotations

import re

from mkdocs_postmortems.read.model import TIME_FIELDS
from mkdocs_postmortems.sections import SETS, Role, comparable

LABELS: dict[str, tuple[str, ...]] = {
    # fact: its names before a colon, in a cell, as a key of front matter, or as a heading with one line below it. Those
    # that only have words such as "incident" before or "at" behind another one are not listed (see ``LESS_BEFORE``).
    "title": ("title", "incident name", "name of incident", "titel", "タイトル", "título", "titre", "标题", "제목"),
    "started": (
        "start", "started", "starts", "incident from", "outage from", "impact from", "began", "begin", "beginning",
        "time of incident", "time of the incident", "incident time", "incident date and time", "fault occurs",
        "fault occurred", "beginn", "start der störung", "störungsbeginn", "início", "inicio", "début", "開始",
        "開始日時", "発生日時", "発生時刻", "heure de début", "date de début", "début de l'incident", "hora de inicio",
        "fecha de inicio", "inicio del incidente", "data de início", "hora de início", "início do incidente",
        "beginn der störung", "开始时间", "发生时间", "首次发生时间", "故障开始时间", "事故发生时间", "發生時間",
        "開始時刻", "시작 시각", "시작 시간", "발생일시", "발생 일시", "발생 시각", "발생 시간", "начало",
        "date/time of incident", "время начала", "дата начала", "дата и время начала", "начало инцидента", "początek",
        "czas rozpoczęcia", "data rozpoczęcia", "inizio", "ora di inizio", "data di inizio", "begintijd", "starttijd",
        "starttid",
    ),
    "date": (
        "date", "dates", "day", "date and time", "date/time", "datetime",
        "start/end", "start / end", "start - end", "start – end", "start–end", "start end", "start and end",
        "start time / end time", "start time/end time", "when", "when did it happen", "occurred", "date of occurrence",
        "happened", "incident on", "period", "timeframe", "time frame", "time range", "incident window",
        "impact window", "outage window", "window", "affected period", "incident period", "outage period",
        "datum", "zeitraum", "zeitpunkt", "fecha", "fecha del incidente", "data",
        "date de l'incident", "日付", "日時", "発生日", "期間", "発生期間", "date et heure", "fecha y hora",
        "data e hora", "data do incidente", "data dell'incidente", "datum des vorfalls", "日期", "故障日期",
        "事故日期", "发生日期", "故障时间", "事故时间", "일자", "날짜", "일시", "발생일", "дата", "дата инцидента",
        "дата и время",
    ),
    "time": ("time", "time of day", "uhrzeit", "heure", "hora", "horário", "orario", "時刻", "时间", "время"),
    "detected": (
        "detected", "detection", "first seen", "team aware", "discovered", "identified at", "reported", "alerted at",
        "noticed", "time to first alert", "first alert", "erkannt", "entdeckt", "検知", "検知日時", "検知時刻",
        "détecté",
        "détecté à", "détecté le", "détection", "heure de détection", "detectado", "detección", "hora de detección",
        "detectado em", "detecção em", "detectado às", "detecção", "hora da detecção", "发现时间", "首次发现时间",
        "primeiro visto", "检测时间", "告警时间", "検出日時", "発見日時", "감지 시각", "감지 시간", "감지",
        "인지 시각", "인지 시간", "обнаружено", "обнаружен", "дата обнаружения", "время обнаружения",
        "дата и время обнаружения", "wykryto", "czas wykrycia", "rilevato", "rilevato alle", "gedetecteerd", "ontdekt",
        "upptäckt",
    ),
    "acknowledged": ("acknowledged", "declared"),
    "mitigated": (
        "mitigated", "mitigation time", "time of mitigation", "impact end", "impact ended", "outage end",
        "outage ended", "repaired", "end of impact", "end of outage", "stabilised", "stabilized", "eingedämmt",
        "eingedämmt am", "mitigado", "mitigado em", "mitigado el", "mitigação", "mitigação em",
        "mitigação completa em", "mitigación", "hora de mitigación", "hora da mitigação", "止损时间", "缓解时间",
    ),
    "resolved": (
        "end", "ended", "ends", "incident until", "incident till", "incident to", "outage until", "impact until",
        "resolved", "time of resolution", "date of resolution", "resolution time", "resolution date", "fixed",
        "closed at", "recovered", "recovery time", "restored at", "finish", "finished", "ende", "behoben",
        "behoben am", "fin", "fim", "終了", "終了日時", "復旧日時", "復旧時刻", "解決日時", "résolu", "résolu le",
        "heure de fin", "heure de résolution", "fin de l'incident", "resuelto", "resuelto el", "fin del incidente",
        "hora de fin", "hora de resolución", "fecha de resolución", "resolvido", "resolvido em", "fim do incidente",
        "hora da resolução", "恢复时间", "解决时间", "结束时间", "故障恢复时间", "解決時刻", "終了時刻", "복구일시",
        "복구 일시", "복구 시각", "복구 시간", "해결 시각", "종료 시각", "종료 시간", "date/time of resolution",
        "окончание", "время окончания", "устранено", "время устранения", "дата устранения", "решено", "восстановлено",
        "время восстановления", "конец инцидента", "koniec", "czas zakończenia", "data zakończenia", "fine",
        "ora di fine", "risolto", "einde", "eindtijd", "hersteld", "opgelost", "sluttid",
    ),
    "duration": (
        "duration", "downtime", "length", "dauer", "duración", "durée", "所要時間", "継続時間", "影響時間",
        "ausfalldauer", "ausfallzeit", "duração", "durata", "duração do incidente", "duração do impacto",
        "duración del incidente", "duración del impacto", "ダウンタイム", "durée de l'incident", "durée de l'impact",
        "durata dell'incidente", "dauer der störung", "dauer des ausfalls", "持续时间", "故障时长", "影响时长",
        "지속 시간", "장애 시간", "장애 지속 시간", "длительность", "продолжительность", "czas trwania", "duur",
        "varaktighet",
    ),
    "severity": (
        "severity", "severity level", "sev", "sev level", "severity rating", "priority", "incident level",
        "severity/priority", "priority/severity", "criticality", "schweregrad", "priorität", "severidad", "gravedad",
        "gravité", "sévérité", "重要度", "障害レベル", "影響度", "深刻度", "重大度", "優先度", "criticité",
        "niveau de gravité", "priorité", "criticidad", "prioridad", "severidade", "criticidade", "prioridade",
        "严重程度", "严重级别", "故障等级", "故障级别", "事故等级", "等级", "级别", "优先级", "심각도", "장애 등급",
        "приоритет", "критичность", "серьёзность", "серьезность", "уровень критичности", "严重度", "严重性", "gravità",
        "severità", "ernst", "prioriteit", "priorytet", "allvarlighetsgrad",
    ),
    "status": (
        "status", "state", "zustand", "estado", "statut", "ステータス", "状態", "situação", "状态", "상태", "статус",
    ),
    "authors": (
        "author", "authors", "created by", "written by", "prepared by", "reported by (author)", "postmortem owner",
        "by", "post mortem owner", "incident report author", "report owner", "document owner", "autor", "autoren",
        "autores", "auteur", "auteurs", "verfasser", "作成者", "著者", "rédacteur", "redactor", "rédacteurs",
        "rédaction", "rédigé par", "redactado por", "escrito por", "erstellt von", "作者", "撰写人", "报告人",
        "작성자", "автор", "авторы", "autore", "autori", "autorzy",
    ),
    "services": (
        "service", "services", "services affected", "service affected", "affected services", "affected service",
        "services impacted", "service impacted", "impacted services", "impacted service", "affected systems",
        "affected system", "systems affected", "affectedsystems", "system affected", "impacted systems",
        "impacted system", "affected components", "affected component", "component", "components",
        "components affected", "impacted components", "affected products", "affected product", "product", "products",
        "affected application", "affected applications", "application", "the service that was affected",
        "service name", "systems", "system", "betroffene dienste", "betroffene systeme", "betroffener dienst",
        "dienste", "servicios afectados", "services touchés", "services impactés", "影響サービス", "対象サービス",
        "影響を受けたサービス", "サービス", "affected", "betroffene komponenten", "service affecté",
        "services affectés", "service concerné", "services concernés", "systèmes affectés", "systèmes impactés",
        "composants affectés", "servicio afectado", "sistemas afectados", "componentes afectados", "serviço afetado",
        "serviços afetados", "serviços impactados", "sistemas afetados", "影响服务", "影响系统", "受影响服务",
        "受影响的服务", "涉及服务", "涉及系统", "영향 서비스", "영향받은 서비스", "대상 서비스", "затронутые сервисы",
        "затронутый сервис", "затронутые системы", "затронутые компоненты", "компоненты", "сервисы",
        "servizi interessati", "servizi coinvolti", "sistemi interessati", "getroffen diensten", "getroffen systemen",
        "dotknięte usługi", "dotknięte systemy", "påverkade tjänster",
    ),
    "roles": (
        "owner", "owners", "commander", "ic", "incident manager", "lead", "scribe", "communications lead",
        "comms lead", "responders", "responder", "on call", "on-call engineer", "participants", "people involved",
        "involved", "attendees", "reporter", "reported by", "担当者", "teilnehmer", "responsable", "responsables",
        "responsável", "负责人", "责任人", "处理人", "发现人", "담당자", "担当", "対応者",
    ),
    "impact": (
        "impact", "user impact", "customer impact", "business impact", "impact on users", "impact summary",
        "auswirkung", "auswirkungen", "impacto", "影響", "影響範囲", "impacts", "影响", "影响范围", "영향",
        "영향 범위", "影響内容", "влияние", "последствия", "impatto", "wpływ", "gevolgen",
    ),
    "experience": ("user experience", "customer experience", "effect on users", "symptoms", "symptom"),
    "users": (
        "users affected", "affected users", "percentage of users affected", "number of users affected",
        "users impacted", "impacted users", "customers affected", "affected customers", "customers impacted",
        "impacted customers", "percent of users affected", "% of users affected", "# of users affected",
        "betroffene nutzer", "usuários impactados", "usuarios impactados", "clientes impactados", "影響ユーザー数",
        "betroffene benutzer", "utilisateurs affectés", "utilisateurs touchés", "utilisateurs impactés",
        "usuarios afectados", "clientes afectados", "usuários afetados", "clientes afetados", "影响用户数",
        "受影响用户", "영향 사용자", "영향받은 사용자", "затронутые пользователи",
    ),
    "cause": (
        "root cause", "root causes", "cause", "causes", "cause category", "root cause category", "ursache", "原因",
        "cause racine", "causa raíz", "causa raiz", "causa", "根本原因", "根因", "故障原因", "원인", "근본 원인",
        "причина", "первопричина", "корневая причина", "przyczyna", "oorzaak", "orsak", "causa principale",
    ),
    "timezone": (
        "timezone", "time zone", "tz", "zeitzone", "zona horaria", "fuseau horaire", "タイムゾーン", "huso horario",
        "fuso horário", "时区", "시간대", "часовой пояс",
    ),
    "tags": (
        "tags", "tag", "keywords", "labels", "label", "categories", "category", "schlagworte", "タグ", "etiquetas",
        "étiquettes", "标签", "태그",
    ),
    "teams": ("team", "teams", "owning team", "responsible team", "owner team"),
    "ticket": ("ticket", "incident", "jira", "issue", "tracking issue", "incident id", "incident number"),
    "written": (
        "created", "published", "posted", "updated", "last updated", "last modified", "last edited", "modified",
        "report date", "postmortem date", "post mortem date", "date of report",
        "date of postmortem", "review date", "meeting", "retro held", "retro date", "retrospective held",
        "retrospective date", "review held", "postmortem held", "date of review", "written", "erstellt", "erstellt am",
        "作成日", "更新日", "publishdate", "lastmod", "fecha de creación", "rédigé le", "创建时间", "创建日期",
        "撰写日期", "更新时间", "작성일", "작성일자",
    ),
}  # fmt: skip

FACT_OF = {comparable(name): fact for fact, names in LABELS.items() for name in names}
"""The fact that a label stands for."""

LESS_BEFORE = re.compile(
    r"(?:(?P<time>(?:date and time|date/time|date|time)(?: of)?|first)"
    r"|(?P<other>report|document|post[- ]?mortem|total|current)"
    r"|incident|outage|impact|event|issue|problem|fault) "
)
"""What may precede a name in ``LABELS`` without a change of its meaning, unless the whole is another name there.

``time`` precedes only the name of a time, and ``other`` none: *Report date* is not the day of the incident.
"""

LESS_BEHIND = re.compile(
    r"(?P<time>(?: (?:at|on|when|time|date|date/time))+)$"
    r"| of (?:the )?(?:incident|outage|impact|event|disruption|interruption)$"
)
"""What may follow one in the same way; ``time`` only the name of a time: *Issue date* is no ticket."""

OF_TIME = frozenset({"date", "time", "written", *TIME_FIELDS})
"""Facts that are times."""

OF_INCIDENT = frozenset({"severity", "services", "duration", "impact", "users", *TIME_FIELDS})
"""Facts of an incident. A front matter without any of them is that of a page, and its date that of the text."""


def _names_of(*roles: Role) -> frozenset[str]:
    """Return the names of the sections with these roles in the shipped sets; without roles, of all sections."""
    rules = [rule for each in SETS.values() for rule in each.rules if not roles or rule.role in roles]
    return frozenset(comparable(name) for rule in rules for name in rule.names)


TIMELINE_HEADINGS = _names_of("timeline") | frozenset(map(comparable, (
    "log of events", "time line", "time-line", "chronological", "course of events", "series of events", "event log",
    "incident log", "log", "play by play", "play-by-play", "order of events", "history of events", "incident events",
    "milestones", "blow-by-blow", "chain of events", "ablauf", "verlauf", "linea de tiempo", "déroulé", "tijdslijn",
    "verloop", "hendelsesforløp", "hændelsesforløb", "aikajana", "przebieg", "časová osa", "zeitstrahl",
    "linea temporale", "sequenza degli eventi", "cronología del incidente", "cronologia do incidente",
    "secuencia de eventos", "sequência de eventos", "chronologie des faits", "déroulé de l'incident",
    "déroulement de l'incident", "frise chronologique", "zaman çizelgesi", "kronologi", "garis waktu", "linimasa",
    "dòng thời gian", "diễn biến", "хронология инцидента", "хронологія", "хронологія подій", "事件经过", "事故经过",
    "故障经过", "处理过程", "事件時間軸", "시간순 경과", "사건 경과", "경과", "타임라인 요약", "時系列での経緯",
    "发生过程", "時間軸",
)))  # fmt: skip
"""Headings of a timeline, alone or with other words: "Incident timeline (UTC)", "Log of events"."""

NARRATIVE_HEADINGS = frozenset(map(comparable, (
    "what happened", "incident", "details", "description", "narrative", "incident details", "detailed description",
    "summary", "executive summary", "tl;dr", "tldr", "overview", "incident report", "investigation", "response",
    "incident response", "issue summary", "history", "context", "background", "detection", "resolution", "updates",
    "incident updates", "what happened?", "the incident", "recap", "debrief", "walkthrough", "story",
    "events timeline", "was ist passiert", "qué pasó", "何が起きたか", "経過", "対応内容",
)))  # fmt: skip
"""Headings of a timeline only if most of what follows is timed."""

ACTION_HEADINGS = _names_of("actions") | frozenset(map(comparable, (
    "follow up items", "follow-up tasks", "follow up tasks", "follow-up work", "follow-up action items",
    "follow-up tickets", "post-incident actions", "post-incident tasks", "postmortem actions",
    "postmortem action items", "remediation actions", "remediation plan", "corrective action plan",
    "corrective action items", "preventive steps", "prevention measures", "improvement actions", "improvement items",
    "improvement plan", "next step", "remediations", "remediation steps", "corrective action", "prevention",
    "preventions", "proposal improvements", "proposed action items", "planned actions", "to-do", "to-dos", "tasks",
    "recommended actions", "mitigations", "long term fixes", "long-term fixes", "future work", "future actions",
    "action items and next steps", "action items / next steps", "process improvements", "technical improvements",
    "what are we doing to prevent this", "what will we do to prevent this", "how will we prevent this",
    "preventing recurrence", "prevent recurrence", "how do we prevent this",
    "how are we preventing it from happening again", "what are we doing to prevent it", "how we'll prevent this",
    "what are we doing to prevent this from happening again", "what we're doing to prevent this",
    "preventing future incidents", "steps to prevent recurrence", "countermeasures", "follow-on work",
    "improvement opportunities", "changes we are making", "what are we doing about it", "what next", "capa",
    "verbesserungsmaßnahmen", "korrektive maßnahmen", "verbesserungen", "acciones de mejora", "acciones a tomar",
    "próximas acciones", "mejoras", "ações de melhoria", "melhorias", "actions d'amélioration",
    "actions à entreprendre", "améliorations", "改善アクション", "改善項目", "what we will do", "what we'll do",
    "what we are going to do", "what will we do", "what are we going to do", "going forward", "moving forward",
    "lessons learned and action items", "maßnahmen und nächste schritte", "vorbeugung", "prävention",
    "vorbeugende maßnahmen", "präventive maßnahmen", "was ändern wir", "was wir ändern", "was werden wir ändern",
    "handlungsempfehlungen", "empfehlungen", "offene punkte", "acciones preventivas", "acciones de seguimiento",
    "medidas", "medidas correctivas", "medidas preventivas", "recomendaciones", "seguimiento", "prevención",
    "tareas pendientes", "pendientes", "ações preventivas", "ações futuras", "medidas corretivas", "recomendações",
    "recomendação", "prevenção", "pendências", "plan d'actions", "actions préventives", "actions correctrices",
    "actions de suivi", "actions à mener", "mesures correctives", "mesures préventives", "recommandations",
    "azioni preventive", "raccomandazioni", "vervolgstappen", "działania zapobiegawcze", "dalsze kroki", "tiltak",
    "handlinger", "действия", "следующие шаги", "что делаем дальше", "что будем делать",
    "меры по предотвращению", "меры предотвращения", "меры предотвращения повторения", "предотвращение повторения",
    "рекомендации", "задачи", "план дій", "подальші дії", "наступні кроки", "рекомендації", "행동 항목", "재발 방지",
    "재발방지대책", "향후 계획", "改进项", "改进方案", "后续行动", "后续计划", "后续改进", "预防措施", "待办事项",
    "改善策", "恒久対応", "恒久対策", "フォローアップ", "今後のアクション", "次のステップ", "今後の対策",
    "actionables", "actionable items", "what's next", "what is next", "how are we going to do better",
    "how are we going to do better in the future", "how do we do better in the future", "how will we do better",
    "future measures", "future works", "future plans", "systemic mitigation", "systemic mitigations",
    "further mitigations", "follow-up issues", "预防", "防复发", "防复发规则", "后续事项", "如何避免", "予防",
    "予防策",
)))  # fmt: skip
"""Headings of measures: "Action items", "Follow-up", "What we will do about it"."""

TO_DO_NOUNS = frozenset(
    (
        "action", "actions", "followup", "followups", "improvement", "improvements", "measure", "measures",
        "recommendation", "recommendations", "todo", "todos", "task", "tasks", "acciones", "ações", "acoes", "azioni",
        "medidas", "mesures", "misure", "massnahmen", "maatregelen", "mejoras", "melhorias", "améliorations",
        "miglioramenti", "verbesserungen", "recomendaciones", "recomendações", "recomendacoes", "recommandations",
        "raccomandazioni", "empfehlungen", "tareas", "tarefas", "tâches",
    )
)  # fmt: skip
"""Words for what is still to be done, as ``comparable`` writes them."""

ACTION_NOUNS = TO_DO_NOUNS | {
    *("remediation", "remediations", "prevention", "preventions", "fixes", "mitigations", "hardening"),
}
"""These, and words for what may have been done already."""

ACTION_MODIFIERS = frozenset(
    (
        "immediate", "short", "medium", "mid", "long", "near", "term", "future", "resulting", "recommended",
        "suggested", "proposed", "planned", "proactive", "resolving", "corrective", "preventive", "preventative",
        "remedial", "outstanding", "open", "next", "further", "possible", "potential", "incident", "post",
        "postmortem", "mortem", "review", "documentation", "process", "technical", "tooling", "monitoring", "system",
        "item", "items", "point", "points", "step", "steps", "plan", "list", "follow", "up", "ups", "following",
        "after", "from", "arising", "and", "for", "to", "the", "our", "of", "this", "prevent", "recurrence", "required",
        "needed", "agreed", "remaining",
        # Spanish, Portuguese, Italian, French, German
        "correctivas", "corretivas", "correttive", "correctives", "preventivas", "préventives", "preventives",
        "propuestas", "propostas", "proposte", "proposées", "vorgeschlagene", "recomendadas", "raccomandate",
        "recommandées", "empfohlene", "futuras", "futuro", "futures", "künftige", "pendientes", "pendentes",
        "planificadas", "planejadas", "planifiées", "geplante", "offene", "weitere", "nuevas", "novas", "nouvelles",
        "corto", "curto", "court", "breve", "kurzfristige", "mediano", "medio", "médio", "moyen", "mittelfristige",
        "largo", "longo", "lungo", "langfristige", "plazo", "prazo", "termine", "terme", "mejora", "melhoria",
        "miglioramento", "amélioration", "seguimiento", "acompanhamento", "suivi", "próximas", "prochaines", "plano",
        "piano", "curso", "cours", "à", "de", "del", "des", "di", "el", "en", "et", "para", "pour", "und", "y",
    )
)  # fmt: skip
"""A heading is one of measures if all its words are among these and one is a noun: "Actions following review"."""

_OVERVIEWS = frozenset({"incident overview", "outage overview", "issue overview", "incident description"})
"""Headings of the first paragraphs, which are no titles."""

SECTION_HEADINGS = frozenset.union(
    _names_of(), TIMELINE_HEADINGS, NARRATIVE_HEADINGS, ACTION_HEADINGS, _OVERVIEWS
) | frozenset(map(comparable, (
    "impacts", "root cause(s)", "metadata", "status", "authors", "participants", "responders", "lesson learned",
    "what went badly", "where we got lucky", "what could have gone better", "what didn't go well",
    "what could be improved", "supporting material", "appendices", "glossary", "references", "conclusion",
    "conclusions", "analysis", "technical details", "fault", "leadup", "lead up", "lead-up", "five whys", "5 whys",
    "the five whys", "blameless", "communication", "contributing conditions", "related incidents", "backlog check",
    "recurrence", "introduction", "preface", "faq", "meeting notes", "notes", "root cause explanation",
    "resolution details", "root cause and solution", "acknowledgements", "acknowledgments", "date", "severity",
    "executive overview", "main cause", "main causes", "summary of issues", "summary of the issue",
    "summary of the incident", "summary of the outage",
)))  # fmt: skip
"""Headings that say what a section is about, and so are no titles of reports."""

NO_TITLES = SECTION_HEADINGS | frozenset(map(comparable, (
    "problem", "the problem", "problem statement", "problem description", "problem report", "issue", "the issue",
    "issue description", "symptom", "symptoms", "what broke", "problema", "el problema", "o problema", "il problema",
    "problème", "le problème", "das problem", "contexto", "contexte", "síntomas", "sintomas", "symptômes", "проблема",
    "问题", "问题描述", "问题现象", "现象", "故障现象", "症状", "背景", "发生了什么", "事象", "問題", "現象",
)))  # fmt: skip
"""Headings that are no titles even above all others."""

SUMMARY_HEADINGS = _names_of("summary") | _OVERVIEWS
"""Headings of the first paragraphs, which tell when the incident was."""

EMPTY_TITLES = _OVERVIEWS | frozenset(map(comparable, (
    "postmortem", "post mortem", "post-mortem", "incident", "incident report", "incident postmortem",
    "incident post-mortem", "report", "incident post mortem", "outage", "outage report", "postmortem report",
    "post-mortem report", "title", "topic", "subject", "rca", "incident review", "root cause analysis",
    "retrospective", "incident retrospective", "after action report", "blameless postmortem", "untitled", "index",
    "issue name", "incident name", "incident title", "issue title", "incident summary", "issue summary", "summary",
    "overview", "executive overview",
    "postmortems", "post-mortems", "post mortems", "incidents", "incident reports", "outages", "障害報告",
    "障害報告書", "ポストモーテム",
)))  # fmt: skip
"""Titles that any report could have: the file's name says more."""

TITLE_PREFIXES = (
    "postmortem", "post-mortem", "post mortem", "incident report", "incident", "rca", "title", "retrospective",
)  # fmt: skip

NOTICED = r"alert(?:ed|s)?|page[drs]?|notice[ds]?|report(?:ed|s)?|detect(?:ed|s)?|discover(?:ed|s)?|notified"
"""Words of a text that tells when an incident was noticed, in a regular expression."""

CLOSING = re.compile(
    r"[ \t]*(?:in conclusion|to conclude|(?:we|i) (?:\w+ ){0,2}apologi[sz]e|our (?:\w+ )?apologies"
    r"|(?:yours )?sincerely(?! (?!yours\b)\w)|(?:(?:best|kind|warm) |with )?regards(?! to\b)|thank(?:s| you)(?! to\b)"
    r"|mit freundlichen grüßen|cordialement|atentamente)\b",
    re.IGNORECASE,
)
"""The beginning of what ends a letter or a report: an apology, thanks, a signature."""

STILL_OPEN = r"[\[(<{*_\s]*(?:tb[acd]\b|to be (?:announced|confirmed|decided|determined|filled in)\b)"
"""The beginning of a value that is still to be written."""

NO_VALUE = frozenset(
    (
        "-", "–", "—", "?", "??", "???", "n/a", "na", "tbd", "tba", "tbc", "todo", "none", "unknown", "pending",
        "xxx", "x.x", "...", "…", "null", "nil", "<date>", "<none>", "(none)", "[date]", "yyyy-mm-dd",
        "to be determined", "not applicable", "to be decided", "to be filled in", "unbekannt", "未定", "不明", "なし",
    )
)  # fmt: skip
"""The content of a form's field that nobody has filled in."""
