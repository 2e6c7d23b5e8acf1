"""``postmortems new``: what it asks, what it assumes, and what it writes."""

from __future__ import annotations

import argparse
import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.cli import WrongUse, main, new
from mkdocs_postmortems.cli.template import LANGUAGES, Answers, template_of
from mkdocs_postmortems.diagnostics import Level
from mkdocs_postmortems.project import Folder, load_project
from mkdocs_postmortems.read.ids import is_id
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.sections import CLASSIC, LIGHTWEIGHT, SETS, SectionRule, SectionSet
from mkdocs_postmortems.settings import Settings

NOW = datetime(2023, 10, 15, 14, 6, tzinfo=UTC)


def parse(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    new.add_arguments(parser)
    return parser.parse_args(words)


def collect(*words: str, ask: Callable[[str], str] | None = None, settings: Settings | None = None) -> Answers:
    return new.collect(parse(*words), settings or Settings(), NOW, ask)


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


@pytest.mark.parametrize("word", ["SEV-2", "sev-2", "sev2", "Sev 2", "SEV_2"])
def test_a_severity_is_recognized_by_letters_and_digits(word: str) -> None:
    """The report has it as spelt in the settings."""
    assert collect("T", "--severity", word, "--yes").severity == "SEV-2"


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


def test_an_ambiguous_time_is_proposed_with_its_offset() -> None:
    """A report started in the hour when clocks go back must pass the check."""
    now = datetime(2023, 10, 29, 1, 30, tzinfo=UTC)
    answers = new.collect(parse("Late", "--timezone", "Europe/Berlin", "--yes"), Settings(), now, None)
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
    with pytest.raises(new._Refused, match=said.replace("?", r"\?")):
        collect(*words)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Login failures after authentication deploy", "login-failures-after-authentication-deploy"),
        ("Kühlung im Großraum ausgefallen!", "kuhlung-im-grossraum-ausgefallen"),
        ("C++ / C#: it's over", "c-c-it-s-over"),
        ("再入荷のお知らせ", ""),
        ("../../etc/passwd", "etc-passwd"),
        ("word " * 40, "-".join(["word"] * 12)),
    ],
)
def test_a_slug_is_the_titles_words(title: str, expected: str) -> None:
    """Cut between words, without letters that an address cannot contain."""
    assert new.slug(title) == expected


@pytest.mark.parametrize("title", ["Kühlung für Öfen läuft", "Ku\u0308hlung fu\u0308r O\u0308fen la\u0308uft"])
def test_umlauts_are_spelled_out_in_a_german_site(title: str) -> None:
    """As Germans do where there are none, also if an editor has decomposed them; other languages drop the dots."""
    assert new.slug(title, "de") == "kuehlung-fuer-oefen-laeuft"
    assert new.slug(title) == "kuhlung-fur-ofen-lauft"


@given(st.text())
def test_any_title_gives_a_file_name_whose_stem_is_an_id(title: str) -> None:
    """So that new reports never need an ``id``."""
    for name in islice(new.file_names(Answers(title, "SEV-1", ("a",), "2023-10-15 14:00", "UTC")), 2):
        assert name.endswith(".md")
        assert is_id(name.removesuffix(".md"))


def findings(folder: Path, settings: Settings, answers: Answers, set_name: str | None = None) -> list[str]:
    """Return the check's findings in a new report, without hints."""
    report = folder / settings.source / next(new.file_names(answers))
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_text(new.fill(new.find_template(folder, settings, set_name), answers), "utf-8")
    project = load_project(Folder(folder), ReportReader(settings), NOW)
    assert project.files == 1
    return [f"{each.line}: {each.rule}" for each in project.diagnostics if each.level is not Level.HINT]


@pytest.mark.parametrize("name", sorted(SETS))
def test_a_new_report_passes_the_check_as_a_draft(tmp_path: Path, name: str) -> None:
    """From each shipped set, with a title that YAML would misread."""
    answers = Answers("no: 'it' #broke", "SEV-2", ("a, b", "[c]"), "2023-10-15 14:00", "Europe/London", "a: b")
    assert findings(tmp_path, Settings(sections=SETS[name]), answers) == []


@pytest.mark.parametrize("setting", ["plugins: [postmortems: {language: de}]", "theme: {name: material, language: de}"])
def test_a_new_report_is_in_the_sites_language(here: Path, setting: str) -> None:
    """That of the archive, else that of the theme; and it passes the check as a draft."""
    (here / "mkdocs.yml").write_text(f"site_name: Vorfälle\n{setting}\n", "utf-8")
    assert main(["new", "Drucker für Etiketten offline", "--yes"]) == 0
    (report,) = (here / "postmortems").glob("*-fuer-etiketten-offline.md")
    assert "## Ursache und Lösung" in report.read_text("utf-8")
    assert main(["check", "--strict"]) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_report_in_another_language_passes_the_check(tmp_path: Path, language: str) -> None:
    """As a draft, from each template in that language."""
    for sections in (CLASSIC, LIGHTWEIGHT):
        text = new.fill(template_of(sections, language), Answers("T", "SEV-2", ("a",), "2023-10-15 14:00", "UTC"))
        (tmp_path / "postmortems").mkdir(exist_ok=True)
        (tmp_path / "postmortems" / "t.md").write_text(text, "utf-8")
        project = load_project(Folder(tmp_path), ReportReader(Settings(sections=sections)), NOW)
        assert [each for each in project.diagnostics if each.level is not Level.HINT] == []
        assert [event.kind for event in project.reports[0].timeline.events][:2] == ["started", "detected"]


