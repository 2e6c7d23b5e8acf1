"""``audit.leaks``: withheld text is found wherever it appears, without false alarms."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_postmortems.archive.facets import slug
from mkdocs_postmortems.audit import leaks as leaks_module
from mkdocs_postmortems.audit import sentences as module
from mkdocs_postmortems.audit.last_audit import LastAudit
from mkdocs_postmortems.audit.leaks import Leak, Permitted, Text, find_leaks
from mkdocs_postmortems.audit.phrases import Phrase, is_distinctive, phrases, tokenize, words_of
from mkdocs_postmortems.audit.sentences import SiteFile
from mkdocs_postmortems.audit.unpacking import decoded
from mkdocs_postmortems.cache import Cache
from tests.audit.test_sentences import site_file

SECRET = "The vendor Acme Corp was paid 9999917 for it, says jane.doe@corp.example on host db7.corp.example"
PUBLIC = "The vendor was called at once, and paid for the repair on the next day, says the team on call"


def search(removed: Sequence[Text], files: Iterable[tuple[str, bytes]], permitted: Permitted) -> tuple[Leak, ...]:
    """Find the leaks in files with these paths and contents."""
    return find_leaks(removed, [site_file(path, content) for path, content in files], permitted)


def leaks(secret: str, content: str | bytes, public: str = PUBLIC, path: str = "a/index.html") -> tuple[Leak, ...]:
    data = content.encode() if isinstance(content, str) else content
    return search(
        [Text("r.md", 7, secret)],
        [(path, data)],
        Permitted([public], interface=["time to detect", "minutes", "open actions"]),
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
        "<p>the <em>Ac</em>me case</p>",
        "<p>the <em>case</em>Acme</p>",
        "<p>the <em>case</em></p><p id='acme'>of</p>",
        "<p>the <a title='Acme' href='https://a.example'>case</a> of</p>",
        "<p>the Ac&shy;me case</p>",
        "<p>the <b acme>case</b> of</p>",
        "<p>the <b|Acme>case</b> of</p>",
        "<p>the <em>case</em></p><acme>of</p>",
        r'{"text": "the \u003ccode\u003e\u003cacme\u003e\u003c/code\u003e"}',
    ],
)
def test_found_in_any_form(content: str) -> None:
    """Raw, escaped, encoded, as a slug, or split by markup."""
    found = leaks(SECRET, content)
    assert found
    assert found[0].origin == "r.md:7"


def test_found_in_compressed_files_and_names() -> None:
    """Where grep would not find it."""
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
def test_a_stem_in_the_search_index_is_not_a_leak(secret: str, stem: str, public: str) -> None:
    """The index has public words without their endings; anywhere else such a word is a leak."""
    index, page = ("pagefind/index/en_1.pf_index", stem.encode()), ("services/index.html", f"<p>{stem}</p>".encode())
    removed, published = [Text("r.md", 7, secret)], [public]
    assert search(removed, [index], Permitted(published)) == ()
    assert search(removed, [index], Permitted(["A cause"]))[0].phrase == stem
    for files in ([index, page], [page, index]):
        assert [leak.path for leak in search(removed, files, Permitted(published))] == ["services/index.html"]


def test_a_phrase_of_common_words_is_found() -> None:
    """Each word is public somewhere, but not the phrase."""
    secret = "the team paid the vendor at once"
    assert not leaks(secret, "<p>the team on call</p>")
    assert leaks(secret, "<p>So the team <b>paid</b> the vendor at once.</p>")
    assert leaks("the next vendor", "<h2>The next vendor</h2>")


def test_addresses_of_common_parts_are_found() -> None:
    """A host, an id or a file name is recognized by its parts in order."""
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
def test_computed_and_public_text_is_not_a_leak(secret: str, content: str) -> None:
    """Clock times, short numbers, texts of the interface, and public text."""
    assert leaks(secret, content) == ()


def test_words_of_different_elements_are_not_a_phrase() -> None:
    """Such as two services side by side."""
    assert leaks("call repair", "<a>call</a> <a>repair</a>") == ()


def test_link_addresses_do_not_split_public_phrases() -> None:
    """In the source, a link's address separates words that are adjacent in the page."""
    public = "we [called](https://x.example/y) the vendor again"
    assert leaks("we called the vendor again", "we <a href='y'>called</a> the vendor again", public) == ()


def test_markup_within_a_public_word_is_ignored() -> None:
    """The page has the word in one piece."""
    assert leaks("eight CPUs", "<p>its <code>CPU</code>s</p>", "its `CPU`s") == ()
    assert leaks("the subnet", "<p><strong>sub</strong>net</p>", "its **sub**net") == ()
    assert leaks("eight CPUs", "<p>its <code>CPU</code>s</p>", "its `CPU` is")


