"""Addresses on the pages: where each thing stands, and that no two have one address."""

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from generator.catalogue import Catalogue, grouped
from generator.files import Retired
from generator.kinds import KINDS
from generator.pages import escape, words
from generator.problems import Place, Problem
from generator.records import Correction

_NOT_SHOWN = re.compile(r"\A---\n.*?^---\n|^```.*?^```", re.DOTALL | re.MULTILINE)
"""The head of a page, and code between fences."""
_ID = re.compile(r"<[a-z]+ [^<>]*\bid=\"([^\"]+)\"")
_HEADING = re.compile(
    r"(?:\bid=\"(.*)\" .*>\n\n)?^#+ (.*?)(?: \{ ?(?:#([\w-]+))?.*\})?$", re.MULTILINE
)
"""A heading: the id of the tag that opens just before it, its words, the id in its braces."""
Address = tuple[str, str]
"""A page, by its path below the address of the site, and an anchor on it or nothing."""


@cache
def page_of(name: str) -> str:
    """Return the path in `docs/` of the page on which a record or claim is shown."""
    record = name.partition("#")[0]
    if record == "treaty":
        return "index.md"
    return f"{KINDS[record.partition('/')[0]].listed_at if _shares_page(record) else record}.md"


@cache
def anchor_of(name: str) -> str:
    """Return the id of a record or claim on its page; `""` where the page itself is meant.

    On a page that several records share, an id begins with the key of its record.
    """
    record, _, slug = name.partition("#")
    key = record.rpartition("/")[2] if _shares_page(record) else ""
    return "-".join(filter(None, (key, slug)))


def site_path(page: str) -> str:
    """Return where a browser finds a page of `docs/`, below the address of the site."""
    return f"/{page}".removesuffix("index.md").replace(".md", "/")


def address_of(name: str) -> Address:
    """Return the address of a record or claim: its page, as a browser shows it, and its anchor."""
    return site_path(page_of(name)), anchor_of(name)


def below_site(name: str) -> str:
    """Return the address of a record or claim as it follows that of the site."""
    return "#".join(filter(None, address_of(name))).removeprefix("/")


def _shares_page(record: str) -> bool:
    kind, _, key = record.partition("/")
    return kind in KINDS and KINDS[kind].shares_page and key != "index"


def check_addresses(
    catalogue: Catalogue, gone: Mapping[Address, Retired], site: dict[str, bytes]
) -> Iterator[Problem]:
    """No two things on a page have one address, be they claims, records, notes or headings.

    `gone` is what was withdrawn, by the address at which that is told.
    """
    owners = grouped(_owners(catalogue, gone))
    for path, content in site.items():
        page = _NOT_SHOWN.sub("", content.decode()) if path.endswith(".md") else ""
        ids = Counter(_ID.findall(page))
        headings = Counter(slug for own, slug in headings_of(page) if own != slug)
        for anchor in sorted({*ids, *headings}):
            known = sorted(owners.get((site_path(path), anchor), []))
            # Headings that come from titles of records get a number where they are alike.
            alike = len(known) if headings[anchor] else 0
            if ids[anchor] > 1 or (ids[anchor] and headings[anchor]) or alike > 1:
                place, what = known[-1]
                other = f"{known[0][1]} in {known[0][0]}" if known[1:] else "a heading there"
                said = {"anchor": anchor, "what": what, "other": other}
                yield Problem.of(place, "same-anchor", **said)


def _owners(
    catalogue: Catalogue, gone: Mapping[Address, Retired]
) -> Iterator[tuple[Address, tuple[Place, str]]]:
    """Yield the address of each thing that records put there, where it stands and what it is."""
    for address, retired in gone.items():
        yield address, (retired.place, retired.name)
    for name, claim in catalogue.claims.items():
        yield address_of(name), (claim.block.id_place, name)
    for name, entry in catalogue.entries.items():
        page, anchor = address_of(name)
        if anchor:
            yield (page, anchor), (entry.place_of(), name)
        for locator, place in entry.notes.headings.items():
            yield (page, words.anchor(locator)), (place, locator)
        sections = entry.body.sections if not KINDS[entry.kind].shares_page else ()
        below = (block for block in entry.body.blocks if block.form == "subheading")
        for heading in (*sections, *below):
            title = heading.text.lstrip("# ")
            what = f"the heading “{title}”"
            yield (page, heading_id(escape.text(title))), (heading.place, what)


def headings_of(page: str) -> Iterator[tuple[str, str]]:
    """Yield the id of the thing that each heading opens, or nothing, and the heading's address."""
    for own, heading, given in _HEADING.findall(_NOT_SHOWN.sub("", page)):
        yield own, given or heading_id(heading)


def subject_id(theme: str | None) -> str:
    """Return the id of the part of a list that is on a theme, or on none."""
    return f"subject-{theme}" if theme else "no-subject"


def corrected_when(correction: Correction) -> tuple[str, str]:
    """Return when a correction was made, seen from the first publication, and on which page."""
    page = page_of(correction.concerns[0]).removesuffix(".md")
    return "before" if correction.before_publication == "true" else "since", page


def heading_id(heading: str) -> str:
    """Return the address that Markdown gives a heading."""
    from markdown.extensions.toc import slugify  # noqa: PLC0415 # only pages need it

    return str(slugify(html.unescape(escape.plain(re.sub("<[^<>]*>", "", heading))), "-"))
