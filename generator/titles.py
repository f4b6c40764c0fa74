"""Titles: what a subject is called, and where it stands in order."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.records import Article, Event, Number, Organisation, Person, Record, Term, Treaty
from generator.seeds import Entry


@dataclass(frozen=True)
class Title:
    """What a subject is called: its number, which says little without its words, and these."""

    number: str
    words: str

    def __str__(self) -> str:
        return ": ".join(filter(None, (self.number, self.words)))


def title_of(entry: Entry) -> Title:
    """Return what a record is called; the number of an article is its key without leading zeros."""
    record = entry.record
    if isinstance(record, Article):
        return Title(entry.key.lstrip("0"), record.title or "")
    if isinstance(record, Number):
        return Title(f"{record.value} {record.unit}", record.counts)
    return Title("", record.heading)


def sought(entry: Entry) -> list[str]:
    """Return what readers type for a subject beside what it is called; a term says all itself."""
    record = entry.record
    if isinstance(record, Term):
        return []
    seen: Iterable[str] = record.variants if isinstance(record, Person | Organisation) else ()
    if isinstance(record, Treaty):
        seen = record.names.values()
    offices = [role.office for role in record.roles] if isinstance(record, Person) else []
    return list(dict.fromkeys([*record.aliases, *seen, *offices]))


def order(entry: Entry) -> tuple[str, tuple[object, ...]]:
    """Return what entries are ordered by: their kind, then what orders entries of that kind."""
    record: Record = entry.record
    if isinstance(record, Event):
        return entry.kind, (*record.date.sort_key, record.order, entry.key)
    if isinstance(record, Article):
        return entry.kind, (entry.key.isdigit(), entry.key)
    title = str(title_of(entry)).casefold()
    return entry.kind, (getattr(record, "order", 0), title, entry.key)
