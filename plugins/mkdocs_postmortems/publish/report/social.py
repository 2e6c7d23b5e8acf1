"""The card in link previews of a report: its severity, services, day and title above its timeline.

``social_card`` takes a report with its drawing and the site, and returns the card as SVG, which ``rasterizer`` turns
into an image; ``preview_of`` returns the ``LinkPreview`` that names it. Called by ``page`` if the site has
``previews``, that is, if the extra ``social`` is installed and the site's address is known. The card always uses the
light colour scheme of ``postmortems.css``.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from markupsafe import Markup

from mkdocs_postmortems.archive.statistics import started_day
from mkdocs_postmortems.draw.measure import shorten, text_width
from mkdocs_postmortems.draw.svg import element
from mkdocs_postmortems.draw.timeline.layout import KINDS
from mkdocs_postmortems.publish.files import LinkPreview
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.read.model import Report

WIDTH, HEIGHT = 1200, 630
"""Pixels, as recommended by the services that show previews."""

_MARGIN = 64
_ROOM = WIDTH - 2 * _MARGIN
_SIZES = (60, 52, 44)
_LINES = 3
_FONTS = "Roboto, Noto Sans, Liberation Sans, DejaVu Sans, Helvetica, Arial, sans-serif"
_METADATA = re.compile("<(title|desc)[ >].*?</\\1>", re.DOTALL)
_WIDE_FONTS = "Noto Sans JP, Noto Sans CJK JP, Hiragino Sans, Yu Gothic, sans-serif"
_WIDE_LETTER = "[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]"
_BREAK = re.compile(rf"(?<=\s)|(?<={_WIDE_LETTER})")
"""Where a line may end: after a space, and between wide letters."""


def preview_of(report: Report, site: Site) -> LinkPreview:
    """Return the path and text of a report's card."""
    words = [f"{report.fields.severity}: {report.fields.title}", _day(report, site)]
    alt = site.texts("comma").join(filter(None, words))
    return LinkPreview(f"{site.archive}/assets/previews/{report.id}.png", WIDTH, HEIGHT, alt)


def social_card(report: Report, timeline: str, level: int, site: Site) -> str:
    """Return the card as SVG. ``timeline`` is the wide drawing, or ""; ``level`` the severity's, 1 to 4."""
    title, below = _title(report.fields.title)
    return element(
        "svg",
        element("style", Markup(_stylesheet())),
        element("rect", width=WIDTH, height=HEIGHT, class_="page"),
        element("rect", width=16, height=HEIGHT, class_=f"mark-{level}"),
        _labels(report, level, site),
        title,
        _place_drawing(timeline, below + 40, HEIGHT - 96),
        _text(site.name, _MARGIN, HEIGHT - 44, 24, "mute"),
        xmlns="http://www.w3.org/2000/svg",
        width=WIDTH,
        height=HEIGHT,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        font_family=_FONTS,
    )


def _labels(report: Report, level: int, site: Site) -> Markup:
    """Return the line above the title."""
    severity, day = report.fields.severity, _day(report, site)
    pill = text_width(severity, 24, bold=True) + 36
    start = _MARGIN + (pill + 20 if severity else 0)
    room = WIDTH - _MARGIN - text_width(day, 26) - 24 - start
    services = shorten(site.texts("comma").join(report.fields.services), room, 26)
    parts = [_text(services, start, 95, 26, "ink"), _text(day, WIDTH - _MARGIN, 95, 26, "mute last")]
    if severity:
        parts += [
            element("rect", x=_MARGIN, y=64, width=pill, height=44, rx=22, class_=f"pill-{level}"),
            _text(severity, _MARGIN + pill / 2, 95, 24, "on-pill bold middle"),
        ]
    return Markup("").join(parts)


def _title(title: str) -> tuple[Markup, float]:
    """Return the title in the largest size that fits, and the y coordinate of its last line."""
    for size in _SIZES:
        lines = wrap(title, _ROOM, size)
        if len(lines) <= _LINES:
            break
    else:
        lines = [*lines[: _LINES - 1], shorten(" ".join(lines[_LINES - 1 :]), _ROOM, size, bold=True)]
    first = 140 + size
    written = (_text(line, _MARGIN, first + place * size * 1.2, size, "ink bold") for place, line in enumerate(lines))
    return Markup("").join(written), first + (len(lines) - 1) * size * 1.2


