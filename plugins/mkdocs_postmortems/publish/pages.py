"""All files of a published archive, in order.

Comes in: the archive of an edition, and facts about the site. Goes out: ``Generated`` values, for ``project``.
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.publish.files import Generated
from mkdocs_postmortems.publish.site import Site


def publish(archive: Archive, site: Site) -> Iterator[Generated]:
    """Everything that stands below the archive's address."""
    yield from ()
