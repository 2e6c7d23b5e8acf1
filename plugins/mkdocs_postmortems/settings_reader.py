"""Read the plugin's settings: the ``postmortems`` block of ``mkdocs.yml``, with all its mistakes reported at once.

Takes the block as a mapping, from ``plugin`` or ``cli``. Returns frozen ``Settings`` and a list of ``Mistake`` values.
A setting with a mistake keeps its default. ``_READERS``, at the end, has the function that reads each setting.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any, TypeVar, get_args

from msgspec import Struct

from mkdocs_postmortems.diagnostics import Level
from mkdocs_postmortems.sections import SETS, Role, SectionRule, SectionSet, role_of
from mkdocs_postmortems.settings import (
    ARCHIVE_SEGMENTS,
    FACET_NAMES,
    FIELD_NAMES,
    KIND_NAMES,
    SITE_FILES,
    FieldSetting,
    FieldType,
    KindSetting,
    Settings,
)
from mkdocs_postmortems.zone_names import is_zone, suggest_zones

_Entry = TypeVar("_Entry")


class Mistake(Struct, frozen=True):
    """A wrong setting: its dotted name, what is wrong with it, and what is allowed."""

    setting: str
    message: str
    help: str = ""

    def __str__(self) -> str:
        return f"{self.setting}: {self.message}" + (f" ({self.help})" if self.help else "")


class _Refused(Exception):
    """Raised by a reader below for a value that it does not accept; ``help`` says what is allowed."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.help = help

    def mistakes(self, setting: str) -> Iterator[Mistake]:
        """Yield all that is wrong with the setting of that name."""
        yield Mistake(setting, str(self), self.help)


class _RefusedEntries(_Refused):
    """Raised for a mapping or list with wrong entries, by their names or numbers."""

    def __init__(self, entries: Mapping[str, _Refused]) -> None:
        super().__init__("")
        self.entries = entries

    def mistakes(self, setting: str) -> Iterator[Mistake]:
        for name, refused in self.entries.items():
            yield from refused.mistakes(f"{setting}.{name}")


def read_settings(
    block: Mapping[str, Any] | None,
    rule_names: frozenset[str] | None = None,
) -> tuple[Settings, tuple[Mistake, ...]]:
    """Read the block; ``rule_names`` are those that ``rules`` may set (not checked if ``None``)."""
    mistakes: list[Mistake] = []
    values: dict[str, Any] = {}
    for name, raw in (block or {}).items():
        reader = _READERS.get(name)
        if reader is None:
            mistakes.append(Mistake(str(name), "unknown setting", _did_you_mean(str(name), _READERS)))
            continue
        try:
            values[name] = reader(_given(raw))
        except _Refused as refused:
            mistakes += refused.mistakes(str(name))
    settings = Settings(**values)
    mistakes += _conflicts(settings, block or {}, values)
    if rule_names is not None:
        mistakes += _unknown_rules((block or {}).get("rules"), rule_names)
    return settings, tuple(mistakes)


def _unknown_rules(raw: Any, rule_names: frozenset[str]) -> Iterator[Mistake]:
    """Yield the unknown rules, whether or not the levels of others are valid."""
    for name in raw if isinstance(raw, dict) else ():
        if name not in rule_names:
            help = _did_you_mean(str(name), sorted(rule_names), "run `postmortems rules` to list them")
            yield Mistake(f"rules.{name}", "unknown rule", help)


def _conflicts(settings: Settings, block: Mapping[str, Any], right: Collection[str]) -> Iterator[Mistake]:
    """Yield the mistakes between settings as written in ``block``; those in ``right`` are valid by themselves."""
    sections = block.get("sections")
    yield from _facet_conflicts(settings, block.get("fields"))
    if "severities" in block and "severities" not in right:
        return  # the valid severities are unknown
    for number, entry in enumerate(sections if isinstance(sections, list) else (), 1):
        severity = entry.get("from_severity") if isinstance(entry, dict) else None
        if isinstance(severity, str) and severity.strip() and severity not in settings.severities:
            help = _did_you_mean(severity, settings.severities)
            yield Mistake(f"sections.{number}.from_severity", f"{severity!r} is not one of the severities", help)


