"""Tags of site generators within a text."""

from __future__ import annotations

from time import process_time

import pytest

from mkdocs_postmortems.imports.dialects.template_tags import write_plain_tags
from mkdocs_postmortems.imports.edits import Body
from mkdocs_postmortems.imports.sources.files import read_documents
from tests.imports.conftest import Import
from tests.tables import all_cases


def rewrite(text: str, name: str = "_posts/2023-10-15-login.md") -> str:
    """Return a text with its tags in Markdown, without the lines that are removed."""
    (document,) = read_documents(name, text.encode())
    body = Body.of(document)
    write_plain_tags(body)
    return "\n".join(line for number, line in enumerate(body.lines, 1) if number not in body.edits.drop)


@all_cases(
    ("written", "markdown"),
    [
        ("[a]({{ site.baseurl }}/a) {{site.url}}/b", "[a](/a) /b"),
        ("![a]({{ '/img/a.png' | relative_url }})", "![a](/img/a.png)"),
        ("[a]({% post_url 2023-10-14-dns %})", "[a](2023-10-14-dns.md)"),
        ("[a]({% link _posts/2023-10-14-dns.md %})", "[a](2023-10-14-dns.md)"),
        ("[a]({% link _notes/dns.md %})", "[a](../_notes/dns.md)"),
        ('[a]({{< ref "dns.md#cause" >}})', "[a](dns.md#cause)"),
        ('[a]({{% relref "dns" %}})', "[a](dns)"),
        (
            '{% include figure.html src="a.png" alt="The a" caption="All of it" class="b c" %}',
            "![The a](a.png) *All of it*",
        ),
        ('{% image "a.png" "The a" %}', "![The a](a.png)"),
        ('{{< figure src="a.png" title="The a" width="50 %" >}}', "![The a](a.png)"),
        ('<Image src={require("./a.png").default} alt="The a" width={50} />', "![The a](./a.png)"),
        ("{{< youtube a1 >}}", "<https://www.youtube.com/watch?v=a1>"),
        ('{{< tweet user="a" id="12" >}}', "<https://twitter.com/a/status/12>"),
        ("{% gist ana/12 %}", "<https://gist.github.com/ana/12>"),
        ('{% embed url="https://example.org/a" %}', "<https://example.org/a>"),
        ('{{< tab "Linux" >}}', "**Linux**"),
        ("a{/* b */}c{' '}d", "a<!-- b -->c d"),
        ("{% include toc.html %}", "<!-- {% include toc.html %} -->"),
        ("{% comment %}a{% endcomment %}", "<!--a-->"),
        ("{% raw %}{{ site.url }}{% endraw %} {{ site.url }}", "{{ site.url }} "),
        ("a {% highlight sh %}ls{% endhighlight %}", "a `ls`"),
    ],
)
def test_tags_within_a_line(written: str, markdown: str) -> None:
    """They become what the page of the generator shows; what only controls a page becomes a comment."""
    assert rewrite(f"{written}\n") == markdown


@pytest.mark.parametrize(
    "text",
    [
        "{{ item }} and {{ .Values.a }} and {% unknown a %}",
        "Use `{% raw %}` and `{{ site.url }}`.",
        'A `<Image src="a.png" />` and a Vec<String> of <NAME>.',
        "A\n\n```\n{{ site.url }}\n<Image src='a.png' />\n```",
        "{% include alert.html text='It was down' %} for a day",
        "{{< figure >}}",
    ],
)
def test_what_is_no_known_tag_or_is_code_stays(text: str) -> None:
    """Templates of other programs above all."""
    assert rewrite(text) == text


@pytest.mark.parametrize(
    ("begin", "end", "fence"),
    [
        ("{% highlight ruby linenos %}", "{% endhighlight %}", "```ruby"),
        ("{%- highlight ruby -%}", "{%- endhighlight -%}", "```ruby"),
        ("{% codeblock lang:ruby %}", "{% endcodeblock %}", "```ruby"),
        ('{{< highlight go "linenos=table" >}}', "{{< /highlight >}}", "```go"),
        ("{{< mermaid >}}", "{{< /mermaid >}}", "```mermaid"),
    ],
)
def test_blocks_of_code(begin: str, end: str, fence: str) -> None:
    """They have fences, long enough for what is in them, and what is in them stays."""
    assert rewrite(f"{begin}\n{{{{ site.url }}}}\n{end}\n") == f"{fence}\n{{{{ site.url }}}}\n```"
    assert rewrite(f"{begin}\n```\n{end}\n") == f"`{fence}\n```\n````"
    assert rewrite(f"{begin}\na\n") == f"{begin}\na"


def test_what_is_raw_in_a_block_of_code() -> None:
    """The lines around it go, since the generator needs them only."""
    assert rewrite("A\n\n```\n{% raw %}\n{{ site.url }}\n{% endraw %}\n```\n") == "A\n\n```\n{{ site.url }}\n```"


def test_imports_within_a_page_in_mdx() -> None:
    """They become comments; in Markdown they are sentences."""
    text = "# Login fails\n\nimport A from 'a'\n\nText\n"
    assert "<!-- import A from 'a' -->" in rewrite(text, "login.mdx")
    assert rewrite(text, "login.md") == text.strip()


def test_the_account_lists_the_tags(do_import: Import) -> None:
    """And not the whole line."""
    found = do_import("# Login fails\n\nSee [this]({{ site.baseurl }}/a), it is long.\n\n{% raw %}\na\n{% endraw %}\n")
    assert found.notes == (
        (3, "'{{ site.baseurl }}', of a site generator, is Markdown now"),
        (5, "'{% raw %}', of a site generator, is removed"),
        (7, "'{% endraw %}', of a site generator, is removed"),
    )
    assert found.text.endswith("---\n\nSee [this](/a), it is long.\n\na\n")


@pytest.mark.parametrize(
    "text", ["{% include " + "`a` " * 40, "{% highlight ruby %}\n\n" * 4000], ids=["code in a tag", "blocks of code"]
)
def test_what_has_no_end_takes_little_time(text: str) -> None:
    """Each character is read in one way, and an end that is missing is looked for once."""
    begun = process_time()
    assert rewrite(text).strip() == text.strip()
    assert process_time() - begun < 2
