"""``plugin.site_files``: the site's own files."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import load_config
from mkdocs.structure.files import get_files

from mkdocs_postmortems.plugin.configuration import project_folder
from mkdocs_postmortems.plugin.site_files import own_documents


def test_the_theme_s_files_are_not_the_site_s_own(tmp_path: Path) -> None:
    """Wherever the theme is installed: the addresses of the site's own files are in every cache key."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/guide.md").touch()
    (tmp_path / "docs/draft.md").touch()
    (tmp_path / "mkdocs.yml").write_text("site_name: X\ntheme: material\nexclude_docs: draft.md\n", "utf-8")
    config = load_config(str(tmp_path / "mkdocs.yml"))
    config.plugins._current_plugin = None
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    assert len(files) > 10
    assert own_documents(files, config, project_folder(config)) == {"docs/guide.md": "guide/"}
