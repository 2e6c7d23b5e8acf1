"""A rule for HTML in Markdown: only a few elements are allowed, for which Markdown has no syntax.

``publish`` cleans the rendered page whatever this rule finds; the rule tells the author why something is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_postmortems.check.passages import Passage
from mkdocs_postmortems.check.references import AUTOLINK
from mkdocs_postmortems.check.structure.missing_sections import missing_lines
from mkdocs_postmortems.check.subject import Finding, Subject, once_per_report
from mkdocs_postmortems.check.text.elements import (
    ALLOWED,
    ATTRIBUTES,
    ELEMENTS,
    HEADINGS,
    INSTEAD,
    PARTS,
    SPANS,
    UNPARSED,
    WHOLES,
)
from mkdocs_postmortems.diagnostics import Level, excerpt
from mkdocs_postmortems.read.body.line_starts import indent_of
from mkdocs_postmortems.read.patterns import pattern

_MEANT_AS_TEXT = "if it is meant as text, put it in `code`, or write &lt; for <"

_OPENING = pattern(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][^\s/<>]*)(?P<rest>[^<>]*)(?P<end>>?)|<[!?](?:(?=[a-zA-Z\[])|(?<=\?)(?=[^<>]+\?>))"
)
_WHOLE = pattern(r"<[a-zA-Z][^\s/<>]*(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^\"'<>])*)>")
"""A tag with its attributes, whose values may contain ``>``."""
_DECLARATION = pattern(r"<[!?]\[?\w{0,20}>?")
_SLACK = pattern(r"<!(?:here|channel|everyone|subteam\^\w{1,20}|date\^\d{1,12})[\^|>]")
_LIST_ITEM = pattern(r"(?P<indent>[ ]*)(?:[-*+]|\d+\.)[ \t]")
_AUTOLINK = pattern(rf"<{AUTOLINK}>|<[^<>\s]+@[^<>\s]+>")
_APART = pattern(r"(?<!\w)<")
_LINKED = pattern(r"\]\(\s*$")
_LINK_END = pattern(r"\s*(?:\"[^\"]*\"|'[^']*')?\s*\)")
_LINE_END = pattern(r"[ \t]*(?:\n|$)")
_DEFINED = pattern(r"[ ]{0,3}\[(?!\^)[^\[\]]+\]:[ \t]*")
_ATTRIBUTE = pattern(r"(?P<name>[^\s=\"'/]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"']+))?")
_LITTLE_WORDS = frozenset(
    {"a", "an", "and", "for", "from", "here", "if", "in", "of", "or", "the", "to", "with", "your"}
)
"""Words of a sentence, which no attribute has as its name."""
_PROMPT = pattern(r"<(?P<words>[A-Za-z][\w'’-]*(?:[ ,]+[\w'’().?/-]+)+,*)>|<[A-Z][A-Z_]{2,}>")


def find_raw(subject: Subject) -> Iterator[Finding]:
    """``raw-html``"""
    if subject.settings.html == "allow":
        return
    opened: set[str] = set()
    for paragraph in subject.text:
        if "<" in paragraph.prose:
            yield from _in_paragraph(subject, paragraph, opened)


def _in_paragraph(subject: Subject, paragraph: Passage, opened: set[str]) -> Iterator[Finding]:
    """Yield the findings of a paragraph; ``opened`` are the names of the tags above it, to which its own are added."""
    prose, lowered = paragraph.prose, paragraph.prose.lower()
    at_most = Level.HINT if _is_meant_as_code(subject, paragraph) else Level.ERROR
    unclosed: set[str] = set()
    for name, match in _tags(subject, paragraph, lowered, opened):
        place = paragraph.place(match.start())
        if name not in ALLOWED:
            message = f"HTML is not published: {_shown(prose, match)}"
            yield Finding(message, *place, _help(name, match), at_most)
        elif odd := _odd_attribute(_attributes(prose, match)):
            yield Finding(f"the attribute {odd!r} of <{name}> is not published", *place, "remove it")
        elif name in SPANS - unclosed and not match["close"] and lowered.find(f"</{name}", match.end()) < 0:
            unclosed.add(name)  # reported once: searching for each to the paragraph's end is quadratic
            message = f"<{name}> is never closed, so it takes in the rest of the paragraph"
            help = f"add </{name}> after the text that belongs to it"
            yield Finding(message, *place, help, Level.WARNING)


def _tags(subject: Subject, paragraph: Passage, lowered: str, opened: set[str]) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the tags of a paragraph by name, except those that are text, or that go with one that is reported."""
    end = 0
    for match in _OPENING.finditer(paragraph.prose):
        name = (match["name"] or match.group()[1:2]).lower()
        if match.start() < end or _is_text(paragraph.prose, match) or (match["close"] and name in opened):
            continue
        place = paragraph.place(match.start())
        if place in _reported_places(subject) and name not in WHOLES:
            continue  # which ``placeholder`` or ``html-unclosed`` reports
        opened.add(name)
        if opened.intersection(PARTS.get(name, ())):
            continue
        if name in WHOLES and not match["close"]:
            end = lowered.find(f"</{name}", match.end())
            end = end if end >= 0 else len(lowered)  # if it is never closed, the browser takes in the rest
        if name not in HEADINGS or place[0] not in missing_lines(subject):  # which ``missing-section`` reports
            yield name, match


