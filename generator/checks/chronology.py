"""Rules about time: what came before what."""

import itertools
from collections.abc import Iterator

from generator.catalogue import Catalogue, claim_of, grouped
from generator.dates import Date
from generator.dossier import Dossier
from generator.problems import Problem
from generator.records import Event, Person, Role, Source
from generator.seeds import values_of

_ACTS = ("signature", "ratification", "entry_into_force")


def check_sources_follow_events(dossier: Dossier) -> Iterator[Problem]:
    """What happened is shown by sources that are not older than the event."""
    for entry, block in dossier.claim_blocks():
        event = entry.record
        if not isinstance(event, Event) or block.section not in ("", "Record"):
            continue
        for evidence in dossier.strength(block).evidence:
            source, issued = evidence.source, evidence.source.record.issued
            if issued and issued.latest < event.date.earliest:
                yield Problem.of(block.place, "source-before-event", source=source, event=event)


def check_order_of_acts(catalogue: Catalogue) -> Iterator[Problem]:
    """A treaty is signed, then ratified, then enters into force."""
    acts = [entry for entry in catalogue.of(Event) if entry.record.kind in _ACTS]
    acts.sort(key=lambda act: (_ACTS.index(act.record.kind), act.record.date.sort_key))
    for earlier, later in itertools.combinations(acts, 2):
        before, after = earlier.record, later.record
        if before.kind != after.kind and after.date.latest < before.date.earliest:
            yield Problem.of(later.place_of("date"), "order-of-acts", later=later, earlier=earlier)


def check_roles(catalogue: Catalogue) -> Iterator[Problem]:
    """An office ends after it began, and was held at the time of the event that shows it."""
    for entry in catalogue.of(Person):
        for number, role in enumerate(entry.record.roles):
            if role.since and role.until and role.until.latest < role.since.earliest:
                place = entry.place_of("roles", number, "until")
                yield Problem.of(place, "role-mismatch", "ends", role=role)
            claim = catalogue.claims.get(claim_of(entry, role.claim))
            event = claim.entry.record if claim else None
            if isinstance(event, Event) and not _covers(role, event):
                place = entry.place_of("roles", number, "claim")
                yield Problem.of(place, "role-mismatch", "shown", role=role, event=event)


def check_words_follow_time(dossier: Dossier) -> Iterator[Problem]:
    """Words at an event were not said before it, and a source that reports words is not older.

    A source of unknown date is as old as the day on which we read it.
    """
    for entry, block in dossier.claim_blocks():
        said, event = block.day, entry.record
        if said is None:
            continue
        at_event = block.section in ("", "Record", "Statements")
        if isinstance(event, Event) and at_event and said.latest < event.date.earliest:
            yield Problem.of(block.id_place, "words-before-event", said=said, event=event)
        records = [cited.source.record for cited in dossier.strength(block).evidence]
        latest = [record.issued or record.accessed for record in records]
        if latest and all(date and date.latest < said.earliest for date in latest):
            words = ", ".join(date.words for date in latest if date)
            yield Problem.of(block.id_place, "words-after-source", said=said, words=words)


def check_reviews(catalogue: Catalogue) -> Iterator[Problem]:
    """Nothing that a record tells lies after the day on which it was reviewed, save an end."""
    for entry in catalogue.entries.values():
        dates = [(block.day, block.id_place) for block in entry.body.blocks]
        given = values_of(entry.record, Date)
        dates += [(date, entry.place_of(*way)) for way, date in given if way[-1] != "until"]
        reviewed = entry.record.reviewed
        for date, place in dates:
            if date and date.earliest > reviewed.latest:
                yield Problem.of(place, "after-review", date=date, reviewed=reviewed)


def check_reading(catalogue: Catalogue) -> Iterator[Problem]:
    """A source was there when we read it."""
    for entry in catalogue.of(Source):
        read, issued = entry.record.accessed, entry.record.issued
        if read and issued and read.latest < issued.earliest:
            place = entry.place_of("accessed")
            yield Problem.of(place, "read-before-issued", read=read, issued=issued)


def check_order_of_days(catalogue: Catalogue) -> Iterator[Problem]:
    """Events of one day have different numbers in `order`."""
    events = (entry for entry in catalogue.of(Event) if entry.record.date.precision == "day")
    days = grouped(((event.record.date.words, event.record.order), event) for event in events)
    for entries in days.values():
        for entry in entries if len(entries) > 1 else ():
            others = " and ".join(other.name for other in entries if other is not entry)
            place, event = entry.place_of("date"), entry.record
            yield Problem.of(place, "same-day-order", event=event, others=others)


def _covers(role: Role, event: Event) -> bool:
    start, end = role.since or role.on, role.until or role.on
    after = start is None or event.date.latest >= start.earliest
    return after and (end is None or event.date.earliest <= end.latest)
