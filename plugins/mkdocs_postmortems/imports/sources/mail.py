"""E-mails as documents.

Takes the bytes of an ``.eml`` file (RFC 5322) and returns a ``Document``: the text of the message, with subject, sender
and date as fields. Its plain text is preferred to its HTML. Attachments stay behind. Called by ``files``.
"""

from __future__ import annotations

import re
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from msgspec.structs import replace

from mkdocs_postmortems.imports.document import Document, Unreadable
from mkdocs_postmortems.imports.sources.html import read_html
from mkdocs_postmortems.imports.sources.plain_text import read_plain_text

_PREFIX = re.compile(r"(?:(?:re|fwd?|aw|wg|tr|rv)[ ]?:\s*)+", re.IGNORECASE)
"""What mail programs put before a subject."""


def read_mail(name: str, data: bytes) -> Document:
    """Return the report in a message. Raises ``Unreadable`` if it has no text."""
    message = message_from_bytes(data, policy=default)
    body = message.get_body(("plain", "html"))
    content = body.get_content() if body is not None else ""
    if body is None or not content.strip():
        raise Unreadable("this e-mail has no text: save what is attached to it")
    is_html = body.get_content_subtype() == "html"
    document = read_html(name, content) if is_html else read_plain_text(name, content, bool(message["subject"]))
    return replace(document, fields={**document.fields, **_headers(message)})


def _headers(message: EmailMessage) -> dict[str, str]:
    """The headers as fields. The date is that of the message, and not of the incident."""
    sender = message["from"].addresses if message["from"] else ()
    at: datetime | None = message["date"].datetime if message["date"] else None
    fields = {
        "title": _PREFIX.sub("", str(message["subject"] or "").strip(), count=1),
        "author": ", ".join(each.display_name or each.username for each in sender),
        "date": at.isoformat(" ") if at else "",
    }
    return {key: value for key, value in fields.items() if value}
