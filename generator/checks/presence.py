"""Rules about what must be there, and that what is there is used; no stub is left."""

import re
from collections.abc import Iterator

from generator.body import whole_words
from generator.catalogue import Catalogue, grouped
from generator.dossier import Dossier
from generator.kinds import TEXT, index_of
from generator.problems import Place, Problem
from generator.records import Term, Theme
from generator.seeds import FOLDER, Entry, texts_of
from generator.stubs import left_standing


def check_records(catalogue: Catalogue) -> Iterator[Problem]:
    """The treaty has a record, its dates have a page, and so has each kind that has records."""
    kinds = {entry.kind for entry in catalogue.entries.values()} - {"pages", "treaty"}
    lists = [index_of(kind) for kind in sorted({"events", *kinds})]
    lists += [TEXT] if catalogue.texts else []
    for name in ["treaty", *lists]:
        if not catalogue.is_known(name):
            case = "treaty" if name == "treaty" else "page"
            yield Problem.of(Place(f"{FOLDER}/{name}.md"), "missing-record", case, name=name)


def check_doubled_articles(catalogue: Catalogue) -> Iterator[Problem]:
    """No two files are for one article, such as 3.md and 03.md."""
    for number, (first, *others) in _articles(catalogue).items():
        for name in others:
            place = Place(f"{FOLDER}/{name}.md")
            yield Problem.of(place, "doubled-article", number=number, first=first)


def check_articles(catalogue: Catalogue) -> Iterator[Problem]:
    """The articles are those from one to the number that the treaty's record names."""
    articles, total = _articles(catalogue), catalogue.number_of_articles
    name = catalogue.treaty.record.articles if catalogue.treaty else ""
    if total is None:
        if entry := catalogue.entries.get(name):
            yield Problem.of(entry.place_of("value"), "wrong-value", "articles")
        return
    for number in sorted(articles.keys() - set(range(1, total + 1))):
        for article in articles[number]:
            place = Place(f"{FOLDER}/{article}.md")
            yield Problem.of(place, "article-out-of-range", "record", total=total, name=name)
    for number in range(1, total + 1):
        if number not in articles:
            place = Place(f"{FOLDER}/articles/{number:02}.md")
            yield Problem.of(place, "missing-article", number=number)


def _articles(catalogue: Catalogue) -> dict[int, list[str]]:
    """Return the names of the records of articles, unread ones too, by number."""
    names = sorted([*catalogue.entries, *catalogue.unread])
    matches = (re.fullmatch("articles/([0-9]+)", name) for name in names)
    articles = grouped((int(match[1]), match[0]) for match in matches if match)
    for number, found in articles.items():
        canonical = f"articles/{number:02}"
        found.sort(key=canonical.__ne__)
    return dict(sorted(articles.items()))


def check_stubs(catalogue: Catalogue) -> Iterator[Problem]:
    """What a stub says is replaced by what is meant."""
    for entry in catalogue.entries.values():
        yield from left_standing(entry)


def check_themes(dossier: Dossier) -> Iterator[Problem]:
    """A theme has statements of its own, or a record that names it."""
    for entry in dossier.of(Theme):
        has_claim = any(block.citations for block in entry.body.blocks)
        if not has_claim and not _is_named(dossier, entry):
            yield Problem.of(entry.place_of(), "empty-theme")


def check_terms(dossier: Dossier) -> Iterator[Problem]:
    """A term stands in the words of another record, or another record names or cites it."""
    entries = [entry for entry in dossier.entries.values() if entry.kind != "sources"]
    words = {entry.name: _words_of(entry) for entry in entries}
    for entry in dossier.of(Term):
        term = entry.record
        found = whole_words(filter(None, [*term.spellings, term.expansion]))
        used = any(found.search(text) for name, text in words.items() if name != entry.name)
        if not used and not _is_named(dossier, entry):
            yield Problem.of(entry.place_of("term"), "unused-term", term=term.term)


def _words_of(entry: Entry) -> str:
    own = (text for _, text in texts_of(entry.record))
    return "\0".join([*(block.text for block in entry.body.blocks), *own])


def _is_named(dossier: Dossier, entry: Entry) -> bool:
    # What cannot be read may name it.
    return bool(dossier.unread) or entry.name in dossier.named_by
