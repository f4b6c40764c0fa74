"""An official text in the records: brought in by the verb, held against its articles, kept."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import pytest
from conftest import GOLDEN, without_text
from project import ROOT, contents

from generator import build, pages
from generator.__main__ import main

RECORD = "seeds/sources/lighthouse-treaty.md"
LOCK = "seeds/evidence.lock"


def edit(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text("utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    path.write_text(text, "utf-8")


def rewrite(root: Path, *changes: tuple[str, str], file: str = "treaty.txt") -> None:
    """Change an archived document, and its digest in the records."""
    path = root / "archive" / file
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    edit(path, *changes)
    for record in (root / "seeds" / "sources").glob("*.md"):
        text = record.read_text("utf-8")
        after = hashlib.sha256(path.read_bytes()).hexdigest()
        record.write_text(text.replace(before, after), "utf-8")


def wrong(root: Path) -> list[tuple[str, int, str]]:
    """Return what `verify` finds: file, line and rule."""
    found = build.lock(root, root / "archive").problems
    return [(Path(one.place.path).name, one.place.line, one.rule) for one in found]


def test_a_second_run_after_a_correction_changes_only_what_the_first_wrote(
    golden: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A curator has noted, named a title of their own liking, and set keys, some with comments."""
    record = golden / RECORD
    edit(
        record,
        ("notes: complete\n", "# how far we are\nnotes: in progress\n"),
        ("---\n## art. preamble\n", "---\nRead in a reading room.\n\n## art. preamble\n"),
        ("## art. 1(1)\n", "## art. 1(1)\nNoted: the shares.\n"),
    )
    record.write_text(record.read_text("utf-8") + "\n## para. 13\nSet aside: the closing words.\n")
    before = record.read_text("utf-8")
    edit(golden / "archive" / "treaty.txt", ("takes a toll", "takes any toll"), ("Upkeep", "Care"))

    assert main(["text", "lighthouse-treaty", "archive/treaty.txt"]) == 0

    after = record.read_text("utf-8")
    changed = set(before.splitlines()) ^ set(after.splitlines())
    assert {re.sub("[0-9a-f]{64}", "…", line) for line in changed} == {
        "held: {file: treaty.txt, sha256: …}",
        "Title: Upkeep",
        "Title: Care",
        "> No Party takes a toll from a ship that the light guides.",
        "> No Party takes any toll from a ship that the light guides.",
    }
    assert "equal parts.\n\nNoted: the shares.\n\n## art. 1(2)" in after
    assert after.endswith("\n\n## para. 13\nSet aside: the closing words.\n")
    assert f"wrote {RECORD}\nno article has: Treaty on the" in capsys.readouterr().out
    assert main(["verify", "archive"]) == 0
    assert main(["text", "lighthouse-treaty", "archive/treaty.txt"]) == 0
    assert "no change\n" in capsys.readouterr().out


def test_what_a_mended_text_has_no_more_goes_and_its_notes_stay(golden: Path) -> None:
    edit(golden / RECORD, ("## art. 1(2)(b)\n", "## art. 1(2)(b)\nNoted: who reads it.\n"))
    edit(golden / "archive" / "treaty.txt", ("(b) writes a log, which any Party may read.\n", ""))
    main(["text", "lighthouse-treaty", "archive/treaty.txt"])
    after = (golden / RECORD).read_text("utf-8")
    assert "writes a log" not in after
    assert after.endswith("\n\n## art. 1(2)(b)\nNoted: who reads it.\n")
    assert wrong(golden) == [("lighthouse-treaty.md", 42, "no-such-paragraph")]


@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        ("held:\n  file: old.txt\n  sha256: {}\nnotes: complete\n", "notes: complete\n"),
        ("rights: excerpts\nheadings: Point (?P<number>[0-9])\n", "headings: Point"),
        ("# held: yes, in the cellar\n", "notes: complete"),
        ("# rights: ask\n", "notes: complete"),
    ],
)
def test_a_record_that_is_there_is_completed(keys: str, kept: str, golden: Path) -> None:
    record, text = golden / RECORD, golden / "archive" / "treaty.txt"
    lines = record.read_text("utf-8").split("## ")[0]
    lines = re.sub(r"(?m)^(held|notes|rights|authentic):.*\n", "", lines)
    record.write_bytes(
        lines.replace("\n---\n", f"\n{keys.format('0' * 64)}---\n").replace("\n", "\r\n").encode()
    )
    if "Point" in keys:
        text.write_text(re.sub(r"Article (\d)", r"Point \1", text.read_text("utf-8")), "utf-8")
    assert main(["text", "lighthouse-treaty", "archive/treaty.txt"]) == 0
    after = record.read_text("utf-8")
    assert kept in after
    assert wrong(golden) == []
    entry = build.read(golden)[0].entries["sources/lighthouse-treaty"]
    assert entry.notes.titles["art. 1"].text == "Upkeep"


