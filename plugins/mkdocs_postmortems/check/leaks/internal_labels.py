"""A rule for labels that only say that a text is internal: ``[internal]``, ``INTERNAL ONLY:``, a column *Visibility*.

They are ordinary text to Markdown, so that what their author meant to keep from the public is published.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from mkdocs_postmortems.check.leaks.withheld_reports import WITHHELD
from mkdocs_postmortems.check.passages import Passage
from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.read.body.internal import ROW_HELP
from mkdocs_postmortems.read.body.tables import is_table, split_row
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.times.line_times import read_head

_STRONG = (
    r"internal (?:only|use only|notes?)|for internal use(?: only)?|confidential|not for publication|do not publish"
    r"|staff only|nicht öffentlich|nur (?:für den )?intern(?:en Gebrauch)?|vertraulich"
    r"|(?:à )?usage interne|(?:solo )?(?:para )?uso interno|confidentiel|confidencial|riservato"
    r"|только для внутреннего использования|конфиденциально"
    r"|社外秘|社内限定|社内のみ|仅限内部|内部资料|대외비"
)
"""Words that say of a text that the public should not read it, and nothing else."""
_LABEL_WORDS = rf"{_STRONG}|internal(?: use)?|not public|non-public|intern[eo]?"
_LABEL = pattern(
    r"(?<![\[\w!\\])[*_]{0,3}(?:"
    rf"[\[(【][*_ ]{{0,3}}(?:{_LABEL_WORDS}|(?<=\[)private)[*_: ]{{0,3}}[\])】](?![\[(:])"  # [internal]
    rf"|(?P<aside>[\[【][*_ ]{{0,3}}(?:{_LABEL_WORDS}|private)[*_ ]{{0,3}}:)"  # [internal: ...]
    rf"|(?:{_STRONG})[*_]{{0,3}}(?:[ \xa0]?[:：]|[ ]?[–—]|[ ]-[ ])"  # Confidential: ...
    r"|internal (?:use )?only[*_]{0,3}\.(?![*_]*$)|(?-i:INTERNAL)[*_]{0,3}:|(?-i:TLP):[ ]?(?:RED|AMBER|GREEN)\b)",
    re.IGNORECASE | re.MULTILINE,
)
"""A label before text that the public should not read. An aside may be anywhere in the text."""
_AT_END = pattern(
    rf"(?<=[\s.!?])[*_]{{0,3}}(?:\[[*_]{{0,3}}(?:{_LABEL_WORDS}|private)[*_]{{0,3}}\]|\((?:{_STRONG})\)"
    r"|(?<=[.!?] )#(?:internal|confidential|private))[*_]{0,3}\.?\s*\|?\s*\Z",
    re.IGNORECASE,
)
"""A label after such a text, also in a row's last cell."""
_TITLE = pattern(
    rf"^[ >]*(?:(?:[!?]{{3}}\+?|/{{3,}})[ ]*[\w-]+[^\"|\n]*[\"|][ ]*(?P<block>{_LABEL_WORDS})[ ]*\"?"  # !!! note "..."
    rf"|\[![\w-]+\][+-]?[ ]*(?P<callout>{_LABEL_WORDS})"  # > [!NOTE] ...
    rf"|(?:<details[^<>]*>)?\s*<summary>\s*(?P<summary>{_LABEL_WORDS})\s*</summary>.*"
    rf"|===[!+]{{0,2}}[ ]*\"(?P<tab>{_STRONG})\"|[*_]{{1,3}}(?P<bold>{_STRONG})[*_]{{1,3}}[.!]?"
    rf"|#{{1,6}}[ ]+(?!intern(?:al)?[ #]*$)(?P<section>{_LABEL_WORDS})[ #]*)$"
    rf"|\A[ >]*(?:[-*+][ ]+)?(?P<line>{_STRONG})[.!]?$",
    re.IGNORECASE | re.MULTILINE,
)
"""A title that is such a label. A section or tab called just *Internal* may list who was informed.

Without marks it must begin its paragraph: the last line of another may be a sentence's last word.
"""
_INTERNAL_KEY = pattern(
    r"(?<![^\W_])(?:intern[eo]?|confidential|vertraulich|confidentiel|confidencial)(?![^\W_])", re.IGNORECASE
)
"""Part of a key that means *internal*, but has no effect."""
_COLUMN_LABEL = pattern(rf"(?!confidential$)(?:{_STRONG}|internal comments?)", re.IGNORECASE)
_INTERNAL_CELL = pattern(rf"[*_`(\[]{{0,3}}(?:{_LABEL_WORDS}|private)[*_`)\]]{{0,3}}", re.IGNORECASE)
_NO = pattern(r"[*_]{0,3}(?:no|n|false|nein|non|nej|нет|いいえ|否|✗|✘|❌|✖)[*_]{0,3}\ufe0f?", re.IGNORECASE)
_YES = pattern(r"[*_]{0,3}(?:yes|y|x|true|ja|oui|sí|да|はい|是|✓|✔|✅|☑)[*_]{0,3}\ufe0f?", re.IGNORECASE)
_HIDING_CELLS = {
    **dict.fromkeys(("visibility", "edition", "confidentiality", "sichtbarkeit", "vertraulichkeit"), _INTERNAL_CELL),
    **dict.fromkeys(("visibilité", "visibilidad", "visibilidade", "visibilità", "公開範囲", "可见性"), _INTERNAL_CELL),
    **dict.fromkeys(("public", "public?", "publish", "publish?", "öffentlich", "öffentlich?"), _NO),
    **dict.fromkeys(("internal", "internal?", "intern", "intern?", "confidential", "confidential?"), _YES),
}
"""Columns of tables by their names, and which of their cells say that the row is internal."""
_HidingColumn = tuple[int, str, re.Pattern[str]]
"""The place of such a column, its name, and its cells that say so."""
_COLUMN_HELP = "remove the column, or put the table into an !!! internal block"
_BLOCK_HELP = "begin the block with !!! internal if it is internal, or change its title"
_TITLE_HELP = {
    **dict.fromkeys(("block", "callout", "summary", "tab"), _BLOCK_HELP),
    **dict.fromkeys(
        ("bold", "line"), "put what is below it into an !!! internal block if it is internal, or change the title"
    ),
    "section": "end the heading with {.internal} if its section is internal, or change the heading",
}
_LABEL_HELP = "end the text with {.internal} if it is internal, or remove the label"
_NOTE = pattern(r"(?:\[\^[^\[\]]{1,60}\]:|:[ \t])[ \t]*")
"""The start of a footnote, or of the description of a term."""
_LABEL_SIGNS = (
    *("intern", "confiden", "private", "not public", "non-public", "not for publication", "do not publish"),
    *("staff only", "tlp:", "nicht öffentlich", "vertraulich", "riservato", "внутреннего", "конфиденциально"),
    *("社外秘", "社内", "内部", "대외비"),
)
"""Every text with a label contains one of these."""


