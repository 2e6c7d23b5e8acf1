"""Section sets: which second-level headings a report has, and their other names.

Takes a set's name, or a list from the settings, and returns a ``SectionSet``, for ``read`` (which section is the
timeline) and ``check`` (which ones are missing).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Literal

from msgspec import Struct

from mkdocs_postmortems.letters import decode_references

_EMOJI = re.compile(r"[\u2190-\u2bff\U0001f000-\U0001faff][\ufe0f\u200d]*|(?<![\w:]):[a-z0-9_+-]+:(?![\w:])")

Role = Literal["", "summary", "timeline", "cause", "actions"]


class SectionRule(Struct, frozen=True):
    """One section of a set.

    ``role`` is its purpose: ``timeline`` holds events, ``actions`` holds action items; ``summary`` and ``cause`` only
    select the prompt in a template. A section with ``from_severity`` or ``from_status`` is required only from that
    value on.
    """

    name: str
    aliases: tuple[str, ...] = ()
    role: Role = ""
    optional: bool = False
    from_severity: str = ""
    from_status: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


class SectionSet(Struct, frozen=True, dict=True):
    """The sections of a report, in their expected order."""

    name: str
    rules: tuple[SectionRule, ...]

    def find(self, title: str) -> SectionRule | None:
        """Return the section that a heading with this text opens; ``None`` for one outside the set.

        A remark in brackets or after a dash may follow the name: ``Timeline (all times in UTC)``.
        """
        return self._by_name.get(comparable(title)) or self._by_name.get(without_remark(title))

    @cached_property
    def _by_name(self) -> Mapping[str, SectionRule]:
        """The sections by all their names; of two sections with the same name, the first."""
        return {comparable(name): rule for rule in reversed(self.rules) for name in rule.names}

    def names_with(self, role: Role) -> tuple[str, ...]:
        """Return the names of the sections with that ``role``."""
        return tuple(rule.name for rule in self.rules if rule.role == role)


@lru_cache(maxsize=4096)  # every report asks for the same few names
def comparable(title: str) -> str:
    """Return a heading's text without what does not matter: case, marks, spaces, kind of apostrophe, colon, emoji."""
    text = unicodedata.normalize("NFKC", decode_references(title)).casefold().replace("&", "and").replace("’", "'")
    text = text if text.isascii() and ":" not in text else _EMOJI.sub("", text)
    return re.sub(r"\s+", " ", re.sub(r"[*_`]|[:：]\s*$", "", text)).strip()


def without_remark(title: str) -> str:
    """Return a heading's comparable text without a remark in brackets at its end, or after a dash."""
    return re.sub(r"\s*(?:[(（\[【][^()（）]*[)）\]】]|\s[-–—|]\s.*)$", "", comparable(title)).rstrip(" :：")


