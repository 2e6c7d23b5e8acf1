"""Rules for links: the target must exist, and the scheme must be safe."""

from __future__ import annotations

import difflib
import posixpath
import re
import unicodedata
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from mkdocs_postmortems.check.answers.whole import identity
from mkdocs_postmortems.check.links.addresses import (
    divided,
    forbidden_scheme,
    is_elsewhere,
    leads_to_file,
    path_of,
    published_file,
)
from mkdocs_postmortems.check.links.ids import near_ids
from mkdocs_postmortems.check.links.images import is_image
from mkdocs_postmortems.check.references import Link
from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.diagnostics import Level, excerpt
from mkdocs_postmortems.read.body.links import HALF_SCHEME, meant_address
from mkdocs_postmortems.read.ids import ID
from mkdocs_postmortems.read.patterns import pattern

_HOSTLESS = pattern(r"(?:https?:/{2,}|mailto:)(?:[?#].*)?", re.IGNORECASE)
_WITH_SPACE = pattern(r"https?://\S*\s+\S", re.IGNORECASE)
_OF_COMPUTER = pattern(r"/(?:(?:home|Users)/[^/]+|root|tmp|mnt|Volumes)/(?:.*/)?[^/]+\.(?!html?$)\w+$")
"""The path of a file on Linux or macOS. A page of the site may be below ``/home/``, too."""
_ON_COMPUTER, _COPY = "it is a path on your computer", "copy the file beside the report, and link to it by name"
_PICTURES = frozenset(
    {"", ".png", ".apng", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".svg", ".webp", ".avif", ".bmp", ".ico"}
)
"""Extensions of images that browsers show; "" since a name without one is not judged."""
_DRIVE = pattern(r"\s*(?:[a-zA-Z]:[\\/]|\\\\)")
_OPEN_ADDRESS = pattern(
    r"\s*(?:https?://[^\s()\[\]]{4,200}|[\w./%-]{1,100}\.(?:md|png|jpe?g|gif|svg|pdf|txt)\b)", re.IGNORECASE
)
"""A web address, or the path of a file."""
_HALF_REPORT = pattern(
    rf"(?<![\[\\!\w])\[\[ ?(?P<open>{ID.pattern}) ?(?:(?:\||  )(?P<text>[^\[\]|\n]{{0,100}}))?\](?![\](\[])"
    rf"|(?<![\[\\!\w])\[\[ ?(?P<org>{ID.pattern})\]\[(?P<label>[^\[\]|\n]{{1,100}})\]\]"
    rf"|(?<![\[\]\\!\w])\[(?P<close>{ID.pattern})\]\](?![\](\[:])"
)
"""``[[id]``, ``[[id][text]]`` and ``[id]]``. Two spaces stand for an escaped bar."""
_MOST_GUESSES = 100
"""Ids of a report's text for which a similar one is looked up, which takes long in a large archive."""


def find_unsafe(subject: Subject) -> Iterator[Finding]:
    """``unsafe-url``"""
    for link in subject.links:
        if not link.is_by_id and (scheme := forbidden_scheme(link.target)):
            why, help = _why(scheme, link.target)
            yield Finding(f"this link is not published: {why}", link.line, link.column, help)
        elif _is_active(subject, link):
            why = "a browser or a web server would run it as a part of this site"
            help = "save it as PDF, as a picture or as text"
            yield Finding(f"{excerpt(link.target)!r} is not published: {why}", *link.address, help)
    for name, target in subject.report.fields.links.items():
        if scheme := forbidden_scheme(target):
            why, help = _why(scheme, target)
            yield Finding(f"the link {name!r} is not published: {why}", *subject.entry_of("links", target), help=help)


def _why(scheme: str, target: str) -> tuple[str, str]:
    """Return what is wrong with an address, and how to fix it."""
    if scheme == "file" or _DRIVE.match(target):
        return _ON_COMPUTER, _COPY
    why = "it begins with //" if scheme == "//" else f"the scheme {scheme}: is not allowed"
    if near := difflib.get_close_matches(scheme, ("https", "http", "mailto"), 1, 0.75):
        return why, f"did you mean {near[0]}:{target.partition(':')[2]}?"
    return why, "write an https://, http:// or mailto: address, or the path of a file"


