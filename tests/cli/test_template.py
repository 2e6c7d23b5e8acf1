"""Templates: where an author's answers go, and what the shipped templates contain."""

from __future__ import annotations

import re

import pytest
import yaml

from mkdocs_postmortems.cli.template import LANGUAGES, NAMES, Answers, fill, template_of
from mkdocs_postmortems.read.timeline.kinds import LABELS, WORDS
from mkdocs_postmortems.sections import CLASSIC, LIGHTWEIGHT, SETS, SRE_BOOK, SectionRule, SectionSet

ANSWERS = Answers(
    title="Login failures",
    severity="SEV-2",
    services=("identity", "storefront"),
    started="2023-10-15 14:00",
    timezone="Europe/London",
)

TRANSLATED = (CLASSIC, LIGHTWEIGHT)


def front_matter(text: str) -> dict[str, object]:
    return yaml.safe_load(text.split("\n---\n")[0].removeprefix("---\n"))


TEMPLATES = [
    *(pytest.param(each, "en", id=name) for name, each in SETS.items()),
    *(pytest.param(each, language, id=f"{each.name}.{language}") for each in TRANSLATED for language in LANGUAGES),
]


def headings(text: str) -> list[str]:
    """Return the second-level headings outside comments."""
    return re.findall(r"^## (.+)$", re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL), re.M)


@pytest.mark.parametrize(("sections", "language"), TEMPLATES)
def test_a_shipped_template_has_the_headings_of_its_set_in_their_order(sections: SectionSet, language: str) -> None:
    """All required sections, each by one of its names, and no other second-level heading."""
    found = [sections.find(heading) for heading in headings(template_of(sections, language))]
    required = [rule for rule in sections.rules if not rule.optional]
    assert [rule for rule in found if rule in required] == required
    assert None not in found


@pytest.mark.parametrize(("sections", "language"), TEMPLATES)
def test_a_shipped_template_uses_no_unknown_placeholder_and_closes_its_comments(
    sections: SectionSet, language: str
) -> None:
    """Otherwise they would appear on the page."""
    text = template_of(sections, language)
    assert set(re.findall(r"\{\{ (\w+) \}\}", text)) <= set(NAMES)
    assert text.count("<!--") == text.count("-->") > 0


@pytest.mark.parametrize(("sections", "language"), TEMPLATES)
def test_every_section_of_a_shipped_template_has_a_prompt(sections: SectionSet, language: str) -> None:
    """Below each second-level heading are a comment with advice and a TODO."""
    for section in template_of(sections, language).split("\n## ")[1:]:
        prompt = re.search(r"<!--(.*?)-->", section, re.DOTALL)
        heading = section.splitlines()[0]
        assert prompt or heading == "Lessons learned", heading
        assert "TODO" in section, heading


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_labels_of_a_translated_template_are_read(language: str) -> None:
    """In the prompts, and in the list of all labels in the comment."""
    text = template_of(CLASSIC, language)
    shown = re.findall(r"\*\*(.+?)[.。]\*\*", text)
    (listed,) = re.findall(r"^(?:Kennzeichen: |ラベル: )(.+?)\.?$", text, re.MULTILINE)
    assert {LABELS.get(word.casefold(), "") for word in shown} <= set(WORDS)
    assert [LABELS.get(word.casefold()) for word in re.split("[、,] ?", listed)] == [
        *("started", "detected", "acknowledged", "escalated", "false-lead"),
        *("cause-found", "mitigated", "resolved", "communicated"),
    ]


@pytest.mark.parametrize("language", ["fr", "", "../../starter/mkdocs"])
def test_a_language_without_a_template_gets_the_english_one(language: str) -> None:
    """The theme's language may be any text."""
    assert template_of(CLASSIC, language) == template_of(CLASSIC)
    assert template_of(SRE_BOOK, "de") == template_of(SRE_BOOK)


def test_answers_in_the_front_matter_are_yaml() -> None:
    """Lists become lists, and times keep the author's spelling."""
    fields = front_matter(fill(template_of(CLASSIC), ANSWERS).replace("2023-10-15 14:00", '"2023-10-15 14:00"'))
    assert fields["title"] == "Login failures"
    assert fields["services"] == ["identity", "storefront"]
    assert fields["started"] == "2023-10-15 14:00"
    assert fields["status"] == "draft"
    assert fields["visibility"] == "internal"


def test_a_field_without_an_answer_is_left_out() -> None:
    """No ``cause:`` without a value."""
    assert "cause" not in front_matter(fill(template_of(CLASSIC), ANSWERS))
    assert "id" not in front_matter(fill(template_of(CLASSIC), ANSWERS))


def test_an_answer_below_the_front_matter_is_plain_text() -> None:
    """Without YAML's quotes."""
    template = "---\ntitle: {{ title }}\n---\n# {{ title }} on {{services}}\n"
    filled = fill(template, Answers("A: b", "SEV-1", ("x", "y"), "2023-10-15", "UTC"))
    assert filled == '---\ntitle: "A: b"\n---\n# A: b on x, y\n'


def test_unknown_placeholders_stay() -> None:
    """A site's template may contain ``{{ ... }}`` of its own, for example in a message."""
    assert fill("Hello {{ first_name }}", ANSWERS) == "Hello {{ first_name }}"


def test_a_template_without_front_matter_is_filled_in() -> None:
    """A thematic break further down does not close front matter."""
    assert fill("{{ severity }}\n---\n", ANSWERS) == "SEV-2\n---\n"


OWN = SectionSet(
    "own",
    (
        SectionRule("What broke", role="summary"),
        SectionRule("To do", role="actions"),
        SectionRule("Customers"),
        SectionRule("Log", role="timeline"),
        SectionRule("Extras", optional=True),
    ),
)


def section(text: str, heading: str) -> str:
    """Return the text below a second-level heading."""
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def test_a_sites_own_sections_become_a_template_with_a_prompt_in_each() -> None:
    """In their order, with the advice for their purpose. Optional sections are left to the author."""
    text = fill(template_of(OWN), ANSWERS)
    assert headings(text) == ["What broke", "To do", "Customers", "Log"]
    assert "Write for somebody who was not there" in section(text, "What broke")
    assert "(status: proposed)" in section(text, "To do")
    assert section(text, "Customers") == "\nTODO\n"
    assert "- 2023-10-15 14:00 **Started.**" in section(text, "Log")
    assert front_matter(text)["severity"] == "SEV-2"


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_a_template_of_a_sites_own_sections_is_in_its_language(language: str) -> None:
    """Each prompt is the one of the classic template, and the advice to add sections stays last."""
    text, classic = template_of(OWN, language), template_of(CLASSIC, language)
    own_lines, classic_lines = text.splitlines(), classic.splitlines()
    assert {*own_lines} - {*classic_lines} == {"## What broke", "## To do", "## Customers", "## Log", "TODO"}
    assert own_lines[-4:] == classic_lines[-4:]
    assert text.count("<!--") == text.count("-->") == classic.count("-->") - 1
    assert "\n\n\n" not in text
    assert text.count("\n\n## ") == 4
