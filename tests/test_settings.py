"""The settings that pages are made from: what a fork says of itself, and what pages say of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import GOLDEN

from generator import build
from generator.__main__ import main
from generator.settings import CHANGES, NONE, Settings, read_settings


def about(settings: Settings) -> str:
    return build.render(GOLDEN, settings)[0]["about/index.md"].decode()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (NONE, ""),
        (Settings(keeper="A *B*"), "A &#42;B&#42; keeps this site."),
        (Settings(contact="a_b@c.example"), "[a&#95;b@c.example](<mailto:a_b@c.example>)."),
        (
            Settings(contact="https://c.example/f"),
            "[https://c.example/f](<https://c.example/f>).",
        ),
    ],
)
def test_the_page_about_the_site_says_who_keeps_it(settings: Settings, said: str) -> None:
    _, heading, below = about(settings).partition("\n## Who keeps this site\n")
    assert said in below
    assert bool(heading) == bool(said)


def test_settings_are_read_as_written_and_what_a_tag_makes_of_them_is_not_asked(
    tmp_path: Path,
) -> None:
    text = "site_name: Name\nINHERIT: gone.yml\nextra:\n  keeper: no\n  offline: !ENV [OFFLINE]\n"
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    assert read_settings(tmp_path) == Settings(site_name="Name", keeper="no")


@pytest.mark.parametrize("text", ["", "- a list", "extra: none", "extra: [keeper]"])
def test_settings_that_say_nothing_are_none(text: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    assert read_settings(tmp_path) == NONE
    assert read_settings(tmp_path / "nowhere") == NONE


@pytest.mark.parametrize(
    ("content", "place"), [(b"a: 1\nb: [\n", "mkdocs.yml:3:1"), (b"\xff", "mkdocs.yml:1:1")]
)
def test_settings_that_cannot_be_read_are_a_problem(
    content: bytes, place: str, golden: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (golden / "mkdocs.yml").write_bytes(content)
    assert main(["check"]) == 1
    assert capsys.readouterr().out.startswith(f"{place}: ")


def test_what_changed_stands_on_the_page_about_the_data(golden: Path) -> None:
    """Version by version, and no longer if the list is gone."""
    one, other = read_settings(golden).changes
    assert (one.number, one.day.text, one.changes[0]) == (
        "1.2.0",
        "2032-04-02",
        "Votes have a table of their own: one count, one row.",
    )
    assert (other.number, other.changes) == ("1.1.0", ("The first tables.",))
    page = build.render(golden, read_settings(golden))[0]["data/index.md"].decode()
    _, _, below = page.partition("\n## What changed\n")
    assert "\n### 1.2.0, 2 April 2032\n\n- Votes have" in below
    assert "\n- Days are &#42;never&#42; guessed.\n\n### 1.1.0, 30 November 2031\n" in below
    (golden / CHANGES).unlink()
    page = build.render(golden, read_settings(golden))[0]["data/index.md"].decode()
    assert "What changed" not in page


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("1.2.0 -", "1.3.0 -", "3:1: this does not begin with the version in CITATION.cff"),
        ("- 2032-04-02", "- 2032-04-03", "3:1: this does not begin with the version"),
        ("- Votes have a table of their own: one count,\n  one row.\n- Days", "Days", "3:1: this"),
        ("## ", "### ", "3:1: this does not begin with the version in CITATION.cff"),
        ("- 2031-11-30", "- soon", '9:1: "soon" is no day'),
        ("1.1.0 - 2031-11-30", "1.1.0", '9:1: "" is no day'),
    ],
)
def test_a_list_of_changes_that_does_not_tell_of_the_version_is_a_problem(
    old: str, new: str, said: str, golden: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (golden / CHANGES).read_text("utf-8")
    assert old in text
    (golden / CHANGES).write_text(text.replace(old, new), "utf-8")
    assert main(["check"]) == 1
    assert capsys.readouterr().out.startswith(f"{CHANGES}:{said}")


def test_all_that_is_wrong_with_settings_is_told_at_once(tmp_path: Path) -> None:
    """One file that cannot be read does not hide what is wrong with another."""
    (tmp_path / ".github").mkdir()
    (tmp_path / CHANGES).write_text("## 1.0.0 - soon\n\n- All.\n\n## 0.9.0 - never\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("extra:\n  contact: nobody\n", "utf-8")
    (tmp_path / "CITATION.cff").write_text("version: 1.0.0\ndate-released: today\n", "utf-8")
    found = [str(problem.place) for problem in read_settings(tmp_path).problems]
    assert found == ["CITATION.cff:2:1", f"{CHANGES}:1:1", f"{CHANGES}:5:1", "mkdocs.yml:2:1"]
    (tmp_path / "CITATION.cff").write_text("version: [\n", "utf-8")
    found = [str(problem.place) for problem in read_settings(tmp_path).problems]
    assert found == ["CITATION.cff:2:1", f"{CHANGES}:1:1", f"{CHANGES}:5:1", "mkdocs.yml:2:1"]


@pytest.mark.parametrize(
    ("broken", "other", "text"),
    [
        ("CITATION.cff", "mkdocs.yml", "extra:\n  date-released: soon\n"),
        ("mkdocs.yml", "CITATION.cff", "contact: nobody\n"),
    ],
)
def test_a_file_that_is_no_text_hides_nothing(
    broken: str, other: str, text: str, tmp_path: Path
) -> None:
    """What is wrong with a value is told even if the file that should have it cannot be read."""
    (tmp_path / broken).write_bytes(b"\xff")
    (tmp_path / other).write_text(text, "utf-8")
    found = [str(problem.place) for problem in read_settings(tmp_path).problems]
    assert found == [f"{broken}:1:1"] * 2
