"""The overview: what the treaty is, whether it is in force, what is asked, who disagrees."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.dates import Date
from generator.pages import escape, pictures, views, words
from generator.pages.articles import OFFICIAL_TEXT, MapRow, article_map
from generator.pages.boxes import box, disputes
from generator.pages.common import common
from generator.pages.context import Context
from generator.pages.questions import all_questions
from generator.records import Disagreement, Event, Number, Treaty
from generator.seeds import Entry

ANSWERED = 3
"""How many questions the overview answers."""
METHOD = "about/method"
"""The page that says how the records are made, if there is one."""
CELL = 24
"""How many signs fit a cell of the facts line."""


@dataclass(frozen=True)
class Overview:
    """What only the overview shows."""

    map: list[MapRow]
    picture: pictures.Timeline | None
    chain: pictures.Chain | None
    official_text: views.Link | None
    predecessor: views.Link | None
    questions: list[views.Item]
    all_questions: views.Link | None
    disagreements: list[views.Box]
    all_disagreements: views.Link | None
    points: str
    method: views.Link | None


def treaty_page(context: Context, entry: Entry[Treaty]) -> views.Page:
    """Return the page of the treaty itself."""
    dossier, record = context.dossier, entry.record
    facts = [
        _fact(context, label, dossier.entries[name])
        for label, name in {
            "In force since": record.in_force,
            "Signed": record.signed,
            "Term": record.term,
            "Text": record.articles,
        }.items()
        if name
    ]
    questions = all_questions(context, ANSWERED)
    facts += [answer for question in questions[:1] for answer in _answers(question)]
    signed: Date = dict(dossier.entries[record.signed].record)["date"]
    force = {"legislationLegalForce": "https://schema.org/InForce"} if record.in_force else {}
    data = {
        "@type": "Legislation",
        "alternateName": record.short_title,
        "legislationJurisdiction": [party.name for party in record.parties],
        "inLanguage": list(record.languages),
        "legislationDate": (signed.ends or ("",))[0],
        **force,
    }
    own = Overview(
        map=article_map(context),
        picture=pictures.timeline(context, "overview", axes=1),
        chain=pictures.chain(context, record.signed, record.in_force),
        official_text=context.link_if_any(OFFICIAL_TEXT, "where to read it"),
        predecessor=context.link_if_any(record.predecessor),
        questions=questions,
        all_questions=context.link_if_any("questions/index", "All questions"),
        disagreements=[
            box(context, one, 0) for one in dossier.disagreements_on.get(entry.name, [])
        ],
        all_disagreements=context.link_if_any("disagreements/index", "All disagreements"),
        points=words.counted(len(dossier.of(Disagreement)), "question"),
        method=context.link_if_any(METHOD, "how we work"),
    )
    page = common(context, entry, "treaty", data)
    return replace(page, facts=tuple(facts), is_wide=True, own=own)


def _fact(context: Context, label: str, entry: Entry) -> views.Fact:
    """Return the date of an event or a number as a fact, with its evidence."""
    record, target = entry.record, context.link(entry.name).target
    text, sub = record.heading, ""
    if isinstance(record, Event):
        text, sub = record.date.words, record.place or ""
    if isinstance(record, Number):
        text, sub = f"{record.value} {record.unit}", words.STATUS[record.status]
    values, disputed = (views.Link(text, target),), disputes(context, entry)[:1]
    return views.Fact(label, values, context.first_footnote(entry), sub, disputes=disputed)


def _answers(question: views.Item) -> list[views.Fact]:
    """Return a question as a fact, with the first sentence of its answer."""
    facts = []
    for answer in question.statements:
        short = words.shortened(words.first_sentence(escape.plain(answer.text)), CELL)
        values, disputed = (views.Link(short, question.title.target),), question.disputes[:1]
        label = question.title.text
        facts.append(views.Fact(label, values, answer.footnote, disputes=disputed))
    return facts
