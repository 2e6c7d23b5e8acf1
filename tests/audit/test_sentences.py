"""``audit.sentences``: no sentence that may tell something is dropped."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_postmortems.audit import sentences as module
from mkdocs_postmortems.audit.phrases import is_distinctive, phrases, sentences_of
from mkdocs_postmortems.audit.sentences import SiteFile, published_sentences, site_sentences


def site_file(path: str, content: bytes, read: Callable[[], bytes] | None = None) -> SiteFile:
    return SiteFile(path, sha256(content).digest(), read or (lambda: content))


NEAR_TIMES = st.lists(
    st.sampled_from(["2024-11-06", "T", "t", " ", "14:05", ":30", "Z", "1", "ab", "_", "-", "·"]), max_size=6
)


@given(st.text(alphabet="ab1２0.,:é- あ–·…\xa0", max_size=12) | NEAR_TIMES.map("".join))
@example("2024-11-06T14:05:30Z")
@example("12024-11-06T14:05")
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


def test_times_and_numbers_alone_are_not_searched() -> None:
    """They are a quarter of what a site has besides its texts."""
    lines = ["2024-11-06T14:05:30Z", "10 · 11:59", "12.5 7", "14\xa0:\xa05"]
    assert site_sentences(site_file("a.csv", "\n".join(lines).encode())) == set()


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


@pytest.mark.parametrize("brackets", ["{}", "<p>{}</p>", "one|{}|two", "{}\nthree"])
def test_a_dash_at_an_end_separates(brackets: str) -> None:
    """Wherever a segment comes in the set of all."""
    assert "the vendor" in sentences_of(brackets.format("– the vendor"))
    assert "the vendor" in sentences_of(brackets.format("the vendor –"))
