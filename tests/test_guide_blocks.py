"""Every fenced block of the guide is run or parsed, or is listed here with the reason why not.

Each page has its own folder, created by ``postmortems init``, in which its commands run from top to bottom. If a
block shows output, the command must print it; a line ``...`` stands for any lines.
"""

from __future__ import annotations

import itertools
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_postmortems.cli import main
from mkdocs_postmortems.cli.config import load_site
from mkdocs_postmortems.diagnostics import Diagnostic, Level
from mkdocs_postmortems.formats import FORMATS, Findings
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from tests.building import NOW, ROOT, build_site, make_report, run_mkdocs

GUIDE = ROOT / "docs"
SAMPLES = ROOT / "tests" / "imports" / "samples"
PAGES = [*sorted(GUIDE.glob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]

NOT_RUN = {
    "pip": "downloads; tests/packaging/test_wheel.py installs the package",
    "mkdocs serve": "runs until it is stopped; tests/sites/test_serve.py serves a site",
    "python3 -m": "creates an environment, as tests/packaging/test_wheel.py does",
    ".": "activates that environment",
    "make": "sets up an environment, and runs these tests",
    ".venv/bin/pytest": "runs these tests",
    ".venv/bin/python": "writes into the guide; tests/test_guide.py compares the output",
    "npm": "needs Node",
    "curl": "needs a service; test_bulk.py and test_exports.py read both formats",
    "jq": "merges what curl would have got",
    "mkdir": "the folder is here already, with an example of what would have been put into it",
    "code": "needs an editor",
}
NOT_READ = {
    "text": "a picture of folders, a diagram or an address",
    "js": "needs Node",
    "sql": "needs DuckDB; tests/publish/data/test_partitions.py reads the same folders",
    "nginx": "needs nginx",
    "apache": "needs Apache",
    "diff": "is a command's output for the report above it; tests/archive/test_difference.py compares it",
    "css": "needs a browser; tests/sites/test_build.py checks that a site's stylesheet can set colours",
    "vim": "needs Vim; the test of the problem matcher covers the same format",
}
ELSEWHERE = {
    "import.md": "tests/imports/test_page.py imports what it shows",
    "write.md": "tests/test_guide.py runs it as a conversation",
}
_ASSIGNMENT = re.compile(r"[A-Z_]+=")
FRONT = "---\ntitle: T\nseverity: SEV-2\nstatus: draft\nservices: [a]\nstarted: 2023-10-15 14:00\n---\n\n"
BROKEN = """\
---
title: Labels again
severity: SEV3
status: final
services: [label-printing]
started: 2024-04-02 09:10
detected: 2024-04-02 09:14
mitigated: 2024-04-02 09:30
resolved: 2024-04-02 09:40
cause: paper
---

## Issue summary

No labels for half an hour.

## Timeline

- 09:10 **Started.** The paper is out.
- 09:14 **Detected.** A packer says so.
- 09:30 **Mitigated.** There is new paper.
- 09:40 **Resolved.** The queue is empty.

## Corrective and preventive measures

- [x] Order paper by the box (owner: logistics, done: 2024-04-03)

### Root cause and resolution

Nobody counted the rolls.
"""


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text without the indent of a tab, and its opening line."""

    language: str
    text: str
    line: int


def blocks(page: Path) -> list[Block]:
    """Return all blocks of a page, in order."""
    text = page.read_text("utf-8")
    found = re.finditer(r"^(?P<indent> *)```(?P<language>\w*)[^\n]*\n(?P<text>.*?)^\1```$", text, re.S | re.M)
    return [
        Block(
            match["language"],
            re.sub(f"^{match['indent']}", "", match["text"], flags=re.MULTILINE),
            text.count("\n", 0, match.start()) + 1,
        )
        for match in found
    ]


def commands(block: Block) -> Iterator[tuple[str, str]]:
    """Yield each command of a block with the output shown below it."""
    text = block.text.replace("\\\n", " ")
    if block.language == "bash":
        yield from ((line, "") for line in text.splitlines() if line and not line.startswith("#"))
        return
    assert text.startswith("$ "), "a console block begins with a command"
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def is_shown(output: str, shown: str) -> bool:
    """Return whether a command printed what the guide shows."""
    lines = ("(?:.*\n)*" if line == "..." else re.escape(f"{line}\n") for line in shown.rstrip("\n").split("\n"))
    return re.fullmatch("".join(lines), output.rstrip("\n") + "\n") is not None


def why_not_run(words: list[str]) -> str:
    """Return why a command is not run, looked up by its program or by its first two words."""
    return NOT_RUN.get(" ".join(words[:2])) or NOT_RUN.get(words[0], "")


class Folder:
    """The folder where a page's commands run."""

    def __init__(self, path: Path, page: str, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.capsys, self.patch = capsys, patch
        main(["init", str(path)])
        patch.chdir(path)
        patch.setenv("SOURCE_DATE_EPOCH", NOW)
        if page == "check.md":
            (path / "postmortems" / "2024-04-02-labels-again.md").write_text(BROKEN, "utf-8")
        if page == "move.md":
            (path / "docs/postmortems").mkdir()
            (path / "docs/postmortems/login-outage.md").write_text(
                "# Login outage\n\n## Summary\n\nIt was down.\n", "utf-8"
            )
            settings = (path / "mkdocs.yml").read_text("utf-8")
            settings = settings.replace("timezone: UTC", "source: docs/postmortems")
            (path / "mkdocs.yml").write_text(settings, "utf-8")
            (path / "exports").mkdir()
            (path / "exports" / "1.json").write_bytes((SAMPLES / "incident-io.json").read_bytes())
        if page == "command-line.md":
            (path / "old-reports").mkdir()
            (path / "old-reports" / "old.md").write_text(make_report(), "utf-8")
            build_site(path, EDITION="public")
        capsys.readouterr()

    def run(self, command: str) -> str:
        """Run a command and return all its output."""
        words = shlex.split(command, comments=True)
        assigned = dict(word.split("=", 1) for word in itertools.takewhile(_ASSIGNMENT.match, words))
        words = words[len(assigned) :]
        words, target = (words[: words.index(">")], words[words.index(">") + 1]) if ">" in words else (words, "")
        match words:
            case ["cd", folder]:
                if not Path(folder).is_dir():
                    raise AssertionError(f"there is no folder {folder}")
                self.patch.chdir(folder)
                return ""
            case []:
                return ""  # variables of the shell, which only requests use
            case ["postmortems", "new", title]:  # the prompts ask for the rest
                return self.run(f"postmortems new {shlex.quote(title)} --yes")
            case ["postmortems", *arguments]:
                with self.patch.context() as patch:
                    for name, value in assigned.items():
                        patch.setenv(name, value)
                    code = main(arguments)
                printed = self.capsys.readouterr()
                assert code in (0, 1), printed.err
                if target:
                    Path(target).write_text(printed.out, "utf-8")
                    return printed.err
                return printed.out + printed.err
            case ["mkdocs", *arguments]:
                done = run_mkdocs(Path.cwd(), *arguments, **assigned)
                assert done.returncode == 0, done.stderr
                return ""
            case ["zensical" | "properdocs" as program, *arguments]:
                other = Path(sys.executable).with_name(program)
                subprocess.run([other, *arguments], check=True, capture_output=True, timeout=240)
                return ""
        raise AssertionError(f"{words[0]} is neither run nor named in NOT_RUN")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_print_what_the_page_shows(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From top to bottom, as a reader would type them."""
    shells = [block for block in blocks(page) if block.language in ("console", "bash")]
    if not shells or page.name in ELSEWHERE:
        return
    folder = Folder(tmp_path, page.name, capsys, monkeypatch)
    for block in shells:
        for command, shown in commands(block):
            if why_not_run(shlex.split(command, comments=True)):
                continue
            output = folder.run(command)
            assert not shown or is_shown(output, shown), f"{page.name}:{block.line}: {command}\n{output}"


def check_yaml(text: str, tmp_path: Path) -> None:
    """Check a part of ``mkdocs.yml``, plugin settings, a workflow, or pre-commit hooks."""
    data = _Tagless.read(text)
    assert isinstance(data, dict)
    if "repos" in data:
        for hook in (hook for repository in data["repos"] for hook in repository["hooks"]):
            assert {"id", "name", "entry", "language"} <= hook.keys()
            assert main([*shlex.split(hook["entry"])[1:], "--help"]) == 0
    elif "steps" in data or any(isinstance(job, dict) and "script" in job for job in data.values()):
        scripts = [step["run"] for step in data.get("steps", ()) if "run" in step]
        scripts += [line for job in data.values() if isinstance(job, dict) for line in job.get("script", ())]
        for line in scripts:
            words = shlex.split(line.partition(">")[0].rpartition("|")[2])
            words = words[2:] if words[:2] == ["xargs", "-0r"] else words
            assert words[0] == "postmortems"
            assert main([*words[1:], "--help"]) == 0
    elif data.keys() & {"plugins", "nav", "theme", "markdown_extensions", "INHERIT"}:
        load(text, tmp_path)
    else:
        load("plugins:\n  - postmortems:\n" + re.sub("^", "      ", text, flags=re.MULTILINE), tmp_path)


class _Tagless(yaml.SafeLoader):
    """A YAML loader that reads tagged values as plain text."""

    @classmethod
    def read(cls, text: str) -> Any:
        return yaml.load(text, cls)


_Tagless.add_multi_constructor("!", lambda loader, suffix, node: str(node.value))


def load(text: str, tmp_path: Path) -> None:
    """Load settings; raises if one is wrong."""
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    load_site(tmp_path / "mkdocs.yml")


def check_markdown(text: str) -> None:
    """Check a part of a report, or a whole one: the reader finds no mistakes in it."""
    if "{{" in text:  # a template
        return
    report = ReportReader(Settings()).read(
        "postmortems/t.md", ("" if text.startswith("---\n") else FRONT).encode() + text.encode()
    )
    assert not report.problems


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_snippets_are_valid(page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Settings, reports and JSON all parse without mistakes."""
    for block in blocks(page):
        where = f"{page.name}:{block.line}"
        match block.language:
            case "console" | "bash":
                continue
            case "yaml" if page.name == "fields.md":
                continue  # tests/test_guide.py reads each of them as a field
            case "yaml" if block.text.startswith("---\n"):
                check_markdown(block.text)
            case "yaml":
                check_yaml(block.text, tmp_path)
            case "markdown":
                check_markdown(block.text)
            case "json":
                json.loads(block.text)
            case other:
                assert other in NOT_READ, f"{where}: a block of {other or 'no language'} is neither run nor read"
    capsys.readouterr()


def test_the_problem_matcher_finds_each_part() -> None:
    """An editor extracts file, line, column, level, rule and message from a line of the check's output."""
    (task,) = (json.loads(block.text) for block in blocks(GUIDE / "editor.md") if block.language == "json")
    pattern = task["tasks"][0]["problemMatcher"]["pattern"]
    finding = Diagnostic(
        "postmortems/a b.md", 12, 3, "missing-section", Level.ERROR, 'section "Cause" is missing', "add it"
    )
    lines = FORMATS["text"](Findings((finding,), 1, {}, "0")).splitlines()
    (match,) = filter(None, (re.search(pattern["regexp"], line) for line in lines))
    found = [match[pattern[name]] for name in ("file", "line", "column", "severity", "code", "message")]
    assert found == ["postmortems/a b.md", "12", "3", "error", "missing-section", 'section "Cause" is missing']


def test_the_first_commands_of_the_readme_build_the_site_and_run_the_tests() -> None:
    """Whoever opens a clone runs these first, and so does ``.ci/run``."""
    first, second, *_ = (block.text.strip() for block in blocks(ROOT / "README.md") if block.language == "bash")
    assert (first, second) == ("make site", "make test")
    assert (ROOT / ".ci" / "run").read_text("utf-8").splitlines()[-2:] == [second, first]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"])
def test_links_of_the_front_pages_work(name: str) -> None:
    """MkDocs checks the guide's links, but not those in these files."""
    targets = re.findall(r"\]\(([^)#\s]+)", (ROOT / name).read_text("utf-8"))
    missing = [target for target in targets if "://" not in target and not (ROOT / target).exists()]
    assert not missing


@pytest.mark.parametrize("page", sorted(GUIDE.glob("*.md")), ids=lambda page: page.name)
def test_every_page_is_in_the_navigation(page: Path) -> None:
    """Otherwise nobody finds it."""
    assert f" {page.name}\n" in (ROOT / "mkdocs.yml").read_text("utf-8")


def test_the_images_are_small() -> None:
    """Each exists and is smaller than 200 KB."""
    named = {name for page in PAGES for name in re.findall(r"images/([\w-]+\.png)", page.read_text("utf-8"))}
    assert named
    assert all((GUIDE / "images" / name).stat().st_size < 200_000 for name in named)
