"""What we know about each subject: what it is called and where it stands in order."""

from __future__ import annotations

from dataclasses import dataclass

from generator.catalogue import Catalogue, M
from generator.records import Article, Event, Number, Record, Theme
from generator.seeds import Entry


@dataclass(frozen=True)
class Title:
    """What a subject is called: its number, which says nothing without its words, and these."""

    number: str
    words: str

    def __str__(self) -> str:
        return ": ".join(filter(None, (self.number, self.words)))


def title_of(entry: Entry) -> Title:
    """Return the title of a record; the number of an article is its key without zeros before it."""
    record = entry.record
    if isinstance(record, Article):
        return Title(entry.key.lstrip("0"), record.title or "")
    if isinstance(record, Number):
        return Title(f"{record.value} {record.unit}", record.counts)
    return Title("", record.heading)


def order(entry: Entry) -> tuple[str, tuple[object, ...]]:
    """Return what entries are ordered by: their kind, then what orders entries of that kind."""
    record: Record = entry.record
    if isinstance(record, Event):
        return entry.kind, (*record.date.sort_key, record.order, entry.key)
    if isinstance(record, Article):
        return entry.kind, (entry.key.isdigit(), entry.key)
    title = str(title_of(entry)).casefold()
    return entry.kind, (getattr(record, "order", 0), title, entry.key)


def ordered(catalogue: Catalogue, model: type[M]) -> list[Entry[M]]:
    """Return the entries of a model in the order in which they are read."""
    return sorted(catalogue.of(model), key=order)


def articles_by_theme(catalogue: Catalogue) -> dict[str | None, list[Entry[Article]]]:
    """Return the articles below the keys of their themes, those of no known theme last."""
    groups: dict[str | None, list[Entry[Article]]]
    groups = {theme.key: [] for theme in ordered(catalogue, Theme)}
    for entry in ordered(catalogue, Article):
        groups.setdefault(entry.record.theme, []).append(entry)
    return {key: entries for key, entries in groups.items() if entries}
