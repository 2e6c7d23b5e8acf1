"""Plain text as Markdown: the same words, with marks for headings and lists.

Takes text such as an e-mail or a completed form and returns a ``Document``. Text with marks of Markdown stays as it is.
Called by ``files`` and ``mail``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from msgspec import Struct, field

from mkdocs_postmortems.imports.document import Document
from mkdocs_postmortems.imports.sources.old_front_matter import read_markdown
from mkdocs_postmortems.imports.text.heading_words import heads_actions, heads_timeline, is_section
from mkdocs_postmortems.imports.text.labels import fact_of
from mkdocs_postmortems.imports.text.words import CLOSING
from mkdocs_postmortems.read.timeline.likely_times import read_possible_time
from mkdocs_postmortems.read.timeline.section import is_day
from mkdocs_postmortems.read.times.line_times import read_head

_MARKDOWN = re.compile(r"#{1,6} |[-*+] |\d+[.)] |\|.*\||```|>|(?:={3,}|-{3,})\s*$|\*\*")
_LABEL = re.compile(r"(?P<name>[^\W\d_][^:：]{1,60})[:：]\s*$")
_PAIR = re.compile(r"(?P<name>[^\W\d_][^:：]{1,60})[:：]\s+\S")
_BULLET = re.compile(r"[ \t]*[•‣▪◦●○–—·][ \t]+")
_LISTED = re.compile(r"[-*+][ \t]+\S")
"""The beginning of an item of Markdown."""
_LINK = re.compile(r"\]\(|^---|^\s*<h[1-6]\b", re.IGNORECASE)
_AWAITS = re.compile(r"\b(?:at|from|until|till|to|between|and|by|around|about|um|gegen|bis|von)$", re.IGNORECASE)
"""The end of a line that continues with a time on the next one."""
_FRAME = re.compile(r"^[-=*_~+#|\[\] ]{2,}|[-=*_~+#|\[\] ]{2,}$")
"""Signs around a title: ``--==[ Login fails ]==--``."""
_GREETING = re.compile(r"(?:hi|hello|hey|dear|hallo|liebe[rs]?|bonjour|hola|olá|ciao)\b[^.:]{0,40}[,!]$", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\d{1,2}|[IVX]{1,4}|[A-Z])[.)][ \t]+")
"""The number of a heading."""
_LETTER = re.compile(r"[ \t]*[a-z]\)[ \t]+\S")
"""What begins an item with a letter, which stays: ``a) Add an alarm``."""
_QUOTED = re.compile(r"\|(?P<said>[^|]*)$")
_CENTRED = 8
"""How far a line that stands alone is indented at least if its author has centred it."""
_EDIT = re.compile(r"[ \t]*\[ ?edit(?: \| edit source)? ?\][ \t]*$")
"""The links of a wiki behind a heading."""
_COMMENT = re.compile(r"(?P<mark>\[[a-z]{1,2}\])(?P<said>\S.*)")
_LONGEST_HEADING = 70
_LONGEST_TITLE = 160
"""A first line that is longer is a paragraph."""
_MOST_WORDS = 5
"""The greatest number of words of a heading above a list whose words have no capital letters."""


def read_plain_text(name: str, text: str, titled: bool = False) -> Document:
    """Return the report in a text, whose title is its first line, or one apart below facts.

    It has none if it is ``titled`` elsewhere, or if it begins with a greeting or a paragraph.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if sum(bool(_MARKDOWN.match(line)) for line in lines) >= 2 and any(line.startswith("#") for line in lines):
        return read_markdown(name, text)
    lines, comments = _without_comments(lines)
    each = _lines_of(lines)
    writer = _Writer(each, None if titled else _title_in(each))
    markdown = re.sub(r"\n{3,}", "\n\n", "\n".join(writer.write()))
    return Document.of(name, markdown, form="text", fields={"comments": comments} if comments else {})


