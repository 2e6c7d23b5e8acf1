"""The table of all rules.

``RULES``, by name, is used by ``engine``, by ``settings`` (for the names that may be set), and by the commands
``postmortems rules`` and ``explain``. A rule without a function is found while reading, in ``read`` or ``project``; its
level and its page are set here like those of any other. Pages are in ``docs/rules``, and a test compares them with
this table.

Functions are named and not imported, since callers that only need the names, or find all findings in the cache, run
no rule.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from mkdocs_postmortems.diagnostics import UNREAD, Level
from mkdocs_postmortems.settings import FIELD_NAMES

ERROR, WARNING, HINT = Level.ERROR, Level.WARNING, Level.HINT


class Rule(Struct, frozen=True):
    """A rule of the check.

    ``find`` names its function, such as ``links.targets.find_broken`` in this package; "" for a rule that is found
    while reading. ``page`` is the name of its page if several rules share one. If ``needs_fields``, the rule is skipped
    when the front matter could not be read. If ``is_fatal``, a finding of it stops all other rules for the file.
    """

    name: str
    level: Level
    summary: str
    find: str = ""
    needs_fields: bool = False
    is_fatal: bool = False
    page: str = ""

    @property
    def can_be_accepted(self) -> bool:
        """Whether a baseline may accept its findings; not if it is a guard, or the file or its fields are not read."""
        return not (self.is_fatal or self.name in UNREAD or self.name in GUARDS)

    @property
    def page_name(self) -> str:
        """The name of its page without ``.md``; "" for a rule that is not in the table."""
        return self.page or (self.name if self.summary else "")


def _read(name: str, level: Level, summary: str, page: str = "", is_fatal: bool = False) -> Rule:
    """Return a rule whose findings come with the report, from ``read`` or ``project``."""
    return Rule(name, level, summary, is_fatal=is_fatal, page=page)


def _fields(name: str, level: Level, summary: str, find: str) -> Rule:
    """Return a rule that uses the fields of the front matter."""
    return Rule(name, level, summary, find, needs_fields=True)


_TABLE = (
    # The file itself
    _read("unreadable", ERROR, "The file cannot be read", is_fatal=True),
    _read("not-a-file", ERROR, "An entry with a report's name is not a regular file", is_fatal=True),
    _read("symlink-outside", ERROR, "A symbolic link leads out of the source folder", is_fatal=True),
    _read("symlink-broken", ERROR, "A symbolic link leads nowhere", is_fatal=True),
    _read("bad-filename", ERROR, "The file name cannot be used in an address", is_fatal=True),
    _read("file-size", ERROR, "The file is too large for a report", is_fatal=True),
    Rule("duplicate-output", ERROR, "Two files would have the same address",
         "links.ids.find_duplicate_outputs"),
    _read("encoding-not-utf8", ERROR, "The file is not UTF-8", is_fatal=True),
    Rule("control-char", ERROR, "The text contains a control character",
         "text.character_references.find_control_characters"),
    Rule("bidi-control", WARNING, "An invisible character changes the order in which text is shown",
         "text.character_references.find_directions"),
    _read("bad-baseline", ERROR, "The baseline cannot be read"),
    # Front matter
    _read("fm-missing", ERROR, "The front matter is missing", is_fatal=True),
    _read("fm-unclosed", ERROR, "The front matter is never closed", is_fatal=True),
    _read("fm-fence", ERROR, "The front matter begins or ends in a way that not every parser reads", is_fatal=True),
    _read("fm-spill", ERROR, "Fields below the front matter would be published", is_fatal=True),
    _read("fm-not-mapping", ERROR, "The front matter has no fields"),
    _read("yaml-syntax", ERROR, "The front matter is not valid YAML"),
    _read("yaml-duplicate-key", ERROR, "A field is given twice"),
    _read("yaml-alias", ERROR, "The front matter uses a YAML alias or a merge key"),
    _read("yaml-anchor", ERROR, "A value begins with &, which YAML reads as an anchor", page="yaml-alias"),
    _read("yaml-tag", ERROR, "The front matter uses a YAML tag"),
    _read("yaml-limit", ERROR, "The front matter is nested too deeply, or a value in it is too long"),
    _read("yaml-comment-cut", WARNING, "YAML cuts off a value at a #"),
    _read("unknown-key", WARNING, "A field is unknown"),
    _read("unknown-key-near", ERROR, "A field's name is misspelt", page="unknown-key"),
    _read("unknown-key-confusable", ERROR, "A field's name contains characters that only look right",
          page="unknown-key"),
    _read("unknown-key-path", ERROR, "A field tries to set the report's address", page="unknown-key"),
    _read("reserved-key", ERROR, "A field would change how the theme renders the page"),
    *(_read(f"missing-{name}", ERROR, f"The field {name} is missing", "missing-field")
      for name in ("title", "severity", "status", "services", "started", "resolved")),
    *(_read(f"type-{name}", ERROR, f"The value of {name} has the wrong type", "type")
      for name in FIELD_NAMES if name != "author"),
    _read("type-key", ERROR, "A field's name is not text to YAML", "type"),
    _read("type-field", ERROR, "The value of one of the site's own fields has the wrong type", "type"),
    *(_read(f"enum-{name}", ERROR, f"The value of {name} is not allowed", "enum")
      for name in ("severity", "status", "visibility")),
    _read("bad-id", ERROR, "The id cannot be used in an address"),
    _read("bad-alias", ERROR, "An earlier address cannot be on this site"),
    # Times
    _read("bad-datetime", ERROR, "A time in the front matter does not exist or cannot be read"),
    _read("nonexistent-time", ERROR, "A local time was skipped when the clocks went forward"),
    _read("ambiguous-time", ERROR, "A local time occurred twice when the clocks went back"),
    _read("unknown-timezone", ERROR, "The time zone does not exist"),
    _read("ambiguous-timezone", WARNING, "A time zone's name does not mean what it seems to"),
    _fields("time-order", ERROR, "The report's times are out of order", "incident.times.find_disorder"),
    _fields("future-time", ERROR, "A time in the front matter, or of a completed action item, is in the future",
            "incident.times.find_future"),
    _fields("label-contradicts-field", WARNING, "A labelled event contradicts its field",
            "incident.events.find_contradictions"),
    _fields("missing-detection", WARNING, "A final report does not say when the incident was detected",
            "incident.times.find_missing_detection"),
    # Sections and structure
    Rule("missing-section", ERROR, "A required section is missing", "structure.missing_sections.find_missing"),
    _fields("empty-section", ERROR, "A section has no text", "structure.sections.find_empty"),
    _fields("duplicate-section", ERROR, "A section appears twice", "structure.sections.find_duplicates"),
    _fields("section-order", HINT, "Sections are not in the usual order", "structure.sections.find_disorder"),
    Rule("heading-level-one", WARNING, "A heading has the same level as the page's title",
         "structure.headings.find_level_one"),
    Rule("heading-skipped", WARNING, "A heading is more than one level below the one before it",
         "structure.headings.find_skipped"),
    Rule("heading-ambiguous", WARNING, "A line is a heading only on the page, or only to other Markdown renderers",
         "structure.headings.find_ambiguous"),
    Rule("list-ambiguous", HINT, "A list is not read as one, or not nested as it seems",
         "structure.lists.find_ambiguous"),
    _read("heading-in-fence", ERROR, "A heading is inside a code fence that is not read as one"),
    _read("unclosed-comment", ERROR, "A comment is never closed, so the page shows it"),
    _read("unclosed-fence", ERROR, "A code fence is never closed"),
    _read("html-unclosed", ERROR, "An HTML tag is never closed, and takes in the rest of the page"),
    _read("line-length", WARNING, "A line is too long"),
    _read("nesting-limit", ERROR, "Lists, quotations or HTML are nested too deeply", is_fatal=True),
    _read("markdown-cost", ERROR, "Markdown would take too long to read the text", is_fatal=True),
    # Timeline
    _read("bad-event-time", ERROR, "An event's time does not exist"),
    _read("unread-time", WARNING, "An event begins with what looks like a time but is not read as one"),
    _read("unread-zone", WARNING, "A word in the place of a time zone is not a known one"),
    _fields("unread-label", WARNING, "An event's label is mistyped", "incident.labels.find_unread"),
    Rule("wrong-weekday", WARNING, "A date does not match the day of the week beside it",
         "incident.weekdays.find_wrong_weekdays"),
    _fields("event-order", WARNING, "An event is out of order", "incident.event_order.find_disorder"),
    _fields("event-outside", WARNING, "An event is long before or after the incident", "incident.events.find_outside"),
    Rule("reversed-range", WARNING, "A range of times ends almost a day later", "incident.events.find_reversed"),
    _fields("future-event", ERROR, "An event is in the future", "incident.events.find_future"),
    # Action items
    _read("bad-due-date", ERROR, "An action item's due date cannot be read"),
    _read("action-detail", WARNING, "A detail of an action item is not understood"),
    _fields("action-owner", HINT, "An action item has no owner", "incident.actions.find_unowned"),
    _fields("action-due", HINT, "An action item has no due date", "incident.actions.find_undated"),
    _fields("due-before-start", HINT, "An action item is due before the incident began",
            "incident.actions.find_due_early"),
    _fields("open-actions-no-owner", HINT, "A final report has open action items, and none has an owner",
            "incident.actions.find_ownerless_final"),
    # Links
    Rule("unsafe-url", ERROR, "A link's scheme is unsafe", "links.targets.find_unsafe"),
    Rule("absolute-link", ERROR, "A link starts at the site's root", "links.targets.find_absolute"),
    Rule("broken-link", ERROR, "A link leads to no file or report", "links.targets.find_broken"),
    Rule("missing-image", ERROR, "An image does not exist", "links.targets.find_missing_images"),
    Rule("external-image", WARNING, "An image is loaded from another host", "links.images.find_external"),
    Rule("broken-anchor", ERROR, "A link leads to a heading or anchor that its target does not have",
         "links.anchors.find_broken"),
    Rule("undefined-reference", WARNING, "A link or image uses a name that is not defined",
         "links.definitions.find_references"),
    Rule("undefined-footnote", WARNING, "A footnote is not defined", "links.definitions.find_footnotes"),
    Rule("duplicate-definition", WARNING, "A footnote, link target or abbreviation is defined twice",
         "links.definitions.find_duplicates"),
    Rule("foreign-markup", WARNING, "Markup of another program is shown as text", "text.foreign.find_foreign"),
    # HTML and attributes
    Rule("raw-html", ERROR, "HTML that Markdown has syntax for, or that is unsafe", "text.html.find_raw"),
    Rule("unsafe-attribute", ERROR, "An attribute in braces is not published", "text.attributes.find_unsafe"),
    Rule("duplicate-anchor", WARNING, "An anchor is used twice", "links.anchors.find_duplicates"),
    Rule("broken-table", WARNING, "Rows are not read as a table", "structure.tables.find_broken"),
    Rule("broken-block", WARNING, "An admonition or a tab does not hold its text, or is shown as text",
         "structure.boxes.find_broken"),
    Rule("list-limit", ERROR, "A list or table is too large for a page", "structure.limits.find_long_lists"),
    Rule("unknown-ignore", WARNING, "A comment silences a rule that does not exist", "ignores.find_unknown"),
    # Text
    Rule("placeholder", WARNING, "Something is still to be filled in", "text.placeholders.find_placeholders"),
    Rule("blame", HINT, "A phrase blames a person", "text.blame.find_blame"),
    Rule("secret", ERROR, "The file contains a key, a token or a password", "leaks.secrets.find_secrets"),
    # Internal text and the public edition
    _fields("internal-marker", ERROR, "A marker of internal text is misspelt or has no effect",
            "leaks.lost_markers.find_lost_markers"),
    _fields("internal-label", WARNING, "A label such as [internal] hides nothing", "leaks.internal_labels.find_labels"),
    _read("internal-block-dedent", ERROR, "Text is outside the internal block that it seems to be in"),
    _read("internal-definition", ERROR, "A footnote or link used only in internal text is defined outside it"),
    _fields("personal-data", ERROR, "A public report contains an e-mail or IP address, or a phone or account number",
            "leaks.personal.find_personal"),
    _fields("section-all-internal", ERROR, "All of a required section of a public report is internal",
            "structure.sections.find_all_internal"),
    _fields("leak-link", ERROR, "A public report reveals one that is not public", "leaks.withheld_reports.find_leaks"),
    _fields("related-withheld", HINT, "A related report is not public, so the public edition leaves it out",
            "leaks.withheld_reports.find_withheld_related"),
    # Between reports
    _fields("duplicate-id", ERROR, "Two reports have the same id", "links.ids.find_duplicates"),
    _fields("reserved-id", ERROR, "An id is the address of one of the archive's own pages",
            "links.ids.find_reserved"),
    _fields("duplicate-alias", ERROR, "An earlier address is already in use", "links.aliases.find_duplicate_aliases"),
    _fields("related-missing", ERROR, "A related report does not exist", "links.other_reports.find_missing_related"),
    _fields("related-self", WARNING, "A report names itself as related", "links.other_reports.find_related_self"),
    _fields("repeat", HINT, "An earlier report has the same cause and service", "links.other_reports.find_repeats"),
    _fields("misspelt-value", HINT, "A service, cause or tag is almost one that several reports have",
            "links.other_reports.find_slips"),
)  # fmt: skip

RULES: Mapping[str, Rule] = {rule.name: rule for rule in _TABLE}
NAMES = frozenset(RULES)
"""The names allowed under ``rules`` in the settings."""

GUARDS = frozenset(
    {
        *("internal-marker", "internal-block-dedent", "internal-definition", "section-all-internal", "leak-link"),
        *("unclosed-comment", "fm-spill"),
    }
)
"""Rules that keep internal text from being published: comments and the baseline cannot silence them."""


def find_rule(name: str) -> Rule:
    """Return the rule of that name; for an unknown one, an error without a page, so that no finding is dropped."""
    return RULES.get(name) or Rule(name, ERROR, "")
