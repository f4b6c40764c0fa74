"""The words that records may use where they choose one of several, with what each means."""

from typing import Literal

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
    "party_official",
    "party_media",
    "official",
    "partisan",
    "independent",
    "scholarly",
    "unknown",
]
INTEREST_GLOSSES: dict[str, str] = {
    "party_official": "a body of one of the parties' governments",
    "party_media": "media that a party's state owns or runs",
    "official": "another government or an international body",
    "partisan": "an outlet or author that takes a side openly",
    "independent": "media that no party's state runs",
    "scholarly": "research with an author who answers for it",
    "unknown": "who is behind it is not known",
}
WEAK_INTERESTS = frozenset({"party_official", "party_media", "partisan", "unknown"})

SECTIONS: dict[str, str] = {
    "Provision": "what the text lays down",
    "Record": "what happened",
    "Statements": "who said what",
    "Background": "what it stands on",
    "Analysis": "how others read it",
    "Expectations": "forecasts and plans",
}
DISAGREEMENT_SECTIONS: dict[str, str] = {
    "Positions": "who says what",
    "Weighing": "our reading, and why",
    "What would settle it": "the evidence that is missing",
}
CORRECTION_SECTIONS: dict[str, str] = {
    "It was": "what the statement said",
    "It is now": "what it says",
    "Why": "the reason, with its evidence",
}
SECTIONS_OF: dict[str, dict[str, str]] = {
    "disagreements": DISAGREEMENT_SECTIONS,
    "corrections": CORRECTION_SECTIONS,
}
"""The sections of kinds that have their own."""
ALL_SECTIONS = {**SECTIONS, **DISAGREEMENT_SECTIONS, **CORRECTION_SECTIONS}
OUR_FORMER_WORDS = frozenset({"It was", "It is now"})
"""Sections that quote this site itself; the statements that they quote are checked at home."""
ATTRIBUTED_SECTIONS = frozenset({"Statements", "Analysis", "Expectations"})
"""Sections whose claims must say whose words or thoughts they are."""
