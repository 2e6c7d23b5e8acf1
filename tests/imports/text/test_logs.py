"""Lines of logs in a timeline."""

from __future__ import annotations

import pytest

from tests.imports.conftest import Import

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


CHAT = "Mar 5 14:05 ana: no login\nMar 5 14:06 ben: looking\nMar 5 14:10 ben: undone\n"


@pytest.mark.parametrize(
    ("text", "name", "started"),
    [
        (f"# Login fails\n\n## Timeline\n\n{CHAT}", "login-2024.md", "2024-03-05 14:05"),
        (f"# Login outage of 2024\n\n## Chat\n\n{CHAT}", "login.md", "2024-03-05 14:05"),
        (f"# Login fails\n\nAs in [2022](a-2022.md), it rained.\n\n## Chat\n\n{CHAT}", "login.md", "2022-03-05 14:05"),
        (f"# Login fails\n\nAs in 2022 and 2023.\n\n## Chat\n\n{CHAT}", "login.md", None),
        (f"# Login fails\n\nIt took 2024.5 s, or 2,024 ms.\n\n## Chat\n\n{CHAT}", "login.md", None),
        (f"# Login fails\n\n## Chat\n\n{CHAT}", "login.md", None),
    ],
)
def test_a_chat_without_years(do_import: Import, text: str, name: str, started: str | None) -> None:
    """They are in that of the title or the file's name, or in the only one of the text."""
    assert do_import(text, name).started == started


def test_a_chat_in_code_is_a_timeline(do_import: Import) -> None:
    """A program's log in the same place is not."""
    said = "".join(f"Mar 05 14:05:3{second} <ana> no login\n" for second in range(4))
    logged = said.replace("<ana>", "web sshd[12]:")
    for log, events in ((said, 4), (logged, 0)):
        assert do_import(f"# Login fails\n\nIt said:\n\n```\n{log}```\n", "2024-03-05-login.md").events == events