def find_labels(subject: Subject) -> Iterator[Finding]:
    """``internal-label``: at the start or end of a paragraph, item or event, in a heading or field, and as an aside"""
    if not subject.is_public:
        return
    if "|" in subject.file.raw:
        yield from _labelled_columns(subject)
    signs = [sign for sign in _LABEL_SIGNS if sign in subject.lowered]
    if not signs:
        return
    for passage in _passages_with(subject, signs):
        yield from _labelled_texts(subject, passage)
        yield from _labelled_titles(subject, passage)
    yield from _labelled_fields(subject)


def _passages_with(subject: Subject, signs: Sequence[str]) -> Iterator[Passage]:
    """Yield the passages with one of the signs, which are few: the expressions for labels are slow."""
    lines = enumerate(subject.lowered.split("\n"), 1)
    numbers = [number for number, line in lines if any(sign in line for sign in signs)]
    for passage in subject.text:
        at = bisect_left(numbers, passage.first)
        if at < len(numbers) and numbers[at] <= passage.first + passage.raw.count("\n"):
            yield passage


def _labelled_texts(subject: Subject, passage: Passage) -> Iterator[Finding]:
    at_end = (match for match in _AT_END.finditer(passage.prose) if _ends_text(passage.prose, match.start()))
    for start, match in {match.start(): match for match in (*_labels(subject, passage), *at_end)}.items():
        line, column = passage.place(start)
        label = match.group().strip("*_. \n|")
        if not subject.is_internal(line) and f"{label.lower()}:" not in subject.lowered:
            yield Finding(f"{label!r} hides nothing: the text would be published", line, column, _LABEL_HELP)


