"""Locators: the words that name a place in a source, such as `para. 6.2` or `art. 1(2)`."""

import re
from functools import cache
from typing import Annotated

from pydantic import AfterValidator

from generator.numerals import plain_digits
from generator.quotations import one_line

_N = r"[1-9][0-9]{0,4}"
_LOCATOR = re.compile(  # "inside" an article, a paragraph may stand as .2 or as (2)
    rf"para\. {_N}(?:\.{_N})?|sec\. {_N}(?:\.{_N})*|p\. {_N}"
    rf"|(?P<article>art\. {_N})(?P<inside>(?:\.{_N}|\({_N}\))?(?:\([a-z]\))?)|art\. preamble"
)
_RANGE = re.compile(rf"para\. ({_N})[–-]({_N})")
ARTICLE = "art. "
"""How a locator begins that names an article or a place in it."""
_NEAR = re.compile(
    r"(?:(?P<para>par(?:as?|agraphs?)?|¶)|(?P<art>art(?:s|icles?)?)|(?P<sec>sec(?:s|tions?)?|§)"
    r"|(?P<p>pp?|pages?))\.?\s*(?P<numbers>[0-9].*)"
)
"""Labels of places as others write them, each group called as ours, and what follows them."""
_IN_ARTICLE = re.compile(  # such as "article 3, paragraph 2 (a)"
    rf"art(?:icle)?\.? ?({_N})(?:(?: ?\(|\.|,? ?(?:par(?:a|agraph)?\.?|¶) ?)({_N})\)?)?"
    r"(?:[ .]?\(?([a-z])\)?)?"
)
# Such as 6, 6.2, 3(2) or 6–8.
_PART = re.compile(r"0*([0-9]{1,5})(?:\.0*([0-9]+)|\(([0-9]+)\))?(?:\s*[–—-]\s*0*([0-9]{1,5}))?")
_LONGEST_RANGE = 5
"""How many places of a range a mend names one by one."""
FORMS = "para. 6, para. 6.2, art. 3, art. 3(2), art. 3(2)(a), art. preamble, sec. 2 or p. 4"


def read_locator(text: str) -> str | None:
    """Return the locator that a text is, in the one form of its place; None if it is none."""
    text = one_line(text)
    match = _LOCATOR.fullmatch(text)
    if not match:
        return None
    inside = re.sub(r"\.([0-9]+)", r"(\1)", match["inside"] or "")
    return f"{match['article']}{inside}" if inside else text


def _heading_pattern(text: str) -> str:
    """Return a pattern that finds headings of articles, if it is one that names the number."""
    mend = "write a regular expression such as §(?P<number>[0-9]+)"
    try:
        groups = re.compile(text).groupindex
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f'"{text}" is no pattern: {error}', mend) from error
    if "number" not in groups:
        raise ValueError(f'"{text}" does not say where the number stands', mend)
    return text


Headings = Annotated[str, AfterValidator(_heading_pattern)]
"""A pattern for the lines that head articles where they are of no form known to the reader."""


def read_range(text: str) -> tuple[int, int] | None:
    """Return the first and the last paragraph of a range such as `para. 65–89`."""
    match = _RANGE.fullmatch(text)
    return (int(match[1]), int(match[2])) if match else None


@cache
def paragraphs_of(locator: str) -> range:
    """Return the numbers of the paragraphs that `locator` names; none if it names no paragraph."""
    match = re.fullmatch(rf"para\. ({_N})(?:\.{_N}|[–-]({_N}))?", locator)
    return range(int(match[1]), int(match[2] or match[1]) + 1) if match else range(0)


def is_in(locator: str, place: str) -> bool:
    """Tell whether a locator names a place, or a sentence or paragraph inside it."""
    return locator == place or locator.startswith((f"{place}.", f"{place}("))


def covers(locator: str, place: str) -> bool:
    """Tell whether what is said of a locator, be it a range or a sentence, is said of a place."""
    return is_in(place, locator) or any(
        number in paragraphs_of(locator) for number in paragraphs_of(place)
    )


def near_locators(text: str) -> list[str]:
    """Return the locators that were probably meant by a text that is none, if one can tell."""
    text = one_line(plain_digits(text).lower())
    if re.fullmatch(r"(?:art[a-z]*\.? ?)?(?:the )?(?:pre|pream|preamble)\.?", text):
        return ["art. preamble"]
    if match := _IN_ARTICLE.fullmatch(text):
        return ["art. " + match[1] + "".join(f"({part})" for part in match.groups()[1:] if part)]
    match = _NEAR.fullmatch(text)
    if not match:
        return []
    label = next(f"{name}." for name, found in match.groupdict().items() if found)
    parts = map(_PART.fullmatch, re.split(r"\s*(?:,|;|&|\band\b)\s*", match["numbers"]))
    found = [place for part in parts for place in _places(label, part)]
    read = [read_locator(place) for place in found]
    return [place for place in read if place] if all(read) else []


def _places(label: str, part: re.Match[str] | None) -> list[str]:
    if not part:
        return [""]
    first, inner, bracket, last = part.groups()
    if last is None:
        inside = f"({bracket})" if bracket else f".{inner}" if inner else ""
        return [f"{label} {first}{inside}"]
    numbers = range(int(first), int(last) + 1)
    is_named = not inner and not bracket and 0 < len(numbers) <= _LONGEST_RANGE
    return [f"{label} {number}" for number in numbers] if is_named else [""]
