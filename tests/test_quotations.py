"""Words in quotation marks: how they are found, and what shows that they were read."""

from __future__ import annotations

import shutil
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import GOLDEN

from generator import pages
from generator.archive import Document, contains, encoding_of
from generator.checks import words
from generator.dossier import Dossier
from generator.lock import digest
from generator.problems import Problem
from generator.quotations import Marks, occurrences
from generator.seeds import Entry, read_seed
from generator.verify import verify

PASSAGES: list[tuple[str, list[str]]] = [
    # The marks of every language.
    ("the “old pier” of", ["old pier"]),
    ('the "old pier" of', ["old pier"]),
    ("der „alte Pier“ von", ["alte Pier"]),
    ("stary „molo” z", ["molo"]),
    ("le «vieux quai» de", ["vieux quai"]),
    ("le « vieux quai » de", [" vieux quai "]),
    ("der »alte Pier« von", ["alte Pier"]),
    ("der ›alte Pier‹ von", ["alte Pier"]),
    ("le ‹vieux quai› de", ["vieux quai"]),
    ("den »gamla piren» i", ["gamla piren"]),
    ("den ”gamla piren” i", ["gamla piren"]),
    ("den ’gamla piren’ i", ["gamla piren"]),
    ("the ‘old pier’ of", ["old pier"]),
    ("the 'old pier' of", ["old pier"]),
    ("der ‚alte Pier‘ von", ["alte Pier"]),
    ("彼は「古い桟橋」と", ["古い桟橋"]),
    ("彼は『古い桟橋』と", ["古い桟橋"]),
    ("他说“旧码头”了", ["旧码头"]),
    ("他说‘旧码头’了", ["旧码头"]),
    ('他说"旧码头"了', ["旧码头"]),
    ("&ldquo;old&rdquo; and &#171;new&#xbb; and &quot;both&quot;", ["old", "new", "both"]),
    # One inside the other.
    ("“the ‘old’ pier”", ["the ‘old’ pier", "old"]),
    ("“the “old” pier”", ["the “old” pier", "old"]),
    ('"the "old" pier"', ['the "old" pier', "old"]),
    ("'the 'old' pier'", ["the 'old' pier", "old"]),
    ("«le «vieux» quai»", ["le «vieux» quai", "vieux"]),
    ("«Это „старый“ пирс»", ["Это „старый“ пирс", "старый"]),
    ("»der ›alte‹ Pier«", ["der ›alte‹ Pier", "alte"]),
    ("„der ‚alte‘ Pier“", ["der ‚alte‘ Pier", "alte"]),
    ("»der «alte» Pier«", ["der «alte» Pier", "alte"]),
    ("「古い『桟橋』だ」", ["古い『桟橋』だ", "桟橋"]),
    ("“‘old’”", ["‘old’", "old"]),
    (
        "‘He said “the parties’ pier” today’",
        ["He said “the parties’ pier” today", "the parties’ pier"],
    ),
    # A single mark opens after a space, a bracket, a dash or a mark.
    ("('old'), ['new'] and a pier—'both'—too", ["old", "new", "both"]),
    ("said:'old' and 'a'/'b'", ["old", "a", "b"]),
    ("*'old'* and **‘new’** and _'both'_", ["old", "new", "both"]),
    ("a‘b’ and “a”‘b’", ["a", "b"]),
    ("'old', 'new'; 'both'.", ["old", "new", "both"]),
    ("평화 ‘부두’는", ["부두"]),
    # Otherwise it is an apostrophe.
    ("the parties’ view of Birk's pier", []),
    ("in the '30s and the parties' view", []),
    ("the ’79 treaty", []),
    ("rock ’n’ roll and rock 'n' roll", []),
    ("’Tis the parties’ pier; take 'em", []),
    ("*Harbour Post*'s and `x`'s and (Birk)'s", []),
    ("“Pier”’s length and “allies”’ view of the parties’ pier", ["Pier", "allies"]),
    ("‘Sail ’round’ the pier", ["Sail ’round"]),
    ("‘rock ’n’ roll’", ["rock ’n’ roll"]),
    ("’Abd and O’Brien and O'Brien and O‘zbek", []),
    ("word‚ word", []),
    # In doubt the words are taken for a quotation: whoever writes can say it otherwise.
    ("the '20 years of peace' that", ["20 years of peace"]),
]