@pytest.mark.parametrize(
    ("first", "language"),
    [
        ("Article 1\n\nPeace.", "en"),
        ("Article premier\n\nLa paix.", "fr"),
        ("ARTÍCULO PRIMERO\n\nPaz.", "es"),
        ("Статья 1\n\nМир.", "ru"),
        ("ماده ۱\n\nصلح.", "fa"),
        ("المادة الأولى\n\nالسلام.", "ar"),
        ("第一条\n\n和平。", "zh"),
    ],
)
def test_a_new_record_says_what_can_be_told_and_asks_for_the_rest(
    first: str, language: str, golden: Path
) -> None:
    (golden / "archive" / "new text.txt").write_text(f"The Parties' Pact\n\n{first}\n", "utf-8")
    assert main(["text", "pact", "archive/new text.txt"]) == 0
    catalogue, problems = build.read(golden)
    source = catalogue.entries["sources/pact"].record.model_dump()
    assert source["title"] == "The Parties' Pact"
    assert (source["type"], source["language"]) == ("treaty", language)
    assert source["held"]["file"] == "new text.txt"
    of_pact = {one.rule for one in problems if one.place.path == "seeds/sources/pact.md"}
    assert of_pact == {"stub-text", "not-in-lock", "uncited-source"}


def test_a_text_without_a_title_keeps_that_of_the_stub(golden: Path) -> None:
    (golden / "archive" / "new.txt").write_text("Article 1\n\nPeace.\n", "utf-8")
    assert main(["text", "pact", "archive/new.txt"]) == 0
    assert "\ntitle: Title\n" in (golden / "seeds" / "sources" / "pact.md").read_text("utf-8")


