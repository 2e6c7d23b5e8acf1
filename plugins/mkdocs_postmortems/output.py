"""Write a site's pages, its other files and its Content-Security-Policy into the folder that it is built in.

Called by ``plugin``. A file that the former site has with the same content is moved from there. A page with the same
inputs and theme as in the former site is not even loaded.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from mkdocs_postmortems.cache import key_of
from mkdocs_postmortems.ledger import Ledger, Written
from mkdocs_postmortems.publication import Publication
from mkdocs_postmortems.publish.csp import build_policy, headers_file, inline_scripts
from mkdocs_postmortems.publish.files import Page
from mkdocs_postmortems.publish.head import with_head
from mkdocs_postmortems.publish.shell import Shells
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.rendering import Rendering
from mkdocs_postmortems.tree import file_state, states_below


class Output:
    """One build's folder. Without a ``publication``, which has the former site's files, every file is written."""

    def __init__(
        self, folder: Path, site: Site, rendering: Rendering, ledger: Ledger, publication: Publication | None
    ) -> None:
        self._folder, self._site, self._rendering = folder, site, rendering
        self._ledger, self._publication = ledger, publication
        self._pages: dict[str, Written] = {}
        self._scripts: dict[frozenset[str], frozenset[str]] = {}
        """Interned sets of scripts: nearly all pages have the same, and a copy for each would fragment memory."""

    def write(self, name: str, content: bytes) -> None:
        """Write a file at its path in the site. Raises ``OSError`` if that fails."""
        if not (self._publication and self._publication.reuse_if_equal(name, content)):
            write(self._folder / name, content)

    def write_page(self, name: str, page: Page, shells: Shells) -> None:
        """Write a page in the theme. An outline is completed from the cache if needed."""
        shell, key = shells.shell_for(page), self._rendering.key(page)
        made_of = key_of(key, shell.key) if shell and key else ""
        if former := self._reuse(name, made_of):
            self._pages[name] = former
            return
        page = self._rendering.whole(page)
        framed = shell.framed(page) if shell else shells.rendered(page)
        framed = replace(framed, before=with_head(framed.before, page, self._site))
        self.write(name, as_bytes(framed.html))
        found = inline_scripts(framed.before + framed.after)
        scripts = self._scripts.setdefault(found, found)
        self._pages[name] = Written(file_state(self._folder / name), made_of, scripts)

    def _reuse(self, name: str, made_of: str) -> Written | None:
        """Move the page's file here from the former site if it has the same inputs; ``None`` if not."""
        if self._publication is None:
            return None
        state = self._publication.former_state(name)
        former = self._ledger.find(name, made_of, state) if state else None
        return former if former and self._publication.reuse(name) else None

    def write_headers(self, pages: Iterable[Page]) -> tuple[str, ...]:
        """Write the Content-Security-Policy for all pages of the folder, of which ``pages`` are ours.

        Returns the paths of pages with an inline script that the policy does not allow.
        """
        ours = {page.path.removesuffix(".md") + ".html": page for page in pages}
        found = states_below(self._folder, ".html")
        names = sorted(found)
        others = [name for name in names if name in ours and not ours[name].nav_title]

        def text(name: str) -> str:
            page = self._rendering.whole(ours[name]) if name in ours else None
            text = (self._folder / name).read_text(encoding="utf-8", errors="replace")
            return text.replace(page.html, "") if page and page.html else text

        def scripts(name: str) -> frozenset[str]:
            page = self._pages.get(name)
            return page.scripts if page and found[name] == page.state else inline_scripts(text(name))

        policy = build_policy(
            (text(name) for name in names if name not in ours or ours[name].nav_title),
            ((name, scripts(name)) for name in others),
        )
        write(self._folder / "_headers", headers_file(policy))
        return policy.unknown

    def remember(self) -> None:
        """Record the pages for later builds, once the site is published."""
        self._ledger.close(self._pages)


def as_bytes(html: str) -> bytes:
    """Encode HTML as UTF-8. Lone surrogates, which UTF-8 cannot encode, become character references."""
    return html.encode("utf-8", errors="xmlcharrefreplace")


def write(path: Path, content: bytes) -> None:
    """Write a file, creating the folders above it if needed."""
    try:
        path.write_bytes(content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
