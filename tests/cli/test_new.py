"""``postmortems new``: what it writes, and where."""

from __future__ import annotations

import io
from collections.abc import Callable
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


@pytest.mark.parametrize(
    ("template", "told"),
    [
        (
            "---\ntitle: {{ title }}\nregion: {{ region }}\n---\n",
            r"_template\.md:3: \{\{ region \}\} stands for no answer",
        ),
        ("---\r\ntags: [{{service}}]\r\n---\r\n", r"_template\.md:2: \{\{ service \}\} .* services, "),
        (
            "---\ntitle: {{ title }}\nlead: {{ incident-lead }}\n---\n",
            r":3: \{\{ incident-lead \}\} stands for no answer",
        ),
        ("---\ntitle: {{ title | upper }}\n---\n", r":2: \{\{ title \| upper \}\} stands for no answer"),
        ("---\n# Fill in {{ region }}\ntitle: {{ title }} # {{ words }}\n---\n", ""),
        ("---\ntitle: {{ title }}\n---\n{{ region }}\n", ""),
        ("{{ region }}\n---\n", ""),
    ],
)
def test_a_placeholder_in_the_front_matter_that_stands_for_no_answer_is_an_error(
    tmp_path: Path, template: str, told: str
) -> None:
    """It would not be YAML in each new report. In the text below, it may be part of a message."""
    own = tmp_path / "postmortems" / "_template.md"
    own.parent.mkdir()
    own.write_bytes(template.encode())
    if told:
        with pytest.raises(WrongUse, match=told):
            new.find_template(tmp_path, Settings(), None)
    else:
        assert "{{ region }}" in new.find_template(tmp_path, Settings(), None)


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
