"""A rule for unfinished text, left by a template or an author."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from mkdocs_postmortems.check.passages import Passage
from mkdocs_postmortems.check.signs import Signs
from mkdocs_postmortems.check.structure.missing_sections import heads_list, missing_lines
from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.check.text.html import is_address, is_prompt
from mkdocs_postmortems.diagnostics import Level, excerpt
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.unfilled import is_unfilled

_WORDS = pattern(
    # a word that stands for something, but no "TODO list" and no "TBD-1"
    r"\b(?:(?<!\w-)TODO|FIXME|TBD|TBC|TBA|XXX|tbd|T\.B\.D\.?|t\.b\.d\.?|PLACEHOLDER|CHANGEME|FILL ME IN)"
    r"(?!\w)(?!['’`-]\w)"
    r"(?! (?:list|item|comment|app|tracker)s?\b)"
    # the form of a date or a time, in English, German, French and Spanish
    r"|\bYYYY[-/]MM[-/]DD(?:[ T]HH:mm(?::ss)?)?\b|\b(?:yyyy-mm-dd|(?i:dd[-/.]mm|mm/dd)[-/.](?:YYYY|yyyy))\b"
    r"|\b(?:TT\.MM\.JJJJ|JJJJ-MM-TT|JJ/MM/AAAA|DD/MM/AAAA|AAAA-MM-(?:JJ|DD)|XX[./]XX[./]XX(?:XX)?)\b"
    r"|(?<![\w:])(?:(?:HH|hh):[Mm][Mm]|XX:XX)\b"
    # the form of a ticket or of an amount: OPS-XXX, XX % of, X hours Y min
    r"|\b[A-Z]{2,10}-(?:X{3,8}|N{3,8}|YYYY\w*)\b|\bX{1,2} ?% of\b|\bX hours,?(?: and)? Y min"
    # a gap in a sentence: "lasted ____ minutes", "lasted ??? minutes"
    r"|(?<=[^\W_] )_{4,}(?![\w*])|(?<![\w*])_{4,}(?= [^\W_])"
    r"|(?<=[^\W_] )\?{3,}(?= [a-zß-ÿ\d])"
    # filler text
    r"|\b[Ll]orem [Ii]psum\b|\b(?:[Yy]our|[Ii]nsert|[Ee]nter) text here\b",
    re.ASCII,
)
_SIGNS = Signs(
    [
        *("TODO", "FIXME", "TB", "tbd", "T.B", "t.b", "XX", "YYYY", "yyyy", "JJ", "AAAA", "HH:", "hh:", "NNN"),
        *("X%", "X %", "X hours", "PLACEH", "CHANGEM", "FILL ME", "____", "???", "orem ", "text here"),
    ]
)
_BRACKETED = pattern(
    r"\[(?:(?i:insert|describe|your|add|fill(?: me)? in|enter|please (?:add|describe|fill)|list of|name of|number of"
    r"|placeholder)\b[^\[\]\n]{0,80}|(?:[A-Z]{2,12}[ /_-]){0,3}(?:NAME|DATE|TITLE|OWNER|AUTHOR|NUMBER|DESCRIPTION)S?)\]"
    r"(?![(\[:])"
)
_ALONE = pattern(
    r"[\[(（［【](?i:to be (?:completed|filled in|added|written|determined|confirmed)"
    r"|(?:hier |noch )?ausfüllen|noch (?:zu ergänzen|offen)|à compléter|à remplir|por completar|por rellenar"
    r"|a preencher|da completare|要記入|未記入|要追記|後で記入|記入してください|待补充|待填写|待補充|待填寫"
    r"|추후 작성|작성 필요)[\])）］】](?![(\[])"
)
"""Brackets around nothing but a note that something is to come."""
_ALONE_SIGNS = ("to be ", "offen", "remplir", "por completar", "por rellenar", "a preencher", "da completare")
"""Every ASCII text that ``_ALONE`` matches contains one of these, in lower case."""
_MERGE_SIGNS = ("<" * 7, ">" * 7)
"""The marks around a merge conflict. Only the first kind that occurs is reported."""
_MOST_LINES = 12
_COMMENT = pattern(r"(?:^|\s)#.*")
_OBJECT = (
    "the|an?|any|all|each|every|what|how|why|when|where|which|who|whether|here|your|at least|action|affected|details?"
    "|important|key|links?|related|relevant"
)
_INSTRUCTION = pattern(
    r"[ \t>]*(?P<mark>[*_]{1,2})(?i:(?:please |briefly |hier )?(?:Describe|Provide|Summari[sz]e"
    rf"|(?:Add|Document|Explain|Include|Insert|List|Outline|Write)(?=\s+(?:{_OBJECT})\b)"
    r"|Beschreiben?(?: Sie)?|Erkläre|Ergänze|Décri(?:re|vez)|Describa|Descreva))\b[^*_]{5,300}(?P=mark)[ \t]*"
)
"""A paragraph in italics or bold that tells its author what to write. Some of its verbs may be a noun."""
_FORM_VALUE = pattern(r"(?:(?<=[:,-] )|(?<=[\[\"']))<[A-Za-z][\w -]{0,60}>(?=[\"']?[ \t]*(?:$|[\],]))")
_PROMPT = pattern(r"(?<!\w)<[A-Za-z][^<>\n]{1,80}>")


def find_placeholders(subject: Subject) -> Iterator[Finding]:
    """``placeholder``"""
    found = list(_placeholders(subject))
    found += _details(subject, found)
    found.sort(key=lambda each: (each.line, each.column))
    if subject.is_draft and len(found) > 1:
        yield _summary(found)
        return
    yield from (replace(each, at_most=Level.HINT) for each in found) if subject.is_draft else found


def _summary(found: Sequence[Finding]) -> Finding:
    """Return one finding for all that a draft lacks, since a draft is known to be unfinished."""
    lines = list(dict.fromkeys(str(each.line) for each in found[1:]))
    more = ", ".join(lines[:_MOST_LINES]) + (", ..." if len(lines) > _MOST_LINES else "")
    message = f"{found[0].message}, and {len(found) - 1} more on line{'s' * (len(lines) > 1)} {more}"
    return replace(found[0], message=message, at_most=Level.HINT)


def _placeholders(subject: Subject) -> Iterator[Finding]:
    raw = subject.file.raw
    signs = [sign for sign in _SIGNS.among(subject.words) if sign in raw]
    merge = next((sign for sign in _MERGE_SIGNS if f"\n{sign} " in raw), "")
    if not signs and raw.isascii() and not any(sign in raw for sign in "[(<>*_"):
        return
    may_be_alone = not raw.isascii() or any(sign in subject.lowered for sign in _ALONE_SIGNS)
    comments = subject.problem_lines("unclosed-comment")
    yield from _in_fields(subject)
    yield from _instructions(subject)
    for passage, column in _texts(subject):
        for match in _left(passage.prose, signs, may_be_alone, merge):
            line, at = passage.place(match.start())
            if match.group() == "TODO" and (_is_status(subject, line) or _is_title(subject, line)):
                continue
            if line in comments:
                continue  # its author means to hide it, as ``unclosed-comment`` reports
            at += column if line == passage.first else 0
            yield _finding(match.group(), line, at, is_text=line >= subject.report.source.body_line)


def _instructions(subject: Subject) -> Iterator[Finding]:
    """Yield a template's instructions that are all that a section says. Among action items, one may be an item."""
    report, of_actions = subject.report, subject.settings.sections.names_with("actions")
    for passage in subject.text:
        if passage.raw.lstrip(" >")[:1] not in ("*", "_") or not _INSTRUCTION.fullmatch(passage.raw):
            continue
        section = next((each for each in report.sections if passage.first in each.span), None)
        if section is None or section.key in of_actions:
            continue
        own = range(passage.first, passage.first + passage.raw.count("\n") + 1)
        others = (number for number in section.span.numbers if number != section.line and number not in own)
        if all(_is_blank(subject, number) for number in others):
            left = " ".join(passage.prose.strip(" >*_").split())
            yield _finding(left, *subject.text_of(passage.first), is_text=True)


