"""Each kind of record and each list as pages need to know it, and the navigation made of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from generator import records
from generator.dossier import Dossier
from generator.kinds import TEXT, index_of
from generator.pages import articles, data, events, people, questions, shared, sources, words
from generator.pages.addresses import page_of
from generator.pages.common import make_page
from generator.pages.context import Context
from generator.pages.treaty import treaty_page
from generator.pages.views import Page
from generator.problems import RULES
from generator.seeds import Entry

ABOUT, CORRECTIONS, DATA = "about/index", "about/corrections", "data/index"
"""The pages that say who keeps the site, list corrections, and explain the data."""


@dataclass(frozen=True)
class ListPage:
    """A page that lists records, if anything: template, what makes its rows, tab, weight."""

    template: str = "record"
    rows: Callable[[Context], object] = lambda _: None
    tab: str = ""
    is_wide: bool = False
    weight: float = 2


def plain_page(context: Context, entry: Entry) -> Page:
    """Return a plain page, or the list that stands at its address."""
    about = data.dataset(context) if entry.name == DATA else {"@type": "CollectionPage"}
    found = LISTS.get(entry.name, ListPage())
    own = found.rows(context)
    return make_page(context, entry, found.template, about, is_wide=found.is_wide, own=own)


# Weights were found by trying what readers look for: a name must lead to its person, a question to
# its answer, and the many pages of sources must not stand above what rests on them.
KIND_PAGES: dict[str, tuple[Callable[[Context, Entry[Any]], Page] | None, float]] = {
    "treaty": (treaty_page, 3),
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
    ABOUT: ListPage("about"),
    DATA: ListPage("data", data.all_files, "Sources", is_wide=True),
    CORRECTIONS: ListPage("corrections", shared.all_corrections, is_wide=True),
    "about/rules": ListPage("rules", lambda _: list(RULES.items())),
}
ACTS = ("signature", "approval", "ratification", "entry_into_force")
"""The events that make the treaty bind."""
ACT = 1.5
"""How much more they count, since more than one thing happens on their days."""
Tree = list[tuple[str, "str | Tree"]]
"""Titles with a page or with a tree below them; an empty title leaves the naming to the page."""
MENU = ("events", "people", "organisations", "questions", "disagreements")
"""The kinds of which a page has a menu of its neighbours: they are too many for the navigation."""
AROUND = 4
"""How many neighbours a page names on each side."""


def weight_of(entry: Entry) -> float:
    """Return how much a page counts in search."""
    found, record = LISTS.get(entry.name), entry.record
    weight = found.weight if found else KIND_PAGES[entry.kind][1]
    return weight * ACT if isinstance(record, records.Event) and record.kind in ACTS else weight


def navigation(dossier: Dossier) -> Tree:
    """Return the tabs with those of their pages that there are."""
    tabs: dict[str, Tree] = {listed.tab: [] for listed in LISTS.values() if listed.tab}
    for name, listed in LISTS.items():
        if listed.tab and name in dossier.entries:
            tabs[listed.tab].append(("", page_of(name)))
    tabs["Articles"][1:1] = _articles(dossier)
    prose = [page for page in dossier.of(records.Page) if page.name.startswith("about/")]
    prose.sort(key=lambda page: (page.key != "index", page.record.heading))
    tabs["Sources"] += [("", page_of(page.name)) for page in prose]
    filled = ((title, tree) for title, tree in tabs.items() if tree)
    return [(words.SAID["overview"], page_of("treaty")), *filled]


def tab_of(entry: Entry) -> str:
    """Return the tab below which a page stands, or nothing."""
    index = index_of(entry.name.rpartition("/")[0])
    return LISTS[index].tab if index in LISTS else ""


def near(dossier: Dossier, entry: Entry) -> list[tuple[str, str]]:
    """Return the list of a record and those around it there with their pages, its own left out."""
    if entry.kind not in MENU:
        return []
    found: list[Entry] = dossier.ordered(type(entry.record))
    first = max(0, min(dossier.place_in_order[entry.name] - AROUND, len(found) - 2 * AROUND - 1))
    around = found[first : first + 2 * AROUND + 1]
    menu = [(str(words.title(one)), "" if one is entry else page_of(one.name)) for one in around]
    return [(f"All {entry.kind}", page_of(index_of(entry.kind))), *menu]


def _articles(dossier: Dossier) -> Tree:
    """Return the articles below their themes, those without a theme last."""
    tree: Tree = []
    unknown = "other_articles" if dossier.texts else "no_theme"
    for key, entries in dossier.articles_by_theme().items():
        pages: Tree = [(str(words.title(entry)), page_of(entry.name)) for entry in entries]
        theme = dossier.entries.get(f"themes/{key}")
        if theme:
            # A theme's own page comes first, so that its name in the navigation leads there.
            pages.insert(0, (words.SAID["whole_theme"], page_of(theme.name)))
        tree.append((theme.record.heading if theme else words.SAID[unknown], pages))
    return tree
