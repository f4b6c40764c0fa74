"""Rules about names: each leads to one thing that is there, and what is there is used."""

import posixpath
import re
from collections.abc import Iterator

from generator import records
from generator.body import Citation
from generator.catalogue import Catalogue, claim_of, doubled, grouped
from generator.dossier import Dossier
from generator.kinds import HOLDERS, MODELS, TEXT, index_of
from generator.problems import Place, Problem, did_you_mean
from generator.quotations import whole_words
from generator.seeds import FOLDER, Entry, values_of
from generator.urls import address_of, wrong_with

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SHOWN = 12
"""How many places of a source a mend names."""


def check_names(catalogue: Catalogue) -> Iterator[Problem]:
    """Every record named in front matter or in `about` exists."""
    for entry in catalogue.entries.values():
        for named in entry.record.named:
            if not catalogue.is_known(named.name):
                place = entry.place_of(named.field, named.position)
                yield _unknown_record(catalogue, place, named.name, named.kind)
    for _, block in catalogue.blocks():
        for name in block.about:
            if not catalogue.is_known(name):
                yield _unknown_record(catalogue, block.place, name)


def _unknown_record(catalogue: Catalogue, place: Place, name: str, kind: str = "") -> Problem:
    by_key = (name.rpartition("/")[2], (kind,)) if kind else (name,)
    return Problem.of(place, "unknown-record", name=name, mend=catalogue.mend_for(*by_key))


def check_people(catalogue: Catalogue) -> Iterator[Problem]:
    """A person's party is one of the treaty's."""
    parties = [party.key for party in catalogue.parties]
    for entry in catalogue.of(records.Person):
        person = entry.record
        if person.party and person.party not in parties:
            place, case = entry.place_of("party"), "party" if parties else "no-party"
            said = {"party": person.party, "known": ", ".join(parties)}
            yield Problem.of(place, "unknown-record", case, **said)


def check_claims_named(catalogue: Catalogue) -> Iterator[Problem]:
    """A person's role, a theme's keyword and an event's vote name a claim that exists."""
    for entry in catalogue.entries.values():
        for way, part in values_of(entry.record, (records.Keyword, records.Role, records.Vote)):
            name = claim_of(entry, part.claim)
            if name not in catalogue.claims and name.split("#")[0] not in catalogue.unread:
                place = entry.place_of(*way, "claim")
                yield Problem.of(place, "unknown-claim", "named", name=name)


def check_corrections(catalogue: Catalogue) -> Iterator[Problem]:
    """A correction concerns claims that stand in a record, or that were withdrawn."""
    for entry in catalogue.of(records.Correction):
        for position, name in enumerate(entry.record.concerns):
            gone = catalogue.retired.keys() | catalogue.unread
            if name not in catalogue.claims and gone.isdisjoint((name, name.split("#")[0])):
                place = entry.place_of("concerns", position)
                yield Problem.of(place, "unknown-claim", "corrected", name=name)


def check_votes(catalogue: Catalogue) -> Iterator[Problem]:
    """A vote is of a body of its event, and a claim of its own says the figures.

    What says why a count is the one to quote is a disagreement.
    """
    counted: set[str] = set()
    for entry in catalogue.of(records.Event):
        for number, vote in enumerate(entry.record.votes):
            name = claim_of(entry, vote.claim)
            claim = catalogue.claims.get(name)
            known = re.findall(r"\d+", claim.block.text) if claim else None
            counts = {"for": vote.in_favour, "against": vote.against, "abstained": vote.abstained}
            place = entry.place_of("votes", number)
            if name in counted:
                yield Problem.of(place, "vote-mismatch", "counted", claim=name)
            counted.add(name)
            if vote.chamber not in entry.record.organisations:
                yield Problem.of(place, "vote-mismatch", "chamber", vote=vote)
            if vote.weighed_in and not catalogue.find(records.Disagreement, vote.weighed_in):
                yield Problem.of(place, "vote-mismatch", "weighed", vote=vote)
            for field, count in counts.items():
                if known is not None and count is not None and str(count) not in known:
                    said = {"claim": name, "field": field, "count": count}
                    yield Problem.of(place, "vote-mismatch", "figure", **said)


def check_keys_of_holders(catalogue: Catalogue) -> Iterator[Problem]:
    """No two people, organisations and sources share a key."""
    entries = (entry for kind in HOLDERS for entry in catalogue.of(MODELS[kind]))
    for first, other in doubled((entry.key, entry) for entry in entries):
        yield Problem.of(Place(other.path), "ambiguous-key", entry=other, first=first)


