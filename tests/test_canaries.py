"""Canaries at random places in random reports: the public edition contains none, or the check reports an error."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import UTC, datetime

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from mkdocs_postmortems.archive.brief import brief_of
from mkdocs_postmortems.archive.editions import edition_settings, public_report
from mkdocs_postmortems.archive.model import build_archive
from mkdocs_postmortems.archive.redaction import redact
from mkdocs_postmortems.check.engine import check_report
from mkdocs_postmortems.diagnostics import Level
from mkdocs_postmortems.publish.files import CopiedFile, Page
from mkdocs_postmortems.publish.pages import publish
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Edition, Settings
from tests.building import make_report
from tests.check.conftest import whole_of

NOW = datetime(2024, 6, 1, tzinfo=UTC)
READERS = {edition: ReportReader(Settings(edition=edition)) for edition in ("internal", "public")}
CANARY = "QCANARYQ"

BODY = """\
## Issue summary

Logins failed.
They came back later.

> Somebody said so.

- one
- two
    - nested

        and a paragraph
- three

1. first
2. second

| what | how many |
|---|---|
| a | 1 |
| b | 2 |

!!! note

    A remark with a list.

    - in
    - it

```
code

more code
```

Setext
------

A note[^n] and a [link][l].

[^n]: The note.

[l]: https://status.example/

## Timeline

The clocks are right.

- 14:00 Deployment completes.
- 14:05 **Detected.** An alert fires.

    With a paragraph.

### Later

- 14:30 **Mitigated.** Rolled back.

| time | what |
|---|---|
| 14:40 | A check |
| 14:50 | Another |

- 15:00 **Resolved.** All clear.

## Root cause and resolution

A bad configuration.

### Deeper

<details><summary>More</summary>

Text.

</details>

## Corrective and preventive measures

- [ ] Validate (owner: identity, due: 2024-11-01)
- [x] Watch (owner: identity, due: 2023-11-01)

| measure | owner |
|---|---|
| Test | identity |
"""
LINES = BODY.splitlines()
CODE = range(LINES.index("```") + 1, LINES.index("```") + 5)
PLACES = [place for place in range(2, len(LINES) + 1) if place not in CODE]
"""The lines before which text may be inserted: not inside the fence, where markers are shown literally."""

SNIPPETS = (
    ("!!! internal", "", "    QCANARYQ"),
    ("", "!!! internal", "", "    QCANARYQ", "", "    QCANARYQ again", ""),
    ("", '??? internal "QCANARYQ"', "    QCANARYQ", ""),
    ("", "???+ internal", "", "    - QCANARYQ", "    - [ ] QCANARYQ (owner: QCANARYQ)", ""),
    ("", "!!! internal", "", "    ```", "    QCANARYQ", "    ```", ""),
    ("", "!!! internal", "", "    !!! note", "", "        QCANARYQ", ""),
    ("QCANARYQ {.internal}",),
    ("", "QCANARYQ {.internal}", ""),
    ("", "QCANARYQ", "{: .internal }", ""),
    ("- QCANARYQ {.internal}",),
    ("- QCANARYQ", "{.internal}"),
    ("- 14:20 QCANARYQ {.internal}",),
    ("- 14:20 QCANARYQ {.internal}", "", "    QCANARYQ"),
    ("- [ ] QCANARYQ (owner: QCANARYQ) {.internal}",),
    ("| QCANARYQ | 2 {.internal} |",),
    ("| 14:45 | QCANARYQ | {.internal}",),
    ("", "### QCANARYQ {.internal}", "", "QCANARYQ", ""),
    ("", "### 14:20 QCANARYQ {.internal}", "", "QCANARYQ", ""),
    ("<!-- QCANARYQ -->",),
    ("", "<!-- QCANARYQ", "QCANARYQ -->", ""),
    ("text <!-- QCANARYQ --> text",),
    ("", "!!! internal", "", "    see[^q]", "", "    [^q]: QCANARYQ", ""),
    ("", "!!! internal", "", "    ```", "    QCANARYQ", "", "    QCANARYQ", "    ```", "", "    ### QCANARYQ", ""),
    ("- QCANARYQ {.internal}", "", "    ### QCANARYQ", "", "    ~~~", "    QCANARYQ", "", "    QCANARYQ", "    ~~~"),
    ("", "QCANARYQ", "--------", "{.internal}", "", "QCANARYQ", ""),
    ("", "term", ":   QCANARYQ {.internal}", "", "    QCANARYQ", ""),
    ("", "> QCANARYQ {.internal}", ">", "> !!! internal", ">", ">     QCANARYQ", ""),
)
"""Internal text in all its forms."""


def errors(text: str) -> list[str]:
    reader = READERS["internal"]
    report = reader.read("postmortems/a.md", text.encode())
    verdict = check_report(report, whole_of([brief_of(report)]), reader.settings, NOW)
    return [f"{each.line}: {each.rule}" for each in verdict.findings if each.level is Level.ERROR]


def published(text: str, edition: Edition) -> bytes:
    """Return everything that is written for a site with this one report."""
    reader = READERS[edition]
    report = reader.read("postmortems/a.md", text.encode())
    shown = public_report(report, reader, ()) if edition == "public" else report
    files = publish(build_archive([shown], edition_settings(reader.settings)), Site(now=NOW))
    return b"\n".join(
        repr((file.path, file.title, file.description, file.html, file.headings, file.meta)).encode()
        if isinstance(file, Page)
        else (file.path + file.source).encode()
        if isinstance(file, CopiedFile)
        else file.path.encode() + file.content
        for file in files
    )


def with_snippets(snippets: Sequence[tuple[int, int, int]]) -> str:
    """Return the report with snippets inserted, each given by the line below it, its number, and its indent."""
    lines = list(LINES)
    for place, which, indent in sorted(snippets, reverse=True):
        lines[place:place] = [" " * indent + line if line else "" for line in SNIPPETS[which]]
    return make_report(body="\n".join(lines) + "\n")


inserted = st.tuples(st.sampled_from(PLACES), st.integers(0, len(SNIPPETS) - 1), st.sampled_from((0, 0, 0, 4, 8, 2)))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(inserted, min_size=1, max_size=3, unique_by=lambda each: each[0]))
def test_a_canary_is_reported_or_removed(snippets: list[tuple[int, int, int]]) -> None:
    """Wherever internal text is inserted, the public text has no trace of it, or an error stops the report."""
    text = with_snippets(snippets)
    lines = "\n".join(redact(READERS["public"].read("postmortems/a.md", text.encode())).lines)
    if CANARY in lines or ".internal" in lines:
        note(text)
        assert errors(text)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(inserted, min_size=1, max_size=3, unique_by=lambda each: each[0]))
def test_no_published_file_contains_a_canary(snippets: list[tuple[int, int, int]]) -> None:
    """Includes pages, drawings, feeds and data of reports without errors. The internal edition has the canary."""
    text = with_snippets(snippets)
    if errors(text):
        return
    note(text)
    output = published(text, "public").lower()
    assert CANARY.lower().encode() not in output
    assert base64.b64encode(CANARY.encode()).lower() not in output
    assert b"login failures" in output
    if any("<!--" not in "".join(SNIPPETS[which]) for _, which, _ in snippets):
        assert CANARY.encode() in published(text, "internal")


def test_the_report_without_canaries_is_published() -> None:
    """Including its code, its notes and its lists."""
    text = make_report(body=BODY)
    assert errors(text) == []
    output = published(text, "public")
    for part in (b"Logins failed", b"nested", b"more code", b"The note", b"Another", b"Deeper", b"Validate"):
        assert part in output
