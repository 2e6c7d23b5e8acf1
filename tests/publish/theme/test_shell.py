"""A page filled into a shell has the same bytes as the page rendered by the theme."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from random import Random
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup
from msgspec.structs import replace

from mkdocs_postmortems.publish.files import Heading, Page
from mkdocs_postmortems.publish.theme.content import toc_tokens
from mkdocs_postmortems.publish.theme.shell import Framed, Shells


def theme(page: Page) -> str:
    """A theme that prints titles unchanged, but headings once stripped and escaped, like Material."""
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
def test_every_page_equals_the_one_from_the_theme(values: list[tuple[str, str, str]]) -> None:
    shells = Shells(theme)
    for number, (title, heading, source) in enumerate(values):
        page = make(number, title, heading, source=source)
        assert shells.framed(page).html == theme(page)


def test_the_theme_renders_few_of_many_pages() -> None:
    counting = Counting()
    shells = Shells(counting)
    for number in range(100):
        shells.framed(make(number, 'The team\'s "fix"'))
    assert counting.pages < 10


def nested(page: Page) -> str:
    """A theme whose table of contents is nested, with a label for each list of sub-headings, like Material's."""

    def entries(tokens: Iterable[Mapping[str, Any]]) -> str:
        return "".join(f"<li><a href='#{each['id']}'>{each['name']}</a>{below(each)}</li>" for each in tokens)

    def below(token: Mapping[str, Any]) -> str:
        label = f'<nav aria-label="{escape(Markup(token["name"]).striptags())}">'
        return f"{label}<ul>{entries(token['children'])}</ul></nav>" if token["children"] else ""

    (title, *_) = toc_tokens(page)
    return f"<title>{escape(page.title)}</title><ul>{entries(title['children'])}</ul><main>{page.html}</main>"


def numbered(page: Page) -> str:
    """A theme that numbers the entries."""
    toc = "".join(f"<a href='#{each.id}'>{at}. {escape(each.title)}</a>" for at, each in enumerate(page.headings))
    return f"<nav>{toc}</nav><main>{page.html}</main>"


def striped(page: Page) -> str:
    """A theme that marks every other entry."""
    toc = (f"<a class={'odd' if at % 2 else 'even'} id={each.id}></a>" for at, each in enumerate(page.headings))
    return f"<nav>{''.join(toc)}</nav><main>{page.html}</main>"


def shortened(page: Page) -> str:
    """A theme that lists a few headings only."""
    toc = "".join(f"<a href='#{each.id}'>{escape(each.title)}</a>" for each in page.headings[:3])
    return f"<nav>{toc}</nav><main>{page.html}</main>"


def varied(page: Page) -> str:
    """A theme that folds long tables of contents."""
    return nested(page) + ("<script>fold()</script>" if len(page.headings) > 3 else "")


def introduced(page: Page) -> str:
    """A theme with a title above long tables of contents."""
    return nested(page).replace("<ul>", "<b>Contents</b><ul>" if len(page.headings) > 4 else "<ul>", 1)


def twice(page: Page) -> str:
    """A theme with two tables of contents."""
    return nested(page) + nested(page).partition("<main>")[0]


LEVELS = st.lists(st.integers(2, 5), max_size=7)


@pytest.mark.parametrize("theme", [theme, nested, numbered, striped, shortened, varied, introduced, twice])
@example(pages=[([2, 2, 2, 2, 2], ""), ([3, 2], ""), ([3], ""), ([3, 2, 2], ""), ([2, 2], "")])
@example(pages=[([2], ""), ([2, 2, 3], ""), ([2, 2], "")])
@given(pages=st.lists(st.tuples(LEVELS, TEXTS), max_size=12))
def test_every_table_of_contents_equals_the_one_from_the_theme(
    theme: Callable[[Page], str], pages: list[tuple[list[int], str]]
) -> None:
    shells = Shells(theme)
    for levels, text in pages:
        headings = tuple(Heading(f"h-{at}", f"{text} {at}", level) for at, level in enumerate(levels))
        page = replace(make(1), headings=headings)
        assert shells.framed(page).html == theme(page)


def test_the_theme_renders_few_of_many_pages_with_different_headings() -> None:
    counting = Counting(nested)
    shells, random = Shells(counting), Random(1)
    for number in range(300):
        levels = [random.choice((2, 3, 4)) for _ in range(random.randint(1, 20))]
        headings = tuple(Heading(f"h-{at}", "Timeline", level) for at, level in enumerate(levels))
        page = replace(make(number), headings=headings)
        assert shells.framed(page).html == nested(page)
    assert counting.pages < 60


