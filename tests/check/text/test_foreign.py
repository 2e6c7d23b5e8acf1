"""Markup of other programs is reported together with the Markdown for it."""

from __future__ import annotations

import pytest

from tests.tables import all_cases

URL = "https://example.org/x"
COMMENT = "<!-- before it and --> after it"
FINAL = "the final text: suggestions and what they delete are published, too"
UNMARKED = "it without these marks, and {.internal} at the end of its paragraph if it is internal"


@all_cases(
    ("text", "help"),
    [
        (f"See (the runbook)[{URL}].", f"write [the runbook]({URL})"),
        (f"See [the runbook] ({URL}).", f"write [the runbook]({URL})"),
        (f"See [the runbook]{URL} now.", f"write [the runbook]({URL})"),
        ("See [the runbook] (runbook.md#top).", "write [the runbook](runbook.md#top)"),
        ("See ![a chart] (img/chart.PNG).", "write ![a chart](img/chart.PNG)"),
        (f"See [OPS-12|{URL}].", f"write [OPS-12]({URL})"),
        (f"See [OPS-12|{URL}|smart-link].", f"write [OPS-12]({URL})"),
        (f"| a |\n|---|\n| [OPS-12|{URL}] |", f"write [OPS-12]({URL})"),
        (f"See <{URL}|thread>.", f"write [thread]({URL})"),
        (f"See [[{URL}][the runbook]].", f"write [the runbook]({URL})"),
        (f"See [{URL} the runbook].", f"write [the runbook]({URL})"),
        ("![[declines.png]]", "write ![](declines.png)"),
        ("![[declines.png|400]]", "write ![](declines.png)"),
        ("![[earlier-outage]]", "write [[earlier-outage]] for a link"),
        (
            "See [[earlier-outage#The cause]].",
            "write [The cause](earlier-outage.md#heading), with the id of the heading",
        ),
        ("See [[a#Cause|it]].", "write [Cause](a.md#heading), with the id of the heading"),
        ("!image-20240301.png|thumbnail!", "write ![](image-20240301.png)"),
        ("- !declines.png|width=400!", "write ![](declines.png)"),
        ("More. %%ask them%%", "write <!-- ask them -->"),
        ("%%\nask them\n%%", f"write {COMMENT}"),
        ("More.\n\n.. ask them", f"write {COMMENT}, or a block such as !!! note"),
        (".. note:: ask them", f"write {COMMENT}, or a block such as !!! note"),
        ("// ask them", f"write {COMMENT}"),
        ("////\nask them\n////", f"write {COMMENT}"),
        ("\\begin{comment}\nask them\n\\end{comment}", f"write {COMMENT}"),
        ("[//]: # ask them", f"write {COMMENT}"),
        ("[comment]: <> ask (them)?", f"write {COMMENT}"),
        ("More. &lt;!-- ask them --&gt;", f"write {COMMENT}"),
        ("More. /* ask them */", f"write {COMMENT}"),
        ("More. {>>ask them<<}", f"write {COMMENT}"),
        ("For {--two--} hours", f"write {FINAL}"),
        ("For {++two++} hours", f"write {FINAL}"),
        ("For {~~two~>three~~} hours", f"write {FINAL}"),
        ("The cost: ||40 000 €||.", f"write {UNMARKED}"),
        ("- ||two customers asked||", f"write {UNMARKED}"),
        ("The cost: >!40 000 €!<", f"write {UNMARKED}"),
        ("Ask [~jdoe].", "write the name of the team"),
        ("Ask [~accountid:5b10a2844c20165700ede21g].", "write the name of the team"),
        ("h2. What we saw", "write ## What we saw"),
        ("bq. It was slow.", "write > It was slow."),
        ("[[File:graph.png|thumb|Logins]]", "write ![](graph.png)"),
        ("See [[Login runbook|the runbook]].", "write [the runbook](address), or [[id|the runbook]] for a report"),
        ("It was '''slow''' then.", "write **slow**"),
        ("== What we saw ==", "write ## What we saw"),
        ("=== What we saw", "write ## What we saw"),
        ("<@U024BE7LH> takes over.", "write the name of the team"),
        ("Ask in <#C024BE7LR|incidents>.", "write the name of the channel"),
        ("It is {status:colour=Red|title=DOWN} now.", "write it in Markdown: ``` around code, > before a quotation"),
        ("It is {jira:OPS-12}.", "write it in Markdown: ``` around code, > before a quotation"),
        ("{anchor:causes}What we saw", "write it in Markdown: ``` around code, > before a quotation"),
        ("In {quote}\nwe said no\n{quote}", "write it in Markdown: ``` around code, > before a quotation"),
        ("{noformat}", "write it in Markdown: ``` around code, > before a quotation"),
        ("{code:java}\nx = 1;", "write it in Markdown: ``` around code, > before a quotation"),
        ("All {color:red}red{color:}", "write it in Markdown: ``` around code, > before a quotation"),
        ("{info:title=Note}\nThe cache was full.", "write !!! info, and indent its text by four spaces"),
        ("{toc:maxLevel=2}", "write nothing in its place: the page has a list of its sections"),
    ],
)
def test_markup_of_another_program_is_reported_with_its_markdown(make, diagnose, text, help):
    """Once, and by this rule only."""
    found = [each for each in diagnose(make(new=f"\n{text}\n")) if each.rule != "missing-image"]
    assert [(each.rule, each.help) for each in found] == [("foreign-markup", help)]


