"""Settle problems that follow from others, so that each mistake is reported once, and with the best help.

Takes the problems of a file, of its front matter and of its body. Called by ``steps``.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from mkdocs_postmortems.diagnostics import Problem
from mkdocs_postmortems.read.model import Report, Source, Timeline
from mkdocs_postmortems.read.patterns import pattern

_PIECE = pattern(r"(?:[^:,\]}]|:(?=\S))*")
"""A key, or a value that is no list, from where it begins."""
_CLOSING = {'"': '"', "'": "'", "[": "]", "{": "}"}


def join_problems(source: Source, of_file: Sequence[Problem], of_fields: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return all problems, without those of an invisible character in a key or value that another one is about, too."""
    problems = (*of_file, *of_fields)
    if not any(each.rule == "bidi-control" for each in problems):
        return problems
    pieces: list[tuple[int, range]] = []
    for each in of_fields:
        if each.rule != "bidi-control":
            piece = _PIECE.match(source.lines[each.line - 1], each.column - 1)
            pieces.append((each.line, range(each.column, (piece.end() if piece else each.column) + 1)))
    return tuple(
        each
        for each in problems
        if each.rule != "bidi-control" or not any(each.line == line and each.column in piece for line, piece in pieces)
    )


def drop_spilt(report: Report) -> Report:
    """Drop what is wrong only because the front matter ends too early: missing fields, open values, keys as markers."""
    spilt = {each.line for each in report.problems if each.rule == "fm-spill"}
    if not spilt:
        return report
    told = (each for each in report.problems if not each.rule.startswith("missing-"))
    told = (each for each in told if each.rule != "internal-marker" or each.line not in spilt)
    return replace(report, problems=tuple(each for each in told if not _is_cut_off(each, report.source, max(spilt))))


def _is_cut_off(problem: Problem, source: Source, spilt: int) -> bool:
    """Return whether a value is not closed because the front matter ends inside it, as ``fm-spill`` reports.

    The value is closed below, before the key that is on line ``spilt``, or on that line.
    """
    opening = source.lines[problem.line - 1][problem.column - 1 :][:1]
    closing = _CLOSING.get(opening) if problem.rule == "yaml-syntax" else None
    if closing is None:
        return False
    ends = (line.rstrip() for line in source.lines[source.body_line - 1 : spilt])
    return any(line.endswith(closing) and opening not in line[:-1] for line in ends)


def suggest_labelled_time(problems: Sequence[Problem], timeline: Timeline | None, zone: str) -> Sequence[Problem]:
    """Name, for a missing ``resolved``, the event with that time: in a final report a label alone is not enough."""
    for event in timeline.events if timeline else ():
        if event.kind == "resolved" and (start := event.start):
            at = start.at if start.zone != zone else start.at.replace(tzinfo=None)
            written = f"{at:%Y-%m-%d}" if start.is_day else at.isoformat(" ", "minutes")
            help = f"add `resolved: {written}`, the time of the event on line {event.span.first}"
            return [replace(each, help=help) if each.rule == "missing-resolved" else each for each in problems]
    return problems
