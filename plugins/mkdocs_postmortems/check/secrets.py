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
from mkdocs_postmortems.read.patterns import pattern

_FORMS: tuple[tuple[str, str, str], ...] = (
    ("an AWS access key", "AKIA ASIA ABIA ACCA", r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?!\w)"),
    ("a GitHub token", "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_",
     r"gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50}"),
    ("a GitLab token", "glpat- gldt- glrt- glrtr- glcbt- glptt- glft- glagent- glsoat- gloas- glimt-",
     r"gl(?:pat|dt|rt|rtr|cbt|ptt|ft|agent|soat|oas|imt)-[A-Za-z0-9_-]{20}"),
    ("a Slack token", "xoxa- xoxb- xoxe- xoxo- xoxp- xoxr- xoxs-",
     r"xox[abeoprs]-(?:[0-9A-Za-z]{1,40}-){1,5}[0-9A-Za-z]{8}"),
    ("a Slack token", "xapp-", r"xapp-\d-[A-Z0-9]{5,20}-\d{5,20}-[a-z0-9]{20}"),
    ("a Slack webhook", "hooks.slack.com",
     r"hooks\.slack\.com/(?:services|workflows|triggers)/\w{6,20}/\w{6,30}/\w{16}"),
    ("a chat's webhook", "/api/webhooks/", r"discord(?:app)?\.com/api/webhooks/\d{15,20}/[\w-]{40}"),
    ("a chat's webhook", "webhook.office.com",
     r"webhook\.office\.com/webhookb2/[\w@-]{30,80}/IncomingWebhook/[0-9a-f]{32}"),
    ("a Stripe key", "k_live_ k_test_ whsec_", r"(?:sk|rk)_(?:live|test)_[0-9A-Za-z]{20}|whsec_[0-9A-Za-z]{24}"),
    ("a Google API key", "AIza", r"AIza[0-9A-Za-z_-]{35}(?!\w)"),
    ("a Google OAuth secret", "GOCSPX- ya29. 1//0",
     r"GOCSPX-[A-Za-z0-9_-]{28}|ya29\.[0-9A-Za-z_-]{30}|1//0[0-9A-Za-z_-]{40}"),
    ("a SendGrid key", "SG.", r"SG\.[\w-]{16,32}\.[\w-]{32}"),
    ("an npm token", "npm_", r"npm_[A-Za-z0-9]{36}(?!\w)"),
    ("a PyPI token", "pypi-AgE", r"pypi-AgE[A-Za-z0-9_-]{50}"),
    ("a Docker token", "dckr_pat_", r"dckr_pat_[A-Za-z0-9_-]{20}"),
    ("a DigitalOcean token", "doo_v1_ dop_v1_ dor_v1_", r"do[opr]_v1_[a-f0-9]{64}(?!\w)"),
    ("a Shopify token", "shpat_ shpca_ shppa_ shpss_", r"shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}(?!\w)"),
    ("a Telegram token", ":AA", r"\d{8,10}:AA[A-Za-z0-9_-]{32}"),
    ("a Grafana token", "glsa_ glc_", r"glsa_[A-Za-z0-9]{32}_[a-fA-F0-9]{8}|glc_[A-Za-z0-9+/=]{40}"),
    ("a signed address", "ignature= IGNATURE= sig= SIG= Sig=",
     r"(?i:X-(?:Amz|Goog)-Signature=[0-9a-f]{64}|sig=[A-Za-z0-9%+/]{43,60}(?:%3D|=))"),
    ("a HashiCorp Vault token", "hvs. hvb. hvr.", r"hv[sbr]\.[A-Za-z0-9_-]{24}"),
    ("an API key", "sk-", r"sk-(?:ant-|proj-|svcacct-)?[A-Za-z0-9_-]{32}"),
    ("a JSON Web Token", "eyJ", r"eyJ[A-Za-z0-9_-]{10,500}\.eyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10}"),
    ("an Atlassian token", "ATATT3xFfGF0", r"ATATT3xFfGF0[A-Za-z0-9_=-]{40}"),
    ("a Databricks token", "dapi", r"dapi[0-9a-f]{32}(?!\w)"),
    ("a Doppler token", "dp.", r"dp\.(?:pt|st|ct|sa|scim|audit)\.[A-Za-z0-9._-]{40}"),
    ("a Heroku key", "HRKU-", r"HRKU-[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}"),
    ("a Hugging Face token", "hf_", r"hf_[A-Za-z]{34}(?!\w)|hf_(?=[a-zA-Z]{0,33}\d)[A-Za-z0-9]{34}(?!\w)"),
    ("a Linear key", "lin_api_", r"lin_api_[A-Za-z0-9]{40}"),
    ("a Mailgun key", "key-", r"key-[0-9a-f]{32}(?!\w)"),
    ("a New Relic key", "NRAK-", r"NRAK-[A-Z0-9]{27}(?!\w)"),
    ("a PlanetScale token", "pscale_", r"pscale_(?:tkn|oauth|pw)_[A-Za-z0-9_.-]{32}"),
    ("a Postman key", "PMAK-", r"PMAK-[0-9a-f]{24}-[0-9a-f]{34}"),
    ("a Pulumi token", "pul-", r"pul-[0-9a-f]{40}(?!\w)"),
    ("a RubyGems key", "rubygems_", r"rubygems_[0-9a-f]{48}(?!\w)"),
    ("a Sentry token", "sntrys_ sntryu_", r"sntry[su]_[A-Za-z0-9+/=_-]{40}"),
    ("a Square token", "sq0csp sq0atp", r"sq0(?:csp|atp)-[A-Za-z0-9_-]{22}"),
    ("an age key", "AGE-SECRET-KEY-1", r"AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}"),
    ("an Artifactory key", "AKCp cmVmdGtu", r"AKCp[A-Za-z0-9]{60}|cmVmdGtu[A-Za-z0-9]{50}"),
    ("a Bitbucket token", "ATBB", r"ATBB[A-Za-z0-9]{28}"),
    ("a Buildkite token", "bkua_ bkaa_ bkct_ bkut_ bkpt_", r"bk(?:ua|aa|ct|ut|pt)_[A-Za-z0-9]{40}"),
    ("a CircleCI token", "CCIPAT_ CCIPRJ_", r"CCI(?:PAT|PRJ)_[A-Za-z0-9]{22}_[0-9a-f]{40}"),
    ("a Cloudflare key", "v1.0-", r"v1\.0-[0-9a-f]{24}-[0-9a-f]{100}"),
    ("a registry's token", "CLOJARS_ oy2", r"CLOJARS_[a-z0-9]{60}|oy2[a-z0-9]{43}(?!\w)"),
    ("a Dynatrace token", "dt0", r"dt0[a-z]\d\d\.[A-Z2-7]{24}\.[A-Z2-7]{64}|dt0[a-z]\d\d\.[A-Z0-9]{24}\.[A-Z0-9]{64}"),
    ("a Facebook token", "EAACEdEose0cBA", r"EAACEdEose0cBA[0-9A-Za-z]{20}"),
    ("a Figma token", "figd_", r"figd_[\w-]{35}"),
    ("a Fly.io token", "fo1_ fm1_ fm2_", r"fo1_[\w-]{40}|fm[12]_[A-Za-z0-9+/=_-]{50}"),
    ("a HubSpot token", "pat-na pat-eu pat-ap", r"pat-(?:na|eu|ap)\d-[0-9a-f]{8}-[0-9a-f-]{27}"),
    ("a LaunchDarkly key", "sdk- mob-", r"(?:sdk|mob)-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"),
    ("a Mailchimp key", "-us", r"[0-9a-f]{32}-us\d{1,2}(?!\w)"),
    ("a Mapbox token", "sk.eyJ", r"sk\.eyJ[A-Za-z0-9_-]{20,200}\.[A-Za-z0-9_-]{20}"),
    ("a Netlify token", "nfp_ nfo_ nfc_ nfu_ nfb_", r"nf[pocub]_[A-Za-z0-9]{36}"),
    ("a New Relic key", "NRAL", r"[0-9a-f]{36}NRAL(?!\w)"),
    ("a Notion token", "secret_ ntn_", r"secret_[A-Za-z0-9]{43}(?!\w)|ntn_[A-Za-z0-9]{40}"),
    ("the secret of one-time passwords", "otpauth://", r"otpauth://[^\s\"'<>]{1,200}[?&]secret=[A-Za-z2-7]{16}"),
    ("a password manager's token", "ops_eyJ", r"ops_eyJ[A-Za-z0-9_-]{100}"),
    ("a PayPal token", "access_token$", r"access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32}"),
    ("a Sourcegraph or Segment token", "sgp_", r"sgp_[A-Za-z0-9_]{40}"),
    ("a Supabase key", "sbp_ sb_secret_", r"sbp_[0-9a-f]{40}|sb_secret_[A-Za-z0-9_-]{20}"),
    ("a Tailscale key", "tskey-", r"tskey-[a-z]{3,10}-[A-Za-z0-9]{10,20}-[A-Za-z0-9]{20}"),
    ("a Terraform token", ".atlasv1.", r"[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60}"),
    ("a Twilio key", "SK", r"SK[0-9a-f]{32}(?!\w)"),
    ("an API key", "gsk_ pplx- r8_ xai-",
     r"gsk_[A-Za-z0-9]{48}|pplx-[A-Za-z0-9]{40}|r8_[A-Za-z0-9]{37}|xai-[A-Za-z0-9]{70}"),
    ("an API key", "lsv2_ ico-", r"lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}|ico-[A-Za-z0-9]{32}(?!\w)"),
    ("a password's hash", "$apr1$ $1$ $2a$ $2b$ $2x$ $2y$ $5$ $6$ $y$ $argon2",
     r"\$(?:apr1|[1256y]|2[abxy]|argon2(?:id?|d))\$[./A-Za-z0-9$=,+]{28}"),
    ("a private key", "PuTTY-User-Key-File-", r"PuTTY-User-Key-File-\d"),
    ("a private key", "-----BEGIN", r"-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----"),
)  # fmt: skip
"""What is found; signs, of which one is in each such text; and what issuers say of their tokens' form.

Each pattern is bounded, so that no dump of text takes long to read.
"""

