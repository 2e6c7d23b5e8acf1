"""Find the fields that are texts: severity, services, cause, impact and so on, by their labels.

Called by ``finder``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from mkdocs_postmortems.imports.facts.draft import Draft, Found
from mkdocs_postmortems.imports.facts.severities import site_severity
from mkdocs_postmortems.imports.facts.texts import LISTS, one_line, say_the_same, without_contacts
from mkdocs_postmortems.imports.text.heading_words import is_section
from mkdocs_postmortems.imports.text.labels import Label
from mkdocs_postmortems.imports.text.words import NO_VALUE
from mkdocs_postmortems.read.body.inline import plain
from mkdocs_postmortems.read.characters import is_visible
from mkdocs_postmortems.read.front_matter.values import LONGEST_VALUE
from mkdocs_postmortems.read.model import Heading

IMPACT = {"impact": "effect", "users": "users", "experience": "experience", "duration": "duration"}
"""Facts that become entries of the field ``impact``, each with the name of its entry."""
_APART = re.compile(r"[ \t]*<br ?/?>[ \t]*|(?<=`)[ \t]+(?=`)", re.IGNORECASE)
"""What separates names besides commas: a line break, or the space between two pieces of code."""
_SEVERITY_IN_TITLE = re.compile(
    r"\b(?P<told>sev(?:erity)?[- ]?[0-9])\b|[\[(](?P<marked>[ps][0-9])[\])]|^(?P<first>p[0-9])(?=:| [-–—] )",
    re.IGNORECASE,
)


def find_texts(draft: Draft) -> None:
    """Take the fields that labels tell as texts, and the severity of the title."""
    impact: dict[str, str] = {}
    told = _told_of_parts(draft)
    """The facts that a label has told, whether or not its value fits into the field: later ones are about a part."""
    for label in draft.labels:
        is_first = label.fact not in told
        told |= {label.fact} if label.where != "heading" else set()
        value = without_contacts(_APART.sub(", ", label.value)) if label.fact in LISTS else label.value
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
            impact[IMPACT[label.fact]] = text
            name = f"impact.{IMPACT[label.fact]}"
            draft.facts.found[name] = Found(name, text, draft.source_line(label.line), label.where)
    if impact and "impact" not in draft.facts.fields:
        draft.facts.fields["impact"] = impact
    _severity_of_title(draft)


def _told_of_parts(draft: Draft) -> set[str]:
    """Return the facts that each of several sections tells in other words, such as a section for each fault.

    These are headings of one level with names of their own: what a summary tells is about the incident.
    """
    starts = [heading.line for heading in draft.headings]
    told: dict[str, dict[int, str]] = {}
    for label in draft.labels:
        above = bisect_left(starts, label.line) if label.where == "line" else 0
        told.setdefault(label.fact, {}).setdefault(above, label.value)
    return {
        fact
        for fact, values in told.items()
        if min(values) > 0 and len(set(values.values())) > 1 and _are_parts([draft.headings[at - 1] for at in values])
    }


def _are_parts(headings: Sequence[Heading]) -> bool:
    levels = {heading.level for heading in headings}
    return len(levels) == 1 and min(levels) > 1 and not any(is_section(heading.title) for heading in headings)


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
