"""What bears witness on its own: a table of sources that one claim cites, and the line it gets."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import build, pages
from generator.body import read_body
from generator.catalogue import Claim
from generator.dossier import Dossier
from generator.pages import citations, words
from generator.seeds import read_seed
from generator.settings import NONE
from generator.urls import address_of
from generator.witnesses import Strength, folded

SOURCE = """---
type: webpage
title: Title
short: {short}
issued: 2031
language: en
reliability: Good.
reviewed: 2032-01-01
interest: {interest}
origin: {origin}
{more}
---
{notes}
"""
PLACES = "## para. 1\n> one\n\n## para. 2\nNoted: two.\n\nOrigin: post\n\n## para. 2.1\n> three\n"


def source(key: str, more: str = "", notes: str = "Noted.", **given: str) -> tuple[str, str]:
    """Return key and record of a source; its origin is its key, if no other is given."""
    values = {"short": key.capitalize(), "interest": "independent", "origin": key} | given
    return key, SOURCE.format(more=more, notes=notes, **values)


def strength(sources: list[tuple[str, str]], cited: str = "", attributes: str = "") -> Strength:
    """Return the strength of a claim that cites these sources, in their order."""
    read = [read_seed(f"seeds/sources/{key}.md", text.encode()) for key, text in sources]
    assert [problem for _, problems in read for problem in problems] == []
    catalogue = Dossier({entry.name: entry for entry, _ in read if entry})
    citations = cited or "; ".join(f"@{key}" for key, _ in sources)
    body = read_body("x.md", f"It is so. [{citations}] {{#so{attributes}}}", 1)
    assert body.problems == []
    return catalogue.strength(body.blocks[0])


ROWS = {
    "sources of different texts, outlets and addresses": (
        [source("herald", "URL: https://herald.example/"), source("post", "publisher: Post")],
        "Two sources: Herald; Post",
    ),
    "one origin": (
        [source("herald"), source("post", origin="herald")],
        "One source: Herald",
    ),
    "one outlet, its name written in two ways": (
        [source("herald", "container-title: NEWS.ru"), source("post", "container-title: News.ru ")],
        "One source: Herald",
    ),
    "the container counts and not the publisher": (
        [
            source("herald", "container-title: Herald\npublisher: House"),
            source("post", "container-title: Post\npublisher: House"),
        ],
        "Two sources: Herald; Post",
    ),
    "a publisher where there is no container": (
        [source("herald", "container-title: House"), source("post", "publisher: House")],
        "One source: Herald",
    ),
    "neither container nor publisher: no outlet at all": (
        [source("herald"), source("post")],
        "Two sources: Herald; Post",
    ),
    "a repost names the outlet whose text it prints": (
        [source("post", "container-title: Post\noutlet: herald"), source("h", "publisher: Herald")],
        "One source: Post",
    ),
    "two reposts of one outlet": (
        [source("post", "outlet: herald"), source("copy", "container-title: C\noutlet: herald")],
        "One source: Post",
    ),
    "one address": (
        [source("a", "URL: https://a.example/x/"), source("b", "URL: http://www.A.example/x#p")],
        "One source: A",
    ),
    "a chain: by origin, by outlet, by address": (
        [
            source("a", origin="text"),
            source("d", "URL: https://x.example"),
            source("b", "publisher: House", origin="text"),
            source("c", "publisher: House\nURL: https://x.example/"),
            source("e"),
        ],
        "Two sources: A; E",
    ),
    "a chain whose middle is not cited": (
        [source("a", origin="text"), source("c", "publisher: House")],
        "Two sources: A; C",
    ),
    "the stronger copy gives a witness its name": (
        [source("tract", interest="partisan", origin="text"), source("paper", origin="text")],
        "One source: Paper (also Tract, partisan)",
    ),
    "strongest first, then as cited": (
        [
            source("rumour", interest="unknown"),
            source("b"),
            source("ministry", interest="party_official"),
            source("a", interest="scholarly"),
        ],
        "Four sources: B; A; Rumour; Ministry",
    ),
    "weak: one witness, a party's": (
        [source("ministry", interest="party_official")],
        "One source, a signatory’s government: Ministry",
    ),
    "weak: one witness, all of whose copies are": (
        [source("a", interest="partisan"), source("b", origin="a", interest="unknown")],
        "One source, partisan: A (also B, background unknown)",
    ),
    "weak copies of two kinds beside the only witness": (
        [
            source("a", origin="text"),
            source("b", origin="text", interest="party_media"),
            source("c", origin="text", interest="unknown"),
        ],
        "One source: A (also B, a signatory’s state media; C, background unknown)",
    ),
    "not weak: two that would each be": (
        [source("a", interest="partisan"), source("b", interest="unknown")],
        "Two sources: A; B",
    ),
    "five": ([source(key) for key in "abcde"], "Five sources: A; B; C; D; E"),
    "seven": ([source(key) for key in "abcdefg"], "Seven sources: A; B; C; D; E; F; G"),
}


@pytest.mark.parametrize("row", ROWS)
def test_one_text_outlet_or_address_is_one_witness(row: str) -> None:
    sources, line = ROWS[row]
    assert words.evidence(strength(sources), 40) == line


@pytest.mark.parametrize(
    ("cited", "line"),
    [
        ("@herald, para. 1; @post", "Two sources: Herald; Post"),
        ("@herald, para. 2; @post", "One source: Herald"),
        ("@herald, para. 2.1; @post", "One source: Herald"),
        ("@herald, para. 1; @herald, para. 2; @post", "One source: Herald"),
    ],
)
def test_a_place_may_come_from_another_text_than_the_rest(cited: str, line: str) -> None:
    sources = [source("herald", notes=PLACES), source("post")]
    assert words.evidence(strength(sources, cited), 40) == line


def test_a_paragraph_has_the_origins_of_its_sentences() -> None:
    notes = "## para. 1.1\n> one\n\nOrigin: post\n\n## para. 1.2\nNoted: two.\n\n## para. 1.3\n"
    sources = [source("herald", notes=f"{notes}Set aside: no.\n\nOrigin: gone\n")]
    [[one]] = strength(sources, "@herald, para. 1").witnesses
    assert {origin for tie, origin in one.ties if tie == "text"} == {"herald", "post"}


def test_what_is_discounted_bears_no_witness() -> None:
    sources = [source("herald", interest="partisan"), source("post"), source("copy", origin="post")]
    found = strength(sources, attributes=' discounts="post,copy"')
    assert words.evidence(found, 40) == "One source, partisan: Herald (not counted: Post and Copy)"
    assert found.level == "one"


def test_of_equal_sources_that_in_english_is_cited_first() -> None:
    """Of one witness, too; but the strongest comes before it."""
    rows = [
        (*source("weak", interest="partisan"), "en"),
        (*source("far"), "fa"),
        (*source("copy", origin="far"), "en"),
        (*source("strange"), "ru"),
        (*source("near"), "en"),
    ]
    texts = [(key, text.replace("language: en", f"language: {code}")) for key, text, code in rows]
    entries = [read_seed(f"seeds/sources/{key}.md", text.encode())[0] for key, text in texts]
    dossier = Dossier({entry.name: entry for entry in entries if entry})
    cited = "; ".join(f"@{key}" for key, _ in texts)
    block = read_body("x.md", f"It is so. [{cited}] {{#so}}", 1).blocks[0]
    home = dossier.entries["sources/near"]
    items = citations.of_statement(dossier.statement(Claim(home, block)), NONE)
    assert [item["id"] for item in items[1:]] == ["copy", "near", "strange", "weak"]


@pytest.mark.parametrize(
    "url",
    [
        "https://herald.example/a?b=1",
        "http://herald.example/a?b=1",
        "https://www.herald.example/a/?b=1#c",
        "https://HERALD.example:443/%61?b=1",
        "https://herald.example./a?b=1#",
    ],
)
def test_an_address_is_one_however_it_is_written(url: str) -> None:
    assert address_of(url) == "herald.example/a?b=1"


@pytest.mark.parametrize(
    "url",
    [
        "https://herald.example/A?b=1",
        "https://herald.example/a?b=2",
        "https://herald.example/a",
        "https://en.herald.example/a?b=1",
        "https://herald.example:8080/a?b=1",
        "https://[x]/a?b=1",
        "https://herald.example：8080/a?b=1",
    ],
)
def test_another_page_has_another_address(url: str) -> None:
    assert address_of(url) != "herald.example/a?b=1"


@pytest.mark.parametrize(
    ("one", "other"),
    [("NEWS.ru", "News.ru"), ("Al-Ahed News", "al ahed news"), ("Hürriyet", "Hurriyet")],
)
def test_an_outlet_s_name_is_one_however_it_is_written(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@given(st.integers(1, 30), st.integers(0, 90))
def test_a_line_names_as_many_as_it_counts_and_as_there_is_room_for(count: int, room: int) -> None:
    line = words.named([f"name {number}" for number in range(count)], room)
    *shown, last = line.split("; ")
    others = {f"{words.number(number)} others": number for number in range(2, 30)}
    assert len(shown) + others.get(last, 1) == count
    assert len(line) <= room or len(shown) <= 1 or count <= words.FEW
    assert (last in others) <= (count > words.FEW)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("All of it.", "All of it."),
        ("A pier is a wall in the sea. It has stood there.", "A pier is a wall in the sea."),
        (
            "A pier. It is a wall in the sea, or – if one likes – two",
            "A pier. It is a wall in the sea, or…",
        ),
        (
            "The mayor, Ms. Quill of Alder, opened the new pier",
            "The mayor, Ms. Quill of Alder, opened…",
        ),
    ],
)
def test_a_text_is_shortened_to_sentences_or_to_words(text: str, short: str) -> None:
    assert words.shortened(text, 40) == short


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def rendered(root: Path) -> dict[str, str]:
    """Return the pages of a project whose records are clean."""
    catalogue, problems = build.read(root)
    assert problems == []
    return {
        path: content.decode()
        for path, content in pages.render(catalogue).items()
        if path.endswith(".md")
    }


def test_a_position_may_discount_what_the_claim_that_it_shows_counts(golden: Path) -> None:
    """The claim's own page still counts it, in its line and in its note."""
    edit(
        golden / "seeds/disagreements/when-in-force.md",
        "[@events/entry-into-force#took-effect]",
        "[@events/pier-repairs#pier-repaired] {discounts=herald-2031}",
    )
    edit(golden / "seeds/disagreements/when-in-force.md", "[treaty]", "[treaty, events/signing]")
    edit(golden / "seeds/sources/herald-2031.md", "origin: gazette", "origin: herald")
    site = rendered(golden)
    home, box = site["events/pier-repairs.md"], site["events/signing.md"]
    assert "Two sources: Gazette; Herald." in home
    assert "Not counted" not in home
    assert "One source, partisan: Gazette.</small>" in box
    assert "Not counted as a source here." in box
    assert "with one other source" in site["sources/herald-2031.md"]


