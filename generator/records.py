"""The schema: one model for each kind of record.

Front matter arrives as text, lists of text and mappings; pydantic gives the values their types.
A field says itself that it names records (`Names`) or that it holds words of ours (`OwnWords`).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import AfterValidator, BaseModel, Field, StringConstraints, model_validator

from generator import vocabularies
from generator.dates import FORMS, NO_DAY, DateField, DateOrUnknown, Day
from generator.locators import Headings
from generator.numerals import PLAIN_DIGITS, Whole
from generator.quotations import one_line
from generator.tables import table
from generator.urls import Url
from generator.vocabularies import EventKind, Flag, Interest, NumberStatus, SourceType

KEY = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_RECORD = rf"(?:treaty|[a-z]+/{KEY})"
WHO = 'people as "Family, Given", others as printed'
_MENDS = {row["form"]: row["mend"] for row in table("forms")}
MEND_OF: dict[str, str] = {}
"""What to write instead, by the pattern that a text did not match."""


def _form(name: str, pattern: str) -> StringConstraints:
    MEND_OF[pattern] = _MENDS[name]
    return StringConstraints(pattern=pattern)


@dataclass(frozen=True)
class Names:
    """A trait of a field: it names records, by their keys if all are of one `kind`."""

    kind: str = ""


class Named(NamedTuple):
    """A record that a field names, at a position if it is a list; `kind` if it does so by key."""

    field: str
    position: int
    name: str
    kind: str


class Words(str):
    """A text in words; the value itself says so."""

    __slots__ = ()


class OwnWords(Words):
    """A text of ours, to which the rules on our words apply."""

    __slots__ = ()


_WORDS = _form("text", r"\S")
Text = Annotated[str, _WORDS, AfterValidator(OwnWords)]
"""A text of ours."""
Printed = Annotated[str, _WORDS, AfterValidator(Words)]
"""A text as others have it."""
Key = Annotated[str, _form("key", rf"^{KEY}$")]
Keys = tuple[Key, ...]
Themes = Annotated[Keys, Names("themes")]
RecordName = Annotated[str, _form("record", rf"^{_RECORD}$")]
RecordNames = Annotated[tuple[RecordName, ...], Names()]
ClaimName = Annotated[str, _form("claim", rf"^{_RECORD}#{KEY}$")]
ClaimReference = Annotated[str, _form("id", rf"^(?:[a-z]+/{KEY}#)?{KEY}$")]
EventName = Annotated[str, _form("event", rf"^events/{KEY}$"), Names()]
MaybeEvent = Annotated[EventName | None, Names()]
NumberName = Annotated[str, _form("number", rf"^numbers/{KEY}$"), Names()]
MaybeNumber = Annotated[NumberName | None, Names()]
Sha256 = Annotated[str, _form("digest", r"^[0-9a-f]{64}$")]
Language = Annotated[str, _form("language", r"^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$")]
Doi = Annotated[str, _form("doi", r"^10\.[0-9.]{4,}/\S+$")]
Isbn = Annotated[str, _form("isbn", r"^(?:97[89]-?)?[0-9](?:-?[0-9]){8}-?[0-9X]$")]
Issn = Annotated[str, _form("issn", r"^[0-9]{4}-[0-9]{3}[0-9X]$")]


def _key(description: str, example: object, default: Any = ..., **more: Any) -> Any:
    """Return a field with the comment and the example that `new` and `schema` show.

    Without a default, the key must stand.
    """
    return Field(default, description=description, examples=[example], **more)


class Part(BaseModel, extra="forbid", frozen=True, defer_build=True):
    """A mapping in front matter: no unknown keys, and never changed once read.

    What reads it is built when it is first needed: that takes long, and few verbs need all kinds.
    """


class Record(Part):
    """What the front matter of every kind of record has."""

    reviewed: Day = _key("day a curator last held it against its sources", "2025-04-08")
    aliases: tuple[Printed, ...] = _key("other words that readers type for it", "[]", ())

    @cached_property
    def heading(self) -> str:
        """Return the words that stand for the record where it is listed or linked."""
        fields = ("short", "title", "name", "question", "term", "counts")
        return next((str(value) for field in fields if (value := getattr(self, field, None))), "")

    @property
    def named_records(self) -> list[str]:
        """Return the full names of the records that it names."""
        return [named.name for named in self.named]

    @cached_property
    def named(self) -> list[Named]:
        """Return the records that its fields name, in their order."""
        return [
            Named(field, position, f"{kind}/{named}" if kind else named, kind)
            for field, info in type(self).model_fields.items()
            for kind in (trait.kind for trait in info.metadata if isinstance(trait, Names))
            for value in [getattr(self, field)]
            for position, named in enumerate(value if isinstance(value, tuple) else [value])
            if named
        ]


class PartyOfTreaty(Part):
    """A state that concluded the treaty."""

    key: Key = Field(description="the key by which records name it")
    name: Text = Field(description="its full name")
    short_name: Text = Field(description="the name we use")


class Treaty(Record):
    """The treaty itself, and which records hold its dates and figures."""

    title: Text = _key("its full name", "Treaty on …")
    names: dict[Language, Text] = _key("the name in other languages", "{fa: …}", {})
    short_title: Text = _key("the name we use", "the … Treaty")
    parties: tuple[PartyOfTreaty, ...] = _key(
        "key, name and short_name of each party",
        "[{key: one, name: First State, short_name: First}, "
        "{key: two, name: Second State, short_name: Second}]",
        min_length=2,
    )
    signed: EventName = _key("the event of signature", "events/signing")
    in_force: MaybeEvent = _key("that of entry into force", "events/entry-into-force", None)
    term: MaybeNumber = _key("the number of years", "numbers/term-years", None)
    articles: NumberName = _key("the number of articles", "numbers/articles-total")
    texts: MaybeNumber = _key("that of its languages", "numbers/languages", None)
    languages: tuple[Language, ...] = _key("those in which its text is authentic", "[en]", ())
    predecessor: MaybeEvent = _key("the event of an earlier treaty", "events/earlier", None)


class Article(Record):
    """An article of the treaty, or its preamble."""

    title: Text | None = _key("our title, shown as ours", "Our title", None)
    theme: Annotated[Key | None, Names("themes")] = _key("key of a theme", "history", None)


class Keyword(Part):
    """A word under which readers look, and the claim that answers them."""

    word: Text = Field(description="what is looked for")
    claim: ClaimReference = Field(description="id of the claim that answers")


class Theme(Record):
    """A subject of the treaty, across its articles."""

    title: Text = _key("its name", "Subject")
    order: Whole = _key("its place among the themes", 1)
    keywords: tuple[Keyword, ...] = _key(
        "what readers look for, and where", "[{word: What is sought, claim: id-of-claim}]", ()
    )


class Vote(Part):
    """The votes that a chamber cast on a matter, as a claim counts them."""

    chamber: Key = Field(description="key of the chamber, an organisation")
    matter: Text = Field(description="what was voted on")
    in_favour: Whole | None = Field(default=None, alias="for", description="votes for it")
    against: Whole | None = Field(default=None, description="votes against it")
    abstained: Whole | None = Field(default=None, description="abstentions")
    claim: ClaimReference = Field(description="id of the claim that has the figures")
    weighed_in: RecordName | None = Field(
        default=None, description="the disagreement that says why this is the count to quote"
    )


class Event(Record):
    """Something that happened on a day, or in a time that sources give."""

    date: DateField = _key(FORMS, NO_DAY)
    title: Text = _key("what happened, short and neutral", "What happened")
    kind: EventKind = _key(f"one of {', '.join(vocabularies.EVENT_KINDS)}", "meeting")
    place: Text | None = _key("town or building", "Town", None)
    people: Annotated[Keys, Names("people")] = _key("keys of people", "[]", ())
    organisations: Annotated[Keys, Names("organisations")] = _key("keys of organisations", "[]", ())
    articles: Annotated[Keys, Names("articles")] = _key("keys of articles", "[]", ())
    themes: Themes = _key("keys of themes", "[]", ())
    order: Whole = _key("its place among the events of one day", 1, 1)
    votes: tuple[Vote, ...] = _key(
        "counts of votes, each with the claim that has it and, if it is the one to quote, "
        "the disagreement that says why",
        "[{chamber: key, matter: the bill, for: 1, against: 0, abstained: 0, claim: id-of-claim}]",
        (),
    )


class Role(Part):
    """An office, with the time for which a source shows it."""

    office: Text = Field(description="what it is called")
    on: DateField | None = Field(default=None, description="day on which a source shows it")
    since: DateField | None = Field(default=None, alias="from", description="when it began")
    until: DateField | None = Field(default=None, description="when it ended")
    claim: ClaimReference = Field(description="id of the claim that shows it")


class Person(Record):
    """Somebody who acted or spoke."""

    name: Text = _key("the one spelling we use", "First Last")
    names: dict[Language, Text] = _key("the name in other scripts", "{fa: …}", {})
    party: Key | None = _key("key of the party whose side the person is on", "one", None)
    variants: tuple[Printed, ...] = _key("spellings seen, not used by us", "[]", ())
    roles: tuple[Role, ...] = _key(
        "offices, each with on, or from and until, and the claim that shows it",
        "[{office: Office held, on: 2025-04-08, claim: id-of-claim}]",
        (),
    )


class Organisation(Record):
    """A body, company or outlet."""

    name: Text = _key("its name in English", "Name")
    short_name: Text | None = _key("its short form", "N", None)
    names: dict[Language, Text] = _key("the name in other languages", "{fa: …}", {})
    country: Text | None = _key("where it belongs", "First State", None)
    variants: tuple[Printed, ...] = _key("spellings seen, not used by us", "[]", ())


class Number(Record):
    """A figure, with what it counts."""

    value: Annotated[Text, PLAIN_DIGITS] = _key("the figure", "how many")
    unit: Text = _key("its unit", "of what")
    counts: Text = _key("what is counted", "what is counted")
    status: NumberStatus = _key("in the text, reported or planned", "reported")
    themes: Themes = _key("keys of themes", "[]", ())


class Question(Record):
    """A question that readers ask."""

    question: Text = _key("in plain words", "What is asked?")
    order: Whole = _key("its place among the questions", 1)
    themes: Themes = _key("keys of themes", "[]", ())


class Disagreement(Record):
    """A question on which sources contradict each other."""

    question: Text = _key("neutral, with a question mark", "What is in dispute?")
    about: RecordNames = _key("names of records it touches", "[treaty]", min_length=1)
    leads: Key = _key("id of the position we lead with, or none", "none")
    supports: tuple[Key, ...] = _key("ids of positions that agree with it", "[]", ())
    themes: Themes = _key("keys of themes", "[]", ())


class Term(Record):
    """A word or abbreviation to explain."""

    term: Printed = _key("the word", "Word")
    expansion: Text | None = _key("what an abbreviation stands for", "Words", None)

    @property
    def spellings(self) -> list[str]:
        """Return how it is written: as listed, and in small letters inside a sentence."""
        listed = [one_line(word) for word in (self.term, *self.aliases)]
        small = [word[0].lower() + word[1:] for word in listed if word[1:2].islower()]
        return list(dict.fromkeys([*listed, *small]))


class Held(Part):
    """A document in the archive: its file name there and its digest."""

    file: Printed = Field(description="its name in the archive")
    sha256: Sha256 = Field(description="its digest")


class Source(Record):
    """Bibliography under the names of the Citation Style Language, and what we think of it."""

    type: SourceType = _key(f"one of {', '.join(vocabularies.TYPES)}", "webpage")
    title: Printed = _key("as printed, or a description in brackets", "Title")
    title_translation: Printed | None = _key("in English, if it is not", "Title", None)
    short: Text = _key("the name in lists of evidence", "Outlet")
    author: tuple[Printed, ...] = _key(WHO, "[]", ())
    editor: tuple[Printed, ...] = _key(WHO, "[]", ())
    translator: tuple[Printed, ...] = _key(WHO, "[]", ())
    container_title: Printed | None = _key(
        "paper, book or site", "Outlet", None, alias="container-title"
    )
    event: Printed | None = _key("where it was given: a conference", "Conference", None)
    publisher: Printed | None = _key("who answers for it", "Publisher", None)
    edition: Printed | None = _key("its edition, such as 2", "Edition", None)
    volume: Printed | None = _key("volume", "Volume", None)
    issue: Printed | None = _key("issue of a volume or year", "Issue", None)
    number: Printed | None = _key("number of a report, bill or standard", "Number", None)
    page: Printed | None = _key("first and last page", "Page", None)
    issued: DateOrUnknown = _key("its date, or the word unknown", "unknown")
    issued_note: Text | None = _key("how the date was worked out", "By …", None)
    DOI: Doi | None = _key("its DOI", "10.1000/182", None)
    ISBN: Isbn | None = _key("number of a book", "978-0-306-40615-7", None)
    ISSN: Issn | None = _key("number of a paper or series", "0317-8471", None)
    URL: Url | None = _key("its address", "https://example.org/", None)
    linked: Flag = _key("false: print, never link", "false", "true")
    accessed: DateField | None = _key("when we read it", "2025-04-08", None)
    archived_url: Url | None = _key("a stored copy", "https://example.org/", None)
    language: Language = _key("code of its language", "en")
    interest: Interest = _key(f"who is behind it: {', '.join(vocabularies.INTERESTS)}", "unknown")
    reliability: Text = _key("one sentence of ours: what it is good for", "Not yet judged.")
    origin: Key = _key("one key for the text that copies share", "origin")
    outlet: Key | None = _key("whose text it prints, if it is a copy", "outlet", None)
    held: Held | None = _key("its file and digest", f"{{file: x.txt, sha256: {64 * '0'}}}", None)
    notes: Literal["complete", "in progress"] | None = _key("how far read", "in progress", None)
    rights: Literal["excerpts", "official_text"] = _key(
        "official_text: may be quoted whole", "official_text", "excerpts"
    )
    authentic: Flag | None = _key("the treaty's text; false: a translation, repost", "true", None)
    headings: Headings | None = _key("what heads its articles", "Rule (?P<number>[0-9]+)", None)

    @property
    def is_english(self) -> bool:
        """Tell whether the source is in the language of our own text."""
        return self.language.partition("-")[0] == "en"

    @model_validator(mode="after")
    def notes_go_with_held(self) -> Self:
        """A document that we hold has reading notes; one that we do not hold has no such state."""
        if (self.held is None) != (self.notes is None):
            mend = "add the missing one, or delete the other"
            raise ValueError('"held" and "notes" stand together or not at all', mend)
        return self


class Correction(Record):
    """A change of what statements mean: what they said, what they say now, and why."""

    day: Day = _key("day of the change", "2025-04-08")
    concerns: tuple[ClaimName, ...] = _key(
        "full names of claims, withdrawn ones too", "[articles/01#id-of-claim]", min_length=1
    )
    before_publication: Flag = _key("true: no reader has seen what it was", "true", "false")

    @cached_property
    def heading(self) -> str:
        """Return the words that stand for it: its day."""
        return f"Corrected on {self.day.words}"


class Page(Record):
    """A plain page or an index."""

    title: Text = _key("its heading", "Title")
