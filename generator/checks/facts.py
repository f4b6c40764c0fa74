"""Rules about facts outside claims: plain pages and our own reasoning give their evidence, too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.body import whole_words
from generator.catalogue import Catalogue, claim_of, is_claim
from generator.problems import Problem
from generator.records import (
    OUR_FORMER_WORDS,
    Disagreement,
    Event,
    Organisation,
    Person,
    Source,
)
from generator.seeds import Entry

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


def check_facts(catalogue: Catalogue) -> Iterator[Problem]:
    """Outside claims, a block that names a person, a body, a day or a figure cites its evidence.

    No such name is the treaty's own title, what stands between backticks, and a block that is
    nothing but links. No such figure is a number word after "the" or the like, which counts nothing
    anew, nor what this site counts of its own: the words of an excerpt, sources, positions.

    What would settle a disagreement is missing, so nothing can be cited for it: there a block names
    only what cited blocks of the record name.
    """
    names = _names_in(catalogue)
    own = whole_words(_titles_of(catalogue))
    for entry, block in catalogue.blocks():
        is_prose = block.form not in ("code", "subheading") and not block.is_navigation
        is_prose = is_prose and block.section not in OUR_FORMER_WORDS
        if "[@" in block.raw or is_claim(entry, block) or not is_prose:
            continue
        text = own.sub(lambda title: re.sub(r"\S", " ", title[0]), block.shown)
        figures = (match for match in _FIGURE.finditer(text) if match["figure"])
        found = [*names.finditer(text), *_DAY.finditer(text), *figures]
        evidence = "a citation and an id" if entry.kind == "pages" else "a citation"
        mend = f"end the block with {evidence}, or say it without names, days and figures"
        if entry.kind == "disagreements" and block.section == _MISSING:
            known = _cited_words(catalogue, entry)
            found = [match for match in found if not whole_words([match[0]]).search(known)]
            mend = "name only what cited blocks of this record name, or end it with a citation"
        if found:
            first = min(found, key=lambda match: match.start())
            what = f'"{" ".join(first[0].split())}" stands without evidence'
            yield Problem(block.place_at(first.start()), "uncited-fact", what, mend)


def check_votes(catalogue: Catalogue) -> Iterator[Problem]:
    """A vote is of a body that its event names, and its claim says the figures.

    What says why a count is the one to quote is a disagreement.
    """
    for entry in catalogue.of(Event):
        for number, vote in enumerate(entry.record.votes):
            claim = catalogue.claims.get(claim_of(entry, vote.claim))
            known = re.findall(r"\d+", claim.block.text) if claim else None
            counts = {"for": vote.in_favour, "against": vote.against, "abstained": vote.abstained}
            place = entry.place_of("votes", number)
            if vote.chamber not in entry.record.organisations:
                mend = "name it among the organisations of the event, too"
                yield Problem(place, "vote-mismatch", f'no body here is "{vote.chamber}"', mend)
            if vote.weighed_in and not catalogue.find(Disagreement, vote.weighed_in):
                what = f'"{vote.weighed_in}" is no disagreement'
                mend = "name the one that says why this is the count to quote: disagreements/key"
                yield Problem(place, "vote-mismatch", what, mend)
            for field, count in counts.items():
                if known is not None and count is not None and str(count) not in known:
                    what = f'{claim_of(entry, vote.claim)} has no figure for "{field}: {count}"'
                    mend = "correct the figure, or name the claim that has it, in figures"
                    yield Problem(place, "vote-mismatch", what, mend)


def _cited_words(catalogue: Catalogue, entry: Entry) -> str:
    """Return the blocks of a record that cite something, and the claims that they cite."""
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


def _titles_of(catalogue: Catalogue) -> list[str]:
    treaty = catalogue.treaty
    return [treaty.record.title, treaty.record.short_title] if treaty else []
