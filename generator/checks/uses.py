"""Rules about use: what the records set up is there for something."""

from collections.abc import Iterator

from generator.body import whole_words
from generator.dossier import Dossier
from generator.problems import Problem
from generator.records import Term, Theme
from generator.seeds import Entry, own_texts


def check_themes(dossier: Dossier) -> Iterator[Problem]:
    """A theme has statements of its own, or a record that names it."""
    for entry in dossier.of(Theme):
        if not any(block.citations for block in entry.body.blocks) and not _is_named(
            dossier, entry
        ):
            mend = "name it as the theme of an article or event, write a claim, or delete the file"
            what = "the theme has no article, no event and no claim"
            yield Problem(entry.place_of(), "empty-theme", what, mend)


def check_terms(dossier: Dossier) -> Iterator[Problem]:
    """A term stands in the words of another record, or another record names or cites it."""
    texts = {
        name: [
            *(block.text for block in entry.body.blocks),
            *(text for _, text in own_texts(entry.record)),
        ]
        for name, entry in dossier.entries.items()
        if entry.kind != "sources"
    }
    for entry in dossier.of(Term):
        term = entry.record
        found = whole_words(filter(None, [*term.spellings, term.expansion]))
        used = any(
            found.search(text)
            for name, those in texts.items()
            if name != entry.name
            for text in those
        )
        if not used and not _is_named(dossier, entry):
            what = f'no other record uses "{term.term}"'
            mend = "add the form that is used to its aliases, use it elsewhere, or delete the file"
            yield Problem(entry.place_of("term"), "unused-term", what, mend)


def _is_named(dossier: Dossier, entry: Entry) -> bool:
    # What cannot be read may name it.
    return bool(dossier.unread) or entry.name in dossier.named_by