_SIGNS = frozenset(sign for _, signs, _ in _FORMS for sign in signs.split())

_FORM = pattern(rf"(?<![A-Za-z0-9])(?:{'|'.join(f'(?P<f{at}>{form})' for at, (*_, form) in enumerate(_FORMS))})")
_URL = pattern(r"\b[a-z][a-z0-9+.-]{1,20}://[^\s:/@\"'<>]{0,100}:(?P<value>[^\s/@\"'<>]{1,200})@[\w.\[-]")
_OTHER_WORDS = (
    "kennwort|mot de passe|contraseña|senha|wachtwoord|lösenord|adgangskode|hasło|parola|heslo"
    "|пароль|パスワード|密码|密碼|비밀번호"
)
"""For a password, in lower case."""
_ASSIGNED = pattern(
    r"(?P<name>(?:passw(?:or)?[dt]|passphrase|pass (?:phrase|code)|passcode|pwd|(?<![a-z])pass"
    r"|secret(?:[_-]?key)?|(?:api|app|access|admin|license|deploy|service|consumer|webhook)[ _-]?key"
    r"|client[_-]key[_-]data"
    r"|(?:auth|access|refresh|session|bot|vault)[_-]?token|client[_-]?secret|bearer|credential"
    r"|(?:private|encryption|signing|master|shared|account|storage)[_-]?key"
    rf"|{_OTHER_WORDS}))[\"'`*]{{0,3}}\s{{0,3}}"
    r"(?:[:=：]{1,2}>?|>|(?P<verb>\b(?:is|was|ist|war|est|es|era)\b|是))[*_]{0,2}"
    r"\s{0,3}(?P<quote>[\"'`]?)(?P<value>[^\s\"'`<>,;|]{4,200})",
    re.IGNORECASE,
)
_WORDS = (
    *("pass", "pwd", "secret", "key", "token", "bearer", "credential"),
    *_OTHER_WORDS.split("|"),
)
_NEAR_ASSIGNED = pattern(rf"(?:{'|'.join(_WORDS)}).{{0,20}}?(?:[:=：>是]|\b(?:is|was|ist|war|est|es|era)\b)")
"""In each lowered line with one of those, which have to be tried at every character."""
_LOOSE = pattern(
    r"\b(?P<name>passw(?:or)?[dt]|passphrase)[*_]{0,2}(?:\s{1,3}(?=[\"'`])|\s{0,20}\|\s{0,3})(?P<quote>[\"'`]?)"
    r"(?P<value>[^\s\"'`<>|]{8,200})(?=[\"'`]|\s{0,20}\|)",
    re.IGNORECASE,
)
"""A password in quotation marks or in the next cell. It may be a name as well, so that more is asked of it."""
_TOKEN = pattern(
    r"(?:\btoken|\bTOKEN|_TOKEN|\"auth)[\"'`]?\s{0,2}[:=]\s{0,2}[\"'`]?(?P<value>[A-Za-z0-9_-]{16,200})(?![\w.])"
)
_VARIABLE = pattern(r"[A-Z]_(?:TOKEN|KEY|SECRET)=[\"']?(?P<value>(?=[^\s\d]*\d)[A-Za-z0-9_.+/=-]{16,200})(?![\w.])")
"""In capitals, as programs are handed what nobody else may read."""
_FLAG = pattern(
    r"(?:--(?:password|passwd|pass|pwd|token|secret|api-?key)\s{1,3}|\blogin\s{1,3}\S{1,60}\s{1,3}password\s{1,3})"
    r"[\"']?(?P<value>[^\s\"'`<>|]{8,200})"
)
_SESSION = pattern(
    r"\b(?:set-)?cookie:\s{0,3}[^\s=;]{0,40}(?:sess|sid|auth|token|jwt)[^\s=;]{0,40}=(?P<value>[A-Za-z0-9%._+/=-]{16,})",
    re.I,
)
_BEARER = pattern(
    r"\b(?:(?:Authorization:\s{0,3})?(?:Bearer|Basic|SSWS|ApiKey|GenieKey)|Authorization:\s{0,3}[Tt]oken)\s+"
    r"(?P<value>[A-Za-z0-9+/_.=-]{16,})"
)
_COMMAND = pattern(
    r"\b(?:curl|wget)\b.{0,200}?\s(?:-u|--user)[ =][\"']?[^\s:\"']{1,100}:(?P<curl>[^\s\"']{4,200})"
    r"|\b(?:mysql|mysqldump|mariadb)\b.{0,200}?\s-p(?P<mysql>[^\s\"']{4,200})|\bsshpass\s+-p\s?[\"']?(?P<ssh>[^\s\"']{4,200})"
)
_SHORTEST = 15
"""Characters of the shortest token. None of them is white space, so that it stands in a word at least as long."""
_KEY_BLOCK = "PRIVATE KEY"
"""What the one form with white space in it has in it."""

