"""The kinds of records: one table with what is true of each; pages have one beside it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.records import (
    Article,
    Correction,
    Disagreement,
    Event,
    Number,
    Organisation,
    Page,
    Person,
    Question,
    Record,
    Source,
    Term,
    Theme,
    Treaty,
)


@dataclass(frozen=True)
class Kind:
    """A kind of record; its name is its folder, save for the treaty and for plain pages.

    `listed_at` names the page that lists its records, which they share if they have none of their
    own. `is_holder` means that `by` can name one, and `begins_with_evidence` that its first claim
    shows what its front matter states.
    """

    model: type[Record]
    listed_at: str = ""
    shares_page: bool = False
    in_order: bool = False
    is_holder: bool = False
    begins_with_evidence: bool = False


KINDS: dict[str, Kind] = {
    "treaty": Kind(Treaty),
    "articles": Kind(Article, "articles/index", in_order=True),
    "themes": Kind(Theme, "themes/index", in_order=True),
    "events": Kind(Event, "timeline", in_order=True, begins_with_evidence=True),
    "people": Kind(Person, "people/index", is_holder=True, begins_with_evidence=True),
    "organisations": Kind(
        Organisation, "organisations/index", is_holder=True, begins_with_evidence=True
    ),
    "numbers": Kind(Number, "numbers/index", shares_page=True, begins_with_evidence=True),
    "terms": Kind(Term, "glossary", shares_page=True, begins_with_evidence=True),
    "questions": Kind(Question, "questions/index", in_order=True),
    "disagreements": Kind(Disagreement, "disagreements/index", in_order=True),
    "sources": Kind(Source, "sources/index", is_holder=True),
    "corrections": Kind(Correction, "about/corrections", shares_page=True),
    "pages": Kind(Page),
}
MODELS = {name: kind.model for name, kind in KINDS.items()}
FOLDERS = tuple(name for name in KINDS if name not in ("treaty", "pages"))
HOLDERS = tuple(name for name, kind in KINDS.items() if kind.is_holder)
PLAIN_PAGES = frozenset(
    {"timeline", "glossary", "sources/coverage", "articles/unnumbered", "data/index"}
)
"""Pages with a record of their own that is neither an index nor in `about/`."""


def kind_of(stem: str) -> str | None:
    """Return the kind of the record whose path in `seeds/`, without `.md`, is `stem`."""
    folder, _, key = stem.rpartition("/")
    if stem == "treaty":
        return "treaty"
    if stem in PLAIN_PAGES or folder == "about" or (folder in KINDS and key == "index"):
        return "pages"
    return folder if folder in FOLDERS else None


def index_of(folder: str) -> str:
    """Return the name of the page that lists the records of a folder."""
    return KINDS[folder].listed_at if folder in FOLDERS else f"{folder}/index"