@pytest.mark.parametrize(("text", "expected"), PASSAGES)
def test_passages_are_found_in_every_languages_marks(text: str, expected: list[str]) -> None:
    marks = Marks(text)
    assert [passage.words for passage in marks.passages] == expected
    assert (marks.unclosed, marks.unopened) == ([], [])
    for passage in marks.passages:
        assert passage.words in text[passage.start : passage.end]
        assert not Marks(text).unquoted[passage.start : passage.end].strip()
    assert len(Marks(text).unquoted) == len(text)


LONE_MARKS: list[tuple[str, list[str], list[str]]] = [
    ("the “old pier", ["“"], []),
    ("the old” pier", [], ["”"]),
    ('the "old pier', ['"'], []),
    ('5" wide', [], ['"']),
    ("the 'old pier", ["'"], []),
    ("the ‘old pier", ["‘"], []),
    ("‚alte Pier", ["‚"], []),
    ("«vieux quai", ["«"], []),
    ("vieux» quai", [], ["»"]),
    ("alte« Pier", ["«"], []),
    ("「古い", ["「"], []),
    ("古い」", [], ["」"]),
    ("“strong ”pier", ["“", "”"], []),
    ("“a «b” c»", ["«"], ["»"]),
    ("“in ‘the open” pier", ["‘"], []),
    ("“one“", ["“", "“"], []),
    ('„one" two', ["„"], ['"']),
]


@pytest.mark.parametrize(("text", "unclosed", "unopened"), LONE_MARKS)
def test_a_mark_without_its_other_is_found(
    text: str, unclosed: list[str], unopened: list[str]
) -> None:
    marks = Marks(text)
    assert [text[at] for at in marks.unclosed] == unclosed
    assert [text[at] for at in marks.unopened] == unopened


@pytest.mark.parametrize(
    ("text", "words", "times"),
    [
        ("a reliable partner, a partner", "partner", 2),
        ("a reliable partner", "able partner", 0),
        ("a reliable partner", "a reliable part", 0),
        ("the pier (old)", "(old)", 1),
        ("他说旧码头了", "旧码头", 1),
        ("the pier", "", 0),
    ],
)
def test_words_are_found_whole(text: str, words: str, times: int) -> None:
    assert occurrences(text, words) == times


SOURCE = """---
type: webpage
title: {key}
short: {key}
issued: 2032-01
{accessed}language: {language}
interest: independent
reliability: Good.
origin: {key}
reviewed: 2032-04-01
---
{notes}
"""
EVENT = """---
date: 2032-03-01
title: {title}
kind: meeting
reviewed: 2032-04-01
---
{body}
"""


def source(key: str, notes: str, language: str = "en", accessed: str = "2032-02-03") -> Entry:
    """Return a source that we do not hold."""
    read = f"accessed: {accessed}\n" if accessed else ""
    record = SOURCE.format(key=key, language=language, accessed=read, notes=notes)
    return entry(f"sources/{key}", record)


def event(body: str, title: str = "X", key: str = "x") -> Entry:
    return entry(f"events/{key}", EVENT.format(title=title, body=body))


def entry(name: str, record: str) -> Entry:
    found, problems = read_seed(f"seeds/{name}.md", record.encode())
    assert found, problems
    return found


GOLDEN_DOSSIER = Dossier.read(GOLDEN)
SOURCES = (
    source("guide", "Calls the pier a “grand old lady”, and its keeper ‘first of “equals”’."),
    source(
        "atlas",
        "## p. 2\nNoted: Speaks of “two lamps”, not of three.\n\n## p. 3\n> three lamps",
        accessed="2032-03",
    ),
    source("almanac", "Пишет: «старый маяк», in English “old lighthouse”.", "ru"),
    source("leaflet", "Promises “free entry”.", accessed=""),
)


def library(*entries: Entry) -> Dossier:
    """Return the golden project with some sources that we do not hold, and with more entries."""
    more = {entry.name: entry for entry in (*SOURCES, *entries)}
    return replace(GOLDEN_DOSSIER, entries=GOLDEN_DOSSIER.entries | more)