_STAND_IN = pattern(
    r"[*x•.…_-]{3,}|\$|\{\{?|%(?![0-9a-f]{2})|<|example|placeholder|redact|change-?me|your|dummy|secret$|password$|^hunter2$|foobar"
    r"|^(?:true|false|null|none|nil|yes|no|\d{1,7}|(?-i:[A-Z][A-Z0-9_]+)|\w+\(.*|[\w-]{2,}\.(?:[a-z]+\.)*\w+|/.*|https?:.*)$",
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
    if _KEY_BLOCK in text:
        return True
    words = "\n".join([word for word in text.split() if len(word) >= _SHORTEST])
    return any(sign in words for sign in _SIGNS) and _FORM.search(words) is not None


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
    for form, what, signs in _PATTERNS:
        if not any(sign in lowered for sign in signs) or (form is _ASSIGNED and not _NEAR_ASSIGNED.search(lowered)):
            continue
        for match in form.finditer(line):
            start, end = match.span(match.lastgroup if form is _COMMAND else "value")  # type: ignore[arg-type]
            value = line[start:end].rstrip(".,;:!?)]}[({")
            in_prose = bool(match.groupdict().get("verb"))
            if any(start in span for span in seen) or not _is_real(value, form, in_prose):
                continue
            seen.append(range(start, end))
            yield start + 1, what or f"a {_kind(match['name'])}"


_PATTERNS: tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...] = (
    (_URL, "a password in an address", ("@",)),
    (_BEARER, "a token", ("bearer", "basic", "token", "ssws", "apikey", "geniekey")),
    (_ASSIGNED, "", _WORDS),
    (_LOOSE, "", ("pass",)),
    (_TOKEN, "a token", ("token", "auth")),
    (_VARIABLE, "a token", ("token=", "key=", "secret=")),
    (_FLAG, "a password", ("--pass", "--pwd", "--token", "--secret", "--api", "password")),
    (_SESSION, "a session", ("cookie:",)),
    (_COMMAND, "a password", ("curl", "wget", "mysql", "mariadb", "sshpass")),
)
"""Each with the name of what it finds, and signs of which one is in every line with that, in lower case."""


def _kind(name: str) -> str:
    return "password" if re.search(rf"pass|pwd|wort|{_OTHER_WORDS}", name, re.I) else "secret"


def _is_real(value: str, form: re.Pattern[str], in_prose: bool) -> bool:
    """Whether a value is meant: no stand-in, no name of a variable, no word of the sentence, if it stands in one."""
    if len(value) < (4 if form in (_URL, _COMMAND) else 8) or _STAND_IN.search(value):
        return False
    if form in (_URL, _COMMAND):
        return True
    letters, digits = any(map(str.isalpha, value)), any(map(str.isdigit, value))
    odd = any(not char.isalnum() and char not in "-_./" for char in value)
    is_doubtful = in_prose or form in (_LOOSE, _TOKEN, _FLAG, _SESSION)
    if is_doubtful and not (digits and (odd or value.lower() != value != value.upper())):
        return False
    return letters and (digits or odd) and _surprise(value) > 2.5


def _surprise(value: str) -> float:
    """Shannon's entropy of the characters, in bits: a word repeats itself, a password does not."""
    counts = Counter(value)
    return -sum(count / len(value) * math.log2(count / len(value)) for count in counts.values())
