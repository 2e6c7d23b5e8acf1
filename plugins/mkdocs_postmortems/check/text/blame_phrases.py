"""Phrases that blame a person, with what to write instead.

Each by itself speaks of a person's failing. Neutral words (failed, missed, broke) count only next to a person.
Called by ``blame``; pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set

from msgspec import Struct

_ROLE = (
    r"(?:engineers?|developers?|administrators?|admins?|technicians?|contractors?|interns?|colleagues?|employees?|person"
    r"|people|sres?|dbas?|on-?call(?:\s+(?:engineer|person))?|team\s+members?|reviewers?|committers?|authors?|vendor"
    r"|(?:release|product|incident|change|engineering|line)\s+managers?)"
)
_PERSON = (
    rf"(?:(?:the|an?|our|one|some|this|that|these|two)\s+(?:[\w-]+\s+){{0,2}}?)?{_ROLE}"
    r"(?:\s+(?:on\s+call|responsible))?"
)
_PEOPLE = """
engineer developer operator admin technician contractor intern colleague employee person people sre dba on-call oncall
member author reviewer committer manager vendor team
"""
"""Every match of ``_PERSON``, ``_OPERATOR`` or ``_TEAM`` contains one of these, in lower case."""
_OPERATOR = (
    r"(?:the|an?|our)\s+(?:(?:junior|senior|tired|new|human|night|shift|inexperienced|untrained)\s+)?"
    r"(?:operator|manager)"
)
"""May also be a program, so only clearer failings count."""
_TEAM = r"(?:the|our)\s+(?:[\w-]+\s+){0,2}?team"
_BY_MISTAKE = r"(?:accidentally|inadvertently|mistakenly|wrongly|carelessly)"
_ERRED = (
    rf"(?:forgot|neglected|(?:did\s+not|didn[’']t|never)\s+bother(?:ed)?|{_BY_MISTAKE}\s+\w+|fat-?fingered|rubber-?stamped"
    r"|made\s+an?\s+(?:\w+\s+)?(?:mistake|error)|messed\s+up|screwed\s+up|should(?:\s+not|n[’']t)?\s+have"
    r"(?!\s+(?:an?|the|access|at|between|been\s+(?:able|added|alerted|asked|briefed|called|contacted|given|included|informed"
    r"|involved|notified|paged|told|trained|warned)|enough|full|more|no|one|only|permissions?|some|their|two|\d)(?!\w))"
    r"|(?:was|were)\s+(?:too\s+\w+\s+to|(?:not\s+paying\s+attention|careless|negligent|asleep\s+(?:at|on)|lazy)(?!\w))"
    r"|(?:did\s+not|didn[’']t|failed\s+to)\s+(?:follow|read|ask|tell|communicate|remember|pay\s+attention|think))"
)
_MISTAKES = "mistake|mistakes|error|errors|fault|oversight|failure"
_FAILED = (
    rf"(?:{_ERRED}|(?:had\s+)?failed\s+to|ignored|overlooked|broke(?=\s+\S)"
    r"|(?:did\s+not|didn[’']t)\s+(?:check|notice|verify|test))"
)

_FAILED_SIGNS = (
    "forgot|neglected|bother|ignored|overlooked|messed up|screwed up|broke |fingered|stamped|accidentally|inadvertently"
    "|mistakenly|wrongly|carelessly|made a|failed to|did not|didn|should|careless|negligent|asleep|lazy"
    "|paying attention|was too|were too"
)
"""Every match of ``_FAILED`` contains one of these, in lower case."""

_SYSTEMS = """
Airflow Akamai Amazon Ansible Apache Argo Atlas Auth Azure Bazel Buildkite Cassandra Celery Ceph Cilium Cloudflare
Consul Datadog Debian Discord Docker Elastic Elasticsearch Envoy Etcd Facebook Fastly Flux Gerrit Github Git Gitlab
Google Grafana Gunicorn Hadoop Haproxy Helm Heroku Honeycomb Istio Jenkins Jira Kafka Kibana Kubernetes Lambda Linux
Loki Maven Memcached Microsoft Mongo Nagios Netlify Nginx Node Nomad Okta Openshift Opsgenie Oracle Pagerduty Pingdom
Postgres Prometheus Puppet Python Rabbit Rails Redis Route Sentry Serverless Slack Solr Spark Splunk Stripe Tempo
Terraform Travis Twilio Ubuntu Vault Vercel Windows Zookeeper Cloud Monitoring Traffic Users Customers Clients Tests
Alerts Pods Nodes Jobs January February March April May June July August September October November December Monday
Tuesday Wednesday Thursday Friday Saturday Sunday
"""
_NAME = (
    r"(?-i:(?=[A-Z])(?!(?:The|This|That|These|Those|It|We|You|Nobody|Everybody|Somebody|Someone|Everyone|Which|What|Who|There|"
    + "|".join(_SYSTEMS.split())
    + r")\b)[A-Z][a-z]{2,15}(?<!ing|ion|ent|ler|tem|est|ver)(?<!vice)(?<!ings|ions|ents|ests|erts)"
    r"(?:\s[A-Z][a-z]{1,15})?)"
)
"""A capitalized word that may be a person's name, since it is not a common name of a system."""
_WHO = rf"(?:he|she|they|who|{_NAME})"
_OUGHT = (
    r"(?:(?:double-)?checked|asked|remembered|reali[sz]ed|thought|paid\s+attention|been\s+more\s+careful|looked"
    r"|read\s+the|verified|told|noticed|tested|known)"
)


