"""``spool``: what was put in comes out, wherever it waited."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.spool import Spool


@given(st.dictionaries(st.text(), st.text(st.characters()) | st.just("\ud800"), max_size=9), st.integers(0, 20))
def test_every_text_comes_out_as_it_was(texts: dict[str, str], most: int) -> None:
    spool = Spool(Path.cwd(), most)
    for name, text in texts.items():
        spool.put(name, text)
    assert {name: spool.get(name) for name in reversed(texts)} == texts


def test_what_is_too_much_for_the_memory_leaves_nothing_in_the_folder(tmp_path: Path) -> None:
    spool = Spool(tmp_path, 3)
    spool.put("a", "four")
    assert spool.get("a") == "four"
    assert list(tmp_path.iterdir()) == []
