"""Links that lead nowhere or do harm are reported, wherever Markdown finds a link."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.check.links import targets
from tests.tables import all_cases

FILES = frozenset({"postmortems/graph.png", "docs/guide.md", "postmortems/2024/log.txt"})


@all_cases(
    "written",
    [
        "[x](javascript:alert(1))",
        r"$\href{javascript:alert(1)}{x}$",
        r"\[ \href {java&#115;cript:alert(1)}{x} \]",
        "[x](<javascript:alert(1)>)",
        "[x](java&#10;script:alert(1))",
        "[x](\njavascript:alert(1))",
        '[x](javascript:alert(1) "title")',
        "![x](data:image/svg+xml;base64,AAAA)",
        "[![x](graph.png)](javascript:alert(1))",
        "[x][r]\n\n[r]: javascript:alert(1)",
        "[x][r]\n\n[r]: <javascript:alert(1)>",
        "<javascript:alert(1)>",
        "- item [x](javascript:alert(1))",
        "| [x](javascript:alert(1)) |\n|---|\n| a |",
        "[x](//evil.example)",
        "[a [nested] text](javascript:alert(1))",
    ],
)
def test_a_scheme_is_found_in_every_kind_of_link(make, check, written):
    """Inline, image, reference, autolink; in lists and tables; over two lines."""
    assert len(check("unsafe-url", make(new=f"\n{written}\n"))) == 1


@pytest.mark.parametrize(
    "written",
    ["`[x](javascript:alert(1))`", "```\n[x](javascript:alert(1))\n```", "\\[x](javascript:1)", "javascript:alert(1)"],
)
def test_text_that_is_not_a_link_is_silent(make, check, written):
    """Code, escaped brackets and plain words are shown as text."""
    assert check("unsafe-url", make(new=f"\n{written}\n")) == []


def test_links_of_the_front_matter_are_checked_too(make, check):
    """The page's header shows them."""
    report = make(links={"chat": "javascript:alert(1)", "ticket": "https://example.com/1"})
    assert check("unsafe-url", report) == ["1: the link 'chat' is not published: the scheme javascript: is not allowed"]


def test_a_link_has_the_place_where_it_is_written(make, diagnose):
    """Line and column point to its opening bracket, even after blanked code."""
    report = make(new="\n`code` text\nand [x](javascript:1)\n")
    (found,) = diagnose(report)
    assert report.source.lines[found.line - 1][found.column - 1 :] == "[x](javascript:1)"


@all_cases(
    ("written", "message"),
    [
        ("[x](nope.md)", "there is no file at 'nope.md'"),
        ("[x](b.md/)", "there is no file at 'b.md/'"),
        ("[x](../../outside.md)", "there is no file at '../../outside.md'"),
        ("[x](Graph.png)", "there is no file at 'Graph.png'"),
        ("[x](log.txt?raw)", "there is no file at 'log.txt?raw'"),
        ("[x]()", "this link has no address"),
        ("[x](https://)", "this link has no address"),
        ("[x](<HTTP:///?q=1>)", "this link has no address"),
        ("[x](mailto:)", "this link has no address"),
        ("[x](https://a.example b)", "there is a space in the address 'https://a.example b'"),
        ("[x](<https://a.example/b c>)", "there is a space in the address 'https://a.example/b c'"),
        ("[x](https:// a.example)", "there is a space in the address 'https:// a.example'"),
        ("[r]: nope.md", "there is no file at 'nope.md'"),
        ("[[nowhere]]", "no report has the id 'nowhere'"),
        ("[[nowhere|there]]", "no report has the id 'nowhere'"),
        ("詳細は[[nowhere]]", "no report has the id 'nowhere'"),
        ("[[ nowhere | there ]]", "no report has the id 'nowhere'"),
        ("| a |\n|---|\n| [[nowhere\\|there]] |", "no report has the id 'nowhere'"),
        ("| a |\n|---|\n| [[a|there]] |", "the | in this link ends the table cell"),
        ("> | a |\n> |---|\n> | [[a|there]] |", "the | in this link ends the table cell"),
        ("[[A]]", "no report has the id 'A'"),
    ],
)
def test_a_link_that_leads_nowhere_is_found(make, check, written, message):
    """Names are compared as spelt on disk."""
    assert [each.partition(": ")[2] for each in check("broken-link", make(new=f"\n{written}\n"), files=FILES)] == [
        message
    ]


