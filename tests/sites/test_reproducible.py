"""The same commit and ``SOURCE_DATE_EPOCH`` give the same bytes, wherever they are built."""

from __future__ import annotations

import gzip
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.building import BODY, NOW, build_site, digest, make_report, write_site

SHUFFLING_HOOK = """\
import locale
import os

if os.environ.get("LOCPATH"):
    locale.setlocale(locale.LC_ALL, "")  # fails if the locale does not exist

_listdir, _scandir = os.listdir, os.scandir

class Reversed(list):
    def __enter__(self):
        return iter(self)

    def __exit__(self, *_):
        pass

    def close(self):
        pass

    def __next__(self):
        if not self:
            raise StopIteration
        return self.pop(0)

    def __iter__(self):
        return self

if os.environ.get("ORDER") == "reversed":
    os.listdir = lambda path=".": sorted(_listdir(path), reverse=True)
    os.scandir = lambda path=".": Reversed(sorted(_scandir(path), key=lambda entry: entry.name, reverse=True))
"""

PLACES = {
    "here": {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "WORKERS": "1"},
    "elsewhere": {
        "TZ": "Pacific/Apia",
        "LC_ALL": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "9",
        "WORKERS": "3",
        "ORDER": "reversed",
    },
}


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment with the locale of ``PLACES``; empty if it cannot be generated."""
    folder = tmp_path_factory.mktemp("locales")
    if not shutil.which("localedef"):
        return {}
    command = ["localedef", "--quiet", "-i", "tr_TR", "-f", "UTF-8", f"{folder}/tr_TR.UTF-8"]
    made = subprocess.run(command, check=False)
    return {} if made.returncode else {"LOCPATH": str(folder)}


def test_the_locale_exists(locales: dict[str, str]) -> None:
    """Otherwise the comparison proves less."""
    if not locales:
        pytest.skip("localedef or its sources are not installed here")


def reports() -> dict[str, str]:
    """Return enough reports for several processes, with hard cases for the order: equal times, facets in any script."""
    names = ["İstanbul", "straße", "日本", "C++", "C#", "login", "Login", "ı"]
    chosen = random.Random(7)
    return {
        f"{number % 3}/r{number}.md": make_report(
            title=f"Report {number}",
            services="[" + ", ".join(f"'{name}'" for name in chosen.sample(names, 3)) + "]",
            tags="[" + ", ".join(f"'{name}'" for name in chosen.sample(names, 2)) + "]",
            cause=f"'{chosen.choice(names)}'",
            visibility="internal" if number % 8 else "public",  # public reports have an image, which is slow to draw
            body=BODY,
        )
        for number in range(66)
    }


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory, locales: dict[str, str]) -> dict[str, Path]:
    """One site, built in several environments (c06)."""
    folder = tmp_path_factory.mktemp("reproducible")
    settings = "workers: !ENV [WORKERS, 1]\nedition: public\ncache: false"  # each build does everything itself
    write_site(folder, reports(), settings, "hooks: [hook.py]\nsite_url: https://status.example/")
    (folder / "hook.py").write_text(SHUFFLING_HOOK, encoding="utf-8")
    for place, environment in PLACES.items():
        known = {} if place == "here" else locales or {"LC_ALL": "C.UTF-8"}
        build_site(folder, into=folder / "sites" / place, **(environment | known))
    return {place: folder / "sites" / place for place in PLACES}


def test_the_same_bytes_everywhere(trees: dict[str, Path]) -> None:
    """Time zone, locale, hash seed, number of workers and the order of files make no difference."""
    here, there = digest(trees["here"]), digest(trees["elsewhere"])
    assert sorted(here) == sorted(there)
    assert [path for path in here if here[path] != there[path]] == []


def test_dates_are_those_of_the_epoch(trees: dict[str, Path]) -> None:
    """Including the sitemap and the headers of compressed files."""
    sitemap = (trees["here"] / "sitemap.xml").read_text(encoding="utf-8")
    assert "<lastmod>2026-11-24</lastmod>" in sitemap
    packed = (trees["here"] / "sitemap.xml.gz").read_bytes()
    assert int.from_bytes(packed[4:8], "little") == int(NOW)
    assert gzip.decompress(packed).decode() == sitemap
