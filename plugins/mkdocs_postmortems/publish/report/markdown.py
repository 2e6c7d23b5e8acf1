"""A report's Markdown as HTML, by Python-Markdown with the site's extensions and those that every report may use.

``Converter`` turns lines of Markdown into HTML that is not yet safe, and its headings. Called by ``body`` only, which
sanitizes the HTML. All reports of a process share one ``Converter``, since creating one takes longer than rendering a
short report.
"""

from __future__ import annotations

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

from mkdocs_postmortems.letters import decode_references
from mkdocs_postmortems.publish.files import Heading
from mkdocs_postmortems.publish.links import Target
from mkdocs_postmortems.publish.report.inline_patterns import ScreenedInlineProcessor
from mkdocs_postmortems.read.body.extensions import with_ours
from mkdocs_postmortems.read.body.links import PAGE_IDS, REPORT_LINK

PRIVATE = "\ue000-\ue01f"
"""The private-use characters of our marks, as a regular expression's range. They are stripped from authors' texts."""

_PREFIX = "markdown.extensions."
_OF_MKDOCS = ("material.extensions.preview",)
"""Extensions that work only while MkDocs renders a page of its own, and fail elsewhere."""


class Converter:
    """Python-Markdown, set up once and reset for each body."""

    def __init__(self, extensions: Sequence[Any] = (), configs: Mapping[str, Any] | None = None) -> None:
        configs = {name.removeprefix(_PREFIX): dict(config or {}) for name, config in (configs or {}).items()}
        toc = configs.setdefault("toc", {})
        toc["slugify"] = _Slugs(toc.get("slugify") or slugify(case="lower"))
        configs.setdefault("tables", {}).setdefault("use_align_attribute", True)
        wanted = dict.fromkeys(["toc", *(each for each in with_ours(extensions) if each not in _OF_MKDOCS)])
        self._markdown = Markdown(extensions=list(wanted), extension_configs=configs)
        self._links = _ReportLinks(self._markdown)
        self._markdown.inlinePatterns.register(self._links, "postmortems-report", 185)
        self._markdown.treeprocessors.register(_EmptyHeaders(self._markdown), "postmortems-headers", 5)
        self._markdown.treeprocessors.register(ScreenedInlineProcessor(self._markdown), "inline", 20)

    def convert(self, lines: Iterable[str], find: Callable[[str], Target | None]) -> tuple[str, tuple[Heading, ...]]:
        """Return the HTML and its headings in order. ``find`` looks up the report of an ``[[id]]``."""
        self._links.find = find
        self._markdown.reset()
        text = self._markdown.convert("\n".join(lines))
        tokens: list[dict[str, Any]] = self._markdown.toc_tokens  # type: ignore[attr-defined]
        return text, tuple(_flat(tokens))


class _ReportLinks(InlineProcessor):
    """Turns ``[[id]]`` into a link to a report with its title, and ``[[id|text]]`` into one with another text.

    Runs after code spans and before other brackets and escapes, since in a table the bar is escaped.
    """

    def __init__(self, markdown: Markdown) -> None:
        super().__init__(REPORT_LINK, markdown)
        self.find: Callable[[str], Target | None] = lambda id: None

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        target = self.find(m["id"])
        if target is None:
            return None, None, None
        link = etree.Element("a", {"href": target.href})
        link.text = (m["text"] or "").strip() or AtomicString(target.title)
        return link, m.start(), m.end()


class _EmptyHeaders(Treeprocessor):
    """Turns empty header cells of tables into ordinary cells, since screen readers would announce an empty header."""

    def run(self, root: etree.Element) -> None:
        for cell in root.iter("th"):
            if len(cell) == 0 and not (cell.text or "").strip():
                cell.tag = "td"


class _Slugs(Struct, frozen=True):
    """Makes ids as the site does, but without our marks, never empty, and never one that our lists use."""

    make: Callable[[str, str], str]

    def __call__(self, text: str, separator: str) -> str:
        id = self.make(re.sub(f"[{PRIVATE}]", "", text), separator) or "section"
        return f"{id}{separator}section" if PAGE_IDS.fullmatch(id) else id


def _flat(tokens: Iterable[dict[str, Any]]) -> Iterator[Heading]:
    for token in tokens:
        title = re.sub(f"[{PRIVATE}]", "", decode_references(token["name"])).strip()
        yield Heading(token["id"], title, token["level"])
        yield from _flat(token["children"])
