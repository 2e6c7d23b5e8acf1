"""A rule of personal data in what is public: e-mail and IP addresses, phone numbers."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.read.patterns import pattern

_DOT = r"[*_]{0,3}(?:\.|&#0{0,5}46;?|&#[xX]0{0,5}2[eE];?|&period;| ?[(\[{]dot[)\]}] ?| dot )[*_]{0,3}"
_HOST = rf"(?P<host>(?:[\w-]{{1,63}}{_DOT})+[A-Za-z]{{2,24}})(?![\w@])"
_AT_SIGNS = ("@", "&#", "&commat;", "%40", "(at", "[at", "{at")
"""One of these is in each text that holds ``_AT``, which begins in too many ways to be looked for at once."""
_AT = pattern(rf"(?:@|&#(?:0{{0,5}}64|[xX]0{{0,5}}40);?|&commat;|%40|[(\[{{]at[)\]}}] ?)[*_]{{0,3}}{_HOST}")
_SPELT = pattern(rf" at (?!the |an? |this )(?=[\w-]{{1,63}} dot ){_HOST}")
_USER = pattern(r"(?<![\w.+/-])(?P<user>[\w.+-]{1,64})(?:\"|\\|[*_]{1,3}| |<!--[^<>]{0,80}-->)?\Z")
"""What stands before the sign, which Markdown and HTML have ways to hide."""
_IPV4 = pattern(r"\d(?<![\w.-]\d)\d{0,2}(?:(?:\.|\[\.\]|&#0{0,5}46;)\d{1,3}){3}(?![\w-]|\.\d)")
_WRITTEN_DOT = pattern(r"\[\.\]|&#0{0,5}46;")
_IPV6 = pattern(r"[23](?<![\w:.][23])[0-9a-fA-F]{3}:[0-9a-fA-F:]{1,34}(?![\w:])")
"""Only 2000::/3 is handed out to anybody."""

_PHONES = (
    pattern(
        r"\+(?<![\w.+-]\+)[1-9](?:\d{0,2}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,5}(?:[ .-]\d{2,8}){1,4}(?![\w-]|\.\d)"
        r"|\d{0,2} ?\(\d{1,5}\) ?\d(?:[ .-]?\d){4,10}(?!\w)"
        r"|\d{8,14}(?!\w))"
    ),
    pattern(r"\((?<![\w.+-]\()\d{3}\) ?\d{3}-\d{4}(?![\w-])"),
    pattern(
        r"[1-9](?<![\w.+/-][1-9])(?:(?<=1)[ .-][2-9]\d\d|(?<=[2-9])\d\d)"
        r"(?P<sign>[.-])\d{3}(?P=sign)\d{4}(?![\w/-]|\.\d)"
    ),
    pattern(r"00(?<![\w.:+-]00)[1-9]\d{0,2}[ -]\d{1,5}(?:[ -]\d{2,8}){1,4}(?![\w-])"),
    # With the 0 that is dialled inside a country: British, French, German, Swiss, Dutch, Japanese, Australian
    pattern(
        r"0(?<![\w.:,+/-]0)(?<!\d 0)[1-9](?:(?P<pair>[ .-])\d\d(?:(?P=pair)\d\d){3}|-\d{8}|[ -]\d{4}[ -]\d{4}"
        r"|\d(?:[ -]\d{3,4}[ -]\d{4}| ?[/-] ?\d{6,8}| \d{7,8}| \d{3} \d\d \d\d)"
        r"|\d{2}(?:[ -]\d{3}[ -]\d{3,4}| ?[/-] ?\d{6,8}| \d{7,8})|\d{3}(?:[ -]\d{3}[ -]\d{3}| ?[/-] ?\d{5,7}| \d{6})"
        r"|\d{1,3} ?/ ?(?:\d{2,4}(?: \d{2,4}){1,3}|\d{4,7}-\d{1,4})"
        r"|\d(?: \d\d){4})(?![\w/-]|[.:,]\d| \d)"
    ),
    pattern(
        r"\((?<![\w.+-]\()(?:0[1-9]\d{0,3}\) ?\d(?:[ -]?\d){5,8}|[1-9]\d\) ?9?\d{4}-\d{4}"
        r"|\d{3}\) ?\d{3}-\d\d-\d\d)(?![\w-])"
    ),
)
_FIGURES = pattern(
    r"\d(?<![\w.:,+-]\d)(?!(?<=1)9\d\d-[01]\d-|(?<=2)0\d\d-[01]\d-)(?:[ ()/-]{0,3}\d){6,13}(?![\w-]|[.:,]\d)"
)
_CALLED = pattern(
    r"(?<!\w)(?:dial|whatsapp|tel(?:e(?:phone|fon|fono|foon))?|phone|mobile|cell|fax|hotline|pager|handy|mobil"
    r"|t\u00e9l(?:\u00e9phone)?|tel\u00e9fono|m\u00f3vil|\u96fb\u8a71|\u643a\u5e2f)"
    r"\.?(?: (?:number|no\.?|nr\.?))?(?:[:=]| is| was)?[ *_`(]{0,5}\Z",
    re.IGNORECASE,
)
"""The word before a number, which may then be of any form."""
_NO_PHONE = pattern(r"(?:19|20)\d\d[ -]?[01]\d[ -]?[0-3]\d")
"""A day, which has as many figures."""
_PLAIN = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u2009\u202f", " ")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-")
    | {"\uff20": "@", "\uff0e": "."}
    | {chr(0xFF10 + digit): str(digit) for digit in range(10)}
)
"""Blanks, hyphens and figures of other forms."""
_UNIT = pattern(r" ?(?:m?s\b|sec|min|h\b|hours|%|[kMGT]i?B\b|req|rps|lines|rows|users|customers|calls|sessions)")
"""What makes a range or an amount of figures that look like a phone number."""
_MAILBOXES = """
abuse admin alerts billing contact devops feedback git hello help hostmaster incidents info it jobs legal list no noc
noreply office ops reply oncall call platform postmaster press privacy root sales secops security service sre status
support team
"""
_ROLES = frozenset(_MAILBOXES.split())
"""Mailboxes that are nobody's in particular."""

