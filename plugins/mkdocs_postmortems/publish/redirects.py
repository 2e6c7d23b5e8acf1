"""Redirects: a small page at each earlier address of a report, which sends the reader to where it is now.

Comes in: the archive of an edition, and the site. Goes out: ``StaticFile`` values. Called by ``pages``. The pages work
on any host and from a disk: they use no script and no setting of a server. Search engines follow them to the report's
address and list that one. What the edition does not hold has no redirects in it either.
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_postmortems.archive.aliases import redirect_path
from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.publish.files import StaticFile
from mkdocs_postmortems.publish.render import render
from mkdocs_postmortems.publish.site import Site


def redirect_files(archive: Archive, site: Site) -> Iterator[StaticFile]:
    """The redirects of every report."""
    for report in archive.reports:
        target = site.report(report.id)
        for path in dict.fromkeys(map(redirect_path, report.fields.aliases)):
            folder = path.rpartition("/")[0] + "/"
            canonical = site.absolute(target) if site.url else site.href(folder, target)
            html = render("redirect.html", site, folder, target=target, canonical=canonical, title=report.fields.title)
            yield StaticFile(path, html.encode())
