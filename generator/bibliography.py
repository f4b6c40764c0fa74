"""Words of the Citation Style Language 1.0.2 for sources: types, and variables.

<https://docs.citationstyles.org/en/stable/specification.html>
"""

from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema

from generator.problems import did_you_mean
from generator.tables import table

TYPES = {row["csl"]: row for row in table("types")}
"""Every type of CSL, with what RIS, Zotero and BibTeX call it and how its title is set."""
VARIABLES = {row["csl"]: row for row in table("variables")}
"""The variables that hold a text, with their names in BibTeX, in RIS and in the tags of a page."""


def _type(text: str) -> str:
    if text not in TYPES:
        raise ValueError(did_you_mean(text, TYPES) or f"Allowed: {', '.join(TYPES)}")
    return text


SourceType = Annotated[
    str, AfterValidator(_type), WithJsonSchema({"type": "string", "enum": list(TYPES)})
]
"""A pydantic field that holds a type of CSL."""
