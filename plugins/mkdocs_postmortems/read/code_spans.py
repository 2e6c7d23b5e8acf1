"""Find inline code in a line or a paragraph, by Python-Markdown's rules.

Called by whatever must not read code as text: markers, comments, links, labels.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator

from mkdocs_postmortems.read.patterns import pattern

_BACKTICKS = pattern(r"`+")


def without_code(text: str) -> str:
    """Return a line or paragraph with inline code and escaped characters replaced by as many spaces: columns stay.

    Python-Markdown does not treat a backslash before ``<`` as an escape.
    """
    text = without_code_spans(text)
    return re.sub(r"\\[^<\n]", "  ", text) if "\\" in text else text


def without_code_spans(text: str) -> str:
    """Return a line or paragraph with its inline code replaced by as many spaces."""
    if "`" not in text:
        return text
    out: list[str] = []
    done = 0
    for start, end, _ in code_spans(text):
        out += [text[done:start], re.sub(r"[^\n]", " ", text[start:end])]
        done = end
    return "".join(out) + text[done:]


def outside_code(text: str, write: Callable[[str], str]) -> str:
    """Return a line or paragraph with the texts between its inline code rewritten by ``write``."""
    out: list[str] = []
    done = 0
    for start, end, _ in code_spans(text):
        out += [write(text[done:start]), text[start:end]]
        done = end
    return "".join([*out, write(text[done:])])


def code_spans(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield where code spans begin and end, and how many backticks delimit each, in one pass.

    Python-Markdown's rule: a run of backticks opens a span that the next run of the same length closes. If there is
    none, a shorter part of the run opens one. A backslash before the run takes its first backtick away.
    """
    runs = [match.span() for match in _BACKTICKS.finditer(text)]
    starts: dict[int, list[int]] = defaultdict(list)
    for start, end in runs:
        starts[end - start].append(start)
    done = 0
    for start, end in runs:
        if start < done:
            continue
        begin = start + _is_escaped(text, start)
        for length in range(end - begin, 0, -1):
            same = starts[length]
            at = bisect_left(same, end)
            if at < len(same):
                done = same[at] + length
                yield begin, done, length
                break


def _is_escaped(text: str, at: int) -> bool:
    """Return whether an odd number of backslashes precedes a position."""
    before = at
    while before > 0 and text[before - 1] == "\\":
        before -= 1
    return (at - before) % 2 == 1