def _facet_conflicts(settings: Settings, fields: Any) -> Iterator[Mistake]:
    """Yield facets that are no field, and fields of the site whose pages would be where others are."""
    allowed = [*FACET_NAMES, *(map(str, fields) if isinstance(fields, dict) else ())]
    segments = list(settings.facet_segments().values())
    for facet in settings.facets:
        if facet not in allowed:
            yield Mistake("facets", f"unknown facet {facet!r}", _did_you_mean(facet, allowed))
        elif facet not in FACET_NAMES and (facet in ARCHIVE_SEGMENTS or segments.count(facet) > 1):
            place = f"{settings.archive}/{facet}/"
            message = f"the archive has other pages at {place}, the address of {facet!r}"
            yield Mistake("facets", message, "rename the field")


def _did_you_mean(word: str, allowed: Iterable[str], otherwise: str = "") -> str:
    """Return the closest allowed word as a suggestion; if none is close, ``otherwise``, or all of them."""
    by_folded = {each.casefold(): each for each in allowed}
    near = difflib.get_close_matches(word.casefold(), by_folded, 1)
    return (
        f"did you mean {by_folded[near[0]]!r}?" if near else otherwise or "use one of " + ", ".join(by_folded.values())
    )


def _given(raw: Any) -> Any:
    """Return the value of a setting that has one."""
    if raw is None:
        raise _Refused("there is no value", "write one, set the environment variable of !ENV, or delete the line")
    return raw


def _shown(raw: Any) -> str:
    """Return a value as a message shows it: ``false`` as in YAML, and texts in quotes."""
    return str(raw).lower() if isinstance(raw, bool) else "no value" if raw is None else repr(raw)


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise _Refused(
            f"{_shown(raw)} is not text", "write one text" if isinstance(raw, list | dict) else "put it in quotes"
        )
    text = raw.strip()
    if not text:
        raise _Refused(f"{raw!r} is empty", "write a text, or delete the line")
    if any(char < " " for char in text):
        raise _Refused(f"{raw!r} contains a control character or a line break", "delete it")
    return text


def _path_below(raw: Any, what: str) -> str:
    """Return a path below the site's folder, other than that folder; ``what`` it should be is for the error.

    A path of Windows and one with ``~``, which only a shell replaces, would be odd names elsewhere.
    """
    text = _text(raw)
    path, of_windows = PurePosixPath(text), PureWindowsPath(text)
    if "\\" in text or of_windows.drive or path.parts[:1] == ("~",):
        raise _Refused(f"{raw!r} is not a {what}", "use a relative path with '/', without '~' or a drive")
    if ".." in path.parts or path.is_absolute() or not path.name:
        raise _Refused(f"{raw!r} is not a {what}", "use a relative path without '..'")
    return str(path)


_folder = partial(_path_below, what="folder below the one with mkdocs.yml")
_file = partial(_path_below, what="file below the site's folder")


def _template(raw: Any) -> str:
    """Return a file in the source folder that is not a report."""
    path = PurePosixPath(_file(raw))
    if path.suffix == ".md" and not any(part.startswith(("_", ".")) for part in path.parts):
        raise _Refused(
            f"{raw!r} would be published as a report", f"use a name that begins with '_', such as '_{path.name}'"
        )
    return str(path)


def _folder_or_none(raw: Any) -> str:
    return "" if raw is False else _folder(raw)


def _archive(raw: Any) -> str:
    path = str(PurePosixPath(_text(raw).strip("/")))  # an address of the site may begin with a slash
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*", path):
        raise _Refused(f"{raw!r} is not an address", "use lower-case letters, digits, '-', '_', '.' and '/'")
    if path.partition("/")[0] in SITE_FILES:
        raise _Refused(f"{raw!r} is the address of one of the site's own files", "use another one, such as incidents")
    return path


_ADDRESS = re.compile(r"(?:/|(?:\.\./)+)(?:(?!\.\.?/)[A-Za-z0-9._~-]+/)+")


def _archives(raw: Any) -> tuple[str, ...]:
    """Return addresses of archives on this host, each with a slash at its end."""
    addresses = tuple(f"{each.rstrip('/')}/" for each in _texts(raw))
    for address in addresses:
        if not _ADDRESS.fullmatch(address):
            raise _Refused(
                f"{address!r} is not an archive on this host",
                "use an address such as /2024/incidents/ or ../../2024/incidents/",
            )
    if len(set(addresses)) != len(addresses):
        raise _Refused("an archive is listed twice")
    return addresses


