"""Items of the Citation Style Language (CSL-JSON), of sources and of this site, for programs.

BibTeX, RIS and the tags that Zotero looks for are made of the item. No English stands here.
"""

from typing import Any

from generator.dates import Date
from generator.records import Source
from generator.settings import Settings
from generator.vocabularies import TYPES, VARIABLES

Item = dict[str, Any]
"""An item as CSL-JSON has it: variables by name, names and dates as mappings."""
PEOPLE = {"author": "AU", "editor": "A2", "translator": "A4"}
_VERBATIM = ("DOI", "URL")
_LATEX_NAMES = ("backslash", "braceleft", "braceright", "asciitilde", "asciicircum")
_LATEX = str.maketrans(
    {sign: rf"\{sign}" for sign in "&%$#_"}
    | {sign: rf"\text{name}{{}}" for sign, name in zip("\\{}~^", _LATEX_NAMES, strict=True)}
)


def of_part(site: Settings, name: str, title: str, path: str, day: Date) -> Item:
    """Return the item of a page or a statement: its name in the records, words and address."""
    part = {"id": name, "type": "webpage", "title": title, "container-title": site.site_name}
    where = {"URL": f"{site.site_url}{path}", "language": "en", "version": site.version}
    return {**part, **where, **_dates(issued=day)}


def of_source(key: str, source: Source) -> Item:
    """Return the item of a source; a title in English follows its own, in brackets, as a note."""
    known = {"type", "page", *(name.replace("-", "_") for name in VARIABLES)}
    item = source.model_dump(include=known, by_alias=True, exclude_none=True)
    if source.page:
        item["page"] = source.page.replace("–", "-")
    if source.title_translation:
        item["note"] = f"[{source.title_translation}]"
    for role in PEOPLE:
        if names := [name.partition(", ") for name in getattr(source, role)]:
            item[role] = [
                {"family": family, "given": given} if comma else {"literal": family}
                for family, comma, given in names
            ]
    return {"id": key, **item, **_dates(issued=source.issued, accessed=source.accessed)}


def _dates(**dates: Date | None) -> Item:
    """Return dates as CSL has them: the parts that are known, of one time or of two."""
    found: Item = {}
    for name, date in dates.items():
        if date:
            times = date.text.strip("[]~").replace("..", "/").split("/")
            parts = [list(map(int, time.split("-"))) for time in times]
            found[name] = {"date-parts": parts}
            if date.precision in ("about", "within"):
                found[name]["circa"] = True
    return found


def bibtex(item: Item) -> str:
    """Return an item as an entry of BibTeX, with the fields that BibLaTeX adds."""
    kind, day = TYPES[item["type"]], _time(item, "issued")
    fields = {role: " and ".join(map(_latex_name, item.get(role, ()))) for role in PEOPLE}
    for name in VARIABLES.keys() & item.keys():
        # An issue is what BibTeX calls a number.
        other = "eid" if name == "number" and "issue" in item else VARIABLES[name]["bibtex"]
        text = item[name] if name in _VERBATIM else item[name].translate(_LATEX)
        fields[kind.get(name, other)] = text
    fields |= {
        "title": f"{{{fields['title']}}}",
        "pages": item.get("page", "").replace("-", "--"),
        "date": f"{day}~" if item.get("issued", {}).get("circa") else day,
        "year": day[:4],
        "urldate": _time(item, "accessed"),
    }
    lines = "".join(f"  {name} = {{{fields[name]}}},\n" for name in sorted(fields) if fields[name])
    return f"@{kind['bibtex']}{{{item['id'].replace('/', ':').replace('#', ':')},\n{lines}}}\n"


def ris(item: Item) -> str:
    """Return an item as a reference of RIS."""
    # What was given at an event has its name where else the container's stands.
    moved = {"T2": "C3", "C3": "T2"} if "event" in item else {}
    kind = TYPES[item["type"]]["ris"]
    lines = [("TY", kind), ("ID", item["id"])]
    for role, usual in PEOPLE.items():
        tag = "A3" if (kind, role) == ("BOOK", "editor") else usual
        lines += [(tag, ", ".join(name.values())) for name in item.get(role, ())]
    for name, tag in ((name, row["ris"]) for name, row in VARIABLES.items()):
        lines.append((moved.get(tag, tag), item.get(name, "").strip("[]" if tag == "TT" else "")))
    first, _, last = item.get("page", "").partition("-")
    day, read = (_day(item, name) for name in ("issued", "accessed"))
    lines += [("SP", first), ("EP", last), ("PY", day[:4]), ("DA", day), ("Y2", read)]
    return "".join(f"{tag}  - {text}\n" for tag, text in lines if text) + "ER  - \n"


def tags(item: Item) -> list[tuple[str, str]]:
    """Return the names and texts of the tags in which Zotero and others find an item on a page."""
    first, _, last = item.get("page", "").partition("-")
    found = [
        ("z:itemType", TYPES[item["type"]]["zotero"]),
        *(("citation_author", ", ".join(name.values())) for name in item.get("author", ())),
        *((row["tag"], item.get(name, "")) for name, row in VARIABLES.items() if row["tag"]),
        ("citation_publication_date", _day(item, "issued")),
        ("citation_firstpage", first),
        ("citation_lastpage", last),
    ]
    return [(name, text) for name, text in found if text]


def _time(item: Item, name: str) -> str:
    """Return a date as ISO 8601 has it, of one time or of two; nothing for one that is unknown."""
    times = item.get(name, {}).get("date-parts", [])
    return "/".join("-".join(map("{:0{}}".format, time, (4, 2, 2))) for time in times)


def _day(item: Item, name: str) -> str:
    """Return a date with slashes: of two times the first."""
    return _time(item, name).partition("/")[0].replace("-", "/")


def _latex_name(name: dict[str, str]) -> str:
    """Return a name as BibTeX reads it: one that has no parts stands in braces."""
    whole = ", ".join(name.values()).translate(_LATEX)
    return f"{{{whole}}}" if "literal" in name else whole
