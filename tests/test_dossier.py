"""What we know of the invented treaty, as values: before any page says it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from conftest import GOLDEN, without_text
from project import PYTHON, ROOT, markdown, run

from generator import build, pages
from generator.dossier import Dossier
from generator.kinds import KINDS, kind_of
from generator.pages import words
from generator.pages.common import filters
from generator.pages.tables import AROUND, KIND_PAGES, LISTS, near
from generator.records import Article, Disagreement, Event, Number, Source, Term
from generator.seeds import Title


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return build.read(GOLDEN)[0]


def test_both_tables_have_every_kind() -> None:
    assert KINDS.keys() == KIND_PAGES.keys()
    for name, kind in KINDS.items():
        assert (KIND_PAGES[name][0] is None) == kind.shares_page
        assert not kind.listed_at or (
            kind.listed_at in LISTS and kind_of(kind.listed_at) == "pages"
        )
    assert len({kind.model for kind in KINDS.values()}) == len(KINDS)


@pytest.mark.parametrize(
    ("authentic", "standings"),
    [
        ('authentic: "true"', ["text", "text", "text", "text"]),
        ('authentic: "false"', ["one", "one", "several", "one"]),
        ("# of another treaty", ["group", "one", "several", "none"]),
    ],
)
def test_how_well_an_article_is_evidenced(
    authentic: str, standings: list[str], golden: Path
) -> None:
    """By its own words, if we have them; by a copy of them; by what others say of it."""
    for record in (golden / "seeds" / "sources").glob("lighthouse-treaty*.md"):
        record.write_text(
            record.read_text("utf-8").replace('authentic: "true"', authentic), "utf-8"
        )
    dossier = build.read(golden)[0]
    keys = ("preamble", "01", "02", "03")
    entries = [dossier.find(Article, f"articles/{key}") for key in keys]
    assert [dossier.standing(entry) for entry in entries if entry] == standings
    counts = [dossier.coverage(entry) for entry in entries if entry]
    assert counts == [(1, 1, 1), (4, 2, 2), (2, 2, 2), (0, 0, 0)]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("articles/03", Title("3", "")),
        ("articles/preamble", Title("preamble", "")),
        ("numbers/articles-total", Title("3 articles", "articles of the treaty")),
        ("events/talks-first", Title("", "First round of talks")),
    ],
)
def test_a_title_has_no_word_but_its_record_s(name: str, title: Title, dossier: Dossier) -> None:
    assert dossier.entries[name].title == title


def test_the_leading_position_comes_first_and_those_that_agree_with_it_last(
    dossier: Dossier,
) -> None:
    found = {
        entry.key: [
            (one.statement.block.slug, one.leads, one.supports, one.statement.is_away)
            for one in dossier.positions(entry)
        ]
        for entry in dossier.of(Disagreement)
    }
    assert found == {
        "size-of-the-crowd": [
            ("two-hundred", True, False, False),
            ("fifty", False, False, False),
            ("the-editor", False, True, False),
        ],
        "when-in-force": [("took-effect", False, False, True), ("at-once", False, False, False)],
        "which-charges": [("a-toll", False, False, False), ("any-fee", False, False, False)],
    }


def test_a_position_does_not_lead_because_it_cites_what_is_called_like_the_one_that_leads(
    golden: Path,
) -> None:
    event = golden / "seeds" / "events" / "pier-repairs.md"
    claim = "\nRepairs took effect. [@harbour-post-2032] {#took-effect}\n"
    event.write_text(event.read_text("utf-8") + claim, "utf-8")
    record = golden / "seeds" / "disagreements" / "when-in-force.md"
    text = record.read_text("utf-8").replace("leads: none", "leads: took-effect")
    cited = text.replace("@lighthouse-treaty, art. 3", "@events/pier-repairs#took-effect")
    record.write_text(cited, "utf-8")
    dossier, problems = build.read(golden)
    assert problems == []
    entry = dossier.find(Disagreement, "disagreements/when-in-force")
    assert entry
    assert [one.leads for one in dossier.positions(entry)] == [True, False]


def test_what_the_treaty_lays_down_stands_below_its_theme_and_that_of_articles_first(
    dossier: Dossier,
) -> None:
    found = [(one.home.name, one.block.slug) for one in dossier.provisions("upkeep")]
    assert found == [
        ("articles/01", "equal-shares"),
        ("articles/01", "read-as-one"),
        ("articles/02", "no-toll"),
        ("themes/upkeep", "oil-for-the-lamp"),
        ("numbers/term-years", "thirty-years"),
    ]
    assert dossier.provisions(None) == []


def test_a_subject_leads_to_its_answer_and_an_unknown_article_to_those_without_a_number(
    golden: Path,
) -> None:
    without_text(golden)
    site = pages.render(build.read(golden)[0])
    overview, unknown = site["index.md"].decode(), site["articles/03.md"].decode()
    for place, page in (("", overview), ("../", unknown)):
        assert f"[Oil]({place}themes/upkeep.md#oil-for-the-lamp)" in page
    assert "[Shares](articles/01.md#equal-shares)" in overview
    assert "Shares" not in unknown


def test_a_question_of_final_clauses_without_evidence_says_so_and_is_named_on_top(
    dossier: Dossier,
) -> None:
    page = pages.render(dossier)["articles/final-clauses.md"].decode()
    assert "2 of 3: [Withdrawal](#withdrawal) · [Annexes](#annexes)" in page
    term, withdrawal, annexes = page.split("\n## ")[1:4]
    assert words.SAID["no_source"] not in term
    assert words.SAID["no_source"] in withdrawal
    assert words.SAID["no_source"] in annexes


def test_an_article_known_in_a_group_leads_from_its_theme_to_where_that_is_told(
    golden: Path,
) -> None:
    without_text(golden)
    article = golden / "seeds" / "articles" / "02.md"
    article.write_text(article.read_text("utf-8").partition("## Provision")[0], "utf-8")
    for path in golden.glob("seeds/*/*.md"):
        path.write_text(path.read_text("utf-8").replace("[@articles/02#no-toll]\n", ""), "utf-8")
    page = pages.render(Dossier.read(golden))["themes/upkeep.md"].decode()
    shown = markdown().convert(page.split("\n---\n", 1)[1])
    told = ' only as one of a group: see <a href="../articles/01.md">Article 1: One light</a></p>'
    assert told in shown
    assert shown.count("only as one of a group") == 1
    assert ">What is known beyond the articles below</p>" in shown


def test_what_a_person_says_elsewhere_stands_by_day(golden: Path) -> None:
    event = golden / "seeds" / "events" / "signing.md"
    said = "She said {}. [@gazette-2031, para. 3] {{#said-{} by=ada-quill{}}}\n\n"
    days = {"last": " on=2031-06-01", "first": " on=2031-05", "without": ""}
    more = "".join(said.format(word, word, day) for word, day in days.items())
    event.write_text(f"{event.read_text('utf-8').rstrip()}\n\n{more}", "utf-8")
    page = pages.render(Dossier.read(golden))["people/ada-quill.md"].decode()
    _, elsewhere = page.split("## Elsewhere on this site")
    places = [elsewhere.index(f"She said {word}.") for word in ("without", "first", "last")]
    assert places == sorted(places)


def test_what_is_typed_for_a_term_is_found_on_the_glossary_and_not_shown(dossier: Dossier) -> None:
    _, head, page = pages.render(dossier)["glossary.md"].decode().split("---\n", 2)
    assert 'tags: ["CLTs"]' in head
    assert "CLTs" not in page


def test_a_term_leads_to_its_users_in_their_order(golden: Path) -> None:
    for name in ("birk-approves", "signing"):
        path = golden / "seeds" / "events" / f"{name}.md"
        said = "The CLT was spoken of. [@herald-2031] {#clt-was-spoken-of}"
        head, _, body = path.read_text("utf-8").partition("\n---\n")
        path.write_text(f"{head}\n---\n{body.partition('## ')[0]}{said}\n", "utf-8")
    dossier = Dossier.read(golden)
    users = [user.name for user in dossier.users(dossier.of(Term)[0])]
    assert users == ["events/signing", "events/birk-approves", "themes/upkeep"]


def test_how_many_articles_are_known_is_counted(golden: Path) -> None:
    assert counted(golden) == "Of the articles, we know at least one provision in 3."
    without_text(golden)
    assert (
        counted(golden) == "Of the articles, we know at least one provision in 2 and nothing in 1."
    )
    for path in (golden / "seeds" / "articles").glob("0*.md"):
        path.write_text(path.read_text("utf-8").replace("## Provision", "## Background"), "utf-8")
    assert (
        counted(golden)
        == "Of the articles, we know only the subject or the group in 2 and nothing in 1."
    )


def counted(folder: Path) -> str:
    """Return the sentence on the overview that counts the articles that are known."""
    page = pages.render(build.read(folder)[0])["index.md"].decode()
    return next(line for line in page.splitlines() if line.startswith("Of the articles, we know "))


def test_events_follow_each_other_and_numbers_do_not(dossier: Dossier) -> None:
    events = dossier.ordered(Event)
    around = [dossier.neighbours(entry) for entry in events]
    assert [previous for previous, _ in around] == [None, *events[:-1]]
    assert [following for _, following in around] == [*events[1:], None]
    assert dossier.neighbours(dossier.of(Number)[0]) == (None, None)


@pytest.mark.parametrize(
    ("name", "parties"),
    [("signing", {"alder", "birk"}), ("birk-approves", {"birk"}), ("talks-first", set())],
)
def test_whose_people_and_bodies_took_a_step(
    name: str, parties: set[str], dossier: Dossier
) -> None:
    entry = dossier.find(Event, f"events/{name}")
    assert entry
    assert dossier.acting_parties(entry.record) == parties


def test_the_note_that_says_most_of_a_paragraph_stands_for_it(dossier: Dossier) -> None:
    entry = dossier.find(Source, "sources/gazette-2031")
    assert entry
    kinds = [note.kind if note else "" for note in dossier.reading(entry).values()]
    assert kinds == ["set aside", "excerpt", "excerpt", "noted", "set aside"]


def test_the_overview_has_the_facts_that_the_records_have_and_no_more(golden: Path) -> None:
    without_text(golden)
    labels = ("In force since", "Term", "Languages", "No source yet on", "As of")
    page = pages.render(build.read(golden)[0])["index.md"].decode()
    assert [label for label in labels if f"- **{label}** " not in page] == []
    assert "**As of** <span" not in page
    assert "- **As of** June 2031" in page
    record = golden / "seeds" / "treaty.md"
    lines = record.read_text("utf-8").splitlines(keepends=True)
    kept = (one for one in lines if not one.startswith(("in_force:", "term:", "texts:")))
    record.write_text("".join(kept), "utf-8")
    for path in (golden / "seeds" / "articles").glob("[0p]*.md"):
        claim = "\nIt has words. [@gazette-2031, para. 2.2] {#it-has-words}\n"
        path.write_text(path.read_text("utf-8") + claim, "utf-8")
    for record in (golden / "seeds" / "sources").glob("*.md"):
        record.write_text(
            re.sub("issued: .*", "issued: unknown", record.read_text("utf-8")), "utf-8"
        )
    page = pages.render(build.read(golden)[0])["index.md"].decode()
    assert [label for label in labels if f"- **{label}** " in page] == []


def test_a_count_of_votes_has_its_chamber_its_claim_and_why_it_is_quoted(dossier: Dossier) -> None:
    found = [
        (
            one.event.key,
            one.chamber.key,
            one.vote.in_favour,
            one.vote.against,
            one.vote.abstained,
            one.statement.block.slug,
            one.vote.weighed_in,
        )
        for one in dossier.ballots(dossier.ordered(Event))
    ]
    council = ("birk-approves", "council-of-birk")
    assert found == [
        (*council, None, None, None, "council-approved", None),
        (*council, 5, 2, 0, "five-to-two", "disagreements/size-of-the-crowd"),
    ]


def test_code_keeps_its_empty_lines(golden: Path) -> None:
    page = golden / "seeds" / "about" / "method.md"
    code = "```\none\n\n\n\ntwo\n```\n"
    page.write_text(f"{page.read_text('utf-8')}\n{code}", "utf-8")
    dossier, problems = build.read(golden)
    assert problems == []
    assert code in pages.render(dossier)["about/method.md"].decode()


def test_values_that_readers_know_by_one_name_narrow_a_list_in_one_order() -> None:
    """As `zh` and `zh-Hant` do: the order in a set differs from run to run."""
    values = "abcdefghij"
    found = filters([{"kind": value} for value in values], {"kind": lambda _: "same"})
    assert found == {"kind": [(value, "same") for value in values]}


MODEL = """class Place(Record):
    title: Text = _key("its name", "Place")


