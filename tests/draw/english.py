"""The drawings in English, as most tests want them."""

from __future__ import annotations

from functools import partial

from mkdocs_postmortems.draw import bars, flows, stacks, strip_svg, swarm, timeline_svg
from mkdocs_postmortems.publish.drawing import drawing_formats, drawing_words

ENGLISH = {"words": drawing_words("en"), "formats": drawing_formats("en")}

draw_bars = partial(bars.draw_bars, **ENGLISH)
draw_flows = partial(flows.draw_flows, **ENGLISH)
draw_stacks = partial(stacks.draw_stacks, **ENGLISH)
draw_strip = partial(strip_svg.draw_strip, **ENGLISH)
draw_swarm = partial(swarm.draw_swarm, **ENGLISH)
draw_swarms = partial(swarm.draw_swarms, **ENGLISH)
draw_timeline = partial(timeline_svg.draw_timeline, **ENGLISH)
