"""Severities as others write them."""

from __future__ import annotations

from mkdocs_postmortems.imports.facts.severities import site_severity
from tests.tables import all_cases

FOUR = ("SEV-1", "SEV-2", "SEV-3", "SEV-4")


@all_cases(
    ("told", "severity"),
    [
        *[(told, "SEV-1") for told in ("SEV1", "Sev 1", "S1", "P1", "severity 1", "1", "Critical", "**SEV-1**")],
        *[(told, "SEV-2") for told in ("P2", "High", "SEV2 - major", "Sev II", "Sev2 (outage)")],
        *[(told, "SEV-2") for told in ("High · no loss", "S2. It rained.", "HIGH.")],
        *[(told, "SEV-2") for told in ("P2 High", "SEV 2 high", "High / P2", "P2/high")],
        *[(told, "") for told in ("P1 | P2 | P3", "High / Medium / Low", "P1/P2", "P2 Low", "P2 impact")],
        *[("Low (SEV-3)", "SEV-3"), ("High (P2)", "SEV-2"), ("Major (S2)", "SEV-2"), ("High (P1)", "")],
        ("Medium", "SEV-3"),
        ("P4", "SEV-4"),
        *[("kritisch", "SEV-1"), ("alta (sin pagos)", "SEV-2"), ("中", "SEV-3"), ("faible", "SEV-4")],
        *[(told, "") for told in ("P0", "SEV5", "major", "bad", "", "1.5", "P1 or P2?", "High impact", "2 hours")],
    ],
)  # fmt: skip
def test_only_what_is_certain_is_mapped(told: str, severity: str) -> None:
    """A number that the site has, or a word whose place is beyond doubt."""
    assert site_severity(told, FOUR) == severity


def test_words_of_sites_with_other_severities() -> None:
    """Their own names, and *critical* for the first."""
    assert site_severity("Major", ("critical", "major", "minor")) == "major"
    assert site_severity("high", ("critical", "major", "minor")) == ""
    assert site_severity("CRITICAL", ("red", "yellow")) == "red"
    assert site_severity("P0", ("P0", "P1")) == "P0"
