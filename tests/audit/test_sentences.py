"""``audit.sentences``: sentences are found once for each content, and none that may tell something is dropped."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_postmortems.audit import sentences as module
from mkdocs_postmortems.audit.phrases import is_distinctive, phrases, sentences_of
from mkdocs_postmortems.audit.sentences import Search, Sentences, SiteFile, published_sentences, site_sentences
from mkdocs_postmortems.cache import Cache


def site_file(path: str, content: bytes, read: Callable[[], bytes] | None = None) -> SiteFile:
    return SiteFile(path, sha256(content).digest(), read or (lambda: content))


@given(st.text(alphabet="ab1２0.,:é- あ", max_size=12))
@example("1.2.3.4")
@example("1:2.3:4.5.6")
@example("12,345")
@example("1 5m 12abcd")
@example("k8s")
def test_a_sentence_that_is_dropped_has_no_distinctive_phrase(text: str) -> None:
    if not module._MAY_TELL.search(text):
        assert not any(is_distinctive(phrase, set()) for phrase in phrases(text))


@pytest.mark.parametrize(
    "text",
    [
        "the **vendor** was `paid`",
        "the __vendor__ was _paid_",
        "the *ven*dor was ~~paid~~",
        "the ==vendor== was [paid](https://a.example/b_c)",
        "the vendor <b>was</b> paid",
    ],
)
def test_the_marks_of_a_publishable_text_are_not_in_its_sentences(text: str) -> None:
    assert "the vendor was paid" in published_sentences(text)


def test_an_underscore_within_a_word_is_no_mark() -> None:
    assert published_sentences("pool_size_max") == {"pool_size_max"}


PAGE = site_file("a/index.html", b"<h1>The vendor</h1>\n<p>was &#65;cme</p><p>12.5 7</p>")


def test_the_sentences_of_a_page() -> None:
    """Without those that only have short numbers."""
    assert site_sentences(PAGE) >= {"The vendor", "was Acme"}
    assert "12.5 7" not in site_sentences(PAGE)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("the <b>vendor</b> was <code>paid</code>.", {"the vendor was paid"}),
        ("the <b>vendor</b>s <i>2</i>.5", {"the vendors 2.5", "the", "vendor"}),
        ("<p>the <b>vendor</b></p><p id='acme'>paid", {"the vendor", "paid", "'acme'"}),
    ],
)
def test_inline_tags_are_in_the_middle_of_a_sentence(line: str, expected: set[str]) -> None:
    """But what they say, and two words that only a tag separates, are found as well."""
    assert site_sentences(site_file("a.html", line.encode())) == expected


def test_the_lines_of_several_files_are_read_once() -> None:
    """What differs between two pages is found in both."""
    one, other = (site_file(f"{name}.html", f"<p>The header</p>\n<p>Text of {name}</p>".encode()) for name in "ab")
    lines: set[str] = set()
    assert site_sentences(one, lines) == {"The header", "Text of a"}
    assert site_sentences(other, lines) == {"Text of b"}
    assert Sentences().unpublished([one, other])[""] == {"The header", "Text of a", "Text of b"}


@pytest.mark.parametrize("is_cached", [True, False])
def test_a_file_is_read_again_only_if_its_content_is_new(tmp_path: Path, is_cached: bool) -> None:
    """Or if nothing is cached."""
    read: list[str] = []

    def file(path: str, content: bytes) -> SiteFile:
        def its() -> bytes:
            read.append(path)
            return content

        return SiteFile(path, sha256(content).digest(), its)

    def found(*files: SiteFile) -> set[str]:
        read.clear()
        sentences = Sentences(Cache(tmp_path if is_cached else None))
        shown = sentences.unpublished(files)
        sentences.keep(Search())
        return {*shown[""]}

    one, other = file("a.html", b"the vendor"), file("b.html", b"a host")
    assert found(one, other) == {"the vendor", "a host"}
    changed = file("a.html", b"the seller")
    assert found(changed, other) >= {"the seller", "a host"}
    assert read == (["a.html"] if is_cached else ["a.html", "b.html"])


def test_sentences_of_old_files_are_dropped_once_they_are_many(tmp_path: Path) -> None:
    for number in range(5):
        sentences = Sentences(Cache(tmp_path))
        shown = sentences.unpublished([site_file("a.html", b"page %d" % number), site_file("b.html", b"the host")])
        sentences.keep(Search())
        assert {f"page {number}", "the host"} <= shown[""]
        assert len(shown[""]) <= 5


def test_a_calendar_is_not_taken_for_another_file_with_its_content(tmp_path: Path) -> None:
    """Its long lines are folded."""
    content = b"the ven\r\n dor"
    for path, expected in (("a.ics", {"the vendor"}), ("a.html", {"the ven", "dor"}), ("b/a.ics", {"the vendor"})):
        sentences = Sentences(Cache(tmp_path))
        assert sentences.unpublished([site_file(path, content)])[""] >= expected
        sentences.keep(Search())


def test_published_texts_are_found_again_only_if_they_are_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = ". ".join(f"Sentence {number} of the report" for number in range(20))
    expected = published_sentences(long) | {"short"}
    sentences = Sentences(Cache(tmp_path))
    assert sentences.published([long, "short"]) == expected
    sentences.keep(Search())
    asked: list[str] = []
    monkeypatch.setattr(module, "forms_of", lambda text: asked.append(text) or {text})
    again = Sentences(Cache(tmp_path))
    assert again.published([long, long + " again"]) == expected - {"short"} | {"Sentence 19 of the report again"}
    assert asked == [long + " again"]


@pytest.mark.parametrize("brackets", ["{}", "<p>{}</p>", "one|{}|two", "{}\nthree"])
def test_a_dash_at_an_end_separates(brackets: str) -> None:
    """Wherever a segment comes in the set of all."""
    assert "the vendor" in sentences_of(brackets.format("– the vendor"))
    assert "the vendor" in sentences_of(brackets.format("the vendor –"))
