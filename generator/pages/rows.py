"""The rows of the published data: one table says what each column is called, means and holds.

The files, their schemas and the page that explains them are all made from it. What the front
matter of a record says is in its row under the same names.
"""

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, Field, create_model

from generator.catalogue import claim_of
from generator.dossier import Dossier, Standing, Statement
from generator.kinds import KINDS
from generator.pages import escape, words
from generator.pages.addresses import below_site
from generator.records import Disagreement, Event, Keyword, Part, Role, Vote
from generator.seeds import Entry
from generator.vocabularies import SECTIONS

Texts = Sequence[str]
Weight = Literal["text", "several", "one", "weak"]


@dataclass(frozen=True)
class Column:
    """A column that no front matter has: its type, what it means, and what gives its value."""

    type: Any
    description: str
    value: Callable[[Dossier, Any], object]


class Citation(Part):
    """A place that a statement rests on."""

    source: str = Field(description="id of the source")
    locator: str | None = Field(description="place in it; none if it is cited as a whole")
    excerpts: Texts = Field(description="words that stand there; they belong to the source")
    counts: bool = Field(description="false if it does not count as a witness of this statement")


class Answer(Part):
    """A position on what is in dispute."""

    statement: str = Field(description="id of the statement")
    text: str = Field(description="what it says")
    leads: bool = Field(description="true if it is the answer that we follow")
    supports: bool = Field(description="true if it agrees with that answer")


def id_of(statement: Statement) -> str:
    """Return the name of a statement, which no other has."""
    return f"{statement.home.name}#{statement.block.slug}"


def text_of(statement: Statement) -> str:
    """Return what a statement says, without markup."""
    return words.as_quoted(statement.block.form, escape.plain(statement.block.text))


def _citations(_: Dossier, statement: Statement) -> list[Citation]:
    return [
        Citation(
            source=place.source.name,
            locator=place.locator,
            excerpts=tuple(note.text for note in place.notes if note.kind == "excerpt"),
            counts=not place.discounted,
        )
        for place in statement.strength.evidence
    ]


def _holder(_: Dossier, statement: Statement) -> str | None:
    return statement.holder.name if statement.holder else None


def _weight(_: Dossier, statement: Statement) -> Weight:
    return "weak" if statement.strength.weak else statement.strength.level


def _answers(dossier: Dossier, entry: Entry) -> list[str]:
    shown = (statement for _, below in dossier.sections(entry) for statement in below)
    return [id_of(statement) for statement in shown if statement.block.slug]


def _positions(dossier: Dossier, entry: Entry[Disagreement]) -> list[Answer]:
    found = ((part.statement, part.leads, part.supports) for part in dossier.positions(entry))
    return [
        Answer(statement=id_of(statement), text=text_of(statement), leads=leads, supports=supports)
        for statement, leads, supports in found
    ]


def _with_claims(field: str, meaning: str, part: type[Part]) -> dict[str, Column]:
    """Return the column of a field whose parts name claims, here by their full names."""

    def value(_: Dossier, entry: Entry) -> list[Part]:
        parts: Sequence[Any] = getattr(entry.record, field)
        return [part.model_copy(update={"claim": claim_of(entry, part.claim)}) for part in parts]

    return {field: Column(Sequence[part], meaning, value)}  # type: ignore[valid-type]


def _prose(section: str, description: str) -> Column:
    """Return the column with the words in a section of a record."""

    def value(_: Dossier, entry: Entry) -> str | None:
        blocks = (block.text for block in entry.body.blocks if block.section == section)
        return " ".join(map(escape.plain, blocks)) or None

    return Column(str | None, description, value)


