"""The one place where text becomes HTML: a Jinja environment that escapes values and rejects unknown names.

``render`` takes a template's name, the site, the page's address and values, and returns ``Markup``. Every module of
``publish`` that makes a page calls it. Besides its values, a template can use ``t`` (the words), ``f`` (the formats),
``href`` (the relative link from this page to an address of the site), ``site`` and ``address``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.runtime import Context
from markupsafe import Markup

from mkdocs_postmortems.publish.formats import iso, zone_name
from mkdocs_postmortems.publish.site import Site


class _PlainContext(Context):
    """Calls functions directly. Jinja would first ask each function, at each call, whether it takes the context."""

    def call(
        self,
        function: Callable[..., Any],
        /,
        *args: Any,
        _loop_vars: Any = None,
        _block_vars: Any = None,
        **kwargs: Any,
    ) -> Any:
        return function(*args, **kwargs)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the environment, created once per process. ``templates/`` is beside this module, also in the wheel."""
    made = Environment(
        loader=PackageLoader("mkdocs_postmortems.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.context_class = _PlainContext
    made.filters["iso"] = iso
    made.filters["zone_name"] = zone_name
    return made


def render(template: str, site: Site, address: str, **values: Any) -> Markup:
    """Render a template for the page at ``address``. Every value is escaped unless it is ``Markup``."""
    text = (
        environment()
        .get_template(template)
        .render(
            site=site,
            address=address,
            href=partial(site.href, address),
            t=site.texts,
            f=site.formats,
            **values,
        )
    )
    return Markup(text)
