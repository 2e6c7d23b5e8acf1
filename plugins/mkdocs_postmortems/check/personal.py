"""A rule of personal data in what is public: e-mail and IP addresses, phone numbers."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from mkdocs_postmortems.check.subject import Finding, Subject

_EMAIL = re.compile(r"(?<![\w.+/-])(?P<user>[\w.+-]{1,64})@(?P<host>(?:[\w-]{1,63}\.)+[A-Za-z]{2,24})(?![\w@])")
_IPV4 = re.compile(r"(?<![\w.-])\d{1,3}(?:\.\d{1,3}){3}(?![\w-]|\.\d)")
_IPV6 = re.compile(r"(?<![\w:.])[23][0-9a-fA-F]{3}:[0-9a-fA-F:]{1,34}(?![\w:])")
"""Only 2000::/3 is handed out to anybody."""

_PHONE = re.compile(
    r"(?<![\w.+-])\+[1-9]\d{0,2}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,5}(?:[ .-]\d{2,5}){1,4}(?![\w-]|\.\d)"
    r"|(?<![\w.+-])\+[1-9]\d{0,2} ?\(\d{1,5}\) ?\d(?:[ .-]?\d){4,10}(?!\w)"
    r"|(?<![\w.+-])\+[1-9]\d{8,14}(?!\w)"
    r"|(?<![\w.+-])(?:1[ .-])?\(\d{3}\) ?\d{3}-\d{4}(?![\w-])"
)
_MAILBOXES = """
abuse admin alerts contact git hello help hostmaster incidents info no-reply noreply on-call oncall postmaster press
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
_VERSION = re.compile(r"(?:\bv|\bversions?|\brelease|\bbuild|[a-z]-)\s*$", re.IGNORECASE)


def find_personal(subject: Subject) -> Iterator[Finding]:
    """``personal-data``"""
    if not subject.is_public:
        return
    for number, line in _public_lines(subject):
        for column, what in _personal(line[:20_000]):
            yield Finding(
                f"{what} in a public report",
                number,
                column,
                "name a role or a team instead, or mark the text internal",
            )


def _public_lines(subject: Subject) -> Iterator[tuple[int, str]]:
    """The lines of which the public edition may show something."""
    source = subject.report.source
    hidden = [span for key in ("roles", "internal") if (span := subject.report.fields.lines.get(key))]
    for number, line in enumerate(source.lines, 1):
        if not line.strip() or subject.is_internal(number) or any(number in span for span in hidden):
            continue
        if subject.is_comment(number):
            continue
        yield number, line


def _personal(line: str) -> Iterator[tuple[int, str]]:
    if "@" in line:
        for match in _EMAIL.finditer(line):
            if match["user"].lower() not in _ROLES and not _RESERVED.search(match["host"]):
                yield match.start() + 1, "an e-mail address"
    if any(map(str.isdigit, line)) or "::" in line:
        yield from _addresses(line)
        for match in _PHONE.finditer(line):
            if 8 <= sum(map(str.isdigit, match.group())) <= 15 and not _FICTION.search(match.group()):
                yield match.start() + 1, "a phone number"


def _addresses(line: str) -> Iterator[tuple[int, str]]:
    for pattern in (_IPV4, _IPV6):
        for match in pattern.finditer(line):
            if match.group() in _KNOWN or _VERSION.search(line[: match.start()]):
                continue
            try:
                address = ipaddress.ip_address(match.group())
            except ValueError:
                continue  # a time, a version, a MAC address
            if address.is_global and not address.is_multicast:
                yield match.start() + 1, "an IP address"
