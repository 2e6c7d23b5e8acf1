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
from collections.abc import Iterable, Iterator

from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.check.text import Passage

_FORMS: tuple[tuple[str, str], ...] = (
    ("an AWS access key", r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?!\w)"),
    ("a GitHub token", r"gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50}"),
    ("a GitLab token", r"gl(?:pat|dt|rt|rtr|cbt|ptt|ft|agent|soat|oas|imt)-[A-Za-z0-9_-]{20}"),
    ("a Slack token", r"xox[abeoprs]-(?:[0-9A-Za-z]{1,40}-){1,5}[0-9A-Za-z]{8}"),
    ("a Slack token", r"xapp-\d-[A-Z0-9]{5,20}-\d{5,20}-[a-z0-9]{20}"),
    ("a Slack webhook", r"hooks\.slack\.com/(?:services|workflows|triggers)/\w{6,20}/\w{6,30}/\w{16}"),
    ("a chat's webhook", r"discord(?:app)?\.com/api/webhooks/\d{15,20}/[\w-]{40}"),
    ("a chat's webhook", r"webhook\.office\.com/webhookb2/[\w@-]{30,80}/IncomingWebhook/[0-9a-f]{32}"),
    ("a Stripe key", r"(?:sk|rk)_(?:live|test)_[0-9A-Za-z]{20}|whsec_[0-9A-Za-z]{24}"),
    ("a Google API key", r"AIza[0-9A-Za-z_-]{35}(?!\w)"),
    ("a Google OAuth secret", r"GOCSPX-[A-Za-z0-9_-]{28}|ya29\.[0-9A-Za-z_-]{30}|1//0[0-9A-Za-z_-]{40}"),
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
    ("an Atlassian token", r"ATATT3xFfGF0[A-Za-z0-9_=-]{40}"),
    ("a Databricks token", r"dapi[0-9a-f]{32}(?!\w)"),
    ("a Doppler token", r"dp\.(?:pt|st|ct|sa|scim|audit)\.[A-Za-z0-9._-]{40}"),
    ("a Heroku key", r"HRKU-[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}"),
    ("a Hugging Face token", r"hf_[A-Za-z]{34}(?!\w)|hf_(?=[a-zA-Z]{0,33}\d)[A-Za-z0-9]{34}(?!\w)"),
    ("a Linear key", r"lin_api_[A-Za-z0-9]{40}"),
    ("a Mailgun key", r"key-[0-9a-f]{32}(?!\w)"),
    ("a New Relic key", r"NRAK-[A-Z0-9]{27}(?!\w)"),
    ("a PlanetScale token", r"pscale_(?:tkn|oauth|pw)_[A-Za-z0-9_.-]{32}"),
    ("a Postman key", r"PMAK-[0-9a-f]{24}-[0-9a-f]{34}"),
    ("a Pulumi token", r"pul-[0-9a-f]{40}(?!\w)"),
    ("a RubyGems key", r"rubygems_[0-9a-f]{48}(?!\w)"),
    ("a Sentry token", r"sntry[su]_[A-Za-z0-9+/=_-]{40}"),
    ("a Square token", r"sq0(?:csp|atp)-[A-Za-z0-9_-]{22}"),
    ("an age key", r"AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}"),
    ("a private key", r"PuTTY-User-Key-File-\d"),
    ("a private key", r"-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----"),
)  # fmt: skip
"""What issuers say of their tokens' form. Each pattern is bounded, so that no dump of text takes long to read."""

_FORM = re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(f'(?P<f{at}>{form})' for at, (_, form) in enumerate(_FORMS))})")
_URL = re.compile(r"\b[a-z][a-z0-9+.-]{1,20}://[^\s:/@\"'<>]{0,100}:(?P<value>[^\s/@\"'<>]{1,200})@[\w.\[-]")
_ASSIGNED = re.compile(
    r"(?P<name>(?:passw(?:or)?[dt]|passphrase|pwd|(?<![a-z])pass|secret|api[_-]?key|access[_-]?key"
    r"|(?:auth|access|refresh|session|bot|vault)[_-]?token|client[_-]?secret|bearer|credential"
    r"|(?:private|encryption|signing|master|shared|account|storage)[_-]?key"
    r"|kennwort|mot de passe|contraseña|senha|パスワード|密码))[\"'`*]{0,3}\s{0,3}(?:[:=：]{1,2}>?|\bis\b)[*_]{0,2}"
    r"\s{0,3}(?P<quote>[\"'`]?)(?P<value>[^\s\"'`<>,;|]{4,200})",
    re.IGNORECASE,
)
_WORDS = (
    *("pass", "pwd", "secret", "key", "token", "bearer", "credential"),
    *("kennwort", "contraseña", "senha", "パスワード", "密码"),
)
_NEAR_ASSIGNED = re.compile(rf"(?:{'|'.join(_WORDS)}).{{0,20}}?(?:[:=：]|\bis\b)")
"""In each lowered line with one of those, which have to be tried at every character."""
_LOOSE = re.compile(
    r"\b(?P<name>passw(?:or)?[dt]|passphrase)[*_]{0,2}(?:\s{1,3}(?=[\"'`])|\s{0,20}\|\s{0,3})(?P<quote>[\"'`]?)"
    r"(?P<value>[^\s\"'`<>|]{8,200})(?=[\"'`]|\s{0,20}\|)",
    re.IGNORECASE,
)
"""A password in quotation marks or in the next cell. It may be a name as well, so that more is asked of it."""
_TOKEN = re.compile(
    r"(?:\btoken|\bTOKEN|_TOKEN)[\"'`]?\s{0,2}[:=]\s{0,2}[\"'`]?(?P<value>[A-Za-z0-9_-]{16,200})(?![\w.])"
)
_BEARER = re.compile(
    r"\b(?:(?:Authorization:\s{0,3})?(?:Bearer|Basic)|Authorization:\s{0,3}[Tt]oken)\s+(?P<value>[A-Za-z0-9+/_.=-]{16,})"
)
_COMMAND = re.compile(
    r"\b(?:curl|wget)\b.{0,200}?\s(?:-u|--user)[ =][\"']?[^\s:\"']{1,100}:(?P<curl>[^\s\"']{4,200})"
    r"|\b(?:mysql|mysqldump|mariadb)\b.{0,200}?\s-p(?P<mysql>[^\s\"']{4,200})|\bsshpass\s+-p\s?[\"']?(?P<ssh>[^\s\"']{4,200})"
)
_SHORTEST = 15
"""Characters of the shortest token. None of them is white space, so that it stands in a word at least as long."""
_KEY_BLOCK = "PRIVATE KEY"
"""What the one form with white space in it has in it."""

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
    may_have_form = _may_have_form(subject.file.raw)
    for number in _likely_lines(subject, may_have_form):
        for column, what in _secrets(subject.report.source.lines[number - 1][:20_000], may_have_form):
            yield Finding(
                f"this looks like {what}{where}",
                number,
                column,
                "take it out, and revoke it: whoever read the repository has it",
            )


