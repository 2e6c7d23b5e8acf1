"""``audit.last_audit``: what an audit has found is used by the next one as long as it still holds."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from mkdocs_postmortems.audit import last_audit as module
from mkdocs_postmortems.audit.last_audit import LastAudit, Search
from mkdocs_postmortems.audit.sentences import SiteFile, published_sentences
from mkdocs_postmortems.cache import Cache
from tests.audit.test_sentences import site_file


def test_the_sentences_of_files_are_those_of_each() -> None:
    """A line that several have is read once."""
    one, other = (site_file(f"{name}.html", f"<p>The header</p>\n<p>Text of {name}</p>".encode()) for name in "ab")
    assert LastAudit().unpublished([one, other])[""] == {"The header", "Text of a", "Text of b"}


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
        audit = LastAudit(Cache(tmp_path if is_cached else None))
        shown = audit.unpublished(files)
        audit.keep(Search())
        return {*shown[""]}

    one, other = file("a.html", b"the vendor"), file("b.html", b"a host")
    assert found(one, other) == {"the vendor", "a host"}
    changed = file("a.html", b"the seller")
    assert found(changed, other) >= {"the seller", "a host"}
    assert read == (["a.html"] if is_cached else ["a.html", "b.html"])


def test_sentences_of_old_files_are_dropped_once_they_are_many(tmp_path: Path) -> None:
    for number in range(5):
        audit = LastAudit(Cache(tmp_path))
        shown = audit.unpublished([site_file("a.html", b"page %d" % number), site_file("b.html", b"the host")])
        audit.keep(Search())
        assert {f"page {number}", "the host"} <= shown[""]
        assert len(shown[""]) <= 5


def test_a_calendar_is_not_taken_for_another_file_with_its_content(tmp_path: Path) -> None:
    """Its long lines are folded."""
    content = b"the ven\r\n dor"
    for path, expected in (("a.ics", {"the vendor"}), ("a.html", {"the ven", "dor"}), ("b/a.ics", {"the vendor"})):
        audit = LastAudit(Cache(tmp_path))
        assert audit.unpublished([site_file(path, content)])[""] >= expected
        audit.keep(Search())


def test_published_texts_are_found_again_only_if_they_are_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = ". ".join(f"Sentence {number} of the report" for number in range(20))
    expected = published_sentences(long) | {"short"}
    audit = LastAudit(Cache(tmp_path))
    assert audit.published([long, "short"]) == expected
    audit.keep(Search())
    asked: list[str] = []
    monkeypatch.setattr(module, "published_sentences", lambda text: asked.append(text) or published_sentences(text))
    again = LastAudit(Cache(tmp_path))
    assert again.published([long, long + " again"]) == expected - {"short"} | {"Sentence 19 of the report again"}
    assert asked == [long + " again"]


def test_published_texts_are_not_found_again_after_an_audit_with_leaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But files are, so that these leaks are not looked for again once they are mended."""
    page = site_file("a.html", b"the page")
    audit = LastAudit(Cache(tmp_path))
    audit.published(["the report"])
    audit.unpublished([page])
    audit.keep(None)
    monkeypatch.setattr(module, "published_sentences", lambda text: pytest.fail("this text is known"))
    again = LastAudit(Cache(tmp_path))
    assert again.published(["the report"]) == {"the report"}
    assert again.unpublished([]) == {}
    assert again.unpublished([page]) == {"": {"the page"}}