def problems_in(record: Entry, *others: Entry) -> list[Problem]:
    """Return what is wrong with the quotation marks of a record beside the golden ones."""
    catalogue = library(record, *others)
    found = [*words.check_marks(catalogue), *words.check_quotations(catalogue)]
    return [problem for problem in found if problem.place.path == record.path]


READ: list[tuple[str, str]] = [
    # In an excerpt of a document that we hold.
    ("Some “200 people”.", "gazette-2031, para. 3"),
    ("Some «200 PEOPLE», ‘Will keep\none light’.", "gazette-2031, para. 3"),
    ("Some “*200* [people](../timeline.md)”.", "gazette-2031, para. 3"),
    ("It “runs for 30 years.”", "gazette-2031, para. 2"),
    # In quotation marks in the note that is cited, if we do not hold the document.
    ("A “grand old lady”.", "guide"),
    ("An „Old Lady“.", "guide"),
    ("“First of 'equals'”, among “equals”.", "guide"),
    ("Has “two lamps”.", "atlas, p. 2"),
    ("Has “three lamps”.", "atlas, p. 3"),
    ("Has «старый маяк».", "almanac"),
    # Each passage by itself.
    ("A “grand old lady” of “30 years”.", "guide; @gazette-2031, para. 2.2"),
    ("It is so.", "events/y#it"),
    # No quotation.
    ("The parties’ view, rock ’n’ roll in the '30s, and `“code”`.", "guide"),
]


@pytest.mark.parametrize(("claim", "cited"), READ)
def test_words_that_were_read_may_be_quoted(claim: str, cited: str) -> None:
    lady = event("It is a “grand old lady”. [@guide] {#it}", "A “grand old lady”", "y")
    assert problems_in(lady) == []
    assert problems_in(event(f"{claim} [@{cited}] {{#it}}"), lady) == []


UNREAD: list[tuple[str, str, list[str]]] = [
    # One source that is not held lets nothing else pass.
    ("A “200 folk”.", "gazette-2031, para. 3; @guide", ["“200 folk”"]),
    ("A “grand old lady” and “200 folk”.", "guide; @gazette-2031, para. 3", ["“200 folk”"]),
    # Nor do words that the note has in ours, or at another place.
    ("A “pier”.", "guide", ["“pier”"]),
    ("Has “three”.", "atlas, p. 2", ["“three”"]),
    ("Has “three lamps”.", "atlas, p. 2", ["“three lamps”"]),
    ("A “grand old lad”.", "guide", ["“grand old lad”"]),
    # In whatever marks.
    ("A «shining lady».", "guide", ["“shining lady”"]),
    ("A »shining lady«.", "guide", ["“shining lady”"]),
    ("A „shining lady“.", "guide", ["“shining lady”"]),
    ("A 'shining lady'.", "guide", ["“shining lady”"]),
    ("A ‹shining lady› and 「x」.", "guide", ["“shining lady”", "“x”"]),
    ("A &laquo;shining lady&raquo;.", "guide", ["“shining lady”"]),
    ("A “”.", "guide", ["“”"]),
    # The outer one as a whole, the inner one too.
    ("A “grand ‘old lady’ of ‘ours’”.", "guide", ["“grand ‘old lady’ of ‘ours’”", "“ours”"]),
    ("Some “‘fifty’”.", "guide", ["“‘fifty’”"]),
    # A rendering is found in an English source, and what was read was read on a day.
    ("An “old lighthouse”.", "almanac", ["“old lighthouse”"]),
    ("A “free entry”.", "leaflet", ["“free entry”"]),
    ("Twice “fifty” and “fifty”.", "guide", ["“fifty”", "“fifty”"]),
]


@pytest.mark.parametrize(("claim", "cited", "expected"), UNREAD)
def test_words_that_nothing_cited_shows_may_not(
    claim: str, cited: str, expected: list[str]
) -> None:
    problems = problems_in(event(f"{claim} [@{cited}] {{#it}}"))
    assert {one.rule for one in problems} == {"unread-quotation"}
    assert [one.what.rpartition("”")[0] + "”" for one in problems] == expected


