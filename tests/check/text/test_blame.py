"""The rule finds phrases that blame a person, and stays quiet otherwise."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_postmortems.check.text.blame import _plain
from mkdocs_postmortems.check.text.blame_phrases import PHRASES
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from tests.building import make_report
from tests.tables import all_cases


def with_text(make, text, **fields):
    return make("A token had expired.", text, **fields)


@all_cases(
    "text",
    [
        "The cause was human error.",
        "Operator error led to it.",
        "He should have known better.",
        "Somebody should have noticed the alert.",
        "The outage was caused by an engineer who was tired.",
        "The on-call engineer forgot the second step.",
        "A junior developer failed to test it.",
        "It was the vendor's fault.",
        "The team was to blame.",
        "Careless editing broke it.",
        "A lack of attention to the runbook.",
        "@robin overlooked the alert.",
        "The reviewer should have seen it.",
        "Dave should have checked the flag.",
        "They should've asked first.",
        "Dave forgot to check.",
        "It was the mistake of the operator.",
        "Kim messed up.",
        "They failed to follow the runbook.",
        "The junior engineer carelessly pushed it.",
        "Menschliches Versagen war die Ursache.",
        "L'erreur humaine est la cause.",
        "Error humano fue la causa.",
        "人為ミスが原因です。",
        "原因は不注意による設定変更。",
        "It was a dumb mistake.",
        "If only the engineer had read the page.",
        "The mistake was made by Alex.",
        "The engineer should not have run it.",
        "The engineer deleted the bucket by mistake.",
        "Nobody tested it because they were lazy.",
        "Alice should have checked it.",
        "Someone forgot the second record.",
        "Nobody bothered to look.",
        "Tom accidentally deleted the bucket.",
        "Engineers ignored the warning.",
        "The network team messed up the routing.",
        "The engineer's mistake led to it.",
        "An oversight by the developer.",
        "The operator did not follow the runbook.",
        "John fat-fingered the command.",
        "The culprit was Jane.",
        "Der Kollege hat vergessen, das Zertifikat zu erneuern.",
        "The flag was forgotten by the developer.",
        "The warning was overlooked by our on-call engineer.",
        "An inexperienced operator made an error.",
        "The intern pushed to production without asking.",
        "L'ingénieur a oublié de renouveler le certificat.",
        "El ingeniero se había olvidado del certificado.",
        "由于运维人员疏忽导致故障。",
    ],
)
def test_a_phrase_that_blames_a_person_is_found(make, diagnose, text):
    """It is a hint that quotes the phrase and suggests what to write instead."""
    (found,) = diagnose(with_text(make, text))
    assert (found.rule, found.level) == ("blame", "hint")
    assert found.message.split('"')[1] in text
    assert found.help


@all_cases(
    "text",
    [
        "It was not human error.",
        "Our disciplined use of small changes paid off.",
        "Rather than human error, the tool was at work.",
        "This is a blameless report; we use git blame and blame nobody.",
        "The migration failed to complete, and the job forgot its lock.",
        "The service is fault tolerant; a page fault followed.",
        "Alice deployed the fix at noon.",
        "The error was caused by a missing index.",
        "The engineer on call acknowledged the page.",
        "A lazy-loaded module was broken by the change.",
        'The customer wrote "this is human error".',
        "> human error, said the status page",
        "`human error` was the label.",
        "The check should have failed.",
        "It was nobody's fault, and no one’s fault.",
        "The on-call engineer should have been paged. Each engineer should have access.",
        "We made a mistake in the estimate.",
        "Monitoring should have noticed it; the alerts should have told us, and they should have fired.",
        "Nobody should have been paged. We forgot to say so.",
        "Tests should have checked that. The pods came back; they failed to start.",
        "The error of the scheduler was found.",
        "Terraform failed to read the state, and Grafana should have noticed.",
        "The Prometheus operator failed to start; the operator did not reconcile.",
        "The operator was asleep, since no alert reached the phone.",
        "The default is at fault, and the cache is to blame.",
        "The taint was ignored by the Operator and by the scheduler, and the header by the admin API's cache.",
        "An engineer never deploys without asking a colleague, and the operator did not restart it without checking.",
        "The console let the operator delete it without asking, and allowed the engineer to go on without telling.",
        "The operator was asked nothing, and a manager deleted it without asking for confirmation.",
        "The engineer's script deleted it without asking. A developer can deploy without telling apart the zones.",
        "L'ingénieur d'astreinte a redémarré le service. El ingeniero reinició el servicio.",
        "为防止疏忽，流程增加了检查。",
        "The user error page was shown; the human error rate fell.",
        "The admin API ignored the header, and the manager pod failed to elect a leader.",
    ],
)
def test_neutral_words_are_silent(make, check, text):
    """Systems may fail, people may act, and quotations and denials do not count."""
    assert check("blame", with_text(make, text)) == []


@all_cases(
    ("fields", "count"),
    [
        ({"cause": "human error"}, 1),
        ({"title": '"Sam accidentally deleted a table"'}, 1),
        ({"tagline": "'It was nobody's fault'"}, 0),
        ({"summary": "Logins failed.\n  The engineer forgot a step."}, 1),
        ({"impact": "{note: careless editing}"}, 1),
        ({"cause": "error handling"}, 0),
        ({"tags": "[human-error]"}, 0),
        ({"tagline": 'The status page said "human error"'}, 0),
    ],
)
def test_fields_that_readers_see_as_text_are_searched(diagnose, fields, count):
    """Their quotation marks in YAML are no quotation."""
    report = ReportReader(Settings()).read("postmortems/a.md", make_report(**fields).encode())
    found = [each for each in diagnose(report) if each.rule == "blame"]
    assert len(found) == count
    for each in found:
        assert report.source.lines[each.line - 1][each.column - 1 :].startswith(each.message.split('"')[1])


def test_people_named_in_the_front_matter_are_recognized(make, check):
    """Authors and roles, by full name or part of it."""
    fields = {"authors": ("Robin Okafor",), "roles": {"commander": "Kim Lindqvist"}}
    assert len(check("blame", with_text(make, "Robin forgot it. Lindqvist caused the outage.", **fields))) == 2
    assert check("blame", with_text(make, "Robin restarted it.", **fields)) == []


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.pattern[:40])
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_every_match_of_a_phrase_contains_its_signs(phrase, data):
    """Otherwise the search for signs would skip it."""
    text = data.draw(st.from_regex(re.compile(phrase.pattern, phrase.flags)))
    assert phrase.may_be_in(_plain(text))
