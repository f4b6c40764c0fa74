"""The project's own records and pages: clean, fresh, and free of what is never published."""

from __future__ import annotations

import os
import re
import sysconfig
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from conftest import GOLDEN
from project import PYTHON, ROOT, run
from published import PLANTED, Forbidden, planted

from generator.dossier import Dossier
from generator.pages import escape, words
from generator.records import Article, Organisation, Person

ARCHIVE = Path(os.environ.get("ARCHIVE", ROOT / ".." / "shared" / "archive"))


@pytest.fixture(scope="module")
def catalogue() -> Dossier:
    return Dossier.read(ROOT)


@pytest.fixture(scope="module")
def checked() -> CompletedProcess[str]:
    return unmeasured("check")


def unmeasured(*command: str | Path) -> CompletedProcess[str]:
    """Run the generator on the real records, which are many: what it does there is no proof."""
    generator = (PYTHON, "-m", "generator", *command)
    return run("env", "-u", "COVERAGE_PROCESS_CONFIG", *generator)


def test_the_records_are_clean_and_the_pages_fresh(checked: CompletedProcess[str]) -> None:
    assert re.findall(r".*\]\n", checked.stdout) == []


def test_check_says_so_and_ends_with_zero(checked: CompletedProcess[str]) -> None:
    assert (checked.returncode, checked.stdout) == (0, "all records and pages are clean\n")


def test_the_lock_is_what_the_archive_gives() -> None:
    """Without the archive the lock is all there is, and `check` has compared the notes with it."""
    if not ARCHIVE.is_dir():
        pytest.skip("no archive here, lock used")
    lock = ROOT / "seeds" / "evidence.lock"
    before = lock.read_bytes()
    done = unmeasured("verify", ARCHIVE)
    assert done.returncode == 0, done.stdout
    assert lock.read_bytes() == before


def test_nothing_that_is_never_published_stands_in_seeds_or_pages() -> None:
    """Whatever the ending of a file, in the built site and in what is released, too."""
    never = Forbidden.read(ROOT / "tests" / "never-published.digests")
    folders = ("seeds", "docs", "tests", "generator", "site", "dist")
    assert never.within(*(ROOT / folder for folder in folders)) == []


def test_that_guard_can_fail() -> None:
    """A run of words whose digest is on the list is found."""
    assert Forbidden.of("one two three").runs_of("Zero, one; TWO three.") == {"one two three"}
    assert Forbidden.of("one two three").runs_of("Zero, one; three TWO.") == set()


@pytest.mark.parametrize("name", planted(PLANTED))
def test_that_guard_looks_into_every_kind_of_file(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(planted(PLANTED)[name])
    (tmp_path / f"other-{name}").write_bytes(planted("three two one")[name])
    assert Forbidden.of(PLANTED).within(tmp_path) == [name]


def test_the_number_in_an_evidence_line_is_that_of_its_names(catalogue: Dossier) -> None:
    """On the pages as they stand; `two others` counts as two names."""
    numbers = dict(zip([words.number(count) for count in range(100)], range(100), strict=True))
    pattern = re.compile(r'<span class="m \w+"></span> (\w+) sources?\b[^:\n]*: (.*?)</small>\n')
    lines = [
        (line[0], int(numbers[line[1].lower()]), line[2])
        for path in sorted((ROOT / "docs").rglob("*.md"))
        for line in pattern.finditer(path.read_text(encoding="utf-8"))
    ]
    assert len(lines) >= len(catalogue.of(Article)) > 0
    for line, count, rest in lines:
        names = re.sub(r" \(also .*\)$", "", rest.split(" <", 1)[0].rstrip("."))
        *named, last = names.split("; ")
        others = re.fullmatch(r"(\w+) others", last)
        assert len(named) + (numbers[others[1]] if others else 1) == count, line


def test_no_line_of_evidence_is_longer_than_its_sentence() -> None:
    """Save where it names few sources, or one and how many others."""
    pattern = re.compile(
        r'^(.*?)\[\^[^]]*\]<br><small class="ev"[^>]*><span class="m .*?</span> (.*)\.<',
        re.MULTILINE,
    )
    found = 0
    for path in sorted((ROOT / "docs").rglob("*.md")):
        for text, line in pattern.findall(path.read_text("utf-8")):
            names = line.partition(": ")[2].split("; ")
            short = len(names) <= words.FEW or re.fullmatch(r"\w+ others", names[1])
            assert len(line) <= len(escape.plain(text)) or short, line
            found += 1
    assert found


def test_every_number_of_an_article_has_a_page(catalogue: Dossier) -> None:
    total = catalogue.number_of_articles
    assert total is not None
    for number in range(1, total + 1):
        assert (ROOT / "docs" / "articles" / f"{number:02}.md").is_file()


def test_the_generator_knows_nothing_of_this_treaty(catalogue: Dossier) -> None:
    """No name of the treaty's parties, people or bodies stands in the generator or the golden."""
    pattern = _any_of(_names(catalogue) - _names(Dossier.read(GOLDEN)))
    for folder in ("generator", "tests/golden"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix in {".py", ".j2", ".html", ".css", ".js", ".md"}:
                found = pattern.search(path.read_text(encoding="utf-8"))
                assert found is None, f"{path.relative_to(ROOT)}: {found}"


def test_that_guard_finds_a_name_and_lets_ordinary_words_be(golden: Path) -> None:
    """In a fork whose people are called May and Page, months and pages may be spoken of."""
    for name in ("ann-may", "bo-page", "cy-zweig"):
        record = (golden / "seeds" / "people" / "ada-quill.md").read_text("utf-8")
        (golden / "seeds" / "people" / f"{name}.md").write_text(record, "utf-8")
    names = _names(Dossier.read(golden))
    assert {"alder", "quill", "zweig"} <= names
    assert not {"may", "page"} & names
    assert _any_of(names).search("As Zweig said, on this page")


def _names(catalogue: Dossier) -> set[str]:
    """Return what parties are called, people by their last names, and bodies of one word.

    But for those that are ordinary words, too: Python's library uses them in small letters.
    """
    assert catalogue.treaty is not None
    people = {entry.key.rpartition("-")[2] for entry in catalogue.of(Person)}
    bodies = {entry.key for entry in catalogue.of(Organisation) if "-" not in entry.key}
    library = Path(sysconfig.get_path("stdlib")).glob("*.py")
    ordinary = {
        word
        for path in library
        for word in re.findall(r"\b[a-z]+\b", path.read_text("utf-8", "replace"))
    }
    parties = {party.short_name.casefold() for party in catalogue.treaty.record.parties}
    return parties | (people | bodies) - ordinary


def _any_of(words: set[str]) -> re.Pattern[str]:
    anything = "|".join(map(re.escape, sorted(words))) or "(?!)"
    return re.compile(rf"\b(?:{anything})\b", re.IGNORECASE)
