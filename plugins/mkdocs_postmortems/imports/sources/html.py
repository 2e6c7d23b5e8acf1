"""A page saved from a wiki or a document editor, as Markdown.

Takes HTML and returns a ``Document``. markdownify does the conversion; this module separates the report from the wiki
around it. Line numbers are those of the Markdown. Called by ``files``, ``mail`` and ``exports``.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from mkdocs_postmortems.imports.document import Document
from mkdocs_postmortems.imports.sources.literal_tags import TAG_LIKE
from mkdocs_postmortems.imports.sources.old_front_matter import below_front_matter, read_markdown
from mkdocs_postmortems.read.timeline.timetable import Columns

if TYPE_CHECKING:
    from bs4 import Tag

_BODIES = (
    # the element of a page's own text, by the program that made it; the first that exists is used
    "#main-content.wiki-content",  # Confluence
    "div.wiki-content",
    "article .page-body",  # Notion
    "div.page-body",
    "#mw-content-text",  # MediaWiki
    "article.markdown-body",  # GitHub
    "div.markdown-body",
    "div.doc-content",  # Google Docs, exported
    "main article",
    "article",
    "main",
    "[role=main]",
    "body",
)
_TITLES = ("h1.page-title", "#title-text", "h1#firstHeading", "h1.title", "h1")
_SURROUNDINGS = (
    "script, style, noscript, template, nav, iframe, form, button, svg, head, .toc, .mw-editsection, .breadcrumbs"
)
_HEADING = re.compile(r"[ \t]*<h[1-6]\b", re.IGNORECASE | re.MULTILINE)
_BLOCK = re.compile(r"<(?:p|li|tr)\b", re.IGNORECASE)
_MANY = 4
"""How many paragraphs, items or rows in tags make a page of a text without headings."""
_MARKDOWN = re.compile(r"[ \t]*(?:#{1,6}[ \t]|[-*+][ \t]|\d+[.)][ \t]|\||>|```|~~~|---)", re.MULTILINE)
_BREAK = "\ue0ff"
"""The mark of a line break while HTML is converted: the spaces that Markdown has for it look like any others."""
_SIGN = "\ue0fd"
"""Stands for ``<`` in a text, which Markdown would take for the beginning of a tag."""
_FENCED = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
_SPACE = re.compile(r"^[^:]{1,60} : (?=\S)")
"""The name of the space in front of a page's title in an export of Confluence."""
_WIKI = ".wiki-content, .inline-task-list, .confluenceTable"
"""Elements of a page of Confluence."""
_REDIRECT = "https://www.google.com/url?"
"""What a document editor puts in front of the addresses of links."""
_LIST_LEVEL = re.compile(r"\blst-(?P<name>[\w-]*)-(?P<level>\d)\b")
_SITE = re.compile(r"\s+(?:[-–—|·:])\s+[^-–—|·:]+$")


def is_page(text: str) -> bool:
    """Whether a file is HTML throughout, whatever its name.

    It has heading tags, or several tags of paragraphs, no marks of Markdown, and no two paragraphs in a row without
    tags: HTML would make one of them.
    """
    if len(_HEADING.findall(text)) < 2 and len(_BLOCK.findall(text)) < _MANY:
        return False
    bare = [not chunk.lstrip().startswith("<") for chunk in re.split(r"\n\s*\n", text.strip())]
    return not any(map(all, pairwise(bare))) and not any(map(_MARKDOWN.match, text.split("\n")))


def read_page(name: str, text: str) -> Document:
    """Return the report in a page; front matter of a site generator above it takes precedence."""
    front = read_markdown(name, text)
    if front.first_line == 1:
        return read_html(name, text)
    return below_front_matter(read_html(name, "\n".join(front.lines)), front)


