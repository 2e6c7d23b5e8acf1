"""A rule for secrets: keys, tokens and passwords must not be in a report, not even in code.

Only forms with a known prefix, or with a telling word before them, are searched for. Reports are full of hashes, commit
ids and trace ids, which no measure of randomness can tell from a key. Existing libraries read configuration, walk
folders, and import an HTTP client to test whether a key still works, while the forms themselves are documented by
their issuers and fit into a short table.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from mkdocs_postmortems.check.issuers import FORMS
from mkdocs_postmortems.check.signs import Signs
from mkdocs_postmortems.check.subject import Finding, Subject
from mkdocs_postmortems.check.text import Passage
from mkdocs_postmortems.read.patterns import pattern
from mkdocs_postmortems.read.tables import split_row

_FORM_SIGNS = Signs(sign for _, signs, _ in FORMS for sign in signs.split())

_FORM = pattern(
    rf"(?<![A-Za-z0-9])(?:{'|'.join(f'(?P<f{at}>{form})' for at, (*_, form) in enumerate(FORMS))})", re.ASCII
)
"""ASCII only: in languages without spaces, a sentence may continue directly after a token."""
_Pattern = tuple[re.Pattern[str], str]
"""A pattern, and the name of what it finds."""

_URL = pattern(r"\b[a-z][a-z0-9+.-]{1,20}://[^\s:/@\"'<>]{0,100}:(?P<value>[^\s/@\"'<>]{1,200})@[\w.\[-]", re.ASCII)
_OTHER_WORDS = (
    "kennwort|mot de passe|contraseña|senha|wachtwoord|lösenord|adgangskode|hasło|parola|heslo"
    "|пароль|パスワード|暗証番号|密码|密碼|口令|비밀번호|kata sandi|mật khẩu|salasana|şifre|jelszó|lozinka|slaptažodis"
    "|κωδικός|κωδικός πρόσβασης|סיסמה|كلمة المرور|كلمة السر|पासवर्ड|รหัสผ่าน"
)
"""Words for a password in other languages, in lower case."""
_SAYS = (
    r"\b(?:is|was|ist|war|est|es|era|è|é|lautete?)\b(?:\s(?:(?:now|still|once|then|re)?\s?(?:set|changed)\sto)\b)?"
    r"|[是为為はをが]|은|는|이|가|을|를"
)
"""A verb such as "is", and what may come between it and the password."""
_ASSIGNED = pattern(
    r"(?P<name>(?:passw(?:or)?[dt]|passphrase|pass (?:phrase|code)|passcode|pwd|(?<![a-z])pass|(?<![a-z])pw|\bpsk"
    r"|(?<!\d:)secret(?:[_-]?key(?:_base)?)?|(?:api|app|access|admin|license|deploy|service|consumer|webhook)[ _-]?key"
    r"|client[_-]key[_-]data"
    r"|(?:auth|access|refresh|session|bot|vault)[_-]?token|client[_-]?secret|bearer|credential"
    r"|(?:private|encryption|signing|master|shared|account|storage)[_-]?key"
    rf"|{_OTHER_WORDS}))[\"'`*]{{0,3}}\s{{0,3}}"
    rf"(?:[:=：]{{1,2}}>?|>(?=[^\s<>]{{1,200}}</)|(?P<verb>{_SAYS}))[*_]{{0,2}}"
    r"\s{0,3}(?P<quote>[\"'`「『“„«]?)(?P<value>[^\s\"'`<>,;|」』”“»]{4,200})",
    re.IGNORECASE,
)
_WORDS = (
    *("pass", "pwd", "pw", "psk", "secret", "key", "token", "bearer", "credential"),
    *_OTHER_WORDS.split("|"),
)
_ASSIGNS = pattern(rf".{{0,20}}?(?:[:=：>]|{_SAYS})")
"""What follows one of ``_WORDS`` in a lower-case line: a quick test, as ``_ASSIGNED`` is tried at every character."""
_LOOSE = pattern(
    r"(?P<name>passw(?:or)?[dt]|passphrase)(?:[*_]{0,2}(?:\s{1,3}(?:to\s{1,3})?(?=[\"'`])|\s{0,20}\|\s{0,3})"
    r"|[\"'`](?:,\s{0,3}|\svalue=)(?=[\"'`])|\(\s{0,3}(?=[\"'`]))(?P<quote>[\"'`]?)"
    r"(?P<value>[^\s\"'`<>|]{8,200})(?=[\"'`]|\s{0,20}\|)",
    re.IGNORECASE,
)
"""A password in quotation marks or in the next cell. It may also be a name, so stricter tests apply."""
_BARE = pattern(
    rf"(?:\b(?:passw(?:or)?[dt]|passphrase)|{_OTHER_WORDS}|"
    r"\b(?:log(?:ged|ging)? ?in|sign(?:ed|ing)? in) as \S{1,40} with)\s{1,3}[(]?"
    r"(?P<value>(?=[^\s\"'`<>|]{0,60}[!#&?^+~])[^\s\"'`<>|()=]{8,60})(?![^\s).,;])",
    re.IGNORECASE,
)
"""A password directly after its word; it contains signs that no name has."""
_LOGIN = pattern(
    r"\b(?:log[- ]?in|credentials?|creds|zugangsdaten|wi-?fi|wlan|basic auth|user(?:name)?)\b[*_`]{0,3}"
    r"(?P<label>:[*_`]{0,2}\s{0,2}|\s(?:is|was|are|were|sind|waren)\s|\s)[\"'`]?(?!https?:)[\w.+@-]{2,40}"
    r"[\"'`]?(?:\s?/\s?|:(?!\s))"
    r"[\"'`]?(?P<value>[^\s\"'`<>|/,;]{6,60})(?![^\s\"'`.,;)|])",
    re.IGNORECASE | re.ASCII,
)
"""A user name and password as a pair: ``login admin / Tr0ub4dor&3``."""
_PIN = pattern(
    r"\b(?:PIN|(?i:(?:door|gate|alarm|safe|unlock|2FA|MFA|one-time|verification) code|(?:recovery|backup) codes?))"
    r"[*_`]{0,3}\s?(?:[:=]|\b(?:is|was|ist|war|are|were)\b|(?=\d))[*_`\"' ]{0,4}"
    r"(?P<value>(?!20\d\d(?!\w))\d{4,8}(?![\w.:,%/-]|\s?(?:ms|s|min)\b)"
    r"|(?=[a-z-]{0,5}\d)[a-z0-9]{4,6}-[a-z0-9]{4,6}(?!\w))",
    re.ASCII,
)
_PHRASE = pattern(r"(?:seed|recovery|mnemonic)[ _-]phrase\W{1,6}(?P<value>(?:[a-z]{3,8}[ ,]{1,2}){11}[a-z]{3,8})", re.I)
_PGPASS = pattern(
    r"(?<![\w.:/*-])[\w.*-]{1,100}:(?:\d{2,5}|\*):[\w.*-]{1,60}:[\w.*@-]{1,60}:(?P<value>[^\s\"'`<>|]{4,200})",
    re.ASCII,
)
"""A line of PostgreSQL's password file: host, port, database, user, password."""
_AIRTABLE = pattern(r"(?<!\w)(?P<value>key(?=[A-Za-z]{0,13}\d)[A-Za-z0-9]{14})(?!\w)", re.ASCII)
_ASANA = pattern(r"(?<![\w/])(?P<value>[12]/\d{13,20}(?:/\d{13,20})?:[0-9a-f]{32})(?!\w)", re.ASCII)
_DISCORD = pattern(
    r"(?<![\w.-])(?P<value>[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40})(?![\w-])", re.ASCII
)
"""Tokens whose form is only distinctive where the text mentions their issuer."""
_TOKEN = pattern(
    r"(?:\btoken|\bTOKEN|_TOKEN|\"auth)[\"'`]?\s{0,2}[:=]\s{0,2}[\"'`]?(?P<value>[A-Za-z0-9_-]{16,200})(?![\w.])",
    re.ASCII,
)
_HEX_TOKEN = pattern(
    r"(?:(?<![a-z])(?:api|auth|access|bearer|bot|deploy|secret|service|account|the|its|and|their|with|x)[ _-]"
    r"|(?<![\w-] )(?<![\w-]))token[\"'`*]{0,3}\s{0,2}(?:[:=]|\bis\b|\bwas\b)[*]{0,2}\s{0,2}[\"'`]?"
    r"(?P<value>(?=[a-f]{0,31}\d)(?=\d{0,31}[a-f])[0-9a-f]{32,64})(?!\w)",
    re.IGNORECASE | re.ASCII,
)
"""A hexadecimal token. After other words, as in "sync token", it may be the number of a request."""
_HEX = pattern(r"[0-9a-fA-F]{32}")
"""A quick test for ``_HEX_TOKEN``."""
_VARIABLE = pattern(
    r"[A-Z]_(?:TOKEN|KEY|SECRET)=[\"']?(?P<value>(?=[^\s\d]*\d)[A-Za-z0-9_.+/=-]{16,200})(?![\w.])", re.ASCII
)
"""An environment variable in capitals, as programs receive secrets."""
_FLAG = pattern(
    r"(?:--(?:password|passwd|passphrase|pass|pwd|token|secret|api-?key)\s{1,3}|\blogin\s{1,3}\S{1,60}\s{1,3}password\s{1,3})"
    r"[\"']?(?P<value>[^\s\"'`<>|]{8,200})",
    re.ASCII,
)
_SESSION = pattern(
    r"(?:\b(?:set-)?cookie:\s{0,3}[^\s=;]{0,40}(?:sess|sid|auth|token|jwt)[^\s=;]{0,40}"
    r"|\b(?:JSESSIONID|PHPSESSID|ASP\.NET_SessionId|connect\.sid|_?[a-z]{1,20}_session(?:_id)?))=(?P<value>[A-Za-z0-9%._+/=-]{16,})",
    re.I | re.ASCII,
)
_BEARER = pattern(
    r"\b(?:(?:Authorization:\s{0,3})?(?:Bearer|Basic|SSWS|ApiKey|GenieKey)|Authorization:\s{0,3}(?:[Tt]oken|OAuth|Bot))\s+"
    r"(?P<value>[A-Za-z0-9+/_.=-]{16,})",
    re.ASCII,
)
_COMMAND = pattern(
    r"\b(?:curl|wget)\b.{0,200}?\s(?:-u|--user)[ =][\"']?[^\s:\"']{1,100}:(?P<curl>[^\s\"']{4,200})"
    r"|\b(?:mysql|mysqldump|mariadb)\b.{0,200}?\s-p(?P<mysql>[^\s\"']{4,200})"
    r"|\bsshpass\s+-p\s?[\"']?(?P<ssh>[^\s\"']{4,200})"
    r"|\b(?:redis-cli\b.{0,100}?\s-a"
    r"|(?:(?:docker|podman|registry|oc|az)\s+login|mongo(?:sh|dump|restore)?)\b.{0,150}?\s-p"
    r"|ldap[a-z]{3,10}\b.{0,200}?\s-w|(?:un)?zip\s.{0,60}?-P"
    r"|htpasswd\s+-\w{0,3}b\w{0,3}\s+\S{1,60}\s+\S{1,40}|add-authtoken)"
    r"\s{1,3}[\"']?(?P<flag>[^\s\"'-][^\s\"']{3,200})"
    r"|\b(?i:identified\s+(?:with\s+\w{1,40}\s+)?by)\s+[\"'](?P<sql>[^\s\"']{4,200})"
    r"|\bsmbclient\b.{0,100}?-U\s+[^\s%]{1,60}%(?P<smb>[^\s\"']{4,200})"
    r"|\becho\s+[\"']?[\w.-]{1,40}:(?P<passwd>[^\s\"']{4,200})[\"']?\s*\|\s*(?:sudo\s+)?chpasswd"
    r"|\bnet\s+user\s+\S{1,40}\s+(?P<windows>[^\s\"'*/][^\s\"']{3,60})\s+/add"
    r"|\b(?:password|key)\s7\s(?P<cisco>[0-9A-F]{8,60})(?!\w)"
    r"|\bsnmp-server\s+community\s+(?!public\b|private\b)(?P<snmp>\S{4,60})\s+R[OW]\b",
    re.ASCII,
)
_NAME = pattern(rf"passw|pwd|passphrase|\b(?:secret|token)\b|{_OTHER_WORDS}", re.IGNORECASE)
"""The header of a column of secrets."""
_DELIMITERS = pattern(r"[ >]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)+\|?\s*")
_WIDE = "[\u2e80-\uffef]"
"""Chinese, Japanese and Korean characters, which passwords do not contain."""
_LONGEST = 20_000
"""Characters of a line that are searched."""
_SHORTEST = 15
"""Characters of the shortest token, and so of the shortest word that can contain one."""
_KEY = "a private key"
_KEY_BLOCK = "PRIVATE KEY"
"""Part of the only form that contains white space."""