def _is_active(subject: Subject, link: Link) -> bool:
    """Return whether something would run the file. Of a pointer in place of a drawing, another rule says what it is."""
    path = published_file(subject, link)
    if not path or not subject.archive.is_active(path):
        return False
    return _ending(path) != ".svg" or not subject.archive.is_pointer(path)


def find_absolute(subject: Subject) -> Iterator[Finding]:
    """``absolute-link``"""
    for link in subject.links:
        if not link.target.startswith(("/", "\\")) or forbidden_scheme(link.target):
            continue
        if _OF_COMPUTER.match(link.target):
            yield Finding(f"{excerpt(link.target)!r}: {_ON_COMPUTER}", *link.address, _COPY)
        else:
            message = f"{excerpt(link.target)!r} starts at the site's root, so it breaks when the site moves"
            help = "write the path relative to this file, or the full address with https://"
            yield Finding(message, *link.address, help)


def find_broken(subject: Subject) -> Iterator[Finding]:
    """``broken-link``"""
    for link in subject.links:
        if link.is_by_id:
            yield from _broken_report_link(subject, link)
        elif link.kind == "link":
            yield from _broken_file_link(subject, link)
        elif link.kind == "open" and (address := _OPEN_ADDRESS.match(link.target)):
            help = f"close the parenthesis after {excerpt(address.group().strip().rstrip('.,;:*_'))}"
            yield Finding("this link is never closed, so the page shows it as text", link.line, link.column, help)
    yield from _half_links(subject)


def _half_links(subject: Subject) -> Iterator[Finding]:
    """Yield the links to reports that lack a bracket, if there is a report with that id, or almost with that one."""
    guesses: dict[str, list[str]] = {}
    for passage in subject.text:
        text = passage.prose
        for match in _HALF_REPORT.finditer(text) if "[[" in text or "]]" in text else ():
            start, id = match.start(), match["open"] or match["close"] or match["org"]
            if match["close"] and text.count("[", 0, start) > text.count("]", 0, start):
                continue  # brackets within brackets
            near = [report.id for report in subject.archive.with_key(id)] or guesses.get(id, [])
            if not near and "-" in id and id not in guesses and len(guesses) < _MOST_GUESSES:
                near = guesses[id] = near_ids(subject, id)
            if near:
                label = match["label"] or match["text"] or ""
                bar = "" if not label else r"\|" if passage.is_row else "|"
                message = f"{passage.raw[start : match.end()]} is not a link, so the page shows it as text"
                yield Finding(message, *passage.place(start), f"write [[{near[0]}{bar}{label}]]")


def _broken_report_link(subject: Subject, link: Link) -> Iterator[Finding]:
    """Yield what is wrong with ``[[id]]``: no report has the id, or the link is torn by a table."""
    if link.kind == "torn":
        help = f"write [[{link.target}\\|text]] in a table"
        yield Finding("the | in this link ends the table cell", link.line, link.column, help)
    same = [report.id for report in subject.archive.with_key(link.target)]
    if link.target not in same and not _is_index(subject, link):
        near = same or near_ids(subject, link.target)
        otherwise = "write the id of an existing report, or put the text in `code`"
        help = f"did you mean [[{near[0]}]]?" if near else otherwise
        yield Finding(f"no report has the id {link.target!r}", link.line, link.column, help)


def _broken_file_link(subject: Subject, link: Link) -> Iterator[Finding]:
    """Yield what is wrong with ``[text](address)``, unless it defines an image: other rules report these."""
    if _WITH_SPACE.match(link.target):  # browsers or other renderers find no link
        help = "put a title in quotation marks, and write %20 for a space in the address"
        if re.match(r"https?://\s", link.target, re.IGNORECASE):
            help = "delete the space"
        yield Finding(f"there is a space in the address {excerpt(link.target)!r}", *link.address, help)
    elif not is_image(subject, link) and (missing := _missing(subject, link, "file")):
        yield missing
    elif _is_unpublished(subject, link):
        message = f"{excerpt(link.target)!r} is not a report, so the archive does not publish it"
        yield Finding(message, *link.address, "link to a report, or save the text as PDF or .txt", Level.HINT)


def _is_unpublished(subject: Subject, link: Link) -> bool:
    """Return whether a link leads to a Markdown file among the reports that is none, such as ``_template.md``."""
    path = path_of(subject, link.target)
    is_markdown = path.endswith(".md") and posixpath.basename(path).startswith("_")
    return is_markdown and not is_elsewhere(link.target) and path.startswith(f"{subject.settings.source}/")


