"""What an import tells: what was found where, what was changed, and what is left to do.

Comes in: what came of each file, from ``import_``. Goes out: lines for people, and the data of ``--report``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct, field

from mkdocs_postmortems.diagnostics import Diagnostic, counted
from mkdocs_postmortems.imports.report import Imported
from mkdocs_postmortems.tree import shown

Done = Literal["written", "unchanged", "kept"]
"""*unchanged*: the same stands there. *kept*: another one stands there, and is not written over."""


class Outcome(Struct, frozen=True):
    """A report, where it goes, and what was done with it."""

    found: Imported
    place: Path
    done: Done


class Account(Struct):
    """What came of one call.

    ``failed`` are files with the reason, ``skipped`` those that are no reports, ``unread`` documents of a folder in
    forms that cannot be read, ``pictures`` how many came along, and ``known`` what the baseline lets be.
    """

    outcomes: list[Outcome] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    pictures: int = 0
    known: list[Diagnostic] = field(default_factory=list)

    @property
    def is_incomplete(self) -> bool:
        """Whether there is a file that no report was written of."""
        return bool(self.failed) or any(each.done == "kept" for each in self.outcomes)

    def as_data(self) -> dict[str, Any]:
        """What ``--report`` writes as JSON."""
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
        """What went wrong."""
        for each in self.outcomes:
            if each.done == "kept":
                why = "not written: it stands there and differs (--overwrite writes over it)"
                yield f"{each.found.source} -> {shown(each.place, Path.cwd())}: {why}"
        for source, why in self.failed:
            yield f"postmortems: {source}: {why}"

    def summary(self, baseline: str, dry_run: bool) -> Iterator[str]:
        """All else."""
        written = "would be written" if dry_run else "written"
        for each in self.outcomes:
            if each.done != "kept":
                told = written if each.done == "written" else each.done
                yield f"{each.found.source} -> {shown(each.place, Path.cwd())}: {told}"
                yield from _of_report(each.found)
        if self.skipped:
            yield f"passed over, no reports: {', '.join(self.skipped)}"
        if self.unread:
            yield f"not read: {', '.join(self.unread)}; save what is a report as Markdown, text or HTML"
        yield from self._let_be(baseline)
        count = sum(each.done == "written" for each in self.outcomes)
        yield (
            f"{counted(len(self.outcomes), 'report')}, {count} {written}, {counted(self.pictures, 'picture')}; "
            f"{len(self.failed)} failed"
        )

    def _let_be(self, baseline: str) -> Iterator[str]:
        """What the baseline lets be: how much of each rule, and each secret in its place."""
        if not self.known:
            return
        counts = Counter(finding.rule for finding in self.known)
        told = ", ".join(f"{rule} {count}" for rule, count in sorted(counts.items()))
        yield f"the check lets be what the old texts have, by {baseline}: {told}"
        for finding in self.known:
            if finding.rule == "secret":
                yield f"  {finding.path}:{finding.line}: {finding.message}; {finding.help}"


def _of_report(found: Imported) -> Iterator[str]:
    """What was found in one report, and in which line."""
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
        yield f"  not taken, line {line}: {doubt}"
    for line, what in found.unread:
        yield f"  not read, line {line} of the report: {what}"
    if found.missing:
        yield f"  left open: {', '.join(found.missing)}"
