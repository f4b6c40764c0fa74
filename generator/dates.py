"""Dates with a precision: the subset of EDTF (ISO 8601-2) that records use."""

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

_POINT = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_WITHIN = re.compile(r"\[(.+)\.\.(.+)\]")
FORMS = '2025, 2025-04, 2025-04-08, 2019~, 2019/2020 or "[2019..2020]"'
NO_DAY = "9999"
"""The date that a stub has: no record means it."""


@dataclass(frozen=True)
class Date:
    """A date as written, with the first and the last day that it can mean, and in English words.

    `precision` is `day`, `month` or `year` for a plain date, `about` for `2019~`, `span` for
    `2019/2020` (from one to the other) and `within` for `[2019..2020]` (some time between).
    """

    text: str
    earliest: datetime.date
    latest: datetime.date
    precision: str
    words: str

    @classmethod
    def parse(cls, text: str) -> "Date":
        """Return the date that `text` writes; raise ValueError for any other form."""
        if match := _WITHIN.fullmatch(text):
            first, last = _point(match[1]), _point(match[2])
            is_one_or_other = (last.earliest - first.latest).days == 1
            form = "{} or {}" if is_one_or_other else "between {} and {}"
            precision, words = "within", form.format(_shared(first, last), last.words)
        elif "/" in text:
            first, last = map(_point, text.split("/", 1))
            precision, words = "span", f"{_shared(first, last)} to {last.words}"
        elif text.endswith("~"):
            first = last = _point(text[:-1])
            precision, words = "about", f"about {first.words}"
        else:
            return _point(text)
        if last.latest < first.earliest:
            raise ValueError("the end lies before the start")
        return cls(text, first.earliest, last.latest, precision, words)

    @property
    def ends(self) -> tuple[str, str] | None:
        """Return the first and the last time, each as exact as it is known, or None if neither is.

        A day, a month and a year are both for themselves.
        """
        if self.precision in ("about", "within"):
            return None
        first, _, last = self.text.partition("/")
        return first, last or first

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """Return what dates are ordered by: the year they begin in, the middle, the text.

        So a month stands in the midst of its days, and a span in the midst of what it spans.
        """
        return (self.earliest.year, self.earliest.toordinal() + self.latest.toordinal(), self.text)


def _shared(first: Date, last: Date) -> str:
    """Return the words of a first day without the month and the year that it shares with a last."""
    own, other = first.words.split(), last.words.split()
    if len(own) == len(other) == 3:
        while own and own[-1] == other[-1]:
            own, other = own[:-1], other[:-1]
    return " ".join(own) or first.words


@cache  # a month's name takes long
def _point(text: str) -> Date:
    if not _POINT.fullmatch(text):
        raise ValueError("not a date of a known form")
    try:
        first = datetime.date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        raise ValueError(f"the calendar has no {text}") from None
    if len(text) == len("2025"):
        return Date(text, first, first.replace(month=12, day=31), "year", f"{first.year}")
    words = f"{calendar.month_name[first.month]} {first.year}"
    if len(text) == len("2025-04"):
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        return Date(text, first, last, "month", words)
    return Date(text, first, first, "day", f"{first.day} {words}")


def _parse(value: Any, mend: str = f"write a date of one of the forms {FORMS}") -> Date:
    try:
        return Date.parse(value if isinstance(value, str) else "")
    except ValueError as error:
        raise ValueError(f"{mend} ({error})") from None


def _parse_or_unknown(value: Any) -> Date | None:
    mend = f"write the word unknown, or a date of one of the forms {FORMS}"
    return None if value == "unknown" else _parse(value, mend)


def parse_day(value: Any) -> Date:
    """Return the whole day that `value` writes; raise ValueError, with the mend, for others."""
    mend = "write a whole day, such as 2025-04-08"
    date = _parse(value, mend)
    if date.precision != "day":
        raise ValueError(mend)
    return date


_SCHEMA = WithJsonSchema({"type": "string", "description": f"a date: {FORMS}"})
_AS_TEXT = PlainSerializer(
    lambda date: date.text if date else "unknown", return_type=str, when_used="json"
)
DateField = Annotated[Date, BeforeValidator(_parse), _AS_TEXT, _SCHEMA]
"""A pydantic field that holds a `Date`."""
DateOrUnknown = Annotated[Date | None, BeforeValidator(_parse_or_unknown), _AS_TEXT, _SCHEMA]
"""The same, with the word `unknown` for None."""
Day = Annotated[Date, BeforeValidator(parse_day), _AS_TEXT, _SCHEMA]
"""The same, of a whole day."""