def _is_blank(subject: Subject, line: int) -> bool:
    return not subject.line(line).strip() or subject.report.kind(line) == "comment"


def _is_status(subject: Subject, line: int) -> bool:
    """Whether a TODO on a line is the status of an action item, not a part of its text."""
    item = next((item for item in reversed(subject.report.actions) if line in item.span), None)
    return item is not None and "TODO" not in item.text


def _is_title(subject: Subject, line: int) -> bool:
    """Whether a TODO on a line is a title: ``missing-section`` takes it for one, or it is the heading of a list."""
    if line in missing_lines(subject):
        return True
    heading = next((each for each in subject.report.headings if each.line == line), None)
    is_whole = heading is not None and heading.title.rstrip(" :：") == "TODO"
    return is_whole and heads_list(subject.report, line)


def _in_fields(subject: Subject) -> Iterator[Finding]:
    """Yield a form's own words as values of the front matter: ``<title>``, ``[<service>]``."""
    source = subject.report.source
    for number, line in enumerate(source.lines[: source.body_line - 1], 1):
        for match in _FORM_VALUE.finditer(line) if "<" in line else ():
            if (is_unfilled(match.group()) or " " in match.group()) and not is_prompt(match.group()):
                yield _finding(match.group(), number, match.start() + 1)


