"""Redirects: a small page at each former address of a report, which forwards to its current one.

``redirect_files`` takes the archive of an edition and the site, and yields the pages. Called by ``pages``. They need no
script and no server configuration, so they work on any host and from a disk. Search engines follow them and index the
current address. Reports that the edition leaves out have no redirects.
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.publish.files import StaticFile
from mkdocs_postmortems.publish.render import render
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.body.links import redirect_path


def redirect_files(archive: Archive, site: Site) -> Iterator[StaticFile]:
    """Yield the redirects of every report."""
    for report in archive.reports:
        target = site.report(report.id)
        for path in dict.fromkeys(map(redirect_path, report.fields.aliases)):
            folder = path.rpartition("/")[0] + "/"
            canonical = site.absolute(target) if site.url else site.href(folder, target)
            html = render("redirect.html", site, folder, target=target, canonical=canonical, title=report.fields.title)
            yield StaticFile(path, html.encode())
