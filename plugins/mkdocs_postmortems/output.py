"""The folder that a site is built in: pages, other files, and the policy for scripts.

Comes in: finished pages and files, and what earlier builds have left. Goes out: files. Called by ``plugin``.

A file that the former site had just so is moved here from there; of a page that is made from the same as then, in the
same theme, not even the content is fetched.
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
    """One build's folder. ``publication`` has the former site; without it all files are written anew."""

    def __init__(
        self, folder: Path, site: Site, rendering: Rendering, ledger: Ledger, publication: Publication | None
    ) -> None:
        self._folder, self._site, self._rendering = folder, site, rendering
        self._ledger, self._publication = ledger, publication
        self._pages: dict[str, Written] = {}
        self._scripts: dict[frozenset[str], frozenset[str]] = {}
        """Each set of scripts once: pages have the same, and texts of their own would scatter what stays in memory."""

    def write(self, name: str, content: bytes) -> None:
        """Write a file, by its path in the site. Raises ``OSError`` where the disk refuses it."""
        if not (self._publication and self._publication.take_over(name, content)):
            write(self._folder / name, content)

    def write_page(self, name: str, page: Page, shells: Shells) -> None:
        """Write a page in the theme; its HTML may be missing where it is kept."""
        shell, key = shells.fitting(page), self._rendering.key(page)
        made_of = key_of(key, shell.key) if shell and key else ""
        if former := self._taken_back(name, made_of):
            self._pages[name] = former
            return
        page = self._rendering.whole(page)
        framed = shell.framed(page) if shell else shells.rendered(page)
        framed = replace(framed, before=with_head(framed.before, page, self._site))
        self.write(name, as_bytes(framed.html))
        found = inline_scripts(framed.before + framed.after)
        scripts = self._scripts.setdefault(found, found)
        self._pages[name] = Written(file_state(self._folder / name), made_of, scripts)

    def _taken_back(self, name: str, made_of: str) -> Written | None:
        if self._publication is None:
            return None
        state = self._publication.former_state(name)
        former = self._ledger.find(name, made_of, state) if state else None
        return former if former and self._publication.take_back(name) else None

    def write_headers(self, pages: Iterable[Page]) -> tuple[str, ...]:
        """Write the policy for all pages of the folder, of which ``pages`` are ours.

        Gives the paths of pages with an inline script that it does not let run.
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
        """Tell the builds to come which pages were written: the site is published."""
        self._ledger.close(self._pages)


def as_bytes(html: str) -> bytes:
    """HTML has a way to say characters that UTF-8 has none for."""
    return html.encode("utf-8", errors="xmlcharrefreplace")


def write(path: Path, content: bytes) -> None:
    """Write a file, with the folders above it."""
    try:
        path.write_bytes(content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
