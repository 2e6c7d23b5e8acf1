"""Drawings as rendered by a browser with its own fonts: one version is visible, and none of its texts overlap."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import resources

import pytest
from playwright.sync_api import Page

from mkdocs_postmortems.draw.charts.bars import CountBar, draw_bars
from mkdocs_postmortems.draw.charts.chart import ChartDrawing
from mkdocs_postmortems.draw.charts.flows import Flow, draw_flows
from mkdocs_postmortems.draw.charts.stacks import Stack, draw_stacks
from mkdocs_postmortems.draw.charts.strip import Strip, StripIncident
from mkdocs_postmortems.draw.charts.strip_svg import draw_strip
from mkdocs_postmortems.draw.charts.swarm import Dot, Swarm, SwarmRow, draw_swarm, draw_swarms
from mkdocs_postmortems.draw.timeline.drawing import draw_timeline
from mkdocs_postmortems.publish.drawing import drawing_locale
from mkdocs_postmortems.publish.texts import LANGUAGES
from tests.draw.timeline.test_drawing import CASES

STYLES = ("postmortems.css", "report.css", "drawings.css")
SEVERITIES = ("SEV-1", "SEV-2", "SEV-3", "SEV-4")

FAULTS = """() => [...document.querySelectorAll('.pm-drawing')].flatMap(figure => {
  const shown = [...figure.querySelectorAll(':scope > :is(svg, div)')]
    .filter(each => each.getBoundingClientRect().height);
  if (shown.length != 1) return [`${figure.id}: ${shown.length} drawings are shown`];
  const frame = shown[0].getBoundingClientRect();
  const texts = [...shown[0].querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
  const outside = texts.filter(([, box]) => box.left < frame.left - 1 || box.right > frame.right + 1.5
    || box.top < frame.top - 2 || box.bottom > frame.bottom + 2);
  const overlapping = texts.flatMap(([text, a], index) => texts.slice(index + 1)
    .filter(([, b]) => a.left < b.right - 0.5 && b.left < a.right - 0.5
      && a.top + 0.2 * a.height < b.bottom - 0.2 * b.height && b.top + 0.2 * b.height < a.bottom - 0.2 * a.height)
    .map(([other]) => `${figure.id}: ${text} overlaps ${other}`));
  return [...outside.map(([text]) => `${figure.id}: ${text} is outside`), ...overlapping];
})"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_fit_in_every_language_and_width(page: Page, language: str) -> None:
    page.set_content(_page(language))
    for width in (320, 390, 600, 683, 768, 900, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(FAULTS) == [], f"at {width} px"
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_key_belongs_to_the_drawing_that_is_shown(page: Page) -> None:
    page.set_content(_page("en"))
    for width, shown in ((1280, "wide"), (390, "narrow")):
        page.set_viewport_size({"width": width, "height": 900})
        other = {"wide": "narrow", "narrow": "wide"}[shown]
        assert page.locator(f".pm-key-{other}:visible").count() == 0
    assert page.locator(".pm-key-narrow:visible").count() > 0


def _page(language: str) -> str:
    folder = resources.files("mkdocs_postmortems.publish") / "assets"
    style = "".join((folder / name).read_text(encoding="utf-8") for name in STYLES)
    figures = "".join(
        f'<div class="pm-drawing" id="{name}">{drawing}</div>' for name, drawing in _drawings(language).items()
    )
    return (
        f'<!doctype html><html lang="{language}"><title>Drawings</title>'
        f"<style>{style} body {{ margin: 16px; font-family: Arial, sans-serif }}</style>"
        f'<body class="md-typeset"><div class="pm-report">{figures}</div></body></html>'
    )


def _drawings(language: str) -> dict[str, str]:
    locale = drawing_locale(language)
    timelines = {}
    for name, timeline in CASES.items():
        drawn = draw_timeline(timeline, locale)
        key = "".join(f'<li class="pm-key-{entry.shown}">{entry.text}</li>' for entry in drawn.key)
        timelines[name] = f'{drawn.wide}{drawn.narrow}<ul class="pm-key">{key}</ul>'
    charts = {
        "strip": draw_strip(_strip(), locale),
        "swarm": draw_swarm(_swarm(SEVERITIES[0], "user-authentication"), locale),
        "swarms": draw_swarms([_swarm(*SEVERITIES)] * 3, locale),
        "stacks": draw_stacks(_stacks(), SEVERITIES, locale),
        "bars": draw_bars(_bars(), "Causes", locale),
        "flows": draw_flows(_flows(), 7, locale),
    }
    return timelines | {name: _all_of(chart) for name, chart in charts.items()}


def _all_of(chart: ChartDrawing) -> str:
    return chart.wide + chart.medium + chart.narrow


def _strip() -> Strip:
    days = [date(2019, 1, 1) + timedelta(days=11 * number) for number in range(200)]
    return Strip(tuple(StripIncident(day, "What", "a/", SEVERITIES[day.day % 4], day.day % 4) for day in days))


def _swarm(*labels: str) -> Swarm:
    rows = []
    for rank, label in enumerate(labels):
        dots = tuple(Dot(timedelta(minutes=(rank + 1) * number**1.7), "x", "a/", rank) for number in range(1, 40))
        low, middle, high = (dots[index].length for index in (10, 20, 30))
        rows.append(SwarmRow(label, dots, middle, (low, high), rank))
    return Swarm("Time to mitigate", tuple(rows), 12)


def _stacks() -> list[Stack]:
    return [
        Stack(f"Q{index % 4 + 1}", str(2018 + index // 4), (index % 3, 2, index % 7, 11), "a/", index == 31)
        for index in range(32)
    ]


def _bars() -> list[CountBar]:
    labels = ("code deployment", "a" * 60, "x")
    return [CountBar(label, 60 - 11 * index, index * 2) for index, label in enumerate(labels)]


def _flows() -> list[Flow]:
    return [Flow(f"Q{index % 4 + 1}", str(2018 + index // 4), 3 + index % 9, index % 5, index) for index in range(32)]
