"""Whether a value is a secret, by how it looks and by how sure it is that there should be one.

Called by ``secret_lines``; pure.
"""

from __future__ import annotations

import hashlib
import math
import re
import sys
from base64 import b64decode
from collections import Counter

from mkdocs_postmortems.check.sensitive.issuers import DOCUMENTED
from mkdocs_postmortems.check.sensitive.secret_patterns import Evidence
from mkdocs_postmortems.read.patterns import pattern

_STAND_IN = pattern(
    r"[*x•.…_-]{3,}|\$|\{\{?|%(?![0-9a-f]{2})|<|example|placeholder|-here\b|redact|change-?me|your|dummy|secret$|password$|^hunter2$|foobar"
    r"|^arn:aws|^\[[\w -]+\]|^ENC\[|^@Microsoft\.KeyVault|^ref\+"
    r"|^(?:file|vault|bao|env|op|ssm|sm|gcpsm|awssm|awskms|secretsmanager|keyring|keychain|doppler|azurekeyvault):"
    r"|^\d{4}-\d\d-\d\d(?:T[\d:.]{4,18}(?:Z|[+-][\d:]{2,6})?)?$"
    r"|^(?:true|false|null|none|nil|yes|no|token|\d{1,7}|(?-i:[A-Z][A-Z0-9_]+)|[\w.]+\(.*|pass(?:wd)?|[\w-]{2,}\.(?:[a-z]+\.)*\w+|/.*|https?:.*)$",
    re.IGNORECASE,
)
_IN_BASE64 = pattern(r"[A-Za-z0-9+/]{6,400}={0,2}", re.ASCII)
_PRINTABLE = pattern(r"[!-~]{6,300}\s?")
_WHOLE = pattern(r"[\w.=+/-]{1,2000}", re.ASCII)
"""A token with what follows the part that its form describes."""


def is_secret(value: str, evidence: Evidence, long: int) -> bool:
    """Return whether a value, or what it is in Base64, is a real secret: ``password: aHVudGVyMjIh``."""
    decoded = _decoded(value) if evidence == "label" else ""
    return is_real(decoded or value, evidence, long)


def _decoded(value: str) -> str:
    """Return the text that a value holds in Base64; "" if it can hardly be one."""
    if len(value) % 4 or not _IN_BASE64.fullmatch(value):
        return ""
    text = b64decode(value).decode("latin-1")
    return text if _PRINTABLE.fullmatch(text) else ""


def is_real(value: str, evidence: Evidence, long: int = sys.maxsize) -> bool:
    """Return whether a value is a real secret, not a stand-in, a variable's name or a word of the sentence."""
    letters, digits = any(map(str.isalpha, value)), any(map(str.isdigit, value))
    if evidence == "certain" or (letters and digits and len(value) >= long):
        return True
    if len(value) < (4 if evidence == "place" else 8) or _STAND_IN.search(value):
        return False
    if evidence == "place":
        return True
    odd = any(not char.isalnum() and char not in "-_./" for char in value)
    is_mixed = evidence != "weak" and value.lower() != value != value.upper()
    if evidence in ("doubtful", "weak") and not (digits and (odd or is_mixed)):
        return False
    return letters and (digits or odd) and _surprise(value) > 2.5


def _surprise(value: str) -> float:
    """Return the Shannon entropy per character, in bits, which is low for words that repeat letters."""
    counts = Counter(value)
    return -sum(count / len(value) * math.log2(count / len(value)) for count in counts.values())


def is_documented(text: str, at: int = 0) -> bool:
    """Return whether the token that begins at a place in a text is one that its issuer uses as an example."""
    token = _WHOLE.match(text, at)
    written = token.group().rstrip(".") if token else ""
    return hashlib.sha256(written.encode()).hexdigest()[:16] in DOCUMENTED
