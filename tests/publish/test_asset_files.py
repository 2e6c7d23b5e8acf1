"""Every page names the stylesheets that its content needs."""

from __future__ import annotations

import re
from importlib import resources

from mkdocs_postmortems.publish.asset_files import PAGE_STYLES, STYLE
from mkdocs_postmortems.publish.files import Page
from mkdocs_postmortems.publish.pages import publish
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from tests.building import make_report
from tests.publish.examples import SITE, make_archive

_CLASS = re.compile(r"pm-[\w-]+")


def classes_styled_by(name: str) -> set[str]:
    """Return the classes for which a stylesheet has rules."""
    text = (resources.files("mkdocs_postmortems.publish") / "assets" / name).read_text("utf-8")
    return set(re.findall(r"\.(pm-[\w-]+)", text))


def test_each_class_of_a_page_is_styled_by_one_of_its_stylesheets() -> None:
    """If several stylesheets have rules for a class, one of them is enough."""
    styled = {name: classes_styled_by(name) for name in PAGE_STYLES}
    everywhere = classes_styled_by(STYLE)
    reader = ReportReader(Settings())
    reports = [
        reader.read(f"postmortems/{id}.md", make_report(id=id, detected=None).encode()) for id in ("one", "another")
    ]
    pages = [file for file in publish(make_archive(*reports), SITE) if isinstance(file, Page)]
    assert {name for page in pages for name in page.styles} == {*PAGE_STYLES}
    for page in pages:
        used = {name for value in re.findall(r'class="([^"]*)"', page.html) for name in _CLASS.findall(value)}
        mine = everywhere.union(*(styled[name] for name in page.styles))
        assert used & set().union(*styled.values()) <= mine, page.address
