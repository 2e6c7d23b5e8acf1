"""The texts and formats of drawings in English, which most tests use."""

from __future__ import annotations

from functools import partial

from mkdocs_postmortems.draw.charts import bars, flows, stacks, strip_svg, swarm
from mkdocs_postmortems.draw.timeline import drawing
from mkdocs_postmortems.publish.drawing import drawing_locale

ENGLISH = drawing_locale("en")

draw_bars = partial(bars.draw_bars, locale=ENGLISH)
draw_flows = partial(flows.draw_flows, locale=ENGLISH)
draw_stacks = partial(stacks.draw_stacks, locale=ENGLISH)
draw_strip = partial(strip_svg.draw_strip, locale=ENGLISH)
draw_swarm = partial(swarm.draw_swarm, locale=ENGLISH)
draw_swarms = partial(swarm.draw_swarms, locale=ENGLISH)
draw_timeline = partial(drawing.draw_timeline, locale=ENGLISH)
