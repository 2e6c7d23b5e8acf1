"""The site's Content-Security-Policy: which scripts a page may run, told to the browser.

Comes in: the finished pages, as text or by their scripts. Goes out: ``Policy``, and the file ``_headers`` that hosts
take it from. Called by ``output`` when everything is written.

A page runs scripts of the site's own, and those inline scripts of the theme whose hash is in the policy. Hashes are
taken only from pages without a report's title in their head, and so that a script which stood in a report could never
vouch for itself. The theme writes the way to the site's root into one of its scripts, so a page of another depth has
the same script with another path; such a script is let through, any other one is named in ``unknown``.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Set

from msgspec import Struct

_SCRIPT = re.compile(r"<(?i:script)\b(?P<attributes>[^>]*)>(?P<text>.*?)</(?i:script)>", re.DOTALL)
_STYLE = re.compile(r"<style\b[^>]*>(?P<text>.*?)</style>", re.DOTALL | re.IGNORECASE)
_STYLE_ATTRIBUTE = re.compile(r"<[a-z][^<>]*\sstyle=", re.IGNORECASE)
_DATA = re.compile(r"type=[\"']?(?!module|(?:text|application)/(?:java|ecma)script)[\w./+-]+", re.IGNORECASE)
_ROOT = re.compile(r"new URL\(\"[./]*\",location\)")
"""The path to the site's root in the first inline script of Material."""


class Policy(Struct, frozen=True):
    """``text`` is the header's value. ``unknown`` are pages with an inline script that it does not let run."""

    text: str
    unknown: tuple[str, ...] = ()


def build_policy(trusted: Iterable[str], others: Iterable[tuple[str, Set[str]]]) -> Policy:
    """The policy for a site's pages.

    ``trusted`` is the HTML of those whose scripts the site itself put there; ``others`` are those of single reports
    and facets, each its path and its inline scripts. Each page is looked at once, in this order.
    """
    scripts: set[str] = set()
    styles: set[str] = set()
    has_style_attributes = False
    unknown: list[str] = []
    for html in trusted:
        scripts.update(inline_scripts(html))
        styles.update(match["text"] for match in _STYLE.finditer(html))
        has_style_attributes = has_style_attributes or bool(_STYLE_ATTRIBUTE.search(html))
    known = {_ROOT.sub("", script) for script in scripts}
    for path, found in others:
        scripts.update(script for script in found if _ROOT.sub("", script) in known)
        if not found <= scripts:
            unknown.append(path)
    return Policy(_text(_hashes(scripts), _hashes(styles), has_style_attributes), tuple(sorted(unknown)))


def inline_scripts(html: str) -> frozenset[str]:
    """The texts of the scripts in a page that a browser would run; data blocks are no scripts."""
    return frozenset(
        match["text"]
        for match in _SCRIPT.finditer(html)
        if not re.search(r"\ssrc\s*=", match["attributes"]) and not _DATA.search(match["attributes"])
    )


def headers_file(policy: Policy) -> bytes:
    """The file ``_headers``, as Netlify, Cloudflare Pages and others read it."""
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
