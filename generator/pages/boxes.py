"""Disagreements as pages show them away from home, and what lists of records share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from generator.pages import views
from generator.pages.context import Context
from generator.records import Disagreement
from generator.seeds import Entry

SHOWN_POSITIONS = {2: 3, 4: 2}
"""Up to how many disagreements on a page, how many positions of each are shown there."""


def disputes(context: Context, entry: Entry) -> views.Links:
    """Return links to the disagreements that touch a record."""
    return context.links(context.dossier.disagreements_on.get(entry.name, []))


def item(context: Context, entry: Entry) -> views.Item:
    """Return a record as most lists show it: its first statement, and where sources disagree."""
    shown = context.statements(context.dossier.first(entry))
    statements = tuple(replace(one, id="", home=None, kind="") for one in shown)
    context.explained.add(entry.name)  # The heading of the item leads there.
    return views.Item(context.link(entry.name), statements, disputes(context, entry))


def filters(
    rows: Iterable[dict[str, str]], named: dict[str, Callable[[str], str]]
) -> list[views.Filter]:
    """Return what narrows a list by each key: the values that its rows have there, by name."""
    rows = list(rows)
    found = []
    for key, name in named.items():
        values = {value for row in rows for value in row[key].split()}
        options = sorted(((value, name(value)) for value in values), key=lambda one: one[1])
        found.append(views.Filter(key, tuple(options)))
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
        statement = replace(context.statement(position.statement), kind="")
        if limit is not None:
            statement = replace(statement, id="", home=None)
        other = "Agrees with the first" if position.supports else "Another answer"
        label = "We follow this answer" if position.leads else other if leads else "One answer"
        shown.append(views.Position(statement, label, position.leads))
    question, touches = context.link(entry.name), context.links(entry.record.about)
    return views.Box(question, tuple(shown), len(found) - len(shown), leads, touches)
