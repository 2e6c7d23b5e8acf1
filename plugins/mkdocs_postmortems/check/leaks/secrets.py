"""A rule for secrets: keys, tokens and passwords must not be in a report, nor in a file that is published with it."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_postmortems.check.leaks.attachments import NUMERIC, attachments
from mkdocs_postmortems.check.sensitive.secret_search import find_in_text
from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.diagnostics import excerpt

_HELP = "remove it and revoke it: anybody who can read the repository has it"


def find_secrets(subject: Subject) -> Iterator[Finding]:
    """``secret``: in the whole file, also in code and comments, and in files beside it

    The message names public reports, so that a finding accepted in a baseline returns once its report is public.
    """
    where = ", in a public report" if subject.is_public else ""
    for secret in find_in_text(subject.file.raw, subject.words, subject.lowered):
        yield Finding(f"this looks like {secret.what}{where}", secret.line, secret.column, _HELP)
    for link, path in attachments(subject, NUMERIC):
        if what := subject.archive.secret_in(path):
            message = f"{excerpt(link.target)!r} contains what looks like {what}{where}"
            yield Finding(message, *link.address, _HELP)
