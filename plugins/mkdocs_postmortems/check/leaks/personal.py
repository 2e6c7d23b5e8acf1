"""A rule for personal data in public reports, and in files published with them."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_postmortems.archive.editions import public_fields
from mkdocs_postmortems.check.leaks.attachments import PHOTOS, attachments
from mkdocs_postmortems.check.sensitive.personal_search import find_in_text
from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.diagnostics import excerpt

_HELP_FOR_IP = "remove it, write an address for documentation such as 192.0.2.1 instead, or mark the text internal"


def find_personal(subject: Subject) -> Iterator[Finding]:
    """``personal-data``"""
    if not subject.is_public:
        return
    found = list(find_in_text(subject.file.raw, subject.words))
    hidden = subject.lines_of(_hidden_fields(subject)) if found else ()
    for offset, what in found:
        number, column = subject.file.place(offset)
        if number in hidden or subject.is_unpublished(number):
            continue
        if _is_in_comment(subject.line(number), column - 1):
            continue
        help = _HELP_FOR_IP if "IP" in what else "name a role or team instead, or mark the text internal"
        yield Finding(f"{what} in a public report", number, column, help)
    for link, path in attachments(subject, PHOTOS, public=True):
        if what := subject.archive.personal_data_in(path):
            help = "remove it from the file, or mark the text internal that links to it"
            if path.lower().endswith(tuple(PHOTOS)):
                help = "remove the metadata from the file, or mark the text internal that shows it"
            yield Finding(f"{excerpt(link.target)!r} contains {what}, in a public report", *link.address, help)


def _hidden_fields(subject: Subject) -> Iterator[str]:
    """Yield the keys of fields that the public edition leaves out, or of which it leaves out the addresses."""
    fields, settings = subject.report.fields, subject.settings
    yield from ("roles", "internal")
    yield from (name for name, own in settings.fields.items() if not own.public)
    public = public_fields(fields, settings, frozenset())
    for names, keys in ((public.authors, ("authors", "author")), (public.teams, ("teams",))):
        text = "\n".join(names)
        if not any(find_in_text(text, frozenset(text.split()))):
            yield from keys


def _is_in_comment(line: str, at: int) -> bool:
    """Return whether a place is inside a comment; not if its line has code, which may contain comment marks."""
    begins = line.rfind("<!--", 0, at)
    return begins >= 0 and "`" not in line and line.find("-->", begins + 4) > at