@pytest.mark.parametrize("public", ["called and\npaid on Monday", "> called and  \n> paid on Monday"])
def test_a_public_sentence_may_be_wrapped(public: str) -> None:
    """A page's description has each sentence on one line."""
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
def test_scripts_without_spaces_are_compared_by_letters(secret: str, public: str, page: str) -> None:
    """Source, page and index disagree on where words end."""
    assert leaks(secret, page, public) == ()
    assert leaks(secret, page, "再開した")


def test_a_shortened_word_is_not_a_leak() -> None:
    """Drawings shorten long words, and the rest may look like another word."""
    assert leaks("See krakatau.example", "<title>a patch for krakatau…</title>", "a patch for krakatauwatch") == ()
    assert leaks("See krakatau.example", "<title>krakatau… and krakatau</title>", "krakatauwatch")
    assert leaks("See krakatau.example", "<title>a patch for krakatau…</title>", "a patch")


def test_words_of_two_elements_are_not_a_phrase_in_the_index() -> None:
    """Only a space separates them there; an address is still found."""
    fragment = "pagefind/fragment/en_1.pf_fragment"
    public = "- 14:39 Incident declared\n- Resolved. see db, corp, example"
    secret = "Incident declared resolved. On db.corp.example"
    assert leaks(secret, "Incident declared Resolved", public, fragment) == ()
    assert leaks(secret, "<p>Incident declared resolved</p>", public)
    assert leaks(secret, "at db.corp.example", public, fragment)
    assert leaks("and https://db.corp", "see and https://db.corp", "see and\n\nhttps://db.corp", fragment) == ()


def test_an_address_is_found_even_if_its_words_follow_each_other_in_an_earlier_file() -> None:
    """Each file of the index is looked at by itself: what chance joined in one is an address in another."""
    files = [("en_1.pf_fragment", b"at db corp example"), ("en_2.pf_fragment", b"at db.corp.example")]
    removed, permitted = [Text("r.md", 7, "on db.corp.example")], Permitted(["at db, corp, example"])
    for order in (files, files[::-1]):
        found = search(removed, order, permitted)
        assert {leak.path for leak in found} == {"en_2.pf_fragment"}


def test_a_phrase_in_the_name_of_a_file_of_the_index_is_found() -> None:
    found = leaks("the next vendor", "", path="the next vendor/en_1.pf_fragment")
    assert [leak.line for leak in found] == [0]


def test_words_that_the_site_declares_public_are_not_leaks() -> None:
    """A site may declare words that are not secret."""
    found = search([Text("r.md", 1, "Zebra")], [("a", b"zebra")], Permitted([], words=["zebra"]))
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
@example("あaいbうc", "raw")
@example("aあbcいdうe", "slug")
def test_any_name_is_found_in_any_encoding(name: str, wrapping: str) -> None:
    """In any script, even if it changes with each letter."""
    canary = f"q{name}q"
    assert leaks(f"the {canary} call", f"<p>x</p>\n{WRAPPINGS[wrapping](canary)}\n")


WORDS = ("acme", "vendor", "paid", "the", "Orca", "db7.corp.example", "9,999,917", "14:05", "2023-10-15-login", "naïve")
MARKS = (
    *(" ", " ", " ", ". ", " - ", ", ", "\n", " <b>", "</b> ", "<p>", "](x) [", " &amp; ", " (", "“", "%20", "; "),
    "\\n",
)
texts = st.lists(
    st.sampled_from(WORDS).flatmap(lambda word: st.sampled_from(MARKS).map(lambda mark: word + mark)), max_size=12
).map("".join)


def occurs_in(phrase: Phrase, text: str) -> bool:
    """Return whether a phrase occurs in a line, word by word, in any reading of the line."""
    for line in text.split("\n"):
        for reading in (line, decoded(line)):
            for form in (reading, module._without_markup(reading)):
                pieces = tokenize(form)
                if any(tuple(pieces[at : at + len(phrase)]) == phrase for at in range(len(pieces))):
                    return True
    return False


@given(texts, st.lists(texts, max_size=3), texts)
def test_the_fast_search_finds_what_a_slow_one_finds(secret: str, pages: list[str], public: str) -> None:
    """Compared with searching each line for each phrase."""
    files = [(f"{number}.html", page.encode()) for number, page in enumerate(pages)]
    found = search([Text("r.md", 1, secret)], files, Permitted([public]))
    shown = (public, module._MARKDOWN_LINK.sub("", public), module._MARKDOWN_LINK.sub("", decoded(public)))
    permitted = [*shown, *(module._unwrapped(text) for text in shown)]
    expected = {
        phrase
        for line in secret.split("\n")
        for phrase in phrases(line)
        if any(occurs_in(phrase, page) for page in pages)
        and not any(occurs_in(phrase, text) for text in permitted)
        and is_distinctive(phrase, set())
    }
    words = {phrase[0] for phrase in expected if len(phrase) == 1}
    shortest = {phrase for phrase in expected if len(phrase) == 1 or words.isdisjoint(phrase)}
    assert {each.phrase for each in found} == {" ".join(phrase) for phrase in shortest}


