"""HTML is reported except for a few elements, and text that only looks like it is left alone."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.settings import Settings
from tests.tables import all_cases


@all_cases(
    "written",
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.example>",
        "<svg onload=alert(1)></svg>",
        '<form action="//evil"><input name="p"></form>',
        '<meta http-equiv="refresh" content="0;url=//evil">',
        '<a href="javascript:alert(1)">x</a>',
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<scr<script>ipt>alert(1)</script>",
        "text <b>bold</b>",
        "<img\nsrc=x\nonerror=alert(1)>",
        "<iframe src=x",
        "<x-custom onclick=alert(1)>",
        "List<String> names",
        "Map<String, Integer> was null",
        "a call of f_<A, B>()",
        "<!DOCTYPE html>",
        "<![CDATA[ x ]]>",
        "<?php echo 1 ?>",
        "why <? echo 1 ?> fails",
        "<?\necho 1\n?>",
        "<details onclick=alert(1)><summary>x</summary></details>",
        '<abbr style="position:fixed">x</abbr>',
        "- <div>x</div>",
        "\\<script>",
        '<abbr title=">" onclick=x>y</abbr>',
        "<!-- a --><script>alert(1)</script>",
        "<scr<!-- -->ipt>",
        "<o:p>x</o:p>",
        "!!! note\n\n    <script>x</script>",
        "[^1]\n\n[^1]: </script>",
        "[^1]\n\n[^1]: <script>",
        "Run <script to free the disk> first.",
        "<title of the report>",
        "| <font>x</font> |\n|---|\n| a |",
    ],
)
def test_html_is_found(make, check, written):
    """In a block, a line, a list or a table, over several lines, or unclosed."""
    assert check("raw-html", make(new=f"\n{written}\n"))


@all_cases(
    "written",
    [
        "<details>\n<summary>More</summary>\n\ntext\n\n</details>",
        '<details markdown open class="x">',
        "Press <kbd>Ctrl</kbd>, H<sub>2</sub>O, x<sup>2</sup>, a<br>b<br />c",
        '<abbr title="mean time to recover">MTTR</abbr>',
        "`<script>`",
        "`` a ` <script> ``",
        "```html\n<script></script>\n```",
        "Text\n\n    <script>code</script>",
        "<!-- <script>alert(1)</script> -->",
        "<https://example.com>",
        "[a](<https://example.com/a b>)",
        "[a]: <https://example.com/a>",
        "<javascript:alert(1)>",
        "if a<b then",
        "<on-call@example.com>",
        "a < b and c > d",
        "latency <5 ms",
        "what <?> and <? mean",
        "x <- y, a <= b, <3",
        "&lt;script&gt;",
        "{{ 7*7 }} {% raw %} ${{ secrets.X }}",
    ],
)
def test_text_that_is_not_html_is_silent(make, check, written):
    """Allowed elements, code, comments, addresses, arithmetic."""
    assert check("raw-html", make(new=f"\n{written}\n")) == []


def test_html_that_was_meant_as_code_is_a_hint(make, diagnose):
    """Four spaces below a list item do not make code, which surprises most authors."""
    found = diagnose(make(new="\n    <img src=x>\n"))
    assert [(each.rule, each.level) for each in found] == [("raw-html", "hint")]


@pytest.mark.parametrize(
    "written",
    [
        "<svg><g><path d=x></path></g></svg>",
        '<iframe srcdoc="<script>x</script>"></iframe>',
        "<pre><code>x</code></pre>",
        "<div>\n\ntext\n\n</div>",
        "<script\n>alert(1)</script>",
        "a <math><mtext><table><style><img src=x>",
    ],
)
def test_an_element_is_one_finding_with_all_its_content(make, check, written):
    """Its parts and its end tag are not reported."""
    assert len(check("raw-html", make(new=f"\n{written}\n"))) == 1


@pytest.mark.parametrize(
    ("below", "level"),
    [
        ("- a\n\n    <img src=x>", "hint"),
        ("- a\n    - b\n\n        <img src=x>", "hint"),
        ("!!! note\n\n    <img src=x>", "error"),
        ("- a\n\n    !!! note\n\n        <img src=x>", "error"),
        ("[^1]: a\n\n    <img src=x>", "error"),
        ("<!-- a --> <img src=x>", "error"),
    ],
)
def test_only_below_a_list_item_html_seems_to_be_meant_as_code(make, diagnose, below, level):
    """In an admonition or a note, four spaces only make it part of the block."""
    found = diagnose(make(new=f"\n{below}\n"))
    assert [each.level for each in found if each.rule == "raw-html"] == [level]


@pytest.mark.parametrize(
    ("written", "reported"),
    [
        ("H<sub>2O is wet", 1),
        ("a <kbd>b</kbd> <kbd>c", 1),
        ("H<SUB>2</SUB>O", 0),
        ("a <sub>b <sub>c", 1),
        ("a</sub> b", 0),
    ],
)
def test_a_span_that_is_not_closed_is_a_warning(make, diagnose, written, reported):
    """The rest of its paragraph would be small."""
    found = [each for each in diagnose(make("A token had expired.", written)) if each.rule == "raw-html"]
    assert [each.level for each in found] == ["warning"] * reported


def test_a_site_may_allow_html(make, check):
    """Then only the cleaning of the pages removes what does harm."""
    assert check("raw-html", make(new="\n<b>x</b>\n"), settings=Settings(html="allow")) == []


def test_code_spans_over_lines_are_code(make, check):
    """Markdown closes a code span on a later line of the paragraph."""
    assert check("raw-html", make(new="\n`a\n<script>\nb` <b>\n")) != []
    assert len(check("raw-html", make(new="\n`a\n<script>\nb` text\n"))) == 0


def test_the_parts_of_a_table_are_not_reported_with_the_table(make, diagnose):
    """A part without its table gets the table's help."""

    def found(text):
        return [each for each in diagnose(make("A token had expired.", text)) if each.rule == "raw-html"]

    (table,) = found("<table><tr><th>a</th></tr><tr><td>b</td></tr></table>")
    (row,) = found("x <td>b</td>")
    assert table.help == row.help == "write a table with | between the cells"
    assert len(found("<ul><li>a</li></ul>")) == 1
    assert len(found("<table><tr><td><b>a</b></td></tr></table>")) == 2


