"""Signs are found in a report's words as a search of its text would find them, whatever was asked before."""

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.check import signs as module
from mkdocs_postmortems.check.signs import Signs, WordTest

texts = st.lists(st.text("abAB .", max_size=12), max_size=6)
wanted = st.lists(st.from_regex(r"[abAB.]{1,3}( [abAB.]{1,2})?", fullmatch=True), min_size=1, max_size=5)


@given(texts, wanted)
def test_signs_without_a_space_are_exactly_those_in_the_text(texts: list[str], wanted: list[str]) -> None:
    signs = Signs(wanted)
    for text in texts:
        found = signs.among(frozenset(text.split()))
        assert {sign for sign in found if " " not in sign} == {
            sign for sign in wanted if " " not in sign and sign in text
        }
        assert found >= {sign for sign in wanted if sign in text}


@given(texts, wanted)
def test_case_does_not_matter_to_signs_in_lower_case(texts: list[str], wanted: list[str]) -> None:
    wanted = [sign.lower() for sign in wanted]
    signs = Signs(wanted, lower=True)
    for text in texts:
        assert signs.among(frozenset(text.split())) >= {sign for sign in wanted if sign in text.lower()}


def test_the_words_with_a_sign_are_returned() -> None:
    assert Signs(["key", "ghp_"]).words(frozenset({"monkey", "lock", "ghp_1", "Key"})) == {"monkey", "ghp_1"}


def test_each_word_is_tested_once_until_too_many_are_remembered(monkeypatch) -> None:
    monkeypatch.setattr(module, "_MOST_WORDS", 3)
    tested = []
    test = WordTest(lambda words: tested.extend(words) or [word for word in words if word > "b"])
    assert test.among(frozenset("abcd")) == {"c", "d"}
    assert test.among(frozenset("cd")) == {"c", "d"}
    assert sorted(tested) == list("abcd")
    assert test.among(frozenset("cx")) == {"c", "x"}  # with nothing remembered of the others
    assert sorted(tested) == list("abccdx")
    assert test.among(frozenset("ac")) == {"c"}
