"""Describe what is wrong with the value of a field, in its author's terms, and how to fix it.

Takes what a type has refused, from ``fields``, and returns ``Problem`` values that quote what the author wrote.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from mkdocs_postmortems.diagnostics import Problem, excerpt
from mkdocs_postmortems.read.front_matter.corrections import (
    ENTRY_NAMES,
    help_if_unknown,
    linked_address,
    quote,
    write_entries,
)
from mkdocs_postmortems.read.front_matter.schema import FIELDS, MAPPINGS, PROSE
from mkdocs_postmortems.read.front_matter.values import Mistake, Refused
from mkdocs_postmortems.read.front_matter.yaml_nodes import Node, reading
from mkdocs_postmortems.read.ids import slug
from mkdocs_postmortems.read.model import LIST_FIELDS, TIME_FIELDS
from mkdocs_postmortems.read.times.machine_times import read_count
from mkdocs_postmortems.read.unfilled import is_nothing, is_unfilled
from mkdocs_postmortems.settings import FieldType, Settings

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
_MOST_ON_A_LINE = 5
"""Wrong entries of a field that are reported for a line: a list in brackets may have hundreds."""
_SCALARS = ("number", "bool", "time")
"""Kinds of values that are no text to YAML."""
_OWN_TYPES: dict[FieldType, str] = {
    "text": "a text",
    "list": "a list such as [first, second]",
    "number": "a number without a unit",
    "date": "a date, year first",
    "bool": "true or false",
}
"""How a value of each type of the site's own fields is written."""
_LONGEST_VALUE = 200
"""How long a value may be for a help to repeat it: addresses are long."""
_EXAMPLES = {
    "title": 'title: "Login failures after a deploy"',
    "status": "status: draft",
    "services": "services: [name-of-the-service]",
    "started": "started: 2023-10-15 14:00",
    "resolved": "resolved: 2023-10-15 16:30",
    "impact": "impact: {users: 1200}",
    "links": "links: {ticket: https://example.org/OPS-12}",
    "roles": "roles: {incident lead: name-or-team}",
    "internal": "internal: {note: text}",
    "search": "search: {exclude: true}",
    "hide": "hide: [toc]",
    "timezone": "timezone: Europe/London",
}


_OTHER_WORDS = {
    **{("visibility", word): "public" for word in ("external", "open", "everyone", "all", "customers")},
    **{("visibility", word): "internal" for word in ("private", "confidential", "restricted", "hidden", "secret")},
    **{("status", word): "draft" for word in ("open", "wip", "in progress", "new", "todo", "started", "unfinished")},
    **{("status", word): "review" for word in ("in review", "under review", "reviewing", "pending", "proposed")},
    **{
        ("status", word): "final"
        for word in ("closed", "done", "complete", "completed", "finished", "resolved", "published", "approved")
    },
}
"""What other templates call the values, or their opposites, which may be spelt alike: external and internal."""


def describe(name: str, node: Node, refused: Refused, settings: Settings, began: str = "") -> Iterator[Problem]:
    """Yield what is wrong with a field, and with its entries. Of many wrong ones on a line, only the first.

    ``refused`` comes from the field's type, which was given the field's whole ``node``. ``began`` is the report's start
    as written, whose day is the likeliest for a time without a date.
    """
    reported: Counter[tuple[str, int]] = Counter()
    for mistake in refused.mistakes:
        problem = mistake if isinstance(mistake, Problem) else _problem(name, mistake, node, settings, began)
        if problem.rule == "bad-datetime" and (help := help_if_unknown(name, node.text)):
            problem = replace(problem, help=help)
        reported[problem.rule, problem.line] += 1
        if reported[problem.rule, problem.line] <= _MOST_ON_A_LINE:
            yield problem


def _problem(name: str, mistake: Mistake, field: Node, settings: Settings, began: str) -> Problem:
    """Describe one mistake, in the ``field`` itself or in one of its entries."""
    node, rule, is_whole = mistake.node, type_rule(name), mistake.node is field
    subject = name if is_whole else f"an entry of {name}"
    match mistake.what:
        case "other":
            return _other_problem(name, node, mistake.allowed)
        case "crowded":
            message = f"{subject} has {mistake.size:,} entries; {mistake.most} at most"
            return node.problem("list-limit", message, "keep only those that matter")
        case "long":
            message = f"{subject} has {mistake.size:,} characters; {mistake.most} at most"
            return node.problem(rule, message, "shorten it")
        case "empty":
            message = f"{subject} {'has no entries' if node.kind == 'list' else 'has no visible characters'}"
            help = _fill_or_delete(name, is_whole) or to_set("write", name, settings)
            return node.problem(rule, message, help)
        case "quoted":
            shown = repr(excerpt(node.text))
            message = f"the quotation marks in {shown} are not YAML quotes, so they are part of the value"
            return node.problem(rule, message, f"write {quote(node.text[1:-1])}")
        case "joined":
            message = f"YAML reads {excerpt(node.text)!r} as a single entry"
            help = f"split it into {_split_entries(node.text)}; if it is one entry, write {quote(node.text)}"
            return node.problem(rule, message, help)
        case "dateless":
            day = _DAY.match(began)
            time = f"0{node.text}" if node.text[1] == ":" else node.text
            example = f"{day[0]} {time}" if day else "2023-10-15 14:00"
            help = f"add the date, as in {name}: {example}; YAML reads some bare times as numbers"
            return node.problem(rule, f"{node.text!r} is a time without a date", help)
        case "type":
            return node.problem(rule, _wrong_type(subject, node), _type_help(name, node, settings, is_whole))