def test_a_new_report_of_a_sites_own_sections_passes_too(tmp_path: Path) -> None:
    """Its template is generated from the settings."""
    own = SectionSet("own", (SectionRule("What broke"), SectionRule("Log", role="timeline"), SectionRule("To do")))
    answers = Answers("Broken", "SEV-2", ("a",), "2023-10-15", "UTC")
    assert findings(tmp_path, Settings(sections=own), answers) == []


def test_a_missing_template_in_the_settings_is_an_error(tmp_path: Path) -> None:
    """Otherwise authors would unknowingly start from another one. Choosing a shipped set still works."""
    with pytest.raises(WrongUse, match=r"postmortems/_incident\.md: there is no such template"):
        new.find_template(tmp_path, Settings(template="_incident.md"), None)
    assert new.find_template(tmp_path, Settings(template="_incident.md"), "lightweight")


def test_a_sites_own_template_wins_over_its_section_set(tmp_path: Path) -> None:
    """But not over a set requested by name."""
    own = tmp_path / "postmortems" / "_template.md"
    own.parent.mkdir()
    own.write_text("---\ntitle: {{ title }}\n---\nOurs.\n")
    assert new.find_template(tmp_path, Settings(), None).endswith("Ours.\n")
    assert "## Cause" in new.find_template(tmp_path, Settings(), "lightweight")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary current folder, at a fixed time, without a terminal."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return tmp_path


def test_the_command_writes_a_report_and_prints_its_path(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the path is on stdout, so that a script can open it."""
    assert main(["new", "Login failures", "--severity", "SEV-2", "--services", "identity", "--yes"]) == 0
    assert capsys.readouterr().out == "postmortems/2023-10-15-login-failures.md\n"
    text = (here / "postmortems" / "2023-10-15-login-failures.md").read_text("utf-8")
    assert text.startswith("---\ntitle: Login failures\nseverity: SEV-2\nstatus: draft\nservices: [identity]\n")
    assert main(["check"]) == 0


def test_the_settings_are_those_of_the_site(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Source folder, time zone, severities and sections, from ``mkdocs.yml``."""
    (here / "mkdocs.yml").write_text(
        "site_name: S\nplugins:\n  - postmortems:\n      source: incidents/reports\n      sections: howie\n"
        "      timezone: Asia/Tokyo\n      severities: [high, low]\n"
    )
    assert main(["new", "Broken", "--severity", "HIGH", "--yes"]) == 0
    path = capsys.readouterr().out.strip()
    assert path == "incidents/reports/2023-10-15-broken.md"
    text = (here / path).read_text("utf-8")
    assert "severity: high\n" in text
    assert "started: 2023-10-15 23:06\n" in text
    assert "## Contributors and enablers\n" in text
    assert main(["check"]) == 0


def test_it_works_in_the_folder_of_the_reports(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site is in the folder above."""
    (here / "mkdocs.yml").write_text("site_name: x", "utf-8")
    (here / "postmortems").mkdir()
    monkeypatch.chdir(here / "postmortems")
    words = ["Labels", "--severity", "SEV-3", "--services", "labels", "--started", "2024-05-06 09:10"]
    assert main(["new", *words]) == 0
    assert [each.name for each in (here / "postmortems").iterdir()] == ["2024-05-06-labels.md"]


def test_an_existing_report_is_never_overwritten(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second report with the same title and day is refused."""
    assert main(["new", "Broken", "--yes"]) == 0
    file = here / "postmortems" / "2023-10-15-broken.md"
    file.write_text("mine")
    assert main(["new", "Broken", "--yes"]) == 1
    assert file.read_text() == "mine"
    assert "exists already" in capsys.readouterr().err


def test_titles_that_give_no_name_are_numbered(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Otherwise all titles in such a language would have the same name."""
    for title in ("再入荷のお知らせ", "ログインできない", "🔥"):
        assert main(["new", title, "--yes"]) == 0
    names = ["2023-10-15-incident.md", "2023-10-15-incident-2.md", "2023-10-15-incident-3.md"]
    assert capsys.readouterr().out.split() == [f"postmortems/{name}" for name in names]
    assert "title: ログインできない\n" in (here / "postmortems" / names[1]).read_text("utf-8")


def test_to_writes_elsewhere(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Creates the folder if needed."""
    assert main(["new", "Broken", "--to", "drafts/2023", "--yes"]) == 0
    assert capsys.readouterr().out == "drafts/2023/2023-10-15-broken.md\n"


def test_wrong_use_exits_with_2_and_writes_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With one line that says what to write."""
    assert main(["new", "Broken", "--started", "yesterday", "--yes"]) == 2
    assert main(["new"]) == 2
    assert main(["new", "Broken", "--set", "lightwieght"]) == 2
    assert not (here / "postmortems").exists()
    assert "'yesterday' is not a date and time" in capsys.readouterr().err


def test_an_interrupted_conversation_writes_nothing(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With Control-C or Control-D at a prompt."""
    monkeypatch.setattr("sys.stdin", _Terminal())
    for end in (EOFError, KeyboardInterrupt):
        monkeypatch.setattr("builtins.input", _raiser(end))
        assert main(["new"]) == 2
    assert not (here / "postmortems").exists()


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _raiser(error: type[BaseException]) -> Callable[[str], str]:
    def ask(question: str) -> str:
        raise error

    return ask
