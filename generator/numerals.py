"""Numbers: figures in fields, and those of articles as treaties print them, in words too.

The words are the cardinals and ordinals that head articles in the official languages of the United
Nations and in Persian, up to seventy-nine; they add up: «بیست و یکم» is twenty and one.
"""

import re
import unicodedata
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from generator.tables import table

_ROMAN = re.compile(r"(?P<tens>XL|L?X{0,3})(?P<units>IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_CHINESE = re.compile(r"(?P<tens>[二三四五六七八九]?十)?(?P<units>[一二三四五六七八九])?")
_PARTS = re.compile(r"[\s\u200c\u2011-]+")
_LETTERS = str.maketrans("يىكأإآة", "ییکاااه")


def _folded(word: str) -> str:
    """Return a word without accents and small or large letters, Arabic letters as Persian ones."""
    signs = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(sign for sign in signs if not unicodedata.combining(sign)).translate(_LETTERS)


_VALUES = {
    _folded(word): int(row["value"]) for row in table("numerals") for word in row["words"].split()
}


def number_of(text: str) -> int | None:
    """Return the number that a text writes in figures or words, or None if it writes no number."""
    text = text.strip()
    if re.fullmatch(r"\d+", text):
        return int(text) or None
    return _roman(text) or _chinese(text) or _in_words(text)


def _roman(text: str) -> int | None:
    if not text or not _ROMAN.fullmatch(text):
        return None
    values = [_ROMAN_VALUES[sign] for sign in text]
    following = [*values[1:], 0]
    return sum(
        -value if value < after else value for value, after in zip(values, following, strict=True)
    )


def _chinese(text: str) -> int | None:
    match = _CHINESE.fullmatch(text)
    if not match or not text:
        return None
    tens = _VALUES.get((match["tens"] or "")[:-1], 1) if match["tens"] else 0
    return tens * 10 + _VALUES.get(match["units"] or "", 0)


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
Order = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": "integer", "minimum": 0})]
"""A pydantic field that holds a place in an order."""
Count = Order
"""The same, of a count."""
