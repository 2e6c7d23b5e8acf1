"""The MkDocs plugin: the way in for ``mkdocs build`` and ``mkdocs serve``, and the only importer of MkDocs.

hooks            what MkDocs calls, in the order in which a build calls it; each is a few lines
configuration    ``mkdocs.yml`` as MkDocs has read it -> what the rooms below take
site_files       our pages and files -> MkDocs' own, and their places in its navigation
themed           a page of ours in the theme
edits            edited reports, shown by ``mkdocs serve`` before all else is built
build_log        findings and progress -> MkDocs' log
"""

from mkdocs_postmortems.plugin.hooks import PostmortemsPlugin

__all__ = ["PostmortemsPlugin"]
