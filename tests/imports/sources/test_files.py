"""Other forms than Markdown, by the samples of this folder."""

from __future__ import annotations

from time import process_time

import pytest

from mkdocs_postmortems.imports.document import FORMS, OTHER_DOCUMENTS, Unreadable
from mkdocs_postmortems.imports.sources.files import read_documents
from mkdocs_postmortems.imports.sources.markup import CONVERTERS
from tests.imports.conftest import Import


def test_every_format_has_a_reader() -> None:
    """A format that no module claims would be read as Markdown, without a word."""
    assert set(FORMS.values()) - CONVERTERS.keys() == {"markdown", "text", "html", "json", "mail"}
    assert not OTHER_DOCUMENTS & FORMS.keys()


def test_a_page_of_a_wiki(sample: Import) -> None:
    """The report is taken, what the wiki puts around it is not."""
    found = sample("confluence.html")
    assert (found.title, found.started) == ("Cache outage", "2024-03-01 14:05")
    assert (found.events, found.actions) == (3, 2)
    assert found.report.fields.services == ("cache", "web")
    assert "Home" not in found.text
    assert "alert(1)" not in found.text
    assert "![Hit rate](graph.png)" in found.text
    assert not found.report.problems


def test_a_page_of_a_document_editor(sample: Import) -> None:
    """Its title is a paragraph of a style."""
    found = sample("document.html")
    assert (found.title, found.started, found.events, found.actions) == (
        *("Search index is lost", "2022-07-09 14:05-07:00", 3, 1),
    )
    assert "# Search index" not in found.text


def test_lists_and_links_of_a_document_editor(do_import: Import) -> None:
    """It writes each level of a list as a list of its own, and links by way of its own server."""
    lists = (
        "<ul class='lst-kix_a-0 start'><li>14:05 A deploy.</li></ul><ul class='lst-kix_a-1 start'><li>It had a typo."
        "</li><li>Two.</li></ul><ul class='lst-kix_a-2'><li>Deep.</li></ul><ul class='lst-kix_a-1'><li>Three.</li></ul>"
        "<ul class='lst-kix_a-0'><li>14:20 A fix.</li></ul><ol class='lst-kix_b-0'><li>Other.</li></ol>"
    )
    link = "<a href='https://www.google.com/url?q=https://a.example/1%3Fb%3D2&amp;sa=D&amp;ust=1'>A-1</a>"
    found = do_import(
        f"<html><body><h1>Login fails</h1><h2>Timeline</h2>{lists}<p>See {link}.</p></body></html>", "a.html"
    )
    assert "- 14:05 A deploy.\n  - It had a typo.\n  - Two.\n    - Deep.\n  - Three.\n- 14:20 A fix.\n" in found.text
    assert "\n1. Other.\n" in found.text
    assert "See [A-1](https://a.example/1?b=2)." in found.text


def test_an_exported_space_and_its_tasks(do_import: Import) -> None:
    """The space's name is no part of the title, and a task that was ticked is done."""
    found = do_import(
        '<html><body><h1 id="title-text">Operations : DNS outage</h1><div id="main-content" class="wiki-content">'
        '<h2>Actions</h2><ul class="inline-task-list"><li class="checked">a</li><li>b</li></ul></div></body></html>',
        "dns.html",
    )
    assert found.title == "DNS outage"
    assert [item.status for item in found.report.actions] == ["done", "open"]
    assert next((each.line, each.where) for each in found.found if each.field == "title") == (0, "the page's title")


def test_who_does_a_task_of_a_wiki_and_by_when(do_import: Import) -> None:
    """A mention and a date at its end; within the text they are words like others."""
    found = do_import(
        "<html><head><title>OPS : DNS outage</title></head><body><h2>Actions</h2><ul class='inline-task-list'>"
        "<li><span>Test it <a class='user-mention' href='#'>@Jo Doe</a> "
        "<time datetime='2023-11-01'>01 Nov 2023</time></span></li>"
        "<li>Ask <a class='user-mention' href='#'>@Jo Doe</a> how it was done</li></ul></body></html>",
        "dns.html",
    )
    assert found.title == "DNS outage"
    first, second = found.report.actions
    assert (first.text, first.owner, str(first.due)) == ("Test it", "Jo Doe", "2023-11-01")
    assert (second.text, second.owner) == ("Ask [@Jo Doe](#) how it was done", "")