@pytest.mark.parametrize(
    "text",
    [
        "All {# ask Ana #} of it",
        "{#- ask\nAna -#}",
        "{{/* ask Ana */}}",
        "{/* ask Ana */}",
        "{% comment %}ask Ana{% endcomment %}",
        "{{! ask Ana }}",
        "<%# ask Ana %>",
    ],
)
def test_a_template_comment_is_a_hint(make, diagnose, text):
    """Its author thinks that nobody reads it; a report on templates may show one."""
    found = diagnose(make(new=f"\n{text}\n"))
    assert [(each.rule, each.level, each.help) for each in found] == [
        ("foreign-markup", "hint", "write <!-- before it and --> after it")
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{{< figure src="graph.png" >}}',
        "{{% notice tip %}}\nIt is slow.",
        "{{< /tabs >}}",
        "{% highlight sh %}\nls",
        '{% hint style="info" %}',
    ],
)
def test_a_tag_of_another_generator_is_a_hint(make, diagnose, text):
    """The page shows it as text; a report on templates may show one, too."""
    found = diagnose(make(new=f"\n{text}\n"))
    assert [(each.rule, each.level) for each in found] == [("foreign-markup", "hint")]


@pytest.mark.parametrize(
    "text", ["> [!NOTE]\n> It is slow.", "> [!warning]- Why\n> It is slow.", "::: tip\nIt is slow.\n:::"]
)
def test_a_block_of_another_program_is_a_hint(make, diagnose, text):
    """The page shows its text, and the mark."""
    (found,) = diagnose(make(new=f"\n{text}\n"))
    assert (found.rule, found.level) == ("foreign-markup", "hint")
    assert found.help.endswith(", and indent its text by four spaces")


@all_cases(
    "text",
    [
        f"[the runbook]({URL}) and <{URL}>",
        "- [x] (notes.md) and [INFO] (main), `[the runbook] (runbook.md)`",
        f"[{URL}]({URL}) and [{URL} of old]({URL})",
        f"[error]{URL} and [critical]{URL} and [GET]{URL} and a[the runbook]{URL} and [1]{URL}",
        f"Two links.[ ]({URL})[{URL}]({URL})",
        f"`(a)[{URL}]` and `[[{URL}][a]]`",
        f"```\n[OPS-12|{URL}]\n{{code}}\n```",
        f"- [x] ({URL}) is done",
        f"A claim [1] ({URL})",
        f"[12:04 UTC] ({URL}) a message",
        "call(a)[0] and f(x)[key] and (see below)[1]",
        "a|https and {code} in /promo/{code}/x",
        "h2 and h2.example and the h3. one",
        '=== "Tab"\n\n    a == b',
        "Stop! The file declines.png! It grew.",
        "run !important and wow!",
        "{quoted} and {colour}, 5 %% of it",
        "It returned {status: 500} and {status:500} for {user:1000}.followers and /users/{user:int}",
        "Set {anchor: top} where labels are {jira: OPS-12}",
        "`{# a #}`, {{ a }} and {% if a %}",
        "{{ 7*7 }} {% raw %} and {% include %} and {{<}} of {{% d }}",
        "if [[ -f x || -d y ]]; [[ $a == b ]]; a[[b c|d]]; [[ two words ]]",
        "the docstring ''' and rock '''n'''roll",
        "if a || b: c || d, or (a)||(b)||(c)",
        "| a || b |\n|---|---|---|\n| c || d |",
        "|a||b||c|\n|-|-|-|-|-|\n|*d*||e||f|",
        "50%% of them, and 60%% of us",
        "The path /*/x and the type */* in a/*b*/c",
        "[//]: # (ask them)\n[comment]: <> (ask (them))",
        "... which failed, https://example.org and\n... more",
        "/// note\nask them\n///\n\n//// tab | One\nask them\n////\n\n////",
        "{--} and {++} and a {-- flag} or `{>>a<<}`",
        "{{ a }} and {{!a}} and a > b!",
        "user@U024BE7LH and [~/logs] and [~5 min]",
    ],
)
def test_similar_text_is_silent(make, check, text):
    """Markdown links, code, indices, braces."""
    assert check("foreign-markup", make(new=f"\n{text}\n")) == []
