"""What a link to another report looks like: ``[[id]]``, or ``[[id|text]]`` with a text other than the report's title.

Regular expressions as text, for whatever reads a report's Markdown. ``[[1]](#notes)`` is an ordinary link with brackets
in its text. The bar may be escaped, as it has to be in a table.
"""

from __future__ import annotations

from mkdocs_postmortems.read.ids import ID

OPENING = rf"\[\[[ ]*(?P<id>{ID.pattern})"
"""The beginning of a link, which a line of a quotation may divide from its end."""

REPORT_LINK = rf"(?<!\\){OPENING}\s*(?:\\?\|(?P<text>[^\[\]|]*))?\]\](?!\()"

MEANT_LINK = r"\[\[[ ]*(?P<id>[\w.-]+)\s*(?P<rest>[^\[\]]*)\]\](?!\()"
"""Also a link to what cannot be an id. The text, with its bar, is in the group ``rest``."""
