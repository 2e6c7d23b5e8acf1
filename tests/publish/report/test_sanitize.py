"""Cleaning an author's HTML."""

from __future__ import annotations

from html.parser import HTMLParser

import pymdownx.superfences
from material.extensions.emoji import to_svg, twemoji

from mkdocs_postmortems.publish.report.markdown import Converter
from mkdocs_postmortems.publish.report.sanitize import sanitize
from tests.tables import all_cases

EXTENSIONS = (
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "smarty"),
    *("pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.blocks.caption", "pymdownx.caret", "pymdownx.critic"),
    *("pymdownx.details", "pymdownx.emoji", "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.keys"),
    *("pymdownx.mark", "pymdownx.smartsymbols", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist"),
    "pymdownx.tilde",
)
CONFIGS = {
    "toc": {"permalink": True},
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.emoji": {"emoji_index": twemoji, "emoji_generator": to_svg},
    "pymdownx.highlight": {"anchor_linenums": True, "line_spans": "__span", "pygments_lang_class": True},
    "pymdownx.superfences": {
        "custom_fences": [{"name": "mermaid", "class": "mermaid", "format": pymdownx.superfences.fence_code_format}]
    },
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
}

CONSTRUCTS = {
    "content tabs": '=== "One"\n    First.\n\n=== "Two"\n    Second.',
    "task list": "- [x] done\n- [ ] open",
    "code with title and notes": '```python title="a.py" hl_lines="1"\nimport os  # (1)!\n```\n\n1. A note.',
    "code with line numbers": '```python linenums="7"\nimport os\nprint("<&>")\n```',
    "inline code": "`#!python print(1)` and `<script>`",
    "footnotes": "A claim.[^1]\n\n[^1]: A note\n    with more.",
    "table": "| a | b | c |\n|:--|--:|:-:|\n| 1 | 2 | 3 |",
    "admonition": '!!! warning inline end "Take *care*"\n    Text.',
    "collapsible": '???+ note "Open"\n    Text.\n\n??? tip\n    Closed.',
    "icons": ":material-alert: :octicons-check-16: :smile:",
    "abbreviation": "The SLO holds.\n\n*[SLO]: Service level objective",
    "keys": "Press ++ctrl+alt+del++.",
    "critic": "{--old--}{++new++} {==marked==}{>>why<<}",
    "marks": "==mark== ^^insert^^ ~~delete~~ H~2~O x^2^",
    "symbols": '(c) -> 1/2 "quoted" -- ...',
    "definitions": "Term\n:   Its meaning.",
    "grid": '<div class="grid cards" markdown>\n\n-   One\n-   Two\n\n</div>',
    "figure": '<figure markdown="span">\n![Alt](a.png){ width="300" }\n<figcaption>Text</figcaption>\n</figure>',
    "caption": "Text\n\n/// caption\nA caption\n///",
    "mermaid": "```mermaid\ngraph LR\n  A --> B\n```",
    "math": "Inline $a<b$ and\n\n$$\nx^2\n$$",
    "heading": "## A title {#own .wide}",
    "list": "3. three\n4. four\n    - nested",
    "quotation": "> quoted\n> > twice",
    "kept HTML": "<kbd>Ctrl</kbd> <sub>2</sub> <sup>3</sup><br> <wbr>",
    "kept blocks": "<details><summary>More</summary>text</details>",
    "link": '[web](https://example.org/a?b=1&c=2 "title") <someone@example.org>',
}


