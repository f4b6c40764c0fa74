"""Rules about reading notes, as far as they can be told from the lock without the documents."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.dossier import Dossier
from generator.problems import Place, Problem
from generator.quotations import marks_of
from generator.records import Source
from generator.seeds import Entry

LONGEST_EXCERPT = 15
VERIFY = "run `python -m generator verify ARCHIVE` and commit the lock"


def check_paragraphs(dossier: Dossier) -> Iterator[Problem]:
    """Complete notes account for every paragraph, and no notes name one that is not there."""
    for entry in _held(dossier):
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
                what = f"an excerpt of {count} words"
                mend = f"cut it to {LONGEST_EXCERPT} words, or make two of it"
                yield Problem(place, "long-excerpt", what, mend)
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
    for entry in (one for one in _held(catalogue) if catalogue.size(one)):
        for note in [*entry.notes.notes, *entry.notes.titles.values()]:
            if note.kind in ("excerpt", "title"):
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


def _held(catalogue: Catalogue) -> list[Entry[Source]]:
    return [entry for entry in catalogue.of(Source) if entry.record.held]
