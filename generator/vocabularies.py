"""The words that records may use where they choose one of several, with what each means."""

from typing import Literal

from generator.tables import table

EventKind = Literal[
    "negotiation",
    "agreement",
    "signature",
    "approval",
    "ratification",
    "entry_into_force",
    "implementation",
    "meeting",
    "statement",
    "context",
]
NumberStatus = Literal["provision", "reported", "planned"]
Interest = Literal[
    "party_official", "party_media", "official", "partisan", "independent", "scholarly", "unknown"
]
INTEREST_GLOSSES = {row["interest"]: row["gloss"] for row in table("interests")}
WEAK_INTERESTS = frozenset({"party_official", "party_media", "partisan", "unknown"})

_SECTIONS = table("sections")
SECTIONS_OF = {
    kind: {row["section"]: row["gloss"] for row in _SECTIONS if row["kind"] == kind}
    for kind in dict.fromkeys(row["kind"] for row in _SECTIONS)
}
"""The sections of kinds that have their own, with their glosses; below `""` those of all others."""
SECTIONS = SECTIONS_OF[""]
ALL_SECTIONS = {row["section"]: row["gloss"] for row in _SECTIONS}
OUR_FORMER_WORDS = frozenset({"It was", "It is now"})
"""Sections that quote this site itself; the statements that they quote are checked at home."""
ATTRIBUTED_SECTIONS = frozenset({"Statements", "Analysis", "Expectations"})
"""Sections whose claims must say whose words or thoughts they are."""
