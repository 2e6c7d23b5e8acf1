"""The table of rules matches their pages, and each page's examples do what the page says."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mkdocs_postmortems.check.rules import RULES
from mkdocs_postmortems.cli import main
from mkdocs_postmortems.diagnostics import Level
from mkdocs_postmortems.project import Folder, Scope, load_project
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from tests.tables import all_cases

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "rules"
HEADINGS = ["What it does", "Why is this bad?", "Example", "Use instead", "Options"]

FIELDS = {
    "title": "Logins fail",
    "severity": "SEV-2",
    "status": "final",
    "services": "[sign-in]",
    "started": "2024-03-01 14:00",
    "detected": "2024-03-01 14:05",
    "mitigated": "2024-03-01 14:40",
    "resolved": "2024-03-01 15:00",
    "visibility": "public",
}
SECTIONS = {
    "Issue summary": "Nobody could sign in.",
    "Timeline": "- 14:00 The deployment begins.",
    "Root cause and resolution": "A token had expired.",
    "Corrective and preventive measures": "- [x] Watch the tokens",
}

NO_TEXT = {  # what these find cannot be shown in a block of text
    *("unreadable", "not-a-file", "symlink-outside", "symlink-broken", "bad-filename", "file-size"),
    *("duplicate-output", "encoding-not-utf8", "control-char", "bidi-control", "yaml-limit", "line-length"),
    *("nesting-limit", "markdown-cost", "list-limit", "leak-link", "duplicate-id", "repeat", "bad-baseline"),
    *("related-withheld", "misspelt-value"),
}


def names():
    """Return the names of all pages but the index."""
    return sorted(path.stem for path in PAGES.glob("*.md") if path.stem != "index")


def page(name):
    return (PAGES / f"{name}.md").read_text("utf-8")


def rules_of(name):
    return [rule for rule in RULES.values() if rule.page_name == name]


def block(name, heading):
    """Return the language and text of the first fenced block below a heading."""
    part = page(name).split(f"## {heading}\n", 1)[1]
    match = re.search(r"^(`{3,})(\w+)\n(.*?)\n\1$", part, re.MULTILINE | re.DOTALL)
    assert match
    return match[2], match[3]


def is_whole(text):
    """Return whether a block shows a report from its first line on."""
    return text.startswith(("---", "# "))


def written(language, text):
    """Return a whole report with a page's block in it: fields in the front matter, sections and text in the body."""
    if is_whole(text):
        return text
    fields, sections, more = dict(FIELDS), dict(SECTIONS), ""
    if language == "yaml":
        keys = [key for key in fields if re.search(rf"^{key}:", text, re.MULTILINE)]
        lines = [f"{key}: {value}" for key, value in fields.items() if key not in keys] + [text]
    else:
        lines = [f"{key}: {value}" for key, value in fields.items()]
        meant = text.replace("Timelime", "Timeline")  # it stands for the section that it misspells
        sections = {name: body for name, body in sections.items() if f"## {name}" not in meant}
        more = text
    body = "\n\n".join(f"## {name}\n\n{body}" for name, body in sections.items())
    return "---\n" + "\n".join(lines) + f"\n---\n\n{body}\n\n{more}\n"


def found(tmp_path, text):
    (tmp_path / "report.md").write_text(text, "utf-8")
    now = datetime(2024, 6, 1, tzinfo=UTC)
    return load_project(Folder(tmp_path), ReportReader(Settings()), now, Scope((tmp_path,))).diagnostics


def test_each_rule_has_a_page_and_each_page_a_rule():
    """A rule without a page cannot be explained, and a page without a rule explains nothing."""
    assert names() == sorted({rule.page_name for rule in RULES.values()})


@all_cases("name", names())
def test_a_page_has_the_five_headings_and_the_levels_of_the_table(name):
    """In their order, below the rule's name."""
    text = page(name)
    assert re.findall(r"^## (.*)$", re.sub(r"^(`{3,}).*?^\1$", "", text, flags=re.M | re.S), re.MULTILINE) == HEADINGS
    head = text.split("\n## ", 1)[0]
    for rule in rules_of(name):
        assert f"`{rule.name}`" in head
        assert f"*{rule.level}*" in head


@pytest.mark.parametrize("name", [name for name in names() if name not in NO_TEXT])
def test_the_example_of_a_page_is_found_and_what_to_use_instead_is_not(tmp_path, name):
    """Nobody learns from an example that does something else."""
    rules = {rule.name for rule in rules_of(name)}
    assert rules & {each.rule for each in found(tmp_path, written(*block(name, "Example")))}
    language, text = block(name, "Use instead")
    better = found(tmp_path, written(language, text))
    if is_whole(text):  # and short: it may lack what a final report must have
        better = [each for each in better if each.rule in rules]
    assert [each for each in better if each.rule in rules or each.level is Level.ERROR] == []


def test_the_list_names_every_page_with_its_level():
    """As in the table."""
    index = (PAGES / "index.md").read_text("utf-8")
    for rule in RULES.values():
        row = next(line for line in index.splitlines() if f"({rule.page_name}.md)" in line)
        assert re.search(rf"\]\({rule.page_name}\.md\) \| {rule.level} \|", index), row
        if not rule.page:
            assert f"| [{rule.name}]({rule.name}.md) | {rule.level} | {rule.summary} |" in index


def test_names_and_summaries_have_one_form():
    """Names are words with hyphens; a summary is a sentence without its full stop."""
    for rule in RULES.values():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+|[a-z]+", rule.name)
        assert rule.summary[0].isupper()
        assert not rule.summary.endswith(".")
        assert rule.level is not Level.OFF


def test_every_rule_that_reading_may_name_is_in_the_table():
    """Findings of other rules could be neither explained nor configured."""
    source = ROOT / "plugins" / "mkdocs_postmortems"
    text = "".join(path.read_text("utf-8") for path in [*(source / "read").rglob("*.py"), source / "project.py"])
    named = set(re.findall(r"(?:Problem|TimeRefused|refuse|_problem)\(\s*\"([a-z0-9-]+)\"", text))
    assert named
    assert named <= RULES.keys()


def test_explain_prints_the_page(capsys):
    """For every rule, including those that share a page."""
    for name, rule in RULES.items():
        assert main(["explain", name]) == 0
        assert capsys.readouterr().out == page(rule.page_name)