class _Tokens(HTMLParser):
    """What a browser sees: elements with their attributes, and text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[object] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "tbody":  # browsers add it to tables without one
            self.found.append((tag, sorted((name, value or "") for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("br", "img", "input", "hr", "wbr", "tbody"):
            self.found.append(tag)

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append(" ".join(data.split()))


def clean(html: str) -> str:
    return sanitize(html, lambda address: address)


@all_cases("name", CONSTRUCTS)
def test_html_of_the_theme_passes_unchanged(name: str) -> None:
    """Every construct of Material and pymdownx."""
    html, _ = Converter(EXTENSIONS, CONFIGS).convert(CONSTRUCTS[name].split("\n"), lambda id: None)
    assert _Tokens(clean(html)).found == _Tokens(html).found


@all_cases(
    "html",
    [
        "<script>alert(1)</script>",
        "<style>p { color: red }</style>",
        '<img src="x" onerror="alert(1)">',
        '<p style="color: red" onclick="alert(1)">x</p>',
        '<a href="javascript:alert(1)">x</a>',
        '<a href="JaVa&#10;script:alert(1)">x</a>',
        '<a href="data:text/html,<script>alert(1)</script>">x</a>',
        '<iframe src="https://example.org"></iframe>',
        '<form action="https://example.org"><input type="text" name="q"><button>x</button></form>',
        '<svg onload="alert(1)"><script>alert(1)</script><use href="data:x"/><a href="javascript:1">x</a></svg>',
        '<svg><foreignObject><p onclick="alert(1)">x</p></foreignObject><animate attributeName="href"/></svg>',
        '<math><mtext><img src="x" onerror="alert(1)"></mtext></math>',
        '<object data="x"></object><embed src="x"><base href="//example.org"><meta http-equiv="refresh">',
        "<p>a<!-- secret --></p>",
        '<template><img src="x" onerror="alert(1)"></template>',
        '<q cite="javascript:alert(1)">x</q><del cite="data:text/html,x">y</del>',
        '<img src="x" srcset="javascript:alert(1) 2x"><picture><source srcset="data:image/svg+xml,x"></picture>',
    ],
)
def test_active_and_hidden_content_is_removed(html: str) -> None:
    """Scripts, handlers, styles, forms, frames, comments, and addresses of other schemes."""
    cleaned = clean(html)
    for tag, *_ in (token for token in _Tokens(cleaned).found if isinstance(token, tuple)):
        assert tag not in {"script", "style", "iframe", "form", "button", "object", "embed", "base", "meta", "use"}
        assert tag not in {"foreignobject", "animate", "template", "math"}
    for forbidden in ("onerror", "onclick", "onload", "javascript", "style=", "secret", 'type="text"', "data:"):
        assert forbidden not in cleaned


def test_ids_of_the_theme_and_ours_are_reserved() -> None:
    """Material reads its configuration from an element by id, and links to events need ours."""
    assert clean('<h2 id="__config">x</h2><h2 id="own">y</h2>') == '<h2>x</h2><h2 id="own">y</h2>'
    assert clean('<p id="event-3">x</p><p id="event-horizon">y</p>') == '<p>x</p><p id="event-horizon">y</p>'
    assert 'id="__tabbed_1_1"' in clean('<input id="__tabbed_1_1" type="radio">')


def test_our_own_classes_are_reserved() -> None:
    """An author's text cannot imitate our interface; other classes stay."""
    assert clean('<p class="pm-event wide">x</p>') == '<p class="wide">x</p>'


def test_the_caller_decides_about_addresses() -> None:
    """Of links and images."""
    html = sanitize('<a href="a.md">x</a><img src="b.png">', lambda address: f"new/{address}")
    assert html == '<a href="new/a.md">x</a><img src="new/b.png">'


@all_cases("address", ["//elsewhere.test/x", "\\\\elsewhere.test", "/\\elsewhere.test", "&#9;//elsewhere.test"])
@all_cases("tag", ['a href="{}"', 'img src="{}"', 'video poster="{}"', 'img src="x" srcset="{} 2x"'])
def test_an_address_of_another_host_needs_a_scheme(tag: str, address: str) -> None:
    """In attributes that the caller does not rewrite, too."""
    assert "elsewhere" not in clean(f"<{tag.format(address)}>")


def test_placeholders_are_removed_from_attributes() -> None:
    """They are later replaced by markup, which would end the attribute."""
    assert clean('<a href="x" title="a\ue004b">c\ue004</a>') == '<a href="x" title="ab">c\ue004</a>'