def test_articles_without_a_record_get_a_stub_as_far_as_the_treaty_goes(
    golden: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles = golden / "seeds" / "articles"
    (articles / "preamble.md").unlink()
    (articles / "03.md").rename(articles / "3.md")
    (articles / "02.md").unlink()
    (golden / "archive" / "treaty.txt").write_text(
        "We agree:\n\n" + "".join(f"Article {number}\n\nPeace.\n\n" for number in range(1, 6))
    )
    assert main(["text", "lighthouse-treaty", "archive/treaty.txt"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"wrote {RECORD}",
        "wrote seeds/articles/preamble.md",
        "wrote seeds/articles/02.md",
    ]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (b"", "\nСтатья 4\n\nМир и дружба.\n".encode("windows-1251"), "it looks like windows-1251"),
        (b"Article 2. No", b"Article 3. No", "where article 2 is awaited [text-order]"),
        (b"Article 3. This", b"Article 2. This", "where article 3 is awaited [text-order]"),
        (b"the light", b"the li\xef\xbf\xbdt", "replacement character [forbidden-sign]"),
    ],
)
def test_nothing_is_written_if_the_text_has_problems(
    before: bytes, after: bytes, said: str, golden: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = golden / "archive" / "treaty.txt"
    content = text.read_bytes()
    text.write_bytes(content.replace(before, after, 1) if before else content + after)
    files = contents(golden)
    assert main(["text", "lighthouse-treaty", "archive/treaty.txt"]) == 1
    assert said in capsys.readouterr().out
    assert contents(golden) == files


@pytest.mark.parametrize(
    ("record", "rule"),
    [
        ("---\ntype: treaty\n---\n", "missing-key"),
        (None, "bad-file-name"),
    ],
)
def test_nothing_is_written_into_a_record_that_cannot_be_read(
    record: str | None, rule: str, golden: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = "A key" if record is None else "lighthouse-treaty"
    if record:
        (golden / RECORD).write_text(record, "utf-8")
    files = contents(golden)
    assert main(["text", key, "archive/treaty.txt"]) == 1
    assert f"[{rule}]" in capsys.readouterr().out
    assert contents(golden) == files


def test_a_text_that_is_not_there_is_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["text", "pact", "no.txt"]) == 2
    assert capsys.readouterr().err == "there is no file no.txt\n"


def test_documents_that_are_not_there_keep_their_lines(
    golden: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = golden / LOCK
    before = lock.read_bytes()
    for file in ("gazette.txt", "treaty-ar.txt"):
        (golden / "archive" / file).unlink()
    assert main(["verify", "archive"]) == 0
    assert lock.read_bytes() == before
    count = before.count(b"gazette-2031 ") + before.count(b"treaty-ar ")
    said = f"{before.count(b'treaty ')} lines in the lock agree with the documents; {count} are "
    assert capsys.readouterr().out == f"{said}kept as they were, on documents not there: 2\n"

    rewrite(golden, ("takes a toll", "takes any toll"))
    main(["text", "lighthouse-treaty", "archive/treaty.txt"])
    assert main(["verify", "archive"]) == 0
    assert lock.read_bytes() != before
    assert [one.rule for one in build.read(golden)[1]] == []


def test_a_damaged_lock_is_not_written_anew_while_documents_are_missing(golden: Path) -> None:
    (golden / "archive" / "gazette.txt").unlink()
    edit(golden / LOCK, ("gazette-2031 note para.4", "gazette-2031 nite para.4"))
    assert ("evidence.lock", 7, "wrong-line") in wrong(golden)


def test_a_folder_without_any_of_the_documents_is_no_archive(golden: Path) -> None:
    shutil.rmtree(golden / "archive")
    (golden / "archive").mkdir()
    assert {rule for _, _, rule in wrong(golden)} == {"document-missing"}
    assert len(wrong(golden)) == 3


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        # Headings: one doubled, one missing, one more than the record has.
        ([("Article 2. No", "Article 1. No")], {("text-order", 11), ("no-such-paragraph", 37)}),
        ([("Article 3. This Treaty", "This Treaty")], {("no-such-paragraph", 40)}),
        ([("\n(b) writes a log, which", " Which")], {("no-such-paragraph", 34)}),
        # A word of a paragraph and the title.
        ([("at dusk;", "at dawn;")], {("excerpt-not-found", 32)}),
        ([("Upkeep", "Upkeep of it")], {("excerpt-not-found", 23)}),
    ],
)
def test_a_text_is_held_against_its_document_place_by_place(
    changes: list[tuple[str, str]], found: set[tuple[str, int]], golden: Path
) -> None:
    rewrite(golden, *changes)
    assert {(rule, line) for _, line, rule in wrong(golden)} >= found


ARTICLES = (
    "Report\n\nArticle 1\n\nOne light for all.\n\nArticle 2\n\nOne light for all, and none else.\n"
)


@pytest.mark.parametrize(
    ("notes", "found"),
    [
        ("## art. 1\n> One light\n\n## art. 2\n> One light\n\n> none else\n", []),
        ("## art. 1\n> none else\n", ["excerpt-not-found"]),
        ("## art. 3\n> One light\n\n## sec. 1\nNoted: all of it.\n", ["no-such-paragraph"]),
        ("## art. 1\nNoted: the light.\n\n## art. 2\nSet aside: the same.\n", []),
    ],
)
def test_articles_of_any_document_are_told_apart(
    notes: str, found: list[str], golden: Path
) -> None:
    """Words that stand in two articles can be quoted, the article named."""
    rewrite(
        golden,
        *(
            (line, "")
            for line in (GOLDEN / "archive" / "gazette.txt").read_text("utf-8").splitlines()
            if line
        ),
        file="gazette.txt",
    )
    (golden / "archive" / "gazette.txt").write_text(ARTICLES, "utf-8")
    record = golden / "seeds" / "sources" / "gazette-2031.md"
    head = record.read_text("utf-8").split("## ")[0]
    digest = hashlib.sha256(ARTICLES.encode()).hexdigest()
    record.write_text(re.sub("sha256: [0-9a-f]*", f"sha256: {digest}", head) + notes, "utf-8")
    assert [rule for name, _, rule in wrong(golden) if name == "gazette-2031.md"] == found


