"""Compiled templates are kept for the next build, but only if they would come out the same."""

from __future__ import annotations

import tempfile
from pathlib import Path

import jinja2
import pytest
from mkdocs.theme import Theme

from mkdocs_postmortems.publish.compiled_templates import keep_compiled
from mkdocs_postmortems.publish.render import environment

pytestmark = pytest.mark.usefixtures("empty_temporary_folder")


@pytest.fixture
def empty_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def new_environment(source: str = "{{ 1 + 1 }}") -> jinja2.Environment:
    return jinja2.Environment(loader=jinja2.DictLoader({"page.html": source}))


def is_compiled_again(env: jinja2.Environment, monkeypatch: pytest.MonkeyPatch) -> bool:
    compiled = []
    compile_ = env.compile
    monkeypatch.setattr(env, "compile", lambda *args, **kw: (compiled.append(args), compile_(*args, **kw))[1])
    assert env.get_template("page.html").render()
    return bool(compiled)


def test_a_template_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = new_environment(), new_environment()
    for env in (first, second):
        keep_compiled(env, "versions")
    assert is_compiled_again(first, monkeypatch)
    assert not is_compiled_again(second, monkeypatch)


@pytest.mark.parametrize("change", ["source", "versions", "syntax", "extension", "filter"])
def test_a_change_compiles_it_again(change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = new_environment()
    keep_compiled(first, "versions")
    is_compiled_again(first, monkeypatch)
    second = new_environment("{{ 1 + 2 }}" if change == "source" else "{{ 1 + 1 }}")
    match change:
        case "syntax":
            second.trim_blocks = True
        case "extension":
            second.add_extension("jinja2.ext.do")
        case "filter":
            second.filters["upper"] = second.filters["lower"]
    keep_compiled(second, "newer" if change == "versions" else "versions")
    assert is_compiled_again(second, monkeypatch)


def test_nothing_is_kept_without_a_cache(empty_temporary_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env = new_environment()
    keep_compiled(env, "")
    is_compiled_again(env, monkeypatch)
    assert not list(empty_temporary_folder.iterdir())


def test_nothing_is_kept_with_a_filter_that_may_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jinja calls a filter once, while it compiles, if its value is a constant."""
    for expected in ("1", "2"):
        env = new_environment("{{ 'day' | now }}")
        env.filters["now"] = lambda _, number=expected: number
        keep_compiled(env, "versions")
        assert env.get_template("page.html").render() == expected


def test_a_folder_of_somebody_else_is_not_used(empty_temporary_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> str:
        raise RuntimeError("this folder is not safe")

    monkeypatch.setattr(jinja2.FileSystemBytecodeCache, "_get_default_cache_dir", refuse)
    env = new_environment()
    keep_compiled(env, "versions")
    assert env.bytecode_cache is None


@pytest.mark.parametrize("kept", [14, 24, 40, -20])
def test_a_damaged_file_is_replaced(kept: int, empty_temporary_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As after a crash: only its first bytes were written."""
    first, second, third = new_environment(), new_environment(), new_environment()
    for env in (first, second, third):
        keep_compiled(env, "versions")
    is_compiled_again(first, monkeypatch)
    (file,) = empty_temporary_folder.rglob("*.cache")
    file.write_bytes(file.read_bytes()[:kept])
    assert is_compiled_again(second, monkeypatch)
    assert not is_compiled_again(third, monkeypatch)


def test_a_folder_that_is_deleted_during_a_build(empty_temporary_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As by a program that tidies temporary folders while a site is served."""
    env = new_environment()
    keep_compiled(env, "versions")
    for folder in empty_temporary_folder.iterdir():
        folder.rmdir()
    assert is_compiled_again(env, monkeypatch)


def test_another_cache_of_compiled_templates_stays() -> None:
    env = new_environment()
    env.bytecode_cache = own = jinja2.FileSystemBytecodeCache(tempfile.mkdtemp())
    keep_compiled(env, "versions")
    assert env.bytecode_cache is own


def test_the_templates_of_material_and_of_the_pages_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = environment()
    monkeypatch.setattr(pages, "bytecode_cache", None)
    for env in (Theme(name="material").get_env(), pages):
        keep_compiled(env, "versions")
        assert env.bytecode_cache