def check_addresses(catalogue: Catalogue) -> Iterator[Problem]:
    """No two sources have one address."""
    sources = ((entry.record.URL, entry) for entry in catalogue.of(records.Source))
    for other, entry in doubled((address_of(url), entry) for url, entry in sources if url):
        yield Problem.of(entry.place_of("URL"), "same-address", entry=entry, other=other)


def check_citations(dossier: Dossier) -> Iterator[Problem]:
    """Every citation leads to a source and a place in its notes, or to a claim with sources."""
    for _, block in dossier.blocks():
        for citation in block.citations:
            check = _check_cited_claim if citation.slug else _check_cited_source
            yield from check(dossier, citation)


def _check_cited_claim(dossier: Dossier, citation: Citation) -> Iterator[Problem]:
    claim = dossier.claims.get(citation.claim or "")
    if citation.target in dossier.unread:
        return
    if citation.target not in dossier.entries:
        yield _unknown_record(dossier, citation.place, citation.target)
    elif claim is None:
        known = dossier.claims_in.get(citation.target, [])
        slugs = ", ".join(sorted(f"{claim.block.slug}" for claim in known))
        case = "cited" if slugs else "cited-none"
        yield Problem.of(citation.place, "unknown-claim", case, citation=citation, slugs=slugs)
    elif any(deeper.slug for deeper in claim.block.citations):
        deeper = " ".join(map(str, claim.block.citations))
        yield Problem.of(citation.place, "nested-claim", citation=citation, deeper=deeper)


def _check_cited_source(dossier: Dossier, citation: Citation) -> Iterator[Problem]:
    source = dossier.source(citation)
    if f"sources/{citation.target}" in dossier.unread:
        return
    if source is None:
        mend = dossier.mend_for(citation.target, ("sources",))
        yield Problem.of(citation.place, "unknown-source", key=citation.target, mend=mend)
        return
    notes = source.notes
    if notes.is_read(citation.locator or ""):
        return
    places = [name for name in notes.headings if notes.is_read(name)]
    some = ", ".join(places[:_SHOWN]) + (", …" if len(places) > _SHOWN else "")
    some = some or f"[@{source.key}], the whole"
    rule = "unknown-locator" if citation.locator else "missing-locator"
    case = "" if places or notes.is_read("") else "empty"
    yield Problem.of(citation.place, rule, case, source=source, citation=citation, places=some)


def check_positions(catalogue: Catalogue) -> Iterator[Problem]:
    """A disagreement has two positions at least, and leads with one of them or with none.

    Positions that support the leading one are others than that one.
    """
    for entry in catalogue.of(records.Disagreement):
        record = entry.record
        positions = [block for block in entry.body.blocks if block.section == "Positions"]
        ids = (at.citations[0].slug if at.is_transclusion else at.slug for at in positions)
        slugs = list(filter(None, ids))
        if len(positions) < 2:
            place = entry.place_of("question")
            yield Problem.of(place, "too-few-positions", count=len(positions))
        if record.leads != "none" and record.leads not in slugs:
            place, case = entry.place_of("leads"), "" if slugs else "no-id"
            said = {"leads": record.leads, "slugs": ", ".join(slugs)}
            yield Problem.of(place, "unknown-lead", case, **said)
        others = [] if record.leads == "none" else [slug for slug in slugs if slug != record.leads]
        for slug in record.supports:
            if slug not in others:
                known = ", ".join(others) or "none, since none leads"
                place = entry.place_of("supports")
                yield Problem.of(place, "unknown-support", slug=slug, others=known)


def check_links(catalogue: Catalogue) -> Iterator[Problem]:
    """A link in a body leads to a record, by the path of its file, or to another site."""
    for entry, block in catalogue.blocks():
        for target, place in block.links():
            if target.startswith("https://"):
                if wrong := wrong_with(target):
                    yield Problem(place, "broken-link", *wrong)
            elif target.startswith("//") or _SCHEME.match(target):
                yield _unsafe_link(target, place)
            else:
                yield from _check_path(catalogue, entry, target, place)


def _unsafe_link(target: str, place: Place) -> Problem:
    scheme = _SCHEME.match(target)
    secure = f"https://{target.removeprefix('http:').lstrip('/')}"
    case = "address" if wrong_with(secure) else "insecure"
    if scheme and scheme[0] != "http:":
        case = "scheme"
    said = {"target": target, "scheme": scheme and scheme[0], "secure": secure}
    return Problem.of(place, "broken-link", case, **said)


