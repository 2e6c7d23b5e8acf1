"""The image shown in previews of links to a report."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.draw.measure import text_width
from mkdocs_postmortems.publish.drawing import event_marks, timeline_input
from mkdocs_postmortems.publish.report.social import preview_of, social_card, wrap
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.settings import Settings
from tests.draw.english import draw_timeline
from tests.publish.examples import make_report

SITE = Site(name="Ours", url="https://ours.example/")
SVG = "{http://www.w3.org/2000/svg}"


def card(**fields: object) -> str:
    report = make_report(**fields)
    drawing = draw_timeline(timeline_input(report, event_marks(report, Settings())))
    return social_card(report, drawing.wide, 2, SITE)


def test_a_card_has_the_facts_and_the_timeline() -> None:
    """Severity, services, day, title and site, above the timeline."""
    written = [each.text for each in ElementTree.fromstring(card()).findall(f"{SVG}text")]
    assert written == ["login", "1\xa0May\xa02024", "SEV-2", "Title of login", "Ours"]
    assert 'class="pm-timeline' in card()


def test_a_card_is_self_contained() -> None:
    """Its renderer knows no custom properties, and it has no addresses."""
    assert "--pm-" not in card()
    assert "var(" not in card()
    assert "href=" not in card(started=None, detected=None, mitigated=None, resolved=None)


def test_a_title_is_text() -> None:
    """It is escaped here, too."""
    root = ElementTree.fromstring(card(title="</text><script>alert(1)</script> & co"))
    assert root.find(f".//{SVG}script") is None


def test_long_texts_are_cut() -> None:
    """With an ellipsis: a title after three lines, services before the day."""
    svg = card(title="word " * 100, services=tuple(f"service-{number}" for number in range(40)))
    written = [each.text or "" for each in ElementTree.fromstring(svg).findall(f"{SVG}text")]
    assert sum(text.startswith("word") for text in written) == 3
    assert sum(text.endswith("…") for text in written) == 2


@given(st.text(max_size=120), st.sampled_from((60, 44)))
def test_lines_keep_all_letters_and_fit(text: str, size: int) -> None:
    """For any text: only spaces at line ends are lost."""
    lines = wrap(text, 600, size)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width(line, size, bold=True) <= 600 for line in lines)


def test_japanese_is_broken_between_its_letters() -> None:
    """It has no spaces."""
    assert wrap("再入荷のお知らせ", 240, 60) == ["再入荷の", "お知らせ"]


def test_a_preview_has_a_text_alternative() -> None:
    """In the site's language; its file name conflicts with no file of a report."""
    preview = preview_of(make_report(), SITE)
    assert preview.path == "incidents/assets/previews/login.png"
    assert preview.alt == "SEV-2: Title of login, 1\xa0May\xa02024"
