"""Rules about names: every name, citation and link leads somewhere."""

import posixpath
import re
from collections.abc import Iterator

from generator.body import Block, Citation
from generator.catalogue import Catalogue, claim_of, grouped
from generator.kinds import HOLDERS, MODELS
from generator.problems import Place, Problem, did_you_mean
from generator.records import Correction, Disagreement, Event, Person, Source, Theme
from generator.seeds import FOLDER, Entry
from generator.urls import wrong_with

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LINK_MEND = f"link to a file in {FOLDER}/ by its path from this one: ../kind/key.md"
_SHOWN = 12
"""How many places of a source a mend names."""


def check_names(catalogue: Catalogue) -> Iterator[Problem]:
    """Every record named in front matter or in `about` exists."""
    for entry in catalogue.entries.values():
        for field, position, name, kind in entry.record.named():
            if not catalogue.is_known(name):
                yield _unknown_record(catalogue, entry.place_of(field, position), name, kind)
    for _, block in catalogue.blocks():
        for name in block.about:
            if not catalogue.is_known(name):
                yield _unknown_record(catalogue, block.place, name)


def check_people(catalogue: Catalogue) -> Iterator[Problem]:
    """A person's party is one of the treaty's."""
    parties = [party.key for party in catalogue.parties]
    for entry in catalogue.of(Person):
        person = entry.record
        if person.party and person.party not in parties:
            what = f'no party of the treaty has the key "{person.party}"'
            known = ", ".join(parties)
            mend = f"use one of: {known}" if known else "add it to the treaty's record"
            mend += "; or leave the line out"
            yield Problem(entry.place_of("party"), "unknown-record", what, mend)


def check_claims_named(catalogue: Catalogue) -> Iterator[Problem]:
    """A person's role, a theme's keyword and an event's vote name a claim that exists."""
    people, themes, events = catalogue.of(Person), catalogue.of(Theme), catalogue.of(Event)
    roles = [(entry, "roles", [role.claim for role in entry.record.roles]) for entry in people]
    words = [(entry, "keywords", [at.claim for at in entry.record.keywords]) for entry in themes]
    votes = [(entry, "votes", [vote.claim for vote in entry.record.votes]) for entry in events]
    for entry, field, claims in (*roles, *words, *votes):
        for number, name in enumerate(claim_of(entry, claim) for claim in claims):
            if name not in catalogue.claims and name.split("#")[0] not in catalogue.unread:
                place = entry.place_of(field, number, "claim")
                mend = "write the id of a claim in this record, or kind/key#id"
                yield Problem(place, "unknown-claim", f'no claim "{name}"', mend)


def check_corrections(catalogue: Catalogue) -> Iterator[Problem]:
    """A correction concerns claims that stand in a record, or that were withdrawn."""
    for entry in catalogue.of(Correction):
        for position, name in enumerate(entry.record.concerns):
            gone = catalogue.retired.keys() | catalogue.unread
            is_known = name in catalogue.claims or {name, name.split("#")[0]} & gone
            if not is_known:
                mend = "write kind/key#id of a claim as its record, or retired.md, has it"
                place = entry.place_of("concerns", position)
                yield Problem(place, "unknown-claim", f'no claim "{name}"', mend)


def check_votes(catalogue: Catalogue) -> Iterator[Problem]:
    """A vote is of a body of its event, and a claim of its own says the figures.

    What says why a count is the one to quote is a disagreement.
    """
    counted: set[str] = set()
    for entry in catalogue.of(Event):
        for number, vote in enumerate(entry.record.votes):
            name = claim_of(entry, vote.claim)
            claim = catalogue.claims.get(name)
            known = re.findall(r"\d+", claim.block.text) if claim else None
            counts = {"for": vote.in_favour, "against": vote.against, "abstained": vote.abstained}
            place = entry.place_of("votes", number)
            if name in counted:
                mend = "give each count a claim of its own"
                yield Problem(place, "vote-mismatch", f"{name} counts another vote, too", mend)
            counted.add(name)
            if vote.chamber not in entry.record.organisations:
                mend = "name it among the organisations of the event, too"
                yield Problem(place, "vote-mismatch", f'no body here is "{vote.chamber}"', mend)
            if vote.weighed_in and not catalogue.find(Disagreement, vote.weighed_in):
                what = f'"{vote.weighed_in}" is no disagreement'
                mend = "name the one that says why this is the count to quote: disagreements/key"
                yield Problem(place, "vote-mismatch", what, mend)
            for field, count in counts.items():
                if known is not None and count is not None and str(count) not in known:
                    what = f'{name} has no figure for "{field}: {count}"'
                    mend = "correct the figure, or name the claim that has it, in figures"
                    yield Problem(place, "vote-mismatch", what, mend)


def check_keys_of_holders(catalogue: Catalogue) -> Iterator[Problem]:
    """No two people, organisations and sources share a key."""
    entries = (entry for kind in HOLDERS for entry in catalogue.of(MODELS[kind]))
    by_key = grouped((entry.key, entry) for entry in entries)
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
        mend = f"it has: {', '.join(sorted(slugs))}" if slugs else "cite a source instead"
        what = f'{citation.target} has no claim "{citation.slug}"'
        yield Problem(citation.place, "unknown-claim", what, mend)
    elif any(deeper.slug for deeper in claim.block.citations):
        what = f"{citation.claim} itself cites a claim"
        mend = f"write what that claim cites: {' '.join(map(str, claim.block.citations))}"
        yield Problem(citation.place, "nested-claim", what, mend)


