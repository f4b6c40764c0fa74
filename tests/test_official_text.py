"""An official text is read by article: the headings that treaties have, and what is ambiguous."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.archive import contains
from generator.characters import forbidden_signs
from generator.notes import read_notes
from generator.numerals import number_of
from generator.official_text import OfficialText, read_official_text
from generator.problems import Place
from generator.text_import import with_notes


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("3", 3),
        ("III", 3),
        ("XIV", 14),
        ("XLVII", 47),
        ("۳", 3),
        ("٣", 3),
        ("三", 3),
        ("十", 10),
        ("十四", 14),
        ("二十一", 21),
        ("premier", 1),
        ("dix-septième", 17),
        ("vingt et unième", 21),
        ("soixante-dix", 70),
        ("Twenty-first", 21),
        ("Двадцать первая", 21),
        ("Четвёртая", 4),
        ("Décimo", 10),
        ("الأولى", 1),
        ("الحادية عشرة", 11),
        ("الثالثة والعشرون", 23),
        ("سوم", 3),
        ("بیست و یکم", 21),
        ("سی‌ام", 30),
        ("²", None),
        ("0", None),
        ("the", None),
        ("first second", None),
        ("", None),
    ],
)
def test_a_number_in_figures_or_words(written: str, number: int | None) -> None:
    assert number_of(written) == number


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Article 1", "Article 2"),
        ("ARTICLE I", "ARTICLE II"),
        ("Article One", "Article Two"),
        ("Art. 1", "Art. 2"),
        ("Статья 1", "Статья 2"),
        ("СТАТЬЯ ПЕРВАЯ", "СТАТЬЯ ВТОРАЯ"),
        ("ماده ۱", "ماده ۲"),
        ("ماده ۱-", "ماده ۲-"),
        ("ماده اول", "ماده دوم"),
        ("ماده (1)", "ماده (2)"),
        ("المادة ١", "المادة ٢"),
        ("المادة الأولى", "المادة الثانية"),
        ("المادة (1)", "المادة (2)"),
        ("Article premier", "Article 2"),
        ("Article 1er", "Article 2"),
        ("Artículo 1", "Artículo 2"),
        ("Artículo 1.º", "Artículo 2.º"),
        ("ARTÍCULO PRIMERO", "ARTÍCULO SEGUNDO"),
        ("第一条", "第二条"),
        ("第1条", "第2条"),
        ("## Article 1", "**Article 2**"),
    ],
)
def test_headings_as_treaties_print_them(first: str, second: str) -> None:
    text = read_official_text("t", f"We agree:\n\n{first}\n\nOne text.\n\n{second}\n\nAnother.\n")
    assert shown(text) == {"preamble": ["We agree:"], "1": ["One text."], "2": ["Another."]}
    assert text.problems == []


def shown(text: OfficialText) -> dict[str, list[str]]:
    """Return the paragraphs of each article, each with its number if it has one."""
    found: dict[str, list[str]] = {locator.removeprefix("art. "): [] for locator in text.titles}
    for paragraph in text.paragraphs:
        article, bracket, number = paragraph.locator.removeprefix("art. ").partition("(")
        start = f"({number}: " if bracket else ""
        found[article] += [f"{start}{line}" for line in paragraph.lines]
    return found


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        # Titles: on the line of the heading, below it, or none where a sentence follows.
        ("Article 1. Aims\n1. Peace.\n2. Trade.\n", {"1": ["Aims", "(1): Peace.", "(2): Trade."]}),
        ("Article 1\n\nAims\n\nPeace.\n", {"1": ["Aims", "Peace."]}),
        ("Article 1\nAims\n1. Peace.\n", {"1": ["Aims", "(1): Peace."]}),
        ("第一条 目的\n1. 和平。\n", {"1": ["目的", "(1): 和平。"]}),
        ("Статья 1. Стороны развивают дружбу.\n", {"1": ["", "Стороны развивают дружбу."]}),
        ("Article 1\n\n1. Peace\n\n2. Trade.\n", {"1": ["", "(1): Peace", "(2): Trade."]}),
        # Paragraphs and points in several forms; another number is text.
        ("Article 1\n(1) One.\n(2) Two.\n", {"1": ["", "(1): One.", "(2): Two."]}),
        (
            "Article 1\n1) One:\na) a;\nb) b.\n",
            {"1": ["", "(1): One:", "(1)(a): a;", "(1)(b): b."]},
        ),
        ("ماده ۱\n۱- یک.\n۲- دو.\n", {"1": ["", "(1): یک.", "(2): دو."]}),
        ("Article 1\n1. (a) One;\n(b) two.\n", {"1": ["", "(1)(a): One;", "(1)(b): two."]}),
        ("ماده ۱\nالف) یک؛\nب) دو.\n", {"1": ["", "(a): یک؛", "(b): دو."]}),
        ("Article 1\nThe plan of\n2031. It ends.\n", {"1": ["", "The plan of 2031. It ends."]}),
        ("Article 1\n1. One.\nMore of it.\n", {"1": ["", "(1): One.", "(1): More of it."]}),
        # Wrapped lines are joined, with empty lines between paragraphs and without.
        ("Article 1\n\nOne\nlong one.\n\nTwo.\n", {"1": ["", "One long one.", "Two."]}),
        (
            "Article 1\nOne\nlong one.\nTwo.\nThree.\n",
            {"1": ["", "One long one.", "Two.", "Three."]},
        ),
        # A sentence that begins like a heading is none, nor is a wrapped line.
        (
            "Article 1\nOne.\nArticle 2 shall apply.\n",
            {"1": ["", "One.", "Article 2 shall apply."]},
        ),
        ("Article 1\nAs in\nArticle 2\nof it.\n", {"1": ["", "As in Article 2 of it."]}),
        # What heads a chapter or closes the text belongs to no article.
        (
            "Article 1\n\nOne.\n\nChapter II\n\nArticle 2\n\nTwo.\n\nDone at Pier.\n\nAnn\n",
            {"1": ["", "One."], "2": ["", "Two."]},
        ),
    ],
)
def test_articles_paragraphs_and_points(text: str, articles: dict[str, list[str]]) -> None:
    read = read_official_text("t", text)
    found = {key: [read.titles[f"art. {key}"], *lines] for key, lines in shown(read).items()}
    assert found == articles
    assert read.problems == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("No heading at all.\n", ["t:1:1"]),
        ("Article 1\nOne.\nArticle 3\nThree.\n", ["t:3:1"]),
        ("Article 1\nOne.\nArticle 1\nTwo.\n", ["t:3:1"]),
        ("Article 1\nOne.\n\n1. One.\n3. Three.\n", ["t:5:1"]),
        ("Article 1\nBy way of\nArticle 9\n", ["t:3:1"]),
        ("Article 1\n\n1. One.\n2. Two.\n2. Again.\n", ["t:5:1"]),
        ("Article 1\n\nArticle 2\n\nTwo.\n", ["t:1:1"]),
    ],
)
def test_what_is_ambiguous_is_a_problem_with_its_place(text: str, places: list[str]) -> None:
    assert [str(one.place) for one in read_official_text("t", text).problems] == places


def test_a_pattern_serves_texts_that_head_articles_otherwise() -> None:
    text = "§ 1 Aims\nPeace.\n§ 2 Means\nTalks.\n"
    read = read_official_text("t", text, r"§ (?P<number>\d+) (?P<title>.*)")
    assert read.titles == {"art. 1": "Aims", "art. 2": "Means"}


def test_the_preamble_begins_after_the_title() -> None:
    text = "Treaty of the Pier\n\nPreamble\n\nThe parties,\n\nhave agreed:\n\nArticle 1\n\nOne.\n"
    read = read_official_text("t", text)
    assert read.unplaced == ("Treaty of the Pier",)
    assert shown(read)["preamble"] == ["The parties,", "have agreed:"]


@pytest.mark.parametrize(
    ("locator", "passage"),
    [
        ("art. 1", ("One; two. Three.", 3)),
        ("art. 1(1)", ("One; two.", 3)),
        ("art. 1(1)(b)", ("two.", 4)),
        ("art. 1(2)", ("Three.", 5)),
        ("art. preamble", ("We:", 1)),
        ("art. 2", None),
    ],
)
def test_a_locator_names_an_article_a_paragraph_or_a_point(
    locator: str, passage: tuple[str, int] | None
) -> None:
    read = read_official_text("t", "We:\n\nArticle 1\n\n1. (a) One;\n\n(b) two.\n\n2. Three.\n")
    assert read.passages.get(locator) == passage


def test_signs_that_are_not_seen_are_left_out_and_lost_ones_are_reported() -> None:
    read = read_official_text("t", "\ufeffArticle 1\n\nA\u00a0light\u00adhouse\u200e.\n\u202b\n")
    assert shown(read) == {"1": ["A lighthouse."]}
    assert read.problems == []
    [problem] = read_official_text("t", "Article 1\n\nA lig\ufffdt.\n").problems
    assert (str(problem.place), problem.rule) == ("t:3:6", "forbidden-sign")


def test_figures_without_end_head_no_article() -> None:
    text = read_official_text("t", f"Article 1\n\nOne.\n\nArticle {5000 * '1'}\n\nTwo.\n")
    assert list(text.titles) == ["art. 1"]


def test_a_pattern_may_find_no_number() -> None:
    assert read_official_text("t", "Rule\nRule 1\nPeace.\n", r"Rule ?(?P<number>\d)?").titles


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            ["Article 1", "\n", "\n\n", "Article 2", "1. ", "2. ", "(a) ", "(b) ", "> "]
        ),
        st.sampled_from(["Title: ", "Noted: ", "## art. 2\n", "Text of it.", "in", "<<<<<<< a\n"]),
        st.text(max_size=6),
    ),
    max_size=25,
).map("".join)


@settings(deadline=None)  # how long it takes depends on what else the machine does
@given(text=PIECES)
@example(text="Article 1\n\n> One.\n\nTitle: Two\n")
def test_what_is_read_of_any_text_is_found_again(text: str) -> None:
    """Its notes, as a record has them, say the same, and all of it stands at its place."""
    read = read_official_text("t", text)
    record = with_notes("---\n---\n", read)
    if not any(one.rule == "forbidden-sign" for one in read.problems):
        assert not forbidden_signs(record, Place("t"))
    body = record.removeprefix("---\n---\n")
    notes = read_notes("t", body, 3)
    assert [(one.locator, one.text) for one in notes.notes] == [
        (paragraph.locator, line) for paragraph in read.paragraphs for line in paragraph.lines
    ]
    for note in notes.notes:
        assert contains(read.passages[note.locator][0], note.text)