def _timezone(raw: Any) -> str:
    name = _text(raw)
    if is_zone(name):
        return name
    near = " or ".join(map(repr, suggest_zones(name)))
    raise _Refused(
        f"{name!r} is not a time zone", f"did you mean {near}?" if near else "use an IANA name such as Europe/London"
    )


def _texts(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise _Refused(f"{_shown(raw)} is not a list of texts", "write [one, another]")
    for each in raw:
        if not isinstance(each, str) or not each.strip():
            raise _Refused(f"{_shown(each)} in the list is not text", "put it in quotes, or remove it")
    texts = tuple(map(str.strip, raw))
    if len(set(texts)) != len(texts):
        raise _Refused("a value is listed twice")
    return texts


def _groups(raw: Any) -> tuple[tuple[str, ...], ...]:
    """Return lists of names with one meaning."""
    if not isinstance(raw, list) or any(isinstance(each, str) for each in raw):
        raise _Refused(f"{_shown(raw)} is not a list of groups", "write [[one name, another name]]")

    def read(number: str, entry: Any) -> tuple[str, ...]:
        names = _texts(entry)
        if len(names) < 2:
            raise _Refused(f"{_shown(entry)} has no second name", "write [one name, another name]")
        for name in names:
            if not re.search(r"[^\W_]", name):
                raise _Refused(f"{name!r} has no letter or digit", "write a name that a search may have")
        return names

    return _numbered(raw, read)


def _severities(raw: Any) -> tuple[str, ...]:
    texts = _texts(raw)
    if not texts:
        raise _Refused("the list is empty", "list at least one severity, the most severe first")
    known: dict[str, str] = {}
    for each in texts:
        other = known.setdefault(each.casefold(), each)
        if other is not each:
            raise _Refused(f"{other!r} and {each!r} look like one severity", "remove one of them")
    return texts


def _one_of(*allowed: str) -> Callable[[Any], str]:
    def read(raw: Any) -> str:
        if raw not in allowed:
            raise _Refused(f"{_shown(raw)} is not allowed", _did_you_mean(str(raw), allowed))
        return str(raw)

    return read


def _bool(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise _Refused(f"{_shown(raw)} is neither true nor false")
    return raw


def _count(least: int) -> Callable[[Any], int]:
    def read(raw: Any) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int) or raw < least:
            raise _Refused(f"{_shown(raw)} is not a whole number of {least} or more")
        return raw

    return read


def _mapping_of(read_entry: Callable[[str, Any], _Entry]) -> Callable[[Any], Mapping[str, _Entry]]:
    def read(raw: Any) -> Mapping[str, _Entry]:
        if not isinstance(raw, dict):
            raise _Refused(f"{_shown(raw)} is not a mapping of names to values", "write lines of name: value")
        for name in raw:
            if not isinstance(name, str):  # YAML 1.1 reads an unquoted on or yes as true
                raise _Refused(f"the name {_shown(name)} is not text", "put it in quotes")
        return _entries(raw.items(), read_entry)

    return read


def _entries(raw: Iterable[tuple[str, Any]], read: Callable[[str, Any], _Entry]) -> dict[str, _Entry]:
    """Return each entry by its name, or raise everything that is wrong with them."""
    found, refused = {}, {}
    for name, entry in raw:
        try:
            found[name] = read(name, entry)
        except _Refused as error:
            refused[name] = error
    if refused:
        raise _RefusedEntries(refused)
    return found


def _numbered(raw: Iterable[Any], read: Callable[[str, Any], _Entry]) -> tuple[_Entry, ...]:
    """Return each entry of a list, or raise everything that is wrong with them; they are named by their numbers."""
    return tuple(_entries(((str(number), entry) for number, entry in enumerate(raw, 1)), read).values())


def _parts(entry: Mapping[Any, Any], what: str, readers: Mapping[str, Callable[[Any], Any]]) -> dict[str, Any]:
    """Return the parts that describe ``what``, or raise everything that is wrong with them."""

    def read(name: str, raw: Any) -> Any:
        if name not in readers:
            raise _Refused(f"{what} has no {name!r}", _did_you_mean(name, readers))
        return readers[name](raw)

    return _entries(((str(name), raw) for name, raw in entry.items()), read)


def _level(name: str, level: Any) -> Level:
    word = "off" if level is False else level  # YAML 1.1 reads an unquoted off as false
    if isinstance(word, str) and word in set(Level):
        return Level(word)
    raise _Refused(
        f"{_shown(level)} is not a level", _did_you_mean(str(word), map(str, Level), "use off, hint, warning or error")
    )


def _field(name: str, entry: Any) -> FieldSetting:
    """Read a field's setting: only its type, or a mapping of ``type``, ``public`` and ``name``."""
    if not re.fullmatch(r"[a-z][a-z0-9_-]*", name):
        raise _Refused(f"{name!r} is not a valid field name", "use lower-case letters, digits, '-' and '_'")
    if name in FIELD_NAMES:
        raise _Refused("this is a built-in field", "use another name")
    parts = _parts(entry, "a field", _FIELD) if isinstance(entry, dict) else {"type": _FIELD["type"](entry)}
    return FieldSetting(**parts)


def _kind(name: str, entry: Any) -> KindSetting:
    """Read a kind's setting: only its words, or a mapping of ``name``, ``words`` and ``like``."""
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        raise _Refused(f"{name!r} is not a valid name of a kind", "use lower-case letters, digits and '-'")
    if isinstance(entry, list):
        entry = {"words": entry}
    if not isinstance(entry, dict):
        raise _Refused(f"{_shown(entry)} is not a kind", "use a list of words, or a mapping with name, words and like")
    shown = name.replace("-", " ").capitalize()
    parts = _parts(entry, "a kind", {"name": _text, "words": _texts, "like": _one_of(*KIND_NAMES)})
    return KindSetting(**{"name": shown, **parts})


def _sections(raw: Any) -> SectionSet:
    if isinstance(raw, str):
        if raw not in SETS:
            raise _Refused(f"unknown section set {raw!r}", _did_you_mean(raw, SETS))
        return SETS[raw]
    if not isinstance(raw, list) or not raw:
        raise _Refused(f"{_shown(raw)} is not a section set", f"use a list of sections, or one of {', '.join(SETS)}")
    sections = _numbered(raw, _section)
    if len({each.name.casefold() for each in sections}) < len(sections):
        raise _Refused("a section is listed twice")
    return SectionSet("own", sections)


def _section(number: str, entry: Any) -> SectionRule:
    if isinstance(entry, str):
        entry = {"name": entry}
    parts = _parts(entry, "a section", _SECTION) if isinstance(entry, dict) else {}
    if "name" not in parts:
        raise _Refused(f"{_shown(entry)} is not a section", "use a name, or a mapping with a name")
    return SectionRule(**{"role": role_of(parts["name"]), **parts})


_FIELD: Mapping[str, Callable[[Any], Any]] = {
    "type": _one_of(*get_args(FieldType)),
    "public": _bool,
    "name": _text,
}

_SECTION: Mapping[str, Callable[[Any], Any]] = {
    "name": _text,
    "aliases": _texts,
    "role": _one_of(*filter(None, get_args(Role))),
    "optional": _bool,
    "from_severity": _text,
    "from_status": _one_of("draft", "review", "final"),
}


_READERS: dict[str, Callable[[Any], Any]] = {
    "source": _folder,
    "archive": _archive,
    "timezone": _timezone,
    "sections": _sections,
    "severities": _severities,
    "facets": _texts,
    "fields": _mapping_of(_field),
    "kinds": _mapping_of(_kind),
    "edition": _one_of("internal", "public"),
    "rules": _mapping_of(_level),
    "baseline": _file,
    "html": _one_of("refuse", "allow"),
    "template": _template,
    "language": _one_of("en", "de", "ja"),
    "title": _text,
    "search": _bool,
    "also_search": _archives,
    "synonyms": _groups,
    "nav": _bool,
    "headers": _bool,
    "public_words": _texts,
    "max_file_size": _count(1),
    "workers": _count(0),
    "pages": _one_of("auto", "theme"),
    "cache": _folder_or_none,
}
