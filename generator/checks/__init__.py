"""The checks: rules that look across records. Each takes the dossier and yields problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.checks import (
    chronology,
    claims,
    facts,
    notes,
    presence,
    references,
    texts,
    uses,
    witnesses,
    words,
)
from generator.dossier import Dossier
from generator.problems import Problem

Check = Callable[[Dossier], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    claims.check_sections,
    claims.check_evidence,
    claims.check_ids,
    claims.check_holders,
    claims.check_leads,
    claims.check_forecasts,
    facts.check_facts,
    facts.check_votes,
    references.check_names,
    references.check_people,
    references.check_claims_named,
    references.check_keys_of_holders,
    references.check_corrections,
    references.check_citations,
    references.check_positions,
    references.check_links,
    references.check_sources_are_cited,
    presence.check_records,
    presence.check_doubled_articles,
    presence.check_articles,
    presence.check_stubs,
    chronology.check_sources_follow_events,
    chronology.check_order_of_acts,
    chronology.check_roles,
    chronology.check_words_follow_time,
    chronology.check_reviews,
    chronology.check_reading,
    chronology.check_order_of_days,
    uses.check_themes,
    uses.check_terms,
    witnesses.check_addresses,
    witnesses.check_names_of_witnesses,
    witnesses.check_discounts,
    words.check_marks,
    words.check_quotations,
    words.check_variants,
    words.check_loaded_words,
    notes.check_paragraphs,
    notes.check_excerpts,
    notes.check_lock,
    texts.check_authentic,
    texts.check_places,
    texts.check_numbers,
)


def check(dossier: Dossier) -> list[Problem]:
    """Return what all checks find."""
    return [problem for one in CHECKS for problem in one(dossier)]
