"""The measures of an old report, as sections of action items.

Takes a ``Division`` and edits it: headings of measures become sections, and paragraphs, groups and headings below them
become items. Called by ``headings``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mkdocs_postmortems.imports.layout.details import is_detail
from mkdocs_postmortems.imports.layout.division import Division
from mkdocs_postmortems.imports.text.heading_words import bare, heads_actions, heads_others, is_of_actions, is_section
from mkdocs_postmortems.imports.text.parts import LIST_MARK, STAND_IN, Part, part_below
from mkdocs_postmortems.imports.text.words import CLOSING, TO_DO_NOUNS
from mkdocs_postmortems.read.body.line_starts import indent_of
from mkdocs_postmortems.read.body.markers import BRACES, is_internal
from mkdocs_postmortems.read.model import Heading

_TO_DO = re.compile(r"\b(?:follow[- ]?ups?|next steps?|to-dos?|nächste schritte)\b|アクション|対策|行动项|改进措施")
"""What says in a heading that something is still to be done, besides ``TO_DO_NOUNS``."""
_AT_ONCE = re.compile(r"\bimmediate\b|\btaken\b")
"""Words in the heading of what was done during the incident."""
_MOST_PARAGRAPHS = 5
"""More paragraphs are an essay."""
_GROUP = re.compile(r"(?:[-*+]|\d+[.)])[ \t]+(?:\*\*[^*]{2,60}\*\*:?|[^\[\]`:]{2,60}:)[ \t]*")
"""An item that only names the items in it."""
_MARKS = re.compile(r"^[ \t]*#{1,6}[ \t]+|[ \t]+#*[ \t]*$")
"""The marks of a heading, around its words."""
_NUMBERED = re.compile(r"\d{1,2}\.[ \t]+\S")
"""A title with the mark of a numbered list: behind that of another list, the page would number each anew."""
_SOME_MEASURES = 2
"""How many headings below one of measures must be there to be measures: a single one may head them all."""
_LABELLED = re.compile(r"[-*+][ \t]+[*_]{0,2}(?P<name>[^\W\d_]{3}[^\W\d_/ -]{0,12}(?:[ ][^\W\d_]+)?)[*_]{0,2}:")
_SOME_LABELS = 2
"""How many labels the lists below all headings must have in common to be forms."""
_BREAK = re.compile(r"(?: {2,}|\\|<br ?/?>)$", re.IGNORECASE)
"""A line break within a paragraph: the next line is an item of its own."""
_NONE = (
    r"(?:(?:none|n/?a|nothing|no(?: \w+){0,3} (?:actions?|follow-?ups?|changes?|steps?|measures)|keine?|ninguna?"
    r"|nenhuma?|aucune?)\b|(?:特に)?なし)"
)
_THANKS = re.compile(
    r"(?:[-*+]|\d+[.)])[ \t]+[*_]{0,2}(?:(?:many|big|huge|special) )?"
    r"(?:(?:thanks|thank you|kudos|(?:vielen )?dank|danke|merci|(?:muchas )?gracias|obrigad[oa]s?|grazie|спасибо)\b"
    r"|感谢|感謝|ありがとう)",
    re.IGNORECASE,
)
"""An item that thanks somebody."""
_NOTHING = re.compile(rf"[*_(\[]{{0,3}}{_NONE}[^:]{{0,25}}", re.IGNORECASE)
"""All that is said where there is nothing to do."""
_NO_MEASURE = re.compile(
    rf"[*_(\[]{{0,3}}(?:{_NONE}|(?:tb[acd]|todo|see)\b)|not \w+$"
    r"|([*_]{1,3})[^*_]+\1$|[^\w*_`\"'(]+$|!?\[[^\]]*\]\([^)]*\)$|[<>]",
    re.IGNORECASE,
)
"""A paragraph that names no measure: there is none, a template's words in italics, a picture, a link alone, a tag, a
quotation."""


def mark_actions(body: Division) -> None:
    """Make sections of the headings of measures, or else of the lines that serve as such."""
    heads = list(_heads_of_actions(body))
    for place, may_be_raised in heads:
        _mark_action_heading(body, place, may_be_raised)
        _mark_thanks(body, place)
    if not heads:
        _mark_action_lines(body)


def _heads_of_actions(body: Division) -> Iterator[tuple[int, bool]]:
    """Yield the headings of measures, by their place, and whether they may be raised to sections."""
    timeline = body.timeline
    above: list[Heading] = []
    """The headings above the current one in the outline, outermost first."""
    for place, each in enumerate(body.headings):
        while above and above[-1].level >= each.level:
            above.pop()
        parent = above[-1] if above else None
        above.append(each)
        if not heads_actions(each.title) or (timeline and each.line in timeline.span):
            continue
        if _AT_ONCE.search(bare(each.title)) and parent and not _is_to_do(bare(parent.title)):
            continue  # in a section on something else, such as the resolution
        if parent is None or not heads_actions(parent.title):
            yield place, parent is None or parent.level >= 2


def _is_to_do(words: str) -> bool:
    """Return whether a heading is about measures that are still to be done."""
    told = not TO_DO_NOUNS.isdisjoint(re.findall(r"[^\W\d_]+", words)) or _TO_DO.search(words)
    return bool(told) and not _AT_ONCE.search(words)


def _mark_action_heading(body: Division, place: int, may_be_raised: bool) -> None:
    """Make a section of a heading of measures, and items of the paragraphs below it."""
    here = body.headings[place]
    if may_be_raised and body.levels[here.line] > 2:
        body.raise_to_sections(body.family(place))
    if not body.is_known(here.title, "actions"):
        body.put_section_above(place, body.unused(body.name_of("actions", "Action items")))
    inside = body.places_below(place)
    if not inside:
        _mark_measures(body, place, bare(here.title))
        _mark_groups(body, body.lines_to_next(place))
        _mark_nothing(body, body.lines_to_next(place))
    for at in inside:
        title = body.headings[at].title
        if is_of_actions(title):  # "Long term" says of which measures only below the heading around it
            _mark_measures(body, at, f"{bare(here.title)} {bare(title)}")
    _mark_headed_measures(body, inside)


def _mark_action_lines(body: Division) -> None:
    """Make sections of the bold lines, items or lines with a colon that serve as headings of measures."""
    timeline = body.timeline
    shown = {each.line for each in body.headings}
    used: set[str] = set()
    for at, line in enumerate(body.lines):
        match = STAND_IN.match(line) if body.kinds[at] == "text" and at + 1 not in shown else None
        if match is None or not heads_actions(match["bold"] or match["plain"]):
            continue
        part = part_below(body, at, match)
        inside = timeline is not None and part.line in timeline.span
        if _holds_list(body, part) and not inside and bare(part.title) not in used:
            used.add(bare(part.title))
            known = body.is_known(part.title, "actions")
            body.make_heading(part, "" if known else body.name_of("actions", "Action items"), "action items")


def _holds_list(body: Division, part: Part) -> bool:
    return any(block.kind in ("item", "table") for block in body.blocks_of(part.span.numbers))


def _mark_measures(body: Division, place: int, words: str) -> None:
    """Make items of the paragraphs below a heading that say in prose what is to be done; ``words`` head them."""
    numbers = body.lines_to_next(place)
    if not _is_to_do(words) or not numbers or heads_others(words):
        return
    blocks = body.blocks_of(numbers)
    paragraphs = [block for block in blocks if block.kind == "paragraph"]
    if len(paragraphs) > _MOST_PARAGRAPHS or any(block.kind not in ("paragraph", "comment") for block in blocks):
        return
    for block in paragraphs:
        if not _mark_paragraph(body, body.headings[place], numbers[block.first : block.last + 1]):
            break


def _mark_paragraph(body: Division, heading: Heading, numbers: range) -> bool:
    """Make items of the lines of a paragraph, but for what announces them; return whether measures may follow it."""
    inside = [body.lines[number - 1] for number in numbers]
    listed = all(line.lstrip()[:1].isupper() for line in inside)
    first = max((at for at, line in enumerate(inside, 1) if _announces(line)), default=0)
    if not listed and first < len(inside):
        first = 0
    for at, (number, line) in enumerate(zip(numbers, inside, strict=True)):
        if CLOSING.match(line):
            if at:  # it would continue the item above
                body.edits.replace[number] = f"\n{line}"
            return False
        begins = at >= first and (listed or at == 0 or _BREAK.search(inside[at - 1]))
        if begins and not _NO_MEASURE.match(line.strip()):
            apart = "\n" if at == first > 0 else ""
            body.edits.put(number, f"{apart}- {line.lstrip()}", f"a paragraph of {heading.title!r} is an item now")
    return True


def _announces(line: str) -> bool:
    """Whether a line announces what follows, as a colon at its end says."""
    return line.rstrip(" *_").endswith((":", "："))


def _mark_groups(body: Division, numbers: range) -> None:
    """Split a list whose items all are words in bold, or with a colon, above a list of measures."""
    groups: list[tuple[int, list[int]]] = []
    margin = next((indent_of(body.lines[number - 1]) for number in numbers if body.lines[number - 1].strip()), 0)
    for number in numbers:
        line = body.lines[number - 1]
        if not line.strip():
            continue
        if groups and indent_of(line) > margin:
            groups[-1][1].append(number)
        else:
            if not _GROUP.fullmatch(line.strip()) or body.kinds[number - 1] != "text":
                return
            groups.append((number, []))
    if not groups or not all(inside and LIST_MARK.match(body.lines[inside[0] - 1]) for _, inside in groups):
        return
    for number, inside in groups:
        written = LIST_MARK.sub("", body.lines[number - 1], count=1)
        apart = "\n" if body.lines[number - 2].strip() else ""
        body.edits.put(number, f"{apart}{written}\n", f"{written!r} is no item now, and the items in it are")
        room = len(body.lines[inside[0] - 1]) - len(body.lines[inside[0] - 1].lstrip())
        for each in inside:
            body.edits.replace[each] = re.sub(rf"^[ \t]{{1,{room}}}", "", body.lines[each - 1])


def _mark_nothing(body: Division, numbers: range) -> None:
    """Make a paragraph of the only item of a list if it says that there is nothing to do: ``- N/A``."""
    written = [number for number in numbers if body.lines[number - 1].strip()]
    line = body.lines[written[0] - 1] if len(written) == 1 else ""
    text = LIST_MARK.sub("", line, count=1)
    if text != line and _NOTHING.fullmatch(text.strip()):
        body.edits.put(written[0], text, f"{text!r} is no item now, since it is no measure")


def _mark_thanks(body: Division, place: int) -> None:
    """Make paragraphs of the items of measures that thank somebody or apologize."""
    for number in body.lines_of_part(place):
        line = body.lines[number - 1]
        below = body.lines[number] if number < len(body.lines) else ""
        is_whole = not below.strip() or LIST_MARK.match(below)
        text = LIST_MARK.sub("", line, count=1)
        is_other = _THANKS.match(line) or (text != line and line[:1].strip() and CLOSING.match(text))
        if body.kinds[number - 1] == "text" and is_whole and is_other and number not in body.edits.replace:
            body.edits.put(number, f"\n{text}\n", f"{text!r} is no item now, since it is no measure")


def _mark_headed_measures(body: Division, places: range) -> None:
    """Make items of the headings below one of measures, with the text below each, if each is a measure.

    A heading above a list of more than details, a table or other headings is none, nor is ``### Long term``. But if the
    lists below all of them are forms, each is one.
    """
    below = [body.headings[at] for at in places]
    inside = [body.lines_to_next(at) for at in places]
    heads = all(
        each.level == below[0].level and not is_section(each.title) and not is_of_actions(each.title) for each in below
    )
    if len(below) < _SOME_MEASURES or not heads:
        return
    if any(_lists_measures(body, numbers) for numbers in inside) and not _are_forms(body, inside):
        return
    titles = [_MARKS.sub("", body.lines[each.line - 1]) for each in below]
    bullet = "" if all(map(_NUMBERED.match, titles)) else "- "
    for heading, written, numbers in zip(below, titles, inside, strict=True):
        mark = BRACES.fullmatch(body.lines[numbers[0] - 1].strip()) if numbers else None
        if mark and is_internal(mark):  # below an item it would have no effect
            written = f"{written} {mark.group()}"
            body.edits.drop.add(numbers[0])
            numbers = numbers[1:]
        apart = "\n" if numbers and body.lines[numbers[0] - 1].strip() else ""
        body.edits.put(heading.line, f"{bullet}{written}{apart}", f"{heading.title!r} is an item now")
        for number in numbers:
            if body.lines[number - 1].strip():
                body.edits.replace[number] = f"    {body.lines[number - 1]}"


def _are_forms(body: Division, inside: Sequence[range]) -> bool:
    """Whether the lists below all headings have labels in common, such as *Priority* and *Effort*."""
    labels = [
        {match["name"].casefold() for number in numbers if (match := _LABELLED.match(body.lines[number - 1]))}
        for numbers in inside
    ]
    return len(set.intersection(*labels)) >= _SOME_LABELS


def _lists_measures(body: Division, numbers: range) -> bool:
    blocks = body.blocks_of(numbers)
    lines = [body.lines[numbers.start + block.first - 1] for block in blocks if block.kind == "item"]
    return any(block.kind == "table" for block in blocks) or not all(map(is_detail, lines))
