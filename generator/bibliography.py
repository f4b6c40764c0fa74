"""Words of the Citation Style Language 1.0.2 for sources: types, and the forms of numbers.

<https://docs.citationstyles.org/en/stable/specification.html>
"""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints, WithJsonSchema

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


_DOI = r"^10\.[0-9.]{4,}/\S+$"
_ISBN = r"^(?:97[89]-?)?[0-9](?:-?[0-9]){8}-?[0-9X]$"
_ISSN = r"^[0-9]{4}-[0-9]{3}[0-9X]$"
FORM_OF_NUMBER = {
    _DOI: "write the DOI alone, such as 10.1000/182",
    _ISBN: "write the ten or thirteen digits of an ISBN, such as 978-0-306-40615-7",
    _ISSN: "write the eight digits of an ISSN, such as 0317-8471",
}
"""What to write instead, by the pattern that a number did not match."""
SourceType = Annotated[
    str, AfterValidator(_type), WithJsonSchema({"type": "string", "enum": list(TYPES)})
]
"""A pydantic field that holds a type of CSL."""
Doi = Annotated[str, StringConstraints(pattern=_DOI)]
Isbn = Annotated[str, StringConstraints(pattern=_ISBN)]
Issn = Annotated[str, StringConstraints(pattern=_ISSN)]