_NAME, _AT = "its name, which stays for ever", "where it stands, below the address of the site"
_KIND = (
    f"{', '.join(SECTIONS)} or Positions; on a plain page the heading above it; none where a page "
    "begins with it"
)
_WITNESSES = "names of the sources that bear witness on their own, the strongest first"
_WEIGHT = (
    "text: the treaty's own words say it; several: witnesses agree; one: there is one witness; "
    "weak: the one there is belongs to a party, is partisan or is unknown"
)
_STANDING = (
    "how well it is evidenced: text (by its own words), several (witnesses), one, group (only "
    "together with others) or none"
)
_REVIEWED = "day a curator last held its record against its sources"
STATEMENT = {
    "id": Column(str, _NAME, lambda _, statement: id_of(statement)),
    "record": Column(
        str, "id of the record in which it stands", lambda _, statement: statement.home.name
    ),
    "kind": Column(str | None, _KIND, lambda _, statement: statement.block.section or None),
    "text": Column(str, "what it says, in our words", lambda _, statement: text_of(statement)),
    "holder": Column(str | None, "id of who said or thinks it", _holder),
    "day": Column(str | None, "day of the words", lambda _, statement: statement.block.on),
    "about": Column(
        Texts, "ids of records it is about as a group", lambda _, statement: statement.block.about
    ),
    "citations": Column(Sequence[Citation], "what it rests on, place by place", _citations),
    "witnesses": Column(Texts, _WITNESSES, lambda _, statement: statement.strength.names),
    "standing": Column(Weight, _WEIGHT, _weight),
    "address": Column(str, _AT, lambda _, statement: below_site(id_of(statement))),
    "reviewed": Column(str, _REVIEWED, lambda _, statement: statement.home.record.reviewed.text),
}
"""The columns of statements."""
VOTE = {
    "id": Column(str, "that of the claim", lambda _, ballot: id_of(ballot.statement)),
    "event": Column(str, "id of the event", lambda _, ballot: ballot.event.name),
    "date": Column(str, "day of the event", lambda _, ballot: ballot.event.record.date.text),
    "address": Column(str, _AT, lambda _, ballot: below_site(id_of(ballot.statement))),
    "claim": Column(str, "", lambda _, ballot: id_of(ballot.statement)),
}
"""The columns of votes, beside those that front matter has; there a claim may have a short id."""
LISTED = {
    "id": Column(str, _NAME, lambda _, entry: entry.name),
    "key": Column(str, "the end of its id, by which others name it", lambda _, entry: entry.key),
    "label": Column(str, "what pages call it", lambda _, entry: str(words.title(entry))),
    "address": Column(str, _AT, lambda _, entry: below_site(entry.name)),
}
"""The columns that every kind of record has."""
ADDED = {
    "articles": {"standing": Column(Standing, _STANDING, Dossier.standing)},
    "events": {
        "earliest": Column(
            str, "first day it can mean", lambda _, entry: f"{entry.record.date.earliest}"
        ),
        "latest": Column(
            str, "last day it can mean", lambda _, entry: f"{entry.record.date.latest}"
        ),
    },
    "people": _with_claims("roles", "offices, each with the claim that shows it", Role),
    "themes": _with_claims("keywords", "what readers look for, and what answers", Keyword),
    "questions": {"answer": Column(Texts, "ids of the statements that answer it", _answers)},
    "disagreements": {
        "positions": Column(Sequence[Answer], "the answers, first that we follow", _positions),
        "weighing": _prose("Weighing", "why we follow that answer, or none"),
        "settles": _prose("What would settle it", "the evidence that is missing"),
    },
    "corrections": {
        "was": _prose("It was", "what the statement said"),
        "now": _prose("It became", "what it said from then on"),
        "why": _prose("Why", "the reason, with its evidence"),
    },
}
"""The columns of a kind that come from its body, or follow from all records."""


def _model(name: str, base: Any, doc: str | None, columns: dict[str, Column]) -> type[BaseModel]:
    fields = {
        name: (column.type, Field(description=column.description))
        for name, column in columns.items()
    }
    model: type[BaseModel] = create_model(name, __base__=base, __doc__=doc, **fields)  # type: ignore[call-overload]
    return model


_STATED = "A statement with its evidence: what is laid down, what happened, who said what."
_LISTED = _model("Listed", Part, None, LISTED)
_CAST = _model("Cast", Part, None, VOTE)
FILES = {
    "statements": _model("Statement", Part, _STATED, STATEMENT),
    **{
        name: _model(name, (kind.model, _LISTED), kind.model.__doc__, ADDED.get(name, {}))
        for name, kind in KINDS.items()
        if name != "pages"
    },
    "votes": _model("votes", (Vote, _CAST), Vote.__doc__, {}),
}
"""The model of the rows of each file, by its name."""


def rows_of(dossier: Dossier) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each row, as JSON has it, with the name of its file; those of one file by id."""
    for _, claim in sorted(dossier.claims.items()):
        statement = dossier.statement(claim.entry, claim.block)
        yield _row(dossier, "statements", STATEMENT, statement)
    for _, entry in sorted(dossier.entries.items()):
        if entry.kind in FILES:
            columns = LISTED | ADDED.get(entry.kind, {})
            yield _row(dossier, entry.kind, columns, entry, entry.record)
    for vote in sorted(
        dossier.ballots(dossier.of(Event)), key=lambda ballot: id_of(ballot.statement)
    ):
        yield _row(dossier, "votes", VOTE, vote, vote.vote)


def _row(
    dossier: Dossier,
    name: str,
    columns: dict[str, Column],
    subject: object,
    said: Part | None = None,
) -> tuple[str, dict[str, Any]]:
    # The values were proved when the records were read.
    values = dict(said or ()) | {
        key: column.value(dossier, subject) for key, column in columns.items()
    }
    return name, FILES[name].model_construct(**values).model_dump(mode="json", by_alias=True)


@functools.cache  # a model does not change, and all of a file asks for its schema
def schema_of(name: str) -> dict[str, Any]:
    """Return the JSON Schema of a file's rows: each has every column."""
    schema = FILES[name].model_json_schema(mode="serialization")
    for part in [schema, *schema.get("$defs", {}).values()]:
        part["required"] = list(part["properties"])
        for field in part["properties"].values():
            for aside in ("default", "examples", "title"):  # for those who write records
                field.pop(aside, None)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def columns_of(name: str, *, nested: bool = False) -> Iterator[tuple[str, str, str]]:
    """Yield name, JSON's type and meaning of each column and, if `nested`, of parts of cells."""
    schema = schema_of(name)
    for column, value in schema["properties"].items():
        first = value.get("anyOf", [value])[0]
        yield column, first.get("type", "object"), value["description"]
        reference = first.get("$ref") or first.get("items", {}).get("$ref")
        if nested and reference:
            part = schema["$defs"][reference.rpartition("/")[2]]
            for inner, cell in part["properties"].items():
                type_ = cell.get("anyOf", [cell])[0]["type"]
                yield f"{column}.{inner}", type_, cell["description"]
