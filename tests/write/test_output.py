"""``output``: the former site's files that are not written again are deleted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from mkdocs_postmortems.cache import Cache
from mkdocs_postmortems.publish.files import StaticFile
from mkdocs_postmortems.publish.site import Site
from mkdocs_postmortems.tree import State
from mkdocs_postmortems.write.ledger import Ledger, Written
from mkdocs_postmortems.write.output import Output
from mkdocs_postmortems.write.publication import Publication
from mkdocs_postmortems.write.rendering import Rendering


class TakenOver:
    """A former site that is in the folder of the new one already."""

    def __init__(self, *names: str) -> None:
        self._names = names

    def take_over(self, is_kept: Callable[[str, State], bool], *, shared: bool) -> bool:
        assert shared
        return all(is_kept(name, (1, 1)) for name in self._names)


def test_no_folder_of_the_former_index_is_left_empty(tmp_path: Path) -> None:
    names = [f"incidents/pagefind/{name}" for name in ("pagefind.js", "2024/fragment/a", "2023/a", "2023/b")]
    for name in ("incidents/index.html", *names):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("before", encoding="utf-8")
    ledger = Ledger(Cache(tmp_path / "cache"), "abc")
    ledger.close({name: Written((1, 1), "") for name in names})
    ledger = Ledger(Cache(tmp_path / "cache"), "abc")
    output = Output(tmp_path, Site(), cast(Rendering, None), ledger)
    output.take_over(cast(Publication, TakenOver(*names)), (), (), shared=True)
    output.write(StaticFile(names[-1], b"after"))
    output.clear_index()
    assert [path.name for path in (tmp_path / "incidents/pagefind").rglob("*")] == ["2023", "b"]
    assert (tmp_path / "incidents/index.html").is_file()