@once_per_report
def _reported_places(subject: Subject) -> frozenset[tuple[int, int]]:
    """Return the places of unclosed tags, and of placeholders in action items, which may look like tags."""
    unfilled = {(each.line, each.column) for item in subject.report.actions for each in item.unfilled}
    unclosed = {(each.line, each.column) for each in subject.report.problems if each.rule == "html-unclosed"}
    return frozenset(unfilled | unclosed)


def _is_meant_as_code(subject: Subject, paragraph: Passage) -> bool:
    """Return whether a block is indented by four spaces below a list item.

    Elsewhere that makes it code; below an item it is part of the item. An author who writes HTML there means code, and
    ``publish`` still removes what does harm.
    """
    indent = indent_of(paragraph.raw)
    if indent < 4 or not paragraph.raw.startswith("<", indent):
        return False
    for number in range(paragraph.first - 1, subject.report.source.body_line - 1, -1):
        line = subject.line(number).expandtabs(4)
        if line.strip() and indent_of(line) < indent:
            item = _LIST_ITEM.match(line)
            return item is not None and len(item["indent"]) == indent - 4
    return False


def _attributes(prose: str, match: re.Match[str]) -> str:
    """Return the attributes of a tag, up to its end and not to a ``>`` in one of the values."""
    whole = _WHOLE.match(prose, match.start())
    return whole["rest"] if whole else match["rest"]


def is_prompt(text: str) -> bool:
    """Return whether an apparent tag is a template's prompt: ``<what users saw>``, ``<SERVICE>``, ``<Link to it>``."""
    if "   " in text or not _PROMPT.fullmatch(text):  # blanked comments inside: a tag in disguise
        return False
    name, *words = text.strip("<>").lower().split()
    if name not in ELEMENTS:
        return True
    return len(name) > 1 and name not in UNPARSED and not _LITTLE_WORDS.isdisjoint(words)  # no a <b and c> d


def _is_text(prose: str, match: re.Match[str]) -> bool:
    """Return whether the page shows this as text, or another rule reports it."""
    if match["name"] is None:
        return False
    name = match["name"].lower()
    if not match["end"] and (name not in ELEMENTS or (len(name) == 1 and "=" not in match["rest"])):
        return True
    if match["end"] and is_address(prose, match):
        return True
    is_apart = _APART.match(prose, match.start())  # unlike the type in Map<String, Integer>
    return bool(_AUTOLINK.match(prose, match.start()) or (is_apart and is_prompt(match.group())))


def is_address(prose: str, match: re.Match[str]) -> bool:
    """Return whether this is the address of a link: ``[text](<a b.png>)``, ``[name]: <https://...>``."""
    if _LINKED.search(prose, max(0, match.start() - 10), match.start()):
        return bool(_LINK_END.match(prose, match.end()))
    if not _LINE_END.match(prose, match.end()) or re.search(r"\s", match.group()):
        return False
    return bool(_DEFINED.fullmatch(prose, prose.rfind("\n", 0, match.start()) + 1, match.start()))


def _odd_attribute(rest: str) -> str:
    names = (match["name"].lower() for match in _ATTRIBUTE.finditer(rest.strip().rstrip("/")))
    return next((name for name in names if name not in ATTRIBUTES), "")


def _shown(prose: str, match: re.Match[str]) -> str:
    """Return a tag without its attributes, or the beginning of a declaration: ``<?php``."""
    declaration = _DECLARATION.match(prose, match.start())
    if declaration:
        return declaration.group()
    return f"<{match['close']}{excerpt(match['name'])}>"


def _is_comparison(match: re.Match[str]) -> bool:
    """Return whether there are words where a tag has attributes: ``a <b and c> d``."""
    words = (match["rest"] or "").strip().rstrip("/")
    return bool(words) and "=" not in words and words.lower() not in ATTRIBUTES


def _help(name: str, match: re.Match[str]) -> str:
    if name in ELEMENTS and _is_comparison(match):
        return _MEANT_AS_TEXT
    if _SLACK.match(match.string, match.start()):
        return "this is a Slack mention: write the name of the team or channel"
    if name in INSTEAD:
        return INSTEAD[name]
    if name.startswith(("http:", "https:")):
        return "write [text](address)"
    return f"write it in Markdown; {_MEANT_AS_TEXT}"
