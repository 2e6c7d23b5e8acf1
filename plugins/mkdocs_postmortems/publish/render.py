"""The one place where text becomes HTML: a Jinja environment that escapes, and refuses names it does not know.

Comes in: a template's name, the site, the address of the page and values. Goes out: ``Markup``. Called by every
module of ``publish`` that makes a page. In a template stand besides its values: ``t`` (the words), ``f`` (the
formats), ``href`` (the relative link from this page to an address of the site), ``site`` and ``address``.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from mkdocs_postmortems.publish.formats import formats_for, iso, zone_name
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.publish.texts import texts_for


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The environment, made once a process. ``templates/`` lies beside this module, in the wheel too."""
    made = Environment(
        loader=PackageLoader("mkdocs_postmortems.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["iso"] = iso
    made.filters["zone_name"] = zone_name
    return made


def render(template: str, site: Site, address: str, **values: Any) -> Markup:
    """Fill a template for the page at ``address``. Every value is escaped unless it is ``Markup`` already."""
    text = (
        environment()
        .get_template(template)
        .render(
            site=site,
            address=address,
            href=partial(site.href, address),
            t=texts_for(site.language),
            f=formats_for(site.language),
            **values,
        )
    )
    return Markup(text)