def _may_have_form(text: str) -> bool:
    words = "\n".join([word for word in text.split() if len(word) >= _SHORTEST])
    return _KEY_BLOCK in text or _FORM.search(words) is not None


def _likely_lines(subject: Subject, may_have_form: bool) -> Iterable[int]:
    """The lines to look at. To search the whole text for signs first is ten times as fast."""
    if may_have_form:
        return range(1, len(subject.report.source.lines) + 1)
    lowered = Passage(subject.file.raw.lower(), 1)
    signs = {sign for _, _, signs in _PATTERNS for sign in signs if sign in lowered.raw}
    return sorted({line for sign in signs for line in _lines_with(sign, lowered)})


def _lines_with(sign: str, lines: Passage) -> Iterator[int]:
    at = lines.raw.find(sign)
    while at >= 0:
        yield lines.place(at)[0]
        end = lines.raw.find("\n", at)  # a line once found is not looked at again
        at = lines.raw.find(sign, end) if end >= 0 else -1


def _secrets(line: str, may_have_form: bool) -> Iterator[tuple[int, str]]:
    """What a line gives away, each with its column; never the secret itself, which would end up in logs."""
    seen: list[range] = []
    lowered = line.lower()
    for match in _FORM.finditer(line) if may_have_form else ():
        if not re.search(r"EXAMPLE|(.)\1{7}", match.group()):
            seen.append(range(*match.span()))
            yield match.start() + 1, _FORMS[int(str(match.lastgroup)[1:])][0]
    for pattern, what, signs in _PATTERNS:
        if not any(sign in lowered for sign in signs) or (pattern is _ASSIGNED and not _NEAR_ASSIGNED.search(lowered)):
            continue
        for match in pattern.finditer(line):
            start, end = match.span(match.lastgroup if pattern is _COMMAND else "value")  # type: ignore[arg-type]
            value = line[start:end].rstrip(".,;:!?)]}[({")
            if any(start in span for span in seen) or not _is_real(value, pattern):
                continue
            seen.append(range(start, end))
            yield start + 1, what or f"a {_kind(match['name'])}"


_PATTERNS: tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...] = (
    (_URL, "a password in an address", ("@",)),
    (_BEARER, "a token", ("bearer", "basic", "token")),
    (_ASSIGNED, "", _WORDS),
    (_LOOSE, "", ("pass",)),
    (_TOKEN, "a token", ("token",)),
    (_COMMAND, "a password", ("curl", "wget", "mysql", "mariadb", "sshpass")),
)
"""Each with the name of what it finds, and signs of which one is in every line with that, in lower case."""


def _kind(name: str) -> str:
    return "password" if re.search(r"pass|pwd|wort|contrase|senha|パスワード|密码", name, re.I) else "secret"


def _is_real(value: str, pattern: re.Pattern[str]) -> bool:
    """Whether a value is meant: no stand-in, no name of a variable, no word of the sentence."""
    if len(value) < (4 if pattern in (_URL, _COMMAND) else 8) or _STAND_IN.search(value):
        return False
    if pattern in (_URL, _COMMAND):
        return True
    letters, digits = any(map(str.isalpha, value)), any(map(str.isdigit, value))
    odd = any(not char.isalnum() and char not in "-_./" for char in value)
    if pattern in (_LOOSE, _TOKEN) and not (digits and (odd or value.lower() != value != value.upper())):
        return False
    return letters and (digits or odd) and _surprise(value) > 2.5


def _surprise(value: str) -> float:
    """Shannon's entropy of the characters, in bits: a word repeats itself, a password does not."""
    counts = Counter(value)
    return -sum(count / len(value) * math.log2(count / len(value)) for count in counts.values())
