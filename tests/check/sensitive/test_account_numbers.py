"""Numbers of bank accounts and cards are found by their check digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.check.sensitive.account_numbers import account_numbers

DIGITS = st.text("0123456789", min_size=18, max_size=18)


def found(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], what) for start, end, what in account_numbers(text)]


@pytest.mark.parametrize(
    ("number", "what"),
    [
        ("GB33BUKB20201555555555", "a bank account"),
        ("GB33 BUKB 2020 1555 5555 55", "a bank account"),
        ("NO93 8601 1117 947", "a bank account"),
        ("FR76 3000 6000 0112 3456 7890 189", "a bank account"),
        ("4539 1488 0343 6467", "a card number"),
        ("4539-1488-0343-6467", "a card number"),
        ("3714-496353-98431", "a card number"),
    ],
)
@pytest.mark.parametrize("text", ["{}", "to {}, at once", "{} AND MORE", "({})", "IBAN:{}."])
def test_a_number_is_found_with_spaces_and_without(number: str, what: str, text: str) -> None:
    assert found(text.format(number)) == [(number, what)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "GB34 BUKB 2020 1555 5555 55",
        "ZZ33 BUKB 2020 1555 5555 55",
        "4539 1488 0343 6468",
        "4539148803436467",
        "id-4539-1488-0343-6467-8",
        "2024-01-02 4539 1488 0343 6467 12",
        "DE89 3704 0044 0532 0130 00",
        "4242 4242 4242 4242",
        "4000 0000 0000 0002",
        "SHA256 ABCD EFGH IJKL MNOP QRST",
        "5105 1051 0510 5101 requests",
    ],
)
def test_other_numbers_are_not(text: str) -> None:
    """With wrong check digits, as a part of another one, or common as an example."""
    assert found(text) == []


@given(DIGITS)
def test_each_valid_account_is_found_and_no_other(digits: str) -> None:
    """The check digits are 98 minus the remainder of what they check."""
    check = 98 - int(f"{digits}131400") % 97  # DE00 behind the digits
    for each in range(2, 99):
        number = f"DE{each:02}{digits}"
        assert bool(found(number)) == (each == check and number != "DE89370400440532013000")
