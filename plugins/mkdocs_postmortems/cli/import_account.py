"""The account of an import: what was found where, what was changed, and what is left to do.

Filled by ``import_run``; printed by ``import_``, which also writes it as JSON for ``--report``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct, field

from mkdocs_postmortems.cli import STILL_FAIL
from mkdocs_postmortems.diagnostics import Diagnostic, counted, counted_by_rule
from mkdocs_postmortems.imports.report import Imported
from mkdocs_postmortems.tree import shown

Done = Literal["written", "unchanged", "kept"]
"""*unchanged*: the same file exists. *kept*: a different file exists, and was not overwritten."""


class Outcome(Struct, frozen=True):
    """A report, the path to write it to, and what was done."""

    found: Imported
    place: Path
    done: Done


class Account(Struct):
    """The results of one import.

    ``failed`` are files with the reason, ``skipped`` those that are not reports, and ``unread`` documents in formats
    that cannot be read. ``pictures`` is the number of copied files, and ``known`` are the findings in the baseline,
    ``refused`` those that no baseline may accept.
    """

    outcomes: list[Outcome] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    pictures: int = 0
    known: list[Diagnostic] = field(default_factory=list)
    refused: list[Diagnostic] = field(default_factory=list)

    @property
    def is_incomplete(self) -> bool:
        """Whether a file could not be imported, or an edited report was kept."""
        return bool(self.failed) or any(each.done == "kept" for each in self.outcomes)

    def as_data(self) -> dict[str, Any]:
        """Return the data for ``--report``."""
        files = [
            {
                "source": found.source,
                "target": found.report.path,
                "title": found.title,
                "started": found.started,
                "events": found.events,
                "actions": found.actions,
                "missing": list(found.missing),
            }
            for found in (each.found for each in self.outcomes)
        ]
        return {"version": 1, "files": files}

    def complaints(self) -> Iterator[str]:
        """Yield a line for each file that was not imported."""
        for each in self.outcomes:
            if each.done == "kept":
                why = "not written: the file exists and differs (--overwrite replaces it)"
                yield f"{each.found.source} -> {shown(each.place, Path.cwd())}: {why}"
        for source, why in self.failed:
            yield f"postmortems: {source}: {why}"

    def summary(self, baseline: str, dry_run: bool) -> Iterator[str]:
        """Yield the lines about everything else."""
        written = "would be written" if dry_run else "written"
        for each in self.outcomes:
            if each.done != "kept":
                done = written if each.done == "written" else each.done
                yield f"{each.found.source} -> {shown(each.place, Path.cwd())}: {done}"
                yield from _of_report(each.found)
        if self.skipped:
            yield f"skipped, because they are not reports: {', '.join(self.skipped)}"
        if self.unread:
            yield f"not read: {', '.join(self.unread)}; save reports as Markdown, text or HTML"
        yield from self._accepted(baseline)
        count = sum(each.done == "written" for each in self.outcomes)
        yield (
            f"{counted(len(self.outcomes), 'report')}, {count} {written}, {counted(self.pictures, 'picture')}; "
            f"{len(self.failed)} failed"
        )

    def _accepted(self, baseline: str) -> Iterator[str]:
        """Yield the findings that the baseline accepts, every secret, and the findings that it does not accept."""
        if self.known:
            yield f"{baseline} accepts what the check finds in the old texts: {counted_by_rule(self.known)}"
        for finding in self.known:
            if finding.rule == "secret":
                yield f"  {finding.path}:{finding.line}: {finding.message}; {finding.help}"
        if self.refused:
            yield f"{STILL_FAIL}: {counted_by_rule(self.refused)}"


def _of_report(found: Imported) -> Iterator[str]:
    """Yield what was found in one report, and in which line."""
    for each in found.found:
        where = f"line {each.line}" if each.line else each.where
        how = f", {each.where}" if each.line else ""
        yield f"  {each.field}: {each.value} ({where}{how})"
    others = [f"{counted(found.days, 'day')} above others"] if found.days else []
    others += [f"{counted(found.logged, 'line')} of logs"] if found.logged else []
    of_which = f", of which {' and '.join(others)}" if others else ""
    yield f"  timeline: {counted(found.events, 'event')}{of_which}; action items: {found.actions}"
    for line, note in found.notes:
        yield f"  changed, line {line}: {note}"
    for line, doubt in found.doubts:
        yield f"  doubtful, line {line}: {doubt}"
    for line, what in found.unread:
        yield f"  not read, line {line} of the report: {what}"
    if found.missing:
        yield f"  left open: {', '.join(found.missing)}"
