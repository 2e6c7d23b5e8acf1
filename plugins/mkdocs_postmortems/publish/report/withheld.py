"""The page shown in place of a report with errors while its author previews the site.

``withheld_pages`` takes the withheld reports and all findings, and yields a page for each address. Called by ``plugin``
under ``mkdocs serve`` only: no build has such a page. Its words come from the check and are in English.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from mkdocs_postmortems.diagnostics import Diagnostic, Level
from mkdocs_postmortems.formats.findings import visible
from mkdocs_postmortems.publish.files import Page
from mkdocs_postmortems.publish.render import render
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.model import Report

_LONGEST = 200
"""How many characters of a line are shown from the relevant word on, and half as many before it."""

_WORD = re.compile(r"\S{1,60}")


class _ShownFinding(Struct, frozen=True):
    """A finding and its line, as text before, at and after its column; empty if the line is not informative."""

    finding: Diagnostic
    message: str
    help: str
    line: tuple[str, str, str]


def withheld_pages(reports: Iterable[Report], diagnostics: Sequence[Diagnostic], site: Site) -> Iterator[Page]:
    """Yield a page for each id of the reports; reports with the same id share one."""
    by_id: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        by_id[report.id].append(report)
    for id, same in by_id.items():
        lines = {report.path: report.source.lines for report in same}
        found = [_shown_finding(each, lines[each.path]) for each in diagnostics if each.path in lines]
        errors = sum(each.finding.level is Level.ERROR for each in found)
        address = site.report(id)
        html = render("withheld.html", site, address, found=found, errors=errors, paths=sorted(map(visible, lines)))
        yield Page(address, f"{id} is withheld", html, meta={"search": {"exclude": True}}, source=same[0].path)


def _shown_finding(finding: Diagnostic, lines: Sequence[str]) -> _ShownFinding:
    line = lines[finding.line - 1].rstrip() if 0 < finding.line <= len(lines) else ""
    parts = ("", "", "") if line == "---" else _split_line(line, finding.column - 1)
    first, word, last = (visible(part.replace("\t", "    ")) for part in parts)
    return _ShownFinding(finding, visible(finding.message), visible(finding.help), (first, word, last))


def _split_line(line: str, start: int) -> tuple[str, str, str]:
    """Split a line before, at and after the word at ``start``, shortened around it; the first column means all."""
    word = _WORD.match(line, start) if start > 0 else None
    begin, end = word.span() if word else (0, 0)
    from_here, to_here = max(0, begin - _LONGEST // 2), begin + _LONGEST
    before = ("…" if from_here else "") + line[from_here:begin]
    after = line[end:to_here] + ("…" if len(line) > to_here else "")
    return before.lstrip(), line[begin:end], after
