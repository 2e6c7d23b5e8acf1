"""A rule of personal data in what is public: e-mail and IP addresses, phone numbers."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from mkdocs_postmortems.check.subject import Finding, Subject

_AT = r"(?:@|&#64;|&#x40;|&commat;|%40| ?[(\[]at[)\]] ?)"
_AT_SIGNS = ("@", "&#64;", "&#x40;", "&commat;", "%40", "(at)", "[at]")
_EMAIL = re.compile(
    rf"(?<![\w.+/-])(?P<user>[\w.+-]{{1,64}}){_AT}" r"(?P<host>(?:[\w-]{1,63}\.)+[A-Za-z]{2,24})(?![\w@])"
)
_IPV4 = re.compile(r"\d(?<![\w.-]\d)\d{0,2}(?:\.\d{1,3}){3}(?![\w-]|\.\d)")
_IPV6 = re.compile(r"[23](?<![\w:.][23])[0-9a-fA-F]{3}:[0-9a-fA-F:]{1,34}(?![\w:])")
"""Only 2000::/3 is handed out to anybody."""

_PHONES = (
    re.compile(
        r"\+(?<![\w.+-]\+)[1-9](?:\d{0,2}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,5}(?:[ .-]\d{2,8}){1,4}(?![\w-]|\.\d)"
        r"|\d{0,2} ?\(\d{1,5}\) ?\d(?:[ .-]?\d){4,10}(?!\w)"
        r"|\d{8,14}(?!\w))"
    ),
    re.compile(r"\((?<![\w.+-]\()\d{3}\) ?\d{3}-\d{4}(?![\w-])"),
    re.compile(r"\d(?<![\w.+/-]\d)(?:[ .-]\d{3}|\d{2})[.-]\d{3}(?P<sign>[.-])\d{4}(?![\w/-]|\.\d)"),
    re.compile(r"00(?<![\w.:+-]00)[1-9]\d{1,2}[ -]\d{1,5}(?:[ -]\d{2,8}){1,4}(?![\w-])"),
)
_UNIT = re.compile(r" ?(?:m?s\b|sec|min|h\b|hours|%|[kMGT]i?B\b|req|rps|lines|rows|users)")
"""What makes a range or an amount of figures that look like a phone number."""
_MAILBOXES = """
abuse admin alerts contact git hello help hostmaster incidents info no noreply reply oncall call postmaster press
privacy root sales security status support team
"""
_ROLES = frozenset(_MAILBOXES.split())
"""Mailboxes that are nobody's in particular."""

_KNOWN = frozenset(
    {"1.2.3.4", "1.1.1.1", "1.0.0.1", "8.8.8.8", "8.8.4.4", "9.9.9.9", "208.67.222.222", "208.67.220.220"}
)
"""Public resolvers, which everybody may ask, and the address that everybody makes up."""

_RESERVED = re.compile(r"(?:^|\.)(?:example\.(?:com|net|org|edu)|example|test|invalid|localhost|local|internal)$", re.I)
_FICTION = re.compile(r"555[ .-]?01\d\d$")
_VERSION = re.compile(
    r"(?:\bv|\bversions?|\b(?:release|build|chart|chrome|driver|firmware|agent|plugin|package|patch)|[a-z]-)\s*$", re.I
)


def find_personal(subject: Subject) -> Iterator[Finding]:
    """``personal-data``"""
    if not subject.is_public:
        return
    hidden = [span for key in ("roles", "internal") if (span := subject.report.fields.lines.get(key))]
    for offset, what in sorted(_personal(subject.file.raw)):
        number, column = subject.file.place(offset)
        if subject.is_internal(number) or subject.is_comment(number) or any(number in span for span in hidden):
            continue  # no public edition holds it
        yield Finding(f"{what} in a public report", number, column, "name a role or a team, or mark the text internal")


def _personal(text: str) -> Iterator[tuple[int, str]]:
    """Where in a text something personal begins, and what it is."""
    if any(sign in text for sign in _AT_SIGNS):
        for match in _EMAIL.finditer(text):
            if _ROLES.isdisjoint(re.split("[-_+]", match["user"].lower())) and not _RESERVED.search(match["host"]):
                yield match.start(), "an e-mail address"
    done = 0
    for match in sorted((match for phone in _PHONES for match in phone.finditer(text)), key=re.Match.start):
        is_long = 8 <= sum(map(str.isdigit, match.group())) <= 15
        if match.start() < done or not is_long or _FICTION.search(match.group()) or _UNIT.match(text, match.end()):
            continue
        done = match.end()
        yield match.start(), "a phone number"
    for pattern in (_IPV4, _IPV6):
        for match in pattern.finditer(text):
            is_version = _VERSION.search(text, max(0, match.start() - 20), match.start())
            if match.group() not in _KNOWN and not is_version and _is_somebodys(match.group()):
                yield match.start(), "an IP address"


def _is_somebodys(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False  # a time, a version, a MAC address
    return address.is_global and not address.is_multicast
