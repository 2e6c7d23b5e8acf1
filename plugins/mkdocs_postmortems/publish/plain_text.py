"""The text of a page as readers see it.

``plain_text`` takes HTML written by a sanitizer or a theme. Called by ``pages`` and ``search``.
"""

from __future__ import annotations

import re

from mkdocs_postmortems.letters import decode_references

_TAG = re.compile(
    r"""<(?:!--.*?(?:-->|\Z)|(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<rest>(?:[^>"']|"[^"]*"|'[^']*')*+)>)""", re.DOTALL
)
_IGNORED = re.compile(r"\bdata-pagefind-ignore\b|\bclass=[\"']?(?:headerlink|footnote-backref)\b")
_SKIPPED = frozenset({"script", "style", "svg", "template"})
_SEPARATED = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "td", "th"})
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
_DOTS = re.compile("(?: ·)+(?= ·|$)")
"""The separators around empty cells, but the last one, and those that nothing follows."""
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_SENTENCE = 10
"""From this many letters of a script without spaces on, a text contains more than a name and must be segmented."""
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small"}
    | {"span", "strong", "sub", "sup", "u", "var"}
)


def plain_text(html: str) -> str:
    """Return the text of a page on one line, without drawings, scripts, and ignored elements.

    Links that are a sign, at headings and at the end of footnotes, are left out too.

    A dot separates a heading or a cell from the text after it, which would otherwise run together in an excerpt.

    Scans tags without building a tree. This is several times faster than the standard library's parser, which matters
    for every report of every build, and sufficient for HTML written by a sanitizer or a theme.
    """
    parts, at = [], 0
    while tag := _TAG.search(html, at):
        parts.append(html[at : tag.start()])
        at = tag.end()
        name = (tag["name"] or "").lower()
        if name not in _INLINE:
            parts.append(" · " if tag["end"] and name in _SEPARATED else " ")
        if name and not tag["end"] and (name in _SKIPPED or _IGNORED.search(tag["rest"])):
            at = _element_end(name, tag, html)
    parts.append(html[at:])
    return _DOTS.sub("", " ".join(decode_references("".join(parts)).split()))


def _element_end(name: str, opening: re.Match[str], html: str) -> int:
    """Return where the element of an opening tag ends; the end of the page if nothing closes it."""
    if name in _VOID or opening["rest"].endswith("/"):
        return opening.end()
    depth = 1
    for tag in re.compile(rf"<(/?){re.escape(name)}(?=[\s/>])[^>]*>", re.IGNORECASE).finditer(html, opening.end()):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return len(html)


def is_unspaced(text: str, letters: int = _SENTENCE) -> bool:
    """Whether a text has at least this many letters of Chinese or Japanese, which have no spaces between words."""
    return not text.isascii() and len(_UNSPACED.findall(text)) >= letters


def is_unspaced_page(text: str, title: str) -> bool:
    """Whether a page must be segmented into words for search: it has a sentence, or any title word, without spaces."""
    return is_unspaced(title, 1) or is_unspaced(f"{text} {title}")
