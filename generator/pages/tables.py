"""What only pages need to know of each kind of record, and of each page that lists records."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from generator.kinds import TEXT
from generator.pages import (
    articles,
    data,
    events,
    people,
    questions,
    shared,
    sources,
    treaty,
    views,
)
from generator.pages.common import common
from generator.pages.context import Context
from generator.pages.structured import dataset
from generator.problems import RULES
from generator.records import Event
from generator.seeds import Entry

DATA = "data/index"
"""The page that explains the data."""
ABOUT = "about/index"
"""The page that says who keeps the site, and how it is cited."""
Maker = Callable[[Context, Entry[Any]], views.Page]


@dataclass(frozen=True)
class KindPage:
    """How records of a kind become pages: what makes them, and their weight in search."""

    make: Maker | None = None
    weight: float = 1


@dataclass(frozen=True)
class ListPage:
    """A page that lists records: its template, what makes its rows, its tab, its weight."""

    template: str
    rows: Callable[[Context], object]
    tab: str = ""
    is_wide: bool = False
    weight: float = 2


def plain_page(context: Context, entry: Entry) -> views.Page:
    """Return a plain page, or the list that stands at its address."""
    data = dataset(context) if entry.name == DATA else {"@type": "CollectionPage"}
    page = common(context, entry, "record", data)
    if found := LISTS.get(entry.name):
        own = found.rows(context)
        return replace(page, template=found.template, is_wide=found.is_wide, own=own)
    return page


# Weights were found by trying what readers look for: a name must lead to its person, a question to
# its answer, and the many pages of sources must not stand above what rests on them.
KIND_PAGES: dict[str, KindPage] = {
    "treaty": KindPage(treaty.treaty_page, 3),
    "articles": KindPage(articles.article_page, 4),
    "themes": KindPage(articles.theme_page, 4),
    "events": KindPage(events.event_page, 3),
    "people": KindPage(people.person_page, 4),
    "organisations": KindPage(people.organisation_page, 4),
    "numbers": KindPage(),
    "terms": KindPage(),
    "questions": KindPage(questions.question_page, 5),
    "disagreements": KindPage(questions.disagreement_page),
    "sources": KindPage(sources.source_page, 0.1),
    "corrections": KindPage(),
    "pages": KindPage(plain_page, 2),
}
LISTS: dict[str, ListPage] = {
    "articles/index": ListPage("articles", articles.all_articles, "Articles", is_wide=True),
    TEXT: ListPage("text", articles.whole_text, "Articles", weight=0.5),
    "themes/index": ListPage("items", articles.all_themes, "Articles"),
    "articles/unnumbered": ListPage(
        "unnumbered", lambda context: articles.provisions(context, numbered=False), "Articles"
    ),
    articles.FINAL_CLAUSES: ListPage("questions", articles.final_clauses, "Articles"),
    "timeline": ListPage("timeline", events.timeline, "History", is_wide=True),
    "people/index": ListPage("people", people.all_people, "History", is_wide=True),
    "organisations/index": ListPage("items", people.all_organisations, "History"),
    "numbers/index": ListPage("numbers", shared.all_numbers, "History"),
    "questions/index": ListPage("items", questions.all_questions, "Questions"),
    # What it tells stands on pages of its own, which are to be found before it.
    treaty.BRIEF: ListPage("brief", lambda _: None, "Questions", weight=0.3),
    "disagreements/index": ListPage("disagreements", questions.all_disagreements, "Questions"),
    "glossary": ListPage("glossary", shared.all_terms, "Questions", weight=4),
    "sources/index": ListPage("sources", sources.all_sources, "Sources"),
    "sources/coverage": ListPage("coverage", sources.coverage, "Sources", is_wide=True),
    ABOUT: ListPage("about", lambda context: context.settings),
    DATA: ListPage("data", data.all_files, "Sources", is_wide=True),
    treaty.CORRECTIONS: ListPage("corrections", shared.all_corrections, is_wide=True),
    "about/rules": ListPage("rules", lambda _: list(RULES.items())),
}
ACTS = ("signature", "approval", "ratification", "entry_into_force")
"""The events that make the treaty bind."""
ACT = 1.5
"""How much more they count, since more than one thing happens on their days."""


def weight_of(entry: Entry) -> float:
    """Return how much a page counts in search."""
    record, weight = entry.record, (LISTS.get(entry.name) or KIND_PAGES[entry.kind]).weight
    return weight * ACT if isinstance(record, Event) and record.kind in ACTS else weight
