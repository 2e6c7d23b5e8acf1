"""Patterns of passwords, tokens and other secrets by what stands before them: a label, a command, an address.

Tokens that are distinctive by themselves are in ``issuers``. Called by ``secret_lines``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from typing import Literal

from msgspec import Struct

from mkdocs_postmortems.read.patterns import pattern

Evidence = Literal["certain", "place", "label", "doubtful", "weak"]
"""How sure it is that a value is a secret.

It is one whatever the value is; unless the value stands for one, such as a variable; if the value is random enough; if
it also contains digits, and other signs or letters of both cases; or only if it contains digits and other signs.
"""


class SecretPattern(Struct, frozen=True):
    """A pattern of secrets. The last group of a match is the value.

    ``what`` is the name of what it finds; if it is "", the match's group ``name`` says that. Every line with a match
    contains one of ``signs``, in lower case, and passes ``quick``, which is a faster test than a search.

    A value of letters and digits with ``long`` characters or more is a secret in any case.
    """

    expression: re.Pattern[str]
    what: str
    signs: tuple[str, ...]
    evidence: Evidence = "label"
    quick: Callable[[str], object] = bool
    long: int = sys.maxsize


_URL = pattern(
    r"\b[a-z][a-z0-9+.-]{1,20}://(?P<user>[^\s:/@\"'<>]{0,100}):(?!(?P=user)@(?:[\w-]{1,63}|127(?:\.\d{1,3}){3})(?![\w.-]))"
    r"(?P<value>[^\s/@\"'<>]{1,200})@[\w.\[-]",
    re.ASCII,
)
"""Not the default of a program on one's own machine: ``postgres:postgres@localhost``."""
OTHER_WORDS = (
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
    r"(?P<name>(?:passw(?:or)?[dt]|passphrase|pass (?:phrase|code)|passcode|pwd|(?<![a-z])pw|\bpsk"
    r"|(?:(?<![a-z])|(?<=db)|(?<=ssh)|(?<=user)|(?<=root)|(?<=admin)|(?<=mail)|(?<=smtp)|(?<=ftp))pass"
    r"|(?<!\d:)secret(?:[_-]?key(?:_base)?)?|(?:api|app|access|admin|license|deploy|service|consumer|webhook)[ _-]?key"
    r"|client[_-]key[_-]data"
    r"|(?:auth|access|refresh|session|bot|vault)[_-]?token|client[_-]?secret|bearer|credential"
    r"|(?:private|encryption|signing|master|shared|account|storage|hmac|aes|wi-?fi|wlan|wpa2?)[ _-]?key"
    rf"|{OTHER_WORDS}))(?:[\"'`*\]]{{0,3}}|&quot;)\s{{0,3}}"
    rf"(?:[:=：]{{1,2}}>?|%3[AaDd](?:%20|\+)?|>(?=[^\s<>]{{1,200}}</)|&gt;(?=[^\s<>&]{{1,200}}&lt;/)|(?P<verb>{_SAYS}))[*_]{{0,2}}"
    r"\s{0,3}(?:&quot;)?(?P<quote>[\"'`「『“„«]{0,3})(?P<value>(?:(?!&lt;)[^\s\"'`<>,;|」』”“»]){4,200})",
    re.IGNORECASE,
)
_NAMED_VALUE = pattern(
    r"\bname[\"']?\s{0,3}[:=]\s{0,3}[\"']?[\w.-]{0,60}?(?P<name>passw(?:or)?d|passphrase|secret|token|api_?key)"
    r"[\"']?\s{0,3},\s{0,3}[\"']?value[\"']?\s{0,3}[:=]\s{0,3}[\"']?(?P<value>[^\s\"'`<>,|]{8,200})",
    re.IGNORECASE | re.ASCII,
)
"""A variable in the definition of a container: ``{"name": "DB_PASSWORD", "value": "..."}``."""
_NAMED_SESSION = pattern(
    r"\bname\"\s{0,3}:\s{0,3}\"[\w.-]{0,40}?(?:sess(?:ion)?(?:[_.-]?id)?|sid|jwt)\"\s{0,3},\s{0,3}\"value\"\s{0,3}:\s{0,3}\""
    r"(?P<value>[A-Za-z0-9%._+/=-]{16,2000})",
    re.IGNORECASE | re.ASCII,
)
"""A cookie in an HTTP archive: ``{"name": "session", "value": "..."}``."""
_WORDS = (
    *("pass", "pwd", "pw", "psk", "secret", "key", "token", "bearer", "credential"),
    *OTHER_WORDS.split("|"),
)
_LOOSE = pattern(
    r"(?P<name>passw(?:or)?[dt]|passphrase)(?:[*_]{0,2}(?:\s{1,3}(?:to\s{1,3})?(?=[\"'`])|\s{0,20}\|\s{0,3})"
    r"|[\"'`](?:,\s{0,3}|\svalue=)(?=[\"'`])|\(\s{0,3}(?=[\"'`]))(?P<quote>[\"'`]?)"
    r"(?P<value>[^\s\"'`<>|]{8,200})(?=[\"'`]|\s{0,20}\|)",
    re.IGNORECASE,
)
"""A password in quotation marks or in the next cell. It may also be a name, so stricter tests apply."""
_FURTHER = pattern(
    rf"(?P<name>\b(?:passw(?:or)?[dt]|passphrase|passcode)|{OTHER_WORDS})[^\n:：=.;!?|\"`<>]{{0,40}}?"
    r"(?:[:=：→是为為はをが]|[-=]>|\s(?=[\"'`“„«])"
    r"|\s(?:[-–—]|is|was|were|are|to|ist|war|lautete?|auf|est|était|era|é|è|fue|был|là)(?=\s))"
    r"[*_]{0,2}\s{0,3}[*_]{0,2}[\"'`「『“„«]?"
    r"(?P<value>(?=[^\s\"'`<>|]{0,60}[!#&?^+~%@])(?!@|[\w./-]{1,60}(?:#\d|@v?\d)|[^\s@]{1,60}@[\w-]{1,60}\.[a-z])"
    r"[^\s\"'`<>|()=:：/,;*」』”“»]{8,60})(?![^\s\"'`).,;*|。」』”“»])",
    re.IGNORECASE,
)
"""A password after its word and a few others: ``the password for the root account was ...``. It contains a sign."""
_FOR = pattern(
    rf"\b(?P<name>passw(?:or)?[dt]|passphrase|{OTHER_WORDS})\s(?:for|of|to|für|fürs|de|du|pour|para|per)\s"
    r"[^\s:=;!?|\"`<>]{1,30}(?:\s[^\s:=;!?|\"`<>]{1,30}){0,3}\s?(?:[:=]|\bis\b)[*_`\"']{0,3}\s{0,3}[*_`\"']{0,3}"
    r"(?P<value>[^\s\"'`<>|()=:/,;*]{8,60})(?=[\s\"'`.,;)*]|$)",
    re.IGNORECASE,
)
"""A password after its word and what it is for: ``Password for the demo: ...``."""
_PAIR = pattern(
    r"\b(?i:credentials?|creds|basic auth)\s[\"'`]?[\w.+@-]{2,40}:(?P<value>[^\s\"'`<>|/,;:@]{8,60})(?![^\s\"'`.,;)])",
    re.ASCII,
)
_SEED = pattern(
    r"\b(?i:t?otp|2fa|mfa|authenticator)\b[^\n:=]{0,20}?\b(?i:secret|seed|key)\b[\s:=\"'`*]{1,6}(?:is\s[\"'`]?)?"
    r"(?P<value>(?=[A-Z]{0,31}[2-7])[A-Z2-7]{16,64})(?!\w)",
    re.ASCII,
)
"""The secret of one-time passwords, in Base32."""
_BARE = pattern(
    rf"(?:\b(?:passw(?:or)?[dt]|passphrase|pwd)|{OTHER_WORDS}|"
    r"\b(?:log(?:ged|ging)? ?in|sign(?:ed|ing)? in) as \S{1,40} with)[*_]{0,3}\s{1,3}[(]?"
    r"(?P<value>(?=[^\s\"'`<>|]{0,60}[!#&?^+~])[^\s\"'`<>|()=]{8,60})(?![^\s).,;])",
    re.IGNORECASE,
)
"""A password directly after its word; it contains signs that no name has."""
_LOGIN = pattern(
    r"\b(?:log[- ]?in|credentials?|creds|zugangsdaten|wi-?fi|wlan|basic auth|user(?:name)?)\b[*_`]{0,3}"
    r"(?P<label>:[*_`]{0,2}\s{0,2}|\s(?:is|was|are|were|with|as|using|sind|waren|mit|als)\s|\s)[\"'`]?(?!https?:)[\w.+@-]{2,40}"
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
    r"(?<![\w.:/*-])[\w.*-]{1,100}:(?:\d{2,5}|\*):[\w.*-]{1,60}:[\w.*@-]{1,60}:(?P<value>(?!\*)[^\s\"'`<>|]{4,200})",
    re.ASCII,
)
"""A line of PostgreSQL's password file: host, port, database, user, password."""
_AIRTABLE = pattern(r"(?<!\w)(?P<value>key(?=[A-Za-z]{0,13}\d)[A-Za-z0-9]{14})(?!\w)", re.ASCII)
_ASANA = pattern(r"(?<![\w/])(?P<value>[12]/\d{13,20}(?:/\d{13,20})?:[0-9a-f]{32})(?!\w)", re.ASCII)
_MAILGUN = pattern(r"(?<![\w-])(?P<value>[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8})(?![\w-])", re.ASCII)
_LAUNCH_DARKLY = pattern(r"(?<![\w-])(?P<value>api-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})(?![\w-])", re.ASCII)
_DISCORD = pattern(
    r"(?<![\w.-])(?P<value>[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40})(?![\w-])", re.ASCII
)
"""Tokens whose form is only distinctive where the text mentions their issuer."""
_WEB_KEY = pattern(r"\"d\"\s{0,2}:\s{0,2}\"(?P<value>[\w-]{43,2000})\"", re.ASCII)
"""The private part of a JSON Web Key."""
_GO_SOURCE = pattern(r"(?<![\w.-])[\w.-]{1,60}:(?P<value>[^\s:@/\"'`<>]{4,200})@(?:tcp|unix)\(", re.ASCII)
"""A data source as Go's MySQL driver writes it."""
_TOKEN = pattern(
    r"(?:\btoken|\bTOKEN|_TOKEN|\"auth|\b_auth)[\"'`]?\s{0,2}[:=]\s{0,2}[\"'`]?(?P<value>[A-Za-z0-9_-]{16,200})(?![\w.])",
    re.ASCII,
)
_HEX_TOKEN = pattern(
    r"(?:(?:(?<![a-z])(?:api|auth|access|bearer|bot|deploy|secret|service|account|the|its|and|their|with|x)[ _-]"
    r"|(?<![\w-] )(?<![\w-]))token[\"'`*]{0,3}\s{0,2}(?:[:=]|\bis\b|\bwas\b)[*]{0,2}\s{0,2}[\"'`]?"
    r"|\b(?:api|auth|access|bearer|secret)[ _-](?:token|key)\s{1,2}[\"'`(]?"
    r"|\b(?:routing|integration|ingest|write|license)[ _-]?key[\"'`*]{0,3}\s{0,2}(?:[:=]|\bis\b|\bwas\b)"
    r"[*]{0,2}\s{0,2}[\"'`]?)"
    r"(?P<value>(?=[a-f]{0,31}\d)(?=\d{0,31}[a-f])[0-9a-f]{32,64})(?!\w)",
    re.IGNORECASE | re.ASCII,
)
"""A hexadecimal token. After other words, as in "sync token", it may be the number of a request."""
_VARIABLE = pattern(
    r"[A-Z]_(?:TOKEN|KEY|SECRET)=[\"']?(?P<value>(?=[^\s\d]*\d)[A-Za-z0-9_.+/=-]{16,200})(?![\w.])", re.ASCII
)
"""An environment variable in capitals, as programs receive secrets."""
_FLAG = pattern(
    r"(?:(?:--(?:password|passwd|passphrase|pass|pwd|token|secret|api-?key)|\bbindpw|\brootpw|\brequirepass|\bmasterauth)\s{1,3}"
    r"|\blogin\s{1,3}\S{1,60}\s{1,3}password\s{1,3}"
    r"|\bENV\s{1,3}\w{0,40}(?:PASS|PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY)\s{1,3})"
    r"[\"']?(?P<value>[^\s\"'`<>|]{8,200})",
    re.ASCII,
)
_SESSION = pattern(
    r"(?:\b(?:set-)?cookie(?::|\"\s{0,3},\s{0,3}\"value\"\s{0,3}:\s{0,3}\")\s{0,3}[^\s=;]{0,40}(?:sess|sid|auth|token|jwt)[^\s=;]{0,40}"
    r"|\b(?:JSESSIONID|PHPSESSID|ASP\.NET_SessionId|connect\.sid|_?[a-z]{1,20}_session(?:_id)?))=(?P<value>[A-Za-z0-9%._+/=-]{16,})",
    re.I | re.ASCII,
)
_BEARER = pattern(
    r"\b(?:(?:Authorization:\s{0,3})?(?:Bearer|Basic|SSWS|ApiKey|GenieKey)"
    r"|Authorization:\s{0,3}(?:[Tt]oken|OAuth|Bot|Splunk))\s+"
    r"(?P<value>[A-Za-z0-9+/_.=-]{16,})",
    re.ASCII,
)
_COMMAND = pattern(
    r"\b(?:curl|wget)\b.{0,200}?\s(?:-u|--user)[ =][\"']?[^\s:\"']{1,100}:(?P<curl>[^\s\"']{4,200})"
    r"|\b(?:mysql|mysqldump|mariadb)\b.{0,200}?\s-p[\"']?(?P<mysql>[^\s\"']{4,200})"
    r"|\bsshpass\s+-p\s?[\"']?(?P<ssh>[^\s\"']{4,200})"
    r"|\b(?:redis-cli\b.{0,100}?\s-a"
    r"|(?:(?:docker|podman|registry|oc|az)\s+login|mongo(?:sh|dump|restore)?)\b.{0,150}?\s-p"
    r"|ldap[a-z]{3,10}\b.{0,200}?\s-w|(?:un)?zip\s.{0,60}?-P"
    r"|htpasswd\s+-\w{0,3}b\w{0,3}\s+\S{1,60}\s+\S{1,40}|add-authtoken)"
    r"\s{1,3}[\"']?(?P<flag>[^\s\"'-][^\s\"']{3,200})"
    r"|\b(?i:identified\s+(?:with\s+\w{1,40}\s+)?by)\s+[\"'](?P<sql>[^\s\"']{4,200})"
    r"|(?i:\b(?:create|alter)\s+user\s+\S{1,60}\s+identified\s+by(?!\s+values\b))\s+(?P<oracle_user>[^\s\"';]{4,60})"
    r"|\becho\s+(?:-n\s+)?[\"']?(?P<stdin>[^\s\"'|]{4,200})[\"']?\s*\|[^|]{1,80}?--password-stdin"
    r"|\bsmbclient\b.{0,100}?-U\s+[^\s%]{1,60}%(?P<smb>[^\s\"']{4,200})"
    r"|\becho\s+[\"']?[\w.-]{1,40}:(?P<passwd>[^\s\"']{4,200})[\"']?\s*\|\s*(?:sudo\s+)?chpasswd"
    r"|(?i:\bConvertTo-SecureString\s+(?:-String\s+)?)[\"'](?P<shell>[^\s\"'$][^\s\"']{3,200})[\"']"
    r"|\bnet\s+user\s+\S{1,40}\s+(?P<windows>[^\s\"'*/][^\s\"']{3,60})\s+/add"
    r"|\b(?:password|key)\s7\s(?P<cisco>[0-9A-F]{8,60})(?!\w)"
    r"|\b(?:keytool|jarsigner|keystore)\b.{0,200}?\s-(?:store|key)pass\s{1,3}[\"']?(?P<store>[^\s\"'-][^\s\"']{3,200})"
    r"|\b(?:sqlcmd|bcp)\b.{0,200}?\s-P\s?[\"']?(?P<mssql>[^\s\"'-][^\s\"']{3,200})"
    r"|\b(?:plink|pscp|psftp|putty)\b.{0,200}?\s-pw\s{1,3}[\"']?(?P<putty>[^\s\"'-][^\s\"']{3,200})"
    r"|\blftp\b.{0,100}?\s-u\s{1,3}[\"']?[^\s,\"']{1,60},(?P<lftp>[^\s\"']{4,200})"
    r"|\bhttps?\s.{0,100}?(?:-a|--auth)[ =][\"']?[^\s:\"']{1,60}:(?P<http>[^\s\"']{4,200})"
    r"|(?i:\bnet\s+use\b).{0,100}?\s/(?i:user):\S{1,60}\s{1,3}[\"']?(?P<share>[^\s\"'/*][^\s\"']{3,60})"
    r"|\baws\s+configure\s+set\s+\S{0,40}(?:secret|token)\S{0,40}\s{1,3}[\"']?(?P<aws>[^\s\"'-][^\s\"']{3,200})"
    r"|\brclone\s+obscure\s{1,3}[\"']?(?P<rclone>[^\s\"'-][^\s\"']{3,200})"
    r"|(?i:\bset\s+password\s+for\s\S{1,60}\s?=\s?(?:password\()?)[\"'](?P<mysql_set>[^\s\"']{4,200})"
    r"|(?i:\bsetx)\s{1,3}\w{0,40}(?i:pass|password|passwd|secret|token|api_?key)\s{1,3}[\"']?(?P<setx>[^\s\"'/-][^\s\"']{3,200})"
    r"|\bjdbc:oracle:thin:[\w.-]{1,60}/(?P<oracle>[^\s/@\"'<>]{4,200})@"
    r"|\bsnmp-server\s+community\s+(?!public\b|private\b)(?P<snmp>\S{4,60})\s+R[OW]\b",
    re.ASCII,
)
_ASSIGNS = pattern(rf".{{0,20}}?(?:[:=：>]|&gt;|%3[ad]|{_SAYS})")
"""What follows one of ``_WORDS`` in a lower-case line."""
_HEX = pattern(r"[0-9a-fA-F]{32}")