NAMES = "reviewed: 2032-04-01\n---\nIt is a “grand old lady”. [@guide] {#it}\n"
FIELDS: list[tuple[str, str]] = [
    ("events/x", "date: 2032-03-01\ntitle: The {}\nkind: meeting"),
    ("events/x", "date: 2032-03-01\ntitle: X\nplace: the {}\nkind: meeting"),
    ("themes/x", "title: The {}\norder: 3"),
    ("articles/04", "title: The {}"),
    ("questions/x", "question: What is the {}?\norder: 3"),
    ("disagreements/x", "question: What is the {}?\nabout: [treaty]\nleads: none"),
    ("numbers/x", 'value: "3"\nunit: piers\ncounts: what is a {}\nstatus: reported'),
    ("terms/x", "term: GOL\nexpansion: The {}"),
    ("people/x", "name: X\nroles:\n- office: Keeper of the {}\n  claim: it"),
    ("about/x", "title: The {}"),
    ("about/x", "title: X\nreviewed: 2032-04-01\n---\n## The {}\n\nX. [@guide] {{#x}}\n\n---"),
    ("about/x", "title: X\nreviewed: 2032-04-01\n---\n### The {}\n\nX. [@guide] {{#x}}\n\n---"),
]


@pytest.mark.parametrize(("name", "head"), FIELDS)
def test_a_title_quotes_what_the_claims_of_its_record_have_read(name: str, head: str) -> None:
    read, unread = (
        problems_in(entry(name, f"---\n{head.format(quoted)}\n{NAMES}"))
        for quoted in ("“old lady”", "«young lady»")
    )
    assert read == []
    assert [one.rule for one in unread] == ["unread-quotation"]


def test_a_source_quotes_what_its_notes_have_and_its_title_is_as_printed() -> None:
    record = SOURCE.format(
        key="x", language="en", accessed="accessed: 2032-01\n", notes="A “pier”."
    )
    record = record.replace("title: x", "title: The “Pier” and the 'tower")
    assert problems_in(entry("sources/x", record)) == []
    record = record.replace("Good.", "Good for its ‘pier’ and its ‘tower’.")
    assert [one.what for one in problems_in(entry("sources/x", record))] == [
        "“tower” stands in no excerpt that is cited, nor in quotation marks in a note"
    ]


def test_our_note_on_a_document_quotes_its_excerpts() -> None:
    record = (GOLDEN / "seeds" / "sources" / "gazette-2031.md").read_text("utf-8")
    quoting = record.replace("Noted: the approval", "Noted: after “some 200” or “300 people”, it")
    assert [one.what for one in problems_in(entry("sources/gazette-2031", quoting))] == [
        "“300 people” stands in no excerpt that is cited"
    ]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("> a grand old lady\n> [@guide] {#it}", []),
        ("> “a grand old lady”\n> [@guide] {#it}", []),
        ("> grand old lady, first of ‘equals’\n> [@guide] {#it}", ["unread-quotation"]),
        ("It is “grand” anywhere.", ["unread-quotation"]),
        ("A “grand old lady [@guide] {#it}", ["unclosed-quotation"]),
        ("A grand old lady” [@guide] {#it}", ["unclosed-quotation"]),
        ("A “grand” thing. [@no-such-source] {#it}", []),
        ("```\nA “grand thing\n```", []),
    ],
)
def test_a_block_is_held_to_what_it_cites(block: str, expected: list[str]) -> None:
    """What a block cites of what is not there is told by another rule."""
    block = block.replace("a grand", "grand")
    assert [one.rule for one in problems_in(event(block))] == expected


@pytest.mark.parametrize(
    ("claim", "cited", "line"),
    [
        ("A “grand old lady”.", "guide", "Words as read on 3 February 2032"),
        ("A grand old lady.", "guide", ""),
        ("“30 years” of a lady.", "gazette-2031, para. 2.2; @guide", ""),
        (
            "“30 years” of an “old lady”.",
            "gazette-2031, para. 2.2; @guide",
            "Words as read on 3 February 2032",
        ),
        (
            "An “old lady” with “two lamps” and “three lamps”.",
            "atlas, p. 2; @atlas, p. 3; @guide",
            "Words as read on 3 February 2032 and in March 2032",
        ),
    ],
)
def test_the_page_says_when_words_were_read_in_what_we_do_not_hold(
    claim: str, cited: str, line: str
) -> None:
    site = pages.render(library(event(f"{claim} [@{cited}] {{#it}}")))
    page = site["events/x.md"].decode()
    assert ("ords as read" in page) == bool(line)
    assert line in page


