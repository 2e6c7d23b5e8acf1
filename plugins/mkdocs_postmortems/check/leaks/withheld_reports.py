"""Rules for public reports, which must reveal no report that is not public, nor internal text of others.

They apply to every report with ``visibility: public``, whichever edition is built, so that a pull request shows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from mkdocs_postmortems.archive.brief import Brief
from mkdocs_postmortems.archive.editions import LIKE_ID, is_public, tells_of_report
from mkdocs_postmortems.check.leaks.attachments import included_files
from mkdocs_postmortems.check.links.addresses import brief_at, is_elsewhere
from mkdocs_postmortems.check.links.anchors import anchored_links, internal_anchors, moved_anchors
from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.letters import decode_references
from mkdocs_postmortems.read.patterns import pattern

WITHHELD = ("related", "roles", "internal")
"""Fields that the public edition does not contain as written."""
_UNSEEN = pattern(r"[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"))
_MARKS = pattern(r"[*`]+")
_WEB_ADDRESS = pattern(r"https?://[^\s<>\"'()\[\]]{1,2000}")


def find_leaks(subject: Subject) -> Iterator[Finding]:
    """``leak-link``"""
    if not subject.is_public:
        return
    reported = set[tuple[int, str]]()
    for line, column, report in _linked(subject):
        if not (report.is_public or report.path == subject.report.path or subject.is_internal(line)):
            reported.add((line, report.path))
            help = "remove the link, or mark the text internal"
            yield Finding(f"this public report links to {report.path}, which is {_why(report)}", line, column, help)
    for line, column, path, why in _included(subject):
        reported.add((line, path))
        help = "remove the snippet, copy its public parts into this report, or mark it internal"
        yield Finding(f"this public report includes {path}, which is {why}", line, column, help)
    for line, column, report in _named(subject):
        if (line, report.path) not in reported:
            help = "remove the id, or mark the text internal"
            yield Finding(f"this public report names {report.path}, which is {_why(report)}", line, column, help)
    yield from _leaking_anchors(subject)


def _leaking_anchors(subject: Subject) -> Iterator[Finding]:
    """Yield the links to places of public reports that the public edition does not contain or renumbers."""
    for link, report, anchor in anchored_links(subject):
        if subject.is_internal(link.line) or not is_public(report):
            continue
        if anchor in internal_anchors(report, subject.archive.toc):
            message = f"this public report links to an internal heading of {report.path}"
            yield Finding(message, link.line, link.column, "remove the link, or mark the text internal")
        elif anchor in moved_anchors(report):
            message = f"#{anchor} of {report.path} differs in the public edition, where internal parts do not count"
            help = "link to a heading, such as #timeline, or mark the text internal"
            yield Finding(message, link.line, link.column, help)


def _why(report: Brief) -> str:
    return "internal" if report.visibility != "public" else "not final yet"


def _named(subject: Subject) -> Iterator[tuple[int, int, Brief]]:
    """Yield the withheld reports whose ids appear on published lines, including fields and code.

    Only words with a hyphen can contain an id. The hyphen may be an HTML entity or another Unicode character.
    """
    like_ids = [word for word in subject.words if "-" in word or "&" in word or not word.isascii()]
    if not any(_withheld_in(subject, _shown("\n".join(like_ids)))):
        return  # true of most reports, and faster than looking at each line
    hidden = subject.lines_of(WITHHELD)
    for number, line in enumerate(subject.report.source.lines, 1):
        if number in hidden or subject.is_unpublished(number):
            continue
        for id, report in _withheld_in(subject, _shown(line)):
            yield number, max(line.find(id), 0) + 1, report


def _withheld_in(subject: Subject, shown: str) -> Iterator[tuple[str, Brief]]:
    """Yield the ids in a text of other reports that the public edition leaves out."""
    for match in LIKE_ID.finditer(shown):
        for report in subject.archive.with_key(match.group()) if tells_of_report(match.group()) else ():
            if not report.is_public and report.path != subject.report.path:
                yield match.group(), report


def _shown(text: str) -> str:
    """Return a text as the page shows it, as far as that may split or join the words of an id."""
    if "&" in text:
        text = decode_references(text)
    if not text.isascii():
        text = _UNSEEN.sub("", text).translate(_HYPHENS)
    return _MARKS.sub("", text) if "*" in text or "`" in text else text


def find_withheld_related(subject: Subject) -> Iterator[Finding]:
    """``related-withheld``"""
    if not subject.is_public:
        return
    for id in subject.report.fields.related:
        for other in subject.archive.with_key(id):
            if other.id == id and not other.is_public:
                yield Finding(
                    f"the related report {id!r} is not public, so the public edition leaves it out",
                    *subject.entry_of("related", id),
                    help="leave it as it is: it is shown once that report is published",
                )


def _linked(subject: Subject) -> Iterator[tuple[int, int, Brief]]:
    """Yield the reports that this one links to by ``[[id]]``, by file or by an address of the archive."""
    for link in subject.links:
        if link.is_by_id:
            yield from ((link.line, link.column, each) for each in subject.archive.with_key(link.target))
        elif not is_elsewhere(link.target) and (report := brief_at(subject, link.target)):
            yield link.line, link.column, report
    for passage in subject.text:
        for match in _WEB_ADDRESS.finditer(passage.raw) if "://" in passage.raw else ():
            for report in _published_at(subject, match.group()):
                yield *passage.place(match.start()), report
    for target in subject.report.fields.links.values():
        yield from ((*subject.entry_of("links", target), report) for report in _published_at(subject, target))


def _included(subject: Subject) -> Iterator[tuple[int, int, str, str]]:
    """Yield the files from which a snippet includes text that the public must not read, and the reason."""
    for link, paths in included_files(subject):
        for path in paths if not subject.is_internal(link.line) else ():
            if path != subject.report.path and (why := _why_withheld(subject, path)):
                yield *link.address, path, why
                break


def _why_withheld(subject: Subject, path: str) -> str:
    """Return why a file must not be included; "" if it may be, or does not exist."""
    report = subject.archive.at(path)
    if report and not report.is_public:
        return _why(report)
    marked = subject.archive.report(path).internal if report else subject.archive.holds_internal(path)
    return "partly internal" if marked else ""


def _published_at(subject: Subject, address: str) -> tuple[Brief, ...]:
    """Return the reports whose page is or was at a web address, on any host."""
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return ()
    match = re.search(rf"/{re.escape(subject.settings.archive)}/([a-z0-9-]+)(?:/|\.|$)", path, re.IGNORECASE)
    if match and (found := subject.archive.with_key(match[1])):
        return found
    parts = path.strip("/").split("/")
    earlier = (subject.archive.with_redirect("/".join(parts[at:])) for at in range(len(parts)))
    return next(filter(None, earlier), ())