def _check_cited_source(catalogue: Catalogue, citation: Citation) -> Iterator[Problem]:
    source = catalogue.source(citation)
    if f"sources/{citation.target}" in catalogue.unread:
        return
    if source is None:
        mend = catalogue.mend_for(citation.target, ("sources",))
        what = f'no source has the key "{citation.target}"'
        yield Problem(citation.place, "unknown-source", what, mend)
        return
    notes, key = source.notes, citation.target
    if notes.is_read(citation.locator or ""):
        return
    places = [name for name in notes.headings if notes.is_read(name)]
    some = ", ".join(places[:_SHOWN]) + (", …" if len(places) > _SHOWN else "")
    rule = "unknown-locator" if citation.locator else "missing-locator"
    if not places and not notes.is_read(""):
        what = f'the notes on "{key}" are empty'
        mend = f"write into {source.path}, below its front matter, what the source states"
    elif citation.locator is None:
        what = f'the citation of "{key}" names no place in it'
        mend = f"add one that its notes have: {some}"
    else:
        what = f'the notes on "{key}" have no excerpt or note at {citation.locator}'
        mend = f"add one to {source.path}, or cite {some or f'[@{key}], the whole'}"
    yield Problem(citation.place, rule, what, mend)


def check_positions(catalogue: Catalogue) -> Iterator[Problem]:
    """A disagreement has two positions at least, and leads with one of them or with none.

    Positions that support the leading one are others than that one.
    """
    for entry in catalogue.of(Disagreement):
        record = entry.record
        positions = [block for block in entry.body.blocks if block.section == "Positions"]
        slugs = [slug for slug in map(_position_id, positions) if slug]
        if len(positions) < 2:
            mend = "add a list item for each position under ## Positions"
            what = f"positions: {len(positions)}; a disagreement has two or more"
            yield Problem(entry.place_of("question"), "too-few-positions", what, mend)
        if record.leads != "none" and record.leads not in slugs:
            what = f'no position has the id "{record.leads}"'
            mend = f"use one of: {', '.join([*slugs, 'none'])}"
            if not slugs:
                mend = f"write none, or end a position with {{#{record.leads}}}"
            yield Problem(entry.place_of("leads"), "unknown-lead", what, mend)
        others = [] if record.leads == "none" else [slug for slug in slugs if slug != record.leads]
        for slug in record.supports:
            if slug not in others:
                what = f'"{slug}" is no position beside the leading one'
                mend = f"use some of: {', '.join(others) or 'none, since none leads'}"
                yield Problem(entry.place_of("supports"), "unknown-support", what, mend)


def _position_id(position: Block) -> str | None:
    return position.citations[0].slug if position.is_transclusion else position.slug


def check_links(catalogue: Catalogue) -> Iterator[Problem]:
    """A link in a body leads to a record, by the path of its file, or to another site."""
    for entry, block in catalogue.blocks():
        for target, place in block.links():
            wrong = _wrong_link(catalogue, entry, target)
            if wrong:
                yield Problem(place, "broken-link", *wrong)


def _wrong_link(catalogue: Catalogue, entry: Entry, target: str) -> tuple[str, str] | None:
    if target.startswith("https://"):
        return wrong_with(target)
    scheme = _SCHEME.match(target)
    if scheme or target.startswith("//"):
        secure = f"https://{target.removeprefix('http:').lstrip('/')}"
        if scheme and scheme[0] != "http:":
            what = f'a link with "{scheme[0]}" is none that a reader can follow safely'
        elif not wrong_with(secure):
            return f'"{target}" is no secure address', f"write {secure}, if it answers there"
        else:
            what = f'"{target}" is no address'
        return what, "write an address that begins with https://"
    return _wrong_path(catalogue, entry, target)


def _wrong_path(catalogue: Catalogue, entry: Entry, target: str) -> tuple[str, str] | None:
    folder = posixpath.dirname(entry.path)
    path, sign, fragment = target.partition("#")
    below = posixpath.normpath(posixpath.join(folder, path))
    names = {other.path: other.name for other in catalogue.entries.values()}
    if not below.startswith(f"{FOLDER}/"):
        return f'the link "{target}" leads out of {FOLDER}/', _LINK_MEND
    if below.removeprefix(f"{FOLDER}/").removesuffix(".md") in catalogue.unread:
        return None
    if below not in names:
        near = did_you_mean(path, [posixpath.relpath(known, folder) for known in names])
        return (
            f'the link "{target}" leads nowhere',
            f"{near} Or {_LINK_MEND}" if near else _LINK_MEND,
        )
    if sign and f"{names[below]}#{fragment}" not in catalogue.claims:
        mend = f"write {path}, or the id of a statement after the #"
        return f'{names[below]} has no statement "{fragment}"', mend
    return None


def check_sources_are_cited(catalogue: Catalogue) -> Iterator[Problem]:
    """A source that nothing cites has no place among the sources."""
    citations = [citation for _, block in catalogue.blocks() for citation in block.citations]
    cited = {citation.target for citation in citations if not citation.slug}
    for entry in catalogue.of(Source):
        if entry.key not in cited:
            mend = "cite it where it shows something, or delete the file"
            yield Problem(entry.place_of(), "uncited-source", "nothing cites this source", mend)


def _unknown_record(catalogue: Catalogue, place: Place, name: str, kind: str = "") -> Problem:
    what = f'no record is called "{name}"'
    mend = catalogue.mend_for(name.rpartition("/")[2], (kind,)) if kind else None
    return Problem(place, "unknown-record", what, mend or catalogue.mend_for(name))
