"""``postmortems diff-editions``: authors see what is withheld from the public."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_postmortems.cli import main
from tests.building import BODY, make_report

HIDDEN = BODY.replace("Logins failed.", "Logins failed.\n\nAcme called. {.internal}")


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "postmortems"
    folder.mkdir()
    (folder / "a.md").write_text(make_report(HIDDEN, id="login-outage"), encoding="utf-8")
    (folder / "broken.md").write_text(make_report(HIDDEN + "\nBob {.Internal}\n"), encoding="utf-8")
    (folder / "inside.md").write_text(make_report(visibility="internal"), encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["postmortems/a.md", "login-outage"])
def test_a_report_by_its_file_or_its_id(archive: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """Either identifies it."""
    assert main(["diff-editions", name]) == 0
    removed = [line for line in capsys.readouterr().out.splitlines() if line.startswith("-")]
    assert removed == ["--- postmortems/a.md", "-Acme called. {.internal}"]


def test_what_is_cut_from_the_end_of_a_line_leaves_no_space(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A comment and a space before it: the diff shows no difference that nobody can see."""
    (archive / "a.md").write_text(
        make_report(BODY.replace("Logins failed.", "Logins failed. <!-- ask Ana -->")), "utf-8"
    )
    assert main(["diff-editions", "postmortems/a.md"]) == 0
    assert "+Logins failed." in capsys.readouterr().out.splitlines()


def test_a_report_with_errors_is_shown_too(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a note that no edition includes it: authors see what each marker hides, and what none does."""
    assert main(["diff-editions", "broken"]) == 0
    told, *difference = capsys.readouterr().out.splitlines()
    assert told == "postmortems/broken.md: not in any edition, because it has errors; see postmortems check"
    assert "-Acme called. {.internal}" in difference
    assert not any(line.startswith("-Bob") for line in difference)


def test_the_reason_why_a_report_is_not_public(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In a sentence; a file that is not a report is wrong use."""
    assert main(["diff-editions", "inside"]) == 0
    assert capsys.readouterr().out == "postmortems/inside.md: not in the public edition, because it is internal\n"
    assert main(["diff-editions", "nowhere"]) == 2
    assert "nowhere: there is no such report" in capsys.readouterr().err