def read_html(name: str, text: str) -> Document:
    """Return the report in a page without front matter."""
    from bs4 import BeautifulSoup  # late: only those who import pages need it

    soup = BeautifulSoup(text, "html.parser")
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    for styled in soup.select("p.title"):  # a document editor's title; its headings are below it
        styled.name = "h1"
    heading = next((found for each in _TITLES if (found := soup.select_one(each)) is not None), None)
    body = next((found for each in _BODIES if (found := soup.select_one(each)) is not None), soup)
    for each in body.select(_SURROUNDINGS):
        each.decompose()
    comments = _take_comments(body)
    _mend(body)
    markdown = _tidy(_markdown(body))
    fields: dict[str, Any] = {"comments": comments} if comments else {}
    if heading is not None and heading.get_text(strip=True) and not body.find("h1"):
        fields["title"] = _SPACE.sub("", heading.get_text(" ", strip=True))
    elif heading is None and title:
        named = _SPACE.sub("", title) if soup.select_one(_WIKI) else title
        fields["title"] = _SITE.sub("", named) or named
    return Document.of(name, markdown, form="html", fields=fields)


def _take_comments(body: Tag) -> list[str]:
    """Remove the comments that a document editor puts behind its text, and the marks that lead to them; return them."""
    for mark in body.select("sup:has(> a[href^='#cmnt'])"):
        mark.decompose()
    comments: list[str] = []
    for link in body.select("a[id^=cmnt][href^='#cmnt_ref']"):
        comment, box = link.find_parent("p") or link, link.find_parent("div")
        if box is not None and box.get_text(strip=True).startswith(link.get_text(strip=True)):
            comment = box
        link.decompose()
        comments.append(comment.get_text(" ", strip=True))
        comment.decompose()
    return list(filter(None, comments))


def html_to_markdown(text: str) -> str:
    """Return a piece of HTML as Markdown; text without tags is Markdown already."""
    if not re.search(r"</?(?:p|br|h[1-6]|ul|ol|div|table|strong|b|a)\b[^<>]*>", text, re.IGNORECASE):
        return text
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(text, "html.parser")
    _mend(soup)
    return _tidy(_markdown(soup))


def _mend(body: Tag) -> None:
    """Rewrite what Markdown would lose: words in angle brackets, times, pictures, check boxes, and lists in cells."""
    from bs4.element import NavigableString

    for text in body.find_all(string=TAG_LIKE):
        if type(text) is NavigableString and text.find_parent(["pre", "code"]) is None:  # no comment
            text.replace_with(TAG_LIKE.sub(_SIGN, str(text)))
    for time in body.find_all("time"):
        if not time.get_text(strip=True) and time.get("datetime"):
            time.string = str(time["datetime"])
    for picture in body.find_all("img"):
        if str(picture.get("src", "")).startswith("data:"):
            picture.replace_with(f"[{picture.get('alt') or 'picture'}]")
    for box in body.find_all("input", type="checkbox"):
        box.replace_with("[x] " if box.has_attr("checked") else "[ ] ")
    for item in body.select(".inline-task-list > li"):
        for block in item.find_all("p", recursive=False, limit=1):
            block.unwrap()  # its text would be below the box
        item.insert(0, "[x] " if "checked" in (item.get("class") or ()) else "[ ] ")
        _mend_task(item)
    _mend_tables(body)
    _mend_document(body)


def _mend_document(body: Tag) -> None:
    """Put the lists that a document editor writes one behind another into each other, and take links as written."""
    for link in body.select(f"a[href^='{_REDIRECT}']"):
        link["href"] = parse_qs(urlsplit(str(link["href"])).query).get("q", [str(link["href"])])[0]
    name = ""
    opened: list[tuple[int, Tag]] = []
    """The levels of the current list and of those around it, outermost first."""
    for each in body.select(":is(ul, ol)[class*=lst-]:has(> li)"):
        match = _LIST_LEVEL.search(" ".join(each.get_attribute_list("class")))
        before, name, level = name, match["name"] if match else "", int(match["level"]) if match else 0
        if not opened or name != before or each.find_previous_sibling() is not opened[0][1]:
            opened = []
        while opened and opened[-1][0] > level:
            opened.pop()
        if not opened:
            opened = [(level, each)]
        elif opened[-1][0] == level:
            opened[-1][1].extend(each.extract().find_all("li", recursive=False))
        else:
            opened[-1][1].find_all("li", recursive=False)[-1].append(each.extract())
            opened.append((level, each))


