"""``cli.questions``: what ``postmortems new`` asks, what it accepts, and what it assumes."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from mkdocs_postmortems.cli import new, questions
from mkdocs_postmortems.cli.template import Answers
from mkdocs_postmortems.settings import Settings

NOW = datetime(2023, 10, 15, 14, 6, tzinfo=UTC)


def parse(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    new.add_arguments(parser)
    return parser.parse_args(words)


def collect(*words: str, ask: Callable[[str], str] | None = None, settings: Settings | None = None) -> Answers:
    return questions.collect(parse(*words), settings or Settings(), NOW, ask)


def replies(*texts: str) -> tuple[Callable[[str], str], list[str]]:
    """Answers to the prompts, and a record of the questions."""
    asked: list[str] = []
    left: Iterator[str] = iter(texts)

    def ask(question: str) -> str:
        asked.append(question)
        return next(left)

    return ask, asked


def test_with_all_flags_nothing_is_asked() -> None:
    """Not even on a terminal."""
    ask, asked = replies()
    answers = collect(
        *("Login failures", "--severity", "sev-2", "--services", "identity, storefront", "--cause", "code deployment"),
        *("--started", "2023-10-15 14:00", "--timezone", "Europe/London", "--id", "login"),
        ask=ask,
    )
    assert answers == Answers(
        title="Login failures",
        severity="SEV-2",
        services=("identity", "storefront"),
        started="2023-10-15 14:00",
        timezone="Europe/London",
        cause="code deployment",
        id="login",
    )
    assert not asked


def test_missing_flags_are_asked_for() -> None:
    """Title, severity, services and start: the required fields."""
    ask, asked = replies("Login failures", "SEV-1", "identity", "2023-10-15 13:00")
    answers = collect(ask=ask)
    assert (answers.title, answers.severity, answers.services) == ("Login failures", "SEV-1", ("identity",))
    assert answers.started == "2023-10-15 13:00"
    assert [question.split()[0] for question in asked] == ["Title:", "Severity", "Services,", "Started,"]


def test_the_question_for_the_start_names_its_zone_and_how_to_choose_another() -> None:
    """If a zone was given, the hint is left out."""
    for zone, said in (((), "in UTC (--timezone for another) ["), (("--timezone", "Asia/Tokyo"), "in Asia/Tokyo [")):
        ask, asked = replies("")
        collect("T", "--severity", "SEV-1", "--services", "a", *zone, ask=ask)
        assert said in asked[0]


def test_enter_accepts_the_default_time_only() -> None:
    """The start defaults to now in the report's zone; the severity has no default."""
    ask, asked = replies("", "SEV-3", "", "search", "")
    answers = collect("Slow search", "--timezone", "Europe/Berlin", ask=ask)
    assert answers.started == "2023-10-15 16:06"
    assert len(asked) == 5  # severity and services twice each


@pytest.mark.parametrize("word", ["SEV-2", "sev-2", "sev2", "Sev 2", "SEV_2", "2"])
def test_a_severity_is_recognized_by_letters_and_digits(word: str) -> None:
    """The report has it as spelt in the settings."""
    assert collect("T", "--severity", word, "--yes").severity == "SEV-2"


@pytest.mark.parametrize(("allowed", "number"), [(("P1", "S1"), "1"), (("P10", "P2"), "1"), (("high", "low"), "0")])
def test_a_number_that_is_not_that_of_one_severity_is_refused(allowed: tuple[str, ...], number: str) -> None:
    """Two have it, or none has."""
    with pytest.raises(questions.Refused, match=f"no severity '{number}'"):
        collect("T", "--severity", number, "--yes", settings=Settings(severities=allowed))


def test_a_wrong_answer_is_asked_for_again(capsys: pytest.CaptureFixture[str]) -> None:
    """With the reason."""
    ask, asked = replies("SEV-9", "SEV-2", "25:00", "2023-10-15 14:00")
    answers = collect("Login failures", "--services", "identity", ask=ask)
    assert (answers.severity, answers.started) == ("SEV-2", "2023-10-15 14:00")
    assert len(asked) == 4
    assert "no severity 'SEV-9'" in capsys.readouterr().err


