"""Mistyped labels are reported, and no other words in bold."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from mkdocs_postmortems.read.model import Event, Span, Timeline
from mkdocs_postmortems.settings import KindSetting, Settings
from tests.check.conftest import Check, Make
from tests.tables import all_cases


def labelled(make: Make, label: str):
    """Return a report with one event that begins with a label, on line 20."""
    text = f"- 14:05 {label} An alert fires."
    event = Event(1, f"{label} An alert fires.", Span(18, 18))
    report = make(report={"timeline": Timeline((event,))})
    lines = list(report.source.lines)
    lines[17] = text
    return replace(report, source=replace(report.source, text="\n".join(lines)))


@pytest.mark.parametrize(
    ("label", "meant"),
    [
        ("**Detectd.**", "Detected"),
        ("**Resovled:**", "Resolved"),
        ("**False led.**", "False lead"),
        ("**Cause fuond:**", "Cause found"),
        ("**Root cuase:**", "Root cause"),
        ("**Mittigated**:", "Mitigated"),
        ("**Escaltaed.**", "Escalated"),
        ("__Acknowleged.__", "Acknowledged"),
        ("*Resovled.*", "Resolved"),
        ("**Dectected.**", "Detected"),
        ("**Mitigeted.**", "Mitigated"),
    ],
)
def test_a_mistyped_label_is_reported(make: Make, diagnose, label: str, meant: str) -> None:
    """At the word, with the label that was meant."""
    (found,) = [each for each in diagnose(labelled(make, label)) if each.rule == "unread-label"]
    assert (found.line, found.column, found.help) == (
        18,
        9 + len(label) - len(label.lstrip("*_")),
        f"did you mean {meant}?",
    )


@all_cases(
    "label",
    [
        *("**Resolver.**", "**Restore.**", "**Mitigate.**", "**Triggers.**", "**Restarted.**", "**Detector.**"),
        *("**Deflected.**", "**Resolves.**", "**Rejected.**", "**Evaluated.**", "**Mitigates.**"),
        *(
            "**Alerts.**",
            "**Note.**",
            "**Failover.**",
            "**Root causes.**",
            "**False leads.**",
            "**10 nodes.**",
            "Detectd.",
            "*Resovled* names",
            "**a b c**",
        ),
        *("**Angekommen.**", "**Abgenommen.**", "**Betätigt.**", "**Reposted.**"),
    ],
)
def test_other_words_are_silent(make: Make, check: Check, label: str) -> None:
    """Words in their own right, or not labels at all."""
    assert check("unread-label", labelled(make, label)) == []


@pytest.mark.parametrize("label", ["Detected.", "Detected:", "detected:", "False lead:"])
def test_a_label_that_is_not_in_bold_is_reported(make: Make, diagnose, label: str) -> None:
    """With its correct form."""
    (found,) = [each for each in diagnose(labelled(make, label)) if each.rule == "unread-label"]
    word = label.rstrip(".:")
    assert (found.line, found.column) == (18, 9)
    assert found.message == f"{word!r} is a label only in bold, so the event has no kind"
    assert found.help == f"write **{word.capitalize()}.**"


@pytest.mark.parametrize(
    "text", ["Detected by", "Alert:", "Cause:", "detected.by:", "`Detected:`", "Resolved at 15:00:"]
)
def test_plain_words_are_silent(make: Make, check: Check, text: str) -> None:
    """A sentence, or what may be quoted from an alert."""
    assert check("unread-label", labelled(make, text)) == []


def test_labels_of_the_site_are_known(make: Make, diagnose) -> None:
    """They can be mistyped like any other."""
    settings = Settings(kinds={"resovled": KindSetting("Resovled")})
    found = diagnose(labelled(make, "**Resovledd.**"), settings=settings)
    assert [each.help for each in found if each.rule == "unread-label"] == ["did you mean Resovled?"]


@pytest.mark.parametrize("label", ["**Detected.", "**Detected.*", "**Detected*", "__Detected.", "Detected.**"])
def test_bold_that_is_not_closed(make: Make, diagnose, label: str) -> None:
    """The label has no effect."""
    (found,) = [each for each in diagnose(labelled(make, label)) if each.rule == "unread-label"]
    assert (found.line, found.column, found.help) == (18, 9, "write **Detected.**")


@pytest.mark.parametrize(
    "text",
    ["**Restart. Then", "**Detected by the team", "*Detected by", "** Detected. b", "**Detected: by us** at once"],
)
def test_other_open_marks_are_silent(make: Make, check: Check, text: str) -> None:
    """They begin no label."""
    assert check("unread-label", labelled(make, text)) == []
