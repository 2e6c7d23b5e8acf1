"""Questions of the rules are answered from briefs of all reports, and recorded for the next check."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mkdocs_postmortems.archive.brief import Brief
from mkdocs_postmortems.check.answers.whole import Clock, Inquiry, Verdict, identity, stem
from tests.check.conftest import KnownFiles, whole_of

NOW = datetime(2024, 6, 1, tzinfo=UTC)
A = Brief("p/a.md", "a", started=NOW, cause="Capacity", services=("Web", "db"))
B = Brief("p/b.md", "B", started=NOW - timedelta(days=1), cause="capacity", services=("web",), aliases=("old/",))
C = Brief("p/c/index.md", "c", started=NOW - timedelta(days=2), cause="capacity", services=("web", "DB"))


def ask(*briefs: Brief, files: KnownFiles | None = None) -> Inquiry:
    return Inquiry(whole_of(briefs, files))


def test_reports_are_found_by_equivalent_names() -> None:
    """Letters of either case, and addresses with and without a slash at the end."""
    archive = ask(A, B, C)
    assert archive.with_key("b") == archive.with_key("B") == (B,)
    assert archive.with_stem("C") == (C,)
    assert archive.with_path("P/A.md") == (A,)
    assert archive.with_redirect("OLD") == (B,)
    assert archive.at("p/a.md") == A
    assert archive.at("P/A.md") is None


def test_predecessors_are_the_latest_of_the_same_cause_for_each_service() -> None:
    """Whatever the order in which the reports came."""
    assert ask(C, A, B).predecessors("p/a.md") == (B, C)
    assert ask(A, C).predecessors("p/a.md") == (C,)
    assert ask(A, B).predecessors("p/b.md") == ()


def verdict(archive: Inquiry) -> Verdict:
    return Verdict((), archive.answers, NOW - timedelta(days=1), NOW + timedelta(days=1))


def test_a_verdict_holds_while_the_answers_stay_the_same() -> None:
    """Reports that no rule asked about may change."""
    archive = ask(A, B)
    archive.with_key("a"), archive.with_key("nobody")
    held = verdict(archive)
    assert held.holds(whole_of([A, B]), NOW)
    assert held.holds(whole_of([A, C]), NOW)
    assert not held.holds(whole_of([B]), NOW)
    assert not held.holds(whole_of([A, Brief("p/n.md", "Nobody")]), NOW)
    assert not held.holds(whole_of([A, B]), NOW + timedelta(days=1))
    assert not held.holds(whole_of([A, B]), NOW - timedelta(days=2))


@pytest.mark.parametrize("question", ["files_beside", "has_file"])
def test_answers_about_files_are_recorded_too(question: str) -> None:
    """A new file may be the target of a broken link."""
    archive = ask(A, files=KnownFiles(frozenset({"p/a.md"})))
    getattr(archive, question)("p/b.png")
    held = verdict(archive)
    assert held.holds(whole_of([A], KnownFiles(frozenset({"p/a.md", "docs/x.md"}))), NOW)
    assert not held.holds(whole_of([A], KnownFiles(frozenset({"p/a.md", "p/b.png"}))), NOW)


@pytest.mark.parametrize(
    ("content", "is_marked"),
    [(b"a\n\n!!! internal\n    b\n", True), (b"a {.internal}\r\nb", True), (b"internal \xff", False)],
)
def test_a_file_beside_the_reports_can_have_internal_text(content: bytes, is_marked: bool) -> None:
    """A snippet may include it; the findings depend on the answer."""
    name = "p/_part.md"
    archive = ask(A, files=KnownFiles(frozenset({name}), content))
    assert archive.holds_internal(name) is is_marked
    assert not archive.holds_internal("p/_other.md")
    held = verdict(archive)
    assert held.holds(whole_of([A], KnownFiles(frozenset({name}), content)), NOW)
    assert held.holds(whole_of([A], KnownFiles(frozenset({name}), b"!!! internal")), NOW) is is_marked


def test_a_long_answer_is_kept_as_a_hash() -> None:
    """Otherwise each report with a broken link would keep the list of all files."""
    many = [Brief(f"p/{number}.md", str(number)) for number in range(100)]
    archive = ask(*many)
    assert len(archive.ids()) == 100
    assert all(isinstance(each, str) and len(each) < 100 for each in archive.answers.values())
    assert verdict(archive).holds(whole_of(many), NOW)
    assert not verdict(archive).holds(whole_of(many[1:]), NOW)


def test_a_report_read_in_full_counts_with_every_byte() -> None:
    """The hash of its bytes is recorded."""
    archive = Inquiry(whole_of([A], contents={"p/a.md": "1"}, read=lambda path: path))
    archive.report("p/a.md")
    assert verdict(archive).holds(whole_of([A], contents={"p/a.md": "1"}), NOW)
    assert not verdict(archive).holds(whole_of([A], contents={"p/a.md": "2"}), NOW)


def test_a_clock_records_how_long_its_answers_hold() -> None:
    """Between the nearest instants that it was asked about, on either side."""
    clock = Clock(NOW)
    days = [timedelta(days=number) for number in (-3, -1, 2, 5)]
    assert [clock.is_before(NOW + day) for day in days] == [False, False, True, True]
    assert (clock.since, clock.until) == (NOW + days[1], NOW + days[2])
    assert not clock.is_before(NOW)
    assert not clock.is_before(NOW + timedelta(hours=1), by=timedelta(hours=1))
    assert not clock.is_before(datetime.min.replace(tzinfo=UTC), by=timedelta(days=1))


def test_names_and_ids_are_compared_in_one_form() -> None:
    """Unicode composed and case folded; ``index.md`` has its folder's name."""
    assert identity("Cafe\u0301") == identity("CAFÉ")
    assert [stem(path) for path in ("a/b.md", "a/index.md", "index.md")] == ["b", "a", "index"]
