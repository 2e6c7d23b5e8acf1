"""Read the status of an action item: a word, a picture, a share, a tick before its text, or a word after its ticket.

Takes the item's ``Draft`` from ``section`` and returns its status, its ticket, and what is wrong with the status.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from mkdocs_postmortems.diagnostics import excerpt
from mkdocs_postmortems.read.actions.details import DetailMistake
from mkdocs_postmortems.read.actions.tables import PICTURE_NAME, REMARK, Draft
from mkdocs_postmortems.read.actions.words import STATUS_OF, STATUSES
from mkdocs_postmortems.read.model import ActionStatus
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.unfilled import is_nothing, is_unfilled

_PICTURE = pattern(rf"(?:[^\w\s]{{1,3}}|{PICTURE_NAME})\s+")
_SHARE = pattern(r"(\d{1,3})[ ]?%")
"""How much of an item is done."""
_EMOJI_SIGN = "\ufe0f"
"""What some keyboards write behind a sign, so that it is shown as a picture."""
_AFTER_TICKET = pattern(r"(?<!\S)[*_]{0,2}(DONE|TODO)[*_]{0,2}$")
"""A status after the ticket, where forms have no column for it: ``n/a **DONE**``, ``BUG-12 **TODO**``."""


def status_of(draft: Draft) -> ActionStatus:
    """Return the status that is written, else the one that its day or its check box tells."""
    status = _written_status(draft)
    if status is None and "closed" in draft.details and draft.default != "done":
        return "done"
    return status or draft.default


def ticket_of(draft: Draft) -> str:
    """Return the ticket without a status after it; "" if only the status is there."""
    ticket = draft.details.get("ticket", "")
    bare = _AFTER_TICKET.sub("", ticket).strip() if ticket else ""
    return bare if bare == ticket or not is_nothing(bare) else ""


def _written_status(draft: Draft) -> ActionStatus | None:
    """Return the status that a word, a picture or a share says; ``None`` if there is none, or an unknown one."""
    written = draft.details.get("status", "").casefold()
    if not written and (match := _AFTER_TICKET.search(draft.details.get("ticket", ""))):
        written = match[1].casefold()
    if share := _SHARE.match(written.strip("*_` ")):
        return "done" if share[1] == "100" else "open"
    written = written.replace(_EMOJI_SIGN, "")
    bare = _PICTURE.sub("", written)  # 🟢 Done
    # The text after a picture decides first, then the picture, then the first word: ❌ Won't do, ⏳ Done by Friday.
    heads = (*_heads(written), *_heads(bare), written.split(" ", 1)[0], bare.split(" ", 1)[0])
    words = (head.strip(signs) for head in heads for signs in ("*_`[] ", "*_`[] :,.–-"))  # first :x:, then Done:
    return next((status for word in words if (status := STATUS_OF.get(word))), None)


def _heads(written: str) -> tuple[str, str]:
    """Return a status as a whole, and without the remark after it."""
    return written, REMARK.split(written, maxsplit=1)[0]


def check_status(draft: Draft) -> Iterator[DetailMistake]:
    """Yield what is wrong with the status: it contradicts a mark such as a tick, or is no known word."""
    written = draft.details.get("status", "")
    status = _written_status(draft)
    if draft.default == "done" and status in ("open", "proposed"):
        message = f"this item is marked as done, but its status is {status}; it counts as {status}"
        yield DetailMistake(message, written, "remove the mark, or set the status to done")
    word = written.strip("*_`[] ").casefold()
    if not word or is_nothing(word) or is_unfilled(word) or status is not None:
        return
    near = difflib.get_close_matches(word, STATUSES, 1, 0.7)
    help = f"did you mean {near[0]}?" if near else "write proposed, open, done or not doing"
    yield DetailMistake(f"{excerpt(written)!r} is not a status; the item counts as {status_of(draft)}", written, help)