class Phrase(Struct, frozen=True):
    """A phrase to find.

    A text with the phrase, in lower case and with one space between words, contains one of each group of ``signs``.
    Searching for them first is ten times as fast, and leaves most patterns uncompiled.
    """

    signs: tuple[Set[str], ...]
    pattern: str
    help: str
    flags: re.RegexFlag = re.IGNORECASE

    def may_be_in(self, plain: str) -> bool:
        """Return whether a text contains one sign of each group."""
        for group in self.signs:
            for sign in group:
                if sign in plain:
                    break
            else:
                return False
        return True

    def find(self, text: str) -> Iterator[re.Match[str]]:
        return re.compile(self.pattern, self.flags).finditer(text)


def _phrase(signs: str, pattern: str, help: str, of_people: bool = False) -> Phrase:
    """Return a phrase. ``of_people``: every match also contains one of ``_PEOPLE``."""
    groups = [signs.split("|"), *([_PEOPLE.split()] if of_people else [])]
    return Phrase(tuple(map(frozenset, groups)), rf"(?<!\w)(?:{pattern})(?!\w)", help)


_CONDITIONS = "describe the conditions: time, tools, information, load"
_WHAT = "say what contributed, not who"

_STEP = "say what the step left to memory, and what could have caught it"
_KNOWN = "say what was known at the time, and what would have helped"
_SLIP = "say what made the slip easy, and why nothing caught it"

