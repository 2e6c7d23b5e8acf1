"""Inline Markdown of a line or a paragraph: where its code is, by Python-Markdown's rules, and its plain text.

Called by whatever must not read code as text, and wherever a text is shown without markup.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator

from mkdocs_postmortems.letters import decode_references
from mkdocs_postmortems.read.body.links import REPORT_LINK
from mkdocs_postmortems.read.patterns import pattern

_BACKTICKS = pattern(r"`+")
_LONGEST_LINE = 2_000
"""The longest text, in characters, whose markup is stripped: the time grows with the number of marks."""
_MARKUP = pattern(r"[\\`*_~=<>&\[\]]")
_LINK = pattern(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\](?:\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)|\[([^\[\]]*)\])")
"""A link or an image, whose address may contain parentheses in pairs, or is defined elsewhere by a name."""
CHARACTER_CLASS = pattern(r"\^?(?:\w-\w)+[\w.-]{0,4}")
"""A character class of a regular expression, such as ``a-z0-9-``."""
_TAG = pattern(r"[A-Z][A-Z0-9/_-]{0,19}")
_LOG_WORDS = frozenset({"trace", "debug", "info", "notice", "warn", "warning", "error", "critical", "fatal"})
_REPORT_LINK = pattern(REPORT_LINK)
_AUTOLINK = pattern(r"<([A-Za-z][A-Za-z0-9+.-]*://[^<>\s]*|(?:[Mm]ailto:)?[^<>\s@!/]+@[^<>\s@]+)>")
_ESCAPED = pattern(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_PRIVATE_USE = 0xF0000
"""The first character of a plane for private use, in which no program writes."""


def without_code(text: str) -> str:
    """Return a text with inline code and escaped characters replaced by as many spaces: columns stay.

    Python-Markdown does not treat a backslash before ``<`` as an escape.
    """
    text = without_code_spans(text)
    return re.sub(r"\\[^<\n]", "  ", text) if "\\" in text else text


def without_code_spans(text: str) -> str:
    """Return a text with its inline code replaced by as many spaces."""
    return outside_code(text, str, lambda code, _: blank(code)) if "`" in text else text


def blank(text: str) -> str:
    """Return as many spaces as the text has characters; line breaks stay."""
    return re.sub(r"[^\n]", " ", text)


def outside_code(
    text: str, write: Callable[[str], str], write_code: Callable[[str, int], str] = lambda code, _: code
) -> str:
    """Return a text with the parts between its inline code rewritten by ``write``.

    ``write_code`` rewrites the code; it also takes the number of backticks on each side.
    """
    out: list[str] = []
    done = 0
    for start, end, length in code_spans(text):
        out += [write(text[done:start]), write_code(text[start:end], length)]
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


def plain(markdown: str) -> str:
    """Return a line of inline Markdown as plain text: links by their text, code by its content."""
    if len(markdown) > _LONGEST_LINE or not _MARKUP.search(markdown):
        return " ".join(markdown.split())
    text, kept = _set_aside(markdown) if "`" in markdown or "\\" in markdown else (markdown, {})
    text = re.sub(r"<!--.*?-->", "", text) if "-->" in text else text
    text = _REPORT_LINK.sub(lambda link: link["text"] or link["id"], text)
    text = _LINK.sub(_label if "][" in text else r"\1", text)
    text = re.sub(r"(\*\*|\*|~~|==)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<!\w)(__|_)(?=\S)(.+?)(?<=\S)\1(?!\w)", r"\2", text)
    text = _AUTOLINK.sub(r"\1", text)
    text = re.sub(r"</?[a-zA-Z][^<>]*>", "", text)
    return re.sub(r"\s+", " ", decode_references(text).translate(kept)).strip()


def _label(link: re.Match[str]) -> str:
    """Return the text of a link, and brackets that are none as they are."""
    before = link.string[max(0, link.start() - 1) : link.start()]
    text = link[1] if link[1].isascii() else f"{link[1]} "  # code is a single character here, but no letter
    return link[1] if link[2] is None or is_reference(before, text, link[2]) else link[0]


def is_reference(before: str, text: str, name: str) -> bool:
    """Return whether ``[text][name]`` is meant as a link, not as an index, a class, a log line's prefix or tags.

    ``before`` is the character before it, or "". Called also by ``check.links.definitions``.
    """
    if before.isalnum() or before in ("_", "]", ")", "["):
        return False
    words = {text.casefold(), name.casefold()}
    if (
        words & _LOG_WORDS
        or any(map(CHARACTER_CLASS.fullmatch, words))
        or (_TAG.fullmatch(text) and _TAG.fullmatch(name))
    ):
        return False
    return len(text) > 1 or len(name) > 1


def _set_aside(markdown: str) -> tuple[str, dict[int, str]]:
    """Replace inline code and escaped characters, in which nothing is markup, by characters of private use.

    Returns the text, and what each of those characters stands for.
    """
    kept: dict[int, str] = {}

    def stand_in(text: str) -> str:
        kept[_PRIVATE_USE + len(kept)] = text
        return chr(_PRIVATE_USE + len(kept) - 1)

    text = outside_code(
        markdown,
        lambda part: _ESCAPED.sub(lambda escape: stand_in(escape[1]), part),
        lambda code, ticks: stand_in(code[ticks:-ticks].strip()),
    )
    return text, kept
