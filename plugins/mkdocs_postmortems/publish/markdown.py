"""A report's Markdown as HTML, by Python-Markdown with the site's extensions and those that every report may use.

Comes in: lines of Markdown. Goes out: HTML that is not yet safe, and its headings. Called by ``body`` alone, which
cleans it. One ``Converter`` serves all reports of a process: making one costs more than rendering a short report.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from msgspec import Struct
from pymdownx.slugs import slugify

from mkdocs_postmortems.publish.files import Heading
from mkdocs_postmortems.read.page_rules import PAGE_IDS
from mkdocs_postmortems.read.sections import with_ours

PRIVATE = "\ue000-\ue01f"
"""Characters that our own marks are made of, as a class of a regular expression. Authors' texts are rid of them."""

_PREFIX = "markdown.extensions."


class Target(Struct, frozen=True):
    """Where ``[[id]]`` leads: a link and its text."""

    href: str
    title: str


class Converter:
    """Python-Markdown, set up once and reset for each body."""

    def __init__(self, extensions: Sequence[Any] = (), configs: Mapping[str, Any] | None = None) -> None:
        configs = {name.removeprefix(_PREFIX): dict(config or {}) for name, config in (configs or {}).items()}
        toc = configs.setdefault("toc", {})
        toc["slugify"] = _Slugs(toc.get("slugify") or slugify(case="lower"))
        configs.setdefault("tables", {}).setdefault("use_align_attribute", True)
        wanted = dict.fromkeys(["toc", *with_ours(extensions)])
        self._markdown = Markdown(extensions=list(wanted), extension_configs=configs)
        self._links = _ReportLinks(self._markdown)
        self._markdown.inlinePatterns.register(self._links, "postmortems-report", 185)
        self._markdown.treeprocessors.register(_EmptyHeaders(self._markdown), "postmortems-headers", 5)

    def convert(self, lines: Iterable[str], find: Callable[[str], Target | None]) -> tuple[str, tuple[Heading, ...]]:
        """The HTML and its headings, in order. ``find`` gives the report that an id in ``[[id]]`` names."""
        self._links.find = find
        self._markdown.reset()
        text = self._markdown.convert("\n".join(lines))
        tokens: list[dict[str, Any]] = self._markdown.toc_tokens  # type: ignore[attr-defined]
        return text, tuple(_flat(tokens))


class _ReportLinks(InlineProcessor):
    """``[[id]]`` is a link to a report, with its title as text; ``[[id|text]]`` has a text of its own.

    Comes after code spans, and before other brackets and escapes: in a table the bar has a backslash before it.
    """

    def __init__(self, markdown: Markdown) -> None:
        super().__init__(r"(?<!\\)\[\[[ ]*([a-z0-9][a-z0-9-]{0,99})\s*(?:\\?\|([^\[\]|]*))?\]\]", markdown)
        self.find: Callable[[str], Target | None] = lambda id: None

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        target = self.find(m[1])
        if target is None:
            return None, None, None
        link = etree.Element("a", {"href": target.href})
        link.text = (m[2] or "").strip() or AtomicString(target.title)
        return link, m.start(), m.end()


class _EmptyHeaders(Treeprocessor):
    """A table's header cell without text is an ordinary cell: there is nothing to read out as a header."""

    def run(self, root: etree.Element) -> None:
        for cell in root.iter("th"):
            if len(cell) == 0 and not (cell.text or "").strip():
                cell.tag = "td"


class _Slugs(Struct, frozen=True):
    """The site's way of making ids, with our marks left out, never empty, and never one that our lists use."""

    make: Callable[[str, str], str]

    def __call__(self, text: str, separator: str) -> str:
        id = self.make(re.sub(f"[{PRIVATE}]", "", text), separator) or "section"
        return f"{id}{separator}section" if PAGE_IDS.fullmatch(id) else id


def _flat(tokens: Iterable[dict[str, Any]]) -> Iterator[Heading]:
    for token in tokens:
        title = re.sub(f"[{PRIVATE}]", "", html.unescape(token["name"])).strip()
        yield Heading(token["id"], title, token["level"])
        yield from _flat(token["children"])