@all_cases(
    "written",
    [
        "[x](b.md)",
        "[x](b.md#timeline)",
        "[x](./b.md)",
        "[x](2024/log.txt)",
        "[x](../docs/guide.md#anything)",
        "[x](https://example.com/nope)",
        "[x](mailto:on-call@example.com)",
        "[x](#timeline)",
        "[[b]]",
        "[[b|the *other* one]]",
        "| a |\n|---|\n| [[b\\|the other]] |",
        "[[ two words ]] and [[ -f x || -f y ]]",
        "`[[nowhere]]` and [[ -f x ]]",
        "[x](graph%2Epng)",
        "[x](graph&#46;png) and [y](b&#46;md#timeline)",
        "x[[1]], row_[[i]] and f()[[2]]",
        "done.[[1]](#timeline)",
        "[comment]: <> (what nobody sees)",
        "[//]: # (what nobody sees)",
        "[Update]: the cache was full.",
        "[Update]:\nthe cache was full.",
    ],
)
def test_a_link_that_leads_somewhere_is_silent(make, check, written):
    """To reports, project files, the web, and places on the page."""
    reports = make(new=f"\n{written}\n"), make(path="postmortems/b.md")
    for rule in ("broken-link", "broken-anchor", "absolute-link", "missing-image"):
        assert check(rule, *reports, files=FILES) == []


def test_a_link_to_markdown_that_is_no_report_is_a_hint(make, diagnose):
    """Its page exists nowhere, unless the site publishes the file itself."""
    files = frozenset({"postmortems/_part.md", "docs/_part.md"})
    found = diagnose(
        make(new="\n[a](_part.md#b) [b](../docs/_part.md) [c](https://example.org/_part.md)\n"), files=files
    )
    message = "'_part.md#b' is not a report, so the archive does not publish it"
    assert [(each.rule, each.level, each.message) for each in found] == [("broken-link", "hint", message)]


def test_a_similar_file_name_is_suggested(make, diagnose):
    """In another case, or mistyped."""
    help = [each.help for each in diagnose(make(new="\n![](Graph.png) ![](grpah.png)\n"), files=FILES)]
    assert help == ["did you mean graph.png? upper and lower case differ", "did you mean graph.png?"]
    files = frozenset({"postmortems/caf\u00e9.png"})
    help = [each.help for each in diagnose(make(new="\n![](cafe\u0301.png)\n"), files=files)]
    assert help == ["did you mean caf\u00e9.png? its accented letters are composed otherwise"]


def test_a_missing_image_is_found_and_an_existing_one_is_not(make, check):
    """Case counts, as on the server."""
    assert check("missing-image", make(new="\n![](graph.png)\n"), files=FILES) == []
    assert len(check("missing-image", make(new="\n![](missing.png)\n"), files=FILES)) == 1


@pytest.mark.parametrize("use", ["![graph]", "![graph][]", "![of logins][ GRAPH ]", "[![x][graph]](#timeline)"])
def test_a_definition_that_images_use_is_an_image(make, check, use):
    """It is reported once, at the address."""
    report = make(new=f"\n{use}\n\n[graph]: missing.png\n")
    assert [each.partition(":")[0] for each in check("missing-image", report, files=FILES)] == ["33"]
    assert check("broken-link", report, files=FILES) == []
    assert check("missing-image", make(new=f"\n{use}\n\n[graph]: graph.png\n"), files=FILES) == []
    assert len(check("broken-link", make(new="\n[graph]\n\n[graph]: missing.png\n"), files=FILES)) == 1


@pytest.mark.parametrize("name", ["b.md", "log.txt", "slides.pdf", "photo.HEIC"])
def test_a_file_that_browsers_cannot_show_is_not_an_image(make, check, name):
    """It can be linked to instead."""
    files = frozenset(f"postmortems/{each}" for each in (name, "graph.JPG", "graph"))
    assert check("missing-image", make(new=f"\n![]({name})\n"), files=files) == [
        f"31: '{name}' is not an image that browsers can show"
    ]
    assert check("missing-image", make(new=f"\n![](graph.JPG) ![](graph) [x]({name})\n"), files=files) == []


