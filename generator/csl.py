"""Items of the Citation Style Language (CSL-JSON), of sources and of this site, in BibTeX and RIS.

No English and no style stands here: `pages/citations.py` has both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.bibliography import TYPES
from generator.dates import Date
from generator.records import Source

Item = dict[str, Any]
"""An item as CSL-JSON has it: variables by name, names and dates as mappings."""
_PLAIN = {
    *("type", "title", "container_title", "event", "publisher", "edition", "volume", "issue"),
    *("number", "page", "ISBN", "ISSN", "DOI", "URL", "language"),
}
"""Fields of a source that are variables of CSL and hold a text."""
_NAMES = ("author", "editor", "translator")
_DATES = ("issued", "accessed")
_BIBTEX = {
    **dict.fromkeys(("JOUR", "MGZN", "NEWS"), "article"),
    **dict.fromkeys(("CHAP", "DICT", "ENCYC"), "incollection"),
    "BOOK": "book",
    "CPAPER": "inproceedings",
    "MANSCPT": "unpublished",
    "PAMP": "booklet",
    "RPRT": "techreport",
    "THES": "phdthesis",
}
"""Entries of BibTeX by the types of RIS; what has none is `misc`."""
_PUBLISHER = {"techreport": "institution", "thesis": "school", "phdthesis": "school"}
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: rf"\{sign}" for sign in "&%$#_"},
    }
)


@dataclass(frozen=True)
class Compilation:
    """The site as something that can be cited: its name, its address and its version."""

    name: str
    address: str
    version: str

    def item(self, day: Date | None = None) -> Item:
        """Return the item of the whole site as it stood on a day."""
        whole = {"type": "dataset", "title": self.name, "URL": self.address}
        return {"id": "site", **whole, **self._version(), **_dates(issued=day)}

    def part(self, name: str, title: str, path: str, day: Date) -> Item:
        """Return the item of a page or a statement: its name in the records, words and address."""
        part = {"type": "webpage", "title": title, "container-title": self.name}
        url = {"URL": f"{self.address}{path}"}
        return {"id": name, **part, **url, **self._version(), **_dates(issued=day)}

    def _version(self) -> Item:
        return {"version": self.version} if self.version else {}


def of_source(key: str, source: Source) -> Item:
    """Return the item of a source; a title in English follows its own, in brackets, as a note."""
    item = source.model_dump(include=_PLAIN, by_alias=True, exclude_none=True)
    if source.page:
        item["page"] = source.page.replace("–", "-")
    for role in _NAMES:
        if names := getattr(source, role):
            item[role] = list(map(name_of, names))
    if source.title_translation:
        item["note"] = f"[{source.title_translation}]"
    return {"id": key, **item, **_dates(issued=source.issued, accessed=source.accessed)}


def name_of(printed: str) -> dict[str, str]:
    """Return a name: a person's, written "Family, Given", in its parts, any other as printed."""
    family, comma, given = printed.partition(", ")
    return {"family": family, "given": given} if comma else {"literal": printed}


def _dates(**dates: Date | None) -> Item:
    """Return dates as CSL has them: the parts that are known, of one time or of two."""
    found: Item = {}
    for name, date in dates.items():
        if date:
            times = date.text.strip("[]~").replace("..", "/").split("/")
            found[name] = {"date-parts": [[int(part) for part in one.split("-")] for one in times]}
            if date.precision in ("about", "within"):
                found[name]["circa"] = True
    return found


def _time(item: Item, name: str) -> str:
    """Return a date as ISO 8601 has it, of one time or of two; nothing for one that is unknown."""
    parts = item.get(name, {}).get("date-parts", [])
    return "/".join("-".join(f"{part:02}" for part in one) for one in parts)


def bibtex(item: Item) -> str:
    """Return an item as an entry of BibTeX, with the fields that BibLaTeX adds."""
    entry = _BIBTEX.get(TYPES[item["type"]], "misc")
    issue = item.get("issue")
    day = _time(item, "issued")
    fields = {
        **{role: " and ".join(map(_latex_name, item.get(role, ()))) for role in _NAMES},
        "title": f"{{{_latex(item['title'])}}}",
        "journal" if entry == "article" else "booktitle": _latex(item.get("container-title")),
        _PUBLISHER.get(entry, "publisher"): _latex(item.get("publisher")),
        "volume": _latex(item.get("volume")),
        "number": _latex(issue or item.get("number")),
        "eid": _latex(item.get("number") if issue else None),
        "pages": _latex(item.get("page")).replace("-", "--"),
        "edition": _latex(item.get("edition")),
        "eventtitle": _latex(item.get("event")),
        "isbn": item.get("ISBN"),
        "issn": item.get("ISSN"),
        "doi": item.get("DOI"),
        "url": item.get("URL"),
        "date": f"{day}~" if day and item["issued"].get("circa") else day,
        "year": day[:4],
        "urldate": _time(item, "accessed"),
        "langid": item.get("language"),
        "version": _latex(item.get("version")),
        "note": _latex(item.get("note")),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{entry}{{{item['id'].replace('/', ':').replace('#', ':')},\n{lines}}}\n"


def ris(item: Item) -> str:
    """Return an item as a reference of RIS."""
    container, event = item.get("container-title"), item.get("event")
    day, read = (_time(item, one).partition("/")[0].replace("-", "/") for one in _DATES)
    lines: list[tuple[str, Any]] = [("TY", TYPES[item["type"]]), ("ID", item["id"])]
    tags = {"author": "AU", "editor": "A3" if item["type"] == "book" else "A2", "translator": "A4"}
    for role, tag in tags.items():
        lines += [(tag, ", ".join(one.values())) for one in item.get(role, ())]
    first, _, last = item.get("page", "").partition("-")
    lines += [
        ("TI", item["title"]),
        ("TT", item.get("note", "").strip("[]")),
        ("T2", event or container),
        ("C3", container if event else None),
        ("PB", item.get("publisher")),
        ("PY", day[:4]),
        ("DA", day),
        ("VL", item.get("volume")),
        ("IS", item.get("issue")),
        ("SP", first),
        ("EP", last),
        ("ET", item.get("edition") or item.get("version")),
        ("M1", item.get("number")),
        ("SN", item.get("ISBN") or item.get("ISSN")),
        ("DO", item.get("DOI")),
        ("UR", item.get("URL")),
        ("Y2", read),
        ("LA", item.get("language")),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in lines if value) + "ER  - \n"


def _latex(text: str | None) -> str:
    """Return a text with the signs written out that LaTeX does not print as they are."""
    return (text or "").translate(_LATEX)


def _latex_name(name: dict[str, str]) -> str:
    """Return a name as BibTeX reads it: one that has no parts stands in braces."""
    if "literal" in name:
        return f"{{{_latex(name['literal'])}}}"
    return _latex(f"{name['family']}, {name['given']}")
