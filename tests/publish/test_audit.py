"""``publish.audit``: what was taken out is found wherever it turned up, and nothing else is."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterator
from html import escape
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.archive.facets import slug
from mkdocs_postmortems.publish import audit
from mkdocs_postmortems.publish.audit import Leak, Permitted, Text, find_leaks
from mkdocs_postmortems.publish.phrases import Phrase, is_distinctive, phrases, tokenize
from mkdocs_postmortems.publish.unpacking import decoded

SECRET = "The vendor Acme Corp was paid 9999917 for it, says jane.doe@corp.example on host db7.corp.example"
PUBLIC = "The vendor was called at once, and paid for the repair on the next day, says the team on call"


def leaks(secret: str, content: str | bytes, public: str = PUBLIC, path: str = "a/index.html") -> tuple[Leak, ...]:
    data = content.encode() if isinstance(content, str) else content
    return find_leaks(
        [Text("r.md", 7, secret)],
        [(path, data)],
        Permitted([Text("p.md", 1, public)], interface=["time to detect", "minutes", "open actions"]),
    )


@pytest.mark.parametrize(
    "content",
    [
        "<p>Acme</p>",
        "<p>ACME Corp</p>",
        "<p>9999917</p>",
        "<p>9,999,917</p>",
        "<a href='mailto:jane.doe@corp.example'>mail</a>",
        "<p>Jane Doe</p>",
        '<div id="acme-corp">',
        "text\n" + json.dumps({"a": "the Acme case"}),
        "see &#65;&#99;&#109;&#101;",
        "x%20Acme%20y",
        base64.b64encode(b"paid by Acme Corp").decode(),
        "<em>Ac</em>me",
    ],
)
def test_found_in_any_form(content: str) -> None:
    """Raw, escaped, encoded, as a slug, or torn apart by markup."""
    found = leaks(SECRET, content)
    if content == "<em>Ac</em>me":
        found = leaks("the Acme case and nobody else knows", "<p>the <em>Ac</em>me case and nobody else knows</p>")
    assert found
    assert found[0].origin == "r.md:7"


def test_found_in_packed_files_and_names() -> None:
    """Also where no search with grep would find it."""
    assert leaks(SECRET, gzip.compress(b"<loc>acme</loc>"), path="sitemap.xml.gz")
    named = leaks(SECRET, "", path="incidents/acme/index.html")
    assert "the name of incidents/acme/index.html" in str(named[0])


@pytest.mark.parametrize(
    ("secret", "stem", "public"),
    [
        ("Monitor expiry", "monitor", "Improve monitoring"),
        ("das Haus am Deich", "haus", "zwei Häuser"),
        ("the hub", "hub", "a token of TokenHub"),
    ],
)
def test_a_stem_of_a_public_word_in_the_search_index_is_no_leak(secret: str, stem: str, public: str) -> None:
    """The index holds words without their endings; on a page the same word is a leak, before the index or behind it."""
    index, page = ("pagefind/index/en_1.pf_index", stem.encode()), ("services/index.html", f"<p>{stem}</p>".encode())
    removed, published = [Text("r.md", 7, secret)], [Text("p.md", 1, public)]
    assert find_leaks(removed, [index], Permitted(published)) == ()
    assert find_leaks(removed, [index], Permitted([Text("p.md", 1, "A cause")]))[0].phrase == stem
    for files in ([index, page], [page, index]):
        assert [leak.path for leak in find_leaks(removed, files, Permitted(published))] == ["services/index.html"]


def test_a_phrase_of_common_words_is_found() -> None:
    """Each word is public somewhere; said together, they are not."""
    secret = "the team paid the vendor at once"
    assert not leaks(secret, "<p>the team on call</p>")
    assert leaks(secret, "<p>So the team <b>paid</b> the vendor at once.</p>")
    assert leaks("the next vendor", "<h2>The next vendor</h2>")


def test_addresses_of_common_parts_are_found() -> None:
    """A host, an id or a file name is found by its parts in their order."""
    public = "db on host one, corp example, login 2023"
    for secret, content in (
        ("see db.corp.example now", "<a href='https://db.corp.example/'>"),
        ("2023-10-15-login", "incidents/2023-10-15-login/"),
        ("attached login-2023.one", "<img src='login-2023.one'>"),
        ("10.20.30.40", "<code>10.20.30.40</code>"),
    ):
        assert leaks(secret, content, public), secret


@pytest.mark.parametrize(
    ("secret", "content"),
    [
        ("- 14:05 the vendor was called", "<p>14:05 UTC</p>"),
        ("after 45 minutes", "<dd>45 minutes</dd>"),
        ("time to detect: 5 minutes", "<dt>time to detect</dt><dd>5 minutes</dd>"),
        ("started: 2023-10-15T14:00:00Z", '<time datetime="2023-10-15T14:00:00Z">'),
        ("it took 1200 s", '<path d="M1200 5h3"/>'),
        ("says the team", "<p>says the team on call</p>"),
        ("the vendor was [called](x.md) at once", "<p>The vendor was called at once</p>"),
        ("in 5 s or so", "<p>in 5 s or so</p>"),
    ],
)
def test_what_the_site_works_out_or_may_say_is_no_leak(secret: str, content: str) -> None:
    """Clock times, short numbers, the interface's words, and what stands in public text."""
    assert leaks(secret, content) == ()