def _details(subject: Subject, reported: Sequence[Finding]) -> Iterator[Finding]:
    """Yield unfilled details of action items, whose words may be meant in other text."""
    for each in (each for item in subject.report.actions for each in item.unfilled):
        within = range(each.column, each.column + len(each.written))
        if not any(other.line == each.line and other.column in within for other in reported):
            yield _finding(each.written, each.line, each.column)


def _finding(left: str, line: int, column: int, *, is_text: bool = False) -> Finding:
    """Return the finding of what is left; text may be meant as it is."""
    if left[:7] in _MERGE_SIGNS:
        return Finding(f"{left!r} is left over from a merge", line, column, "keep one of the two versions")
    otherwise = "; if it is meant as text, put it in `code`" if is_text else ""
    return Finding(f"{excerpt(left)!r} is still to be filled in", line, column, f"fill it in, or remove it{otherwise}")


def _left(text: str, signs: Sequence[str], may_be_alone: bool, merge: str) -> Iterator[re.Match[str]]:
    """Yield the placeholders in a text.

    ``signs``, and the mark of a ``merge``, are those that occur in the file. ``may_be_alone``: ``_ALONE`` may match.
    """
    if any(sign in text for sign in signs):
        yield from _WORDS.finditer(text)
    if "[" in text:
        yield from _BRACKETED.finditer(text)
    if may_be_alone and ("[" in text or "(" in text or not text.isascii()):
        yield from _ALONE.finditer(text)
    if merge and merge in text:
        yield from re.finditer(rf"^{merge} \S.{{0,60}}", text, re.MULTILINE)
    if "<" in text:
        prompts = (match for match in _PROMPT.finditer(text) if is_prompt(match.group()))
        yield from (match for match in prompts if not is_address(text, match))


def _texts(subject: Subject) -> Iterator[tuple[Passage, int]]:
    """Yield the front matter's values, without comments, and the body, each with the number of characters before it.

    Values that could not be read are skipped, since other rules report them.
    """
    source = subject.report.source
    refused = subject.problem_lines()
    for number, line in enumerate(source.lines[: source.body_line - 1], 1):
        value = line.partition(": ")[2]
        if number not in refused:
            yield Passage(_COMMENT.sub("", value) if "#" in value else value, number), len(line) - len(value)
    yield from ((paragraph, 0) for paragraph in subject.text)
