"""``postmortems init``: an archive that builds immediately, and no existing file is lost."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import pytest
import yaml

from mkdocs_postmortems import __version__
from mkdocs_postmortems.cli import init, main
from mkdocs_postmortems.cli.init import CI, FILES
from mkdocs_postmortems.write.publication import Publication
from tests.building import ROOT, build_site, make_report, run_mkdocs

HOOKS = ROOT / ".pre-commit-hooks.yaml"
EXAMPLES = ROOT / "docs" / "examples"


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


def test_the_archive_passes_and_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The strict check finds nothing, not even hints, and the strict build has the report's page."""
    folder = tmp_path / "new" / "archive"
    assert main(["init", str(folder)]) == 0
    assert contents(folder).keys() == {*FILES, *CI["github"], "requirements.txt"}
    monkeypatch.chdir(folder)
    capsys.readouterr()
    assert main(["check", "--strict"]) == 0
    assert capsys.readouterr().out == "no findings in 1 report\n"
    build_site(folder, "--strict")
    assert (folder / "site/incidents/2024-03-12-parcels-without-labels/index.html").is_file()
    home = (folder / "site/index.html").read_text("utf-8")
    names = re.findall(r'<a href="[^"]*" class="md-nav__link[^"]*">\s*<span class="md-ellipsis">\s*(.*?)\s*<', home)
    assert names == ["Home", "Archive", "Insights", "Action items"]


def test_git_ignores_what_a_killed_build_leaves(tmp_path: Path) -> None:
    """It contains internal text, and stays until the next build."""
    assert main(["init", str(tmp_path)]) == 0
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    for name in ("site", "public"):
        publication = Publication(tmp_path / name)
        ignored = subprocess.run(["git", "-C", tmp_path, "check-ignore", "-q", publication.folder / "index.html"])
        publication.discard()
        assert ignored.returncode == 0


