"""Rules about the claims of one record: sections, evidence, ids, holders."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from generator.body import Block
from generator.catalogue import Catalogue, is_claim
from generator.kinds import HOLDERS, KINDS
from generator.markup import without_code
from generator.problems import Problem
from generator.records import ATTRIBUTED_SECTIONS, SECTIONS, SECTIONS_OF
from generator.seeds import Entry

_SMALL_WORD = re.compile(
    "an?|and|are|as|at|by|for|from|had|has|have|in|is|its?|of|on|or|that|the|to|was|were|with"
)
ONLY_ON_PAGES = {
    "code": ("a block of code in a record", "say it in a sentence; only plain pages show code"),
    "step": ("a list with numbers in a record", "begin the item with `- `; each is a statement"),
}
"""Forms of blocks that only plain pages have: what is wrong elsewhere, and the mend."""
_WILL_OF_SOMEBODY = (
    r"(?:\b(?:the|an?|his|her|its|their|our|my|your|whose|at|of|against|political|free|good|ill|own"
    r"|common|joint|popular|sovereign|strong|firm|mutual|shared|collective)|\w['’]s?)\s+will\b"
    r"|\bwill\s+(?:of(?!\s+course)|to|and\s+testament)\b"
)
_AIM = (
    r"\b(?:aim|goal|purpose|objective|intention|idea|point|task|duty|role|function)s?\b"
    r"[^.;]{0,60}?\b(?:is|are)\s+to\b"
)
_YET_TO_COME = (
    r"\bwill\b|\bwon['’]t\b|\b\w+['’]ll\b|\bshall\b"
    r"|\b(?:is|are)\s+(?:(?:not|also|now|still|yet|then|both|soon)\s+)?"
    r"to\s+(?!(?:the|an?|its|this|that|article)\b)[a-z]+"
    r"|\b(?:is|are)\s+(?:\w+\s+){0,2}?(?:expected|likely|unlikely|going|scheduled|set|bound|about"
    r"|planned|poised|slated)\s+to\b"
)
_FORECAST = re.compile(f"{_WILL_OF_SOMEBODY}|{_AIM}|(?P<forecast>{_YET_TO_COME})")
"""Finds forecasts, past what only looks like one: a noun "will", an aim that "is to" be met."""


def check_sections(catalogue: Catalogue) -> Iterator[Problem]:
    """Sections are words of the vocabulary, in its order, each once; only pages are free."""
    for entry in catalogue.entries.values():
        if entry.kind in ("pages", "sources"):
            yield from _doubled_headings(entry)
            continue
        allowed = list(SECTIONS_OF.get(entry.kind, SECTIONS))
        reached = -1
        for section in entry.body.sections:
            if section.name not in allowed:
                mend = f"use one of: {', '.join(allowed)}"
                what = f'section "{section.name}"'
                yield Problem(section.place, "unknown-section", what, mend)
                continue
            position = allowed.index(section.name)
            if position <= reached:
                what = f'section "{section.name}" stands after "{allowed[reached]}"'
                mend = f"keep each section once, in this order: {', '.join(allowed)}"
                yield Problem(section.place, "section-order", what, mend)
            reached = max(reached, position)
        for block in entry.body.blocks:
            if block.form == "subheading":
                what = f'heading "{block.text}"'
                mend = "write `## Section`; only plain pages have `###` headings"
                yield Problem(block.place, "bad-heading", what, mend)
            if block.form in ONLY_ON_PAGES:
                what, mend = ONLY_ON_PAGES[block.form]
                yield Problem(block.place, "unknown-markup", what, mend)


def _doubled_headings(entry: Entry) -> Iterator[Problem]:
    first_lines: dict[str, int] = {}
    for section in entry.body.sections:
        line = first_lines.setdefault(section.name, section.place.line)
        if line != section.place.line:
            what = f'heading "{section.name}" stands twice'
            mend = f"write another; the first stands in line {line}"
            yield Problem(section.place, "bad-heading", what, mend)


def check_evidence(catalogue: Catalogue) -> Iterator[Problem]:
    """Every claim cites something."""
    for _, block in catalogue.claim_blocks():
        if not block.citations and "@" not in without_code(block.raw):
            mend = "add a citation such as [@key, para. 6] before the braces"
            what = f'no evidence for "{_start(block)}"'
            yield Problem(block.place, "claim-without-citation", what, mend)


def check_ids(catalogue: Catalogue) -> Iterator[Problem]:
    """Every claim has an id, used once in its record."""
    first_lines: dict[str, int] = {}
    taken = {*catalogue.retired, *catalogue.claims}
    for entry, block in catalogue.claim_blocks():
        name = f"{entry.name}#{block.slug}"
        if block.slug is None or block.slug_place is None:
            proposed = _numbered(propose_slug(block.text))
            slug = next(one for one in proposed if f"{entry.name}#{one}" not in taken)
            taken.add(f"{entry.name}#{slug}")
            mend = f"end the block with {{#{slug}}}"
            yield Problem(block.place, "claim-without-id", f'no id for "{_start(block)}"', mend)
            continue
        if name in first_lines:
            mend = f"choose another; the first stands in line {first_lines[name]}"
            what = f'id "{block.slug}" stands twice'
            yield Problem(block.slug_place, "duplicate-id", what, mend)
        first_lines.setdefault(name, block.place.line)


def check_holders(catalogue: Catalogue) -> Iterator[Problem]:
    """Statements, readings and expectations say whose they are; every holder has a record."""
    for entry, block in catalogue.claim_blocks():
        place = block.slug_place or block.place
        if block.by is None and block.section in ATTRIBUTED_SECTIONS and entry.kind != "pages":
            what = f'a claim under "{block.section}" that says not whose it is'
            mend = "add by=key to its braces: a person, an organisation or a source"
            yield Problem(place, "missing-by", what, mend)
        if block.by is not None and not catalogue.is_known(block.by, HOLDERS):
            what = f"by={block.by}: no person, organisation or source has this key"
            yield Problem(place, "unknown-by", what, catalogue.mend_for(block.by, HOLDERS))


def check_leads(catalogue: Catalogue) -> Iterator[Problem]:
    """Records that state facts in front matter begin with the claim that shows them.

    A person may begin with a claim from elsewhere: each office names its own claim.
    """
    for entry in catalogue.entries.values():
        leads = [block for block in entry.body.blocks if not block.section]
        has_lead = any(
            is_claim(entry, block) or (entry.kind == "people" and block.is_transclusion)
            for block in leads
        )
        if KINDS[entry.kind].begins_with_evidence and not has_lead:
            what = "no claim before the first heading shows what the front matter states"
            mend = "begin the body with a cited claim that does"
            yield Problem(entry.place_of(), "missing-lead", what, mend)


def check_forecasts(catalogue: Catalogue) -> Iterator[Problem]:
    """What is yet to come stands neither under Record nor in what an event begins with."""
    for entry, block in catalogue.claim_blocks():
        leads_event = entry.kind == "events" and not block.section
        if not leads_event and block.section != "Record":
            continue
        for match in _FORECAST.finditer(block.own_words):
            if words := match["forecast"]:
                where = "in the lead of an event" if leads_event else 'under "Record"'
                what = f'"{" ".join(words.split())}" {where}'
                mend = "move the claim to Expectations with by=key, or say what happened"
                yield Problem(block.place_at(match.start()), "forecast-in-record", what, mend)


def propose_slug(text: str) -> str:
    """Return an id made of the first five weighty words of a claim."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    weighty = [word for word in words if not _SMALL_WORD.fullmatch(word)]
    return "-".join(weighty[:5]) or "claim"


def _numbered(slug: str) -> Iterator[str]:
    """Yield an id and, for when it is taken, the same with a number after it."""
    yield slug
    yield from (f"{slug}-{number}" for number in itertools.count(2))


def _start(block: Block) -> str:
    return block.text if len(block.text) <= 40 else f"{block.text[:39]}…"