def test_words_of_different_elements_are_no_phrase() -> None:
    """Two services side by side are not one thing."""
    assert leaks("call repair", "<a>call</a> <a>repair</a>") == ()


def test_a_public_text_with_a_link_in_it_is_read_as_its_page_shows_it() -> None:
    """Where the link's address parts the words of the source, it does not part those of the page."""
    public = "we [called](https://x.example/y) the vendor again"
    assert leaks("we called the vendor again", "we <a href='y'>called</a> the vendor again", public) == ()


def test_marks_within_a_word_of_a_public_text_are_not_shown() -> None:
    """A page has a word whole where its source has markup in it."""
    assert leaks("eight CPUs", "<p>its <code>CPU</code>s</p>", "its `CPU`s") == ()
    assert leaks("the subnet", "<p><strong>sub</strong>net</p>", "its **sub**net") == ()
    assert leaks("eight CPUs", "<p>its <code>CPU</code>s</p>", "its `CPU` is")


@pytest.mark.parametrize("public", ["called and\npaid on Monday", "> called and  \n> paid on Monday"])
def test_a_public_sentence_may_be_wrapped(public: str) -> None:
    """What is made of a page, such as its description, has each sentence on one line."""
    secret = "called and paid on Monday"
    assert leaks(secret, "<meta content='called and paid on Monday'>", public) == ()
    assert leaks(secret, "<meta content='called and paid on Monday'>", public.replace("\n", "\n\n"))


@pytest.mark.parametrize(
    ("secret", "public", "page"),
    [
        ("停止", "システム停止中", "システム <code>x</code> 停止 中"),
        ("REST と Connect RPC の", "REST と Connect-RPC の両方", "rest \u200bと connect-rpc \u200bの \u200b両方"),
        ("die SLA", "SLO/SLA違反", "\u200bSLO\u200b/\u200bSLA\u200b違\u200b反"),
        ("หยุด", "ระบบหยุดทำงาน", "ระบบ หยุด ทำงาน"),
    ],
)
def test_words_of_a_script_without_spaces_are_looked_up_by_their_letters(secret: str, public: str, page: str) -> None:
    """Where one of them ends, source, page and index do not agree."""
    assert leaks(secret, page, public) == ()
    assert leaks(secret, page, "再開した")


def test_a_word_that_was_cut_short_is_no_other_word() -> None:
    """A drawing cuts long words; what is left may be a word of its own."""
    assert leaks("See krakatau.example", "<title>a patch for krakatau…</title>", "a patch for krakatauwatch") == ()
    assert leaks("See krakatau.example", "<title>krakatau… and krakatau</title>", "krakatauwatch")
    assert leaks("See krakatau.example", "<title>a patch for krakatau…</title>", "a patch")


def test_words_of_two_elements_are_no_phrase_in_the_index_either() -> None:
    """There a space is all that parts them; an address is still found there."""
    fragment = "pagefind/fragment/en_1.pf_fragment"
    public = "- 14:39 Incident declared\n- Resolved. see db, corp, example"
    secret = "Incident declared resolved. On db.corp.example"
    assert leaks(secret, "Incident declared Resolved", public, fragment) == ()
    assert leaks(secret, "<p>Incident declared resolved</p>", public)
    assert leaks(secret, "at db.corp.example", public, fragment)
    assert leaks("and https://db.corp", "see and https://db.corp", "see and\n\nhttps://db.corp", fragment) == ()


def test_allowed_words() -> None:
    """A site may say that a word is no secret."""
    found = find_leaks([Text("r.md", 1, "Zebra")], [("a", b"zebra")], Permitted([], words=["zebra"]))
    assert found == ()


WRAPPINGS = {
    "raw": lambda text: text,
    "html": lambda text: f"<p>{escape(text)}</p>",
    "entities": lambda text: "".join(f"&#{ord(char)};" for char in text),
    "url": lambda text: f"<a href='/{quote(text)}'>",
    "json": lambda text: json.dumps({"a": text}),
    "base64": lambda text: base64.b64encode(f"see {text} there".encode()).decode(),
    "slug": lambda text: f'<h2 id="{slug(text)}">',
}


