"""The guide's examples work as the guide says."""

from __future__ import annotations

import io
import re
import shlex
import subprocess
import tomllib
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from mkdocs_postmortems.archive.redaction import redact
from mkdocs_postmortems.archive.statistics import distribution
from mkdocs_postmortems.cli import main
from mkdocs_postmortems.cli.template import NAMES, Answers, fill
from mkdocs_postmortems.publish.texts import LANGUAGES
from mkdocs_postmortems.publish.theme.csp import build_policy, headers_file
from mkdocs_postmortems.read.body.extensions import _WITHOUT_FILES, EXTENSIONS
from mkdocs_postmortems.read.front_matter.schema import FIELDS
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.read.timeline.kinds import WORDS, kind_of
from mkdocs_postmortems.sections import SETS
from mkdocs_postmortems.settings import FACET_NAMES, Settings
from mkdocs_postmortems.settings_reader import read_settings
from tests.command_line import PAGE, command_line

GUIDE = Path(__file__).parents[1] / "docs"
FRONT = "---\ntitle: T\nseverity: SEV-2\nstatus: draft\nservices: [a]\nstarted: 2023-10-15 14:00\n---\n\n"


def examples(page: str, language: str) -> list[str]:
    """Return the fenced blocks of a language, in order, without the indent of a tab."""
    text = (GUIDE / page).read_text("utf-8")
    blocks = re.findall(rf"^( *)```{language}\n(.*?)^\1```$", text, re.DOTALL | re.MULTILINE)
    return [re.sub(f"^{indent}", "", block, flags=re.MULTILINE) for indent, block in blocks]


def rows(page: str, heading: str) -> list[list[str]]:
    """Return the cells of the table whose first column has this header."""
    text = (GUIDE / page).read_text("utf-8")
    table = text[text.index(f"| {heading} |") :].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table]


def read(body: str, front: str = FRONT) -> Report:
    return ReportReader(Settings()).read("postmortems/t.md", (front + body).encode())


def test_the_front_matter_in_the_guide_is_valid() -> None:
    """It shows more than the required fields."""
    (block,) = [block for block in examples("write.md", "yaml") if block.startswith("---")]
    report = read("", block)
    assert not report.problems
    assert report.fields.tagline
    assert report.fields.visibility == "public"


def field_parts() -> list[tuple[str, str]]:
    """Return each field's name with its example; fields under one heading share their examples."""
    parts = re.split(r"^### (.+)\n", (GUIDE / "fields.md").read_text("utf-8"), flags=re.MULTILINE)[1:]
    return [
        (name, "".join(re.findall(r"```yaml\n(.*?)```", text.partition("\n## ")[0], re.DOTALL)))
        for names, text in zip(parts[::2], parts[1::2], strict=True)
        for name in names.split(", ")
    ]


def test_every_field_is_in_the_guide() -> None:
    """Exactly once, and nothing else is."""
    assert sorted(name for name, _ in field_parts()) == sorted(FIELDS)


@pytest.mark.parametrize(("name", "example"), field_parts(), ids=[name for name, _ in field_parts()])
def test_a_fields_example_is_valid(name: str, example: str) -> None:
    """The reader accepts it, and it sets the field."""
    shown = yaml.safe_load(example)
    assert name in shown
    others = yaml.safe_load(FRONT.strip("-\n"))
    kept = "".join(f"{key}: {value}\n" for key, value in others.items() if key not in shown)
    assert not read("", f"---\n{kept}{example}---\n\n").problems


def test_every_kind_is_in_the_guide() -> None:
    """The table of labels has a word for each kind."""
    told = {kind_of(row[0]) for row in rows("timeline.md", "Label")}
    assert told == set(WORDS)


