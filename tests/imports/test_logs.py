"""Lines of logs in a timeline."""

from __future__ import annotations

import pytest

from .conftest import Import

REPORT = (
    "# Login fails\n\n## Timeline\n\n- 2023-10-15 14:00 A deploy:\n\n{}\n\n- 14:06 It is undone.\n\n## Cause\n\n{}\n"
)


@pytest.mark.parametrize(
    "line",
    [
        "2023-10-15 14:05:31,123 WARNING Retrying",
        "2023-10-15T14:05:31.609Z Error",
        "[W 2023-10-15 14:05:31.785 hub base:350] Failed login",
        "[E 231015 14:05:31 launcher:93] Error creating user",
        "I1015 14:05:31.797466       1 ssh.go:200] Failed",
        "Oct  5 14:05:31 web-1 sshd[588]: closed",
        '10.0.0.1 - - [15/Oct/2023:14:05:31 +0000] "GET / HTTP/1.1" 502',
        '{"timestamp":"2023-10-15T14:05:31.154Z","level":"ERROR"}',
        'time="2023-10-15T14:05:31Z" level=warning',
    ],
)
def test_each_kind_of_log_is_counted(do_import: Import, line: str) -> None:
    """In the timeline alone, nested or not; the page still shows it in the event that it is evidence of."""
    code = f"```\n{line}\n  at main\n{line}\n```"
    found = do_import(REPORT.format(code, code))
    assert (found.events, found.logged) == (4, 2)
    assert found.report.timeline is not None
    assert len(found.report.timeline.events) == 2
    nested = do_import(REPORT.format("  " + code.replace("\n", "\n  "), code))
    assert (nested.events, nested.logged) == (4, 2)


@pytest.mark.parametrize(
    "line", ["14:05:31 Error", "kubectl delete pod hub", "version 2023-10-15", "x 2023-10-15 14:05"]
)
def test_other_code_is_not_counted(do_import: Import, line: str) -> None:
    """A clock time alone does not tell its day."""
    assert do_import(REPORT.format(f"```\n{line}\n```", "")).events == 2


def test_code_that_is_the_timeline_is_counted_once(do_import: Import) -> None:
    """Its lines are the events."""
    found = do_import("# A\n\n## Timeline\n\n```\n2023-10-15 14:00 a\n2023-10-15 14:05 b\n```\n")
    assert (found.events, found.logged) == (2, 0)
