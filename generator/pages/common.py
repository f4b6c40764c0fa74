"""What pages of all kinds have, and what lists share: items, filters, boxes of disagreements."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from operator import itemgetter
from typing import Any

from generator.catalogue import grouped
from generator.dossier import Statement
from generator.kinds import FOLDERS, index_of
from generator.pages import escape, views, words
from generator.pages.addresses import corrected_when
from generator.pages.context import Context
from generator.records import Disagreement
from generator.seeds import Entry
from generator.vocabularies import ALL_SECTIONS

DESCRIPTION = 160
"""How many signs a page's description has at most: search engines cut what is longer."""
SHOWN_ANYWAY = {"articles": ["themes"], "themes": ["articles"], "pages": FOLDERS, "treaty": FOLDERS}
"""Which kinds the pages of a kind show elsewhere than under "Related"."""
HOLDER_TYPES = {"people": "Person", "organisations": "Organization"}
"""What schema.org calls those who act and speak, by kind."""
SHOWN_POSITIONS = {2: 3, 4: 2}
"""Up to how many disagreements on a page, how many positions of each are shown there."""
TIMES = {"since": "since the first publication", "before": "before the first publication"}
"""When corrections were made: those of what readers saw are open, the others folded."""


def make_page(
    context: Context,
    entry: Entry,
    template: str,
    data: dict[str, Any],
    facts: Iterable[views.Fact] = (),
    **more: Any,
) -> views.Page:
    """Return the page of a record of any kind; `data` is what schema.org calls it."""
    is_record = entry.kind != "pages"  # What lists records says only where each statement stands.
    glosses = ALL_SECTIONS if is_record else {}
    lead, *below = sections = [
        views.Item(views.Link(name), context.statements(said, is_record), glosses.get(name, ""))
        for name, said in context.dossier.sections(entry)
    ]
    shown = (said for section in sections for said in section.statements)
    prose = (escape.plain(said.text) for said in shown if said.form not in ("code", "subheading"))
    title = words.title(entry)
    page = views.Page(
        template=template,
        title=title,
        description=words.shortened(" ".join(prose) or str(title), DESCRIPTION),
        data={"name": str(title), **data},
        lead=lead.statements,
        sections=tuple(below),
        boxes=_boxes(context, entry),
    )
    return replace(page, facts=tuple(fact for fact in facts if fact.values), **more)


def plain_fact(label: str, text: str | None, footnote: str = "", sub: str = "") -> views.Fact:
    """Return a fact whose value, if it is known, is only words."""
    return views.Fact(label, (views.Link(text),) if text else (), footnote, sub)


def trail(context: Context, entry: Entry) -> views.Links:
    """Return the way from the overview down to a page, the page itself left out."""
    index = index_of(entry.name.rpartition("/")[0])
    above = [context.link("treaty", words.SAID["overview"])] if entry.kind != "treaty" else []
    if index in context.dossier.entries and index != entry.name:
        above.append(context.link(index))
    return tuple(above)


def related(context: Context, entry: Entry) -> tuple[tuple[str, views.Links], ...]:
    """Return links to related records by the titles of their kinds; a plain page has none.

    What the page shows elsewhere is left out: its disagreements, what a disagreement concerns.
    """
    dossier, elsewhere = context.dossier, SHOWN_ANYWAY.get(entry.kind, ())
    shown = {other.name for other in dossier.disagreements_on.get(entry.name, [])}
    if isinstance(entry.record, Disagreement):
        shown = set(entry.record.about)
    found = grouped(
        (other.kind, other)
        for other in dossier.related(entry)
        if other.name not in shown and other.kind not in ("sources", "corrections", *elsewhere)
    )
    known = (kind for kind in FOLDERS if kind in found)
    return tuple((words.capital(kind), context.links(found[kind])) for kind in known)


def corrections(context: Context) -> views.Links:
    """Return links to the corrections of what a page has, by when and where they are told."""
    whole = context.to(index_of("corrections"))
    concerned = (other.record for other in context.register.corrections.get(context.path, []))
    found = grouped((corrected_when(record), record.concerns[0]) for record in concerned)
    links = []
    for (when, page), names in sorted(found.items(), reverse=True):
        told = f"{words.counted(len(names), 'correction')} {TIMES[when]}"
        if f"{page}.md" != context.path:
            told += f", told with “{context.link(names[0]).text}”"
        links.append(views.Link(told, f"{whole}#{words.anchor(f'{when} {page}')}"))
    return tuple(links)


def disputes(context: Context, entry: Entry) -> views.Links:
    """Return links to the disagreements that touch a record."""
    return context.links(context.dossier.disagreements_on.get(entry.name, []))


def list_item(context: Context, entry: Entry) -> views.Item:
    """Return a record as most lists show it: its first statement, and where sources disagree."""
    first = context.dossier.first_statement(entry)
    statements = tuple(context.statement(said, is_listed=True) for said in first)
    context.explained.add(entry.name)  # The heading of the item leads there.
    names: dict[str, str] = getattr(entry.record, "names", {})
    disputed = disputes(context, entry)
    return views.Item(context.link(entry.name), statements, disputes=disputed, names=names)


def filters(
    rows: Iterable[dict[str, str]], named: dict[str, Callable[[str], str]]
) -> dict[str, list[tuple[str, str]]]:
    """Return what narrows a list by each key: the values that its rows have there, by name."""
    rows = list(rows)
    found = {}
    for key, name in named.items():
        values = {value for row in rows for value in row[key].split()}
        found[key] = sorted(((value, name(value)) for value in values), key=itemgetter(1, 0))
    return found


def _boxes(context: Context, on: Entry) -> tuple[views.Box, ...]:
    """Return the disagreements that touch a record, the more of them the shorter."""
    found = context.dossier.disagreements_on.get(on.name, [])
    limits = (shown for most, shown in SHOWN_POSITIONS.items() if len(found) <= most)
    limit = next(limits, 0)
    return tuple(box(context, entry, limit, on) for entry in found)


def _is_on(entry: Entry, said: Statement) -> bool:
    return entry.name in (said.home.name, *said.block.about)


def box(
    context: Context, entry: Entry[Disagreement], limit: int | None = None, on: Entry | None = None
) -> views.Box:
    """Return a disagreement with its first positions: all at home, where no `limit` is given.

    After the leading one come those that say something `on` a record, if one is given.
    """
    found = list(context.dossier.positions(entry))
    leads, is_home = found[0].leads, limit is None
    shown: list[views.Statement] = []
    if on:
        found.sort(key=lambda position: (not position.leads, not _is_on(on, position.statement)))
    for position in found[:limit]:
        statement = context.statement(position.statement, is_home, is_listed=not is_home)
        other = "Agrees with the first" if position.supports else "Another answer"
        first = "We follow this answer" if leads else "One answer"
        shown.append(replace(statement, kind="", label=other if shown else first))
    question, touches = context.link(entry.name), context.links(entry.record.about)
    return views.Box(question, tuple(shown), len(found) - len(shown), leads, touches)