def test_the_first_timeline_of_the_guide_is_read_as_described() -> None:
    """Groups, labels, a range, an approximate time and an event without a time."""
    timeline = read(examples("timeline.md", "markdown")[0]).timeline
    assert timeline is not None
    events = timeline.events
    assert [event.kind for event in events] == [
        *("started", "detected", "", "false-lead", "cause-found", "mitigated", "resolved")
    ]
    assert [event.start is None for event in events] == [False, False, True, False, False, False, False]
    assert [event.number for event in events if event.end] == [4]
    assert [event.number for event in events if event.start and event.start.approximate] == [5]
    assert len({event.group for event in events}) == 3


def test_each_way_to_write_events_gives_the_same_first_one() -> None:
    """The four tabs of the guide: list, table, sub-headings, paragraphs."""
    ways = examples("timeline.md", "markdown")[1:5]
    assert len(ways) == 4
    for way in ways:
        timeline = read(f"## Timeline\n\n{way}").timeline
        assert timeline is not None
        first = timeline.events[0]
        assert (f"{first.start.at:%H:%M}" if first.start else "", first.kind) == ("14:06", "detected"), way


@pytest.mark.parametrize(
    ("written", "meaning"),
    [(written, row[1]) for row in rows("timeline.md", "Written") for written in re.findall("`([^`]+)`", row[0])],
)
def test_each_way_to_write_a_time_is_read(written: str, meaning: str) -> None:
    """Every form in the table, at the head of a list item."""
    timeline = read(f"## Timeline\n\n- {written} Something happens.\n").timeline
    assert timeline is not None
    (event,) = timeline.events
    assert event.start is not None
    assert event.text == "Something happens."
    assert (event.end is not None) == meaning.startswith("a range")
    assert event.start.approximate == meaning.startswith("approximate")


def test_the_action_items_of_the_guide_have_all_statuses() -> None:
    """As a task list."""
    items = read(examples("action-items.md", "markdown")[0]).actions
    assert [item.status for item in items] == ["done", "open", "open", "proposed", "not doing"]
    assert [item.owner for item in items] == ["platform", "identity", "identity", "", "platform"]


def test_the_table_of_action_items_is_read() -> None:
    """With its details from the columns."""
    items = read("## Action items\n\n" + examples("action-items.md", "markdown")[1]).actions
    assert [(item.status, item.owner, item.ticket) for item in items] == [
        ("open", "edge", "OPS-593"),
        ("done", "edge", "OPS-592"),
    ]


def test_the_template_of_the_guide_is_filled_in() -> None:
    """It uses every placeholder except the id, and none remains."""
    (template,) = [block for block in examples("sections.md", "markdown") if "{{ title }}" in block]
    answers = Answers("Broken", "SEV-2", ("a",), "2023-10-15 14:00", "UTC", "configuration")
    filled = fill(template, answers)
    assert "{{" not in filled
    assert not read("", filled).problems
    text = (GUIDE / "sections.md").read_text("utf-8")
    assert all(f"`{name}`" in text for name in NAMES)


def test_the_settings_of_the_guide_are_valid() -> None:
    """Including the kind that the site adds."""
    (block,) = examples("timeline.md", "yaml")
    (plugin,) = yaml.safe_load(block)["plugins"]
    settings, mistakes = read_settings(plugin["postmortems"])
    assert not mistakes
    assert settings.kinds["rolled-back"].like == "mitigated"


def test_the_commands_of_the_guide_work_as_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both ways to start a report: with questions, and with flags."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1697388120")  # 15 October 2023, 16:42 UTC
    talk, flags = examples("write.md", "console")[:2]
    command, *dialogue, path = talk.splitlines()
    told = iter(dialogue)

    def answer(question: str) -> str:
        line = next(told)
        assert line.startswith(question)
        return line.removeprefix(question)

    monkeypatch.setattr("sys.stdin", _Terminal())
    monkeypatch.setattr("builtins.input", answer)
    assert main(shlex.split(command)[2:]) == 0
    assert capsys.readouterr().out.strip() == path
    command, _, path = flags.strip().replace("\\\n", "").rpartition("\n")
    assert main(shlex.split(command)[2:]) == 0
    assert capsys.readouterr() == (path + "\n", "")


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_internal_text_of_the_guide_is_read_as_internal() -> None:
    """An event and a block: the public edition lacks every line of them, and no other."""
    (example,) = (each for each in examples("write.md", "markdown") if "internal" in each)
    report = read(f"## Timeline\n\n- 11:04 **Detected.** A driver calls.\n{example}")
    assert report.timeline is not None
    assert [event.internal for event in report.timeline.events] == [False, True]
    kept = redact(report).kept[report.source.body_line - 1 :]
    assert [line for line in kept if line] == ["## Timeline", "- 11:04 **Detected.** A driver calls."]


