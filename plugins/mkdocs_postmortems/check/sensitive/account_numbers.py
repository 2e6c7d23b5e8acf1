"""Find the numbers of bank accounts and payment cards in a text, by their check digits.

``account_numbers`` takes a text and yields places. Called by ``personal_search``; pure.

Sources: the lengths of account numbers (IBAN) by country, and their check digits, are those of ISO 13616; the check
digit of a card is that of ISO/IEC 7812 (Luhn).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_postmortems.read.patterns import pattern

_LENGTHS = {
    length: frozenset(countries.split())
    for length, countries in {
        15: "NO",
        16: "BE",
        18: "DK FI FO GL NL",
        19: "MK SI",
        20: "AT BA EE KZ LT LU XK",
        21: "CH HR LI LV",
        22: "BG BH DE GB GE IE ME RS",
        23: "AE GI IL TL",
        24: "AD CZ ES MD PK RO SA SE SK TN VA",
        25: "PT",
        26: "IS TR",
        27: "FR GR IT MC SM",
        28: "AL AZ CY DO HU LB PL",
        29: "BR EG PS QA UA",
        30: "JO KW",
        31: "MT MU",
    }.items()
}
"""The countries by the length of their account numbers."""
_ACCOUNT = pattern(r"[A-Z]{2}(?<![\w/-]..)\d\d(?=(?: ?[A-Z0-9]){11})(?: ?[A-Z0-9]){11,27}(?![\w-])", re.ASCII)
_CARD = pattern(
    r"[3-6](?<![\w+/-].)(?<!\d[.:,].)\d{3}(?P<sign>[ -])(?:\d{4}(?P=sign)\d{4}(?P=sign)\d{4}|\d{6}(?P=sign)\d{5})"
    r"(?![\w-]|[ .:,]\d)",
    re.ASCII,
)
_EXAMPLES = frozenset(
    {
        *("DE89370400440532013000", "GB82WEST12345698765432", "GB29NWBK60161331926819", "NL91ABNA0417164300"),
        *("FR1420041010050500013M02606", "CH9300762011623852957", "AT611904300234573201"),
        *("4111111111111111", "4242424242424242", "5555555555554444", "378282246310005"),
    }
)
"""Those that everybody uses as an example, or to test payments."""
_OF_TESTS = "400000"
"""How further numbers for tests begin."""


def account_numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where account and card numbers begin and end in a text, and what each is."""
    for match in _ACCOUNT.finditer(text):
        number = match.group().replace(" ", "")
        for length in (each for each in _LENGTHS if each <= len(number) and number[:2] in _LENGTHS[each]):
            end = _end_of(match, length)
            if (end == match.end() or text[end] == " ") and _is_account(number[:length]):
                yield match.start(), end, "a bank account"
    for match in _CARD.finditer(text):
        number = re.sub(r"\D", "", match.group())
        if _is_card(number):
            yield match.start(), match.end(), "a card number"


def _end_of(match: re.Match[str], length: int) -> int:
    """Return where the first ``length`` characters other than spaces end."""
    at = match.start()
    for _ in range(length):
        at += 2 if match.string[at] == " " else 1
    return at


def _is_account(number: str) -> bool:
    """Whether the check digits of an account number are right (modulo 97)."""
    digits = "".join(str(int(sign, 36)) for sign in number[4:] + number[:4])
    return int(digits) % 97 == 1 and number not in _EXAMPLES


def _is_card(number: str) -> bool:
    """Whether the check digit of a card number is right (Luhn)."""
    doubled = (int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(number)))
    is_right = sum(each // 10 + each % 10 for each in doubled) % 10 == 0
    return is_right and number not in _EXAMPLES and not number.startswith(_OF_TESTS)
