"""Fill a template with the answers of an author, for a new report.

A template is one of the package's, the site's own, or made for the site's sections from that of ``classic``.
``{{ name }}`` is replaced by an answer: by a YAML value in the front matter, by plain text below it. A line of the
front matter is omitted if its answer is empty. Called by ``new``.
"""

from __future__ import annotations

import re
from importlib.resources import files

from msgspec import Struct

from mkdocs_postmortems.imports.writing.front_matter import scalar
from mkdocs_postmortems.sections import CLASSIC, SETS, SectionSet

LANGUAGES = ("de", "ja")
"""The languages, besides English, in which some sets have a template."""

NAMES = ("title", "id", "severity", "services", "started", "timezone", "cause")
"""The placeholders that a template may use."""

_PLACEHOLDER = re.compile(r"\{\{ *(\w+) *\}\}")
_LIKE_PLACEHOLDER = re.compile(r"\{\{ *([^{}]*?) *\}\}")
_COMMENT = re.compile(r"(?:^|[ \t])#.*")
_FIELD = re.compile(r"(?P<key>[\w-]+): *\{\{ *(?P<name>\w+) *\}\} *")

_HEADING = re.compile(r"^## (.+)\n", re.MULTILINE)


class Answers(Struct, frozen=True):
    """What is known about an incident when its report is started. Times are as the author has written them."""

    title: str
    severity: str
    services: tuple[str, ...]
    started: str
    timezone: str
    cause: str = ""
    id: str = ""

    def text(self, name: str) -> str:
        """Return an answer as plain text. An unknown placeholder stays as it is."""
        if name not in NAMES:
            return f"{{{{ {name} }}}}"
        value = getattr(self, name)
        return ", ".join(value) if isinstance(value, tuple) else str(value)

    def value(self, name: str) -> str:
        """Return an answer as a YAML value."""
        value = getattr(self, name)
        if isinstance(value, tuple):
            return f"[{', '.join(scalar(each, flow=True) for each in value)}]"
        return str(value) if name == "started" else scalar(value)


def template_of(sections: SectionSet, language: str = "en") -> str:
    """Return the package's template for a section set, or one with a prompt in each section for a site's own set.

    It is in ``language`` if the package has one, else in English.
    """
    if SETS.get(sections.name) == sections:
        return _shipped(sections.name, language)
    text, mark, closing = _shipped(CLASSIC.name, language).rpartition("\n<!--")
    front, *parts = _HEADING.split(text)
    headings = (CLASSIC.find(heading) for heading in parts[::2])
    prompts = {rule.role: prompt.strip() for rule, prompt in zip(headings, parts[1::2], strict=True) if rule}
    written = [f"## {rule.name}\n\n{prompts.get(rule.role, 'TODO')}\n" for rule in sections.rules if not rule.optional]
    return front + "\n".join(written) + mark + closing


def _shipped(name: str, language: str) -> str:
    """Return the template of a shipped set."""
    folder = files("mkdocs_postmortems") / "templates"
    translated = folder / f"{name}.{language}.md"
    has_it = language in LANGUAGES and translated.is_file()
    return (translated if has_it else folder / f"{name}.md").read_text("utf-8")


def fill(template: str, answers: Answers) -> str:
    """Return the template with all placeholders replaced."""
    head, body = _halves(template)
    filled = (_fill_field(line, answers) for line in head)
    return "\n".join([*(line for line in filled if line is not None), *(_fill_text(line, answers) for line in body)])


def unknown_placeholder(template: str) -> tuple[int, str] | None:
    """Return the line and the name of the first placeholder of the front matter that stands for no answer, if any.

    It would not be YAML in the report. In a comment, and below the front matter, it is text.
    """
    head, _ = _halves(template)
    lines = enumerate((_COMMENT.sub("", line) for line in head), 1)
    found = ((at, match[1]) for at, line in lines for match in _LIKE_PLACEHOLDER.finditer(line))
    return next(((at, name) for at, name in found if name not in NAMES), None)


def _halves(template: str) -> tuple[list[str], list[str]]:
    """Return the lines of the front matter, without the fence that closes it, and those of the rest."""
    lines = template.replace("\r\n", "\n").split("\n")
    end = lines.index("---", 1) if lines[0] == "---" and "---" in lines[1:] else 0
    return lines[:end], lines[end:]


def _fill_field(line: str, answers: Answers) -> str | None:
    """Return a line of the front matter, or ``None`` if its only answer is empty."""
    match = _FIELD.fullmatch(line)
    if match is None or match["name"] not in NAMES:
        return _fill_text(line, answers)
    return f"{match['key']}: {answers.value(match['name'])}" if answers.text(match["name"]) else None


def _fill_text(line: str, answers: Answers) -> str:
    return _PLACEHOLDER.sub(lambda match: answers.text(match[1]), line)
