"""``publish.markdown``: what the site's extensions make of a report's text."""

from __future__ import annotations

from mkdocs_postmortems.publish.markdown import Converter


def test_a_fence_inside_a_tab_is_code_whatever_the_site_lists() -> None:
    """MkDocs lists ``fenced_code`` by itself; it must not take the place of superfences."""
    text = '=== "Request"\n\n    ```http\n    POST /v2\n\n    Key: 1\n    ```\n'
    html, _ = Converter(["toc", "tables", "fenced_code"]).convert(text.split("\n"), lambda id: None)
    assert "```" not in html
    assert "<pre" in html
