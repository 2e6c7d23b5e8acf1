"""The project's own rules: imports go in one direction, and each outside dependency has one entry point."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = Path(__file__).parent.parent / "plugins" / "mkdocs_postmortems"
MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))
INNER = [path for path in MODULES if path != Path("__init__.py")]


class Module(NamedTuple):
    """What the rules need to know of a module: its docstring, and all its imports and calls by name."""

    docstring: str
    imports: tuple[ast.Import | ast.ImportFrom, ...]
    called: frozenset[str]


@cache
def module(path: Path) -> Module:
    """Return a parsed module; each file is read once for all rules."""
    tree = ast.parse((PACKAGE / path).read_text(encoding="utf-8"))
    nodes = tuple(ast.walk(tree))
    return Module(
        ast.get_docstring(tree) or "",
        tuple(node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)),
        frozenset(node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)),
    )


def imports(path: Path) -> Iterator[str]:
    """Return the dotted names that a module imports."""
    for node in module(path).imports:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        else:
            assert node.level == 0, f"{path} imports relatively"
            yield node.module or ""


@cache
def order() -> list[str]:
    """Return the packages, and the modules in none, in the order of the table in the architecture: the lowest first."""
    text = (PACKAGE.parent.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = text[text.index("| module |") :].split("\n\n")[0]
    return re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)


def package(path: Path) -> str:
    """Return the package that a module is in, or the name of a module that is in none."""
    return path.parts[0].removesuffix(".py")


def test_the_package_is_found() -> None:
    """The rules below list what breaks them: of no modules, that would be nothing."""
    assert len(MODULES) > 200
    assert {package(path) for path in INNER} == {*order()}


def test_imports_go_down() -> None:
    """A module imports only from its own package, and from those above it in the architecture's table."""
    upward = []
    for path in INNER:
        lower = order()[: order().index(package(path)) + 1]
        ours = [name for name in imports(path) if name.startswith("mkdocs_postmortems.")]
        upward += [f"{path} imports {name}" for name in ours if name.split(".")[1] not in lower]
    assert upward == []


@pytest.mark.parametrize(("library", "home"), [("mkdocs", "plugin"), ("jinja2", "publish")])
def test_mkdocs_and_jinja_are_imported_in_one_package_each(library: str, home: str) -> None:
    importing = {path: package(path) for path in MODULES if library in {name.split(".")[0] for name in imports(path)}}
    assert {*importing.values()} == {home}, importing


def test_only_the_command_line_prints() -> None:
    """``print`` is called only in ``cli``."""
    printing = {path: package(path) for path in MODULES if "print" in module(path).called}
    assert {*printing.values()} == {"cli"}, printing


def test_every_module_has_a_docstring() -> None:
    """Except an empty ``__init__``."""
    undescribed = [path for path in MODULES if not module(path).docstring]
    assert [path for path in undescribed if (PACKAGE / path).read_text("utf-8").strip()] == []


@cache
def importers() -> dict[str, set[str]]:
    """Return the importers of each module, by dotted name within the package."""
    names = {dotted(path): set[str]() for path in MODULES}
    for path in MODULES:
        for node in module(path).imports:
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("mkdocs_postmortems"):
                below = node.module.removeprefix("mkdocs_postmortems").lstrip(".")
                for name in (below, *(f"{below}.{alias.name}".lstrip(".") for alias in node.names)):
                    names.get(name, set()).add(dotted(path))
    return names


def dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("depth", [2, 3])
def test_no_import_is_circular(depth: int) -> None:
    """Neither between modules, nor between the folders within a package, each of which counts as a whole."""
    imported: dict[str, set[str]] = {}
    for name, users in importers().items():
        for user in users:
            one, other = (".".join(each.split(".")[:depth]) for each in (user, name))
            imported.setdefault(one, set()).update({other} - {one})
    TopologicalSorter(imported).prepare()  # raises CycleError


def test_callers_named_in_docstrings_exist() -> None:
    """``Called by`` in a module's docstring names modules or packages where newcomers can see it used."""
    known, checked = importers(), 0
    for path in MODULES:
        text = " ".join(module(path).docstring.split())
        for listed in re.findall(r"Called by ((?:``[^`]+``(?:, | and |, and |by )*)+)", text):
            for name in re.findall(r"``(?:postmortems )?([\w.-]+)``", listed):
                bare = name.replace("-", "_")
                wanted = {each for each in known if f".{each}".endswith(f".{bare}")}
                callers = known[dotted(path)]
                calls = any(caller == each or caller.startswith(f"{each}.") for caller in callers for each in wanted)
                assert calls or not wanted, f"{path} is not called by {name}, but by {', '.join(sorted(callers))}"
                checked += bool(wanted)
    assert checked > 100


@pytest.mark.parametrize("page", ["docs/architecture.md", "CONTRIBUTING.md"])
def test_files_named_in_the_contributing_guide_exist(page: str) -> None:
    """In backticks, relative to the package or the repository; a folder ends with a slash."""
    root = PACKAGE.parent.parent
    named = re.findall(
        r"`([a-z_]+(?:/[\w*]+)*(?:/|\.(?:py|md|html|css|js|toml|yml)))`", (root / page).read_text("utf-8")
    )
    assert named
    missing = [name for name in named if not any(next(folder.glob(name), None) for folder in (PACKAGE, root))]
    assert not missing


@pytest.mark.parametrize(
    "name",
    [
        *(
            "archive",
            "audit",
            "check",
            "check/*",
            "draw",
            "draw/*",
            "imports",
            "imports/*",
            "plugin",
            "publish",
            "publish/*",
        ),
        *("read", "read/*", "write"),
    ],
)
def test_a_package_docstring_lists_every_module(name: str) -> None:
    """Newcomers who open a folder of forty files read its ``__init__`` first. It lists packages in it, too."""
    packages = [path.parent for path in MODULES if path.match(f"{name}/__init__.py")]
    assert packages
    for package in packages:
        below = {path.relative_to(package).parts[0] for path in MODULES if path.is_relative_to(package)}
        words = {*re.findall(r"\w+", module(package / "__init__.py").docstring)}
        assert not {name.removesuffix(".py") for name in below} - words - {"__init__"}, package
