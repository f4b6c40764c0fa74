"""The treaty's text on the pages: an article's words in each text, all of it on one page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue import Wording
from generator.notes import Note
from generator.pages import views, words
from generator.pages.context import Context
from generator.records import Article
from generator.seeds import Entry


@dataclass(frozen=True)
class Paragraph:
    """A line of a text: its address, the mark beside it, what that means aloud, its words."""

    id: str
    mark: str
    place: str
    text: str
    is_point: bool


@dataclass(frozen=True)
class Text:
    """An article in one language: what text it is and whence, its own title, its paragraphs."""

    language: str
    label: str
    source: views.Link
    title: str
    paragraphs: list[Paragraph]


def texts(context: Context, article: Entry[Article]) -> list[Text]:
    """Return the words of an article in each text that we hold."""
    return [_text(context, one) for one in context.dossier.wordings(article)]


def whole_text(context: Context) -> Iterator[tuple[views.Link, list[Text]]]:
    """Yield a link to each article that a text has, by its number alone, with its words."""
    for article in context.dossier.ordered(Article):
        if found := texts(context, article):
            yield context.link(article.name, words.title(article).number), found


def _text(context: Context, wording: Wording) -> Text:
    record = wording.source.record
    return Text(
        record.language,
        words.text_label(record, context.dossier.languages),
        context.link(wording.source.name, record.short),
        wording.title,
        [_paragraph(context, wording.source, one) for one in wording.paragraphs],
    )


def _paragraph(context: Context, source: Entry, note: Note) -> Paragraph:
    inside = re.findall(r"\((\w+)\)", note.locator)
    anchor = context.anchor_in_text(source, note)
    is_first = "-line-" not in anchor
    mark = inside[-1] if inside and is_first else "§"
    is_point = bool(inside) and inside[-1].isalpha()
    return Paragraph(anchor, mark, words.place(note.locator), note.text, is_point)