def _split_entries(text: str) -> str:
    """Return the text split into the entries that may have been meant, as YAML separates them."""
    return re.sub(r"\s*[,;、，；]\s*", ", ", text)


def type_rule(name: str) -> str:
    """Return the rule of a field's type. ``author`` shares that of ``authors``; the site's own fields share one."""
    return f"type-{'authors' if name == 'author' else name}" if name in FIELDS else "type-field"


def _wrong_type(subject: str, node: Node) -> str:
    if node.kind == "null":
        commented = f": YAML reads {excerpt(node.comment)!r} as a comment" if node.comment else ""
        return f"{subject} has no value{commented}"
    if node.kind in ("list", "mapping"):
        return f"{subject} is {reading(node)}"
    if node.kind == "text":
        return f"{subject} is the text {excerpt(node.text)!r}"
    return f"{subject} is {excerpt(node.text)!r}, which YAML reads as {reading(node)}"


def _type_help(name: str, node: Node, settings: Settings, is_whole: bool) -> str:
    """Return how to fix a value of the wrong type; ``is_whole`` says that it is the field itself, not an entry."""
    if name in settings.fields:
        return _own_help(name, node, settings.fields[name].type)
    if name in LIST_FIELDS and (help := _list_help(name, node) if is_whole else _entry_help(node)):
        return help
    if name in (*TIME_FIELDS, "timezone", "id") and (help := _single_help(name, node)):
        return help
    if name in ENTRY_NAMES and is_whole and (help := _name_entries(name, node)):
        return help
    if name not in (*MAPPINGS, *TIME_FIELDS, *LIST_FIELDS) and node.kind == "null" and node.comment:
        return f"put the text in quotes: {quote(node.comment)}"
    if node.kind in ("list", "mapping") and node.text and name in PROSE:
        return f"put it in quotes: {quote(node.text)}"
    if node.kind in _SCALARS and name not in (*TIME_FIELDS, "links") and not (is_whole and name in (*MAPPINGS, "hide")):
        return f'write id: "{slug(node.text)}"' if name == "id" else f"put it in quotes: {quote(node.text)}"
    return (_fill_or_delete(name, is_whole) if node.kind == "null" else "") or to_set("write", name, settings)


def _own_help(name: str, node: Node, type: FieldType) -> str:
    """Return how to write the value of a field of the site as the settings declare it."""
    if node.kind == "null" or (node.kind == "text" and (is_nothing(node.text) or is_unfilled(node.text))):
        return f"write {_OWN_TYPES[type]}, or delete {name} until it is known"
    if type == "list" and node.kind in (*_SCALARS, "text") and (help := _list_help(name, node)):
        return help
    if type == "text" and node.kind in _SCALARS:
        return f"put it in quotes: {quote(node.text)}"
    return f"write {_OWN_TYPES[type]}, as the settings declare it"


def _list_help(name: str, node: Node) -> str:
    """Return how to write what a field has as the list that it needs; "" if nothing is there."""
    if node.kind == "text" and node.text.startswith("-") and "," not in node.text:
        return f"put a space after each -, as in - {node.text.split()[0].lstrip('-')}"
    entries = quote(node.text) if node.kind in _SCALARS else write_entries(name, node.comment or node.text)
    if node.kind in (*_SCALARS, "text"):
        return f"write a list: {name}: [{entries}]" if 0 < len(entries) < 60 else "write a list: " + _example_of(name)
    return f"write a list: {name}: [{entries}]" if entries else ""


def _entry_help(node: Node) -> str:
    """Return how to write a list or a mapping as an entry of a list; "" for any other value."""
    texts = [each.text for each in node.items if each.kind == "text"]
    if texts and len(texts) == len(node.items):
        return f"write {', '.join(texts)} without the inner brackets"
    pairs = [(key, entry.value.text) for key, entry in node.entries.items()]
    if len(pairs) == 1 and pairs[0][1]:  # a: b
        return f"put it in quotes: {quote(f'{pairs[0][0]}: {pairs[0][1]}')}"
    return f"put it in quotes: {quote(node.text)}" if node.kind in ("list", "mapping") and node.text else ""


def _single_help(name: str, node: Node) -> str:
    """Return how to write a time, a zone or an id that is a list of one or a number; "" for any other value."""
    is_one = len(node.items) == 1 and node.items[0].kind not in ("null", "list", "mapping")
    if is_one and (only := node.items[0].text):
        only = slug(only) if name == "id" else only
        return help_if_unknown(name, only) or f"write {name}: {only}"
    if name in TIME_FIELDS and node.kind == "number" and (count := read_count(node.text, in_column=False)):
        return count.refused.help
    if name == "timezone" and node.kind in _SCALARS:
        return "write a place such as Europe/London, or add the offset to each time, as in 2023-10-15T14:00+02:00"
    return ""


