"""A rule for markers of internal text in fields, in code and as character references, where they are not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import asdict

from mkdocs_postmortems.archive.editions import public_fields
from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.diagnostics import Level
from mkdocs_postmortems.letters import decode_references
from mkdocs_postmortems.read.body.fences import find_fences
from mkdocs_postmortems.read.body.internal import FENCE_HELP
from mkdocs_postmortems.read.body.look_alikes import find_look_alike
from mkdocs_postmortems.read.body.markers import has_braces, is_marked
from mkdocs_postmortems.read.patterns import pattern

_REFERRED = pattern(
    r"&(?:#0*123|#[xX]0*7[bB]|l(?:brace|cub));[^{}\n&]{0,100}\.internal(?![\w-])[^{}\n&]{0,100}"
    r"&(?:#0*125|#[xX]0*7[dD]|r(?:brace|cub));"
)
"""A marker in braces that are character references."""
_WORD = pattern(r"[^\W_]{2}")
_CODE = pattern(r"(`+)[^`]{0,1000}\1")


def find_lost_markers(subject: Subject) -> Iterator[Finding]:
    """``internal-marker`` in fields, in code and as character references, where markers are not read"""
    if subject.is_public:
        yield from _in_fields(subject)
        if "internal" in subject.file.raw:
            yield from _in_code(subject)
            yield from _as_references(subject)


def _in_code(subject: Subject) -> Iterator[Finding]:
    """Yield the first marker in each code block, which the page shows as it is.

    It is a hint, since it may be an example, except at an event of the timeline, which is meant to be hidden.
    """
    report = subject.report
    first = report.source.body_line
    events = {event.span.first for event in report.events if event.internal}
    lines = report.source.body_lines
    for fence in find_fences(lines, report.kinds):
        marked = [first + at for at in fence[1:] if is_marked(lines[at])]
        if marked and not subject.is_internal(marked[0]):
            line = next((each for each in marked if each in events), marked[0])
            message = "this marker is inside code, so it has no effect and the page shows it"
            yield Finding(message, *subject.text_of(line), FENCE_HELP, Level.ERROR if line in events else Level.HINT)


def _as_references(subject: Subject) -> Iterator[Finding]:
    """Yield the markers whose braces are character references, as some editors write them: the page shows these."""
    for passage, match in subject.matches(_REFERRED, "&"):
        line, column = passage.place(match.start())
        if not subject.is_internal(line):
            message = f"{match.group()!r} is not an internal marker, so the text would be published"
            yield Finding(message, line, column, f"write {decode_references(match.group())}, or put it in `code`")


def _in_fields(subject: Subject) -> Iterator[Finding]:
    """Yield the markers in fields, which can only be internal as a whole."""
    public = public_fields(subject.report.fields, subject.settings, frozenset())
    values = {name: value for name, value in asdict(public).items() if name not in ("own", "material")}
    for name, value in (values | dict(public.own) | dict(public.material)).items():
        for text in _texts(value):
            if has_braces(text) or find_look_alike(text):
                message = f"a marker for internal text has no effect in {name}: all of it would be published"
                help = "remove what is internal, or move it below the field `internal`"
                yield Finding(message, *subject.value_of(name), help)
            elif "<!--" in text:
                message = f"{name} is not Markdown, so this comment would be published"
                help = "remove it, or write it after a # on a line of its own"
                yield Finding(message, *subject.value_of(name), help, _level_of_comment(text))


def _level_of_comment(text: str) -> Level:
    """Return the level for a comment in a field: an error if it has a word, which its author believes to be hidden.

    In code, without a word, or without its end, the field may be about comments in HTML, so it is a hint.
    """
    rest = _CODE.sub("", text)
    while "<!--" in rest:
        inside, end, rest = rest.partition("<!--")[2].partition("-->")
        if end and _WORD.search(inside):
            return Level.ERROR
    return Level.HINT


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _texts(each)
