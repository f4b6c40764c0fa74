"""Rules that tell words apart: a row for each form, beside the faults that show the messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, get_args, get_type_hints

import pytest
from conftest import GOLDEN
from project import ROOT
from pydantic import AfterValidator, StringConstraints

from generator import build
from generator.checks import Check, claims
from generator.dossier import Dossier
from generator.kinds import MODELS
from generator.problems import MESSAGES, RULES
from generator.records import Held, OwnWords, Part, PartyOfTreaty, Record, Role
from generator.seeds import read_seed
from generator.tables import table

PARTS: tuple[type[Part], ...] = (*MODELS.values(), PartyOfTreaty, Role, Held)
OF_OTHERS = {
    "Person": {"variants"},
    "Organisation": {"variants"},
    "Term": {"term"},
    "Held": {"file"},
    "Source": {
        *("title", "title_translation", "author", "editor", "translator", "container_title"),
        *("event", "publisher", "edition", "volume", "issue", "number", "page"),
    },
}
OURS = {
    "Treaty": {"title", "short_title", "names"},
    "PartyOfTreaty": {"name", "short_name"},
    "Article": {"title"},
    "Theme": {"title"},
    "Event": {"title", "place"},
    "Role": {"office"},
    "Person": {"name", "names"},
    "Organisation": {"name", "short_name", "names", "country"},
    "Number": {"value", "unit", "counts"},
    "Question": {"question"},
    "Disagreement": {"question"},
    "Term": {"expansion"},
    "Source": {"short", "issued_note", "reliability"},
    "Page": {"title"},
}


@pytest.fixture(scope="module")
def golden_catalogue() -> Dossier:
    return build.read(GOLDEN)[0]


def texts_in(hint: Any, constraints: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the constraints of each text that a type has in it."""
    if hint is str:
        yield constraints
    for inner in get_args(hint)[:1] if hasattr(hint, "__metadata__") else get_args(hint):
        yield from texts_in(inner, getattr(hint, "__metadata__", ()))


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_text_of_a_record_is_ours_or_others_or_has_a_form(part: type[Part]) -> None:
    """A field that is added to a model says whether the rules on words hold for it."""
    ours, others = set(), set()
    hints = get_type_hints(part, include_extras=True)
    for name in part.model_fields:
        for constraints in texts_in(hints[name]):
            forms = [one.pattern for one in constraints if isinstance(one, StringConstraints)]
            assert constraints, "any text may stand here"
            if AfterValidator(OwnWords) in constraints:
                ours.add(name)
            elif forms == [r"\S"]:
                others.add(name)
    assert ours == OURS.get(part.__name__, set())
    everywhere = {"aliases"} if issubclass(part, Record) else set()
    assert others == OF_OTHERS.get(part.__name__, set()) | everywhere


def found_by(check: Check, catalogue: Dossier, path: str, text: str) -> list[str]:
    """Return what a check says about the record at `path`, read anew from `text`."""
    entry, problems = read_seed(path, text.encode())
    assert entry, problems
    entries = {**catalogue.entries, entry.name: entry}
    return [one.what for one in check(replace(catalogue, entries=entries))]


@pytest.mark.parametrize(
    ("sentence", "forecast"),
    [
        ("More ships will come", "will"),
        ("The parties will of course meet", "will"),
        ("Everyone knew that this will change", "will"),
        ("The harbour won’t freeze", "won’t"),
        ("They'll pay a share", "They'll"),
        ("The council shall meet", "shall"),
        ("The mayor is expected to sign", "is expected to"),
        ("The mayors are not very likely to sign", "are not very likely to"),
        ("The light is going\nto be lit", "is going to"),
        ("The light is now set to move", "is now set to"),
        ("The light is to be lit", "is to be"),
        ("The towns are soon to meet", "are soon to meet"),
        ("There was political will", ""),
        ("The towns leave at will", ""),
        ("The letter states the will of the towns", ""),
        ("Both showed a will to build", ""),
        ("The treaty is a sign of goodwill", ""),
        ("He read his will", ""),
        ("It was Birk’s will and the parties' will", ""),
        ("The free\nwill of the towns", ""),
        ("The last will and testament was read", ""),
        ("Will Reed signed", ""),
        ("They promised: “the light will burn”", ""),
        ("The aim, the council said, is to keep one light", ""),
        ("Its tasks are to watch and to warn", ""),
        ("The reference is to article 2", ""),
        ("Measures are meant to keep ships away", ""),
        ("The harbour is open to all", ""),
        ("The mayor was to sign", ""),
    ],
)
@pytest.mark.parametrize("heading", ["", "## Record\n\n"])
def test_a_forecast_is_told_from_words_that_look_like_one(
    sentence: str, forecast: str, heading: str, golden_catalogue: Dossier
) -> None:
    path, front = "seeds/events/x.md", "date: 2031-05-05\ntitle: X\nkind: meeting"
    text = f"---\n{front}\nreviewed: 2032-01-01\n---\n{heading}{sentence}. [@herald-2031] {{#x}}\n"
    where = 'under "Record"' if heading else "in the lead of an event"
    found = found_by(claims.check_forecasts, golden_catalogue, path, text)
    assert found == ([f'"{forecast}" {where}'] if forecast else [])


