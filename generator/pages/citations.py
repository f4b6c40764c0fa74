"""Citations: in Chicago style on the page; in APA and for programs in files beside it."""

import calendar
import html
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from generator import csl
from generator.catalogue import grouped
from generator.csl import Item
from generator.dossier import Dossier, Statement
from generator.pages import escape, words
from generator.pages.addresses import anchor_of, below_site, page_of
from generator.records import Source
from generator.seeds import Entry
from generator.settings import Settings
from generator.vocabularies import TYPES
from generator.witnesses import rank

FEW = 4
"""How many items a page shows for a statement, this site among them; files have all."""
_FOLDER = Path(__file__).parent.parent / "styles"
_STYLES = {
    path.stem: [
        [(piece, re.findall(r"{(\w+)}", piece)[0]) for piece in sentence.split("|")]
        for sentence in path.read_text("utf-8").splitlines()
    ]
    for path in sorted(_FOLDER.iterdir())
}
"""By style, the pieces of each sentence with the variable that must be known for it to be shown."""


def of_statement(said: Statement, site: Settings) -> list[Item]:
    """Return what one cites for a statement: this site, and the best source of each witness."""
    text, day = escape.plain(said.block.text), said.home.record.reviewed
    best = (min(witness, key=rank) for witness in said.strength.witnesses)
    found = (cited.source for cited in sorted(best, key=rank))
    sources = (csl.of_source(source.key, source.record) for source in found)
    return [csl.of_part(site, said.name, text, below_site(said.name), day), *sources]


def of_page(entry: Entry, site: Settings) -> list[Item]:
    """Return what one cites for a page: this site or, for that of a source, the source first."""
    # No key has a slash, and no name of a page is that of a source or a statement.
    record, title = entry.record, str(words.title(entry))
    ours = csl.of_part(site, f"{entry.name}/", title, below_site(entry.name), record.reviewed)
    return [csl.of_source(entry.key, record), ours] if isinstance(record, Source) else [ours]


def beside(dossier: Dossier, site: Settings) -> dict[str, bytes]:
    """Return the files beside all pages: each page and its statements, all with their sources."""
    found: dict[str, bytes] = {}
    claims = grouped(
        (page_of(claim.name), of_statement(dossier.statement(claim), site))
        for claim in dossier.claims.values()
    )
    for entry in dossier.entries.values():
        if not anchor_of(entry.name):
            groups = [of_page(entry, site), *claims.get(page_of(entry.name), [])]
            items = {item["id"]: item for group in groups for item in group}.values()
            lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
            texts = {
                "txt": "\n".join("".join(f"{apa(item)}\n" for item in group) for group in groups),
                "bib": "\n".join(map(csl.bibtex, items)),
                "ris": "\n".join(map(csl.ris, items)),
                "csl.json": f"[\n{lines}\n]\n",
            }
            found |= {f"{entry.name}.{ending}": text.encode() for ending, text in texts.items()}
    return found


def shown(items: Sequence[Item]) -> tuple[str, ...]:
    """Return items for a page as HTML, of many the first few and how many others."""
    rest = len(items) - FEW
    others = f"{words.capital(words.counted(rest, 'other source'))}, named in the evidence."
    return (*map(chicago, items[:FEW]), *([others] if rest > 0 else []))


def chicago(item: Item) -> str:
    """Return an item as HTML, as the Chicago Manual of Style has it in a bibliography."""
    says = {name: html.escape(text, quote=False) for name, text in says_of(item).items()}
    title = says["title"]
    if TYPES[item["type"]]["style"] == "italic":
        title = f"<i>{title}</i>"
    elif not title.startswith("["):  # such a title is a description of ours
        inner = escape.inner(title)
        title = f"“{inner if says.get('note') else _ended(inner)}”"
    if item.get("language", "en") != "en" and not item["title"].startswith("["):
        title = f'<bdi lang="{item["language"]}">{title}</bdi>'
    return cited("chicago", {**says, "title": title})


def apa(item: Item) -> str:
    """Return an item as the American Psychological Association has it in a list of references."""
    says = says_of(item, is_apa=True)
    says["title"] = says["title"].removesuffix(".")
    return cited("apa", says)


def says_of(item: Item, *, is_apa: bool = False) -> dict[str, str]:
    """Return what is known of an item in words, by variable, names and days as a style has them."""
    last, order = ("&", "{0}, {1} {2}") if is_apa else ("and", "{2} {1} {0}")
    says = {name.replace("-", "_"): text for name, text in item.items() if isinstance(text, str)}
    for role in csl.PEOPLE:
        # Of authors, Chicago turns the first about, and the APA all.
        names = [
            _name(name, short=is_apa, whole=role != "author" or (place > 0 and not is_apa))
            for place, name in enumerate(item.get(role, ()))
        ]
        says[role] = f", {last} ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    says["editors"] = "Eds." if item.get("editor", ())[1:] else "Ed."
    if says.get("publisher") == says.get("container_title"):
        says["publisher"] = ""
    if (edition := says.get("edition", "")).isdigit():
        ending = {"1": "st", "2": "nd", "3": "rd"}.get(edition, "th")
        says["edition"] = f"{edition}{ending} ed."
    says["page"] = says.get("page", "").replace("-", "–")
    says = {name: escape.turned(text) for name, text in says.items()}
    says["link"] = f"https://doi.org/{item['DOI']}" if "DOI" in item else item.get("URL", "")
    return says | {"day": _day(item.get("issued", {"date-parts": ()}), order) or "n.d."}


def cited(style: str, says: dict[str, str]) -> str:
    """Return what is known, set in a style: sentences of pieces, each shown if its value is known.

    Where nobody is named, the title stands in the place of the name.
    """
    first, *others = _STYLES[style]
    if not says["author"]:
        others.sort(key=lambda pieces: pieces[0][1] != "title")
    sentences = []
    for pieces in (first, *others):
        known = [piece.format_map(says) for piece, name in pieces if says.get(name)]
        sentences.append(_ended("".join(known).lstrip(", ")))
    return " ".join(filter(None, sentences))


def _ended(text: str) -> str:
    """Return a text with one full stop at its end."""
    is_ended = text.removesuffix("</bdi>").rstrip("”’").endswith((".", "?", "!"))
    return text if is_ended or not text else f"{text}."


def _day(date: dict[str, Any], order: str) -> str:
    """Return a time in words, of one or two, with year, month and day in an order."""
    times = []
    for year, *rest in date["date-parts"]:
        month, day = [*(calendar.month_name[number] for number in rest[:1]), *rest[1:], "", ""][:2]
        times.append(order.format(year, month, day).strip(", "))
    return ("about " if "circa" in date else "") + "–".join(times)


def _name(name: dict[str, str], *, short: bool, whole: bool) -> str:
    """Return a name, with initials if it is to be short; if it is not whole, the family's first."""
    if "literal" in name:
        return name["literal"]
    given = " ".join(f"{part[0]}." for part in name["given"].split()) if short else name["given"]
    return f"{given} {name['family']}" if whole else f"{name['family']}, {given}"