@given(texts, texts)
@example("a b c d e f", "b c d e f")
@example("a b c. d e", "d e")
def test_the_phrases_of_some_words_are_found_without_all_others(text: str, other: str) -> None:
    """A few more may be found, too."""
    among = words_of([other])
    found = set(phrases(text, among))
    assert {phrase for phrase in phrases(text) if among.issuperset(phrase)} <= found <= set(phrases(text))


def test_the_place_is_the_first_line_with_the_text() -> None:
    """Plain, escaped, or split by tags."""
    for line in ("<p>by Acme</p>", "by &#65;cme", "<i>by</i> Ac<b>me</b>"):
        (found,) = [each for each in leaks("the Acme", f"one\n\n{line}\n{line}\n") if each.phrase == "acme"]
        assert found.line == 3, line


def test_an_empty_file_of_the_theme_is_not_its_last() -> None:
    """The files after it count as public, too."""
    others = ["", "the headline"]
    removed, files = [Text("r.md", 1, "a headline")], [("a.html", b"headline")]
    assert search(removed, files, Permitted([], others)) == ()
    assert len(search(removed, files, Permitted([], others[:1]))) == 1


@pytest.mark.parametrize("written", ["12345678", "12,345,678", "12.345.678", "x 12,345,678.", "12345678 x 12"])
def test_public_numbers_of_the_theme_match_in_any_spelling(written: str) -> None:
    removed, files = [Text("r.md", 3, "12345678")], [("index.html", b"<p>12345678</p>")]
    assert search(removed, files, Permitted([], others=[written])) == ()
    assert len(search(removed, files, Permitted([], others=["12345 678"]))) == 1


def test_icons_are_read_only_for_texts_like_their_paths() -> None:
    def unread() -> Iterator[str]:
        raise AssertionError
        yield

    removed = [Text("r.md", 3, "34567")]
    files = [("index.html", b"<p>34567</p>")]
    assert len(search(removed, files, Permitted([]))) == 1
    assert search(removed, files, Permitted([], icons=["M12.34567"])) == ()
    words = [Text("r.md", 3, "headline")]
    assert len(search(words, [("index.html", b"<p>headline</p>")], Permitted([], icons=unread()))) == 1
    both = [*removed, *words], [*files, ("a.html", b"<p>headline</p>")]
    (leak,) = search(*both, Permitted([], icons=["headline M12.34567"]))
    assert leak.phrase == "headline"


WORDS = st.sampled_from(["acme", "vendor", "db7.corp.example", "99917", "repair", "acm…", "acmeware", "次郎"])
CUT = base64.b64encode("an old acm…".encode()).decode()
TEXTS = st.lists(
    st.builds("{} {}.".format, st.sampled_from(["the", "an old", "of", "the <b>new</b>"]), WORDS), max_size=3
)
EDITS = st.lists(st.tuples(TEXTS, TEXTS, st.lists(TEXTS.map("\n".join), max_size=3)), min_size=2, max_size=4)


@given(EDITS)
@example([(["the acme."], ["of acme."], ["an old acme."]), (["the acme."], [], ["an old acme."])])
@example([(["the acme."], ["an old acme."], ["an old acme."]), (["the acme."], [], ["an old acme."])])
@example([(["the acm."], ["an acmeware."], ["of acm…"]), (["the acm."], [], ["of acm…"])])
@example([(["the acm."], ["an acmeware."], [CUT]), (["the acm."], [], [CUT])])
@example([(["the acme."], [], ["of vendor."]), (["the vendor."], [], ["of vendor."])])
@example([(["the acme."], [], ["of acme."]), (["the acme."], [], ["of vendor."])])
def test_an_audit_after_others_finds_the_same(edits: list[tuple[list[str], list[str], list[str]]]) -> None:
    """Whatever was removed, made public or written into the site's files in between."""
    with TemporaryDirectory() as folder:
        for removed, published, contents in edits:
            secrets = [Text(f"{number}.md", 1, text) for number, text in enumerate(removed)]
            permitted = Permitted(published)
            files = [site_file(f"{number}.html", content.encode()) for number, content in enumerate(contents)]
            again = LastAudit(Cache(Path(folder)))
            assert find_leaks(secrets, files, permitted, again) == find_leaks(secrets, files, permitted)