def test_no_note_is_locked_with_the_digest_of_nothing(golden: Path) -> None:
    record = golden / "seeds" / "sources" / "gazette-2031.md"
    record.write_text(record.read_text("utf-8") + "\n## sec. 1\nNoted: all of it.\n", "utf-8")
    assert wrong(golden) == []
    nothing = hashlib.sha256(b"").hexdigest()[:16]
    assert nothing not in (golden / LOCK).read_text("utf-8")


def page(root: Path, name: str) -> str:
    """Return a page of the golden project as its records make it now."""
    return pages.render(build.read(root)[0])[name].decode()


WHERE_NO_TEXT_IS = {
    "articles/03.md": [
        "We have found no source that says what this article lays down.",
        "</span> no source yet",
    ],
    "articles/index.md": ["Subject not known to us", "our sources do not", "not known to us |"],
    "nav.yml": ["Subject not known to us"],
}
WHERE_IT_IS = {
    "articles/03.md": ["## The text", "[The whole text](../text.md)", "</span> the treaty’s text"],
    "articles/index.md": [
        "[The whole text](../text.md)",
        "**Other articles**",
        "the treaty’s text",
    ],
    "nav.yml": ["Other articles"],
    "index.md": ["[The whole text](text.md)", "the treaty’s own text"],
}


def test_words_for_a_text_that_is_missing_stand_only_where_it_is_missing(golden: Path) -> None:
    with_text = {path: page(golden, path) for path in {*WHERE_IT_IS, *WHERE_NO_TEXT_IS}}
    without_text(golden)
    for path, found in with_text.items():
        bare = page(golden, path)
        for words in WHERE_NO_TEXT_IS.get(path, []):
            assert words in bare
            assert words not in found
        for words in WHERE_IT_IS.get(path, []):
            assert words in found
            assert words not in bare


def test_an_article_shows_its_text_each_paragraph_with_its_address(golden: Path) -> None:
    shown = page(golden, "articles/01.md")
    assert re.findall(r'<p id="(text-[^"]*)"', shown) == [
        f"text-{language}-1-{place}"
        for language in ("en", "ar")
        for place in ("1", "2", "2-a", "2-b")
    ]
    assert shown.index("## The text") < shown.index("## Provision")
    assert '<section class="wording" lang="ar" dir="rtl"' in shown
    assert '<p class="title">الصيانة</p>' in shown
    assert re.findall('<p id="(text-en-[^"]*)"', page(golden, "articles/preamble.md")) == [
        "text-en-preamble",
        "text-en-preamble-line-2",
    ]
    whole = page(golden, "text.md")
    assert all(f'id="text-ar-{one}"' in whole for one in ("preamble", "1-2-b", "2", "3"))


@pytest.mark.parametrize(
    ("title", "said"),
    [("One light", "The title is ours."), ("Upkeep", "The title is the treaty’s own.")],
)
def test_a_title_is_the_treaty_s_own_if_the_text_has_it(
    title: str, said: str, golden: Path
) -> None:
    edit(golden / "seeds" / "articles" / "01.md", ("title: One light", f"title: {title}"))
    assert said in page(golden, "articles/01.md")


def test_an_authentic_text_is_named_before_all_witnesses(golden: Path) -> None:
    shown = page(golden, "articles/02.md")
    assert "</span> The treaty’s text, article 2. One other source: Harbour Post." in shown
    assert "</span> The treaty’s text, article 2, in Arabic." in shown
    shown = page(golden, "disagreements/which-charges.md")
    assert "</span> The treaty’s text, article 2, in English and Arabic." in shown
    edit(
        golden / "seeds" / "articles" / "02.md",
        ("@lighthouse-treaty, art. 2; @harbour-post-2032", "@lighthouse-treaty, art. preamble"),
    )
    assert "</span> The treaty’s text, preamble." in page(golden, "articles/02.md")


@pytest.mark.parametrize(
    ("languages", "label"),
    [
        ("[ar, en]", "[Arabic, as reposted by Treaty in Arabic]"),
        ("[fr, en-GB]", "[Arabic, a translation, from Treaty in Arabic]"),
    ],
)
def test_a_text_that_is_not_authentic_is_a_repost_or_a_translation_and_one_witness(
    languages: str, label: str, golden: Path
) -> None:
    edit(golden / "seeds" / "treaty.md", ("languages: [ar, en]", f"languages: {languages}"))
    without_text(golden, 'authentic: "false"\n')
    shown = page(golden, "articles/02.md")
    assert label in shown
    assert "Two sources: Harbour Post; Treaty" in shown
    assert "The treaty’s text" not in shown


