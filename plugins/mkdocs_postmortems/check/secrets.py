"""A rule of secrets: keys, tokens and passwords that must not stand in a report, in code neither.

Only forms that tell themselves by a prefix or by the word before them are looked for: a report is full of hashes,
commit ids and trace ids, which no measure of randomness tells from a key. The libraries for this task read
configuration, walk folders and import an HTTP client to ask whether a key still works; the forms themselves are
published by those who issue them and are a table of a few lines.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator

from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.check.text import Passage

_FORMS: tuple[tuple[str, str], ...] = (
    ("an AWS access key", r"(?:AKIA|ASIA)[A-Z2-7]{16}(?!\w)"),
    ("a GitHub token", r"gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50}"),
    ("a GitLab token", r"gl(?:pat|dt|rt|cbt|ptt|ft|agent|soat)-[A-Za-z0-9_-]{20}"),
    ("a Slack token", r"xox[abeoprs]-(?:[0-9A-Za-z]{1,40}-){1,5}[0-9A-Za-z]{8}"),
    ("a Slack token", r"xapp-\d-[A-Z0-9]{5,20}-\d{5,20}-[a-z0-9]{20}"),
    ("a Slack webhook", r"hooks\.slack\.com/(?:services|workflows|triggers)/\w{6,20}/\w{6,30}/\w{16}"),
    ("a Stripe key", r"(?:sk|rk)_live_[0-9A-Za-z]{20}|whsec_[0-9A-Za-z]{24}"),
    ("a Google API key", r"AIza[0-9A-Za-z_-]{35}(?!\w)"),
    ("a Google OAuth secret", r"GOCSPX-[A-Za-z0-9_-]{28}|ya29\.[0-9A-Za-z_-]{30}"),
    ("a SendGrid key", r"SG\.[\w-]{16,32}\.[\w-]{32}"),
    ("an npm token", r"npm_[A-Za-z0-9]{36}(?!\w)"),
    ("a PyPI token", r"pypi-AgE[A-Za-z0-9_-]{50}"),
    ("a Docker token", r"dckr_pat_[A-Za-z0-9_-]{20}"),
    ("a DigitalOcean token", r"do[opr]_v1_[a-f0-9]{64}(?!\w)"),
    ("a Shopify token", r"shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}(?!\w)"),
    ("a Telegram token", r"\d{8,10}:AA[A-Za-z0-9_-]{32}"),
    ("a Grafana token", r"glsa_[A-Za-z0-9]{32}_[a-fA-F0-9]{8}|glc_[A-Za-z0-9+/=]{40}"),
    ("a signed address", r"(?i:X-(?:Amz|Goog)-Signature=[0-9a-f]{64}|sig=[A-Za-z0-9%+/]{43,60}(?:%3D|=))"),
    ("a HashiCorp Vault token", r"hv[sbr]\.[A-Za-z0-9_-]{24}"),
    ("an API key", r"sk-(?:ant-|proj-|svcacct-)?[A-Za-z0-9_-]{32}"),
    ("a JSON Web Token", r"eyJ[A-Za-z0-9_-]{10,500}\.eyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10}"),
    ("a private key", r"-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----"),
)  # fmt: skip
"""What issuers say of their tokens' form. Each pattern is bounded, so that no dump of text takes long to read."""