def wrap(text: str, width: float, size: float) -> list[str]:
    """Wrap bold text at spaces, between wide letters, and inside words that are too long for a line."""
    lines = [""]
    for word in _BREAK.split(text):
        if text_width((lines[-1] + word).rstrip(), size, bold=True) <= width:
            lines[-1] += word
            continue
        lines.append("")
        for char in word:
            if text_width(lines[-1] + char, size, bold=True) > width:
                lines.append("")
            lines[-1] += char
    return [line.strip() for line in lines if line.strip()]


def _place_drawing(timeline: str, top: float, bottom: float) -> Markup:
    """Return the drawing at the card's bottom, as large as fits."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', timeline)
    if not found:
        return Markup()
    width, height = float(found[1]), float(found[2])
    scale = min(_ROOM / width, (bottom - top) / height)
    place = f"translate({_MARGIN} {bottom - height * scale:.1f}) scale({scale:.3f})"
    return element("g", Markup(_METADATA.sub("", timeline)), transform=place)


def _text(text: str, x: float, y: float, size: float, class_: str) -> Markup:
    fonts = _WIDE_FONTS if re.search(_WIDE_LETTER, text) else None
    return element("text", text, x=x, y=y, font_size=size, font_family=fonts, class_=class_)


def _day(report: Report, site: Site) -> str:
    day = started_day(report)
    return site.formats.date(day) if day else ""


@cache
def _stylesheet() -> str:
    """Return the card's stylesheet, with values for custom properties, which the renderer does not support."""
    styles = (resources.files("mkdocs_postmortems.publish") / "assets" / "postmortems.css").read_text("utf-8")
    tokens = dict(re.findall(r"--pm-([\w-]+): (#\w+);", styles.partition("@media")[0]))
    levels = "".join(
        f".mark-{level} {{ fill: --pm-mark-{level} }} .pill-{level} {{ fill: --pm-sev-{level} }}"
        for level in (1, 2, 3, 4)
    )
    kinds = "".join(_kind(f".{kind} ", kind) for kind in sorted(KINDS))
    return re.sub(r"--pm-([\w-]+)", lambda match: tokens[match[1]], _STYLESHEET + levels + _kind("a ", "other") + kinds)


def _kind(selector: str, kind: str) -> str:
    """Return the rules for the circles of one kind."""
    stroke = f"{selector}circle, {selector}path {{ stroke: --pm-{kind} }}"
    return f"{stroke} {selector}text, {selector}.full {{ fill: --pm-{kind} }} "


_STYLESHEET = """
.page { fill: #fff }
.ink { fill: --pm-ink }
.mute { fill: --pm-mute }
.on-pill { fill: --pm-on-pill }
.bold { font-weight: 700 }
.middle { text-anchor: middle }
.last { text-anchor: end }
.pm-timeline { fill: --pm-mute; font-size: 11px }
.undetected { fill: --pm-undetected }
.responding { fill: --pm-responding }
.recovering { fill: --pm-recovering }
.whole, .bin rect { fill: --pm-bar }
.none { fill: --pm-rule }
.night { fill: --pm-night }
.hatch, .edges { fill: none; stroke: --pm-on-undetected; stroke-opacity: 0.35; stroke-width: 2 }
.on { font-weight: 700; text-anchor: middle }
.on.undetected { fill: --pm-on-undetected; paint-order: stroke; stroke: --pm-undetected; stroke-width: 5 }
.on.responding { fill: --pm-on-responding }
.on.recovering { fill: --pm-on-recovering }
.on.whole { fill: --pm-on-mark }
.axis path, .leader { fill: none; stroke: --pm-edge }
.axis .gap { stroke: #fff; stroke-width: 4 }
.axis text, .rail-label { text-anchor: middle }
.axis .end { fill: --pm-ink; text-anchor: start }
.axis .last { text-anchor: end }
.axis .mid { text-anchor: middle }
.axis .day { fill: --pm-ink; font-weight: 700; text-anchor: start }
.range { fill: none; stroke: --pm-other; stroke-width: 1.5 }
.dashed { stroke-dasharray: 3 2 }
.rail { fill: none; stroke: --pm-edge; stroke-dasharray: 0 4; stroke-linecap: round; stroke-width: 1.6 }
.most { fill: --pm-ink; font-weight: 700; text-anchor: middle }
a circle { fill: #fff; stroke-width: 2 }
a text { font-size: 10.5px; font-weight: 700; text-anchor: middle }
a .d3 { font-size: 9px }
a .d4 { font-size: 7.5px }
a .d5 { font-size: 6px }
a path { fill: none; stroke-width: 1.6 }
a .full { stroke: none }
.false-lead circle { stroke-dasharray: 3.5 2.2 }
.untimed circle { stroke-dasharray: 0 3.14; stroke-linecap: round }
"""
