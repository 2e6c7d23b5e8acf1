"""Notes, warnings and folds in the markup of other programs."""

from __future__ import annotations

from time import process_time

import pytest

from mkdocs_postmortems.imports.dialects.callouts import write_admonitions
from mkdocs_postmortems.imports.edits import Body
from mkdocs_postmortems.imports.sources.files import read_documents
from tests.imports.conftest import Import
from tests.tables import all_cases


def rewrite(text: str) -> str:
    """Return a text with its boxes as admonitions, without the lines that are removed."""
    (document,) = read_documents("login.md", f"# Login fails\n\n{text}".encode())
    body = Body.of(document)
    write_admonitions(body)
    lines = [line for number, line in enumerate(body.lines, 1) if number not in body.edits.drop]
    return "\n".join(lines[2:])


@all_cases(
    ("begin", "end", "admonition"),
    [
        (":::note", ":::", "!!! note"),
        ("::: warning", ":::", "!!! warning"),
        (':::danger[A "b"]', ":::", "!!! danger \"A 'b'\""),
        (":::tip A title", ":::", '!!! tip "A title"'),
        (":::caution", ":::", '!!! warning "Caution"'),
        ("::: {.callout-note title='A title'}", ":::", '!!! note "A title"'),
        (":::details More", ":::", '??? note "More"'),
        ('{% hint style="danger" %}', "{% endhint %}", "!!! danger"),
        ("{% note %}", "{% endnote %}", "!!! note"),
        ("{{< notice warning >}}", "{{< /notice >}}", "!!! warning"),
        ('{{% alert title="Mind" color="primary" %}}', "{{% /alert %}}", '!!! info "Mind"'),
        ('{{< admonition tip "A title" >}}', "{{< /admonition >}}", '!!! tip "A title"'),
        ('{{< details "More of it" >}}', "{{< /details >}}", '??? note "More of it"'),
        ('{{< details "Warning" >}}', "{{< /details >}}", '??? note "Warning"'),
        ("<Accordion>", "</Accordion>", '??? note "Accordion"'),
        ('<Callout type="warning">', "</Callout>", "!!! warning"),
        ('<Note title="Mind">', "</Note>", '!!! note "Mind"'),
        ('<Accordion title="More">', "</Accordion>", '??? note "More"'),
        ("<aside>", "</aside>", "!!! note"),
    ],
)
def test_blocks(begin: str, end: str, admonition: str) -> None:
    """With their kind and title; the text in them is indented, and other blocks in it are blocks, too."""
    assert rewrite(f"{begin}\n\nOne\n\n  - two\n{end}\n\nRest\n") == f"{admonition}\n\n    One\n\n      - two\n\nRest"
    inside = f"{begin}\n{begin}\nOne\n{end}\n{end}\n"
    assert rewrite(inside).split("\n")[:3] == [admonition, f"    {admonition}", "        One"]


@pytest.mark.parametrize(
    ("mark", "admonition"),
    [
        ("[!NOTE]", "!!! note"),
        ("[!IMPORTANT]", '!!! info "Important"'),
        ("[!info] A title", '!!! info "A title"'),
        ("[!faq]- A title", '??? question "A title"'),
        ("[!tip]+", "???+ tip"),
    ],
)
def test_alerts(mark: str, admonition: str) -> None:
    """Of Git hosts, and of Obsidian with their folds."""
    assert rewrite(f"> {mark}\n> One\n>\n> - two\n\nRest\n") == f"{admonition}\n    One\n\n    - two\n\nRest"


@pytest.mark.parametrize(
    "text",
    [
        ":::note\nIt does not end",
        "> [!unknown]\n> One",
        "> A quote",
        "- a\n  :::note\n  b\n  :::",
        "```\n:::note\na\n:::\n```",
        "<Unknown>\na\n</Unknown>",
        "::: unknown\na\n:::",
        "<NAME>\na\n</NAME>",
    ],
)
def test_other_text_stays(text: str) -> None:
    """What no program shows as a box, what is code, and what is in an item of a list."""
    assert rewrite(text) == text


def test_tags_that_only_lay_out_are_removed() -> None:
    """And their titles are text."""
    text = "<Tabs>\n<TabItem label='Linux box'>\nOne\n</TabItem>\n</Tabs>\n\nRest\n"
    assert [line for line in rewrite(text).split("\n") if line] == ["**Linux box**", "One", "Rest"]


def test_the_title_of_a_block_may_be_a_heading_in_it() -> None:
    """As in Quarto."""
    assert rewrite("::: {.callout-tip}\n## A title\n\nOne\n:::\n") == '!!! tip "A title"\n\n\n    One\n'


def test_a_box_around_a_timeline_is_opened(do_import: Import) -> None:
    """Its events would be seen neither by the reader nor in the drawing."""
    found = do_import(
        "# Login fails\n\n## Timeline\n\n<Accordion title='All of it'>\n- 2023-10-15 14:05 One\n- 14:10 Two\n"
        "</Accordion>\n"
    )
    assert found.events == 2
    assert "\n**All of it**\n- 2023-10-15 14:05 One\n" in found.text


@pytest.mark.parametrize("begin", [":::note", "<Callout>", "{% hint %}"])
def test_boxes_without_an_end_take_little_time(begin: str) -> None:
    """They stay, and the ends of all boxes are looked for once."""
    begun = process_time()
    assert rewrite(f"{begin}\n\n" * 4000).count(begin) == 4000
    assert process_time() - begun < 2


def test_boxes_in_a_quotation() -> None:
    """They are found once the marks of the quotation are gone; a tag that closes itself opens none."""
    text = "> [!NOTE]\n> <Callout>\n> a\n> </Callout>\n\n<Callout/>\n\n<Callout>\nb\n</Callout>"
    assert rewrite(text).split("\n")[:3] == ["!!! note", "    !!! note", "        a"]
    assert rewrite(text).endswith("<Callout/>\n\n!!! note\n    b\n")


@pytest.mark.parametrize("inside", ["<Callout>", "```\n> a\n> ```"])
def test_many_boxes_take_little_time(inside: str) -> None:
    """What is in a quotation is classified by itself, not with the whole text."""
    begun = process_time()
    assert rewrite(f"> [!NOTE]\n> {inside}\n\n" * 1500).count("!!! note") == 1500
    assert process_time() - begun < 4