@pytest.mark.parametrize("theme", [numbered, shortened, twice])
def test_a_theme_whose_tables_of_contents_cannot_be_learned_renders_each_page_once(
    theme: Callable[[Page], str],
) -> None:
    counting = Counting(theme)
    shells = Shells(counting)
    for number in range(1, 30):
        headings = tuple(Heading(f"h-{at}", "Timeline", 2) for at in range(number))
        shells.framed(replace(make(number), headings=headings))
    assert counting.pages < 45


def test_headings_that_the_theme_changes_are_rendered_by_it() -> None:
    """Material's label for a list of sub-headings writes quotes differently."""
    counting = Counting()
    shells = Shells(counting)
    pages = [make(number, heading="It's over") for number in range(9)]
    assert [shells.framed(page).html for page in pages] == [theme(page) for page in pages]


@pytest.mark.parametrize(
    "odd", [lambda page: page.html.replace("p", "b"), lambda page: str(len(page.title)), lambda page: page.title[:9]]
)
def test_a_theme_that_computes_with_values_renders_every_page(odd: Callable[[Page], str]) -> None:
    shells = Shells(odd)
    for number in range(98, 109):
        page = make(number)
        assert shells.framed(page).html == odd(page)


def test_pages_that_differ_in_more_than_texts_have_separate_shells() -> None:
    shells = Shells(theme)
    for number in range(12):
        page = make(number, meta={"hide": ["toc"]} if number % 2 else {}, source="a.md" if number % 3 else "")
        assert shells.framed(page).html == theme(page)


def test_odd_paths_of_reports_matter_only_if_the_theme_prints_them() -> None:
    for render, is_printed in ((theme, True), (nested, False)):
        counting = Counting(render)
        shells = Shells(counting)
        for number in range(60):
            page = make(number, source=f"postmortems/a+b c/{number}.md")
            assert shells.framed(page).html == render(page)
        assert (counting.pages > 60) == is_printed


def test_pages_with_different_tags_share_a_shell() -> None:
    """Reports hardly ever have the same tags."""

    def tagged(page: Page) -> str:
        return theme(page) + "".join(f"<a>{tag}</a>" for tag in page.meta.get("tags", ()))

    counting = Counting(tagged)
    shells = Shells(counting)
    for number in range(60):
        tags = [f"tag {number}", "a &amp; b" if number % 20 == 1 else "other"][: number % 3]
        page = make(number, meta={"tags": tags} if tags else {})
        assert shells.framed(page).html == tagged(page)
    assert counting.pages < 15


def test_a_placeholder_in_a_report_is_text() -> None:
    shells = Shells(theme)
    for number in range(5):
        page = make(number, "pmslothtml0z pmslottitle0z")
        assert shells.framed(page).html == theme(page)


def test_pages_in_many_folders_share_a_shell() -> None:
    """Folders in the archive are named after services and owners, which no theme knows."""
    counting = Counting()
    shells = Shells(counting)
    pages = [replace(make(number), address=f"incidents/service/s-{number % 20}/{number}/") for number in range(60)]
    assert [shells.framed(page).html for page in pages] == [theme(page) for page in pages]
    assert counting.pages < 10


def test_folders_that_a_theme_may_know_have_separate_shells() -> None:
    def knowing(page: Page) -> str:
        return theme(page) + ("<b>All services</b>" if page.address.startswith("incidents/service/") else "")

    shells = Shells(knowing)
    for number in range(30):
        page = replace(make(number), address=f"incidents/{('service', 'cause', 'year')[number % 3]}/v-{number}/")
        assert shells.framed(page).html == knowing(page)


def test_a_theme_may_know_the_folders_of_an_archive_that_is_deeper() -> None:
    def knowing(page: Page) -> str:
        return theme(page) + ("<b>All services</b>" if page.address.startswith("docs/ops/incidents/service/") else "")

    shells = Shells(knowing, named=4)
    for number in range(30):
        page = replace(make(number), address=f"docs/ops/incidents/{('service', 'cause')[number % 2]}/v-{number}/")
        assert shells.framed(page).html == knowing(page)


def test_the_frame_around_the_content_is_known_separately() -> None:
    shells = Shells(theme)
    for number in range(4):
        framed = shells.framed(make(number))
        assert framed.before.endswith("<main>")
        assert (framed.content, framed.after) == (f"<p>{number}</p>", "</main>")


def test_content_marked_as_safe_does_not_change_the_rest() -> None:
    shells = Shells(lambda page: str(theme(page)))
    for number in range(4):
        page = replace(make(number), html=Markup(f"<p>{number}</p>"))
        assert shells.framed(page).html == theme(page)


def test_content_that_a_theme_prints_twice_is_not_separated() -> None:
    shells = Shells(lambda page: f"<meta content='{page.html}'>{page.html}")
    for number in range(4):
        assert shells.framed(make(number)) == Framed(f"<meta content='<p>{number}</p>'><p>{number}</p>")