# Text is compared in NFC.


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def test_a_letter_and_its_accent_are_one_sign_wherever_words_are_compared() -> None:
    """In quotations, variants, loaded words, the glossary and excerpts."""
    note, claim = "Calls it “le phare de l’été”.", "It is “le phare de l’été”. [@phare] {#it}"
    for here, there in ((note, decomposed(claim)), (decomposed(note), claim)):
        assert problems_in(event(there), source("phare", here)) == []
    listed = library(
        event(decomposed("Zoé Brûlé came on an éclair. [@guide] {#it}")),
        entry("people/zoe", f"---\nname: Zoe Brule\nvariants: [Zoé Brûlé]\n{NAMES}"),
        entry("terms/eclair", f"---\nterm: Éclair\n{NAMES}"),
    )
    loaded = replace(listed, loaded_words=("brûlé",))
    found = [*words.check_variants(listed), *words.check_loaded_words(loaded)]
    assert [one.rule for one in found if one.place.path == "seeds/events/x.md"] == [
        "variant-spelling",
        "loaded-word",
    ]
    assert "[éclair](../glossary.md#eclair" in pages.render(listed)["events/x.md"].decode()


def test_a_document_is_compared_in_nfc() -> None:
    text = "The Fürst of Birk kept the phare."
    assert contains(decomposed(text), "Fürst of Birk")
    assert Document(decomposed(text).encode()).paragraphs_with("Fürst of Birk") == [1]
    assert digest(decomposed(text)) == digest(text)


# What is not UTF-8.

RUSSIAN = "Договор называет маяк. Стороны хранят один маяк и делят расходы поровну."
PERSIAN = "معاهده فانوس دريايي.\nطرفين همکاري مي کنند."
GERMAN = "Der Leuchtturm gehört den drei Städten, für große und kleine Schiffe."
ENCODINGS: list[tuple[str, str, str | None]] = [
    (RUSSIAN, "utf-8", "UTF-8"),
    (GERMAN, "utf-8-sig", "UTF-8"),
    ("Plain words.", "ascii", "UTF-8"),
    ("", "utf-8", "UTF-8"),
    (RUSSIAN, "windows-1251", "windows-1251"),
    (RUSSIAN, "koi8-r", "koi8-r"),
    (RUSSIAN, "utf-16", "UTF-16"),
    (RUSSIAN, "utf-16-le", "UTF-16LE"),
    (RUSSIAN, "utf-16-be", "UTF-16BE"),
    (PERSIAN, "windows-1256", "windows-1256"),
    (PERSIAN, "utf-16-le", "UTF-16LE"),
    (GERMAN, "latin-1", "windows-1252"),
    (GERMAN, "utf-16-be", "UTF-16BE"),
    (GERMAN, "utf-32", "UTF-32"),
    ("Za pomocą gęśli; łódź i żagle.", "windows-1250", "windows-1250"),
    ("灯塔条约规定各方共同承担费用。\n双方合作。", "gb18030", "gb18030"),
]


@pytest.mark.parametrize(("text", "encoding", "expected"), ENCODINGS)
def test_the_encoding_of_a_text_is_told(text: str, encoding: str, expected: str) -> None:
    assert encoding_of(text.encode(encoding), []) == expected


def test_excerpts_decide_where_two_encodings_make_words() -> None:
    content = "Türkiye ile işbirliği.".encode("windows-1254")
    assert encoding_of(content, ["işbirliği"]) == "windows-1254"


@pytest.mark.parametrize(
    "content", [RUSSIAN.encode() + b"\xd0", b"%PDF-1.7\0\0\0\0 words", b"a\0" + b"b" * 400]
)
def test_what_is_damaged_or_no_text_has_no_encoding(content: bytes) -> None:
    assert encoding_of(content, []) is None


def test_verify_tells_what_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "treaty.txt").write_bytes(b"%PDF-1.7\0\0\0\0 words")
    shutil.copy(GOLDEN / "archive" / "gazette.txt", tmp_path)
    [problem] = verify(library(), tmp_path).problems
    assert problem.rule == "document-not-utf-8"
    assert problem.what == "the document is no plain text in UTF-8"
