"""Signs: short texts that every match of a pattern contains, and that are faster to find than the pattern.

``Signs`` and ``WordTest`` take the words of a report and return those that pass, or the signs in them. Rules with many
or slow patterns use them to skip most texts. Reports have most of their words in common, so each word is tested once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

_MOST_WORDS = 50_000
"""Maximum number of words remembered by a test: a few megabytes."""


class WordTest:
    """A test of single words, which remembers its results."""

    def __init__(self, passing: Callable[[Sequence[str]], Iterable[str]]) -> None:
        """``passing`` returns the words that pass, of those given."""
        self._passing = passing
        self._seen: set[str] = set()
        self._passed: set[str] = set()

    def among(self, words: frozenset[str]) -> frozenset[str]:
        """Return the words that pass."""
        if new := words - self._seen:
            if len(self._seen) > _MOST_WORDS:
                self._seen.clear()
                self._passed.clear()
                new = words
            self._passed.update(self._passing(list(new)))
            self._seen |= new
        return words & self._passed


class Signs:
    """Short texts of which every match of a pattern contains one.

    A sign with spaces is represented by its longest word: if that is present, the sign may be.
    """

    def __init__(self, signs: Iterable[str], *, lower: bool = False) -> None:
        """``lower``: ignore case; the signs are in lower case."""
        self._parts = {sign: max(sign.split(), key=len) for sign in signs}
        self._lower = lower
        self._test = WordTest(self._with_sign)

    def words(self, words: frozenset[str]) -> frozenset[str]:
        """Return the words that contain a sign."""
        return self._test.among(words)

    def among(self, words: frozenset[str]) -> frozenset[str]:
        """Return the signs that may be in a text of these words. Those without spaces certainly are."""
        text = self._folded("\n".join(self.words(words)))
        return frozenset([sign for sign, part in self._parts.items() if part in text]) if text else frozenset()

    def _with_sign(self, words: Sequence[str]) -> Iterable[str]:
        text = self._folded("\n".join(words))
        parts = [part for part in dict.fromkeys(self._parts.values()) if part in text]
        return [word for word in words if any(part in self._folded(word) for part in parts)] if parts else ()

    def _folded(self, text: str) -> str:
        return text.lower() if self._lower else text