_SUMMARY = (
    *("Summary", "Overview", "Abstract", "Executive summary", "Incident summary", "TL;DR"),
    *("要約", "概要", "インシデント概要", "インシデントの概要", "サマリー", "サマリ"),  # Japanese
    *("Zusammenfassung", "Zusammenfassung des Vorfalls", "Kurzfassung", "Überblick"),  # German
    *("Résumé", "Résumé de l'incident", "Résumé exécutif", "Synthèse"),  # French
    *("Resumen", "Resumen del incidente", "Resumen ejecutivo"),  # Spanish
    *("Resumo", "Resumo do incidente", "Resumo executivo"),  # Portuguese
    *("Riepilogo", "Sintesi", "Sommario"),  # Italian
    "Samenvatting",  # Dutch
    "Sammanfattning",  # Swedish
    *("Podsumowanie", "Podsumowanie incydentu"),  # Polish
    *("Резюме", "Сводка", "Краткое описание", "Краткое описание инцидента", "Краткое содержание"),  # Russian
    *("概述", "摘要", "事件概述", "事故概述"),  # Chinese
    *("요약", "개요", "장애 요약", "장애 개요"),  # Korean
)
_TIMELINE = (
    *("Timeline of events", "Chronology", "Event timeline", "Events", "Events/Timeline", "Sequence of events"),
    *("Chronology of events", "Follow-up timeline", "Detailed timeline", "Timelines", "Incident timeline"),
    "Key events",
    *("タイムライン", "時系列", "経緯", "経過"),  # Japanese
    *("Zeitleiste", "Zeitlicher Ablauf", "Zeitlicher Verlauf", "Zeitablauf", "Chronologischer Ablauf"),  # German
    *("Chronologie der Ereignisse", "Zeitlinie", "Zeitstrahl"),  # German
    "Chronologie",  # German, French
    *("Déroulement", "Déroulé", "Déroulé des événements", "Chronologie des événements"),  # French
    *("Cronología", "Cronología de los hechos", "Cronología de eventos"),  # Spanish
    *("Línea de tiempo", "Línea temporal"),  # Spanish
    "Cronologia",  # Portuguese, Italian
    *("Linha do tempo", "Linha temporal", "Cronologia dos eventos"),  # Portuguese
    *("Cronologia degli eventi", "Linea temporale", "Linea del tempo"),  # Italian
    "Tijdlijn",  # Dutch
    *("Tidslinje", "Händelseförlopp"),  # Swedish
    *("Oś czasu", "Przebieg zdarzeń", "Chronologia"),  # Polish
    *("Хронология", "Хронология событий", "Ход событий", "Таймлайн"),  # Russian
    *("经过", "事件经过", "事故经过", "时间线", "时间轴", "事件时间线"),  # Chinese
    *("타임라인", "경과"),  # Korean
)
_CAUSE = (
    *("Root cause", "Root causes", "Cause", "Causes", "Root cause analysis", "RCA", "Root cause and resolution"),
    *("根本原因", "原因"),  # Japanese
    *("Ursache", "Ursachen", "Grundursache", "Fehlerursache", "Ursachenanalyse"),  # German
    *("Cause racine", "Causes racines", "Cause profonde", "Cause principale", "Analyse des causes"),  # French
    *("Causa", "Causas"),  # Spanish, Portuguese, Italian
    "Causa principal",  # Spanish, Portuguese
    *("Causa raíz", "Análisis de causa raíz"),  # Spanish
    *("Causa raiz", "Análise de causa raiz"),  # Portuguese
    *("Causa principale", "Causa radice"),  # Italian
    *("Oorzaak", "Grondoorzaak", "Hoofdoorzaak"),  # Dutch
    *("Orsak", "Grundorsak", "Rotorsak"),  # Swedish
    *("Przyczyna", "Przyczyny", "Przyczyna źródłowa", "Główna przyczyna"),  # Polish
    *("Причина", "Причины", "Первопричина", "Корневая причина"),  # Russian
    *("根因", "根因分析", "原因分析"),  # Chinese
    *("원인", "근본 원인", "원인 분석"),  # Korean
)
_ACTIONS = (
    *("Action items", "Actions", "Action item", "Action points", "Action plan", "Corrective actions"),
    *("Corrective and preventive actions", "Corrective and preventative actions", "Preventive actions"),
    *("Preventative actions", "Review actions", "Proposed actions", "Follow-up", "Follow up", "Followup"),
    *("Followups", "Follow-up items", "Follow up actions", "Remediation items", "Improvements"),
    *("Proposed improvements", "Recommendations", "To do", "TODO", "TODOs", "Follow-up actions", "Follow-ups"),
    *("Follow ups", "Next steps", "Remediation"),
    *("アクションアイテム", "再発防止策", "再発防止", "対策", "今後の対応"),  # Japanese
    *("Maßnahmen", "Korrektur- und Vorbeugemaßnahmen", "Korrektur- und Präventivmaßnahmen"),  # German
    *("Korrekturmaßnahmen", "Folgemaßnahmen", "Maßnahmenplan", "Nächste Schritte"),  # German
    *("Actions correctives", "Actions correctives et préventives", "Mesures correctives et préventives"),  # French
    *("Mesures correctives", "Plan d'action", "Prochaines étapes"),  # French
    *("Acciones", "Acciones correctivas", "Acciones correctivas y preventivas", "Plan de acción"),  # Spanish
    *("Medidas correctivas", "Medidas correctivas y preventivas", "Próximos pasos"),  # Spanish
    *("Ações", "Ações corretivas", "Ações corretivas e preventivas", "Plano de ação"),  # Portuguese
    *("Medidas corretivas", "Medidas corretivas e preventivas", "Próximos passos", "Itens de ação"),  # Portuguese
    *("Azioni", "Azioni correttive", "Azioni correttive e preventive"),  # Italian
    *("Misure correttive", "Misure correttive e preventive", "Prossimi passi"),  # Italian
    *("Maatregelen", "Correctieve en preventieve maatregelen", "Acties", "Actiepunten", "Vervolgacties"),  # Dutch
    *("Åtgärder", "Korrigerande och förebyggande åtgärder", "Nästa steg"),  # Swedish
    *("Działania", "Działania naprawcze", "Działania korygujące i zapobiegawcze"),  # Polish
    *("Меры", "План действий", "Корректирующие меры", "Корректирующие и предупреждающие меры"),  # Russian
    *("Действия", "Корректирующие действия", "Дальнейшие действия"),  # Russian
    *("对策", "改进措施", "改进计划", "行动项", "后续措施", "后续行动", "整改措施", "纠正和预防措施"),  # Chinese
    *("조치", "조치 사항", "후속 조치", "재발 방지 대책", "액션 아이템", "시정 및 예방 조치", "개선 사항"),  # Korean
)
_RESOLUTION = (
    *("Resolution", "Root causes and resolution"),
    *("根本原因と対応", "根本原因と解決", "原因と対応", "原因と解決"),  # Japanese
    *("Ursache und Lösung", "Ursache und Behebung", "Ursachen und Behebung"),  # German
    *("Cause racine et résolution", "Cause et résolution", "Causes et résolution"),  # French
    *("Causa raíz y resolución", "Causa raíz y solución"),  # Spanish
    *("Causa raiz e resolução", "Causa raiz e solução"),  # Portuguese
    *("Causa principale e risoluzione", "Causa e risoluzione"),  # Italian
    "Oorzaak en oplossing",  # Dutch
    *("Orsak och lösning", "Orsak och åtgärd", "Grundorsak och lösning"),  # Swedish
    "Przyczyna i rozwiązanie",  # Polish
    *("Причина и решение", "Причина и устранение", "Причины и устранение"),  # Russian
    *("根本原因和解决方案", "根本原因及解决方案", "原因和解决方案"),  # Chinese
    *("근본 원인 및 해결", "원인 및 해결"),  # Korean
)
_MEASURES = (
    *("Corrective and preventative measures", "Preventive measures", "Preventative measures"),
    "Corrective measures",
)