@pytest.mark.parametrize("row", table("patterns"), ids=lambda row: row["example"])
def test_a_pattern_of_the_table_finds_what_its_example_shows(row: dict[str, str]) -> None:
    found = claims.finder(row["finds"]).search(row["example"])
    assert found
    assert bool(found["found"]) == (row["counts"] == "yes")


def test_every_message_is_of_a_rule_and_said_by_the_generator() -> None:
    assert {rule for rule, _ in MESSAGES} <= set(RULES)
    files = (ROOT / "generator").rglob("*.py")
    strings = set(re.findall(r'"([a-z0-9-]*)"', "".join(path.read_text("utf-8") for path in files)))
    assert [case for case in MESSAGES if not strings.issuperset(case)] == []


@pytest.mark.parametrize(
    ("block", "named"),
    [
        ("Ada Quill left.", "Ada Quill"),
        ("Then Quill left.", "Quill"),
        ("Kwill is not a name, Ada Kwill is.", "Ada Kwill"),
        ("In Cyrillic: Ада Квилл.", "Ада Квилл"),
        ("The Council\nof Birk met.", "Council of Birk"),
        ("Cedar left.", "Cedar"),
        ("[Cedar](about/index.md) left.", "Cedar"),
        ("As the Harbour Post had it.", "Harbour Post"),
        ("It ended in 2031.", "2031"),
        ("It ended in May.", "May"),
        ("March came; it ended in late March.", "March"),
        ("It ended on a Monday.", "Monday"),
        ("It cost 3,000 crowns.", "3,000"),
        ("Twenty-one ships came.", "Twenty-one"),
        ("Some hundreds of ships came.", "hundreds"),
        ("Half of them came.", "Half"),
        ("Of 27 mayors none came.", "27"),
        ("“Three mayors” came.", "Three"),
        ("It has 40 articles.", "40"),
        ("- It ended on the 3rd.", "3rd"),
        ("> Alder left.", "Alder"),
        ("Ada wrote, oak is a wood, and one mayor may march.", ""),
        ("The three towns and these two mayors met.", ""),
        ("An excerpt has 15 words; two sources and three positions are shown.", ""),
        ("Write `in 2031, Ada Quill` there.", ""),
        ("[Cedar in 2031](about/index.md), [Alder](about/method.md).", ""),
        ("The Treaty on the Common Lighthouse\nbetween Alder, Birk and Cedar is signed.", ""),
        ("### Three words on Cedar", ""),
        ("[@events/signing#mayors-signed]", ""),
        ("Cedar left. [@gazette-2031, para. 2] {#cedar-left}", ""),
    ],
)
@pytest.mark.parametrize("path", ["timeline", "about/index", "disagreements/when-in-force"])
def test_what_names_something_outside_claims_needs_evidence(
    block: str, named: str, path: str, golden_catalogue: Dossier
) -> None:
    text = "---\ntitle: X\n"
    if path.startswith("dis"):
        text = "---\nquestion: X?\nabout: [treaty]\nleads: none\n"
    text += f"reviewed: 2032-01-01\n---\n## Weighing\n\n{block}\n"
    found = found_by(claims.check_facts, golden_catalogue, f"seeds/{path}.md", text)
    assert found == ([f'"{named}" stands without evidence'] if named else [])


@pytest.mark.parametrize(
    ("missing", "named"),
    [
        ("The log of the Council of Birk for 4 May 2031.", ""),
        ("The article as the gazette printed it.", ""),
        ("The log of the Council of Birk for 5 May.", "5"),
        ("What Cedar keeps.", "Cedar"),
    ],
)
def test_what_would_settle_it_names_what_the_positions_name(
    missing: str, named: str, golden_catalogue: Dossier
) -> None:
    text = (
        "---\nquestion: X?\nabout: [treaty]\nleads: none\nreviewed: 2032-01-01\n---\n"
        "## Positions\n\n- The Council of Birk met in 2031. [@herald-2031] {#x}\n"
        "- [@events/signing#mayors-signed]\n\n"
        f"## What would settle it\n\n{missing}\n"
    )
    found = found_by(claims.check_facts, golden_catalogue, "seeds/disagreements/x.md", text)
    assert found == ([f'"{named}" stands without evidence'] if named else [])


def test_without_a_treaty_there_are_no_parties_to_name(golden_catalogue: Dossier) -> None:
    entries = {"timeline": golden_catalogue.entries["timeline"]}
    assert list(claims.check_facts(replace(golden_catalogue, entries=entries))) == []
