"""Links to other sites: what is wrong with an address, before anybody follows it."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit

_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*")
_SIGNS = frozenset("!#$%&'()*+,-./:;=?@[]_~")
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def wrong_with(address: str) -> tuple[str, str] | None:
    """Return what is wrong with an https address and how to mend it; None if one can follow it.

    Letters of any script may stand in it, as browsers show them.
    """
    if not _has_host(address):
        mend = "write an address such as https://example.org/page"
        return f'"{address}" names no page of another site', mend
    for sign in address:
        if not (sign in _SIGNS or unicodedata.category(sign)[0] in "LMN"):
            name = unicodedata.name(sign, "a sign without name").lower()
            what = f'"{address}" has a sign that an address cannot have: {name}'
            return what, f"write {quote(sign, errors='replace')} for it"
    if _BROKEN_ESCAPE.search(address):
        return f'"{address}" has a % that escapes nothing', "write %25 for the sign %"
    return None


def _has_host(address: str) -> bool:
    """Tell whether an address names a host, with no user before it and no odd port after it."""
    try:
        parts = urlsplit(address)
        plain = parts.username is None and parts.port != 0
    except ValueError:
        return False
    return plain and parts.scheme == "https" and bool(_HOST.fullmatch(parts.hostname or ""))