_STAND_IN = pattern(
    r"[*x•.…_-]{3,}|\$|\{\{?|%(?![0-9a-f]{2})|<|example|placeholder|redact|change-?me|your|dummy|secret$|password$|^hunter2$|foobar"
    r"|^arn:aws|^\[[\w -]+\]|^ENC\["
    r"|^(?:true|false|null|none|nil|yes|no|\d{1,7}|(?-i:[A-Z][A-Z0-9_]+)|[\w.]+\(.*|pass(?:wd)?|[\w-]{2,}\.(?:[a-z]+\.)*\w+|/.*|https?:.*)$",
    re.IGNORECASE,
)


def find_secrets(subject: Subject) -> Iterator[Finding]:
    """``secret``

    The message names public reports, so that a finding accepted in a baseline returns once its report is public.
    """
    where = ", in a public report" if subject.is_public else ""
    may_have_form = _may_have_form(subject)
    lines = subject.report.source.lines
    likely = _likely_patterns(subject)
    key_line = -1
    for number in range(1, len(lines) + 1) if may_have_form else sorted(likely):
        found = [
            (number, *each) for each in _secrets(lines[number - 1][:_LONGEST], likely.get(number, ()), may_have_form)
        ]
        for line, column, what in (*found, *_below_header(lines, number)):
            if what == _KEY:  # its first two lines each have a form of their own
                follows, key_line = line == key_line + 1, line
                if follows:
                    continue
            help = "remove it and revoke it: anybody who can read the repository has it"
            yield Finding(f"this looks like {what}{where}", line, column, help)


