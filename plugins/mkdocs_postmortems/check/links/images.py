"""A rule for images: none may come from another host, which would learn of every visit to the page.

``is_image`` is also used by ``targets``, whose rules report images that do not exist.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from mkdocs_postmortems.check.references import Link
from mkdocs_postmortems.check.subject import Finding, Subject, once_per_report
from mkdocs_postmortems.read.body.definitions import folded
from mkdocs_postmortems.read.patterns import pattern

_BY_NAME = pattern(r"!\[(?P<text>[^\[\]]{0,300})\](?:\[(?P<name>[^\[\]\n]{0,200})\]|(?![(\[]))")


def find_external(subject: Subject) -> Iterator[Finding]:
    """``external-image``"""
    for line, column, target in sorted(_images(subject)):
        if host := _host(target):
            yield Finding(
                f"this image is fetched from {host} whenever somebody opens the page",
                line,
                column,
                "save it beside the report and show that file, or link to it with [text](address)",
            )


def is_image(subject: Subject, link: Link) -> bool:
    """Return whether a link is an image, or the definition of one: ``![failed logins][graph]``."""
    return link.kind == "image" or (bool(link.name) and _key(link.name) in _by_name(subject))


def _images(subject: Subject) -> Iterator[tuple[int, int, str]]:
    """Yield each image's line, column and address, which may be defined elsewhere."""
    yield from ((link.line, link.column, link.target) for link in subject.links if link.kind == "image")
    defined = {_key(link.name): link.target for link in subject.links if link.name}
    for name in defined.keys() & _by_name(subject).keys():
        yield from ((line, column, defined[name]) for line, column in _by_name(subject)[name])


@once_per_report
def _by_name(subject: Subject) -> Mapping[str, Sequence[tuple[int, int]]]:
    """Return the places of images that have a name instead of an address, by that name."""
    found: dict[str, list[tuple[int, int]]] = {}
    for passage, match in subject.matches(_BY_NAME, "!["):
        found.setdefault(_key(match["name"] or match["text"]), []).append(passage.place(match.start()))
    return found


def _key(name: str) -> str:
    return folded(name.strip())


def _host(target: str) -> str:
    """Return the host of a web address; "" for any other."""
    try:
        parts = urlsplit(target.strip())
    except ValueError:
        return ""
    return parts.netloc if parts.scheme.lower() in ("http", "https") else ""