def test_a_link_from_a_chat_is_reported_with_its_markdown(make, diagnose):
    """With a space in its text, it is a tag to Markdown and lost."""
    (found,) = diagnose(make(new="\nSee <https://example.org/x|the thread>.\n"))
    assert (found.rule, found.help) == ("raw-html", "write [text](address)")


@pytest.mark.parametrize(
    ("written", "shown", "help"),
    [
        ("<!DOCTYPE html>", "<!DOCTYPE", "write it in Markdown"),
        ("<?php echo 1 ?>", "<?php", "write it in Markdown"),
        ("</B>", "</B>", "write **text**"),
        ("Map<String, List<Foo>>", "<Foo>", "write it in Markdown"),
        ("<!here> It is down.", "<!here>", "this is a Slack mention"),
        ("<!subteam^S0123|@db> It is down.", "<!subteam", "this is a Slack mention"),
        ("if a <b and c> d", "<b>", "if it is meant as text"),
        ("if a <b and 'c'> d", "<b>", "if it is meant as text"),
        ("<b class='x'>d</b>", "<b>", "write **text**"),
        ("<b markdown>d</b>", "<b>", "write **text**"),
    ],
)
def test_the_finding_shows_what_is_written_and_how_to_write_it(make, diagnose, written, shown, help):
    """Words in the place of attributes are a sentence with signs in it."""
    (found,) = diagnose(make(new=f"\n{written}\n"))
    assert found.message == f"HTML is not published: {shown}"
    assert found.help.startswith(help)


def test_a_sections_heading_in_html_is_reported_as_a_missing_section(make, diagnose):
    """Only once; other headings in HTML are reported here."""
    found = diagnose(make("## Timeline", "<h2>Timeline</h2>"))
    assert [each.rule for each in found if each.text.startswith("<h2>")] == ["missing-section"]
    assert [each.rule for each in diagnose(make(new="\n<h3>More</h3>\n"))] == ["raw-html"]


def test_an_unclosed_tag_is_reported_once(make, diagnose):
    """As unclosed, with a way to mend it that leaves nothing else to report."""
    found = [each for each in diagnose(make("Nobody", "<div>\n\nNobody")) if each.rule in ("html-unclosed", "raw-html")]
    assert [(each.rule, each.help.partition(",")[0]) for each in found] == [("html-unclosed", "remove the tag")]
    closed = diagnose(make("Nobody", "<div>\n\nNobody</div>"))
    assert "raw-html" in [each.rule for each in closed]


@pytest.mark.parametrize("tag", ["soap:Body", "o:p", "xsl:template"])
def test_a_tag_with_a_namespace_is_no_link(make, diagnose, tag):
    """As in XML, or in text from Word; it is reported once."""
    (found,) = diagnose(make(new=f"\nIt returned <{tag}> and failed.\n"))
    assert (found.rule, found.message) == ("raw-html", f"HTML is not published: <{tag}>")
