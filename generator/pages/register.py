"""The register of addresses: which were published, which of them are gone, and what leads on."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from operator import itemgetter

from generator.catalogue import grouped
from generator.dossier import Dossier
from generator.files import RETIRED, Retired
from generator.kinds import FOLDERS, KINDS
from generator.output import FOLDER, REGISTER, TAKE_BACK
from generator.pages.addresses import Address, address_of, below_site, page_of, site_path
from generator.problems import Place, Problem, nearest, shown
from generator.records import KEY, Correction
from generator.seeds import FOLDER as SEEDS
from generator.seeds import Entry

_HEAD, _LIVE = "page,anchor,state,successor", "live"
_LINE = re.compile(rf"(/(?:{KEY}/)*),((?:{KEY})?),({_LIVE}|[0-9-]{{10}}),(?:/\S*)?")
"""A line: page, anchor, state and successor; the state is a day for what is gone."""
_SHARED = {
    site_path(f"{kind.listed_at}.md"): name for name, kind in KINDS.items() if kind.shares_page
}
"""Pages that all records of a kind share, with the kind."""


class Register:
    """All records and claims by their addresses, with those that are gone.

    `published` is the register as it was published: what stands in it once stays. The claims of a
    record that is gone went with it.
    """

    def __init__(self, dossier: Dossier, published: str = "") -> None:
        self.dossier = dossier
        self.published: dict[Address, str] = {}
        self.unread: list[Problem] = []
        lines = enumerate(published.splitlines(), 1)
        # Of several lines on an address, the one that says since when it is gone counts.
        for number, line in sorted(lines, key=lambda line: f",{_LIVE}," not in line[1]):
            if match := _LINE.fullmatch(line):
                self.published[match[1], match[2]] = match[3]
            elif line != _HEAD:
                said = {"line": shown(line), "take_back": TAKE_BACK}
                place = Place(f"{FOLDER}/{REGISTER}", number)
                self.unread.append(Problem.of(place, "wrong-line", "register", **said))
        self.live = {address_of(name): name for name in (*dossier.entries, *dossier.claims)}
        self.gone = {address_of(name): gone for name, gone in dossier.retired.items()}
        missing = self.published.keys() - self.live.keys() - self.gone.keys()
        self.gone |= {place: gone for place in missing if (gone := self._went_along(*place))}
        self.gone = dict(sorted(self.gone.items(), key=itemgetter(0)))
        self.missing = missing - self.gone.keys()

    @cached_property
    def corrections(self) -> dict[str, list[Entry[Correction]]]:
        """Return for each page the corrections of statements that are at home there."""
        return grouped(
            (page, entry)
            for entry in self.dossier.of(Correction)
            for page in dict.fromkeys(map(page_of, entry.record.concerns))
        )

    def _went_along(self, page: str, anchor: str) -> Retired | None:
        """Return what is told of a claim that went with its record; where that has a successor."""
        for start in _starts(page, anchor):
            record = self.gone.get((page, start))
            if record and "#" not in record.name:
                new = f"{record.successor}#{anchor.removeprefix(f'{start}-')}"
                successor = new if new in self.dossier.claims else record.successor
                return replace(record, reason="", successor=successor)
        return None

    def file(self) -> bytes:
        """Return the register as it is to be published."""
        lines = [f"{page},{anchor},{_LIVE}," for page, anchor in self.live]
        for (page, anchor), gone in self.gone.items():
            successor = f"/{below_site(gone.successor)}" if gone.successor else ""
            lines.append(f"{page},{anchor},{gone.day.text},{successor}")
        return "\n".join([_HEAD, *sorted(lines), ""]).encode()

    def problems(self) -> Iterator[Problem]:
        """Yield what is lost of what was published, and what is wrong with the list of the gone."""
        if self.unread:
            yield from self.unread
            return
        for address in sorted(self.missing):
            # A record that is gone is told of once, not with each of its claims.
            if not any((address[0], start) in self.missing for start in _starts(*address)):
                yield self._lost(address)
        for address, name in self.live.items():
            if address in self.gone or self.published.get(address, _LIVE) != _LIVE:
                yield Problem.of(self._place(name), "retired-id", name=name, take_back=TAKE_BACK)
        for gone in self.dossier.retired.values():
            yield from self._wrong_with(gone)

    def _lost(self, address: Address) -> Problem:
        name, state = self._name(*address), self.published[address]
        beside = {there: live for there, live in self.live.items() if there[0] == address[0]}
        new = [live for there, live in beside.items() if there not in self.published]
        heir, day = nearest(name, new) or "folder/key#id", "DAY" if state == _LIVE else state
        said = {"name": name, "day": day, "heir": heir, "take_back": TAKE_BACK}
        return Problem.of(self._place(name), "lost-id", **said)

    def _wrong_with(self, gone: Retired) -> Iterator[Problem]:
        there = ("", *self.dossier.entries, *self.dossier.claims)
        if gone.successor not in there:
            mend = _did_you_mean(gone.successor, there) or "name what is there, or nothing"
            yield Problem.of(gone.place, "bad-retirement", "successor", gone=gone, mend=mend)
        if self.published and address_of(gone.name) not in self.published:
            names = [self._name(*address) for address in sorted(self.missing)]
            mend = _did_you_mean(gone.name, names) or "delete the line"
            yield Problem.of(gone.place, "bad-retirement", "name", gone=gone, mend=mend)

    def _place(self, name: str) -> Place:
        if name in self.dossier.claims:
            return self.dossier.claims[name].block.id_place
        entry = self.dossier.entries.get(name.partition("#")[0])
        return entry.place_of() if entry else Place(f"{SEEDS}/{RETIRED}")

    def _name(self, page: str, anchor: str) -> str:
        """Return a name that has an address: on a shared page, that of the record if one fits."""
        kind = _SHARED.get(page)
        if kind and anchor:
            for start in _starts(page, anchor):
                if f"{kind}/{start}" in self.dossier.entries:
                    return f"{kind}/{start}#{anchor.removeprefix(f'{start}-')}"
            return f"{kind}/{anchor}"
        stem = page.strip("/") or "treaty"
        record = f"{stem}/index" if stem in {"about", *FOLDERS} else stem
        return "#".join(filter(None, (record, anchor)))


def _did_you_mean(name: str, known: Iterable[str]) -> str:
    """Ask whether the nearest was meant, by keys and ids alone: many names share a folder."""
    keys = {other.partition("/")[2]: other for other in known}
    near = nearest(name.partition("/")[2], keys)
    return f'did you mean "{keys[near]}"?' if near else ""


def _starts(page: str, anchor: str) -> Iterator[str]:
    """Yield the anchors of records to which the claim at an address may belong."""
    parts = anchor.split("-")
    if page in _SHARED:
        yield from ("-".join(parts[:length]) for length in range(len(parts) - 1, 0, -1))
    elif anchor:
        yield ""
