"""Cached values come back unchanged, and a broken entry is only computed again."""

from __future__ import annotations

import os
import pickle
from datetime import UTC, date, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from markupsafe import Markup
from pymdownx.slugs import slugify
from pymdownx.superfences import fence_code_format

from mkdocs_postmortems import cache as cache_module
from mkdocs_postmortems.cache import Cache, is_lasting, key_of, lasting, open_cache, versions
from mkdocs_postmortems.diagnostics import Diagnostic, Level
from mkdocs_postmortems.publish.files import CopiedFile, Heading, Page
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from tests.building import make_report


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in (".gitignore", ".tidied"))


def test_a_report_comes_back_unchanged(tmp_path: Path) -> None:
    report = ReportReader(Settings()).read("postmortems/a.md", make_report(timezone="Europe/London").encode())
    Cache(tmp_path).put("abc", report)
    assert Cache(tmp_path).get("abc") == report


def test_pages_come_back_unchanged(tmp_path: Path) -> None:
    files = [
        Page("a/", "A", Markup("<p>"), headings=(Heading("x", "X", 2),), meta={"hide": ["toc"]}),
        CopiedFile("b", "c"),
    ]
    Cache(tmp_path).put("abc", files)
    assert Cache(tmp_path).get("abc") == files


def test_findings_come_back_unchanged(tmp_path: Path) -> None:
    """Early versions of Python 3.11 pickle a level as code that looks it up, which no entry may contain."""
    findings = [Diagnostic("a.md", 1, 2, "html", level, "message") for level in Level]
    Cache(tmp_path).put("abc", findings)
    assert Cache(tmp_path).get("abc") == findings
    assert b"getattr" not in entries(tmp_path)[0].read_bytes()


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: b"", lambda data: data[:40] + b"x" + data[41:]]
)
def test_a_damaged_entry_is_ignored(tmp_path: Path, damage: object) -> None:
    Cache(tmp_path).put("abc", {"a": 1})
    (entry,) = entries(tmp_path)
    entry.write_bytes(damage(entry.read_bytes()))  # type: ignore[operator]
    assert Cache(tmp_path).get("abc") is None


def test_the_file_of_another_entry_is_ignored(tmp_path: Path) -> None:
    """A cache that was put together from several may have files in wrong places."""
    for key in ("abc", "abd"):
        Cache(tmp_path).put(key, key)
    (tmp_path / "ab" / "c").write_bytes((tmp_path / "ab" / "d").read_bytes())
    assert Cache(tmp_path).get("abc") is None
    assert Cache(tmp_path).get("abd") == "abd"


@pytest.mark.parametrize("value", [print, Path("x"), pickle.Unpickler, Cache])
def test_an_entry_that_could_run_code_is_ignored(tmp_path: Path, value: object) -> None:
    """A cache may come from a branch that nobody has reviewed."""
    packed = pickle.dumps(value)
    (tmp_path / "ab").mkdir()
    (tmp_path / "ab" / "c").write_bytes(sha256(b"abc" + packed).digest() + packed)
    assert Cache(tmp_path).get("abc") is None


def test_a_read_only_folder_caches_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    cache = Cache(tmp_path / "file")
    cache.put("abc", 1)
    assert cache.get("abc") is None


def test_a_folder_that_cannot_be_looked_into_caches_nothing(tmp_path: Path) -> None:
    """Such as one of another user. Here it is one that no system can have, because this may run as root."""
    cache = Cache(tmp_path / ("cache" * 100))
    key = cache.key("report")
    assert not cache.put(key, "value")
    assert not cache.has(key)
    assert cache.get(key) is None
    cache.tidy()


def test_unused_entries_are_bounded(tmp_path: Path) -> None:
    before, now = Cache(tmp_path), Cache(tmp_path)
    for name in ("aa1", "aa2", "bb3"):
        before.put(name, "x" * 1000)
    assert now.get("bb3")
    now.tidy(most=1500, every=0)
    assert len(entries(tmp_path)) == 2
    now.tidy(most=0, every=0)
    assert [path.name for path in entries(tmp_path)] == ["3"]


