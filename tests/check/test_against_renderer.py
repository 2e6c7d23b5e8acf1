"""A text without errors renders harmlessly even before cleaning: the rules and the renderer read Markdown alike.

Pages are cleaned as well; this tests that the first of the two barriers stops what the second would have to catch.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.diagnostics import Level
from mkdocs_postmortems.publish.report.markdown import Converter

LINES = """
text
**b**
`
``
\\\\
<zzz>
<zzz a="b">
</zzz>
>
[x](
![x](
[x][r]
[r]:
javascript:zz
java&#10;script:zz
javascript&colon;zz
)
"t"
<!--
-->
- item
> quote
!!! note
| a | b |
# h
[^1]
&lt;
<kbd>
{#a}
"""
WORDS = [word for word in LINES.split("\n") if word]
PIECES = st.sampled_from([*WORDS, *(f"{word}\n" for word in WORDS), "\n\n", "\n- ", "\n> ", "\n    ", " "])
CONVERTER = Converter(("toc", "tables", "fenced_code"))


class Addresses(HTMLParser):
    """Collects where links and images lead."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


@given(body=st.lists(PIECES, min_size=1, max_size=12).map("".join))
@settings(
    deadline=None, derandomize=True, max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_text_without_errors_renders_nothing_harmful(make, diagnose, body):
    """No HTML element of the author's own, and no address that runs a script."""
    report = make(new=f"\n{body}\n", status="draft")
    reported = ("placeholder", "raw-html")  # as hints: a prompt of a template, and HTML that was meant as code
    if any(each.level is Level.ERROR or each.rule in reported for each in diagnose(report)):
        return
    html, _ = CONVERTER.convert(report.source.lines[report.source.body_line - 1 :], lambda id: None)
    visible = re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL)
    assert not re.search(r"</?zzz", visible)
    assert not [each for each in Addresses(html).found if re.sub(r"[\x00-\x20]", "", each).startswith("javascript:")]
