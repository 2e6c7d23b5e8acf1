"""Kinds of events from bold labels."""

from __future__ import annotations

from mkdocs_postmortems.read.timeline.kinds import WORDS, kind_of, label_word, labels_with
from mkdocs_postmortems.settings import KindSetting
from tests.tables import all_cases


@all_cases(
    ("text", "kind"),
    [
        ("**Detected.** Monitoring alerts on a spike.", "detected"),
        ("**Detected:** by a customer", "detected"),
        ("**Discovery:** a customer calls", "detected"),
        ("**Service discovery** fails", ""),
        ("**Escalated** to the database team", "escalated"),
        ("__Resolved__: all queues are empty", "resolved"),
        ("**False lead.** Looks like an attack.", "false-lead"),
        ("**Red herring:** the load balancer", "false-lead"),
        ("**Cause found.**", "cause-found"),
        ("**Impact starts**", "started"),
        ("**[Outage end]** It works.", "mitigated"),
        ("**All clear.**", "resolved"),
        ("**Eingedämmt:** Umleitung aktiv", "mitigated"),
        ("**検知** 監視アラート", "detected"),
        ("Detected by a customer", ""),
        ("We **detected** it", ""),
        ("**The team** looks at the logs", ""),
        ("** Detected **", ""),
        ("Resolved", "resolved"),
        ("First detected:", "detected"),
        ("All clear\n\nNobody is affected any more.", "resolved"),
        ("Resolved\nby a restart", ""),
        ("", ""),
    ],
)
def test_the_bold_label_at_the_start_names_the_kind(text: str, kind: str) -> None:
    """Only a bold label does, and only at the start, unless the paragraph is nothing but the label."""
    assert kind_of(text) == kind


def test_a_site_adds_kinds_and_words() -> None:
    """Its words override the built-in ones; the kind's name is a label too."""
    labels = labels_with({"failover": KindSetting("Failover", ("Switched over", "Alert"))})
    assert kind_of("**Switched over.** To the second site.", labels) == "failover"
    assert kind_of("**Failover:** done", labels) == "failover"
    assert kind_of("**Alert:** pager", labels) == "failover"
    assert kind_of("**Detected.**", labels) == "detected"


def test_each_word_stands_for_one_kind_and_can_be_found() -> None:
    """No word is listed twice, and all are in the form in which they are looked up."""
    words = [word for kind in WORDS.values() for word in kind]
    assert len(words) == len(set(words))
    assert all(label_word(word) == word for word in words)


def test_italics_are_a_label_with_their_full_stop() -> None:
    """A word in italics at the start of a sentence is not."""
    assert kind_of("*False lead.* The CDN.") == "false-lead"
    assert kind_of("_Detected_: by an alert") == "detected"
    assert kind_of("*Started* to fail") == ""
    assert kind_of("*no label.* text") == ""
