"""The rows of the published data: what each column holds; a table says what it means.

The files, their schemas and the page that explains them are all made from it. What the front
matter of a record says is in its row under the same names.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from operator import itemgetter
from typing import Any, Literal

from pydantic import BaseModel, Field, create_model

from generator.catalogue import claim_of
from generator.dossier import Dossier, Standing, Statement
from generator.kinds import KINDS
from generator.pages import escape, words
from generator.pages.addresses import below_site
from generator.records import Disagreement, Event, Keyword, Part, Role, Vote
from generator.seeds import Entry
from generator.tables import table
from generator.vocabularies import SECTIONS

Texts = Sequence[str]
Weight = Literal["text", "several", "one", "weak"]
Columns = dict[str, tuple[Any, Callable[[Dossier, Any], object]]]
"""By their names, columns that no front matter has: the type of each and what gives its value."""
_MEANINGS = {
    (row["rows"], row["column"]): row["meaning"].format(sections=", ".join(SECTIONS))
    for row in table("columns")
}


def text_of(statement: Statement) -> str:
    """Return what a statement says, without markup."""
    return words.as_quoted(statement.block.form, escape.plain(statement.block.text))


def _answers(dossier: Dossier, entry: Entry) -> list[str]:
    shown = (statement for _, below in dossier.sections(entry) for statement in below)
    return [statement.name for statement in shown if statement.block.slug]


def _with_claims(_: Dossier, entry: Entry, *, field: str) -> list[Part]:
    """Return the parts in a field that name claims, here by their full names."""
    parts: Sequence[Any] = getattr(entry.record, field)
    return [part.model_copy(update={"claim": claim_of(entry, part.claim)}) for part in parts]


def _prose(_: Dossier, entry: Entry, *, section: str) -> str | None:
    """Return the words in a section of a record."""
    blocks = (block.text for block in entry.body.blocks if block.section == section)
    return " ".join(map(escape.plain, blocks)) or None


def _model(name: str, base: Any, doc: str | None, columns: Columns) -> type[BaseModel]:
    fields: dict[str, Any] = {
        column: (type_, Field(description=_MEANINGS[name, column]))
        for column, (type_, _) in columns.items()
    }
    late = {"defer_build": True}  # most verbs make no rows
    return create_model(name, __base__=base, __doc__=doc, __cls_kwargs__=late, **fields)


def _filled(
    model: type[BaseModel], columns: Columns, dossier: Dossier, of: object, said: Iterable[Any] = ()
) -> BaseModel:
    # The values were proved when the records were read.
    values = dict(said) | {key: value(dossier, of) for key, (_, value) in columns.items()}
    return model.model_construct(**values)


def _citations(dossier: Dossier, statement: Statement) -> list[BaseModel]:
    found = statement.strength.evidence
    return [_filled(Citation, CITATION, dossier, place) for place in found]


def _positions(dossier: Dossier, entry: Entry[Disagreement]) -> list[BaseModel]:
    return [_filled(Answer, ANSWER, dossier, part) for part in dossier.positions(entry)]


CITATION: Columns = {
    "source": (str, lambda _, at: at.source.name),
    "locator": (str | None, lambda _, at: at.locator),
    "excerpts": (Texts, lambda _, at: [note.text for note in at.notes if note.kind == "excerpt"]),
    "counts": (bool, lambda _, at: not at.discounted),
}
ANSWER: Columns = {
    "statement": (str, lambda _, part: part.statement.name),
    "text": (str, lambda _, part: text_of(part.statement)),
    "leads": (bool, lambda _, part: part.leads),
    "supports": (bool, lambda _, part: part.supports),
}
Citation = _model("Citation", Part, "A place that a statement rests on.", CITATION)
Answer = _model("Answer", Part, "A position on what is in dispute.", ANSWER)
STATEMENT: Columns = {
    "id": (str, lambda _, said: said.name),
    "record": (str, lambda _, said: said.home.name),
    "kind": (str | None, lambda _, said: said.block.section or None),
    "text": (str, lambda _, said: text_of(said)),
    "holder": (str | None, lambda _, said: said.holder and said.holder.name),
    "day": (str | None, lambda _, said: said.block.day and said.block.day.text),
    "about": (Texts, lambda _, said: said.block.about),
    "citations": (Sequence[Citation], _citations),  # type: ignore[valid-type]
    "witnesses": (Texts, lambda _, said: said.strength.names),
    "standing": (Weight, lambda _, said: "weak" if said.strength.weak else said.strength.level),
    "address": (str, lambda _, said: below_site(said.name)),
    "reviewed": (str, lambda _, said: said.home.record.reviewed.text),
}
CAST: Columns = {
    "id": (str, lambda _, ballot: ballot.statement.name),
    "event": (str, lambda _, ballot: ballot.event.name),
    "date": (str, lambda _, ballot: ballot.event.record.date.text),
    "address": (str, lambda _, ballot: below_site(ballot.statement.name)),
    "claim": (str, lambda _, ballot: ballot.statement.name),
}
"""The columns of votes, beside those that front matter has; there a claim may have a short id."""
LISTED: Columns = {
    "id": (str, lambda _, entry: entry.name),
    "key": (str, lambda _, entry: entry.key),
    "label": (str, lambda _, entry: str(words.title(entry))),
    "address": (str, lambda _, entry: below_site(entry.name)),
}
"""The columns that every kind of record has."""
ADDED: dict[str, Columns] = {
    "articles": {"standing": (Standing, Dossier.standing)},
    "events": {
        "earliest": (str, lambda _, entry: f"{entry.record.date.earliest}"),
        "latest": (str, lambda _, entry: f"{entry.record.date.latest}"),
    },
    "people": {"roles": (Sequence[Role], partial(_with_claims, field="roles"))},
    "themes": {"keywords": (Sequence[Keyword], partial(_with_claims, field="keywords"))},
    "questions": {"answer": (Texts, _answers)},
    "disagreements": {"positions": (Sequence[Answer], _positions)},  # type: ignore[valid-type]
    "corrections": {},
}
"""The columns of a kind that come from its body, or follow from all records."""
# What has the words of a section is a row of the table alone.
for row in filter(itemgetter("section"), table("columns")):
    ADDED[row["rows"]][row["column"]] = str | None, partial(_prose, section=row["section"])
_STATED = "A statement with its evidence: what is laid down, what happened, who said what."
_LISTED, _CAST = _model("Listed", Part, None, LISTED), _model("Cast", Part, None, CAST)
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

    def row(
        name: str, columns: Columns, of: object, said: Iterable[Any] = ()
    ) -> tuple[str, dict[str, Any]]:
        filled = _filled(FILES[name], columns, dossier, of, said)
        return name, filled.model_dump(mode="json", by_alias=True)

    for _, claim in sorted(dossier.claims.items()):
        yield row("statements", STATEMENT, dossier.statement(claim))
    for _, entry in sorted(dossier.entries.items()):
        if entry.kind in FILES:
            yield row(entry.kind, LISTED | ADDED.get(entry.kind, {}), entry, entry.record)
    ballots = dossier.ballots(dossier.of(Event))
    for ballot in sorted(ballots, key=lambda ballot: ballot.statement.name):
        yield row("votes", CAST, ballot, ballot.vote)


@cache  # a model does not change, and all of a file asks for its schema
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
