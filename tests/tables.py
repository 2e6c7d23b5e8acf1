"""Tables of short cases that are one test: as tests of their own, thousands of them take longer than what they test.

Takes the names of a test's arguments and their values; returns the test with all cases. Called by tests.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Sequence

import pytest

Test = Callable[..., None]


def all_cases(names: str | Sequence[str], cases: Iterable[object]) -> Callable[[Test], Test]:
    """Decorate a test as ``pytest.mark.parametrize`` does, but run all cases in it, and name each that fails.

    Its fixtures are shared by the cases, so they must not keep anything: use ``parametrize`` with ``tmp_path``.
    """
    arguments = [names] if isinstance(names, str) else [*names]
    rows = [(case,) if isinstance(names, str) else case for case in cases]
    assert rows, "a table without cases would test nothing"

    def decorate(test: Test) -> Test:
        @functools.wraps(test)
        def run(**fixtures: object) -> None:
            wrong = []
            for row in rows:
                try:
                    test(**fixtures, **dict(zip(arguments, row, strict=True)))
                except (Exception, pytest.fail.Exception) as error:
                    wrong.append(f"{', '.join(map(repr, row))}\n{type(error).__name__}: {error}")
            if wrong:
                pytest.fail(f"{len(wrong)} of {len(rows)} cases failed:\n\n" + "\n\n".join(wrong), pytrace=False)

        parameters = inspect.signature(test).parameters.values()
        left = [each.replace(kind=each.KEYWORD_ONLY) for each in parameters if each.name not in arguments]
        run.__signature__ = inspect.Signature(left)  # type: ignore[attr-defined]
        return run

    return decorate
