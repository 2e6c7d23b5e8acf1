"""Reports in other markups than Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.imports.document import Document, Form
from mkdocs_postmortems.imports.sources.markup import CONVERTERS, read_markup
from tests.imports.conftest import Import
from tests.tables import all_cases

ENDS: Mapping[Form, str] = {"rst": ".rst", "asciidoc": ".adoc", "org": ".org", "mediawiki": ".mediawiki"}


def markdown(text: str, form: Form) -> str:
    """The Markdown of a text, without the lines that hold nothing."""
    document = read_markup("a", text, form)
    return "\n".join(line for at, line in enumerate(document.lines, 1) if at not in document.gone)


REPORTS: Mapping[Form, str] = {
    "rst": """\
=============
Login is down
=============

:Date: 2023-10-15
:Severity: SEV-2
:Services: login, web

Summary
=======

Nobody could log in.

Timeline
========

All times in UTC.

- 14:00 A deploy of ``login``.
- 14:06 **Detected.** Alerts::

    error: connection refused

- 15:10 The deploy is undone.

Action items
============

.. list-table::
   :header-rows: 1

   * - Action
     - Owner
     - Due
   * - Smoke test
     - identity
     - 2023-11-01
""",
    "asciidoc": """\
= Login is down
:toc:

*Date:* 2023-10-15 +
*Severity:* SEV-2 +
*Services:* login, web

== Summary

Nobody could log in.

== Timeline

All times in UTC.

[cols="1,3",options="header"]
|===
|Time |Event

|14:00
|A deploy of `login`.

|14:06
|*Detected.* Alerts:
error: connection refused

|15:10 |The deploy is undone.
|===

== Action items

* [ ] Smoke test (owner: identity, due: 2023-11-01)
""",
    "org": """\
#+TITLE: Login is down

- Date :: 2023-10-15
- Severity :: SEV-2
- Services :: login, web

* Summary

Nobody could log in.

* Timeline

All times in UTC.

- 14:00 A deploy of ~login~.
- [2023-10-15 Sun 14:06] *Detected.* Alerts:
  error: connection refused
- 15:10 The deploy is undone.

* Action items
** TODO Smoke test (owner: identity)
   DEADLINE: <2023-11-01 Wed>
""",
    "mediawiki": """\
= Login is down =
{{Incident
| date = 2023-10-15
| severity = SEV-2
| services = login, web
| paged =
}}
__NOTOC__

== Summary ==
Nobody could log in.

== Timeline ==
''All times in UTC.''
* 14:00 A deploy of <code>login</code>.
* 14:06 '''Detected.''' Alerts: error: connection refused
* 15:10 The deploy is undone.