def _may_have_form(subject: Subject) -> bool:
    if _KEY_BLOCK in subject.file.raw:
        return True
    words = _FORM_SIGNS.words(subject.words)
    return any(_FORM.search(word, 0, _LONGEST) for word in words if len(word) >= _SHORTEST)


def _likely_patterns(subject: Subject) -> Mapping[int, list[_Pattern]]:
    """Return, by line number, the patterns whose signs the line contains."""
    present = _LINE_SIGNS.among(subject.words)
    lowered = Passage(subject.lowered, 1)
    lines = {sign: tuple(_lines_with(sign, lowered)) for sign in present}
    likely: defaultdict[int, list[_Pattern]] = defaultdict(list)
    for form, what, signs in _PATTERNS:
        for line in {line for sign in signs for line in lines.get(sign, ())}:
            likely[line].append((form, what))
    return likely


def _lines_with(sign: str, lines: Passage) -> Iterator[int]:
    at = lines.raw.find(sign)
    while at >= 0:
        yield lines.place(at)[0]
        end = lines.raw.find("\n", at)  # go on with the next line
        at = lines.raw.find(sign, end) if end >= 0 else -1


def _secrets(line: str, likely: Sequence[_Pattern], may_have_form: bool) -> Iterator[tuple[int, str]]:
    """Yield the column and kind of each secret in a line, never the secret itself, which would end up in logs."""
    seen: list[range] = []
    for match in _FORM.finditer(line) if may_have_form else ():
        if not re.search(r"EXAMPLE|(.)\1{7}", match.group()):
            seen.append(range(*match.span()))
            yield match.start() + 1, FORMS[int(str(match.lastgroup)[1:])][0]
    for form, what in likely:
        for match in form.finditer(line) if _may_be_in(line, form) else ():
            start, end = match.span(match.lastgroup if form is _COMMAND else "value")  # type: ignore[arg-type]
            value = line[start:end].rstrip(".,;:?)]}[({")
            parts = match.groupdict()
            in_prose = bool(parts.get("verb")) or (parts.get("label") or "").isspace()
            if not value.isascii():  # the sentence continues without a space
                value = re.split(r"[^!-~]" if in_prose else _WIDE, value, maxsplit=1)[0].rstrip(".,;:?)]}[({")
            if any(start in span for span in seen) or not _is_real(value, form, in_prose):
                continue
            seen.append(range(start, end))
            yield start + 1, what or f"a {_kind(match['name'])}"


