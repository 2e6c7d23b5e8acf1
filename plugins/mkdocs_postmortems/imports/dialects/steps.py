"""The steps that rewrite a body, in order, before anything is found in it.

Takes a ``Body`` and changes its lines. Called by ``report``.
"""

from __future__ import annotations

from mkdocs_postmortems.imports.dialects.anchors import write_own_anchors
from mkdocs_postmortems.imports.dialects.callouts import write_admonitions
from mkdocs_postmortems.imports.dialects.fences import write_own_fences
from mkdocs_postmortems.imports.dialects.html_blocks import write_blocks
from mkdocs_postmortems.imports.dialects.margins import set_off_headings, write_bracketed_words
from mkdocs_postmortems.imports.dialects.marks import (
    drop_empty_items,
    list_rows,
    write_bullets,
    write_check_boxes,
    write_own_marks,
)
from mkdocs_postmortems.imports.dialects.status_pages import move_posted_times
from mkdocs_postmortems.imports.dialects.template_tags import write_plain_tags
from mkdocs_postmortems.imports.edits import Body
from mkdocs_postmortems.imports.sources.literal_tags import write_literal_tags

_OF_MARKDOWN = (write_own_fences, write_plain_tags, write_admonitions, write_own_anchors, write_own_marks)
"""For files in Markdown only: text that was converted to it has none of what these read."""
_OF_ALL = (
    write_bullets,
    drop_empty_items,
    write_check_boxes,
    set_off_headings,
    write_bracketed_words,
    write_blocks,
    move_posted_times,
    list_rows,
)


def rewrite(body: Body) -> None:
    """Rewrite the lines so that the page and the timeline's reader show what their author meant."""
    for step in (*(_OF_MARKDOWN if body.form == "markdown" else (write_literal_tags,)), *_OF_ALL):
        step(body)
