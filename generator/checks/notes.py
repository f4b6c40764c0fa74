"""Rules about reading notes and the treaty's text, as far as the lock tells without documents."""

import re
from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.dossier import Dossier
from generator.locators import ARTICLE, is_in
from generator.lock import note_line
from generator.problems import Place, Problem
from generator.quotations import marks_of
from generator.records import Source
from generator.seeds import Entry

LONGEST_EXCERPT = 15
VERIFY = "run `python -m generator verify ARCHIVE` and commit the lock"
_OFFICIAL = ("party_official", "official")
"""Interests of those who print a treaty as its own: parties, the depositary, and gazettes."""


def check_paragraphs(dossier: Dossier) -> Iterator[Problem]:
    """Complete notes account for every paragraph, and no notes name one that is not there."""
    for entry, _ in dossier.held:
        size = dossier.size(entry)
        if size is None:
            what = "the document is not in the lock with this digest"
            yield Problem(entry.place_of("held"), "not-in-lock", what, VERIFY)
            continue
        yield from entry.notes.beyond(size[1])
        for place, note in dossier.reading(entry).items():
            if entry.record.notes == "complete" and note is None:
                mend = f"quote it, note it or set it aside under `## {place}`"
                what = f"{place} is not accounted for"
                yield Problem(entry.place_of("notes"), "unread-paragraph", what, mend)


def check_excerpts(catalogue: Catalogue) -> Iterator[Problem]:
    """Excerpts are short, parts of sentences, and together a small part of their document."""
    for entry in catalogue.of(Source):
        if entry.record.rights == "official_text":
            continue
        excerpts = [note for note in entry.notes.notes if note.kind == "excerpt"]
        lengths = [(len(words.split()), place) for words, place in _quoted(entry)]
        for count, place in lengths:
            if count > LONGEST_EXCERPT:
                mend = f"cut it to {LONGEST_EXCERPT} words, or make two of it"
                yield Problem(place, "long-excerpt", f"an excerpt of {count} words", mend)
        for excerpt in excerpts:
            if catalogue.lock.excerpt(entry.key, excerpt.locator, excerpt.text):
                what = "the excerpt is all of a sentence"
                mend = "quote a part of it and note the rest in our words"
                yield Problem(excerpt.place, "whole-sentence", what, mend)
        words = sum(count for count, _ in lengths)
        size = catalogue.size(entry)
        allowed = max(size[0] // 4, 200) if size else 200
        if words > allowed:
            what = f"excerpts of {words} words together, {allowed} are allowed"
            mend = "note some in our words instead"
            yield Problem(entry.place_of(), "quoting-budget", what, mend)


def check_lock(catalogue: Catalogue) -> Iterator[Problem]:
    """Every excerpt and note of a held document is in the lock, once the document itself is."""
    for entry in (entry for entry, _ in catalogue.held if catalogue.size(entry)):
        for note in entry.notes.with_titles:
            if note.is_printed:
                known = catalogue.lock.excerpt(entry.key, note.locator, note.text) is not None
            else:
                known = note.kind == "set aside" or catalogue.lock.has_note(entry.key, note.locator)
            if not known:
                what = f"the {note.kind.replace('noted', 'note')} is not in the lock"
                yield Problem(note.place, "not-in-lock", what, VERIFY)


def _quoted(entry: Entry[Source]) -> Iterator[tuple[str, Place]]:
    """Yield the words of a source that its notes have: excerpts and, if not held, quotations."""
    for note in entry.notes.notes:
        if note.kind == "excerpt":
            yield note.text, note.place
        elif entry.record.held is None:
            yield from ((passage.words, note.place) for passage in marks_of(note.text).passages)


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
        if not catalogue.is_text(entry):
            mend = f"run `python -m generator text {entry.key} FILE`, or write `authentic: false`"
            wrong.append(("authentic", "a text that was not read by article is not shown", mend))
        for field, what, mend in wrong:
            yield Problem(entry.place_of(field), "not-authentic", what, mend)


def check_places(catalogue: Catalogue) -> Iterator[Problem]:
    """Notes by article name places that the text has; what is shown as the treaty's is whole."""
    for entry in catalogue.of(Source):
        source = entry.record
        if not catalogue.is_text(entry) or not catalogue.size(entry):
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
        for place in places if source.authentic else ():
            words = [one for one in entry.notes.at(place) if one.locator == place]
            whole = " ".join(one.text for one in words if one.kind == "excerpt")
            if note_line(entry.key, "place", place, whole) not in catalogue.lock.lines:
                where = entry.notes.headings.get(place, entry.place_of("held"))
                mend = f"run `python -m generator text {entry.key} FILE`"
                yield Problem(where, "incomplete-text", f"{place} is not whole", mend)


def check_numbers(catalogue: Catalogue) -> Iterator[Problem]:
    """The treaty's text has the articles of the treaty, and notes on it name no others."""
    total = catalogue.number_of_articles or 0
    for entry in catalogue.of(Source) if total else ():
        source = entry.record
        # Another treaty has articles of its own.
        is_other = source.authentic is None and source.type in ("treaty", "legislation")
        for locator, place in entry.notes.headings.items():
            if _number(locator) > total and not is_other:
                mend = "name another, or delete the heading with its notes"
                what = f"the treaty has {total} articles, so no {locator}"
                yield Problem(place, "article-out-of-range", what, mend)
        numbers = {_number(place) for place in catalogue.lock.places(entry.key)} - {0}
        lacking = sorted(set(range(1, total + 1)) - numbers)
        if source.authentic == "true" and numbers and lacking:
            what = f"the text ends before article {lacking[0]} of {total}"
            mend = "complete the file and run `text` again, or correct the treaty's number"
            yield Problem(entry.place_of("held"), "incomplete-text", what, mend)


def _number(locator: str) -> int:
    """Return the number of the article that a locator names, 0 if it names none."""
    match = re.match(rf"{re.escape(ARTICLE)}([0-9]+)", locator)
    return int(match[1]) if match else 0