def _may_be_in(line: str, form: re.Pattern[str]) -> bool:
    """Return whether to search a line for a form. Three forms are slow, and have a quicker test."""
    if form is _ASSIGNED:
        lowered = line.lower()
        return any(_ASSIGNS.match(lowered, end) for word in _WORDS for end in _ends(word, lowered))
    if form is _TOKEN:
        return "=" in line or ":" in line
    return form is not _HEX_TOKEN or bool(_HEX.search(line))


def _ends(word: str, text: str) -> Iterator[int]:
    """Yield where each occurrence of a word ends."""
    at = text.find(word)
    while at >= 0:
        yield at + len(word)
        at = text.find(word, at + 1)


def _below_header(lines: Sequence[str], number: int) -> Iterator[tuple[int, int, str]]:
    """Yield the line, column and kind of each password in a table whose header is on line ``number``."""
    if "|" not in lines[number - 1] or number == len(lines) or not _DELIMITERS.fullmatch(lines[number]):
        return
    columns = [at for at, name in enumerate(split_row(lines[number - 1])) if _NAME.search(name)]
    for at in range(number + 1, len(lines)):
        if not columns or "|" not in lines[at]:
            return
        cells = split_row(lines[at])
        words = (word for column in columns if column < len(cells) for word in cells[column].split())
        for value in (word.strip("*_`\"'(),;") for word in words):
            if _is_real(value, _LOOSE, in_prose=False):
                yield at + 1, lines[at].find(value) + 1, "a password"


