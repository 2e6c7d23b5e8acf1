"""What the address of a link means: its scheme, the file or the report that it leads to.

The functions take the ``Subject`` of a check and an address as written. Called by the rules for links, and by those for
what they reveal.
"""

from __future__ import annotations

import posixpath
from functools import lru_cache
from urllib.parse import unquote

from mkdocs_postmortems.archive.brief import Brief
from mkdocs_postmortems.check.references import Link
from mkdocs_postmortems.check.subject import Subject, once_per_report
from mkdocs_postmortems.letters import decode_references
from mkdocs_postmortems.read.body.links import HALF_SCHEME, SCHEMES
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.read.patterns import pattern

_SCHEME = pattern(r"[a-zA-Z][a-zA-Z0-9+.-]*(?=:)")
_UNSEEN = pattern(r"[\x00-\x20\x7f-\xa0\u00ad\u034f\u061c\u115f-\u1160\u17b4-\u17b5\u180b-\u180f\u2000-\u200f"
                     r"\u2028-\u202f\u205f-\u206f\u3000\ufe00-\ufe0f\ufeff\ufffd]+")  # fmt: skip


@lru_cache(maxsize=1024)
def forbidden_scheme(target: str) -> str:
    """Return the scheme that a browser would see in an address if it is not allowed; else "".

    Entities, percent encoding and backslashes are decoded first, and characters that browsers ignore are removed.
    """
    text = target
    for _ in range(3):  # an address may be encoded more than once
        text = unquote(decode_references(text))
    text = _UNSEEN.sub("", text.replace("\\", "/") if text.startswith(("\\", "/")) else text.replace("\\", ""))
    if text.startswith("//"):
        return "//"
    match = _SCHEME.match(text)
    scheme = match.group().lower() if match else ""
    return "" if scheme in SCHEMES else scheme


@lru_cache(maxsize=1024)
def is_elsewhere(target: str) -> bool:
    """Return whether a target is not a project file: a web address, one at the site's root, or a forbidden one."""
    return (
        bool(_SCHEME.match(target) and not HALF_SCHEME.match(target))
        or target.startswith(("/", "\\"))
        or bool(forbidden_scheme(target))
    )


def divided(target: str) -> tuple[str, str]:
    """Return a target's path and what follows its ``#``, which is no part of a character reference: ``a&#45;b.md``."""
    path, _, fragment = decode_references(target).partition("#")
    return path.partition("?")[0], fragment


def leads_to_file(target: str) -> bool:
    """Return whether a target is a file of the project, and not a place on the page either."""
    return not (is_elsewhere(target) or target.startswith("#"))


def published_file(subject: Subject, link: Link) -> str:
    """Return the path of the file in the report's folder to which a link leads, and which is published; or ""."""
    return _published_files(subject).get(link.target, "") if link.kind in ("link", "image") else ""


@once_per_report
def _published_files(subject: Subject) -> dict[str, str]:
    """Return the published files by the targets of links to them: several rules ask for those of all links."""
    targets = dict.fromkeys(link.target for link in subject.links if link.kind in ("link", "image"))
    return {target: path for target in targets if (path := _published_file(subject, target))}


def _published_file(subject: Subject, target: str) -> str:
    if not leads_to_file(target):
        return ""
    path = path_of(subject, target)
    inside = posixpath.relpath(path, posixpath.dirname(subject.report.path) or ".")
    is_published = not path.endswith(".md") and not inside.startswith("../") and subject.archive.has_file(path)
    return path if is_published else ""


def brief_at(subject: Subject, target: str) -> Brief | None:
    """Return the brief of the report that a target leads to; ``None`` for any other target."""
    return subject.archive.at(path_of(subject, target)) if divided(target)[0] else None


def report_at(subject: Subject, target: str) -> Report | None:
    """Return that report in full; for a target without a path, the report under check."""
    other = brief_at(subject, target)
    if other is None:
        return None if divided(target)[0] else subject.report
    return subject.report if other.path == subject.report.path else subject.archive.report(other.path)


def path_of(subject: Subject, target: str) -> str:
    """Return the path that a target names, relative to the project's folder."""
    path = unquote(divided(target)[0]).replace("\\", "")
    return posixpath.normpath(posixpath.join(posixpath.dirname(subject.report.path), path))
