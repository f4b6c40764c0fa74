"""What the reader of bodies and notes takes for a place, a link, a citation or a sign."""

from __future__ import annotations

import pytest

from generator.body import read_body
from generator.characters import forbidden_signs
from generator.locators import near_locators, paragraphs_of, read_locator
from generator.notes import read_notes
from generator.problems import Place
from generator.urls import wrong_with


@pytest.mark.parametrize(
    ("text", "locator"),
    [
        ("para. 6", "para. 6"),
        ("para.\n6.2", "para. 6.2"),
        ("art. 1(2)", "art. 1(2)"),
        ("art. 1.2", "art. 1(2)"),
        ("art. preamble", "art. preamble"),
        ("sec. 2.1.3", "sec. 2.1.3"),
        ("p. 99999", "p. 99999"),
        ("p. 100000", None),
        ("p. preamble", None),
        ("para. 6.2.1", None),
        ("para. 06", None),
        ("para. 0", None),
        ("para. ٦", None),
        ("art. 1(2", None),
        ("", None),
    ],
)
def test_a_locator_has_one_form(text: str, locator: str | None) -> None:
    assert read_locator(text) == locator


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("preamble", ["art. preamble"]),
        ("the Preamble", ["art. preamble"]),
        ("art. 1, para. 2", ["art. 1(2)"]),
        ("Article 1 (2)", ["art. 1(2)"]),
        ("Art. 12", ["art. 12"]),
        ("articles 1, 2(3) and 4.5", ["art. 1", "art. 2(3)", "art. 4(5)"]),
        ("p.3", ["p. 3"]),
        ("page 3", ["p. 3"]),
        ("pp. 3–5", ["p. 3", "p. 4", "p. 5"]),
        ("pp. 1-80", []),
        ("pp. 5-3", []),
        ("pp. 1-999999", []),
        ("para 06", ["para. 6"]),
        ("paragraph \uff16", ["para. 6"]),
        ("¶ 6", ["para. 6"]),
        ("§2.1", ["sec. 2.1"]),
        ("para. 6.2-6.4", []),
        ("para. six", []),
        ("part 3", []),
        ("line 3", []),
        ("para. 6, line 3", []),
    ],
)
def test_a_place_that_is_nearly_right_is_understood(text: str, places: list[str]) -> None:
    assert near_locators(text) == places


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("[@]", "write [@key], [@key, para. 6], [@key, art. 3] or [@articles/03#slug]"),
        ("[@a; para. 3]", "write [@a, para. 3]"),
        ("[@a `b`]", "write [@key], [@key, para. 6], [@key, art. 3] or [@articles/03#slug]"),
        ("[@Events/A#B_c]", "write [@events/a#b-c]"),
        ("[@a", "end it with ]"),
        ("see @a, [-@a p. 3]", "write [@a], or put it between backticks"),
        ("@ключ", "write [@key], or put it between backticks"),
    ],
)
def test_a_citation_that_is_nearly_right_is_understood(text: str, mend: str) -> None:
    problems = read_body("body.md", f"A town. {text}", 1).problems
    assert (problems[0].rule, problems[0].mend) == ("bad-citation", mend)


@pytest.mark.parametrize("last", ["99999999", "9" * 5000])
def test_a_range_of_any_length_is_refused_at_once(last: str) -> None:
    notes = read_notes("source.md", f"## para. 1–{last}\nSet aside: a book.", 1)
    assert [problem.rule for problem in notes.problems] == ["bad-heading"]
    assert paragraphs_of(f"para. 1–{last}") == range(0)


def test_a_place_in_an_article_has_one_heading_and_belongs_to_the_article() -> None:
    notes = read_notes("source.md", "## art. 1.2\nNoted: a.\n\n## art. 12\nNoted: b.", 1)
    assert list(notes.headings) == ["art. 1(2)", "art. 12"]
    assert [note.text for note in notes.at("art. 1")] == ["a."]
    assert not paragraphs_of("art. 1(2)")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("\u0645\u06cc\u200c\u062e क्\u200dष, one\u200e (قلم), 中\u3000文, e\u0301, \u06dd7", []),
        ("li\u200cght", ["U+200C zero width non-joiner"]),
        ("\u06cc\u200c \u062e", ["U+200C zero width non-joiner"]),
        ("\u200d", ["U+200D zero width joiner"]),
        ("a\u200fb", ["U+200F right-to-left mark"]),
        ("a\u00a0b\u2009c", ["U+00A0 no-break space", "U+2009 thin space"]),
        (
            "\x00\x1b\x85",
            ["U+0000 a control sign", "U+001B a control sign", "U+0085 a control sign"],
        ),
        ("\u202a\u2066", ["U+202A left-to-right embedding", "U+2066 left-to-right isolate"]),
        ("\ud800", ["U+D800 half of a character"]),
        ("\U0010fffe", ["U+10FFFE no character"]),
        ("\u0378", []),
        ("a\ufe0f\u115f", ["U+FE0F variation selector-16", "U+115F hangul choseong filler"]),
    ],
)
def test_a_sign_stands_where_a_reader_needs_it_or_is_named(text: str, names: list[str]) -> None:
    found = forbidden_signs(text, Place("t"))
    assert [problem.what for problem in found.values()] == names


@pytest.mark.parametrize(
    ("address", "is_right"),
    [
        ("https://herald.example/a_(b)?c=d&e=%20#f", True),
        ("https://herald.example:8080/", True),
        ("https://наследие.example/порт", True),
        ("https://herald.example:0/", False),
        ("https://herald.example:x/", False),
        ("https://herald.example\uff1a8080/", False),
        ("https://[x]/", False),
        ("https://[::1]/", False),
        ("https://localhost/", False),
        ("https://user:word@herald.example/", False),
        ("https:///", False),
        ("http://herald.example/", False),
        ("https://herald.example/%zz", False),
        ("https://herald.example/…", False),
        ("https://herald.example/“a”", False),
    ],
)
def test_a_link_leads_to_a_host(address: str, is_right: bool) -> None:
    assert (wrong_with(address) is None) == is_right


def test_what_stands_between_backticks_is_text() -> None:
    text = "Read ``[@a, para. 1] ` <b> {#b}\n[c](javascript:d)`` and *`e@f`*. [@g] {#h}"
    body = read_body("body.md", text, 1)
    [block] = body.blocks
    assert body.problems == []
    assert [str(citation) for citation in block.citations] == ["[@g]"]
    assert (block.slug, list(block.links())) == ("h", [])


def test_a_list_with_numbers_is_read_as_one() -> None:
    body = read_body(
        "body.md", "1. One.\n\n2. Two\n   and more.\n3. Three.\n\nA pause.\n\n1. Anew.", 1
    )
    assert body.problems == []
    assert [block.form for block in body.blocks] == ["step"] * 3 + ["paragraph", "step"]


def test_a_wrapped_line_that_begins_with_a_year_goes_on() -> None:
    body = read_body("body.md", "- It came in May\n  2031. It went in\n2032. It was small.", 1)
    assert body.problems == []
    assert [block.text for block in body.blocks] == [
        "It came in May\n  2031. It went in\n2032. It was small."
    ]


def test_places_in_a_quotation_are_those_of_its_lines() -> None:
    body = read_body("body.md", "> A town\n> is <b>here</b>.", 1)
    places = sorted(str(problem.place) for problem in body.problems)
    assert places == ["body.md:2:13", "body.md:2:6"]
