"""The command's frame: consistent failures, and no more imports than a command needs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mkdocs_postmortems import cli
from mkdocs_postmortems.cli import COMMANDS, main


def test_each_command_shows_its_help(capsys):
    """Each command of the table has a module, and its help lists its flags."""
    without = {"init", "explain", "manifest"}
    for name in COMMANDS:
        assert main([name, "--help"]) == 0
        assert ("--config FILE" in capsys.readouterr().out) == (name not in without)


def test_the_summary_names_every_command(capsys):
    """So that nobody needs the guide for that: with ``--help``, and as wrong use without a command."""
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    words = " ".join(shown.split())  # lines are broken by the terminal's width
    assert all(f"{name} {summary}" in words for name, summary in COMMANDS.items())
    assert main([]) == 2
    assert capsys.readouterr().err == shown


@pytest.mark.parametrize(
    "arguments", [[], ["nope"], ["check", "--format", "nope"], ["explain"], ["manifest", ".", "--config", "mkdocs.yml"]]
)
def test_wrong_use_exits_with_2(arguments, capsys):
    """With the allowed use on stderr."""
    assert main(arguments) == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["chek"], "there is no command 'chek'; did you mean check?"),
        (["help"], "there is no command 'help'; `postmortems --help` lists all"),
        (["check", "--strct"], "postmortems check: error: unrecognized argument '--strct'; did you mean --strict?"),
        (["check", "-q"], "postmortems check: error: unrecognized argument '-q'; see --help"),
        (["--config", "mkdocs.yml", "check"], "there is no command '--config'; flags come after the command"),
    ],
)
def test_a_misspelt_command_or_flag_is_named_with_the_nearest_one(arguments, hint, capsys):
    """With the usage of the called command, not that of all of them."""
    assert main(arguments) == 2
    assert hint in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["check", ""], ["check", "a.md", ""], ["export", ""], ["import", ".", "--to", ""], ["audit", ""]]
)
def test_an_empty_path_is_refused(arguments, capsys):
    """A shell passes one for an unset variable, and it would mean the current folder."""
    assert main(arguments) == 2
    assert "this path is empty" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        *(["init", "file/x"], ["new", "x", "--yes", "--to", "file"], ["new", "x", "--yes", "--to", "file/x"]),
        *(["import", "old", "--to", "file/x"], ["import", "old", "--dry-run", "--report", "file/x"]),
        *(["export", "file/x"], ["export", "file/x", "--format", "jsonl"]),
    ],
)
def test_a_file_that_cannot_be_written_is_named(arguments, tmp_path, monkeypatch, capsys):
    """If a folder is a file, or belongs to somebody else: no traceback."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "a.md").write_text("# A title\n\nText.\n", "utf-8")
    assert main(arguments) == 2
    assert re.match("postmortems: .*file.*: .+$", capsys.readouterr().err.splitlines()[-1])


@pytest.mark.parametrize("epoch", ["abc", "1e9", "2026-01-01", "9" * 12, "9" * 30])
@pytest.mark.parametrize("arguments", [["check", "."], ["new", "x", "--yes"], ["export", "x"], ["diff-editions"]])
def test_a_build_time_that_is_none_is_refused(arguments, epoch, tmp_path, monkeypatch, capsys):
    """Its value is shown, with how to set it."""
    (tmp_path / "postmortems").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert main(arguments) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"postmortems: SOURCE_DATE_EPOCH is '{epoch}', which is not a time; set it to seconds")


@pytest.mark.parametrize("arguments", [["check"], ["export", "x"], ["diff-editions"], ["audit", "site"]])
def test_a_command_that_needs_reports_is_refused_where_there_are_none(arguments, tmp_path, monkeypatch, capsys):
    """In a wrong folder, the audit would find no internal text in any site."""
    (tmp_path / "site").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    assert "postmortems: there is no such folder; create it with `postmortems new`" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("arguments", [["check"], ["export", "x"], ["diff-editions"], ["audit", "real"]])
def test_a_linked_source_folder_is_refused(arguments, tmp_path, monkeypatch, capsys):
    """It would look like an archive without reports."""
    (tmp_path / "real/postmortems").mkdir(parents=True)
    (tmp_path / "postmortems").symlink_to("real/postmortems")
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    assert "postmortems: this folder is a symbolic link" in capsys.readouterr().err


def test_a_source_folder_below_a_link_is_refused(tmp_path, monkeypatch, capsys):
    """The link itself is named, wherever it is on the way to the reports."""
    (tmp_path / "real/postmortems").mkdir(parents=True)
    (tmp_path / "docs").symlink_to("real")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\nplugins: [{postmortems: {source: docs/postmortems}}]\n", "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2
    assert "docs: this folder is a symbolic link" in capsys.readouterr().err


