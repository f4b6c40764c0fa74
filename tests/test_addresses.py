"""Addresses on a page: each thing has one, and the check knows those that headings get."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import GOLDEN
from project import markdown

from generator import build
from generator.pages import addresses, render

READER = markdown()


@pytest.mark.parametrize(
    "page", sorted(render(build.read(GOLDEN)[0]).items()), ids=lambda page: page[0]
)
def test_headings_have_the_addresses_that_markdown_gives_them(page: tuple[str, bytes]) -> None:
    """But for the number that it adds where two are alike, and no id stands twice."""
    path, content = page
    if path.endswith(".md"):
        text = re.sub(r"\A---\n.*?^---\n", "", content.decode(), flags=re.DOTALL | re.MULTILINE)
        READER.reset()
        html = READER.convert(text)
        made = re.findall(r"<h\d [^>]*\bid=\"(.*?)\"", html)
        known = [slug for _, slug in addresses.headings_of(content.decode())]
        assert [re.sub(r"_\d+$", "", one) for one in made] == known
        ids = re.findall(r"\bid=\"(.*?)\"", html)
        assert len(ids) == len(set(ids))


def test_claims_whose_names_are_alike_have_notes_of_their_own(golden: Path) -> None:
    """Written in one, `events/pier#side-path` and `events/pier-side#path` are the same."""
    for key, slug, source in (("pier", "side-path", "herald-2031"), ("pier-side", "path", "x")):
        record = golden / "seeds" / "events" / f"{key}.md"
        cited = source.replace("x", "harbour-post-2032")
        record.write_text(
            "---\ndate: 2031-02\ntitle: A path\nkind: context\nreviewed: 2032-01-01\n---\n"
            f"A path was laid. [@{cited}] {{#{slug}}}\n"
        )
    method = golden / "seeds" / "about" / "method.md"
    cited = "\n[@events/pier#side-path]\n\n[@events/pier-side#path]\n"
    method.write_text(method.read_text("utf-8") + cited, "utf-8")
    catalogue, problems = build.read(golden)
    assert problems == []
    page = render(catalogue)["about/method.md"].decode()
    notes = re.findall(r"^\[\^events-pier.*\]:\n    \[(.*?)\]", page, re.MULTILINE)
    assert notes == ["Herald", "Harbour Post"]
