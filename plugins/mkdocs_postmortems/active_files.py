"""Files beside a report that a browser or a web server would run, so that they must not be published.

``is_active`` takes a file's path and a function that returns its content. Called by ``check``, which reports links to
such files, and by ``project``, which keeps them from being published whatever the check is told to ignore.

A script in such a file could read whatever its reader may see on the site. The Content-Security-Policy allows all
script files of the site, and some hosts send no policy. A web server that knows PHP would run it, and Apache would
follow a ``.htaccess``.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DOCUMENTS = frozenset(
    {".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml", ".xml", ".xsl", ".xslt", ".svgz"}
)
"""Extensions of documents in which a script runs, in lower case. That of a drawing is judged by its content."""
_SCRIPTS = frozenset({".js", ".mjs", ".cjs"})
"""Extensions of what a page can load as a script."""
_PROGRAMS = frozenset(
    {".php", ".php3", ".php4", ".php5", ".php7", ".php8", ".phtml", ".phar", ".asp", ".aspx", ".jsp", ".cgi"}
)
"""Extensions of what a web server may run."""
_ACTIVE = _DOCUMENTS | _SCRIPTS | _PROGRAMS
_COMPRESSED = frozenset({".gz", ".br", ".zst"})
"""Extensions that a server may take for the encoding of the file that the rest of the name describes."""

_ACTIVE_TAGS = frozenset({"script", "handler", "listener", "iframe", "frame", "object", "embed"})
_ACTIVE_SCHEMES = ("javascript:", "vbscript:", "data:text", "data:application")
_DECLARATIONS = ("<!entity", "<?xml-stylesheet")
"""What can hide elements from a reader of the file, in lower case."""


def is_active(path: str, read: Callable[[str], bytes]) -> bool:
    """Return whether a browser that opens or loads this file may run a script, or a server the file itself.

    Only a drawing's content is read. A hidden file, whose name begins with a dot, may be a server's configuration.
    """
    name = posixpath.basename(path).rstrip(". ").lower()
    stem, ending = posixpath.splitext(name)
    if ending in _COMPRESSED:
        ending = posixpath.splitext(stem)[1]
        return ending in _ACTIVE or ending == ".svg"
    if ending == ".svg":
        return _is_active_drawing(read(path))
    return ending in _ACTIVE or name.startswith(".") or name == "web.config"


def _is_active_drawing(content: bytes) -> bool:
    """Return whether an SVG has a script or cannot be read; an empty one, such as a missing file, has none."""
    from xml.etree import ElementTree  # late: few reports have drawings

    if not content:
        return False
    try:
        plain = content.decode("utf-8").lower()
        if any(each in plain for each in _DECLARATIONS):
            return True
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError):  # it is not XML, or not UTF-8
        return True
    return any(map(_is_active_element, root.iter()))


def _is_active_element(element: Element) -> bool:
    if _local(element.tag) in _ACTIVE_TAGS:
        return True
    for name, value in element.attrib.items():
        name = _local(name)
        if name.startswith("on") or (name == "attributename" and _local(value.rpartition(":")[2]) == "href"):
            return True
        if name in ("href", "src") and "".join(value.split()).lower().startswith(_ACTIVE_SCHEMES):
            return True
    return False


def _local(name: str) -> str:
    """Return the name of an element or attribute without its namespace, in lower case."""
    return name.rpartition("}")[2].lower()
