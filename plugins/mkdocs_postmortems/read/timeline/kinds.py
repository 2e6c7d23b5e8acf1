"""The kinds of events, and the words that label them.

Takes an event's Markdown and the site's labels, and returns the kind's name, or "". Called by ``timeline`` and
``heads``, and by ``check.incident.labels`` for words that are nearly labels.
"""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.settings import KindSetting

WORDS: dict[str, tuple[str, ...]] = {
    # kind: the labels that authors write in bold, in English, German and Japanese
    "started": (
        "started", "start", "incident started", "incident start", "incident starts", "incident begins",
        "impact started", "impact starts", "impact start", "impact begins", "outage start", "outage started",
        "outage starts", "outage begins", "trigger", "triggered", "fault occurs",
        "beginn", "begonnen", "start der störung", "störungsbeginn", "ausfall beginnt",
        "開始", "発生", "障害発生", "影響開始",
    ),
    "detected": (
        "detected", "detection", "first detected", "incident detected", "issue detected", "alert", "alerted",
        "reported", "first report", "noticed", "discovered", "discovery",
        "erkannt", "entdeckt", "bemerkt", "gemeldet", "alarm",
        "検知", "検出", "発覚", "アラート",
    ),
    "acknowledged": (
        "acknowledged", "acknowledgement", "acknowledgment", "ack", "acked", "incident declared", "declared",
        "bestätigt", "angenommen", "übernommen",
        "確認", "対応開始", "受領",
    ),
    "escalated": (
        "escalated", "escalation", "paged", "incident escalated",
        "eskaliert", "eskalation",
        "エスカレーション",
    ),
    "false-lead": (
        "false lead", "red herring", "wrong lead", "dead end", "wrong assumption", "misdiagnosis",
        "falsche fährte", "falsche spur", "sackgasse", "irrweg",
        "誤った手がかり", "誤認", "誤った仮説",
    ),
    "cause-found": (
        "cause found", "root cause found", "root cause identified", "cause identified", "identified", "root cause",
        "diagnosed", "diagnosis", "cause",
        "ursache gefunden", "ursache erkannt", "ursache", "identifiziert",
        "原因判明", "原因特定", "原因",
    ),
    "mitigated": (
        "mitigated", "mitigation", "mitigation applied", "impact mitigated", "impact ends", "impact ended",
        "outage end", "outage ends", "outage ended", "repaired", "stabilized", "stabilised", "contained",
        "eingedämmt", "entschärft", "abgemildert", "störung behoben", "ausfall endet",
        "緩和", "暫定対応", "影響終了",
    ),
    "resolved": (
        "resolved", "resolution", "recovered", "recovery", "all clear", "fixed", "restored", "service restored",
        "incident resolved", "incident closed", "closed", "issue resolved",
        "gelöst", "behoben", "wiederhergestellt", "entwarnung",
        "解決", "復旧", "復旧完了", "解消",
    ),
    "communicated": (
        "communicated", "communication", "communications", "comms", "announced", "announcement", "status page",
        "status page updated", "customers informed", "customers notified",
        "kommuniziert", "kommunikation", "informiert", "statusseite",
        "周知", "連絡", "告知", "お知らせ",
    ),
}  # fmt: skip

LABELS: Mapping[str, str] = {word: kind for kind, words in WORDS.items() for word in words}
"""The kind that each word stands for."""

_LONGEST = 60
_LABEL = pattern(rf"(?:(\*\*|__)(?!\s)([^*_\n]{{1,{_LONGEST}}})\1|([*_])(?!\s)([^*_\n]{{1,{_LONGEST}}})\3)")


def labels_with(kinds: Mapping[str, KindSetting]) -> Mapping[str, str]:
    """Return a site's labels: the built-in ones, and those of the kinds that the settings add or extend."""
    added = {word.casefold(): kind for kind, setting in kinds.items() for word in (kind, setting.name, *setting.words)}
    return {**LABELS, **added}


def kind_of(text: str, labels: Mapping[str, str] = LABELS) -> str:
    """Return the kind that the label at the start of an event's text names; "" if there is none.

    ``**Detected.** ...``, ``**Detected:**`` and ``*Detected.*`` are labels, ``Detected by ...`` and ``we **detected**``
    are not. A word in italics is a label only with a full stop or colon: ``*started* to fail`` is a sentence. A
    paragraph that says nothing else needs no mark: ``Resolved``.
    """
    label = label_of(text) or text.partition("\n\n")[0]
    return labels.get(label_word(label), "") if len(label) <= _LONGEST else ""


def label_of(text: str) -> str:
    """Return the label at the start of an event's text as written, known or not; "" if there is none."""
    match = _LABEL.match(text)
    if match is None:
        return ""
    label = match[2] or match[4]
    if match[4] and not (label.endswith((".", ":")) or text.startswith((".", ":"), match.end())):
        return ""
    return label


def label_word(label: str) -> str:
    """Return a label as it is looked up: in lower case, without square brackets and punctuation at its end."""
    return " ".join(label.casefold().split()).strip("[]").rstrip(" .:：!,;–—-。")
