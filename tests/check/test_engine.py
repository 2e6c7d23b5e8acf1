"""The engine adds rule, level, path and help to every finding, whatever an author wrote."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.diagnostics import Level, Problem
from mkdocs_postmortems.settings import Settings

LINES = """
## Timeline
### x {#a}
- 14:00 **Detected.** x
```
<!--
-->
<b>
[a](b.md#c)
![x](y)
[r]: z
!!! internal
    indented
| a | b |
|---|---|
TODO
{.internal}
- [ ] do (owner: x)
`
\\
<https://x>
[[a]]
password: x
1.2.3.4
> quoted
---
&#106;
日本 \u200b a\u0301 \t
"""
PIECES = st.sampled_from(LINES.split("\n"))


@given(body=st.lists(st.one_of(PIECES, st.text(max_size=30)), max_size=30).map("\n".join))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_breaks_the_check_and_every_finding_is_in_the_file(make, diagnose, body):
    """Each rule finishes on any body, and its findings are on existing lines."""
    report = make(body=body.replace("\r", " "))
    for each in diagnose(report):
        assert 1 <= each.line <= len(report.source.lines)
        assert each.column >= 1
        assert each.path == report.path


def test_findings_are_sorted_by_path_and_place(make, diagnose):
    """So two runs, on any machine, report the same in the same order."""
    found = diagnose(make("A token", "TODO <b> TODO", path="b.md"), make("A token", "TODO", path="a.md"))
    assert list(found) == sorted(found)
    assert [each.path for each in found] == sorted(each.path for each in found)


def test_the_settings_level_replaces_the_rules_own(make, diagnose):
    """Whether higher or lower; off removes the finding."""
    report = make("A token", "TODO: a token")
    for level in (Level.HINT, Level.WARNING, Level.ERROR):
        assert [each.level for each in diagnose(report, settings=Settings(rules={"placeholder": level}))] == [level]
    assert diagnose(report, settings=Settings(rules={"placeholder": Level.OFF})) == ()


def test_a_level_in_the_settings_does_not_raise_a_milder_finding(make, diagnose):
    """What is a hint in a draft stays one."""
    report = make("A token", "TODO: a token", status="draft")
    assert [each.level for each in diagnose(report, settings=Settings(rules={"placeholder": Level.ERROR}))] == ["hint"]


def test_a_fatal_finding_is_the_only_one(make, diagnose):
    """Others would only repeat that the file could not be read."""
    fatal = make(body="Nothing.", report={"problems": (Problem("fm-unclosed", "never closed"),)})
    assert [each.rule for each in diagnose(fatal)] == ["fm-unclosed"]


def test_the_text_is_checked_even_if_the_fields_cannot_be_read(make, diagnose):
    """All in one run, but without findings that only follow from the first mistake."""
    report = make(body="<b>x</b>", report={"problems": (Problem("yaml-syntax", "a colon", 2),)})
    assert [each.rule for each in diagnose(report)] == ["yaml-syntax", "raw-html"]


def test_only_the_first_of_many_findings_of_one_rule_are_shown(make, diagnose):
    """A pasted dump must not bury the other findings."""
    found = [each for each in diagnose(make(new="\n" + "TODO\n\n" * 500)) if each.rule == "placeholder"]
    assert len(found) == 101
    assert found[-1].message.endswith("further findings of this rule are not shown")


def test_a_rule_that_the_table_lacks_is_an_error(make, diagnose):
    """A finding is never dropped because the table lacks a line."""
    report = make(report={"problems": (Problem("brand-new", "something"),)})
    assert [(each.rule, each.level) for each in diagnose(report)] == [("brand-new", "error")]


@pytest.mark.parametrize(
    "text",
    [
        f"[[{'x' * 5_000}]]",
        f"### A {{{'x' * 5_000}=1}}",
        f"<!-- postmortems: ignore {'x' * 5_000} -->",
        f"<{'x' * 5_000}>",
    ],
)
def test_a_long_message_is_cut_in_the_middle(make, diagnose, text):
    """What it says is at both ends, and what it quotes in between."""
    found = diagnose(make(new=f"\n{text}\n"))
    assert found
    assert all(len(each.message) <= 500 and len(each.help) <= 500 for each in found)


def test_the_findings_of_the_reader_are_limited_too(make, diagnose):
    """A timeline with ten thousand bad times is a single mistake of a program."""
    problems = tuple(Problem("bad-event-time", "no time", line) for line in range(1, 300))
    found = [each for each in diagnose(make(report={"problems": problems})) if each.rule == "bad-event-time"]
    assert len(found) == 101
    assert found[-1].message.endswith("further findings of this rule are not shown")