def test_a_severity_and_services_may_be_left_open(capsys: pytest.CaptureFixture[str]) -> None:
    """On the first day nobody may know them. The refusal of an empty answer says how to leave it open."""
    ask, asked = replies("", "todo", "", "TODO", "")
    answers = collect("Login failures", ask=ask)
    assert (answers.severity, answers.services) == ("TODO", ("TODO",))
    assert len(asked) == 5
    refusals = capsys.readouterr().err
    assert refusals.count("; write TODO if ") == 2
    assert "a report needs a severity" in refusals
    assert collect("T", "--severity", "TODO", "--services", "TODO", "--yes").severity == "TODO"
    assert collect("T", "--severity", "todo", "--services", "todo", "--yes").services == ("TODO",)


@pytest.mark.parametrize(
    ("reply", "started"),
    [
        ("14:06", "2023-10-15 14:06"),
        ("3:05", "2023-10-15 03:05"),
        ("23.50", "2023-10-14 23:50"),
        ("14:07", "2023-10-14 14:07"),
    ],
)
def test_a_time_alone_is_the_last_one(reply: str, started: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Who writes during the night of an incident answers like this. The date is shown, since it may be yesterday's."""
    ask, _ = replies(reply)
    assert collect("T", "--severity", "SEV-1", "--services", "a", ask=ask).started == started
    assert capsys.readouterr().err == f"assumed: started is {started}\n"


def test_without_a_terminal_what_is_not_given_is_left_open_and_reported(capsys: pytest.CaptureFixture[str]) -> None:
    """A script gets a report; its log says what to fill in. No severity or service is invented, since it might stay."""
    answers = collect("Login failures", "--yes")
    assert (answers.severity, answers.services, answers.started) == ("TODO", ("TODO",), "2023-10-15 14:06")
    assert capsys.readouterr().err.splitlines() == [
        "to be filled in: severity is TODO",
        "to be filled in: services is TODO",
        "assumed: started is 2023-10-15 14:06",
    ]


def test_a_zone_that_most_people_misread_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    """The check of the new report says the same."""
    flags = ("--severity", "SEV-2", "--services", "login", "--started", "2023-10-15 14:00", "--yes")
    assert collect("Login failures", "--timezone", "EST", *flags).timezone == "EST"
    assert capsys.readouterr().err == (
        "to be corrected: EST has no daylight saving time, but most places that use it do; "
        "write a place, such as America/New_York\n"
    )
    collect("Login failures", "--timezone", "America/New_York", *flags)
    assert capsys.readouterr().err == ""
    collect("Login failures", *flags, settings=Settings(timezone="EST"))
    assert capsys.readouterr().err == "", "the site's own zone is not this report's"


def test_an_ambiguous_time_is_proposed_with_its_offset() -> None:
    """A report started in the hour when clocks go back must pass the check."""
    now = datetime(2023, 10, 29, 1, 30, tzinfo=UTC)
    answers = questions.collect(parse("Late", "--timezone", "Europe/Berlin", "--yes"), Settings(), now, None)
    assert answers.started == "2023-10-29T02:30+01:00"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "give a title and --severity and --services$"),
        (["--yes"], "needs a title"),
        (["\u200b", "--yes"], "needs a title"),
        (["T \x1b[31m", "--yes"], "in this title, U\\+001B"),
        (["T" * 301, "--yes"], "this title has 301 characters; 300 at most"),
        (["T", "--cause", "c" * 301, "--yes"], "this cause has 301"),
        (["T", "--services", f"a, {'s' * 301}", "--yes"], "this service has 301"),
        (["T"], "give --severity and --services, or --yes"),
        (["T", "--severity", "SEV-2"], "give --services, or --yes"),
        (["T", "--severity", "bad", "--yes"], "one of SEV-1, SEV-2, SEV-3, SEV-4"),
        (["T", "--services", " , ", "--yes"], "at least one service"),
        (["T", "--started", "14:00", "--yes"], "add the date"),
        (["T", "--started", "2023-02-30 14:00", "--yes"], "does not exist"),
        (["T", "--timezone", "Europe/Lodnon", "--yes"], "Europe/London"),
        (["T", "--id", "../etc", "--yes"], "not an id"),
        (["T", "--id", "con", "--yes"], "not an id"),
    ],
)
def test_a_wrong_flag_is_refused(words: list[str], said: str) -> None:
    """With what to write instead."""
    with pytest.raises(questions.Refused, match=said.replace("?", r"\?")):
        collect(*words)