@pytest.mark.parametrize(
    ("target", "help"),
    [
        ("nope.png", "put the file beside"),
        ("graf.png", "did you mean graph.png?"),
        ("graph.png/", "did you mean graph.png?"),
        ("b.html", "did you mean b.md?"),
        ("graph", "put the file beside"),
        ("www.example.com/x", "write https://www.example.com/x"),
        ("status.example.com", "write https://status.example.com"),
    ],
)
def test_suggestions_are_of_the_same_kind(make, diagnose, target, help):
    """No report for an image, and a web address for one without its scheme."""
    (found,) = diagnose(make(new=f"\n[x]({target})\n"), make(path="postmortems/b.md"), files=FILES)
    assert help in found.help


@pytest.mark.parametrize(
    ("path", "target", "meant"),
    [
        ("postmortems/a.md", "postmortems/graph.png", "graph.png"),
        ("postmortems/a.md", "../graph.png", "graph.png"),
        ("postmortems/a.md", "img\\\\cpu.png", "img/cpu.png"),
        ("postmortems/img/index.md", "graph.png", "../graph.png"),
        ("postmortems/img.md", "cpu.png", "img/cpu.png"),
    ],
)
def test_a_path_is_found_again_after_a_move(make, diagnose, path, target, meant):
    """Into a folder of its own or out of it; or as written from the repository's root, or with backslashes."""
    files = frozenset({"postmortems/graph.png", "postmortems/img/cpu.png"})
    report = make(new=f"\n![]({target})\n", path=path, report={"id": "a"})
    (found,) = (each for each in diagnose(report, files=files) if each.rule == "missing-image")
    assert found.help == f"did you mean {meant}?"


def test_a_link_to_a_file_that_browsers_would_run_is_reported(make, check):
    """In the report's folder, from which it would be published; elsewhere it is a page of the site, or missing."""
    files = frozenset({"postmortems/trace.html", "postmortems/2024/run.js", "docs/page.html", "postmortems/graph.png"})
    text = "\n[a](trace.html) ![b](2024/run.js) [c](../docs/page.html) [d](lost.html) [e](graph.png)\n"
    assert [found.split(" is not")[0] for found in check("unsafe-url", make(new=text), files=files)] == [
        "31: 'trace.html'",
        "31: '2024/run.js'",
    ]


@pytest.mark.parametrize("target", ["/postmortems/y/", "\\y"])
def test_a_link_from_the_sites_root_is_reported(make, check, target):
    """It breaks when the site moves to another path."""
    assert len(check("absolute-link", make(new=f"\n[x]({target})\n"))) == 1


@pytest.mark.parametrize("path", ["/home/ana/graph.png", "/Users/ana/graph.png", "/tmp/graph.png"])
def test_a_path_on_a_computer_is_none_of_the_site(make, diagnose, path):
    (found,) = diagnose(make(new=f"\n![the graph]({path})\n"))
    assert found.rule == "absolute-link"
    assert found.message == f"{path!r}: it is a path on your computer"
    assert found.help == "copy the file beside the report, and link to it by name"


@pytest.mark.parametrize("path", ["/home/", "/home/start/", "/tmp/", "/Users/list", "/home/start/index.html"])
def test_a_page_of_the_site_is_no_path_on_a_computer(make, diagnose, path):
    (found,) = diagnose(make(new=f"\n[the page]({path})\n"))
    assert "starts at the site's root" in found.message


@pytest.mark.parametrize("target", [r"C:\Users\kim\graph.png", "C:/Users/kim/graph.png", "file:///home/kim/graph.png"])
def test_a_path_on_the_authors_computer_is_called_so(make, diagnose, target):
    """Authors do not think of a drive's letter as a scheme."""
    (found,) = [each for each in diagnose(make(new=f"\n![graph]({target})\n")) if each.rule == "unsafe-url"]
    assert "a path on your computer" in found.message
    assert "beside the report" in found.help


def test_a_missing_file_is_reported_at_its_path(make, diagnose):
    """Not at the bracket that opens the link."""
    text = "\nSee ![graph](none.png) and [log](none.txt).\n"
    found = [each for each in diagnose(make(new=text), files=FILES) if each.rule in ("missing-image", "broken-link")]
    assert [(each.rule, each.column) for each in found] == [("missing-image", 14), ("broken-link", 34)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("http:corp.net", "http://corp.net"),
        ("https:/corp.net/a", "https://corp.net/a"),
        ("http//corp.net", "http://corp.net"),
        ("https//:corp.net", "https://corp.net"),
        ("htps://corp.net", "https://corp.net"),
        ("mailt:ops@corp.net", "mailto:ops@corp.net"),
    ],
)
def test_a_mistyped_scheme_is_reported_with_the_right_one(make, diagnose, written, meant):
    """Browsers read some of them as a path below the page."""
    (found,) = diagnose(make(new=f"\n[x]({written})\n"), files=frozenset())
    assert found.rule in ("broken-link", "unsafe-url")
    assert found.help == f"did you mean {meant}?"


