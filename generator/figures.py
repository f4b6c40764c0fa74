"""Figures and places in an order, written in the digits 0 to 9."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema


def plain_digits(text: str) -> str:
    """Return the text with digits of other scripts, and raised or circled ones, as 0 to 9."""
    return "".join(str(unicodedata.digit(one, one)) for one in text)


def _figure(text: str) -> str:
    if plain_digits(text) != text:
        raise ValueError("write digits as 0 to 9")
    return text


def _whole(value: Any) -> int:
    if not (isinstance(value, str) and re.fullmatch("[0-9]{1,6}", value)):
        raise ValueError("write a whole number, such as 1")
    return int(value)


PLAIN_DIGITS = AfterValidator(_figure)
"""What a text has to pass that holds a figure."""
Order = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": "integer", "minimum": 0})]
"""A pydantic field that holds a place in an order."""
Count = Order
"""The same, of a count."""