class Page(Record):"""
LISTED = """    "places/index": ListPage("rules", lambda context: [
        (entry.key, entry.record.heading)
        for entry in context.dossier.entries.values()
        if entry.kind == "places"
    ]),
    "about/rules": """
OUTPUT = """def census(dossier: Dossier, settings: Settings) -> dict[str, bytes]:
    return {"data/census.txt": f"{len(dossier.entries)} in {settings.site_name}".encode()}


"""
EDITS = (
    ("records.py", "class Page(Record):", MODEL),
    (
        "kinds.py",
        '    "pages": ',
        '    "places": Kind(records.Place, "places/index"),\n    "pages": ',
    ),
    ("pages/tables.py", '    "pages": ', '    "places": (plain_page, 1),\n    "pages": '),
    ("pages/tables.py", '    "about/rules": ', LISTED),
    ("build.py", "OUTPUTS = (", f"{OUTPUT}OUTPUTS = (census, "),
)
"""What a new kind takes: its model, a row in each table, the page that lists it; and an output."""


def test_a_kind_and_an_output_are_added_as_the_readme_says(golden: Path) -> None:
    """In a copy of the generator: a model, two rows and a template; a function and a row."""
    copy = golden / "generator"
    shutil.copytree(ROOT / "generator", copy, ignore=shutil.ignore_patterns("__pycache__"))
    for path, old, new in EDITS:
        file = copy / path
        text = file.read_text("utf-8")
        assert text.count(old) == 1
        file.write_text(text.replace(old, new), "utf-8")
    for name, title in (("index", "Places"), ("pier", "The old pier")):
        record = golden / "seeds" / "places" / f"{name}.md"
        record.parent.mkdir(exist_ok=True)
        record.write_text(f"---\ntitle: {title}\nreviewed: 2032-01-01\n---\n", "utf-8")
    done = run(PYTHON, "-m", "generator", "build", cwd=golden, PYTHONPATH=str(golden))
    assert done.returncode == 0, done.stdout
    assert "# The old pier" in (golden / "docs/places/pier.md").read_text("utf-8")
    assert "| `pier` | The old pier |" in (golden / "docs/places/index.md").read_text("utf-8")
    assert " in " in (golden / "docs/data/census.txt").read_text("utf-8")


def test_a_page_leads_to_its_corrections_which_stand_together(golden: Path) -> None:
    folder = golden / "seeds" / "corrections"
    for number in range(4):
        shutil.copy(
            folder / "2032-03-31-a-claim-that-is-gone.md", folder / f"2032-03-30-no-{number}.md"
        )
    shared = folder / "2032-03-30-no-3.md"
    text = shared.read_text("utf-8").replace("themes/gone#old", "people/ada-quill#mayor-of-alder")
    shared.write_text(text, "utf-8")
    site = build.render(golden)[0]
    page = site["articles/02.md"].decode()
    here = "[five corrections before the first publication](../about/corrections.md"
    assert f"Changed here: {here}#before-articles-02)" in page
    other = site["people/ada-quill.md"].decode()
    first = "one correction before the first publication, told with “Article 2: No toll”"
    assert f"Changed here: [{first}](../about/corrections.md#before-articles-02)" in other
    changed = site["organisations/council-of-birk.md"].decode()
    ours = "../about/corrections.md#since-organisations-council-of-birk"
    assert f"Changed here: [one correction since the first publication]({ours})" in changed
    since, before = site["about/corrections.md"].decode().split("\n## ")[1:3]
    assert "{ #since-organisations-council-of-birk data" in since
    assert "<summary>Articles: 5</summary>" in before
    assert "### [Article 2: No toll](../articles/02.md) { #before-articles-02 data" in before
    # What concerns two pages stands below the first.
    assert "[the statement](../articles/02.md#old-toll) · [themes/gone&#35;old]" in before
    assert before.count(' id="2032-03-3') == 5


def test_a_record_that_the_navigation_lacks_has_its_list_and_neighbours(dossier: Dossier) -> None:
    event, source = dossier.entries["events/talks-second"], dossier.entries["sources/gazette-2031"]
    (name, page), *around = near(dossier, event)
    assert (name, page) == ("All events", "timeline.md")
    assert len(around) == min(2 * AROUND + 1, len(dossier.of(Event)))
    assert around.count(("Second round of talks", "")) == 1
    assert ("First round of talks", "events/talks-first.md") in around
    assert near(dossier, source) == []


def test_what_retells_a_statement_of_a_person_is_not_told_again_on_their_page(
    dossier: Dossier,
) -> None:
    page = pages.render(dossier)["people/ada-quill.md"].decode()
    elsewhere = page.partition("## Elsewhere on this site")[2]
    assert "signing--one-light" in elsewhere
    assert "spoke-of-thirty-years" not in elsewhere
