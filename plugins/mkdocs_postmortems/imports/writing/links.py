"""Links of a report to files that are not imported, and to reports that get another name; the pictures that it shows.

Takes Markdown and the new addresses of the files that it links to, and returns the Markdown with these links changed.
Links of a wiki, ``[[Page name]]``, become links of Markdown, or text if the page is not imported.
Pictures come along: takes Markdown and returns the relative addresses of them. Called by ``cli``.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from urllib.parse import quote

from mkdocs_postmortems.imports.document import ENDINGS
from mkdocs_postmortems.read.body.blocks import classify
from mkdocs_postmortems.read.body.inline import outside_code

_LINK = re.compile(
    r"(?P<before>!?\[(?:[^\[\]\n]|\[[^\[\]\n]*\])*\]\(\s*<?)(?P<target>[^()\s<>]+)(?P<after>>?(?:\s+[\"'][^\n]*?[\"'])?\s*\))"
    r"|(?P<begin>^ {0,3}\[[^\]\n]+\]:\s*<?)(?P<definition>[^\s<>]+)",
    re.MULTILINE,
)
_PAGE = re.compile(
    r"(?<![\\\[])(?P<shows>!?)\[\[(?!\d+\]|\s*[-:!$\"'\]])(?P<first>[^\[\]|\n]{1,300}?)(?:\\?\|(?P<second>[^\[\]|\n]{1,300}))?\]\](?!\()"
)
"""A link to a page of a wiki, or a picture of it. Wikis differ in what is first, the page or the text; a number in
brackets is that of a note, and ``[[ -f a ]]`` and ``[[:alpha:]]`` are of a shell."""
_CONTENTS = re.compile(r"(_?)toc\1", re.IGNORECASE)
"""The place of a table of contents, which the page has anyway."""
_URL = re.compile(r"https?://\S+")
_SIZE = re.compile(r"\d+(?:x\d+)?")
"""The width of a picture in Obsidian, in the place of its text."""
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#")

_PICTURE_NAME = re.compile(rf".+\.(?:{ENDINGS})", re.IGNORECASE)

_PICTURES = (
    re.compile(
        r"!\[[^\]\n]*\]\(\s*<?(?P<target>[^()\s<>]+(?:\([^()\s]*\)[^()\s<>]*)?)>?(?:\s+[\"'][^\n]*?[\"'])?\s*\)"
    ),
    re.compile(r"<img\b[^>]*?\bsrc\s*=\s*[\"']?(?P<target>[^\"'\s>]+)", re.IGNORECASE),
    re.compile(
        rf"^\s{{0,3}}\[[^\]\n]+\]:\s*<?(?P<target>\S+?\.(?:{ENDINGS}))>?(?:\s|$)",
        re.IGNORECASE | re.MULTILINE,
    ),
    re.compile(
        rf"(?<!!)\[[^\]\n]*\]\(\s*<?(?P<target>[^()\s<>]+?\.(?:{ENDINGS}|pdf|csv|log))>?\s*\)",
        re.IGNORECASE,
    ),
)


def with_addresses(text: str, new_address: Callable[[str], str | None]) -> str:
    """Return the text with the path of each relative link as ``new_address`` returns it; ``None`` changes nothing."""

    def led(match: re.Match[str]) -> str:
        target = match["target"] or match["definition"]
        path, mark, fragment = target.partition("#")
        address = None if _ELSEWHERE.match(target) else new_address(path)
        if address is None:
            return match.group()
        before, after = match["before"] or match["begin"], match["after"] or ""
        return f"{before}{address}{mark}{fragment}{after}"

    return _LINK.sub(led, text)


def with_pages(lines: Sequence[str], address: Callable[[str], str | None]) -> tuple[str, ...]:
    """Return lines whose links to pages of a wiki are those of Markdown, or the text of them.

    ``address`` returns where a page is now; ``None`` if it is not known, and "" if its name is the id of a report.
    """
    if not any("[[" in line for line in lines):
        return tuple(lines)
    kinds = classify(lines).kinds
    return tuple(
        outside_code(line, partial(_PAGE.sub, partial(_of_markdown, address)))
        if kind == "text" and "[[" in line
        else line
        for line, kind in zip(lines, kinds, strict=True)
    )


def _of_markdown(address: Callable[[str], str | None], match: re.Match[str]) -> str:
    """Return the link of Markdown for a wiki's, or its text. ``address`` is as in ``with_pages``."""
    first, second = match["first"].strip(), (match["second"] or "").strip()
    if match["shows"] and _PICTURE_NAME.fullmatch(first):
        text = "" if _SIZE.fullmatch(second) else second
        return f"![{text}]({first if _URL.fullmatch(first) else quote(first)})"
    if _CONTENTS.fullmatch(first):
        return ""
    if _URL.fullmatch(first) or _URL.fullmatch(second):
        return _link_to_web(first, second)
    for page, text in ((first, second or first.removeprefix("#")), (second, first)):
        if page and (target := address(page)) is not None:
            own = match.group().removeprefix("!") if page is first else f"[[{page}|{text}]]"
            return f"[{text}]({target})" if target else own
    has_page_last = " " in first and " " not in second
    return first if has_page_last else second or first


def _link_to_web(first: str, second: str) -> str:
    """Return the link of Markdown for a wiki's link with an address, which may be first or second."""
    if not second:
        return f"<{first}>"
    text, url = (second, first) if _URL.fullmatch(first) else (first, second)
    return f"[{text}]({url})"


def address_of(path: str, folder: str, base: str) -> str:
    """Return the address of a path in a text, below ``base``; ``folder`` is the text's, relative to the one there."""
    place = posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path))
    while place.startswith("../"):
        place = place[3:]
    return f"{base.rstrip('/')}/{place}"


def pictures_of(text: str) -> Iterator[str]:
    """The relative addresses, each once, without what stands behind ``?`` and ``#``."""
    seen = set()
    for pattern in _PICTURES:
        for match in pattern.finditer(text):
            target = re.split(r"[?#]", match["target"], maxsplit=1)[0].removeprefix("./")
            if target and not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/|\\", target) and target not in seen:
                seen.add(target)
                yield target
