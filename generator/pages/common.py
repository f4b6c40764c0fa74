"""What pages of all kinds have, and what lists share: items, filters, boxes of disagreements."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

from generator import csl
from generator.catalogue import grouped
from generator.kinds import FOLDERS, index_of
from generator.pages import citations, escape, views, words
from generator.pages.addresses import corrected_id, page_of
from generator.pages.context import Context
from generator.records import Disagreement
from generator.seeds import Entry
from generator.vocabularies import ALL_SECTIONS

DESCRIPTION = 160
"""How many signs a page's description has at most: search engines cut what is longer."""
OVERVIEW = "Overview"
SHOWN_ANYWAY = {"articles": "themes", "themes": "articles"}
"""Which kind the pages of a kind show elsewhere than under "Related"."""
HOLDER_TYPES = {"people": "Person", "organisations": "Organization"}
"""What schema.org calls those who act and speak, by kind."""
SHOWN_POSITIONS = {2: 3, 4: 2}
"""Up to how many disagreements on a page, how many positions of each are shown there."""
TIMES = {"since": "since the first publication", "before": "before the first publication"}
"""When corrections were made: those of what readers saw are open, the others folded."""


def common(context: Context, entry: Entry, template: str, data: dict[str, Any]) -> views.Page:
    """Return what the page of any record has; `data` says in schema.org's words what it is."""
    dossier = context.dossier
    is_record = entry.kind != "pages"  # What lists records says only where each statement stands.
    (_, lead), *below = [
        (name, context.statements(said, is_record)) for name, said in dossier.sections(entry)
    ]
    shown = [*lead, *(statement for _, statements in below for statement in statements)]
    prose = [statement.text for statement in shown if statement.form not in ("code", "subheading")]
    summary = " ".join(map(escape.plain, prose))
    title = words.title(entry)
    cited = citations.of_page(entry, context.settings)
    glosses = ALL_SECTIONS if is_record else {}
    around = dossier.neighbours(entry)
    previous, following = (context.link(other.name) if other else None for other in around)
    return views.Page(
        template=template,
        title=title,
        description=words.shortened(summary or str(title), DESCRIPTION),
        record=entry.path,
        reviewed=entry.record.reviewed,
        cite=citations.shown(cited),
        citation=csl.tags(cited[0]),
        trail=_trail(context, entry),
        data={"name": str(title), **data},
        lead=lead,
        sections=tuple(
            views.Section(name, words.capital(glosses.get(name, "")), statements)
            for name, statements in below
        ),
        boxes=boxes(context, dossier.disagreements_on.get(entry.name, [])),
        related=_related(context, entry),
        withdrawn=context.withdrawn(),
        corrections=_corrections(context, page_of(entry.name)),
        previous=previous,
        following=following,
    )


def plain_fact(
    label: str, text: str, footnote: views.Footnote | None = None, sub: str = "", fill: str = ""
) -> views.Fact:
    """Return a fact whose value is only words."""
    return views.Fact(label, (views.Link(text),), footnote, sub, fill)


def _trail(context: Context, entry: Entry) -> views.Links:
    """Return the way from the overview down to a page, the page itself left out."""
    index = index_of(entry.name.rpartition("/")[0])
    above = [context.link("treaty", OVERVIEW)] if entry.kind != "treaty" else []
    if index in context.dossier.entries and index != entry.name:
        above.append(context.link(index))
    return tuple(above)


def _related(context: Context, entry: Entry) -> tuple[tuple[str, views.Links], ...]:
    """Return links to related records by the titles of their kinds; a plain page has none."""
    elsewhere = ("sources", "corrections", SHOWN_ANYWAY.get(entry.kind))
    kinds = [kind for kind in FOLDERS if kind not in elsewhere]
    related = context.dossier.related(entry)
    found = (
        (words.capital(kind), context.links(other for other in related if other.kind == kind))
        for kind in kinds
        if entry.kind not in ("pages", "treaty")
    )
    return tuple((title, links) for title, links in found if links)


def _corrections(context: Context, page: str) -> views.Links:
    """Return links to the corrections of what a page has, by when and where they are told."""
    whole = context.to(index_of("corrections"))
    concerned = (other.record for other in context.register.corrections.get(page, []))
    found = grouped((corrected_id(record), record.concerns[0]) for record in concerned)
    links = []
    for place, names in sorted(found.items(), reverse=True):
        told = f"{words.counted(len(names), 'correction')} {TIMES[place.partition('-')[0]]}"
        if page_of(names[0]) != page:
            told += f", with “{context.link(names[0]).text}”"
        links.append(views.Link(told, f"{whole}#{place}"))
    return tuple(links)


def disputes(context: Context, entry: Entry) -> views.Links:
    """Return links to the disagreements that touch a record."""
    return context.links(context.dossier.disagreements_on.get(entry.name, []))


def item(context: Context, entry: Entry) -> views.Item:
    """Return a record as most lists show it: its first statement, and where sources disagree."""
    shown = context.statements(context.dossier.first(entry))
    statements = tuple(replace(said, id="", at="", home=None, kind="") for said in shown)
    context.explained.add(entry.name)  # The heading of the item leads there.
    return views.Item(context.link(entry.name), statements, disputes(context, entry))


def filters(
    rows: Iterable[dict[str, str]], named: dict[str, Callable[[str], str]]
) -> dict[str, list[tuple[str, str]]]:
    """Return what narrows a list by each key: the values that its rows have there, by name."""
    rows = list(rows)
    found = {}
    for key, name in named.items():
        values = {value for row in rows for value in row[key].split()}
        found[key] = sorted(((value, name(value)) for value in values), key=itemgetter(1))
    return found


def boxes(context: Context, found: Sequence[Entry[Disagreement]]) -> tuple[views.Box, ...]:
    """Return the disagreements that touch a record, the more of them the shorter."""
    limits = (shown for most, shown in SHOWN_POSITIONS.items() if len(found) <= most)
    limit = next(limits, 0)
    return tuple(box(context, entry, limit) for entry in found)


def box(context: Context, entry: Entry[Disagreement], limit: int | None = None) -> views.Box:
    """Return a disagreement with its first positions: all at home, where no `limit` is given."""
    found = context.dossier.positions(entry)
    leads = found[0].leads
    shown = []
    for position in found[:limit]:
        statement = replace(context.statement(position.statement, limit is None), kind="")
        if limit is not None:
            statement = replace(statement, id="", at="", home=None)
        other = "Agrees with the first" if position.supports else "Another answer"
        label = "We follow this answer" if position.leads else other if leads else "One answer"
        shown.append(views.Position(statement, label, position.leads))
    question, touches = context.link(entry.name), context.links(entry.record.about)
    return views.Box(question, tuple(shown), len(found) - len(shown), leads, touches)
