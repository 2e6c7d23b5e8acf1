"""Find the e-mail addresses, IP addresses, phone and account numbers of people in a text.

``find_in_text`` takes a text and yields places; ``first_in_file`` takes the text of a file that a report links to.
Called by ``personal`` and ``file_search``; pure.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator, Sequence

from mkdocs_postmortems.check.sensitive.account_numbers import account_numbers
from mkdocs_postmortems.check.signs import WordTest
from mkdocs_postmortems.read.patterns import pattern

_DOT = r"[*_]{0,3}(?:\\?\.|&#0{0,5}46;?|&#[xX]0{0,5}2[eE];?|&period;| ?[(\[{]dot[)\]}] ?| dot )[*_]{0,3}"
_PART = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
"""A part of a name. What is around it may be ``_`` for emphasis: reading this in two ways would take forever."""
_HOST = (
    rf"(?P<host>(?:{_PART}{_DOT})+(?:(?:xn--[A-Za-z0-9-]{{2,40}}|[A-Za-z]{{2,24}})(?![A-Za-z0-9_@])"
    r"|[^\W\d_A-Za-z]{2,10}(?![\w@])))"
)
"""The last part of a name may be followed directly by letters of languages that use no spaces."""
_ATS = {
    sign: pattern(rf"{written}[*_]{{0,3}}{_HOST}")
    for sign, written in (
        ("@", "@"),
        ("&", r"&(?:#(?:0{0,5}64|[xX]0{0,5}40);?|commat;)"),
        ("%40", "%40"),
        ("(at", r"\(at[)\]}] ?"),
        ("[at", r"\[at[)\]}] ?"),
        ("{at", r"\{at[)\]}] ?"),
        ("(@", r"\(@\)"),
        ("[@", r"\[@\]"),
    )
}
"""The spellings of the at sign, by the text with which each begins, which is fast to find."""
_SPELT = pattern(rf" at (?!the |an? |this )(?=[\w-]{{1,63}} dot ){_HOST}")
_HIDDEN = r"(?:\"|\\|[*_]{1,3}| |<!--[^<>]{0,80}-->)?\Z"
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
"""Letters, for a character class, of languages that put no spaces between words, or none before endings: Thai, Lao,
Burmese, Khmer, Japanese, Chinese, Korean. A word in another script ends where one of them begins."""
_SPACED = rf"[^\W{_UNSPACED}]"
_USER = (
    pattern(rf"(?<![.+/-])(?<!{_SPACED})(?P<user>(?:{_SPACED}|[.+-]){{1,64}}){_HIDDEN}"),
    pattern(rf"(?<![\w.+/-])(?P<user>[\w.+-]{{1,64}}){_HIDDEN}"),
)
"""The part before the sign, perhaps with Markdown or HTML in between. A sentence before it is not part of it."""
_NO_MAILBOX = pattern(
    r"(?:@|//[^\s/@]{0,100}:|\b(?:ssh|scp|sftp|mosh|rsync)(?:\s+-{1,2}[\w-]{1,20}(?:[ =][\w./~:-]{1,60})?){0,4}\s+)\Z"
)
"""What is before the name in an account of a social network, a password in a URL, and the user of a host."""
_IPV4 = pattern(r"\d(?<![\w.-]\d)\d{0,2}(?:(?:\\?\.|\[\.\]|&#0{0,5}46;)\d{1,3}){3}(?![\w-]|\.\d)", re.ASCII)
_WRITTEN_DOT = pattern(r"\\\.|\[\.\]|&#0{0,5}46;")
_IPV6 = pattern(r"[23](?<![\w:.][23])[0-9a-fA-F]{3}:[0-9a-fA-F:]{1,34}(?![\w:])", re.ASCII)
"""Only 2000::/3 is allocated for public use."""

_PHONES = (
    pattern(
        r"\+(?<![\w.+-]\+)[1-9](?:\d{0,2}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,5}(?:[ .-]\d{2,10}){1,4}(?![\w-]|\.\d)"
        r"|\d{0,2} ?\(\d{1,5}\) ?\d(?:[ .-]?\d){4,10}(?!\w)"
        r"|\d{8,14}(?!\w))",
        re.ASCII,
    ),
    pattern(r"\((?<![\w.+-]\()\d{3}\) ?\d{3}-\d{4}(?![\w-])", re.ASCII),
    pattern(
        r"[1-9](?<![\w.+/-][1-9])(?:(?<=1)[ .-][2-9]\d\d|(?<=[2-9])\d\d)"
        r"(?P<sign>[.-])\d{3}(?P=sign)\d{4}(?![\w/-]|\.\d)",
        re.ASCII,
    ),
    pattern(r"00(?<![\w.:+-]00)[1-9]\d{0,2}[ -]\d{1,5}(?:[ -]\d{2,8}){1,4}(?![\w-])", re.ASCII),
    # With the leading 0 of national dialling: British, French, German, Swiss, Dutch, Japanese, Australian
    pattern(
        r"0(?<![\w.:,+/-]0)(?<!\d 0)[1-9](?:(?P<pair>[ .-])\d\d(?:(?P=pair)\d\d){3}|-\d{8}|[ -]\d{4}[ -]\d{4}"
        r"|\d(?:[ -]\d{3,4}[ -]\d{4}| ?[/-] ?\d{6,8}| \d{7,8}| \d{3} \d\d \d\d)"
        r"|\d{2}(?:[ -]\d{3}[ -]\d{3,4}| ?[/-] ?\d{6,8}| \d{7,8})|\d{3}(?:[ -]\d{3}[ -]\d{3}| ?[/-] ?\d{5,7}| \d{6})"
        r"|\d{1,3} ?/ ?(?:\d{2,4}(?: \d{2,4}){1,3}|\d{4,7}-\d{1,4})"
        r"|\d(?: \d\d){4})(?![\w/-]|[.:,]\d| \d)",
        re.ASCII,
    ),
    pattern(
        r"\((?<![\w.+-]\()(?:0[1-9]\d{0,3}\) ?\d(?:[ -]?\d){5,8}|[1-9]\d\) ?9?\d{4}-\d{4}"
        r"|\d{3}\) ?\d{3}-\d\d-\d\d)(?![\w-])",
        re.ASCII,
    ),
)
_FIGURES = pattern(
    r"\d(?<![\w.:,+-]\d)(?!(?<=1)9\d\d-[01]\d-|(?<=2)0\d\d-[01]\d-)(?:[ ()/-]{0,3}\d){6,13}(?![\w-]|[.:,]\d)",
    re.ASCII,
)
_DIGITS = pattern(r"\d[\d ()/.-]{6,}", re.ASCII)
"""Digits, with what may separate those of one number."""
_LEAST_DIGITS = 7
_CALLED = pattern(
    r"(?:(?<!\w)(?:dial|whatsapp|tel(?:e(?:phone|fon|fono|foon))?|phone|mobile|cell|fax|hotline|pager|handy|mobil"
    r"|t\u00e9l(?:\u00e9phone)?|tel\u00e9fono|m\u00f3vil)\.?(?: (?:number|no\.?|nr\.?))?"
    r"|(?:\u96fb\u8a71|\u643a\u5e2f|\u7535\u8bdd|\u624b\u673a|\uc804\ud654)(?:\u756a\u53f7|\u53f7\u7801|\ubc88\ud638)?\u306f?)"
    r"(?:[:=\uff1a]| is| was)?[ *_`(]{0,5}\Z",
    re.IGNORECASE,
)
"""A word before a number, which may then have any form."""
_NO_PHONE = pattern(r"(?:19|20)\d\d[ -]?[01]\d[ -]?[0-3]\d|0\d{3}-[01]\d-[0-3]\d")
"""A date, which has as many digits."""
_PLAIN = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u2009\u202f", " ")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-")
    | {"\uff20": "@", "\uff0e": "."}
    | {chr(0xFF10 + digit): str(digit) for digit in range(10)}
)
"""Unicode variants of spaces, hyphens, digits and signs, and their ASCII forms."""
_UNIT = pattern(
    r" ?(?:m?s\b|sec|min|h\b|hours|%|[kMGT]i?B\b|req|rps|lines|rows|users|customers|calls|sessions"
    r"|[件人名回行秒分時円台个次条元개명회원])"
)
"""A unit, which shows that apparent phone numbers are a range or an amount."""
_MAILBOXES = """
abuse accounts admin alerts announce billing bookings bot builds calendar call careers ci community conduct contact
cron daemon deploy devops dmarc events feedback finance git hello help hostmaster hr incidents info it jobs legal list
mailer marketing monitoring news newsletter no noc noreply notifications office oncall ops orders partners platform
postmaster press privacy reply robot root sales secops security service shop social sre status steering support svc
system team
"""
_ROLES = frozenset(_MAILBOXES.split())
"""Mailboxes that belong to nobody in particular, also as a part of a name."""
_ANYBODY = frozenset(
    {
        *("anonymous", "dev", "example", "foo", "nobody", "someone", "test", "unknown", "user", "userid", "username"),
        *("users", "yourname"),
    }
)
"""Names that stand for any user."""

_KNOWN = frozenset(
    {"1.2.3.4", "1.1.1.1", "1.0.0.1", "8.8.8.8", "8.8.4.4", "9.9.9.9", "208.67.222.222", "208.67.220.220"}
)
"""Public DNS resolvers, and the address that everybody uses as an example."""

_NO_MAIL = pattern(
    r"(?:^|\.)(?:example\.(?:com|net|org|edu)|example|test|invalid|localhost|local|internal"
    r"|(?:iam|developer)\.gserviceaccount\.com"
    r"|\dx\.(?:png|jpe?g|webp|gif|svg)|service|socket|timer|target|mount|slice|scope|path)$|^v?\d+\.\d",
    re.IGNORECASE,
)
"""Names reserved for examples and private networks, accounts of programs, pictures for fine screens, systemd units, and
package versions."""
_FICTION = pattern(r"555[ .-]?01\d\d$")
_VERSION = pattern(
    r"(?:\bv|\bversions?|\b(?:release|build|chart|chrome|driver|firmware|agent|plugin|package|patch|kernel|linux)|[a-z]-)\s*$",
    re.IGNORECASE,
)
_SMALL = pattern(r"(?:(?:[0-2]?\d|3[01])\.){3}(?:[0-2]?\d|3[01])")
"""Four small numbers, which are more often a version or a chapter than an address."""
_AS_ADDRESS = pattern(r"(?:\bIPs?\b|add?ress|\bhosts?\b|\bping|\bDNS\b|\bfrom client|//|@)[^.\n]{0,12}$", re.IGNORECASE)
_PORT_OR_NET = pattern(r":\d{2,5}\b|/\d{1,2}\b")


def find_in_text(text: str, words: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Yield where personal data begins in a text, and what it is, in order. ``words`` are the words of the text."""
    if not text.isascii():
        text = text.translate(_PLAIN)
        words = frozenset(text.split())
    yield from sorted(_personal(text, words))


