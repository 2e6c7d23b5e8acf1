"""The command's frame: one way to fail for each way to go wrong, and no more imported than a command needs."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from mkdocs_postmortems import cli
from mkdocs_postmortems.cli import COMMANDS, main


def test_each_command_shows_its_help(capsys):
    """Each one of the table has a module, and its help names its flags: that of the settings where it reads them."""
    without = {"init", "explain", "manifest"}
    for name in COMMANDS:
        assert main([name, "--help"]) == 0
        assert ("--config FILE" in capsys.readouterr().out) == (name not in without)


def test_the_summary_names_every_command(capsys):
    """So that the guide is not needed for that."""
    assert main(["--help"]) == 0
    out = " ".join(capsys.readouterr().out.split())  # lines are broken by the terminal's width
    assert all(f"{name} {summary}" in out for name, summary in COMMANDS.items())


@pytest.mark.parametrize(
    "arguments", [[], ["nope"], ["check", "--format", "nope"], ["explain"], ["manifest", ".", "--config", "mkdocs.yml"]]
)
def test_wrong_use_exits_with_2(arguments, capsys):
    """And says on stderr what is allowed."""
    assert main(arguments) == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["check", ""], ["check", "a.md", ""], ["export", ""], ["import", ".", "--to", ""], ["audit", ""]]
)
def test_an_empty_path_is_refused(arguments, capsys):
    """A shell hands it over for a variable that is not set, and it would be this folder."""
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
def test_a_file_that_cannot_be_written_is_reported_with_its_path(arguments, tmp_path, monkeypatch, capsys):
    """A folder that is a file, as one that belongs to somebody else: no traceback."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "a.md").write_text("# A title\n\nText.\n", "utf-8")
    assert main(arguments) == 2
    assert re.match("postmortems: .*file.*: .+$", capsys.readouterr().err.splitlines()[-1])


def test_the_version_is_the_packages(capsys):
    """One number in one place."""
    from mkdocs_postmortems import __version__

    assert main(["--version"]) == 0
    assert __version__ in capsys.readouterr().out


def test_the_check_imports_neither_mkdocs_nor_jinja(tmp_path):
    """A fresh process, since this one has imported them."""
    code = (
        "import sys; from mkdocs_postmortems.cli import main; main(['check', '--format', 'json']); "
        "print(sorted(name for name in sys.modules if name in ('mkdocs', 'jinja2', 'babel', 'nh3', 'pygments')))"
    )
    (tmp_path / "postmortems").mkdir()
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_reader_who_leaves_early_is_no_failure_of_ours(tmp_path):
    """``postmortems check | head -1`` ends without a traceback."""
    folder = tmp_path / "postmortems"
    folder.mkdir()
    for number in range(200):
        (folder / f"r{number}.md").write_text("# none\n", "utf-8")
    command = f"{sys.executable} -c 'from mkdocs_postmortems.cli import main; main()' check --format text | head -1"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stderr == ""


def test_rules_lists_each_with_its_level_here(tmp_path, monkeypatch, capsys):
    """What the settings changed is marked."""
    from mkdocs_postmortems.check.rules import RULES

    (tmp_path / "mkdocs.yml").write_text("plugins: [{postmortems: {rules: {blame: error}}}]", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(RULES)
    assert [line.split()[:2] for line in lines if line.startswith("blame ")] == [["blame", "error"]]
    assert [line.split()[0] for line in lines if "*" in line] == ["blame"]


def test_explain_refuses_a_rule_that_there_is_not(capsys):
    """And offers the one that was meant."""
    assert main(["explain", "missing-sectoin"]) == 2
    assert "did you mean missing-section?" in capsys.readouterr().err


def test_schema_prints_json(tmp_path, monkeypatch, capsys):
    """Of the front matter under the site's settings, and of the findings."""
    (tmp_path / "mkdocs.yml").write_text("plugins: [{postmortems: {severities: [P0, P1]}}]", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["schema"]) == 0
    assert "P0" in json.dumps(json.loads(capsys.readouterr().out))
    assert main(["schema", "findings"]) == 0
    assert json.loads(capsys.readouterr().out)["properties"]["version"] == {"const": 1}


def test_only_one_module_of_a_command_is_loaded(monkeypatch):
    """The others are named by the table alone."""
    loaded = []
    monkeypatch.setattr(
        cli, "import_module", lambda name: loaded.append(name) or __import__("importlib").import_module(name)
    )
    main(["rules", "--help"])
    assert loaded == ["mkdocs_postmortems.cli.rules"]
