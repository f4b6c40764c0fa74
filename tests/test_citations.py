"""What others read of our citations: BibTeX and RIS by a parser each, CSL-JSON by citeproc."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.formatter import plain
from citeproc.source.json import CiteProcJSON
from conftest import GOLDEN

from generator import build, csl, pages
from generator.dates import Date
from generator.dossier import Dossier
from generator.pages import citations
from generator.records import Source
from generator.settings import Settings
from generator.vocabularies import TYPES

LIGHT = Settings(site_name="Light", site_url="https://light.example/", version="7")

WHOLE = {
    "title": "On {towers} & 100% of “lamps”",
    "author": ["Reed, Cy", "Council of Alder"],
    "editor": ["Quill, Ada"],
    "translator": ["Finn, Bo"],
    "container-title": "The Gazette",
    "event": "Conference of Keepers",
    "publisher": "Gazette Press",
    "edition": "2",
    "volume": "3",
    "issue": "4",
    "number": "A_5",
    "page": "6–7",
    "issued": "2031-06-09",
    "DOI": "10.1000/182",
    "ISBN": "978-0-306-40615-7",
    "ISSN": "0317-8471",
    "URL": "https://gazette.example/a_b%20c#d",
    "accessed": "2032-01-01",
    "title_translation": "In English",
    "language": "eo",
}


def source(**fields: Any) -> Source:
    needed = {
        "short": "Gazette",
        "interest": "unknown",
        "reliability": "Good.",
        "origin": "gazette",
    }
    return Source.model_validate({**needed, "reviewed": "2032-01-01", **WHOLE, **fields})


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_is_read_back_from_bibtex_with_every_field(kind: str) -> None:
    read = parse_string(csl.bibtex(csl.of_source("key", source(type=kind))))
    assert not read.failed_blocks
    (entry,) = read.entries
    found = {field.key: field.value for field in entry.fields}
    assert entry.key == "key"
    assert found.pop(TYPES[kind]["container-title"]) == "The Gazette"
    assert found.pop(TYPES[kind]["publisher"]) == "Gazette Press"
    assert found == {
        "author": "Reed, Cy and {Council of Alder}",
        "editor": "Quill, Ada",
        "translator": "Finn, Bo",
        "title": r"{On \textbraceleft{}towers\textbraceright{} \& 100\% of “lamps”}",
        "volume": "3",
        "number": "4",
        "eid": r"A\_5",
        "pages": "6--7",
        "edition": "2",
        "eventtitle": "Conference of Keepers",
        "isbn": "978-0-306-40615-7",
        "issn": "0317-8471",
        "doi": "10.1000/182",
        "url": "https://gazette.example/a_b%20c#d",
        "date": "2031-06-09",
        "year": "2031",
        "urldate": "2032-01-01",
        "language": "eo",
        "note": "[In English]",
    }


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_is_read_back_from_ris_with_every_field(kind: str) -> None:
    (read,) = rispy.loads(csl.ris(csl.of_source("key", source(type=kind))))
    editors = "tertiary_authors" if kind == "book" else "secondary_authors"
    assert read == {
        "type_of_reference": TYPES[kind]["ris"],
        "id": "key",
        "authors": ["Reed, Cy", "Council of Alder"],
        editors: ["Quill, Ada"],
        "subsidiary_authors": ["Finn, Bo"],
        "title": "On {towers} & 100% of “lamps”",
        "translated_title": "In English",
        "secondary_title": "Conference of Keepers",
        "custom3": "The Gazette",
        "publisher": "Gazette Press",
        "year": "2031",
        "date": "2031/06/09",
        "volume": "3",
        "number": "4",
        "start_page": "6",
        "end_page": "7",
        "edition": "2",
        "note": "A_5",
        "issn": "978-0-306-40615-7",
        "doi": "10.1000/182",
        "urls": ["https://gazette.example/a_b%20c#d"],
        "access_date": "2032/01/01",
        "language": "eo",
    }
    assert TYPES[kind]["ris"] in rispy.config.TYPE_OF_REFERENCE_MAPPING


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_is_read_by_citeproc(kind: str, recwarn: pytest.WarningsRecorder) -> None:
    item = csl.of_source("key", source(type=kind))
    assert item.keys() - {"id", "type", "note"} == WHOLE.keys() - {"title_translation"}
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON([item]), plain)
    bibliography.register(Citation([CitationItem("key")]))
    said = str(bibliography.bibliography()[0])
    assert not list(recwarn)
    assert "Reed, C. and Council of Alder (2031)" in said
    assert "On {towers} & 100% of “lamps”" in said


DATES = [
    ("2031", {"date-parts": [[2031]]}, "2031", "2031"),
    ("2031-05", {"date-parts": [[2031, 5]]}, "2031-05", "2031/05"),
    ("0631-05", {"date-parts": [[631, 5]]}, "0631-05", "0631/05"),
    ("2031~", {"date-parts": [[2031]], "circa": True}, "2031~", "2031"),
    ("2030-12/2031", {"date-parts": [[2030, 12], [2031]]}, "2030-12/2031", "2030/12"),
    ("[2030..2031]", {"date-parts": [[2030], [2031]], "circa": True}, "2030/2031~", "2030"),
]


@pytest.mark.parametrize(("written", "parts", "bibtex", "ris"), DATES)
def test_a_date_keeps_what_is_known_of_it(
    written: str, parts: dict[str, Any], bibtex: str, ris: str
) -> None:
    item = csl.of_source("key", source(type="report", issued=written))
    assert item["issued"] == parts
    assert f"  date = {{{bibtex}}},\n" in csl.bibtex(item)
    assert f"\nDA  - {ris}\n" in csl.ris(item)


def test_what_is_not_known_of_a_source_stands_nowhere() -> None:
    bare = dict.fromkeys(WHOLE.keys() - {"title", "language", "issued"})
    bare |= {"author": (), "editor": (), "translator": (), "issued": "unknown"}
    item = csl.of_source("key", source(type="webpage", **bare))
    assert item == {"id": "key", "type": "webpage", "title": WHOLE["title"], "language": "eo"}
    fields = parse_string(csl.bibtex(item)).entries[0].fields_dict
    assert set(fields) == {"title", "language"}
    assert set(rispy.loads(csl.ris(item))[0]) == {"type_of_reference", "id", "title", "language"}


def test_a_part_of_the_site_is_an_item_with_a_version() -> None:
    site = replace(LIGHT, site_name="Lighthouse Reference", version="1.2")
    day = Date.parse("2032-01-01")
    known = {"version": "1.2", "issued": {"date-parts": [[2032, 1, 1]]}}
    part = csl.of_part(site, "articles/01#upkeep", "It is kept.", "articles/01/#upkeep", day)
    assert part == known | {
        "id": "articles/01#upkeep",
        "type": "webpage",
        "title": "It is kept.",
        "container-title": "Lighthouse Reference",
        "language": "en",
        "URL": "https://light.example/articles/01/#upkeep",
    }
    (entry,) = parse_string(csl.bibtex(part)).entries
    assert (entry.key, entry["version"]) == ("articles:01:upkeep", "1.2")
    unversioned = csl.of_part(replace(site, version=""), "x", "It is kept.", "x", day)
    assert "version" not in csl.bibtex(unversioned) + csl.ris(unversioned)


STYLES: dict[str, tuple[dict[str, Any], str, str]] = {
    "an article of a journal": (
        {"type": "article-journal", "DOI": None, "title_translation": None, "language": "en"},
        (
            "Reed, Cy, and Council of Alder. “On {towers} &amp; 100% of ‘lamps’.” Presented at "
            "Conference of Keepers. Edited by Ada Quill. Translated by Bo Finn. 2nd ed. "
            "<i>The Gazette</i>, vol. 3, no. 4, no. A_5, Gazette Press, 9 June 2031, 6–7. "
            "https://gazette.example/a_b%20c#d."
        ),
        (
            "Reed, C., & Council of Alder. (2031, June 9). On {towers} & 100% of “lamps” (B. Finn, "
            "Trans.) (2nd ed.) (No. A_5). Conference of Keepers. In A. Quill (Ed.), The Gazette, "
            "3(4), 6–7. Gazette Press. https://gazette.example/a_b%20c#d."
        ),
    ),
    "a book in another language": (
        {
            **dict.fromkeys(WHOLE, None),
            "type": "book",
            "title": "Lumo",
            "language": "eo",
            "title_translation": "Light",
            "author": ["Quill, Ada Bea", "Finn, Bo", "Reed, Cy"],
            "issued": "2030/2031",
            "editor": (),
            "translator": (),
            "edition": "revised edition",
        },
        (
            'Quill, Ada Bea, Bo Finn, and Cy Reed. <bdi lang="eo"><i>Lumo</i></bdi> [Light]. '
            "revised edition. 2030–2031."
        ),
        "Quill, A. B., Finn, B., & Reed, C. (2030–2031). Lumo [Light] (revised edition).",
    ),
    "a page that nobody signed": (
        {
            **dict.fromkeys(WHOLE, None),
            "type": "webpage",
            "title": "[Report on a toll]",
            "issued": "2031-05~",
            "author": (),
            "editor": (),
            "translator": (),
            "language": "en",
            "container-title": "Herald",
            "publisher": "Herald",
        },
        "[Report on a toll]. <i>Herald</i>, about May 2031.",
        "[Report on a toll]. (about 2031, May). Herald.",
    ),
    "one that we describe, in another language": (
        {
            **dict.fromkeys(WHOLE, None),
            "type": "webpage",
            "title": "[Report on the town's toll]",
            "issued": "2031",
            "URL": "https://a.example/it's",
            "author": (),
            "editor": (),
            "translator": (),
            "language": "eo",
            "container-title": "L'Orient",
        },
        "[Report on the town’s toll]. <i>L’Orient</i>, 2031. https://a.example/it's.",
        "[Report on the town’s toll]. (2031). L’Orient. https://a.example/it's.",
    ),
    "one of which no day is known": (
        {
            **dict.fromkeys(WHOLE, None),
            "type": "webpage",
            "title": "Is it lit?",
            "issued": "unknown",
            "DOI": "10.1000/182",
            "author": (),
            "editor": (),
            "translator": (),
            "language": "en",
        },
        "“Is it lit?” n.d. https://doi.org/10.1000/182.",
        "Is it lit? (n.d.). https://doi.org/10.1000/182.",
    ),
}


@pytest.mark.parametrize("case", STYLES)
def test_a_source_is_cited_in_chicago_style_and_in_that_of_the_apa(case: str) -> None:
    fields, chicago, apa = STYLES[case]
    item = csl.of_source("key", source(**fields))
    assert citations.chicago(item) == chicago
    assert citations.apa(item) == apa


@pytest.fixture(scope="module")
def golden_dossier() -> Dossier:
    return build.read(GOLDEN)[0]


def test_the_page_of_a_source_shows_every_field(golden_dossier: Dossier) -> None:
    page = html.unescape(pages.render(golden_dossier)["sources/gazette-2031.md"].decode())
    line = next(one for one in page.split("\n") if one.startswith("News article. "))
    for shown in (
        *("Reed, Cy, and Council of Alder", "The Gazette", "Conference of Keepers", "6–7"),
        *("edited by Bea Quill", "translated by Odd Bo Finn", "2nd ed.", "vol. 3", "no. 4"),
        *("no. A_5", "Gazette Press", "June 2031 (After 9 June 2031, which it mentions)"),
        *("DOI 10.1000/182", "ISBN 978-0-306-40615-7", "ISSN 0317-8471", "English"),
    ):
        assert f" {shown}," in line or f" {shown}." in line, shown


def test_a_statement_at_home_is_cited_with_the_best_source_of_each_witness(
    golden_dossier: Dossier,
) -> None:
    page = pages.render(golden_dossier, LIGHT)["events/signing.md"].decode()
    block = page.partition('id="mayors-signed"')[2].partition("</details>")[0]
    sources, _, ours = block.partition("<li>Cited in ")
    assert "<i>The Gazette</i>" in sources
    assert ours.startswith("“The three mayors signed the treaty on 4 May 2031 at the pier.” ")
    assert "https://light.example/events/signing/#mayors-signed." in ours
    away = pages.render(golden_dossier, LIGHT)["index.md"].decode()
    assert "mayors-signed.”" not in away


def test_a_statement_that_is_shown_elsewhere_is_cited_there_as_it_lives(
    golden_dossier: Dossier,
) -> None:
    """Its files lie at home. Lists, which repeat a statement, lead there and have no more."""
    site = pages.render(golden_dossier, LIGHT)
    page = site["questions/who-pays.md"].decode()
    item = page.partition('<div class="claim item" markdown="1">')[2].partition("\n</div>\n\n#")[0]
    assert "https://light.example/events/pier-repairs/#pier-repaired.</li>" in item
    assert "[Link](../events/pier-repairs.md#pier-repaired){ .permalink }\n%report%" in item
    assert ("%files%" in item, "%how%" in item) == (False, True)
    assert "## How to cite" in site["about/index.md"].decode()
    assert "[How to cite](about/index.md#how-to-cite)" in site["index.md"].decode()
    for name in ("questions/index.md", "people/index.md", "articles/index.md"):
        assert 'class="acts"' not in site[name].decode(), name


def test_of_many_sources_a_page_shows_a_few_and_counts_the_others() -> None:
    items = [csl.of_source(key, source(type="book", title=key)) for key in "abcdef"]
    *few, others = citations.shown(items)
    assert len(few) == citations.FEW
    assert others == "Two other sources, named in the evidence."
    assert len(citations.shown(items[: citations.FEW])) == citations.FEW


def test_the_files_beside_every_page_are_read_by_others(golden: Path) -> None:
    dossier, problems = build.read(golden)
    assert not problems
    written = citations.beside(dossier, LIGHT)
    site = pages.render(dossier)
    heads = [one.decode() for path, one in site.items() if path.endswith(".md")]
    found = [re.search("^record: seeds/(.*).md$", one, re.MULTILINE) for one in heads]
    records = {match[1] for match in found if match}
    endings = ("bib", "csl.json", "ris", "txt")
    assert sorted(written) == sorted(f"{one}.{ending}" for one in records for ending in endings)
    for stem in records:
        items = json.loads(written[f"{stem}.csl.json"])
        ids = [one["id"] for one in items]
        read = parse_string(written[f"{stem}.bib"].decode())
        assert not read.failed_blocks
        assert len(read.entries) == len(set(ids)) == len(ids)
        assert [one["id"] for one in rispy.loads(written[f"{stem}.ris"].decode())] == ids
        assert {one.lower() for one in CiteProcJSON(items)} == {one.lower() for one in ids}
    signing = {one["id"]: one for one in json.loads(written["events/signing.csl.json"])}
    statement = signing["events/signing#mayors-signed"]
    assert statement["URL"] == "https://light.example/events/signing/#mayors-signed"
    assert (statement["container-title"], statement["version"]) == ("Light", "7")
    assert statement["issued"] == {"date-parts": [[2032, 1, 1]]}
    assert "gazette-2031" in signing
    said = written["events/signing.txt"].decode()
    assert "Light. https://light.example/events/signing/#mayors-signed.\nReed, C., & " in said
    assert json.loads(written["treaty.csl.json"])[0]["URL"] == "https://light.example/"


def test_an_item_of_this_site_has_the_tags_that_zotero_looks_for() -> None:
    day = Date.parse("2032-01-01")
    item = csl.of_part(LIGHT, "articles/01/", "Article 1", "articles/01/", day)
    assert csl.tags(item) == [
        ("z:itemType", "webpage"),
        ("citation_title", "Article 1"),
        ("citation_journal_title", "Light"),
        ("citation_public_url", "https://light.example/articles/01/"),
        ("citation_language", "en"),
        ("citation_publication_date", "2032/01/01"),
    ]
