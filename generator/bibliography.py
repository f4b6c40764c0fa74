"""Words of the Citation Style Language 1.0.2 for sources: types, and numbers that prove themselves.

<https://docs.citationstyles.org/en/stable/specification.html>
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema

from generator.problems import did_you_mean

TYPES: dict[str, str] = {
    "article": "GEN",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "MPCT",
    "chapter": "CHAP",
    "classic": "CLSWK",
    "collection": "AGGR",
    "dataset": "DATA",
    "document": "GEN",
    "entry": "ENCYC",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "event": "GEN",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "interview": "PCOMM",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "performance": "GEN",
    "periodical": "JFULL",
    "personal_communication": "PCOMM",
    "post": "ICOMM",
    "post-weblog": "BLOG",
    "regulation": "LEGAL",
    "report": "RPRT",
    "review": "JOUR",
    "review-book": "JOUR",
    "software": "COMP",
    "song": "SOUND",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "treaty": "LEGAL",
    "webpage": "ELEC",
}
"""Every type of CSL, with what RIS calls it."""


def _type(text: str) -> str:
    if text not in TYPES:
        raise ValueError(did_you_mean(text, TYPES) or f"Allowed: {', '.join(TYPES)}")
    return text


def _doi(text: str) -> str:
    if not re.fullmatch(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+", text):
        raise ValueError("write the DOI alone, such as 10.1000/182")
    return text


def _isbn(text: str) -> str:
    if not re.fullmatch(r"(?:97[89]-?)?[0-9](?:-?[0-9]){8}-?[0-9X]", text) or not _proves(text):
        raise ValueError("write an ISBN whose digits add up, such as 978-0-306-40615-7")
    return text


def _issn(text: str) -> str:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{3}[0-9X]", text) or not _proves(text):
        raise ValueError("write an ISSN whose digits add up, such as 0317-8471")
    return text


def _proves(text: str) -> bool:
    """Tell whether the last sign of an ISBN or ISSN is the one that the others ask for."""
    digits = [10 if one == "X" else int(one) for one in text.replace("-", "")]
    if len(digits) == 13:
        return sum(one * (1, 3)[place % 2] for place, one in enumerate(digits)) % 10 == 0
    return sum(one * weight for weight, one in enumerate(reversed(digits), 1)) % 11 == 0


SourceType = Annotated[
    str, AfterValidator(_type), WithJsonSchema({"type": "string", "enum": list(TYPES)})
]
"""A pydantic field that holds a type of CSL."""
Doi = Annotated[str, AfterValidator(_doi)]
Isbn = Annotated[str, AfterValidator(_isbn)]
Issn = Annotated[str, AfterValidator(_issn)]
