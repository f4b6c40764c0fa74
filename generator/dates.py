"""Dates with a precision: the subset of EDTF (ISO 8601-2) that records use."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_WITHIN = re.compile(r"\[(.+)\.\.(.+)\]")
FORMS = "2025, 2025-04, 2025-04-08, 2019~, 2019/2020 or [2019..2020]"


@dataclass(frozen=True)
class Date:
    """A date as written, with the first and the last day that it can mean.

    `precision` is `day`, `month` or `year` for a plain date, `about` for `2019~`, `span` for
    `2019/2020` (from one to the other) and `within` for `[2019..2020]` (some time between).
    """

    text: str
    earliest: datetime.date
    latest: datetime.date
    precision: str

    @classmethod
    def parse(cls, text: str) -> Date:
        """Return the date that `text` writes; raise ValueError for any other form."""
        if match := _WITHIN.fullmatch(text):
            return cls._between(text, match[1], match[2], "within")
        if "/" in text:
            start, end = text.split("/", 1)
            return cls._between(text, start, end, "span")
        if text.endswith("~"):
            first, last, _ = _bounds(text[:-1])
            return cls(text, first, last, "about")
        return cls(text, *_bounds(text))

    @classmethod
    def _between(cls, text: str, start: str, end: str, precision: str) -> Date:
        first, last = _bounds(start)[0], _bounds(end)[1]
        if last < first:
            raise ValueError("the end lies before the start")
        return cls(text, first, last, precision)

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """Return what dates are ordered by: the year they begin in, the middle, the text.

        So a month stands in the midst of its days, and a span in the midst of what it spans.
        """
        return (self.earliest.year, self.earliest.toordinal() + self.latest.toordinal(), self.text)

    @property
    def words(self) -> str:
        """Return the date in English words: `8 April 2025`, `April 2025`, `about 2019`."""
        if match := _WITHIN.fullmatch(self.text):
            return f"between {_words(match[1])} and {_words(match[2])}"
        if self.precision == "span":
            start, end = self.text.split("/", 1)
            return f"{_words(start)} to {_words(end)}"
        if self.precision == "about":
            return f"about {_words(self.text[:-1])}"
        return _words(self.text)


def _bounds(point: str) -> tuple[datetime.date, datetime.date, str]:
    match = _POINT.fullmatch(point)
    if not match:
        raise ValueError("not a date of a known form")
    year, month, day = int(match[1]), match[2], match[3]
    if month is None:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31), "year"
    if day is None:
        last = calendar.monthrange(year, int(month))[1] if 1 <= int(month) <= 12 else 1
        return datetime.date(year, int(month), 1), datetime.date(year, int(month), last), "month"
    exact = datetime.date(year, int(month), int(day))
    return exact, exact, "day"


def _words(point: str) -> str:
    first, _, precision = _bounds(point)
    parts = {"day": f"{first.day} ", "month": "", "year": ""}[precision]
    month = "" if precision == "year" else f"{calendar.month_name[first.month]} "
    return f"{parts}{month}{first.year}"


def _parse(value: Any) -> Date:
    if not isinstance(value, str):
        raise ValueError("not one value")  # noqa: TRY004  # pydantic gathers these alone
    return Date.parse(value)


def _parse_or_unknown(value: Any) -> Date | None:
    return None if value == "unknown" else _parse(value)


def _parse_day(value: Any) -> Date:
    date = _parse(value)
    if date.precision != "day":
        raise ValueError("a whole day is needed")
    return date


_SCHEMA = WithJsonSchema({"type": "string", "description": f"a date: {FORMS}"})
DateField = Annotated[Date, BeforeValidator(_parse), _SCHEMA]
"""A pydantic field that holds a `Date`."""
DateOrUnknown = Annotated[Date | None, BeforeValidator(_parse_or_unknown), _SCHEMA]
"""The same, with the word `unknown` for None."""
Day = Annotated[Date, BeforeValidator(_parse_day), _SCHEMA]
"""The same, of a whole day."""