_KNOWN = frozenset(
    {"1.2.3.4", "1.1.1.1", "1.0.0.1", "8.8.8.8", "8.8.4.4", "9.9.9.9", "208.67.222.222", "208.67.220.220"}
)
"""Public resolvers, which everybody may ask, and the address that everybody makes up."""

_RESERVED = pattern(r"(?:^|\.)(?:example\.(?:com|net|org|edu)|example|test|invalid|localhost|local|internal)$", re.I)
_FICTION = pattern(r"555[ .-]?01\d\d$")
_VERSION = pattern(
    r"(?:\bv|\bversions?|\b(?:release|build|chart|chrome|driver|firmware|agent|plugin|package|patch)|[a-z]-)\s*$", re.I
)


def find_personal(subject: Subject) -> Iterator[Finding]:
    """``personal-data``"""
    if not subject.is_public:
        return
    hidden = [span for key in ("roles", "internal") if (span := subject.report.fields.lines.get(key))]
    raw = subject.file.raw
    for offset, what in sorted(_personal(raw if raw.isascii() else raw.translate(_PLAIN))):
        number, column = subject.file.place(offset)
        if subject.is_internal(number) or subject.is_comment(number) or any(number in span for span in hidden):
            continue  # no public edition holds it
        yield Finding(f"{what} in a public report", number, column, "name a role or a team, or mark the text internal")


def _personal(text: str) -> Iterator[tuple[int, str]]:
    """Where in a text something personal begins, and what it is."""
    ats = _AT.finditer(text) if any(sign in text for sign in _AT_SIGNS) else ()
    for at in (*ats, *(_SPELT.finditer(text) if " dot " in text else ())):
        user = _USER.search(text, max(0, at.start() - 150), at.start())
        if user and not (_is_role(user["user"]) or _RESERVED.search(re.sub(_DOT, ".", at["host"]))):
            yield user.start("user"), "an e-mail address"
    done = 0
    for match in sorted(_numbers(text), key=re.Match.start):
        if match.start() >= done and not _UNIT.match(text, match.end()):
            done = match.end()
            yield match.start(), "a phone number"
    for form in (_IPV4, _IPV6):
        for match in form.finditer(text):
            is_version = _VERSION.search(text, max(0, match.start() - 20), match.start())
            address = _WRITTEN_DOT.sub(".", match.group())
            if address not in _KNOWN and not is_version and _is_somebodys(address):
                yield match.start(), "an IP address"


def _is_role(user: str) -> bool:
    return not _ROLES.isdisjoint(re.split("[-_+]", user.lower()))


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """What may be a phone number, by its form or by the word before it."""
    for phone in _PHONES:
        yield from (match for match in phone.finditer(text) if _is_long(match.group(), 8))
    for match in _FIGURES.finditer(text):
        if _is_long(match.group(), 7) and _CALLED.search(text, max(0, match.start() - 40), match.start()):
            yield match


def _is_long(number: str, least: int) -> bool:
    """Whether it has as many figures as a phone number, and is neither a day nor one kept for fiction."""
    is_other = _FICTION.search(number) or _NO_PHONE.search(number)
    return least <= sum(map(str.isdigit, number)) <= 15 and not is_other


def _is_somebodys(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False  # a time, a version, a MAC address
    return address.is_global and not address.is_multicast
