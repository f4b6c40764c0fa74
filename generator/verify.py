"""Holds every excerpt and note against the archived documents, and makes the lock."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.archive import Document, check_encoding, contains, is_whole_sentence, sentences
from generator.catalogue import Catalogue
from generator.locators import ARTICLE, is_in, paragraphs_of, read_range
from generator.lock import digest, document_line, note_line
from generator.notes import Note, Notes
from generator.official_text import OfficialText, read_official_text
from generator.problems import Problem, parted
from generator.quotations import Marks, nfc
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
    for entry in catalogue.of(Source):
        if (held := entry.record.held) is None:
            continue
        path = archive / held.file
        if not path.is_file():
            absent.append((entry, held))
            continue
        document = Document(path.read_bytes())
        if entry.record.rights != "official_text":
            documents[entry.key] = document
        found, wrong = parted(_hold(entry, held, document))
        lines.update(found)
        problems += wrong
    kept = [line for entry, _ in absent for line in catalogue.lock.of(entry.key)]
    # A folder without any of the documents is not the archive: then the lock does not count.
    is_archive = bool(lines or problems)
    for entry, held in absent:
        case = "" if catalogue.size(entry) else "unlocked"
        if case or not is_archive:
            place = entry.place_of("held", "file")
            problems.append(Problem.of(place, "document-missing", case, held=held))
    problems += _copied_words(catalogue, documents)
    return Verified(sorted(lines | set(kept)), len(kept), len(absent), problems)


def _hold(entry: Entry[Source], held: Held, document: Document) -> Iterator[str | Problem]:
    """Yield the lines of the lock for one source, and what does not agree with its document."""
    source, notes = entry.record, entry.notes
    excerpts = [note.text for note in notes.with_titles if note.is_printed]
    if problem := check_encoding(entry.place_of("held", "file"), document.content, excerpts):
        yield problem
        return
    if document.sha256 != held.sha256:
        yield Problem.of(entry.place_of("held", "sha256"), "document-changed", document=document)
        return
    text = read_official_text(source.short, document.text, source.headings)
    yield document_line(entry.key, document)
    yield from notes.beyond(len(document.paragraphs))
    yield from _headings_of_nothing(notes, document, text)
    if source.rights == "official_text":
        for paragraph in text.paragraphs:
            yield note_line(entry.key, "place", paragraph.locator, paragraph.words)
        for problem in text.problems:
            what = f"in line {problem.place.line} of the document: {problem.what}"
            yield replace(problem, place=entry.place_of("held", "file"), what=what)
    for note in notes.with_titles:
        yield from _hold_note(entry.key, note, document, text)


def _headings_of_nothing(notes: Notes, document: Document, text: OfficialText) -> Iterator[Problem]:
    """Yield a problem for each heading that names a sentence or an article that is not there."""
    for locator, place in notes.headings.items():
        number = next(iter(paragraphs_of(locator)), 0)
        said: dict[str, object] = {"locator": locator, "number": number}
        if locator in document.passages or locator in text.passages or read_range(locator):
            continue
        if locator.startswith(ARTICLE):
            last = next(reversed(text.titles), "none").removeprefix(ARTICLE)
            yield Problem.of(place, "no-such-paragraph", "article", last=last, **said)
        elif 0 < number <= len(document.paragraphs):
            count = len(sentences(document.paragraphs[number - 1]))
            yield Problem.of(place, "no-such-paragraph", "sentence", count=count, **said)


def _hold_note(
    key: str, note: Note, document: Document, text: OfficialText
) -> Iterator[str | Problem]:
    """Yield the line of the lock for one note, if it needs one, or what is wrong with it."""
    is_in_article = note.locator.startswith(ARTICLE)
    places = text.passages if is_in_article else document.passages
    passage, start = places.get(note.locator, (None, 0))
    if note.kind == "title" and passage is not None:
        passage = text.titles.get(note.locator, "")
    is_nowhere = passage is None and (is_in_article or paragraphs_of(note.locator))
    if note.kind == "set aside" or is_nowhere:
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
        having = [name for name, (words, _) in places.items() if contains(words, note.text)]
        inmost = [name for name in having if sum(is_in(other, name) for other in having) == 1]
        case, said = "elsewhere" if inmost else "changed", ", ".join(inmost)
        yield Problem.of(note.place, "excerpt-not-found", case, note=note, places=said)
    else:
        number = found[0] if passage is None else start
        whole = is_whole_sentence(passage or document.paragraphs[number - 1], note.text)
        more = (str(number), "whole" if whole else "part")
        yield note_line(key, "excerpt", note.locator, note.text, *more)


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
            run = next((run for run in _runs(Marks(text).unquoted) if run in runs), None)
            if run:
                yield Problem.of(place, "copied-words", source=runs[run], run=run)


def _runs(text: str) -> Iterator[str]:
    words = re.findall(r"\w+", nfc(text).casefold())
    for start in range(len(words) - COPIED_RUN + 1):
        yield " ".join(words[start : start + COPIED_RUN])