def test_of_two_texts_in_one_language_the_authentic_one_has_its_name(golden: Path) -> None:
    edit(
        golden / "seeds" / "sources" / "lighthouse-treaty.md",
        ('authentic: "true"', 'authentic: "false"'),
        ("language: en", "language: ar"),
    )
    shown = page(golden, "articles/02.md")
    ids = re.findall(r'<p id="(text-[^"]*)"', shown)
    assert ids == ["text-ar-2", "text-lighthouse-treaty-2"]


def test_an_article_that_one_text_lacks_is_shown_in_the_others(golden: Path) -> None:
    record = golden / "seeds" / "sources" / "lighthouse-treaty-ar.md"
    record.write_text(record.read_text("utf-8").split("## art. 3\n")[0], "utf-8")
    ids = re.findall(r'<p id="(text-[^"]*)"', page(golden, "articles/03.md"))
    assert ids == ["text-en-3"]
    found = [(one.rule, one.what) for one in build.read(golden)[1]]
    assert ("incomplete-text", "art. 3 is not whole") in found


def test_a_footnote_leads_to_the_paragraph_on_the_page_of_its_article(golden: Path) -> None:
    shown = page(golden, "numbers/index.md")
    assert '[art. 3](../articles/03.md#text-ar-3): <span class="q"' in shown
    without_text(golden)
    assert "[art. 3](../sources/lighthouse-treaty-ar.md#art-3)" in page(golden, "numbers/index.md")


def test_what_stands_as_the_treaty_s_text_is_whole(golden: Path) -> None:
    edit(golden / RECORD, ("> writes a log, which any Party may read.", "> writes a log"))
    assert wrong(golden) == []
    found = [(one.place.line, one.rule, one.what) for one in build.read(golden)[1]]
    assert found == [(34, "incomplete-text", "art. 1(2)(b) is not whole")]


def test_a_text_needs_a_page_that_has_it_whole_and_the_verb_makes_it(golden: Path) -> None:
    (golden / "seeds" / "text.md").unlink()
    assert [one.rule for one in build.read(golden)[1]] == ["missing-record"]
    assert main(["text", "lighthouse-treaty", "archive/treaty.txt"]) == 0
    assert build.read(golden)[1] == []


def test_the_page_of_a_source_counts_a_text_by_its_places(golden: Path) -> None:
    shown = page(golden, "sources/lighthouse-treaty.md")
    assert "all 7 paragraphs accounted for" in shown
    assert '<span class="cell several" title="quoted">[1(2)(a)](#art-1-2-a)</span>' in shown
    assert '<span class="label">Title</span> <q lang="en" dir="ltr"><a href=' in shown
    without_text(golden)
    record = golden / RECORD
    lines = record.read_text("utf-8").replace("notes: complete", "notes: in progress")
    record.write_text(lines.split("## art. 3\n")[0], "utf-8")
    assert "6 of 7 paragraphs accounted for" in page(golden, "sources/lighthouse-treaty.md")


def test_a_whole_project_is_made_from_a_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its verb, its lock, its checks and its pages: a treaty of twelve states with 14 articles."""
    root = tmp_path / "antarctic"
    shutil.copytree(ROOT / "tests" / "antarctic", root)
    monkeypatch.chdir(root)
    seeds = contents(root / "seeds")
    assert main(["text", "antarctic-treaty-en", "archive/antarctic-treaty-en.txt"]) == 0
    assert main(["verify", "archive"]) == 0
    assert contents(root / "seeds") == seeds
    assert main(["build"]) == 0, capsys.readouterr().out
    assert main(["check"]) == 0
    places = build.read(root)[0].lock.places("antarctic-treaty-en")
    assert {re.sub(r"\(.*", "", place) for place in places} == {
        "art. preamble",
        *(f"art. {number}" for number in range(1, 15)),
    }
    page = (root / "docs" / "articles" / "12.md").read_text("utf-8")
    assert "unanimous agreement of the Contracting Parties" in page