_PATTERNS: tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...] = (
    (_URL, "a password in a URL", ("@",)),
    (_BEARER, "a token", ("bearer", "basic", "ssws", "apikey", "geniekey", "authorization")),
    (_ASSIGNED, "", _WORDS),
    (_LOOSE, "", ("pass",)),
    (_BARE, "a password", ("pass", " in as ", *_OTHER_WORDS.split("|"))),
    (_LOGIN, "a password", ("login", "log in", "cred", "zugang", "wifi", "wi-fi", "wlan", "basic", "user:")),
    (_PIN, "an access code", ("code", "pin:", "pin ", "pin=", "pin*")),
    (_PHRASE, "a recovery phrase", (" phrase",)),
    (_PGPASS, "a password", ("5432:", "6432:", ":*:", "pgpass")),
    (_AIRTABLE, "a token", ("airtable",)),
    (_ASANA, "a token", ("asana", "1/1", "2/1")),
    (_DISCORD, "a token", ("discord", "bot ", "bot_")),
    (_HEX_TOKEN, "a token", ("token",)),
    (_TOKEN, "a token", ("token", "auth")),
    (_VARIABLE, "a token", ("token=", "key=", "secret=")),
    (_FLAG, "a password", ("--pass", "--pwd", "--token", "--secret", "--api", "pass")),
    (_SESSION, "a session ID", ("cookie:", "_session", "sessionid", "sessid", "connect.sid")),
    (
        _COMMAND,
        "a password",
        (" -p", " -u", " --user", " -w ", " -a ", "passw", "authtoken", "identified", "net user", "key 7", "snmp"),
    ),
)
"""Each pattern with the name of what it finds, and lower-case signs of which every matching line contains one."""
_LINE_SIGNS = Signs((sign for *_, signs in _PATTERNS for sign in signs), lower=True)


_CERTAIN = frozenset({_PIN, _PHRASE, _AIRTABLE, _ASANA, _DISCORD, _HEX_TOKEN})
"""Forms that are a secret whatever the value."""

_NAMED = frozenset({_URL, _COMMAND, _PGPASS})
"""Forms in which only a password, or a variable for one, can be in that place."""


def _kind(name: str) -> str:
    return "password" if re.search(rf"pass|pwd?|psk|wort|{_OTHER_WORDS}", name, re.I) else "secret"


def _is_real(value: str, form: re.Pattern[str], in_prose: bool) -> bool:
    """Return whether a value is a real secret, not a stand-in, a variable's name or a word of the sentence."""
    letters, digits = any(map(str.isalpha, value)), any(map(str.isdigit, value))
    if form is _SESSION and letters and digits and len(value) > 19:
        return True
    if form in _CERTAIN:
        return True
    if len(value) < (4 if form in _NAMED else 8) or _STAND_IN.search(value):
        return False
    if form in _NAMED:
        return True
    odd = any(not char.isalnum() and char not in "-_./" for char in value)
    is_doubtful = in_prose or form in (_LOOSE, _BARE, _LOGIN, _TOKEN, _FLAG, _SESSION)
    is_mixed = value.lower() != value != value.upper() and not (form is _LOGIN and in_prose)
    if is_doubtful and not (digits and (odd or is_mixed)):
        return False
    return letters and (digits or odd) and _surprise(value) > 2.5


def _surprise(value: str) -> float:
    """Return the Shannon entropy per character, in bits, which is low for words that repeat letters."""
    counts = Counter(value)
    return -sum(count / len(value) * math.log2(count / len(value)) for count in counts.values())
