"""Addresses on the web, as far as one can be told without asking the web."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, WithJsonSchema

_LABEL = "[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?")


def is_address(text: str) -> bool:
    """Tell whether a text is an address that programs can take apart, with a host on the web.

    A host in another script counts if it has a form in ASCII (IDNA). A name or password before the
    host does not: it makes a reader take one host for another.
    """
    if not (re.fullmatch(r"https?://\S+", text) and text.isprintable()):
        return False
    try:
        parts = urlsplit(text)
        # A port that is no number only shows when it is asked for.
        port, host = parts.port, (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError:
        return False
    whole = port is not None or not parts.netloc.endswith(":")
    return whole and "@" not in parts.netloc and _HOST.fullmatch(host.lower()) is not None


def _address(text: str) -> str:
    if not is_address(text):
        raise ValueError("write an address without spaces, such as https://example.org/page")
    return text


_SCHEMA = WithJsonSchema({"type": "string", "format": "uri", "pattern": r"^https?://\S+$"})
Url = Annotated[str, AfterValidator(_address), _SCHEMA]
"""A pydantic field that holds an address."""