def first_in_file(text: str) -> str:
    """Return the first mail or IP address in a file's text, and its line; "" for none.

    In logs and tables, numbers of any kind look like phone numbers.
    """
    words = frozenset(text.split())
    found = [(at, "an e-mail address") for at in _mail_addresses(text)]
    found += [(at, "an IP address") for at in _ip_addresses(text, words)]
    at, what = min(found, default=(0, ""))
    return what and f"{what} on line {text.count(chr(10), 0, at) + 1}"


def _personal(text: str, words: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Yield where personal data begins in a text, and what it is. ``words`` are the words of the text."""
    yield from ((at, "an e-mail address") for at in _mail_addresses(text))
    if _may_have_number(text):
        accounts = list(account_numbers(text))
        yield from ((start, what) for start, _, what in accounts)
        numbers = (at for at in _phone_numbers(text) if not any(start <= at < end for start, end, _ in accounts))
        yield from ((at, "a phone number") for at in numbers)
    yield from ((at, "an IP address") for at in _ip_addresses(text, words))


def _mail_addresses(text: str) -> Iterator[int]:
    """Yield where the addresses of people begin, but not those of roles and of examples."""
    ats = (at for sign, form in _ATS.items() if sign in text for at in form.finditer(text))
    for at in (*ats, *(_SPELT.finditer(text) if " dot " in text else ())):
        before = max(0, at.start() - 150), at.start()
        user = next((user for form in _USER if (user := form.search(text, *before))), None)
        if user and _NO_MAILBOX.search(text, before[0], user.start("user")):
            continue
        if user and not (_is_role(user["user"]) or _NO_MAIL.search(re.sub(_DOT, ".", at["host"]))):
            yield user.start("user")


def _phone_numbers(text: str) -> Iterator[int]:
    """Yield where phone numbers begin; of those that overlap, only the first."""
    done = 0
    for match in sorted(_numbers(text), key=re.Match.start):
        if match.start() >= done and not _UNIT.match(text, match.end()):
            done = match.end()
            yield match.start()


def _ip_addresses(text: str, words: frozenset[str]) -> Iterator[int]:
    """Yield where IP addresses begin that may be somebody's."""
    for form in (_IPV4, _IPV6) if _LIKE_ADDRESS.among(words) else ():
        for match in form.finditer(text):
            address = _WRITTEN_DOT.sub(".", match.group())
            if address not in _KNOWN and not _is_version(text, match) and _is_somebodys(address):
                yield match.start()


def _is_version(text: str, address: re.Match[str]) -> bool:
    """Return whether four numbers are a version or a chapter: by the word before them, or if all are small."""
    before = max(0, address.start() - 20), address.start()
    if _VERSION.search(text, *before):
        return True
    is_small = _SMALL.fullmatch(address.group())
    return bool(is_small) and not (_AS_ADDRESS.search(text, *before) or _PORT_OR_NET.match(text, address.end()))


def _like_address(words: Sequence[str]) -> list[str]:
    """Return the words with as many dots or colons as an IP address; a dot may be an HTML entity."""
    return [word for word in words if word.count(".") > 2 or "::" in word or word.count(":") > 6 or "&#" in word]


_LIKE_ADDRESS = WordTest(_like_address)


def _may_have_number(text: str) -> bool:
    """Return whether a sequence of digits, without dates, is as long as a phone number."""
    rows = (_NO_PHONE.sub("", row) for row in _DIGITS.findall(text))
    return any(sum(map(str.isdigit, row)) >= _LEAST_DIGITS for row in rows)


def _is_role(user: str) -> bool:
    return user.lower() in _ANYBODY or not _ROLES.isdisjoint(re.split("[-_+]", user.lower()))


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """Yield what may be a phone number, by its form or by the word before it."""
    for phone in _PHONES:
        yield from (match for match in phone.finditer(text) if _is_long(match.group(), 8))
    for match in _FIGURES.finditer(text):
        if _is_long(match.group(), _LEAST_DIGITS) and _CALLED.search(text, max(0, match.start() - 40), match.start()):
            yield match


def _is_long(number: str, least: int) -> bool:
    """Return whether a number has ``least`` to 15 digits, and is neither a date nor reserved for fiction."""
    is_other = _FICTION.search(number) or _NO_PHONE.search(number)
    return least <= sum(map(str.isdigit, number)) <= 15 and not is_other


def _is_somebodys(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False  # a time, a version, a MAC address
    return address.is_global and not address.is_multicast
