"""The MkDocs plugin: the entry point of ``mkdocs build`` and ``mkdocs serve``. Nothing else imports MkDocs.

hooks            the hooks of the plugin, in the order of a build
configuration    ``mkdocs.yml`` as MkDocs has read it -> what the other packages take
site_files       our pages and files -> those of MkDocs, and entries of its navigation
archive_files    each of our pages and files with that of MkDocs, and which of them the plugin writes itself
finished_site    what the finished site needs: its Content-Security-Policy, and in the public edition the audit
themed           a page of ours in the theme
theme_files      the theme's files, listed without its hidden folders
edits            edited reports, shown by ``mkdocs serve`` before the full rebuild; preview: which ones
source_watch     the reports' folder, watched by ``mkdocs serve`` even if it appears later
build_log        findings, progress, what is odd about the site -> MkDocs' log
"""

from mkdocs_postmortems.plugin.hooks import PostmortemsPlugin

__all__ = ["PostmortemsPlugin"]
