"""Files beside a report that a browser or a web server would run are never published."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.active_files import is_active
from tests.tables import all_cases

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{}>{}</svg>'


def unread(path: str) -> bytes:
    raise AssertionError(f"{path} need not be read")


@all_cases(
    "path",
    [
        *("a.html", "r/a.HTM", "a.xhtml", "a.xml", "a.js", "a.mjs", "a.svgz", "a.mhtml"),
        *("a.html.gz", "a.js.br", "a.svg.gz", "a.html.", "a.html "),
        *("a.php", "a.PHP5", "a.aspx", "r/.htaccess", ".user.ini", "web.config"),
    ],
)
def test_documents_scripts_and_programs_are_active_by_their_name(path: str) -> None:
    """In any case, compressed, and with signs at the end that some systems drop."""
    assert is_active(path, unread)


@pytest.mark.parametrize(
    "path",
    ["a.png", "a.pdf", "a.txt", "a.log.gz", "a.json", "a.csv", "html", "a.js.png", "dump.tar.gz", "a.css", "a.d/b"],
)
def test_other_files_are_not(path: str) -> None:
    """Even if a part of their name is the ending of one."""
    assert not is_active(path, unread)


@pytest.mark.parametrize(
    ("attributes", "content"),
    [
        ("", "<script>alert(1)</script>"),
        ("", '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>'),
        (' onload="alert(1)"', ""),
        ("", '<a xlink:href="java\nscript:alert(1)"><text>x</text></a>'),
        ("", '<a href=" JavaScript:alert(1)"><text>x</text></a>'),
        ("", '<a><animate attributeName="xlink:href" values="javascript:alert(1)"/></a>'),
        ("", '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="a"/></foreignObject>'),
        ("", "<text>never closed"),
    ],
)
def test_a_drawing_with_a_script_is_active(attributes: str, content: str) -> None:
    """Browsers run it if the drawing is opened by itself. One that cannot be read may have one, too."""
    assert is_active("a.svg", lambda path: DRAWING.format(attributes, content).encode())


@pytest.mark.parametrize(
    "content",
    [
        DRAWING.format("", "<script>alert(1)</script>").encode("utf-16"),
        b'<!DOCTYPE svg [<!ENTITY x "&#60;script>alert(1)&#60;/script>">]><svg>&x;</svg>',
        b'<?xml-stylesheet type="text/xsl" href="a.xsl"?>' + DRAWING.format("", "").encode(),
        b"not a drawing",
    ],
)
def test_a_drawing_that_hides_what_it_has_is_active(content: bytes) -> None:
    """By an encoding, an entity or a stylesheet."""
    assert is_active("a.svg", lambda path: content)


@pytest.mark.parametrize(
    "content",
    [
        "<text>on load = 3, script, javascript: is text</text>",
        '<style>.a { fill: red }</style><a href="https://example.com/">x</a><use href="#b"/>',
        '<image href="data:image/png;base64,AAAA"/><animate attributeName="opacity" values="0;1"/>',
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">A label</p></foreignObject><!-- <script/> -->',
    ],
)
def test_an_ordinary_drawing_is_not_active(content: str) -> None:
    """As diagram editors export it."""
    assert not is_active("a.svg", lambda path: DRAWING.format("", content).encode())


def test_a_missing_drawing_is_not_active() -> None:
    """Another rule reports it."""
    assert not is_active("a.svg", lambda path: b"")
