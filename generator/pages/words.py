"""Words of the pages: counts, lists, shortened text, ids made of text, names of kinds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.dates import Date
from generator.dossier import Standing
from generator.pages.languages import language
from generator.records import Source
from generator.seeds import Entry
from generator.titles import Title, title_of
from generator.witnesses import Strength

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

INTEREST_NAMES: dict[str, str] = {
    "party_official": "a party’s government",
    "party_media": "a party’s state media",
    "official": "another government or body",
    "partisan": "partisan",
    "independent": "independent media",
    "scholarly": "research",
    "unknown": "publisher unknown",
}
"""Who is behind a source, in the few words of an evidence line."""
PRECISION = {"month": "month only", "year": "year only"}
"""How exact a date is, where it does not say so itself, as `about 2019` does."""
STATEMENT: dict[str, str] = {
    "": "",
    "Provision": "Provision",
    "Record": "Record",
    "Statements": "Statement",
    "Background": "Background",
    "Analysis": "Analysis",
    "Expectations": "Expectation",
    "Positions": "Answer",
}
"""What kind of statement stands in a section."""
OWN_TEXT = "the treaty’s text"
STANDING: dict[Standing, str] = {
    "text": OWN_TEXT,
    "several": "several sources",
    "one": "one source",
    "group": "only in a group",
    "none": "no source yet",
}
"""How well an article is evidenced, from best to worst."""
KNOWN = "articles by a provision of their own"
NOT_KNOWN = {"group": "only in a group or by their field", "none": "not at all"}
"""What is known of articles, by standing."""
STATUS = {"provision": "in the text", "reported": "reported", "planned": "planned"}
"""What a number is: laid down, counted by somebody, or hoped for."""
UNKNOWN_COUNT = "not known"
"""What stands in the place of a count that nobody gives."""
UNKNOWN_THEME = {False: "Subject not known to us", True: "Other articles"}
"""What stands above articles without a theme, by whether we have the text."""
NO_NUMBER = "article not known to us"
NO_SOURCE = "We have found no source that says."
"""What stands below a question that nothing answers."""


def title(entry: Entry) -> Title:
    """Return what pages call a record: `Article 3`, `Preamble`."""
    found = title_of(entry)
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


def spoken(vocabulary: str) -> str:
    """Return a word of a record's vocabulary as a reader knows it: `entry_into_force`."""
    return vocabulary.replace("_", " ")


def as_quoted(form: str, text: str) -> str:
    """Return the text of a block of some form: a quotation stands in marks, if it has none."""
    return f"“{text}”" if form == "quotation" and not any(mark in text for mark in '“"') else text


def shortened(text: str, limit: int) -> str:
    """Return the text, cut after a whole word where it is longer than `limit`."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:–(“") + "…"


def anchor(text: str) -> str:
    """Return an id made of the letters and figures of a text: `para. 6.2` gives `para-6-2`."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def evidence(strength: Strength, room: int) -> str:
    """Say who bears witness, and of what kind the only one is, in no more signs than need be.

    The number is that of the names, those that `others` counts among them.
    """
    if strength.of_text:
        return _text_line(strength, room)
    interests = dict.fromkeys(INTEREST_NAMES[source.interest] for source in strength.sources)
    behind = f", {joined(list(interests))}" if strength.weak else ""
    counts = f"{capital(counted(len(strength.witnesses), 'source'))}{behind}: "
    return counts + named(strength.names, room - len(counts))


def _text_line(strength: Strength, room: int) -> str:
    """Name the places in the treaty's text, their languages if not English, other witnesses."""
    text = strength.of_text
    places = [
        f"{one.locator}".replace("art. pre", "pre").replace("art.", "article") for one in text
    ]
    languages = dict.fromkeys(language(one.source.record.language) for one in text)
    said = [capital(OWN_TEXT), joined(list(dict.fromkeys(places)))]
    said += [f"in {joined(list(languages))}"] if [*languages] != ["English"] else []
    rest = [one[0].source.record.short for one in strength.witnesses if one[0] not in text]
    others = f". {capital(counted(len(rest), 'other source'))}: {named(rest, room)}" if rest else ""
    return ", ".join(said) + others


def text_label(source: Source, languages: Sequence[str]) -> str:
    """Say of which language a text is, and whether it is authentic, a repost or a translation."""
    is_own = source.language.partition("-")[0] in {one.partition("-")[0] for one in languages}
    how = f"{'as reposted by' if is_own else 'a translation, from'} {source.short}"
    return f"{language(source.language)}, {'authentic' if source.authentic == 'true' else how}"


def named(names: Sequence[str], room: int) -> str:
    """Return as many names as there is room for, and how many others; `others` are two or more."""
    lines = []
    for shown in range(len(names), 0, -1):
        rest = len(names) - shown
        others = [f"{number(rest)} others"] if rest else []
        if rest != 1:
            lines.append("; ".join([*names[:shown], *others]))
    return next((line for line in lines if len(line) <= room), lines[-1])
