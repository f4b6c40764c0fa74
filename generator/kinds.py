"""The kinds of records: one table with what is true of each; pages have one beside it."""

from dataclasses import dataclass

from generator import records


@dataclass(frozen=True)
class Kind:
    """A kind of record; its name is its folder, save for the treaty and for plain pages.

    `listed_at` names the page that lists its records, which they share if they have none of their
    own. One that is `in_order` leads to the next. `is_holder` means that `by` can name one, and
    `begins_with_evidence` that its first claim shows what its front matter states.
    """

    model: type[records.Record]
    listed_at: str = ""
    shares_page: bool = False
    in_order: bool = False
    is_holder: bool = False
    begins_with_evidence: bool = False


KINDS: dict[str, Kind] = {
    "treaty": Kind(records.Treaty),
    "articles": Kind(records.Article, "articles/index", in_order=True),
    "themes": Kind(records.Theme, "themes/index", in_order=True),
    "events": Kind(records.Event, "timeline", in_order=True, begins_with_evidence=True),
    "people": Kind(records.Person, "people/index", is_holder=True, begins_with_evidence=True),
    "organisations": Kind(
        records.Organisation, "organisations/index", is_holder=True, begins_with_evidence=True
    ),
    "numbers": Kind(records.Number, "numbers/index", shares_page=True, begins_with_evidence=True),
    "terms": Kind(records.Term, "glossary", shares_page=True, begins_with_evidence=True),
    "questions": Kind(records.Question, "questions/index", in_order=True),
    "disagreements": Kind(records.Disagreement, "disagreements/index", in_order=True),
    "sources": Kind(records.Source, "sources/index", is_holder=True),
    "corrections": Kind(records.Correction, "about/corrections", shares_page=True),
    "pages": Kind(records.Page),
}
MODELS = {name: kind.model for name, kind in KINDS.items()}
FOLDERS = tuple(name for name in KINDS if name not in ("treaty", "pages"))
HOLDERS = tuple(name for name, kind in KINDS.items() if kind.is_holder)
TEXT = "text"
"""The page that has the treaty's text whole."""
PLAIN_PAGES = frozenset(
    {
        *(TEXT, "timeline", "glossary", "sources/coverage", "in-ten-minutes", "data/index"),
        *("articles/unnumbered", "articles/final-clauses"),
    }
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
