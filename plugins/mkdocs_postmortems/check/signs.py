"""Signs: short texts by which rules tell, faster than any pattern could, what they need not look for in a report.

Takes the words of a report, gives those that pass a test or the signs that are in them. Called by rules that would
otherwise try many or slow patterns on every text. Most words of a report stand in others too: each is tested once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

_MOST_WORDS = 50_000
"""Words remembered by one test: some megabytes."""


class WordTest:
    """A test that words pass or fail each by itself, with the words that it has seen."""

    def __init__(self, passing: Callable[[Sequence[str]], Iterable[str]]) -> None:
        """``passing`` returns those of some words that pass."""
        self._passing = passing
        self._seen: set[str] = set()
        self._passed: set[str] = set()

    def among(self, words: frozenset[str]) -> frozenset[str]:
        """Return those of a report's words that pass."""
        if new := words - self._seen:
            if len(self._seen) > _MOST_WORDS:
                self._seen.clear()
                self._passed.clear()
                new = words
            self._passed.update(self._passing(list(new)))
            self._seen |= new
        return words & self._passed


class Signs:
    """Short texts, of which a pattern needs one to be present wherever it matches.

    A sign with spaces in it stands for its longest word: where that is present, the sign may be.
    """

    def __init__(self, signs: Iterable[str], *, lower: bool = False) -> None:
        """``lower``: the signs are in lower case, and case does not matter."""
        self._parts = {sign: max(sign.split(), key=len) for sign in signs}
        self._lower = lower
        self._test = WordTest(self._with_sign)

    def words(self, words: frozenset[str]) -> frozenset[str]:
        """Return those of a report's words in which a sign stands."""
        return self._test.among(words)

    def among(self, words: frozenset[str]) -> frozenset[str]:
        """Return the signs that may be in a text of these words: certainly so, where there is no space in the sign."""
        text = self._join(self.words(words))
        return frozenset([sign for sign, part in self._parts.items() if part in text]) if text else frozenset()

    def _with_sign(self, words: Sequence[str]) -> Iterable[str]:
        text = self._join(words)
        parts = [part for part in dict.fromkeys(self._parts.values()) if part in text]
        return [word for word in words if any(part in self._join([word]) for part in parts)] if parts else ()

    def _join(self, words: Iterable[str]) -> str:
        text = "\n".join(words)
        return text.lower() if self._lower else text