def _may_assign(line: str) -> bool:
    """Return whether what assigns a value follows one of the words."""
    lowered = line.lower()
    return any(_ASSIGNS.match(lowered, end) for word in _WORDS for end in _ends(word, lowered))


def _ends(word: str, text: str) -> Iterator[int]:
    """Yield where each occurrence of a word ends."""
    at = text.find(word)
    while at >= 0:
        yield at + len(word)
        at = text.find(word, at + 1)


PATTERNS = (
    SecretPattern(_URL, "a password in a URL", ("@",), "place"),
    SecretPattern(_BEARER, "a token", ("bearer", "basic", "ssws", "apikey", "geniekey", "authorization")),
    SecretPattern(_ASSIGNED, "", _WORDS, quick=_may_assign),
    SecretPattern(_LOOSE, "", ("pass",), "doubtful"),
    SecretPattern(
        _NAMED_VALUE, "", ("password", "passwd", "passphrase", "secret", "token", "apikey", "api_key"), "doubtful"
    ),
    SecretPattern(_NAMED_SESSION, "a session ID", ("sess", 'sid"', 'jwt"'), "doubtful", long=20),
    SecretPattern(_FURTHER, "", ("passw", "passp", "passc", *OTHER_WORDS.split("|")), "weak"),
    SecretPattern(_FOR, "", ("passw", "passp", *OTHER_WORDS.split("|")), "doubtful"),
    SecretPattern(_PAIR, "a password", ("credential", "creds", "basic auth"), "doubtful"),
    SecretPattern(_SEED, "a one-time password secret", ("otp", "2fa", "mfa", "authenticator"), "certain"),
    SecretPattern(_BARE, "a password", ("pass", "pwd", " in as ", *OTHER_WORDS.split("|")), "doubtful"),
    SecretPattern(
        _LOGIN,
        "a password",
        ("login", "log in", "cred", "zugang", "wifi", "wi-fi", "wlan", "basic", "user:"),
        "doubtful",
    ),
    SecretPattern(_PIN, "an access code", ("code", "pin:", "pin ", "pin=", "pin*"), "certain"),
    SecretPattern(_PHRASE, "a recovery phrase", (" phrase",), "certain"),
    SecretPattern(_PGPASS, "a password", ("5432:", "6432:", ":*:", "pgpass"), "place"),
    SecretPattern(_AIRTABLE, "a token", ("airtable",), "certain"),
    SecretPattern(_ASANA, "a token", ("asana", "1/1", "2/1"), "certain"),
    SecretPattern(_DISCORD, "a token", ("discord", "bot ", "bot_"), "certain"),
    SecretPattern(_MAILGUN, "a token", ("mailgun",), "certain"),
    SecretPattern(_LAUNCH_DARKLY, "a token", ("launchdarkly",), "certain"),
    SecretPattern(_WEB_KEY, "a private key", ('"d":', '"d" :'), "doubtful"),
    SecretPattern(_GO_SOURCE, "a password", ("@tcp(", "@unix("), "place"),
    SecretPattern(_HEX_TOKEN, "a token", ("token", "key"), "certain", quick=lambda line: _HEX.search(line)),
    SecretPattern(_TOKEN, "a token", ("token", "auth"), "doubtful", quick=lambda line: "=" in line or ":" in line),
    SecretPattern(_VARIABLE, "a token", ("token=", "key=", "secret=")),
    SecretPattern(
        _FLAG,
        "a password",
        ("--pass", "--pwd", "--token", "--secret", "--api", "pass", "bindpw", "rootpw", "masterauth", "env "),
        "doubtful",
    ),
    SecretPattern(
        _SESSION,
        "a session ID",
        ("cookie:", 'cookie"', "_session", "sessionid", "sessid", "connect.sid"),
        "doubtful",
        long=20,
    ),
    SecretPattern(
        _COMMAND,
        "a password",
        (
            *(" -p", " -u", " --user", " -w ", " -a ", "passw", "authtoken", "identified", "net user", "key 7", "snmp"),
            *("securestring", "storepass", "keypass", "--auth", "net use", "aws configure", "rclone", "setx", ":thin:"),
        ),
        "place",
    ),
)