@pytest.mark.parametrize(
    ("written", "help"),
    [
        ("See [[b-1] for it.", "write [[b-1]]"),
        ("See [b-1]] for it.", "write [[b-1]]"),
        ("- > [[b-1|the first] was like it.", "write [[b-1|the first]]"),
        ("| a |\n|---|\n| [[b-1] |", "write [[b-1]]"),
        ("| a |\n|---|\n| [[b-1|the first] |", r"write [[b-1\|the first]]"),
        ("| a |\n|---|\n| [[b-1\\|the first] |", r"write [[b-1\|the first]]"),
        ("See [[b-2] for it.", "write [[b-1]]"),
        ("See [[b-1][the first]] for it.", "write [[b-1|the first]]"),
    ],
)
def test_a_link_to_a_report_without_a_bracket(make, diagnose, written, help):
    """The page shows it as text."""
    reports = make(new=f"\n{written}\n"), make(path="postmortems/b-1.md")
    (found,) = [each for each in diagnose(*reports) if each.rule == "broken-link"]
    assert (found.path, found.help) == ("postmortems/a.md", help)


@pytest.mark.parametrize(
    "written",
    [
        "a [see [b-1]] b",
        "a [[b-1](b-1.md)] b",
        "x[[b-1]",
        "`[[b-1]`",
        r"\[[b-1]",
        "if [[ -f b-1 ]; then",
        "the matrix [[1] [2]]",
        "the flags [[quick] and [slow]]",
    ],
)
def test_other_double_brackets(make, check, written):
    """Brackets within brackets, links in brackets, code, and what is no report."""
    assert check("broken-link", make(new=f"\n{written}\n"), make(path="postmortems/b-1.md")) == []


@pytest.mark.parametrize(
    ("written", "column", "help"),
    [
        ("See [the log](https://example.com/a", 5, "close the parenthesis after https://example.com/a"),
        ("- > [the log](log.txt and [more](https://example.com)", 5, "close the parenthesis after log.txt"),
        ("![a graph](graph.png", 1, "close the parenthesis after graph.png"),
        ("**[the log](https://example.com/a**, as", 3, "close the parenthesis after https://example.com/a"),
    ],
)
def test_a_link_that_is_never_closed(make, diagnose, written, column, help):
    """The page shows it as text."""
    (found,) = [each for each in diagnose(make(new=f"\n{written}\n"), files=FILES) if each.rule == "broken-link"]
    assert (found.column, found.help) == (column, help)


@pytest.mark.parametrize(
    "written", ["[x](and so on", "`[x](https://example.com`", "[x](https://example.com/" + "a" * 5000 + ")"]
)
def test_other_open_parentheses(make, check, written):
    """Text, code, and an address that is only long."""
    assert check("broken-link", make(new=f"\n{written}\n"), files=FILES) == []


def test_similar_ids_are_looked_up_for_a_limited_number_of_half_links(make, check, monkeypatch):
    """A look-up compares an id with those of all reports, of which there may be thousands."""
    asked = []
    monkeypatch.setattr(targets, "near_ids", lambda subject, id: asked.append(id) or [])
    text = "\n\n".join(f"See [[c-{number}] and [[c-{number}]." for number in range(300))
    assert check("broken-link", make(new=f"\n{text}\n")) == []
    assert len(asked) == len(set(asked)) == 100


POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:0a\nsize 12345\n"


def test_pointers_of_git_lfs_are_no_files(make, diagnose):
    """CI without ``git lfs pull`` would publish them in place of pictures."""
    report = make(new="\n![](graph.png) [the log](2024/log.txt) [web](https://a.example/) [here](#timeline)\n")
    assert [(each.rule, each.message) for each in diagnose(report, files=FILES, content=POINTER)] == [
        ("missing-image", "'graph.png' is a pointer of Git LFS, not the image itself"),
        ("broken-link", "'2024/log.txt' is a pointer of Git LFS, not the file itself"),
    ]
    assert not diagnose(report, files=FILES, content=b"version 2 of the log")
    drawing = diagnose(make(new="\n![](graph.svg)\n"), files={"postmortems/graph.svg"}, content=POINTER)
    assert [each.rule for each in drawing] == ["missing-image"]
