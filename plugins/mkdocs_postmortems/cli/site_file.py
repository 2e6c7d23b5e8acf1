"""Read ``mkdocs.yml`` without MkDocs.

``INHERIT`` is followed and ``!ENV`` is resolved. Python tags (``!!python/name:``) are ignored, except for functions
that derive ids from headings: no other code is imported.
"""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml
from yaml.reader import ReaderError

from mkdocs_postmortems.cli import WrongUse
from mkdocs_postmortems.settings_places import Places

_SLUGIFIERS = frozenset(
    {
        *("pymdownx.slugs.slugify", "pymdownx.slugs.uslugify", "pymdownx.slugs.gfm"),
        *("markdown.extensions.toc.slugify", "markdown.extensions.toc.slugify_unicode"),
    }
)
"""Functions that a site may configure for the ids of its headings. The check needs these ids for links to headings."""

Message = tuple[Path, int, str]
"""What is wrong with a setting, with its file and line; line 0 if the file does not have it."""

_INERT = object()
"""The value of a Python tag."""


def read_site_file(file: Path, messages: list[Message], seen: tuple[Path, ...] = ()) -> dict[str, Any]:
    """Return a file's mapping, merged with that of the file it inherits from.

    ``seen`` are the files that inherit from this one. A message about each duplicate setting of the plugin is added to
    ``messages``. Raises ``WrongUse`` for a file that cannot be read, is not a mapping, or inherits from itself.
    """
    if file.resolve() in seen:
        raise WrongUse(f"{file}: INHERIT leads back to this file")
    try:
        text = file.read_text("utf-8-sig")
        loader = _Loader(text)  # a SafeLoader, see below
        document = loader.get_single_node()
        messages += [(file, each.line, str(each)) for each in Places(document).duplicates()]
        data = _without_inert(loader.construct_document(document)) if document else None
    except OSError as error:
        raise WrongUse(f"{file}: {error.strerror}") from error
    except RecursionError as error:
        raise WrongUse(f"{file}: something in it contains itself, or is nested too deeply") from error
    except yaml.MarkedYAMLError as error:
        raise WrongUse(_syntax_error(file, error)) from error
    except ReaderError as error:
        raise WrongUse(_character_error(file, text, error)) from error
    except (yaml.YAMLError, ValueError) as error:
        raise WrongUse(f"{file}: {' '.join(str(error).split())}") from error
    except (AttributeError, KeyError) as error:  # from PyYAML, for a tag such as ``!!bool foo``
        raise WrongUse(f"{file}: a value in it does not fit its tag") from error
    if not isinstance(data, dict):
        raise WrongUse(f"{file}: this is not a configuration of MkDocs")
    parent = data.pop("INHERIT", None)
    if not isinstance(parent, str):
        return data
    return _merge(read_site_file(file.parent / parent, messages, (*seen, file.resolve())), data)


def _syntax_error(file: Path, error: yaml.MarkedYAMLError) -> str:
    """Return where a file is not valid YAML, in the form that terminals turn into a link, and what the parser says."""
    mark = error.problem_mark or error.context_mark
    place = f"{file}:{mark.line + 1}:{mark.column + 1}" if mark else str(file)
    said = ", ".join(filter(None, (error.problem, error.context)))
    return f"{place}: this is not valid YAML: {' '.join(said.split())}"


def _character_error(file: Path, text: str, error: ReaderError) -> str:
    """Return where a file has a character that YAML does not allow, in the same form."""
    lines = text[: error.position].split("\n")
    place = f"{file}:{len(lines)}:{len(lines[-1]) + 1}"
    return f"{place}: remove the character U+{error.character:04X}: YAML does not allow it"


def _merge(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    """Merge mappings and replace everything else, as MkDocs does."""
    merged = dict(parent)
    for key, value in child.items():
        mine = merged.get(key)
        merged[key] = _merge(mine, value) if isinstance(mine, dict) and isinstance(value, dict) else value
    return merged


class _Loader(yaml.SafeLoader):
    """YAML with the tags that a ``mkdocs.yml`` may contain."""


def _env(loader: _Loader, node: yaml.Node) -> Any:
    """Return the first variable that is set, for ``!ENV NAME`` or ``!ENV [NAME, OTHER, default]``.

    As in MkDocs, it is a plain scalar of YAML: a number, a boolean, null or a text, whatever characters it has.
    """
    if isinstance(node, yaml.SequenceNode):
        nodes, default = node.value, None
        if len(nodes) > 1:
            nodes, default = nodes[:-1], loader.construct_object(nodes[-1], deep=True)
        names = [str(each.value) for each in nodes]
    else:
        names, default = [str(node.value)], None
    value = next((os.environ[name] for name in names if name in os.environ), None)
    if value is None:
        return default
    tag = loader.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
    return loader.construct_object(yaml.ScalarNode(tag, value))


def _inert(loader: _Loader, suffix: str, node: yaml.Node) -> object:
    return _INERT


def _python(loader: _Loader, suffix: str, node: yaml.Node) -> object:
    """Return the value of ``!!python/name:`` or ``!!python/object/apply:`` for a function that makes ids."""
    kind, _, name = suffix.partition(":")
    if name not in _SLUGIFIERS:
        return _INERT
    module, _, attribute = name.rpartition(".")
    function = getattr(import_module(module), attribute, None)
    if function is None or kind == "name":
        return function or _INERT
    given = loader.construct_mapping(node, deep=True) if isinstance(node, yaml.MappingNode) else {}
    try:
        return function(**given.get("kwds", {}))
    except TypeError:
        return _INERT


_Loader.add_constructor("!ENV", _env)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _python)
_Loader.add_multi_constructor("!", _inert)


def _without_inert(value: Any) -> Any:
    """Return the value without entries that are Python tags, so that their defaults apply."""
    if isinstance(value, dict):
        return {key: _without_inert(each) for key, each in value.items() if each is not _INERT}
    if isinstance(value, list):
        return [_without_inert(each) for each in value if each is not _INERT]
    return value