@given(
    st.text(alphabet=st.characters(categories=["Ll", "Lu", "Lo"], max_codepoint=0x9FFF), min_size=6, max_size=20),
    st.sampled_from(sorted(WRAPPINGS)),
)
def test_any_name_is_found_in_any_wrapping(name: str, wrapping: str) -> None:
    """Names of any script."""
    canary = f"q{name}q"
    assert leaks(f"the {canary} call", f"<p>x</p>\n{WRAPPINGS[wrapping](canary)}\n")


WORDS = ("acme", "vendor", "paid", "the", "Orca", "db7.corp.example", "9,999,917", "14:05", "2023-10-15-login", "naïve")
MARKS = (
    " ",
    " ",
    " ",
    ". ",
    " - ",
    ", ",
    "\n",
    " <b>",
    "</b> ",
    "<p>",
    "](x) [",
    " &amp; ",
    " (",
    "“",
    "%20",
    "; ",
    "\\n",
)
texts = st.lists(
    st.sampled_from(WORDS).flatmap(lambda word: st.sampled_from(MARKS).map(lambda mark: word + mark)), max_size=12
).map("".join)


def stands_in(phrase: Phrase, text: str) -> bool:
    """Word by word, in whatever way a line may be read."""
    for line in text.split("\n"):
        for reading in (line, decoded(line)):
            for form in (reading, audit._without_markup(reading)):
                pieces = tokenize(form)
                if any(tuple(pieces[at : at + len(phrase)]) == phrase for at in range(len(pieces))):
                    return True
    return False


@given(texts, st.lists(texts, max_size=3), texts)
def test_nothing_is_missed_for_speed(secret: str, pages: list[str], public: str) -> None:
    """What a search for each phrase in each line finds is what is found, and nothing else."""
    files = [(f"{number}.html", page.encode()) for number, page in enumerate(pages)]
    found = find_leaks([Text("r.md", 1, secret)], files, Permitted([Text("p.md", 1, public)]))
    link_free = audit._MARKDOWN_LINK.sub("", public)
    expected = {
        phrase
        for line in secret.split("\n")
        for phrase in phrases(line)
        if any(stands_in(phrase, page) for page in pages)
        and not any(
            stands_in(phrase, text) for text in (public, link_free, audit._MARKDOWN_LINK.sub("", decoded(public)))
        )
        and is_distinctive(phrase, set())
    }
    words = {phrase[0] for phrase in expected if len(phrase) == 1}
    shortest = {phrase for phrase in expected if len(phrase) == 1 or words.isdisjoint(phrase)}
    assert {each.phrase for each in found} == {" ".join(phrase) for phrase in shortest}


def test_the_place_is_the_first_line_that_holds_it() -> None:
    """As it stands, escaped, or torn by tags."""
    for line in ("<p>by Acme</p>", "by &#65;cme", "<i>by</i> Ac<b>me</b>"):
        (found,) = [each for each in leaks("the Acme", f"one\n\n{line}\n{line}\n") if each.phrase == "acme"]
        assert found.line == 3, line


def test_an_empty_file_of_the_theme_is_not_its_last() -> None:
    """What stands in the files after it may be published too."""
    theme = [Text("a.py", 1, ""), Text("b.py", 1, "the headline")]
    removed, files = [Text("r.md", 1, "a headline")], [("a.html", b"headline")]
    assert find_leaks(removed, files, Permitted([], theme)) == ()
    assert len(find_leaks(removed, files, Permitted([], theme[:1]))) == 1


@pytest.mark.parametrize("written", ["12345678", "12,345,678", "12.345.678", "x 12,345,678.", "12345678 x 12"])
def test_a_number_is_found_in_the_theme_as_anybody_may_write_it(written: str) -> None:
    removed, files = [Text("r.md", 3, "12345678")], [("index.html", b"<p>12345678</p>")]
    assert find_leaks(removed, files, Permitted([], theme=[Text("a.py", 1, written)])) == ()
    assert len(find_leaks(removed, files, Permitted([], theme=[Text("a.py", 1, "12345 678")]))) == 1


def test_icons_are_read_only_for_what_may_be_an_outline() -> None:
    def unread() -> Iterator[Text]:
        raise AssertionError
        yield

    removed = [Text("r.md", 3, "34567")]
    files = [("index.html", b"<p>34567</p>")]
    assert len(find_leaks(removed, files, Permitted([]))) == 1
    assert find_leaks(removed, files, Permitted([], icons=[Text("a.svg", 1, "M12.34567")])) == ()
    words = [Text("r.md", 3, "headline")]
    assert len(find_leaks(words, [("index.html", b"<p>headline</p>")], Permitted([], icons=unread()))) == 1
    both = [*removed, *words], [*files, ("a.html", b"<p>headline</p>")]
    (leak,) = find_leaks(*both, Permitted([], icons=[Text("headline.svg", 1, "headline M12.34567")]))
    assert leak.phrase == "headline"