def test_a_page_of_a_source_says_whose_text_it_prints(golden: Path) -> None:
    edit(
        golden / "seeds/sources/herald-2031.md", "origin: gazette", "origin: o\noutlet: the-gazette"
    )
    edit(golden / "seeds/sources/gazette-2031.md", "notice-of-the-council", "o")
    site = rendered(golden)
    for page in ("herald-2031", "gazette-2031"):
        meaning = "two of its texts are listed here; those cited together count as one source"
        assert f"**Outlet** The Gazette<br><small>{meaning}</small>" in site[f"sources/{page}.md"]
    assert "From the same text as: [Herald](herald-2031.md)" in site["sources/gazette-2031.md"]


def test_an_outlet_of_which_no_source_has_the_name_is_called_by_its_key(golden: Path) -> None:
    for key in ("herald-2031", "harbour-post-2032"):
        edit(golden / f"seeds/sources/{key}.md", "origin:", "outlet: agency-of-birk\norigin:")
    site = rendered(golden)
    assert "**Outlet** Agency of birk<br>" in site["sources/herald-2031.md"]


def test_a_source_that_we_do_not_hold_has_no_strip_of_paragraphs(golden: Path) -> None:
    herald = golden / "seeds/sources/herald-2031.md"
    herald.write_text(f"{herald.read_text('utf-8')}\n## para. 3\nNoted: the crowd.\n", "utf-8")
    page = rendered(golden)["sources/herald-2031.md"]
    assert page.count("It says, in our words:") == 1
    assert "Noted</span> The crowd." in page
    assert "not read yet" not in page
    assert "still reading" not in page


