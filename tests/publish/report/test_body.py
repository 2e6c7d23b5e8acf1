"""A report's body: safe HTML, with our lists in place of its events and action items."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markupsafe import Markup

from mkdocs_postmortems.publish.links import Target
from mkdocs_postmortems.publish.report.body import Body, render_body
from mkdocs_postmortems.publish.report.markdown import Converter
from mkdocs_postmortems.read.model import ActionItem, Event, Report
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings

FRONT_MATTER = "---\ntitle: T\nstarted: 2023-10-15 14:00\n---\n"
CONVERTER = Converter()
READER = ReportReader(Settings())


class PlainWriter:
    """Writes a list as ``(e1 text)`` and links as they are."""

    internal_word, open_word, done_word = "Internal", "open", "done"
    timeline_note = Markup("<i>note</i>")

    def events(self, items: Sequence[tuple[Event, Markup]]) -> Markup:
        return Markup("<ol>{}</ol>").format(
            Markup("").join(Markup(f"(e{event.number} {text})") for event, text in items)
        )

    def actions(self, items: Sequence[tuple[ActionItem, Markup]]) -> Markup:
        return Markup("<table>") + Markup("").join(Markup(f"(a{item.number} {text})") for item, text in items)

    def find_report(self, id: str) -> Target | None:
        return None

    def link(self, address: str) -> str:
        return address


def read(body: str) -> Report:
    return READER.read("postmortems/a.md", (FRONT_MATTER + body).encode())


def body_of(body: str) -> Body:
    return render_body(read(body), CONVERTER, PlainWriter())


def html_of(body: str) -> str:
    """Return the HTML without line breaks."""
    return re.sub(r"\n\s*", "", body_of(body).html)


def test_each_run_of_events_becomes_one_list() -> None:
    """Groups and prose separate the runs and stay in place."""
    html = html_of("## Timeline\n\n### Found\n\n- 14:00 One.\n- 14:06 *Two.*\n\nProse.\n\n### Mended\n\n- Three.\n")
    assert html == (
        '<h2 id="timeline">Timeline</h2><i>note</i><h3 id="found" class="pm-group">Found</h3>'
        "<ol>(e1 One.)(e2 <em>Two.</em>)</ol><p>Prose.</p>"
        '<h3 id="mended" class="pm-group">Mended</h3><ol>(e3 Three.)</ol>'
    )


def test_an_item_that_heads_events_stays_an_item() -> None:
    """It is a group, and its marker must not turn the list into text."""
    html = html_of("## Timeline\n\n- **Found**:\n  - 14:00 One.\n  - 14:06 Two.\n")
    assert "<ul><li><strong>Found</strong>:</li></ul><ol>(e1 One.)(e2 Two.)</ol>" in html


@pytest.mark.parametrize(
    "timeline",
    [
        "- 14:00 One.\n- 14:06 Two.",
        "* 14:00 One.\n\n* 14:06 Two.",
        "1. 14:00 One.\n2. 14:06 Two.",
        "| Time | What |\n|------|------|\n| 14:00 | One. |\n| 14:06 | Two. |",
        "14:00 One.\n\n14:06 Two.",
        "### 14:00 One.\n\n### 14:06 Two.",
    ],
)
def test_events_of_every_form_become_the_same_list(timeline: str) -> None:
    """Nothing of the original form remains."""
    assert html_of(f"## Timeline\n\n{timeline}\n").endswith("<i>note</i><ol>(e1 One.)(e2 Two.)</ol>")


@pytest.mark.parametrize(
    ("opening", "before"),
    [
        ("!!! internal", '<div class="admonition internal"><p class="admonition-title">Internal</p>'),
        ('??? note "Log"', '<details class="note"><summary>Log</summary>'),
    ],
)
def test_events_at_the_beginning_of_an_admonition_stay_in_it(opening: str, before: str) -> None:
    """The note above the list was outside it, and made them code."""
    html = html_of(f"## Timeline\n\n{opening}\n\n    - 14:00 One.\n    - 14:06 Two.\n")
    assert f"{before}<i>note</i><ol>(e1 One." in html
    assert "<pre>" not in html


@pytest.mark.parametrize("above", ["The first hour:", "The first hour\nof the incident:", "- Monday\n### Details"])
@pytest.mark.parametrize("space", ["    ", "\t", "      "])
def test_indented_parts_below_a_paragraph_do_not_become_code(above: str, space: str) -> None:
    """They continue it as Markdown is written, but a blank line is inserted above them."""
    html = html_of(f"## Timeline\n\n{above}\n{space}- 14:00 One.\n{space}- 14:06 Two.\n")
    assert html.endswith("<ol>(e1 One.)(e2 Two.)</ol>")
    html = html_of(f"## Action items\n\n{above}\n{space}- [ ] One (owner: ana)\n{space}- [ ] Two (owner: bo)\n")
    assert html.endswith("<table>(a1 One)(a2 Two)")


@pytest.mark.parametrize(
    "above", ["- Monday", "1. Monday", "1. Monday\n   began well", "!!! note", "??? note", "Monday\n:   began well"]
)
def test_indented_events_stay_in_what_begins_above_them(above: str) -> None:
    html = html_of(f"## Timeline\n\n{above}\n    - 14:00 One.\n    - 14:06 Two.\n\nAfter.\n")
    assert re.search(r"<ol>\(e1 One\.\)\(e2 Two\.\)</ol></(li|div|details|dd)>", html), html


def test_an_event_keeps_its_blocks() -> None:
    """Code and nested lists stay inside the event."""
    html = html_of("## Timeline\n\n- 14:00 One.\n\n    ```\n    x = 1\n    ```\n\n    - nested\n- 14:06 Two.\n")
    first, second = html.split("(e2")
    assert "<p>One.</p>" in first
    assert "x = 1" in first
    assert "<li>nested</li>" in first
    assert second.startswith(" Two.)")


def test_references_resolve_across_the_whole_body() -> None:
    """An event's link, footnote or abbreviation may be defined anywhere."""
    html = html_of(
        "## Timeline\n\n- 14:00 The [log][l] says SLO.[^1]\n\n[l]: a.log\n\n## More\n\n*[SLO]: Level\n\n[^1]: Why."
    )
    assert '<a href="a.log">log</a> says <abbr title="Level">SLO</abbr>.<sup id="fnref:1">' in html
    assert "Why." in html.rpartition("More")[2]


