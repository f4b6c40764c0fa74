"""Languages by their codes: their names in English, and which way they are written."""

import functools
import re

from babel import Locale
from babel.core import get_global

_SCRIPT = re.compile(r"(?<=[-_])[A-Za-z]{4}(?![A-Za-z0-9])")
_RIGHT_TO_LEFT = {"Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}
"""The scripts in use today that run from right to left."""


@functools.cache
def language(code: str) -> str:
    """Return the English name of a language, or its code if it has none."""
    return str(Locale("en").languages.get(_of(code), code))


@functools.cache
def direction(code: str) -> str:
    """Return which way a language is written: as its script is, the one named or the usual one."""
    likely = get_global("likely_subtags")
    tags = code, likely.get(code.replace("-", "_"), ""), likely.get(_of(code), "")
    scripts = _SCRIPT.findall(" ".join(tags))
    return "rtl" if scripts and scripts[0].title() in _RIGHT_TO_LEFT else "ltr"


def attributes(code: str) -> str:
    """Return what a tag says of the language inside it."""
    return f'lang="{code}" dir="{direction(code)}"'


def _of(code: str) -> str:
    """Return the language of a code, without script and place, by the name that Babel has."""
    first = code.partition("-")[0]
    return str(get_global("language_aliases").get(first, first)).partition("_")[0]
