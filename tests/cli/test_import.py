"""``postmortems import``: what is written where, what is reported, and what is never overwritten."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from urllib.parse import quote

import pytest

from mkdocs_postmortems.cli import main

REPORT = """\
# Login fails

On 2023-10-15 nobody could log in.

## Timeline

- 14:00 A deploy.
- 15:10 It is undone.

<font color="red">Red.</font>

See [the runbook](../runbook.md) and ![a graph](pictures/graph.png).
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site, as the current folder, beside a folder of old reports."""
    root = tmp_path / "site"
    root.mkdir()
    (root / "mkdocs.yml").write_text("plugins: [postmortems]\n", "utf-8")
    monkeypatch.chdir(root)
    old = tmp_path / "old"
    (old / "2023" / "pictures").mkdir(parents=True)
    (old / "2023" / "2023-10-15-login.md").write_text(REPORT, "utf-8")
    (old / "2023" / "pictures" / "graph.png").write_bytes(b"\x89PNG")
    (old / "README.md").write_text("# All reports\n", "utf-8")
    (old / "LICENSE.txt").write_text("Free.\n", "utf-8")
    return root


def test_a_page_of_several_incidents_is_written_as_several_reports(site: Path) -> None:
    """Each named by its day; two on one day are numbered."""
    page = "# Outages\n" + "".join(f"\n## 2024-03-0{day}: {n}\n\nImpact: none.\n" for n, day in enumerate((5, 5, 6)))
    (site.parent / "old" / "outages.md").write_text(page, "utf-8")
    assert main(["import", "../old/outages.md"]) == 0
    assert sorted(path.name for path in (site / "postmortems").iterdir()) == [
        *("outages-2024-03-05-2.md", "outages-2024-03-05.md", "outages-2024-03-06.md"),
    ]


def test_reports_are_written_with_their_images(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """At the same relative path; files that are not reports are skipped with a message."""
    assert main(["import", "../old", "--report", "found.json"]) == 0
    target = site / "postmortems" / "2023" / "2023-10-15-login.md"
    assert target.read_text("utf-8").startswith("---\ntitle: Login fails\nseverity: TODO\nstatus: draft\n")
    assert (target.parent / "pictures" / "graph.png").read_bytes() == b"\x89PNG"
    assert [path.name for path in (site / "postmortems").rglob("*.md")] == ["2023-10-15-login.md"]
    out = capsys.readouterr().out
    assert "title: Login fails (line 1, heading)" in out
    assert "started: 2023-10-15 14:00 (line 7, first event)" in out
    assert "left open: severity, services" in out
    assert "skipped, because they are not reports: LICENSE.txt, README.md" in out
    assert json.loads((site / "found.json").read_text("utf-8")) == {
        "version": 1,
        "files": [
            {
                "source": "2023/2023-10-15-login.md",
                "target": "postmortems/2023/2023-10-15-login.md",
                "title": "Login fails",
                "started": "2023-10-15 14:00",
                "events": 2,
                "actions": 0,
                "missing": ["severity", "services"],
            }
        ],
    }


def test_placeholders_are_reported_and_old_faults_are_not(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The baseline covers an old text's own faults; placeholders are work to do."""
    assert main(["import", "../old", "-q"]) == 0
    capsys.readouterr()
    assert main(["check", "--strict", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["findings"]
    assert {finding["rule"] for finding in found} == {"placeholder"}
    assert main(["check", "--no-baseline", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert {"raw-html", "broken-link"} <= {finding["rule"] for finding in found}


def test_nothing_is_imported_beside_a_baseline_that_cannot_be_read(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It could not be updated after the reports had been written."""
    (site / ".postmortems-baseline.json").write_text("<<<<<<< HEAD", "utf-8")
    assert main(["import", "../old"]) == 2
    assert "this baseline cannot be read" in capsys.readouterr().err
    assert not (site / "postmortems").exists()


def test_what_no_baseline_accepts_is_listed(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A comment that is never closed still fails the check, so the summary says that it does."""
    (site.parent / "old" / "2023-10-17-leak.md").write_text("# Leak\n\nA name <!-- of a customer\n", "utf-8")
    assert main(["import", "../old"]) == 0
    said = capsys.readouterr().out
    accepted = next(line for line in said.splitlines() if "accepts what the check finds" in line)
    assert "unclosed-comment" not in accepted
    assert "these still fail, because a baseline cannot accept them: unclosed-comment 1" in said


def test_the_baseline_is_optional(site: Path) -> None:
    """Without it, the check reports everything wrong with the old texts."""
    assert main(["import", "../old", "-q", "--no-baseline"]) == 0
    assert not (site / ".postmortems-baseline.json").exists()
    assert main(["check"]) == 1


def test_importing_twice_changes_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The files and the baseline have the same bytes."""
    assert main(["import", "../old", "-q"]) == 0
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert main(["import", "../old"]) == 0
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before
    assert ": unchanged" in capsys.readouterr().out


def test_an_edited_report_is_not_overwritten(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """This is reported and changes the exit code; ``--overwrite`` replaces it."""
    main(["import", "../old", "-q"])
    target = site / "postmortems" / "2023" / "2023-10-15-login.md"
    target.write_text(target.read_text("utf-8") + "\nMore.\n", "utf-8")
    assert main(["import", "../old", "-q"]) == 1
    assert target.read_text("utf-8").endswith("More.\n")
    assert "the file exists and differs" in capsys.readouterr().err
    assert main(["import", "../old", "-q", "--overwrite"]) == 0
    assert not target.read_text("utf-8").endswith("More.\n")


def test_a_dry_run_writes_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It reports everything, without claiming that it was written."""
    assert main(["import", "../old", "--dry-run"]) == 0
    assert [path.name for path in site.rglob("*")] == ["mkdocs.yml"]
    first, *_, last = capsys.readouterr().out.splitlines()
    assert first.endswith(": would be written")
    assert last == "1 report, 1 would be written, 1 picture; 0 failed"


def test_unreadable_files_are_reported_and_others_imported(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a way to fix them."""
    (site.parent / "old" / "latin.md").write_bytes(b"# \xc4rger\n")
    assert main(["import", "../old", "-q"]) == 1
    assert "--encoding cp1252" in capsys.readouterr().err
    assert (site / "postmortems" / "2023" / "2023-10-15-login.md").exists()


def test_a_front_matter_without_a_text_is_a_report(site: Path) -> None:
    """As status pages have them, whose messages are in the front matter."""
    text = "---\ntitle: Login fails\nseverity: down\ndate: 2024-05-27 11:14\nresolvedDate: 2024-05-27 11:48\n---"
    (site.parent / "old" / "login.md").write_text(text, "utf-8")
    assert main(["import", "../old/login.md"]) == 0
    assert "started: 2024-05-27 11:14" in (site / "postmortems" / "login.md").read_text("utf-8")


def test_reports_with_the_same_name_get_different_ids(site: Path) -> None:
    """Two folders may have files with the same name."""
    (site.parent / "old" / "2024").mkdir()
    (site.parent / "old" / "2024" / "2023-10-15-login.md").write_text(REPORT, "utf-8")
    assert main(["import", "../old", "-q"]) == 0
    assert "id: 2024-2023-10-15-login\n" in (site / "postmortems/2024/2023-10-15-login.md").read_text("utf-8")
    assert main(["import", "../old", "-q"]) == 0


def test_ids_differ_from_those_of_reports_beside_the_target(site: Path) -> None:
    """Which an earlier import may have written to another folder."""
    report = site.parent / "old" / "Login fails.md"
    report.write_text(REPORT, "utf-8")
    for folder in ("a", "b"):
        assert main(["import", "../old/Login fails.md", "--to", f"postmortems/{folder}"]) == 0
    ids = {
        re.findall("^id: (.*)$", path.read_text("utf-8"), re.MULTILINE)[0] for path in site.rglob("postmortems/*/*.md")
    }
    assert len(ids) == 2


def test_links_to_files_not_imported_can_point_to_the_source(site: Path) -> None:
    """With ``--source-url``; links to imported files stay."""
    assert main(["import", "../old", "-q", "--source-url", "https://example.org/wiki/"]) == 0
    text = (site / "postmortems" / "2023" / "2023-10-15-login.md").read_text("utf-8")
    assert "[the runbook](https://example.org/wiki/runbook.md)" in text
    assert "![a graph](pictures/graph.png)" in text


def test_links_between_reports_lead_to_their_new_names(site: Path) -> None:
    """A wiki page becomes a Markdown file, and links to it follow; all other links keep their bytes."""
    old = site.parent / "old" / "wiki"
    old.mkdir()
    links = (
        "[down](DB%20down.html#why), [login](../2023/2023-10-15-login.md), [gone](gone.html), [out](https://a.example/)"
    )
    (old / "mail.md").write_text(f"# Mail\n\nOn 2023-10-15, see {links}.\n", "utf-8")
    (old / "DB down.html").write_text('<h1>DB</h1><p>2023-10-14, see <a href="mail.md">it</a>.</p>', "utf-8")
    main(["import", "../old", "-q"])
    text = (site / "postmortems" / "wiki" / "mail.md").read_text("utf-8")
    assert f"see {links.replace('DB%20down.html', 'db-down.md')}." in text
    assert "[it](mail.md)" in (site / "postmortems" / "wiki" / "db-down.md").read_text("utf-8")


def test_doubtful_values_are_listed(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whether or not they are used: the account says what happened to each."""
    fields = "Severity: Huge\n\nDate: 2023-09-15\n"
    (site.parent / "old" / "mail.md").write_text(
        f"# Mail fails\n\n{fields}\n## Timeline\n\n- 2023-10-15 14:00: A deploy.\n", "utf-8"
    )
    assert main(["import", "../old/mail.md"]) == 0
    assert [line for line in capsys.readouterr().out.splitlines() if "doubtful" in line] == [
        "  doubtful, line 3: severity 'Huge' is not for certain one of the site's; not taken",
        "  doubtful, line 5: started '2023-09-15' is before all events, from 2023-10-15 on",
    ]


def test_links_of_a_wiki_lead_to_the_pages_that_are_imported(site: Path) -> None:
    """With the page or the text first; others become text, or lead to the wiki."""
    old = site.parent / "old" / "wiki"
    old.mkdir()
    links = "[[DB down]], [[the database|DB-down]], [[db down#Root cause|why]], [[How we deploy|Deploys]], [[Deploys]]"
    kept = "`[[DB down]]`, [[1]], [[2]](a.md), [[2023-10-15-login]]"
    links += ", [[the login|2023-10-15-login]]"
    code = "```sh\n[[ -f DB ]] || exit\n```"
    table = "| a | b |\n|---|---|\n| [[DB down\\|it]] | c |"
    (old / "mail.md").write_text(f"# Mail\n\nSee {links}; {kept}.\n\n{code}\n\n{table}\n\n![[a b.png]]\n", "utf-8")
    (old / "DB-down.md").write_text("# DB is down\n\n## Root cause\n\nIt rained.\n", "utf-8")
    assert main(["import", "../old", "-q"]) == 0
    text = (site / "postmortems" / "wiki" / "mail.md").read_text("utf-8")
    first = "See [DB down](DB-down.md), [the database](DB-down.md), [why](DB-down.md#root-cause), "
    first += "How we deploy, Deploys, [[2023-10-15-login|the login]]"
    assert f"{first}; {kept}.\n\n{code}\n\n" in text
    assert "| [it](DB-down.md) | c |\n\n![](a%20b.png)\n" in text
    assert main(["import", "../old", "-q", "--overwrite", "--source-url", "https://a.example/wiki"]) == 0
    text = (site / "postmortems" / "wiki" / "mail.md").read_text("utf-8")
    assert "[why](DB-down.md#root-cause), [Deploys](https://a.example/wiki/How-we-deploy)" in text


def test_links_of_a_wiki_in_any_script(site: Path) -> None:
    """Pages differ by the letters of their names, whatever script these are in."""
    old = site.parent / "old" / "wiki"
    old.mkdir()
    for name in ("バス障害", "パス障害", "Störung"):
        (old / f"{name}.md").write_text(f"# {name}\n\nIt rained.\n", "utf-8")
    links = "[[バス障害]], [[パス障害]], [[sto\u0308rung]], [[証明書]], [[?]]"
    (old / "mail.md").write_text(f"# Mail\n\nSee {links}.\n", "utf-8")
    assert main(["import", "../old", "-q"]) == 0
    led = [f"[{name}]({quote(file)}.md)" for name, file in (("バス障害", "バス障害"), ("パス障害", "パス障害"))]
    led += [f"[sto\u0308rung]({quote('Störung')}.md)", "証明書", "?"]
    assert f"See {', '.join(led)}.\n" in (site / "postmortems" / "wiki" / "mail.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("link", "written"),
    [
        ("[[#Root cause]]", "[Root cause](#root-cause)"),
        ("[[Disk#^1a2b]]", "[Disk#^1a2b](Disk.md)"),
        ("[[Deploys#Roll back (web)|how]]", "[how](https://a.example/wiki/Deploys#roll-back-web)"),
        ("![[disk.png|300]]", "![](disk.png)"),
        ("![[disk.png|A full disk]]", "![A full disk](disk.png)"),
        ("![[https://b.example/disk.png]]", "![](https://b.example/disk.png)"),
        ("![[Disk]]", "[Disk](Disk.md)"),
        ("![[2023-10-15-login]]", "[[2023-10-15-login]]"),
        ("[[the graph|https://b.example/(1)]]", "[the graph](https://b.example/(1))"),
        ("[[https://b.example/1|the graph]]", "[the graph](https://b.example/1)"),
        ("[[https://b.example/1]]", "<https://b.example/1>"),
        ("it.\n\n[[_TOC_]]\n[[TOC]]", "it.\n\n\n"),
        *((kept, kept) for kept in ("[[ -f a ]]", "[[:alpha:]]", "[[ $a == b ]]", "[[ ]]")),
    ],
)
def test_links_of_a_wiki_to_headings_and_what_it_shows(site: Path, link: str, written: str) -> None:
    """Within a page, too. What only looks like one stays."""
    old = site.parent / "old" / "wiki"
    old.mkdir()
    (old / "Disk.md").write_text("# Disk\n\nIt is full.\n", "utf-8")
    (old / "mail.md").write_text(f"# Mail\n\n## Root cause\n\nSee {link}\n", "utf-8")
    assert main(["import", "../old", "-q", "--source-url", "https://a.example/wiki"]) == 0
    assert f"See {written}\n" in (site / "postmortems" / "wiki" / "mail.md").read_text("utf-8")


@pytest.mark.parametrize("source", ["docs/outages", "docs/outages/db.md"])
def test_links_to_pages_that_stay_in_the_site_still_lead_to_them(site: Path, source: str) -> None:
    """Pages of the same site are imported: its other pages, and their pictures, are now beside another folder."""
    pages = site / "docs" / "outages"
    pages.mkdir(parents=True)
    for name in ("deploy.md", "plan.png", "outages/README.md", "outages/graph.png"):
        (site / "docs" / name).write_text("# How we deploy\n", "utf-8")
    stay = "![ours](graph.png), [list](README.md), [gone](../gone.md), [out](../../README.md)"
    text = f"On 2024-02-03, see [how](../deploy.md#first), ![plan](../plan.png), {stay}.\n"
    (pages / "db.md").write_text(f"# DB\n\n{text}", "utf-8")
    (site / "README.md").write_text("# Not of the site\n", "utf-8")
    assert main(["import", source, "-q"]) == 0
    imported = (site / "postmortems" / "db.md").read_text("utf-8")
    assert f"see [how](../docs/deploy.md#first), ![plan](../docs/plan.png), {stay}." in imported
    assert (site / "postmortems" / "graph.png").is_file()


def test_one_file_of_any_name_is_imported(site: Path) -> None:
    """A file named on the command line is a report, whatever its name."""
    assert main(["import", "../old/README.md", "-q"]) == 0
    assert (site / "postmortems" / "index.md").exists()


def test_a_missing_source_is_wrong_use(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A path that does not exist."""
    assert main(["import", "nothing.md"]) == 2
    assert "there is no such file" in capsys.readouterr().err


def test_a_pipe_or_device_is_wrong_use(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is not read, and a run that imports nothing must not seem to succeed."""
    os.mkfifo(site / "pipe")
    assert main(["import", "pipe", "/dev/null"]) == 2
    reason = "this is neither a file nor a folder"
    assert capsys.readouterr().err == f"postmortems: pipe: {reason}\npostmortems: /dev/null: {reason}\n"


def test_unsupported_documents_are_reported(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder may have reports in unknown formats; images and programs are not reports."""
    old = site.parent / "old" / "2023"
    for name in ("web.docx", "mail.PDF", "graph.png", "fetch.py"):
        (old / name).write_bytes(b"x")
    assert main(["import", "../old"]) == 0
    assert "not read: 2023/mail.PDF, 2023/web.docx; save reports as Markdown" in capsys.readouterr().out


def test_unreadable_dates_are_reported_with_their_line(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A date that does not exist, and a due date that is not a date; lines are those of the written report."""
    (site.parent / "old" / "mail.md").write_text(
        "# Mail is late\n\n## Timeline\n\n- 2023-10-15 14:00 a\n- 2023-13-15 14:05 b\n\n## Action items\n\n"
        "| Action | Due |\n|---|---|\n| Test it | soon |\n",
        "utf-8",
    )
    assert main(["import", "../old/mail.md"]) == 0
    lines = (site / "postmortems" / "mail.md").read_text("utf-8").split("\n")
    told = re.findall(r"not read, line (\d+) of the report: (.*)", capsys.readouterr().out)
    assert [lines[int(line) - 1] for line, _ in told] == ["- 2023-13-15 14:05 b", "| Test it | soon |"]
    assert told[1][1] == "'soon' is not a date"


def test_reports_in_the_target_are_not_imported_again(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the target is inside the imported folder, whatever the path."""
    (site / "notes.md").write_text(REPORT, "utf-8")
    assert main(["import", "notes.md"]) == 0
    for named in (".", str(site)):
        assert main(["import", named]) == 0
        assert [path.name for path in (site / "postmortems").rglob("*.md")] == ["notes.md"]


def test_a_target_given_with_dots_is_the_same_folder(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a subfolder of the site: the findings of the imported reports are in its baseline."""
    (site / "docs").mkdir()
    monkeypatch.chdir(site / "docs")
    assert main(["import", "../../old", "--to", "../postmortems", "-q"]) == 0
    accepted = json.loads((site / ".postmortems-baseline.json").read_text("utf-8"))
    assert "broken-link" in accepted["files"]["postmortems/2023/2023-10-15-login.md"]