def _check_path(catalogue: Catalogue, entry: Entry, target: str, place: Place) -> Iterator[Problem]:
    folder = posixpath.dirname(entry.path)
    path, sign, fragment = target.partition("#")
    below = posixpath.normpath(posixpath.join(folder, path))
    name = below.removeprefix(f"{FOLDER}/").removesuffix(".md")
    if not below.startswith(f"{FOLDER}/"):
        yield Problem.of(place, "broken-link", "leaves", target=target)
    elif name in catalogue.unread:
        return
    elif name not in catalogue.entries or below != catalogue.entries[name].path:
        known = [posixpath.relpath(other.path, folder) for other in catalogue.entries.values()]
        near = did_you_mean(path, known)
        case = "near" if near else "nowhere"
        yield Problem.of(place, "broken-link", case, target=target, near=near)
    elif sign and f"{name}#{fragment}" not in catalogue.claims:
        said = {"name": name, "path": path, "fragment": fragment}
        yield Problem.of(place, "broken-link", "statement", **said)


def check_sources_are_cited(catalogue: Catalogue) -> Iterator[Problem]:
    """A source that nothing cites has no place among the sources."""
    citations = [citation for _, block in catalogue.blocks() for citation in block.citations]
    cited = {citation.target for citation in citations if not citation.slug}
    for entry in catalogue.of(records.Source):
        if entry.key not in cited:
            yield Problem.of(entry.place_of(), "uncited-source")


def check_records(catalogue: Catalogue) -> Iterator[Problem]:
    """The treaty has a record, its dates have a page, and so has each kind that has records."""
    kinds = {entry.kind for entry in catalogue.entries.values()} - {"pages", "treaty"}
    lists = [index_of(kind) for kind in sorted({"events", *kinds})]
    lists += [TEXT] if catalogue.texts else []
    for name in ["treaty", *lists]:
        if not catalogue.is_known(name):
            case = "treaty" if name == "treaty" else "page"
            yield Problem.of(Place(f"{FOLDER}/{name}.md"), "missing-record", case, name=name)


def check_articles(catalogue: Catalogue) -> Iterator[Problem]:
    """The articles are those from one to the number that the treaty's record names, each once.

    No two files are for one article, such as 3.md and 03.md, even if one cannot be read.
    """
    names = sorted([*catalogue.entries, *catalogue.unread])
    matches = (re.fullmatch("articles/([0-9]+)", name) for name in names)
    articles = grouped((int(match[1]), match[0]) for match in matches if match)
    total = catalogue.number_of_articles
    named = catalogue.treaty.record.articles if catalogue.treaty else ""
    if total is None and (entry := catalogue.entries.get(named)):
        yield Problem.of(entry.place_of("value"), "wrong-value", "articles")
    for number, found in articles.items():
        first, *others = sorted(found, key=f"articles/{number:02}".__ne__)
        for place in (Place(f"{FOLDER}/{name}.md") for name in others):
            yield Problem.of(place, "doubled-article", number=number, first=first)
        for place in (Place(f"{FOLDER}/{name}.md") for name in found):
            if total and not 0 < number <= total:
                yield Problem.of(place, "article-out-of-range", "record", total=total, name=named)
    for number in range(1, (total or 0) + 1):
        if number not in articles:
            place = Place(f"{FOLDER}/articles/{number:02}.md")
            yield Problem.of(place, "missing-article", number=number)


def check_themes(dossier: Dossier) -> Iterator[Problem]:
    """A theme has statements of its own, or a record that names it."""
    for entry in dossier.of(records.Theme):
        has_claim = any(block.citations for block in entry.body.blocks)
        if not has_claim and not _is_named(dossier, entry):
            yield Problem.of(entry.place_of(), "empty-theme")


def check_terms(dossier: Dossier) -> Iterator[Problem]:
    """A term stands in the words of another record, or another record names or cites it."""
    words = {}
    for other in (other for other in dossier.entries.values() if other.kind != "sources"):
        own = (text for _, text in values_of(other.record, records.OwnWords))
        words[other.name] = "\0".join([*(block.text for block in other.body.blocks), *own])
    for entry in dossier.of(records.Term):
        term = entry.record
        found = whole_words(filter(None, [*term.spellings, term.expansion]))
        used = any(found.search(text) for name, text in words.items() if name != entry.name)
        if not used and not _is_named(dossier, entry):
            yield Problem.of(entry.place_of("term"), "unused-term", term=term.term)


def _is_named(dossier: Dossier, entry: Entry) -> bool:
    # What cannot be read may name it.
    return bool(dossier.unread) or entry.name in dossier.named_by
