"""Numbers: figures in fields, and those of articles as treaties print them, in words too.

The words are the cardinals and ordinals that head articles in the official languages of the United
Nations and in Persian, up to seventy-nine; they add up: «بیست و یکم» is twenty and one.
"""

import re
import unicodedata
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from generator.tables import table

_DIGITS = (
    (",X,XX,XXX,XL,L,LX,LXX,LXXX", ",I,II,III,IV,V,VI,VII,VIII,IX"),
    (",十,二十,三十,四十,五十,六十,七十,八十,九十", ",一,二,三,四,五,六,七,八,九"),
)
"""Tens and units of the scripts that write one beside the other, from none on."""
_PARTS = re.compile(r"[\s\u200c\u2011-]+")  # what stands between number words
_LETTERS = str.maketrans("يىكأإآة", "ییکاااه")


def _folded(word: str) -> str:
    """Return a word without accents and small or large letters, Arabic letters as Persian ones."""
    signs = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(sign for sign in signs if not unicodedata.combining(sign)).translate(_LETTERS)


_VALUES = {
    _folded(word): int(row["value"]) for row in table("numerals") for word in row["words"].split()
}
_FIGURES = {
    ten + unit: 10 * tens + units
    for of_tens, of_units in _DIGITS
    for tens, ten in enumerate(of_tens.split(","))
    for units, unit in enumerate(of_units.split(","))
}


def number_of(text: str) -> int | None:
    """Return the number that a text writes in words or up to five figures, or None if none."""
    text = text.strip()
    if re.fullmatch(r"\d{1,5}", text):
        return int(text) or None
    return _FIGURES.get(text) or _in_words(text)


def _in_words(text: str) -> int | None:
    """Return the sum of number words: at most one of tens and one below it."""
    words = [_folded(word) for word in _PARTS.split(text)]
    words = [word if word in _VALUES else word.removeprefix("و") for word in words]
    if not all(word in _VALUES for word in words):
        return None
    values = sorted(value for word in words if (value := _VALUES[word]))
    if len(values) == 2 and (values[0] >= 10 or values[1] < 10):
        # «الثالثة عشرة», soixante-dix and «الحادية عشرة» add to ten or to a round number.
        return sum(values) if values == [10, 60] else None
    return sum(values) if 1 <= len(values) <= 2 else None


def plain_digits(text: str) -> str:
    """Return the text with digits of other scripts, and raised or circled ones, as 0 to 9."""
    return "".join(str(unicodedata.digit(sign, sign)) for sign in text)


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
Whole = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": "integer", "minimum": 0})]
"""A pydantic field that holds a whole number: a count, or a place in an order."""
