"""What others read of our citations: BibTeX and RIS by a parser each, CSL-JSON by citeproc."""

from __future__ import annotations

from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.formatter import plain
from citeproc.source.json import CiteProcJSON

from generator import csl
from generator.bibliography import TYPES
from generator.dates import Date
from generator.records import Source

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
    assert {"journal", "booktitle"} & found.keys()
    assert {"publisher", "institution", "school"} & found.keys()
    found = {name: value for name, value in found.items() if name not in ("journal", "booktitle")}
    found = {name: value for name, value in found.items() if name not in ("institution", "school")}
    assert found | {"publisher": "Gazette Press"} == {
        "author": "Reed, Cy and {Council of Alder}",
        "editor": "Quill, Ada",
        "translator": "Finn, Bo",
        "title": r"{On \textbraceleft{}towers\textbraceright{} \& 100\% of “lamps”}",
        "publisher": "Gazette Press",
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
        "langid": "eo",
        "note": "[In English]",
    }


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_is_read_back_from_ris_with_every_field(kind: str) -> None:
    (read,) = rispy.loads(csl.ris(csl.of_source("key", source(type=kind))))
    editors = "tertiary_authors" if kind == "book" else "secondary_authors"
    assert read == {
        "type_of_reference": TYPES[kind],
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
    assert TYPES[kind] in rispy.config.TYPE_OF_REFERENCE_MAPPING


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
    assert set(fields) == {"title", "langid"}
    assert set(rispy.loads(csl.ris(item))[0]) == {"type_of_reference", "id", "title", "language"}


def test_the_site_and_its_parts_are_items_with_a_version() -> None:
    site = csl.Compilation("Lighthouse Reference", "https://light.example/", "1.2")
    day = Date.parse("2032-01-01")
    known = {"version": "1.2", "issued": {"date-parts": [[2032, 1, 1]]}}
    assert site.item(day) == known | {
        "id": "site",
        "type": "dataset",
        "title": "Lighthouse Reference",
        "URL": "https://light.example/",
    }
    part = site.part("articles/01#upkeep", "It is kept.", "articles/01/#upkeep", day)
    assert part == known | {
        "id": "articles/01#upkeep",
        "type": "webpage",
        "title": "It is kept.",
        "container-title": "Lighthouse Reference",
        "URL": "https://light.example/articles/01/#upkeep",
    }
    (entry,) = parse_string(csl.bibtex(part)).entries
    assert (entry.key, entry["version"]) == ("articles:01:upkeep", "1.2")
    unversioned = csl.Compilation("Lighthouse Reference", "https://light.example/", "")
    assert "version" not in unversioned.item()
