"""HTML elements, by what becomes of them on the page. For ``html``."""

from __future__ import annotations

ALLOWED = frozenset({"details", "summary", "kbd", "sub", "sup", "br", "abbr"})
"""Elements for which Markdown has no syntax, so that a report may contain them."""
SPANS = frozenset({"kbd", "sub", "sup", "abbr"})
"""Allowed elements that occur within a paragraph."""
ATTRIBUTES = frozenset({"open", "title", "markdown", "class", "id", "lang"})
"""Attributes that these may have."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

PARTS = {
    **dict.fromkeys(("thead", "tbody", "tfoot", "tr", "th", "td", "caption", "col", "colgroup"), ("table",)),
    "li": ("ul", "ol"),
}
"""Elements that are not reported once the element around them is."""

WHOLES = frozenset(
    {
        *("svg", "math", "object", "video", "audio", "picture", "select", "form", "iframe", "noscript", "template"),
        *("pre", "script", "style"),
    }
)
"""Elements that are removed with all their content."""

UNPARSED = frozenset(
    {
        *("iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "template", "textarea"),
        *("title", "xmp"),
    }
)
"""Elements in which browsers read no further tags: one that is never closed takes in the rest of the page."""

INSTEAD = {
    "a": "write [text](address)",
    "img": "write ![text](file)",
    "b": "write **text**",
    "strong": "write **text**",
    "i": "write *text*",
    "em": "write *text*",
    "code": "write `text`",
    "pre": "put it in a ``` block",
    "h1": "write # text",
    "h2": "write ## text",
    "h3": "write ### text",
    "table": "write a table with | between the cells",
    **dict.fromkeys(("thead", "tbody", "tr", "th", "td"), "write a table with | between the cells"),
    "li": "write a list with -",
    "ul": "write a list with -",
    "ol": "write a list with 1.",
    "hr": "write --- on a line of its own",
    "del": "write ~~text~~",
    **dict.fromkeys(("p", "div", "span", "center", "font", "u", "small", "big", "section"), "remove the tags"),
    "blockquote": "start each line with >",
}
"""What to write in place of an element."""

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
ELEMENTS = frozenset(_NAMES.split())
"""Names that browsers know. Any other word in angle brackets was probably meant as text."""
