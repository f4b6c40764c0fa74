"""Rules about witnesses: one address is one source, one name one witness; what is discounted."""

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.dossier import Dossier
from generator.problems import Problem
from generator.records import Source
from generator.seeds import Entry
from generator.urls import address_of
from generator.witnesses import folded


def check_addresses(catalogue: Catalogue) -> Iterator[Problem]:
    """No two sources have one address."""
    first: dict[str, Entry] = {}
    for entry in catalogue.of(Source):
        record = entry.record
        if record.URL is None:
            continue
        other = first.setdefault(address_of(record.URL), entry)
        if other is not entry:
            yield Problem.of(entry.place_of("URL"), "same-address", entry=entry, other=other)


def check_names_of_witnesses(dossier: Dossier) -> Iterator[Problem]:
    """Two witnesses of one claim have names that tell them apart."""
    for _, block in dossier.blocks():
        bearers: dict[str, tuple[int, Entry]] = {}
        for number, witness in enumerate(dossier.strength(block).witnesses):
            for source in (cited.source for cited in witness):
                name = folded(source.record.short)
                before, other = bearers.setdefault(name, (number, source))
                if before != number:
                    yield Problem.of(block.place, "same-name", source=source, other=other)


def check_discounts(dossier: Dossier) -> Iterator[Problem]:
    """Only a position of a disagreement discounts sources, some of those that it cites."""
    for entry, block in dossier.blocks():
        place, discounts = block.slug_place or block.place, ",".join(block.discounts)
        if discounts and (entry.kind, block.section) != ("disagreements", "Positions"):
            yield Problem.of(place, "bad-discount", "elsewhere", discounts=discounts)
            continue
        cited = list(dict.fromkeys(found.source.key for found in dossier.evidence(block)))
        names = ", ".join(cited)
        for key in block.discounts:
            if key not in cited and f"sources/{key}" not in dossier.unread:
                case = "unknown" if len(cited) > 1 else "unknown-of-one"
                yield Problem.of(place, "bad-discount", case, key=key, cited=names)
        if discounts and "Weighing" not in (section.text for section in entry.body.sections):
            yield Problem.of(place, "bad-discount", "unexplained", discounts=discounts)
        if cited and not dossier.strength(block).witnesses:
            yield Problem.of(place, "bad-discount", "all", cited=names)
