"""Every page names the stylesheets that its content needs, and all assets by their version."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from mkdocs_postmortems.publish import asset_files
from mkdocs_postmortems.publish.asset_files import MODULES, PAGE_STYLES, SCRIPTS, STYLE, asset_address
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


def address_with(monkeypatch: pytest.MonkeyPatch, name: str, value: object) -> str:
    """Return an asset's address, with ``name`` of the module replaced."""
    with monkeypatch.context() as changed:
        changed.setattr(asset_files, name, value)
        asset_files._version.cache_clear()
        address = asset_address("incidents", STYLE)
    asset_files._version.cache_clear()
    return address


def test_the_address_of_an_asset_changes_with_the_contents_of_any(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page, its styles, its scripts and their words are of one version, whichever of them a browser has kept."""
    contents = asset_files._contents()
    words = asset_files.CATALOGUE
    changed = [{**contents, name: content + b" "} for name, content in contents.items()]
    addresses = [address_with(monkeypatch, "_contents", lambda each=each: each) for each in (contents, *changed)]
    addresses.append(address_with(monkeypatch, "CATALOGUE", {**words, "search_close": ("Shut", "Zu", "閉")}))
    assert addresses[0] == asset_address("incidents", STYLE)
    assert len(set(addresses)) == len(contents) + 2
    assert all(re.fullmatch(r"incidents/assets/postmortems\.css\?v=[0-9a-f]{8}", each) for each in addresses)


def test_modules_load_each_other_by_their_version() -> None:
    """Otherwise there would be two instances of a module, one of them perhaps an old one."""
    version = asset_address("x", SCRIPTS[0]).partition("?")[2]
    files = {
        file.path.removeprefix("incidents/assets/"): file.content.decode() for file in asset_files.asset_files(SITE)
    }
    named = [address for name in MODULES for address in re.findall(r'["`](\.{1,2}/[^"`]*\.js\b[^"`]*)', files[name])]
    assert {address for address in named if not address.startswith("./")} == {"../../pagefind/pagefind.js"}
    assert len(named) > 5
    assert all(address.endswith(f".js?{version}") for address in named if address.startswith("./"))


def test_assets_are_published_without_comments() -> None:
    """And with all that is no comment: no text of a script spans lines, so a line that begins with // is a comment."""
    folder = resources.files("mkdocs_postmortems.publish") / "assets"
    files = {file.path.partition("/assets/")[2]: file for file in asset_files.asset_files(SITE)}
    for name, file in files.items():
        source, published = (folder / name).read_text("utf-8"), file.content.decode()
        assert all(
            line.count("`") % 2 == 0 for line in source.splitlines() if not line.lstrip().startswith(("//", "/*", "*"))
        )
        assert not re.search(r"^\s*(//|/\*)", published, re.MULTILINE), name
        code = re.sub(r"^ *(//.*|/\*[\s\S]*?\*/)$\n", "", source, flags=re.MULTILINE)
        assert re.sub(r"\?v=\w+", "", published) == code
