"""The mark of internal text at the end of a line: ``{.internal}`` or ``{: .internal }``.

Comes in: an event's, an item's or a heading's Markdown. Goes out: the text without the mark, and whether it was there.
Called by ``timeline`` and ``actions``. Other attributes in the braces stay.
"""

from __future__ import annotations


def cut_internal(text: str) -> tuple[str, bool]:
    """Take ``.internal`` off the end of a text."""
    left = text.rstrip()
    start = left.rfind("{") if left.endswith("}") else -1
    if start < 0:
        return text, False
    names = left[start + 1 : -1].removeprefix(":").split()
    if ".internal" not in names:
        return text, False
    others = [name for name in names if name != ".internal"]
    kept = f" {{: {' '.join(others)} }}" if others else ""
    return left[:start].rstrip() + kept, True


def cut_internal_of_first_paragraph(text: str) -> tuple[str, bool]:
    """Take the mark off a block of Markdown: what stands below its first paragraph has marks of its own."""
    first, blank, rest = text.partition("\n\n")
    first, internal = cut_internal(first)
    return first + blank + rest, internal
