"""Values that are almost one of several other reports."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.archive.brief import Brief
from mkdocs_postmortems.check.answers.spellings import Slip, find_slips, is_slip
from tests.tables import all_cases


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("chekout", "checkout"),
        ("chheckout", "checkout"),
        ("checkotu", "checkout"),
        ("Dependancy", "dependency"),
        ("search_api", "search-api"),
        ("check-out", "checkout"),
        ("Netzausfall Zurich", "Netzausfall Zürich"),
        ("code deplyoment", "code deployment"),
        ("paymnets-eu1", "payments-eu1"),
    ],
)
def test_a_slip_of_the_keyboard(value: str, meant: str) -> None:
    """Whichever of the two is the word."""
    assert is_slip(value, meant)
    assert is_slip(meant, value)


@all_cases(
    ("value", "other"),
    [
        ("checkout", "checkout-eu"),
        ("checkout-eu", "checkout-us"),
        ("db1", "db2"),
        ("database-11", "database-1"),
        ("database1.2", "database12"),
        ("v1-2", "v12"),
        ("postgresql-14", "postgresql-15"),
        ("api", "app"),
        ("search-api", "search-app"),
        ("payment", "payments"),
        ("router", "routes"),
        ("routers", "routes"),
        ("tracing", "tracking"),
        ("tracer", "tracker"),
        ("shipping", "shopping"),
        ("billing", "filling"),
        ("loader", "leader"),
        ("contract", "contrast"),
        ("east", "west"),
        ("frontend", "backend"),
        ("worker-a", "worker-b"),
        ("inventory", "inventors"),
        ("deploy", "deployment"),
        ("商品検索基盤システム", "商品検索基幹システム"),
        ("a-b", "ab"),
        ("", "checkout"),
    ],
)
def test_another_value(value: str, other: str) -> None:
    """Numbers, endings, short words and other words are meant as they are."""
    assert not is_slip(value, other)
    assert not is_slip(other, value)


def briefs(*services: tuple[str, ...]) -> list[Brief]:
    return [Brief(f"p/{at}.md", f"{at}", services=each, cause="Capacity") for at, each in enumerate(services)]


def test_only_a_value_of_one_report_that_three_others_almost_have() -> None:
    """Two reports with the same spelling mean it, and one with both values distinguishes them."""
    common = [("checkout",), ("Checkout",), ("checkout", "db")]
    slip = Slip("services", "chekout", "checkout")
    assert find_slips(briefs(*common, ("web", "chekout"))) == {"p/3.md": (slip,)}
    assert find_slips(briefs(*common[:2], ("chekout",))) == {}
    assert find_slips(briefs(*common, ("chekout",), ("Chekout",))) == {}
    assert find_slips(briefs(*common, ("chekout", "checkout"))) == {}


def test_tags_and_own_facets_are_compared_among_themselves() -> None:
    """A tag and a team may have almost the same name."""
    values = ["certificate"] * 3 + ["certficate"]
    found = [Brief(f"p/{at}.md", f"{at}", facets=(("tags", (each,)),)) for at, each in enumerate(values)]
    assert find_slips(found) == {"p/3.md": (Slip("tags", "certficate", "certificate"),)}
    assert find_slips([*found[:3], Brief("p/3.md", "3", facets=(("teams", ("certficate",)),))]) == {}


def test_the_commonest_value_is_meant() -> None:
    """Two are as near."""
    names = [("code-review",)] * 3 + [("codereview",)] * 4
    assert find_slips(briefs(*names, ("code_review",)))["p/7.md"][0].meant == "codereview"


def test_sentences_are_not_compared() -> None:
    """A cause may be one, and comparing long texts takes long."""
    long = "checkout " * 10_000
    assert find_slips(briefs((long + "a",), (long + "a",), (long + "a",), (long.replace("k", "", 1) + "a",))) == {}


def test_a_misspelt_value_is_a_finding_at_its_place(make, check) -> None:
    """In the list of services, and as the cause."""
    others = [make(path=f"postmortems/{name}.md", services=("sign-in",), cause="dependency") for name in "bcd"]
    report = make(services=("signin",), cause="dependancy")
    assert (
        check("misspelt-value", report, *others)
        == [
            "5: no other report has 'signin' in `services`, but several have 'sign-in'",
            "1: no other report has 'dependancy' in `cause`, but several have 'dependency'",
        ][::-1]
    )
    assert check("misspelt-value", make(services=("sign-on",), cause="dependencies"), *others) == []
