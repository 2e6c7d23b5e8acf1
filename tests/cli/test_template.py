"""Templates: what an author's answers become, and what the shipped texts promise."""

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
    """Required sections, all of them, and no other second-level heading."""
    headings = re.findall(r"^## (.+)$", re.sub(r"<!--.*?-->", "", template_of(SETS[name]), flags=re.DOTALL), re.M)
    required = [rule.name for rule in SETS[name].rules if not rule.optional]
    assert [heading for heading in headings if heading in required] == required
    assert set(headings) <= {rule.name for rule in SETS[name].rules}


@pytest.mark.parametrize("name", sorted(SETS))
def test_a_shipped_template_uses_no_unknown_placeholder_and_closes_its_comments(name: str) -> None:
    """A placeholder that nothing fills, or a comment left open, would show on the page."""
    text = template_of(SETS[name])
    assert set(re.findall(r"\{\{ (\w+) \}\}", text)) <= set(NAMES)
    assert text.count("<!--") == text.count("-->") > 0


@pytest.mark.parametrize("name", sorted(SETS))
def test_every_section_of_a_shipped_template_teaches(name: str) -> None:
    """Below each second-level heading is a comment with a prompt, and a mark that something is to do."""
    for section in template_of(SETS[name]).split("\n## ")[1:]:
        prompt = re.search(r"<!--(.*?)-->", section, re.DOTALL)
        heading = section.splitlines()[0]
        assert prompt or heading == "Lessons learned", heading
        assert "TODO" in section, heading


def test_answers_are_yaml_in_the_front_matter() -> None:
    """Lists become lists, times stay in the author's spelling."""
    fields = front_matter(fill(template_of(CLASSIC), ANSWERS).replace("2023-10-15 14:00", '"2023-10-15 14:00"'))
    assert fields["title"] == "Login failures"
    assert fields["services"] == ["identity", "storefront"]
    assert fields["started"] == "2023-10-15 14:00"
    assert fields["status"] == "draft"
    assert fields["visibility"] == "internal"


def test_a_field_without_an_answer_is_left_out() -> None:
    """No ``cause:`` with nothing after it."""
    assert "cause" not in front_matter(fill(template_of(CLASSIC), ANSWERS))
    assert "id" not in front_matter(fill(template_of(CLASSIC), ANSWERS))


def test_an_answer_below_the_front_matter_is_plain_text() -> None:
    """Quotes are YAML's, and the timeline is Markdown."""
    template = "---\ntitle: {{ title }}\n---\n# {{ title }} on {{services}}\n"
    filled = fill(template, Answers("A: b", "SEV-1", ("x", "y"), "2023-10-15", "UTC"))
    assert filled == '---\ntitle: "A: b"\n---\n# A: b on x, y\n'


def test_a_foreign_placeholder_stays_as_it_is() -> None:
    """A site's template may hold ``{{ ... }}`` of its own: in an example of a message, for one."""
    assert fill("Hello {{ first_name }}", ANSWERS) == "Hello {{ first_name }}"


def test_a_template_without_front_matter_is_filled_as_text() -> None:
    """A thematic break further down is no fence."""
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