def test_no_space_is_left_where_the_details_of_a_task_were(do_import: Import) -> None:
    """Nor a comma or dash that stood in front of them; whatever element contains these."""
    user, day = "<a class='user-mention'>@Jo</a>", "<time datetime='2023-11-01'>01 Nov 2023</time>"
    tasks = f"<li><p><span>Test it \N{NO-BREAK SPACE}{user} {day} </span></p></li><li>Ask <b>all</b>, {user} </li>"
    found = do_import(
        f"<html><body><h2>Actions</h2><ul class='inline-task-list'>{tasks}</ul></body></html>", "dns.html"
    )
    assert "Test it (owner: Jo, due: 2023-11-01)\n" in found.text
    assert "Ask **all** (owner: Jo)\n" in found.text


def test_a_mail(sample: Import) -> None:
    """Plain text gets the marks that make headings and lists of it."""
    found = sample("mail.txt")
    assert (found.title, found.started) == ("Orders were lost on Tuesday", "2024-04-09 10:15+02:00")
    assert (found.events, found.actions) == (4, 2)
    assert found.report.fields.severity == "SEV-3"
    assert [section.title for section in found.report.sections] == [
        *("Summary", "Timeline (all times CEST)", "Action items"),
    ]


def test_toml(sample: Import) -> None:
    """TOML front matter, and a narrative that is a timeline."""
    found = sample("toml.md")
    assert (found.started, found.report.fields.severity, found.events) == ("2024-05-20 09:00", "SEV-1", 3)
    assert found.report.fields.internal == {"imported": {"severity": "critical", "weight": "3"}}


def test_text_that_is_only_called_markdown(do_import: Import) -> None:
    """A form that was pasted: without any mark of Markdown, its indented lines would be code."""
    text = (
        "?\nPostmortem: Web outage on December 18, 2023\n\nIssue Summary:\n\n    It was down.\n\nTimeline:\n\n"
        "    10:45 AM (UTC): Deployed\n        A new version.\n        Another one.\n\n    10:50 AM (UTC): Mended\n"
    )
    found = do_import(text, "README.md")
    assert (found.title, found.started, found.events) == (
        *("Postmortem: Web outage on December 18, 2023", "2023-12-18 10:45", 2),
    )
    assert "- 10:45 AM (UTC): Deployed\n\n    A new version.\n    Another one.\n\n- 10:50" in found.text
    assert "    It was down." in do_import(text.replace("?\n", "# A\n"), "README.md").text


def test_questions_and_answers_of_plain_text(do_import: Import) -> None:
    """They are headings if there are several; a paragraph at the top is no title, and a wiki's links are no text."""
    long = "Somebody changed the key of the login service, which then refused to log in anybody at all, " * 3
    answers = "How was it found?\nBy us.\n\nWhat do we do?\nWe wait.\n\n"
    text = f"{long}.\n\n{answers}Quick facts[edit | edit source]\n\nDone.\n"
    found = do_import(text, "login-fails.txt")
    assert [section.title for section in found.report.sections] == [
        "How was it found?",
        "What do we do?",
        "Quick facts",
    ]
    assert found.title == "Login fails"
    assert not do_import("Login fails\n\nWho knows?\nWe do not.\n", "login-fails.txt").report.sections


def test_labels_with_a_colon_below_sections_without(do_import: Import) -> None:
    """In a text with both, those with a colon are a level below."""
    text = "Login fails\nTimeline\nDetection:\nDetected at 14:00 by us.\nResolution:\nUndone.\nConclusion\nWell.\n"
    found = do_import(text, "login.txt")
    assert [line for line in found.text.split("\n") if line.startswith("#")] == [
        *("## Timeline", "### Detection", "### Resolution", "## Conclusion"),
    ]


def test_text_that_is_markdown_is_taken_as_it_is(do_import: Import) -> None:
    """By its marks."""
    found = do_import("# Login fails\n\n## Timeline\n\n- 2023-10-15 14:00 a\n\nEnd\n", "login.txt")
    assert found.text.endswith("## Timeline\n\n- 2023-10-15 14:00 a\n\nEnd\n")


