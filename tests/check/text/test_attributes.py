"""Attributes in braces are reported if they are not published, or if they are text that the page omits."""

from __future__ import annotations

import pytest

from tests.tables import all_cases


@all_cases(
    "written",
    [
        '[x](https://example.com){ onclick="alert(1)" }',
        "**x**{ style=color:red }",
        '### A {#"><script>}',
        "Text\n{ onmouseover=alert(1) }",
        "![x](https://example.com/a.png){: formaction=x }",
        '![x](a.png){ srcset="https://elsewhere.test/b.png 2x" }',
        "``` {.python onclick=alert(1)}\nx\n```",
        '*x*{ data-note="a customer" }',
        "_x y_{ style=x }",
        "a ~x~{ style=x }",
        "==x y=={ style=x }",
        '> ~~~{ .text style="position:fixed" }\n> x\n> ~~~',
        "++ctrl++{onclick=x}",
        "Term {onclick=x}\n: Definition",
        "> Quotation\n> {: onclick=x }",
        'A paragraph {style="display: none"} and more',
        "- item { onclick=alert(1) }",
    ],
)
def test_an_attribute_that_may_do_harm_is_found(make, check, written):
    """On links, emphasis, headings and blocks."""
    assert check("unsafe-attribute", make(new=f"\n{written}\n"))


@all_cases(
    "written",
    [
        "### A {#anchor .class}",
        "[x](https://example.com){ .md-button target=_blank rel=noopener }",
        '![x](https://example.com/a.png){ width="300" align=left loading=lazy }',
        "{{ 7*7 }} {% raw %} {# c #} {{ config.theme }} ${{ secrets.X }}",
        "The set {a=1, b=2} is what it printed.",
        "`{onclick=x}`",
        '``` {.python title="a.py" linenums="1" hl_lines="2"}\nx\n```',
        "````\n``` {onclick=x}\n````",
        "{# a template's comment #}",
        '[x](https://example.com){class="a b"}',
        '![x](https://example.com/a.png){ data-gallery="a" aria-label="x" decoding=async }',
        "- item {.internal}",
        "1. (1)\n{ .annotate }",
        "{'key': 'value'} was logged",
        'up{instance="db-1", on_call="net"} was 0',
        '{% hint style="info" %}\nA note.\n{% endhint %}',
        "set {style=dark mode}, and {a style=x}",
        "The sum $$\\sum_{i=0}^{n=9} a_{i=1}$$ and requests={code=500}",
        "Not ^ x^{a=1}, ^{b=1} and y^{b=2}, nor x_1 + y_{i=2}",
    ],
)
def test_harmless_braces_are_silent(make, check, written):
    """Material's attributes, templates, sets, code."""
    assert check("unsafe-attribute", make(new=f"\n{written}\n")) == []


@pytest.mark.parametrize(
    "written",
    [
        "### Logs of {service}",
        "### Logs of {a b}",
        "Logs of {service}\n---",
        "A paragraph\n{service}",
        "`logs`{service}",
        "### Errors by {code}",
        "`/promo/`{code} is gone",
        "| a |\n|---|\n| logs of {service} |",
    ],
)
def test_a_word_in_braces_that_the_page_omits_is_a_warning(make, diagnose, written):
    """Markdown reads it as an attribute."""
    found = [each for each in diagnose(make(new=f"\n{written}\n")) if each.rule == "unsafe-attribute"]
    assert [each.level for each in found] == ["warning"]
    assert "the page omits {" in found[0].message


@pytest.mark.parametrize(
    "written",
    [
        "### Logs of {service} are gone",
        "### Logs of \\{service}",
        "### Logs of `{service}`",
        "{panel:title=a}\nb\n{panel}",
        "### Logs {#logs}",
        "### Logs {.logs x}",
        "Logs of {service}",
        "- logs of {service}",
        "**Logs:** {service}",
        "$x_{max}$, x^{n} and f(x){return}",
        "| a |\n|---|\n| logs/{service} |",
        "[a](https://a.example){ download }",
        "{% hint %}\nA note.\n{% endhint %}",
    ],
)
def test_a_word_in_braces_that_the_page_shows_is_silent(make, check, written):
    """In code, escaped, or where Markdown reads no attributes."""
    assert check("unsafe-attribute", make(new=f"\n{written}\n")) == []