def _name_entries(name: str, node: Node) -> str:
    """Return how to write a text or a list as the mapping that the field needs; "" if its values are no texts."""
    if node.kind == "list" and node.items and all(len(each.entries) == 1 for each in node.items):
        listed = [(key, entry.value) for each in node.items for key, entry in each.entries.items()]
    else:
        texts = node.items or [node]
        listed = [(ENTRY_NAMES[name] + (f" {at}" if at > 1 else ""), each) for at, each in enumerate(texts, 1)]
    meant = [(key, linked_address(value.text) if name == "links" else value.text) for key, value in listed]
    written = ", ".join(f"{key}: {quote(text)}" for key, text in meant)
    is_text = all(value.kind == "text" for _, value in listed) and all(text for _, text in meant)
    if not is_text or len(written) > _LONGEST_VALUE or len(dict(listed)) < len(listed):
        return ""
    if node.kind == "list" and node.items[0].entries:
        return f"write one mapping: {name}: {{{written}}}"
    return f"give {'each' if len(listed) > 1 else 'the text'} a name, as in {name}: {{{written}}}"


def _fill_or_delete(name: str, is_whole: bool) -> str:
    """Return the help for a field or an entry without a value; "" if it must have one."""
    if is_whole and (name == "resolved" or (name in FIELDS and FIELDS[name].is_required)):
        return ""
    return f"write a value, or delete {name if is_whole else 'the entry'}"


def to_set(verb: str, name: str, settings: Settings) -> str:
    """Return how to set a field. Its help gives no time and no severity that could be taken over as they are."""
    if name == "severity":
        return f"{verb} severity with one of {', '.join(settings.severities)}"
    if name in TIME_FIELDS:
        return f"{verb} {name} with its date and time, as in {_example_of(name)}"
    return f"{verb} {_example_of(name)}"


def _example_of(name: str) -> str:
    """Return a line of front matter that sets a field."""
    if name in TIME_FIELDS:
        return _EXAMPLES.get(name) or f"{name}: 2023-10-15 14:06"
    return _EXAMPLES.get(name) or (f"{name}: [name]" if name in LIST_FIELDS else f"{name}: text")


def _other_problem(name: str, node: Node, allowed: tuple[str, ...]) -> Problem:
    help = "write one of " + ", ".join(allowed)
    if node.kind in ("null", "list", "mapping"):
        only = node.items[0].text if len(node.items) == 1 else "".join(node.entries) if len(node.entries) == 1 else ""
        help = f"did you mean {only}? {help}" if only in allowed else help
        return node.problem(f"enum-{name}", _wrong_type(name, node), help)
    message = f"{excerpt(node.text)!r} is not a valid {name}"
    if node.kind != "text":
        message += f" (YAML reads it as {reading(node)})"
    if node.text in allowed:
        return node.problem(f"enum-{name}", message, f"put it in quotes: {quote(node.text)}")
    other = _OTHER_WORDS.get((name, node.text.strip().casefold()), "")
    text = re.sub(r"(?<!\d)0+(?=\d)", "", unicodedata.normalize("NFKC", node.text))
    near = other or _near(text, allowed) or _with_same_digit(text, allowed) or _named_in(text, allowed)
    return node.problem(f"enum-{name}", message, f"did you mean {near}? {help}" if near else help)


def _near(text: str, allowed: tuple[str, ...]) -> str:
    """Return the allowed value that differs only in case and punctuation, or else by a typo in its letters.

    Another number is no typo: SEV-9 may mean any of SEV-1 to SEV-4.
    """
    bare = {re.sub(r"[\W_]", "", each).casefold(): each for each in allowed}
    wanted = re.sub(r"[\W_]", "", text).casefold()
    same_number = [each for each in bare if re.findall(r"\d+", each) == re.findall(r"\d+", wanted)]
    near = difflib.get_close_matches(wanted, same_number, 1, 0.7)
    return bare.get(wanted) or (bare[near[0]] if near else "")


def _named_in(text: str, allowed: tuple[str, ...]) -> str:
    """Return the allowed value that a text begins with or names alone: ``SEV-2 (high)``, ``P1 (SEV-1)``; or ""."""
    named = [each for each in allowed if re.search(rf"(?<![\w-]){re.escape(each)}(?![\w-])", text, re.IGNORECASE)]
    if len(named) == 1:
        return named[0]
    first = re.match(r"[\w-]+(?=[^\w-])|[A-Za-z]+ \d+(?!\w)", text.strip())
    return _near(first.group(), allowed) or _with_same_digit(first.group(), allowed) if first else ""


def _with_same_digit(text: str, allowed: tuple[str, ...]) -> str:
    """Return the only allowed value with the same digit: SEV-1 for P1, S1 and 1."""
    same = [each for each in allowed if re.findall(r"\d+", each) == re.findall(r"\d+", text)]
    return same[0] if len(same) == 1 and re.fullmatch(r"[A-Za-z]*[-_ ]?\d+", text) else ""