def test_lists_of_plain_text_that_are_indented(do_import: Import) -> None:
    """Their items are on one level; a date on a line of its own is no item, and a few words alone head a list."""
    text = (
        "Login fails\n\nTimeline\n\n15 October 2023\n\n  • 14:00 A deploy.\n  • Somebody looks.\n  • 14:06 Undone.\n"
        "\nWhat we know of it\n\n  • It rained.\n\nAction items\n\n  • Add one.\n      • for logins\n  • Test it.\n"
    )
    found = do_import(text, "login.txt")
    assert found.report.timeline is not None
    assert [event.text for event in found.report.timeline.events] == ["A deploy.", "Somebody looks.", "Undone."]
    assert (found.started, found.events, found.days, found.actions) == ("2023-10-15 14:00", 3, 1, 2)


def test_indented_lists_with_marks_of_markdown_in_plain_text(do_import: Import) -> None:
    """Below a label with a colon they are lists, and not code, at whatever depth they begin."""
    text = (
        "Login fails\nSummary of issues:\n    - Duration of the outage: 47 minutes\n    - Impact: no logins\n"
        "Timeline:\n    - 14:05 A deploy.\n        - to all hosts\n    - 14:10 Undone.\n"
        "Main cause:\n    * A Wrong Key.\nCorrective measures:\n    - Test the key.\n    - Test it again.\n"
    )
    found = do_import(text, "login.txt")
    assert [section.title for section in found.report.sections] == [
        *("Summary of issues", "Timeline", "Main cause", "Corrective measures"),
    ]
    assert "## Summary of issues\n\n- Duration of the outage: 47 minutes\n- Impact: no logins\n" in found.text
    assert "- 14:05 A deploy.\n    - to all hosts\n- 14:10 Undone.\n" in found.text
    assert (found.events, found.actions) == (2, 2)
    assert found.report.fields.impact == {"duration": "47 minutes", "effect": "no logins"}


def test_a_part_of_the_measures_in_plain_text(do_import: Import) -> None:
    """Its heading, which could be that of measures itself, opens no second section, and its paragraphs are items."""
    text = "Login fails\n\nCorrective measures:\n\nTasks:\n\nTest the key.\n\nAdd an alarm.\n"
    found = do_import(text, "login.txt")
    assert [heading.title for heading in found.report.headings] == ["Corrective measures", "Tasks"]
    assert [section.title for section in found.report.sections] == ["Corrective measures"]
    assert [action.text for action in found.report.actions] == ["Test the key.", "Add an alarm."]


def test_a_sentence_of_plain_text_that_begins_with_a_time(do_import: Import) -> None:
    """Outside the timeline it stays a paragraph; next to other times it is an item of a list."""
    text = (
        "Login fails\n\nSummary\n\nFrom 14:05 to 14:10 UTC nobody could log in.\n\nTimeline\n\n14:05 One\n"
        "At 14:10 two.\n\nResolution\n\nAt 14:08 we\nundid it.\n\nAt 14:09 this.\nAt 14:10 that.\n"
    )
    found = do_import(text, "login.txt").text
    assert "\nFrom 14:05 to 14:10 UTC nobody could log in.\n" in found
    assert "\n- At 14:10 two.\n" in found
    assert "\nAt 14:08 we\nundid it.\n" in found
    assert "\n- At 14:09 this.\n- At 14:10 that.\n" in found


def test_a_page_below_front_matter(do_import: Import) -> None:
    """Of a blog, whose generator puts the title on the page: what it says is not part of the text."""
    found = do_import(
        "---\nlayout: post\ntitle: Login fails\ndate: 2023-10-15\ncategory: incidents\n---\n"
        "<p>Nobody could log in.</p>\n"
        "<h2>Timeline</h2>\n<p><b>14:00 UTC</b> - A deploy.</p>\n<p><b>14:06 UTC</b> - An alert.</p>\n",
        "2023-10-16-login.html",
    )
    assert (found.title, found.started, found.events) == ("Login fails", "2023-10-15 14:00", 2)
    assert found.report.fields.cause is None
    assert "layout" not in found.text.split("---\n")[2]
    assert next(each.line for each in found.found if each.field == "title") == 3


def test_a_dash_within_a_line_of_plain_text_is_no_mark_of_a_list(do_import: Import) -> None:
    """Only the sign at the head of a line is one; what stands further on is text."""
    text = "Login fails\n\nTimeline\n2023-10-15 14:05 UTC A deploy – with a · dot.\n• 14:06 One – two.\n"
    found = do_import(text, "login.txt").text
    assert "- 2023-10-15 14:05 UTC A deploy – with a · dot.\n- 14:06 One – two.\n" in found