def test_unused_entries_are_looked_for_once_an_hour(tmp_path: Path) -> None:
    Cache(tmp_path).put("aa1", "x")
    for _ in range(2):
        Cache(tmp_path).tidy(most=0)
        found = entries(tmp_path)
        Cache(tmp_path).put("aa2", "x")
    assert [path.name for path in found] == ["2"]
    os.utime(tmp_path / ".tidied", (0, 0))
    Cache(tmp_path).tidy(most=0)
    assert entries(tmp_path) == []


def test_the_code_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its key stays the same for the same content, as on a machine that has just installed it."""
    package = tmp_path / "package"
    package.mkdir()
    monkeypatch.setattr(cache_module, "__file__", str(package / "cache.py"))
    code = package / "page.html"
    cache = Cache(tmp_path / "cache")

    def key_with(text: str) -> str:
        code.unlink(missing_ok=True)
        code.write_text(text, encoding="utf-8")
        return versions(cache)

    one, other = key_with("one"), key_with("two")
    assert len({one, other}) == 2
    assert key_with("one") == one
    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} was read again"))
        assert versions(cache) == one
    assert versions(Cache(None)) == one


def test_the_code_and_what_else_all_entries_depend_on_are_part_of_every_key(tmp_path: Path) -> None:
    one, same, other = (open_cache(tmp_path, inputs).key("page") for inputs in ("one", "one", "other"))
    assert one == same != other
    assert one != open_cache(tmp_path, "one").key("list")
    assert one != Cache(tmp_path).key("page")


def test_without_a_folder_no_value_has_a_key(tmp_path: Path) -> None:
    """Nor is anything stored under the key that stands for none."""
    assert Cache(None).key("page") == ""
    cache = Cache(tmp_path)
    assert not cache.put("", "value")
    assert cache.get("") is None
    assert not cache.has("")
    assert list(tmp_path.iterdir()) == []


def test_keys_differ_if_any_input_differs() -> None:
    values = [
        (),
        ("a",),
        ("a", ""),
        (["a"],),
        (lasting({"a": len}),),
        (lasting({"a": max}),),
        (date(2024, 1, 1),),
        (timedelta(1),),
    ]
    values += [(datetime(2024, 1, 1, tzinfo=UTC),), (datetime(2024, 1, 1, tzinfo=ZoneInfo("Europe/London")),)]
    assert len({key_of(*each) for each in values}) == len(values)


@pytest.mark.parametrize(
    ("value", "lasts"),
    [
        ({"toc": {"permalink": True, "slugify": slugify(case="lower")}}, True),
        ({"pymdownx.superfences": {"custom_fences": [{"name": "mermaid", "format": fence_code_format}]}}, True),
        ({"toc": {"slugify": lambda text, separator: text}}, False),
        ({"a": [{"b": (partial(slugify, own=lambda: ""),)}]}, False),
        ({"a": partial(fence_code_format, Path)}, False),
    ],
)
def test_functions_of_unknown_code_do_not_last(value: object, lasts: bool) -> None:
    """They may change without a change of their names, so nothing that they may have made is kept."""
    assert is_lasting(value) is lasts


def test_a_function_in_a_configuration_has_the_same_key_in_every_process() -> None:
    assert lasting({"slugify": [partial(test_keys_differ_if_any_input_differs)]}) == {
        "slugify": [["tests.test_cache.test_keys_differ_if_any_input_differs", [], {}]]
    }


def test_git_ignores_the_cache_even_after_a_build_that_was_killed(tmp_path: Path) -> None:
    """Between making the folder and writing the file, say."""
    (tmp_path / "cache").mkdir()
    Cache(tmp_path / "cache").put(key_of("a"), "b")
    assert (tmp_path / "cache" / ".gitignore").read_text("ascii") == "*\n"
