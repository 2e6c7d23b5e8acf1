"""Other names of what a report says, so that search finds *database* in a report that only says *DB*.

``Synonyms`` takes groups of names with one meaning, and then texts. Called by ``records``, which adds the other
names to a report's record (a query that was expanded in the browser would load more of the index), and by ``audit``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from mkdocs_postmortems.publish.plain_text import is_unspaced
from mkdocs_postmortems.settings import Settings
from mkdocs_postmortems.short_names import USUAL

_WORD = re.compile(r"\w+")


class Synonyms:
    """Finds the other names of what texts say."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._groups = [[_Name(name) for name in group] for group in groups]

    @classmethod
    def of_settings(cls, settings: Settings) -> Synonyms:
        """Return the usual ones and the site's own."""
        return cls((*USUAL, *settings.synonyms))

    def of(self, text: str) -> Iterator[str]:
        """Yield ``DB (database)`` for each group of which a text has some names, but not all.

        A name that is the beginning of one in the text is left out, because search finds it there.
        """
        plain = text.casefold()
        words = frozenset(_WORD.findall(plain))
        for group in self._groups:
            found = [name for name in group if name.is_in(plain, words)]
            if found and (others := [name.name for name in group if not name.begins(found)]):
                yield f"{found[0].name} ({', '.join(others)})"


class _Name:
    """A name, which a text may also have in the plural, or with hyphens between its words.

    One that begins or ends with a sign, such as ``C#``, is found only as it is.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._plain = name.casefold()
        self._words = _WORD.findall(self._plain)
        self._is_unspaced = is_unspaced(name, 1)
        self._is_word = len(self._words) == 1 and self._words[0] == self._plain
        has_sign = not (name[0].isalnum() and name[-1].isalnum())
        form = re.escape(self._plain) if has_sign else r"\W+".join(map(re.escape, self._words)) + "s?"
        self._pattern = re.compile(rf"(?<!\w){form}(?!\w)")

    def begins(self, others: Iterable[_Name]) -> bool:
        """Whether one of some names is this one, or begins with it."""
        return any(other._plain.startswith(self._plain) for other in others)

    def is_in(self, plain: str, words: frozenset[str]) -> bool:
        """Whether a text has the name; ``words`` are the text's, in lower case as ``plain`` is."""
        if self._is_unspaced:
            return self._plain in plain
        *before, last = self._words
        if not (last in words or f"{last}s" in words) or not words.issuperset(before):
            return False
        return self._is_word or self._pattern.search(plain) is not None
