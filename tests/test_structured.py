"""What programs read in the heads of pages: JSON-LD, as a processor that is not ours reads it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import GOLDEN
from project import ROOT, contents
from pyld import jsonld

from generator import build
from generator.pages.rows import FILES
from generator.settings import Settings, read_settings

SCHEMA = "https://schema.org/"


def loaded(url: str, _: object) -> dict[str, Any]:
    """Return the context of schema.org, in short: all its words are its own."""
    assert url.rstrip("/") == SCHEMA.rstrip("/")
    addresses = {key: {"@type": "@id"} for key in ("item", "url", "license", "contentUrl")}
    context = {"@vocab": SCHEMA, **addresses}
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": context}}


def heads(site: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    """Return the structured data of each page, those of what was withdrawn left out."""
    pages = {path: text.decode() for path, text in site.items() if path.endswith(".md")}
    # The loader in C, since the real pages are many.
    read = {
        path: yaml.load(text.split("---\n")[1], yaml.CSafeLoader) for path, text in pages.items()
    }
    return {path: head["data"] for path, head in read.items() if "withdrawn" not in head}


@pytest.fixture(scope="module")
def settings() -> Settings:
    return read_settings(GOLDEN)


@pytest.fixture(scope="module")
def pages(settings: Settings) -> dict[str, dict[str, Any]]:
    site, problems = build.render(GOLDEN, settings)
    assert problems == []
    return heads(site)


def entity(data: dict[str, Any]) -> dict[str, Any]:
    """Return what a page is about, as the processor reads it: words of schema.org to values."""
    [page] = jsonld.expand(data, {"documentLoader": loaded})
    assert page["@type"] == [f"{SCHEMA}WebPage"]
    [found] = page[f"{SCHEMA}mainEntity"]
    return {key.removeprefix(SCHEMA): value for key, value in found.items()}


@pytest.mark.parametrize(
    ("path", "type_", "said"),
    [
        ("index.md", "Legislation", {"legislationDate": "2031-05-04"}),
        ("articles/01.md", "Legislation", {"legislationIdentifier": "Article 1"}),
        ("events/signing.md", "Event", {"startDate": "2031-05-04", "name": "Signature"}),
        ("people/ada-quill.md", "Person", {"name": "Ada Quill"}),
        ("organisations/council-of-birk.md", "Organization", {"name": "Council of Birk"}),
        ("sources/herald-2031.md", "CreativeWork", {"datePublished": "2031-05"}),
        ("questions/who-pays.md", "Question", {"text": "Who pays for the light?"}),
        ("data/index.md", "Dataset", {"version": "1.2.0", "datePublished": "2032-04-02"}),
    ],
)
def test_a_page_says_what_it_is_about(
    path: str, type_: str, said: dict[str, str], pages: dict[str, dict[str, Any]]
) -> None:
    found = entity(pages[path])
    assert found["@type"] == [f"{SCHEMA}{type_}"]
    for key, value in said.items():
        assert found[key] == [{"@value": value}]


def test_each_page_says_where_it_stands(
    pages: dict[str, dict[str, Any]], settings: Settings
) -> None:
    for path, data in pages.items():
        assert entity(data)["@type"]
        stem = path.removesuffix("index.md").replace(".md", "/")
        assert data["@id"] == f"{settings.site_url}{stem}"
        way = data["breadcrumb"]["itemListElement"]
        assert [one["position"] for one in way] == list(range(1, len(way) + 1))
        assert (way[0]["item"], way[-1]["item"]) == (settings.site_url, data["@id"])


def test_the_data_set_names_every_table_and_the_whole_as_the_citation_has_it(
    pages: dict[str, dict[str, Any]], settings: Settings
) -> None:
    data = pages["data/index.md"]["mainEntity"]
    urls = {one["contentUrl"] for one in data["distribution"]}
    assert urls == {
        f"{settings.site_url}data/v1/{name}.{form}" for name in FILES for form in ("csv", "jsonl")
    }
    cited = yaml.safe_load((GOLDEN / "CITATION.cff").read_text("utf-8"))
    assert data["version"] == cited["version"]
    assert data["datePublished"] == f"{cited['date-released']}"
    assert cited["license"] in "CC-BY-4.0"
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"


def test_no_address_that_is_not_to_be_linked_stands_there(
    pages: dict[str, dict[str, Any]],
) -> None:
    text = json.dumps(pages["sources/gazette-2031.md"])
    assert "https://gazette.example" not in text
    assert "url" in pages["sources/herald-2031.md"]["mainEntity"]


def test_identifiers_are_those_of_the_record(golden: Path) -> None:
    record = golden / "seeds" / "sources" / "herald-2031.md"
    text = record.read_text("utf-8").replace("language: eo", "language: eo\nISSN: 0317-8471")
    record.write_text(text, "utf-8")
    data = heads(build.render(golden)[0])["sources/herald-2031.md"]["mainEntity"]
    one = {"@type": "PropertyValue", "propertyID": "ISSN", "value": "0317-8471"}
    assert data["identifier"] == [one]


def test_the_real_pages_have_it_too() -> None:
    for path, data in heads(contents(ROOT / "docs")).items():
        assert data["mainEntity"]["@type"], path
