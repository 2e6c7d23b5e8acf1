"""Running the rules on a report: the only place that gives a finding its rule, level, path and text.

``check_report`` takes a report, the whole archive, the settings and the time, and returns a ``Verdict`` whose findings
are ``Diagnostic`` values. Called by ``project``, for both ``plugin`` and ``cli``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from importlib import import_module
from itertools import islice

from msgspec.structs import replace

from mkdocs_postmortems.check.answers.whole import Clock, Inquiry, Verdict, Whole
from mkdocs_postmortems.check.rules import GUARDS, RULES, Rule, find_rule
from mkdocs_postmortems.check.silence import Silence
from mkdocs_postmortems.check.subject import Check, Finding, Subject
from mkdocs_postmortems.diagnostics import UNREAD, Diagnostic, Level, Problem
from mkdocs_postmortems.read.model import Report
from mkdocs_postmortems.settings import Settings

_WEIGHTS = {level: weight for weight, level in enumerate(Level)}
_MOST = 100
"""Findings of one rule shown per file; a pasted dump could have one for each line."""
_LONGEST = 500
"""Maximum number of characters in a message, and in its help."""


def check_report(report: Report, whole: Whole, settings: Settings, now: datetime) -> Verdict:
    """Return all findings of a report, compared with the whole archive, and what they depend on."""
    subject = Subject(report, Inquiry(whole), Clock(now), settings)
    findings = tuple(sorted(_diagnostics(subject)))
    return Verdict(findings, subject.archive.answers, subject.clock.since, subject.clock.until)


def load_rules() -> None:
    """Import the modules of all rules, which otherwise happens when the first report is checked."""
    _functions()


def find_unread(path: str, problem: Problem, settings: Settings) -> Iterator[Diagnostic]:
    """Yield the finding of a file that could not be read at all, unless the settings turn its rule off."""
    yield from _stamp(path, find_rule(problem.rule), _finding(problem), settings)


def _diagnostics(subject: Subject) -> Iterator[Diagnostic]:
    silences: dict[str, list[Silence]] = defaultdict(list)
    for silence in subject.silences:
        for name in silence.rules:
            silences[name].append(silence)
    for rule, finding in _find(subject):
        silenced = any(silence.covers(finding.line) for silence in silences[rule.name])
        if silenced and rule.name not in GUARDS:
            continue
        yield from _stamp(subject.report.path, rule, finding, subject.settings, subject.line(finding.line))


def _find(subject: Subject) -> Iterator[tuple[Rule, Finding]]:
    """Yield the problems found while reading, then the findings of each rule in the table."""
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for problem in subject.report.problems:
        by_rule[problem.rule].append(_finding(problem))
    for name, problems in by_rule.items():
        yield from _first_few(find_rule(name), problems)
    if any(find_rule(name).is_fatal for name in by_rule):
        return
    unread = not UNREAD.isdisjoint(by_rule)
    off = {name for name, level in subject.settings.rules.items() if level is Level.OFF}
    for rule, function in _functions():
        if not (rule.needs_fields and unread) and rule.name not in off:
            yield from _first_few(rule, function(subject))


def _first_few(rule: Rule, findings: Iterable[Finding]) -> Iterator[tuple[Rule, Finding]]:
    """Yield a rule's findings up to the limit, the last of which says that there are more."""
    found = iter(findings)
    for finding in islice(found, _MOST):
        yield rule, finding
    if more := next(found, None):
        yield rule, replace(more, message=f"{more.message}; further findings of this rule are not shown")


@cache
def _functions() -> tuple[tuple[Rule, Check], ...]:
    """Return the rules that look at a report, each with its function."""
    return tuple((rule, _function(rule.find)) for rule in RULES.values() if rule.find)


def _function(name: str) -> Check:
    module, _, function = name.rpartition(".")
    found: Check = getattr(import_module(f"{__package__}.{module}"), function)
    return found


def _finding(problem: Problem) -> Finding:
    return Finding(problem.message, problem.line, problem.column, problem.help)


def _stamp(path: str, rule: Rule, finding: Finding, settings: Settings, text: str = "") -> Iterator[Diagnostic]:
    level = _weigh(rule, finding, settings)
    if level is not Level.OFF:
        message, help = _shortened(finding.message), _shortened(finding.help)
        yield Diagnostic(path, finding.line, finding.column, rule.name, level, message, help, text)


def _shortened(text: str) -> str:
    """Return the text, with its middle cut out if it is too long to read."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 201]}…{text[-200:]}"


def _weigh(rule: Rule, finding: Finding, settings: Settings) -> Level:
    """Return the level that the site sets for the rule, or else the rule's own, capped by the finding's ``at_most``."""
    level = settings.rules.get(rule.name, rule.level)
    return min(level, finding.at_most, key=lambda each: _WEIGHTS[each])
