"""A page that is filled into a shell is, to the byte, the page that the theme would have rendered."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from mkdocs_postmortems.publish.files import Heading, Page
from mkdocs_postmortems.publish.shell import Shells


def theme(page: Page) -> str:
    """A theme that prints titles as they are, but headings once stripped and escaped, as Material does."""
    root = "../" * page.address.count("/")
    described = f'<meta content="{escape(page.description)}">' if page.description else ""
    toc = "".join(
        f'<a href="#{each.id}" aria-label="{escape(Markup(escape(each.title)).striptags())}">{escape(each.title)}</a>'
        for each in page.headings
    )
    edit = f'<a href="https://forge.example/edit/{page.source}">' if page.source else ""
    hidden = "hidden" if "toc" in page.meta.get("hide", ()) else ""
    return (
        f"<title>{escape(page.title)}</title>{described}<link href='{root}x.css'>"
        f"<link rel=canonical href='/{page.address}'>"
        f"<nav {hidden}>{toc}</nav>{edit}<main>{page.html}</main>"
    )


class Counting:
    """A theme that counts its pages."""

    def __init__(self, render: Callable[[Page], str] = theme) -> None:
        self.pages, self.render = 0, render

    def __call__(self, page: Page) -> str:
        self.pages += 1
        return self.render(page)


def make(number: int, title: str = "Login failures", heading: str = "Timeline", **values: object) -> Page:
    headings = (Heading("summary", "Summary", 2), Heading(f"h-{number}", heading, 3))
    return Page(f"incidents/r-{number}/", f"{title} {number}", f"<p>{number}</p>", "What", headings, **values)  # type: ignore[arg-type]


TEXTS = st.text("Aé&<>\"' ;#", max_size=8)


@given(st.lists(st.tuples(TEXTS, TEXTS, st.sampled_from(["", "postmortems/a.md", "postmortems/a b.md"])), max_size=9))
def test_every_page_is_what_the_theme_makes_of_it(values: list[tuple[str, str, str]]) -> None:
    shells = Shells(theme)
    for number, (title, heading, source) in enumerate(values):
        page = make(number, title, heading, source=source)
        assert shells.html(page) == theme(page)


def test_the_theme_renders_few_of_many_pages() -> None:
    counting = Counting()
    shells = Shells(counting)
    for number in range(100):
        shells.html(make(number, 'The team\'s "fix"'))
    assert counting.pages < 10


def test_headings_that_the_theme_changes_are_left_to_it() -> None:
    """Material's label for a list of sub-headings writes quotes differently."""
    counting = Counting()
    shells = Shells(counting)
    pages = [make(number, heading="It's over") for number in range(9)]
    assert [shells.html(page) for page in pages] == [theme(page) for page in pages]


@pytest.mark.parametrize(
    "odd", [lambda page: page.html.replace("p", "b"), lambda page: str(len(page.title)), lambda page: page.title[:9]]
)
def test_a_theme_that_computes_with_values_renders_every_page(odd: Callable[[Page], str]) -> None:
    shells = Shells(odd)
    for number in range(98, 109):
        page = make(number)
        assert shells.html(page) == odd(page)


def test_pages_that_differ_in_more_than_texts_have_shells_of_their_own() -> None:
    shells = Shells(theme)
    for number in range(12):
        page = make(number, meta={"hide": ["toc"]} if number % 2 else {}, source="a.md" if number % 3 else "")
        assert shells.html(page) == theme(page)


def test_a_slot_in_a_report_is_text() -> None:
    shells = Shells(theme)
    for number in range(5):
        page = make(number, "pmslothtml0z pmslottitle0z")
        assert shells.html(page) == theme(page)
