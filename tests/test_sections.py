"""Section sets: which headings start which sections."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.sections import CLASSIC, SETS, comparable, role_of
from tests.tables import all_cases


@pytest.mark.parametrize(
    "title",
    [
        "Timeline",
        "timeline:",
        "Timeline (all times in UTC)",
        "Timeline – 29 May",
        "Timeline [CET]",
        "タイムライン（JST）",
        "🕐 Timeline",
        "⏱️ Timeline",
        ":clock1: Timeline",
        "Timeline 👩‍💻 (UTC)",
    ],
)
def test_a_name_may_be_followed_by_a_remark(title: str) -> None:
    """In brackets, or after a dash."""
    rule = CLASSIC.find(title)
    assert rule is not None and rule.role == "timeline"


@pytest.mark.parametrize(
    "title",
    [
        "Time\u200dline",
        "🕐",
        ":clock1:",
        "Timelines of others",
        "Time-line",
        "(Timeline)",
        "Our Timeline",
        "Timelin",
        "",
    ],
)
def test_other_words_start_no_section(title: str) -> None:
    """Only a remark may follow a name."""
    assert CLASSIC.find(title) is None


@all_cases(
    "titles",
    [
        ("Résumé", "Chronologie", "Cause racine et résolution", "Actions correctives et préventives"),
        ("Synthèse", "Déroulement", "Cause profonde", "Plan d’action"),
        ("Resumen", "Cronología", "Causa raíz", "Acciones correctivas"),
        ("Resumo", "Linha do tempo", "Causa raiz", "Ações corretivas"),
        ("Riepilogo", "Cronologia", "Causa principale", "Azioni correttive"),
        ("Samenvatting", "Tijdlijn", "Oorzaak", "Maatregelen"),
        ("Sammanfattning", "Tidslinje", "Grundorsak", "Åtgärder"),
        ("Podsumowanie", "Oś czasu", "Przyczyna", "Działania naprawcze"),
        ("Резюме", "Хронология", "Причина", "План действий"),
        ("概述", "时间线", "根本原因", "改进措施"),
        ("요약", "타임라인", "원인", "재발 방지 대책"),
        ("概要", "経緯", "原因と解決", "再発防止策"),
        ("Kurzfassung", "Chronologischer Ablauf", "Ursache und Behebung", "Korrektur- und Präventivmaßnahmen"),
        ("Résumé de l’incident", "Chronologie des événements", "Cause et résolution", "Prochaines étapes"),
        ("Resumen del incidente", "Cronología de eventos", "Causa raíz y solución", "Próximos pasos"),
        ("Resumo do incidente", "Cronologia dos eventos", "Causa raiz e solução", "Itens de ação"),
        ("Sintesi", "Cronologia degli eventi", "Causa e risoluzione", "Misure correttive e preventive"),
        ("Samenvatting", "Tijdlijn", "Oorzaak en oplossing", "Correctieve en preventieve maatregelen"),
        ("Sammanfattning", "Händelseförlopp", "Orsak och lösning", "Korrigerande och förebyggande åtgärder"),
        ("Podsumowanie incydentu", "Chronologia", "Przyczyna i rozwiązanie", "Działania korygujące i zapobiegawcze"),
        ("Краткое описание", "Ход событий", "Причина и решение", "Корректирующие и предупреждающие меры"),
        ("事件概述", "事件时间线", "根本原因和解决方案", "纠正和预防措施"),
        ("장애 요약", "타임라인", "근본 원인 및 해결", "시정 및 예방 조치"),
        ("インシデント概要", "時系列", "根本原因と解決", "再発防止"),
        ("Überblick", "Zeitlinie", "Fehlerursache", "Folgemaßnahmen"),
        ("Résumé exécutif", "Déroulé", "Cause principale", "Mesures correctives"),
        ("Resumen ejecutivo", "Línea temporal", "Análisis de causa raíz", "Medidas correctivas"),
        ("Resumo executivo", "Linha temporal", "Análise de causa raiz", "Medidas corretivas"),
        ("Sommario", "Linea temporale", "Causa radice", "Misure correttive"),
        ("Samenvatting", "Tijdlijn", "Hoofdoorzaak", "Acties"),
        ("サマリー", "経過", "根本原因", "対策"),
        ("摘要", "事件经过", "根因", "后续行动"),
        ("개요", "경과", "근본 원인", "조치"),
    ],
)
def test_sections_may_be_named_in_other_languages(titles: tuple[str, ...]) -> None:
    """The four of the default set, in order."""
    rules = [CLASSIC.find(title) for title in titles]
    assert [rule.role if rule else "" for rule in rules] == ["summary", "timeline", "cause", "actions"]


@pytest.mark.parametrize(
    ("name", "role"), [("Timeline", "timeline"), ("Follow-ups", "actions"), ("What happened", "summary"), ("Costs", "")]
)
def test_a_name_from_a_shipped_set_has_a_role(name: str, role: str) -> None:
    """So a plain list of names is a set with a timeline."""
    assert role_of(name) == role


@pytest.mark.parametrize("name", sorted(SETS))
def test_each_name_of_a_section_is_listed_once(name: str) -> None:
    """The check offers the first few as other names for a section that is missing."""
    for rule in SETS[name].rules:
        assert len(set(rule.names)) == len(rule.names), rule.name


@pytest.mark.parametrize("name", sorted(SETS))
def test_no_heading_matches_two_sections_of_a_set(name: str) -> None:
    names = [comparable(each) for rule in SETS[name].rules for each in dict.fromkeys(map(comparable, rule.names))]
    assert len(names) == len(set(names))