def _rule(name: str, aliases: tuple[str, ...] = (), role: Role = "", *, optional: bool = False) -> SectionRule:
    """Return a section with these other names, without repetitions and its own name: sets share lists of names."""
    return SectionRule(name, tuple(each for each in dict.fromkeys(aliases) if each != name), role, optional)


CLASSIC = SectionSet(
    "classic",
    (
        _rule("Issue summary", _SUMMARY, "summary"),
        _rule("Timeline", _TIMELINE, "timeline"),
        _rule("Root cause and resolution", (*_CAUSE, *_RESOLUTION), "cause"),
        _rule("Corrective and preventive measures", (*_ACTIONS, *_MEASURES), "actions"),
    ),
)

SRE_BOOK = SectionSet(
    "sre-book",
    (
        _rule("Summary", ("Issue summary", *_SUMMARY), "summary"),
        _rule("Impact", ("User impact", "Customer impact")),
        _rule("Root causes", _CAUSE, "cause"),
        _rule("Trigger"),
        _rule("Resolution", ("Mitigation", "Recovery")),
        _rule("Detection"),
        _rule("Action items", ("Corrective and preventive measures", *_ACTIONS), "actions"),
        _rule("Lessons learned", ("Lessons",)),
        _rule("Timeline", _TIMELINE, "timeline"),
        _rule("Supporting information", ("Appendix", "Links"), optional=True),
    ),
)

PAGERDUTY = SectionSet(
    "pagerduty",
    (
        _rule("Overview", ("Summary", "Issue summary", *_SUMMARY), "summary"),
        _rule("What happened"),
        _rule("Contributing factors", _CAUSE, "cause"),
        _rule("Resolution", ("Mitigation", "Recovery")),
        _rule("Impact", ("Customer impact", "User impact")),
        _rule("What went well"),
        _rule("What didn't go so well", ("What went wrong", "What did not go well")),
        _rule("Action items", _ACTIONS, "actions"),
        _rule("Timeline", _TIMELINE, "timeline"),
        _rule("Internal email", ("Messaging",), optional=True),
    ),
)

HOWIE = SectionSet(
    "howie",
    (
        _rule("Summary", ("Issue summary", *_SUMMARY), "summary"),
        _rule("Background", ("Context",), optional=True),
        _rule("Narrative", ("Narrative description", "What happened")),
        _rule("Timeline", _TIMELINE, "timeline"),
        _rule("Contributors and enablers", ("Contributing factors", "Contributors", *_CAUSE), "cause"),
        _rule("Mitigators", ("What went well",)),
        _rule("Risks", ("Difficulties in handling", "Open questions"), optional=True),
        _rule("Follow-up items", _ACTIONS, "actions"),
    ),
)

LIGHTWEIGHT = SectionSet(
    "lightweight",
    (
        _rule("Summary", ("Issue summary", "What happened", *_SUMMARY), "summary"),
        _rule("Timeline", _TIMELINE, "timeline"),
        _rule("Cause", ("Contributing factors", *_CAUSE), "cause"),
        _rule("Action items", ("Follow-up items", *_ACTIONS), "actions", optional=True),
    ),
)

SETS = {each.name: each for each in (CLASSIC, SRE_BOOK, PAGERDUTY, HOWIE, LIGHTWEIGHT)}


def role_of(name: str) -> Role:
    """Return the role of a section with that name in the shipped sets; "" if none has it, or it has no role."""
    return next((rule.role for each in SETS.values() if (rule := each.find(name)) and rule.role), "")
