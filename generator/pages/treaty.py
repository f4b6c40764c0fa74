"""The overview: what the treaty is, whether it is in force, what is asked, who disagrees."""

from collections.abc import Iterator
from dataclasses import replace

from generator.kinds import TEXT
from generator.pages import articles, views, words
from generator.pages.common import disputes, make_page, plain_fact
from generator.pages.context import Context
from generator.pages.events import steps
from generator.records import Article, Disagreement, Event, Number, Question, Treaty
from generator.seeds import Entry

ASKED = 8
"""How many questions the overview names."""
APPROVALS = ("approval", "ratification")
"""The kinds of events that are votes on the treaty itself."""


def treaty_page(context: Context, entry: Entry[Treaty]) -> views.Page:
    """Return the page of the treaty itself."""
    dossier, record = context.dossier, entry.record
    earlier = dossier.find(Event, record.predecessor or "")
    year = earlier.record.date.earliest.year if earlier else ""
    known = (name for name in words.WAYS if name != TEXT or dossier.texts)
    ways = (context.link_if_any(name, words.WAYS[name]) for name in known)
    signed = dossier.find(Event, record.signed)
    data = {
        "@type": "Legislation",
        "alternateName": record.short_title,
        "legislationJurisdiction": [party.name for party in record.parties],
        "inLanguage": list(record.languages),
        "legislationDate": signed and (signed.record.date.ends or ("",))[0],
        "legislationLegalForce": record.in_force and "https://schema.org/InForce",
    }
    own = {
        "ways": [way for way in ways if way],
        "predecessor": context.link_if_any(record.predecessor, f"The treaty of {year}"),
        "map": articles.article_map(context),
        "known": articles.known(context),
        "subjects": articles.subjects(context),
        "final_clauses": context.link_if_any(articles.FINAL_CLAUSES),
        "steps": steps(context),
        "questions": context.links(dossier.ordered(Question)[:ASKED]),
        "all_questions": context.link_if_any("questions/index", "All questions"),
        "disagreements": context.links(dossier.disagreements_on.get(entry.name, [])),
        "all_disagreements": context.link_if_any("disagreements/index", "All disagreements"),
        "points": words.counted(len(dossier.of(Disagreement)), "question"),
        "method": context.link_if_any("about/method", "how we work"),
    }
    return make_page(context, entry, "treaty", data, _facts(context, record), is_wide=True, own=own)


def _facts(context: Context, record: Treaty) -> Iterator[views.Fact]:
    """Yield what is looked up first, with its evidence, and how far our sources reach."""
    entries = context.dossier.entries
    parties = tuple(views.Link(party.short_name) for party in record.parties)
    yield views.Fact("Parties", parties, context.first_footnote(entries[record.signed]))
    yield _fact(context, "Signed", entries[record.signed])
    yield from _votes(context)
    for label, name in {"In force since": record.in_force, "Term": record.term}.items():
        if name:
            yield _fact(context, label, entries[name])
    if record.texts:
        names = map(words.language, record.languages)
        shown = _fact(context, "Languages", entries[record.texts])
        yield replace(shown, values=tuple(map(views.Link, names)), sub="")
    yield replace(_fact(context, "Text", entries[record.articles]), sub="")
    dossier = context.dossier
    unknown = sum(dossier.standing(entry) == "none" for entry in dossier.of(Article))
    count = views.Link(words.counted(unknown, "article"), "#the-articles")
    yield views.Fact("No source yet on", (count,) if unknown else ())
    last = dossier.last_issued.words if dossier.last_issued else ""
    yield plain_fact("As of", last, sub="date of our latest source")


def _votes(context: Context) -> Iterator[views.Fact]:
    """Yield the day on which each chamber voted, and the count to quote, with why it is."""
    for event in context.dossier.ordered(Event):
        if event.record.votes and event.record.kind in APPROVALS:
            ballots = context.dossier.ballots([event])
            body = ballots[0].chamber.record
            quoted = [ballot.vote for ballot in ballots if ballot.vote.weighed_in]
            counts = [f"{vote.in_favour} to {vote.against}" for vote in quoted]
            fact = _fact(context, f"Approved: {body.short_name or body.name}", event)
            reasons = context.links(vote.weighed_in for vote in quoted[:1] if vote.weighed_in)
            disputes = reasons or fact.disputes
            yield replace(fact, sub=words.joined(counts), disputes=disputes)


def _fact(context: Context, label: str, entry: Entry) -> views.Fact:
    """Return the date of an event or a number as a fact, with its evidence."""
    record, text, sub = entry.record, entry.title.number, ""
    if isinstance(record, Event):
        text, sub = record.date.words, record.place or ""
    if isinstance(record, Number):
        sub = words.STATUS[record.status]
    values, disputed = (context.link(entry.name, text),), disputes(context, entry)[:1]
    return views.Fact(label, values, context.first_footnote(entry), sub, disputes=disputed)
