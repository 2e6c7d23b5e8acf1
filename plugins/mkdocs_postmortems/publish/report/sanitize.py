"""The sanitizer of authors' HTML: its output is safe on a page, whatever Markdown made of the text.

``sanitize`` takes HTML and a function that resolves links, and returns HTML with only allowed elements, attributes and
addresses. Everything that Material and pymdownx generate passes unchanged; scripts, event handlers, styles, forms,
frames, comments and unknown schemes do not.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import nh3

from mkdocs_postmortems.publish.report.markdown import PRIVATE
from mkdocs_postmortems.read.body.links import PAGE_IDS, SCHEMES

_SVG = {"svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "defs", "clipPath", "title"}
_MORE = {"input", "label", "section", "main", "picture", "source", "video", "audio", "track"}
_TAGS = nh3.ALLOWED_TAGS - {"rtc", "area", "map"} | _SVG | _MORE

_PAINT = {"d", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "fill-rule", "clip-rule"}
_GEOMETRY = {"x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "points", "transform"}
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {
        *("id", "class", "title", "lang", "dir", "role", "hidden", "aria-label", "aria-hidden", "aria-describedby"),
        *("aria-labelledby", "data-tabs", "data-linenos", "data-lang", "data-gallery", "data-title"),
        "data-description",
    },
    "a": {"href", "name", "rel", "target"},
    "img": {"src", "alt", "width", "height", "align", "loading", "decoding"},
    "source": {"src", "media"},
    "video": {"src", "controls", "loop", "muted", "width", "height", "poster", "preload"},
    "audio": {"src", "controls", "loop", "muted", "preload"},
    "track": {"src", "kind", "srclang", "label", "default"},
    "input": {"checked", "disabled", "name"},
    "label": {"for"},
    "details": {"open", "name"},
    "ol": {"start", "reversed"},
    "li": {"value"},
    "th": {"align", "colspan", "rowspan", "scope", "headers", "abbr"},
    "td": {"align", "colspan", "rowspan", "headers"},
    "col": {"span"},
    "colgroup": {"span"},
    "time": {"datetime"},
    "data": {"value"},
    "del": {"datetime"},
    "ins": {"datetime"},
    "svg": {"xmlns", "viewBox", "width", "height", "fill"},
    **dict.fromkeys(_SVG - {"svg", "title"}, _PAINT | _GEOMETRY),
}
_VALUES = {
    "input": {"type": {"checkbox", "radio"}},
    "ol": {"type": {"1", "a", "A", "i", "I"}},
    "source": {"type": {"image/webp", "image/avif", "image/svg+xml", "video/mp4", "video/webm", "audio/mpeg"}},
}
_URL_ATTRIBUTES = {"href", "src", "poster"}
_PROTOCOL_RELATIVE = re.compile(r"[\x00-\x20]*[/\\]{2}")
"""The beginning of a protocol-relative address."""
_THEME_ID = re.compile(r"__(?!codelineno-|tabbed_|span-)")
_MARKS = re.compile(f"[{PRIVATE}]")
"""Our marks, which may only occur in text: inside an attribute, the markup that replaces them would end it."""
_OUR_CLASS = re.compile(r"\bpm-[\w-]*")


def sanitize(html: str, link: Callable[[str], str]) -> str:
    """Return sanitized HTML. ``link`` maps each address to the one to publish.

    Every attribute with an address goes through ``link``: ``srcset`` and ``cite`` are not allowed.
    """

    def keep(tag: str, name: str, value: str) -> str | None:
        if not value.isascii():
            value = _MARKS.sub("", value)
        if name in _URL_ATTRIBUTES:
            return None if _PROTOCOL_RELATIVE.match(value) else link(value)
        if name == "id" and (_THEME_ID.match(value) or PAGE_IDS.fullmatch(value)):
            return None  # Material finds its own elements, including its configuration, by such ids
        if name == "class" and "pm-" in value:
            return _OUR_CLASS.sub("", value).strip()
        return value

    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags={"script", "style"},
        attributes=_ATTRIBUTES,
        attribute_filter=keep,
        tag_attribute_values=_VALUES,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
