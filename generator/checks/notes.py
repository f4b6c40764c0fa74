"""Rules about reading notes and the treaty's text, as far as the lock tells without documents."""

import re
from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.dossier import Dossier
from generator.locators import ARTICLE, is_in
from generator.lock import note_line
from generator.problems import Place, Problem
from generator.quotations import Marks
from generator.records import Source
from generator.seeds import Entry

LONGEST_EXCERPT = 15
_OFFICIAL = ("party_official", "official")
"""Interests of those who print a treaty as its own: parties, the depositary, and gazettes."""


def check_paragraphs(dossier: Dossier) -> Iterator[Problem]:
    """Complete notes account for every paragraph, and no notes name one that is not there."""
    for entry in dossier.of(Source):
        size = dossier.size(entry)
        if size is None:
            if entry.record.held:
                yield Problem.of(entry.place_of("held"), "not-in-lock", "document")
            continue
        yield from entry.notes.beyond(size[1])
        for place, note in dossier.reading(entry).items():
            if entry.record.notes == "complete" and note is None:
                yield Problem.of(entry.place_of("notes"), "unread-paragraph", place=place)


def check_excerpts(catalogue: Catalogue) -> Iterator[Problem]:
    """Excerpts are short, parts of sentences, and together a small part of their document."""
    for entry in catalogue.of(Source):
        if entry.record.rights == "official_text":
            continue
        lengths = [(len(words.split()), place) for words, place in _words_of_source(entry)]
        for count, place in lengths:
            if count > LONGEST_EXCERPT:
                yield Problem.of(place, "long-excerpt", count=count, longest=LONGEST_EXCERPT)
        for note in entry.notes.notes:
            if catalogue.lock.excerpt(entry.key, note.locator, note.text):
                yield Problem.of(note.place, "whole-sentence")
        words = sum(count for count, _ in lengths)
        size = catalogue.size(entry)
        allowed = max(size[0] // 4, 200) if size else 200
        if words > allowed:
            yield Problem.of(entry.place_of(), "quoting-budget", words=words, allowed=allowed)


def check_lock(catalogue: Catalogue) -> Iterator[Problem]:
    """Every excerpt and note of a held document is in the lock, once the document itself is."""
    for entry in filter(catalogue.size, catalogue.of(Source)):
        for note in entry.notes.with_titles:
            if note.is_printed:
                known = catalogue.lock.excerpt(entry.key, note.locator, note.text) is not None
            else:
                known = note.kind == "set aside" or catalogue.lock.has_note(entry.key, note.locator)
            if not known:
                kind = note.kind.replace("noted", "note")
                yield Problem.of(note.place, "not-in-lock", "note", kind=kind)


def _words_of_source(entry: Entry[Source]) -> Iterator[tuple[str, Place]]:
    """Yield the words of a source that its notes have: excerpts and, if not held, quotations."""
    for note in entry.notes.notes:
        if note.kind == "excerpt":
            yield note.text, note.place
        elif entry.record.held is None:
            yield from ((passage.words, note.place) for passage in Marks(note.text).passages)


def check_authentic(catalogue: Catalogue) -> Iterator[Problem]:
    """The treaty's own text is held, in one of its languages, and was printed officially."""
    if catalogue.treaty is None:
        return
    languages = catalogue.treaty.record.languages
    bases = {language.partition("-")[0] for language in languages}
    for entry in catalogue.of(Source):
        source = entry.record
        if source.authentic != "true":
            continue
        is_right = {
            "language": source.language.partition("-")[0] in bases,
            "interest": source.interest in _OFFICIAL,
            "authentic": catalogue.is_text(entry),
        }
        known, official = ", ".join(languages) or "none", " or ".join(_OFFICIAL)
        said = {"source": source, "key": entry.key, "known": known, "official": official}
        for field in (field for field, right in is_right.items() if not right):
            yield Problem.of(entry.place_of(field), "not-authentic", field, **said)


def check_places(catalogue: Catalogue) -> Iterator[Problem]:
    """Notes by article name places that the text has; what is shown as the treaty's is whole."""
    for entry in catalogue.of(Source):
        source = entry.record
        if not catalogue.is_text(entry) or not catalogue.size(entry):
            continue
        places = catalogue.lock.places(entry.key)
        for locator, heading in entry.notes.headings.items():
            is_there = any(is_in(place, locator) for place in places)
            if places and locator.startswith(ARTICLE) and not is_there:
                yield Problem.of(heading, "no-such-paragraph", "text", locator=locator)
        if not places:
            yield Problem.of(entry.place_of("held"), "not-in-lock", "articles")
        for place in places if source.authentic is not None else ():
            words = [note for note in entry.notes.at(place) if note.locator == place]
            whole = " ".join(note.text for note in words if note.kind == "excerpt")
            if note_line(entry.key, "place", place, whole) not in catalogue.lock.lines:
                where = entry.notes.headings.get(place, entry.place_of("held"))
                yield Problem.of(where, "incomplete-text", "place", place=place, key=entry.key)


def check_numbers(catalogue: Catalogue) -> Iterator[Problem]:
    """The treaty's text has the articles of the treaty, and notes on it name no others."""
    total = catalogue.number_of_articles or 0
    for entry in catalogue.of(Source) if total else ():
        source = entry.record
        # Another treaty has articles of its own.
        is_other = source.authentic is None and source.type in ("treaty", "legislation")
        for locator, place in entry.notes.headings.items():
            if _number(locator) > total and not is_other:
                said = {"total": total, "locator": locator}
                yield Problem.of(place, "article-out-of-range", "note", **said)
        numbers = {_number(place) for place in catalogue.lock.places(entry.key)} - {0}
        lacking = sorted(set(range(1, total + 1)) - numbers)
        if source.authentic == "true" and numbers and lacking:
            said = {"next": lacking[0], "total": total}
            yield Problem.of(entry.place_of("held"), "incomplete-text", "end", **said)


def _number(locator: str) -> int:
    """Return the number of the article that a locator names, 0 if it names none."""
    match = re.match(rf"{re.escape(ARTICLE)}([0-9]+)", locator)
    return int(match[1]) if match else 0
