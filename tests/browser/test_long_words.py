"""Words longer than any line: pasted addresses and names from programs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browsing import measure, resize
from tests.building import build_site, make_report, write_site
from tests.serving import serve

WORD = "orders_of_the_warehouse_that_were_counted_twice_and_never_shipped_" * 2
ADDRESS = f"https://tickets.example/browse/{WORD}"
BODY = f"""\
## Issue summary

{WORD} and `{WORD}`, see {ADDRESS}.

## Timeline

- 14:00 **Started.** {WORD}
- 14:05 **Detected.** Seen by {WORD}.
- 14:30 **Mitigated.** `{WORD}`
- 15:00 **Resolved.** All clear.

## Root cause and resolution

{WORD}

## Corrective and preventive measures

- [ ] Count {WORD} (owner: {WORD}, due: 2023-11-01, type: {WORD}, ticket: {ADDRESS})
- [ ] Ship them (owner: {WORD}, due: 2023-11-02, ticket: {WORD}) {{.internal}}
- [x] Look at `{WORD}` (owner: identity)
"""
PAGES = {
    "archive": "incidents/",
    "report": "incidents/long/",
    "facet": f"incidents/service/{WORD.lower()}/",
    "facet's list": "incidents/service/",
    "insights": "incidents/insights/",
    "quarter": "incidents/insights/2023/q4/",
    "action items": "incidents/actions/",
    "owner": f"incidents/actions/owner/{WORD.lower()}/",
}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site whose one report has such a word in every place for text."""
    fields = {
        "title": WORD,
        "services": f"[{WORD}, login]",
        "cause": WORD,
        "tags": f"[{WORD}]",
        "tagline": WORD,
        "impact": f"{{users: {WORD}, {WORD}: {WORD}}}",
        "links": f'{{{WORD}: "{ADDRESS}"}}',
        "roles": f"{{{WORD}: {WORD}}}",
    }
    root = write_site(tmp_path_factory.mktemp("words"), {"long.md": make_report(BODY, **fields)})
    with serve(build_site(root)) as address:
        yield address


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_long_word_is_broken_and_nothing_leaves_the_page(page: Page, url: str, address: str) -> None:
    """At no width does it displace anything or lose its end."""
    page.goto(url + address)
    faults = {}
    for width in (1280, 768, 390):
        resize(page, width)
        page.evaluate("pmRest()")  # the theme animates the title in its header
        faults[width] = measure(page, "sideways", "outside", "clipped")
    assert {width: found for width, found in faults.items() if found} == {}