def test_an_interrupted_command_says_so(monkeypatch, capsys):
    """Without a traceback, and with the exit code of a program that Ctrl-C has ended."""

    def interrupted(arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("mkdocs_postmortems.cli.rules.run", interrupted)
    assert main(["rules"]) == 130
    assert capsys.readouterr() == ("", "postmortems: interrupted\n")


def test_the_version_is_the_packages(capsys):
    """It is defined in one place."""
    from mkdocs_postmortems import __version__

    assert main(["--version"]) == 0
    assert __version__ in capsys.readouterr().out


def test_the_check_imports_neither_mkdocs_nor_jinja(tmp_path):
    """In a new process, because this one has imported them."""
    code = (
        "import sys; from mkdocs_postmortems.cli import main; main(['check', '--format', 'json']); "
        "print(sorted(name for name in sys.modules if name in ('mkdocs', 'jinja2', 'babel', 'nh3', 'pygments')))"
    )
    (tmp_path / "postmortems").mkdir()
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_closed_pipe_is_not_an_error(tmp_path):
    """``postmortems check | head -1`` ends without a traceback."""
    folder = tmp_path / "postmortems"
    folder.mkdir()
    for number in range(200):
        (folder / f"r{number}.md").write_text("# none\n", "utf-8")
    command = f"{sys.executable} -c 'from mkdocs_postmortems.cli import main; main()' check --format text | head -1"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stderr == ""


RUN = "import sys; from mkdocs_postmortems.cli import main; sys.exit(main())"


def run_buffered(folder: Path, output: int, *arguments: str) -> tuple[int, str]:
    """Run a command, all of whose output fits into Python's buffer. Return its exit code and its messages."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    command = [sys.executable, "-c", RUN, *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment, stdout=output, stderr=subprocess.PIPE, text=True, check=False
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("command", ["check", "--help"])
def test_a_pipe_that_is_closed_before_the_end_is_not_an_error(tmp_path, command):
    """Python writes what is left in its buffer when the command has ended."""
    (tmp_path / "postmortems").mkdir()
    unread, output = os.pipe()
    os.close(unread)
    assert run_buffered(tmp_path, output, command) == (1, "")
    os.close(output)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux")
@pytest.mark.parametrize("command", ["check", "--help"])
def test_output_that_cannot_be_written_is_an_error(tmp_path, command):
    """A file of findings that is empty because the disk is full must not look like the result of a clean check."""
    (tmp_path / "postmortems").mkdir()
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        assert run_buffered(tmp_path, full.fileno(), command) == (2, "postmortems: No space left on device\n")


@pytest.mark.parametrize(("closed", "code"), [(">&-", 1), ("2>&-", 1), (">&- 2>&-", 1), ("--color nope 2>&-", 2)])
def test_a_closed_stream_is_not_an_error(tmp_path, closed, code):
    """``postmortems check >&-`` ends without a traceback, and its exit code is that of any other run."""
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "postmortems/a.md").write_text("# none\n", "utf-8")
    command = f'{sys.executable} -c "{RUN}" check {closed}'
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)


def test_a_path_that_the_locale_cannot_express_is_explained(tmp_path):
    """Python can then open no such file, although its name is right in ``mkdocs.yml``."""
    (tmp_path / "mkdocs.yml").write_text("plugins: [{postmortems: {source: vorf\u00e4lle}}]", "utf-8")
    (tmp_path / "vorf\u00e4lle").mkdir()
    (tmp_path / "old.md").write_text("# Login fails\n", "utf-8")
    code = "import sys; from mkdocs_postmortems.cli import main; sys.exit(main(['import', 'old.md', '--dry-run']))"
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    message = r"a path contains '\xe4', which the locale's encoding, ascii, lacks; set PYTHONUTF8=1"
    assert (done.returncode, done.stderr) == (2, f"postmortems: {message}\n")


def test_rules_lists_each_rule_with_its_level(tmp_path, monkeypatch, capsys):
    """Levels changed by the settings are marked."""
    from mkdocs_postmortems.check.rules import RULES

    (tmp_path / "mkdocs.yml").write_text("plugins: [{postmortems: {rules: {blame: error}}}]", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(RULES)
    assert [line.split()[:2] for line in lines if line.startswith("blame ")] == [["blame", "error"]]
    assert [line.split()[0] for line in lines if "*" in line] == ["blame"]


def test_explain_refuses_an_unknown_rule(capsys):
    """And suggests the intended one."""
    assert main(["explain", "missing-sectoin"]) == 2
    assert "did you mean missing-section?" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["enum-severity", "enum-*", "enum"])
def test_explain_finds_the_page_that_several_rules_share(name, capsys):
    """By the name of one of them, by the page's heading, and by its file's name in the guide."""
    assert main(["explain", name]) == 0
    assert capsys.readouterr().out.startswith("# enum-*\n")


def test_schema_prints_json(tmp_path, monkeypatch, capsys):
    """The schema of the front matter under the site's settings, and that of the findings."""
    (tmp_path / "mkdocs.yml").write_text("plugins: [{postmortems: {severities: [P0, P1]}}]", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["schema"]) == 0
    assert "P0" in json.dumps(json.loads(capsys.readouterr().out))
    assert main(["schema", "findings"]) == 0
    assert json.loads(capsys.readouterr().out)["properties"]["version"] == {"const": 1}


def test_only_the_module_of_the_command_is_loaded(monkeypatch):
    """The table names the others without importing them."""
    loaded = []
    monkeypatch.setattr(
        cli, "import_module", lambda name: loaded.append(name) or __import__("importlib").import_module(name)
    )
    main(["rules", "--help"])
    assert loaded == ["mkdocs_postmortems.cli.rules"]
