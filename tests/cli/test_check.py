"""``postmortems check`` has the exit codes that scripts expect, and finds in a file what it finds in the archive."""

from __future__ import annotations

import json
import os

import pytest

from mkdocs_postmortems.cli import main

SOUND = """---
title: {title}
severity: SEV-3
status: {status}
services: [sign-in]
started: 2023-10-15 14:00
detected: 2023-10-15 14:05
resolved: 2023-10-15 15:00
visibility: public
{more}---

## Issue summary

Nobody could sign in.

## Timeline

- 14:00 The deployment begins.

## Root cause and resolution

A token had expired.

## Corrective and preventive measures

- [x] Watch the tokens
"""


@pytest.fixture
def archive(tmp_path, monkeypatch):
    """A function that writes further reports into an archive with one valid report."""
    monkeypatch.chdir(tmp_path)

    def write(name, title="Logins fail", status="final", more="", body="", folder="postmortems"):
        path = tmp_path / folder / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SOUND.format(title=title, status=status, more=more) + body, "utf-8")
        return path

    write("sound")
    return write


def run(capsys, *arguments):
    code = main(["check", "--format", "json", *map(str, arguments)])
    out = capsys.readouterr().out
    return code, [f"{each['path']}: {each['rule']}" for each in json.loads(out)["findings"]]


def test_a_valid_archive_exits_with_0(archive, capsys):
    """In any mode."""
    assert run(capsys) == (0, [])
    assert run(capsys, "--strict") == (0, [])


def test_an_error_exits_with_1(archive, capsys):
    """In any mode."""
    archive("bad", more="related: [nowhere]\n")
    assert run(capsys) == (1, ["postmortems/bad.md: related-missing"])


def test_a_warning_exits_with_1_only_under_strict(archive, capsys):
    """As MkDocs does."""
    archive("warned", more="related: [warned]\n")
    assert run(capsys) == (0, ["postmortems/warned.md: related-self"])
    assert run(capsys, "--strict")[0] == 1


def test_a_hint_never_fails_the_check(archive, capsys):
    """Not even with ``--strict``."""
    archive("hinted", body="- [ ] Nobody's\n")
    code, found = run(capsys, "--strict")
    assert code == 0
    assert found


def test_a_file_is_checked_against_the_whole_archive(archive, capsys):
    """A pre-commit hook passes one file; its links to other reports are still known (c09)."""
    archive("one", more="related: [sound, nowhere]\n")
    archive("two", more="related: [two]\n")
    assert run(capsys, "postmortems/one.md") == (1, ["postmortems/one.md: related-missing"])
    assert run(capsys, "postmortems/two.md")[1] == ["postmortems/two.md: related-self"]
    assert len(run(capsys, "postmortems")[1]) == 2


def test_a_path_outside_the_source_is_an_archive_of_its_own(archive, capsys):
    """Its reports do not conflict with those of the site."""
    archive("sound", folder="elsewhere")
    assert run(capsys, "elsewhere") == (0, [])


def test_spellings_of_a_subfolder_are_equivalent(archive, capsys):
    """Absolute, with dots, with a trailing slash."""
    path = archive("2023/bad", more="related: [nowhere]\n")
    for spelling in (path.parent, "postmortems/../postmortems/2023/", "./postmortems/2023"):
        assert run(capsys, spelling) == (1, ["postmortems/2023/bad.md: related-missing"])


@pytest.mark.parametrize("config", [[], ["--config", "../mkdocs.yml"]])
def test_paths_are_relative_to_the_current_folder(archive, capsys, tmp_path, monkeypatch, config):
    """As editors and code hosts need them; other reports are known wherever the check is run."""
    (tmp_path / "mkdocs.yml").write_text("site_name: x")
    archive("other", more="related: [sound]\nowner: web\n")
    monkeypatch.chdir(tmp_path / "postmortems")
    assert run(capsys, *config, "other.md") == (0, ["other.md: unknown-key"])
    assert run(capsys, *config) == (0, ["other.md: unknown-key"])
    monkeypatch.chdir(tmp_path.parent)
    site = tmp_path.name
    found = run(capsys, "--config", f"{site}/mkdocs.yml")
    assert found == (0, [f"{site}/postmortems/other.md: unknown-key"])


def test_a_baseline_is_the_same_wherever_it_is_written(archive, capsys, tmp_path, monkeypatch):
    """Its paths are relative to the site's folder."""
    (tmp_path / "mkdocs.yml").write_text("site_name: x")
    archive("other", more="owner: web\n")
    monkeypatch.chdir(tmp_path / "postmortems")
    assert main(["check", "--update-baseline"]) == 0
    assert run(capsys) == (0, [])
    monkeypatch.chdir(tmp_path)
    assert run(capsys) == (0, [])


