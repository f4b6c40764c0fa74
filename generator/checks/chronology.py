"""Rules about time and number: what came before what, and which articles there are."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalogue import Catalogue, claim_of_role
from generator.problems import Problem
from generator.records import Event, Person, Role

_ACTS = ("signature", "ratification", "entry_into_force")


def check_sources_follow_events(catalogue: Catalogue) -> Iterator[Problem]:
    """What happened is shown by sources that are not older than the event."""
    for entry, block in catalogue.claim_blocks():
        event = entry.record
        if not isinstance(event, Event) or block.section not in ("", "Record"):
            continue
        for evidence in catalogue.evidence(block):
            issued = evidence.record.issued
            if issued and issued.latest < event.date.earliest:
                key, day = evidence.source.key, event.date.words
                what = f'"{key}" is of {issued.words}, the event of {day}'
                mend = "cite a later source, or move the claim to Background or Expectations"
                yield Problem(block.place, "source-before-event", what, mend)


def check_order_of_acts(catalogue: Catalogue) -> Iterator[Problem]:
    """A treaty is signed, then ratified, then enters into force."""
    acts = [(entry, event) for entry, event in catalogue.records(Event) if event.kind in _ACTS]
    acts.sort(key=lambda act: (_ACTS.index(act[1].kind), act[1].date.sort_key))
    for position, (entry, event) in enumerate(acts):
        for earlier, before in acts[:position]:
            if before.kind != event.kind and event.date.latest < before.date.earliest:
                what = f"{event.kind} on {event.date.words}, {before.kind} on {before.date.words}"
                mend = f"correct one of the dates or kinds; the other stands in {earlier.path}"
                yield Problem(entry.place_of("date"), "order-of-acts", what, mend)


def check_roles(catalogue: Catalogue) -> Iterator[Problem]:
    """An office that an event's claim shows was held at the time of that event."""
    for entry, person in catalogue.records(Person):
        for number, role in enumerate(person.roles):
            claim = catalogue.claims.get(claim_of_role(entry, role) or "")
            event = claim.entry.record if claim else None
            if isinstance(event, Event) and not _covers(role, event):
                place, day = entry.place_of("roles", number, "claim"), event.date.words
                what = f'"{role.office}" is shown by an event of {day}, outside its time'
                mend = "correct the office's on, from or until, or name another claim"
                yield Problem(place, "role-mismatch", what, mend)


def _covers(role: Role, event: Event) -> bool:
    start, end = role.since or role.on, role.until or role.on
    after = start is None or event.date.latest >= start.earliest
    return after and (end is None or event.date.earliest <= end.latest)
