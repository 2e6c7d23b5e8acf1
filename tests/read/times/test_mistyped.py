"""Times with typos are reported, and what only looks like one is not."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.read.times.line_times import read_head
from mkdocs_postmortems.read.times.mistyped import find_typo
from tests.tables import all_cases


@all_cases(
    ("text", "meant"),
    [
        ("09:3o An alert fires", "09:30"),
        ("14:O3 An alert fires", "14:03"),
        ("l4:03 An alert fires", "14:03"),
        ("**1I:03** An alert fires", "11:03"),
        ("14:0З An alert fires", "14:03"),
        ("14:S3:00 An alert fires", "14:53:00"),
        ("At 14:O3 an alert fires", "14:03"),
        ("2024-03-01 14:O3 An alert fires", "14:03"),
        ("14:O3am An alert fires", "14:03"),
        ("l1:03 PM An alert fires", "11:03"),
        ("2024-03-01, O4:24pm: An alert fires", "04:24"),
        ("Incident declared 2024-03-01 1O:58", "10:58"),
        ("First detected: 2024-03-01 14:O3", "14:03"),
        ("2O24-03-01 14:03 An alert fires", "2024-03-01"),
        ("14:00–14:O3 An alert fires", "14:03"),
        ("009:30 An alert fires", "09:30"),
        ("14:033 An alert fires", "14:03"),
        ("14:603 An alert fires", "14:03"),
        ("0014:03 An alert fires", "14:03"),
        ("14:03:6 An alert fires", "14:03:06"),
        ("1:4:03 An alert fires", "01:04:03"),
        ("2024-03-01T14:0 An alert fires", "14:00"),
        ("2024-03-01 14:3 An alert fires", "14:03"),
        ("1 Marhc 14:02 An alert fires", "mean March?"),
        ("1 Octobr 14:02 An alert fires", "mean October?"),
        ("1 Okober 14:02 An alert fires", "mean Oktober?"),
        ("Febuary 3rd, 2024 at 14:02 An alert fires", "mean February?"),
        ("20240301T140300Z An alert fires", "2024-03-01 14:03Z"),
        ("[x] 20240301T1403 An alert fires", "2024-03-01 14:03"),
        ("20240301 14:03 An alert fires", "2024-03-01 14:03"),
        ("2024-03-01/14:03 An alert fires", "14:03"),
        ("*2024-03-01/14:03*: An alert fires", "14:03"),
        ("2024-03-01T14-03 An alert fires", "14:03"),
        ("2024-03-01 14-03-00 An alert fires", "14:03"),
        ("011403ZMAR24 An alert fires", "2024-03-01 14:03Z"),
        ("[011403Z MAR 2024] An alert fires", "2024-03-01 14:03Z"),
        ("2024-W09-5 14:03 An alert fires", "2024-03-01 14:03"),
        ("2024W095T1403Z An alert fires", "2024-03-01 14:03Z"),
        ("2024-W09-5: An alert fires", "2024-03-01"),
        ("2024-061 14:03 An alert fires", "2024-03-01 14:03"),
        ("2024061T140300Z An alert fires", "2024-03-01 14:03Z"),
        ("**14:03 +25:00** An alert fires", "-12:00 to +14:00"),
        ("[14:03 +25:00] An alert fires", "-12:00 to +14:00"),
        ("14:03+25:00 An alert fires", "-12:00 to +14:00"),
        ("14:03 UTC+25 An alert fires", "-12:00 to +14:00"),
        ("0224-03-01 14:03 An alert fires", "correct the year"),
        ("2024-03-01 1:405 An alert fires", "14:05 or 01:40"),
    ],
)
def test_a_typo_is_reported_with_what_was_meant(text: str, meant: str) -> None:
    """Letters among the digits, a digit too many or too few, and dates in machine formats."""
    refused = find_typo(read_head(text), text)
    assert refused is not None
    assert refused.rule == "bad-event-time"
    assert refused.help.endswith(meant)


@pytest.mark.parametrize(
    ("text", "written"),
    [("[x] 20240301T1403 An alert fires", "20240301T1403"), ("(011403Z MAR 2024) An alert fires", "011403Z MAR 2024")],
)
def test_a_message_quotes_the_time_alone(text: str, written: str) -> None:
    """Without the marks and the check box before it."""
    refused = find_typo(None, text)
    assert refused is not None
    assert refused.message == f"unsupported date and time format {written}"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("14;03 An alert fires", "14:03"),
        ("**9;23 PM** An alert fires", "09:23"),
        ("2024-03-01 09;30", "09:30"),
        ("Jan 17, 6;43 AM", "06:43"),
        ("Resolved 2024-03-01 14;03", "14:03"),
        ("14 : 03 An alert fires", "14:03"),
        ("**14: 03** An alert fires", "14:03"),
        ("Mon 14;03 An alert fires", "14:03"),
        ("- [x] 14;03 An alert fires", "14:03"),
    ],
)
def test_a_mistyped_colon_is_reported(text: str, meant: str) -> None:
    """A warning: the event is there, without a time."""
    refused = find_typo(read_head(text), text)
    assert refused is not None
    assert (refused.rule, refused.help) == ("unread-time", f"write {meant}")


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("14:2x An alert fires", "as in ~14:25"),
        ("**14:??** An alert fires", "as in ~14:30"),
        ("~2024-03-01 06:2xZ", "as in ~06:25"),
        ("2024-03-01T19:xx:xxZ — An alert fires", "as in ~19:30"),
        ("2024-03-01T19:39:xxZ — An alert fires", "remove the seconds"),
        ("2024-03-01 xx:xx An alert fires", "remove it"),
        ("T+5x An alert fires", "T+00:05"),
    ],
)
def test_an_incomplete_time_is_reported(text: str, help: str) -> None:
    """With an approximate time it is drawn; one with letters in it is text."""
    refused = find_typo(read_head(text), text)
    assert refused is not None
    assert refused.rule == "unread-time"
    assert refused.help.endswith(help)


@all_cases(
    "text",
    [
        "14:03 xxl-sized requests fail",
        "14:03 ?",
        "14:03 5xx rises",
        "4:xxs",
        "10;20;30 are the limits",
        "3: 20 nodes are drained",
        "T+5 is fine, T-shirts are sold and T+N",
        "0224-03-01 is the part number",
        "10 : 20 : 30 is their ratio",
        "2024-03-01 1;2 and 3",
        "See 2024-03-01 10 hosts",
        "Resolved 2024-03-01 14:03",
        "Resolved 2024-03-01",
        "14:03 An alert fires",
        "2024-03-01: 10-15 users call",
        "2024-03-01 10-15 users call",
        "2024-03-01 / 10 users call",
        "20240301-14031 is a ticket",
        "2024-W09 was a bad week",
        "2024-W09-51 is a ticket",
        "2024-W54-1 14:03 is in no calendar",
        "2024-061 is a ticket",
        "2023-366 14:03 is in no calendar",
        "011403 rows are gone",
        "321403ZMAR24 is no day",
        "1709301780 rows are gone",
        "14:03 (14:03:33) An alert fires",
        "14:03 10:1 of the calls fail",
        "1:1s with every team",
        "1:1 with the team",
        "16:9 pictures",
        "3:2:1 is the rule of backups",
        "8080:80 is published",
        "127.0.0.1:80 is shut",
        "443:8443 is published",
        "10:443/tcp is open",
        "OO:IO is the name",
        "SO:10000 is closed",
        "Is it 10:30 yet",
        "2001:db8::1 is down",
        "2024-03-01: 3:1 for a rollback",
        "O2 is down",
        "7 hosts 14:02 later",
        "Rack 12 14:02 was the last sign",
        "12 Tage 10:00",
        "14:03 UTC An alert fires",
        "14:03 UTC+2 An alert fires",
        "l0g-rotation fails",
        "20240301-1403 is rolled back",
        "20240301 is the build",
    ],
)
def test_what_only_looks_like_a_typo_is_left_alone(text: str) -> None:
    """A ratio, a port, an address, a name, a plural."""
    assert find_typo(read_head(text), text) is None
