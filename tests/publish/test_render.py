"""Templates turn text into HTML."""

from __future__ import annotations

from functools import partial

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from mkdocs_postmortems.publish.render import environment
from mkdocs_postmortems.publish.site import Site


def test_values_are_escaped() -> None:
    """Text with markup stays text; only ``Markup`` is inserted as it is."""
    template = environment().from_string('<a title="{{ text }}">{{ text }}</a>{{ safe }}')
    html = template.render(text='"><script>', safe=Markup("<b>x</b>"))
    assert html == '<a title="&#34;&gt;&lt;script&gt;">&#34;&gt;&lt;script&gt;</a><b>x</b>'


def test_an_unknown_name_is_an_error() -> None:
    """A misspelt name fails the build instead of printing nothing."""
    with pytest.raises(UndefinedError):
        environment().from_string("{{ titel }}").render(title="x")


def test_links_in_parts_are_relative_to_the_page() -> None:
    """Such as those of chips."""
    site = Site()
    source = '{% from "parts.html" import chip, severity_pill with context %}{{ chip("a<b", "incidents/service/a/") }}'
    html = environment().from_string(source).render(href=partial(site.href, "incidents/x/"))
    assert html.strip() == '<a class="pm-chip" href="../service/a/"><bdi>a&lt;b</bdi></a>'
