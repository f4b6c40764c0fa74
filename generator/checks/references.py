"""Rules about names: every name, citation and link leads somewhere."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterator

from generator.body import Citation
from generator.catalogue import Catalogue, claim_of_role
from generator.problems import Place, Problem
from generator.records import HOLDERS, Disagreement, Person
from generator.seeds import FOLDER, Entry


def check_names(catalogue: Catalogue) -> Iterator[Problem]:
    """Every record named in front matter or in `about` exists."""
    for entry in catalogue.entries.values():
        for field, position, name in entry.record.named():
            if not catalogue.is_known(name):
                yield _unknown_record(catalogue, entry.place_of(field, position), name)
    for _, block in catalogue.blocks():
        for name in block.about:
            if not catalogue.is_known(name):
                yield _unknown_record(catalogue, block.place, name)


def check_people(catalogue: Catalogue) -> Iterator[Problem]:
    """A person's party is one of the treaty's, and a role names a claim that exists."""
    parties = [party.key for party in catalogue.parties]
    for entry, person in catalogue.records(Person):
        if person.party and person.party not in parties:
            what = f'no party of the treaty has the key "{person.party}"'
            mend = f"use one of: {', '.join(parties)}; or leave the line out"
            yield Problem(entry.place_of("party"), "unknown-record", what, mend)
        for number, role in enumerate(person.roles):
            name = claim_of_role(entry, role)
            if name not in catalogue.claims and name.split("#")[0] not in catalogue.unread:
                place = entry.place_of("roles", number, "claim")
                mend = "write the id of a claim in this record, or kind/key#id"
                yield Problem(place, "unknown-claim", f'no claim "{name}"', mend)


def check_keys_of_holders(catalogue: Catalogue) -> Iterator[Problem]:
    """No two people, organisations and sources share a key."""
    by_key: dict[str, list[Entry]] = defaultdict(list)
    for kind in HOLDERS:
        for entry in catalogue.of_kind(kind):
            by_key[entry.key].append(entry)
    for key, (first, *others) in sorted(by_key.items()):
        for other in others:
            what = f'key "{key}" is also that of {first.name}'
            yield Problem(Place(other.path), "ambiguous-key", what, "rename one of the two files")


def check_citations(catalogue: Catalogue) -> Iterator[Problem]:
    """Every citation leads to a source and a place in its notes, or to a claim with sources."""
    for _, block in catalogue.blocks():
        for citation in block.citations:
            check = _check_cited_claim if citation.slug else _check_cited_source
            yield from check(catalogue, citation)


def _check_cited_claim(catalogue: Catalogue, citation: Citation) -> Iterator[Problem]:
    claim = catalogue.claims.get(citation.claim or "")
    if citation.target in catalogue.unread:
        return
    if citation.target not in catalogue.entries:
        yield _unknown_record(catalogue, citation.place, citation.target)
    elif claim is None:
        slugs = [
            c.block.slug or "" for c in catalogue.claims.values() if c.entry.name == citation.target
        ]
        mend = f"it has: {', '.join(sorted(slugs)) or 'no claims'}"
        what = f'{citation.target} has no claim "{citation.slug}"'
        yield Problem(citation.place, "unknown-claim", what, mend)
    elif any(deeper.slug for deeper in claim.block.citations):
        what = f"{citation.claim} itself cites a claim"
        yield Problem(citation.place, "nested-claim", what, "cite what that claim cites")


def _check_cited_source(catalogue: Catalogue, citation: Citation) -> Iterator[Problem]:
    source = catalogue.source(citation)
    if f"sources/{citation.target}" in catalogue.unread:
        return
    if source is None:
        mend = catalogue.mend_for(citation.target, ("sources",))
        what = f'no source has the key "{citation.target}"'
        yield Problem(citation.place, "unknown-source", what, mend)
        return
    if source.notes.is_read(citation.locator or ""):
        return
    places = ", ".join(name for name in source.notes.locators if source.notes.is_read(name))
    if citation.locator is None:
        what = f'the citation of "{citation.target}" names no place in it'
        mend = f"add one that its notes have: {places or 'they are empty'}"
        yield Problem(citation.place, "missing-locator", what, mend)
    else:
        what = f'the notes on "{citation.target}" have no excerpt or note at {citation.locator}'
        mend = f"add one to {source.path}, or cite {places or 'the whole, without place'}"
        yield Problem(citation.place, "unknown-locator", what, mend)


def check_positions(catalogue: Catalogue) -> Iterator[Problem]:
    """A disagreement has two positions at least, and leads with one of them or with none.

    Positions that support the leading one are others than that one.
    """
    for entry, record in catalogue.records(Disagreement):
        positions = [block for block in entry.body.blocks if block.section == "Positions"]
        slugs = [
            block.slug or block.citations[0].slug
            for block in positions
            if block.slug or block.is_transclusion
        ]
        if len(positions) < 2:
            mend = "add a list item for each position under ## Positions"
            what = f"positions: {len(positions)}; a disagreement has two or more"
            yield Problem(entry.place_of("question"), "too-few-positions", what, mend)
        if record.leads != "none" and record.leads not in slugs:
            what = f'no position has the id "{record.leads}"'
            mend = f"use one of: {', '.join(str(slug) for slug in slugs)}, none"
            yield Problem(entry.place_of("leads"), "unknown-lead", what, mend)
        others = [] if record.leads == "none" else [one for one in slugs if one != record.leads]
        for slug in record.supports:
            if slug not in others:
                what = f'"{slug}" is no position beside the leading one'
                mend = f"use some of: {', '.join(map(str, others)) or 'none, since none leads'}"
                yield Problem(entry.place_of("supports"), "unknown-support", what, mend)


def check_links(catalogue: Catalogue) -> Iterator[Problem]:
    """A link in a body leads to a record, by the path of its file, or to another site."""
    paths = {entry.path for entry in catalogue.entries.values()}
    for entry, block in catalogue.blocks():
        for target, place in block.links():
            below = posixpath.join(posixpath.dirname(entry.path), target.partition("#")[0])
            if not target.startswith("https://") and posixpath.normpath(below) not in paths:
                mend = f"link to a file in {FOLDER}/ by its path from this one: ../kind/key.md"
                yield Problem(place, "broken-link", f'the link "{target}" leads nowhere', mend)


def check_sources_are_cited(catalogue: Catalogue) -> Iterator[Problem]:
    """A source that nothing cites has no place among the sources."""
    cited = {
        citation.target
        for _, block in catalogue.blocks()
        for citation in block.citations
        if not citation.slug
    }
    for entry in catalogue.of_kind("sources"):
        if entry.key not in cited:
            mend = "cite it where it shows something, or delete the file"
            yield Problem(entry.place_of(), "uncited-source", "nothing cites this source", mend)


def _unknown_record(catalogue: Catalogue, place: Place, name: str) -> Problem:
    what = f'no record is called "{name}"'
    return Problem(place, "unknown-record", what, catalogue.mend_for(name))