def setting_parts() -> list[tuple[str, str]]:
    """Return each setting's name with its part of the page."""
    parts = re.split(r"^### (\w+)\n", (GUIDE / "settings.md").read_text("utf-8"), flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], (part.partition("\n## ")[0] for part in parts[1::2]), strict=True))


def test_every_setting_is_in_the_guide() -> None:
    """Exactly once, and nothing else is."""
    assert sorted(name for name, _ in setting_parts()) == sorted(Settings.__struct_fields__)


@pytest.mark.parametrize(("name", "text"), setting_parts(), ids=[name for name, _ in setting_parts()])
def test_a_settings_default_and_example_are_right(name: str, text: str) -> None:
    """The default is the code's, and the example is valid and differs from the default."""
    default = re.search(r"Default: (.+)", text)
    assert default
    ours = getattr(Settings(), name)
    if ours == "":
        assert "`" not in default[1], "there is no value to show"
    else:
        shown = yaml.safe_load(default[1].strip("`"))
        told, mistakes = read_settings({name: shown})
        assert not mistakes
        assert getattr(told, name) == ours
    (example,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    data = yaml.safe_load(example)
    assert name in data
    read, mistakes = read_settings(data)
    assert not mistakes
    assert getattr(read, name) != ours


@pytest.mark.parametrize(("name", "values"), [("facets", FACET_NAMES), ("language", LANGUAGES)])
def test_every_value_of_a_setting_is_on_its_page(name: str, values: Iterable[str]) -> None:
    """Facets and languages are added in several places, of which the guide is the last."""
    text = dict(setting_parts())[name]
    assert [value for value in values if f"`{value}`" not in text] == []


def test_the_section_sets_of_the_guide_match_the_code() -> None:
    """Each with its sections in order, the optional ones in italics."""
    told = {row[0].strip("`"): row[1].split(", ") for row in rows("sections.md", "Set")}
    known = {
        name: [f"*{rule.name}*" if rule.optional else rule.name for rule in each.rules] for name, each in SETS.items()
    }
    assert told == known


def test_the_custom_section_set_of_the_guide_works_as_described() -> None:
    """A list of names alone is a valid set, too."""
    (block,) = [block for block in examples("sections.md", "yaml") if "from_severity" in block]
    settings, mistakes = read_settings(yaml.safe_load(block))
    assert not mistakes
    assert settings.sections.names_with("timeline") == ("Timeline",)
    assert settings.sections.find("causes") == settings.sections.find("Contributing factors")
    settings, mistakes = read_settings({"sections": ["Summary", "Timeline", "Actions"]})
    assert not mistakes
    assert settings.sections.names_with("timeline") == ("Timeline",)
    assert settings.sections.names_with("actions") == ("Actions",)


def test_the_sections_and_labels_of_another_language_work_as_described() -> None:
    """Each section keeps its role, and each label sets its time."""
    (block,) = [block for block in examples("sections.md", "yaml") if "kinds:" in block]
    settings, mistakes = read_settings(yaml.safe_load(block))
    assert not mistakes
    assert [rule.role for rule in settings.sections.rules] == ["summary", "timeline", "cause", "actions"]
    events = ["14:00 **Début.** A", "14:05 **Détecté.** B", "14:30 **Atténué.** C", "14:40 **Résolu.** D"]
    body = "## Chronologie\n\n" + "".join(f"- {event}\n" for event in events)
    report = ReportReader(settings).read("postmortems/t.md", (FRONT + body).encode())
    assert [event.kind for event in report.events] == ["started", "detected", "mitigated", "resolved"]
    assert (report.time_to_detect, report.duration) == (timedelta(minutes=5), timedelta(minutes=40))


def test_the_names_of_kinds_in_the_guide_are_those_of_the_code() -> None:
    """They are what the setting accepts for a built-in kind."""
    (text,) = [text for name, text in setting_parts() if name == "kinds"]
    told = text[text.index("The names are") : text.index("See [Timelines]")]
    assert re.findall(r"`([a-z-]+)`", told) == list(WORDS)


def test_the_figures_of_the_guide_are_computed_as_described() -> None:
    """Runs its five durations through the code that makes the page."""
    minutes = (4, 9, 15, 31, 120)
    reports = [
        read("", FRONT.replace("---\n\n", f"resolved: 2023-10-15 {14 + each // 60}:{each % 60:02}\n---\n\n"))
        for each in minutes
    ]
    found = distribution(reports, "duration")
    assert found.median is not None
    assert found.quartiles is not None
    text = (GUIDE / "figures.md").read_text("utf-8")
    shown = [int(each.total_seconds() // 60) for each in (found.median, *found.quartiles)]
    assert shown == [15, 9, 31]
    assert f"the median is {shown[0]} min, the middle half {shown[1]} to {shown[2]} min, and n {found.n}." in text
    assert f"it would be {round(sum(minutes) / len(minutes))} minutes" in text


def test_the_extensions_with_which_a_build_is_cached_are_in_the_guide() -> None:
    """Each of them, and no other."""
    text = (GUIDE / "performance.md").read_text("utf-8").partition("are known to read no other files.")[2]
    plain, _, of_pymdownx = text.partition("With any other")[0].partition("of `pymdownx` also")
    told = re.findall(r"`(\w+)`", plain) + [f"pymdownx.{name}" for name in re.findall(r"`([\w.]+)`", of_pymdownx)]
    assert len(told) > 10
    assert {*told, *EXTENSIONS} == _WITHOUT_FILES


def test_the_page_of_commands_is_up_to_date() -> None:
    """After changing a command, run ``python -m tests.command_line``."""
    assert PAGE.read_text("utf-8") == command_line()


@pytest.mark.parametrize("host", ["nginx", "apache"])
def test_the_headers_can_be_copied_to_another_host(host: str, tmp_path: Path) -> None:
    """The command above each configuration writes all of them, as that server reads them."""
    (configuration,) = examples("security.md", host)
    command = configuration.splitlines()[0].removeprefix("# ")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "_headers").write_bytes(headers_file(build_policy([], [])))
    subprocess.run(command, shell=True, cwd=tmp_path, check=True)
    written = (tmp_path / "csp.conf").read_text("utf-8").splitlines()
    names = ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"]
    line = {"nginx": "add_header {} (.*) always;", "apache": "Header always set {} (.*)"}[host]
    found = [re.fullmatch(line.format(name), each) for name, each in zip(names, written, strict=True)]
    values = [shlex.split(match[1]) for match in found if match]
    assert [len(value) for value in values] == [1, 1, 1]
    assert values[0][0].startswith("default-src 'none'; script-src 'self' ")


def test_every_dependency_is_in_the_architecture() -> None:
    """Each has a line in the table."""
    text = (GUIDE / "architecture.md").read_text("utf-8").lower()
    told = "\n".join(line for line in text.splitlines() if line.startswith("|"))
    project = tomllib.loads((GUIDE.parent / "pyproject.toml").read_text("utf-8"))["project"]
    names = [re.split(r"[\[<>=]", each)[0] for each in project["dependencies"]]
    names = [
        {"mkdocs-material": "material for mkdocs", "markdown": "python-markdown", "jinja2": "jinja"}.get(name, name)
        for name in names
    ]
    assert [name for name in names if name not in told] == []
