"""Run the rules over reports: the one place where a finding gets its rule, level, path and help.

Comes in: reports to look at, the archive they are part of, settings, the time, and what links may lead to. Goes
out: sorted ``Diagnostic`` values. Called by ``project``, for ``plugin`` and ``cli`` alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice

from mkdocs_postmortems.archive.model import Archive
from mkdocs_postmortems.check.editions import GUARDS
from mkdocs_postmortems.check.rules import NAMES, RULES, Rule, find_rule
from mkdocs_postmortems.check.subject import Files, Finding, Subject, Whole
from mkdocs_postmortems.diagnostics import Diagnostic, Level, Problem
from mkdocs_postmortems.read.model import UNREAD, Report
from mkdocs_postmortems.settings import Settings

_WEIGHTS = {level: weight for weight, level in enumerate(Level)}
_MOST = 100
"""How many findings of one rule are shown for one file. A pasted dump has as many as it has lines."""


def check_reports(
    reports: Iterable[Report],
    archive: Archive,
    settings: Settings,
    now: datetime,
    files: Files | None = None,
    problems: Iterable[tuple[str, Problem]] = (),
) -> tuple[Diagnostic, ...]:
    """All findings of ``reports``, compared with the whole ``archive``.

    ``files`` are those that links may lead to; without them no link to a file is followed. ``problems`` are those
    of files that could not be read at all, each with its path.
    """
    whole = Whole(archive, files)
    found = (check_report(Subject(report, whole, settings, now=now, rule_names=NAMES)) for report in reports)
    unread = (_stamp(path, find_rule(problem.rule), _finding(problem), settings) for path, problem in problems)
    return tuple(sorted(diagnostic for each in (*found, *unread) for diagnostic in each))


def check_report(subject: Subject) -> Iterator[Diagnostic]:
    """All findings of one report, in the order of the table."""
    for rule, finding in _find(subject):
        silenced = any(silence.covers(rule.name, finding.line) for silence in subject.silences)
        if silenced and rule.name not in GUARDS:
            continue
        yield from _stamp(subject.report.path, rule, finding, subject.settings, subject.report.source.lines)


def _find(subject: Subject) -> Iterator[tuple[Rule, Finding]]:
    names = set()
    for problem in subject.report.problems:
        names.add(problem.rule)
        yield find_rule(problem.rule), _finding(problem)
    if any(find_rule(name).is_fatal for name in names):
        return
    unread = bool(names & UNREAD)
    for rule in RULES.values():
        if rule.find is None or (rule.needs_fields and unread) or subject.settings.rules.get(rule.name) is Level.OFF:
            continue
        found = iter(rule.find(subject))
        for finding in islice(found, _MOST):
            yield rule, finding
        if more := next(found, None):
            yield rule, replace(more, message=f"{more.message}; more findings of this rule follow, and are not shown")


def _finding(problem: Problem) -> Finding:
    return Finding(problem.message, problem.line, problem.column, problem.help)


def _stamp(
    path: str, rule: Rule, finding: Finding, settings: Settings, lines: Sequence[str] = ()
) -> Iterator[Diagnostic]:
    level = _weigh(rule, finding, settings)
    if level is not Level.OFF:
        text = lines[finding.line - 1] if finding.line <= len(lines) else ""
        yield Diagnostic(path, finding.line, finding.column, rule.name, level, finding.message, finding.help, text)


def _weigh(rule: Rule, finding: Finding, settings: Settings) -> Level:
    """The site's level for the rule, else its own; less in a case that the rule holds for milder."""
    level = settings.rules.get(rule.name, rule.level)
    return min(level, finding.at_most, key=lambda each: _WEIGHTS[each])