def test_a_text_that_is_set_for_a_terminal(do_import: Import) -> None:
    """Its title is framed by signs, its day is centred, and a quotation has bars in front."""
    found = do_import(
        "\n        ---===[ Login bulletin #12 ]===---\n\n                October 15, 2023\n\n\nSummary\n========\n\n"
        "On 2023-10-15, somebody changed the key of the\n2 servers, and wrote the\nmessage below:\n\n"
        "| We test\n|\n| a key.\n",
        "login.txt",
    )
    assert (found.title, found.started, found.events) == ("Login bulletin #12", "2023-10-15", 0)
    assert found.text.endswith(
        "---\n\nOctober 15, 2023\n\n## Summary\n\n"
        "On 2023-10-15, somebody changed the key of the\n2 servers, and wrote the\nmessage below:\n\n"
        "> We test\n>\n> a key.\n"
    )


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a<br>b</p>", "a  \nb"),
        ("<p><b>a:</b><br/>b<br/><br/>c<br/></p><p><br/>d</p>", "**a:**  \nb\n\nc\n\nd"),
        ("<p><b>a<br></b>b</p>", "**a**  \nb"),
        ("<p><b>a</b><br><b>b</b></p>", "**a**  \n**b**"),
        ("<p><b>a</b><br /> <span></span><br /> <b>b</b><br /> c</p>", "**a**\n\n**b**  \nc"),
        ("<ul><li>a<br></li><li>b<br>c</li></ul>", "- a\n- b  \n  c"),
        ("<pre>a \\\n\nb<br>c</pre>", "```\na \\\n\nb\nc\n```"),
        ("<h2>a<br>b</h2><p>C:\\\nd</p>", "## a b\n\nC:\\\nd"),
    ],
)
def test_line_breaks_of_html(html: str, markdown: str) -> None:
    """Two spaces, which the page shows as a break: it would show a backslash as one. Several end a paragraph."""
    (document,) = read_documents("a.html", f"<html><body>{html}</body></html>".encode())
    assert "\n".join(document.lines) == markdown


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<table><tr><td>14:00</td><td>Swap</td></tr><tr><td>14:10</td><td>Undo</td></tr></table>"),
        ("b.html", "<table><tr><th>14:00</th><td>Swap</td></tr><tr><th>14:10</th><td>Undo</td></tr></table>"),
        ("c.wiki", '{| class="wikitable"\n|-\n| 14:00 || Swap\n|-\n| 14:10 || Undo\n|}'),
        ("d.org", "| 14:00 | Swap |\n| 14:10 | Undo |"),
        ("e.adoc", "|===\n|14:00 |Swap\n\n|14:10 |Undo\n|==="),
    ],
)
def test_a_table_without_a_header_has_an_empty_one(name: str, text: str, do_import: Import) -> None:
    """Its first row is an event, and the start of the incident."""
    heads = {"html": ("<h1>", "</h1>", "<h2>"), "wiki": ("= ", " =", "== "), "org": ("* ", "", "** ")}
    before, after, below = heads.get(name.partition(".")[2], ("= ", "", "== "))
    behind = {"<h2>": "</h2>"}.get(below, " ==" if name.endswith("wiki") else "")
    day = "<p>2023-10-15</p>" if name.endswith("html") else "2023-10-15"
    page = f"{before}Login fails{after}\n\n{day}\n\n{below}Timeline{behind}\n\n{text}\n"
    found = do_import(page, name)
    assert [line.replace(" ", "") for line in found.text.splitlines() if line.startswith("|")] == [
        "|||", "|---|---|", "|14:00|Swap|", "|14:10|Undo|",
    ]  # fmt: skip
    assert "started: 2023-10-15 14:00" in found.text


def test_the_first_row_of_other_tables_without_a_header_is_that() -> None:
    """It names the columns."""
    rows = "<tr><td>Time</td><td>Event</td></tr><tr><td>14:00</td><td>Swap</td></tr>"
    (page,) = read_documents("a.html", f"<h1>a</h1><table>{rows}</table>".encode())
    assert page.lines[2:5] == ("| Time | Event |", "| --- | --- |", "| 14:00 | Swap |")


