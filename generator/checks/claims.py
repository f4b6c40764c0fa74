"""Rules about claims: sections, evidence, ids, holders, witnesses; and about facts outside them."""

import itertools
import re
from collections.abc import Iterator

from generator.body import Block
from generator.catalogue import Catalogue, doubled, is_claim
from generator.dossier import Dossier
from generator.kinds import HOLDERS, KINDS
from generator.markup import without_code
from generator.problems import Problem
from generator.quotations import one_line, whole_words
from generator.records import Organisation, Person, Source
from generator.seeds import Entry
from generator.tables import table
from generator.vocabularies import ATTRIBUTED_SECTIONS, OUR_FORMER_WORDS, SECTIONS, SECTIONS_OF
from generator.witnesses import folded

_PATTERNS = table("patterns")
_NUMBER = "|".join(row["pattern"] for row in _PATTERNS if row["finds"] == "number")


def finder(name: str) -> re.Pattern[str]:
    """Return what finds, as `found`, what the table has below a name, past what only looks so."""
    looks_so, is_so = (
        [row["pattern"] for row in _PATTERNS if (row["finds"], row["counts"]) == (name, answer)]
        for answer in ("no", "yes")
    )
    pattern = "|".join([*looks_so, f"(?P<found>{'|'.join(is_so)})"])
    return re.compile(pattern.replace("NUMBER", _NUMBER))


_FORECAST, _FIGURE, _DAY, _SMALL_WORD = map(finder, ("forecast", "figure", "day", "small word"))


def check_sections(catalogue: Catalogue) -> Iterator[Problem]:
    """Sections are words of the vocabulary, in its order, each once; only pages are free."""
    for entry in catalogue.entries.values():
        if entry.kind == "pages":
            headings = ((section.text, section) for section in entry.body.sections)
            for first, other in doubled(headings):
                said = {"section": other, "line": first.place.line}
                yield Problem.of(other.place, "bad-heading", "page-twice", **said)
            continue
        allowed = list(SECTIONS_OF.get(entry.kind, SECTIONS))
        names, reached = ", ".join(allowed), -1
        for section in entry.body.sections:
            if section.text not in allowed:
                yield Problem.of(section.place, "unknown-section", section=section, allowed=names)
                continue
            position = allowed.index(section.text)
            if position <= reached:
                said = {"section": section, "reached": allowed[reached], "allowed": names}
                yield Problem.of(section.place, "section-order", **said)
            reached = max(reached, position)


def check_forms(catalogue: Catalogue) -> Iterator[Problem]:
    """Only pages have headings inside a section, blocks of code and lists with numbers."""
    for entry, block in catalogue.blocks():
        if block.form == "subheading" and entry.kind != "pages":
            yield Problem.of(block.place, "bad-heading", "only-pages", block=block)
        if block.form in ("code", "step") and entry.kind != "pages":
            yield Problem.of(block.place, "unknown-markup", block.form)


def check_evidence(catalogue: Catalogue) -> Iterator[Problem]:
    """Every claim cites something."""
    for _, block in catalogue.claim_blocks():
        if not block.citations and "@" not in without_code(block.raw):
            yield Problem.of(block.place, "claim-without-citation", start=_start(block))


def check_ids(catalogue: Catalogue) -> Iterator[Problem]:
    """Every claim has an id, used once in its record."""
    blocks = list(catalogue.claim_blocks())
    taken = {*catalogue.retired, *catalogue.claims}
    for entry, block in blocks:
        if block.slug is None:
            slugs = _slugs_for(block.text)
            slug = next(slug for slug in slugs if f"{entry.name}#{slug}" not in taken)
            taken.add(f"{entry.name}#{slug}")
            yield Problem.of(block.place, "claim-without-id", start=_start(block), slug=slug)
    named = ((f"{entry.name}#{block.slug}", block) for entry, block in blocks if block.slug)
    for first, block in doubled(named):
        yield Problem.of(block.id_place, "duplicate-id", block=block, line=first.place.line)


def check_holders(catalogue: Catalogue) -> Iterator[Problem]:
    """Statements, readings and expectations say whose they are; every holder has a record."""
    for entry, block in catalogue.claim_blocks():
        if block.by is None and block.section in ATTRIBUTED_SECTIONS and entry.kind != "pages":
            yield Problem.of(block.id_place, "missing-by", block=block)
        if block.by is not None and not catalogue.is_known(block.by, HOLDERS):
            mend = catalogue.mend_for(block.by, HOLDERS)
            yield Problem.of(block.id_place, "unknown-by", by=block.by, mend=mend)


def check_leads(catalogue: Catalogue) -> Iterator[Problem]:
    """Records that state facts in front matter begin with the claim that shows them.

    A person may begin with a claim from elsewhere: each office names its own claim.
    """
    for entry in catalogue.entries.values():
        leads = [block for block in entry.body.blocks if not block.section]
        has_lead = any(is_claim(entry, block) for block in leads)
        if entry.kind == "people":
            has_lead |= any(block.is_transclusion for block in leads)
        if KINDS[entry.kind].begins_with_evidence and not has_lead:
            yield Problem.of(entry.place_of(), "missing-lead")


