"""The site's configuration is read as MkDocs reads it, but none of its code runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_postmortems.cli import WrongUse
from mkdocs_postmortems.cli.config import EXPORT_MARK, load_site


@pytest.fixture
def site(tmp_path, monkeypatch):
    """Write files, and make their folder the current one."""
    monkeypatch.chdir(tmp_path)

    def write(text, **others):
        (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
        for name, content in others.items():
            (tmp_path / f"{name}.yml").write_text(content, "utf-8")
        return tmp_path

    return write


def test_without_a_file_the_defaults_apply(tmp_path, monkeypatch):
    """The check works in any folder."""
    monkeypatch.chdir(tmp_path)
    config = load_site()
    assert (config.root, config.settings.source) == (tmp_path, "postmortems")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "plugins: [a, !!python/name:b.c}]",
            "mkdocs.yml:1:31: this is not valid YAML: expected ' ', but found '}', while",
        ),
        ("site_name: A: b", "mkdocs.yml:1:13: this is not valid YAML: mapping values are not allowed here"),
        (
            "a:\n\t- b",
            "mkdocs.yml:2:1: this is not valid YAML: found character '\\t' that cannot start any token, while",
        ),
        ("site_name: A\nb: c\x07", "mkdocs.yml:2:5: remove the character U+0007: YAML does not allow it"),
        ("a: [b", "mkdocs.yml:1:6: this is not valid YAML: expected ',' or ']', but got '<stream end>', while"),
    ],
)
def test_a_mistake_of_yaml_is_told_with_its_place(site, text, said):
    """As the place of a finding is. PyYAML names the file a string, and repeats the line."""
    site(text)
    with pytest.raises(WrongUse) as refused:
        load_site()
    assert str(refused.value).startswith(said)
    assert "unicode string" not in str(refused.value)


def test_the_nearest_file_above_is_the_sites(site, monkeypatch):
    """So that a command gives the same result in each folder of the site."""
    root = site("plugins: {postmortems: {source: reports}}")
    (root / "reports" / "2024").mkdir(parents=True)
    monkeypatch.chdir(root / "reports" / "2024")
    config = load_site()
    assert (config.root, config.settings.source) == (root, "reports")
    site("plugins: {postmortems: {sauce: reports}}")
    with pytest.raises(WrongUse, match=r"^\.\./\.\./mkdocs\.yml:1: "):
        load_site()


@pytest.mark.parametrize("name", ["mkdocs.yaml", "properdocs.yml", "properdocs.yaml"])
def test_the_configuration_has_any_of_the_names_that_are_read_in_a_build(tmp_path, monkeypatch, name):
    """ProperDocs advises to rename ``mkdocs.yml``; otherwise, all settings would silently have their defaults."""
    (tmp_path / name).write_text("plugins: [{postmortems: {source: reports}}]", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert load_site().settings.source == "reports"


def test_the_configuration_of_an_export_is_not_that_of_the_site_around_it(site, monkeypatch):
    """``postmortems export`` writes a ``properdocs.yml``."""
    root = site("plugins: [{postmortems: {source: reports}}]")
    (root / "archive").mkdir()
    (root / "archive" / "properdocs.yml").write_text("plugins: []", "utf-8")
    (root / "archive" / EXPORT_MARK).touch()
    monkeypatch.chdir(root / "archive")
    assert load_site().root == root


def test_the_nearest_folder_with_a_configuration_is_the_site_whatever_its_name(site, monkeypatch):
    """An archive for ProperDocs may be in a repository whose other documentation is built with MkDocs."""
    root = site("site_name: Handbook")
    (root / "archive").mkdir()
    (root / "archive" / "properdocs.yml").write_text("plugins: [{postmortems: {source: reports}}]", "utf-8")
    monkeypatch.chdir(root / "archive")
    config = load_site()
    assert (config.root, config.settings.source) == (root / "archive", "reports")


def test_a_file_in_a_parent_folder_is_relative_to_itself(site, monkeypatch):
    """However its path is written."""
    root = site("site_name: x")
    (root / "reports").mkdir()
    monkeypatch.chdir(root / "reports")
    assert load_site(Path("../mkdocs.yml")).root == root


@pytest.mark.parametrize(
    "plugins",
    [
        "[search, {postmortems: {source: reports}}]",
        "{search: {}, postmortems: {source: reports}}",
        "[search, group: {enabled: true, plugins: [postmortems: {source: reports}]}]",
    ],
)
def test_the_block_is_found_in_each_form(site, plugins):
    """As a list entry, as a key, or in Material's plugin for several plugins."""
    root = site(f"plugins: {plugins}")
    assert load_site().settings.source == "reports"
    assert load_site(root / "mkdocs.yml").root == root


@pytest.mark.parametrize("text", ["site_name: x", "plugins: [postmortems]", "plugins: [search]", "plugins:"])
def test_a_plugin_without_options_has_the_defaults(site, text):
    """Listed by name only, or not at all."""
    site(text)
    assert load_site().settings.source == "postmortems"


@pytest.mark.parametrize("is_enabled", ["true", "false", "!ENV [BUILDS_INCIDENTS, false]"])
def test_the_option_that_mkdocs_has_for_each_plugin_is_not_ours(site, is_enabled):
    """The reports are checked whether or not their site is built."""
    site(f"plugins: [{{postmortems: {{source: reports, enabled: {is_enabled}}}}}]")
    assert load_site().settings.source == "reports"


def test_a_plugin_that_is_listed_twice_is_reported(site):
    """A build refuses it, too."""
    site("plugins: [{postmortems: {source: a}}, postmortems]")
    with pytest.raises(WrongUse, match="the plugin postmortems is listed twice"):
        load_site()


