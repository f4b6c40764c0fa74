"""Rules about the treaty's text: whose it is, that it is whole, and which articles notes name."""

import re
from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.checks.notes import VERIFY
from generator.locators import ARTICLE, is_in
from generator.problems import Problem
from generator.records import Source
from generator.seeds import Entry

_OFFICIAL = ("party_official", "official")
"""Interests of those who print a treaty as its own: parties, the depositary, and gazettes."""


def check_authentic(catalogue: Catalogue) -> Iterator[Problem]:
    """The treaty's own text is held, in one of its languages, and was printed officially."""
    if catalogue.treaty is None:
        return
    languages = catalogue.treaty.record.languages
    bases = {one.partition("-")[0] for one in languages}
    for entry in catalogue.of(Source):
        source = entry.record
        if source.authentic != "true":
            continue
        wrong = []
        if source.language.partition("-")[0] not in bases:
            known = ", ".join(languages) or "none"
            mend = "write `authentic: false`, since a translation is not the text; or add it there"
            what = f'"{source.language}" is none of the languages of the treaty\'s record: {known}'
            wrong.append(("language", what, mend))
        if source.interest not in _OFFICIAL:
            mend = f"take it from a party, the depositary or a gazette: {' or '.join(_OFFICIAL)}"
            wrong.append(("interest", f'"{source.interest}" prints no authentic text', mend))
        if source.held is None or source.rights != "official_text":
            mend = f"run `python -m generator text {entry.key} FILE`, or write `authentic: false`"
            wrong.append(("authentic", "a text that was not read by article is not shown", mend))
        for field, what, mend in wrong:
            yield Problem(entry.place_of(field), "not-authentic", what, mend)


def check_places(catalogue: Catalogue) -> Iterator[Problem]:
    """Notes by article name places that the text has and, once complete, leave none of them out."""
    for entry in catalogue.of(Source):
        source = entry.record
        is_locked = source.rights == "official_text" and catalogue.size(entry)
        if not is_locked or not entry.notes.is_by_article:
            continue
        places = catalogue.lock.places(entry.key)
        for locator, heading in entry.notes.headings.items():
            is_there = any(is_in(one, locator) for one in places)
            if places and locator.startswith(ARTICLE) and not is_there:
                what = f"the text has no {locator}"
                mend = "name a place that it has, or delete the heading with its notes"
                yield Problem(heading, "no-such-paragraph", what, mend)
        if not places:
            what = "the articles of the text are not in the lock"
            yield Problem(entry.place_of("held"), "not-in-lock", what, VERIFY)
        for place in places if source.notes == "complete" else ():
            if not any(is_in(place, note.locator) for note in entry.notes.notes):
                mend = f"quote it, note it or set it aside under `## {place}`"
                what = f"{place} is not accounted for"
                yield Problem(entry.place_of("notes"), "unread-paragraph", what, mend)


def check_numbers(catalogue: Catalogue) -> Iterator[Problem]:
    """The treaty's text has the articles of the treaty, and notes on it name no others."""
    total = catalogue.number_of_articles
    for entry in catalogue.of(Source) if total else ():
        source = entry.record
        # Another treaty has articles of its own.
        if source.authentic == "true" or source.type not in ("treaty", "legislation"):
            yield from _beyond(entry, total or 0)
        numbers = {_number(place) for place in catalogue.lock.places(entry.key)} - {0}
        wanted = set(range(1, (total or 0) + 1))
        if source.authentic == "true" and numbers and (lacking := sorted(wanted - numbers)):
            what = f"the text ends before article {lacking[0]} of {total}"
            mend = "complete the file and run `text` again, or correct the treaty's number"
            yield Problem(entry.place_of("held"), "incomplete-text", what, mend)


def _beyond(entry: Entry, total: int) -> Iterator[Problem]:
    for locator, place in entry.notes.headings.items():
        if _number(locator) > total:
            mend = "name another, or delete the heading with its notes"
            what = f"the treaty has {total} articles, so no {locator}"
            yield Problem(place, "article-out-of-range", what, mend)


def _number(locator: str) -> int:
    """Return the number of the article that a locator names, 0 if it names none."""
    match = re.match(rf"{re.escape(ARTICLE)}([0-9]+)", locator)
    return int(match[1]) if match else 0