def _ends_text(prose: str, at: int) -> bool:
    """Return whether a label comes after a text, and is not all of a cell: that may name a column, or answer it."""
    return not prose[:at].rstrip(" *_").endswith("|")


def _labelled_titles(subject: Subject, passage: Passage) -> Iterator[Finding]:
    for match in _TITLE.finditer(passage.prose):
        kind = str(match.lastgroup)
        line, column = passage.place(match.start(kind))
        if not subject.is_internal(line):
            message = f"the title {match[kind]!r} hides nothing: what is below it is published"
            yield Finding(message, line, column, _TITLE_HELP[kind])


def _labels(subject: Subject, passage: Passage) -> Iterator[re.Match[str]]:
    """Yield the labels at the start of a text, and the asides that begin with one."""
    for match in _LABEL.finditer(passage.prose):
        before = passage.prose[: match.start()].rpartition("\n")[2]
        if match["aside"] or _begins_text(subject, *passage.place(match.start()), before):
            yield match


def _labelled_columns(subject: Subject) -> Iterator[Finding]:
    """Yield columns whose name is a label, and rows with an event or action item that a cell calls internal.

    In other tables a cell may say of a repository that it is private, or of an endpoint that it is not public.
    """
    report = subject.report
    published = {event.span.first for event in report.events}
    published |= {item.span.first for item in report.actions}
    hiding: list[_HidingColumn] = []
    for number, line in report.source.numbered_body():
        if "|" not in line or report.kind(number) != "text":
            hiding = []
        elif is_table(report.source.lines, number - 1):
            header = [cell.strip("*_ ") for cell in split_row(line)]
            hiding = [(at, name, test) for at, name in enumerate(header) if (test := _HIDING_CELLS.get(name.lower()))]
            if (label := next(filter(_COLUMN_LABEL.fullmatch, header), "")) and not subject.is_internal(number + 2):
                message = f"the column {label!r} hides nothing: its cells are published"
                yield Finding(message, number, line.find(label) + 1, _COLUMN_HELP)
        elif hiding and number in published and not subject.is_internal(number):
            yield from _labelled_cells(subject, number, split_row(line), hiding)


def _labelled_cells(
    subject: Subject, line: int, cells: Sequence[str], hiding: Sequence[_HidingColumn]
) -> Iterator[Finding]:
    """Yield the cells of a row that call it internal."""
    for at, name, test in hiding:
        if at < len(cells) and test.fullmatch(cells[at]):
            message = f"{cells[at]!r} in the column {name!r} hides nothing: the row would be published"
            yield Finding(message, *subject.text_of(line), ROW_HELP)


def _labelled_fields(subject: Subject) -> Iterator[Finding]:
    """Yield the labels at the start of fields, which can only be internal as a whole."""
    for name in subject.report.fields.lines:
        place = subject.value_of(name)
        written = subject.line(place[0])[place[1] - 1 :].lstrip("\"' ")
        if name not in WITHHELD and (label := _LABEL.match(written)):
            help = "remove what is internal, or move it below the field `internal`"
            yield Finding(f"{label.group()!r} hides nothing: {name} would be published", *place, help)
        for key, value in getattr(subject.report.fields, name).items() if name in ("impact", "links") else ():
            if _INTERNAL_KEY.search(key):
                help = "begin it with internal_, or move it below the field `internal`"
                message = f"the key {key!r} hides nothing: it would be published"
                yield Finding(message, *subject.entry_of(name, key), help)
            elif (label := _LABEL.match(str(value))) and "internal" not in key.lower():
                help = "begin its key with internal_, or move it below the field `internal`"
                message = f"{label.group()!r} hides nothing: {name} would be published"
                yield Finding(message, *subject.entry_of(name, key), help)


def _begins_text(subject: Subject, line: int, column: int, before: str) -> bool:
    """Return whether only marks, and perhaps an event's time, come before a place on its line."""
    start = subject.text_of(line)[1]
    lead = _NOTE.sub("", before[start - 1 :]).strip(" *_|#")
    if column <= start or not lead:
        return True
    head = read_head(lead)
    return head is not None and not head.text.strip()