def test_action_items_become_one_table() -> None:
    """From task lists, nested or not, and tables; other list items stay a list."""
    html = html_of("## Action items\n\n- [x] One (owner: a)\n- [ ] *Two* (owner: b)\n    - [ ] Three\n- Plain\n")
    assert html.endswith("<table>(a1 One)(a2 <em>Two</em>)(a3 Three)<ul><li>Plain</li></ul>")
    assert html_of("## Action items\n\n| Action | Owner |\n|---|---|\n| One | a |\n").endswith("<table>(a1 One)")


def test_a_section_without_events_stays_as_written() -> None:
    """If nothing is recognized, nothing changes."""
    assert html_of("## Timeline\n\n### Later\n\nTo be written.\n") == (
        '<h2 id="timeline">Timeline</h2><h3 id="later">Later</h3><p>To be written.</p>'
    )


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Text. {.internal}", '<p class="pm-internal">Text.#</p>'),
        ("Text.\n{.internal}", '<p class="pm-internal">Text.#</p>'),
        ("Text. {: .internal}", '<p class="pm-internal">Text.#</p>'),
        ("- One {.internal}\n- Two", '<ul><li class="pm-internal">One#</li><li>Two</li></ul>'),
        (
            "## A\n\n### B {.internal}\n\nc\n\n#### D\n\n### E",
            '<div class="pm-internal-section"><h3 id="b" class="pm-internal">B#</h3><p>c</p><h4 id="d">D</h4></div>'
            '<h3 id="e">E</h3>',
        ),
        (
            "## A {.internal}\n\n### B {.internal}\n\nc",
            '<div class="pm-internal-section"><h2 id="a" class="pm-internal">A#</h2><div class="pm-internal-section">'
            '<h3 id="b" class="pm-internal">B#</h3><p>c</p></div></div>',
        ),
        ("## Head {#own .internal}", '<h2 id="own" class="pm-internal">Head#</h2>'),
        (
            "| a | b |\n|---|---|\n| 1 | 2 {.internal} |",
            '<tr class="pm-internal"><td>1</td><td>2#</td></tr>',
        ),
        (
            "| a | b |\n|---|---|\n| 1 | 2 | {.internal}",
            '<tr class="pm-internal"><td>1</td><td>2#</td></tr>',
        ),
        ("`{.internal}`", "<p><code>{.internal}</code></p>"),
        ("!!! internal\n    Text.", '<div class="admonition internal"><p class="admonition-title">Internal</p>'),
        ('??? internal "Costs"\n    Text.', '<details class="internal"><summary>Costs#</summary>'),
    ],
)
def test_internal_text_is_labelled_and_its_marker_removed(markdown: str, html: str) -> None:
    """In the internal edition, with a class on its block and a label."""
    found = re.sub(r'\s*<span class="pm-internal-mark">Internal</span>', "#", html_of(markdown))
    assert html in found


