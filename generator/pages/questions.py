"""What is asked and what is in dispute: pages and lists of questions and disagreements."""

from __future__ import annotations

from dataclasses import replace

from generator.pages import escape, views
from generator.pages.boxes import box, item
from generator.pages.common import common
from generator.pages.context import Context
from generator.records import Disagreement, Question
from generator.seeds import Entry

POSITIONS = 3
"""How many positions a card on the index of disagreements shows."""


def question_page(context: Context, entry: Entry[Question]) -> views.Page:
    """Return the page of a question: the short answer first, evidence after."""
    answers = [escape.plain(one.text) for one in item(context, entry).statements]
    accepted = [{"@type": "Answer", "text": answer} for answer in answers]
    data = {"@type": "Question", "text": entry.record.question, "acceptedAnswer": accepted}
    return common(context, entry, "record", data)


def disagreement_page(context: Context, entry: Entry[Disagreement]) -> views.Page:
    """Return the page of a disagreement: every position, which one we lead with, and why."""
    data = {"@type": "Question", "text": entry.record.question}
    page = common(context, entry, "disagreement", data)
    ours = tuple(section for section in page.sections if section.title != "Positions")
    return replace(page, sections=ours, is_wide=True, own=box(context, entry))


def all_questions(context: Context, limit: int | None = None) -> list[views.Item]:
    """Return the first questions in their order, each with its short answer and disputes."""
    return [item(context, entry) for entry in context.dossier.ordered(Question)[:limit]]


def all_disagreements(context: Context) -> list[views.Box]:
    """Return a card for each disagreement: what it touches and the positions side by side."""
    found = context.dossier.ordered(Disagreement)
    return [box(context, entry, POSITIONS) for entry in found]
