"""Plain text as Markdown: the same words, with marks for headings and lists.

Takes text such as an e-mail or a completed form and returns a ``Document``. Text with marks of Markdown stays as it is.
Called by ``files`` and ``mail``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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
    markdown = re.sub(r"\n{3,}", "\n\n", "\n".join(_Writer(lines, titled=titled).write()))
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


class _Writer(Struct):
    """Adds marks to lines: the first is the title, lines that say what follows are headings, others may be items."""

    lines: Sequence[str]
    out: list[str] = field(default_factory=list)
    titled: bool = False
    below_facts: bool = False
    in_list: bool = False
    below_label: bool = False
    below_actions: bool = False
    """Whether the current section is one of measures."""
    below_timeline: bool = False
    has_timeline: bool = False
    room: int = 0
    """The indent of the first item of the current list."""
    questions: int = 0
    """How many lines are questions with their answers right below."""

    def write(self) -> list[str]:
        texts = [line.strip() for line in self.lines]
        # Where some headings have no colon, those that have one are a level below.
        has_sections = any(_is_section(text) and text[-1] not in ":：" for text in texts if text)
        self.questions = sum(_is_question(text, *self._beside(at)) for at, text in enumerate(texts))
        self.has_timeline = any(_is_section(text) and heads_timeline(text) for text in texts if text)
        for at, text in enumerate(texts):
            before, after = self._beside(at)
            label = _LABEL.match(text)
            self.titled = self.titled or (bool(text) and self._has_no_title(at))
            self.below_facts = self.below_facts or _tells(text)
            if not text:
                self.out.append("")
                self.in_list = self.below_label = False
            elif not self.titled and not _tells(text) and any(map(str.isalpha, text)):
                self._head("#", _FRAME.sub("", text).rstrip(":："))
                self.titled = True
            elif _underlines(text):
                continue
            elif text in ("--", "=", "=="):
                self.out.append(f"\\{text}")  # above a signature; else the line above would be a heading
            elif self._opens_section(at, has_sections):
                title = _EDIT.sub("", text).rstrip(":：")
                self.below_actions, self.below_timeline = heads_actions(title), heads_timeline(title)
                self._head("##", title)
            elif label and not _is_fact(label["name"], after) and not _ends_sentence(before, text):
                self._head("###", text.rstrip(":："))
                self.below_label = True
            elif quoted := _QUOTED.match(text):
                self.out.append(f">{quoted['said']}")
            elif not before and not after and len(self.lines[at]) - len(text) >= _CENTRED and not _LISTED.match(text):
                self._put_centred(text)
            else:
                self._put(at, text)
        return self.out

    def _has_no_title(self, at: int) -> bool:
        """Whether no title can follow: a line is a greeting or a paragraph, or no line apart below facts."""
        text = self.lines[at].strip()
        if _GREETING.match(text) or len(text) > _LONGEST_TITLE:
            return True
        is_apart = not any(self._beside(at)) and not _is_section(text) and text[-1] not in ".:："
        return self.below_facts and not _tells(text) and not is_apart

    def _put_centred(self, text: str) -> None:
        """Write a line that stands alone in the middle of the page: a heading, unless it is an event."""
        if _is_timed(text):
            self.out.append(text)
        else:
            self._head("##", text)

    def _beside(self, at: int) -> tuple[str, str]:
        """Return the lines above and below one."""
        before, after = self.lines[max(0, at - 1) : at], self.lines[at + 1 : at + 2]
        return "".join(before).strip(), "".join(after).strip()

    def _opens_section(self, at: int, has_sections: bool) -> bool:
        """Whether a line opens a section. ``Tasks:`` below *Corrective measures* does not: it is a part of that."""
        text = self.lines[at].strip()
        if self.below_actions and _LABEL.match(text) and heads_actions(text):
            return False
        if _EDIT.search(text) or (self.questions > 1 and _is_question(text, *self._beside(at))):
            return True
        return _is_heading(self.lines, at) or _heads_section(text, *self._beside(at), has_sections)

    def _head(self, mark: str, text: str) -> None:
        self.out += ["", f"{mark} {text}", ""]
        self.in_list = self.below_label = False

    def _put(self, at: int, text: str) -> None:
        """Write an item of a list, the continuation of the item above, or text."""
        line = self.lines[at]
        above = self.out[-1].strip() if self.out else ""
        if self.in_list and _goes_on(above, text):
            self.out[-1] += f" {text}"
            return
        timed = _is_timed(text) and not is_day(text) and not _is_sentence(text) and not self._is_prose(at)
        bullet = _BULLET.match(line)
        listed = bool(_LISTED.match(text))
        self.below_label = self.below_label and not CLOSING.match(text)
        item = bool(bullet or _LETTER.match(line) or _PAIR.match(text)) or timed or listed or self.below_label
        if self.in_list and not item and line[:1].isspace():
            self.out += ["", f"    {text}"] if self.out[-1].startswith("- ") else [f"    {text}"]
            return
        if item != self.in_list and self.out and self.out[-1]:
            self.out.append("")
        room = len(line) - len(line.lstrip())
        self.room = self.room if self.in_list else room
        indent = " " * max(0, room - self.room) if not timed else ""  # times may be set right, one below another
        words = line[bullet.end() if bullet else 0 :].strip()
        if listed:
            self.out.append(f"{indent}{text}")
        else:
            self.out.append(f"{indent}- {words}" if item and not _MARKDOWN.match(text) else line)
        self.in_list = item

    def _is_prose(self, at: int) -> bool:
        """Whether a line outside the timeline begins with a time as a sentence does: ``At 14:00 it rained``."""
        head = read_head(self.lines[at].strip())
        if head is None or not head.lead or self.below_timeline or not self.has_timeline:
            return False
        return not any(map(_is_timed, self._beside(at)))


def _is_timed(text: str) -> bool:
    """Whether a line begins with a time, in the form of ``9.20 - text`` too."""
    if read_head(text) is not None:
        return True
    like = read_possible_time(text)
    return like is not None and like.head is not None and like.set_off


def _ends_sentence(above: str, text: str) -> bool:
    """Whether a line with a colon at its end is the rest of the sentence above it, and no heading."""
    return bool(above) and text[0].islower() and not is_section(text)


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


def _heads_section(text: str, before: str, after: str, has_sections: bool) -> bool:
    """Whether a line is the name of a section, perhaps with a number, but not in a table of contents."""
    if _is_section(text):
        return not (has_sections and text[-1] in ":：")
    return not before and not _NUMBER.match(after) and _is_section(_NUMBER.sub("", text, count=1))


def _is_heading(lines: Sequence[str], at: int) -> bool:
    """Whether a line is short, follows a blank line, ends without punctuation, and has a longer one right below.

    A name at the end with that person's office below is a signature.
    """
    text = lines[at].strip()
    after = lines[at + 1].strip() if at + 1 < len(lines) else ""
    before = lines[at - 1].strip() if at else ""
    if _is_no_heading(text) or (_NUMBER.match(text) and _NUMBER.match(after)):
        return False
    if not before and not after and len(text.split()) <= _MOST_WORDS:  # alone above a list
        below = next((line for line in lines[at + 1 : at + 5] if line.strip()), "")
        return bool(_BULLET.match(below))
    if _underlines(after):
        return True
    stands_out = bool(after) and (not before or len(before) > len(text)) and len(after) > len(text)
    return stands_out and _is_titled(text) and not (_is_titled(after) and not any(map(str.strip, lines[at + 2 :])))


def _is_question(text: str, before: str, after: str) -> bool:
    """Whether a line is a question that stands alone above its answer."""
    return text.endswith("?") and len(text) <= _LONGEST_HEADING and not before and bool(after) and text[0].isupper()


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
