"""Holds every excerpt and note against the archived documents, and makes the lock."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.archive import Document, check_encoding, contains, is_whole_sentence, sentences
from generator.catalogue import Catalogue
from generator.locators import ARTICLE, paragraphs_of, read_range
from generator.lock import digest, document_line, note_line
from generator.notes import Note
from generator.official_text import OfficialText, read_official_text
from generator.problems import Place, Problem
from generator.quotations import nfc, unquoted
from generator.records import Held, Source
from generator.seeds import Entry

COPIED_RUN = 12
"""Words in a row that count as copied."""


@dataclass(frozen=True)
class Verified:
    """The lines of the lock, sorted, and what does not agree with the documents.

    Of these lines `kept` are as they were, on as many as `absent` documents that are not there.
    """

    lines: list[str]
    kept: int
    absent: int
    problems: list[Problem]


def verify(catalogue: Catalogue, archive: Path) -> Verified:
    """Hold the notes on each document that the archive has against it; keep the lock's others."""
    lines: set[str] = set()
    problems: list[Problem] = []
    documents: dict[str, Document] = {}
    absent: list[tuple[Entry[Source], Held]] = []
    for entry, held in catalogue.held:
        document = Document.read(archive, held.file)
        if document is None:
            absent.append((entry, held))
            continue
        if problem := _unusable(entry, held, document):
            problems.append(problem)
            continue
        if entry.record.rights != "official_text":
            documents[entry.key] = document
        for found in _hold(entry, document):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                lines.add(found)
    kept = [line for entry, _ in absent for line in catalogue.lock.of(entry.key)]
    problems += _missing(catalogue, absent, is_archive=bool(lines or problems))
    problems += _copied_words(catalogue, documents)
    return Verified(sorted(lines | set(kept)), len(kept), len(absent), problems)


def _missing(
    catalogue: Catalogue, absent: list[tuple[Entry[Source], Held]], *, is_archive: bool
) -> Iterator[Problem]:
    """Yield a problem for each document that neither the archive nor the lock has.

    A folder without any of the documents is not the archive: then the lock does not count.
    """
    for entry, held in absent:
        if is_archive and catalogue.size(entry):
            continue
        case = "" if catalogue.size(entry) else "unlocked"
        yield Problem.of(entry.place_of("held", "file"), "document-missing", case, held=held)


def _unusable(entry: Entry, held: Held, document: Document) -> Problem | None:
    """Return what is wrong with a document that is not the one that its record means."""
    excerpts = [note.text for note in entry.notes.with_titles if note.is_printed]
    problem = check_encoding(entry.place_of("held", "file"), document.content, excerpts)
    if problem is None and document.sha256 != held.sha256:
        place = entry.place_of("held", "sha256")
        problem = Problem.of(place, "document-changed", document=document)
    return problem


def _hold(entry: Entry[Source], document: Document) -> Iterator[str | Problem]:
    """Yield the lines of the lock for one source, and what does not agree with its document."""
    source, notes = entry.record, entry.notes
    text = read_official_text(source.short, document.text, source.headings)
    yield document_line(entry.key, document)
    yield from notes.beyond(len(document.paragraphs))
    for locator, place in notes.headings.items():
        yield from _hold_place(locator, place, document, text)
    if source.rights == "official_text":
        for locator, paragraph in text.places():
            yield note_line(entry.key, "place", locator, paragraph.words)
        for problem in text.problems:
            what = f"in line {problem.place.line} of the document: {problem.what}"
            yield replace(problem, place=entry.place_of("held", "file"), what=what)
    for note in notes.with_titles:
        yield from _hold_note(entry.key, note, document, text)


def _hold_place(
    locator: str, place: Place, document: Document, text: OfficialText
) -> Iterator[Problem]:
    """Yield a problem if a heading names a sentence or an article that is not there."""
    number = next(iter(paragraphs_of(locator)), 0)
    is_there = 0 < number <= len(document.paragraphs)
    said: dict[str, object] = {"locator": locator, "number": number}
    if locator.startswith(ARTICLE) and text.passage(locator) is None:
        last = text.articles[-1].key if text.articles else "none"
        yield Problem.of(place, "no-such-paragraph", "article", last=last, **said)
    elif is_there and not read_range(locator) and document.passage(locator) is None:
        count = len(sentences(document.paragraphs[number - 1]))
        yield Problem.of(place, "no-such-paragraph", "sentence", count=count, **said)


def _hold_note(
    key: str, note: Note, document: Document, text: OfficialText
) -> Iterator[str | Problem]:
    """Yield the line of the lock for one note, if it needs one, or what is wrong with it."""
    numbers, passage = paragraphs_of(note.locator), document.passage(note.locator)
    start = numbers[0] if numbers else 0
    is_in_article = note.locator.startswith(ARTICLE)
    if is_in_article:
        passage, start = text.passage(note.locator) or (None, 0)
    if note.kind == "title" and passage is not None:
        passage = text.title(note.locator)
    if note.kind == "set aside" or ((numbers or is_in_article) and passage is None):
        return
    if note.kind == "noted":
        # What is no paragraph or article may be anywhere in the document.
        yield note_line(key, "note", note.locator, passage or document.text)
        return
    found = document.paragraphs_with(note.text)
    is_cut = note.kind == "title" and digest(passage or "") != digest(note.text)
    if passage is None and len(found) != 1:
        yield Problem.of(note.place, "excerpt-not-found", "anywhere", count=len(found))
    elif is_cut or (passage is not None and not contains(passage, note.text)):
        places = ", ".join(_places_with(note, document, text))
        case = "elsewhere" if places else "changed"
        yield Problem.of(note.place, "excerpt-not-found", case, note=note, places=places)
    else:
        number = found[0] if passage is None else start
        whole = is_whole_sentence(passage or document.paragraphs[number - 1], note.text)
        more = (str(number), "whole" if whole else "part")
        yield note_line(key, "excerpt", note.locator, note.text, *more)


def _places_with(note: Note, document: Document, text: OfficialText) -> list[str]:
    if note.locator.startswith(ARTICLE):
        return [name for name, place in text.places() if contains(place.words, note.text)]
    numbers = sorted(set(document.paragraphs_with(note.text)))
    return [
        f"para. {number}.{position}"
        for number in numbers
        for position, sentence in enumerate(sentences(document.paragraphs[number - 1]), 1)
        if contains(sentence, note.text)
    ] or [f"para. {number}" for number in numbers]


def _copied_words(catalogue: Catalogue, documents: dict[str, Document]) -> Iterator[Problem]:
    """Yield each place at which our own prose has a run of words that one of the documents has."""
    runs = {
        run: key
        for key, document in documents.items()
        for paragraph in document.paragraphs
        for run in _runs(paragraph)
    }
    for entry in catalogue.entries.values():
        prose = [(block.text, block.place) for block in entry.body.blocks]
        for text, place in [*prose, *entry.own_texts()]:
            run = next((run for run in _runs(unquoted(text)) if run in runs), None)
            if run:
                yield Problem.of(place, "copied-words", source=runs[run], run=run)


def _runs(text: str) -> Iterator[str]:
    words = re.findall(r"\w+", nfc(text).casefold())
    for start in range(len(words) - COPIED_RUN + 1):
        yield " ".join(words[start : start + COPIED_RUN])
