"""The check: what is wrong with reports, and where.

``check_reports`` is the way in; ``rules`` holds the table of rules, each other file one family of them.
"""

from mkdocs_postmortems.check.engine import check_reports
from mkdocs_postmortems.check.rules import NAMES, RULES
from mkdocs_postmortems.check.subject import Files

__all__ = ["NAMES", "RULES", "Files", "check_reports"]
