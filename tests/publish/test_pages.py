"""All files of a published archive."""

from __future__ import annotations

import pytest

from mkdocs_postmortems.publish.files import Page
from mkdocs_postmortems.publish.pages import publish
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from tests.building import BODY, make_report
from tests.publish.examples import SITE, make_archive


@pytest.mark.parametrize(
    ("title", "summary", "is_unspaced"),
    [
        ("Login failures", "Logins failed.", False),
        ("認証の停止", "Logins failed.", True),
        ("Login failures", "ログイン失敗", False),
        ("認証の停止", "ログイン失敗", True),
        ("認証サービスの停止障害", "Logins failed.", True),
    ],
)
def test_titles_and_a_sentence_of_the_text_decide_the_language(title: str, summary: str, is_unspaced: bool) -> None:
    """The search finds a report by its title, too, which is not part of its page's text."""
    source = make_report(BODY.replace("Logins failed.", summary), title=title)
    report = ReportReader(Settings()).read("postmortems/a.md", source.encode())
    (page,) = (file for file in publish(make_archive(report), SITE) if isinstance(file, Page) and file.source)
    assert summary in page.text and title not in page.text
    assert page.is_unspaced is is_unspaced