def test_a_missing_path_is_wrong_use(tmp_path, monkeypatch, capsys):
    """Either an argument or the source folder."""
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2
    assert main(["check", "nope.md"]) == 2
    assert "nope.md" in capsys.readouterr().err


def test_a_baseline_is_either_updated_or_ignored(archive, capsys, tmp_path):
    """Both at once contradict each other: nothing is written."""
    archive("old", more="related: [nowhere]\n")
    assert main(["check", "--update-baseline", "--no-baseline"]) == 2
    assert "not allowed with argument" in capsys.readouterr().err
    assert not (tmp_path / ".postmortems-baseline.json").exists()


def test_a_baseline_hides_old_findings(archive, capsys, tmp_path):
    """Once written, only new findings fail, and the old ones can still be shown."""
    archive("old", more="related: [nowhere]\n")
    assert main(["check", "--update-baseline"]) == 0
    capsys.readouterr()
    assert run(capsys) == (0, [])
    assert run(capsys, "--no-baseline")[0] == 1
    archive("new", more="related: [nowhere]\n")
    assert run(capsys) == (1, ["postmortems/new.md: related-missing"])


@pytest.mark.parametrize("path", [".", "postmortems"])
def test_updating_the_baseline_for_the_whole_folder_accepts_each_finding_once(archive, tmp_path, path):
    """Not in addition to those that it accepted before."""
    archive("old", more="related: [nowhere]\n")
    main(["check", "--update-baseline", path])
    before = (tmp_path / ".postmortems-baseline.json").read_text("utf-8")
    assert '"related-missing"' in before
    main(["check", "--update-baseline", path])
    assert (tmp_path / ".postmortems-baseline.json").read_text("utf-8") == before


@pytest.mark.parametrize("path", ["postmortems/new.md", "postmortems/2024"])
def test_updating_the_baseline_for_some_files_keeps_what_it_accepts_in_others(archive, capsys, path):
    """Otherwise, all old findings of the other files would fail in CI."""
    archive("old", more="related: [nowhere]\n")
    assert main(["check", "--update-baseline"]) == 0
    archive("new", more="related: [nowhere]\n")
    archive("newer", more="related: [nowhere]\n", folder="postmortems/2024")
    assert main(["check", "--update-baseline", path]) == 0
    assert "accepts 1 finding in these files" in capsys.readouterr().err
    (left,) = {"postmortems/new.md", "postmortems/2024/newer.md"} - {path, f"{path}/newer.md"}
    assert run(capsys) == (1, [f"{left}: related-missing"])


def test_updating_the_baseline_for_some_files_forgets_what_they_no_longer_have(archive, capsys, tmp_path):
    """As an update of the whole baseline does."""
    archive("old", more="related: [nowhere]\n")
    assert main(["check", "--update-baseline"]) == 0
    archive("old")
    assert main(["check", "--update-baseline", "postmortems/old.md"]) == 0
    assert json.loads((tmp_path / ".postmortems-baseline.json").read_text("utf-8"))["files"] == {}


def test_a_baseline_that_cannot_be_read_is_a_finding(archive, capsys, tmp_path):
    """It is not treated as empty, and there is no traceback."""
    (tmp_path / ".postmortems-baseline.json").write_text("{", "utf-8")
    assert run(capsys) == (1, [".postmortems-baseline.json: bad-baseline"])


def test_a_baseline_that_cannot_be_read_is_named_by_its_path_and_can_be_silenced(archive, capsys, tmp_path):
    """Like any other finding."""
    (tmp_path / "postmortems" / ".known.json").write_text("{", "utf-8")
    configuration = "plugins: [{postmortems: {baseline: postmortems/.known.json, rules: {bad-baseline: %s}}}]"
    (tmp_path / "mkdocs.yml").write_text(configuration % "warning", "utf-8")
    assert run(capsys) == (0, ["postmortems/.known.json: bad-baseline"])
    (tmp_path / "mkdocs.yml").write_text(configuration % "off", "utf-8")
    assert run(capsys) == (0, [])


def test_a_baseline_never_includes_unreadable_files(archive, capsys, tmp_path):
    """Their visibility is unknown, so the check still fails and says so."""
    (tmp_path / "postmortems" / "broken.md").write_text("---\ntitle: a: b\n---\n", "utf-8")
    assert main(["check", "--update-baseline"]) == 0
    assert "these still fail, because a baseline cannot accept them: yaml-syntax 1" in capsys.readouterr().err
    assert run(capsys) == (1, ["postmortems/broken.md: yaml-syntax"])


