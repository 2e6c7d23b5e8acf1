"""E-mails become reports."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.imports.document import Unreadable
from mkdocs_postmortems.imports.sources.mail import read_mail
from tests.imports.conftest import Import

HEADERS = "From: ana@example.com\nSubject: {subject}\nDate: Mon, 16 Oct 2023 09:30:00 +0200\nMIME-Version: 1.0\n"


def mail(body: str, subject: str = "Login fails", type: str = "text/plain") -> str:
    return f"{HEADERS.format(subject=subject)}Content-Type: {type}; charset=utf-8\n\n{body}"


def test_a_message_of_several_parts(sample: Import) -> None:
    """Its plain text is the report; the headers tell title, author, and the year of the day in the text."""
    found = sample("message.eml")
    fields = found.report.fields
    assert (found.title, found.started, found.events, found.actions) == (
        "Login failed on Sunday", "2023-10-15 14:05+02:00", 3, 2,
    )  # fmt: skip
    assert (fields.severity, fields.services, fields.authors) == ("SEV-2", ("login",), ("Ana Müller",))
    assert "A deploy – with a new key." in found.text


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Re: Fwd: Login fails", "Login fails"),
        ("AW: WG: Login fails", "Login fails"),
        ("Re-login fails", "Re-login fails"),
        ("=?utf-8?b?TG9naW4gZsOkbGx0IGF1cw==?=", "Login fällt aus"),
    ],
)
def test_a_subject_is_the_title(do_import: Import, subject: str, title: str) -> None:
    """Without what mail programs put in front of it."""
    assert do_import(mail("Text.\n", subject), "report.eml").title == title


def test_a_message_in_html(do_import: Import) -> None:
    """It is converted as a page is."""
    html = "<h2>Timeline</h2><ul><li>2023-10-15 14:05 UTC A deploy.</li><li>15:10 It is undone.</li></ul>"
    found = do_import(mail(html, type="text/html"), "report.eml")
    assert (found.events, found.started) == (2, "2023-10-15 14:05")


def test_the_day_of_a_message_is_the_last_guess(do_import: Import) -> None:
    """Nothing in the text tells another."""
    assert do_import(mail("Nobody could log in.\n"), "report.eml").started == "2023-10-16"


def test_a_greeting_and_a_signature_are_no_headings(do_import: Import) -> None:
    """The subject is the title, and text in the form of a heading says what is below it."""
    body = "Hi all,\n\nNobody could log in.\n\nWhat we will do:\n\n  * Renew the key\n\nAna\n-- \nAna Doe\n"
    found = do_import(mail(body), "report.eml")
    titles = [heading.title for heading in found.report.headings]
    assert titles[-2:] == ["Corrective and preventive measures", "What we will do"]
    assert "\nHi all,\n" in found.text
    assert "\nAna\n\\--\nAna Doe" in found.text
    assert found.actions == 1


@pytest.mark.parametrize("text", [mail(""), "Subject: x\nContent-Type: image/png\n\nabc", "From: \nDate: soon\n\n"])
def test_a_message_without_text(text: str) -> None:
    """There is nothing to import."""
    with pytest.raises(Unreadable, match="no text"):
        read_mail("report.eml", text.encode())


@pytest.mark.parametrize(
    "headers", ["", "From: \n", "From: <<>>\nDate: soon\n", "Date: Mon, 99 Foo\nSubject:\n", "From: a, b: c;\n"]
)
def test_broken_headers_tell_nothing(do_import: Import, headers: str) -> None:
    """The text is read all the same."""
    assert do_import(f"{headers}\nOn 2023-10-15 it rained.\n", "wet-cables.eml").started == "2023-10-15"
