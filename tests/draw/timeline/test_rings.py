"""Kinds of events are distinguished by a sign as well as by colour."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from mkdocs_postmortems.draw.timeline.layout import KINDS, Mark
from mkdocs_postmortems.draw.timeline.rings import draw_ring, ring

AT = datetime(2024, 1, 1, tzinfo=UTC)


def test_every_kind_has_its_own_sign() -> None:
    signs = {re.findall(r'd="([^"]+)"', ring(Mark(1, kind, start=AT)))[0] for kind in KINDS}
    assert len(signs) == len(KINDS)


def test_a_plain_event_has_no_sign() -> None:
    assert "<path" not in ring(Mark(1, start=AT))


def test_the_rings_of_list_and_drawing_have_the_same_classes() -> None:
    assert '<svg class="pm-ring false-lead untimed" aria-hidden="true"' in draw_ring(Mark(3, "false-lead"))


def test_long_numbers_are_set_smaller() -> None:
    assert '<text y="3.2" class="d3">188</text>' in ring(Mark(188, start=AT))
