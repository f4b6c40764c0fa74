"""The policy of the built site: its own scripts run, one that came from a record stops `seal`."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from project import PYTHON, contents, run

from generator import seal
from generator.__main__ import main

HEAD = '<head><meta charset="utf-8"><meta name="generator" content="mkdocs-1"></head>'


def digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


@pytest.fixture
def site(golden: Path) -> Path:
    """Build a small site with a theme that has a script of its own on every page."""
    settings = "{site_name: Small, theme: {name: mkdocs, custom_dir: theme}, docs_dir: pages}"
    (golden / "mkdocs.yml").write_text(settings)
    (golden / "theme").mkdir()
    (golden / "theme" / "main.html").write_text(
        '{% extends "base.html" %}{% block extrahead %}<meta name="generator" content="mkdocs-1">'
        "<script>own( 1 )</script>{% endblock %}"
    )
    for name in ("index.md", "a/b/c.md"):
        page = golden / "pages" / name
        page.parent.mkdir(parents=True)
        page.write_text("# Page\n\nText on Content-Security-Policy.\n")
    assert run(PYTHON, "-m", "mkdocs", "build", cwd=golden).returncode == 0
    return golden / "site"


def test_scripts_of_the_theme_are_allowed_and_once_is_enough(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["seal", "site"]) == 0
    for page in site.rglob("index.html"):
        text = page.read_text("utf-8")
        assert f"'sha256-{digest('own( 1 )')}'" in text
        assert text.index("http-equiv") < text.index("<script")
        assert len(re.findall('<meta http-equiv="Content-Security-Policy"', text)) == 1
    before = contents(site)
    assert main(["seal", "site"]) == 0
    assert contents(site) == before
    assert capsys.readouterr().out == "pages with a new policy: 3\npages with a new policy: 0\n"


def test_a_script_from_a_record_is_a_problem_of_its_page_and_no_page_is_sealed(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = site / "a" / "b" / "c" / "index.html"
    hostile = page.read_text("utf-8").replace("Text on", "<script>alert(1)</script>")
    page.write_text(hostile, "utf-8")
    before = contents(site)
    assert main(["seal", "site"]) == 1
    assert contents(site) == before
    assert re.match(r"site/a/b/c/index\.html:\d+:\d+: a script .*alert", capsys.readouterr().out)


@pytest.mark.parametrize(
    "script",
    [
        "<script>alert(1)</script>",
        "<ScRiPt\n>alert(1)</ScRiPt >",
        "<script/x>alert(1)</script>",
        '<script src="https://elsewhere.example/x.js"></script>',
        '<script type="text/javascript" type="application/json">alert(1)</script>',
        "<script data-src=x>alert(1)</script>",
    ],
)
def test_a_script_is_found_however_it_is_written(script: str) -> None:
    page = f"<script>own()</script>\n<p>x{script}</p>"
    [problem] = seal.unknown_scripts(Path("page.html"), page, frozenset({"own()"}))
    assert (problem.place.line, problem.place.column) == (2, 5)


def test_a_write_that_fails_leaves_all_pages_as_they_were(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(site)

    def full(path: Path, _: Path) -> Path:
        raise OSError(f"no space left for {path}")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="no space left"):
        seal.seal(site, Path())
    assert contents(site) == before


def test_what_tells_nothing_of_the_scripts_is_misuse(
    golden: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["seal", "site"]) == 2
    page = golden / "site" / "index.html"
    page.parent.mkdir()
    page.write_text("<p>Made by hand.</p>")
    assert main(["seal", "site"]) == 2
    page.write_text(HEAD)
    (golden / "mkdocs.yml").unlink()
    assert main(["seal", "site"]) == 2
    (golden / "mkdocs.yml").write_text("theme: [")
    assert main(["seal", "site"]) == 2
    (golden / "mkdocs.yml").write_text("{site_name: Small, theme: no-such-theme}")
    assert main(["seal", "site"]) == 2
    said = capsys.readouterr().err
    assert "there is no folder site" in said
    assert "no page there names its engine: mkdocs or zensical" in said
    assert said.count("mkdocs.yml cannot be read") == 2
    assert "a site without records cannot be built" in said
    assert page.read_text() == HEAD


@pytest.mark.parametrize("styles", seal.ENGINES.values())
def test_data_and_files_need_no_digest_and_code_is_left_as_it_is(styles: str) -> None:
    page = (
        f'{HEAD}<script>go()</script><script src="a.js"></script>\n\n  <p>'
        '<script type="application/ld+json">{}</script>'
    )
    allowed = f"script-src 'self' 'sha256-{digest('go()')}'; style-src {styles};"
    assert allowed in seal.with_policy(page, styles)