def test_a_page_shows_first_the_answer_that_concerns_it(golden: Path) -> None:
    dispute = golden / "seeds/disagreements/when-in-force.md"
    edit(dispute, "[treaty]", "[treaty, articles/01]")
    edit(dispute, "- At once", "- [@articles/01#equal-shares]\n- At once")
    site = rendered(golden)
    answers = ("The towns keep a single lighthouse", "took effect")
    for page, order in {"disagreements/when-in-force": -1, "articles/01": 1}.items():
        text = site[f"{page}.md"].partition("## Sources disagree" if order == 1 else "## Answers")[
            2
        ]
        found = [text.index(answer) for answer in answers]
        assert found == sorted(found)[::order], page


def test_a_page_lists_below_nothing_that_it_shows_above(golden: Path) -> None:
    site = rendered(golden)
    shown = site["articles/01.md"].partition("## Related")
    assert "How many people watched?" in shown[0]
    assert "How many people watched?" not in shown[2]
    concerns, _, related = site["disagreements/size-of-the-crowd.md"].partition("## Related")
    assert "Concerns: [" in concerns
    assert "articles/01.md" in concerns
    assert "articles/01.md" not in related


def test_who_says_it_is_not_named_twice_where_only_they_are_cited(golden: Path) -> None:
    named = "[Ada Quill](../people/ada-quill.md), <span>4 May 2031.</span>"
    assert named in rendered(golden)["events/signing.md"]
    edit(golden / "seeds/sources/gazette-2031.md", "short: Gazette", "short: Ada Quill")
    page = rendered(golden)["events/signing.md"]
    assert named not in page
    assert '<small class="ev" data-search-exclude><span>4 May 2031.</span>' in page


def test_no_source_is_called_an_article_as_those_of_the_treaty_are(golden: Path) -> None:
    edit(golden / "seeds/sources/herald-2031.md", "type: webpage", "type: article")
    assert "\nPaper. May 2031, Esperanto." in rendered(golden)["sources/herald-2031.md"]