def test_options_with_too_little_indent_are_reported(site):
    """YAML, like MkDocs, reads them as further plugins."""
    site("plugins:\n  - postmortems:\n    timezone: Europe/London\n")
    with pytest.raises(WrongUse, match=r"^mkdocs\.yml: timezone: indent the options of the plugin postmortems"):
        load_site()


@pytest.mark.parametrize("title", ["Incidents: ours", "[ours", '"', "@team", "!ENV [HOME]"])
def test_the_text_of_a_variable_is_not_read_as_yaml(site, monkeypatch, title):
    """As in MkDocs: a colon makes no mapping, and a bracket is no mistake."""
    monkeypatch.setenv("TITLE", title)
    site("plugins:\n  - postmortems:\n      title: !ENV TITLE\n")
    assert load_site().settings.title == title


def test_env_is_looked_up_as_mkdocs_does(site, monkeypatch):
    """One name, several, or a default; a number and a boolean are read as such."""
    monkeypatch.setenv("EDITION", "public")
    monkeypatch.setenv("WORKERS", "3")
    site(
        "plugins:\n  - postmortems:\n      edition: !ENV EDITION\n      workers: !ENV [NOPE, WORKERS, 1]\n"
        "      search: !ENV [NOPE, false]\n"
    )
    settings = load_site().settings
    assert (settings.edition, settings.workers, settings.search) == ("public", 3, False)


def test_inherit_merges_mappings_and_replaces_everything_else(site):
    """The child takes precedence."""
    site(
        "INHERIT: base.yml\nplugins: {postmortems: {source: mine}}",
        base="plugins: {postmortems: {source: theirs, archive: incidents/all}}\ndocs_dir: guide",
    )
    config = load_site()
    assert (config.settings.source, config.settings.archive, config.docs_dir) == ("mine", "incidents/all", "guide")


def test_circular_inheritance_is_reported(site):
    """Instead of being followed forever."""
    site("INHERIT: base.yml", base="INHERIT: mkdocs.yml")
    with pytest.raises(WrongUse, match="leads back"):
        load_site()


def test_python_tags_are_ignored(site, tmp_path):
    """No code runs, and an extension uses defaults for such options; but a slug function is recognized."""
    marker = tmp_path / "ran"
    site(
        "markdown_extensions:\n"
        "  - pymdownx.emoji:\n"
        "      emoji_index: !!python/name:material.extensions.emoji.twemoji\n"
        "      options: {a: b}\n"
        "  - toc:\n      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: none}}\n"
        f"extra: !!python/object/apply:os.system ['touch {marker}']\n"
        "other: !relative $docs_dir\n"
    )
    config = load_site()
    assert config.extensions == ("toc", "tables", "fenced_code", "pymdownx.emoji")
    configs = dict(config.extension_configs)
    assert configs.pop("toc")["slugify"]("The Cause", "_") == "The_Cause"
    assert configs == {"pymdownx.emoji": {"options": {"a": "b"}}}
    assert not marker.exists()


def test_a_duplicate_setting_is_reported(site):
    """With both lines."""
    site("plugins:\n  - postmortems:\n      edition: public\n      edition: internal\n")
    with pytest.raises(WrongUse, match=r"mkdocs\.yml:4: edition: set twice, first on line 3"):
        load_site()


def test_a_duplicate_setting_hides_no_other_mistake(site):
    """All mistakes are reported in one run."""
    site("plugins:\n  - postmortems:\n      edition: public\n      edition: internal\n      sorce: x\n")
    with pytest.raises(WrongUse) as error:
        load_site()
    assert [line.split(": ")[1] for line in str(error.value).splitlines()] == ["edition", "sorce"]


def test_wrong_settings_are_listed_in_the_order_of_their_lines(site):
    """However they are wrong; those set twice in a file that this one inherits from come last."""
    site(
        "INHERIT: base.yml\nplugins:\n  postmortems:\n    facets: [servces]\n    rules: {blam: off, blame: loud}\n"
        "    edition: public\n    edition: internal\n    timezone: Paris\n    sorce: x\n",
        base="plugins:\n  postmortems:\n    search: 5\n    nav: true\n    nav: false\n",
    )
    with pytest.raises(WrongUse) as error:
        load_site()
    told = [line.partition(" ")[0] for line in str(error.value).splitlines()]
    assert told == [*(f"mkdocs.yml:{line}:" for line in (3, 4, 5, 5, 7, 8, 9)), "base.yml:5:"]


def test_all_wrong_settings_are_reported_at_once(site):
    """With their names and allowed values."""
    site("plugins: [{postmortems: {sorce: x, edition: secret, rules: {blam: off, blame: loud}}}]")
    with pytest.raises(WrongUse) as error:
        load_site()
    lines = str(error.value).splitlines()
    assert [line.split(": ")[1] for line in lines] == ["sorce", "edition", "rules.blame", "rules.blam"]
    assert "did you mean 'source'?" in lines[0]


@pytest.mark.parametrize(
    "text",
    [
        *("a: [", "- a", "", "plugins: [{postmortems: [1]}]", "plugins: {postmortems: text}"),
        *(
            "extra: {day: 2024-13-45}",
            "extra: !!int x",
            "extra: !!bool x",
            "extra: !!timestamp x",
            "extra: &all [*all]",
            "extra: " + "[" * 500,
        ),
    ],
)
def test_an_invalid_configuration_is_reported(site, text):
    """In one sentence that names the file."""
    site(text)
    with pytest.raises(WrongUse, match=r"mkdocs\.yml"):
        load_site()


def test_a_missing_configuration_is_reported(tmp_path):
    """If it was named explicitly."""
    with pytest.raises(WrongUse, match=r"nope\.yml"):
        load_site(tmp_path / "nope.yml")
