"""What only pages need to know of each kind of record, and of each page that lists records."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from generator.kinds import TEXT
from generator.pages import articles, data, events, people, questions, shared, sources, treaty
from generator.pages.common import common
from generator.pages.context import Context
from generator.pages.views import Page
from generator.problems import RULES
from generator.records import Event
from generator.seeds import Entry

ABOUT, CORRECTIONS, DATA = "about/index", "about/corrections", "data/index"
"""The pages that say who keeps the site, list corrections, and explain the data."""
Maker = Callable[[Context, Entry[Any]], Page]


@dataclass(frozen=True)
class ListPage:
    """A page that lists records: its template, what makes its rows, its tab, its weight."""

    template: str = "record"
    rows: Callable[[Context], object] = lambda _: None
    tab: str = ""
    is_wide: bool = False
    weight: float = 2


PLAIN = ListPage()
"""A page that lists nothing."""


def plain_page(context: Context, entry: Entry) -> Page:
    """Return a plain page, or the list that stands at its address."""
    about = data.dataset(context) if entry.name == DATA else {"@type": "CollectionPage"}
    found = LISTS.get(entry.name, PLAIN)
    own = found.rows(context)
    return common(context, entry, found.template, about, is_wide=found.is_wide, own=own)


# Weights were found by trying what readers look for: a name must lead to its person, a question to
# its answer, and the many pages of sources must not stand above what rests on them.
KIND_PAGES: dict[str, tuple[Maker | None, float]] = {
    "treaty": (treaty.treaty_page, 3),
    "articles": (articles.article_page, 4),
    "themes": (articles.theme_page, 4),
    "events": (events.event_page, 3),
    "people": (people.person_page, 4),
    "organisations": (people.organisation_page, 4),
    "numbers": (None, 1),
    "terms": (None, 1),
    "questions": (questions.question_page, 5),
    "disagreements": (questions.disagreement_page, 1),
    "sources": (sources.source_page, 0.1),
    "corrections": (None, 1),
    "pages": (plain_page, 2),
}
"""By kind, what makes the page of a record, if each has its own, and its weight in search."""
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
    "in-ten-minutes": ListPage("brief", tab="Questions", weight=0.3),
    "disagreements/index": ListPage("disagreements", questions.all_disagreements, "Questions"),
    "glossary": ListPage("glossary", shared.all_terms, "Questions", weight=4),
    "sources/index": ListPage("sources", sources.all_sources, "Sources"),
    "sources/coverage": ListPage("coverage", sources.coverage, "Sources", is_wide=True),
    ABOUT: ListPage("about", lambda context: context.settings),
    DATA: ListPage("data", data.all_files, "Sources", is_wide=True),
    CORRECTIONS: ListPage("corrections", shared.all_corrections, is_wide=True),
    "about/rules": ListPage("rules", lambda _: list(RULES.items())),
}
ACTS = ("signature", "approval", "ratification", "entry_into_force")
"""The events that make the treaty bind."""
ACT = 1.5
"""How much more they count, since more than one thing happens on their days."""


def weight_of(entry: Entry) -> float:
    """Return how much a page counts in search."""
    found, record = LISTS.get(entry.name), entry.record
    weight = found.weight if found else KIND_PAGES[entry.kind][1]
    return weight * ACT if isinstance(record, Event) and record.kind in ACTS else weight