def test_markers_of_internal_events_are_removed() -> None:
    """The list labels these events itself."""
    assert html_of("## Timeline\n\n- 14:00 One. {.internal}\n").endswith("<ol>(e1 One.)</ol>")


def test_headings_are_plain_text() -> None:
    """For the table of contents."""
    headings = body_of("## Timeline\n\n### *Found* {.internal}\n\n- 14:00 One.\n").headings
    assert [(each.id, each.title, each.level) for each in headings] == [
        ("timeline", "Timeline", 2),
        ("found", "Found", 3),
    ]


def test_comments_are_never_published() -> None:
    """In the text or in an event; in code they are text."""
    html = html_of("Text <!-- secret -->\n\n<!--\nsecret\n-->\n\n## Timeline\n\n- 14:00 One. <!-- secret -->\n")
    assert "secret" not in html
    assert "&lt;!-- kept --&gt;" in html_of("`<!-- kept -->`")


@pytest.mark.parametrize("mark", ["\ue000\ue011", "&#xE000;&#57361;", "&#xe001;&#xE011"])
def test_marks_cannot_be_forged(mark: str) -> None:
    """The characters of our placeholders are removed, however they are written."""
    html = html_of(
        f"## Timeline\n\n- 14:00 One.\n\n## More\n\n{mark}\n\n\ue002&#xE002;\n\n[a](b 'c\ue004 {{.internal}}')\n"
    )
    assert html.count("(e1") == 1
    assert not re.search("[\ue000-\ue01f]", html)
    assert 'title="c"' in html


def test_a_body_too_costly_for_markdown_is_not_rendered() -> None:
    """It is an error, and the report is not published."""
    assert body_of("[" * 5000 + "<b>") == Body(Markup())


class _Failing(Extension):
    """An extension with a mistake."""

    def extendMarkdown(self, md: Markdown) -> None:
        class Fail(Preprocessor):
            def run(self, lines: list[str]) -> list[str]:
                raise LookupError("broken")

        md.preprocessors.register(Fail(md), "fail", 1)


def test_the_failure_of_an_extension_names_the_report() -> None:
    """Otherwise a traceback of the extension would be all that the build says."""
    with pytest.raises(LookupError) as caught:
        render_body(read("## Summary\n\nText.\n"), Converter([_Failing()]), PlainWriter())
    assert caught.value.__notes__ == ["postmortems/a.md cannot be rendered: a Markdown extension failed on its text"]


def test_template_syntax_is_text() -> None:
    """Bodies are not templates."""
    assert html_of("{{ 7 * 7 }} {% raw %}") == "<p>{{ 7 * 7 }} {% raw %}</p>"


@given(
    st.lists(
        st.sampled_from(["- 14:0{} *a*", "- b `c`", "### G", "Text {.internal}", "", "    more", "> q", "<b>"]),
        max_size=12,
    )
)
def test_every_event_is_shown_once_and_in_order(lines: list[str]) -> None:
    """Whatever is between them, no event is lost and no placeholder remains."""
    report = read("## Timeline\n\n" + "\n".join(lines))
    html = render_body(report, CONVERTER, PlainWriter()).html
    assert re.findall(r"\(e(\d+) ", html) == [str(event.number) for event in report.timeline.events]  # type: ignore[union-attr]
    assert not re.search("[\ue000-\ue01f]", html)


@pytest.mark.parametrize("opening", ["???", "???+", "!!!"])
def test_an_internal_block_does_not_mark_the_text_before_it(opening: str) -> None:
    """Its title belongs to the block, even if a folded block's title is not a paragraph."""
    html = html_of(f'## Issue summary\n\nPublic.\n\n{opening} internal "Who"\n    Inside.\n')
    assert "<p>Public.</p>" in html
    assert 'Who <span class="pm-internal-mark">Internal</span>' in html


