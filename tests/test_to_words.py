"""Links to the very words that were read, and to a stored copy of where they stood."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import build, pages
from generator.urls import to_words

WAYBACK = "https://web.archive.org/web/"


@pytest.mark.parametrize(
    ("url", "words", "address"),
    [
        ("https://a.example/", [], "https://a.example/"),
        ("https://a.example/", ["one"], "https://a.example/#:~:text=one"),
        ("https://a.example/#b", ["one"], "https://a.example/#b:~:text=one"),
        (
            "https://a.example/?b=1&c",
            ["one, two-three & 4%", "“”", "one, two-three & 4%"],
            "https://a.example/?b=1&c#:~:text=one%2C%20two%2Dthree%20%26%204%25&text=%E2%80%9C%E2%80%9D",
        ),
    ],
)
def test_an_address_leads_to_words_whatever_signs_they_have(
    url: str, words: list[str], address: str
) -> None:
    assert to_words(url, words) == address


def made(root: Path) -> dict[str, str]:
    site, problems = build.render(root)
    assert problems == []
    return {path: content.decode("utf-8", "replace") for path, content in site.items()}


def test_a_footnote_and_a_reading_note_lead_to_the_excerpt(golden: Path) -> None:
    found = made(golden)
    url = "https://alder.example/acts?year=2031&no=4"
    words = (
        "#:~:text=No%20Party%20takes%20a%20toll%20from%20a%20ship%20that%20the%20light%20guides."
    )
    bare = url.replace("&", "&#38;")
    assert f'[alder.example](<{url}{words}> "{bare}").' in found["articles/02.md"]
    reading = found["sources/lighthouse-treaty.md"]
    linked = re.findall(r'<q [^>]*><a href="([^"]*)">(.*?)</a></q>', reading)
    assert len(linked) == reading.count("<q ") > 0
    assert bare + words.replace("#", "&#35;").replace("~", "&#126;") in dict(linked)


def test_what_must_not_be_a_link_leads_nowhere_but_to_the_copy_that_is_named(golden: Path) -> None:
    found = made(golden)
    page = found["sources/gazette-2031.md"]
    assert "`https://gazette.example/lighthouse`. [Archived copy](<https://archive.example/" in page
    assert re.findall(r"<q [^>]*><a ", page) == []
    # What stands in another script stands there with its quotation marks.
    arabic = found["sources/lighthouse-treaty-ar.md"]
    assert '# <span lang="ar" dir="rtl">“معاهدة المنارة المشتركة”</span>' in arabic
    assert '<span class="q" lang="ar" dir="rtl">“' in found["articles/02.md"]
    source = golden / "seeds" / "sources" / "gazette-2031.md"
    text = source.read_text("utf-8")
    source.write_text(re.sub(r"archived_url: .*\n", "", text), "utf-8")
    assert "rchived copy" not in made(golden)["sources/gazette-2031.md"]


@pytest.mark.parametrize(
    ("url", "accessed", "issued", "copy"),
    [
        ("https://a.example/b?c=d", "2032-01-01", "2031", "20320101/https://a.example/b?c=d"),
        ("https://a.example/b", "2032-02", "unknown", "20320201/https://a.example/b"),
        ("https://a.example/b", "", "2031-05", "20310501/https://a.example/b"),
        ("https://a.example./b", "", "unknown", "*/https://a.example./b"),
        ("", "", "unknown", ""),
    ],
)
def test_a_copy_is_looked_for_as_the_source_was_read(
    url: str, accessed: str, issued: str, copy: str, golden: Path
) -> None:
    source = golden / "seeds" / "sources" / "herald-2031.md"
    text = re.sub(r"(URL|accessed|issued): .*\n", "", source.read_text("utf-8"))
    said = {"URL": url, "accessed": accessed, "issued": issued}
    lines = "".join(f"{key}: {value}\n" for key, value in said.items() if value)
    source.write_text(text.replace("type: webpage\n", f"type: webpage\n{lines}"), "utf-8")
    page = pages.render(build.read(golden)[0])["sources/herald-2031.md"].decode()
    link = f"[Look for an archived copy](<{WAYBACK}{copy}>)."
    assert (link in page) if copy else ("rchived copy" not in page)
    assert ("[a.example](" in page) == bool(url)


def test_words_as_read_in_what_we_do_not_hold_are_led_to(golden: Path) -> None:
    source = golden / "seeds" / "sources" / "harbour-post-2032.md"
    source.write_text(f"{source.read_text('utf-8').rstrip()} Есть «старый маяк».\n", "utf-8")
    article = golden / "seeds" / "articles" / "02.md"
    claim = "An «старый маяк» stands there. [@harbour-post-2032] {#old-light}\n"
    article.write_text(f"{article.read_text('utf-8')}\n{claim}", "utf-8")
    page = made(golden)["articles/02.md"]
    note = page.partition("\n[^old-light]:\n")[2].partition("\n\n")[0]
    letters = "%D1%81%D1%82%D0%B0%D1%80%D1%8B%D0%B9%20%D0%BC%D0%B0%D1%8F%D0%BA"
    assert f"[post.example](<https://post.example/treaty#:~:text={letters}> " in note
    assert page.count(letters) == 1
