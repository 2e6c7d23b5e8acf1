"""What a finished site needs before it is published: a Content-Security-Policy, and in the public edition an audit.

Called by ``hooks`` at the end of a build.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort

from mkdocs_postmortems.diagnostics import counted
from mkdocs_postmortems.plugin.build_log import log
from mkdocs_postmortems.plugin.configuration import options
from mkdocs_postmortems.tree import State, file_states

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from mkdocs_postmortems.publish.files import Page
    from mkdocs_postmortems.write.output import Output
    from mkdocs_postmortems.write.rendering import Rendering

_MOST_LEAKS = 20
"""How many leaks are shown. If one repeats on every page, the first few are enough."""

_BLOCKED_SCRIPT = (
    "the theme or a plugin writes an inline script of its own on %s, such as %s, which the Content-Security-Policy "
    "does not allow: set `headers: false`, or write your own _headers"
)
_BLOCKED_HOSTS = (
    "The site loads scripts or styles from %s, which its Content-Security-Policy blocks on hosts that read _headers: "
    "load them from the site itself (for fonts, set `font: false` in the theme), or set `headers: false`"
)


def write_headers(output: Output, pages: Iterable[Page], config: MkDocsConfig) -> None:
    """Write the Content-Security-Policy of the finished pages, unless the site has its own ``_headers``."""
    if Path(config.site_dir, "_headers").exists():
        log.info("The site has its own file _headers, so no Content-Security-Policy is written")
        return
    policy = output.write_headers(pages)
    if unknown := policy.unknown:
        log.warning(_BLOCKED_SCRIPT, counted(len(unknown), "page"), unknown[0])
    if policy.hosts:
        log.info(_BLOCKED_HOSTS, ", ".join(policy.hosts))


def refuse_changed(copied: Mapping[Path, State]) -> None:
    """Raise ``Abort`` if one of the copied files is no longer in the state that it was in when the build began."""
    now = file_states(copied)
    if changed := [path for path, state in copied.items() if now.get(path) != state]:
        raise Abort(f"changed-during-build: {changed[0]} has changed since the build began; build again")


def prove(rendering: Rendering, copied: Iterable[Path], withheld: Mapping[str, str], config: MkDocsConfig) -> None:
    """Search every byte of a public edition for internal text. Raises ``Abort`` if there is any.

    ``withheld`` are the settings that were removed from ``config``.
    """
    from mkdocs_postmortems.audit.site import Configuration, audit_site  # late: not needed by most builds

    configuration = Configuration(withheld, options(config), tuple(config.plugins), Path(config.docs_dir))
    leaks = audit_site(Path(config.site_dir), rendering, frozenset(copied), configuration)
    for leak in leaks[:_MOST_LEAKS]:
        log.error("%s", leak)
    if leaks:
        counts = f"{counted(len(leaks), 'leak')} in the public edition"
        how = "remove what is shown above from public text, or list words that are no secret in `public_words`"
        raise Abort(f"{counts}: nothing was published; {how}")