PHRASES = (
    _phrase("human error|pilot error", r"(?:human|pilot)\s+errors?(?!\s+(?:rate|budget))", _SLIP),
    _phrase(
        "operator error|user error",
        r"operator\s+error|user\s+error(?!\s+(?:page|message|code|rate|report|log|budget))",
        _SLIP,
    ),
    _phrase(
        "pebkac|layer 8|layer-8|fat-f|fat f|fatf", r"pebkac|layer[ -]8\s+problem|fat[- ]?finger(?:ed|ing|s)?", _SLIP
    ),
    _phrase("have known|'ve known|’ve known", r"should\s+(?:have|['’]ve)\s+known(?:\s+better)?", _KNOWN),
    _phrase(
        "careless|negligen|incompeten|slopp|reckless|rookie|stupid|silly|dumb|bonehead",
        r"careless(?:ly|ness)?|negligen(?:t|tly|ce)|incompeten(?:t|ce)|sloppy|sloppiness|reckless(?:ly|ness)?"
        r"|(?:rookie|stupid|silly|dumb|boneheaded)\s+(?:mistake|error)s?",
        _CONDITIONS,
    ),
    _phrase(
        "lazy|careless|negligent|not paying",
        r"because\s+(?:he|she|they)\s+(?:was|were)\s+(?:too\s+)?(?:lazy|careless|negligent|not\s+paying\s+attention)",
        _CONDITIONS,
    ),
    _phrase("if only", rf"if\s+only\s+(?:he|she|they|{_NAME}|{_PERSON}|{_OPERATOR})\s+had", _KNOWN),
    _phrase(
        "by mistake", rf"(?:{_PERSON}|{_OPERATOR})\s+\w+(?:\s+[\w-]+){{0,5}}?\s+by\s+mistake", _SLIP, of_people=True
    ),
    _phrase("made by", rf"(?:mistakes?|errors?)\s+(?:was\s+|were\s+)?made\s+by\s+(?:{_NAME}|{_PERSON})", _WHAT),
    _phrase(
        "judgment|judgement|engineering",
        rf"(?:poor|bad)\s+(?:judge?ment|engineering)\s+(?:by|of|on\s+the\s+part\s+of)\s+(?:{_PERSON}|{_OPERATOR}|{_TEAM})",
        _CONDITIONS,
        of_people=True,
    ),
    _phrase(
        "to blame|at fault",
        rf"(?:{_WHO}|{_PERSON}|{_TEAM}|{_OPERATOR})\s+(?:is|was|were|are)\s+(?:\w+ly\s+)?(?:to\s+blame|at\s+fault)",
        _WHAT,
    ),
    _phrase("we blame|i blame", r"(?:we|I)\s+blame\s+(?!nobody|no\s+one|none)\w+", _WHAT),
    _phrase("culprit", rf"culprits?\s+(?:is|was|were|are)\s+(?:{_PERSON}|{_NAME})", _WHAT),
    _phrase(
        "fault|stupid",
        r"(?:his|her|their|(?!(?:no|any)(?:body|[ ]?one)['’]|one['’])[^\W\d_]+['’]s)"
        r"\s+(?:own\s+)?(?:fault|stupidity)(?!\s+toleran)",
        _WHAT,
    ),
    _phrase(
        "'s|’s",
        rf"(?:{_PERSON}|{_NAME})['’]s\s+(?:own\s+)?(?:mistake|error|fault|oversight|failure\s+to)",
        _WHAT,
    ),
    _phrase(
        "caused by|broken by",
        rf"(?:caused|broken)\s+by\s+(?:{_PERSON}|{_OPERATOR})(?!\w|['’]s)",
        "name the change or the condition, not the person",
        of_people=True,
    ),
    _phrase(
        "forgotten by|ignored by|overlooked by|neglected by",
        rf"(?:forgotten|ignored|overlooked|neglected)\s+by\s+(?:{_PERSON}|{_TEAM})(?!['’]s)",
        _STEP,
        of_people=True,
    ),
    _phrase(
        "without asking|without checking|without thinking|without looking|without telling",
        rf"(?<!let\s)(?<!lets\s)(?<!letting\s)(?:{_PERSON}|{_OPERATOR})"
        r"\s+(?!can|could|may|might|must|should|to\b|will|would)"
        r"(?:(?!no\b|not\b|never\b|nothing\b)[\w-]+\s+){1,7}?without\s+(?:asking|checking|thinking|looking|telling)"
        r"(?!\s+for\s+(?:a\s+)?confirmation)",
        _STEP,
        of_people=True,
    ),
    _phrase(
        _FAILED_SIGNS,
        rf"{_PERSON}\s+(?:who\s+)?(?:\w+ly\s+)?{_FAILED}|(?:{_TEAM}|{_OPERATOR})\s+(?:\w+ly\s+)?{_ERRED}",
        _STEP,
        of_people=True,
    ),
    _phrase(
        "should have|should've|should’ve",
        rf"(?:{_WHO}|someone|somebody)\s+should(?:\s+have|['’]ve)\s+{_OUGHT}",
        _KNOWN,
    ),
    _phrase(
        "forgot|messed up|screwed up|broke prod|broke the build|broke the site|failed to follow|failed to ask"
        "|failed to tell|failed to notice|failed to verify|failed to communicate|failed to remember|accidentally"
        "|inadvertently|mistakenly|wrongly|carelessly|bothered",
        _WHO + r"\s+(?:\w+ly\s+)?(?:forgot(?:\s+to)?|(?:messed|screwed)\s+up|broke\s+(?:prod\w*|the\s+(?:build|site))"
        r"|failed\s+to\s+(?:follow|ask|tell|notice|verify|communicate|remember))"
        rf"|{_NAME}\s+{_BY_MISTAKE}\s+\w+|(?:someone|somebody)\s+forgot|(?:nobody|no\s+one)\s+(?:even\s+)?bothered",
        _STEP,
    ),
    _phrase(
        _MISTAKES,
        rf"(?:{_MISTAKES})\s+(?:of|by|made\s+by|on\s+the\s+part\s+of)\s+"
        rf"(?:{_PERSON}|{_OPERATOR}|{_TEAM})",
        _WHAT,
        of_people=True,
    ),
    _phrase(
        "reprimand|disciplin",
        r"reprimand(?:ed|s)?|disciplinary|(?:was|were|been|be|being|gets?|got)\s+(?:more\s+)?disciplined",
        _CONDITIONS,
    ),
    _phrase(
        "lack of|want of",
        r"(?:lack|want)\s+of\s+(?:attention|diligence|care|discipline|competence)",
        _CONDITIONS,
    ),
    _phrase(
        "versagen|bedienfehler|fahrlässig|vergessen|wissen müssen",
        r"menschliche\w*\s+versagen\w*|bedienfehler\w*|fahrlässig\w*|hätten?\s+(?:es\s+)?wissen\s+müssen"
        r"|(?:der|die|ein|eine)\s+(?:kolleg|admin|entwickler|techniker|mitarbeiter)\w*\s+(?:hat|hatte|haben)\s+vergessen",
        "sage, was den Fehler leicht machte, und was ihn nicht auffing",
    ),
    _phrase(
        "humain|uman|menselijk",
        r"erreurs?\s+humaines?|err(?:or|o|ore)\s+h?umano|errores\s+humanos|menselijke\s+fout(?:en)?",
        _SLIP,
    ),
    _phrase(
        "oublié|négligé|olvidó|olvidado|equivocó",
        r"(?:l['’]|(?:le|la|un|une)\s+)(?:ingénieur|développeu|administrat|technicien|collègue|opérat)\w*\s+(?:a|avait)"
        r"\s+(?:oublié|négligé)"
        r"|(?:el|la|un|una)\s+(?:ingenier|desarrollador|administrador|técnic|operador|compañer)\w*"
        r"\s+(?:se\s+)?(?:(?:ha|había)\s+)?(?:olvidó|olvidado|equivocó)",
        _STEP,
    ),
    # In languages without spaces between words
    Phrase(
        (frozenset({"人為", "人的", "ヒューマン", "ケアレス", "不注意"}),),
        r"人(?:為|的)(?:的)?ミス|ヒューマン・?エラー|ケアレス・?ミス|不注意(?=[がでにだ、。]|による)",
        "何がその間違いを起こしやすくし、何がそれを防げなかったかを書いてください",
    ),
    Phrase(
        (frozenset({"人为", "人爲", "疏忽", "粗心"}),),
        r"人[为爲](?:失误|错误|失誤|錯誤)|(?:人员|人員|员工|員工|工程师|工程師|管理员|管理員|同事)(?:的|一时|一時)?(?:疏忽|粗心)",
        _SLIP,
    ),
)

NAMED_SIGNS = frozenset([*_FAILED_SIGNS.split("|"), "caused"])
"""Every match of a phrase of ``phrases_of`` contains one of these."""
_AS_WRITTEN = re.RegexFlag(0)


def phrases_of(names: Iterable[str]) -> Iterator[Phrase]:
    """Yield phrases for the failings of handles, and of people with these names."""
    parts = {part for name in names for part in (name, *name.split())}
    words = {part for part in parts if len(part) > 1 and part[0].isupper() and (len(part) > 3 or not part.isupper())}
    failed = rf"(?:\s+\w+ly)?\s+(?:{_FAILED}|should\s+have|caused\s+(?:the|this))"
    help = "name the step, and what made it easy to miss"
    yield Phrase((frozenset("@"), NAMED_SIGNS), r"(?<![\w@])@[\w-]{2,40}" + failed, help, _AS_WRITTEN)
    if words:
        people = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
        signs = frozenset(map(str.lower, words))
        yield Phrase((signs, NAMED_SIGNS), rf"(?<!\w)(?:{people}){failed}", help, _AS_WRITTEN)
