"""Words of the pages: counts, lists, lines of evidence, ids made of text, names of languages."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from babel import Locale
from babel.core import get_global

from generator.dates import Date
from generator.records import Source
from generator.seeds import Entry, Title
from generator.vocabularies import WEAK_INTERESTS
from generator.witnesses import Strength

FEW = 4
"""Up to how many names are said whole."""
_SENTENCES = re.compile(r".*[a-z”’]{3}[.?!]”?(?= [A-Z“])", re.DOTALL)
"""As many sentences as there are; a dot after one or two letters shortens a name."""
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_table = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8")).__getitem__
INTEREST, PRECISION, STATEMENT = map(_table, ("interests", "precisions", "statements"))
STANDING, STANDING_OF, KNOWN = map(_table, ("standings", "standing_of", "known"))
STATUS, READ, WAYS = map(_table, ("statuses", "read", "ways"))
LICENCE, SAID = map(_table, ("licence", "said"))
OWN_TEXT = STANDING["text"]
_SCRIPT = re.compile(r"(?<=[-_])[A-Za-z]{4}(?![A-Za-z0-9])")  # in a code such as `az-Arab-IR`
_RIGHT_TO_LEFT = {"Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}
"""The scripts in use today that run from right to left."""


def title(entry: Entry) -> Title:
    """Return what pages call a record: `Article 3`, `Preamble`."""
    found = entry.title
    if entry.kind != "articles":
        return found
    is_numbered = found.number.isdigit()
    return replace(found, number=f"Article {found.number}" if is_numbered else capital(entry.key))


def number(count: int) -> str:
    """Return a count as a word up to ten, then in figures."""
    return _SMALL[count] if count < len(_SMALL) else str(count)


def counted(count: int, noun: str) -> str:
    """Return `one source`, `two sources`."""
    return f"{number(count)} {noun}{'' if count == 1 else 's'}"


def joined(parts: Sequence[str]) -> str:
    """Return `a`, `a and b`, `a, b and c`."""
    head = ", ".join(parts[:-1])
    return f"{head} and {parts[-1]}" if head else "".join(parts)


def capital(text: str) -> str:
    """Return the text with its first letter large and the others as they are."""
    return text[:1].upper() + text[1:]


def dated(date: Date | None) -> str:
    """Return `on 8 April 2025` for a day, `in April 2025` for less; nothing for no date."""
    return f"{'on' if date.precision == 'day' else 'in'} {date.words}" if date else ""


def label(vocabulary: str) -> str:
    """Return a word of a vocabulary as a reader knows it: of `entry_into_force`, with spaces."""
    return capital(vocabulary.replace("_", " "))


def as_quoted(form: str, text: str) -> str:
    """Return the text of a block of some form: a quotation stands in marks, if it has none."""
    return f"“{text}”" if form == "quotation" and not any(mark in text for mark in '“"') else text


def shortened(text: str, limit: int) -> str:
    """Return the text, cut where it is longer than `limit`: after a sentence or else a word.

    One that is less than a third as long says too little.
    """
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    sentence = _SENTENCES.match(cut)
    if sentence and 3 * sentence.end() > limit:
        return sentence[0]
    return cut.rsplit(" ", 1)[0].rstrip(" ,;:–(“") + "…"


def anchor(text: str) -> str:
    """Return an id made of the letters and figures of a text: `para. 6.2` gives `para-6-2`."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def evidence(strength: Strength, room: int) -> str:
    """Say who bears witness, and of what kind the only one is, in no more signs than need be.

    The number is that of the names, those that `others` counts among them. In brackets stands who
    else has what the only one has, if a side is behind them, and who is cited but not counted.
    """
    if strength.of_text:
        return _text_line(strength, room)
    behind = f", {INTEREST[strength.sources[0].interest]}" if strength.weak else ""
    counts = f"{capital(counted(len(strength.witnesses), 'source'))}{behind}: "
    copies = "; ".join(_copies(strength)) if strength.level == "one" else ""
    aside = [f"also {copies}"] if copies else []
    left_out = dict.fromkeys(cited.source.record.short for cited in strength.discounted)
    aside += [f"not counted: {joined(list(left_out))}"] if left_out else []
    line = counts + named(strength.names, room - len(counts))
    return f"{line} ({joined(aside)})" if aside else line


def _copies(strength: Strength) -> list[str]:
    """Return, with its kind, the first of each other kind that bears a side's witness."""
    first, *others = strength.sources
    kinds = {other.interest: other.short for other in reversed(others)}
    weak = (kind for kind in reversed(kinds) if kind in WEAK_INTERESTS - {first.interest})
    return [f"{kinds[kind]}, {INTEREST[kind]}" for kind in weak]


def _text_line(strength: Strength, room: int) -> str:
    """Name the places in the treaty's text, their languages if not English, other witnesses."""
    text = strength.of_text
    locators = [f"{place.locator}".replace("art. pre", "pre") for place in text]
    places = [locator.replace("art.", "article") for locator in locators]
    languages = dict.fromkeys(language(place.source.record.language) for place in text)
    said = [capital(OWN_TEXT), joined(list(dict.fromkeys(places)))]
    said += [f"in {joined(list(languages))}"] if [*languages] != ["English"] else []
    rest = [first.source.record.short for first, *_ in strength.witnesses if first not in text]
    others = f". {capital(counted(len(rest), 'other source'))}: {named(rest, room)}" if rest else ""
    return ", ".join(said) + others


def text_label(source: Source, languages: Sequence[str]) -> str:
    """Say of which language a text is, and whether it is authentic, a repost or a translation."""
    is_own = source.language.partition("-")[0] in {code.partition("-")[0] for code in languages}
    how = f"{'as reposted by' if is_own else 'a translation, from'} {source.short}"
    return f"{language(source.language)}, {'authentic' if source.authentic == 'true' else how}"


def named(names: Sequence[str], room: int) -> str:
    """Return few names, or as many as there is room for and how many others, two or more."""
    lines = []
    for shown in range(len(names), 0, -1):
        rest = len(names) - shown
        others = [f"{number(rest)} others"] if rest else []
        if rest != 1:
            lines.append("; ".join([*names[:shown], *others]))
    fits = (line for line in lines if len(line) <= room or len(names) <= FEW)
    return next(fits, lines[-1])


@cache
def language(code: str) -> str:
    """Return the English name of a language, or its code if it has none."""
    return str(Locale("en").languages.get(_bare(code), code))


@cache
def direction(code: str) -> str:
    """Return which way a language is written: as its script is, the one named or the usual one."""
    likely = get_global("likely_subtags")
    tags = code, likely.get(code.replace("-", "_"), ""), likely.get(_bare(code), "")
    scripts = _SCRIPT.findall(" ".join(tags))
    return "rtl" if scripts and scripts[0].title() in _RIGHT_TO_LEFT else "ltr"


def tongue(code: str) -> str:
    """Return what a tag says of the language inside it."""
    return f'lang="{code}" dir="{direction(code)}"'


def _bare(code: str) -> str:
    """Return the language of a code, without script and place, by the name that Babel has."""
    first = code.partition("-")[0]
    return str(get_global("language_aliases").get(first, first)).partition("_")[0]