class _Installed:
    """An installed package with what pip has recorded about its origin."""

    def __init__(self, origin: str | None) -> None:
        self._origin = origin

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return self._origin


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        (None, f"mkdocs-postmortems~={__version__}\n"),
        ('{"url": "file:///home/ana/clone", "dir_info": {}}', f"mkdocs-postmortems~={__version__}\n"),
        (
            '{"url": "https://git.example/p.git", "vcs_info": {"vcs": "git", "commit_id": "0a1b"}}',
            "mkdocs-postmortems @ git+https://git.example/p.git@0a1b\n",
        ),
    ],
    ids=["an index", "a folder", "a repository"],
)
def test_ci_installs_the_package_from_where_it_came(
    origin: str | None, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same commit of a repository, else the version: another computer has no such folder."""
    monkeypatch.setattr(init, "distribution", lambda name: _Installed(origin))
    main(["init", str(tmp_path)])
    assert (tmp_path / "requirements.txt").read_text("utf-8") == expected


def test_the_example_says_that_it_is_one(tmp_path: Path) -> None:
    """By its tag and by a visible line; and it is in no public edition."""
    main(["init", str(tmp_path)])
    (report,) = (tmp_path / "postmortems").glob("2*.md")
    text = report.read_text("utf-8")
    assert "tags: [example]" in text
    assert "!!! example" in text
    assert "visibility: internal" in text


@pytest.mark.parametrize("name", ["mkdocs.yml", "properdocs.yml"])
def test_a_site_is_not_made_into_an_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """It needs only the plugin, and nothing is written."""
    (tmp_path / name).write_text("site_name: Ours\n", "utf-8")
    assert main(["init", str(tmp_path)]) == 2
    assert f"add the plugin postmortems to its {name} instead" in capsys.readouterr().err
    assert contents(tmp_path) == {name: "site_name: Ours\n"}


def test_in_the_present_folder_there_is_nowhere_to_change_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``in ..`` would look like another folder."""
    monkeypatch.chdir(tmp_path)
    assert main(["init", "."]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == [
        "7 files in this folder. Next:",
        "  pip install -r requirements.txt",
    ]


@pytest.mark.parametrize("ci", sorted(CI))
def test_build_folders_are_ignored_by_git(tmp_path: Path, ci: str) -> None:
    """An internal site committed to Git would stay in its history."""
    main(["init", str(tmp_path), "--ci", ci])
    pages = [ROOT / "docs" / "editions.md", *(tmp_path / name for name in CI[ci])]
    built = {name for page in pages for name in re.findall(r"--site-dir (\w+)", page.read_text("utf-8"))}
    assert "public" in built
    assert {f"/{name}/" for name in built} <= {*(tmp_path / ".gitignore").read_text("utf-8").split()}


def test_the_suggested_commands_can_be_pasted_into_a_shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever the folder's name."""
    folder = tmp_path / "our incidents"
    main(["init", str(folder)])
    change = capsys.readouterr().out.splitlines()[1]
    assert shlex.split(change) == ["cd", str(folder)]


def test_a_new_report_is_written_beside_the_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``new`` finds the folder in the configuration."""
    main(["init", str(tmp_path)])
    monkeypatch.chdir(tmp_path)
    assert main(["new", "Something broke", "--started", "2024-05-01 10:00", "--yes"]) == 0
    assert (tmp_path / "postmortems/2024-05-01-something-broke.md").is_file()
    assert main(["check"]) == 0


def test_no_file_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Existing files are kept and named; the others are written."""
    (tmp_path / "docs").mkdir()
    mine = {".gitignore": "mine\n", "docs/index.md": "# Mine\n", "README.md": "mine\n"}
    for name, text in mine.items():
        (tmp_path / name).write_text(text, "utf-8")
    assert main(["init", str(tmp_path)]) == 0
    found = contents(tmp_path)
    assert {name: found[name] for name in mine} == mine
    assert "mkdocs.yml" in found
    assert capsys.readouterr().err.splitlines() == ["not overwritten: docs/index.md", "not overwritten: .gitignore"]


def test_an_existing_site_is_not_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """If there is a ``mkdocs.yml``, nothing is written: the plugin has to be added to that file."""
    (tmp_path / "mkdocs.yml").write_text("site_name: Mine\n", "utf-8")
    assert main(["init", str(tmp_path)]) == 2
    assert contents(tmp_path) == {"mkdocs.yml": "site_name: Mine\n"}
    assert "plugin" in capsys.readouterr().err


def test_a_file_as_the_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The folder itself, or one that would be created in it."""
    (tmp_path / "taken").write_text("", "utf-8")
    assert main(["init", str(tmp_path / "taken")]) == 2
    (tmp_path / "docs").write_text("", "utf-8")
    assert main(["init", str(tmp_path)]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_in_a_subfolder_of_a_repository_github_finds_the_workflow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is at the top, the only place where GitHub looks. A second archive has one of its own."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["init", "a/b"]) == 0
    (workflow,) = CI["github"]
    assert (tmp_path / workflow).is_file()
    assert not (tmp_path / "a/b/.github").exists()
    assert (
        capsys.readouterr().out.splitlines()[-1] == f"The workflow is {workflow}, because GitHub reads no other folder."
    )
    first = (tmp_path / workflow).read_text("utf-8")
    assert main(["init", "our c"]) == 0
    second = ".github/workflows/postmortems-our-c.yml"
    assert capsys.readouterr() == (ANY, "")
    assert (tmp_path / workflow).read_text("utf-8") == first
    assert "--config 'our c/mkdocs.yml'" in (tmp_path / second).read_text("utf-8")
    for name, number in (("日本", 2), ("東京", 3)):
        assert main(["init", name]) == 0
        out = capsys.readouterr().out.splitlines()[-1]
        assert out.startswith(f"The workflow is .github/workflows/postmortems-{number}.yml,")
    (tmp_path / "our c" / "mkdocs.yml").unlink()
    assert main(["init", "our c"]) == 0
    assert f"not overwritten: ../{second}\n" in capsys.readouterr().err


def test_the_pipelines_of_two_archives_have_other_jobs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """GitLab would merge jobs with the same name, and check one archive only."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    jobs = set()
    for folder in ("a", "our b"):
        assert main(["init", folder, "--ci", "gitlab"]) == 0
        jobs |= yaml.safe_load((tmp_path / folder / ".gitlab-ci.yml").read_text("utf-8")).keys()
    assert jobs == {"postmortems a", "postmortems our b"}
    capsys.readouterr()


def test_in_a_subfolder_of_a_repository_gitlab_is_told_of_the_pipeline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file at the top, which a repository may have already, includes it."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["init", "a/b", "--ci", "gitlab"]) == 0
    assert (tmp_path / "a/b/.gitlab-ci.yml").is_file()
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "To make GitLab run the pipeline, add this line to .gitlab-ci.yml:",
        "  include: a/b/.gitlab-ci.yml",
    ]


@pytest.mark.parametrize(("folder", "ci"), [("a/b", "none"), (".", "gitlab"), (".", "github")])
def test_nothing_is_said_about_ci_where_it_runs_by_itself(
    folder: str, ci: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """At the top of a repository, or without a workflow."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["init", folder, "--ci", ci]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "  mkdocs serve"


@pytest.mark.parametrize("ci", sorted(CI))
def test_the_workflow_is_the_one_asked_for(ci: str, tmp_path: Path) -> None:
    """And no other."""
    main(["init", str(tmp_path), "--ci", ci])
    workflows = {name for each in CI.values() for name in each}
    assert contents(tmp_path).keys() & workflows == CI[ci].keys()


@pytest.mark.parametrize("name", ["github.yml", "gitlab-ci.yml"])
def test_the_guide_shows_the_same_workflows(name: str) -> None:
    """The text is the same in the package and in the guide."""
    starter = ROOT / "plugins" / "mkdocs_postmortems" / "starter"
    assert (EXAMPLES / name).read_bytes() == (starter / name).read_bytes()


def commands(workflow: Any) -> list[tuple[str, str]]:
    """Return the commands of a workflow, in order, each with the condition on which it runs after a failure."""
    if "jobs" in workflow:
        steps = [step for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
        return [(step["run"], str(step.get("if", ""))) for step in steps]
    (job,) = workflow.values()
    return [(line, "") for line in job["script"]]


def run_line(line: str, folder: Path) -> bool:
    """Run a command of a workflow, and return whether it succeeded; one that installs or prints is not run."""
    program, *arguments = shlex.split(line.partition(">")[0], comments=True)
    if program == "postmortems":
        return main(arguments) == 0 or "|| true" in line
    return program != "mkdocs" or run_mkdocs(folder, *arguments).returncode == 0


@pytest.mark.parametrize("below", ["", "our incidents"])
@pytest.mark.parametrize("ci", ["github", "gitlab"])
def test_the_workflows_commands_work(
    ci: str, below: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each check and build passes on a new archive, and writes the files that the workflow uploads."""
    (tmp_path / ".git").mkdir()
    main(["init", str(tmp_path / below), "--ci", ci])
    monkeypatch.chdir(tmp_path)
    (name,) = CI[ci]
    text = (tmp_path / (below if ci == "gitlab" else "") / name).read_text("utf-8")
    lines = commands(yaml.safe_load(text))
    assert all(run_line(line, tmp_path) for line, _ in lines)
    assert {"postmortems", "mkdocs"} <= {line.split()[0] for line, _ in lines}
    assert (tmp_path / below / "preview" / "index.html").is_file()
    assert (tmp_path / below / "site" / "index.html").is_file()
    (uploaded,) = re.findall(r"\bpaths?: \[?([^\[\]\n]*preview)/", text)
    assert (tmp_path / uploaded).is_dir()
    (installed,) = re.findall(r"pip install -r (.+)", text)
    assert (tmp_path / shlex.split(installed)[0]).is_file()
    capsys.readouterr()


@pytest.mark.parametrize("name", ["github.yml", "gitlab-ci.yml"])
def test_a_report_with_gaps_fails_the_workflow_but_has_a_preview(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A reviewer wants to see it most while it has gaps; the log lists them. The published site is not built."""
    main(["init", str(tmp_path)])
    (tmp_path / "postmortems/2024-01-01-gaps.md").write_text(make_report(status="review", title="TODO"), "utf-8")
    monkeypatch.chdir(tmp_path)
    has_failed = False
    for line, condition in commands(yaml.safe_load((EXAMPLES / name).read_text("utf-8"))):
        if "!cancelled()" in condition or not has_failed:
            has_failed |= not run_line(line, tmp_path)
    assert has_failed
    assert [*tmp_path.glob("preview/incidents/2024-01-01-gaps*")]
    assert not (tmp_path / "site").exists()
    assert "2024-01-01-gaps.md:2:8: " in capsys.readouterr().out


PUBLISHING = ["mkdocs build --strict --site-dir public", "postmortems audit public"]


@pytest.mark.parametrize("name", ["github-pages.yml", "gitlab-pages.yml"])
def test_both_hosts_publish_with_the_same_commands(name: str) -> None:
    """They are run below."""
    text = (EXAMPLES / name).read_text("utf-8")
    assert "EDITION: public" in text
    lines = re.findall(r"(?:- |run: )((?:mkdocs|postmortems) .*)$", text, re.MULTILINE)
    assert [line.partition(" #")[0] for line in lines] == PUBLISHING


@pytest.mark.parametrize("is_read", [True, False], ids=["EDITION is read", "EDITION is ignored"])
def test_publishing_stops_before_an_internal_site(
    is_read: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A ``mkdocs.yml`` that does not read ``EDITION`` gives the internal edition, which must not be uploaded."""
    main(["init", str(tmp_path)])
    (tmp_path / "postmortems/2024-01-01-krakatau.md").write_text(
        make_report(title="Krakatau failed", visibility="internal"), "utf-8"
    )
    settings = tmp_path / "mkdocs.yml"
    if not is_read:
        settings.write_text(re.sub("edition: .*", "", settings.read_text("utf-8")), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDITION", "public")
    assert [run_line(line, tmp_path) for line in PUBLISHING] == [True, is_read]
    assert bool([*(tmp_path / "public/incidents").glob("2*")]) != is_read
    assert ("leak" in capsys.readouterr().out) != is_read


def test_the_audit_finds_the_example_in_an_internal_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever tries the audit tries it with the example: that the package contains its text does not make it public."""
    main(["init", str(tmp_path)])
    build_site(tmp_path)
    assert main(["audit", str(tmp_path / "site"), "--config", str(tmp_path / "mkdocs.yml")]) == 1
    out = capsys.readouterr().out
    assert "'parcels' is published, but occurs only in internal text" in out
    assert "'certificate has less than 14' is published, but occurs only in internal text" in out


def test_the_pre_commit_hook_finds_mistakes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """pre-commit passes the changed files: a valid one passes, a broken one is named."""
    (hook,) = yaml.safe_load(HOOKS.read_text("utf-8"))
    program, *arguments = shlex.split(hook["entry"])
    assert program == "postmortems"
    main(["init", str(tmp_path)])
    (tmp_path / "postmortems/2024-01-01-broken.md").write_text(make_report(severity="SEV-9"), "utf-8")
    monkeypatch.chdir(tmp_path)
    sound = ["postmortems/2024-03-12-parcels-without-labels.md", "postmortems/README.md"]
    assert main([*arguments, *sound]) == 0
    capsys.readouterr()
    assert main([*arguments, *sound, "postmortems/2024-01-01-broken.md"]) == 1
    assert "enum-severity" in capsys.readouterr().out
