"""A table of cases names each that fails, and only these."""

from __future__ import annotations

import pytest

from tests.tables import all_cases


@pytest.fixture
def limit() -> int:
    return 3


@all_cases("text", ["abc", "ab"])
@all_cases(("number", "square"), [(1, 1), (2, 4)])
def test_cases_are_combined_and_share_fixtures(limit: int, text: str, number: int, square: int) -> None:
    assert number**2 == square
    assert len(text) <= limit


def test_each_case_that_fails_is_named() -> None:
    """Whatever it raises, and with the values of its assertion."""

    @all_cases("number", [1, 2, 0])
    def table(number: int) -> None:
        with pytest.raises(ZeroDivisionError):
            assert 2 / number == 2
            raise ZeroDivisionError

    with pytest.raises(pytest.fail.Exception) as failed:
        table()
    assert str(failed.value) == "1 of 3 cases failed:\n\n2\nAssertionError: assert (2 / 2) == 2"


def test_a_missing_exception_is_a_failure_of_its_case() -> None:
    @all_cases("number", [1, 0])
    def table(number: int) -> None:
        with pytest.raises(ZeroDivisionError):
            assert 1 / number

    with pytest.raises(pytest.fail.Exception, match=r"1 of 2 cases failed:\n\n1\nFailed: DID NOT RAISE"):
        table()


def test_a_table_without_cases_is_refused() -> None:
    with pytest.raises(AssertionError, match="would test nothing"):
        all_cases("number", [])
