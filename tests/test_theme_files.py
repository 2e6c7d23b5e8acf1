"""``plugin.theme_files``: the theme's files are the same as without it."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import load_config
from mkdocs.structure.files import Files

from mkdocs_postmortems.plugin.theme_files import skip_hidden


def test_the_theme_has_the_same_files(tmp_path: Path) -> None:
    """Also those of the site's own folder, which replace some of the theme's; and hidden templates can be loaded."""
    for name in ("a.css", "below/b.js", "below/.hidden/c.css", ".hidden/d.css", ".e.css", "index.md"):
        path = tmp_path / "custom" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: X\ntheme: {name: material, custom_dir: custom}\n", "utf-8")
    found = []
    for is_quick in (False, True):
        config = load_config(str(tmp_path / "mkdocs.yml"))
        config.plugins._current_plugin = None
        if is_quick:
            skip_hidden(config.theme)
        env = config.theme.get_env()
        files = Files([])
        files.add_files_from_theme(env, config)
        found.append([(file.src_uri, file.abs_src_path) for file in files])
        assert env.get_template(".hidden/d.css").render() == ".hidden/d.css"
    assert found[0] == found[1]
    assert {"a.css", "below/b.js"} <= {name for name, _ in found[0]}
