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
            what = f'"{entry.key}" and "{other.key}" have one address: {record.URL}'
            mend = (
                "keep one record, whose notes tell parts of the page apart by headings such as "
                "`## sec. 2`; or correct the address of one"
            )
            yield Problem(entry.place_of("URL"), "same-address", what, mend)


def check_names_of_witnesses(dossier: Dossier) -> Iterator[Problem]:
    """Two witnesses of one claim have names that tell them apart."""
    for _, block in dossier.blocks():
        bearers: dict[str, tuple[int, Entry]] = {}
        for number, witness in enumerate(dossier.strength(block).witnesses):
            for source in (cited.source for cited in witness):
                short = source.record.short
                before, other = bearers.setdefault(folded(short), (number, source))
                if before != number:
                    keys = f'"{other.key}" and "{source.key}"'
                    what = f'{keys} count as two witnesses, both called "{short}"'
                    mend = (
                        'give one of them another "short", such as one with a year; or, if one '
                        'outlet published both, give both one "outlet"'
                    )
                    yield Problem(block.place, "same-name", what, mend)


def check_discounts(dossier: Dossier) -> Iterator[Problem]:
    """Only a position of a disagreement discounts sources, some of those that it cites."""
    for entry, block in dossier.blocks():
        place = block.slug_place or block.place
        if block.discounts and (entry.kind, block.section) != ("disagreements", "Positions"):
            what = f"discounts={','.join(block.discounts)} outside the positions of a disagreement"
            mend = "take it out of the braces, and cite only what bears the claim out"
            yield Problem(place, "bad-discount", what, mend)
            continue
        cited = list(dict.fromkeys(found.source.key for found in dossier.evidence(block)))
        mend = f"use some, not all, of those cited: {', '.join(cited)}"
        if len(cited) < 2:
            mend = "take it out of the braces: a position needs one source that counts"
        for key in block.discounts:
            if key not in cited and f"sources/{key}" not in dossier.unread:
                what = f'discounts={key}: the position cites no source "{key}"'
                yield Problem(place, "bad-discount", what, mend)
        if block.discounts and "Weighing" not in (section.name for section in entry.body.sections):
            what = f"discounts={','.join(block.discounts)}, and nothing says why"
            yield Problem(place, "bad-discount", what, "say why under ## Weighing")
        if cited and not dossier.strength(block).witnesses:
            what = f"the position discounts all that it cites: {', '.join(cited)}"
            mend = "leave one that counts, or drop the position"
            yield Problem(place, "bad-discount", what, mend)
