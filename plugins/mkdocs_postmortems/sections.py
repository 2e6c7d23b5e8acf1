"""Section sets: which second-level headings a report has, and their other names.

Takes a set's name, or a list from the settings, and returns a ``SectionSet``, for ``read`` (which section is the
timeline) and ``check`` (which ones are missing).
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import Literal

from msgspec import Struct

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


class SectionSet(Struct, frozen=True):
    """The sections of a report, in their expected order."""

    name: str
    rules: tuple[SectionRule, ...]

    def find(self, title: str) -> SectionRule | None:
        """Return the section that a heading with this text opens; ``None`` for one outside the set.

        A remark in brackets or after a dash may follow the name: ``Timeline (all times in UTC)``.
        """
        return self._named(comparable(title)) or self._named(without_remark(title))

    def _named(self, key: str) -> SectionRule | None:
        return next((rule for rule in self.rules if key in map(comparable, rule.names)), None)

    def keys(self, role: Role) -> tuple[str, ...]:
        """Return the names of the sections with that ``role``."""
        return tuple(rule.name for rule in self.rules if rule.role == role)


@lru_cache(maxsize=4096)  # every report asks for the same few names
def comparable(title: str) -> str:
    """Return a heading's text without what does not matter: case, marks, kinds of space, a colon, emoji."""
    text = unicodedata.normalize("NFKC", html.unescape(title)).casefold().replace("&", "and")
    text = text if text.isascii() and ":" not in text else _EMOJI.sub("", text)
    return re.sub(r"\s+", " ", re.sub(r"[*_`]|[:：]\s*$", "", text)).strip()


def without_remark(title: str) -> str:
    """Return a heading's comparable text without a remark in brackets at its end, or after a dash."""
    return re.sub(r"\s*(?:[(（\[【][^()（）]*[)）\]】]|\s[-–—|]\s.*)$", "", comparable(title)).rstrip(" :：")


_SUMMARY = (
    "Summary",
    "Overview",
    "Abstract",
    "Executive summary",
    "Incident summary",
    "TL;DR",
    "要約",
    "概要",
    "Zusammenfassung",
    "Überblick",
)
_TIMELINE = (
    "Timeline of events",
    "Chronology",
    "Event timeline",
    "Events",
    "Events/Timeline",
    "Sequence of events",
    "Chronology of events",
    "Follow-up timeline",
    "Detailed timeline",
    "Timelines",
    "Incident timeline",
    "Key events",
    "タイムライン",
    "時系列",
    "Zeitleiste",
    "Zeitlicher Ablauf",
    "Chronologie",
)
_CAUSE = (
    "Root cause",
    "Root causes",
    "Cause",
    "Causes",
    "Root cause analysis",
    "RCA",
    "根本原因",
    "原因",
    "Ursache",
    "Ursachen",
    "Root cause and resolution",
)
_ACTIONS = (
    "Action items",
    "Actions",
    "Action item",
    "Action points",
    "Action plan",
    "Corrective actions",
    "Corrective and preventive actions",
    "Corrective and preventative actions",
    "Preventive actions",
    "Preventative actions",
    "Review actions",
    "Proposed actions",
    "Follow-up",
    "Follow up",
    "Followup",
    "Followups",
    "Follow-up items",
    "Follow up actions",
    "Remediation items",
    "Improvements",
    "Proposed improvements",
    "Recommendations",
    "To do",
    "TODO",
    "TODOs",
    "Follow-up actions",
    "Follow-ups",
    "Follow ups",
    "Next steps",
    "Remediation",
    "アクションアイテム",
    "再発防止策",
    "Maßnahmen",
    "Korrektur- und Vorbeugemaßnahmen",
)

CLASSIC = SectionSet(
    "classic",
    (
        SectionRule("Issue summary", _SUMMARY, "summary"),
        SectionRule("Timeline", _TIMELINE, "timeline"),
        SectionRule(
            "Root cause and resolution",
            (*_CAUSE[:-1], "Resolution", "Root causes and resolution", "根本原因と対応", "Ursache und Lösung"),
            "cause",
        ),
        SectionRule(
            "Corrective and preventive measures",
            (
                *_ACTIONS,
                "Corrective and preventative measures",
                "Preventive measures",
                "Preventative measures",
                "Corrective measures",
            ),
            "actions",
        ),
    ),
)

SRE_BOOK = SectionSet(
    "sre-book",
    (
        SectionRule("Summary", ("Issue summary", *_SUMMARY[1:]), "summary"),
        SectionRule("Impact", ("User impact", "Customer impact")),
        SectionRule("Root causes", _CAUSE, "cause"),
        SectionRule("Trigger", ()),
        SectionRule("Resolution", ("Mitigation", "Recovery")),
        SectionRule("Detection", ()),
        SectionRule("Action items", ("Corrective and preventive measures", *_ACTIONS[1:]), "actions"),
        SectionRule("Lessons learned", ("Lessons",)),
        SectionRule("Timeline", _TIMELINE, "timeline"),
        SectionRule("Supporting information", ("Appendix", "Links"), optional=True),
    ),
)

PAGERDUTY = SectionSet(
    "pagerduty",
    (
        SectionRule("Overview", ("Summary", "Issue summary", *_SUMMARY[2:]), "summary"),
        SectionRule("What happened", ()),
        SectionRule("Contributing factors", _CAUSE, "cause"),
        SectionRule("Resolution", ("Mitigation", "Recovery")),
        SectionRule("Impact", ("Customer impact", "User impact")),
        SectionRule("What went well", ()),
        SectionRule("What didn't go so well", ("What didn’t go so well", "What went wrong", "What did not go well")),
        SectionRule("Action items", _ACTIONS[1:], "actions"),
        SectionRule("Timeline", _TIMELINE, "timeline"),
        SectionRule("Internal email", ("Messaging",), optional=True),
    ),
)

HOWIE = SectionSet(
    "howie",
    (
        SectionRule("Summary", ("Issue summary", *_SUMMARY[1:]), "summary"),
        SectionRule("Background", ("Context",), optional=True),
        SectionRule(
            "Narrative",
            ("Narrative description", "What happened"),
        ),
        SectionRule("Timeline", _TIMELINE, "timeline"),
        SectionRule("Contributors and enablers", ("Contributing factors", "Contributors", *_CAUSE), "cause"),
        SectionRule("Mitigators", ("What went well",)),
        SectionRule("Risks", ("Difficulties in handling", "Open questions"), optional=True),
        SectionRule("Follow-up items", _ACTIONS, "actions"),
    ),
)

LIGHTWEIGHT = SectionSet(
    "lightweight",
    (
        SectionRule("Summary", ("Issue summary", "What happened", *_SUMMARY[1:]), "summary"),
        SectionRule("Timeline", _TIMELINE, "timeline"),
        SectionRule("Cause", ("Contributing factors", *_CAUSE), "cause"),
        SectionRule("Action items", ("Follow-up items", *_ACTIONS[1:]), "actions", optional=True),
    ),
)

SETS = {each.name: each for each in (CLASSIC, SRE_BOOK, PAGERDUTY, HOWIE, LIGHTWEIGHT)}


def role_of(name: str) -> Role:
    """Return the role of a section with that name in the shipped sets; "" if none has it, or it has no role."""
    return next((rule.role for each in SETS.values() if (rule := each.find(name)) and rule.role), "")
