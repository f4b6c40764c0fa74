"""The words that records may use where they choose one of several, with what each means.

Types and variables of sources are those of the Citation Style Language 1.0.2,
<https://docs.citationstyles.org/en/stable/specification.html>.
"""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import GetPydanticSchema, PlainSerializer
from pydantic_core.core_schema import literal_schema

from generator.tables import table

TYPES = {row["csl"]: row for row in table("types")}
"""Every type of source: what we, RIS, Zotero and BibTeX call it, and how its title is set.

Of ours, none is called an article alone, as those of the treaty are.
"""
VARIABLES = {row["csl"]: row for row in table("variables")}
"""The variables that hold a text, with their names in BibTeX, in RIS and in the tags of a page."""
INTERESTS = {row["interest"]: row["gloss"] for row in table("interests")}
"""Who can be behind a source, with a gloss."""
EVENT_KINDS = (
    *("negotiation", "agreement", "signature", "approval", "ratification", "entry_into_force"),
    *("implementation", "meeting", "statement", "context"),
)


def _one_of(words: Iterable[str]) -> GetPydanticSchema:
    return GetPydanticSchema(lambda *_: literal_schema([*words]))


SourceType = Annotated[str, _one_of(TYPES)]
Interest = Annotated[str, _one_of(INTERESTS)]
EventKind = Annotated[str, _one_of(EVENT_KINDS)]
Flag = Annotated[
    Literal["true", "false"],
    PlainSerializer(lambda value: value == "true", return_type=bool, when_used="json"),
]
NumberStatus = Literal["provision", "reported", "planned"]
WEAK_INTERESTS = frozenset({"party_official", "party_media", "partisan", "unknown"})
"""Interests whose word is weak where it stands alone."""

_SECTIONS = table("sections")
SECTIONS_OF = {
    kind: {row["section"]: row["gloss"] for row in _SECTIONS if row["kind"] == kind}
    for kind in dict.fromkeys(row["kind"] for row in _SECTIONS)
}
"""The sections of kinds that have their own, with their glosses; below `""` those of all others."""
SECTIONS = SECTIONS_OF[""]
ALL_SECTIONS = {row["section"]: row["gloss"] for row in _SECTIONS}
OUR_FORMER_WORDS = frozenset({"It was", "It became"})
"""Sections that quote this site itself; the statements that they quote are checked at home."""
ATTRIBUTED_SECTIONS = frozenset({"Statements", "Analysis", "Expectations"})
"""Sections whose claims must say whose words or thoughts they are."""
