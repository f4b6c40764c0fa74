"""What is asked and what is in dispute: pages and lists of questions and disagreements."""

from dataclasses import replace

from generator.pages import views, words
from generator.pages.addresses import subject_id
from generator.pages.common import box, list_item, make_page
from generator.pages.context import Context
from generator.pages.rows import text_of
from generator.records import Disagreement, Question, Theme
from generator.seeds import Entry


def question_page(context: Context, entry: Entry[Question]) -> views.Page:
    """Return the page of a question: the short answer first, evidence after."""
    answers = map(text_of, context.dossier.first_statement(entry))
    accepted = [{"@type": "Answer", "text": answer} for answer in answers]
    data = {"@type": "Question", "text": entry.record.question, "acceptedAnswer": accepted}
    return make_page(context, entry, "record", data)


def disagreement_page(context: Context, entry: Entry[Disagreement]) -> views.Page:
    """Return the page of a disagreement: every position, which one we lead with, and why."""
    data = {"@type": "Question", "text": entry.record.question}
    page = make_page(context, entry, "disagreement", data)
    ours = tuple(section for section in page.sections if section.title.text != "Positions")
    return replace(page, sections=ours, is_wide=True, own=box(context, entry))


def all_questions(context: Context) -> list[views.Item]:
    """Return the questions in their order, each with its short answer and disputes."""
    return [list_item(context, entry) for entry in context.dossier.ordered(Question)]


def all_disagreements(context: Context) -> list[tuple[views.Link, list[views.Box]]]:
    """Return the disagreements by the first subject of each, with the answer that we follow."""
    dossier = context.dossier
    titles = {theme.key: theme.record.title for theme in dossier.ordered(Theme)}
    titles[""] = words.SAID["other_subjects"]
    groups: dict[str, list[views.Box]] = {key: [] for key in titles}
    for entry in dossier.ordered(Disagreement):
        # Where we follow none, one answer alone would look like ours.
        shown = 0 if entry.record.leads == "none" else 1
        groups["".join(entry.record.themes[:1])].append(box(context, entry, shown))
    return [
        (views.Link(titles[key], f"#{subject_id(key)}", str(len(boxes))), boxes)
        for key, boxes in groups.items()
        if boxes
    ]