_FORM = re.compile("|".join(rf"(?P<f{at}>(?<![A-Za-z0-9])(?:{form}))" for at, (_, form) in enumerate(_FORMS)))
_URL = re.compile(r"\b[a-z][a-z0-9+.-]{1,20}://[^\s:/@\"'<>]{0,100}:(?P<value>[^\s/@\"'<>]{1,200})@[\w.\[-]")
_ASSIGNED = re.compile(
    r"(?P<name>[\w.-]{0,40}(?:passw(?:or)?d|passphrase|secret|api[_-]?key|access[_-]?key|auth[_-]?token|access[_-]?token"
    r"|client[_-]?secret|private[_-]?key|bearer|credential))[\"'`*]{0,3}\s{0,3}(?:[:=]{1,2}>?|\bis\b)\s{0,3}"
    r"(?P<quote>[\"'`]?)(?P<value>[^\s\"'`<>,;|]{4,200})",
    re.IGNORECASE,
)
_BEARER = re.compile(r"\b(?:Authorization:\s{0,3})?(?:Bearer|Basic)\s+(?P<value>[A-Za-z0-9+/_.=-]{16,})")
_PREFIXES = """
akia asia ghp_ gho_ ghu_ ghs_ ghr_ github_pat_ glpat- gldt- glrt- glcbt- glptt- glft- glagent- glsoat- xox xapp-
hooks.slack _live_ whsec_ aiza gocspx- ya29. sg. sk- npm_ pypi- dckr_ _v1_ shpat_ shpca_ shppa_ shpss_ :aa hvs. hvb.
hvr. eyj begin @ glsa_ glc_ -signature= sig=
"""
_WORDS = """
passw passphrase secret apikey api_key api-key accesskey access_key access-key authtoken auth_token auth-token
accesstoken access_token access-token privatekey private_key private-key bearer basic credential
"""
_SIGNS = (*_PREFIXES.split(), *_WORDS.split())
"""One of these is in every line with a secret, in lower case. To look for them first is ten times as fast."""

_STAND_IN = re.compile(
    r"[*x•.…_-]{3,}|\$|\{\{?|%|<|example|placeholder|redact|change-?me|your|dummy|secret$|password$|^hunter2$|foobar"
    r"|^(?:true|false|null|none|nil|yes|no|\d{1,7}|(?-i:[A-Z][A-Z0-9_]+)|\w+\(.*|[\w-]+\.(?:[a-z]+\.)*\w+|/.*|https?:.*)$",
    re.IGNORECASE,
)


def find_secrets(subject: Subject) -> Iterator[Finding]:
    """``secret``

    What a baseline lets be in an internal report is another finding, and so an error again, once the report is public.
    """
    where = ", in a public report" if subject.is_public else ""
    for number in _likely_lines(subject):
        for column, what in _secrets(subject.report.source.lines[number - 1][:20_000]):
            yield Finding(
                f"this looks like {what}{where}",
                number,
                column,
                "take it out, and revoke it: whoever read the repository has it",
            )


def _likely_lines(subject: Subject) -> list[int]:
    lowered = Passage(subject.file.raw.lower(), 1)
    found = set()
    for sign in _SIGNS:
        at = lowered.raw.find(sign)
        while at >= 0:
            found.add(lowered.place(at)[0])
            end = lowered.raw.find("\n", at)  # a line once found is not looked at again
            at = lowered.raw.find(sign, end) if end >= 0 else -1
    return sorted(found)


def _secrets(line: str) -> Iterator[tuple[int, str]]:
    """What a line gives away, each with its column; never the secret itself, which would end up in logs."""
    seen: list[range] = []
    for match in _FORM.finditer(line):
        if not re.search(r"EXAMPLE|(.)\1{7}", match.group()):
            seen.append(range(*match.span()))
            yield match.start() + 1, _FORMS[int(str(match.lastgroup)[1:])][0]
    for pattern, what in ((_URL, "a password in an address"), (_BEARER, "a token"), (_ASSIGNED, "")):
        for match in pattern.finditer(line):
            start = match.start("value")
            if any(start in span for span in seen) or not _is_real(match, pattern is _URL):
                continue
            seen.append(range(*match.span("value")))
            yield start + 1, what or f"a {_kind(match['name'])}"


def _kind(name: str) -> str:
    return "password" if "pass" in name.lower() else "secret"


def _is_real(match: re.Match[str], in_url: bool) -> bool:
    """Whether a value is meant: no stand-in, no name of a variable, no word of the sentence."""
    value = match["value"].rstrip(".,;:!?)]}[({")
    if len(value) < (4 if in_url else 8) or _STAND_IN.search(value):
        return False
    if in_url:
        return True
    letters, digits = any(map(str.isalpha, value)), any(map(str.isdigit, value))
    odd = any(not char.isalnum() and char not in "-_./" for char in value)
    return letters and (digits or odd) and _surprise(value) > 2.5


def _surprise(value: str) -> float:
    """Shannon's entropy of the characters, in bits: a word repeats itself, a password does not."""
    counts = Counter(value)
    return -sum(count / len(value) * math.log2(count / len(value)) for count in counts.values())
