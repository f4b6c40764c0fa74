"""Addresses on the web, as far as one can be told without asking the web."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Annotated
from urllib.parse import quote, unquote, urlsplit

from pydantic import AfterValidator, WithJsonSchema

_LABEL = "[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})+\.?")
# In any script, as browsers show it. The last part begins with a letter: no bare IP address.
_LINKED_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*")
_URL_CHARACTERS = frozenset("!#$%&'()*+,-./:;=?@[]_~")
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def _address(text: str) -> str:
    """Return the address if programs can take it apart and its host is one on the web, else raise.

    A host in another script counts if it has a form in ASCII (IDNA). A name or password before the
    host does not: it makes a reader take one host for another.
    """
    mend = "write an address without spaces, such as https://example.org/page"
    try:
        parts = urlsplit(text)
        # A port that is no number only shows when it is asked for.
        port, host = parts.port, (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError:
        raise ValueError(mend) from None
    is_plain = (
        re.fullmatch(r"https?://\S+", text) and text.isprintable() and "@" not in parts.netloc
    )
    is_whole = port is not None or not parts.netloc.endswith(":")
    if not (is_plain and is_whole and _HOST.fullmatch(host.lower())):
        raise ValueError(mend)
    return text


_SCHEMA = WithJsonSchema({"type": "string", "format": "uri", "pattern": r"^https?://\S+$"})
Url = Annotated[str, AfterValidator(_address), _SCHEMA]
"""A pydantic field that holds an address."""


def escaped(address: str) -> str:
    """Return an address with every sign that none can have as what stands for it."""
    address = _BROKEN_ESCAPE.sub("%25", address)
    return "".join(sign if _can_stand(sign) else quote(sign, errors="replace") for sign in address)


def _can_stand(sign: str) -> bool:
    return sign in _URL_CHARACTERS or unicodedata.category(sign)[0] in "LMN"


def wrong_with(address: str) -> tuple[str, str] | None:
    """Return what is wrong with an https address and how to mend it; None if one can follow it.

    Letters of any script may stand in it, as browsers show them.
    """
    try:
        parts = urlsplit(address)
        # No user stands before the host, and no odd port after it.
        is_plain = parts.scheme == "https" and parts.username is None and parts.port != 0
    except ValueError:
        is_plain = False
    if not (is_plain and _LINKED_HOST.fullmatch(parts.hostname or "")):
        mend = "write an address such as https://example.org/page"
        return f'"{address}" names no page of another site', mend
    for sign in address:
        if not _can_stand(sign):
            name = unicodedata.name(sign, "a sign without name").lower()
            what = f'"{address}" has a sign that an address cannot have: {name}'
            return what, f"write {quote(sign, errors='replace')} for it"
    if _BROKEN_ESCAPE.search(address):
        return f'"{address}" has a % that escapes nothing', "write %25 for the sign %"
    return None


def to_words(url: str, words: Iterable[str]) -> str:
    """Return an address that leads to the words on its page, as URL Fragment Text Directives do."""
    texts = (quote(text, safe="").replace("-", "%2D") for text in dict.fromkeys(words))
    directive = "&".join(f"text={text}" for text in texts)
    return f"{url}{'' if '#' in url else '#'}:~:{directive}" if directive else url


def address_of(url: str) -> str:
    """Return an address without what tells no page from another.

    That is scheme, `www.`, the usual ports, the host's case, a slash at the end, the fragment, and
    whether signs are written as such or by their number.
    """
    page = url.partition("://")[2].partition("#")[0]
    way, mark, query = page.partition("?")
    host, _, path = way.partition("/")
    host = host.casefold().removeprefix("www.").removesuffix(":80").removesuffix(":443")
    address = f"{host.rstrip('.')}/{unquote(path)}".rstrip("/")
    return address + mark + query if query else address
