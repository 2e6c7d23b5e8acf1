"""The site's Content-Security-Policy, which tells browsers what scripts a page may run.

``build_policy`` takes the finished pages and returns a ``Policy``; ``headers_file`` writes it for hosts. Called by
``output`` once all pages are written.

A page may run the site's script files, and those inline scripts of the theme whose hashes are in the policy. Hashes
are only taken from HTML that contains no report's text, so that a script in a report can never vouch for itself. The
theme writes the relative path to the site's root into some of its scripts, so pages at other depths have variants of
them. Such variants are allowed; pages with any other inline script are listed in ``unknown``.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from msgspec import Struct

_SCRIPT = re.compile(r"<(?i:script)\b(?P<attributes>[^>]*)>(?P<text>.*?)</(?i:script)>", re.DOTALL)
_STYLE = re.compile(r"<style\b[^>]*>(?P<text>.*?)</style>", re.DOTALL | re.IGNORECASE)
_FROM_ELSEWHERE = re.compile(
    r"<(?:script\b[^<>]*\ssrc|link\b(?=[^<>]*\brel=[\"']?stylesheet\b)[^<>]*\shref)=[\"']?(?:https?:)?//(?P<host>[^/\s\"'<>]+)",
    re.IGNORECASE,
)
"""A script or stylesheet of another host, by its full address."""
_STYLE_ATTRIBUTE = re.compile(r"<[a-z][^<>]*\sstyle=", re.IGNORECASE)
_DATA = re.compile(r"type=[\"']?(?!module|(?:text|application)/(?:java|ecma)script)[\w./+-]+", re.IGNORECASE)
_ROOT = re.compile(r"""(["'])(?:\.\.?(?:/\.\.)*/?)?\1""")
"""The path to the site's root, as a string in a script."""


class Policy(Struct, frozen=True):
    """The header's value as ``text``.

    ``unknown`` lists pages with an inline script that the policy blocks, and ``hosts`` the other hosts whose scripts
    and styles it blocks.
    """

    text: str
    unknown: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()


def build_policy(trusted: Iterable[str], others: Iterable[tuple[str, frozenset[str]]], url: str = "") -> Policy:
    """Return the policy for a site's pages.

    ``trusted`` is the HTML of pages whose scripts all come from the site itself. ``others`` are the pages of reports
    and facets, each as its path and inline scripts. Both are consumed once, in this order. ``url`` is the site's own.
    """
    scripts: set[str] = set()
    styles: set[str] = set()
    has_style_attributes = False
    unknown: list[str] = []
    hosts: set[str] = set()
    for html in trusted:
        hosts.update(match["host"].lower() for match in _FROM_ELSEWHERE.finditer(html))
        scripts.update(inline_scripts(html))
        styles.update(match["text"] for match in _STYLE.finditer(html))
        has_style_attributes = has_style_attributes or bool(_STYLE_ATTRIBUTE.search(html))
    known = {_ROOT.sub("", script) for script in scripts}
    pages: defaultdict[frozenset[str], list[str]] = defaultdict(list)  # nearly all pages have the same scripts
    for path, found in others:
        pages[found].append(path)
    for found, paths in pages.items():
        scripts.update(script for script in found if _ROOT.sub("", script) in known)
        if not found <= scripts:
            unknown += paths
    hosts.discard(urlsplit(url).netloc.lower())
    return Policy(
        _text(_hashes(scripts), _hashes(styles), has_style_attributes), tuple(sorted(unknown)), tuple(sorted(hosts))
    )


def inline_scripts(html: str) -> frozenset[str]:
    """Return the inline scripts of a page that a browser would run, without data blocks."""
    return frozenset(
        match["text"]
        for match in _SCRIPT.finditer(html)
        if not re.search(r"\ssrc\s*=", match["attributes"]) and not _DATA.search(match["attributes"])
    )


def headers_file(policy: Policy) -> bytes:
    """Return the file ``_headers``, which Netlify, Cloudflare Pages and other hosts read."""
    lines = [
        "/*",
        f"  Content-Security-Policy: {policy.text}",
        "  X-Content-Type-Options: nosniff",
        "  Referrer-Policy: no-referrer",
    ]
    return ("\n".join(lines) + "\n").encode()


def _hashes(texts: Iterable[str]) -> Iterator[str]:
    for text in sorted(texts):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        yield f"'sha256-{digest}'"


def _text(scripts: Iterable[str], styles: Iterable[str], has_style_attributes: bool) -> str:
    directives = {
        "default-src": ["'none'"],
        "script-src": ["'self'", "'wasm-unsafe-eval'", *scripts],
        "style-src": ["'self'", *styles],
        **({"style-src-attr": ["'unsafe-inline'"]} if has_style_attributes else {}),
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "media-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())