def check_forecasts(catalogue: Catalogue) -> Iterator[Problem]:
    """What is yet to come stands neither under Record nor in what an event begins with."""
    for entry, block in catalogue.claim_blocks():
        leads_event = entry.kind == "events" and not block.section
        if not leads_event and block.section != "Record":
            continue
        for match in _FORECAST.finditer(block.own_words):
            if match["found"]:
                words, place = one_line(match[0]), block.place_at(match.start())
                where = "in the lead of an event" if leads_event else 'under "Record"'
                yield Problem.of(place, "forecast-in-record", words=words, where=where)


def _slugs_for(text: str) -> Iterator[str]:
    """Yield an id made of the first five weighty words of a claim, then the same with numbers."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    weighty = [word for word in words if not _SMALL_WORD.fullmatch(word)]
    slug = "-".join(weighty[:5]) or "claim"
    yield slug
    yield from (f"{slug}-{number}" for number in itertools.count(2))


def _start(block: Block) -> str:
    return block.text if len(block.text) <= 40 else f"{block.text[:39]}…"


def check_facts(catalogue: Catalogue) -> Iterator[Problem]:
    """Outside claims, a block that names a person, a body, a day or a figure cites its evidence.

    No such name is the treaty's own title, what stands between backticks, and a block that is
    nothing but links. No such figure is a number word after "the" or the like, which counts nothing
    anew, nor what this site counts of its own: the words of an excerpt, sources, positions.

    What would settle a disagreement is missing, so nothing can be cited for it: there a block names
    only what cited blocks of the record name.
    """
    names = _names_in(catalogue)
    treaty = catalogue.treaty.record if catalogue.treaty else None
    own = whole_words([treaty.title, treaty.short_title] if treaty else [])
    for entry, block in catalogue.blocks():
        is_prose = block.form not in ("code", "subheading") and not block.is_navigation
        is_prose = is_prose and block.section not in OUR_FORMER_WORDS
        if "[@" in block.raw or is_claim(entry, block) or not is_prose:
            continue
        text = own.sub(lambda title: re.sub(r"\S", " ", title[0]), block.prose)
        figures = (match for match in _FIGURE.finditer(text) if match["found"])
        found = [*names.finditer(text), *_DAY.finditer(text), *figures]
        case = "page" if entry.kind == "pages" else "record"
        if entry.kind == "disagreements" and block.section == "What would settle it":
            known = _cited_words(catalogue, entry)
            found = [match for match in found if not whole_words([match[0]]).search(known)]
            case = "missing"
        if found:
            first = min(found, key=lambda match: match.start())
            words, place = one_line(first[0]), block.place_at(first.start())
            yield Problem.of(place, "uncited-fact", case, words=words)


def _cited_words(catalogue: Catalogue, entry: Entry) -> str:
    cited = [block for block in entry.body.blocks if block.citations]
    names = [citation.claim or "" for block in cited for citation in block.citations]
    claims = [catalogue.claims[name].block for name in names if name in catalogue.claims]
    return "\n".join(block.text for block in (*cited, *claims))


def _names_in(catalogue: Catalogue) -> re.Pattern[str]:
    """Return what finds a name of a person, a body, a party or an outlet; a family name alone."""
    names: set[str | None] = {source.record.container_title for source in catalogue.of(Source)}
    for named in catalogue.bearers_of_names:
        names.update([named.name, *named.names.values(), *named.variants])
    names.update(body.record.short_name for body in catalogue.of(Organisation))
    families = (re.split(r"[\s-]", person.record.name)[-1] for person in catalogue.of(Person))
    names.update(family for family in families if not family.islower())
    for party in catalogue.parties:
        names.update([party.name, party.short_name])
    return whole_words(filter(None, names))


def check_names_of_witnesses(dossier: Dossier) -> Iterator[Problem]:
    """Two witnesses of one claim have names that tell them apart."""
    for _, block in dossier.blocks():
        bearers: dict[str, tuple[int, Entry]] = {}
        for number, witness in enumerate(dossier.strength(block).witnesses):
            for source in (cited.source for cited in witness):
                name = folded(source.record.short)
                before, other = bearers.setdefault(name, (number, source))
                if before != number:
                    yield Problem.of(block.place, "same-name", source=source, other=other)


def check_discounts(dossier: Dossier) -> Iterator[Problem]:
    """Only a position of a disagreement discounts sources, some of those that it cites."""
    for entry, block in dossier.blocks():
        place, discounts = block.id_place, ",".join(block.discounts)
        if discounts and (entry.kind, block.section) != ("disagreements", "Positions"):
            yield Problem.of(place, "bad-discount", "elsewhere", discounts=discounts)
            continue
        cited = list(dict.fromkeys(found.source.key for found in dossier.strength(block).evidence))
        names = ", ".join(cited)
        for key in block.discounts:
            if key not in cited and f"sources/{key}" not in dossier.unread:
                case = "unknown" if len(cited) > 1 else "unknown-of-one"
                yield Problem.of(place, "bad-discount", case, key=key, cited=names)
        if discounts and "Weighing" not in (section.text for section in entry.body.sections):
            yield Problem.of(place, "bad-discount", "unexplained", discounts=discounts)
        if cited and not dossier.strength(block).witnesses:
            yield Problem.of(place, "bad-discount", "all", cited=names)