def _mend_task(item: Tag) -> None:
    """Make owner and due date of the user and the day that are mentioned at the end of a wiki's task."""
    details: list[str] = []
    for each in reversed(item.select("a.user-mention, a.confluence-userlink, time[datetime]")):
        after = "".join(str(text) for text in each.find_all_next(string=True) if item in text.parents)
        if after.removeprefix(each.get_text()).strip(" ,.-–—"):
            break
        day = str(each.get("datetime", ""))[:10]
        details.insert(0, f"due: {day}" if day else f"owner: {each.get_text(' ', strip=True).lstrip('@')}")
        each.decompose()
    if details:
        _strip_end(item)
        item.append(f" ({', '.join(details)})")


def _strip_end(item: Tag) -> None:
    """Remove spaces, and a comma or dash, from the end of an item whose last elements have been removed."""
    for text in reversed(item.find_all(string=True)):
        if kept := text.rstrip(" \t\n\N{NO-BREAK SPACE},-–—"):
            text.replace_with(kept)
            break
        text.extract()


def _put_on_one_line(cell: Tag) -> None:
    """Remove the blocks in a table's cell, since in Markdown a cell is one line."""
    for block in cell.find_all(["p", "div", "h1", "h2", "h3", "h4"]):
        block.append(" ")
        block.unwrap()
    for item in cell.find_all("li"):
        item.append("; " if item.find_next_sibling("li") else "")
        item.unwrap()
    for each in cell.find_all(["ul", "ol", "br"]):
        each.insert_before(" ")
        each.unwrap()


def _mend_tables(body: Tag) -> None:
    for cell in body.select("table tr :is(td, th)"):
        _put_on_one_line(cell)
    for table in body.find_all("table"):
        _mend_header(table)


def _mend_header(table: Tag) -> None:
    """Put an empty header above a first row that is an event: the converter would make it the header."""
    from bs4.element import Tag  # late, as in ``read_html``

    rows = [row.find_all(["td", "th"], recursive=False) for row in table.find_all("tr")]
    if not rows or table.find("thead") is not None or all(cell.name == "th" for cell in rows[0]):
        return
    first, *below = [[cell.get_text(" ", strip=True) for cell in row] for row in rows]
    if Columns.without_header(first, below) is None:
        return
    header = Tag(name="tr")
    header.extend(Tag(name="th") for _ in first)
    table.find_all("tr")[0].insert_before(header)


def _markdown(body: Tag) -> str:
    from markdownify import ATX, MarkdownConverter

    for each in body.find_all("br"):
        if each.find_parent(["h1", "h2", "h3", "h4", "h5", "h6"]) is None:
            each.insert_before(_BREAK)
    converter = MarkdownConverter(
        heading_style=ATX, bullets="-", strong_em_symbol="*", escape_underscores=False, escape_asterisks=False,
        table_infer_header=True, newline_style="spaces",
    )  # fmt: skip
    return str(converter.convert_soup(body))


def _with_breaks(text: str) -> str:
    """Write marked line breaks as Markdown has them: several end a paragraph, and one at the end of it is nothing."""
    text = re.sub(rf"{_BREAK}(\*+)", rf"\1{_BREAK}\n", text)  # it was the last of bold text
    text = re.sub(rf"{_BREAK}\n (?=\S)", f"{_BREAK}\n", text)  # that between tags
    text = re.sub(rf"{_BREAK}\n(?:{_BREAK}\n)+(?=\S)", "\n\n", text)
    text = re.sub(rf"^(?:[ \t]*{_BREAK}\n)+", "", text, flags=re.MULTILINE)
    text = re.sub(rf"{_BREAK}(?=\n\n|\n?\Z|\n[ \t]*(?:[-*+]|\d+[.)])[ \t]|[^\n])", "", text)
    return text.replace(_BREAK, "  ")


def _tidy(markdown: str) -> str:
    text = markdown.replace("\xa0", " ").replace("\r\n", "\n").replace(_SIGN, "&lt;")
    text = re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)
    text = re.sub(r"^(\s*[-*] \[[ x]\])[ \t]+", r"\1 ", text, flags=re.MULTILINE)
    text = re.sub(r"^(#{1,6}) +\*\*(.+)\*\*$", r"\1 \2", text, flags=re.MULTILINE)
    pieces = (
        piece.replace(_BREAK, "") if piece.startswith("```") else _with_breaks(piece) for piece in _FENCED.split(text)
    )
    return re.sub(r"\n{3,}", "\n\n", "".join(pieces)).strip() + "\n"