== Action items ==
* [ ] Smoke test (owner: identity, due: 2023-11-01)
""",
}


@pytest.mark.parametrize("form", CONVERTERS)
def test_a_report_is_read_like_one_in_markdown(do_import: Import, form: Form) -> None:
    """Title, fields, timeline, sections and action items."""
    found = do_import(REPORTS[form], f"login{ENDS[form]}")
    fields = found.report.fields
    assert (found.title, fields.severity, fields.services) == ("Login is down", "SEV-2", ("login", "web"))
    assert (found.started, found.events, found.missing) == ("2023-10-15 14:00", 3, ())
    assert [section.title for section in found.report.sections] == ["Summary", "Timeline", "Action items"]
    assert found.report.timeline and found.report.timeline.events[1].kind == "detected"
    assert "error: connection refused" in found.report.timeline.events[1].text
    (action,) = found.report.actions
    assert (action.text, action.owner, str(action.due)) == ("Smoke test", "identity", "2023-11-01")
    assert "\n\n\n" not in found.text.strip()


@pytest.mark.parametrize("form", CONVERTERS)
def test_what_was_found_is_told_with_its_line(do_import: Import, form: Form) -> None:
    """A line of the source is a line of the Markdown, as far as that can be."""
    source = REPORTS[form]
    found = do_import(source, f"login{ENDS[form]}")
    line = next(each.line for each in found.found if each.field == "severity")
    assert "SEV-2" in source.split("\n")[line - 1]


@all_cases(
    ("text", "becomes"),
    [
        ("A\n=\n\nB\n--\n\nC\n==\n", "A\n=\n\nB\n--\n\nC\n=="),  # two signs below are too few for a title
        ("One\n===\n\nTwo\n---\n\nThree\n=====\n", "# One\n\n## Two\n\n# Three\n"),
        ("See `the wiki <https://a.example/>`_ and `b`_.\n\n.. _b: https://b.example/\n",
         "See [the wiki](https://a.example/) and [b](https://b.example/)."),
        ("Use ``a_b`` and :ref:`text <label>`.", "Use `a_b` and text."),
        (".. code-block:: yaml\n   :linenos:\n\n   a: 1\n\nText", "```yaml\na: 1\n```\nText"),
        (".. note:: Mind *this*.\n\n   And that.\n", "**Note:** Mind *this*.\n\nAnd that.\n"),
        (".. image:: a.png\n   :alt: A graph\n", "![A graph](a.png)\n"),
        (".. image:: a.png\n   :target: https://a.example\n", "[![](a.png)](https://a.example)"),
        (".. code-block:: sh\n   :caption: A caption\n\n   ls\n", "**A caption**\n```sh\nls\n```"),
        (".. a comment\n\nText", "<!-- a comment -->\n\nText"),
        ("=====  =====\nHost   Users\n=====  =====\nweb    100\nmail   200\n=====  =====\n",
         "| Host | Users |\n|---|---|\n| web | 100 |\n| mail | 200 |\n"),
        ("===  ===\nHost Users\n===  ===\nwebserver\n===  ===\n", "| Host | Users |\n|---|---|\n| webserver |  |\n"),
        ("+------+-------+\n| Host | Users |\n+======+=======+\n| web  | 100   |\n+------+-------+\n",
         "| Host | Users |\n|---|---|\n| web | 100 |\n"),
        ('.. csv-table:: Load\n   :header: Host, Users\n\n   web, "1, or 2"\n',
         "**Load**\n\n| Host | Users |\n|---|---|\n| web | 1, or 2 |"),
        ("Said::\n\n  no\n\nText", "Said:\n```\nno\n```\nText"),
        ("Text\n\n  A quotation.\n", "Text\n\n> A quotation.\n"),
        ("- item\n\n  more of it\n", "- item\n\n  more of it\n"),
        ("#. one\n#. two", "1. one\n1. two"),
        (".. contents::\n   :local:\n\nText", "\nText"),
        (".. toctree::\n\n   other\n\nText", "\n<!-- other -->\n\nText"),
        ("===  ===\na    b\n===  ===\nc    d\n     e\n===  ===\n", "| a | b |\n|---|---|\n| c | d e |"),
        ("+---+---+\n| a | b |\n+===+===+\n| c | d |\n|   | e |\n+---+---+\n", "| a | b |\n|---|---|\n| c | d e |"),
        (".. list-table::\n\n   * - a\n     - b\n       c\n", "| a | b c |\n|---|---|"),
    ],
)  # fmt: skip
def test_marks_of_restructured_text(text: str, becomes: str) -> None:
    """The words stay, the marks around them change."""
    assert markdown(text, "rst").rstrip() == becomes.rstrip()


@all_cases(
    ("text", "becomes"),
    [
        ("= One\n\n== Two\n\n=== Three", "# One\n\n## Two\n\n### Three"),
        ("*bold*, _italic_, `code`, `+a_b_c+`", "**bold**, *italic*, `code`, `a_b_c`"),
        ("https://a.example/[the wiki] and link:b.adoc[b] and <<c,see c>>",
         "[the wiki](https://a.example/) and [b](b.adoc) and see c"),
        ("* a\n** b\n. c\n.. d", "- a\n    - b\n1. c\n    1. d"),
        ("[source,yaml]\n----\na: *1*\n----\nText", "```yaml\na: *1*\n```\nText"),
        ("NOTE: Mind *this*.", "**Note:** Mind **this**."),
        ("[WARNING]\n====\nMind *this*.\n====", "**Warning:**\nMind **this**."),
        ("image::a.png[A graph,640]", "![A graph](a.png)"),
        (".A title\n----\nx\n----", "**A title**\n```\nx\n```"),
        ("|===\n|a |b\n\n|c\n|d\n|===", "| a | b |\n|---|---|\n| c | d |"),
        ("____\nSaid so.\n____", "> Said so."),
        ("// a comment", "<!-- a comment -->"),
        ("////\na comment\n////\nText", "<!-- a comment -->\nText"),
        ("----\n----\nText", "Text"),
        ("xref:b.adoc[b], xref:c.adoc[], <<d>>", "[b](b.md), [c.md](c.md), d"),
        ("a:: b", "- **a:** b"),
        ("= A\n:wiki: https://a.example\n\n{wiki}/b", "# A\n\nhttps://a.example/b"),
        ("= A\n:wiki: https://a.example\n\n|===\n|a |{wiki}/b\n|===",
         "# A\n\n| a | https://a.example/b |\n|---|---|"),
        ("a +\nb", "a  \nb"),
        ("<<_what_it_was>>", "what it was"),
        ("[[here]]\n== A\n\ninclude::the {{% lang %}}/b.adoc[]", "## A\n\n<!-- include::the {{% lang %}}/b.adoc[] -->"),
        ("|===\na|\n=== A\n\n* b\n* c\n|===", "### A\n\n- b\n- c"),
        ("[cols=\"1,a\"]\n|===\n|a\na|b\n2+|c\n|===", "| a | b |\n|---|---|\n| c |  |"),
    ],
)  # fmt: skip
def test_marks_of_asciidoc(text: str, becomes: str) -> None:
    """The words stay, the marks around them change."""
    assert markdown(text, "asciidoc").strip() == becomes


@pytest.mark.parametrize(
    ("head", "authors", "kept"),
    [
        (
            "Ana Doe <ana@firm.example>\nv1.2, 2024-03-07: final",
            ("Ana Doe",),
            ("ana@firm.example", "1.2", "2024-03-07", "final"),
        ),
        ("Ana B. Doe; Ben Roe\n1.0, March 7, 2024", ("Ana B. Doe", "Ben Roe"), ("March 7, 2024",)),
        ("Ana <ana@firm.example>\nv3", ("Ana",), ("ana@firm.example", "3")),
        (":author: Ana Doe\n2024-03-07", ("Ana Doe",), ("2024-03-07",)),
    ],
)
def test_the_head_of_an_asciidoc_text(
    do_import: Import, head: str, authors: tuple[str, ...], kept: Sequence[str]
) -> None:
    """The authors are below the title, and the revision below them: its date is that of the text."""
    found = do_import(f"= Login fails\n{head}\n\n== Summary\n\nText.\n", "login.adoc")
    assert found.report.fields.authors == authors
    assert "## Summary\n\nText." in found.text
    assert not found.text.partition("---\n\n")[2].startswith(head[:3])
    assert all(each in found.text for each in kept)


def test_what_is_no_head_of_an_asciidoc_text() -> None:
    """A sentence, or a line of another form."""
    for line in ("It failed on 5 March.", "Version 3, see below", "3 users could not log in", "incident"):
        assert line in markdown(f"= Login fails\n{line}\n\n== Summary", "asciidoc")


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("* One\n** Two :tag:", "# One\n## Two"),
        ("#+TITLE: A\n* One", "## One"),
        ("*bold*, /italic/, ~code~, =a/b/c=", "**bold**, *italic*, `code`, `a/b/c`"),
        ("[[https://a.example/][the wiki]], [[https://b.example/]], [[file:a.png]]",
         "[the wiki](https://a.example/), <https://b.example/>, ![](a.png)"),
        ("#+begin_src sh\nls *a*\n#+end_src", "```sh\nls *a*\n```"),
        ("#+BEGIN_QUOTE\nSaid so.\n#+END_QUOTE", "> Said so."),
        ("#+BEGIN_QUOTE\nSaid so.", "#+BEGIN_QUOTE\nSaid so."),
        ("| a | b |\n|---+---|\n| c | d |", "| a | b |\n|---|---|\n| c | d |"),
        ("- a :: b\n- [X] c\n- [-] d", "- **a:** b\n- [x] c\n- [ ] d"),
        ("<2023-10-15 Sun 14:00> a, [2023-10-16 Mon] b", "2023-10-15 14:00 a, 2023-10-16 b"),
        ("* DONE a\n* CANCELLED b\n* TODO c\nDEADLINE: <2023-11-01 Wed>",
         "- [x] a\n- [ ] b (status: not doing)\n- [ ] c (due: 2023-11-01)"),
        ("* DONE [#B] a\nCLOSED: [2023-10-20 Fri 10:00] DEADLINE: <2023-11-01 Wed>\n* TODO b\nSCHEDULED: <2023-11-01>",
         "- [x] a (priority: B, closed: 2023-10-20, due: 2023-11-01)\n- [ ] b\nSCHEDULED: 2023-11-01"),
        (":PROPERTIES:\n:ID: a\n:END:", "<!-- :PROPERTIES: -->\n<!-- :ID: a -->\n<!-- :END: -->"),
    ],
)  # fmt: skip
def test_marks_of_org(text: str, becomes: str) -> None:
    """The words stay, the marks around them change."""
    assert markdown(text, "org").strip() == becomes


@all_cases(
    ("text", "becomes"),
    [
        ("= One =\n== Two ==", "# One\n## Two"),
        ("'''bold''', ''italic'', <code>a_b</code>, <nowiki>[[x]]</nowiki>", "**bold**, *italic*, `a_b`, `[[x]]`"),
        ("[https://a.example the wiki], [https://b.example], [[Page|its text]], [[Page]]",
         "[the wiki](https://a.example), <https://b.example>, its text, Page"),
        ("[[File:a.png|thumb|A graph]]", "![A graph](a.png)"),
        ("Text\n* a\n** b\n# c\n:d\nText", "Text\n\n- a\n    - b\n1. c\n- d\n\nText"),
        ("; a : b\n; c", "- **a:** b\n- **c**"),
        ("<syntaxhighlight lang=\"sql\">\nselect ''1'';\n</syntaxhighlight>", "```sql\nselect ''1'';\n```"),
        ("Text\n ls *\n ls\nText", "Text\n```\nls *\nls\n```\nText"),
        ("<pre>a\nb</pre>", "```\na\nb\n```"),
        ("<pre>a</pre> b", "<pre>a</pre> b"),
        ("{|\n| a", "{|\n| a"),
        ('{| class="wikitable"\n! a !! b\n|-\n| c || style="x" | d\n|- style="y"\n| e\n| f\ng\n|}',
         "| a | b |\n|---|---|\n| c | d |\n| e | f g |"),
        ('{|\n|+ style="x" | All times\nin UTC\n|-\n! a\n|-\nb\n|}', "All times in UTC\n\n| a b |\n|---|"),
        ("{|\nword\n|}", "word"),
        ("* {{done}} A ({{Yes}})", "- **Done** A (**Done**)"),
        ("{{Task|T1}} and {{Page|name=x}}", "Task T1 and {{Page|name=x}}"),
        ("----\n[[Category:Incidents]]", "---"),
    ],
)  # fmt: skip
def test_marks_of_mediawiki(text: str, becomes: str) -> None:
    """The words stay, the marks around them change."""
    assert markdown(text, "mediawiki").strip() == becomes


_PIECES = st.sampled_from(
    [
        *("word", "two words", "", "  indented", "    deep", "===", "---", "====", "----", "....", "|===", "|a |b"),
        *("* item", "** TODO task", "- item", "= Title", "== Section", ".. note::", ".. code-block:: py", "said::"),
        *("   :option: value", ":field: value", "+---+---+", "| a | b |", "=== ===", "#+BEGIN_SRC sh", "#+END_SRC"),
        *(":PROPERTIES:", "[source,sh]", "`text`_", "``code``", "*bold*", "[[to][text]]", ".. list-table::", "____"),
        *("* - cell", "NOTE: note", ".. csv-table::", "term:: words", "#. number", "=====", "#+TITLE: title", ":END:"),
        *(".. toctree::", "term", "+", "[WARNING]", "{|", "|-", "|}", "{{Task", "| word = text", "}}", "<pre>"),
        *(
            "</pre>",
            "'''bold'''",
            "[[Page|text]]",
            "<code>text</code>",
            "; two : words",
            "{{word|text}}",
            "! item !! cell",
        ),
    ]
)
_WORDS = {
    "word",
    "words",
    "two",
    "indented",
    "deep",
    "item",
    "task",
    "Title",
    "Section",
    "said",
    "cell",
    "bold",
    "text",
}


@given(st.lists(_PIECES, max_size=14), st.sampled_from(list(CONVERTERS)))
def test_no_word_is_lost_and_nothing_fails(pieces: list[str], form: Form) -> None:
    """Whatever is put together: the words of the text are in the Markdown or its fields."""
    document: Document = read_markup("a", "\n".join(pieces), form)
    told = "\n".join([*document.lines, *document.fields, *document.fields.values()]).casefold()
    for word in _WORDS.intersection(re.findall(r"[^\W_]+", "\n".join(pieces))):
        assert word.casefold() in told
    assert len(document.lines) == len(document.ends)
    assert not any(document.lines[at - 1] for at in document.gone)


@pytest.mark.parametrize("form", CONVERTERS)
def test_front_matter_of_a_generator_is_above_the_markup(form: Form, do_import: Import) -> None:
    """As Jekyll, Hugo and Awestruct have it, whose keys may begin with a colon. Lines are those of the file."""
    head = "---\n:layout: post\n:title: Login fails\n:tags:\n- web\ndescription: >\n  No login.\n# Ask Ana.\n---\n\n"
    found = do_import(f"{head}On 2023-10-15 nobody could log in.\n", f"report{ENDS[form]}")
    fields = found.report.fields
    assert (found.title, found.started, fields.tags) == (
        "Login fails", "2023-10-15", ("web",),
    )  # fmt: skip
    assert "\ndescription: No login.\n" in found.text and found.text.endswith(
        "---\n\nOn 2023-10-15 nobody could log in.\n"
    )
    assert {each.field: each.line for each in found.found} == {"title": 3, "tags": 4, "description": 6, "started": 11}
    assert "front-matter-comments:\n    - Ask Ana.\n" in found.text


def test_what_a_page_says_of_itself_in_rst_is_its_front_matter(do_import: Import) -> None:
    """As in the directive ``meta``."""
    found = do_import(
        "Login fails\n===========\n\n.. meta::\n   :author: ana\n   :date: 2023-10-15\n   :audience: all\n\n"
        "It rained.\n",
        "login.rst",
    )
    assert (found.title, found.started, found.report.fields.authors) == ("Login fails", "2023-10-15", ("ana",))
    assert "audience: all" in found.text


@pytest.mark.parametrize(
    ("rst", "written"),
    [
        ("- `Ask the\n  host <https://a.example>`__\n- b", "- [Ask the\n  host](https://a.example)\n- b"),
        ("- `Ask the host\n  <https://a.example>`_ now", "- [Ask the host](https://a.example)\n now"),
        ("See `the\nhost`_.\n\n.. _the host: https://a.example", "See [the\nhost](https://a.example)."),
        ("A ` sign\nand ``code`` below", "A ` sign\nand `code` below"),
        ("A ` sign\n\nand `b <https://a.example>`_", "A ` sign\n\nand [b](https://a.example)"),
    ],
)
def test_links_of_rst_that_are_wrapped(rst: str, written: str) -> None:
    """Their text goes on in the next line, as in Markdown."""
    assert markdown(rst, "rst").strip() == written


@pytest.mark.parametrize(
    ("adoc", "written"),
    [
        ("* See https://a.example[the\nhost] now\n* b", "- See [the\nhost](https://a.example) now\n- b"),
        ("See link:a.html[the\nhost], b", "See [the\nhost](a.html), b"),
        ("See https://a.example[the\n\nhost], b", "See https://a.example[the\n\nhost], b"),
    ],
)
def test_links_of_asciidoc_that_are_wrapped(adoc: str, written: str) -> None:
    """Their text goes on in the next line."""
    assert markdown(adoc, "asciidoc").strip() == written
