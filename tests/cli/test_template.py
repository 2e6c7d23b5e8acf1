"""Templates: where an author's answers go, and what the shipped templates contain."""

from __future__ import annotations

import re

import pytest
import yaml

from mkdocs_postmortems.cli.template import NAMES, Answers, fill, template_of
from mkdocs_postmortems.sections import CLASSIC, SETS, SectionRule, SectionSet

ANSWERS = Answers(
    title="Login failures",
    severity="SEV-2",
    services=("identity", "storefront"),
    started="2023-10-15 14:00",
    timezone="Europe/London",
)


def front_matter(text: str) -> dict[str, object]:
    return yaml.safe_load(text.split("\n---\n")[0].removeprefix("---\n"))


@pytest.mark.parametrize("name", sorted(SETS))
def test_a_shipped_template_has_the_headings_of_its_set_in_their_order(name: str) -> None:
    """All required sections, and no other second-level heading."""
    headings = re.findall(r"^## (.+)$", re.sub(r"<!--.*?-->", "", template_of(SETS[name]), flags=re.DOTALL), re.M)
    required = [rule.name for rule in SETS[name].rules if not rule.optional]
    assert [heading for heading in headings if heading in required] == required
    assert set(headings) <= {rule.name for rule in SETS[name].rules}


@pytest.mark.parametrize("name", sorted(SETS))
def test_a_shipped_template_uses_no_unknown_placeholder_and_closes_its_comments(name: str) -> None:
    """Otherwise they would appear on the page."""
    text = template_of(SETS[name])
    assert set(re.findall(r"\{\{ (\w+) \}\}", text)) <= set(NAMES)
    assert text.count("<!--") == text.count("-->") > 0


@pytest.mark.parametrize("name", sorted(SETS))
def test_every_section_of_a_shipped_template_has_a_prompt(name: str) -> None:
    """Below each second-level heading are a comment with advice and a TODO."""
    for section in template_of(SETS[name]).split("\n## ")[1:]:
        prompt = re.search(r"<!--(.*?)-->", section, re.DOTALL)
        heading = section.splitlines()[0]
        assert prompt or heading == "Lessons learned", heading
        assert "TODO" in section, heading


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


def test_a_sites_own_sections_become_a_template_with_a_prompt_in_each() -> None:
    """Optional sections are left to the author."""
    own = SectionSet(
        "own",
        (
            SectionRule("What broke", role="summary"),
            SectionRule("Log", role="timeline"),
            SectionRule("To do", role="actions"),
            SectionRule("Extras", optional=True),
        ),
    )
    text = fill(template_of(own), ANSWERS)
    assert re.findall(r"^## (.+)$", text, re.M) == ["What broke", "Log", "To do"]
    assert "- 2023-10-15 14:00 **Started.**" in text
    assert "(status: proposed)" in text
    assert front_matter(text)["severity"] == "SEV-2"