@pytest.mark.parametrize(
    "body",
    [
        "## Timeline\n\n- 14:00 One.\n    - secret {.internal}\n    - shown\n- 14:06 Two.\n",
        "## Timeline\n\n- 14:00 One.\n\n    More.\n\n    - secret {.internal}\n    - shown\n- 14:06 Two.\n",
        "## Timeline\n\n- 14:00 One.\n\n    secret {.internal}\n\n- 14:06 Two.\n",
        "## Action items\n\n- [ ] One.\n    - secret {.internal}\n    - shown\n- [ ] Two.\n",
    ],
)
def test_internal_text_below_an_event_or_an_action_item_is_marked(body: str) -> None:
    """And only that text, not the event, which is public."""
    html = html_of(body)
    assert re.search(r'<(li|p) class="pm-internal">secret <span class="pm-internal-mark">Internal</span>', html), html
    assert html.count("pm-internal-mark") == html.count('class="pm-internal"') == 1


def test_an_internal_block_below_an_event_has_a_title() -> None:
    """As anywhere else."""
    html = html_of("## Timeline\n\n- 14:00 One.\n\n    !!! internal\n        secret\n\n- 14:06 Two.\n")
    assert '<p class="admonition-title">Internal</p>' in html


def test_text_below_an_internal_event_is_not_marked_again() -> None:
    """The list marks all of it."""
    html = html_of("## Timeline\n\n- 14:00 One. {.internal}\n    - secret {.internal}\n- 14:06 Two.\n")
    assert "pm-internal-mark" not in html
    assert ".internal}" not in html


@pytest.mark.parametrize(
    ("timeline", "html"),
    [
        ("```text\n14:00 One.\n14:06 Two.\n```", "<ol>(e1 One.)(e2 Two.)</ol>"),
        ("~~~\nThat night\n14:00 One.\n\n14:06 Two.\n~~~", "<p>That night</p><i>note</i><ol>(e1 One.)(e2 Two.)</ol>"),
        ("    14:00 One.\n    14:06 Two.", "<ol>(e1 One.)(e2 Two.)</ol>"),
    ],
)
def test_events_in_a_code_block_become_a_list(timeline: str, html: str) -> None:
    """The block is removed, and the text after it is not code."""
    found = html_of(f"## Timeline\n\n{timeline}\n\nText *after*.\n")
    assert found.endswith(f"{html}<p>Text <em>after</em>.</p>")
    assert "```" not in found and "~~~" not in found and "<pre>" not in found


@pytest.mark.parametrize("events", ["- 14:00 One.\n- 14:06 Two.", "```\n14:00 One.\n14:06 Two.\n```"])
def test_events_in_an_admonition_within_another_stay_in_it(events: str) -> None:
    """So does the text below them, which would be code in the outer one."""
    inner = "".join(f"        {line}\n" for line in [*events.split("\n"), "", "Text."])
    html = html_of(f"## Timeline\n\n??? note\n\n    Text.\n\n    !!! internal\n{inner}\n    End.\n")
    assert html.endswith("(e2 Two.)</ol><p>Text.</p></div><p>End.</p></details>")


@pytest.mark.parametrize("opening", ["!!! internal", '??? note "Log"'])
def test_a_code_block_of_events_does_not_end_the_admonition_that_it_is_in(opening: str) -> None:
    """The list is in it, and what follows there is not code."""
    log = "    ```text\n    14:00 One.\n\n    14:06 Two.\n    ```"
    html = html_of(f"## Timeline\n\n{opening}\n{log}\n\n    Text *after*.\n\nBelow.\n")
    end = "div" if "internal" in opening else "details"
    assert html.endswith(f"<i>note</i><ol>(e1 One.)(e2 Two.)</ol><p>Text <em>after</em>.</p></{end}><p>Below.</p>")
    assert "<pre>" not in html


def test_the_checkbox_of_a_task_has_a_name() -> None:
    """A screen reader says whether it is done. A name given by the author is kept."""
    converter = Converter(["pymdownx.tasklist"])
    tasks = '- [ ] One.\n- [x] Two.\n\n<input type="checkbox" aria-label="mine" disabled>\n'
    html = render_body(read(f"## Lessons learned\n\n{tasks}"), converter, PlainWriter()).html
    assert re.findall(r'<input type="checkbox" (?:disabled="" )?aria-label="(\w+)"', html) == ["open", "done", "mine"]
