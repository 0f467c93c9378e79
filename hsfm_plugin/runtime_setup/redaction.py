"""Takes out of a text what nobody else may read: passwords, tokens and keys, wherever they stand.

It hides too much rather than too little: what follows ``Authorization:`` on a line goes with it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Optional
from urllib.parse import quote, unquote

HIDDEN = "***"
SHORTEST_VALUE = 6
"""Of a value that is hidden wherever it stands: ``1`` or ``true`` in a variable tells nothing."""

_NAME = (
    r"(?:tokens?|passw(?:or)?d|passphrase|pwd|secret|credentials?|signature|api-?key"
    r"|[_-](?:key|pass|pw))"
)
_VALUE = r"(?:\"[^\"\n]*\"\S*|'[^'\n]*'\S*|\S+)"
_IS_NAME = re.compile(rf"{_NAME}$", re.IGNORECASE)
_ARGUMENT = re.compile(rf"(-{{0,2}}[\w.-]*{_NAME})(=)?(.*)", re.IGNORECASE | re.DOTALL)
_LOGIN = re.compile(r"(?:^|://)[^\s/@:\"<>]{1,256}:([^\s/\"<>]{1,256})@")

_RULES = (
    # A login in an address, even with / and @ in the word; not https://host:8080/project@v1
    (r"://[^\s/@:\"<>]{1,256}:(?!\d{1,5}/)[^\s\"<>]{0,1024}@", f"://{HIDDEN}@"),
    (r"://[^\s/\"<>]{1,1024}@", f"://{HIDDEN}@"),
    # One without a scheme, as proxies may be written; not C:\Users\ada@firm
    (
        r"(?<![^\s:/\\@\"'=,(\[])[^\s:/\\@\"'=,(\[]{1,256}:[^\s/\\\"']{1,256}@(?=[\w.\[-])",
        f"{HIDDEN}@",
    ),
    (r"(?i)((?:authorization|cookie)[\"']?\s*[:=]\s*)[^\r\n]+", rf"\g<1>{HIDDEN}"),
    (r"\b((?i:bearer|basic))\s+(?=\S*[0-9=A-Z])[\w+/.~=-]{8,}", rf"\g<1> {HIDDEN}"),
    (rf"(?i)({_NAME}[\"']?\s*[:=]\s*){_VALUE}", rf"\g<1>{HIDDEN}"),
    (rf"(?i)(?<![\w-])(--?[\w-]{{0,64}}{_NAME}\s+)(?!-){_VALUE}", rf"\g<1>{HIDDEN}"),
    (r"([?&](?:key|sig|auth|code)=)[^\s\"']+", rf"\g<1>{HIDDEN}"),
    # Tokens that show by their first letters whose they are: GitHub, GitLab, Hugging Face, PyPI,
    # Amazon, and JSON web tokens.
    (r"\b(?:gh[a-z]_|github_pat_|glpat-|hf_|pypi-AgE)[\w-]{16,}", HIDDEN),
    (r"\bAKIA[0-9A-Z]{16}\b|\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*", HIDDEN),
)
_COMPILED = tuple((re.compile(pattern), put) for pattern, put in _RULES)


def without_secrets(
    text: str, secrets: Sequence[str] = (), environment: Optional[Mapping[str, str]] = None
) -> str:
    """Hides the secrets of a text.

    Those are logins in addresses and proxies, ``Authorization`` headers and cookies, values that
    are called token, password or key, tokens of known services, and the values of such variables
    of the environment, wherever they stand.

    Args:
        text: whole lines; of half a secret nobody can tell what it is.
        secrets: texts to hide besides.
        environment: where values are looked up; this process's own if None.

    Returns:
        The text with ``***`` in their places.
    """
    source = os.environ if environment is None else environment
    known = {form for secret in secrets if secret for form in _forms(secret)}
    known |= set(_values(source))
    for value in sorted(known, key=len, reverse=True):
        text = text.replace(value, HIDDEN)
    for pattern, put in _COMPILED:
        text = pattern.sub(put, text)
    return text


def safe_arguments(args: Sequence[str], secrets: Sequence[str] = ()) -> list[str]:
    """Hides the secrets among a program's arguments, of which each may hold blanks and quotes."""
    made = []
    is_secret = False
    for arg in args:
        named = _ARGUMENT.fullmatch(arg)
        if is_secret:
            made.append(HIDDEN)
        elif named is not None and named[2]:
            made.append(f"{named[1]}={HIDDEN}")
        else:
            made.append(without_secrets(arg, secrets))
        is_secret = named is not None and arg.startswith("-") and not named[2] and not named[3]
    return made


def _values(source: Mapping[str, str]) -> Iterator[str]:
    """What the environment holds of secrets: by the names of variables, and logins in values."""
    for name, value in source.items():
        found = [match[1] for match in _LOGIN.finditer(value)]
        is_file = os.path.isabs(value) and os.path.exists(value)
        if _IS_NAME.search(name) and not is_file:
            found.append(value.strip())
        for secret in found:
            yield from (form for form in _forms(secret) if len(form) >= SHORTEST_VALUE)


def _forms(secret: str) -> tuple[str, str, str]:
    """A secret as it is, and as it stands in an address."""
    return secret, unquote(secret), quote(secret, safe="")
