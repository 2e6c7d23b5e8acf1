"""Kinds of events differ by their signs, not only by their colours."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from mkdocs_postmortems.draw.rings import draw_ring, ring
from mkdocs_postmortems.draw.timeline import KINDS, Mark

AT = datetime(2024, 1, 1, tzinfo=UTC)


def test_every_kind_has_a_sign_of_its_own() -> None:
    signs = {re.findall(r'd="([^"]+)"', ring(Mark(1, kind, start=AT)))[0] for kind in KINDS}
    assert len(signs) == len(KINDS)


def test_a_plain_event_has_no_sign() -> None:
    assert "<path" not in ring(Mark(1, start=AT))


def test_the_ring_of_the_list_has_the_classes_of_the_graphic() -> None:
    assert '<svg class="pm-ring false-lead untimed" aria-hidden="true"' in draw_ring(Mark(3, "false-lead"))


def test_long_numbers_are_set_smaller() -> None:
    assert '<text y="3.2" class="d3">188</text>' in ring(Mark(188, start=AT))
