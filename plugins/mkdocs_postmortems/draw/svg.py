"""Write SVG. No other module does.

Elements are ``Markup``, which templates do not escape again. All other text is escaped, and characters that XML does
not allow are replaced, so that every drawing is well-formed whatever an author has written.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from markupsafe import Markup, escape

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
"""All characters that XML does not allow (https://www.w3.org/TR/xml/#charsets)."""
_NOT_XML = re.compile(f"[{_CONTROLS}]")
_NOT_PLAIN = re.compile(f"[{_CONTROLS}\"&'<>]")
"""Characters that must be replaced or escaped. Most texts contain none."""


@lru_cache(maxsize=4096)
def number(value: float) -> str:
    """Format a coordinate with at most one decimal, which is more precise than any screen."""
    if isinstance(value, int):
        return str(value)
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def safe(text: str) -> str:
    """Escape a text for XML, unless it is ``Markup``."""
    if isinstance(text, Markup) or not _NOT_PLAIN.search(text):
        return text
    return escape(_NOT_XML.sub("\ufffd", text))


def element(name: str, /, *children: str, **attributes: str | float | None) -> Markup:
    """Return an element. ``class_`` stands for ``class``, ``aria_hidden`` for ``aria-hidden``; ``None`` is omitted."""
    opening = f"<{name}"
    for key, value in attributes.items():
        if isinstance(value, str):
            opening += f' {_attribute(key)}="{safe(value)}"'
        elif value is not None:
            opening += f' {_attribute(key)}="{number(value)}"'
    content = "".join(map(safe, children))
    return Markup(f"{opening}>{content}</{name}>" if content else f"{opening}/>")


@cache
def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def join(*parts: str) -> Markup:
    """Concatenate the parts."""
    return Markup("".join(map(safe, parts)))


def path(*commands: str | float) -> str:
    """Return the ``d`` of a path: ``path("M", 12, 3.25, "h", 4)`` is ``M12 3.2h4``."""
    text = ""
    for command in commands:
        if isinstance(command, str):
            text += command
            continue
        digits = number(command)
        between = "" if not text or text[-1].isalpha() or digits.startswith("-") else " "
        text += between + digits
    return text


def drawing(
    class_: str, width: float | None, height: float, id_prefix: str, title: str, description: str, *content: str
) -> Markup:
    """Return a complete SVG at its natural size or, without a width, as wide as its container.

    Its role is ``group`` and not ``img``, because screen readers ignore links inside an image.
    """
    head = element("title", title, id=f"{id_prefix}-t")
    named_by = f"{id_prefix}-t"
    if description:
        head += element("desc", description, id=f"{id_prefix}-d")
        named_by += f" {id_prefix}-d"
    return element(
        "svg",
        head,
        *content,
        class_=class_,
        role="group",
        aria_labelledby=named_by,
        width="100%" if width is None else width,
        height=height,
        viewBox=None if width is None else f"0 0 {number(width)} {number(height)}",
    )


def symbol(class_: str, width: float, height: float, *content: str) -> Markup:
    """Return a small drawing that is hidden from screen readers, because words beside it say the same."""
    return element(
        "svg",
        *content,
        class_=class_,
        aria_hidden="true",
        width=width,
        height=height,
        viewBox=f"0 0 {number(width)} {number(height)}",
    )