def test_html_throughout_in_a_file_of_markdown() -> None:
    """With or without headings; but not Markdown with some tags, nor paragraphs without tags in a row."""
    page = "<p>a</p>\n<p>b</p>\n\n**c** d\n\n<ul><li>e</li><li>f</li></ul>\n"
    (document,) = read_documents("a.md", page.encode())
    assert "\n".join(document.lines) == "a\n\nb\n\n**c** d\n\n- e\n- f"
    for other in (f"# g\n\n{page}", page.replace("**c** d", "c\n\nd"), "<p>a</p>\n\nb\n\n<p>c</p>\n"):
        (document,) = read_documents("a.md", other.encode())
        assert "<p>a</p>" in document.lines


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("login.md", "Timeline" + " " * 2000 + "x"),
        ("login.adoc", "|===\n" + "1" * 30_000 + "\n|==="),
    ],
    ids=["spaces in a line", "digits in a table"],
)
def test_repeated_characters_take_little_time(name: str, text: str, do_import: Import) -> None:
    """No expression reads them in more than one way."""
    begun = process_time()
    do_import(f"{'=' if name.endswith('.adoc') else '#'} Login fails\n\nText\n\n{text}\n", name)
    assert process_time() - begun < 2


def test_a_page_that_is_nested_too_deeply_is_unreadable() -> None:
    """As one with thousands of elements that are never closed; the other files are imported."""
    with pytest.raises(Unreadable, match="nested too deeply"):
        read_documents("login.html", b"<h1>Login fails</h1>" + b"<details>a" * 3000)


@pytest.mark.parametrize("name", ["login.rst", "login.org"])
def test_spaces_in_other_markups_take_little_time(name: str) -> None:
    """The mark of an item is at the beginning of its line."""
    begun = process_time()
    read_documents(name, b"Login fails\n===========\n\na" + b" " * 40_000 + b"b\n\n#. It rained.\n")
    assert process_time() - begun < 2


def test_many_headings_take_little_time(do_import: Import) -> None:
    """Each is compared with others, but its words are only looked for once."""
    begun = process_time()
    do_import("# Login fails\n\nText\n\n" + "=\n## " * 1400, "login.org")
    assert process_time() - begun < 5


def test_a_picture_within_a_page_is_its_text(do_import: Import) -> None:
    """Its data would be a line of many thousand letters."""
    found = do_import('<h1>Login fails</h1><p>See <img src="data:image/png;base64,AAAA" alt="a graph">.</p>', "a.html")
    assert "See [a graph]." in found.text


def test_an_event_in_the_middle_of_a_page_is_no_heading(do_import: Import) -> None:
    """Plain text with centred lines."""
    found = do_import(
        "Login fails\n\n            CAUSE\n\nIt rained.\n\n            14:05 A deploy.\n\nText.\n", "a.txt"
    )
    assert "## CAUSE" in found.text and "\n14:05 A deploy." in found.text


def test_comments_in_a_page_of_a_document_editor(do_import: Import) -> None:
    """They are behind the text, in boxes, with marks in it; they are kept, but not shown."""
    text = '<p>The disk<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup> was full.</p>'
    box = '<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Which disk?</span></p><p><span>Ours</span></p></div>'
    found = do_import(f'<div class="doc-content"><h1>Login fails</h1>{text}{box}</div>', "a.html")
    assert found.text.endswith("---\n\nThe disk was full.\n")
    assert "internal:\n  imported:\n    comments:\n    - Which disk? Ours\n" in found.text
    alone = do_import(f'<div class="doc-content"><h1>Login fails</h1>{text}{box[5:-6]}</div>', "a.html")
    assert alone.text.endswith("---\n\nThe disk was full.\n\nOurs\n")


def test_comments_in_the_text_of_a_document_editor(do_import: Import) -> None:
    """They are the last lines. Brackets without such lines are something else, and so are lines without brackets."""
    text = "Login fails\n\nThe disk[a] was full[b] at nine.\n\n\n"
    found = do_import(f"{text}[a]Which disk?\n[b]And why?\n", "a.txt")
    assert found.text.endswith("---\n\nThe disk was full at nine.\n")
    assert "    comments:\n    - Which disk?\n    - And why?\n" in found.text
    twice = do_import(f"{text.replace('nine', 'users[a]')}[a]Which disk?\n[b]And why?\n", "a.txt")
    assert twice.text.endswith("---\n\nThe disk[a] was full at users[a].\n")
    for other in (text, f"{text}[b]And why?\n", "Login fails\n\nThe disk was full.\n\n[a]Which disk?\n"):
        assert "[b]" in do_import(other, "a.txt").text or "[a]" in do_import(other, "a.txt").text
