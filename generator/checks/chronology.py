"""Rules about time and number: what came before what, and which articles there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.body import Block
from generator.catalogue import Catalogue, claim_of
from generator.dates import Date
from generator.dossier import Dossier
from generator.problems import Place, Problem
from generator.records import Event, Person, Role, Source
from generator.seeds import Entry

_ACTS = ("signature", "ratification", "entry_into_force")


def check_sources_follow_events(dossier: Dossier) -> Iterator[Problem]:
    """What happened is shown by sources that are not older than the event."""
    for entry, block in dossier.claim_blocks():
        event = entry.record
        if not isinstance(event, Event) or block.section not in ("", "Record"):
            continue
        for evidence in dossier.evidence(block):
            issued = evidence.source.record.issued
            if issued and issued.latest < event.date.earliest:
                key, day = evidence.source.key, event.date.words
                what = f'"{key}" is of {issued.words}, the event of {day}'
                mend = "cite a later source, or move the claim to Background or Expectations"
                yield Problem(block.place, "source-before-event", what, mend)


def check_order_of_acts(catalogue: Catalogue) -> Iterator[Problem]:
    """A treaty is signed, then ratified, then enters into force."""
    acts = [entry for entry in catalogue.of(Event) if entry.record.kind in _ACTS]
    acts.sort(key=lambda act: (_ACTS.index(act.record.kind), act.record.date.sort_key))
    for position, entry in enumerate(acts):
        for earlier in acts[:position]:
            event, before = entry.record, earlier.record
            if before.kind != event.kind and event.date.latest < before.date.earliest:
                what = f"{event.kind} on {event.date.words}, {before.kind} on {before.date.words}"
                mend = f"correct one of the dates or kinds; the other stands in {earlier.path}"
                yield Problem(entry.place_of("date"), "order-of-acts", what, mend)


def check_roles(catalogue: Catalogue) -> Iterator[Problem]:
    """An office ends after it began, and was held at the time of the event that shows it."""
    for entry in catalogue.of(Person):
        for number, role in enumerate(entry.record.roles):
            if role.since and role.until and role.until.latest < role.since.earliest:
                place = entry.place_of("roles", number, "until")
                what = f'"{role.office}" until {role.until.words}, from {role.since.words}'
                yield Problem(place, "role-mismatch", what, "correct one of the two dates")
            claim = catalogue.claims.get(claim_of(entry, role.claim))
            event = claim.entry.record if claim else None
            if isinstance(event, Event) and not _covers(role, event):
                place, day = entry.place_of("roles", number, "claim"), event.date.words
                what = f'"{role.office}" is shown by an event of {day}, outside its time'
                mend = "correct the office's on, from or until, or name another claim"
                yield Problem(place, "role-mismatch", what, mend)


def check_words_follow_time(dossier: Dossier) -> Iterator[Problem]:
    """Words at an event were not said before it, and a source that reports words is not older.

    A source of unknown date is as old as the day on which we read it.
    """
    for entry, block in dossier.claim_blocks():
        said, event = _said(block), entry.record
        if said is None:
            continue
        place = block.slug_place or block.place
        at_event = isinstance(event, Event) and block.section in ("", "Record", "Statements")
        if isinstance(event, Event) and at_event and said.latest < event.date.earliest:
            what = f"words of {said.words}, at an event of {event.date.words}"
            mend = "correct one of the dates, or move the claim to Background or Expectations"
            yield Problem(place, "words-before-event", what, mend)
        records = [one.source.record for one in dossier.evidence(block)]
        latest = [record.issued or record.accessed for record in records]
        if latest and all(date and date.latest < said.earliest for date in latest):
            words = ", ".join(date.words for date in latest if date)
            what = f"words of {said.words}, but every source that is cited is older: {words}"
            mend = "correct `on`, or cite a source that can know the words"
            yield Problem(place, "words-after-source", what, mend)


def check_reviews(catalogue: Catalogue) -> Iterator[Problem]:
    """Nothing that a record tells lies after the day on which it was reviewed."""
    for entry in catalogue.entries.values():
        record = entry.record
        dates: list[tuple[Date | None, Place]] = []
        if isinstance(record, Event):
            dates.append((record.date, entry.place_of("date")))
        if isinstance(record, Source):
            dates.append((record.issued, entry.place_of("issued")))
            dates.append((record.accessed, entry.place_of("accessed")))
        if isinstance(record, Person):
            for number, role in enumerate(record.roles):
                place = entry.place_of("roles", number)
                dates += [(role.on, place), (role.since, place)]
        dates += [(_said(block), block.slug_place or block.place) for block in entry.body.blocks]
        for date, place in dates:
            if date and date.earliest > record.reviewed.latest:
                what = f"{date.words} is after the review of {record.reviewed.words}"
                mend = "correct the date, or hold the record against its sources and set `reviewed`"
                yield Problem(place, "after-review", what, mend)


def check_reading(catalogue: Catalogue) -> Iterator[Problem]:
    """A source was there when we read it."""
    for entry in catalogue.of(Source):
        read, issued = entry.record.accessed, entry.record.issued
        if read and issued and read.latest < issued.earliest:
            what = f"read on {read.words}, issued {issued.words}"
            mend = "correct one of the two dates"
            yield Problem(entry.place_of("accessed"), "read-before-issued", what, mend)


def check_order_of_days(catalogue: Catalogue) -> Iterator[Problem]:
    """Events of one day have different numbers in `order`."""
    places: dict[tuple[str, int], list[Entry[Event]]] = defaultdict(list)
    for entry in catalogue.of(Event):
        event = entry.record
        if event.date.precision == "day":
            places[event.date.words, event.order].append(entry)
    for (day, order), entries in places.items():
        for entry in entries:
            others = [other.name for other in entries if other is not entry]
            if others:
                what = f"of {day} and with order {order}, like {' and '.join(others)}"
                mend = "set `order: 1`, `order: 2` and so on, as the events followed each other"
                yield Problem(entry.place_of("date"), "same-day-order", what, mend)


def _said(block: Block) -> Date | None:
    """Return when the words of a block were said, if it gives a day that there is."""
    try:
        return Date.parse(block.on or "")
    except ValueError:
        return None


def _covers(role: Role, event: Event) -> bool:
    start, end = role.since or role.on, role.until or role.on
    after = start is None or event.date.latest >= start.earliest
    return after and (end is None or event.date.earliest <= end.latest)
