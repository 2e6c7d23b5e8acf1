"""Write the archive's pages, its search index and the Content-Security-Policy into the folder that a site is built in.

Called by ``plugin``. The archive's folder is taken over from the former site. A file of it that has the same inputs,
and a page also the same theme, stays as it is: neither its content nor what would be written is even loaded. One that
is made again stays, too, if its content is the same: to delete and create a file takes longer than to read it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping, Set
from pathlib import Path

from msgspec.structs import replace

from mkdocs_postmortems.cache import key_of
from mkdocs_postmortems.publish.files import Page, StaticFile
from mkdocs_postmortems.publish.search.parts import index_folder
from mkdocs_postmortems.publish.theme.csp import Policy, build_policy, headers_file, inline_scripts
from mkdocs_postmortems.publish.theme.head import with_head
from mkdocs_postmortems.publish.theme.shell import Shells
from mkdocs_postmortems.tree import State, file_state, states_below
from mkdocs_postmortems.write.ledger import Ledger, Written
from mkdocs_postmortems.write.publication import Publication
from mkdocs_postmortems.write.rendering import Rendering


class Output:
    """One build's folder. Every file is written unless ``take_over`` finds it in the former site."""

    def __init__(self, folder: Path, rendering: Rendering, ledger: Ledger) -> None:
        self._folder, self._site, self._rendering, self._ledger = folder, rendering.site, rendering, ledger
        self._kept: Mapping[str, Written | None] = {}
        self._parts: Mapping[str, Set[str]] = {}
        self._written: dict[str, Written] = {}
        self._scripts: dict[frozenset[str], frozenset[str]] = {}
        """Interned sets of scripts: nearly all pages have the same, and a copy for each would fragment memory."""

    def take_over(self, publication: Publication, names: Iterable[str], keys: Iterable[str], *, shared: bool) -> None:
        """Take over from the former site the files with these names, and those that we wrote of the search index.

        ``keys`` are those of the parts of the index. Called before anything else is written. MkDocs writes into
        existing files, and these may be linked to those of the site that is still published: so no file that MkDocs
        writes may be among ``names``. If a plugin may write into any file, ``shared`` is false, and linked files are
        not taken over.
        """
        self._parts = self._ledger.files_of(keys)
        wanted, index = frozenset(names), index_folder(self._site)
        kept: dict[str, Written | None] = {}

        def is_kept(name: str, state: State) -> bool:
            if name in wanted or (name.startswith(index) and self._ledger.has(name)):
                kept[name] = self._ledger.find(name, state)
            return name in kept

        if publication.take_over(is_kept, shared=shared):
            self._kept = kept

    def write_page(self, name: str, page: Page, shells: Shells) -> None:
        """Write a page in the theme. An outline is completed from the cache if needed."""
        shell, key = shells.shell_for(page), self._rendering.key(page)
        made_of = key_of(key, shell.key) if shell and key else ""
        if self._is_kept(name, made_of):
            return
        page = self._rendering.whole(page)
        framed = shell.framed(page) if shell else shells.rendered(page)
        framed = replace(framed, before=with_head(framed.before, page, self._site))
        found = inline_scripts(framed.before + framed.after)
        self._write(name, as_bytes(framed.html), made_of, self._scripts.setdefault(found, found))

    def write_part(self, key: str, files: Callable[[], Iterable[StaticFile]]) -> None:
        """Write a part of the search index, which is made from inputs with this key. ``files`` loads or builds it."""
        names = self._parts.get(key)
        if not (names and all(self._is_kept(name, key) for name in names)):
            for file in files():
                self._write(file.path, file.content, key)

    def write(self, file: StaticFile) -> None:
        """Write a file."""
        self._write(file.path, file.content, "")

    def clear(self) -> None:
        """Delete the former site's files that were not written again, and folders without any.

        These are of the search index: all others that were taken over have been written by now.
        """
        for name in self._kept.keys() - self._written.keys():
            (self._folder / name).unlink()
            with contextlib.suppress(OSError):  # from the first one on that is not empty
                for folder in (self._folder / name).parents:
                    folder.rmdir()

    def _is_kept(self, name: str, made_of: str) -> bool:
        """Return whether the former site's file stays, because it has the same inputs; remember it if so."""
        former = self._kept.get(name)
        if former is None or former.made_of != made_of:
            return False
        self._written[name] = former
        return True

    def _write(self, name: str, content: bytes, made_of: str, scripts: frozenset[str] = frozenset()) -> None:
        """Write a file unless the former site's has the same content, and remember it.

        The former site's file is deleted first: a copy may share it by a hard link. Raises ``OSError`` if that fails.
        """
        place = self._folder / name
        is_there = name in self._kept
        if not (is_there and place.read_bytes() == content):
            if is_there:
                place.unlink()
            write(place, content)
        self._written[name] = Written(file_state(place), made_of, scripts)

    def write_headers(self, pages: Iterable[Page]) -> Policy:
        """Write the Content-Security-Policy for all pages of the folder, of which ``pages`` are ours. Return it."""
        ours = {page.path.removesuffix(".md") + ".html": page for page in pages}
        found = states_below(self._folder, ".html")
        names = sorted(found)
        others = [name for name in names if name in ours and not ours[name].nav_title]

        def text(name: str) -> str:
            page = self._rendering.whole(ours[name]) if name in ours else None
            text = (self._folder / name).read_text(encoding="utf-8", errors="replace")
            return text.replace(page.html, "") if page and page.html else text

        def scripts(name: str) -> frozenset[str]:
            page = self._written.get(name)
            return page.scripts if page and found[name] == page.state else inline_scripts(text(name))

        policy = build_policy(
            (text(name) for name in names if name not in ours or ours[name].nav_title),
            ((name, scripts(name)) for name in others),
            self._site.url,
        )
        write(self._folder / "_headers", headers_file(policy))
        return policy

    def remember(self) -> None:
        """Record the files for later builds, once the site is published."""
        self._ledger.close(self._written)


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
