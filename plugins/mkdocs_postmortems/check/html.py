"""Rules of HTML in Markdown: only a few elements that Markdown has no mark for.

The last gate on a page is not here but in ``publish``, which cleans what was rendered; this tells the author why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.diagnostics import Level

ALLOWED = frozenset({"details", "summary", "kbd", "sub", "sup", "br", "abbr"})
_ATTRIBUTES = frozenset({"open", "title", "markdown", "class", "id", "lang"})

_OPENING = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][^\s/<>]*)(?P<rest>[^<>]*)(?P<end>>?)|<[!?](?=[a-zA-Z\[])")
_INDENTED = re.compile(r" {4,}<")
_AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^<>\s]*>|<[^<>\s]+@[^<>\s]+>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(?P<name>[^\s=\"'/]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"']+))?")
_PROMPT = re.compile(r"<(?P<words>[A-Za-z][\w'’-]*(?:[ ,]+[\w'’(),.?/-]+)+)>|<[A-Z][A-Z_]{2,}>")


def find_raw(subject: Subject) -> Iterator[Finding]:
    """``raw-html``"""
    if subject.settings.html == "allow":
        return
    for paragraph in subject.text:
        prose = paragraph.prose
        if "<" not in prose:
            continue
        # Four spaces make code of a block, but below a list item they make it part of the item. Whoever wrote HTML
        # there meant code: the gate in the pages still takes out what does harm.
        meant_as_code = bool(_INDENTED.match(prose))
        opened = set()
        for match in _OPENING.finditer(prose):
            name = (match["name"] or match.group()[1:2]).lower()
            if _is_text(prose, match) or (match["close"] and name in opened):
                continue
            opened.add(name)
            if (whole := _PARTS.get(name)) and whole & opened:
                continue
            if name not in ALLOWED:
                yield Finding(
                    f"HTML is not published: <{match['close'] or ''}{_shown(name)}>",
                    *paragraph.place(match.start()),
                    _help(name),
                    Level.HINT if meant_as_code else Level.ERROR,
                )
            elif odd := _odd_attribute(match["rest"]):
                message = f"the attribute {odd!r} of <{name}> is not published"
                yield Finding(message, *paragraph.place(match.start()), "take it out")


def is_prompt(text: str) -> bool:
    """Whether what looks like a tag is a template's prompt: ``<what users saw>``, ``<SERVICE>``."""
    match = _PROMPT.fullmatch(text)
    return bool(match) and (text[1:].split(" ", 1)[0].rstrip(">").lower() not in _ELEMENTS)


def _is_text(prose: str, match: re.Match[str]) -> bool:
    """Whether the page will show this as the text that it is, or it is another rule's."""
    if match["name"] is None:
        return False
    if not match["end"] and match["name"].lower() not in _ELEMENTS:
        return True
    return bool(_AUTOLINK.match(prose, match.start())) or is_prompt(match.group())


def _odd_attribute(rest: str) -> str:
    names = (match["name"].lower() for match in _ATTRIBUTE.finditer(rest.strip().rstrip("/")))
    return next((name for name in names if name not in _ATTRIBUTES), "")


def _help(name: str) -> str:
    if name in _INSTEAD:
        return _INSTEAD[name]
    return "write it in Markdown; if it is text, put it in `code`, or write &lt; for <"


def _shown(name: str) -> str:
    return name if len(name) <= 30 else name[:27] + "..."


_INSTEAD = {
    "a": "write [text](address)",
    "img": "write ![text](file)",
    "b": "write **text**",
    "strong": "write **text**",
    "i": "write *text*",
    "em": "write *text*",
    "code": "write `text`",
    "pre": "write a block of ``` around it",
    "h1": "write # and the text",
    "h2": "write ## and the text",
    "h3": "write ### and the text",
    "table": "write a table with | between the cells",
    **dict.fromkeys(("thead", "tbody", "tr", "th", "td"), "write a table with | between the cells"),
    "li": "write a list with -",
    "ul": "write a list with -",
    "ol": "write a list with 1.",
    "hr": "write a line of ---",
    "blockquote": "begin the lines with >",
}

_TABLE, _LISTS = frozenset({"table"}), frozenset({"ul", "ol"})
_PARTS = {
    **dict.fromkeys(("thead", "tbody", "tfoot", "tr", "th", "td", "caption", "col", "colgroup"), _TABLE),
    "li": _LISTS,
}
"""What goes with the element around it: once that is told of, its parts are."""

_NAMES = """
a abbr acronym address animate applet area article aside audio b base bdi bdo bgsound big blink blockquote body br
button canvas caption center cite code col colgroup command content data datalist dd del details dfn dialog dir div dl
dt element em embed fieldset figcaption figure font footer foreignobject form frame frameset g h1 h2 h3 h4 h5 h6 head
header hgroup hr html i iframe image img input ins isindex kbd keygen label legend li link listing main map mark marquee
math menu menuitem meta meter mglyph mtext multicol nav nextid nobr noembed noframes noscript object ol optgroup option
output p param path picture plaintext portal pre progress q rb rp rt rtc ruby s samp script search section select set
shadow slot small source spacer span strike strong style sub summary sup svg table tbody td template textarea tfoot th
thead time title tr track tt u ul use var video wbr xmp
"""
_ELEMENTS = frozenset(_NAMES.split())
"""Names that a browser knows. A word that is none of them was more likely meant as text."""