def _is_index(subject: Subject, link: Link) -> bool:
    """Return whether brackets directly follow a name, as an index does: ``x[[1]]``."""
    before = subject.line(link.line)[: link.column - 1][-1:]
    return before.isascii() and (before.isalnum() or before in tuple("_)]"))


def find_missing_images(subject: Subject) -> Iterator[Finding]:
    """``missing-image``"""
    for link in subject.links:
        if not is_image(subject, link):
            continue
        if missing := _missing(subject, link, "image"):
            yield missing
        elif not is_elsewhere(link.target) and _ending(path_of(subject, link.target)) not in _PICTURES:
            message = f"{excerpt(link.target)!r} is not an image that browsers can show"
            yield Finding(message, *link.address, "remove the ! to link to it, or save it as PNG", Level.HINT)


def _ending(path: str) -> str:
    return posixpath.splitext(path)[1].lower()


def _missing(subject: Subject, link: Link, what: str) -> Finding | None:
    """Return that a link has no address, or that its file is missing, perhaps but for a pointer of Git LFS."""
    if not link.target or _HOSTLESS.fullmatch(link.target):
        return Finding(f"this {link.kind} has no address", link.line, link.column, "add one, or remove the link")
    if not leads_to_file(link.target):
        return None
    path = path_of(subject, link.target)
    names_folder = divided(link.target)[0].endswith("/")  # no file is at chart.png/
    if names_folder or not subject.archive.has_file(path):
        message = f"there is no {what} at {excerpt(link.target)!r}"
        return Finding(message, *link.address, _help(subject, path, link.target))
    if subject.archive.is_pointer(path):
        message = f"{excerpt(link.target)!r} is a pointer of Git LFS, not the {what} itself"
        return Finding(message, *link.address, "run `git lfs pull`; in CI, have the checkout download such files")
    return None


def _help(subject: Subject, path: str, target: str) -> str:
    here = posixpath.dirname(subject.report.path)
    beside = subject.archive.files_beside(path)
    same = [name for name in beside if identity(name) == identity(path)]
    near = same or _moved_files(subject, target) or _near_files(path, beside)
    if not near and (address := meant_address(target)):
        return f"did you mean {address}?" if HALF_SCHEME.match(target) else f"write {address} to link to a web page"
    if not near:
        return "put the file beside the report, or correct the path, which is relative to this file"
    why = ""
    if same and near[0] != path:
        is_composed = unicodedata.normalize("NFC", near[0]) == unicodedata.normalize("NFC", path)
        why = " its accented letters are composed otherwise" if is_composed else " upper and lower case differ"
    return f"did you mean {posixpath.relpath(near[0], here or '.')}?{why}"


def _moved_files(subject: Subject, target: str) -> list[str]:
    """Return the file of that name to which the path led before the report was moved, or on another system.

    Reports are moved into a folder of their own and out of it, paths are copied from the root of the repository, and
    Windows writes them with backslashes.
    """
    here = posixpath.dirname(subject.report.path)
    written = unquote(divided(target)[0]).replace("\\", "/")
    name = posixpath.basename(written)
    stem = posixpath.splitext(posixpath.basename(subject.report.path))[0]
    folders = (posixpath.join(here, posixpath.dirname(written)), here, posixpath.dirname(here), f"{here}/{stem}")
    paths = [posixpath.normpath(posixpath.join(folder, name)) for folder in folders] if name else []
    return [path for path in paths if subject.archive.has_file(path)][:1]


def _near_files(path: str, beside: Sequence[str]) -> list[str]:
    """Return the file in the same folder that was most likely meant, of the same type or without an extension."""
    name, kind = posixpath.splitext(posixpath.basename(path))
    kinds = {"", ".html", ".htm", ".md"} if kind in ("", ".html", ".htm", ".md") else {kind.lower()}
    by_name = {posixpath.basename(each): each for each in beside if posixpath.splitext(each)[1].lower() in kinds}
    stems = {posixpath.splitext(each)[0]: each for each in by_name}
    found = difflib.get_close_matches(name, stems, 1, 0.65)
    return [by_name[stems[found[0]]]] if found else []