def _without_comments(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return lines without the comments that document editors put below them, and these. ``[a]`` leads to the first.

    A mark is in the text once; what is there more often, such as ``users[a]``, stays, since it may be meant.
    """
    behind = list(takewhile(lambda line: not line.strip() or _COMMENT.match(line), reversed(lines)))[::-1]
    comments = [match for line in behind if (match := _COMMENT.match(line))]
    text = "\n".join(lines[: len(lines) - len(behind)])
    if not comments or comments[0]["mark"] != "[a]" or not all(each["mark"] in text for each in comments):
        return lines, []
    for mark in {each["mark"] for each in comments if text.count(each["mark"]) == 1}:
        text = text.replace(mark, "")
    return text.split("\n"), [each["said"] for each in comments]


def is_plain(text: str) -> bool:
    """Whether a file is no Markdown, whatever its name: it has no marks of it, and two lines that head others."""
    lines = text.split("\n")
    if any(_MARKDOWN.match(line.strip()) or _LINK.search(line) for line in lines):
        return False
    return sum(bool(_LABEL.match(line.strip()) or _is_section(line.strip())) for line in lines if line.strip()) >= 2


class _Line(Struct, frozen=True):
    """A line as written, and its text without the blanks around it, with the text right above and below it."""

    at: int
    written: str
    text: str
    above: str
    below: str

    @property
    def indent(self) -> int:
        return len(self.written) - len(self.written.lstrip())

    @property
    def is_alone(self) -> bool:
        """Whether the lines above and below are blank."""
        return not self.above and not self.below

    @property
    def is_question(self) -> bool:
        """Whether this is a question that stands alone above its answer."""
        is_short = self.text.endswith("?") and len(self.text) <= _LONGEST_HEADING
        return is_short and not self.above and bool(self.below) and self.text[0].isupper()


def _lines_of(written: Sequence[str]) -> list[_Line]:
    texts = ["", *map(str.strip, written), ""]
    return [_Line(at, line, texts[at + 1], texts[at], texts[at + 2]) for at, line in enumerate(written)]


def _title_in(lines: Iterable[_Line]) -> _Line | None:
    """Return the line of the title: the first one, or one apart below facts; not below a greeting or a paragraph."""
    below_facts = False
    for line in lines:
        if _GREETING.match(line.text) or len(line.text) > _LONGEST_TITLE:
            return None
        if _tells(line.text):
            below_facts = True
        elif line.text:
            is_apart = line.is_alone and not _is_section(line.text) and line.text[-1] not in ".:："
            if below_facts and not is_apart:
                return None
            if any(map(str.isalpha, line.text)):
                return line
    return None


class _Writer(Struct):
    """Adds marks to lines: those that say what follows are headings, others may be items."""

    lines: Sequence[_Line]
    title: _Line | None
    out: list[str] = field(default_factory=list)
    section: str = ""
    """The heading of the current section."""
    room: int | None = None
    """The indent of the first item of the current list; ``None`` outside of lists."""
    below_label: bool = False

    def write(self) -> list[str]:
        sections = [line.text for line in self.lines if line.text and _is_section(line.text)]
        # Where some headings have no colon, those that have one are a level below.
        has_plain = any(text[-1] not in ":：" for text in sections)
        has_timeline = any(map(heads_timeline, sections))
        has_questions = sum(line.is_question for line in self.lines) > 1
        for line in self.lines:
            text, label = line.text, _LABEL.match(line.text)
            if not text:
                self.out.append("")
                self.room, self.below_label = None, False
            elif line is self.title:
                self._head("#", _FRAME.sub("", text).rstrip(":："))
            elif _underlines(text):
                continue
            elif text in ("--", "=", "=="):
                self.out.append(f"\\{text}")  # above a signature; else the line above would be a heading
            elif self._opens_section(line, has_plain, has_questions):
                self.section = _EDIT.sub("", text).rstrip(":：")
                self._head("##", self.section)
            elif label and not _is_fact(label["name"], line.below) and not _ends_sentence(line):
                self._head("###", text.rstrip(":："))
                self.below_label = True
            elif quoted := _QUOTED.match(text):
                self.out.append(f">{quoted['said']}")
            elif _is_centred(line) and not _is_timed(text):
                self._head("##", text)
            else:
                self._put(line, may_be_prose=has_timeline and not heads_timeline(self.section))
        return self.out

    def _opens_section(self, line: _Line, has_plain: bool, has_questions: bool) -> bool:
        """Whether a line opens a section. ``Tasks:`` below *Corrective measures* does not: it is a part of that."""
        if heads_actions(self.section) and _LABEL.match(line.text) and heads_actions(line.text):
            return False
        if _EDIT.search(line.text) or (has_questions and line.is_question):
            return True
        return _is_heading(self.lines, line) or _heads_section(line, has_plain)

    def _head(self, mark: str, text: str) -> None:
        self.out += ["", f"{mark} {text}", ""]
        self.room, self.below_label = None, False

    def _put(self, line: _Line, may_be_prose: bool) -> None:
        """Write a centred event, an item of a list, the continuation of the item above, or text."""
        text, in_list = line.text, self.room is not None
        if _is_centred(line):
            self.out.append(text)
            return
        if in_list and _goes_on(self.out[-1].strip(), text):
            self.out[-1] += f" {text}"
            return
        timed = _is_timed(text) and not is_day(text) and not _is_sentence(text)
        timed = timed and not (may_be_prose and _is_prose(line))
        bullet, listed = _BULLET.match(line.written), bool(_LISTED.match(text))
        self.below_label = self.below_label and not CLOSING.match(text)
        item = bool(bullet or _LETTER.match(line.written) or _PAIR.match(text)) or timed or listed or self.below_label
        if in_list and not item and line.written[:1].isspace():
            self.out += ["", f"    {text}"] if self.out[-1].startswith("- ") else [f"    {text}"]
            return
        if item != in_list and self.out and self.out[-1]:
            self.out.append("")
        room = line.indent if self.room is None else self.room
        indent = " " * max(0, line.indent - room) if not timed else ""  # times may be set right, one below another
        words = line.written[bullet.end() if bullet else 0 :].strip()
        if listed:
            self.out.append(f"{indent}{text}")
        else:
            self.out.append(f"{indent}- {words}" if item and not _MARKDOWN.match(text) else line.written)
        self.room = room if item else None


def _is_centred(line: _Line) -> bool:
    """Whether a line stands alone in the middle of the page: it is a heading, or an event."""
    is_inside = len(line.written) - len(line.text) >= _CENTRED
    return line.is_alone and is_inside and not _LISTED.match(line.text)


def _is_prose(line: _Line) -> bool:
    """Whether a line begins with a time as a sentence does: ``At 14:00 it rained``; but not beside other times."""
    head = read_head(line.text)
    return head is not None and head.lead and not _is_timed(line.above) and not _is_timed(line.below)


def _is_timed(text: str) -> bool:
    """Whether a line begins with a time, in the form of ``9.20 - text`` too."""
    if read_head(text) is not None:
        return True
    like = read_possible_time(text)
    return like is not None and like.head is not None and like.set_off


def _ends_sentence(line: _Line) -> bool:
    """Whether a line with a colon at its end is the rest of the sentence above it, and no heading."""
    return bool(line.above) and line.text[0].islower() and not is_section(line.text)


def _is_sentence(text: str) -> bool:
    """Whether a line begins with a day as a sentence does: ``On 15 October it rained``."""
    head = read_head(text)
    return head is not None and head.lead and not head.stamp.timed and not _AWAITS.search(text)


def _goes_on(above: str, text: str) -> bool:
    """Whether a line continues the sentence above it, or gives the time for a day at its end."""
    event = above.removeprefix("- ")
    if _AWAITS.search(event) and _is_timed(event):
        head = read_head(event)
        is_whole = head is not None and head.stamp.clock and not _AWAITS.fullmatch(head.text)
        return not (is_whole and _is_timed(text))
    wrapped = text[0].islower() and above[-1:] not in ".:;!?"
    begins = _PAIR.match(text) or _LETTER.match(text) or _is_timed(text) or fact_of(text.partition(":")[0])
    return bool(above) and wrapped and not begins


def _tells(text: str) -> bool:
    """Whether a line tells a fact, and is no title: ``Date: October 15``, but not ``Incident: login fails``."""
    return bool(_PAIR.match(text)) and fact_of(re.split("[:：]", text)[0]) not in ("", "title", "ticket")


def _underlines(text: str) -> bool:
    return len(text) > 2 and set(text) <= set("=-_*~")


def _is_section(text: str) -> bool:
    if len(text) >= _LONGEST_HEADING or "." in text or any(each.match(text) for each in (_PAIR, _BULLET, _LISTED)):
        return False
    return is_section(text)


def _heads_section(line: _Line, has_plain: bool) -> bool:
    """Whether a line is the name of a section, perhaps with a number, but not in a table of contents."""
    if _is_section(line.text):
        return not (has_plain and line.text[-1] in ":：")
    is_first = not line.above and not _NUMBER.match(line.below)
    return is_first and _is_section(_NUMBER.sub("", line.text, count=1))


def _is_heading(lines: Sequence[_Line], line: _Line) -> bool:
    """Whether a line is short, follows a blank line, ends without punctuation, and has a longer one right below.

    A name at the end with that person's office below is a signature.
    """
    text, above, below = line.text, line.above, line.below
    if _is_no_heading(text) or (_NUMBER.match(text) and _NUMBER.match(below)):
        return False
    if line.is_alone and len(text.split()) <= _MOST_WORDS:  # alone above a list
        behind = next((each.written for each in lines[line.at + 1 : line.at + 5] if each.text), "")
        return bool(_BULLET.match(behind))
    if _underlines(below):
        return True
    stands_out = bool(below) and (not above or len(above) > len(text)) and len(below) > len(text)
    if not (stands_out and _is_titled(text)):
        return False
    return not _is_titled(below) or any(each.text for each in lines[line.at + 2 :])


def _is_no_heading(text: str) -> bool:
    """Whether a line is long, a sentence, a time, a label or an item."""
    if len(text) > _LONGEST_HEADING or text[-1] in ".,;:!?：。" or _is_timed(text):
        return True
    return any(pattern.match(text) for pattern in (_PAIR, _BULLET, _LISTED, _LETTER))


def _is_titled(text: str) -> bool:
    """Whether the words of a line have capital letters, as in a title."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return bool(words) and all(word[0].isupper() for word in words) and len(text.split()) <= 9


def _is_fact(name: str, below: str) -> bool:
    """Whether a label's value is alone on the next line, as in a form: a few words, and no sentence."""
    fact = fact_of(name)
    if not fact or fact in ("impact", "cause") or not below or _PAIR.match(below) or _BULLET.match(below):
        return False
    return len(below) <= 60 and below[-1] not in ".!?。"
