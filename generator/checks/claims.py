"""Rules about claims: sections, evidence, ids, holders; and about facts outside them."""

import itertools
import re
from collections.abc import Iterator

from generator.body import Block, whole_words
from generator.catalogue import Catalogue, is_claim
from generator.kinds import HOLDERS, KINDS
from generator.markup import without_code
from generator.problems import Problem
from generator.records import Organisation, Person, Source
from generator.seeds import Entry
from generator.tables import table
from generator.vocabularies import ATTRIBUTED_SECTIONS, OUR_FORMER_WORDS, SECTIONS, SECTIONS_OF

_SMALL_WORD = re.compile(
    "an?|and|are|as|at|by|for|from|had|has|have|in|is|its?|of|on|or|that|the|to|was|were|with"
)
_LOOKS_LIKE_ONE, _IS_ONE = (
    "|".join(row["pattern"] for row in table("forecasts") if row["forecast"] == answer)
    for answer in ("no", "yes")
)
_FORECAST = re.compile(f"{_LOOKS_LIKE_ONE}|(?P<forecast>{_IS_ONE})")
"""Finds forecasts, past what only looks like one: a noun "will", an aim that "is to" be met."""
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_NUMBER = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|"
    rf"nine)teen|(?:{_TENS})(?:-\w+)?|dozens?|hundreds?|thousands?|[mb]illions?|half|per\s?cent"
)
_OF_OURS = (
    "words?|sentences?|paragraphs?|sources?|records?|pages?|positions?|citations?|witness(?:es)?|"
    "origins?|rules?|steps?|marks?"
)
_FIGURE = re.compile(
    rf"\b(?:the|these|those|other|its|our|their)\s(?:{_NUMBER})\b"
    rf"|(?<!\w)(?:\d[\d.,]*|{_NUMBER})\s(?:{_OF_OURS})\b"
    rf"|(?<!\w)(?P<figure>\d[\w.,]*(?<![.,])|(?:{_NUMBER})\b)",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Febr)uary|April|June|July|August"
    r"|(?:Septem|Octo|Novem|Decem)ber|(?<=[a-z,]\s)(?:March|May))\b"
)
_MISSING = "What would settle it"


def check_sections(catalogue: Catalogue) -> Iterator[Problem]:
    """Sections are words of the vocabulary, in its order, each once; only pages are free."""
    for entry in catalogue.entries.values():
        if entry.kind in ("pages", "sources"):
            yield from _doubled_headings(entry)
            continue
        allowed = list(SECTIONS_OF.get(entry.kind, SECTIONS))
        names = ", ".join(allowed)
        reached = -1
        for section in entry.body.sections:
            if section.text not in allowed:
                yield Problem.of(section.place, "unknown-section", section=section, allowed=names)
                continue
            position = allowed.index(section.text)
            if position <= reached:
                said = {"section": section, "reached": allowed[reached], "allowed": names}
                yield Problem.of(section.place, "section-order", **said)
            reached = max(reached, position)
        for block in entry.body.blocks:
            if block.form == "subheading":
                yield Problem.of(block.place, "bad-heading", "only-pages", block=block)
            if block.form in ("code", "step"):
                yield Problem.of(block.place, "unknown-markup", block.form)


def _doubled_headings(entry: Entry) -> Iterator[Problem]:
    first_lines: dict[str, int] = {}
    for section in entry.body.sections:
        line = first_lines.setdefault(section.text, section.place.line)
        if line != section.place.line:
            yield Problem.of(section.place, "bad-heading", "page-twice", section=section, line=line)


def check_evidence(catalogue: Catalogue) -> Iterator[Problem]:
    """Every claim cites something."""
    for _, block in catalogue.claim_blocks():
        if not block.citations and "@" not in without_code(block.raw):
            yield Problem.of(block.place, "claim-without-citation", start=_start(block))


def check_ids(catalogue: Catalogue) -> Iterator[Problem]:
    """Every claim has an id, used once in its record."""
    first_lines: dict[str, int] = {}
    taken = {*catalogue.retired, *catalogue.claims}
    for entry, block in catalogue.claim_blocks():
        name = f"{entry.name}#{block.slug}"
        if block.slug is None or block.slug_place is None:
            slug = next(
                slug for slug in _slugs_for(block.text) if f"{entry.name}#{slug}" not in taken
            )
            taken.add(f"{entry.name}#{slug}")
            yield Problem.of(block.place, "claim-without-id", start=_start(block), slug=slug)
            continue
        line = first_lines.setdefault(name, block.place.line)
        if line != block.place.line:
            yield Problem.of(block.slug_place, "duplicate-id", block=block, line=line)


def check_holders(catalogue: Catalogue) -> Iterator[Problem]:
    """Statements, readings and expectations say whose they are; every holder has a record."""
    for entry, block in catalogue.claim_blocks():
        place = block.slug_place or block.place
        if block.by is None and block.section in ATTRIBUTED_SECTIONS and entry.kind != "pages":
            yield Problem.of(place, "missing-by", block=block)
        if block.by is not None and not catalogue.is_known(block.by, HOLDERS):
            mend = catalogue.mend_for(block.by, HOLDERS)
            yield Problem.of(place, "unknown-by", by=block.by, mend=mend)


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
            if match["forecast"]:
                words, place = " ".join(match[0].split()), block.place_at(match.start())
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
        figures = (match for match in _FIGURE.finditer(text) if match["figure"])
        found = [*names.finditer(text), *_DAY.finditer(text), *figures]
        case = "page" if entry.kind == "pages" else "record"
        if entry.kind == "disagreements" and block.section == _MISSING:
            known = _cited_words(catalogue, entry)
            found = [match for match in found if not whole_words([match[0]]).search(known)]
            case = "missing"
        if found:
            first = min(found, key=lambda match: match.start())
            words, place = " ".join(first[0].split()), block.place_at(first.start())
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