def test_what_is_no_longer_public_is_searched_for_once(tmp_path: Path) -> None:
    """The theme is not read for sentences of earlier pages, and the next audit reads new files only."""

    def unread() -> Iterator[str]:
        raise AssertionError
        yield

    def audit(secret: str, public: str, *contents: str) -> tuple[list[str], tuple[Leak, ...]]:
        read: list[str] = []

        def file(content: str) -> SiteFile:
            def its() -> bytes:
                read.append(content)
                return content.encode()

            return site_file(f"{content}.html", content.encode(), its)

        last = LastAudit(Cache(tmp_path))
        permitted = Permitted([public], others=unread())
        return read, find_leaks([Text("r.md", 1, secret)], list(map(file, contents)), permitted, last)

    assert audit("paid", "the vendor", "the vendor", "a host") == (["the vendor", "a host"], ())
    assert audit("the vendor", "the seller", "the seller", "a host") == (["the seller", "a host"], ())
    assert audit("the vendor", "the shop", "the shop", "a host") == (["the shop"], ())


def test_what_is_no_longer_public_is_found_in_unchanged_files(tmp_path: Path) -> None:
    files = [site_file("a.html", b"the vendor"), site_file("b.html", b"a host")]
    for secret, public, expected in (("paid", "the vendor", []), ("the vendor", "the host", ["vendor"])):
        last = LastAudit(Cache(tmp_path))
        found = find_leaks([Text("r.md", 1, secret)], files, Permitted([public]), last)
        assert [leak.phrase for leak in found] == expected


def test_words_that_only_an_earlier_version_of_a_page_joins_are_no_leak() -> None:
    """Words that follow each other by chance in the search index are none either, before or after another audit."""
    with TemporaryDirectory() as folder:
        cache = Cache(Path(folder))
        before = [site_file("a.pf_fragment", b"db7-quint")], Permitted(["db7-quint"])
        assert find_leaks([Text("r.md", 1, "acme")], *before, LastAudit(cache)) == ()
        files = [site_file("a.pf_index", b"db7 quint"), site_file("b.pf_fragment", b"the db7 quint")]
        permitted = Permitted(["the db7", "a quint"])
        for last in (LastAudit(cache), None):
            assert find_leaks([Text("r.md", 1, "db7 quint")], files, permitted, last) == ()


def test_words_that_only_an_earlier_version_of_a_page_has_apart_may_be_a_leak_in_the_index() -> None:
    """What is on no page now explains nothing, before or after another audit."""
    with TemporaryDirectory() as folder:
        cache = Cache(Path(folder))
        others = [site_file(f"{number}.html", b"acme") for number in range(3)]
        before = [*others, site_file("b.pf_fragment", b"the db7 quint"), site_file("a.pf_index", b"acme")]
        permitted = Permitted(["the db7", "a quint", "acme"])
        assert find_leaks([Text("r.md", 1, "db7 quint")], before, permitted, LastAudit(cache)) == ()
        for last in (LastAudit(cache), None):
            files = [*others, site_file("a.pf_index", b"db7 quint")]
            assert find_leaks([Text("r.md", 1, "db7 quint")], files, permitted, last)


ACME = [Text("r.md", 1, "acme")]


def test_a_leak_that_is_mended_is_not_looked_for_again_in_every_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leaking = [site_file("a.html", b"by acme")]
    assert find_leaks(ACME, leaking, Permitted([]), LastAudit(Cache(tmp_path)))
    monkeypatch.setattr(leaks_module, "_find_places", lambda *_: pytest.fail("nothing is left to look for"))
    mended = [site_file("a.html", b"by them")]
    assert find_leaks(ACME, mended, Permitted([]), LastAudit(Cache(tmp_path))) == ()


def test_what_a_site_says_itself_is_no_leak_if_everything_is_searched_for_again(tmp_path: Path) -> None:
    """The texts of the interface are yielded one by one, for this audit only."""
    for content in (b"in august", b"in august by the vendor"):
        permitted = Permitted([], ["vendor"], interface=iter(["august"]))
        secrets = [Text("r.md", 1, "august vendor")]
        assert find_leaks(secrets, [site_file("a.html", content)], permitted, LastAudit(Cache(tmp_path))) == ()


def test_what_published_texts_explain_is_not_looked_up_again_for_other_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless such a text has changed."""
    looked_up: list[Phrase] = []
    real = leaks_module._drop_published

    def noted(found: dict[Phrase, Any], published: Iterable[str]) -> None:
        looked_up.extend(found)
        real(found, published)

    monkeypatch.setattr(leaks_module, "_drop_published", noted)
    page, vendor = [site_file("a.html", b"by acme")], Text("r.md", 1, "vendor")
    for secrets, public, expected in (
        (ACME, "of acme", [("acme",)]),
        ([*ACME, vendor], "of acme", []),
        (ACME, "for acme", [("acme",)]),
    ):
        looked_up.clear()
        permitted = Permitted([public])
        assert find_leaks(secrets, page, permitted, LastAudit(Cache(tmp_path))) == ()
        assert looked_up == expected
