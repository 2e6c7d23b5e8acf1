"""Find the fields that are texts: severity, services, cause, impact and so on, by their labels.

Called by ``finder``.
"""

from __future__ import annotations

import re

from mkdocs_postmortems.imports.facts.draft import Draft, Found
from mkdocs_postmortems.imports.facts.severities import site_severity
from mkdocs_postmortems.imports.facts.texts import LISTS, one_line, say_the_same, without_mail
from mkdocs_postmortems.imports.text.labels import Label
from mkdocs_postmortems.imports.text.words import NO_VALUE
from mkdocs_postmortems.read.body.inline import plain
from mkdocs_postmortems.read.characters import is_visible
from mkdocs_postmortems.read.front_matter.values import LONGEST_VALUE

IMPACT = frozenset({"impact", "users", "experience", "duration"})
"""Facts that become entries of ``impact`` with the same names."""
_APART = re.compile(r"[ \t]*<br ?/?>[ \t]*|(?<=`)[ \t]+(?=`)", re.IGNORECASE)
"""What separates names besides commas: a line break, or the space between two pieces of code."""
_SEVERITY_IN_TITLE = re.compile(
    r"\b(?P<told>sev(?:erity)?[- ]?[0-9])\b|[\[(](?P<marked>[ps][0-9])[\])]|^(?P<first>p[0-9])(?=:| [-–—] )",
    re.IGNORECASE,
)


def find_texts(draft: Draft) -> None:
    """Take the fields that labels tell as texts, and the severity of the title."""
    impact: dict[str, str] = {}
    told: set[str] = set()
    """The facts that a label has told, whether or not its value fits into the field: later ones are about a part."""
    for label in draft.labels:
        is_first = label.fact not in told
        told |= {label.fact} if label.where != "heading" else set()
        value = without_mail(_APART.sub(", ", label.value)) if label.fact in LISTS else label.value
        text = one_line(plain(value))
        if not text or text.casefold() in NO_VALUE or len(text) > LONGEST_VALUE or not is_visible(text):
            continue
        if label.fact == "severity":
            _severity(draft, text, label)
        elif label.fact in LISTS and (texts := LISTS[label.fact](text)):
            draft.add(label.fact, texts, text, label.line, label.where)
        elif is_first and label.fact == "cause" and len(text) <= 60 and label.where != "heading":
            draft.add("cause", text, text, label.line, label.where)
        elif label.fact == "duration" and draft.calendar.read(label.value)[1] is not None:
            continue  # a range gives the start and the end
        elif is_first and label.fact in IMPACT and len(text) <= 200 and label.where != "heading":
            impact[label.fact] = text
            name = f"impact.{label.fact}"
            draft.facts.found[name] = Found(name, text, draft.source_line(label.line), label.where)
    if impact and "impact" not in draft.facts.fields:
        draft.facts.fields["impact"] = impact
    _severity_of_title(draft)


def _severity_of_title(draft: Draft) -> None:
    """Find the severity in the title, ``[SEV1] Login fails``, if no label has one."""
    if any(label.fact == "severity" for label in draft.labels):
        return
    title = draft.facts.found["title"]
    told = _SEVERITY_IN_TITLE.search(title.value)
    severity = site_severity(told[told.lastgroup or 0], draft.settings.severities) if told else ""
    if severity and told:
        draft.facts.add("severity", severity, f"{severity}, written {told.group()!r}", title.line, title.where)


def _severity(draft: Draft, text: str, label: Label) -> None:
    """Set the site's severity if it is certain which one is meant; the account shows what was written."""
    severity = site_severity(text, draft.settings.severities)
    if severity:
        told = severity if say_the_same(text, severity) else f"{severity}, written {text!r}"
        draft.add("severity", severity, told, label.line, label.where)
    elif "severity" not in draft.facts.fields:
        draft.doubt(label.line, f"severity {text!r} is not for certain one of the site's; not taken")