def test_a_baseline_does_not_count_what_it_never_accepts(archive, capsys):
    """A misspelt mark of internal text is listed among what still fails."""
    archive("leak", body="\nA customer's name {.Internal}\n")
    assert main(["check", "--update-baseline"]) == 0
    said = capsys.readouterr().err
    assert "accepts 0 findings" in said
    assert "these still fail, because a baseline cannot accept them: internal-marker 1" in said


def test_a_single_file_knows_the_files_beside_it(archive, capsys, tmp_path):
    """Inside or outside the source folder, its findings are those of checking its whole folder."""
    for folder in ("postmortems", "elsewhere"):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / "graph.png").write_bytes(b"")
        path = archive("linked", body="\n![](graph.png) ![](lost.png)\n", folder=folder)
        assert run(capsys, path) == (1, [f"{folder}/linked.md: missing-image"])
        assert run(capsys, folder) == (1, [f"{folder}/linked.md: missing-image"])


def test_links_out_of_the_folder_are_not_found(archive, capsys, tmp_path):
    """Nor links through symbolic links: the disk may have files that the archive does not."""
    (tmp_path / "secret.txt").write_bytes(b"")
    (tmp_path / "postmortems" / "out").symlink_to(tmp_path)
    archive("linked", body="\n[a](../secret.txt) [b](out/secret.txt)\n")
    code, found = run(capsys, "postmortems/linked.md")
    assert (code, found) == (1, ["postmortems/linked.md: broken-link"] * 2)


def test_levels_from_the_settings_apply(archive, capsys, tmp_path):
    """Including an unquoted off, which YAML reads as false."""
    archive("bad", more="related: [nowhere]\n")
    (tmp_path / "mkdocs.yml").write_text("plugins: [{postmortems: {rules: {related-missing: off}}}]", "utf-8")
    assert run(capsys) == (0, [])
    (tmp_path / "mkdocs.yml").write_text("plugins: [{postmortems: {rules: {related-missing: warning}}}]", "utf-8")
    assert run(capsys)[0] == 0
    assert run(capsys, "--strict")[0] == 1


def test_the_time_can_be_set(archive, capsys, monkeypatch):
    """With the same variable as for a reproducible build."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    code, found = run(capsys)
    assert code == 1
    assert "postmortems/sound.md: future-time" in found


def test_color_is_off_in_a_pipe_unless_asked_for(archive, capsys, monkeypatch):
    """And NO_COLOR is respected."""
    archive("bad", more="related: [nowhere]\n")
    main(["check"])
    assert "\x1b[" not in capsys.readouterr().out
    main(["check", "--color", "always"])
    assert "\x1b[" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    main(["check"])
    assert "\x1b[" not in capsys.readouterr().out


@pytest.mark.parametrize("format", ["json", "sarif", "github", "gitlab", "rdjson", "text"])
def test_a_hostile_file_name_stays_inside_its_field(archive, capsys, tmp_path, format):
    """With a line break and a command in it, or not valid UTF-8 (c10)."""
    for name in (b"a\n::error::x.md", b"\xff\xfe.md", b"\x1b[2J.md"):
        (tmp_path / "postmortems" / os.fsdecode(name)).write_bytes(b"# nothing\n")
    assert main(["check", "--format", format]) == 1
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert not any(line.startswith("::error::") for line in out.splitlines())
    out.encode("utf-8")


def test_sarif_explains_each_rule_that_found_something(archive, capsys, tmp_path):
    """As ``postmortems explain`` does, but without the rule's name, which is shown anyway."""
    (tmp_path / "postmortems" / "a.md").write_bytes(b"# nothing\n")
    assert main(["check", "--format", "sarif"]) == 1
    rules = json.loads(capsys.readouterr().out)["runs"][0]["tool"]["driver"]["rules"]
    assert rules
    assert all(rule["help"]["markdown"].startswith("## What it does") for rule in rules)
    assert not [rule["id"] for rule in rules if ".md)" in rule["help"]["markdown"]]


def test_a_folder_without_a_site_gets_no_cache(archive, tmp_path, capsys):
    """Nothing is written into the checked folder; a site's cache is in the site's folder."""
    before = sorted(tmp_path.rglob("*"))
    run(capsys, "postmortems")
    assert sorted(tmp_path.rglob("*")) == before
    (tmp_path / "mkdocs.yml").write_text("plugins: [postmortems]", "utf-8")
    run(capsys, "postmortems")
    assert (tmp_path / ".cache" / "postmortems").is_dir()
